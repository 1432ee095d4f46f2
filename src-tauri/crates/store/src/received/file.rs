//! Files beside a received document: what it came in, and what is fetched for it later. They never change either.

use crate::{
    Error, Read, Result, Topic, Who, Write,
    row::{Row, sha256, stored_time},
};
use domain::{id::DocumentId, received::FileOrigin};
use jiff::Timestamp;

const ADD: &str = include_str!("file_add.sql");
const OF: &str = include_str!("files.sql");
const BYTES: &str = include_str!("file_bytes.sql");

/// A file to keep beside a received document.
#[derive(Clone, Copy)]
pub struct NewFile<'a> {
    /// How it came.
    pub origin: FileOrigin,
    /// The name that it came with, or empty.
    pub name: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// The file.
    pub bytes: &'a [u8],
}

/// A file beside a received document, without its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedFile {
    /// Its place among the files of the document, from 1.
    pub place: u32,
    /// How it came.
    pub origin: FileOrigin,
    /// The name that it came with, or empty.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// How many bytes.
    pub size: u32,
    /// When it was kept.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: Who,
}

impl std::fmt::Debug for ReceivedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceivedFile({}, {}, {} bytes)", self.place, self.media_type, self.size)
    }
}

impl Read<'_> {
    /// The files beside a document, in the order in which they came.
    pub fn received_files(&self, id: DocumentId) -> Result<Vec<ReceivedFile>> {
        self.all("received_file", OF, (id.to_string(),), read)
    }

    /// The bytes of a file. [`Error::Damaged`] when they no longer have their hash.
    pub fn received_file_bytes(&self, id: DocumentId, place: u32) -> Result<Option<Vec<u8>>> {
        self.one("received_file", BYTES, (id.to_string(), place), |row| row.intact())
    }
}

impl Write<'_> {
    /// Keeps a file beside a document and gives its place; the same bytes again only give theirs.
    pub fn received_file_add(&self, id: DocumentId, file: NewFile<'_>) -> Result<u32> {
        if self.received(id)?.is_none() {
            return Err(Error::NotFound);
        }
        let hash = sha256(file.bytes);
        let there = self.received_files(id)?;
        if let Some(same) = there.iter().find(|one| one.sha256 == hash) {
            return Ok(same.place);
        }
        self.touch(Topic::Received);
        let place = there.last().map_or(1, |last| last.place + 1);
        let size = u32::try_from(file.bytes.len()).unwrap_or(u32::MAX);
        self.run(
            ADD,
            rusqlite::params![
                id.to_string(),
                place,
                file.origin.as_str(),
                file.name,
                file.media_type,
                hash,
                size,
                stored_time(self.now()),
                self.who().code(),
                file.bytes,
            ],
        )?;
        Ok(place)
    }
}

fn read(row: &Row<'_>) -> Result<ReceivedFile> {
    Ok(ReceivedFile {
        place: row.get("place")?,
        origin: row.parsed("origin", FileOrigin::parse)?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        sha256: row.get("sha256")?,
        size: row.get("size")?,
        added_at: row.time("added_at")?,
        added_by: row.parsed("added_by", Who::parse)?,
    })
}
