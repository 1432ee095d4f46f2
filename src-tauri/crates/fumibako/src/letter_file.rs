//! The headless document: one JSON file in, a stored and finalized document out.
//!
//! Everything is read, judged, composed and rendered first; then one write stores it all, or nothing is stored.

mod stand_in;

pub use domain::document::DocumentKind;

#[cfg(test)]
mod faulty;

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
    front, input, labs,
    life::{
        self, Given,
        kind::{Act, CarePlanSummary, Kind, ReferralLetter, of_kind},
    },
    patients, service, settings,
};
use documents::{
    care_plan_summary::form::CarePlanForm,
    referral_letter::form::{ChosenRows, LetterForm},
    seal::Seals,
};
use domain::{
    core6::{Absence, AbsenceState, Body, Core6, Core6Kind, Entry},
    finding::{Finding, any_error},
    id::{DoctorId, DocumentId, PatientId, StaffId},
    institution::{Doctor, Institution},
    outbox::ReadConsent,
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

    /// The input of `fumibako document care_plan_summary`: one 患者サマリー with everything that it is made from, in
    /// the same manner as a letter.
    pub struct PlanFile {
        /// The clinic. A store takes documents of its own clinic only.
        pub institution: InstitutionForm,
        /// The doctor who explained the plan; found in the store by name, added when new.
        pub doctor: DoctorForm,
        /// The patient; found in the store by 患者番号 and brought up to date, added when new.
        pub patient: PatientForm,
        /// The patient's 6情報; 傷病名 that go on are what the plan is for. Rows that the store has already are not
        /// added again.
        #[serde(default)]
        pub core6: Core6File,
        /// The 患者サマリー. `doctor_id` and `conditions` do not belong here: the doctor and the rows stand above.
        pub plan: CarePlanForm,
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

/// A document that was stored and finalized.
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

/// A document's file, taken apart.
struct Taken<F> {
    institution: InstitutionForm,
    doctor: DoctorForm,
    patient: PatientForm,
    core6: Core6File,
    form: F,
}

/// How a kind of document stands in its file.
trait InFile: Kind {
    /// The whole file.
    type File: serde::de::DeserializeOwned + schemars::JsonSchema;
    /// The field of the file that holds the form.
    const PART: &'static str;

    fn taken(file: Self::File) -> Taken<Self::Form>;
    /// Fields of the form that the rest of the file stands for, where they are filled in all the same.
    fn not_here(form: &Self::Form) -> Vec<&'static str>;
    /// The form with the doctor and the rows of the file.
    fn complete(form: &Self::Form, doctor: DoctorId, rows: &ChosenRows) -> Self::Form;
}

impl InFile for ReferralLetter {
    type File = LetterFile;
    const PART: &'static str = "letter";

    fn taken(file: LetterFile) -> Taken<LetterForm> {
        let LetterFile { institution, doctor, patient, core6, letter } = file;
        Taken { institution, doctor, patient, core6, form: letter }
    }

    fn not_here(form: &LetterForm) -> Vec<&'static str> {
        let doctor = form.doctor_id.as_ref().map(|_| "doctor_id");
        doctor.into_iter().chain(form.rows.as_ref().map(|_| "rows")).collect()
    }

    fn complete(form: &LetterForm, doctor: DoctorId, rows: &ChosenRows) -> LetterForm {
        LetterForm { doctor_id: Some(doctor.to_string()), rows: Some(rows.clone()), ..form.clone() }
    }
}

impl InFile for CarePlanSummary {
    type File = PlanFile;
    const PART: &'static str = "plan";

    fn taken(file: PlanFile) -> Taken<CarePlanForm> {
        let PlanFile { institution, doctor, patient, core6, plan } = file;
        Taken { institution, doctor, patient, core6, form: plan }
    }

    fn not_here(form: &CarePlanForm) -> Vec<&'static str> {
        let doctor = form.doctor_id.as_ref().map(|_| "doctor_id");
        doctor.into_iter().chain(form.conditions.as_ref().map(|_| "conditions")).collect()
    }

    fn complete(form: &CarePlanForm, doctor: DoctorId, rows: &ChosenRows) -> CarePlanForm {
        CarePlanForm {
            doctor_id: Some(doctor.to_string()),
            conditions: Some(rows.conditions.clone()),
            ..form.clone()
        }
    }
}

/// The JSON Schema of the input for this kind of document.
pub fn schema(kind: DocumentKind) -> serde_json::Value {
    of_kind!(kind, K => schemars::schema_for!(<K as InFile>::File).to_value())
}

/// Reads, judges, stores and finalizes a document of this kind. [`Error`] with the code `Rejected` when the input
/// breaks a rule: nothing is stored then.
///
/// `tell` hears the recovery passphrase of a store that is about to be made, before it is made: whatever fails
/// afterwards, the passphrase is known.
pub fn run_document(
    desk: &Desk,
    kind: DocumentKind,
    json: &[u8],
    tell: &dyn Fn(&str),
) -> Result<Done, Error> {
    of_kind!(kind, K => run_kind::<K>(desk, json, tell))
}

