//! What waits to be sent, and what was. A version of a document is put here by the same write that froze it, so that
//! neither is ever there without the other; how items may change is the state machine of `domain::outbox`.

use crate::{
    Error, Read, Result, Topic, Write,
    redact::redact,
    request::RequestOutcome,
    row::{Row, stored_time},
};
use domain::{
    core6::sharing::{ReportKey, ReportKind},
    id::{DocumentId, OutboxId, PatientId},
    outbox::{Hold, OutboxAction, OutboxKind, OutboxState, ReadConsent, ServiceStatus, may_become},
    terminal::RequestState,
};
use jiff::Timestamp;

const LIST: &str = include_str!("list.sql");
const IN_STATE: &str = include_str!("in_state.sql");
const NEWEST: &str = include_str!("newest.sql");
const OF_DOCUMENT: &str = include_str!("of_document.sql");
const OF_PATIENT: &str = include_str!("of_patient.sql");
const OF_UNIT: &str = include_str!("of_unit.sql");
const DUE: &str = include_str!("due.sql");
const COUNTS: &str = include_str!("counts.sql");
const GET: &str = include_str!("get.sql");
const ADD: &str = include_str!("add.sql");
const BECOME: &str = include_str!("become.sql");
const HOLD: &str = include_str!("hold.sql");
const WAIT: &str = include_str!("wait.sql");
const ABSENT: &str = include_str!("absent.sql");
const CONSENT: &str = include_str!("consent.sql");
const SERVICE: &str = include_str!("service.sql");

/// Something waiting to be sent, or sent.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// Id.
    pub id: OutboxId,
    /// The order in which items were put here.
    pub seq: u32,
    /// What it asks of the service.
    pub action: OutboxAction,
    /// What it carries.
    pub subject: OutboxSubject,
    /// Whom it is about.
    pub patient: PatientId,
    /// The item that has to come to an end first.
    pub after: Option<OutboxId>,
    /// Where it stands.
    pub state: OutboxState,
    /// Raised by one at every change that people see.
    pub version: u32,
    /// How the person consents that the addressee reads it.
    pub consent: ReadConsent,
    /// Why it does not go by itself.
    pub hold: Option<Hold>,
    /// The service's code.
    pub code: Option<String>,
    /// The service's sentence.
    pub said: Option<String>,
    /// Where in the document the service found a fault.
    pub place: Option<String>,
    /// The service, asked after silence, has nothing under its number.
    pub absent: bool,
    /// How often it could not go.
    pub attempts: u32,
    /// Not before this time.
    pub not_before: Option<Timestamp>,
    /// Where the service has it, and when it said so.
    pub service: Option<(ServiceStatus, Timestamp)>,
    /// When it was put here.
    pub created_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it was last posted.
    pub posted_at: Option<Timestamp>,
    /// When its outcome was known.
    pub settled_at: Option<Timestamp>,
}

redact!(OutboxItem, id);

/// What an item carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutboxSubject {
    /// A version of a document.
    Document {
        /// The document.
        document: DocumentId,
        /// Which of its frozen versions.
        number: u32,
    },
    /// A 報告単位 of the 5情報.
    Report(ReportRef),
}

/// A 報告単位 as it is handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportRef {
    /// Its own name within the clinic.
    pub unit: String,
    /// Which one of the patient's it is.
    pub key: ReportKey,
    /// Bundle.identifier.
    pub number: String,
    /// SHA-256 in hex over what it says.
    pub fingerprint: String,
    /// System and value of the patient's national number.
    pub person: (String, String),
}

redact!(ReportRef);

impl OutboxItem {
    /// The document, where it carries one.
    pub fn document(&self) -> Option<(DocumentId, u32)> {
        match self.subject {
            OutboxSubject::Document { document, number } => Some((document, number)),
            OutboxSubject::Report(_) => None,
        }
    }
}

