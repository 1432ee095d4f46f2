//! Documents of every kind: a draft that is saved again and again, frozen versions that never change, what left
//! the clinic and when. What a draft or version says is a text of the `documents` crate's own making; here it is
//! only kept.

mod frozen;

pub use frozen::{Bundle, DocumentVersion, FileKind, Finalized, Frozen, Issue, Sent};

use crate::{
    Error, Read, Result, Topic, Who, Write,
    row::{Row, stored_time},
};
use domain::{
    date::Date,
    document::{DocumentKind, DocumentState, Step, after},
    id::{DocumentId, PatientId},
    institution::InstitutionCode,
};
use jiff::Timestamp;

const GET: &str = include_str!("get.sql");
const DRAFT: &str = include_str!("draft.sql");
const OF_PATIENT: &str = include_str!("of_patient.sql");
const RECENT: &str = include_str!("recent.sql");
const CREATE: &str = include_str!("create.sql");
const SAVE: &str = include_str!("save.sql");
const AMEND: &str = include_str!("amend.sql");
const DISCARD: &str = include_str!("discard.sql");
const DELETE: &str = include_str!("delete.sql");
const WITHDRAW: &str = include_str!("withdraw.sql");

/// What lists show of a document without reading what it says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    /// The day that the document bears.
    pub dated: Option<Date>,
    /// The ten-digit number of the institution that it goes to, where known.
    pub receiver_code: Option<InstitutionCode>,
    /// The name of that institution, or empty.
    pub receiver_name: String,
}

/// A document without its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Id.
    pub id: DocumentId,
    /// Kind.
    pub kind: DocumentKind,
    /// Whom it is about.
    pub patient: PatientId,
    /// Where it stands.
    pub state: DocumentState,
    /// Raised by one at every change of the row (not the number of a frozen version).
    pub version: u32,
    /// How many frozen versions there are; the newest has this number.
    pub versions: u32,
    /// Why there is a draft over a frozen version.
    pub amend_reason: Option<String>,
    /// Of the draft where there is one, else of the newest version.
    pub summary: Summary,
    /// When it was begun.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Who,
    /// When anything of it last changed.
    pub updated_at: Timestamp,
    /// When, by whom and why it was taken back.
    pub withdrawal: Option<Withdrawal>,
}

/// The taking back of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// Why.
    pub reason: String,
}

/// A draft as last saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says.
    pub body: String,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// By whom.
    pub saved_by: Who,
}

impl Read<'_> {
    /// One document.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>> {
        self.one("document", GET, (id.to_string(),), read)
    }

    /// The draft of a document, if it has one.
    pub fn document_draft(&self, id: DocumentId) -> Result<Option<Draft>> {
        self.one("document", DRAFT, (id.to_string(),), |row| {
            Ok(Draft {
                body: row.get("draft")?,
                saved_at: row.time("draft_saved_at")?,
                saved_by: row.parsed("draft_saved_by", Who::parse)?,
            })
        })
    }

    /// The documents about a patient, the last begun first.
    pub fn documents_of(&self, patient: PatientId) -> Result<Vec<Document>> {
        self.all("document", OF_PATIENT, (patient.to_string(),), read)
    }

    /// The documents last changed, newest first; only those in `state` where one is given.
    pub fn documents_recent(&self, state: Option<DocumentState>, limit: u32) -> Result<Vec<Document>> {
        self.all("document", RECENT, (state.map(DocumentState::as_str), limit), read)
    }

    /// The document in the version that the caller saw, and the state that `step` leads to.
    fn document_step(&self, id: DocumentId, version: u32, step: Step) -> Result<(Document, DocumentState)> {
        let document = self.document(id)?.ok_or(Error::NotFound)?;
        if document.version != version {
            return Err(Error::Stale);
        }
        let next = after(document.state, document.versions, step).ok_or(Error::WrongState)?;
        Ok((document, next))
    }
}

