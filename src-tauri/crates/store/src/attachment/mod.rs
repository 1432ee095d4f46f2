//! Files that go with documents. The document's drafts and versions name them by id; what they are is told by
//! the caller, who has looked.

use crate::{
    Read, Result, Topic, Write,
    row::{sha256, stored_time},
};
use domain::{
    attachment::AttachmentKind,
    id::{AttachmentId, DocumentId},
};
use jiff::Timestamp;

const INSERT: &str = include_str!("insert.sql");
const OF_DOCUMENT: &str = include_str!("of_document.sql");
const BYTES: &str = include_str!("bytes.sql");
const DELETE: &str = include_str!("delete.sql");
const ADOPT: &str = include_str!("adopt.sql");
const SWEEP: &str = include_str!("sweep.sql");

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Id.
    pub id: AttachmentId,
    /// What it is.
    pub kind: AttachmentKind,
    /// The name that it came with.
    pub name: String,
    /// Pages of a PDF.
    pub pages: Option<u32>,
    /// Bytes.
    pub size: u32,
}

impl Read<'_> {
    /// The files of a document, the first added first.
    pub fn attachments(&self, document: DocumentId) -> Result<Vec<Attachment>> {
        self.all("attachment", OF_DOCUMENT, (document.to_string(),), |row| {
            Ok(Attachment {
                id: row.parsed("id", AttachmentId::parse)?,
                kind: row.parsed("kind", AttachmentKind::parse)?,
                name: row.get("name")?,
                pages: row.get("pages")?,
                size: row.get("size")?,
            })
        })
    }

    /// The bytes of a file of a document. [`Error::Damaged`] when they are not those that were added.
    pub fn attachment_bytes(&self, document: DocumentId, id: AttachmentId) -> Result<Option<Vec<u8>>> {
        self.one("attachment", BYTES, (id.to_string(), document.to_string()), |row| row.intact())
    }
}

impl Write<'_> {
    /// Adds a file to a document.
    pub fn attachment_add(&self, document: DocumentId, file: &Attachment, bytes: &[u8]) -> Result<()> {
        self.touch(Topic::Documents);
        self.run(
            INSERT,
            rusqlite::params![
                file.id.to_string(),
                document.to_string(),
                file.kind.as_str(),
                file.name,
                file.pages,
                file.size,
                sha256(bytes),
                bytes,
                stored_time(self.now()),
                self.who().code(),
            ],
        )?;
        Ok(())
    }

    /// Removes the files of a document but those that are still named.
    pub fn attachments_keep(&self, document: DocumentId, named: &[AttachmentId]) -> Result<()> {
        for file in self.attachments(document)?.iter().filter(|file| !named.contains(&file.id)) {
            self.run(DELETE, (file.id.to_string(), document.to_string()))?;
        }
        Ok(())
    }

    /// Gives files of documents that were thrown away to this one, which was made of their form.
    pub fn attachments_adopt(&self, document: DocumentId, files: &[AttachmentId]) -> Result<()> {
        for file in files {
            self.run(ADOPT, (document.to_string(), file.to_string()))?;
        }
        Ok(())
    }

    /// Removes what was added before `before` to documents that were thrown away since.
    pub fn attachments_sweep(&self, before: Timestamp) -> Result<()> {
        self.run(SWEEP, (stored_time(before),))?;
        Ok(())
    }
}
