//! From the form to the letter: reads what was typed, looks up what was chosen, and says what is missing.
//!
//! Always gives a letter, so that a draft can be previewed at any time; [`domain::finding::any_error`] over the
//! findings decides whether it may be finalized. What blocks is the hard list of B009 and 別紙様式11: 紹介先,
//! 患者, 傷病名, 紹介目的, 経過, 医師氏名, a complete sender, and note 3 of the form.

mod attachments;
mod family;

pub use crate::service::may_have_bundle;

use super::{
    content::{Addressee, AnsweredLetter, Letter, PaperStyle, Rows, Texts},
    form::{ChosenRows, LetterForm, limit},
};
use crate::attachment::{self, Attachment};
use crate::seal::Seals;
use crate::sheet::unreadable;
use crate::{
    reading::{read_date, read_prose},
    service::patient_obstacles,
};
use domain::{
    core6::{Absence, Core6, Entry, condition::Condition},
    date::Date,
    finding::Finding,
    id::DocumentId,
    institution::{Doctor, Institution, read_institution_code},
    letter::{DataInPdf, LetterKind},
    patient::{Patient, read_phone, read_postal_code},
    rule,
    text::{Form, tidy},
};
use fhir::profile::GuideVersion;
use jiff::Timestamp;

/// What the caller knows and the form only names.
pub struct Facts<'a> {
    /// The document.
    pub document: DocumentId,
    /// The version that is being made.
    pub version: u32,
    /// Now.
    pub now: Timestamp,
    /// Today in Japan.
    pub today: Date,
    /// The clinic.
    pub institution: &'a Institution,
    /// The clinic's doctors.
    pub doctors: &'a [Doctor],
    /// The patient.
    pub patient: &'a Patient,
    /// The patient's 6情報 without retracted rows.
    pub core6: &'a Core6,
    /// Whether this patient has another finalized letter to this receiver in the letter's month.
    pub same_month: bool,
    /// The version of the guide that a bundle would be written in.
    pub guide: GuideVersion,
    /// Whether the clinic lets the data travel inside the PDF where the form does not say.
    pub data_in_pdf: bool,
    /// The document's files, under the names that they came with.
    pub attachments: &'a [Attachment],
    /// The seals that the clinic has printed.
    pub seals: &'a Seals,
}

