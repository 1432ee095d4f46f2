//! Who uses the program. Never deleted, only set inactive: the audit names them for ever.

use crate::{Read, Result, Topic, Write, row::Row};
use domain::{
    id::StaffId,
    staff::{Role, Staff},
};

const ALL: &str = include_str!("all.sql");
const GET: &str = include_str!("get.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");

impl Read<'_> {
    /// Everybody, in the order in which they were entered.
    pub fn staff_all(&self) -> Result<Vec<Staff>> {
        self.all("staff", ALL, (), read)
    }

    /// One person.
    pub fn staff(&self, id: StaffId) -> Result<Option<Staff>> {
        self.one("staff", GET, (id.to_string(),), read)
    }
}

impl Write<'_> {
    /// Saves a person and returns the new version; version 0 is a new one.
    pub fn staff_save(&self, staff: &Staff) -> Result<u32> {
        self.touch(Topic::Staff);
        self.save(
            staff.version,
            INSERT,
            UPDATE,
            || Ok(self.staff(staff.id)?.is_some()),
            rusqlite::params![
                staff.id.to_string(),
                staff.version,
                staff.name,
                staff.role.as_str(),
                staff.active,
            ],
        )
    }
}

fn read(row: &Row<'_>) -> Result<Staff> {
    Ok(Staff {
        id: row.parsed("id", StaffId::parse)?,
        version: row.get("version")?,
        name: row.get("name")?,
        role: row.parsed("role", Role::parse)?,
        active: row.flag("active")?,
    })
}
