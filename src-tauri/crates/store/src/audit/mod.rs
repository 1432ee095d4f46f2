//! Who did what, when, to which patient and document: one row for every write, chained by hashes so that a
//! changed or missing row shows (安全管理ガイドライン 6.0, システム運用編 17 ①②).

use crate::{
    Read, Result, Store, Write,
    row::{Row, stored_time},
};
use domain::id::{DocumentId, PatientId, StaffId};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

const LAST: &str = include_str!("last.sql");
const INSERT: &str = include_str!("insert.sql");
const LIST: &str = include_str!("list.sql");
const OF_PATIENT: &str = include_str!("of_patient.sql");
const OF_DOCUMENT: &str = include_str!("of_document.sql");
const CHAIN: &str = include_str!("chain.sql");

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// A person.
    Staff(StaffId),
    /// The program by itself, or at its first start, when there is nobody yet.
    Program,
}

impl Who {
    pub(crate) fn code(self) -> String {
        match self {
            Who::Staff(id) => id.to_string(),
            Who::Program => "program".to_owned(),
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        if code == "program" { Some(Who::Program) } else { StaffId::parse(code).map(Who::Staff) }
    }
}

/// What is written down about an action before it may happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    who: Who,
    action: &'static str,
    patient: Option<PatientId>,
    document: Option<DocumentId>,
    detail: Option<String>,
    going_on: bool,
}

/// How long work that goes on stays in one row.
const GOING_ON: SignedDuration = SignedDuration::from_mins(30);

impl Audit {
    /// `who` does `action` (a name of the api table, e.g. `patient_save`).
    pub fn new(who: Who, action: &'static str) -> Self {
        Self { who, action, patient: None, document: None, detail: None, going_on: false }
    }

    /// The patient whom it concerns.
    pub fn patient(self, id: PatientId) -> Self {
        Self { patient: Some(id), ..self }
    }

    /// The document that it concerns.
    pub fn document(self, id: DocumentId) -> Self {
        Self { document: Some(id), ..self }
    }

    /// A short addition: a version number, a reason.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Work that goes on, such as a draft that saves itself every few seconds: no row of its own while the newest
    /// row about the document says that the same person did the same within the last 30 minutes. (When and by
    /// whom a draft was last saved stands with the draft itself.)
    pub fn going_on(self) -> Self {
        Self { going_on: true, ..self }
    }

    pub(crate) fn who(&self) -> Who {
        self.who
    }
}

/// A row of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// 1, 2, 3 … without gaps.
    pub seq: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: Who,
    /// What.
    pub action: String,
    /// Which patient.
    pub patient: Option<PatientId>,
    /// Which document.
    pub document: Option<DocumentId>,
    /// Addition.
    pub detail: Option<String>,
}

/// Which rows of the audit to list; `None` means any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Of this patient.
    pub patient: Option<PatientId>,
    /// Of this document.
    pub document: Option<DocumentId>,
    /// Before this row (to read on from the last one shown).
    pub before: Option<u32>,
}

/// Whether the chain of the audit is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every row follows from the one before it.
    Whole {
        /// How many rows there are.
        rows: u32,
    },
    /// From this row on it does not.
    Broken {
        /// The first row that does not fit.
        seq: u32,
    },
}

impl Store {
    /// Writes down something that only looked, e.g. the opening of a patient.
    pub fn record(&self, audit: &Audit) -> Result<()> {
        self.write(audit, |_| Ok(()))
    }
}

