//! 5情報: what would be sent for a patient today, one 報告単位 at a time, and the noting of what was handed over.
//!
//! Nothing leaves from here. Whoever hands units over calls [`today`], sends what it says, and notes it with
//! [`hand_over`]; only then has a unit a number that it keeps for ever. Until then its number is what it would be:
//! the local id is made of the patient and the unit, so that it is the same at every look.

use crate::{
    Desk, Error, Session,
    api::{
        FindingShown,
        common::{ById, DateShown},
        reports::{ReportShown, ReportsShown},
    },
    input, labs, letter_file, patients, service, settings, validate,
};
use documents::referral_letter::compose::Options;
use domain::{
    core6::{
        Core6, Entry,
        code::{Code, CodeSystem, find},
        lab_item,
        sharing::{Report, ReportKey, ReportState, ReportStep, Shared, Standing},
    },
    date::Date,
    finding::{Finding, any_error},
    id::{EntryId, PatientId, StaffId},
    institution::{Doctor, Institution},
    letter::Payment,
    patient::{Branch, Patient},
    rule,
};
use fhir::{
    bundle::BundleError,
    collection::{Addressed, collect, patient_url},
    context::Context,
    element::Identifier,
    identifier::report_number,
    profile::{Guide, GuideVersion},
    resource::patient::national_number,
    text::Cleaner,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::{
    outbox::ReportRef,
    report::{Handing, ReportUnit},
};
use uuid::Uuid;

/// By what the service knows a unit (JP-CLINS §3): the patient's national number and the unit's own.
#[derive(Clone, PartialEq, Eq)]
pub struct UnitKey {
    /// System of the patient's national number.
    pub person_system: String,
    /// 被保険者個人識別子, or the number of 生活保護.
    pub person: String,
    /// System of the unit's number.
    pub number_system: String,
    /// Bundle.identifier.
    pub number: String,
}

/// One 報告単位 as it would be sent today.
pub struct Unit {
    /// Which one of the patient's it is.
    pub report: ReportKey,
    /// New, changed, unchanged or emptied.
    pub state: ReportState,
    /// Its own name within the clinic, the last part of its number. No patient data.
    pub local: String,
    /// The key under which it is sent; of an emptied unit, under which it is cancelled.
    pub key: UnitKey,
    /// The bundle; `None` of an emptied unit, and of one that cannot be written (the findings say why).
    pub bundle: Option<Vec<u8>>,
    /// The key under which it stands at the service, where that is another patient's number than today's: it has to
    /// be cancelled there before the bundle is sent.
    pub replaces: Option<UnitKey>,
    /// How many rows it has.
    pub rows: usize,
    /// What there is to say about its rows.
    pub findings: Vec<Finding>,
    patient: PatientId,
    fingerprint: String,
}

impl Unit {
    /// As the outbox carries it.
    pub(crate) fn reference(&self) -> ReportRef {
        ReportRef {
            unit: self.local.clone(),
            key: self.report,
            number: self.key.number.clone(),
            fingerprint: self.fingerprint.clone(),
            person: (self.key.person_system.clone(), self.key.person.clone()),
        }
    }

    /// Whether it is only to be cancelled.
    pub fn is_emptied(&self) -> bool {
        self.state == ReportState::Emptied
    }
}

/// What would be sent for a patient today.
pub struct Reports {
    /// The record that stands for the patient.
    pub patient: PatientId,
    /// The units, 傷病名 and アレルギー first, results by day, emptied ones last.
    pub units: Vec<Unit>,
    /// What there is to say about the patient and about rows that belong to no unit.
    pub findings: Vec<Finding>,
}

/// The same for a screen.
pub(crate) fn shown(session: &Session, which: ById) -> Result<ReportsShown, Error> {
    let reports = today(session, input::id(PatientId::parse, &which.id)?)?;
    let unit = |unit: &Unit| ReportShown {
        kind: unit.report.kind,
        sampled: unit.report.sampled.map(DateShown::day),
        state: unit.state,
        rows: i32::try_from(unit.rows).unwrap_or(i32::MAX),
        ready: unit.bundle.is_some() || unit.state == ReportState::Emptied,
        findings: FindingShown::all(&unit.findings),
    };
    Ok(ReportsShown {
        reports: reports.units.iter().map(unit).collect(),
        findings: FindingShown::all(&reports.findings),
    })
}

/// What would be sent for this patient today.
pub fn today(session: &Session, patient: PatientId) -> Result<Reports, Error> {
    let patient = patients::patient(session, patient)?;
    let store = session.store();
    let (core6, doctors, staff, known) = store.read(|r| {
        Ok((r.core6(patient.id)?.live(), r.doctors()?, r.staff_all()?, r.report_units(patient.id)?))
    })?;
    let core6 = labs::designated(session, core6)?;
    let institution = settings::own_institution(session.clinic())?;
    let options = service::chosen(store)?;
    let guide = options.guide.guide().map_err(Error::bug)?;
    let today = session.clock().today();

    let mut findings = row_findings(&core6, today);
    findings.extend(obstacles(&patient, &doctors, guide));
    let person = national_number(guide, &patient, payment(&patient));
    let staff: BTreeMap<StaffId, String> = staff.into_iter().map(|one| (one.id, one.name)).collect();
    let answering = Answering::new(&core6, &doctors, &staff);

    let mut units = Vec::new();
    let reports = Report::of(&core6, today);
    if let (Some(person), Some(first)) = (&person, answering.first) {
        let maker = Maker {
            patient: &patient,
            institution: &institution,
            guide,
            options,
            person: &person.identifier,
            answering: &answering,
            first,
            now: session.clock().now(),
        };
        for report in &reports {
            units.push(maker.unit(report, &known, today)?);
        }
    }
    // What the service has and the chart has not. A patient without a number today still has the old one there.
    for unit in known {
        let held = reports.iter().any(|report| report.key == unit.key) && unit.patient == patient.id;
        if !held && unit.last.step == ReportStep::Sent {
            units.push(emptied(unit, guide));
        }
    }
    Ok(Reports { patient: patient.id, units, findings })
}

fn payment(patient: &Patient) -> Payment {
    if patient.insurance.is_none() { Payment::PublicAssistance } else { Payment::Insured }
}

/// What keeps a patient's data from being written at all, or from being taken.
fn obstacles(patient: &Patient, doctors: &[Doctor], guide: &Guide) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |rule, path: &str| findings.push(Finding::with(rule, path, [guide.version.clone()]));
    match &patient.insurance {
        Some(insurance) if insurance.branch == Branch::Unchecked => {
            say(&rule::REPORT_BRANCH_UNCHECKED, "patient.insurance.branch");
        }
        Some(_) => {}
        None if !patient.public_payers.iter().any(|payer| payer.is_public_assistance()) => {
            say(&rule::REPORT_NO_INSURANCE, "patient.insurance");
        }
        None if !guide.cardinality.public_assistance.admits(1) => {
            say(&rule::REPORT_NO_ASSISTANCE, "patient.public_payers");
        }
        None => {}
    }
    if patient.address.is_empty() {
        say(&rule::REPORT_NO_ADDRESS, "patient.address");
    }
    let whole = patient.name.family.is_empty() || patient.name.given.is_empty();
    if whole && !guide.cardinality.patient_family.admits(0) {
        say(&rule::REPORT_NAME_WHOLE, "patient.name");
    }
    if doctors.is_empty() {
        say(&rule::REPORT_NO_DOCTOR, "doctors");
    }
    findings
}

