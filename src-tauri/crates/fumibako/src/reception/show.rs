//! What is shown at reception: the answers of a day with whoever they are about, and those of one patient.

use super::{
    arrived::{Found, person_of},
    details::{Certificate, Details, Ticket},
};
use crate::{
    Error, Session,
    api::{
        FindingShown, Nothing,
        common::{ById, DateShown},
        reception::{
            AgreementShown, Agrees, Arrival, ArrivalMatch, Asked, BulkRow, ConsentShown, Difference,
            EligibilityRow, Insured, Proposal, ReceptionDay, ReceptionQuery, ReferenceState, Said, Told,
            ViewKind,
        },
    },
    chart,
    input::{self, small},
    patients,
    terminal::{Subject, catalogue, is_open},
};
use documents::received::view::ViewLine;
use domain::{
    clock::in_japan,
    core6::Moment,
    date::{self, Date},
    id::PatientId,
    matching::{self, Agreement, Judgement, Match},
    patient::Patient,
    terminal::RequestState,
    text::katakana,
};
use jiff::civil::DateTime;
use std::collections::BTreeSet;
use store::{
    Who,
    eligibility::{Eligibility, EligibilityTold},
    request::Request,
};
use terminal::{
    MessageKey,
    catalogue::Catalogue,
    consent::{Consents, Flag, Kind},
};

/// How many answers about one patient are shown at most.
const HISTORY: u32 = 100;
/// How many requests are looked through for those without an answer.
const ASKED: u32 = 100;
/// How many requests are looked through for 一括照会.
const BULK: u32 = 500;

/// The answers of a day, the newest first.
pub fn today(session: &Session, query: ReceptionQuery) -> Result<ReceptionDay, Error> {
    let today = session.clock().today();
    let day = match &query.day {
        Some(day) => day.parse::<Date>().map_err(|_| Error::not_found())?,
        None => today,
    };
    let rows = session.store().read(|r| r.eligibility_of_day(day))?;
    let look = Look::new(session)?;
    Ok(ReceptionDay {
        day: DateShown::day(day),
        today: day == today,
        arrivals: rows.iter().map(|row| look.arrival(row)).collect::<Result<_, _>>()?,
        asked: if day == today { asked(session)? } else { Vec::new() },
    })
}

/// Every answer about a patient, the newest first.
pub fn history(session: &Session, which: ById) -> Result<Vec<EligibilityRow>, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &which.id)?)?;
    let rows = session.store().read(|r| r.eligibility_of_patient(patient.id, HISTORY))?;
    let shown = |row: &Eligibility| EligibilityRow {
        id: row.id.to_string(),
        at: DateShown::instant(row.told.told_at),
        source: row.told.source,
        validity: row.told.validity,
        insurer: insured(&row.told, &Details::read(&row.told.details)),
        matched_by: row.matched.map(|matched| matched.by),
        differences: small(matching::differences(&person_of(&row.told), &patient).len()),
    };
    Ok(rows.iter().map(shown).collect())
}

/// What a person asked today and what has no good answer yet.
fn asked(session: &Session) -> Result<Vec<Asked>, Error> {
    let catalogue = catalogue()?;
    let today = session.clock().today();
    let states = [
        RequestState::Planned,
        RequestState::Intended,
        RequestState::Posted,
        RequestState::Unanswered,
        RequestState::Failed,
    ];
    let mut requests = Vec::new();
    for state in states {
        requests.extend(session.store().read(|r| r.requests_in(state, ASKED))?);
    }
    let here = |request: &&Request| {
        let about = [MessageKey::EligibilityCheck, MessageKey::ReferenceNumber];
        request.priority == 0
            && about.iter().any(|key| key.as_str() == request.message)
            && in_japan(request.created_at).date() == today
    };
    let shown = |request: &Request| {
        let title = catalogue.message(&request.message).map(|message| message.title.clone());
        Ok(Asked {
            id: request.id.to_string(),
            title: title.unwrap_or_else(|| request.message.clone()),
            patient: request.patient.map(|patient| patients::row(session, patient)).transpose()?,
            state: request.state,
            at: DateShown::instant(request.created_at),
            said: request.said.clone().unwrap_or_default(),
        })
    };
    requests.iter().filter(here).map(shown).collect()
}

