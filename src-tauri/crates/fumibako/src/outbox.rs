//! 送信箱: what goes to the national service, where it stands, and what a person may do about it. What is posted when
//! is the relay's business; here nothing leaves.

use crate::{
    Error, Session,
    api::{
        Nothing,
        common::{ById, ByVersion, DateShown},
        outbox::{
            OutboxConsent, OutboxCounts, OutboxDeed, OutboxQuery, OutboxRow, OutboxSend, ReportsUnsent,
        },
    },
    input::{self, small},
    life, patients,
    reports::{self, Unit},
    terminal,
};
use domain::{
    core6::sharing::ReportState,
    document::DocumentState,
    id::{DocumentId, OutboxId, PatientId},
    outbox::{Hold, OutboxAction, OutboxKind, OutboxState, may_become},
};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use store::outbox::{OutboxItem, OutboxSubject, ReportRef};

/// How many items of one state a list shows at most.
const LIST: u32 = 500;
/// How many of those that are over.
const ENDED: u32 = 100;
/// How far back changes of 5情報 that were not sent are looked for: over the longest holidays.
const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(14 * 24);

pub fn list(session: &Session, query: OutboxQuery) -> Result<Vec<OutboxRow>, Error> {
    let items = session.store().read(|r| match (&query.document_id, &query.patient_id) {
        (Some(id), _) => DocumentId::parse(id).map_or(Ok(Vec::new()), |id| r.outbox_of(id)),
        (None, Some(id)) => PatientId::parse(id).map_or(Ok(Vec::new()), |id| r.outbox_of_patient(id)),
        (None, None) => match query.state {
            Some(state) => r.outbox(Some(state), LIST),
            None => {
                let mut items = r.outbox_newest(ENDED)?;
                for state in OutboxState::ALL.iter().filter(|state| !state.is_end()) {
                    items.extend(r.outbox(Some(*state), LIST)?);
                }
                Ok(items)
            }
        },
    })?;
    // Newest first, each once.
    let items: BTreeMap<u32, OutboxItem> = items.into_iter().map(|item| (item.seq, item)).collect();
    let fits = |item: &&OutboxItem| query.state.is_none_or(|state| state == item.state);
    items.values().rev().filter(fits).map(|item| row(session, item)).collect()
}

fn row(session: &Session, item: &OutboxItem) -> Result<OutboxRow, Error> {
    let listed = match item.document() {
        Some((document, _)) => Some(life::listed(session, document)?),
        None => None,
    };
    let before = match item.after {
        Some(id) => session.store().read(|r| r.outbox_item(id))?,
        None => None,
    };
    let now = session.clock().now();
    let next =
        item.not_before.filter(|at| item.state == OutboxState::Ready && item.hold.is_none() && *at > now);
    let (report, sampled) = match &item.subject {
        OutboxSubject::Report(report) => (Some(report.key.kind), report.key.sampled),
        OutboxSubject::Document { .. } => (None, None),
    };
    Ok(OutboxRow {
        id: item.id.to_string(),
        version: small(item.version),
        action: item.action,
        kind: if report.is_some() { OutboxKind::Report } else { OutboxKind::Document },
        patient: patients::row(session, item.patient)?,
        document_id: item.document().map(|(document, _)| document.to_string()),
        document: listed.as_ref().map(|row| row.document),
        letter: listed.as_ref().and_then(|row| row.kind),
        number: item.document().map(|(_, number)| small(number)),
        receiver: listed
            .map(|row| format!("{} {}", row.receiver, row.receiver_line).trim().to_owned())
            .unwrap_or_default(),
        report,
        sampled: sampled.map(DateShown::day),
        state: item.state,
        hold: item.hold,
        waits: item.state == OutboxState::Ready && before.is_some_and(|one| !is_out_of_the_way(&one)),
        consent: (report.is_none() && item.action == OutboxAction::Register).then_some(item.consent),
        code: item.code.clone().unwrap_or_default(),
        said: item.said.clone().unwrap_or_default(),
        place: item.place.clone().unwrap_or_default(),
        created: DateShown::instant(item.created_at),
        posted: item.posted_at.map(DateShown::instant),
        settled: item.settled_at.map(DateShown::instant),
        next: next.map(DateShown::instant),
        next_in: next.map(|at| small(at.duration_since(now).as_secs())),
        service_status: item.service.map(|(status, _)| status),
        service_status_at: item.service.map(|(_, at)| DateShown::instant(at)),
        absent: item.absent,
        may: may(item),
    })
}