/// Reads the form. See the module.
pub fn resolve(form: &LetterForm, facts: &Facts<'_>) -> (Letter, Vec<Finding>) {
    let mut findings = Vec::new();
    let date = read_date(&form.date, facts.today, "date", &mut findings).unwrap_or(facts.today);
    let doctor = form
        .doctor_id
        .as_deref()
        .and_then(|id| facts.doctors.iter().find(|doctor| doctor.id.to_string() == id))
        .cloned();
    if doctor.is_none() {
        findings.push(Finding::new(&rule::LETTER_DOCTOR_MISSING, "doctor_id"));
    }
    let mut prose = |typed: &str, path: &str| read_prose(typed, limit::PROSE, path, &mut findings);
    let texts = Texts {
        diagnosis: prose(&form.diagnosis, "diagnosis"),
        purpose: prose(&form.purpose, "purpose"),
        past_history: prose(&form.past_history, "past_history"),
        family_history: prose(&form.family_history, "family_history"),
        allergy: prose(&form.allergy, "allergy"),
        infection: prose(&form.infection, "infection"),
        course: prose(&form.course, "course"),
        treatment: prose(&form.treatment, "treatment"),
        medication: prose(&form.medication, "medication"),
        remarks: prose(&form.remarks, "remarks"),
        physical_findings: prose(&form.physical_findings, "physical_findings"),
        social_history: prose(&form.social_history, "social_history"),
        immunization: prose(&form.immunization, "immunization"),
        surgery: prose(&form.surgery, "surgery"),
        transfusion: prose(&form.transfusion, "transfusion"),
        procedures: prose(&form.procedures, "procedures"),
        care_plan: prose(&form.care_plan, "care_plan"),
        devices: prose(&form.devices, "devices"),
        advance_directive: prose(&form.advance_directive, "advance_directive"),
        research: prose(&form.research, "research"),
    };
    let family = family::read(&form.family, &mut findings);
    let attachments = attachments::read(&form.attachments, facts.attachments, &mut findings);
    let addressee = read_addressee(form, &mut findings);
    let rows = match &form.rows {
        Some(chosen) => choose(chosen, facts.core6, &mut findings),
        None => current(facts.core6),
    };
    let answered = (form.kind == LetterKind::Reply).then(|| AnsweredLetter {
        date: match form.answered.date.trim() {
            "" => None,
            typed => read_date(typed, facts.today, "answered.date", &mut findings),
        },
        number: form.answered.number.trim().to_owned(),
    });
    if form.consent.given && !form.consent.on.trim().is_empty() {
        read_date(&form.consent.on, facts.today, "consent.on", &mut findings);
    }
    let doctor_seal = doctor.as_ref().and_then(|doctor| facts.seals.of(doctor.id)).cloned();
    let letter = Letter {
        document: facts.document,
        version: facts.version,
        kind: form.kind,
        subtype: form.subtype,
        date,
        made_at: facts.now,
        institution: facts.institution.clone(),
        doctor,
        addressee,
        patient: facts.patient.clone(),
        payment: form.payment,
        answered,
        texts,
        rows,
        family,
        attachments,
        own_pages: form.own_pages,
        pages: None,
        no_allergy: facts.core6.no_allergy,
        no_contraindication: facts.core6.no_contraindication,
        clinic_seal: facts.seals.clinic.clone(),
        doctor_seal,
        style: PaperStyle {
            large_print: form.large_print,
            gothic: form.gothic,
            civil_years: form.civil_years,
        },
    };
    must_have(&letter, &mut findings);
    should_have(&letter, form, facts, &mut findings);
    findings.extend(unreadable(&letter.patient));
    findings.extend(bundle_obstacles(&letter, facts.guide));
    (letter, findings)
}

fn read_addressee(form: &LetterForm, findings: &mut Vec<Finding>) -> Addressee {
    let typed = &form.receiver;
    let mut keep = |(text, more): (String, Vec<Finding>)| {
        findings.extend(more);
        text
    };
    let name = keep(tidy(&typed.name, Form::Line, limit::LINE, "receiver.name"));
    let address = keep(tidy(&typed.address, Form::Line, limit::ADDRESS, "receiver.address"));
    let department = keep(tidy(&typed.department, Form::Line, limit::LINE, "receiver.department"));
    let doctor = keep(tidy(&typed.doctor, Form::Line, limit::LINE, "receiver.doctor"));
    let postal_code = keep(read_postal_code(&typed.postal_code, "receiver.postal_code"));
    let phone = keep(read_phone(&typed.phone, "receiver.phone"));
    let fax = keep(read_phone(&typed.fax, "receiver.fax"));
    let (code, more) = read_institution_code(&typed.code, "receiver.code");
    findings.extend(more);
    Addressee {
        kind: typed.kind,
        code,
        name,
        postal_code,
        address,
        phone,
        fax,
        department,
        doctor,
        honorific: typed.honorific,
    }
}

/// Every current row: conditions still open to 傷病名, ended ones to 既往歴, allergies that hold, all infection
/// tests, the newest laboratory values, prescriptions that run.
pub fn current(core6: &Core6) -> Rows {
    let open = |entry: &&Entry<Condition>| entry.body.outcome.is_none();
    let mut rows = Rows {
        conditions: core6.conditions.iter().filter(open).cloned().collect(),
        past_conditions: core6.conditions.iter().filter(|entry| !open(entry)).cloned().collect(),
        present_conditions: Vec::new(),
        allergies: core6.allergies.iter().filter(|entry| entry.body.ended.is_none()).cloned().collect(),
        infections: core6.infections.clone(),
        lab_results: newest(core6),
        prescriptions: core6
            .prescriptions
            .iter()
            .filter(|entry| entry.body.ended.is_none())
            .cloned()
            .collect(),
    };
    order(&mut rows);
    rows
}

