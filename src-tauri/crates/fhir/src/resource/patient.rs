//! JP_Patient_eCS (JP-CLINS §5.1).

use crate::{
    context::Context,
    element::{Address, ContactPoint, HumanName, Identifier, Meta, Text},
    identifier,
};
use domain::{
    letter::Payment,
    patient::{self as clinic, Sex},
};
use serde::Serialize;

/// A patient.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct Patient {
    /// Profile and time.
    pub meta: Meta,
    /// 患者番号 and the insured person or 生活保護 number.
    pub identifier: Vec<Identifier>,
    /// Kanji, kana.
    pub name: Vec<HumanName>,
    /// Telephone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub telecom: Vec<ContactPoint>,
    /// `male`, `female`, `other`, `unknown`.
    pub gender: Text,
    /// `yyyy-mm-dd`.
    pub birth_date: Text,
    /// Exactly one.
    pub address: Vec<Address>,
}

/// The number by which the national services know the patient.
pub struct NationalNumber {
    /// Identifier system and value.
    pub identifier: Identifier,
    /// Whether 記号 or 番号 had to be made full-width.
    pub widened: bool,
}

/// Exactly one number: the insured person's, or that of 生活保護 where it alone pays (or where there is no usable
/// insurance). `None` when the patient has neither, or only one that this version of the guide does not know.
pub fn national_number(
    guide: &'static crate::profile::Guide,
    patient: &clinic::Patient,
    payment: Payment,
) -> Option<NationalNumber> {
    let insured = || {
        let id = identifier::insured_person(patient.insurance.as_ref()?)?;
        let system = guide.identifiers.insured_person.as_str().into();
        Some(NationalNumber {
            identifier: Identifier { system, value: id.value.into() },
            widened: id.widened,
        })
    };
    let assisted = || {
        if !guide.cardinality.public_assistance.admits(1) {
            return None;
        }
        let payer = patient.public_payers.iter().find(|payer| payer.is_public_assistance())?;
        let system = guide.identifiers.public_assistance.as_str().into();
        let value = identifier::public_assistance(payer)?.into();
        Some(NationalNumber { identifier: Identifier { system, value }, widened: false })
    };
    match payment {
        Payment::PublicAssistance => assisted().or_else(insured),
        _ => insured().or_else(assisted),
    }
}

impl Patient {
    /// `None` when the patient has no name or no address.
    pub fn new(context: &Context<'_>, patient: &clinic::Patient, number: Identifier) -> Option<Self> {
        let prefix = &context.guide.identifiers.chart_number_prefix;
        let chart = context.cleaner.label(&patient.chart_number).map(|value| Identifier {
            system: format!("{prefix}{}", context.institution.code.as_str()).into(),
            value,
        });
        let name = context.names(&patient.name, &patient.kana);
        let address = context.address(&patient.address, &patient.postal_code);
        if context.name(&patient.name, "IDE").is_none() || address.is_empty() {
            return None;
        }
        Some(Self {
            meta: context.meta(&context.guide.profiles.patient, Vec::new()),
            identifier: chart.into_iter().chain([number]).collect(),
            name,
            telecom: context.telecom(&patient.phone, ""),
            gender: gender(patient.sex).into(),
            birth_date: patient.birth_date.to_string().into(),
            address,
        })
    }
}

/// `administrative-gender`.
fn gender(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Other => "other",
        Sex::Unknown => "unknown",
    }
}
