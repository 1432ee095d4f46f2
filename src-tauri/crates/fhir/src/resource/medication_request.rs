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
    prescription::{DosageKind, Prescription, body_site, usage_method},
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
    /// 不均等: one line per time of taking.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional_instruction: Vec<CodeableConcept>,
    /// When.
    pub timing: Timing,
    /// 頓用.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_needed_boolean: Option<bool>,
    /// 部位.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<CodeableConcept>,
    /// 内服, 外用, 注射; with the method of use where the 用法コード says it.
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
    let method = method(context, body.kind, coded.as_ref());
    Some(Dosage {
        extension: vec![Extension::period_from(&guide.extensions.period_of_use, start)],
        text: text.unwrap_or_else(|| usage.clone()),
        additional_instruction: uneven(context, body),
        timing: Timing {
            repeat: days(context, body.days).map(|bounds_duration| Repeat { bounds_duration }),
            code: CodeableConcept {
                coding: vec![coded.unwrap_or_else(|| guide.fixed.usage_uncoded.coding())],
                text: Some(usage),
                ..CodeableConcept::default()
            },
        },
        as_needed_boolean: (body.kind == DosageKind::AsNeeded).then_some(true),
        site: site(context, &body.site),
        method,
        dose_and_rate: dose_and_rate(context, body).into_iter().collect(),
    })
}

/// 内服, 外用 or 注射, as the row says it or as the first digit of the 用法コード does; then what its first two say.
fn method(context: &Context<'_>, kind: DosageKind, usage: Option<&Coding>) -> Option<CodeableConcept> {
    let fixed = &context.guide.fixed;
    let usage = usage.map(|coding| coding.code.as_ref()).unwrap_or_default();
    let basic = match (kind, usage.get(..1)) {
        (DosageKind::Internal, _) | (DosageKind::AsNeeded, Some("1")) => &fixed.method_internal,
        (DosageKind::External, _) | (DosageKind::AsNeeded, Some("2")) => &fixed.method_external,
        (DosageKind::Injection, _) | (DosageKind::AsNeeded, Some("3")) => &fixed.method_injection,
        (DosageKind::AsNeeded, _) => return None,
    };
    // A code that contradicts the row is not believed.
    let detail = usage_method(usage).filter(|(code, _)| code.get(..1) == Some(&*basic.code));
    let detail = detail.map(|(code, name)| Coding {
        system: context.guide.systems.usage_method.as_str().into(),
        code: code.into(),
        display: Some(name.into()),
    });
    let coding = [basic.coding()].into_iter().chain(detail).collect();
    Some(CodeableConcept { coding, ..CodeableConcept::default() })
}

/// 部位 with its code where it is written as the table has it.
fn site(context: &Context<'_>, typed: &str) -> Option<CodeableConcept> {
    let text = context.cleaner.label(typed)?;
    let coding = body_site(typed).map(|(code, name)| Coding {
        system: context.guide.systems.body_site.as_str().into(),
        code: code.into(),
        display: Some(name.into()),
    });
    Some(CodeableConcept {
        coding: coding.into_iter().collect(),
        text: Some(text),
        ..CodeableConcept::default()
    })
}

/// 不均等投与 in the codes of JAMI 補足用法, `V` + time of taking + amount + `NNNNN`, which know whole amounts from 1
/// to 9. Any other amounts are in the dosage's text only, since the element demands a code.
fn uneven(context: &Context<'_>, body: &Prescription) -> Vec<CodeableConcept> {
    let lines: Option<Vec<CodeableConcept>> = (1..)
        .zip(&body.doses)
        .map(|(time, dose)| {
            let amount: u8 = dose.parse().ok().filter(|amount| (1..=9).contains(amount))?;
            let text = context.cleaner.label(&format!("不均等・{time}回目・{amount}{}", body.unit))?;
            let coding = vec![Coding {
                system: context.guide.systems.usage_additional.as_str().into(),
                code: format!("V{time}{amount}NNNNN").into(),
                display: Some(text.clone()),
            }];
            Some(CodeableConcept { coding, text: Some(text), ..CodeableConcept::default() })
        })
        .collect();
    lines.unwrap_or_default()
}

/// Amounts are written as numbers only where the unit is one of the guide's; the dosage's text has them anyway.
fn dose_and_rate(context: &Context<'_>, body: &Prescription) -> Option<DoseAndRate> {
    let even = body.doses.is_empty();
    let dose_quantity = even.then(|| amount(context, Decimal::read(&body.dose), &body.unit)).flatten();
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
