//! 閲覧: drugs, checkups and 6情報 that a person lets us look at through the terminal, and taking rows of them over.
//!
//! What came stays as it came; it is read anew at every look, so that a better reading needs no second request.

use crate::{
    Error, Session,
    api::{
        FindingShown, Nothing,
        chart::{CodeForm, CommonForm, EntryForm, EntryRef, LabResultForm, PrescriptionForm},
        common::{ById, DateShown},
        letters::LetterIssued,
        received::ReceivedTaken,
        reception::ViewKind,
        viewing::{ViewAsk, ViewRowShown, ViewShown, ViewTake},
    },
    chart,
    input::{self, small},
    life, patients, received, reception,
    terminal::{self, Subject, catalogue},
};
use ::terminal::{Answer, Decoded, decode, message::drug_history};
use domain::{
    core6::{Source, code::CodeSystem, prescription::DosageKind},
    date::{self, Date, PartialDate},
    finding::{Finding, any_error},
    id::{PatientId, RequestId},
    matching::{Agreement, Match, Told},
    patient::Patient,
    rule,
    terminal::{RequestState, RequestVerdict},
};
use jiff::ToSpan;
use std::collections::BTreeMap;
use store::request::Request;

/// How many views of a patient are shown at most.
const VIEWS: u32 = 200;
/// How many months back drugs are asked for where nothing is said; 6情報.
const MONTHS: (i64, i64) = (12, 60);

/// Asks for a view, if the person agreed and that is not over.
pub fn ask(session: &Session, ask: ViewAsk) -> Result<Nothing, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &ask.patient_id)?)?;
    let may = reception::may_view(session, ById { id: patient.id.to_string() })?;
    if !may.iter().any(|consent| consent.view == Some(ask.kind) && consent.open) {
        return Err(Error::rejected(vec![Finding::new(&rule::VIEW_NO_CONSENT, "kind")]));
    }
    let today = session.clock().today();
    let mut findings = Vec::new();
    let back = if ask.kind == ViewKind::Core6 { MONTHS.1 } else { MONTHS.0 };
    let mut month = |typed: &str, path: &str, usual: Date| match typed.trim() {
        "" => usual,
        typed => match date::read_partial(typed, today) {
            Ok(PartialDate::Day(day)) => day,
            Ok(PartialDate::Month(year, month)) => Date::new(year, month, 1).unwrap_or(usual),
            Ok(PartialDate::Year(year)) => Date::new(year, 1, 1).unwrap_or(usual),
            Err(fault) => {
                findings.push(fault.finding(path));
                usual
            }
        },
    };
    let from = month(&ask.from, "from", today.saturating_sub(back.months()));
    let to = month(&ask.to, "to", today);
    if from > to {
        findings.push(Finding::new(&rule::VIEW_SPAN, "to"));
    }
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    let (patient, paper) = (patient.id, ask.paper);
    let subject = match ask.kind {
        ViewKind::Drugs => Subject::DrugHistory { patient, from, to, paper, with_care: false },
        ViewKind::Checkup => Subject::Checkup { patient, paper },
        ViewKind::Core6 => Subject::Core6View { patient, from, to },
    };
    terminal::ask(session, &subject, "view_ask")
}

/// What was viewed of a patient, the newest first.
pub fn list(session: &Session, which: ById) -> Result<Vec<ViewShown>, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &which.id)?)?;
    let requests = session.store().read(|r| r.requests_of_patient(patient.id, VIEWS))?;
    let mut shown = Vec::new();
    for request in &requests {
        if let Some(view) = View::of(request) {
            shown.push(view.shown(session, &patient)?);
        }
    }
    Ok(shown)
}

/// Opens the pages of a view.
pub fn open(session: &Session, which: ById) -> Result<LetterIssued, Error> {
    let request = known(session, &which.id)?;
    let (_, bytes) = came(session, &request)?.ok_or_else(Error::not_found)?;
    if !bytes.starts_with(b"%PDF") {
        return Err(Error::not_found());
    }
    session.store().record(&session.audit("view_open").patient(owner(&request)?))?;
    life::hand_over(session.clinic().shell(), &request.id.to_string(), &bytes)
}

