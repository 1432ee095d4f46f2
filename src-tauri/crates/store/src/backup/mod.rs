//! Verified copies of the database, encrypted with the same key.
//!
//! One a day when something happened and one before every migration; [`KEEP`] says how many stay. A copy gets
//! its name only after it was opened again, checked page by page and counted; until then it is a `partial-`
//! file, which the next copy clears away.

mod thin;

pub use thin::{KEEP, Keep, keep};

use crate::{
    Error, Place, Read, Result, Store,
    connect::{self, Mode},
    crash_point, files, health,
    key::SecretKey,
};
use domain::clock;
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::PoisonError,
};

/// What counts the tables that each migration made, in the order of the migrations: a copy may be older than
/// this program.
const COUNTS: &[&str] = &[
    include_str!("counts_0001.sql"),
    include_str!("counts_0002.sql"),
    include_str!("counts_0003.sql"),
    include_str!("counts_0004.sql"),
    include_str!("counts_0005.sql"),
    include_str!("counts_0006.sql"),
    include_str!("counts_0007.sql"),
    include_str!("counts_0008.sql"),
    include_str!("counts_0009.sql"),
    include_str!("counts_0010.sql"),
    include_str!("counts_0011.sql"),
];

const LAST_DRAFT: &str = include_str!("last_draft.sql");

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupKind {
    /// Once a day when something happened.
    Daily,
    /// Before the database was changed to a newer schema.
    BeforeUpdate,
}

/// A finished copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Why it was made.
    pub kind: BackupKind,
    /// The day in Japan on which it was made.
    pub day: Date,
    /// The number of the newest audit row in it.
    pub seq: u32,
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How many rows each table has.
pub type Counts = BTreeMap<String, u64>;

impl Store {
    /// Makes the copy of the day, unless it is there or nothing happened since the last one.
    ///
    /// Readers and writers go on meanwhile. [`Error::Damaged`] when the database itself is damaged,
    /// [`Error::BadCopy`] when only the copy is; the copies made before stay in both cases.
    pub fn backup_daily(&self) -> Result<Option<Backup>> {
        let _one_at_a_time = self.copying.lock().unwrap_or_else(PoisonError::into_inner);
        let today = clock::in_japan(self.clock.now()).date();
        let copies = list(&self.place)?;
        let mut daily = copies.iter().filter(|copy| copy.kind == BackupKind::Daily);
        let (seq, written) = self.read(|r| Ok((r.audit_seq()?, r.last_draft()?)))?;
        // Drafts are written on without new audit rows (see `Audit::going_on`), so their day counts, too.
        let whole = |copy: &Backup| copy.seq == seq && written.is_none_or(|day| day < copy.day);
        if daily.any(|copy| copy.day == today || whole(copy)) {
            return Ok(None);
        }
        let db = self.new_reader()?;
        let result = copy(&db, &self.key, &self.place, |seq| daily_name(today, seq));
        let path = self.latched(result)?;
        thin(&self.place, BackupKind::Daily)?;
        list(&self.place).map(|copies| copies.into_iter().find(|copy| copy.path == path))
    }

    /// The finished copies, newest first.
    pub fn backups(&self) -> Result<Vec<Backup>> {
        list(&self.place)
    }

    /// Opens a copy, checks every page of it and counts its rows: a rehearsal that changes nothing.
    pub fn backup_check(&self, backup: &Backup) -> Result<Counts> {
        verify(&backup.path, &self.key)
    }
}

impl Read<'_> {
    /// The day in Japan on which a draft was last saved.
    fn last_draft(&self) -> Result<Option<Date>> {
        let at = self.one("document", LAST_DRAFT, (), |row| row.maybe_time("at"))?.flatten();
        Ok(at.map(|at| clock::in_japan(at).date()))
    }

    /// How many rows each table has.
    pub fn counts(&self) -> Result<Counts> {
        let schema = usize::try_from(connect::user_version(self.db())?).unwrap_or(usize::MAX);
        let mut counts = Counts::new();
        for sql in COUNTS.iter().take(schema) {
            self.each("counts", sql, (), |row| {
                counts.insert(row.get("name")?, u64::try_from(row.get::<i64>("rows")?).unwrap_or(0));
                Ok(())
            })?;
        }
        Ok(counts)
    }
}

/// The copy made before migrating from schema `from`.
pub(crate) fn before_update(
    db: &Connection,
    key: &SecretKey,
    place: &Place,
    now: Timestamp,
    from: u32,
) -> Result<()> {
    let at = clock::in_japan(now);
    copy(db, key, place, |seq| {
        format!("before-update-{}-{seq}-schema{from}-{}.db", at.date(), at.strftime("%H%M%S"))
    })?;
    thin(place, BackupKind::BeforeUpdate)
}

fn daily_name(day: Date, seq: u32) -> String {
    format!("daily-{day}-{seq}.db")
}

