//! What an item of the outbox needs next, and what an answer does to it.
//!
//! A registration rests on an answer about 資格 of the same day. What is sent is the bundle as frozen; where the
//! patient's record has another insurance since, it is written anew for sending, and the version stays as it is.

use super::{Subject, build::message_of};
use crate::{Clinic, Error, reports, validate};
use domain::{
    core6::sharing::{ReportState, ReportStep},
    date::Date,
    document::DocumentKind,
    eligibility::EligibilitySource,
    id::{EligibilityId, OutboxId, PatientId},
    matching::{Card, Match, same_branch, same_card},
    outbox::{Hold, OutboxAction, OutboxState, ServiceStatus, may_become},
    patient::{Insurance, Patient},
    terminal::{RequestState, RequestVerdict},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::{
    Store, Write,
    document::FileKind,
    eligibility::{Eligibility, EligibilityTold},
    outbox::{OutboxItem, OutboxSubject, ReportRef, Said},
    report::Handing,
    request::{NewRequest, Request},
    transmission::{NewTransmission, SentKey},
};
use terminal::{
    MessageKey,
    catalogue::{Catalogue, Means},
    message::{document_register, document_status, document_status::DocumentStatus},
    outcome::{Outcome, Verdict},
};

/// How long after a 資格確認 without an answer the next one is asked.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(60);
/// The service erases a letter about a week after its addressee took it (電子カルテ情報共有サービス, storage).
const ERASED_AFTER: SignedDuration = SignedDuration::from_hours(6 * 24);
/// How many rows of a patient are looked at for the newest answers.
const LOOKED_AT: u32 = 20;

/// What an item needs.
pub(super) enum Plan {
    /// What was asked before is under way.
    Wait,
    /// Not before this time.
    Until(Timestamp),
    /// 資格確認 first.
    AskEligibility(PatientId),
    /// A person first.
    Hold(Hold, Option<String>),
    /// There is nothing to take back at the service.
    Moot,
    /// The 報告単位 says something else by now.
    Replace(ReportRef),
    /// To be posted.
    Send(Box<Sending>),
}

/// What is to be posted for an item.
pub(super) struct Sending {
    subject: Subject,
    message: MessageKey,
    identifier: String,
    bytes: Option<Vec<u8>>,
    eligibility: Option<EligibilityId>,
    key: SentKey,
}

/// The newest answer of the day about a patient's 医療保険.
fn eligibility_of_day(store: &Store, patient: PatientId, day: Date) -> store::Result<Option<Eligibility>> {
    let rows = store.read(|r| r.eligibility_of_patient(patient, LOOKED_AT))?;
    // 医療扶助 (A1) is no insurance; a file from somebody's hand is no answer to us.
    Ok(rows.into_iter().find(|row| {
        row.told.day == day && row.told.card_class != "A1" && row.told.source != EligibilitySource::File
    }))
}

/// What it says.
pub(super) fn newest_of_day(
    store: &Store,
    patient: PatientId,
    day: Date,
) -> store::Result<Option<EligibilityTold>> {
    Ok(eligibility_of_day(store, patient, day)?.map(|row| row.told))
}

/// What a due item needs next.
pub(super) fn plan(clinic: &Clinic, item: &OutboxItem, now: Timestamp) -> Result<Plan, Error> {
    let store = clinic.store();
    let under_way = |request: &Request| {
        matches!(request.state, RequestState::Planned | RequestState::Intended | RequestState::Posted)
            && request.registration
    };
    let requests = store.read(|r| r.requests_of_outbox(item.id))?;
    if requests.iter().any(under_way) {
        return Ok(Plan::Wait);
    }
    if item.action == OutboxAction::Cancel {
        return cancellation(store, item);
    }
    let today = domain::clock::in_japan(now).date();
    let Some(patient) = store.read(|r| r.patient_current(item.patient))? else { return Ok(Plan::Wait) };
    let Some(insurance) = &patient.insurance else { return Ok(Plan::Hold(Hold::NoInsurance, None)) };
    let row = match qualified(store, item, &patient, &requests, now, today)? {
        Ok(row) => row,
        Err(plan) => return Ok(plan),
    };
    match compare(&row.told, insurance) {
        Same::Yes => {}
        Same::BranchUnknown => return Ok(Plan::Hold(Hold::BranchUnknown, None)),
        Same::No => return Ok(Plan::Hold(Hold::EligibilityDiffers, None)),
    }
    let key = SentKey {
        insurer_number: row.told.insurer_number.clone(),
        card_symbol: row.told.card_symbol.clone(),
        card_number: row.told.card_number.clone(),
        branch: row.told.branch.clone(),
        birth_date: row.told.birth_date.unwrap_or(patient.birth_date),
    };
    match &item.subject {
        OutboxSubject::Document { document, number } => {
            let (document, number) = (*document, *number);
            let (kind, version, bundle, items) = store.read(|r| {
                Ok((
                    r.document(document)?,
                    r.document_version(document, number)?,
                    r.document_file(document, number, FileKind::Bundle)?,
                    r.outbox_of(document)?,
                ))
            })?;
            let (Some(document), Some(version), Some(bundle)) = (kind, version, bundle) else {
                return Ok(Plan::Hold(Hold::NotBuilt, None));
            };
            if document.kind == DocumentKind::ReferralLetter && version.summary.receiver_code.is_none() {
                return Ok(Plan::Hold(Hold::NoAddressee, None));
            }
            let bytes = match renewed(&bundle, insurance) {
                Ok(bytes) => bytes,
                Err(said) => return Ok(Plan::Hold(Hold::NotBuilt, said)),
            };
            let Some(identifier) = identifier(&bundle) else { return Ok(Plan::Hold(Hold::NotBuilt, None)) };
            let subject = match registered_before(store, item, &items)? {
                Some(replaces) => Subject::DocumentChange { outbox: item.id, replaces },
                None => Subject::DocumentRegister { outbox: item.id },
            };
            let message = message_of(&subject, Some(document.kind));
            let eligibility = Some(row.id);
            Ok(Plan::Send(Box::new(Sending { subject, message, identifier, bytes, eligibility, key })))
        }
        OutboxSubject::Report(report) => report_to_send(clinic, item, report, row.id, key),
    }
}

/// The answer of the day that a registration may rest on, or what has to come first.
fn qualified(
    store: &Store,
    item: &OutboxItem,
    patient: &Patient,
    requests: &[Request],
    now: Timestamp,
    today: Date,
) -> Result<Result<Eligibility, Plan>, Error> {
    let row = eligibility_of_day(store, patient.id, today)?;
    // The service turned it away for its insurance: an answer from before that says nothing any more.
    let doubted = requests
        .iter()
        .filter(|request| request.registration && request.verdict == Some(RequestVerdict::Refused))
        .filter_map(|request| request.settled_at)
        .max();
    let known_at = |row: &Eligibility| row.matched.map(|matched| matched.at);
    let fresh = |row: &Eligibility| known_at(row) > doubted;
    // A person who lets a held item go wants to know anew.
    let valid = |row: &Eligibility| row.told.validity.is_valid();
    match row {
        Some(row) if fresh(&row) && valid(&row) => return Ok(Ok(row)),
        Some(row) if fresh(&row) && known_at(&row) > Some(item.changed_at) => {
            return Ok(Err(Plan::Hold(Hold::EligibilityInvalid, None)));
        }
        _ => {}
    }
    let asked = store.read(|r| r.requests_of_patient(patient.id, LOOKED_AT))?;
    let asked = asked.iter().find(|request| request.message == MessageKey::EligibilityCheck.as_str());
    let plan = match asked {
        Some(Request {
            state: RequestState::Planned | RequestState::Intended | RequestState::Posted,
            ..
        }) => Plan::Wait,
        Some(Request { state, settled_at: Some(at), said, verdict, .. })
            if Some(*at) > doubted && *at > item.changed_at =>
        {
            // A service that fails or is still at work says nothing about anybody's insurance.
            let silent = matches!(verdict, Some(RequestVerdict::Failed | RequestVerdict::Processing));
            match state {
                // It was answered, and nothing valid stands in the answer.
                RequestState::Answered if !silent => Plan::Hold(Hold::EligibilityInvalid, said.clone()),
                _ if now.duration_since(*at) < ASK_AGAIN => Plan::Until(*at + ASK_AGAIN),
                _ => Plan::AskEligibility(patient.id),
            }
        }
        _ => Plan::AskEligibility(patient.id),
    };
    Ok(Err(plan))
}

enum Same {
    Yes,
    BranchUnknown,
    No,
}

/// Whether the insurer's key is that of the record, as reception compares them.
fn compare(told: &EligibilityTold, known: &Insurance) -> Same {
    let card = Card {
        insurer_number: told.insurer_number.clone(),
        symbol: told.card_symbol.clone(),
        number: told.card_number.clone(),
        branch: told.branch.clone(),
        assistance: false,
    };
    match (same_card(&card, known), same_branch(&card, &known.branch)) {
        (true, Match::Same) => Same::Yes,
        (true, Match::Unsaid) => Same::BranchUnknown,
        (false, _) | (true, Match::Differs) => Same::No,
    }
}

/// The bundle for the insurance of today: `None` where the frozen one has it already. What the checker finds is told.
fn renewed(bundle: &[u8], insurance: &Insurance) -> Result<Option<Vec<u8>>, Option<String>> {
    if fhir::renew::carries(bundle, insurance) {
        return Ok(None);
    }
    let bytes = fhir::renew::renew(bundle, insurance, &mut uuid::Uuid::new_v4).map_err(|_| None)?;
    match validate::before_posting(&bytes) {
        Ok(()) => Ok(Some(bytes)),
        Err(faults) => Err(faults.first().map(|fault| fault.sentence())),
    }
}

/// The identifier under which an earlier version stands at the service.
fn registered_before(
    store: &Store,
    item: &OutboxItem,
    items: &[OutboxItem],
) -> Result<Option<String>, Error> {
    let accepted = |one: &&OutboxItem| one.state == OutboxState::Accepted && one.seq < item.seq;
    let Some(last) = items.iter().filter(accepted).max_by_key(|one| one.seq) else { return Ok(None) };
    if last.action == OutboxAction::Cancel {
        return Ok(None);
    }
    Ok(store.read(|r| r.transmissions(last.id))?.pop().map(|sent| sent.identifier))
}

/// Takes back what stands at the service, under the key under which it stands there.
fn cancellation(store: &Store, item: &OutboxItem) -> Result<Plan, Error> {
    let (items, kind) = match &item.subject {
        OutboxSubject::Document { document, .. } => {
            let document = *document;
            store.read(|r| Ok((r.outbox_of(document)?, r.document(document)?.map(|one| one.kind))))?
        }
        OutboxSubject::Report(report) => (store.read(|r| r.outbox_of_unit(&report.unit))?, None),
    };
    let registered = items
        .iter()
        .filter(|one| one.seq < item.seq && one.state == OutboxState::Accepted)
        .max_by_key(|one| one.seq)
        .filter(|one| one.action == OutboxAction::Register);
    let sent = match registered {
        Some(one) => store.read(|r| r.transmissions(one.id))?.pop(),
        None => None,
    };
    let Some(sent) = sent else { return Ok(Plan::Moot) };
    let subject = match kind {
        Some(_) => Subject::DocumentCancel { outbox: item.id },
        None => Subject::Core6Cancel { outbox: item.id },
    };
    Ok(Plan::Send(Box::new(Sending {
        message: message_of(&subject, kind),
        subject,
        identifier: sent.identifier,
        bytes: None,
        eligibility: None,
        key: sent.key,
    })))
}

/// The 報告単位 as it is today.
fn report_to_send(
    clinic: &Clinic,
    item: &OutboxItem,
    report: &ReportRef,
    eligibility: EligibilityId,
    key: SentKey,
) -> Result<Plan, Error> {
    // Composing only reads; whoever of the clinic it is done for makes no difference.
    let staff = clinic.store().read(|r| r.staff_all())?;
    let Some(staff) = staff.into_iter().next() else { return Ok(Plan::Wait) };
    let units = reports::today(&clinic.session(staff), item.patient)?.units;
    let Some(unit) = units.into_iter().find(|unit| unit.local == report.unit) else { return Ok(Plan::Moot) };
    let now = unit.reference();
    if unit.state == ReportState::Unchanged {
        return Ok(Plan::Moot);
    }
    if now != *report {
        return Ok(Plan::Replace(now));
    }
    match unit.bundle {
        Some(bytes) => Ok(Plan::Send(Box::new(Sending {
            subject: Subject::Core6Register { outbox: item.id },
            message: MessageKey::Core6Register,
            identifier: report.number.clone(),
            bytes: Some(bytes),
            eligibility: Some(eligibility),
            key,
        }))),
        None => Ok(Plan::Hold(Hold::NotBuilt, unit.findings.first().map(|finding| finding.sentence()))),
    }
}

/// 文書の識別子: Bundle.identifier.
fn identifier(bundle: &[u8]) -> Option<String> {
    let bundle: Value = serde_json::from_slice(bundle).ok()?;
    bundle.pointer("/identifier/value")?.as_str().map(str::to_owned)
}

/// 文書種別: Composition.type.
pub(super) fn document_type(bundle: &[u8]) -> Option<String> {
    let bundle: Value = serde_json::from_slice(bundle).ok()?;
    bundle.pointer("/entry/0/resource/type/coding/0/code")?.as_str().map(str::to_owned)
}

/// Notes what an item needs.
pub(super) fn carry_out(w: &Write<'_>, item: &OutboxItem, plan: &Plan) -> store::Result<()> {
    match plan {
        Plan::Wait => Ok(()),
        Plan::Until(at) => w.outbox_wait(item.id, *at),
        Plan::Hold(hold, said) => w.outbox_hold(item.id, *hold, said.as_deref()),
        Plan::Moot => w.outbox_settled(item.id, OutboxState::Withdrawn, Said::default()).map(|_| ()),
        Plan::Replace(report) => w.outbox_add_report(item.patient, item.action, report).map(|_| ()),
        Plan::AskEligibility(patient) => {
            let subject = Subject::EligibilityCheck { patient: *patient, limits: false };
            subject.plan(w, super::Priority::Letter, None).map(|_| ())
        }
        Plan::Send(sending) => {
            let Sending { subject, message, identifier, bytes, eligibility, key } = &**sending;
            let (bytes, eligibility) = (bytes.as_deref(), *eligibility);
            w.transmission_add(item.id, &NewTransmission { identifier, bytes, eligibility, key })?;
            w.request_plan(&NewRequest {
                message: message.as_str(),
                priority: super::Priority::Letter as u8,
                registration: true,
                patient: Some(item.patient),
                outbox: Some(item.id),
                subject: &serde_json::to_string(subject).unwrap_or_default(),
                not_before: None,
            })
            .map(|_| ())
        }
    }
}

/// What an answer does to an item.
pub(super) struct Effect {
    outbox: OutboxId,
    next: Option<OutboxState>,
    absent: bool,
    status: Option<ServiceStatus>,
    said: Option<(Option<String>, Option<String>, Option<String>)>,
}

impl Effect {
    /// Of a registration, change or cancellation. One that the service has already, or a cancellation of what it has
    /// not, is as good as accepted.
    pub(super) fn of_registration(item: &OutboxItem, outcome: &Outcome, catalogue: &Catalogue) -> Self {
        let notice = outcome.notices.first();
        let said = notice.map(|one| (one.code.clone(), one.message.clone(), one.place.clone()));
        let absent = |code: &str| catalogue.error(code).is_some_and(|row| row.means == Means::Absent);
        let gone = item.action == OutboxAction::Cancel
            && outcome.notices.iter().any(|one| one.code.as_deref().is_some_and(absent));
        let next = match outcome.verdict {
            Verdict::Done => Some(OutboxState::Accepted),
            Verdict::Refused | Verdict::Failed if gone || outcome.is_already_so(catalogue) => {
                Some(OutboxState::Accepted)
            }
            Verdict::Refused | Verdict::Failed => Some(OutboxState::Refused),
            // It may be there or not: asked about, never repeated.
            Verdict::Processing | Verdict::Unsaid => Some(OutboxState::Unanswered),
        };
        Self { outbox: item.id, next, absent: false, status: None, said }
    }

    /// The same, with where the service has the document now.
    pub(super) fn of_document(
        item: &OutboxItem,
        answer: &document_register::Answer,
        catalogue: &Catalogue,
    ) -> Self {
        let effect = Self::of_registration(item, &answer.envelope.outcome, catalogue);
        Self { status: answer.status.map(status), ..effect }
    }

    /// Of a status inquiry: it settles what had no answer. That nothing is there says something only as long as a
    /// letter that was taken cannot have been erased: see [`ERASED_AFTER`].
    pub(super) fn of_status(
        item: &OutboxItem,
        answer: &document_status::Answer,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Self {
        let absent = |code: &str| catalogue.error(code).is_some_and(|row| row.means == Means::Absent);
        let there = answer.is_registered(absent);
        let wanted = item.action == OutboxAction::Register;
        let unanswered = item.state == OutboxState::Unanswered;
        let next = (unanswered && there == Some(wanted)).then_some(OutboxState::Accepted);
        let lately = item.posted_at.is_some_and(|at| now.duration_since(at) < ERASED_AFTER);
        let absent = unanswered && there == Some(!wanted) && (lately || !wanted);
        Self { outbox: item.id, next, absent, status: answer.status.map(status), said: None }
    }

    /// Notes it, as far as the item stands where it can happen.
    pub(super) fn note(&self, w: &Write<'_>) -> store::Result<()> {
        let Some(item) = w.outbox_item(self.outbox)? else { return Ok(()) };
        if let Some(next) = self.next {
            let (code, said, place) = self.said.clone().unwrap_or_default();
            let said = Said { code: code.as_deref(), said: said.as_deref(), place: place.as_deref() };
            // The answer was quicker than the note that it was posted.
            if item.state == OutboxState::Ready {
                w.outbox_posted(item.id)?;
            }
            let state = w.outbox_item(self.outbox)?.map_or(item.state, |item| item.state);
            if may_become(state, next) {
                w.outbox_settled(item.id, next, said)?;
                if next == OutboxState::Accepted {
                    handed_over(w, &item)?;
                }
            }
        }
        if self.absent {
            w.outbox_absent(item.id)?;
        }
        match (self.status, self.next, item.action) {
            (Some(status), ..) => w.outbox_service(item.id, status)?,
            (None, Some(OutboxState::Accepted), OutboxAction::Cancel) => {
                w.outbox_service(item.id, ServiceStatus::Cancelled)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// A 報告単位 that was taken keeps its number for ever.
fn handed_over(w: &Write<'_>, item: &OutboxItem) -> store::Result<()> {
    let OutboxSubject::Report(report) = &item.subject else { return Ok(()) };
    let handing = Handing {
        local: &report.unit,
        patient: item.patient,
        key: report.key,
        number: &report.number,
        step: match item.action {
            OutboxAction::Register => ReportStep::Sent,
            OutboxAction::Cancel => ReportStep::Cancelled,
        },
        person: (&report.person.0, &report.person.1),
        fingerprint: &report.fingerprint,
    };
    w.report_handed(&handing)
}

const fn status(told: DocumentStatus) -> ServiceStatus {
    match told {
        DocumentStatus::Withheld => ServiceStatus::Withheld,
        DocumentStatus::Readable => ServiceStatus::Readable,
        DocumentStatus::Taken => ServiceStatus::Taken,
        DocumentStatus::Cancelled => ServiceStatus::Cancelled,
    }
}