/// Whether what comes after it may go.
fn is_out_of_the_way(item: &OutboxItem) -> bool {
    item.state.is_end() || item.state == OutboxState::Refused
}

/// What a person may do with an item as it stands; the store refuses everything else.
fn may(item: &OutboxItem) -> Vec<OutboxDeed> {
    use OutboxState::{Accepted, Ready, Refused, Unanswered, Withdrawn};
    let document = item.document().is_some();
    let nothing_there = item.absent || !document;
    let mut deeds = Vec::new();
    let again = match item.state {
        Ready => item.hold.is_some_and(|hold| hold != Hold::Provisional),
        Refused => true,
        Unanswered => nothing_there,
        _ => false,
    };
    if again {
        deeds.push(OutboxDeed::Again);
    }
    if document && item.action == OutboxAction::Register {
        if matches!(item.state, Accepted | Unanswered) {
            deeds.push(OutboxDeed::StatusAsk);
        }
        if matches!(item.state, Ready | Refused) {
            deeds.push(OutboxDeed::Consent);
        }
    }
    if may_become(item.state, Withdrawn) && (item.state != Unanswered || nothing_there) {
        deeds.push(OutboxDeed::Withdraw);
    }
    deeds
}

fn known(session: &Session, id: &str) -> Result<OutboxItem, Error> {
    let id = input::id(OutboxId::parse, id)?;
    session.store().read(|r| r.outbox_item(id))?.ok_or_else(Error::not_found)
}

fn audit(session: &Session, action: &'static str, item: &OutboxItem) -> store::Audit {
    let audit = session.audit(action).patient(item.patient);
    match item.document() {
        Some((document, _)) => audit.document(document),
        None => audit,
    }
}

pub fn again(session: &Session, which: ByVersion) -> Result<Nothing, Error> {
    let item = known(session, &which.id)?;
    let version = input::version(which.version)?;
    session.store().write(&audit(session, "outbox_again", &item), |w| w.outbox_again(item.id, version))?;
    Ok(Nothing {})
}

pub fn withdraw(session: &Session, which: ByVersion) -> Result<Nothing, Error> {
    let item = known(session, &which.id)?;
    let version = input::version(which.version)?;
    let audit = audit(session, "outbox_withdraw", &item);
    session.store().write(&audit, |w| w.outbox_withdraw(item.id, version))?;
    Ok(Nothing {})
}

pub fn consent(session: &Session, change: OutboxConsent) -> Result<Nothing, Error> {
    let item = known(session, &change.id)?;
    let version = input::version(change.version)?;
    let audit = audit(session, "outbox_consent", &item).detail(change.consent.as_str());
    session.store().write(&audit, |w| w.outbox_consent(item.id, version, change.consent))?;
    Ok(Nothing {})
}

/// Sends the newest version of a finalized document that was to go on paper only.
pub fn send(session: &Session, send: OutboxSend) -> Result<Nothing, Error> {
    let id = input::id(DocumentId::parse, &send.document_id)?;
    let number = input::version(send.number)?;
    let (document, version) =
        session.store().read(|r| Ok((r.document(id)?, r.document_version(id, number)?)))?;
    let document = document.ok_or_else(Error::not_found)?;
    let bundle = version.ok_or_else(Error::not_found)?.profile.is_some();
    if document.state != DocumentState::Final || document.versions != number || !bundle {
        return Err(Error::stale());
    }
    let audit = session.audit("outbox_send").patient(document.patient).document(id);
    session.store().write(&audit, |w| w.outbox_add_document(id, number, send.consent))?;
    Ok(Nothing {})
}

/// Asks the service where it has a document that was sent.
pub fn ask_status(session: &Session, which: ById) -> Result<Nothing, Error> {
    let item = known(session, &which.id)?;
    if !may(&item).contains(&OutboxDeed::StatusAsk) {
        return Err(Error::stale());
    }
    terminal::ask(session, &terminal::Subject::DocumentStatus { outbox: item.id }, "outbox_status_ask")
}