/// How far every 一括照会 is, the newest first: the list that went up, and the result that is asked for after it.
pub fn bulk(session: &Session, _: Nothing) -> Result<Vec<BulkRow>, Error> {
    let requests = session.store().read(|r| r.requests_newest(BULK))?;
    let now = session.clock().now();
    let mut rows = Vec::new();
    for request in &requests {
        let Some(Subject::BulkUpload { patients, day }) = Subject::read(&request.subject) else { continue };
        // The newest of the requests for its result comes first.
        let result = requests.iter().find(|other| {
            matches!(Subject::read(&other.subject), Some(Subject::BulkDownload { upload, .. }) if upload == request.id)
        });
        let latest = result.unwrap_or(request);
        let answered = match result {
            Some(result) => session.store().read(|r| r.eligibility_of_request(result.id))?.len(),
            None => 0,
        };
        let next = latest.not_before.filter(|at| is_open(latest.state) && *at > now);
        rows.push(BulkRow {
            id: request.id.to_string(),
            at: DateShown::instant(request.created_at),
            day: DateShown::day(day),
            patients: small(patients.len()),
            answered: small(answered),
            state: latest.state,
            said: latest.said.clone().unwrap_or_default(),
            next: next.map(DateShown::instant),
        });
    }
    Ok(rows)
}

/// What all answers of a list are looked at with.
struct Look<'a> {
    session: &'a Session,
    catalogue: std::sync::Arc<Catalogue>,
    staff: std::collections::BTreeMap<domain::id::StaffId, String>,
    today: Date,
    now: DateTime,
}

impl<'a> Look<'a> {
    fn new(session: &'a Session) -> Result<Self, Error> {
        let now = in_japan(session.clock().now());
        Ok(Self {
            session,
            catalogue: catalogue()?,
            staff: chart::staff_names(session)?,
            today: now.date(),
            now,
        })
    }

    fn arrival(&self, row: &Eligibility) -> Result<Arrival, Error> {
        let told = &row.told;
        let details = Details::read(&told.details);
        let person = person_of(told);
        let found = self.session.store().read(|r| Found::of(r, told))?;
        let patient = match row.matched {
            Some(matched) => Some(patients::patient(self.session, matched.patient)?),
            None => None,
        };
        let proposals = match &patient {
            Some(_) => Vec::new(),
            None => self.proposals(&person, &found)?,
        };
        let state = match (&patient, row.dismissed_at) {
            (_, Some(_)) => ArrivalMatch::Dismissed,
            (Some(_), None) => ArrivalMatch::Matched,
            (None, None) if proposals.is_empty() => ArrivalMatch::New,
            (None, None) => ArrivalMatch::Proposed,
        };
        let who = row.matched.map(|matched| match matched.who {
            Who::Staff(id) => self.staff.get(&id).cloned().unwrap_or_default(),
            Who::Program => String::new(),
        });
        Ok(Arrival {
            id: row.id.to_string(),
            at: DateShown::instant(told.told_at),
            source: told.source,
            validity: told.validity,
            told: self.told(told, &details),
            insurer: insured(told, &details),
            card_class: self.label("OQSCD010", &told.card_class),
            limits: self.lines(&details),
            consents: consents(&details.consents(), self.now),
            notices: details
                .notices
                .iter()
                .map(|notice| Said { code: notice.code.clone(), message: notice.message.clone() })
                .collect(),
            findings: FindingShown::all(&details.findings()),
            state,
            namesakes: small(self.namesakes(told, patient.as_ref())?),
            twin: is_twin(&person, &found, patient.as_ref()),
            differences: patient.as_ref().map(|patient| differences(&person, patient)).unwrap_or_default(),
            reference: self.reference(told, patient.as_ref())?,
            patient: patient.as_ref().map(|patient| patients::shown(self.session, patient)).transpose()?,
            matched_by: row.matched.map(|matched| matched.by),
            matched_at: row.matched.map(|matched| DateShown::instant(matched.at)),
            matched_who: who.unwrap_or_default(),
            proposals,
        })
    }

    fn told(&self, told: &EligibilityTold, details: &Details) -> Told {
        Told {
            name: told.name.clone(),
            kana: katakana(&told.kana),
            birth_date: told.birth_date.map(DateShown::day),
            age: told.birth_date.and_then(|day| date::age_text(day, self.today)).unwrap_or_default(),
            sex: told.sex,
            postal_code: details.postal_code.clone(),
            address: details.address.clone(),
            marked: told.name.contains(matching::MARK),
        }
    }

    fn proposals(&self, person: &matching::Told, found: &Found) -> Result<Vec<Proposal>, Error> {
        let ids = match matching::judge(person, &found.candidates()) {
            // It was not certain when it came; a person says so now.
            Judgement::Certain(id, _) => vec![id],
            Judgement::Ask(list) => list.into_iter().map(|(id, _)| id).collect(),
        };
        let mut proposals = Vec::new();
        for id in ids {
            let Some(patient) = found.patient(id) else { continue };
            let agreement = Agreement::of(person, patient, found.is_referred_to(id));
            proposals.push(Proposal {
                patient: patients::shown(self.session, patient)?,
                agreement: agreement_shown(agreement),
                differences: differences(person, patient),
            });
        }
        Ok(proposals)
    }

