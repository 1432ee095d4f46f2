//! One process at a time: an operating-system lock, taken before the database is opened. It goes with the
//! process, however that ends.

use crate::{Error, Place, Result, files};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{File, TryLockError};

/// Who has the store open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name of the program.
    pub program: String,
    /// Its process number on that computer.
    pub process: u32,
    /// Since when (RFC 3339, UTC).
    pub since: String,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.program, self.process)
    }
}

/// The held lock; dropping it frees the store.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock or says who has it. The note about the holder is a file of its own, because Windows lets
    /// nobody read a locked file.
    pub(crate) fn take(place: &Place, now: Timestamp) -> Result<Self> {
        let path = place.lock_file();
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|e| Error::io(&path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let note = std::fs::read(place.holder_file()).ok();
                let holder = note.and_then(|note| serde_json::from_slice(&note).ok());
                return Err(Error::Busy { holder });
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(&path, error)),
        }
        let program = std::env::current_exe().ok();
        let name = program
            .as_deref()
            .and_then(|path| path.file_stem())
            .map(|name| name.to_string_lossy().into_owned());
        let holder =
            Holder { program: name.unwrap_or_default(), process: std::process::id(), since: now.to_string() };
        let note = serde_json::to_vec(&holder).map_err(|e| Error::Database(Box::new(e)))?;
        files::write_whole(&place.holder_file(), &note)?;
        Ok(Self { _file: file })
    }
}
