//! JP_Composition_eReferral and its sections (JP-CLINS §4.1 and §4.2).

use crate::{
    context::Context,
    element::{CodeableConcept, Coding, Extension, Identifier, Meta, Narrative, Period, Reference, Text},
    profile::SectionName,
    time,
};
use domain::{date::Date, letter::LetterSubtype};
use serde::Serialize;

/// The head of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct Composition {
    /// Profile and time.
    pub meta: Meta,
    /// 版数.
    pub extension: Vec<Extension>,
    /// The document's number.
    pub identifier: Identifier,
    /// `final`.
    pub status: Text,
    /// What the document is.
    #[serde(rename = "type")]
    pub kind: CodeableConcept,
    /// 外来文書, 退院時文書.
    pub category: Vec<CodeableConcept>,
    /// The patient.
    pub subject: Reference,
    /// The visit, where the document is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encounter: Option<Reference>,
    /// When it was issued.
    pub date: Text,
    /// Doctor, institution. The guide has room for the department as a third, but its profile for departments does
    /// not fit there: departments stand in the sections of sender and receiver.
    pub author: Vec<Reference>,
    /// The fixed title of its kind.
    pub title: Text,
    /// The institution that keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custodian: Option<Reference>,
    /// The issuing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub event: Vec<Event>,
    /// Sections.
    pub section: Vec<Section>,
}

/// The issuing of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Only a text.
    pub code: Vec<CodeableConcept>,
    /// Its day.
    pub period: Period,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Fixed title.
    pub title: Text,
    /// Code.
    pub code: CodeableConcept,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Narrative>,
    /// Coded content.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entry: Vec<Reference>,
    /// Why there is no coded content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty_reason: Option<CodeableConcept>,
    /// Subsections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub section: Vec<Section>,
}

impl Section {
    /// A section with coded content, text, or both. Without coded content it says that there is none
    /// (JP-CLINS §4.2, text rule). `None` when there is neither.
    pub fn new(
        context: &Context<'_>,
        name: &'static SectionName,
        text: &str,
        entry: Vec<Reference>,
    ) -> Option<Self> {
        let text = context.cleaner.narrative(text);
        (text.is_some() || !entry.is_empty()).then(|| Self {
            empty_reason: entry.is_empty().then(|| context.guide.fixed.empty_section.concept()),
            text,
            entry,
            ..Self::bare(context, name)
        })
    }

    /// A section that only holds others; it has no text of its own.
    pub fn holding(context: &Context<'_>, name: &'static SectionName, section: Vec<Section>) -> Self {
        let empty_reason = Some(context.guide.fixed.empty_section.concept());
        Self { section, empty_reason, ..Self::bare(context, name) }
    }

    /// A section with nothing in it yet.
    pub(super) fn bare(context: &Context<'_>, name: &'static SectionName) -> Self {
        let suffix = &context.guide.document.section_display_suffix;
        Self {
            title: name.title.as_str().into(),
            code: CodeableConcept::code(Coding {
                system: context.guide.systems.section.as_str().into(),
                code: name.code.as_str().into(),
                display: Some(format!("{}{suffix}", name.title).into()),
            }),
            text: None,
            entry: Vec::new(),
            empty_reason: None,
            section: Vec::new(),
        }
    }
}

/// What a Composition is made of beside its context.
pub struct Head {
    /// The document's number.
    pub number: String,
    /// 版数, from 1.
    pub version: u32,
    /// 外来 or 退院時.
    pub subtype: LetterSubtype,
    /// The day on which it was issued.
    pub issued: Date,
    /// `fullUrl` of the doctor.
    pub doctor: Text,
    /// `fullUrl` of the institution.
    pub organization: Text,
}

impl Composition {
    /// The head of a 診療情報提供書.
    pub fn referral(context: &Context<'_>, head: Head, section: Vec<Section>) -> Self {
        let guide = context.guide;
        let category = guide.document_category(head.subtype).map(|category| {
            CodeableConcept::code(Coding {
                system: guide.systems.document_category.as_str().into(),
                code: category.code.as_str().into(),
                display: Some(category.display.as_str().into()),
            })
        });
        Self {
            meta: context.meta(&guide.profiles.composition_referral, Vec::new()),
            extension: vec![Extension::string(&guide.extensions.document_version, head.version.to_string())],
            identifier: Identifier {
                system: guide.identifiers.resource.as_str().into(),
                value: head.number.into(),
            },
            status: "final".into(),
            kind: guide.fixed.document_type.concept(),
            category: category.into_iter().collect(),
            subject: Reference::to(context.patient.clone()),
            encounter: None,
            date: time::issued(head.issued, context.made_at).into(),
            author: vec![Reference::to(head.doctor), Reference::to(head.organization.clone())],
            title: guide.document.title.as_str().into(),
            custodian: Some(Reference::to(head.organization)),
            event: vec![Event {
                code: vec![CodeableConcept::text(guide.document.event.as_str())],
                period: Period { start: head.issued.to_string().into() },
            }],
            section,
        }
    }
}
