//! JP_MedicationRequest_eCS and JP_MedicationDosage_eCS (JP-CLINS §5.5 and §5.6): one resource per drug.

use super::{Contained, encounter, practitioner};
use crate::{
    context::Context,
    decimal::Decimal,
    element::{
        Annotation, CodeableConcept, Coding, Extension, Identifier, Meta, Quantity, Ratio, Reference, Text,
    },
};
use domain::core6::{
    Entry,
    code::CodeSystem,
    prescription::{DosageKind, Prescription},
};
use serde::Serialize;

/// One drug of a prescription.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct MedicationRequest {
    /// Profile and time.
    pub meta: Meta,
    /// Visit and doctor.
    pub contained: Vec<Contained>,
    /// Institution, department.
    pub extension: Vec<Extension>,
    /// RP number, order in the RP, リソース一意識別ID.
    pub identifier: Vec<Identifier>,
    /// `completed`.
    pub status: Text,
    /// `order`.
    pub intent: Text,
    /// The drug.
    pub medication_codeable_concept: CodeableConcept,
    /// The patient.
    pub subject: Reference,
    /// The visit.
    pub encounter: Reference,
    /// 処方日.
    pub authored_on: Text,
    /// The doctor.
    pub requester: Reference,
    /// When it was stopped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Annotation>,
    /// 用法・用量.
    pub dosage_instruction: Vec<Dosage>,
    /// Total amount, days, times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dispense_request: Option<DispenseRequest>,
}

/// 用法・用量.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dosage {
    /// 投与開始日.
    pub extension: Vec<Extension>,
    /// The whole instruction as people read it.
    pub text: Text,
    /// When.
    pub timing: Timing,
    /// 頓用.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_needed_boolean: Option<bool>,
    /// 内服, 外用, 注射.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<CodeableConcept>,
    /// How much.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dose_and_rate: Vec<DoseAndRate>,
}

/// When a drug is taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// For how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// 用法.
    pub code: CodeableConcept,
}

/// For how long a drug is taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Repeat {
    /// 投与日数.
    pub bounds_duration: Quantity,
}

/// Amounts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DoseAndRate {
    /// 製剤量.
    #[serde(rename = "type")]
    pub kind: CodeableConcept,
    /// Per time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dose_quantity: Option<Quantity>,
    /// Per day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_ratio: Option<Ratio>,
}

/// What is dispensed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DispenseRequest {
    /// 頓用回数.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension>,
    /// Total amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// 投与日数.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_supply_duration: Option<Quantity>,
}

/// Where a drug stands in its prescription, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// RP number.
    pub rp: u16,
    /// Order in the RP.
    pub order: u16,
}

/// Whether the row has a code that the guide takes for a drug: YJ, or 一般名.
pub fn is_coded(context: &Context<'_>, body: &Prescription) -> bool {
    [CodeSystem::DrugYj, CodeSystem::DrugGeneral]
        .iter()
        .any(|system| context.coding(&body.codes, *system, &body.text).is_some())
}

impl MedicationRequest {
    /// A drug without a code is written as such (`NOCODED`). `None` without a name or a 用法.
    pub fn new(context: &Context<'_>, entry: &Entry<Prescription>, place: Place) -> Option<Self> {
        let guide = context.guide;
        let body = &entry.body;
        let number = |system: &'static str, value: u16| Identifier {
            system: system.into(),
            value: value.to_string().into(),
        };
        Some(Self {
            meta: context.meta(&guide.profiles.medication_request, Vec::new()),
            contained: vec![
                Contained::Encounter(Box::new(encounter::Encounter::contained(context))),
                Contained::Practitioner(Box::new(practitioner::Practitioner::contained(context))),
            ],
            extension: context.origin(),
            identifier: vec![
                number(&guide.identifiers.rp_number, place.rp),
                number(&guide.identifiers.rp_order, place.order),
                context.row_number(entry.id),
            ],
            status: "completed".into(),
            intent: "order".into(),
            medication_codeable_concept: drug(context, body)?,
            subject: Reference::to(context.patient.clone()),
            encounter: Reference::to(format!("#{}", encounter::CONTAINED_ID)),
            authored_on: body.prescribed_on.to_string().into(),
            requester: Reference::to(format!("#{}", practitioner::CONTAINED_ID)),
            note: body
                .ended
                .map(|on| Annotation { text: format!("中止日: {on}").into() })
                .into_iter()
                .collect(),
            dosage_instruction: vec![dosage(context, body)?],
            dispense_request: dispense(context, body),
        })
    }
}