/// Rows of the clinic's own that a person could mend so that they are registered.
fn row_findings(core6: &Core6, today: Date) -> Vec<Finding> {
    fn of<T: Shared>(rows: &[Entry<T>], list: &str, field: &str, today: Date, findings: &mut Vec<Finding>) {
        for (place, row) in rows.iter().enumerate() {
            let (rule, field) = match row.sharing(today).standing {
                Standing::NoOnset => (&rule::REPORT_NO_ONSET, field),
                Standing::NoSampled => (&rule::REPORT_NO_SAMPLED, field),
                Standing::Unconfirmed => (&rule::REPORT_UNCONFIRMED, "common.source"),
                _ => continue,
            };
            findings.push(Finding::new(rule, format!("core6.{list}[{place}].{field}")));
        }
    }
    let mut findings = Vec::new();
    of(&core6.conditions, "conditions", "onset", today, &mut findings);
    of(&core6.allergies, "allergies", "onset", today, &mut findings);
    of(&core6.lab_results, "lab_results", "sampled", today, &mut findings);
    of(&core6.infections, "infections", "sampled", today, &mut findings);
    let mut unlisted = |codes: &[Code], list: &str, place: usize| {
        let general = find(codes, CodeSystem::Jlac10);
        let item = general.and_then(|code| lab_item::by_jlac10(&code.code));
        if let Some(item) = item.filter(|_| lab_item::of_codes(codes).is_none()) {
            let path = format!("core6.{list}[{place}].codes");
            findings.push(Finding::with(&rule::REPORT_LAB_UNLISTED, path, [item.item.to_owned()]));
        }
    };
    for (place, row) in core6.lab_results.iter().enumerate() {
        unlisted(&row.body.codes, "lab_results", place);
    }
    for (place, row) in core6.infections.iter().enumerate() {
        unlisted(&row.body.codes, "infections", place);
    }
    findings
}

