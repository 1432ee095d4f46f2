//! Numbered migrations: each runs once, in one transaction, and never changes after its release.

use crate::{Error, Read, Result, connect, crash_point, row::stored_time};
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

const RECORD: &str = include_str!("record.sql");
const APPLIED: &str = include_str!("applied.sql");

/// A migration as compiled in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        &[$( Migration { name: $name, sql: include_str!(concat!("../../../../../migrations/", $name, ".sql")) } ),+]
    };
}

/// Every migration in order; the number of a migration is its place, from 1.
pub(crate) const MIGRATIONS: &[Migration] = migrations![
    "0001_house",
    "0002_patients",
    "0003_core6",
    "0004_documents",
    "0005_kept",
    "0006_reports",
    "0007_attachments",
    "0008_received",
    "0009_received_files",
    "0010_terminal",
    "0011_seals",
    "0012_changed"
];

impl Migration {
    /// SHA-256 over the text with Unix line ends, in hex, so that a checkout with other line ends is the same.
    pub(crate) fn checksum(&self) -> String {
        hex::encode(Sha256::digest(self.sql.replace("\r\n", "\n")))
    }
}

/// The number of the newest migration in `list`.
pub(crate) fn newest(list: &[Migration]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Checks that this program may work with the database and says how many migrations it has.
///
/// [`Error::Newer`] when it has more than this program knows, [`Error::OtherSchema`] when one of them is
/// not the one that this program has.
pub(crate) fn check(db: &Connection, list: &[Migration]) -> Result<u32> {
    let found = connect::user_version(db)?;
    let known = newest(list);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found == 0 {
        return Err(Error::OtherSchema { number: 0 });
    }
    let applied = Read::over(db)
        .all("migration", APPLIED, (), |row| Ok((row.get::<u32>("number")?, row.get::<String>("sha256")?)))?;
    for (number, sha256) in applied {
        let ours = usize::try_from(number).ok().and_then(|n| list.get(n.checked_sub(1)?));
        if ours.is_none_or(|migration| migration.checksum() != sha256) {
            return Err(Error::OtherSchema { number });
        }
    }
    Ok(found)
}

/// Runs what is missing, each migration in a transaction of its own.
pub(crate) fn run(db: &Connection, list: &[Migration], now: Timestamp) -> Result<()> {
    let done = connect::user_version(db)?;
    for (number, migration) in (1u32..).zip(list).filter(|(number, _)| *number > done) {
        let step = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
        step.execute_batch(migration.sql)?;
        step.prepare(RECORD)?.execute((
            number,
            migration.name,
            migration.checksum(),
            env!("CARGO_PKG_VERSION"),
            stored_time(now),
        ))?;
        step.pragma_update(None, "user_version", number)?;
        crash_point("during-migration");
        step.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fmt::Write as _, path::Path};

    #[test]
    fn released_migrations_never_change() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let list = std::fs::read_to_string(root.join("tests/fixtures/db/migrations.sha256")).unwrap();
        let mut ours = String::new();
        for migration in MIGRATIONS {
            writeln!(ours, "{}  {}.sql", migration.checksum(), migration.name).unwrap();
        }
        assert_eq!(ours, list.replace("\r\n", "\n"), "a released migration may not change; add a new one");
        let mut files: Vec<_> = std::fs::read_dir(root.join("migrations"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".sql"))
            .collect();
        files.sort();
        let names: Vec<_> = MIGRATIONS.iter().map(|migration| format!("{}.sql", migration.name)).collect();
        assert_eq!(files, names, "every file of migrations/ is in the list");
        for (number, name) in (1..).zip(names) {
            assert!(name.starts_with(&format!("{number:04}_")), "{name} is number {number}");
        }
    }
}
