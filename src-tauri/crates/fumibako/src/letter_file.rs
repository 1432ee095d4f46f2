//! The headless letter: one JSON file in, a stored and finalized letter out.
//!
//! Everything is read, judged, composed and rendered first; then one write stores it all, or nothing is stored.

mod stand_in;

use crate::{
    Desk, Error,
    api::{
        chart::{AllergyForm, ConditionForm, EntryForm, InfectionForm, LabResultForm, PrescriptionForm},
        clinic::{DoctorForm, InstitutionForm},
        front::Setup,
        patients::PatientForm,
        wire,
    },
    chart::{self, Author},
    front, input, labs, letters, patients, service, settings,
};
use documents::referral_letter::{
    compose,
    form::{ChosenRows, LetterForm},
    resolve,
};
use domain::{
    core6::{Absence, AbsenceState, Body, Core6, Core6Kind, Entry},
    document::DocumentKind,
    finding::{Finding, any_error},
    id::{DoctorId, DocumentId, PatientId, ReceiverId, StaffId},
    institution::{Doctor, Institution},
    patient::Patient,
    rule,
    staff::{Permission, Staff},
};
use store::{Audit, Who, key::Passphrase};

wire! {
    /// The input of `fumibako letter`: one letter with everything that it is made from. Dates may be written in
    /// any form that the window takes (`2026-11-22`, `令和8年11月22日`, `S20.3.1`). Unknown fields are errors.
    pub struct LetterFile {
        /// The clinic. A store takes letters of its own clinic only.
        pub institution: InstitutionForm,
        /// The doctor who signs; found in the store by name, added when new.
        pub doctor: DoctorForm,
        /// The patient; found in the store by 患者番号 and brought up to date, added when new.
        pub patient: PatientForm,
        /// The 6情報 that go into the letter. Rows that the store has already are not added again.
        #[serde(default)]
        pub core6: Core6File,
        /// The letter. `doctor_id` and `rows` do not belong here: the doctor stands above, and all rows go in.
        pub letter: LetterForm,
    }

    /// 6情報 of the file.
    #[derive(Default)]
    #[serde(default)]
    pub struct Core6File {
        /// 傷病名; ended ones go to 既往歴.
        pub conditions: Vec<ConditionForm>,
        /// アレルギー and 薬剤禁忌.
        pub allergies: Vec<AllergyForm>,
        /// 感染症.
        pub infections: Vec<InfectionForm>,
        /// 検査.
        pub lab_results: Vec<LabResultForm>,
        /// 処方.
        pub prescriptions: Vec<PrescriptionForm>,
        /// What is known of アレルギー where there are no rows.
        pub no_allergy: Option<AbsenceFile>,
        /// What is known of 薬剤禁忌 where there are no rows.
        pub no_contraindication: Option<AbsenceFile>,
    }

    /// なし, 不明 or 未確認.
    pub struct AbsenceFile {
        /// What is known.
        pub state: Absence,
        /// On which day; empty means today.
        #[serde(default)]
        pub on: String,
    }
}

/// A letter that was stored and finalized.
pub struct Done {
    /// The document's number, 32 hex digits: the name of its files.
    pub number: String,
    /// The paper.
    pub pdf: Vec<u8>,
    /// The bundle, where one is possible.
    pub bundle: Option<Vec<u8>>,
    /// What was tidied up or should be looked at.
    pub findings: Vec<Finding>,
}

/// The JSON Schema of the input.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(LetterFile).to_value()
}

