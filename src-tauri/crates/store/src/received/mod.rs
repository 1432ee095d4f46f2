//! Documents that came from elsewhere. The bytes are kept as they came and never change; what the reader found in
//! them is noted beside them, and may be noted again.

mod file;

pub use file::{NewFile, ReceivedFile};

use crate::{
    Error, Read, Result, Topic, Who, Write,
    row::{Row, sha256, stored_time},
};
use domain::{
    date::Date,
    id::{DocumentId, EntryId, PatientId},
    received::ReceivedKind,
    text::search_key,
};
use jiff::Timestamp;

const ADD: &str = include_str!("add.sql");
const NOTE: &str = include_str!("note.sql");
const ATTACH: &str = include_str!("attach.sql");
const GET: &str = include_str!("get.sql");
const SAME: &str = include_str!("same.sql");
const OF_PATIENT: &str = include_str!("of_patient.sql");
const FIND: &str = include_str!("find.sql");
const BYTES: &str = include_str!("bytes.sql");
const TAKE: &str = include_str!("take.sql");
const TAKEN: &str = include_str!("taken.sql");

/// What the reader found, for lists.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ReceivedSummary {
    /// Kind.
    pub kind: ReceivedKind,
    /// Title as written.
    pub title: String,
    /// The document's number as written.
    pub number: String,
    /// The day on which it was issued.
    pub dated: Option<Date>,
    /// The institution that it comes from, as written.
    pub sender: String,
    /// The patient's name as written, and フリガナ.
    pub person: String,
}

/// A received document without its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    /// Id.
    pub id: DocumentId,
    /// Raised by one whenever it is attached to a patient or let go.
    pub version: u32,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// How many bytes.
    pub size: u32,
    /// When it came.
    pub received_at: Timestamp,
    /// Who took it in.
    pub received_by: Who,
    /// When it was read; `None` where the reader was cut off.
    pub read_at: Option<Timestamp>,
    /// What the reader found.
    pub summary: ReceivedSummary,
    /// The patient whom a person found it to be about.
    pub patient: Option<PatientId>,
    /// Who found so, and when.
    pub attached: Option<(Who, Timestamp)>,
}

impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Received({})", self.id)
    }
}

/// A row that was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The place of the row in the document.
    pub item: u32,
    /// The row of the chart that it became.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
}

impl Read<'_> {
    /// One received document.
    pub fn received(&self, id: DocumentId) -> Result<Option<Received>> {
        self.one("received", GET, (id.to_string(),), read)
    }

    /// The one that has these bytes already.
    pub fn received_same(&self, bytes: &[u8]) -> Result<Option<Received>> {
        self.one("received", SAME, (sha256(bytes),), read)
    }

    /// Those about a patient, newest first.
    pub fn received_of(&self, patient: PatientId) -> Result<Vec<Received>> {
        self.all("received", OF_PATIENT, (patient.to_string(),), read)
    }

    /// Those in whose title, number, sender or patient's name the text stands, newest first; all of them for an
    /// empty text. `loose`: only those that nobody has attached to a patient yet.
    pub fn received_find(&self, text: &str, loose: bool, limit: u32) -> Result<Vec<Received>> {
        let key = search_key(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.all("received", FIND, (key, loose, limit), read)
    }

    /// The bytes as they came. [`Error::Damaged`] when they no longer have their hash.
    pub fn received_bytes(&self, id: DocumentId) -> Result<Option<Vec<u8>>> {
        self.one("received", BYTES, (id.to_string(),), |row| row.intact())
    }

    /// The rows of a document that were taken over.
    pub fn received_taken(&self, id: DocumentId) -> Result<Vec<Taken>> {
        self.all("received_taken", TAKEN, (id.to_string(),), |row| {
            Ok(Taken {
                item: row.get("item")?,
                entry: row.parsed("entry_id", EntryId::parse)?,
                at: row.time("taken_at")?,
                by: row.parsed("taken_by", Who::parse)?,
            })
        })
    }
}

impl Write<'_> {
    /// Keeps the bytes of a document, before anybody has read them. [`Error::Taken`] when the same bytes are there
    /// already.
    pub fn received_add(&self, id: DocumentId, bytes: &[u8]) -> Result<()> {
        self.touch(Topic::Received);
        if self.received_same(bytes)?.is_some() {
            return Err(Error::Taken);
        }
        let hash = sha256(bytes);
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.run(ADD, (id.to_string(), hash, size, stored_time(self.now()), self.who().code(), bytes))?;
        Ok(())
    }

    /// Notes what the reader found.
    pub fn received_note(&self, id: DocumentId, summary: &ReceivedSummary) -> Result<()> {
        self.touch(Topic::Received);
        let ReceivedSummary { kind, title, number, dated, sender, person } = summary;
        // Texts are apart by a line end, which no key has: nothing is found across two of them.
        let keys = [kind.label(), title, number, sender, person].map(search_key).join("\n");
        let changed = self.run(
            NOTE,
            rusqlite::params![
                stored_time(self.now()),
                kind.as_str(),
                title,
                number,
                dated.map(|day| day.to_string()),
                sender,
                person,
                keys,
                id.to_string(),
            ],
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Says whom the document is about, or that nobody knows. [`Error::Stale`] when somebody said otherwise
    /// meanwhile.
    pub fn received_attach(&self, id: DocumentId, version: u32, patient: Option<PatientId>) -> Result<u32> {
        self.touch(Topic::Received);
        let now = patient.map(|_| stored_time(self.now()));
        let who = patient.map(|_| self.who().code());
        let patient = patient.map(|patient| patient.to_string());
        if self.run(ATTACH, (patient, now, who, id.to_string(), version))? != 1 {
            return Err(if self.received(id)?.is_some() { Error::Stale } else { Error::NotFound });
        }
        Ok(version + 1)
    }

    /// Notes that a row of the document became this row of the chart.
    pub fn received_take(&self, id: DocumentId, item: u32, entry: EntryId) -> Result<()> {
        self.touch(Topic::Received);
        let (now, who) = (stored_time(self.now()), self.who().code());
        self.run(TAKE, (id.to_string(), item, entry.to_string(), now, who))?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Received> {
    Ok(Received {
        id: row.parsed("id", DocumentId::parse)?,
        version: row.get("version")?,
        sha256: row.get("sha256")?,
        size: row.get("size")?,
        received_at: row.time("received_at")?,
        received_by: row.parsed("received_by", Who::parse)?,
        read_at: row.maybe_time("read_at")?,
        summary: ReceivedSummary {
            kind: row.parsed("kind", ReceivedKind::parse)?,
            title: row.get("title")?,
            number: row.get("number")?,
            dated: row.maybe_date("dated")?,
            sender: row.get("sender")?,
            person: row.get("person")?,
        },
        patient: row.maybe("patient_id", PatientId::parse)?,
        attached: row.maybe("attached_by", Who::parse)?.zip(row.maybe_time("attached_at")?),
    })
}