/// Takes rows over into the chart as 取込, waiting for a doctor to confirm them; one write for all of them.
pub fn take(session: &Session, take: ViewTake) -> Result<ReceivedTaken, Error> {
    let request = known(session, &take.id)?;
    let patient = patients::patient(session, owner(&request)?)?;
    if let Some(answer) = decoded(session, &request)?.and_then(|decoded| decoded.answer)
        && is_of_another(&answer, &patient)
    {
        return Err(Error::rejected(vec![Finding::new(&rule::VIEW_OTHER_PERSON, "items")]));
    }
    let rows = rows(session, &request)?;
    let author = chart::Author::of(session);
    let mut entries = Vec::new();
    for item in &take.items {
        let row = usize::try_from(*item).ok().and_then(|item| rows.get(item)).ok_or_else(Error::not_found)?;
        let (entry, findings) = chart::entry(&author, patient.id, None, &row.form);
        let Some(entry) = entry else {
            let under = format!("items[{item}]");
            return Err(Error::rejected(findings.into_iter().map(|one| one.under(&under)).collect()));
        };
        entries.push(entry);
    }
    let audit = session.audit("view_take").patient(patient.id);
    let versions = session.store().write(&audit, |w| {
        entries.iter().map(|entry| chart::keep(w, entry)).collect::<Result<Vec<_>, _>>()
    })?;
    let entries = entries.iter().zip(versions).map(|(entry, version)| EntryRef {
        id: entry.id.to_string(),
        version: small(version),
        kind: entry.body.kind(),
    });
    Ok(ReceivedTaken { entries: entries.collect() })
}

fn known(session: &Session, id: &str) -> Result<Request, Error> {
    let id = input::id(RequestId::parse, id)?;
    let request = session.store().read(|r| r.request(id))?.ok_or_else(Error::not_found)?;
    if View::of(&request).is_some() { Ok(request) } else { Err(Error::not_found()) }
}

fn owner(request: &Request) -> Result<PatientId, Error> {
    request.patient.ok_or_else(Error::not_found)
}

/// What came for a request: its name and bytes.
fn came(session: &Session, request: &Request) -> Result<Option<(String, Vec<u8>)>, Error> {
    let Some(id) = request.inbox else { return Ok(None) };
    let (item, bytes) = session.store().read(|r| Ok((r.inbox(id)?, r.inbox_bytes(id)?)))?;
    Ok(item.map(|item| item.name).zip(bytes))
}

fn decoded(session: &Session, request: &Request) -> Result<Option<Decoded>, Error> {
    let Some((name, bytes)) = came(session, request)? else { return Ok(None) };
    let catalogue = catalogue()?;
    Ok(Some(decode(&catalogue, &name, &bytes)))
}

/// Whether the answer names somebody whose name or birth date is not the patient's.
fn is_of_another(answer: &Answer, patient: &Patient) -> bool {
    let person = match answer {
        Answer::DrugHistory(answer) => answer.person.as_ref(),
        Answer::Checkup(answer) => answer.person.as_ref(),
        Answer::Core6View(answer) => answer.person.as_ref(),
        _ => None,
    };
    person.is_some_and(|person| {
        let told = Told {
            name: person.name.clone().unwrap_or_default(),
            kana: person.kana.clone().unwrap_or_default(),
            birth_date: person.birth_date,
            ..Told::default()
        };
        let agreement = Agreement::of(&told, patient, false);
        [agreement.name, agreement.birth_date].contains(&Match::Differs)
    })
}

/// A request that is a view.
struct View<'a> {
    request: &'a Request,
    kind: ViewKind,
    span: Option<(Date, Date)>,
    paper: bool,
}