/// Reads, judges, stores and finalizes a letter. [`Error`] with the code `Rejected` when the input breaks a
/// rule: nothing is stored then.
///
/// `tell` hears the recovery passphrase of a store that is about to be made, before it is made: whatever fails
/// afterwards, the passphrase is known.
pub fn run(desk: &Desk, json: &[u8], tell: &dyn Fn(&str)) -> Result<Done, Error> {
    let file: LetterFile = input::read_text(json).map_err(|finding| Error::rejected(vec![finding]))?;
    let clinic = if desk.awaits_setup()? { None } else { Some(open(desk)?) };
    let bundle = match &clinic {
        Some(session) => service::chosen(session.store())?,
        None => compose::Options::default(),
    };
    let known = Known::of(&clinic, desk, &file)?;
    let read = Read::from(desk, &file, &known);
    let today = desk.options.clock.today();
    let facts = read.facts;
    let same_month = match &clinic {
        Some(session) => same_month(session, &file, &facts, today)?,
        None => false,
    };
    let (files, named, attached) =
        letters::of_input(&*desk.options.clock, &file.letter.attachments, bundle.guide);
    let attachments: Vec<_> = files.iter().map(|file| file.of_letter()).collect();
    let form = LetterForm {
        doctor_id: Some(facts.doctor.id.to_string()),
        rows: Some(facts.rows.clone()),
        attachments: named,
        ..file.letter.clone()
    };
    let core6 = match &clinic {
        Some(session) => labs::designated(session, facts.core6.clone())?,
        None => facts.core6.clone(),
    };
    let resolve_facts = resolve::Facts {
        document: DocumentId::new(&*desk.options.clock),
        version: 1,
        now: desk.options.clock.now(),
        today,
        institution: &facts.institution,
        doctors: std::slice::from_ref(&facts.doctor),
        patient: &facts.patient,
        core6: &core6,
        same_month,
        guide: bundle.guide,
        attachments: &attachments,
    };
    let (letter, findings) = resolve::resolve(&form, &resolve_facts);
    let mut all = read.findings;
    all.extend(placed(attached));
    // What could not be read was judged by a stand-in, of which there is nothing to say.
    let of_stand_in = |finding: &Finding| read.unread.iter().any(|part| finding.path.starts_with(part));
    all.extend(placed(findings.into_iter().filter(|finding| !of_stand_in(finding)).collect()));
    if !read.unread.is_empty() || any_error(&all) {
        return Err(Error::rejected(all));
    }
    let done = letters::finished(&desk.options.fonts, &form, &letter, &bundle)?;
    all.extend(placed(done.findings.clone()));

    let session = match clinic {
        Some(session) => session,
        None => {
            let passphrase = Passphrase::generate();
            tell(&passphrase.reveal());
            let setup = Setup { institution: file.institution.clone(), doctor: file.doctor.clone() };
            front::make(desk, &setup, &passphrase)?;
            desk.session(Permission::Sign)?
        }
    };
    let doctors = session.store().read(|r| r.doctors())?;
    let doctor_is_new = !doctors.iter().any(|doctor| doctor.name == facts.doctor.name);
    let (text, summary) = (letters::body(&form)?, letters::summary(&form, letter.date));
    let (receiver, _) = settings::receiver_from(&form.receiver, ReceiverId::new(session.clock()), 0);
    let kept = letters::kept_findings(all.iter())?;
    let id = letter.document;
    let audit =
        Audit::new(Who::Staff(session.staff.id), "letter_file").patient(facts.patient.id).document(id);
    session.store().write(&audit, |w| {
        if doctor_is_new {
            w.doctor_save(&facts.doctor)?;
        }
        if facts.patient_changed {
            w.patient_save(&facts.patient)?;
        }
        for entry in &facts.new_entries {
            chart::keep(w, entry)?;
        }
        for (kind, state) in &facts.absences {
            w.absence_save(facts.patient.id, *kind, *state)?;
        }
        let version =
            w.document_create(id, DocumentKind::ReferralLetter, facts.patient.id, &text, &summary)?;
        for file in &files {
            file.keep(w, id)?;
        }
        w.document_finalize(id, version, done.frozen(&text, &summary, &kept))?;
        w.receiver_remember(&receiver)
    })?;
    Ok(Done { number: id.simple(), pdf: done.pdf, bundle: done.bundle, findings: all })
}

/// The session of the store's first active doctor: the headless command signs for the clinic.
pub(crate) fn open(desk: &Desk) -> Result<crate::Session, Error> {
    let clinic = match desk.clinic() {
        Ok(clinic) => clinic,
        Err(error) => return Err(desk.trouble_error().unwrap_or(error)),
    };
    let staff: Vec<Staff> = clinic.store().read(|r| r.staff_all())?;
    let signer = staff.into_iter().find(|one| one.active && one.role.may(Permission::Sign));
    Ok(clinic.session(signer.ok_or_else(Error::denied)?))
}

/// Findings of the letter's form stand below `letter`; those about the clinic and the patient stay on top.
fn placed(findings: Vec<Finding>) -> Vec<Finding> {
    findings
        .into_iter()
        .map(|finding| {
            let top = ["patient", "institution"].iter().any(|part| finding.path.starts_with(part));
            if top { finding } else { finding.under("letter") }
        })
        .collect()
}