/// The laboratory values of each item's newest sampling.
fn newest(core6: &Core6) -> Vec<Entry<domain::core6::lab_result::LabResult>> {
    core6
        .lab_results
        .iter()
        .filter(|entry| {
            !core6.lab_results.iter().any(|other| {
                other.body.text == entry.body.text
                    && other.body.specimen == entry.body.specimen
                    && (other.body.sampled, other.id) > (entry.body.sampled, entry.id)
            })
        })
        .cloned()
        .collect()
}

/// The chosen ids of [`current`]'s rows, to fill a new form.
pub fn chosen(rows: &Rows) -> ChosenRows {
    fn ids<T>(entries: &[Entry<T>]) -> Vec<String> {
        entries.iter().map(|entry| entry.id.to_string()).collect()
    }
    ChosenRows {
        conditions: ids(&rows.conditions),
        past_conditions: ids(&rows.past_conditions),
        present_conditions: ids(&rows.present_conditions),
        allergies: ids(&rows.allergies),
        infections: ids(&rows.infections),
        lab_results: ids(&rows.lab_results),
        prescriptions: ids(&rows.prescriptions),
    }
}

fn choose(chosen: &ChosenRows, core6: &Core6, findings: &mut Vec<Finding>) -> Rows {
    fn pick<T: Clone>(
        ids: &[String],
        from: &[Entry<T>],
        path: &str,
        findings: &mut Vec<Finding>,
    ) -> Vec<Entry<T>> {
        ids.iter()
            .enumerate()
            .filter_map(|(i, id)| {
                let found = from.iter().find(|entry| entry.id.to_string() == *id).cloned();
                if found.is_none() {
                    findings.push(Finding::new(&rule::LETTER_ROW_GONE, format!("rows.{path}[{i}]")));
                }
                found
            })
            .collect()
    }
    let mut rows = Rows {
        conditions: pick(&chosen.conditions, &core6.conditions, "conditions", findings),
        past_conditions: pick(&chosen.past_conditions, &core6.conditions, "past_conditions", findings),
        present_conditions: pick(
            &chosen.present_conditions,
            &core6.conditions,
            "present_conditions",
            findings,
        ),
        allergies: pick(&chosen.allergies, &core6.allergies, "allergies", findings),
        infections: pick(&chosen.infections, &core6.infections, "infections", findings),
        lab_results: pick(&chosen.lab_results, &core6.lab_results, "lab_results", findings),
        prescriptions: pick(&chosen.prescriptions, &core6.prescriptions, "prescriptions", findings),
    };
    order(&mut rows);
    rows
}

/// 主傷病 first; drugs by day, RP and order; laboratory values by sampling, newest first. Else as entered.
fn order(rows: &mut Rows) {
    rows.conditions.sort_by_key(|entry| !entry.body.principal);
    rows.prescriptions
        .sort_by_key(|entry| (std::cmp::Reverse(entry.body.prescribed_on), entry.body.rp, entry.body.order));
    rows.lab_results.sort_by_key(|entry| std::cmp::Reverse(entry.body.sampled.map(|at| at.day())));
}

/// The hard list: what a letter cannot go without.
fn must_have(letter: &Letter, findings: &mut Vec<Finding>) {
    let mut need = |present: bool, rule: &'static domain::finding::Rule, path: &str| {
        if !present {
            findings.push(Finding::new(rule, path));
        }
    };
    let institution = &letter.institution;
    let sender =
        [&institution.name, &institution.address, &institution.phone].iter().all(|text| !text.is_empty());
    need(sender, &rule::LETTER_SENDER_INCOMPLETE, "institution");
    need(!letter.addressee.name.is_empty(), &rule::LETTER_RECEIVER_MISSING, "receiver.name");
    need(
        !letter.rows.conditions.is_empty() || !letter.texts.diagnosis.is_empty(),
        &rule::LETTER_DIAGNOSIS_MISSING,
        "diagnosis",
    );
    need(!letter.texts.purpose.is_empty(), &rule::LETTER_PURPOSE_MISSING, "purpose");
    need(!letter.texts.course.is_empty(), &rule::LETTER_COURSE_MISSING, "course");
    if !letter.addressee.kind.is_clinical() {
        let reachable = !letter.patient.address.is_empty() && !letter.patient.phone.is_empty();
        need(reachable, &rule::LETTER_ADDRESS_NEEDED, "patient.address");
    }
}

