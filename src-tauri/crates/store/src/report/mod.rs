//! 報告単位 of the 5情報: the number that each keeps for ever, and what was handed over under it.

use crate::{
    Error, Read, Result, Topic, Write,
    row::{Row, stored_time},
};
use domain::{
    core6::sharing::{ReportKey, ReportKind, ReportStep},
    id::PatientId,
};
use jiff::Timestamp;

const OF_PATIENT: &str = include_str!("of_patient.sql");
const MERGED: &str = include_str!("merged.sql");
const GET: &str = include_str!("get.sql");
const INSERT: &str = include_str!("insert.sql");
const ISSUES: &str = include_str!("issues.sql");
const ISSUE_ADD: &str = include_str!("issue_add.sql");

/// A 報告単位 that was handed over at least once.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportUnit {
    /// Its own name within the clinic: the last part of its number.
    pub local: String,
    /// The record under which it was first handed over; merging moves rows, never units.
    pub patient: PatientId,
    /// Which one of the patient's it is.
    pub key: ReportKey,
    /// Bundle.identifier, for ever.
    pub number: String,
    /// What the service has.
    pub last: ReportIssue,
}

/// One handing over.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportIssue {
    /// Whether a bundle was sent or the unit cancelled.
    pub step: ReportStep,
    /// System of the patient's national number.
    pub person_system: String,
    /// The number under which it stands at the service.
    pub person: String,
    /// SHA-256 in hex over what the bundle said.
    pub fingerprint: String,
    /// When.
    pub at: Timestamp,
}

/// What is handed over.
#[derive(Clone, Copy)]
pub struct Handing<'a> {
    /// The unit's own name within the clinic.
    pub local: &'a str,
    /// The record that it belongs to.
    pub patient: PatientId,
    /// Which one of the patient's it is.
    pub key: ReportKey,
    /// Bundle.identifier.
    pub number: &'a str,
    /// Sent or cancelled.
    pub step: ReportStep,
    /// System and value of the patient's national number.
    pub person: (&'a str, &'a str),
    /// SHA-256 in hex over what the bundle says; of a cancellation what it takes back.
    pub fingerprint: &'a str,
}

impl Read<'_> {
    /// The units of a patient and of every record that was merged into theirs.
    pub fn report_units(&self, patient: PatientId) -> Result<Vec<ReportUnit>> {
        let mut patients = vec![patient];
        let mut next = 0;
        while let Some(id) = patients.get(next).copied() {
            let merged: Vec<PatientId> =
                self.all("patient", MERGED, (id.to_string(),), |row| row.parsed("id", PatientId::parse))?;
            patients.extend(merged.into_iter().filter(|id| !patients.contains(id)).collect::<Vec<_>>());
            next += 1;
        }
        let mut units = Vec::new();
        for id in patients {
            for head in self.all("report_unit", OF_PATIENT, (id.to_string(),), head)? {
                units.push(self.with_last(head)?);
            }
        }
        Ok(units)
    }

    /// Every handing over of a unit, the oldest first.
    pub fn report_issues(&self, local: &str) -> Result<Vec<ReportIssue>> {
        self.all("report_issue", ISSUES, (local,), |row| {
            Ok(ReportIssue {
                step: row.parsed("step", ReportStep::parse)?,
                person_system: row.get("person_system")?,
                person: row.get("person")?,
                fingerprint: row.get("fingerprint")?,
                at: row.time("issued_at")?,
            })
        })
    }

    fn with_last(&self, head: Head) -> Result<ReportUnit> {
        let Head { local, patient, key, number } = head;
        let last = self
            .report_issues(&local)?
            .pop()
            .ok_or(Error::Unreadable { table: "report_issue", column: "unit_id" })?;
        Ok(ReportUnit { local, patient, key, number, last })
    }
}

impl Write<'_> {
    /// Notes that a unit was handed over. The first time keeps its number for ever; [`Error::WrongState`] when it
    /// was first handed over under another number or as another unit.
    pub fn report_handed(&self, handing: &Handing<'_>) -> Result<()> {
        self.touch(Topic::Outbox);
        let (patient, sampled) = (handing.patient.to_string(), day(handing.key));
        match self.one("report_unit", GET, (handing.local,), head)? {
            Some(known) => {
                let same = known.number == handing.number
                    && known.key == handing.key
                    && known.patient == handing.patient;
                if !same {
                    return Err(Error::WrongState);
                }
            }
            None => {
                let kind = handing.key.kind.as_str();
                let now = stored_time(self.now());
                self.run(INSERT, (handing.local, patient, kind, sampled, handing.number, now))?;
            }
        }
        let place = u32::try_from(self.report_issues(handing.local)?.len()).unwrap_or(u32::MAX);
        self.run(
            ISSUE_ADD,
            (
                handing.local,
                place,
                handing.step.as_str(),
                handing.person.0,
                handing.person.1,
                handing.fingerprint,
                stored_time(self.now()),
                self.who().code(),
            ),
        )?;
        Ok(())
    }
}

struct Head {
    local: String,
    patient: PatientId,
    key: ReportKey,
    number: String,
}

fn head(row: &Row<'_>) -> Result<Head> {
    let sampled: String = row.get("sampled")?;
    let sampled = match sampled.as_str() {
        "" => None,
        day => Some(day.parse().map_err(|_| row.unreadable("sampled"))?),
    };
    Ok(Head {
        local: row.get("id")?,
        patient: row.parsed("patient_id", PatientId::parse)?,
        key: ReportKey { kind: row.parsed("kind", ReportKind::parse)?, sampled },
        number: row.get("number")?,
    })
}

/// How the day of sampling is kept: empty for the sets that have none.
fn day(key: ReportKey) -> String {
    key.sampled.map(|day| day.to_string()).unwrap_or_default()
}