/// The same for a letter.
///
/// # Errors
/// Those of [`run_document`].
pub fn run(desk: &Desk, json: &[u8], tell: &dyn Fn(&str)) -> Result<Done, Error> {
    run_kind::<ReferralLetter>(desk, json, tell)
}

fn run_kind<K: InFile>(desk: &Desk, json: &[u8], tell: &dyn Fn(&str)) -> Result<Done, Error> {
    let file: K::File = input::read_text(json).map_err(|finding| Error::rejected(vec![finding]))?;
    let file = K::taken(file);
    let clinic = if desk.awaits_setup()? { None } else { Some(open(desk)?) };
    let bundle = match &clinic {
        Some(session) => service::chosen(session.store())?,
        None => documents::service::Options::default(),
    };
    let known = Known::of(&clinic, desk, &file.patient)?;
    let read = Read::from::<K>(desk, &file, &known);
    let today = desk.options.clock.today();
    let facts = read.facts;
    let mut form = K::complete(&file.form, facts.doctor.id, &facts.rows);
    let same_month = match &clinic {
        Some(session) => {
            let summary = K::summary(&form, today);
            !life::same_month::<K>(session, facts.patient.id, &summary, today)?.is_empty()
        }
        None => false,
    };
    let (files, named, attached) = life::of_input(&*desk.options.clock, K::files(&file.form), bundle.guide);
    let attachments: Vec<_> = files.iter().map(|file| file.of_letter()).collect();
    K::name_files(&mut form, named);
    let core6 = match &clinic {
        Some(session) => labs::designated(session, facts.core6.clone())?,
        None => facts.core6.clone(),
    };
    let id = DocumentId::new(&*desk.options.clock);
    let given = Given {
        document: id,
        version: 1,
        now: desk.options.clock.now(),
        today,
        institution: &facts.institution,
        doctors: std::slice::from_ref(&facts.doctor),
        patient: &facts.patient,
        core6: &core6,
        guide: bundle.guide,
        same_month,
        data_in_pdf: bundle.in_pdf,
        attachments: &attachments,
        // Seals are for what a person finalizes in the window.
        seals: &Seals::default(),
    };
    let (content, findings) = K::resolve(&form, &given);
    let mut all = read.findings;
    all.extend(placed(attached, K::PART));
    // What could not be read was judged by a stand-in, of which there is nothing to say.
    let of_stand_in = |finding: &Finding| read.unread.iter().any(|part| finding.path.starts_with(part));
    let findings = findings.into_iter().filter(|finding| !of_stand_in(finding)).collect();
    all.extend(placed(findings, K::PART));
    if !read.unread.is_empty() || any_error(&all) {
        return Err(Error::rejected(all));
    }
    let done = life::finished::<K>(&desk.options.fonts, &form, &content, &bundle, clinic.as_ref())?;
    all.extend(placed(done.findings.clone(), K::PART));

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
    let (text, summary) = (life::body::<K>(&form)?, K::summary(&form, K::date(&content)));
    let receiver = K::receiver(&session, &form);
    let kept = life::kept_findings(all.iter())?;
    let audit = Audit::new(Who::Staff(session.staff.id), Act::File.on(K::KIND));
    let audit = audit.patient(facts.patient.id).document(id);
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
        let version = w.document_create(id, K::KIND, facts.patient.id, &text, &summary)?;
        for file in &files {
            file.keep(w, id)?;
        }
        w.document_finalize(id, version, done.frozen(&text, &summary, &kept), Some(ReadConsent::Later))?;
        receiver.as_ref().map(|receiver| w.receiver_remember(receiver)).transpose()
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

/// Findings of the form stand below its field of the file; those about the clinic and the patient stay on top.
fn placed(findings: Vec<Finding>, field: &str) -> Vec<Finding> {
    findings
        .into_iter()
        .map(|finding| {
            let top = ["patient", "institution"].iter().any(|part| finding.path.starts_with(part));
            if top { finding } else { finding.under(field) }
        })
        .collect()
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
    fn of(session: &Option<crate::Session>, desk: &Desk, patient: &PatientForm) -> Result<Self, Error> {
        let Some(session) = session else {
            return Ok(Self {
                institution: None,
                doctors: Vec::new(),
                patient: None,
                core6: Core6::default(),
                staff: StaffId::new(&*desk.options.clock),
            });
        };
        let (number, _) = domain::patient::read_chart_number(&patient.chart_number, "");
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

/// What the document is made from.
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
    fn from<K: InFile>(desk: &Desk, file: &Taken<K::Form>, known: &Known) -> Self {
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
        let not_here = K::not_here(&file.form).into_iter();
        under(not_here.map(|field| Finding::new(&rule::INPUT_NOT_HERE, field)).collect(), K::PART);
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