impl<'a> View<'a> {
    fn of(request: &'a Request) -> Option<Self> {
        let (kind, span, paper) = match Subject::read(&request.subject)? {
            Subject::DrugHistory { from, to, paper, .. } => (ViewKind::Drugs, Some((from, to)), paper),
            Subject::Checkup { paper, .. } => (ViewKind::Checkup, None, paper),
            Subject::Core6View { from, to, .. } => (ViewKind::Core6, Some((from, to)), true),
            _ => return None,
        };
        Some(Self { request, kind, span, paper })
    }

    fn shown(&self, session: &Session, patient: &Patient) -> Result<ViewShown, Error> {
        let Self { request, kind, paper, .. } = *self;
        let month = |day: Date| PartialDate::Month(day.year(), day.month()).wareki();
        let there = request.state == RequestState::Answered && request.verdict == Some(RequestVerdict::Done);
        let heads: &[&str] = match kind {
            ViewKind::Drugs => &["日付", "薬", "1日の量", "日数・回数", "用法", "医療機関", "もと"],
            ViewKind::Checkup => &["健診日", "項目", "結果"],
            ViewKind::Core6 => &[],
        };
        let mut findings = Vec::new();
        let rows = if there && !paper {
            let answer = decoded(session, request)?;
            let other = answer
                .as_ref()
                .and_then(|decoded| decoded.answer.as_ref())
                .is_some_and(|answer| is_of_another(answer, patient));
            findings = answer.map(|answer| answer.findings).unwrap_or_default();
            if other {
                findings.insert(0, Finding::new(&rule::VIEW_OTHER_PERSON, ""));
            }
            let known = received::rows::bodies(&session.store().read(|r| r.core6(patient.id))?.live());
            let author = chart::Author::of(session);
            let is_known = |form: &EntryForm| {
                let (entry, _) = chart::entry(&author, patient.id, None, form);
                entry.is_some_and(|entry| {
                    known.iter().any(|(_, body)| received::rows::same(body, &entry.body))
                })
            };
            let rows = rows(session, request)?;
            rows.iter()
                .enumerate()
                .map(|(item, row)| ViewRowShown {
                    item: small(item),
                    cells: row.cells.clone(),
                    known: is_known(&row.form),
                })
                .collect()
        } else {
            Vec::new()
        };
        Ok(ViewShown {
            id: request.id.to_string(),
            kind,
            asked: DateShown::instant(request.created_at),
            from: self.span.map(|(from, _)| month(from)).unwrap_or_default(),
            to: self.span.map(|(_, to)| month(to)).unwrap_or_default(),
            paper,
            state: request.state,
            there,
            said: request.said.clone().unwrap_or_default(),
            heads: heads.iter().map(|head| (*head).to_owned()).collect(),
            rows,
            findings: FindingShown::all(&findings),
        })
    }
}

/// A row as shown and as it would be taken over.
struct Row {
    cells: Vec<String>,
    form: EntryForm,
}

/// The rows of a view, the newest first. The order is the same at every look.
fn rows(session: &Session, request: &Request) -> Result<Vec<Row>, Error> {
    Ok(match decoded(session, request)?.and_then(|decoded| decoded.answer) {
        Some(Answer::DrugHistory(answer)) => drugs(&answer),
        Some(Answer::Checkup(answer)) => {
            let mut rows = Vec::new();
            for checkup in &answer.checkups {
                for result in &checkup.results {
                    rows.extend(measured(checkup.examined_on, result));
                }
            }
            rows
        }
        _ => Vec::new(),
    })
}

/// Drugs, each dispensing once: a claim is more certain than a dispensing, that more than a prescription.
fn drugs(answer: &drug_history::Answer) -> Vec<Row> {
    let mut months: Vec<_> = answer.months.iter().collect();
    months.sort_by_key(|month| month.source);
    let mut found: BTreeMap<(Option<Date>, String, String), (usize, Row)> = BTreeMap::new();
    for month in months {
        let place = month.place.1.as_ref().or(month.place.0.as_ref()).cloned().unwrap_or_default();
        let code = month.place.0.clone().unwrap_or_else(|| place.clone());
        for day in &month.days {
            for drug in &day.drugs {
                let Some(name) = drug.name.clone().filter(|name| !name.trim().is_empty()) else { continue };
                let date = day.date.or(day.prescribed_on).or(month.month);
                let key = (date, code.clone(), domain::text::search_key(&name));
                let place_in = found.len();
                found
                    .entry(key)
                    .or_insert_with(|| (place_in, dispensed(month.source, &place, date, &name, drug)));
            }
        }
    }
    let mut rows: Vec<_> = found.into_iter().collect();
    rows.sort_by(|((a, ..), (x, _)), ((b, ..), (y, _))| b.cmp(a).then(x.cmp(y)));
    rows.into_iter().map(|(_, (_, row))| row).collect()
}

