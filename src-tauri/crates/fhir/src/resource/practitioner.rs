//! JP_Practitioner_eCS (JP-CLINS §5.7), and the contained JP_Practitioner.

use crate::{
    context::Context,
    element::{CodeableConcept, HumanName, Identifier, Meta, Text},
};
use domain::{institution::Doctor, patient::NameParts};
use serde::Serialize;

/// A doctor.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
pub struct Practitioner {
    /// Only when contained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    /// Profile and time.
    pub meta: Meta,
    /// Id at the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<Identifier>,
    /// Kanji, kana.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub name: Vec<HumanName>,
    /// 医籍登録番号.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub qualification: Vec<Qualification>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Qualification {
    /// Its number.
    pub identifier: Vec<Identifier>,
    /// Its kind.
    pub code: CodeableConcept,
}

/// The `id` of the contained doctor.
pub const CONTAINED_ID: &str = "doctor";

impl Practitioner {
    /// The clinic's own doctor as an entry.
    pub fn own(context: &Context<'_>, doctor: &Doctor) -> Self {
        let registration = &context.guide.identifiers.medical_registration;
        let qualification = (context.institution.code.fee_table() == "1")
            .then(|| context.cleaner.label(&doctor.registration_number))
            .flatten()
            .map(|value| Qualification {
                identifier: vec![Identifier { system: registration.as_str().into(), value }],
                code: context.guide.fixed.medical_registration.concept(),
            });
        Self {
            id: None,
            meta: context.meta(&context.guide.profiles.practitioner, Vec::new()),
            identifier: vec![site_id(context, doctor)],
            name: context.names(&doctor.name, &doctor.kana),
            qualification: qualification.into_iter().collect(),
        }
    }

    /// A doctor elsewhere, of whom only the name is known; `None` without one.
    pub fn elsewhere(context: &Context<'_>, name: &str) -> Option<Self> {
        let name = context.names(&NameParts::split(name), &NameParts::default());
        (!name.is_empty()).then(|| Self {
            id: None,
            meta: context.meta(&context.guide.profiles.practitioner, Vec::new()),
            identifier: Vec::new(),
            name,
            qualification: Vec::new(),
        })
    }

    /// The clinic's own doctor inside a 6情報 resource.
    pub fn contained(context: &Context<'_>) -> Self {
        Self {
            id: Some(CONTAINED_ID.into()),
            meta: context.contained_meta(&context.guide.profiles.contained_practitioner),
            identifier: vec![site_id(context, context.doctor)],
            name: context.names(&context.doctor.name, &context.doctor.kana),
            qualification: Vec::new(),
        }
    }
}

/// The doctor's id at the site; dentists have their own branch of numbers.
fn site_id(context: &Context<'_>, doctor: &Doctor) -> Identifier {
    let systems = &context.guide.identifiers;
    let prefix = match context.institution.code.fee_table() {
        "3" => &systems.dentist_prefix,
        _ => &systems.doctor_prefix,
    };
    Identifier {
        system: format!("{prefix}{}", context.institution.code.as_str()).into(),
        value: doctor.id.to_string().into(),
    }
}