/// Which doctor answers for a row: the one of the same name as whoever confirmed it, else the clinic's first.
struct Answering<'a> {
    first: Option<&'a Doctor>,
    rows: BTreeMap<EntryId, &'a Doctor>,
}

impl<'a> Answering<'a> {
    fn new(core6: &Core6, doctors: &'a [Doctor], staff: &BTreeMap<StaffId, String>) -> Self {
        fn note<'a, T>(
            entries: &[Entry<T>],
            doctors: &'a [Doctor],
            staff: &BTreeMap<StaffId, String>,
            rows: &mut BTreeMap<EntryId, &'a Doctor>,
        ) {
            for entry in entries {
                let name = entry.provenance.confirmed.and_then(|confirmed| staff.get(&confirmed.by));
                let doctor = doctors.iter().find(|doctor| Some(&doctor.name.joined(" ")) == name);
                if let Some(doctor) = doctor {
                    rows.insert(entry.id, doctor);
                }
            }
        }
        let mut rows = BTreeMap::new();
        note(&core6.conditions, doctors, staff, &mut rows);
        note(&core6.allergies, doctors, staff, &mut rows);
        note(&core6.lab_results, doctors, staff, &mut rows);
        note(&core6.infections, doctors, staff, &mut rows);
        let first = doctors.iter().find(|doctor| doctor.active).or(doctors.first());
        Self { first, rows }
    }
}

/// What all units of one patient are made of.
struct Maker<'a> {
    patient: &'a Patient,
    institution: &'a Institution,
    guide: &'static Guide,
    options: Options,
    person: &'a Identifier,
    answering: &'a Answering<'a>,
    first: &'a Doctor,
    now: Timestamp,
}