fn dispensed(
    source: drug_history::Source,
    place: &str,
    date: Option<Date>,
    name: &str,
    drug: &drug_history::Drug,
) -> Row {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (amount, unit, times, usage) =
        (text(&drug.quantity), text(&drug.unit), text(&drug.times), text(&drug.usage));
    let (word, from) = match source {
        drug_history::Source::Receipt => ("レセプト", "薬剤情報（レセプト）"),
        drug_history::Source::Dispensing => ("調剤", "薬剤情報（調剤）"),
        drug_history::Source::Prescription => ("処方", "薬剤情報（処方）"),
    };
    let needed = usage.contains('頓') || usage.contains("とき");
    let on_skin =
        ["塗", "貼", "点眼", "点鼻", "噴霧", "吸入", "坐", "外用"].iter().any(|word| usage.contains(word));
    let kind = match (needed, on_skin) {
        (_, true) => DosageKind::External,
        (true, false) => DosageKind::AsNeeded,
        (false, false) => DosageKind::Internal,
    };
    let whole = |times: &str| times.parse::<u32>().is_ok_and(|times| times > 0);
    let (days, count) = match kind {
        DosageKind::Internal if whole(&times) => (times.clone(), String::new()),
        DosageKind::AsNeeded if whole(&times) => (String::new(), times.clone()),
        _ => Default::default(),
    };
    let day = date.map(date::wareki).unwrap_or_default();
    Row {
        cells: vec![
            day.clone(),
            name.to_owned(),
            format!("{amount}{unit}"),
            times,
            usage.clone(),
            place.to_owned(),
            word.to_owned(),
        ],
        form: EntryForm::Prescription(PrescriptionForm {
            rp: 1,
            order: 1,
            text: name.to_owned(),
            codes: Vec::new(),
            kind,
            dose: String::new(),
            daily_dose: amount,
            doses: String::new(),
            site: String::new(),
            unit,
            usage,
            usage_code: None,
            days,
            times: count,
            prescribed_on: day,
            starts_on: String::new(),
            ended: String::new(),
            common: taken_from(&format!("{from} {place}")),
        }),
    }
}

fn measured(on: Option<Date>, result: &::terminal::message::checkup::Measured) -> Option<Row> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let name = result.name.clone().filter(|name| !name.trim().is_empty())?;
    let value = result.value_name.clone().or_else(|| result.value.clone()).unwrap_or_default();
    let day = on.map(date::wareki).unwrap_or_default();
    let code = result.code.clone().filter(|code| code.len() == 17);
    Some(Row {
        cells: vec![day.clone(), name.clone(), format!("{value} {}", text(&result.unit)).trim().to_owned()],
        form: EntryForm::LabResult(LabResultForm {
            text: name.clone(),
            codes: code
                .map(|code| CodeForm { system: CodeSystem::Jlac10, code, display: name })
                .into_iter()
                .collect(),
            value,
            unit: text(&result.unit),
            range_low: String::new(),
            range_high: String::new(),
            range_text: String::new(),
            interpretation: None,
            specimen: String::new(),
            sampled: day,
            common: taken_from("特定健診情報"),
        }),
    })
}

/// Where a row comes from, told in its note.
fn taken_from(what: &str) -> CommonForm {
    CommonForm {
        source: Source::Imported,
        last_checked: String::new(),
        note: what.trim().to_owned(),
        flags: Default::default(),
    }
}
