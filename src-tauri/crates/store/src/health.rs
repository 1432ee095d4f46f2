//! Is the database whole? Every page against its seal, every table against its indexes.

use crate::{Error, Result, Store, backup::Counts};
use rusqlite::Connection;

/// The state of an opened database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What is damaged, in the words of the database (page numbers, never contents); empty when it is whole.
    pub damage: Vec<String>,
    /// Rows per table; empty when they cannot be counted any more.
    pub counts: Counts,
}

impl Store {
    /// Checks the whole file. Takes a second per few hundred megabytes; nothing is changed.
    pub fn health(&self) -> Result<Health> {
        let db = self.new_reader()?;
        let damage = damage(&db)?;
        if !damage.is_empty() {
            let _ = self.latched::<()>(Err(Error::Damaged));
        }
        let counts = self.read(|r| r.counts()).unwrap_or_default();
        Ok(Health { damage, counts })
    }

    /// Whether damage was seen since the store was opened: it is only read from then on.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(std::sync::atomic::Ordering::Relaxed)
    }
}

/// What is damaged in this file, at most a hundred lines.
pub(crate) fn damage(db: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let sealed = db.pragma_query(None, "cipher_integrity_check", |row| {
        found.push(row.get::<_, String>(0)?);
        Ok(())
    });
    note(sealed, &mut found)?;
    let whole = db.pragma_query(None, "integrity_check", |row| {
        let line: String = row.get(0)?;
        if line != "ok" {
            found.push(line);
        }
        Ok(())
    });
    note(whole, &mut found)?;
    found.truncate(100);
    Ok(found)
}

fn note(result: rusqlite::Result<()>, found: &mut Vec<String>) -> Result<()> {
    match result.map_err(Error::from) {
        Err(Error::Damaged | Error::KeyNeeded) => found.push("pages cannot be read".to_owned()),
        other => other?,
    }
    Ok(())
}