impl Read<'_> {
    /// The newest rows first, at most `limit`.
    pub fn audit(&self, filter: AuditFilter, limit: u32) -> Result<Vec<AuditRow>> {
        let before = filter.before.map_or(i64::MAX, i64::from);
        let (patient, document) =
            (filter.patient.map(|id| id.to_string()), filter.document.map(|id| id.to_string()));
        match (patient, document) {
            (None, None) => self.all("audit", LIST, (before, limit), read),
            (None, Some(document)) => self.all("audit", OF_DOCUMENT, (document, before, limit), read),
            (Some(patient), document) => {
                self.all("audit", OF_PATIENT, (patient, document, before, limit), read)
            }
        }
    }

    /// Recomputes every hash from the first row on.
    pub fn audit_chain(&self) -> Result<Chain> {
        let mut last = String::new();
        let mut rows = 0;
        let mut broken = None;
        self.each("audit", CHAIN, (), |row| {
            let entry = read(row)?;
            let stored: String = row.get("hash")?;
            if broken.is_none() && (entry.seq != rows + 1 || link(&last, &entry) != stored) {
                broken = Some(entry.seq);
            }
            rows += 1;
            last = stored;
            Ok(())
        })?;
        Ok(broken.map_or(Chain::Whole { rows }, |seq| Chain::Broken { seq }))
    }

    /// The number of the newest row, 0 when there is none: it rises with everything that happens.
    pub(crate) fn audit_seq(&self) -> Result<u32> {
        Ok(self.one("audit", LAST, (), |row| row.get("seq"))?.unwrap_or(0))
    }
}

fn read(row: &Row<'_>) -> Result<AuditRow> {
    Ok(AuditRow {
        seq: row.get("seq")?,
        at: row.time("at")?,
        who: row.parsed("who", Who::parse)?,
        action: row.get("action")?,
        patient: row.maybe("patient_id", PatientId::parse)?,
        document: row.maybe("document_id", DocumentId::parse)?,
        detail: row.get("detail")?,
    })
}

/// Adds a row to the end of the chain.
pub(crate) fn append(w: &Write<'_>, audit: &Audit) -> Result<()> {
    if audit.going_on && goes_on(w, audit)? {
        return Ok(());
    }
    let (seq, last) = w
        .one("audit", LAST, (), |row| Ok((row.get::<u32>("seq")?, row.get::<String>("hash")?)))?
        .unwrap_or_default();
    let entry = AuditRow {
        seq: seq + 1,
        at: w.now(),
        who: audit.who,
        action: audit.action.to_owned(),
        patient: audit.patient,
        document: audit.document,
        detail: audit.detail.clone(),
    };
    let hash = link(&last, &entry);
    let (patient, document) =
        (entry.patient.map(|id| id.to_string()), entry.document.map(|id| id.to_string()));
    let (at, who) = (stored_time(entry.at), entry.who.code());
    w.run(INSERT, (entry.seq, at, who, entry.action, patient, document, entry.detail, hash))?;
    Ok(())
}

/// Whether the newest row about the document says the same already.
fn goes_on(w: &Write<'_>, audit: &Audit) -> Result<bool> {
    let Some(document) = audit.document else { return Ok(false) };
    let newest = w.one("audit", OF_DOCUMENT, (document.to_string(), i64::MAX, 1), read)?;
    Ok(newest.is_some_and(|row| {
        let same = (row.who, row.action.as_str(), row.patient) == (audit.who, audit.action, audit.patient);
        same && row.at <= w.now() && w.now().duration_since(row.at) < GOING_ON
    }))
}

/// SHA-256 over the hash before and every field as stored, each with its length, in hex.
fn link(last: &str, row: &AuditRow) -> String {
    let fields = [
        Some(last.to_owned()),
        Some(row.seq.to_string()),
        Some(stored_time(row.at)),
        Some(row.who.code()),
        Some(row.action.clone()),
        row.patient.map(|id| id.to_string()),
        row.document.map(|id| id.to_string()),
        row.detail.clone(),
    ];
    let mut sha = Sha256::new();
    for field in fields {
        match field {
            Some(text) => {
                sha.update(b"+");
                sha.update((text.len() as u64).to_be_bytes());
                sha.update(text);
            }
            None => sha.update(b"-"),
        }
    }
    hex::encode(sha.finalize())
}
