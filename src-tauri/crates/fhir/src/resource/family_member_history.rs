//! JP_FamilyMemberHistory_eCS: an illness of a member of the family (JP-CLINS §4.2, section 550).

use crate::{
    context::Context,
    decimal::Decimal,
    element::{CodeableConcept, Coding, Meta, Quantity, Reference, Text},
};
use domain::{
    core6::code::{Code, CodeSystem},
    letter::FamilyRelation,
};
use serde::Serialize;

/// One member with one illness.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct FamilyMemberHistory {
    /// Profile and time.
    pub meta: Meta,
    /// `partial`, as the guide fixes it.
    pub status: Text,
    /// The patient.
    pub patient: Reference,
    /// 続柄.
    pub relationship: CodeableConcept,
    /// The illness.
    pub condition: Vec<FamilyCondition>,
}

/// An illness.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FamilyCondition {
    /// 病名.
    pub code: CodeableConcept,
    /// Age at its beginning, in whole years from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onset_age: Option<Quantity>,
    /// The same in words where it is no such number: `0歳` (FHIR R4, invariant age-1: an Age is positive).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onset_string: Option<Text>,
}

/// What it is made of.
pub struct Member<'a> {
    /// 続柄.
    pub relation: FamilyRelation,
    /// 病名 as typed.
    pub text: &'a str,
    /// Codes of it.
    pub codes: &'a [Code],
    /// Age at its beginning.
    pub age: Option<u16>,
}

impl FamilyMemberHistory {
    /// `None` without an illness.
    pub fn new(context: &Context<'_>, member: &Member<'_>) -> Option<Self> {
        let guide = context.guide;
        let relation = guide.family_relation(member.relation)?;
        let age = |years: u16| {
            (years > 0).then_some(())?;
            Some(Quantity {
                value: Decimal::whole(years.into())?,
                comparator: None,
                unit: Some("歳".into()),
                system: Some(guide.systems.ucum.as_str().into()),
                code: Some("a".into()),
            })
        };
        Some(Self {
            meta: context.meta(&guide.profiles.family_history, Vec::new()),
            status: "partial".into(),
            patient: Reference::to(context.patient.clone()),
            relationship: CodeableConcept {
                coding: vec![Coding {
                    system: guide.systems.family_relation.as_str().into(),
                    code: relation.code.as_str().into(),
                    display: Some(relation.display.as_str().into()),
                }],
                text: Some(member.relation.label().into()),
                ..CodeableConcept::default()
            },
            condition: vec![FamilyCondition {
                code: CodeableConcept {
                    coding: context
                        .coding(member.codes, CodeSystem::DiseaseKey, member.text)
                        .into_iter()
                        .collect(),
                    text: Some(context.cleaner.label(member.text)?),
                    ..CodeableConcept::default()
                },
                onset_age: member.age.and_then(age),
                onset_string: member.age.filter(|years| *years == 0).map(|years| format!("{years}歳").into()),
            }],
        })
    }
}
