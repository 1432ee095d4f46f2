//! The two doors: [`Store::read`] sees one moment of the store, [`Store::write`] changes it as a whole or not
//! at all. A write can lend a read; a read can never become a write.

use crate::{Audit, Error, Result, Store, Topic, Who, audit, change, crash_point, row::Row};
use domain::clock::Clock;
use jiff::Timestamp;
use rusqlite::{Connection, Params, Transaction, TransactionBehavior};
use std::{
    cell::RefCell,
    collections::BTreeSet,
    ops::Deref,
    sync::{PoisonError, atomic::Ordering},
    time::Duration,
};

/// How often a write is tried when the database is busy elsewhere; waits double from 20 ms.
const TRIES: u32 = 6;
/// How many reading connections are kept open.
const READERS: usize = 4;

/// One moment of the store, readable.
pub struct Read<'a> {
    db: &'a Connection,
}

/// A change being made. Everything that it touches is seen by others all at once, after the closure returned
/// `Ok` and the audit row was added.
pub struct Write<'a> {
    read: Read<'a>,
    who: Who,
    clock: &'a dyn Clock,
    now: Timestamp,
    topics: RefCell<BTreeSet<Topic>>,
    also: RefCell<Vec<Audit>>,
}

impl Store {
    /// Reads from one moment of the store; writers do not disturb it.
    pub fn read<T>(&self, f: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        let db = self.reader()?;
        let result = {
            let moment = Transaction::new_unchecked(&db, TransactionBehavior::Deferred)?;
            f(&Read { db: &moment })
        };
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS {
            readers.push(db);
        }
        drop(readers);
        self.latched(result)
    }

    /// Changes the store: `f` runs inside `BEGIN IMMEDIATE`, then the audit row and the touched topics are
    /// added and everything is committed. An error of `f` undoes all of it, the audit row included.
    ///
    /// `f` may run more than once (when the database is busy elsewhere), so it may do no I/O and keep nothing.
    /// [`Error::Damaged`] once damage was seen: a damaged store is only read.
    pub fn write<T>(&self, audit: &Audit, f: impl Fn(&Write<'_>) -> Result<T>) -> Result<T> {
        if self.damaged.load(Ordering::Relaxed) {
            return Err(Error::Damaged);
        }
        let db = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut wait = Duration::from_millis(20);
        let mut tries = 1;
        let result = loop {
            match write_once(&db, &*self.clock, audit, &f) {
                Err(Error::Busy { .. }) if tries < TRIES => {
                    std::thread::sleep(wait);
                    wait *= 2;
                    tries += 1;
                }
                result => break result,
            }
        };
        drop(db);
        self.latched(result)
    }

    /// Changes that say nothing about anybody and come every few seconds: neither audit nor change feed.
    pub(crate) fn write_unseen<T>(&self, f: impl Fn(&Write<'_>) -> Result<T>) -> Result<T> {
        if self.damaged.load(Ordering::Relaxed) {
            return Err(Error::Damaged);
        }
        let db = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let result = (|| {
            let change = Transaction::new_unchecked(&db, TransactionBehavior::Immediate)?;
            let value = f(&Write::over(&change, &*self.clock, Who::Program))?;
            change.commit()?;
            Ok(value)
        })();
        drop(db);
        self.latched(result)
    }

    /// A connection for reading, used before or new.
    pub(crate) fn reader(&self) -> Result<Connection> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match kept {
            Some(db) => Ok(db),
            None => self.new_reader(),
        }
    }

    /// Remembers damage: from the first damaged page on the store is only read, and said so in the log once.
    pub(crate) fn latched<T>(&self, result: Result<T>) -> Result<T> {
        if matches!(result, Err(Error::Damaged)) && !self.damaged.swap(true, Ordering::Relaxed) {
            tracing::error!("the database is damaged; it is only read from here on");
        }
        result
    }
}

fn write_once<T>(
    db: &Connection,
    clock: &dyn Clock,
    audit: &Audit,
    f: &impl Fn(&Write<'_>) -> Result<T>,
) -> Result<T> {
    let change = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
    let w = Write::over(&change, clock, audit.who());
    let value = f(&w)?;
    audit::append(&w, audit)?;
    for more in w.also.take() {
        audit::append(&w, &more)?;
    }
    change::append(&w, w.topics.take())?;
    drop(w);
    crash_point("before-commit");
    change.commit()?;
    crash_point("after-commit");
    Ok(value)
}

impl Read<'_> {
    /// Calls `f` for every row.
    pub(crate) fn each(
        &self,
        table: &'static str,
        sql: &str,
        params: impl Params,
        mut f: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            f(&Row::new(row, table))?;
        }
        Ok(())
    }

    /// Every row.
    pub(crate) fn all<T>(
        &self,
        table: &'static str,
        sql: &str,
        params: impl Params,
        mut f: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.each(table, sql, params, |row| {
            all.push(f(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        table: &'static str,
        sql: &str,
        params: impl Params,
        f: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        match rows.next()? {
            Some(row) => f(&Row::new(row, table)).map(Some),
            None => Ok(None),
        }
    }

    pub(crate) fn db(&self) -> &Connection {
        self.db
    }

    pub(crate) fn over(db: &Connection) -> Read<'_> {
        Read { db }
    }
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl<'a> Write<'a> {
    fn over(db: &'a Connection, clock: &'a dyn Clock, who: Who) -> Self {
        Self {
            read: Read { db },
            who,
            clock,
            now: clock.now(),
            topics: RefCell::default(),
            also: RefCell::default(),
        }
    }
}

impl Write<'_> {
    /// The instant of this write, the same for all its rows.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Who makes it.
    pub fn who(&self) -> Who {
        self.who
    }

    /// The clock, for ids made inside a write.
    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock
    }

    /// One more audit row, where a write concerns more than one patient or document.
    pub fn also(&self, audit: Audit) {
        self.also.borrow_mut().push(audit);
    }

    /// Notes that copies of these rows are stale.
    pub(crate) fn touch(&self, topic: Topic) {
        self.topics.borrow_mut().insert(topic);
    }

    /// Runs a changing statement; the number of changed rows.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.read.db.prepare_cached(sql)?.execute(params)?)
    }

    /// Saves a row by the rule of versions: version 0 is new and inserted, any other must still be the stored one
    /// ([`Error::Stale`], or [`Error::NotFound`] by `exists`). `params` are the same for both statements; the
    /// version that the row now has is returned.
    pub(crate) fn save(
        &self,
        version: u32,
        insert: &str,
        update: &str,
        exists: impl FnOnce() -> Result<bool>,
        params: &[&dyn rusqlite::ToSql],
    ) -> Result<u32> {
        if version == 0 {
            self.run(insert, params)?;
        } else if self.run(update, params)? != 1 {
            return Err(if exists()? { Error::Stale } else { Error::NotFound });
        }
        Ok(version + 1)
    }
}
