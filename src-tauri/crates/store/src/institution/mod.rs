//! The clinic whose store this is: one row.

use crate::{Read, Result, Topic, Write};
use domain::institution::{Institution, InstitutionCode};

const GET: &str = include_str!("get.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");

impl Read<'_> {
    /// The clinic; `None` before the first start was finished.
    pub fn institution(&self) -> Result<Option<Institution>> {
        self.one("institution", GET, (), |row| {
            Ok(Institution {
                version: row.get("version")?,
                code: row.parsed("code", InstitutionCode::parse)?,
                name: row.get("name")?,
                postal_code: row.get("postal_code")?,
                address: row.get("address")?,
                phone: row.get("phone")?,
                fax: row.get("fax")?,
            })
        })
    }
}

impl Write<'_> {
    /// Saves the clinic and returns its new version; version 0 makes it. [`crate::Error::Stale`] when it was
    /// changed since it was read, [`crate::Error::Taken`] when there is a clinic already.
    pub fn institution_save(&self, clinic: &Institution) -> Result<u32> {
        self.touch(Topic::Institution);
        self.save(
            clinic.version,
            INSERT,
            UPDATE,
            || Ok(self.institution()?.is_some()),
            rusqlite::params![
                clinic.version,
                clinic.code.as_str(),
                clinic.name,
                clinic.postal_code,
                clinic.address,
                clinic.phone,
                clinic.fax,
            ],
        )
    }
}
