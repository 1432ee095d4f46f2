//! 6情報. One table of entries for all kinds, one table of bodies per kind. A change never overwrites: it adds a
//! version, and the versions before it stay readable.

mod allergy;
mod condition;
mod infection;
mod lab_result;
mod prescription;

use crate::{
    Error, Read, Result, Topic, Write,
    row::{Row, stored_time},
};
use domain::{
    core6::{
        Absence, AbsenceState, Confirmation, Core6, Core6Kind, Entry, Provenance, Source,
        code::{Code, CodeSystem},
    },
    id::{EntryId, PatientId, StaffId},
};
use jiff::Timestamp;

const OF_PATIENT: &str = include_str!("of_patient.sql");
const GET: &str = include_str!("get.sql");
const VERSIONS: &str = include_str!("versions.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");
const VERSION_ADD: &str = include_str!("version_add.sql");
const CODES: &str = include_str!("codes.sql");
const CODE_ADD: &str = include_str!("code_add.sql");
const CHANGED: &str = include_str!("changed.sql");
const ABSENCES: &str = include_str!("absences.sql");
const ABSENCE_ADD: &str = include_str!("absence_add.sql");

/// What an entry of the 6情報 may hold. The five record types of the domain implement it; nothing else can.
pub trait Body: Sized + sealed::Stored {}

mod sealed {
    use super::*;

    /// A version of an entry, as the tables key it.
    pub struct At<'a> {
        pub(crate) entry: &'a str,
        pub(crate) version: u32,
    }

    /// How a record lies in its table.
    pub trait Stored {
        /// The code of its table in `entry.kind`.
        const TABLE: &'static str;
        /// Adds the body of one version.
        fn add(&self, w: &Write<'_>, at: &At<'_>) -> Result<()>;
        /// Reads the body of one version.
        fn get(r: &Read<'_>, at: &At<'_>) -> Result<Option<Self>>
        where
            Self: Sized;
    }
}
pub(crate) use sealed::{At, Stored};

/// An entry without its body.
struct Head {
    kind: String,
    entry: Entry<()>,
}

impl Read<'_> {
    /// The patients whose rows were added, changed, confirmed, taken back or put back since then.
    pub fn core6_changed_since(&self, since: Timestamp) -> Result<Vec<PatientId>> {
        self.all("entry", CHANGED, (stored_time(since),), |row| row.parsed("id", PatientId::parse))
    }

    /// All 6情報 of a patient in the order in which they were first entered, rows taken back included.
    pub fn core6(&self, patient: PatientId) -> Result<Core6> {
        let mut all = Core6::default();
        for head in self.all("entry", OF_PATIENT, (patient.to_string(),), head)? {
            match head.kind.as_str() {
                <domain::core6::condition::Condition as Stored>::TABLE => {
                    all.conditions.push(self.whole(head)?)
                }
                <domain::core6::allergy::Allergy as Stored>::TABLE => all.allergies.push(self.whole(head)?),
                <domain::core6::infection::Infection as Stored>::TABLE => {
                    all.infections.push(self.whole(head)?)
                }
                <domain::core6::lab_result::LabResult as Stored>::TABLE => {
                    all.lab_results.push(self.whole(head)?)
                }
                <domain::core6::prescription::Prescription as Stored>::TABLE => {
                    all.prescriptions.push(self.whole(head)?);
                }
                _ => return Err(Error::Unreadable { table: "entry", column: "kind" }),
            }
        }
        all.no_allergy = self.absence(patient, Core6Kind::Allergy)?;
        all.no_contraindication = self.absence(patient, Core6Kind::Contraindication)?;
        Ok(all)
    }

    /// One entry as it is now. [`Error::NotFound`] when there is none of this kind of record.
    pub fn entry<T: Body>(&self, id: EntryId) -> Result<Entry<T>> {
        let head = self.one("entry", GET, (id.to_string(), T::TABLE), head)?;
        self.whole(head.ok_or(Error::NotFound)?)
    }

    /// Every version of an entry, the oldest first.
    pub fn entry_versions<T: Body>(&self, id: EntryId) -> Result<Vec<Entry<T>>> {
        let heads = self.all("entry", VERSIONS, (id.to_string(), T::TABLE), head)?;
        heads.into_iter().map(|head| self.whole(head)).collect()
    }

    /// What is known of a kind that has no rows, as last entered.
    pub fn absence(&self, patient: PatientId, kind: Core6Kind) -> Result<Option<AbsenceState>> {
        Ok(self.absences(patient, kind)?.pop())
    }

    /// Everything ever entered about a kind that has no rows, the oldest first.
    pub fn absences(&self, patient: PatientId, kind: Core6Kind) -> Result<Vec<AbsenceState>> {
        self.all("absence", ABSENCES, (patient.to_string(), kind.as_str()), |row| {
            Ok(AbsenceState {
                state: row.parsed("state", Absence::parse)?,
                on: row.date("known_on")?,
                by: row.parsed("known_by", StaffId::parse)?,
            })
        })
    }

    fn whole<T: Stored>(&self, head: Head) -> Result<Entry<T>> {
        let Entry { id, patient, version, recorded_at, provenance, retracted_at, body: () } = head.entry;
        let body = T::get(self, &At { entry: &id.to_string(), version })?
            .ok_or(Error::Unreadable { table: T::TABLE, column: "entry_id" })?;
        Ok(Entry { id, patient, version, recorded_at, provenance, retracted_at, body })
    }

    fn codes(&self, at: &At<'_>, part: &str) -> Result<Vec<Code>> {
        self.all("entry_code", CODES, (at.entry, at.version, part), |row| {
            Ok(Code {
                system: row.parsed("system", CodeSystem::parse)?,
                code: row.get("code")?,
                display: row.get("display")?,
            })
        })
    }
}

