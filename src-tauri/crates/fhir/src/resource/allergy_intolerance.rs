//! JP_AllergyIntolerance_eCS (JP-CLINS §5.3): アレルギー and 薬剤禁忌.

use super::{Contained, encounter};
use crate::{
    context::Context,
    element::{Annotation, CodeableConcept, Extension, Identifier, Meta, Reference, Text},
};
use domain::core6::{
    Entry, Flags,
    allergy::{self as clinic, AllergyCategory},
    code::CodeSystem,
};
use serde::Serialize;

/// An allergy or a drug that must not be given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct AllergyIntolerance {
    /// Profile, time, flags.
    pub meta: Meta,
    /// The visit.
    pub contained: Vec<Contained>,
    /// Institution, department.
    pub extension: Vec<Extension>,
    /// リソース一意識別ID.
    pub identifier: Vec<Identifier>,
    /// Whether it still holds.
    pub clinical_status: CodeableConcept,
    /// Confirmed.
    pub verification_status: CodeableConcept,
    /// `medication`, `food`, `environment`; absent for anything else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<Text>,
    /// 重症度.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criticality: Option<Text>,
    /// Substance.
    pub code: CodeableConcept,
    /// The patient.
    pub patient: Reference,
    /// The visit.
    pub encounter: Reference,
    /// Since when, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onset_date_time: Option<Text>,
    /// The day of the entry.
    pub recorded_date: Text,
    /// When it was found to hold no longer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Annotation>,
    /// The reaction or the reason, as typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reaction: Vec<Reaction>,
}

/// A reaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reaction {
    /// What was seen.
    pub manifestation: Vec<CodeableConcept>,
}

impl AllergyIntolerance {
    /// `None` without a code of the list that belongs to the category.
    pub fn new(context: &Context<'_>, entry: &Entry<clinic::Allergy>) -> Option<Self> {
        let fixed = &context.guide.fixed;
        let body = &entry.body;
        let systems: &[CodeSystem] = match body.category {
            AllergyCategory::Medication => &[CodeSystem::AllergenDrugBrand, CodeSystem::AllergenDrugGeneral],
            AllergyCategory::Food => &[CodeSystem::AllergenFood],
            AllergyCategory::Environment | AllergyCategory::Other => &[CodeSystem::AllergenOther],
        };
        let coding: Vec<_> =
            systems.iter().filter_map(|system| context.coding(&body.codes, *system, &body.text)).collect();
        if coding.is_empty() {
            return None;
        }
        let text = Some(context.cleaner.label(&body.text)?);
        let long_term = Flags { long_term: true, ..Flags::default() };
        Some(Self {
            meta: context.meta(&context.guide.profiles.allergy, context.tags(body.flags, long_term)),
            contained: vec![Contained::Encounter(Box::new(encounter::Encounter::contained(context)))],
            extension: context.origin(),
            identifier: vec![context.row_number(entry.id)],
            clinical_status: match body.ended {
                Some(_) => fixed.allergy_resolved.concept(),
                None => fixed.allergy_active.concept(),
            },
            verification_status: fixed.allergy_confirmed.concept(),
            category: match body.category {
                AllergyCategory::Other => Vec::new(),
                category => vec![category.as_str().into()],
            },
            criticality: body.criticality.map(|criticality| criticality.as_str().into()),
            code: CodeableConcept { coding, text, ..CodeableConcept::default() },
            patient: Reference::to(context.patient.clone()),
            encounter: Reference::to(format!("#{}", encounter::CONTAINED_ID)),
            onset_date_time: body.onset.map(|onset| onset.iso().into()),
            recorded_date: domain::clock::in_japan(entry.recorded_at).date().to_string().into(),
            note: body
                .ended
                .map(|on| Annotation { text: format!("終了日: {on}").into() })
                .into_iter()
                .collect(),
            reaction: context
                .cleaner
                .label(&body.reaction)
                .map(|text| Reaction { manifestation: vec![CodeableConcept::text(text)] })
                .into_iter()
                .collect(),
        })
    }
}
