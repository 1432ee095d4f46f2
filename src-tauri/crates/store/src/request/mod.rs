//! What is asked of the terminal, from the wish to the answer. The names under which a request is posted are stored
//! before its file is written, and no name is ever given twice.

use crate::{
    Error, Read, Result, Store, Topic, Who, Write,
    redact::redact,
    row::{Row, stored_time},
};
use domain::{
    date::Date,
    id::{InboxId, OutboxId, PatientId, RequestId},
    terminal::{RequestState, RequestVerdict, may_become},
};
use jiff::Timestamp;

const ADD: &str = include_str!("add.sql");
const GET: &str = include_str!("get.sql");
const BY_ANSWER: &str = include_str!("by_answer.sql");
const IN_STATE: &str = include_str!("in_state.sql");
const OF_PATIENT: &str = include_str!("of_patient.sql");
const OF_OUTBOX: &str = include_str!("of_outbox.sql");
const NEWEST: &str = include_str!("newest.sql");
const NAMES: &str = include_str!("names.sql");
const NAME_ADD: &str = include_str!("name_add.sql");
const INTEND: &str = include_str!("intend.sql");
const POSTED: &str = include_str!("posted.sql");
const NOT_POSTED: &str = include_str!("not_posted.sql");
const SETTLE: &str = include_str!("settle.sql");
const SEEN: &str = include_str!("seen.sql");
const NEXT_GET: &str = include_str!("next_get.sql");
const NEXT_SET: &str = include_str!("next_set.sql");

/// Something to be asked.
pub struct NewRequest<'a> {
    /// Key of the message in the catalogue.
    pub message: &'a str,
    /// 0 a person waits, 1 letters, 2 whatever has time.
    pub priority: u8,
    /// Never repeated by itself.
    pub registration: bool,
    /// The patient whom it is about.
    pub patient: Option<PatientId>,
    /// The item that it is made for.
    pub outbox: Option<OutboxId>,
    /// What is asked, as the core writes it.
    pub subject: &'a str,
    /// Not before this time.
    pub not_before: Option<Timestamp>,
}

/// Something that is or was asked.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Id.
    pub id: RequestId,
    /// Key of the message in the catalogue.
    pub message: String,
    /// Where it stands.
    pub state: RequestState,
    /// Raised by one at every change.
    pub version: u32,
    /// 0 a person waits, 1 letters, 2 whatever has time.
    pub priority: u8,
    /// Never repeated by itself.
    pub registration: bool,
    /// The patient whom it is about.
    pub patient: Option<PatientId>,
    /// The item that it is made for.
    pub outbox: Option<OutboxId>,
    /// What is asked, as the core writes it.
    pub subject: String,
    /// Not before this time.
    pub not_before: Option<Timestamp>,
    /// How often it could not be posted.
    pub attempts: u32,
    /// What is stored before its file is written.
    pub intention: Option<Intention>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Who,
    /// When its names were stored.
    pub intended_at: Option<Timestamp>,
    /// When it was posted.
    pub posted_at: Option<Timestamp>,
    /// When it came to an end.
    pub settled_at: Option<Timestamp>,
    /// How its answer ended.
    pub verdict: Option<RequestVerdict>,
    /// The service's code.
    pub code: Option<String>,
    /// The service's sentence.
    pub said: Option<String>,
    /// Its answer.
    pub inbox: Option<InboxId>,
    /// When somebody has seen how it ended.
    pub seen_at: Option<Timestamp>,
}

redact!(Request, id);

/// What is stored before a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intention {
    /// What pairs it with its answer.
    pub suffix: String,
    /// Name of the file.
    pub file_name: String,
    /// 任意のファイル識別子.
    pub file_identifier: String,
    /// Name under which it is written first.
    pub temp_name: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
}

/// How a request ended.
#[derive(Clone, Copy)]
pub struct RequestOutcome<'a> {
    /// The state that it ends in.
    pub state: RequestState,
    /// How its answer ended.
    pub verdict: Option<RequestVerdict>,
    /// The service's code.
    pub code: Option<&'a str>,
    /// The service's sentence.
    pub said: Option<&'a str>,
    /// Its answer.
    pub inbox: Option<InboxId>,
}

impl RequestOutcome<'_> {
    /// An end without an answer.
    pub const fn without_answer(state: RequestState) -> Self {
        Self { state, verdict: None, code: None, said: None, inbox: None }
    }
}

impl Read<'_> {
    /// One request.
    pub fn request(&self, id: RequestId) -> Result<Option<Request>> {
        self.one("terminal_request", GET, (id.to_string(),), read)
    }

    /// The request that was ever to be posted under this file name.
    pub fn request_by_name(&self, file_name: &str) -> Result<Option<Request>> {
        self.one("terminal_request", BY_ANSWER, (file_name,), read)
    }

    /// The requests in a state, by priority and age.
    pub fn requests_in(&self, state: RequestState, limit: u32) -> Result<Vec<Request>> {
        self.all("terminal_request", IN_STATE, (state.as_str(), limit), read)
    }

    /// The requests about a patient, the newest first.
    pub fn requests_of_patient(&self, patient: PatientId, limit: u32) -> Result<Vec<Request>> {
        self.all("terminal_request", OF_PATIENT, (patient.to_string(), limit), read)
    }

    /// The requests made for an item, the oldest first.
    pub fn requests_of_outbox(&self, outbox: OutboxId) -> Result<Vec<Request>> {
        self.all("terminal_request", OF_OUTBOX, (outbox.to_string(),), read)
    }

    /// The newest requests.
    pub fn requests_newest(&self, limit: u32) -> Result<Vec<Request>> {
        self.all("terminal_request", NEWEST, (limit,), read)
    }

    /// Every file name that was given since then.
    pub fn request_names(&self, since: Timestamp) -> Result<Vec<String>> {
        self.all("terminal_name", NAMES, (stored_time(since),), |row| row.get("file_name"))
    }
}

