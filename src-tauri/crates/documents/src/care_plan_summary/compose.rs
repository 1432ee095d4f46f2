//! From the 患者サマリー to its document bundle (`JP_Bundle_ePCS`, JP-CLINS §4.4).
//!
//! 計画サマリー holds the plan and coded 傷病名 and may have no text. What has no code of its own there (a 傷病名
//! without one, or from elsewhere, and 次回の受診) stands behind the advice, so that nothing of the paper is lost.

use super::{content::CarePlanSummary, resolve::bundle_obstacles};
use crate::service::{self, Options, may_have_bundle};
use domain::{
    core6::{Entry, Source, condition::Condition},
    finding::Finding,
    institution::Doctor,
    rule,
};
use fhir::{
    bundle::{self, Bundle, full_url},
    context::Context,
    element::Text,
    identifier,
    profile::Guide,
    resource::{
        Resource,
        care_plan::{CarePlan, Plan},
        care_plan_summary::{Head, composition},
        condition::{self, Role},
        encounter::Encounter,
        organization::Organization,
        patient::{Patient, national_number},
        practitioner::Practitioner,
    },
    text::Cleaner,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The bundle's bytes (JSON, UTF-8), and what there is to say about it.
///
/// `None` where [`bundle_obstacles`] leaves no room for a bundle, where there is no doctor or advice yet, or where
/// the bundle is larger than one transmission; the findings, which begin with the obstacles, say which. `made_at`
/// is the time stamped on every resource, `ids` gives a new random UUID at each call.
pub fn compose(
    plan: &CarePlanSummary,
    made_at: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
    options: &Options,
) -> (Option<Vec<u8>>, Vec<Finding>) {
    let mut findings = bundle_obstacles(plan, options.guide);
    if !may_have_bundle(&findings) {
        return (None, findings);
    }
    let Some(doctor) = &plan.doctor else {
        findings.push(Finding::new(&rule::PLAN_DOCTOR_MISSING, "doctor_id"));
        return (None, findings);
    };
    if plan.advice.trim().is_empty() {
        findings.push(Finding::new(&rule::PLAN_ADVICE_MISSING, "advice"));
        return (None, findings);
    }
    let Ok(guide) = options.guide.guide() else {
        findings.push(Finding::new(&rule::BUNDLE_NOT_MADE, ""));
        return (None, findings);
    };
    let bundle = bundle(plan, doctor, guide, made_at, ids, options, &mut findings);
    match service::bytes(bundle, guide) {
        Ok(bytes) => (Some(bytes), findings),
        Err(finding) => {
            findings.push(finding);
            (None, findings)
        }
    }
}

fn bundle(
    plan: &CarePlanSummary,
    doctor: &Doctor,
    guide: &'static Guide,
    made_at: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Result<Bundle, Finding> {
    let missing = |rule, path: &str| Finding::new(rule, path);
    let number = national_number(guide, &plan.patient, plan.payment)
        .ok_or_else(|| missing(&rule::BUNDLE_NO_INSURANCE, "patient.insurance"))?;
    if number.widened {
        findings.push(Finding::new(&rule::BUNDLE_SYMBOL_MIXED, "patient.insurance.symbol"));
    }
    let mut name = || full_url(ids);
    let (head_url, patient_url) = (name(), name());
    let context = Context {
        guide,
        stamp: options.stamp_versions,
        made_at,
        institution: &plan.institution,
        doctor,
        patient: patient_url.clone(),
        cleaner: Cleaner::default(),
    };
    let patient = Patient::new(&context, &plan.patient, number.identifier)
        .ok_or_else(|| missing(&rule::BUNDLE_NO_ADDRESS, "patient.address"))?;
    let clinic =
        Organization::own(&context).ok_or_else(|| missing(&rule::PLAN_CLINIC_INCOMPLETE, "institution"))?;
    let (conditions, others) = sort(&context, &plan.conditions);
    if conditions.is_empty() {
        return Err(missing(&rule::BUNDLE_NO_CODED_CONDITION, "conditions"));
    }
    if !others.is_empty() {
        let args = ["傷病名".to_owned(), others.len().to_string()];
        findings.push(Finding::with(&rule::BUNDLE_TEXT_ONLY_ROWS, "conditions", args));
    }
    let document = identifier::document_number(&plan.institution.code, plan.document, made_at);
    let care =
        Plan { number: format!("{document}-plan"), on: plan.date, advice: &description(plan, &others) };
    let care = CarePlan::new(&context, care).ok_or_else(|| missing(&rule::PLAN_ADVICE_MISSING, "advice"))?;

    let mut entry =
        vec![bundle::Entry { full_url: patient_url, resource: Resource::Patient(Box::new(patient)) }];
    let mut add = |resource: Resource| -> Text {
        let full_url = name();
        entry.push(bundle::Entry { full_url: full_url.clone(), resource });
        full_url
    };
    let head = Head {
        number: document.clone(),
        version: plan.version,
        on: plan.date,
        doctor: add(Resource::Practitioner(Box::new(Practitioner::own(&context, doctor)))),
        organization: add(Resource::Organization(Box::new(clinic))),
        encounter: add(Resource::Encounter(Box::new(Encounter::on(&context, plan.date)))),
        plan: add(Resource::CarePlan(Box::new(care))),
        conditions: conditions.into_iter().map(|one| add(Resource::Condition(Box::new(one)))).collect(),
    };
    let composition = composition(&context, head);
    entry.insert(
        0,
        bundle::Entry { full_url: head_url, resource: Resource::Composition(Box::new(composition)) },
    );
    if context.cleaner.left_out() {
        findings.push(Finding::new(&rule::BUNDLE_CHARACTER_LEFT_OUT, ""));
    }
    Ok(Bundle::care_plan_summary(&context, document, entry))
}

/// The rows that go as coded entries, and the words for the others.
fn sort(context: &Context<'_>, rows: &[Entry<Condition>]) -> (Vec<condition::Condition>, Vec<String>) {
    let (mut coded, mut others) = (Vec::new(), Vec::new());
    for row in rows {
        let may = row.provenance.may_be_sent_coded();
        match may.then(|| condition::Condition::new(context, row, Role::Diagnosis)).flatten() {
            Some(condition) => coded.push(condition),
            None => others.push(match row.provenance.source {
                Source::Own => row.body.display(),
                source => format!("{}【{}】", row.body.display(), source.label()),
            }),
        }
    }
    (coded, others)
}

/// The advice, and behind it what stands nowhere else in the bundle.
fn description(plan: &CarePlanSummary, others: &[String]) -> String {
    let mut names = others.join("、");
    if !plan.diagnosis.is_empty() {
        let between = if names.is_empty() { "" } else { "、" };
        names = format!("{names}{between}{}", plan.diagnosis);
    }
    let next = plan.next_visit.display(plan.style.civil_years);
    let lines = [("傷病名", names), ("次回の受診", next)]
        .into_iter()
        .filter(|(_, said)| !said.is_empty())
        .map(|(label, said)| format!("\n{label}: {said}"));
    std::iter::once(plan.advice.trim_end().to_owned()).chain(lines).collect()
}
