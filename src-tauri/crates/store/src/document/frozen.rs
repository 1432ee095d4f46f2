//! Frozen versions: what was signed, byte for byte, with the hashes of its files, and how it left the clinic.

use super::{Summary, read_summary};
use crate::{
    Error, Read, Result, Topic, Who, Write,
    row::{Row, sha256, stored_time},
};
use domain::{
    date::Date,
    document::{DocumentKind, IssueWay, Step},
    id::{DocumentId, OutboxId, PatientId},
    institution::InstitutionCode,
    outbox::ReadConsent,
};
use jiff::Timestamp;

const VERSION: &str = include_str!("version.sql");
const VERSIONS: &str = include_str!("versions.sql");
const VERSION_ADD: &str = include_str!("version_add.sql");
const FREEZE: &str = include_str!("freeze.sql");
const FILE: &str = include_str!("file.sql");
const FILE_ADD: &str = include_str!("file_add.sql");
const ISSUES: &str = include_str!("issues.sql");
const ISSUE_ADD: &str = include_str!("issue_add.sql");
const ISSUE_UNDO: &str = include_str!("issue_undo.sql");
const ISSUED: &str = include_str!("issued.sql");
const SENT: &str = include_str!("sent.sql");

/// What a draft becomes when it is signed.
#[derive(Clone, Copy)]
pub struct Frozen<'a> {
    /// What the version says, in the form of a draft.
    pub body: &'a str,
    /// What lists show of it.
    pub summary: &'a Summary,
    /// What was found in it on that day, as a text of the caller's own.
    pub findings: &'a str,
    /// The paper.
    pub pdf: &'a [u8],
    /// 控え: the same paper with its mark, for the chart.
    pub office_copy: &'a [u8],
    /// The bundle for the national service, where one is possible.
    pub bundle: Option<Bundle<'a>>,
}

/// A bundle to be sent.
#[derive(Clone, Copy)]
pub struct Bundle<'a> {
    /// JSON, as it will be sent.
    pub bytes: &'a [u8],
    /// The version of the national profile that it was made for.
    pub profile: &'a str,
}

/// What came of finalizing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finalized {
    /// The number of the frozen version, from 1.
    pub number: u32,
    /// The new version of the document's row.
    pub version: u32,
    /// What waits to be sent, where there is a bundle.
    pub outbox: Option<OutboxId>,
}

/// A frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentVersion {
    /// The document.
    pub document: DocumentId,
    /// 1, 2, 3 …
    pub number: u32,
    /// What it says.
    pub body: String,
    /// What lists show of it.
    pub summary: Summary,
    /// The version of the national profile of its bundle; `None` where there is no bundle.
    pub profile: Option<String>,
    /// Why it replaced the version before it.
    pub amend_reason: Option<String>,
    /// When it was signed.
    pub finalized_at: Timestamp,
    /// By whom.
    pub finalized_by: Who,
    /// What was found in it on that day; `None` where that was not kept yet.
    pub findings: Option<String>,
}

/// The files of a frozen version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The paper.
    Pdf,
    /// 控え: the same paper with its mark, for the chart.
    OfficeCopy,
    /// The bundle.
    Bundle,
}

impl FileKind {
    const fn as_str(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::OfficeCopy => "office-copy",
            FileKind::Bundle => "bundle",
        }
    }
}

/// One leaving of the clinic (交付).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// 0, 1, 2 … within the document.
    pub place: u32,
    /// Which version.
    pub number: u32,
    /// How.
    pub way: IssueWay,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// When it was taken back as noted by mistake.
    pub undone: Option<Timestamp>,
}

/// A version that went to some receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The document.
    pub document: DocumentId,
    /// The number of its newest version to that receiver.
    pub number: u32,
    /// The day that it bears.
    pub dated: Date,
}

impl Read<'_> {
    /// One frozen version.
    pub fn document_version(&self, id: DocumentId, number: u32) -> Result<Option<DocumentVersion>> {
        self.one("document_version", VERSION, (id.to_string(), number), read)
    }

    /// Every frozen version, the newest first.
    pub fn document_versions(&self, id: DocumentId) -> Result<Vec<DocumentVersion>> {
        self.all("document_version", VERSIONS, (id.to_string(),), read)
    }

    /// The bytes of a file as they were frozen. [`Error::Damaged`] when they no longer have their hash.
    pub fn document_file(&self, id: DocumentId, number: u32, kind: FileKind) -> Result<Option<Vec<u8>>> {
        self.one("document_file", FILE, (id.to_string(), number, kind.as_str()), |row| row.intact())
    }

    /// How and when the document left the clinic, the first time first.
    pub fn document_issues(&self, id: DocumentId) -> Result<Vec<Issue>> {
        self.all("document_issue", ISSUES, (id.to_string(),), |row| {
            Ok(Issue {
                place: row.get("place")?,
                number: row.get("number")?,
                way: row.parsed("way", IssueWay::parse)?,
                at: row.time("issued_at")?,
                by: row.parsed("issued_by", Who::parse)?,
                undone: row.maybe_time("undone_at")?,
            })
        })
    }

    /// Finalized documents of this kind about a patient that bear a day from `from` to `to` and went to the same
    /// institution (by number, or by name), not taken back; the newest day first. For the note that a letter was
    /// written this month already: 診療情報提供料 counts once a month for each institution.
    pub fn documents_sent(
        &self,
        patient: PatientId,
        kind: DocumentKind,
        receiver: &Summary,
        from: Date,
        to: Date,
    ) -> Result<Vec<Sent>> {
        if receiver.receiver_name.is_empty() && receiver.receiver_code.is_none() {
            return Ok(Vec::new());
        }
        let params = (
            patient.to_string(),
            kind.as_str(),
            from.to_string(),
            to.to_string(),
            &receiver.receiver_name,
            receiver.receiver_code.as_ref().map(InstitutionCode::as_str),
        );
        self.all("document_version", SENT, params, |row| {
            Ok(Sent {
                document: row.parsed("document_id", DocumentId::parse)?,
                number: row.get("number")?,
                dated: row.date("dated")?,
            })
        })
    }
}