impl Maker<'_> {
    fn unit(&self, report: &Report<'_>, known: &[ReportUnit], today: Date) -> Result<Unit, Error> {
        let local = local_id(self.patient.id, report.key);
        let before = known.iter().find(|unit| unit.local == local);
        let number = match before {
            Some(unit) => unit.number.clone(),
            None => report_number(&self.institution.code, today.year(), &local)
                .ok_or_else(|| Error::bug("a year without a number"))?,
        };
        let mut findings = Vec::new();
        // The same content gives the same fingerprint: time and names of entries stand still for it.
        let mut still = still_ids();
        let fingerprint =
            match self.bytes(report, &number, Timestamp::UNIX_EPOCH, &mut still, &mut Vec::new()) {
                Some(bytes) => hex(&Sha256::digest(bytes)),
                None => String::new(),
            };
        let bundle = self.bytes(report, &number, self.now, &mut Uuid::new_v4, &mut findings);
        let (bundle, faults) = judged(bundle, self.options.guide);
        findings.extend(faults);
        let key = UnitKey {
            person_system: self.person.system.to_string(),
            person: self.person.value.to_string(),
            number_system: self.guide.identifiers.bundle.clone(),
            number,
        };
        let sent = before.map(|unit| &unit.last).filter(|last| last.step == ReportStep::Sent);
        let moved = sent.filter(|last| last.person != key.person || last.person_system != key.person_system);
        if moved.is_some() {
            findings.push(Finding::new(&rule::REPORT_PERSON_CHANGED, "patient.insurance"));
        }
        let state = match sent {
            None => ReportState::New,
            Some(last) if last.fingerprint == fingerprint && moved.is_none() => ReportState::Unchanged,
            Some(_) => ReportState::Changed,
        };
        let replaces = moved.map(|last| UnitKey {
            person_system: last.person_system.clone(),
            person: last.person.clone(),
            ..key.clone()
        });
        Ok(Unit {
            report: report.key,
            state,
            local,
            key,
            bundle,
            replaces,
            rows: report.rows(),
            findings,
            patient: self.patient.id,
            fingerprint,
        })
    }

    fn bytes(
        &self,
        report: &Report<'_>,
        number: &str,
        made_at: Timestamp,
        ids: &mut dyn FnMut() -> Uuid,
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<u8>> {
        let context = Context {
            guide: self.guide,
            stamp: self.options.stamp_versions,
            made_at,
            institution: self.institution,
            doctor: self.first,
            patient: patient_url(ids),
            cleaner: Cleaner::default(),
        };
        let addressed = Addressed { person: self.person.clone(), number: number.to_owned() };
        let doctor_of = |row: EntryId| self.answering.rows.get(&row).copied().unwrap_or(self.first);
        let collected = collect(context, self.patient, report, addressed, &doctor_of, ids);
        let place = |id: &EntryId| place_of(report, *id);
        findings
            .extend(collected.left_out.iter().map(|id| Finding::new(&rule::REPORT_ROW_LEFT_OUT, place(id))));
        match collected.bundle?.to_bytes(self.guide.transmission_bytes) {
            Ok(bytes) => Some(bytes),
            Err(BundleError::TooLarge) => {
                findings.push(Finding::new(&rule::REPORT_TOO_LARGE, ""));
                None
            }
            Err(BundleError::NotWritten) => {
                findings.push(Finding::new(&rule::REPORT_NOT_MADE, ""));
                None
            }
        }
    }
}

/// The bundle unless the checker finds an error in it, and what it finds: a set that would be turned away is not
/// handed over, and people are told why.
fn judged(bundle: Option<Vec<u8>>, guide: GuideVersion) -> (Option<Vec<u8>>, Vec<Finding>) {
    let faults = bundle.as_deref().map(|bundle| validate::before_registering(bundle, guide));
    let faults = faults.unwrap_or_default();
    (bundle.filter(|_| faults.is_empty()), faults)
}

/// A unit that the service has and that holds nothing any more: its key, under which it stands there.
fn emptied(unit: ReportUnit, guide: &Guide) -> Unit {
    Unit {
        report: unit.key,
        state: ReportState::Emptied,
        local: unit.local,
        key: UnitKey {
            person_system: unit.last.person_system,
            person: unit.last.person,
            number_system: guide.identifiers.bundle.clone(),
            number: unit.number,
        },
        bundle: None,
        replaces: None,
        rows: 0,
        findings: Vec::new(),
        patient: unit.patient,
        fingerprint: unit.last.fingerprint,
    }
}

/// Where a row stands in its unit.
fn place_of(report: &Report<'_>, id: EntryId) -> String {
    fn find<T>(list: &str, rows: &[&Entry<T>], id: EntryId) -> Option<String> {
        rows.iter().position(|row| row.id == id).map(|place| format!("{list}[{place}]"))
    }
    find("conditions", &report.conditions, id)
        .or_else(|| find("allergies", &report.allergies, id))
        .or_else(|| find("lab_results", &report.lab_results, id))
        .or_else(|| find("infections", &report.infections, id))
        .unwrap_or_default()
}

