//! Everything that can go wrong in the store, by what a person can do about it.

use crate::lock::Holder;
use std::path::PathBuf;

/// What the store's functions return.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of the store. Variants name what the caller can branch on; the rest is `Database` and `Io`.
/// The texts are for logs of developers: they name paths and codes, never patients.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder lies on a network share, where a database file gets damaged silently.
    #[error("the folder is on a network share ({kind})")]
    NetworkPlace {
        /// What kind of share, e.g. `nfs`, `smb`.
        kind: &'static str,
    },
    /// Nothing can be written in the folder.
    #[error("the folder cannot be written to")]
    ReadOnly,
    /// The disk is full. What was stored before is safe.
    #[error("the disk is full")]
    DiskFull,
    /// Another process has the store open.
    #[error("the store is open elsewhere")]
    Busy {
        /// Who has it open, where that could be read.
        holder: Option<Holder>,
    },
    /// There is nothing in the folder yet.
    #[error("there is no store in this folder")]
    NoStore,
    /// There is a store in the folder already.
    #[error("there is a store in this folder already")]
    StoreExists,
    /// The database is there, but the file with its wrapped key is not.
    #[error("the database is there, its key file is missing")]
    KeyFileMissing,
    /// The file with the wrapped key cannot be read.
    #[error("the key file cannot be read")]
    KeyFileDamaged,
    /// The file with the wrapped key is there, but the database is not.
    #[error("the key file is there, the database is missing")]
    DatabaseMissing,
    /// The file does not open: no key is kept here, the key is another one, or the file is damaged.
    /// The last two cannot be told apart, so nothing is touched.
    #[error("the database does not open with this key")]
    KeyNeeded,
    /// The recovery passphrase is well formed but does not unwrap the key.
    #[error("the recovery passphrase does not fit this store")]
    WrongPassphrase,
    /// The computer has no credential store.
    #[error("there is no credential store")]
    NoKeyRing,
    /// The credential store is there but locked or refuses.
    #[error("the credential store refuses")]
    KeyRingLocked,
    /// The file given as key file does not hold 64 hex digits.
    #[error("the given key does not have 64 hex digits")]
    BadKey,
    /// A newer program wrote this database.
    #[error("the database has schema {found}, this program knows {known}")]
    Newer {
        /// The schema number of the database.
        found: u32,
        /// The newest schema number that this program knows.
        known: u32,
    },
    /// A migration that was applied to this database is not the one that this program has under its number.
    #[error("migration {number} of the database is not the one of this program")]
    OtherSchema {
        /// The number of the migration.
        number: u32,
    },
    /// Pages of the opened database are damaged. Only reading is possible from here on.
    #[error("the database is damaged")]
    Damaged,
    /// A copy did not pass its verification; it was not kept.
    #[error("the copy does not match the database")]
    BadCopy,
    /// The row is not there.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the row in between.
    #[error("changed by somebody else in between")]
    Stale,
    /// The number or id is in use already (患者番号 above all).
    #[error("in use already")]
    Taken,
    /// The step is not possible in the state of the row.
    #[error("not possible in this state")]
    WrongState,
    /// A stored value cannot be read: it was written by something else.
    #[error("unreadable value in column {column} of {table}")]
    Unreadable {
        /// The table or query.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The operating system refused a file.
    #[error("file {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else that the database said.
    #[error("database")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Sorts an error of the file system into the named ones.
    pub(crate) fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        use std::io::ErrorKind::*;
        match source.kind() {
            ReadOnlyFilesystem | PermissionDenied => Error::ReadOnly,
            StorageFull | QuotaExceeded => Error::DiskFull,
            _ => Error::Io { path: path.into(), source },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        match error.sqlite_error_code() {
            Some(DiskFull) => Error::DiskFull,
            Some(ReadOnly | CannotOpen | PermissionDenied) => Error::ReadOnly,
            Some(DatabaseBusy | DatabaseLocked) => Error::Busy { holder: None },
            Some(DatabaseCorrupt) => Error::Damaged,
            Some(NotADatabase) => Error::KeyNeeded,
            _ => match error {
                rusqlite::Error::SqliteFailure(failure, _)
                    if matches!(
                        failure.extended_code,
                        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                    ) =>
                {
                    Error::Taken
                }
                rusqlite::Error::QueryReturnedNoRows => Error::NotFound,
                error => Error::Database(Box::new(error)),
            },
        }
    }
}