pub fn counts(session: &Session, _: Nothing) -> Result<OutboxCounts, Error> {
    let counts = session.store().read(|r| r.outbox_counts())?;
    Ok(OutboxCounts {
        ready: small(counts.ready),
        held: small(counts.held),
        posted: small(counts.posted),
        refused: small(counts.refused),
        unanswered: small(counts.unanswered),
    })
}

/// What one patient's 5情報 lack at the service: whatever is neither there nor on its way.
struct Unsent {
    patient: PatientId,
    units: Vec<Unit>,
    blocked: usize,
}

impl Unsent {
    fn of(session: &Session, patient: PatientId) -> Result<Self, Error> {
        let reports = reports::today(session, patient)?;
        let mut unsent = Self { patient: reports.patient, units: Vec::new(), blocked: 0 };
        for unit in reports.units {
            if unit.state == ReportState::Unchanged {
                continue;
            }
            if unit.bundle.is_none() && !unit.is_emptied() {
                unsent.blocked += 1;
            } else if !is_on_its_way(session, &unit)? {
                unsent.units.push(unit);
            }
        }
        Ok(unsent)
    }

    fn is_nothing(&self) -> bool {
        self.units.is_empty() && self.blocked == 0
    }

    /// Puts them into the 送信箱; how many.
    fn send(&self, session: &Session) -> Result<usize, Error> {
        if self.units.is_empty() {
            return Ok(0);
        }
        let audit = session.audit("reports_send").patient(self.patient);
        session.store().write(&audit, |w| {
            for unit in &self.units {
                if let Some(old) = &unit.replaces {
                    let person = (old.person_system.clone(), old.person.clone());
                    w.outbox_add_report(
                        self.patient,
                        OutboxAction::Cancel,
                        &ReportRef { person, ..unit.reference() },
                    )?;
                }
                w.outbox_add_report(self.patient, action(unit), &unit.reference())?;
            }
            Ok(())
        })?;
        Ok(self.units.len())
    }
}

fn action(unit: &Unit) -> OutboxAction {
    if unit.is_emptied() { OutboxAction::Cancel } else { OutboxAction::Register }
}

/// Whether the newest item of a unit says the same and is not over. What is over is either at the service, and the
/// unit then unchanged, or was taken down.
fn is_on_its_way(session: &Session, unit: &Unit) -> Result<bool, Error> {
    let items = session.store().read(|r| r.outbox_of_unit(&unit.local))?;
    let wanted = unit.reference();
    Ok(items.last().is_some_and(|item| {
        !item.state.is_end()
            && item.action == action(unit)
            && matches!(&item.subject, OutboxSubject::Report(report) if *report == wanted)
    }))
}

/// The patients whose 5情報 changed lately, in the order of their ids.
fn changed(session: &Session) -> Result<Vec<PatientId>, Error> {
    let since = session.clock().now() - LOOKED_BACK;
    Ok(session.store().read(|r| r.core6_changed_since(since))?)
}

pub fn unsent(session: &Session, _: Nothing) -> Result<Vec<ReportsUnsent>, Error> {
    let mut rows = Vec::new();
    for patient in changed(session)? {
        let unsent = Unsent::of(session, patient)?;
        if unsent.is_nothing() {
            continue;
        }
        rows.push(ReportsUnsent {
            patient: patients::row(session, unsent.patient)?,
            units: small(unsent.units.len()),
            blocked: small(unsent.blocked),
        });
    }
    rows.sort_by(|a, b| a.patient.kana.cmp(&b.patient.kana));
    Ok(rows)
}

pub fn send_reports(session: &Session, which: ById) -> Result<Nothing, Error> {
    Unsent::of(session, input::id(PatientId::parse, &which.id)?)?.send(session)?;
    Ok(Nothing {})
}

/// One write per patient: a patient whose units cannot be sent keeps nobody else's back.
pub fn send_all_reports(session: &Session, _: Nothing) -> Result<Nothing, Error> {
    for patient in changed(session)? {
        Unsent::of(session, patient)?.send(session)?;
    }
    Ok(Nothing {})
}