impl Write<'_> {
    /// Saves an entry and returns its new version; version 0 is a new one (its `recorded_at` is kept as given,
    /// later versions keep the first one's). Retracting and putting back are saves like any other.
    ///
    /// [`Error::Stale`] when it was changed since it was read, [`Error::WrongState`] when it belongs to another
    /// patient or to another kind of record.
    pub fn entry_save<T: Body>(&self, entry: &Entry<T>) -> Result<u32> {
        self.touch(Topic::Chart);
        let (id, patient) = (entry.id.to_string(), entry.patient.to_string());
        if entry.version == 0 {
            self.must_stand(entry.patient)?;
            self.run(INSERT, (&id, &patient, T::TABLE, stored_time(entry.recorded_at)))?;
        } else if self.run(UPDATE, (entry.version, &id, &patient, T::TABLE))? != 1 {
            let stored = self.entry::<T>(entry.id);
            return Err(match stored {
                Ok(stored) if stored.patient == entry.patient => Error::Stale,
                Ok(_) => Error::WrongState,
                Err(error) => error,
            });
        }
        let at = At { entry: &id, version: entry.version + 1 };
        let Provenance { source, confirmed, last_checked } = entry.provenance;
        self.run(
            VERSION_ADD,
            rusqlite::params![
                at.entry,
                at.version,
                stored_time(self.now()),
                self.who().code(),
                source.as_str(),
                confirmed.map(|confirmed| confirmed.by.to_string()),
                confirmed.map(|confirmed| stored_time(confirmed.at)),
                last_checked.map(|day| day.to_string()),
                entry.retracted_at.map(stored_time),
            ],
        )?;
        entry.body.add(self, &at)?;
        Ok(at.version)
    }

    /// Notes what is known of a kind that has no rows. What was noted before stays readable.
    pub fn absence_save(&self, patient: PatientId, kind: Core6Kind, state: AbsenceState) -> Result<()> {
        self.touch(Topic::Chart);
        self.must_stand(patient)?;
        let version =
            u32::try_from(self.absences(patient, kind)?.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.run(
            ABSENCE_ADD,
            (
                patient.to_string(),
                kind.as_str(),
                version,
                state.state.as_str(),
                state.on.to_string(),
                state.by.to_string(),
            ),
        )?;
        Ok(())
    }

    fn add_codes(&self, at: &At<'_>, part: &str, codes: &[Code]) -> Result<()> {
        for (place, code) in (0u32..).zip(codes) {
            self.run(
                CODE_ADD,
                (at.entry, at.version, part, place, code.system.as_str(), &code.code, &code.display),
            )?;
        }
        Ok(())
    }
}

fn head(row: &Row<'_>) -> Result<Head> {
    let confirmed = match (row.maybe("confirmed_by", StaffId::parse)?, row.maybe_time("confirmed_at")?) {
        (Some(by), Some(at)) => Some(Confirmation { by, at }),
        _ => None,
    };
    Ok(Head {
        kind: row.get("kind")?,
        entry: Entry {
            id: row.parsed("id", EntryId::parse)?,
            patient: row.parsed("patient_id", PatientId::parse)?,
            version: row.get("version")?,
            recorded_at: row.parsed("recorded_at", |text| text.parse::<Timestamp>().ok())?,
            provenance: Provenance {
                source: row.parsed("source", Source::parse)?,
                confirmed,
                last_checked: row.maybe_date("last_checked")?,
            },
            retracted_at: row.maybe_time("retracted_at")?,
            body: (),
        },
    })
}
