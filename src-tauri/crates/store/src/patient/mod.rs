//! Patients: saving with optimistic versions, reading, finding ([`search`]), merging doubles ([`merge`]).

mod merge;
mod search;

pub use merge::{Merge, Seen};

use crate::{
    Error, Read, Result, Topic, Write,
    row::{Row, stored_time},
};
use domain::{
    id::PatientId,
    patient::{Branch, Insurance, NameParts, Patient, PublicPayer, Sex},
};

const GET: &str = include_str!("get.sql");
const BY_NUMBER: &str = include_str!("by_number.sql");
const RECENT: &str = include_str!("recent.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");
const PAYERS: &str = include_str!("payers.sql");
const PAYERS_CLEAR: &str = include_str!("payers_clear.sql");
const PAYER_ADD: &str = include_str!("payer_add.sql");

impl Read<'_> {
    /// One patient, merged or not.
    pub fn patient(&self, id: PatientId) -> Result<Option<Patient>> {
        self.patients_of(GET, (id.to_string(),)).map(first)
    }

    /// The record that stands for this patient now: itself, or the one that it was merged into.
    pub fn patient_current(&self, id: PatientId) -> Result<Option<Patient>> {
        let mut id = id;
        loop {
            match self.patient(id)? {
                Some(Patient { merged_into: Some(into), .. }) => id = into,
                patient => return Ok(patient),
            }
        }
    }

    /// The patient with exactly this 患者番号, merged or not.
    pub fn patient_by_chart_number(&self, number: &str) -> Result<Option<Patient>> {
        self.patients_of(BY_NUMBER, (number,)).map(first)
    }

    /// The patients last entered or changed, newest first, without merged ones.
    pub fn patients_recent(&self, limit: u32) -> Result<Vec<Patient>> {
        self.patients_of(RECENT, (limit,))
    }

    /// [`Error::NotFound`] when there is no such patient, [`Error::WrongState`] when the record is merged away:
    /// nothing new may be written to it.
    pub(crate) fn must_stand(&self, id: PatientId) -> Result<()> {
        match self.patient(id)? {
            None => Err(Error::NotFound),
            Some(patient) if patient.merged_into.is_some() => Err(Error::WrongState),
            Some(_) => Ok(()),
        }
    }

    fn patients_of(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Patient>> {
        let mut patients = self.all("patient", sql, params, read)?;
        self.fill(&mut patients)?;
        Ok(patients)
    }

    /// Reads the 公費 of patients.
    fn fill(&self, patients: &mut [Patient]) -> Result<()> {
        for patient in patients {
            patient.public_payers = self.all("public_payer", PAYERS, (patient.id.to_string(),), |row| {
                Ok(PublicPayer {
                    payer_number: row.get("payer_number")?,
                    recipient_number: row.get("recipient_number")?,
                })
            })?;
        }
        Ok(())
    }
}

impl Write<'_> {
    /// Saves a patient and returns the new version; version 0 is a new one.
    ///
    /// [`Error::Taken`] when another patient (a merged one, too) has the 患者番号, [`Error::Stale`] when the row
    /// was changed since it was read, [`Error::WrongState`] when it was merged away. `merged_into` is not
    /// written here: see [`Write::patient_merge`].
    pub fn patient_save(&self, patient: &Patient) -> Result<u32> {
        self.touch(Topic::Patients);
        let old = self.patient(patient.id)?;
        if old.as_ref().is_some_and(|old| old.merged_into.is_some()) {
            return Err(Error::WrongState);
        }
        let insurance = patient.insurance.as_ref();
        let (branch_kind, branch_number) = match insurance.map(|insurance| &insurance.branch) {
            None => (None, None),
            Some(Branch::Number(number)) => (Some("number"), Some(number)),
            Some(Branch::NonePrinted) => (Some("none_printed"), None),
            Some(Branch::Unchecked) => (Some("unchecked"), None),
        };
        let id = patient.id.to_string();
        let version = self.save(
            patient.version,
            INSERT,
            UPDATE,
            || Ok(old.is_some()),
            rusqlite::params![
                id,
                patient.version,
                patient.chart_number,
                patient.name.family,
                patient.name.given,
                patient.kana.family,
                patient.kana.given,
                patient.birth_date.to_string(),
                patient.sex.as_str(),
                patient.postal_code,
                patient.address,
                patient.phone,
                patient.occupation,
                insurance.map(|insurance| &insurance.insurer_number),
                insurance.map(|insurance| &insurance.symbol),
                insurance.map(|insurance| &insurance.number),
                branch_kind,
                branch_number,
                stored_time(self.now()),
            ],
        )?;
        self.run(PAYERS_CLEAR, (&id,))?;
        for (place, payer) in (0u32..).zip(&patient.public_payers) {
            self.run(PAYER_ADD, (&id, place, &payer.payer_number, &payer.recipient_number))?;
        }
        self.rekey(old.as_ref(), patient)?;
        Ok(version)
    }
}

fn first<T>(rows: Vec<T>) -> Option<T> {
    rows.into_iter().next()
}

/// Everything of a row but the 公費.
fn read(row: &Row<'_>) -> Result<Patient> {
    Ok(Patient {
        id: row.parsed("id", PatientId::parse)?,
        version: row.get("version")?,
        chart_number: row.get("chart_number")?,
        name: NameParts { family: row.get("family")?, given: row.get("given")? },
        kana: NameParts { family: row.get("kana_family")?, given: row.get("kana_given")? },
        birth_date: row.date("birth_date")?,
        sex: row.parsed("sex", Sex::parse)?,
        postal_code: row.get("postal_code")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        occupation: row.get("occupation")?,
        insurance: insurance(row)?,
        public_payers: Vec::new(),
        merged_into: row.maybe("merged_into", PatientId::parse)?,
    })
}

fn insurance(row: &Row<'_>) -> Result<Option<Insurance>> {
    let Some(insurer_number) = row.get("insurer_number")? else { return Ok(None) };
    let kind: Option<String> = row.get("branch_kind")?;
    let branch = match kind.as_deref() {
        Some("number") => Branch::Number(row.get("branch_number")?),
        Some("none_printed") => Branch::NonePrinted,
        Some("unchecked") => Branch::Unchecked,
        _ => return Err(row.unreadable("branch_kind")),
    };
    Ok(Some(Insurance {
        insurer_number,
        symbol: row.get("card_symbol")?,
        number: row.get("card_number")?,
        branch,
    }))
}