impl Write<'_> {
    /// Begins a document with its first draft. Its version is 1 then. [`Error::WrongState`] when the patient's
    /// record is merged away.
    pub fn document_create(
        &self,
        id: DocumentId,
        kind: DocumentKind,
        patient: PatientId,
        draft: &str,
        summary: &Summary,
    ) -> Result<u32> {
        self.touch(Topic::Documents);
        self.must_stand(patient)?;
        self.run(
            CREATE,
            rusqlite::params![
                id.to_string(),
                kind.as_str(),
                patient.to_string(),
                DocumentState::Draft.as_str(),
                draft,
                stored_time(self.now()),
                self.who().code(),
                summary.dated.map(|day| day.to_string()),
                summary.receiver_code.as_ref().map(InstitutionCode::as_str),
                summary.receiver_name,
            ],
        )?;
        Ok(1)
    }

    /// Saves the draft again and returns the new row version. [`Error::Stale`] when it was changed elsewhere,
    /// [`Error::WrongState`] when there is no draft.
    pub fn document_save(&self, id: DocumentId, version: u32, draft: &str, summary: &Summary) -> Result<u32> {
        self.touch(Topic::Documents);
        self.document_step(id, version, Step::Save)?;
        self.run(
            SAVE,
            rusqlite::params![
                draft,
                stored_time(self.now()),
                self.who().code(),
                summary.dated.map(|day| day.to_string()),
                summary.receiver_code.as_ref().map(InstitutionCode::as_str),
                summary.receiver_name,
                id.to_string(),
                version,
            ],
        )?;
        Ok(version + 1)
    }

    /// Opens a draft over the newest frozen version, for a stated reason. Returns the new row version.
    pub fn document_amend(&self, id: DocumentId, version: u32, reason: &str, draft: &str) -> Result<u32> {
        self.touch(Topic::Documents);
        let (_, next) = self.document_step(id, version, Step::Amend)?;
        self.run(
            AMEND,
            (
                next.as_str(),
                draft,
                stored_time(self.now()),
                self.who().code(),
                reason,
                id.to_string(),
                version,
            ),
        )?;
        Ok(version + 1)
    }

    /// Throws a draft away: a document that was never finalized goes (`None`), one that is being amended is
    /// final again with its versions as they were (its new row version).
    pub fn document_discard(&self, id: DocumentId, version: u32) -> Result<Option<u32>> {
        self.touch(Topic::Documents);
        let (document, _) = self.document_step(id, version, Step::Save)?;
        if document.versions == 0 {
            self.run(DELETE, (id.to_string(), version))?;
            return Ok(None);
        }
        let newest = self.document_version(id, document.versions)?.ok_or(Error::NotFound)?;
        self.run(
            DISCARD,
            (
                DocumentState::Final.as_str(),
                stored_time(self.now()),
                newest.summary.dated.map(|day| day.to_string()),
                newest.summary.receiver_code.as_ref().map(InstitutionCode::as_str),
                &newest.summary.receiver_name,
                id.to_string(),
                version,
            ),
        )?;
        Ok(Some(version + 1))
    }

    /// Takes a finalized document back, for a stated reason. Everything stays readable; what waits to be sent is
    /// taken back with it. Returns the new row version.
    pub fn document_withdraw(&self, id: DocumentId, version: u32, reason: &str) -> Result<u32> {
        self.touch(Topic::Documents);
        let (_, next) = self.document_step(id, version, Step::Withdraw)?;
        self.run(
            WITHDRAW,
            (next.as_str(), stored_time(self.now()), self.who().code(), reason, id.to_string(), version),
        )?;
        self.outbox_take_back(id, true)?;
        Ok(version + 1)
    }
}

fn read(row: &Row<'_>) -> Result<Document> {
    let withdrawal = match (row.maybe_time("withdrawn_at")?, row.maybe("withdrawn_by", Who::parse)?) {
        (Some(at), Some(by)) => Some(Withdrawal {
            at,
            by,
            reason: row.get::<Option<String>>("withdraw_reason")?.unwrap_or_default(),
        }),
        _ => None,
    };
    Ok(Document {
        id: row.parsed("id", DocumentId::parse)?,
        kind: row.parsed("kind", DocumentKind::parse)?,
        patient: row.parsed("patient_id", PatientId::parse)?,
        state: row.parsed("state", DocumentState::parse)?,
        version: row.get("version")?,
        versions: row.get("versions")?,
        amend_reason: row.get("amend_reason")?,
        summary: read_summary(row)?,
        created_at: row.time("created_at")?,
        created_by: row.parsed("created_by", Who::parse)?,
        updated_at: row.time("updated_at")?,
        withdrawal,
    })
}

fn read_summary(row: &Row<'_>) -> Result<Summary> {
    Ok(Summary {
        dated: row.maybe_date("dated")?,
        receiver_code: row.maybe("receiver_code", InstitutionCode::parse)?,
        receiver_name: row.get("receiver_name")?,
    })
}
