//! What was sent for an item of the outbox, or is to be sent. A document whose insurance changed after it was frozen
//! is written anew for sending, beside the version, which stays as it is.

use crate::{
    Error, Read, Result, Topic, Write,
    document::FileKind,
    outbox::OutboxSubject,
    redact::redact,
    row::{Row, sha256, stored_time},
};
use domain::{
    date::Date,
    id::{EligibilityId, OutboxId},
};
use jiff::Timestamp;

const OF_OUTBOX: &str = include_str!("of_outbox.sql");
const BYTES: &str = include_str!("bytes.sql");
const ADD: &str = include_str!("add.sql");

/// The key under which a person is known to the service.
#[derive(Clone, PartialEq, Eq)]
pub struct SentKey {
    /// 保険者番号 without padding.
    pub insurer_number: String,
    /// 記号, or empty.
    pub card_symbol: String,
    /// 番号.
    pub card_number: String,
    /// 枝番, where there is one.
    pub branch: Option<String>,
    /// 生年月日.
    pub birth_date: Date,
}

redact!(SentKey);

/// Something sent, without its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Transmission {
    /// 0, 1, 2 … of the item.
    pub place: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// 文書の識別子 or Bundle.identifier.
    pub identifier: String,
    /// SHA-256 of the bytes in hex, where they are not those of the frozen version.
    pub sha256: Option<String>,
    /// The answer about 資格 that it rests on.
    pub eligibility: Option<EligibilityId>,
    /// The key that was sent with it.
    pub key: SentKey,
}

redact!(Transmission, place);

/// Something to be sent.
pub struct NewTransmission<'a> {
    /// 文書の識別子 or Bundle.identifier.
    pub identifier: &'a str,
    /// The bytes; `None` for the frozen bundle as it is, and for cancellations.
    pub bytes: Option<&'a [u8]>,
    /// The answer about 資格 that it rests on.
    pub eligibility: Option<EligibilityId>,
    /// The key that goes with it.
    pub key: &'a SentKey,
}

impl Read<'_> {
    /// What was made for an item, the oldest first.
    pub fn transmissions(&self, outbox: OutboxId) -> Result<Vec<Transmission>> {
        self.all("transmission", OF_OUTBOX, (outbox.to_string(),), read)
    }

    /// The bytes of one of them: its own, else the frozen bundle of the version. [`Error::Damaged`] when they no
    /// longer have their hash.
    pub fn transmission_bytes(&self, outbox: OutboxId, place: u32) -> Result<Option<Vec<u8>>> {
        let own = self.one("transmission", BYTES, (outbox.to_string(), place), |row| row.intact())?;
        if own.is_some() {
            return Ok(own);
        }
        match self.outbox_item(outbox)?.ok_or(Error::NotFound)?.subject {
            OutboxSubject::Document { document, number } => {
                self.document_file(document, number, FileKind::Bundle)
            }
            OutboxSubject::Report(_) => Ok(None),
        }
    }
}

impl Write<'_> {
    /// Adds what is to be sent for an item; its place.
    pub fn transmission_add(&self, outbox: OutboxId, new: &NewTransmission<'_>) -> Result<u32> {
        self.touch(Topic::Outbox);
        let place = u32::try_from(self.transmissions(outbox)?.len()).unwrap_or(u32::MAX);
        self.run(
            ADD,
            rusqlite::params![
                outbox.to_string(),
                place,
                stored_time(self.now()),
                new.identifier,
                new.bytes.map(sha256),
                new.bytes,
                new.eligibility.map(|id| id.to_string()),
                new.key.insurer_number,
                new.key.card_symbol,
                new.key.card_number,
                new.key.branch,
                new.key.birth_date.to_string(),
            ],
        )?;
        Ok(place)
    }
}

fn read(row: &Row<'_>) -> Result<Transmission> {
    Ok(Transmission {
        place: row.get("place")?,
        made_at: row.time("made_at")?,
        identifier: row.get("identifier")?,
        sha256: row.get("sha256")?,
        eligibility: row.maybe("eligibility_id", EligibilityId::parse)?,
        key: SentKey {
            insurer_number: row.get("insurer_number")?,
            card_symbol: row.get("card_symbol")?,
            card_number: row.get("card_number")?,
            branch: row.get("branch")?,
            birth_date: row.date("birth_date")?,
        },
    })
}
