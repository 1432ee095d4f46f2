//! 5情報 as collection bundles (JP_Bundle_CLINS, JP-CLINS §3): one 報告単位, one resource type, the Patient first.
//!
//! A set is always sent whole, so a row without a standard code is not left out: it goes under the code that the
//! guide has for such rows (未コード化傷病名, the dummy allergens, 未標準化コード項目) with its text. What cannot be
//! written at all is named in [`Collected::left_out`].

use crate::{
    bundle::{Bundle, Entry as BundleEntry, full_url},
    context::Context,
    element::{Identifier, Text},
    resource::{
        Resource,
        allergy_intolerance::AllergyIntolerance,
        condition::{Condition, Role},
        observation::Observation,
        patient::Patient,
    },
};
use domain::{
    core6::{
        Entry,
        allergy::{Allergy, AllergyCategory},
        code::{Code, CodeSystem},
        condition,
        infection::Infection,
        lab_item,
        lab_result::LabResult,
        sharing::{Report, ReportKind},
    },
    id::EntryId,
    institution::Doctor,
    patient as clinic,
};
use uuid::Uuid;

/// A 報告単位 as a bundle.
pub struct Collected {
    /// The bundle; `None` where no row can be written or the patient has no name or address.
    pub bundle: Option<Bundle>,
    /// Rows that lack what the profile demands (発症日, 採取日時, a name or value in characters that may be sent).
    pub left_out: Vec<EntryId>,
}

/// What a unit is sent under.
pub struct Addressed {
    /// The patient's number with the national services.
    pub person: Identifier,
    /// 報告単位ID.
    pub number: String,
}

/// Writes the rows of a report. `doctor_of` names the doctor who answers for a row; `ids` gives a new random UUID
/// at each call. `context.patient` is the name that the Patient's entry gets.
pub fn collect<'a>(
    mut context: Context<'a>,
    patient: &clinic::Patient,
    report: &Report<'_>,
    addressed: Addressed,
    doctor_of: &dyn Fn(EntryId) -> &'a Doctor,
    ids: &mut dyn FnMut() -> Uuid,
) -> Collected {
    let Some(person) = Patient::new(&context, patient, addressed.person) else {
        return Collected { bundle: None, left_out: Vec::new() };
    };
    let mut entries = vec![BundleEntry {
        full_url: context.patient.clone(),
        resource: Resource::Patient(Box::new(person)),
    }];
    let mut left_out = Vec::new();
    let mut put =
        |context: &mut Context<'a>, id: EntryId, build: &dyn Fn(&Context<'a>) -> Option<Resource>| {
            context.doctor = doctor_of(id);
            match build(context) {
                Some(resource) => entries.push(BundleEntry { full_url: full_url(ids), resource }),
                None => left_out.push(id),
            }
        };
    for row in &report.conditions {
        put(&mut context, row.id, &|context| condition(context, row));
    }
    for row in &report.allergies {
        put(&mut context, row.id, &|context| allergy(context, row));
    }
    for row in &report.lab_results {
        put(&mut context, row.id, &|context| lab_result(context, row));
    }
    for row in &report.infections {
        put(&mut context, row.id, &|context| infection(context, row));
    }
    let resource_type = match report.key.kind {
        ReportKind::Conditions => "Condition",
        ReportKind::Allergies => "AllergyIntolerance",
        ReportKind::Results => "Observation",
    };
    let bundle =
        (entries.len() > 1).then(|| Bundle::information(&context, resource_type, addressed.number, entries));
    Collected { bundle, left_out }
}

/// The name for the Patient's entry of a new bundle.
pub fn patient_url(ids: &mut dyn FnMut() -> Uuid) -> Text {
    full_url(ids)
}

/// 傷病名 with 発症日. One whose name or modifiers are not all coded goes as 未コード化傷病名 with its whole name.
fn condition(context: &Context<'_>, row: &Entry<condition::Condition>) -> Option<Resource> {
    row.body.onset?;
    let coded = Condition::new(context, row, Role::History).or_else(|| {
        let uncoded = &context.guide.fixed.disease_uncoded;
        let body = condition::Condition {
            text: row.body.full_name(),
            codes: vec![Code::new(CodeSystem::DiseaseKey, &*uncoded.code, &*uncoded.display)],
            prefixes: Vec::new(),
            suffixes: Vec::new(),
            ..row.body.clone()
        };
        Condition::new(context, &row.with(body), Role::History)
    })?;
    Some(Resource::Condition(Box::new(coded)))
}

/// An allergy; one without a code goes under its category's dummy code, which leaves the substance to the text.
fn allergy(context: &Context<'_>, row: &Entry<Allergy>) -> Option<Resource> {
    let coded = AllergyIntolerance::new(context, row).or_else(|| {
        let (system, code) = match row.body.category {
            AllergyCategory::Medication => (CodeSystem::AllergenDrugBrand, "D9M000000000"),
            AllergyCategory::Food => (CodeSystem::AllergenFood, "D9F000000000"),
            AllergyCategory::Environment | AllergyCategory::Other => {
                (CodeSystem::AllergenOther, "D9N000000000")
            }
        };
        let codes = vec![Code::new(system, code, &*row.body.text)];
        AllergyIntolerance::new(context, &row.with(Allergy { codes, ..row.body.clone() }))
    })?;
    Some(Resource::AllergyIntolerance(Box::new(coded)))
}

fn lab_result(context: &Context<'_>, row: &Entry<LabResult>) -> Option<Resource> {
    let result = Observation::laboratory(context, row).or_else(|| {
        let body = &row.body;
        let codes = with_local(&body.codes, &body.text, &body.specimen);
        Observation::laboratory(context, &row.with(LabResult { codes, ..body.clone() }))
    })?;
    Some(Resource::Observation(Box::new(result)))
}

fn infection(context: &Context<'_>, row: &Entry<Infection>) -> Option<Resource> {
    let result = Observation::infection(context, row).or_else(|| {
        let body = &row.body;
        let codes = with_local(&body.codes, &body.text, &body.specimen);
        Observation::infection(context, &row.with(Infection { codes, ..body.clone() }))
    })?;
    Some(Resource::Observation(Box::new(result)))
}

/// The codes of an item that has none, with a local one of our own making (JP-CLINS §6, pattern 1: always).
fn with_local(codes: &[Code], text: &str, specimen: &str) -> Vec<Code> {
    let local = Code::new(CodeSystem::LabLocal, lab_item::local_code(text, specimen), text);
    [local].into_iter().chain(codes.iter().cloned()).collect()
}
