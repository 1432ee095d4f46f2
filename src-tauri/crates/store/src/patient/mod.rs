//! Patients: saving with optimistic versions, reading, finding ([`search`]), merging doubles ([`merge`]).

mod merge;
mod search;

pub use merge::{Merge, Seen};
use search::KeyChanges;

use crate::{
    Error, Read, Result, Topic, Who, Write,
    row::{Row, stored_time},
};
use domain::{
    date::Date,
    id::PatientId,
    patient::{Branch, Insurance, NameParts, Patient, PublicPayer, Sex},
};
use jiff::Timestamp;

const GET: &str = include_str!("get.sql");
const BY_NUMBER: &str = include_str!("by_number.sql");
const BY_INSURANCE: &str = include_str!("by_insurance.sql");
const BORN: &str = include_str!("born.sql");
const LONGEST: &str = include_str!("longest.sql");
const RECENT: &str = include_str!("recent.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");
const PAYERS: &str = include_str!("payers.sql");
const PAYERS_CLEAR: &str = include_str!("payers_clear.sql");
const PAYER_ADD: &str = include_str!("payer_add.sql");
const VERSIONS: &str = include_str!("versions.sql");
const VERSION_PAYERS: &str = include_str!("version_payers.sql");
const VERSION_KEEP: &str = include_str!("version_keep.sql");
const VERSION_KEEP_PAYERS: &str = include_str!("version_keep_payers.sql");

/// How many of the longest 患者番号 are looked through for one of digits.
const NUMBERS: u32 = 1000;

/// A patient's record as it stood before a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The record as it was.
    pub patient: Patient,
    /// When it was replaced: the instant of that write and of its audit row.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
}

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

    /// The 患者番号 to propose for a new patient: the one after the greatest that is all digits, as wide as that.
    pub fn chart_number_next(&self) -> Result<String> {
        let longest = self.all("patient", LONGEST, (NUMBERS,), |row| row.get::<String>("chart_number"))?;
        let digits = longest.iter().find(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(greatest) = digits else { return Ok(String::from("1")) };
        let next = greatest.parse::<u64>().map_or(0, |number| number.saturating_add(1));
        Ok(format!("{next:0width$}", width = greatest.len()))
    }

    /// The patients last entered or changed, newest first, without merged ones.
    pub fn patients_recent(&self, limit: u32) -> Result<Vec<Patient>> {
        self.patients_of(RECENT, (limit,))
    }

    /// The patient's record as it was before its changes, the newest first. What a merging does is not among
    /// them: it changes nothing that the record says.
    pub fn patient_replaced(&self, id: PatientId, limit: u32) -> Result<Vec<Replaced>> {
        let mut all = self.all("patient_version", VERSIONS, (id.to_string(), limit), |row| {
            Ok(Replaced {
                patient: read(row)?,
                at: row.time("replaced_at")?,
                by: row.parsed("replaced_by", Who::parse)?,
            })
        })?;
        for Replaced { patient, .. } in &mut all {
            let key = (patient.id.to_string(), patient.version);
            patient.public_payers = self.all("patient_version_payer", VERSION_PAYERS, key, payer)?;
        }
        Ok(all)
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

    /// The living records with this 保険者番号 and 番号: a family, mostly.
    pub fn patients_by_insurance(&self, insurer_number: &str, number: &str) -> Result<Vec<Patient>> {
        let mut patients = self.all("patient", BY_INSURANCE, (insurer_number, number), read)?;
        self.fill(&mut patients)?;
        Ok(patients)
    }

    /// The living records with this birth date.
    pub fn patients_born(&self, day: Date) -> Result<Vec<Patient>> {
        let mut patients = self.all("patient", BORN, (day.to_string(),), read)?;
        self.fill(&mut patients)?;
        Ok(patients)
    }

    /// Reads the 公費 of patients.
    fn fill(&self, patients: &mut [Patient]) -> Result<()> {
        for patient in patients {
            patient.public_payers = self.all("public_payer", PAYERS, (patient.id.to_string(),), payer)?;
        }
        Ok(())
    }
}

impl Write<'_> {
    /// Saves a patient and returns the new version; version 0 is a new one. What the record said before a change
    /// is kept: see [`Read::patient_replaced`].
    ///
    /// [`Error::Taken`] when another patient (a merged one, too) has the 患者番号, [`Error::Stale`] when the row
    /// was changed since it was read, [`Error::WrongState`] when it was merged away. `merged_into` is not
    /// written here: see [`Write::patient_merge`].
    pub fn patient_save(&self, patient: &Patient) -> Result<u32> {
        let mut keys = KeyChanges::default();
        let version = self.patient_put(patient, &mut keys)?;
        self.rekey(keys)?;
        Ok(version)
    }

    /// Saves many patients at once, as [`Write::patient_save`] does: their search keys are written in order, which
    /// is many times faster in a large store. For lists that are taken over.
    pub fn patients_save(&self, patients: &[Patient]) -> Result<()> {
        let mut keys = KeyChanges::default();
        for patient in patients {
            self.patient_put(patient, &mut keys)?;
        }
        self.rekey(keys)
    }

    /// Saves everything but the search keys and notes how those have to change.
    fn patient_put(&self, patient: &Patient, keys: &mut KeyChanges) -> Result<u32> {
        self.touch(Topic::Patients);
        let old = if patient.version == 0 { None } else { self.patient(patient.id)? };
        if old.as_ref().is_some_and(|old| old.merged_into.is_some()) {
            return Err(Error::WrongState);
        }
        if let Some(old) = old.as_ref().filter(|old| *old != patient) {
            self.keep_replaced(old.id, old.version)?;
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
        if old.as_ref().is_some_and(|old| !old.public_payers.is_empty()) {
            self.run(PAYERS_CLEAR, (&id,))?;
        }
        for (place, payer) in (0u32..).zip(&patient.public_payers) {
            self.run(PAYER_ADD, (&id, place, &payer.payer_number, &payer.recipient_number))?;
        }
        keys.note(old.as_ref(), patient);
        Ok(version)
    }

    /// Keeps the record as it stands, before it is replaced.
    fn keep_replaced(&self, id: PatientId, version: u32) -> Result<()> {
        let id = id.to_string();
        self.run(VERSION_KEEP, (stored_time(self.now()), self.who().code(), &id))?;
        self.run(VERSION_KEEP_PAYERS, (version, &id))?;
        Ok(())
    }
}

fn payer(row: &Row<'_>) -> Result<PublicPayer> {
    Ok(PublicPayer { payer_number: row.get("payer_number")?, recipient_number: row.get("recipient_number")? })
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
