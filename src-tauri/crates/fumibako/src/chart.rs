//! 診療情報: reading, showing and keeping the 6情報.

mod read;
mod show;

use crate::{
    Error, Session,
    api::{
        FindingShown, Nothing,
        chart::{
            AbsenceSave, AbsenceShown, AllergyShown, Chart, ConditionShown, EntriesConfirm, EntryCheck,
            EntryForm, EntryRef, EntrySave, EntrySaved, InfectionShown, LabResultShown, PrescriptionShown,
            RowShown,
        },
        common::{ById, DateShown},
        patients::{Checked, PatientRow},
    },
    input::{self, small},
    labs, patients,
};
use domain::{
    clock::Clock,
    core6::{
        Absence, AbsenceState, Body, Confirmation, Core6, Core6Kind, Entry, Provenance, Source,
        allergy::Allergy, condition::Condition, infection::Infection, lab_result::LabResult,
        prescription::Prescription,
    },
    date,
    finding::{Finding, any_error},
    id::{EntryId, PatientId, StaffId},
    rule,
    staff::Permission,
};
pub(crate) use read::{lab_item, read_moment};
use std::collections::BTreeMap;
use store::{Read, Write};

pub fn get(session: &Session, which: ById) -> Result<Chart, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &which.id)?)?;
    let core6 = session.store().read(|r| r.core6(patient.id))?;
    shown(session, patients::shown(session, &patient)?, &core6)
}

/// The chart as the front end shows it.
pub(crate) fn shown(session: &Session, patient: PatientRow, core6: &Core6) -> Result<Chart, Error> {
    let names = staff_names(session)?;
    let absence = |state: &Option<AbsenceState>| {
        state.map(|state| AbsenceShown {
            state: state.state,
            on: DateShown::day(state.on),
            staff: names.get(&state.by).cloned().unwrap_or_default(),
        })
    };
    let today = session.clock().today();
    let mut retracted = Vec::new();
    Ok(Chart {
        patient,
        conditions: list(
            &core6.conditions,
            &mut retracted,
            |entry| show::condition(entry, &names, today),
            |row, entry| ConditionShown { row, form: show::condition_form(entry) },
        ),
        allergies: list(
            &core6.allergies,
            &mut retracted,
            |entry| show::allergy(entry, &names, today),
            |row, entry| AllergyShown { row, form: show::allergy_form(entry) },
        ),
        infections: list(
            &core6.infections,
            &mut retracted,
            |entry| show::infection(entry, &names, today),
            |row, entry| InfectionShown { row, form: show::infection_form(entry) },
        ),
        lab_results: list(
            &core6.lab_results,
            &mut retracted,
            |entry| show::lab_result(entry, &names, today),
            |row, entry| LabResultShown { row, form: show::lab_result_form(entry) },
        ),
        prescriptions: list(
            &core6.prescriptions,
            &mut retracted,
            |entry| show::prescription(entry, &names, today),
            |row, entry| PrescriptionShown { row, form: show::prescription_form(entry) },
        ),
        no_allergy: absence(&core6.no_allergy),
        no_contraindication: absence(&core6.no_contraindication),
        retracted,
    })
}

/// Rows that count, shown; rows taken back go to `retracted`.
fn list<T, S>(
    entries: &[Entry<T>],
    retracted: &mut Vec<RowShown>,
    row: impl Fn(&Entry<T>) -> RowShown,
    full: impl Fn(RowShown, &Entry<T>) -> S,
) -> Vec<S> {
    let mut shown = Vec::new();
    for entry in entries {
        match entry.retracted_at {
            Some(_) => retracted.push(row(entry)),
            None => shown.push(full(row(entry), entry)),
        }
    }
    shown
}

/// Everybody's names, for showing who did something.
pub(crate) fn staff_names(session: &Session) -> Result<BTreeMap<StaffId, String>, Error> {
    Ok(session.store().read(|r| r.staff_all())?.into_iter().map(|one| (one.id, one.name)).collect())
}

pub fn check(session: &Session, check: EntryCheck) -> Result<Checked, Error> {
    let (_, findings) = read::body(&check.entry, session.clock().today());
    Ok(Checked { findings: FindingShown::all(&findings) })
}