/// How an item ended, in the service's words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Code.
    pub code: Option<&'a str>,
    /// Sentence.
    pub said: Option<&'a str>,
    /// Where in the document.
    pub place: Option<&'a str>,
}

/// How many items ask for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// Ready, and going by themselves.
    pub ready: u32,
    /// Ready, and waiting for a person.
    pub held: u32,
    /// Posted.
    pub posted: u32,
    /// Turned away.
    pub refused: u32,
    /// Without an answer.
    pub unanswered: u32,
}

impl Read<'_> {
    /// The items in a state (all where none is given), in their order.
    pub fn outbox(&self, state: Option<OutboxState>, limit: u32) -> Result<Vec<OutboxItem>> {
        match state {
            Some(state) => self.all("outbox", IN_STATE, (state.as_str(), limit), read),
            None => self.all("outbox", LIST, (limit,), read),
        }
    }

    /// The items of every state, the newest first.
    pub fn outbox_newest(&self, limit: u32) -> Result<Vec<OutboxItem>> {
        self.all("outbox", NEWEST, (limit,), read)
    }

    /// One item.
    pub fn outbox_item(&self, id: OutboxId) -> Result<Option<OutboxItem>> {
        self.one("outbox", GET, (id.to_string(),), read)
    }

    /// The items of a document, the oldest version first.
    pub fn outbox_of(&self, document: DocumentId) -> Result<Vec<OutboxItem>> {
        self.all("outbox", OF_DOCUMENT, (document.to_string(),), read)
    }

    /// The items about a patient, the newest first.
    pub fn outbox_of_patient(&self, patient: PatientId) -> Result<Vec<OutboxItem>> {
        self.all("outbox", OF_PATIENT, (patient.to_string(),), read)
    }

    /// The items of a 報告単位, in their order.
    pub fn outbox_of_unit(&self, unit: &str) -> Result<Vec<OutboxItem>> {
        self.all("outbox", OF_UNIT, (unit,), read)
    }

    /// The ready items that nothing keeps from going now, in their order.
    pub fn outbox_due(&self, now: Timestamp, limit: u32) -> Result<Vec<OutboxItem>> {
        self.all("outbox", DUE, (stored_time(now), limit), read)
    }

    /// How many items ask for attention.
    pub fn outbox_counts(&self) -> Result<OutboxCounts> {
        let mut counts = OutboxCounts::default();
        self.each("outbox", COUNTS, (), |row| {
            let n: u32 = row.get("n")?;
            match (row.parsed("state", OutboxState::parse)?, row.flag("held")?) {
                (OutboxState::Ready, true) => counts.held += n,
                (OutboxState::Ready, false) => counts.ready += n,
                (OutboxState::Posted, _) => counts.posted += n,
                (OutboxState::Refused, _) => counts.refused += n,
                (OutboxState::Unanswered, _) => counts.unanswered += n,
                (OutboxState::Accepted | OutboxState::Withdrawn, _) => {}
            }
            Ok(())
        })?;
        Ok(counts)
    }
}

