//! Connections to an encrypted file.

use crate::{Error, Result, key::SecretKey};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{path::Path, time::Duration};
use zeroize::Zeroizing;

/// How a connection is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The file must be there.
    Existing,
    /// The file must be there and is not changed.
    ReadOnly,
    /// The file is made when it is not there: only for files under a temporary name.
    Make,
}

/// Opens a file with its key and proves that the key fits. [`Error::KeyNeeded`] when it does not, or when the
/// file is something else, or empty: nothing is done to the file then.
pub(crate) fn connect(path: &Path, key: &SecretKey, mode: Mode) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match mode {
            Mode::Existing => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Mode::Make => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        };
    if mode != Mode::Make {
        // SQLite takes an empty file for a new database and would write into it.
        let length = std::fs::metadata(path).map_err(|e| Error::io(path, e))?.len();
        if length == 0 {
            return Err(Error::KeyNeeded);
        }
    }
    let db = Connection::open_with_flags(path, flags)?;
    db.pragma_update(None, "cipher_log_level", "NONE")?;
    let raw = Zeroizing::new(format!("x'{}'", *key.to_hex()));
    db.pragma_update(None, "key", &*raw)?;
    db.busy_timeout(Duration::from_secs(5))?;
    db.set_prepared_statement_cache_capacity(256);
    let _schema: u32 = user_version(&db)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // 32 MiB: the inner pages of every index stay decrypted.
    db.pragma_update(None, "cache_size", -32_768)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "synchronous", "FULL")?;
    Ok(db)
}

/// Readers and the writer do not wait for each other.
pub(crate) fn use_wal(db: &Connection) -> Result<()> {
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    Ok(())
}

/// One file without companions, to be renamed or carried away.
pub(crate) fn use_single_file(db: &Connection) -> Result<()> {
    db.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    Ok(())
}

/// The number of the newest migration in the file; 0 for a file without any. Reading it decrypts the first
/// page, so this is where a wrong key shows.
pub(crate) fn user_version(db: &Connection) -> Result<u32> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
