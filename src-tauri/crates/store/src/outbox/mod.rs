//! What waits to be sent. Items are put here by the same write that froze their document, so that neither is
//! ever there without the other; how they may change is the state machine of `domain::outbox`.

use crate::{
    Error, Read, Result, Topic, Write,
    row::{Row, stored_time},
};
use domain::{
    id::{DocumentId, OutboxId, PatientId},
    outbox::{OutboxState, may_become},
};
use jiff::Timestamp;

const LIST: &str = include_str!("list.sql");
const OF_DOCUMENT: &str = include_str!("of_document.sql");
const GET: &str = include_str!("get.sql");
const ADD: &str = include_str!("add.sql");
const BECOME: &str = include_str!("become.sql");

/// Something waiting to be sent, or sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxItem {
    /// Id.
    pub id: OutboxId,
    /// The document.
    pub document: DocumentId,
    /// Which of its frozen versions.
    pub number: u32,
    /// Whom it is about.
    pub patient: PatientId,
    /// Where it stands.
    pub state: OutboxState,
    /// Raised by one at every change.
    pub version: u32,
    /// When it was put here.
    pub created_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
}

impl Read<'_> {
    /// The items in a state (all where none is given), the oldest first.
    pub fn outbox(&self, state: Option<OutboxState>, limit: u32) -> Result<Vec<OutboxItem>> {
        self.all("outbox", LIST, (state.map(OutboxState::as_str), limit), read)
    }

    /// The items of a document, the oldest version first.
    pub fn outbox_of(&self, document: DocumentId) -> Result<Vec<OutboxItem>> {
        self.all("outbox", OF_DOCUMENT, (document.to_string(),), read)
    }
}

impl Write<'_> {
    /// Takes an item back before the service took it. [`Error::WrongState`] when that is no longer possible,
    /// [`Error::Stale`] when it changed since it was seen. Returns its new version.
    pub fn outbox_withdraw(&self, id: OutboxId, version: u32) -> Result<u32> {
        let item = self.one("outbox", GET, (id.to_string(),), read)?.ok_or(Error::NotFound)?;
        if item.version != version {
            return Err(Error::Stale);
        }
        self.outbox_become(&item, OutboxState::Withdrawn)
    }

    /// Puts a frozen version here, ready to be sent.
    pub(crate) fn outbox_add(&self, document: DocumentId, number: u32) -> Result<OutboxId> {
        self.touch(Topic::Outbox);
        let id = OutboxId::new(self.clock());
        let now = stored_time(self.now());
        self.run(ADD, (id.to_string(), document.to_string(), number, OutboxState::Ready.as_str(), now))?;
        Ok(id)
    }

    /// Takes back what of a document still waits.
    pub(crate) fn outbox_take_back(&self, document: DocumentId) -> Result<()> {
        for item in self.outbox_of(document)? {
            if item.state == OutboxState::Ready {
                self.outbox_become(&item, OutboxState::Withdrawn)?;
            }
        }
        Ok(())
    }

    fn outbox_become(&self, item: &OutboxItem, next: OutboxState) -> Result<u32> {
        if !may_become(item.state, next) {
            return Err(Error::WrongState);
        }
        self.touch(Topic::Outbox);
        self.run(BECOME, (item.version, next.as_str(), stored_time(self.now()), item.id.to_string()))?;
        Ok(item.version + 1)
    }
}

fn read(row: &Row<'_>) -> Result<OutboxItem> {
    Ok(OutboxItem {
        id: row.parsed("id", OutboxId::parse)?,
        document: row.parsed("document_id", DocumentId::parse)?,
        number: row.get("number")?,
        patient: row.parsed("patient_id", PatientId::parse)?,
        state: row.parsed("state", OutboxState::parse)?,
        version: row.get("version")?,
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
    })
}