fn should_have(letter: &Letter, form: &LetterForm, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if !form.consent.given {
        findings.push(Finding::new(&rule::LETTER_CONSENT_MISSING, "consent.given"));
    }
    if facts.same_month {
        findings.push(Finding::new(&rule::LETTER_SAME_MONTH, "receiver.name"));
    }
    let unchecked =
        |rows: bool, state: Option<Absence>| !rows && matches!(state, None | Some(Absence::Unchecked));
    let has = |kind| letter.rows.allergies.iter().any(|entry| entry.body.kind() == kind);
    let state = |state: Option<domain::core6::AbsenceState>| state.map(|state| state.state);
    if letter.texts.allergy.is_empty()
        && (unchecked(has(domain::core6::Core6Kind::Allergy), state(letter.no_allergy))
            || unchecked(has(domain::core6::Core6Kind::Contraindication), state(letter.no_contraindication)))
    {
        findings.push(Finding::new(&rule::LETTER_ALLERGY_UNCHECKED, "allergy"));
    }
    let rows = &letter.rows;
    let conditions = rows.conditions.iter().chain(&rows.past_conditions).chain(&rows.present_conditions);
    if conditions.into_iter().any(|entry| entry.body.flags.uninformed) {
        findings.push(Finding::new(&rule::LETTER_UNINFORMED, "rows.conditions"));
    }
    match form.data_in_pdf {
        DataInPdf::Usual if facts.data_in_pdf && uninformed(letter) => {
            findings.push(Finding::new(&rule::LETTER_DATA_LEFT_OUT, "data_in_pdf"));
        }
        DataInPdf::Always if uninformed(letter) => {
            findings.push(Finding::new(&rule::LETTER_DATA_UNINFORMED, "data_in_pdf"));
        }
        _ => {}
    }
    let three_months = jiff::Span::new().months(3);
    let old = letter.date.checked_sub(three_months).unwrap_or(Date::MIN);
    if letter.rows.prescriptions.iter().any(|entry| entry.body.prescribed_on < old) {
        findings.push(Finding::new(&rule::LETTER_PRESCRIPTION_OLD, "rows.prescriptions"));
    }
}

/// Whether a row of the letter is one that the patient does not know of.
fn uninformed(letter: &Letter) -> bool {
    let rows = &letter.rows;
    let conditions = rows.conditions.iter().chain(&rows.past_conditions).map(|row| row.body.flags);
    let allergies = rows.allergies.iter().map(|row| row.body.flags);
    let infections = rows.infections.iter().map(|row| row.body.flags);
    conditions.chain(allergies).chain(infections).any(|flags| flags.uninformed)
}

/// Whether the data of the letter go into its PDF: whoever opens the file on a screen can read them, so a row
/// that the patient does not know of keeps them out until a person says otherwise. `usually` is the clinic's wish
/// where the form does not say.
pub fn data_travel(form: &LetterForm, letter: &Letter, usually: bool) -> bool {
    match form.data_in_pdf {
        DataInPdf::Usual => usually && !uninformed(letter),
        DataInPdf::Always => true,
        DataInPdf::Never => false,
    }
}

/// Why no bundle of this version of the guide can be made for the national service. None of it stops the paper.
/// An empty list, or one with only [`rule::BUNDLE_BRANCH_UNCHECKED`], means that one can; ask [`may_have_bundle`].
pub fn bundle_obstacles(letter: &Letter, version: GuideVersion) -> Vec<Finding> {
    let mut findings = patient_obstacles(&letter.patient, letter.payment, version);
    if attachment::too_large(&letter.attachments, version) {
        findings.push(Finding::new(&rule::BUNDLE_ATTACHMENTS_TOO_LARGE, "attachments"));
    }
    if !letter.addressee.kind.is_clinical() {
        findings.push(Finding::new(&rule::BUNDLE_RECEIVER_KIND, "receiver.kind"));
    } else if letter.addressee.code.is_none() {
        findings.push(Finding::new(&rule::BUNDLE_NO_RECEIVER_CODE, "receiver.code"));
    }
    findings
}
