//! JP_Encounter_eCS, and the contained JP_Encounter of a 6情報 resource (JP-CLINS §2, rule 2 and §5.7).

use crate::{
    context::Context,
    element::{CodeableConcept, Coding, Meta, Period, Reference, Text},
};
use domain::{date::Date, letter::LetterSubtype};
use serde::Serialize;

/// A visit, or a stay.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct Encounter {
    /// Its name inside the resource that contains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    /// One claim; without a version when contained.
    pub meta: Meta,
    /// `finished`, as the guide fixes it even for visits to come.
    pub status: Text,
    /// 外来 or 入院.
    pub class: Coding,
    /// The patient; not when contained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Reference>,
    /// Its day, where a document is about that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// 紹介目的.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reason_code: Vec<CodeableConcept>,
}

/// The `id` of the contained visit.
pub const CONTAINED_ID: &str = "encounter";

impl Encounter {
    /// A visit to be contained: a clinic without beds knows only 外来.
    pub fn contained(context: &Context<'_>) -> Self {
        Self {
            id: Some(CONTAINED_ID.into()),
            meta: context.contained_meta(&context.guide.profiles.contained_encounter),
            status: "finished".into(),
            class: context.guide.fixed.outpatient.coding(),
            subject: None,
            period: None,
            reason_code: Vec::new(),
        }
    }

    /// The visit of that day.
    pub fn on(context: &Context<'_>, day: Date) -> Self {
        Self {
            id: None,
            meta: context.meta(&context.guide.profiles.encounter, Vec::new()),
            status: "finished".into(),
            class: context.guide.fixed.outpatient.coding(),
            subject: Some(Reference::to(context.patient.clone())),
            period: Some(Period { start: day.to_string().into() }),
            reason_code: Vec::new(),
        }
    }

    /// The visit out of which a letter is written, with its 紹介目的 in one line; `None` when there is none.
    pub fn of_letter(context: &Context<'_>, subtype: LetterSubtype, purpose: &str) -> Option<Self> {
        let fixed = &context.guide.fixed;
        let class = match subtype {
            LetterSubtype::Outpatient => &fixed.outpatient,
            LetterSubtype::Discharge => &fixed.inpatient,
        };
        Some(Self {
            id: None,
            meta: context.meta(&context.guide.profiles.encounter, Vec::new()),
            status: "finished".into(),
            class: class.coding(),
            subject: Some(Reference::to(context.patient.clone())),
            period: None,
            reason_code: vec![CodeableConcept::text(context.cleaner.label(purpose)?)],
        })
    }
}