fn same_month(
    session: &crate::Session,
    file: &LetterFile,
    facts: &Facts,
    today: domain::date::Date,
) -> Result<bool, Error> {
    let summary = letters::summary(&file.letter, today);
    let day = summary.dated.unwrap_or(today);
    let sent = session.store().read(|r| {
        let (from, to) = (day.first_of_month(), day.last_of_month());
        r.documents_sent(facts.patient.id, DocumentKind::ReferralLetter, &summary, from, to)
    })?;
    Ok(!sent.is_empty())
}

/// What the store knows already of what the file names.
struct Known {
    institution: Option<Institution>,
    doctors: Vec<Doctor>,
    patient: Option<Patient>,
    core6: Core6,
    staff: StaffId,
}

impl Known {
    fn of(session: &Option<crate::Session>, desk: &Desk, file: &LetterFile) -> Result<Self, Error> {
        let Some(session) = session else {
            return Ok(Self {
                institution: None,
                doctors: Vec::new(),
                patient: None,
                core6: Core6::default(),
                staff: StaffId::new(&*desk.options.clock),
            });
        };
        let (number, _) = domain::patient::read_chart_number(&file.patient.chart_number, "");
        let known = session.store().read(|r| {
            let patient = match r.patient_by_chart_number(&number)? {
                Some(patient) => r.patient_current(patient.id)?,
                None => None,
            };
            let core6 = match &patient {
                Some(patient) => r.core6(patient.id)?.live(),
                None => Core6::default(),
            };
            Ok(Self {
                institution: r.institution()?,
                doctors: r.doctors()?,
                patient,
                core6,
                staff: session.staff.id,
            })
        })?;
        Ok(known)
    }
}

/// What the letter is made from.
struct Facts {
    institution: Institution,
    doctor: Doctor,
    patient: Patient,
    patient_changed: bool,
    core6: Core6,
    rows: ChosenRows,
    new_entries: Vec<Entry<Body>>,
    absences: Vec<(Core6Kind, AbsenceState)>,
}

/// The file, read.
struct Read {
    facts: Facts,
    /// The parts that could not be read; something harmless stands in `facts` for each of them, so that the rest
    /// of the file can be judged all the same.
    unread: Vec<&'static str>,
    findings: Vec<Finding>,
}

impl Read {
    fn from(desk: &Desk, file: &LetterFile, known: &Known) -> Self {
        let clock = &*desk.options.clock;
        let mut findings = Vec::new();
        let mut under = |more: Vec<Finding>, prefix: &str| {
            findings.extend(more.into_iter().map(|finding| finding.under(prefix)));
        };
        let (institution, more) = settings::institution_from(&file.institution, 0);
        under(more, "institution");
        if let (Some(ours), Some(theirs)) = (&known.institution, &institution)
            && ours.code != theirs.code
        {
            under(vec![Finding::new(&rule::INSTITUTION_OTHER, "code")], "institution");
        }
        let (doctor, more) = settings::doctor_from(&file.doctor, DoctorId::new(clock), 0, true);
        under(more, "doctor");
        let doctor = doctor.map(|new| match known.doctors.iter().find(|doctor| doctor.name == new.name) {
            Some(doctor) => doctor.clone(),
            None => new,
        });
        let (id, version) = match &known.patient {
            Some(patient) => (patient.id, patient.version),
            None => (PatientId::new(clock), 0),
        };
        let (patient, more) = patients::from_form(&file.patient, id, version, clock.today());
        under(more, "patient");
        if file.letter.doctor_id.is_some() {
            under(vec![Finding::new(&rule::INPUT_NOT_HERE, "doctor_id")], "letter");
        }
        if file.letter.rows.is_some() {
            under(vec![Finding::new(&rule::INPUT_NOT_HERE, "rows")], "letter");
        }
        // The headless command speaks for the clinic's doctor.
        let author = Author { clock, staff: known.staff, signs: true };
        let mut rows = Rows { core6: known.core6.clone(), chosen: ChosenRows::default(), new: Vec::new() };
        for (path, form) in forms(&file.core6) {
            let (entry, more) = chart::entry(&author, id, None, &form);
            under(more, &path);
            if let Some(entry) = entry {
                rows.take(entry);
            }
        }
        let mut absences = Vec::new();
        let states = [
            (Core6Kind::Allergy, &file.core6.no_allergy, "core6.no_allergy"),
            (Core6Kind::Contraindication, &file.core6.no_contraindication, "core6.no_contraindication"),
        ];
        for (kind, state, path) in states {
            let Some(state) = state else { continue };
            match chart::absence(&author, state.state, &state.on) {
                Ok(state) => absences.push((kind, state)),
                Err(finding) => under(vec![finding], path),
            }
            let beside =
                rows.core6.allergies.iter().any(|row| row.body.kind() == kind && row.body.ended.is_none());
            if beside {
                under(vec![Finding::new(&rule::ABSENCE_BESIDE_ROWS, "state")], path);
            }
        }
        for (kind, state) in &absences {
            match kind {
                Core6Kind::Allergy => rows.core6.no_allergy = Some(*state),
                _ => rows.core6.no_contraindication = Some(*state),
            }
        }
        let mut unread = Vec::new();
        let institution = known.institution.clone().or(institution).unwrap_or_else(|| {
            unread.push("institution");
            stand_in::institution()
        });
        let doctor = doctor.unwrap_or_else(|| {
            unread.push("doctor");
            stand_in::doctor(DoctorId::new(clock))
        });
        let patient = patient.unwrap_or_else(|| {
            unread.push("patient");
            stand_in::patient(id, clock.today())
        });
        let facts = Facts {
            institution,
            doctor,
            patient_changed: known.patient.as_ref() != Some(&patient),
            patient,
            core6: rows.core6,
            rows: rows.chosen,
            new_entries: rows.new,
            absences,
        };
        Self { facts, unread, findings }
    }
}

