//! What came from the terminal: the bytes as they came, kept before anything else is done with them.

use crate::{
    Error, Read, Result, Topic, Write,
    redact::redact,
    row::{Row, sha256, stored_time},
};
use domain::{
    id::{InboxId, RequestId},
    terminal::ArrivalState,
};
use jiff::Timestamp;

const ADD: &str = include_str!("add.sql");
const SAME: &str = include_str!("same.sql");
const GET: &str = include_str!("get.sql");
const IN_STATE: &str = include_str!("in_state.sql");
const IN_STATE_NEWEST: &str = include_str!("in_state_newest.sql");
const UNCLEARED: &str = include_str!("uncleared.sql");
const BYTES: &str = include_str!("bytes.sql");
const SETTLE: &str = include_str!("settle.sql");
const CLEAR: &str = include_str!("clear.sql");

/// Something that just came.
pub struct NewArrival<'a> {
    /// Where it lay: `req`, `res`, `face`, or how else it came.
    pub folder: &'a str,
    /// Its name there.
    pub name: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
    /// When it was written, by the clock over there.
    pub modified: Option<Timestamp>,
    /// Whether it was a whole file when it was read.
    pub whole: bool,
}

/// Where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: InboxId,
    /// The same name with the same bytes was there before; nothing was added.
    pub known: bool,
}

/// Something that came, without its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct InboxItem {
    /// Id.
    pub id: InboxId,
    /// Where it lay.
    pub folder: String,
    /// Its name there.
    pub name: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// How many bytes.
    pub size: u32,
    /// Whether it was a whole file when it was read.
    pub whole: bool,
    /// When it was written, by the clock over there.
    pub modified_at: Option<Timestamp>,
    /// When it came.
    pub arrived_at: Timestamp,
    /// What became of it.
    pub state: ArrivalState,
    /// Key of the message in the catalogue, where its name says one.
    pub message: Option<String>,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// Why it was set aside: a rule.
    pub reason: Option<String>,
    /// What was noticed, as the core writes it.
    pub findings: Option<String>,
    /// When it was read.
    pub settled_at: Option<Timestamp>,
    /// When it was seen to that it lies in the folder no longer, or may stay there.
    pub cleared_at: Option<Timestamp>,
}

redact!(InboxItem, id);

/// What became of something that came.
pub struct Settlement<'a> {
    /// Read, or set aside.
    pub state: ArrivalState,
    /// Key of the message in the catalogue.
    pub message: Option<&'a str>,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// Why it was set aside.
    pub reason: Option<&'a str>,
    /// What was noticed.
    pub findings: Option<&'a str>,
}

impl Read<'_> {
    /// One of them.
    pub fn inbox(&self, id: InboxId) -> Result<Option<InboxItem>> {
        self.one("inbox", GET, (id.to_string(),), read)
    }

    /// What is kept and not read yet, the oldest first.
    pub fn inbox_waiting(&self, limit: u32) -> Result<Vec<InboxItem>> {
        self.all("inbox", IN_STATE, (ArrivalState::Kept.as_str(), limit), read)
    }

    /// What was set aside, the newest first.
    pub fn inbox_set_aside(&self, limit: u32) -> Result<Vec<InboxItem>> {
        self.all("inbox", IN_STATE_NEWEST, (ArrivalState::SetAside.as_str(), limit), read)
    }

    /// What was read or set aside and may still lie in its folder, the oldest first.
    pub fn inbox_uncleared(&self, limit: u32) -> Result<Vec<InboxItem>> {
        self.all("inbox", UNCLEARED, (limit,), read)
    }

    /// The bytes as they came. [`Error::Damaged`] when they no longer have their hash.
    pub fn inbox_bytes(&self, id: InboxId) -> Result<Option<Vec<u8>>> {
        self.one("inbox", BYTES, (id.to_string(),), |row| row.intact())
    }
}

impl Write<'_> {
    /// Keeps something that came; the same name with the same bytes is kept once.
    pub fn inbox_keep(&self, arrival: &NewArrival<'_>) -> Result<Kept> {
        let hash = sha256(arrival.bytes);
        let known = self.one("inbox", SAME, (arrival.name, &hash), |row| row.parsed("id", InboxId::parse))?;
        if let Some(id) = known {
            return Ok(Kept { id, known: true });
        }
        self.touch(Topic::Terminal);
        let id = InboxId::new(self.clock());
        let size = u32::try_from(arrival.bytes.len()).unwrap_or(u32::MAX);
        self.run(
            ADD,
            rusqlite::params![
                id.to_string(),
                arrival.folder,
                arrival.name,
                hash,
                size,
                arrival.whole,
                arrival.modified.map(stored_time),
                stored_time(self.now()),
                ArrivalState::Kept.as_str(),
                arrival.bytes,
            ],
        )?;
        Ok(Kept { id, known: false })
    }

    /// Notes what became of it. It may be read anew later, when more is known of the interface.
    pub fn inbox_settle(&self, id: InboxId, settlement: &Settlement<'_>) -> Result<()> {
        self.touch(Topic::Terminal);
        let done = self.run(
            SETTLE,
            (
                settlement.state.as_str(),
                settlement.message,
                settlement.request.map(|id| id.to_string()),
                settlement.reason,
                settlement.findings,
                stored_time(self.now()),
                id.to_string(),
            ),
        )?;
        if done == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Notes that it lies in its folder no longer, or may stay there.
    pub fn inbox_cleared(&self, id: InboxId) -> Result<()> {
        self.run(CLEAR, (stored_time(self.now()), id.to_string())).map(|_| ())
    }
}

fn read(row: &Row<'_>) -> Result<InboxItem> {
    Ok(InboxItem {
        id: row.parsed("id", InboxId::parse)?,
        folder: row.get("folder")?,
        name: row.get("name")?,
        sha256: row.get("sha256")?,
        size: row.get("size")?,
        whole: row.flag("whole")?,
        modified_at: row.maybe_time("modified_at")?,
        arrived_at: row.time("arrived_at")?,
        state: row.parsed("state", ArrivalState::parse)?,
        message: row.get("message")?,
        request: row.maybe("request_id", RequestId::parse)?,
        reason: row.get("reason")?,
        findings: row.get("findings")?,
        settled_at: row.maybe_time("settled_at")?,
        cleared_at: row.maybe_time("cleared_at")?,
    })
}
