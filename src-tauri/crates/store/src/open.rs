//! Making and opening a store.

use crate::{
    Audit, Error, Place, Presence, Result, backup,
    connect::{self, Mode},
    crash_point, files,
    key::{
        KeyRing, Passphrase, SecretKey,
        wrapped::{Stage, WrappedKey},
    },
    lock::Lock,
    migrate::{self, MIGRATIONS, Migration},
};
use domain::{clock::Clock, id::StoreId};
use rusqlite::Connection;
use std::{
    fs,
    sync::{Arc, Mutex, atomic::AtomicBool},
};

/// An opened store. Share it behind an `Arc`; the lock on the folder goes when it is dropped.
pub struct Store {
    pub(crate) place: Place,
    pub(crate) key: SecretKey,
    pub(crate) clock: Arc<dyn Clock>,
    id: StoreId,
    kept: KeyKept,
    pub(crate) readers: Mutex<Vec<Connection>>,
    pub(crate) writer: Mutex<Connection>,
    pub(crate) damaged: AtomicBool,
    /// Held while a copy is made: each begins with clearing what an interrupted one left.
    pub(crate) copying: Mutex<()>,
    // The last field: the database is closed before another process may open it.
    _lock: Lock,
}

/// How to come by the key.
pub enum Unlock<'a> {
    /// From where it is kept.
    Ring(&'a dyn KeyRing),
    /// From the recovery sheet.
    Passphrase {
        /// What the person typed.
        passphrase: &'a Passphrase,
        /// Where to keep the key from now on.
        remember: Option<&'a dyn KeyRing>,
    },
}