    /// How many others bear the same フリガナ.
    fn namesakes(&self, told: &EligibilityTold, patient: Option<&Patient>) -> Result<usize, Error> {
        let Some(patient) = patient else { return Ok(0) };
        let same = self.session.store().read(|r| r.patients_similar(&patient.kana, None))?;
        let others = same.iter().filter(|other| other.id != patient.id);
        Ok(others
            .filter(|other| told.kana.is_empty() || matching::same_kana(&told.kana, &other.kana.joined(" ")))
            .count())
    }

    fn reference(&self, told: &EligibilityTold, patient: Option<&Patient>) -> Result<ReferenceState, Error> {
        let mut state = ReferenceState { registered: false, waiting: false, said: String::new() };
        let Some(patient) = patient else { return Ok(state) };
        if told.reference_number.trim() == patient.chart_number {
            state.registered = true;
            return Ok(state);
        }
        let requests = self.session.store().read(|r| r.requests_of_patient(patient.id, ASKED))?;
        let asked = requests.iter().find(|request| request.message == MessageKey::ReferenceNumber.as_str());
        if let Some(request) = asked {
            state.waiting = is_open(request.state);
            let today = in_japan(request.created_at).date() == self.today;
            let done = request.verdict == Some(domain::terminal::RequestVerdict::Done);
            state.registered = today && done;
            state.said = request.said.clone().filter(|_| today).unwrap_or_default();
        }
        Ok(state)
    }

    fn label(&self, table: &str, value: &str) -> String {
        if value.is_empty() { String::new() } else { self.catalogue.label(table, value).to_owned() }
    }

    /// What stands beside the key, line by line.
    fn lines(&self, details: &Details) -> Vec<ViewLine> {
        let mut lines = Vec::new();
        let mut say = |label: &str, text: String| {
            if !text.trim().is_empty() {
                lines.push(ViewLine { label: label.to_owned(), text: text.trim().to_owned() });
            }
        };
        say("本人・家族", self.label("OQSCD009", &details.relation));
        say("被保険者（世帯主）", details.insured_name.clone());
        say("通称など", format!("{} {}", details.name_other, katakana(&details.kana_other)));
        say("負担割合", ratio(&details.copayment));
        if let Some(certificate) = &details.elderly {
            say("高齢受給者証", format!("{} {}", ratio(&certificate.amount), span(certificate)));
        }
        if let Some(certificate) = &details.limit {
            let class = self.label("OQSCD011", &certificate.class);
            let category = self.label("OQSCD012", &certificate.amount);
            let long = certificate.long_term_on.map(|day| format!("長期入院該当 {}", date::wareki(day)));
            let text = format!("{category} {} {}", span(certificate), long.unwrap_or_default());
            say(if class.is_empty() { "限度額適用認定証" } else { &class }, text);
        }
        for certificate in &details.diseases {
            let class = self.label("OQSCD013", &certificate.class);
            say("特定疾病", format!("{class} {} {}", yen(&certificate.amount), span(certificate)));
        }
        for ticket in &details.tickets {
            let kind = self.label("OQSCD018", &ticket.kind);
            say(if kind.is_empty() { "医療券・調剤券" } else { &kind }, self.ticket(ticket));
        }
        say("資格取得日", details.qualified_on.map(date::wareki).unwrap_or_default());
        say("資格喪失日", details.disqualified_on.map(date::wareki).unwrap_or_default());
        say("資格喪失の理由", self.label("OQSCD008", &details.loss_reason));
        lines
    }

    fn ticket(&self, ticket: &Ticket) -> String {
        let until = |from: Option<Date>, to: Option<Date>| {
            let day = |day: Option<Date>| day.map(date::wareki).unwrap_or_default();
            if from.is_none() && to.is_none() {
                String::new()
            } else {
                format!("{}〜{}", day(from), day(to))
            }
        };
        let month = ticket.month.map(|day| format!("{}年{}月分", day.year(), day.month()));
        let parts = [
            ticket.number.clone(),
            month.unwrap_or_default(),
            until(ticket.from, ticket.to),
            self.label("OQSCD019", &ticket.treatment),
            self.label("OQSCD020", &ticket.combined),
            if ticket.self_pay.is_empty() {
                String::new()
            } else {
                format!("本人支払額 {}", yen(&ticket.self_pay))
            },
            if ticket.elsewhere { "ほかの医療機関の券です".to_owned() } else { String::new() },
            ticket.injuries.join("、"),
            ticket.remarks.join("、"),
        ];
        parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }
}

/// `030` is 3割.
fn ratio(percent: &str) -> String {
    match percent.parse::<u32>() {
        Ok(percent) if percent % 10 == 0 => format!("{}割", percent / 10),
        Ok(percent) => format!("{percent}%"),
        Err(_) => percent.to_owned(),
    }
}