pub fn save(session: &Session, save: EntrySave) -> Result<EntrySaved, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &save.patient_id)?)?.id;
    let before = match &save.id {
        Some(id) => {
            let id = input::id(EntryId::parse, id)?;
            let kind = read::kind(&save.entry);
            let mut before = session.store().read(|r| any(r, id, kind))?;
            before.version = input::version(save.version)?;
            Some(before)
        }
        None => None,
    };
    let author = Author::of(session);
    let (entry, findings) = entry(&author, patient, before.as_ref(), &save.entry);
    let entry = entry.ok_or_else(|| Error::rejected(findings.clone()))?;
    // What is entered here by a person is remembered for the item's next row.
    let (remembered, entry) = (labs::to_remember(&entry.body).is_some(), labs::filled(session, entry)?);
    let audit = session.audit("entry_save").patient(patient);
    let version = session.store().write(&audit, |w| {
        if let Some((text, specimen, codes)) = labs::to_remember(&entry.body).filter(|_| remembered) {
            w.lab_item_remember(text, specimen, codes)?;
        }
        keep(w, &entry)
    })?;
    Ok(EntrySaved {
        id: entry.id.to_string(),
        version: small(version),
        findings: FindingShown::all(&findings),
    })
}

/// Who enters a row, and the clock by which they do.
pub(crate) struct Author<'a> {
    pub(crate) clock: &'a dyn Clock,
    pub(crate) staff: StaffId,
    /// Whether it is a doctor, whose word alone makes an imported row the clinic's own.
    pub(crate) signs: bool,
}

impl<'a> Author<'a> {
    pub(crate) fn of(session: &'a Session) -> Self {
        let signs = session.staff.role.may(Permission::Sign);
        Self { clock: session.clock(), staff: session.staff.id, signs }
    }
}

/// Reads a typed row into an entry that may be kept; `None` where the findings forbid it.
///
/// Rows of the clinic's own count as confirmed by whoever enters them; others wait for somebody to confirm
/// them, imported ones for a doctor. A changed row keeps the time of its first entry, and its confirmation while its
/// source stays; of an imported row only while it says the same or a doctor changes it.
pub(crate) fn entry(
    author: &Author<'_>,
    patient: PatientId,
    before: Option<&Entry<Body>>,
    form: &EntryForm,
) -> (Option<Entry<Body>>, Vec<Finding>) {
    let now = author.clock.now();
    let today = author.clock.today();
    let (body, mut findings) = read::body(form, today);
    let common = read::common(form);
    let last_checked = read::last_checked(&common.last_checked, today, &mut findings);
    if any_error(&findings) {
        return (None, findings);
    }
    let confirmed = match before {
        Some(before) if before.provenance.source == common.source => {
            let holds = common.source != Source::Imported || author.signs || before.body == body;
            before.provenance.confirmed.filter(|_| holds)
        }
        _ => (common.source == Source::Own).then_some(Confirmation { by: author.staff, at: now }),
    };
    let entry = Entry {
        id: before.map_or_else(|| EntryId::new(author.clock), |before| before.id),
        patient,
        version: before.map_or(0, |before| before.version),
        recorded_at: before.map_or(now, |before| before.recorded_at),
        provenance: Provenance { source: common.source, confirmed, last_checked },
        retracted_at: None,
        body,
    };
    (Some(entry), findings)
}

/// Saves an entry of any kind and gives its new version.
pub(crate) fn keep(w: &Write<'_>, entry: &Entry<Body>) -> store::Result<u32> {
    match &entry.body {
        Body::Condition(body) => w.entry_save(&entry.with(body.clone())),
        Body::Allergy(body) => w.entry_save(&entry.with(body.clone())),
        Body::Infection(body) => w.entry_save(&entry.with(body.clone())),
        Body::LabResult(body) => w.entry_save(&entry.with(body.clone())),
        Body::Prescription(body) => w.entry_save(&entry.with(body.clone())),
    }
}