/// Whether the store opens by itself next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKept {
    /// The key lies in a key ring.
    InRing,
    /// No key ring took it: the recovery passphrase is needed at every start.
    OnlyOnPaper,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("place", &self.place).field("id", &self.id).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a new store and opens it. Show the passphrase to the person *before* this: once the store is
    /// there, its passphrase must be on paper.
    ///
    /// A crash at any moment leaves nothing, [`Presence::Unfinished`] (which may be made again), or the whole
    /// store. [`Error::StoreExists`] when there is one, or a part of one: nothing is ever made over it.
    pub fn create(
        place: &Place,
        ring: &dyn KeyRing,
        passphrase: &Passphrase,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        Self::create_with(place, ring, passphrase, clock, MIGRATIONS)
    }

    pub(crate) fn create_with(
        place: &Place,
        ring: &dyn KeyRing,
        passphrase: &Passphrase,
        clock: Arc<dyn Clock>,
        list: &[Migration],
    ) -> Result<Self> {
        place.prepare()?;
        let lock = Lock::take(place, clock.now())?;
        let id = match place.presence() {
            Presence::Absent => StoreId::new(&*clock),
            // The same id again, so that the interrupted try leaves no key of nothing in the key ring.
            Presence::Unfinished => WrappedKey::load(&place.key_file())?.store()?,
            _ => return Err(Error::StoreExists),
        };
        let unfinished = place.unfinished_database();
        if files::exists(&unfinished) {
            // Under this name there has never been anything but an empty schema.
            fs::remove_file(&unfinished).map_err(|e| Error::io(&unfinished, e))?;
        }
        // A server brings its key along; a key ring that cannot be asked has none.
        let key = match ring.get(&id.to_string()) {
            Ok(Some(key)) => key,
            Ok(None) | Err(Error::NoKeyRing | Error::KeyRingLocked) => SecretKey::generate(),
            Err(error) => return Err(error),
        };
        let mut wrapped = WrappedKey::wrap(id, &key, passphrase, Stage::Creating)?;
        wrapped.save(&place.key_file())?;
        crash_point("after-key-file");
        let kept = keep(ring, id, &key);

        let db = connect::connect(&unfinished, &key, Mode::Make)?;
        migrate::run(&db, list, clock.now())?;
        db.close().map_err(|(_, error)| error)?;
        crash_point("before-rename");
        files::rename_durably(&unfinished, &place.database())?;
        crash_point("after-rename");
        wrapped.stage = Stage::Ready;
        wrapped.save(&place.key_file())?;
        Self::start(place, id, key, kept, clock, lock, list)
    }

    /// Opens the store of this folder, after bringing its schema up to date (a verified copy is made first).
    ///
    /// [`Error::NoStore`], [`Error::KeyFileMissing`], [`Error::DatabaseMissing`], [`Error::KeyNeeded`] and the
    /// key ring's own errors all leave every file as it is.
    pub fn open(place: &Place, unlock: Unlock<'_>, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::open_with(place, unlock, clock, MIGRATIONS)
    }

    pub(crate) fn open_with(
        place: &Place,
        unlock: Unlock<'_>,
        clock: Arc<dyn Clock>,
        list: &[Migration],
    ) -> Result<Self> {
        match place.presence() {
            Presence::Present => {}
            Presence::Absent | Presence::Unfinished => return Err(Error::NoStore),
            Presence::KeyFileMissing => return Err(Error::KeyFileMissing),
            Presence::DatabaseMissing => return Err(Error::DatabaseMissing),
        }
        place.prepare()?;
        let lock = Lock::take(place, clock.now())?;
        let mut wrapped = WrappedKey::load(&place.key_file())?;
        let id = wrapped.store()?;
        let key = match &unlock {
            Unlock::Ring(ring) => ring.get(&id.to_string())?.ok_or(Error::KeyNeeded)?,
            Unlock::Passphrase { passphrase, .. } => wrapped.unwrap_key(passphrase)?,
        };
        // Proves that the key fits before it is kept anywhere.
        let db = connect::connect(&place.database(), &key, Mode::Existing)?;
        let found = migrate::check(&db, list)?;
        if wrapped.stage == Stage::Creating {
            wrapped.stage = Stage::Ready;
            wrapped.save(&place.key_file())?;
        }
        if found < migrate::newest(list) {
            backup::before_update(&db, &key, place, clock.now(), found)?;
            migrate::run(&db, list, clock.now())?;
        }
        drop(db);
        let kept = match unlock {
            Unlock::Ring(_) => KeyKept::InRing,
            Unlock::Passphrase { remember: Some(ring), .. } => keep(ring, id, &key),
            Unlock::Passphrase { remember: None, .. } => KeyKept::OnlyOnPaper,
        };
        Self::start(place, id, key, kept, clock, lock, list)
    }

    fn start(
        place: &Place,
        id: StoreId,
        key: SecretKey,
        kept: KeyKept,
        clock: Arc<dyn Clock>,
        lock: Lock,
        list: &[Migration],
    ) -> Result<Self> {
        let db = connect::connect(&place.database(), &key, Mode::Existing)?;
        migrate::check(&db, list)?;
        connect::use_wal(&db)?;
        Ok(Self {
            place: place.clone(),
            key,
            clock,
            id,
            kept,
            readers: Mutex::default(),
            writer: Mutex::new(db),
            damaged: AtomicBool::new(false),
            copying: Mutex::default(),
            _lock: lock,
        })
    }

    /// Where it lies.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Its id, also the name of its key in a key ring.
    pub fn id(&self) -> StoreId {
        self.id
    }

    /// Whether it opens by itself next time.
    pub fn key_kept(&self) -> KeyKept {
        self.kept
    }

    /// The clock that all its times come from.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Makes a new recovery sheet valid and the old one worthless. Show the passphrase before this.
    pub fn new_sheet(&self, audit: &Audit, passphrase: &Passphrase) -> Result<()> {
        let wrapped = WrappedKey::wrap(self.id, &self.key, passphrase, Stage::Ready)?;
        self.record(audit)?;
        wrapped.save(&self.place.key_file())?;
        if files::exists(&self.place.backups()) {
            wrapped.save(&self.place.backups().join("fumibako.key.json"))?;
        }
        Ok(())
    }

    pub(crate) fn new_reader(&self) -> Result<Connection> {
        connect::connect(&self.place.database(), &self.key, Mode::Existing)
    }
}

fn keep(ring: &dyn KeyRing, id: StoreId, key: &SecretKey) -> KeyKept {
    match ring.set(&id.to_string(), key) {
        Ok(()) => KeyKept::InRing,
        Err(error) => {
            tracing::warn!(%error, "no key ring took the key; the recovery passphrase is needed at every start");
            KeyKept::OnlyOnPaper
        }
    }
}