impl Write<'_> {
    /// Freezes the draft as the next version, with its files and their hashes, and puts it where it waits to be
    /// sent (only when there is a bundle and `sending` says how; an earlier version that still waits is taken back).
    /// All of it happens or none.
    pub fn document_finalize(
        &self,
        id: DocumentId,
        version: u32,
        frozen: Frozen<'_>,
        sending: Option<ReadConsent>,
    ) -> Result<Finalized> {
        self.touch(Topic::Documents);
        let (document, next) = self.document_step(id, version, Step::Finalize)?;
        let number = document.versions + 1;
        let text = id.to_string();
        let Frozen { body, summary, findings, pdf, office_copy, bundle } = frozen;
        let dated = summary.dated.map(|day| day.to_string());
        let receiver_code = summary.receiver_code.as_ref().map(InstitutionCode::as_str);
        self.run(
            VERSION_ADD,
            rusqlite::params![
                text,
                number,
                body,
                bundle.map(|bundle| bundle.profile),
                dated,
                receiver_code,
                summary.receiver_name,
                document.amend_reason,
                stored_time(self.now()),
                self.who().code(),
                findings,
            ],
        )?;
        let files = [
            (FileKind::Pdf, Some(pdf)),
            (FileKind::OfficeCopy, Some(office_copy)),
            (FileKind::Bundle, bundle.map(|bundle| bundle.bytes)),
        ];
        for (kind, bytes) in files {
            if let Some(bytes) = bytes {
                let hash = sha256(bytes);
                self.run(FILE_ADD, (&text, number, kind.as_str(), hash, bytes))?;
            }
        }
        self.run(
            FREEZE,
            rusqlite::params![
                next.as_str(),
                number,
                stored_time(self.now()),
                dated,
                receiver_code,
                summary.receiver_name,
                text,
                version,
            ],
        )?;
        self.outbox_take_back(id, false)?;
        let sending = sending.filter(|_| bundle.is_some());
        let outbox = sending.map(|consent| self.outbox_add_document(id, number, consent)).transpose()?;
        Ok(Finalized { number, version: version + 1, outbox })
    }

    /// Notes that a frozen version left the clinic. [`Error::NotFound`] when there is no such version,
    /// [`Error::WrongState`] when the document was taken back.
    pub fn document_issue(&self, id: DocumentId, number: u32, way: IssueWay) -> Result<()> {
        self.touch(Topic::Documents);
        let document = self.document(id)?.ok_or(Error::NotFound)?;
        self.document_step(id, document.version, Step::Issue)?;
        if number == 0 || number > document.versions {
            return Err(Error::NotFound);
        }
        let place = u32::try_from(self.document_issues(id)?.len()).unwrap_or(u32::MAX);
        let now = stored_time(self.now());
        self.run(ISSUE_ADD, (id.to_string(), place, number, way.as_str(), &now, self.who().code()))?;
        self.run(ISSUED, (now, id.to_string()))?;
        Ok(())
    }

    /// Takes back a 交付 that was noted by mistake: it stays readable as taken back. [`Error::NotFound`] when
    /// there is none at this place, or it was taken back before.
    pub fn document_issue_undo(&self, id: DocumentId, place: u32) -> Result<()> {
        self.touch(Topic::Documents);
        let now = stored_time(self.now());
        if self.run(ISSUE_UNDO, (&now, self.who().code(), id.to_string(), place))? != 1 {
            return Err(Error::NotFound);
        }
        self.run(ISSUED, (now, id.to_string()))?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<DocumentVersion> {
    Ok(DocumentVersion {
        document: row.parsed("document_id", DocumentId::parse)?,
        number: row.get("number")?,
        body: row.get("body")?,
        summary: read_summary(row)?,
        profile: row.get("profile")?,
        amend_reason: row.get("amend_reason")?,
        finalized_at: row.time("finalized_at")?,
        finalized_by: row.parsed("finalized_by", Who::parse)?,
        findings: row.get("findings")?,
    })
}
