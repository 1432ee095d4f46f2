//! Doctors who sign documents. Never deleted, only set inactive.

use crate::{Read, Result, Topic, Write, row::Row};
use domain::{id::DoctorId, institution::Doctor, patient::NameParts};

const ALL: &str = include_str!("all.sql");
const GET: &str = include_str!("get.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");

impl Read<'_> {
    /// Every doctor, in the order in which they were entered.
    pub fn doctors(&self) -> Result<Vec<Doctor>> {
        self.all("doctor", ALL, (), read)
    }

    /// One doctor.
    pub fn doctor(&self, id: DoctorId) -> Result<Option<Doctor>> {
        self.one("doctor", GET, (id.to_string(),), read)
    }
}

impl Write<'_> {
    /// Saves a doctor and returns the new version; version 0 is a new one.
    pub fn doctor_save(&self, doctor: &Doctor) -> Result<u32> {
        self.touch(Topic::Institution);
        self.save(
            doctor.version,
            INSERT,
            UPDATE,
            || Ok(self.doctor(doctor.id)?.is_some()),
            rusqlite::params![
                doctor.id.to_string(),
                doctor.version,
                doctor.name.family,
                doctor.name.given,
                doctor.kana.family,
                doctor.kana.given,
                doctor.department,
                doctor.registration_number,
                doctor.active,
            ],
        )
    }
}

fn read(row: &Row<'_>) -> Result<Doctor> {
    Ok(Doctor {
        id: row.parsed("id", DoctorId::parse)?,
        version: row.get("version")?,
        name: NameParts { family: row.get("family")?, given: row.get("given")? },
        kana: NameParts { family: row.get("kana_family")?, given: row.get("kana_given")? },
        department: row.get("department")?,
        registration_number: row.get("registration_number")?,
        active: row.flag("active")?,
    })
}
