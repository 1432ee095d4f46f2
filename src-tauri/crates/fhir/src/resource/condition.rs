//! JP_Condition_eCS (JP-CLINS §5.2).

use super::{Contained, encounter, practitioner};
use crate::{
    context::Context,
    element::{Annotation, CodeableConcept, Coding, Extension, Identifier, Meta, Reference, Text},
};
use domain::core6::{
    Entry, Flags,
    code::CodeSystem,
    condition::{self as clinic, Modifier, OutcomeKind},
};
use domain::date::Date;
use serde::Serialize;

/// A 傷病名.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct Condition {
    /// Profile, time, flags.
    pub meta: Meta,
    /// Visit and doctor.
    pub contained: Vec<Contained>,
    /// Institution, department, 主傷病.
    pub extension: Vec<Extension>,
    /// リソース一意識別ID.
    pub identifier: Vec<Identifier>,
    /// Whether it goes on.
    pub clinical_status: CodeableConcept,
    /// Whether it is suspected.
    pub verification_status: CodeableConcept,
    /// Diagnosis of this letter, or an entry of the problem list.
    pub category: Vec<CodeableConcept>,
    /// Name, codes, modifiers.
    pub code: CodeableConcept,
    /// The patient.
    pub subject: Reference,
    /// The visit.
    pub encounter: Reference,
    /// 発症日, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onset_date_time: Option<Text>,
    /// 転帰日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abatement_date_time: Option<Text>,
    /// The day of the entry.
    pub recorded_date: Text,
    /// The doctor.
    pub recorder: Reference,
    /// 転帰 that the status cannot say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Annotation>,
}

/// Why the condition stands in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 傷病名 of this letter.
    Diagnosis,
    /// 既往歴.
    History,
}

impl Condition {
    /// `None` without a 病名管理番号, or where a modifier has no 修飾語管理番号: a machine that reads only the codes
    /// must not see another disease (胃癌 for 胃癌術後).
    pub fn new(context: &Context<'_>, entry: &Entry<clinic::Condition>, role: Role) -> Option<Self> {
        let fixed = &context.guide.fixed;
        let body = &entry.body;
        let outcome = Outcome::of(body);
        let mut extension = context.origin();
        if body.principal {
            extension.push(Extension::concept(
                &context.guide.extensions.diagnosis_type,
                fixed.principal_diagnosis.concept(),
            ));
        }
        let every = Flags { uninformed: true, undelivered: true, long_term: true };
        Some(Self {
            meta: context.meta(&context.guide.profiles.condition, context.tags(body.flags, every)),
            contained: vec![
                Contained::Encounter(Box::new(encounter::Encounter::contained(context))),
                Contained::Practitioner(Box::new(practitioner::Practitioner::contained(context))),
            ],
            extension,
            identifier: vec![context.row_number(entry.id)],
            clinical_status: CodeableConcept {
                text: outcome.map(|outcome| outcome.label.into()),
                ..match outcome.and_then(|outcome| outcome.status) {
                    Some(Status::Resolved) => fixed.condition_resolved.concept(),
                    Some(Status::Remission) => fixed.condition_remission.concept(),
                    None => fixed.condition_active.concept(),
                }
            },
            verification_status: match body.suspected {
                true => fixed.condition_unconfirmed.concept(),
                false => fixed.condition_confirmed.concept(),
            },
            category: vec![match role {
                Role::Diagnosis => fixed.diagnosis.concept(),
                Role::History => fixed.problem.concept(),
            }],
            code: code(context, body)?,
            subject: Reference::to(context.patient.clone()),
            encounter: Reference::to(format!("#{}", encounter::CONTAINED_ID)),
            onset_date_time: body.onset.map(|onset| onset.iso().into()),
            abatement_date_time: outcome
                .filter(|outcome| outcome.status.is_some())
                .map(|outcome| outcome.on.to_string().into()),
            recorded_date: domain::clock::in_japan(entry.recorded_at).date().to_string().into(),
            recorder: Reference::to(format!("#{}", practitioner::CONTAINED_ID)),
            note: outcome
                .filter(|outcome| outcome.status.is_none())
                .map(|outcome| Annotation {
                    text: format!("転帰: {} {}", outcome.label, outcome.on).into()
                })
                .into_iter()
                .collect(),
        })
    }
}

#[derive(Clone, Copy)]
enum Status {
    Resolved,
    Remission,
}

/// 転帰 in the guide's words. 転医 ends the clinic's care, not the disease: the guide has no status for it, so the
/// disease stays active, a note says what happened, and the row leaves the set five years later. 中止 closes the
/// disease's name like 治癒 does (so do receipts); the status' text tells the two apart.
#[derive(Clone, Copy)]
struct Outcome {
    status: Option<Status>,
    label: &'static str,
    on: Date,
}

impl Outcome {
    fn of(body: &clinic::Condition) -> Option<Self> {
        let outcome = body.outcome?;
        let status = match outcome.kind {
            OutcomeKind::Cured | OutcomeKind::Died | OutcomeKind::Stopped => Some(Status::Resolved),
            OutcomeKind::Improved => Some(Status::Remission),
            OutcomeKind::Transferred => None,
        };
        Some(Self { status, label: outcome.kind.label(), on: outcome.on })
    }
}

fn code(context: &Context<'_>, body: &clinic::Condition) -> Option<CodeableConcept> {
    let suspicion = if body.suspected { "の疑い" } else { "" };
    let text = context.cleaner.label(&format!("{}{suspicion}", body.full_name()))?;
    let of = |system| context.coding(&body.codes, system, &body.text);
    let key = of(CodeSystem::DiseaseKey)?;
    let urls = &context.guide.extensions;
    let prefixes = modifiers(context, &body.prefixes, &urls.disease_prefix)?;
    let suffixes = modifiers(context, &body.suffixes, &urls.disease_postfix)?;
    let optional = [CodeSystem::DiseaseExchange, CodeSystem::DiseaseReceipt, CodeSystem::Icd10];
    Some(CodeableConcept {
        extension: prefixes.into_iter().chain(suffixes).collect(),
        coding: [key].into_iter().chain(optional.into_iter().filter_map(of)).collect(),
        text: Some(text),
    })
}

/// One extension per modifier; `None` when one of them lacks its key number.
fn modifiers(context: &Context<'_>, modifiers: &[Modifier], url: &'static str) -> Option<Vec<Extension>> {
    modifiers
        .iter()
        .map(|modifier| {
            let of = |system| context.coding(&modifier.codes, system, &modifier.text);
            let coding: Vec<Coding> =
                [of(CodeSystem::ModifierKey)?].into_iter().chain(of(CodeSystem::ModifierReceipt)).collect();
            Some(Extension::concept(url, CodeableConcept { coding, ..CodeableConcept::default() }))
        })
        .collect()
}