/// One entry of any kind as it is now.
fn any(r: &Read<'_>, id: EntryId, kind: Core6Kind) -> store::Result<Entry<Body>> {
    Ok(match kind {
        Core6Kind::Condition => {
            let entry = r.entry::<Condition>(id)?;
            entry.with(Body::Condition(entry.body.clone()))
        }
        Core6Kind::Allergy | Core6Kind::Contraindication => {
            let entry = r.entry::<Allergy>(id)?;
            entry.with(Body::Allergy(entry.body.clone()))
        }
        Core6Kind::Infection => {
            let entry = r.entry::<Infection>(id)?;
            entry.with(Body::Infection(entry.body.clone()))
        }
        Core6Kind::LabResult => {
            let entry = r.entry::<LabResult>(id)?;
            entry.with(Body::LabResult(entry.body.clone()))
        }
        Core6Kind::Prescription => {
            let entry = r.entry::<Prescription>(id)?;
            entry.with(Body::Prescription(entry.body.clone()))
        }
    })
}

pub fn retract(session: &Session, which: EntryRef) -> Result<Nothing, Error> {
    change(session, &which, "entry_retract", |entry| entry.retracted_at = Some(session.clock().now()))
}

pub fn restore(session: &Session, which: EntryRef) -> Result<Nothing, Error> {
    change(session, &which, "entry_restore", |entry| entry.retracted_at = None)
}

fn change(
    session: &Session,
    which: &EntryRef,
    action: &'static str,
    f: impl Fn(&mut Entry<Body>),
) -> Result<Nothing, Error> {
    let id = input::id(EntryId::parse, &which.id)?;
    let mut entry = session.store().read(|r| any(r, id, which.kind))?;
    entry.version = input::version(which.version)?;
    f(&mut entry);
    session.store().write(&session.audit(action).patient(entry.patient), |w| keep(w, &entry))?;
    Ok(Nothing {})
}

pub fn confirm(session: &Session, confirm: EntriesConfirm) -> Result<Nothing, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &confirm.patient_id)?)?.id;
    let confirmation = Confirmation { by: session.staff.id, at: session.clock().now() };
    let today = session.clock().today();
    let mut entries = Vec::new();
    for row in &confirm.rows {
        let id = input::id(EntryId::parse, &row.id)?;
        let mut entry = session.store().read(|r| any(r, id, row.kind))?;
        entry.version = input::version(row.version)?;
        entry.provenance.last_checked = Some(today);
        // Anybody may note that an imported row is still true; only a doctor makes it the clinic's own.
        if entry.provenance.source != Source::Imported || session.staff.role.may(Permission::Sign) {
            entry.provenance.confirmed = Some(confirmation);
        }
        entries.push(entry);
    }
    session.store().write(&session.audit("entries_confirm").patient(patient), |w| {
        entries.iter().try_for_each(|entry| keep(w, entry).map(drop))
    })?;
    Ok(Nothing {})
}

pub fn save_absence(session: &Session, save: AbsenceSave) -> Result<Nothing, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &save.patient_id)?)?.id;
    if !matches!(save.kind, Core6Kind::Allergy | Core6Kind::Contraindication) {
        return Err(Error::rejected(vec![Finding::new(&rule::INPUT_UNKNOWN_REFERENCE, "kind")]));
    }
    let author = Author::of(session);
    let state = absence(&author, save.state, &save.on).map_err(|finding| Error::rejected(vec![finding]))?;
    let core6 = session.store().read(|r| r.core6(patient))?.live();
    if core6.allergies.iter().any(|entry| entry.body.kind() == save.kind && entry.body.ended.is_none()) {
        return Err(Error::rejected(vec![Finding::new(&rule::ABSENCE_BESIDE_ROWS, "state")]));
    }
    session.store().write(&session.audit("absence_save").patient(patient), |w| {
        w.absence_save(patient, save.kind, state)
    })?;
    Ok(Nothing {})
}

/// Reads what was typed about a kind without rows.
pub(crate) fn absence(author: &Author<'_>, state: Absence, on: &str) -> Result<AbsenceState, Finding> {
    let today = author.clock.today();
    let on = match on.trim() {
        "" => today,
        typed => date::read(typed, today).map_err(|fault| fault.finding("on"))?,
    };
    Ok(AbsenceState { state, on, by: author.staff })
}