fn yen(amount: &str) -> String {
    match amount.parse::<u32>() {
        Ok(amount) => format!("{amount}円"),
        Err(_) => amount.to_owned(),
    }
}

fn span(certificate: &Certificate) -> String {
    match (certificate.from, certificate.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("（{}から）", date::wareki(from)),
        (None, Some(to)) => format!("（{}まで）", date::wareki(to)),
        (Some(from), Some(to)) => format!("（{}〜{}）", date::wareki(from), date::wareki(to)),
    }
}

fn insured(told: &EligibilityTold, details: &Details) -> Insured {
    Insured {
        insurer_number: told.insurer_number.clone(),
        insurer_name: details.insurer_name.clone(),
        symbol: told.card_symbol.clone(),
        number: told.card_number.clone(),
        branch: told.branch.clone().unwrap_or_default(),
        valid_from: details.valid_from.map(DateShown::day),
        valid_until: details.valid_to.map(DateShown::day),
    }
}

/// What differs from a record, ready to show.
fn differences(person: &matching::Told, patient: &Patient) -> Vec<Difference> {
    matching::differences(person, patient)
        .into_iter()
        .map(|difference| Difference {
            field: difference.field.to_owned(),
            told: difference.told,
            stored: difference.stored,
            adoptable: difference.refused.is_none(),
            why: difference.refused.map(|rule| rule.sentence.to_owned()).unwrap_or_default(),
        })
        .collect()
}

fn agreement_shown(agreement: Agreement) -> AgreementShown {
    let of = |one: Match| match one {
        Match::Same => Agrees::Same,
        Match::Differs => Agrees::Differs,
        Match::Unsaid => Agrees::Unsaid,
    };
    AgreementShown {
        reference: agreement.reference,
        card: of(agreement.card),
        branch: of(agreement.branch),
        birth_date: of(agreement.birth_date),
        name: of(agreement.name),
        sex: of(agreement.sex),
    }
}

/// Whether the clinic knows somebody else with the same card who was born on the same day.
fn is_twin(person: &matching::Told, found: &Found, patient: Option<&Patient>) -> bool {
    let same = |other: &&Patient| {
        let agreement = Agreement::of(person, other, false);
        agreement.card.is_same()
            && agreement.birth_date.is_same()
            && match patient {
                Some(patient) => other.id != patient.id,
                None => agreement.name == Match::Differs,
            }
    };
    found.patients().iter().any(|other| same(&other))
}

/// What the person lets us look at. The consents that were stated for groups first, 6情報 as one.
fn consents(consents: &Consents, now: DateTime) -> Vec<ConsentShown> {
    let minute = |at: DateTime| DateShown::moment(Moment::Minute(at));
    let groups = [
        (Kind::Drug, Some(ViewKind::Drugs)),
        (Kind::Care, None),
        (Kind::Surgery, None),
        (Kind::Checkup, Some(ViewKind::Checkup)),
    ];
    let mut shown: Vec<ConsentShown> = groups
        .into_iter()
        .filter_map(|(kind, view)| {
            let consent = consents.stated(kind)?;
            Some(ConsentShown {
                kind: kind.as_str().to_owned(),
                view,
                label: kind.label().to_owned(),
                given: consent.flag == Flag::Yes || consent.flag == Flag::Expired,
                until: consent.end().map(minute),
                open: consent.is_usable(now),
            })
        })
        .collect();
    let given: Vec<Kind> = Kind::CORE6
        .iter()
        .copied()
        .filter(|kind| consents.effective(*kind).is_some_and(|consent| consent.flag == Flag::Yes))
        .collect();
    if !given.is_empty() {
        let labels: BTreeSet<&str> = given.iter().map(|kind| kind.label()).collect();
        let ends =
            given.iter().filter_map(|kind| consents.effective(*kind).and_then(|consent| consent.end()));
        shown.push(ConsentShown {
            kind: "core6".to_owned(),
            view: Some(ViewKind::Core6),
            label: format!("6情報（{}）", labels.into_iter().collect::<Vec<_>>().join("・")),
            given: true,
            until: ends.max().map(minute),
            open: !consents.usable_core6(now).is_empty(),
        });
    }
    shown
}

/// The consents of a patient as they stand now: those of the newest answer that says anything about them.
pub fn may_view(session: &Session, which: ById) -> Result<Vec<ConsentShown>, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &which.id)?)?;
    let rows = session.store().read(|r| r.eligibility_of_patient(patient.id, HISTORY))?;
    let now = in_japan(session.clock().now());
    let stated = rows.iter().map(|row| Details::read(&row.told.details).consents());
    Ok(stated.map(|stated| consents(&stated, now)).find(|shown| !shown.is_empty()).unwrap_or_default())
}
