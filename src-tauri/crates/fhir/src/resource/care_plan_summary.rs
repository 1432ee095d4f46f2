//! JP_Composition_ePCS: the head of a 患者サマリー（療養計画書） with its one section (JP-CLINS §4.1 and §4.4).

use super::composition::{Composition, Section};
use crate::{
    context::Context,
    element::{CodeableConcept, Coding, Extension, Identifier, Reference, Text},
    time,
};
use domain::{date::Date, letter::LetterSubtype};

/// What the head is made of beside its context.
pub struct Head {
    /// The document's number.
    pub number: String,
    /// 版数, from 1.
    pub version: u32,
    /// 指導日.
    pub on: Date,
    /// `fullUrl` of the visit.
    pub encounter: Text,
    /// `fullUrl` of the doctor.
    pub doctor: Text,
    /// `fullUrl` of the institution.
    pub organization: Text,
    /// `fullUrl` of the plan.
    pub plan: Text,
    /// `fullUrl`s of the 傷病名 that it is about.
    pub conditions: Vec<Text>,
}

/// The head, with the plan and its 傷病名 as the entries of 計画サマリー: that section has no text, and custodian and
/// event are not allowed.
pub fn composition(context: &Context<'_>, head: Head) -> Composition {
    let guide = context.guide;
    let words = &guide.care_plan_summary;
    let category = guide.document_category(LetterSubtype::Outpatient).map(|category| {
        CodeableConcept::code(Coding {
            system: guide.systems.document_category.as_str().into(),
            code: category.code.as_str().into(),
            display: Some(category.display.as_str().into()),
        })
    });
    let entry = [head.plan].into_iter().chain(head.conditions).map(Reference::to).collect();
    Composition {
        meta: context.meta(&guide.profiles.composition_care_plan_summary, Vec::new()),
        extension: vec![Extension::string(&guide.extensions.document_version, head.version.to_string())],
        identifier: Identifier {
            system: guide.identifiers.resource.as_str().into(),
            value: head.number.into(),
        },
        status: "final".into(),
        kind: words.document_type.concept(),
        category: category.into_iter().collect(),
        subject: Reference::to(context.patient.clone()),
        encounter: Some(Reference::to(head.encounter)),
        date: time::issued(head.on, context.made_at).into(),
        author: vec![Reference::to(head.doctor), Reference::to(head.organization)],
        title: words.title.as_str().into(),
        custodian: None,
        event: Vec::new(),
        section: vec![Section { entry, ..Section::bare(context, &words.section) }],
    }
}