/// Every row of the file with its path.
fn forms(file: &Core6File) -> Vec<(String, EntryForm)> {
    fn each<T: Clone>(list: &[T], name: &str, make: fn(T) -> EntryForm) -> Vec<(String, EntryForm)> {
        list.iter().cloned().enumerate().map(|(i, form)| (format!("core6.{name}[{i}]"), make(form))).collect()
    }
    let mut all = each(&file.conditions, "conditions", EntryForm::Condition);
    all.extend(each(&file.allergies, "allergies", EntryForm::Allergy));
    all.extend(each(&file.infections, "infections", EntryForm::Infection));
    all.extend(each(&file.lab_results, "lab_results", EntryForm::LabResult));
    all.extend(each(&file.prescriptions, "prescriptions", EntryForm::Prescription));
    all
}

/// The rows of the file beside those that the store has.
struct Rows {
    core6: Core6,
    chosen: ChosenRows,
    new: Vec<Entry<Body>>,
}

impl Rows {
    /// Chooses the row: the store's own when it says the same, else the new one, which is then also kept.
    fn take(&mut self, entry: Entry<Body>) {
        fn place<T: Clone + PartialEq>(rows: &mut Vec<Entry<T>>, new: Entry<T>) -> (String, bool) {
            let same =
                |row: &&Entry<T>| row.body == new.body && row.provenance.source == new.provenance.source;
            match rows.iter().find(same) {
                Some(row) => (row.id.to_string(), false),
                None => {
                    let id = new.id.to_string();
                    rows.push(new);
                    (id, true)
                }
            }
        }
        let core6 = &mut self.core6;
        let (id, new, list) = match &entry.body {
            Body::Condition(body) => {
                let (id, new) = place(&mut core6.conditions, entry.with(body.clone()));
                let past = body.outcome.is_some();
                (id, new, if past { &mut self.chosen.past_conditions } else { &mut self.chosen.conditions })
            }
            Body::Allergy(body) => {
                let (id, new) = place(&mut core6.allergies, entry.with(body.clone()));
                (id, new, &mut self.chosen.allergies)
            }
            Body::Infection(body) => {
                let (id, new) = place(&mut core6.infections, entry.with(body.clone()));
                (id, new, &mut self.chosen.infections)
            }
            Body::LabResult(body) => {
                let (id, new) = place(&mut core6.lab_results, entry.with(body.clone()));
                (id, new, &mut self.chosen.lab_results)
            }
            Body::Prescription(body) => {
                let (id, new) = place(&mut core6.prescriptions, entry.with(body.clone()));
                (id, new, &mut self.chosen.prescriptions)
            }
        };
        list.push(id);
        if new {
            self.new.push(entry);
        }
    }
}