/// Copies one moment of the database, verifies the copy against that moment and gives it the name that `name`
/// makes from the number of its newest audit row.
fn copy(
    db: &Connection,
    key: &SecretKey,
    place: &Place,
    name: impl FnOnce(u32) -> String,
) -> Result<PathBuf> {
    let folder = place.backups();
    fs::create_dir_all(&folder).map_err(|e| Error::io(&folder, e))?;
    clear_partial(&folder)?;
    // The wrapped key goes along, so that the folder alone and the recovery sheet bring everything back.
    if let Ok(wrapped) = fs::read(place.key_file()) {
        files::write_whole(&folder.join("fumibako.key.json"), &wrapped)?;
    }
    let moment = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
    let counts = Read::over(&moment).counts()?;
    let name = name(Read::over(&moment).audit_seq()?);
    let partial = folder.join(format!("partial-{name}"));
    let made = copy_pages(&moment, &partial, key).and_then(|()| {
        crash_point("during-backup");
        if verify(&partial, key)? == counts { Ok(()) } else { Err(Error::BadCopy) }
    });
    if let Err(error) = made {
        let _ = clear_partial(&folder);
        // Damage of the copy is damage of the database only if the database has it too.
        return Err(match error {
            Error::Damaged | Error::KeyNeeded | Error::BadCopy if health::damage(db)?.is_empty() => {
                Error::BadCopy
            }
            Error::KeyNeeded | Error::BadCopy => Error::Damaged,
            error => error,
        });
    }
    drop(moment);
    let path = folder.join(name);
    files::rename_durably(&partial, &path)?;
    Ok(path)
}

fn copy_pages(from: &Connection, to: &Path, key: &SecretKey) -> Result<()> {
    let mut target = connect::connect(to, key, Mode::Make)?;
    {
        let pages = rusqlite::backup::Backup::new(from, &mut target)?;
        while pages.step(-1)? != rusqlite::backup::StepResult::Done {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
    connect::use_single_file(&target)?;
    target.close().map_err(|(_, error)| error.into())
}

fn verify(path: &Path, key: &SecretKey) -> Result<Counts> {
    let db = connect::connect(path, key, Mode::ReadOnly)?;
    if !health::damage(&db)?.is_empty() {
        return Err(Error::Damaged);
    }
    Read::over(&db).counts()
}

fn list(place: &Place) -> Result<Vec<Backup>> {
    let folder = place.backups();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(folder, error)),
    };
    let mut copies = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|e| Error::io(&folder, e))?;
        let Some((kind, day, seq)) = entry.file_name().to_str().and_then(parse_name) else { continue };
        let bytes = entry.metadata().map_err(|e| Error::io(entry.path(), e))?.len();
        copies.push(Backup { kind, day, seq, path: entry.path(), bytes });
    }
    copies.sort_by(|a, b| (b.seq, b.day, &b.path).cmp(&(a.seq, a.day, &a.path)));
    Ok(copies)
}

fn parse_name(name: &str) -> Option<(BackupKind, Date, u32)> {
    let stem = name.strip_suffix(".db")?;
    let (kind, rest) = if let Some(rest) = stem.strip_prefix("daily-") {
        (BackupKind::Daily, rest)
    } else {
        (BackupKind::BeforeUpdate, stem.strip_prefix("before-update-")?)
    };
    let (day, rest) = rest.split_at_checked("2026-11-22".len())?;
    let seq = rest.strip_prefix('-')?.split('-').next()?;
    Some((kind, day.parse().ok()?, seq.parse().ok()?))
}

/// Removes the copies of a kind that need not stay.
fn thin(place: &Place, kind: BackupKind) -> Result<()> {
    for copy in thin::superfluous(&list(place)?, kind) {
        fs::remove_file(&copy.path).map_err(|e| Error::io(&copy.path, e))?;
    }
    Ok(())
}

/// Clears what an interrupted copy left.
fn clear_partial(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
        let entry = entry.map_err(|e| Error::io(folder, e))?;
        if entry.file_name().to_string_lossy().starts_with("partial-") {
            fs::remove_file(entry.path()).map_err(|e| Error::io(entry.path(), e))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_copy_is() {
        let day = jiff::civil::date(2026, 11, 22);
        assert_eq!(parse_name(&daily_name(day, 12)), Some((BackupKind::Daily, day, 12)));
        let before = "before-update-2026-11-22-12-schema1-090000.db";
        assert_eq!(parse_name(before), Some((BackupKind::BeforeUpdate, day, 12)));
        for other in [
            "daily-x.db",
            "partial-daily-2026-11-22-1.db",
            "daily-2026-11-22-1.db-wal",
            "",
            "daily-日本語日本語-1.db",
        ] {
            assert_eq!(parse_name(other), None, "{other}");
        }
    }
}