fn drug(context: &Context<'_>, body: &Prescription) -> Option<CodeableConcept> {
    let text = context.cleaner.label(&body.text)?;
    let of = |system| context.coding(&body.codes, system, &body.text);
    let mut coding: Vec<Coding> =
        [CodeSystem::DrugYj, CodeSystem::DrugGeneral].into_iter().filter_map(of).collect();
    if coding.is_empty() {
        coding.push(context.guide.fixed.drug_uncoded.coding());
    }
    coding.extend(of(CodeSystem::DrugHot9));
    Some(CodeableConcept { coding, text: Some(text), ..CodeableConcept::default() })
}

fn dosage(context: &Context<'_>, body: &Prescription) -> Option<Dosage> {
    let guide = context.guide;
    let usage = context
        .cleaner
        .label(&body.usage)
        .or_else(|| body.usage_code.as_ref().and_then(|code| context.cleaner.label(&code.display)))?;
    let coded = body
        .usage_code
        .as_ref()
        .and_then(|code| context.coding(std::slice::from_ref(code), CodeSystem::Usage, &usage));
    let start = body.starts_on.unwrap_or(body.prescribed_on).to_string();
    let text = context.cleaner.label(&format!("{} {}", body.amount(), body.instruction()));
    let method = match body.kind {
        DosageKind::Internal => Some(&guide.fixed.method_internal),
        DosageKind::External => Some(&guide.fixed.method_external),
        DosageKind::Injection => Some(&guide.fixed.method_injection),
        DosageKind::AsNeeded => None,
    };
    Some(Dosage {
        extension: vec![Extension::period_from(&guide.extensions.period_of_use, start)],
        text: text.unwrap_or_else(|| usage.clone()),
        timing: Timing {
            repeat: days(context, body.days).map(|bounds_duration| Repeat { bounds_duration }),
            code: CodeableConcept {
                coding: vec![coded.unwrap_or_else(|| guide.fixed.usage_uncoded.coding())],
                text: Some(usage),
                ..CodeableConcept::default()
            },
        },
        as_needed_boolean: (body.kind == DosageKind::AsNeeded).then_some(true),
        method: method.map(|code| code.concept()),
        dose_and_rate: dose_and_rate(context, body).into_iter().collect(),
    })
}

/// Amounts are written as numbers only where the unit is one of the guide's; the dosage's text has them anyway.
fn dose_and_rate(context: &Context<'_>, body: &Prescription) -> Option<DoseAndRate> {
    let dose_quantity = amount(context, Decimal::read(&body.dose), &body.unit);
    let rate_ratio = amount(context, Decimal::read(&body.daily_dose), &body.unit)
        .zip(days(context, Some(1)))
        .map(|(numerator, denominator)| Ratio { numerator, denominator });
    (dose_quantity.is_some() || rate_ratio.is_some()).then(|| DoseAndRate {
        kind: context.guide.fixed.product_amount.concept(),
        dose_quantity,
        rate_ratio,
    })
}

fn dispense(context: &Context<'_>, body: &Prescription) -> Option<DispenseRequest> {
    let total = match (body.days, body.times) {
        (Some(days), _) => Decimal::read(&body.daily_dose).and_then(|dose| dose.times(days.into())),
        (None, Some(times)) => Decimal::read(&body.dose).and_then(|dose| dose.times(times.into())),
        (None, None) => None,
    };
    let quantity = amount(context, total, &body.unit);
    let expected_supply_duration = days(context, body.days);
    let extension: Vec<Extension> = body
        .times
        .filter(|times| *times > 0)
        .map(|times| Extension::integer(&context.guide.extensions.expected_repeat_count, times.into()))
        .into_iter()
        .collect();
    let any = quantity.is_some() || expected_supply_duration.is_some() || !extension.is_empty();
    any.then_some(DispenseRequest { extension, quantity, expected_supply_duration })
}

/// An amount in a MERIT-9 unit.
fn amount(context: &Context<'_>, number: Option<Decimal>, unit: &str) -> Option<Quantity> {
    let unit = context.guide.unit(unit)?;
    Some(Quantity {
        value: number?,
        comparator: None,
        unit: Some(unit.name.into()),
        system: Some(context.guide.systems.merit9_unit.as_str().into()),
        code: Some(unit.code.into()),
    })
}

/// A number of days.
fn days(context: &Context<'_>, number: Option<u16>) -> Option<Quantity> {
    Some(Quantity {
        value: Decimal::whole(number.filter(|days| *days > 0)?.into())?,
        comparator: None,
        unit: Some("日".into()),
        system: Some(context.guide.systems.ucum.as_str().into()),
        code: Some("d".into()),
    })
}
