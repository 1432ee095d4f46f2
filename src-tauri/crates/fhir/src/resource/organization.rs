//! JP_Organization_eCS and JP_Organization_eCS_department (JP-CLINS §5.7).

use crate::{
    context::Context,
    element::{Address, CodeableConcept, ContactPoint, Extension, Identifier, Meta, Reference, Text},
};
use domain::institution::InstitutionCode;
use serde::Serialize;

/// A medical institution, or a department of one. Everywhere but in the head of a letter departments are an
/// extension, not institutions of their own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct Organization {
    /// Profile and time.
    pub meta: Meta,
    /// 診療科.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension>,
    /// The ten-digit number; a department has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<Identifier>,
    /// Provider of care, or department.
    #[serde(rename = "type")]
    pub kind: Vec<CodeableConcept>,
    /// 名称.
    pub name: Text,
    /// Telephone, FAX.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub telecom: Vec<ContactPoint>,
    /// 所在地.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<Address>,
    /// The institution that a department belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Reference>,
}

/// What an institution is made of.
pub struct Place<'a> {
    /// Ten-digit number.
    pub code: &'a InstitutionCode,
    /// 名称.
    pub name: &'a str,
    /// 診療科, or empty.
    pub department: &'a str,
    /// 郵便番号, seven digits or empty.
    pub postal_code: &'a str,
    /// 所在地, or empty.
    pub address: &'a str,
    /// 電話番号, or empty.
    pub phone: &'a str,
    /// FAX番号, or empty.
    pub fax: &'a str,
}

impl Organization {
    /// The clinic itself with the department of its doctor; `None` when it has no name.
    pub fn own(context: &Context<'_>) -> Option<Self> {
        let institution = context.institution;
        let place = Place {
            code: &institution.code,
            name: &institution.name,
            department: &context.doctor.department,
            postal_code: &institution.postal_code,
            address: &institution.address,
            phone: &institution.phone,
            fax: &institution.fax,
        };
        Self::new(context, &place)
    }

    /// `None` when the place has no name.
    pub fn new(context: &Context<'_>, place: &Place<'_>) -> Option<Self> {
        let department = context.cleaner.label(place.department).map(|department| {
            Extension::concept(&context.guide.extensions.department, CodeableConcept::text(department))
        });
        Some(Self {
            meta: context.meta(&context.guide.profiles.organization, Vec::new()),
            extension: department.into_iter().collect(),
            identifier: vec![context.institution_number(place.code.as_str())],
            kind: vec![context.guide.fixed.provider.concept()],
            name: context.cleaner.line(place.name)?,
            telecom: context.telecom(place.phone, place.fax),
            address: context.address(place.address, place.postal_code),
            part_of: None,
        })
    }

    /// The department of an institution; `None` when it has no name.
    pub fn department(context: &Context<'_>, name: &str, institution: Text) -> Option<Self> {
        Some(Self {
            meta: context.meta(&context.guide.profiles.organization_department, Vec::new()),
            extension: Vec::new(),
            identifier: Vec::new(),
            kind: vec![context.guide.fixed.department.concept()],
            name: context.cleaner.label(name)?,
            telecom: Vec::new(),
            address: Vec::new(),
            part_of: Some(Reference::to(institution)),
        })
    }
}
