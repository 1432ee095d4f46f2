//! Tests that need a whole store. Each makes its own in a temporary folder.

mod audited;
mod backups;
mod charts;
mod crashes;
mod house;
mod letters;
mod opening;
mod people;
mod received;
mod reports;
mod sql;
mod terminal;

use crate::{Audit, Error, KeyKept, Place, Result, Store, Unlock, Who, key::*};
use domain::clock::Clock;
use jiff::Timestamp;
use std::{
    path::Path,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// A clock that stands still until it is set.
pub(crate) struct TestClock(Mutex<Timestamp>);

impl TestClock {
    pub(crate) fn at(text: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(text.parse().unwrap())))
    }

    pub(crate) fn set(&self, text: &str) {
        *self.0.lock().unwrap() = text.parse().unwrap();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A store in a temporary folder, with its key in a file beside it.
pub(crate) struct Home {
    pub(crate) dir: TempDir,
    pub(crate) place: Place,
    pub(crate) ring: KeyFile,
    pub(crate) passphrase: Passphrase,
    pub(crate) clock: Arc<TestClock>,
}

impl Home {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self {
            place: Place::new(dir.path().join("data")),
            ring: KeyFile::new(dir.path().join("key")),
            passphrase: Passphrase::generate(),
            clock: TestClock::at("2026-11-22T00:00:00Z"),
            dir,
        }
    }

    pub(crate) fn create(&self) -> Result<Store> {
        Store::create(&self.place, &self.ring, &self.passphrase, self.clock.clone())
    }

    pub(crate) fn open(&self) -> Result<Store> {
        Store::open(&self.place, Unlock::Ring(&self.ring), self.clock.clone())
    }

    pub(crate) fn open_by_passphrase(&self) -> Result<Store> {
        let unlock = Unlock::Passphrase { passphrase: &self.passphrase, remember: Some(&self.ring) };
        Store::open(&self.place, unlock, self.clock.clone())
    }
}

pub(crate) fn program(action: &'static str) -> Audit {
    Audit::new(Who::Program, action)
}

/// Makes the file long enough for pages in its middle.
pub(crate) fn fill(store: &Store) {
    for i in 0..200 {
        store.record(&program("fill").detail(format!("{i} {}", "x".repeat(200)))).unwrap();
    }
}

/// Turns one byte of a file over.
pub(crate) fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 0x55;
    std::fs::write(path, bytes).unwrap();
}
