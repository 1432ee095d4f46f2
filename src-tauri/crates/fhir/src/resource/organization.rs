//! JP_Organization_eCS (JP-CLINS §5.7).

use crate::{
    context::Context,
    element::{Address, CodeableConcept, ContactPoint, Extension, Identifier, Meta, Text},
};
use domain::institution::InstitutionCode;
use serde::Serialize;

/// A medical institution. Departments are an extension, not institutions of their own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
pub struct Organization {
    /// Profile and time.
    pub meta: Meta,
    /// 診療科.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension>,
    /// The ten-digit number.
    pub identifier: Vec<Identifier>,
    /// Provider of care.
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
        })
    }
}