impl Write<'_> {
    /// Takes an item back before the service has it. [`Error::WrongState`] when that is no longer possible,
    /// [`Error::Stale`] when it changed since it was seen. Returns its new version.
    pub fn outbox_withdraw(&self, id: OutboxId, version: u32) -> Result<u32> {
        let item = self.out_of_the_post(self.seen(id, version)?)?;
        self.outbox_become(&item, OutboxState::Withdrawn, Said::default())
    }

    /// A person wants it sent again: after a refusal, or after silence once the service said that it has nothing
    /// (the same 報告単位 overwrites itself, so its silence needs no inquiry). [`Error::WrongState`] otherwise.
    pub fn outbox_again(&self, id: OutboxId, version: u32) -> Result<u32> {
        let item = self.seen(id, version)?;
        let known = item.absent || matches!(item.subject, OutboxSubject::Report(_));
        match item.state {
            OutboxState::Ready => self.outbox_let_go(&item),
            OutboxState::Unanswered if !known => Err(Error::WrongState),
            _ => self.outbox_become(&item, OutboxState::Ready, Said::default()),
        }
    }

    /// Changes how the person consents, before the item was posted.
    pub fn outbox_consent(&self, id: OutboxId, version: u32, consent: ReadConsent) -> Result<u32> {
        let item = self.seen(id, version)?;
        if !matches!(item.state, OutboxState::Ready | OutboxState::Refused) {
            return Err(Error::WrongState);
        }
        self.touch(Topic::Outbox);
        self.run(CONSENT, (consent.as_str(), stored_time(self.now()), id.to_string()))?;
        Ok(item.version + 1)
    }

    /// Puts a frozen version here, ready to be sent, after what of the document is still on its way.
    /// [`Error::WrongState`] when it is here already.
    pub fn outbox_add_document(
        &self,
        document: DocumentId,
        number: u32,
        consent: ReadConsent,
    ) -> Result<OutboxId> {
        self.outbox_put(OutboxAction::Register, document, number, consent)
    }

    /// Puts a 報告単位 here, ready to be sent or cancelled. One of it that is still ready is taken back.
    pub fn outbox_add_report(
        &self,
        patient: PatientId,
        action: OutboxAction,
        report: &ReportRef,
    ) -> Result<OutboxId> {
        let mut earlier = self.outbox_of_unit(&report.unit)?;
        for item in
            earlier.iter_mut().filter(|item| item.state == OutboxState::Ready && item.action == action)
        {
            *item = self.out_of_the_post(item.clone())?;
            if item.state == OutboxState::Ready {
                self.outbox_become(item, OutboxState::Withdrawn, Said::default())?;
                item.state = OutboxState::Withdrawn;
            }
        }
        let after = earlier.iter().rev().find(|item| {
            matches!(item.state, OutboxState::Posted | OutboxState::Unanswered)
                || (item.state == OutboxState::Ready && item.action != action)
        });
        self.touch(Topic::Outbox);
        let id = OutboxId::new(self.clock());
        self.run(
            ADD,
            rusqlite::params![
                id.to_string(),
                action.as_str(),
                OutboxKind::Report.as_str(),
                None::<String>,
                None::<u32>,
                report.unit,
                report.key.kind.as_str(),
                report.key.sampled.map(|day| day.to_string()).unwrap_or_default(),
                report.number,
                report.fingerprint,
                report.person.0,
                report.person.1,
                patient.to_string(),
                after.map(|item| item.id.to_string()),
                OutboxState::Ready.as_str(),
                ReadConsent::Later.as_str(),
                stored_time(self.now()),
            ],
        )?;
        Ok(id)
    }

    /// Notes that it was posted.
    pub fn outbox_posted(&self, id: OutboxId) -> Result<u32> {
        let item = self.outbox_item(id)?.ok_or(Error::NotFound)?;
        self.outbox_become(&item, OutboxState::Posted, Said::default())
    }

    /// Notes its outcome: accepted, refused or unanswered.
    pub fn outbox_settled(&self, id: OutboxId, state: OutboxState, said: Said<'_>) -> Result<u32> {
        let item = self.outbox_item(id)?.ok_or(Error::NotFound)?;
        self.outbox_become(&item, state, said)
    }

    /// Notes why a ready item does not go by itself, with the service's sentence where there is one.
    pub fn outbox_hold(&self, id: OutboxId, hold: Hold, said: Option<&str>) -> Result<()> {
        let item = self.outbox_item(id)?.ok_or(Error::NotFound)?;
        if item.state != OutboxState::Ready {
            return Err(Error::WrongState);
        }
        self.touch(Topic::Outbox);
        self.run(HOLD, (hold.as_str(), said, stored_time(self.now()), id.to_string())).map(|_| ())
    }

    /// Lets every held item of a patient be looked at anew, after what holds them may have changed.
    pub fn outbox_look_again(&self, patient: PatientId) -> Result<()> {
        for item in self.outbox_of_patient(patient)? {
            if item.state == OutboxState::Ready && item.hold.is_some() {
                self.outbox_let_go(&item)?;
            }
        }
        Ok(())
    }

    /// Notes that it could not go now and is tried again later.
    pub fn outbox_wait(&self, id: OutboxId, not_before: Timestamp) -> Result<()> {
        self.touch(Topic::Outbox);
        self.run(WAIT, (stored_time(not_before), id.to_string())).map(|_| ())
    }

    /// Notes that the service has nothing under its number, after silence.
    pub fn outbox_absent(&self, id: OutboxId) -> Result<()> {
        self.touch(Topic::Outbox);
        self.run(ABSENT, (stored_time(self.now()), id.to_string())).map(|_| ())
    }

    /// Notes where the service has it.
    pub fn outbox_service(&self, id: OutboxId, status: ServiceStatus) -> Result<()> {
        self.touch(Topic::Outbox);
        self.run(SERVICE, (status.as_str(), stored_time(self.now()), id.to_string())).map(|_| ())
    }

    /// Takes back what of a document still waits. What went, or may have gone, is followed by a cancellation where
    /// `cancel` says so.
    pub(crate) fn outbox_take_back(&self, document: DocumentId, cancel: bool) -> Result<()> {
        let mut went = None;
        for item in self.outbox_of(document)? {
            let item = self.out_of_the_post(item)?;
            match item.state {
                OutboxState::Ready | OutboxState::Refused => {
                    self.outbox_become(&item, OutboxState::Withdrawn, Said::default())?;
                }
                OutboxState::Posted | OutboxState::Unanswered | OutboxState::Accepted => {
                    went = item.document().map(|(_, number)| number);
                }
                OutboxState::Withdrawn => {}
            }
        }
        if let (true, Some(number)) = (cancel, went) {
            self.outbox_put(OutboxAction::Cancel, document, number, ReadConsent::Later)?;
        }
        Ok(())
    }

    fn outbox_put(
        &self,
        action: OutboxAction,
        document: DocumentId,
        number: u32,
        consent: ReadConsent,
    ) -> Result<OutboxId> {
        self.touch(Topic::Outbox);
        let patient = self.document(document)?.ok_or(Error::NotFound)?.patient;
        let earlier = self.outbox_of(document)?;
        let same = |item: &&OutboxItem| {
            item.action == action
                && item.document() == Some((document, number))
                && item.state != OutboxState::Withdrawn
        };
        if earlier.iter().any(|item| same(&item)) {
            return Err(Error::WrongState);
        }
        let after =
            earlier.iter().rev().find(|item| !item.state.is_end() && item.state != OutboxState::Refused);
        let id = OutboxId::new(self.clock());
        self.run(
            ADD,
            rusqlite::params![
                id.to_string(),
                action.as_str(),
                OutboxKind::Document.as_str(),
                document.to_string(),
                number,
                None::<String>,
                None::<String>,
                None::<String>,
                None::<String>,
                None::<String>,
                None::<String>,
                None::<String>,
                patient.to_string(),
                after.map(|item| item.id.to_string()),
                OutboxState::Ready.as_str(),
                consent.as_str(),
                stored_time(self.now()),
            ],
        )?;
        Ok(id)
    }

    /// Before an item is taken back: what was only planned for it is not posted any more. What may lie in the folder
    /// already, its mark not yet made, has gone: then the item counts as posted.
    fn out_of_the_post(&self, item: OutboxItem) -> Result<OutboxItem> {
        if item.state != OutboxState::Ready {
            return Ok(item);
        }
        let requests = self.requests_of_outbox(item.id)?;
        let of = |state| requests.iter().filter(move |one| one.registration && one.state == state);
        if of(RequestState::Intended).chain(of(RequestState::Posted)).next().is_some() {
            self.outbox_posted(item.id)?;
            return self.outbox_item(item.id)?.ok_or(Error::NotFound);
        }
        for request in of(RequestState::Planned) {
            self.request_settle(request.id, &RequestOutcome::without_answer(RequestState::Withdrawn))?;
        }
        Ok(item)
    }

    fn seen(&self, id: OutboxId, version: u32) -> Result<OutboxItem> {
        let item = self.outbox_item(id)?.ok_or(Error::NotFound)?;
        if item.version == version { Ok(item) } else { Err(Error::Stale) }
    }

    fn outbox_let_go(&self, item: &OutboxItem) -> Result<u32> {
        self.outbox_write(item, OutboxState::Ready, Said::default())
    }

    fn outbox_become(&self, item: &OutboxItem, next: OutboxState, said: Said<'_>) -> Result<u32> {
        if !may_become(item.state, next) {
            return Err(Error::WrongState);
        }
        self.outbox_write(item, next, said)
    }

    fn outbox_write(&self, item: &OutboxItem, next: OutboxState, said: Said<'_>) -> Result<u32> {
        self.touch(Topic::Outbox);
        let now = stored_time(self.now());
        let posted =
            if next == OutboxState::Posted { Some(now.clone()) } else { item.posted_at.map(stored_time) };
        let settled = match next {
            OutboxState::Ready | OutboxState::Posted => None,
            OutboxState::Accepted
            | OutboxState::Refused
            | OutboxState::Unanswered
            | OutboxState::Withdrawn => Some(now.clone()),
        };
        self.run(
            BECOME,
            rusqlite::params![
                next.as_str(),
                now,
                false,
                if next == OutboxState::Posted { item.attempts } else { 0 },
                said.code,
                said.said,
                said.place,
                posted,
                settled,
                item.id.to_string(),
            ],
        )?;
        Ok(item.version + 1)
    }
}