/// The unit's own name within the clinic: 32 hex digits made of the patient's record and the unit, so that it is
/// the same before it was ever handed over, after a restored copy, and on every seat.
fn local_id(patient: PatientId, key: ReportKey) -> String {
    let day = key.sampled.map(|day| day.to_string()).unwrap_or_default();
    let digest = Sha256::digest(format!("report unit {patient} {} {day}", key.kind.as_str()));
    hex(&digest).chars().take(32).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Ids that count up.
fn still_ids() -> impl FnMut() -> Uuid {
    let mut next = 0u128;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

/// Notes that these units were handed over: bundles as sent, emptied units as cancelled. Unchanged ones and ones
/// without a bundle are passed over. All of them or none.
pub fn hand_over(session: &Session, patient: PatientId, units: &[Unit]) -> Result<(), Error> {
    let audit = session.audit("reports_handed").patient(patient);
    session.store().write(&audit, |w| {
        for unit in units {
            let step = match unit.state {
                ReportState::Unchanged => continue,
                ReportState::Emptied => ReportStep::Cancelled,
                ReportState::New | ReportState::Changed if unit.bundle.is_none() => continue,
                ReportState::New | ReportState::Changed => ReportStep::Sent,
            };
            let handing = Handing {
                local: &unit.local,
                patient: unit.patient,
                key: unit.report,
                number: &unit.key.number,
                step,
                person: (&unit.key.person_system, &unit.key.person),
                fingerprint: &unit.fingerprint,
            };
            if let Some(old) = &unit.replaces {
                let person = (old.person_system.as_str(), old.person.as_str());
                w.report_handed(&Handing { step: ReportStep::Cancelled, person, ..handing })?;
            }
            w.report_handed(&handing)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What would be sent today for the patient with this 患者番号, for front ends without a window.
pub fn of_number(desk: &Desk, number: &str) -> Result<Reports, Error> {
    let session = letter_file::open(desk)?;
    let (number, findings) = domain::patient::read_chart_number(number, "patient");
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    match session.store().read(|r| r.patient_by_chart_number(&number))? {
        Some(patient) => today(&session, patient.id),
        None => Err(Error::rejected(vec![Finding::new(&rule::PATIENT_UNKNOWN, "patient")])),
    }
}

/// Notes all of it as handed over.
pub fn hand_over_all(desk: &Desk, reports: &Reports) -> Result<(), Error> {
    hand_over(&letter_file::open(desk)?, reports.patient, &reports.units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::core6::sharing::ReportKind;
    use std::collections::HashSet;

    #[test]
    fn a_set_that_would_be_turned_away_is_not_handed_over() {
        let (bundle, faults) = judged(Some(b"{}".to_vec()), GuideVersion::default());
        assert!(bundle.is_none() && faults.iter().all(|fault| fault.rule.id == "report.fault"));
        assert!(!faults.is_empty());
        assert_eq!(judged(None, GuideVersion::default()), (None, Vec::new()));
    }

    /// Every unit of every patient has a name of its own, the same at every look, that the number takes.
    #[test]
    fn names_of_units_are_unique_and_stable() {
        let code = domain::institution::InstitutionCode::parse("1319999991").unwrap();
        let mut seen = HashSet::new();
        let day = jiff::civil::date(2026, 1, 1);
        for number in 0..40 {
            let patient = PatientId::parse(&Uuid::from_u128(number).to_string()).unwrap();
            let days = (0..40).map(|n| Some(day.saturating_add(jiff::Span::new().days(n))));
            for sampled in days.chain([None]) {
                for kind in [ReportKind::Conditions, ReportKind::Allergies, ReportKind::Results] {
                    let local = local_id(patient, ReportKey { kind, sampled });
                    assert_eq!(local, local_id(patient, ReportKey { kind, sampled }));
                    assert!(report_number(&code, 2026, &local).is_some());
                    assert!(seen.insert(local));
                }
            }
        }
    }
}
