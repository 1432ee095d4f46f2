//! Rows as the rooms of the store see them: typed reading that names what it cannot read.

use crate::{Error, Result};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};

/// One row of a query. Columns are read in order of the `select` list.
pub(crate) struct Row<'a> {
    row: &'a rusqlite::Row<'a>,
    table: &'static str,
}

impl<'a> Row<'a> {
    pub(crate) fn new(row: &'a rusqlite::Row<'a>, table: &'static str) -> Self {
        Self { row, table }
    }

    /// The column as the database has it.
    pub(crate) fn get<T: rusqlite::types::FromSql>(&self, column: &'static str) -> Result<T> {
        match self.row.get(column) {
            Ok(value) => Ok(value),
            Err(error) if error.sqlite_error_code().is_some() => Err(error.into()),
            Err(_) => Err(self.unreadable(column)),
        }
    }

    /// A text column read by `parse`.
    pub(crate) fn parsed<T>(&self, column: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        let text: String = self.get(column)?;
        parse(&text).ok_or_else(|| self.unreadable(column))
    }

    /// A nullable text column read by `parse`.
    pub(crate) fn maybe<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| parse(&text).ok_or_else(|| self.unreadable(column))).transpose()
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp> {
        self.parsed(column, |text| text.parse().ok())
    }

    pub(crate) fn maybe_time(&self, column: &'static str) -> Result<Option<Timestamp>> {
        self.maybe(column, |text| text.parse().ok())
    }

    pub(crate) fn date(&self, column: &'static str) -> Result<Date> {
        self.parsed(column, |text| text.parse().ok())
    }

    pub(crate) fn maybe_date(&self, column: &'static str) -> Result<Option<Date>> {
        self.maybe(column, |text| text.parse().ok())
    }

    pub(crate) fn flag(&self, column: &'static str) -> Result<bool> {
        Ok(self.get::<i64>(column)? != 0)
    }

    /// The column `bytes`; [`Error::Damaged`] when it no longer has the hash of the column `sha256`.
    pub(crate) fn intact(&self) -> Result<Vec<u8>> {
        let (hash, bytes) = (self.get::<String>("sha256")?, self.get::<Vec<u8>>("bytes")?);
        if sha256(&bytes) == hash { Ok(bytes) } else { Err(Error::Damaged) }
    }

    pub(crate) fn unreadable(&self, column: &'static str) -> Error {
        Error::Unreadable { table: self.table, column }
    }
}

/// SHA-256 in hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The stored form of an instant: RFC 3339 in UTC with milliseconds, so that texts sort as times do.
pub(crate) fn stored_time(at: Timestamp) -> String {
    format!("{at:.3}")
}