impl Store {
    /// The next number of a day; `base` is a day's first. A number is never given twice. It says nothing about
    /// anybody and stands outside the audit.
    pub fn suffix_next(&self, day: Date, base: u32) -> Result<u32> {
        self.write_unseen(|w| {
            let day = day.to_string();
            let next = w.one("terminal_day", NEXT_GET, (&day,), |row| row.get::<u32>("next"))?;
            let number = next.map_or(base, |next| next.max(base));
            w.run(NEXT_SET, (&day, number + 1))?;
            Ok(number)
        })
    }
}

impl Write<'_> {
    /// Puts something to be asked in line.
    pub fn request_plan(&self, new: &NewRequest<'_>) -> Result<RequestId> {
        self.touch(Topic::Terminal);
        let id = RequestId::new(self.clock());
        self.run(
            ADD,
            rusqlite::params![
                id.to_string(),
                new.message,
                RequestState::Planned.as_str(),
                new.priority,
                new.registration,
                new.patient.map(|id| id.to_string()),
                new.outbox.map(|id| id.to_string()),
                new.subject,
                new.not_before.map(stored_time),
                stored_time(self.now()),
                self.who().code(),
            ],
        )?;
        Ok(id)
    }

    /// Stores the names under which it will be posted. A planned request whose file could certainly not be written
    /// gets new ones.
    pub fn request_intend(&self, id: RequestId, intention: &Intention) -> Result<()> {
        self.step(id, RequestState::Intended)?;
        let (now, id) = (stored_time(self.now()), id.to_string());
        self.run(NAME_ADD, (&intention.file_name, &id, &now))?;
        self.run(
            INTEND,
            (
                RequestState::Intended.as_str(),
                &intention.suffix,
                &intention.file_name,
                &intention.file_identifier,
                &intention.temp_name,
                &intention.sha256,
                now,
                id,
            ),
        )?;
        Ok(())
    }

    /// Notes that it was posted.
    pub fn request_posted(&self, id: RequestId) -> Result<()> {
        self.step(id, RequestState::Posted)?;
        self.run(POSTED, (RequestState::Posted.as_str(), stored_time(self.now()), id.to_string())).map(|_| ())
    }

    /// Notes that nothing was sent, for certain; it is tried again later.
    pub fn request_not_posted(&self, id: RequestId, not_before: Timestamp) -> Result<()> {
        self.step(id, RequestState::Planned)?;
        let params = (RequestState::Planned.as_str(), stored_time(not_before), id.to_string());
        self.run(NOT_POSTED, params).map(|_| ())
    }

    /// Notes how it ended.
    pub fn request_settle(&self, id: RequestId, outcome: &RequestOutcome<'_>) -> Result<()> {
        self.step(id, outcome.state)?;
        self.run(
            SETTLE,
            (
                outcome.state.as_str(),
                outcome.verdict.map(RequestVerdict::as_str),
                outcome.code,
                outcome.said,
                outcome.inbox.map(|id| id.to_string()),
                stored_time(self.now()),
                id.to_string(),
            ),
        )?;
        Ok(())
    }

    /// Notes that somebody has seen how it ended.
    pub fn request_seen(&self, id: RequestId) -> Result<()> {
        self.touch(Topic::Terminal);
        self.run(SEEN, (stored_time(self.now()), id.to_string())).map(|_| ())
    }

    fn step(&self, id: RequestId, next: RequestState) -> Result<()> {
        self.touch(Topic::Terminal);
        let request = self.request(id)?.ok_or(Error::NotFound)?;
        if may_become(request.state, next) { Ok(()) } else { Err(Error::WrongState) }
    }
}

fn read(row: &Row<'_>) -> Result<Request> {
    let intention = match row.get::<Option<String>>("file_name")? {
        Some(file_name) => Some(Intention {
            suffix: row.get("suffix")?,
            file_name,
            file_identifier: row.get("file_identifier")?,
            temp_name: row.get("temp_name")?,
            sha256: row.get("sha256")?,
        }),
        None => None,
    };
    Ok(Request {
        id: row.parsed("id", RequestId::parse)?,
        message: row.get("message")?,
        state: row.parsed("state", RequestState::parse)?,
        version: row.get("version")?,
        priority: row.get("priority")?,
        registration: row.flag("registration")?,
        patient: row.maybe("patient_id", PatientId::parse)?,
        outbox: row.maybe("outbox_id", OutboxId::parse)?,
        subject: row.get("subject")?,
        not_before: row.maybe_time("not_before")?,
        attempts: row.get("attempts")?,
        intention,
        created_at: row.time("created_at")?,
        created_by: row.parsed("created_by", Who::parse)?,
        intended_at: row.maybe_time("intended_at")?,
        posted_at: row.maybe_time("posted_at")?,
        settled_at: row.maybe_time("settled_at")?,
        verdict: row.maybe("verdict", RequestVerdict::parse)?,
        code: row.get("code")?,
        said: row.get("said")?,
        inbox: row.maybe("inbox_id", InboxId::parse)?,
        seen_at: row.maybe_time("seen_at")?,
    })
}