fn read(row: &Row<'_>) -> Result<OutboxItem> {
    let subject = match row.parsed("kind", OutboxKind::parse)? {
        OutboxKind::Document => OutboxSubject::Document {
            document: row.parsed("document_id", DocumentId::parse)?,
            number: row.get("number")?,
        },
        OutboxKind::Report => OutboxSubject::Report(ReportRef {
            unit: row.get("unit_id")?,
            key: ReportKey {
                kind: row.parsed("unit_kind", ReportKind::parse)?,
                sampled: match row.get::<String>("sampled")?.as_str() {
                    "" => None,
                    day => Some(day.parse().map_err(|_| row.unreadable("sampled"))?),
                },
            },
            number: row.get("unit_number")?,
            fingerprint: row.get("fingerprint")?,
            person: (row.get("person_system")?, row.get("person")?),
        }),
    };
    let service = match row.maybe("service_status", ServiceStatus::parse)? {
        Some(status) => Some((status, row.time("service_status_at")?)),
        None => None,
    };
    Ok(OutboxItem {
        id: row.parsed("id", OutboxId::parse)?,
        seq: row.get("seq")?,
        action: row.parsed("action", OutboxAction::parse)?,
        subject,
        patient: row.parsed("patient_id", PatientId::parse)?,
        after: row.maybe("after_id", OutboxId::parse)?,
        state: row.parsed("state", OutboxState::parse)?,
        version: row.get("version")?,
        consent: row.parsed("consent", ReadConsent::parse)?,
        hold: row.maybe("hold", Hold::parse)?,
        code: row.get("code")?,
        said: row.get("said")?,
        place: row.get("place")?,
        absent: row.flag("absent")?,
        attempts: row.get("attempts")?,
        not_before: row.maybe_time("not_before")?,
        service,
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
        posted_at: row.maybe_time("posted_at")?,
        settled_at: row.maybe_time("settled_at")?,
    })
}
