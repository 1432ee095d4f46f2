//! JP_Observation_LabResult_eCS (JP-CLINS §5.4 and §6): 検査 and 感染症.

use super::{Contained, encounter, practitioner};
use crate::{
    context::Context,
    decimal::Decimal,
    element::{CodeableConcept, Coding, Extension, Identifier, Meta, Quantity, Reference, Text},
    text, time,
};
use domain::core6::{
    Entry, Flags, Moment,
    code::{Code, CodeSystem, find},
    infection::{Infection, InfectionResult},
    lab_result::{Interpretation, LabResult, ReferenceRange},
};
use serde::Serialize;

/// One laboratory value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct Observation {
    /// Profile, time, flags.
    pub meta: Meta,
    /// Visit and ordering doctor.
    pub contained: Vec<Contained>,
    /// Institution, department.
    pub extension: Vec<Extension>,
    /// リソース一意識別ID.
    pub identifier: Vec<Identifier>,
    /// `final`.
    pub status: Text,
    /// Laboratory.
    pub category: Vec<CodeableConcept>,
    /// Item.
    pub code: CodeableConcept,
    /// The patient.
    pub subject: Reference,
    /// The visit.
    pub encounter: Reference,
    /// 採取日時.
    pub effective_date_time: Text,
    /// The ordering doctor.
    pub performer: Vec<Reference>,
    /// A numeric value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_quantity: Option<Quantity>,
    /// A value out of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_codeable_concept: Option<CodeableConcept>,
    /// Any other value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_string: Option<Text>,
    /// H, L, N.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub interpretation: Vec<CodeableConcept>,
    /// 材料.
    pub specimen: Reference,
    /// 基準値.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reference_range: Vec<Range>,
}

/// 基準値: numbers with the unit of the result, or a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Lower limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// Upper limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// A range that is not two numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

/// A value as FHIR distinguishes them.
enum Value {
    Quantity(Quantity),
    Concept(CodeableConcept),
    Text(Text),
}

/// What 検査 and 感染症 have in common.
struct Common<'a> {
    text: &'a str,
    codes: &'a [Code],
    specimen: &'a str,
    sampled: Option<Moment>,
    flags: Flags,
}

impl Observation {
    /// A laboratory value. `None` without a local or JLAC code, 採取日時 or a value.
    pub fn laboratory(context: &Context<'_>, entry: &Entry<LabResult>) -> Option<Self> {
        let body = &entry.body;
        let value = value(context, &body.value, &body.unit)?;
        let range = range(context, &body.range, &value);
        let fixed = &context.guide.fixed;
        let interpretation = body.interpretation.map(|interpretation| match interpretation {
            Interpretation::High => fixed.high.concept(),
            Interpretation::Low => fixed.low.concept(),
            Interpretation::Normal => fixed.normal.concept(),
        });
        let common = Common {
            text: &body.text,
            codes: &body.codes,
            specimen: &body.specimen,
            sampled: body.sampled,
            flags: Flags::default(),
        };
        let mut observation = Self::new(context, entry, &common, value)?;
        observation.interpretation = interpretation.into_iter().collect();
        observation.reference_range = range.into_iter().collect();
        Some(observation)
    }

    /// The result of an infection test. `None` without a local or JLAC code, 採取日時 or a result. 長期保存 is
    /// allowed with a designated infection code only (R6031).
    pub fn infection(context: &Context<'_>, entry: &Entry<Infection>) -> Option<Self> {
        let body = &entry.body;
        let fixed = &context.guide.fixed;
        let typed = context.cleaner.label(&body.result_text);
        let value = match (body.result, typed) {
            (Some(result), typed) => Value::Concept(CodeableConcept {
                coding: vec![match result {
                    InfectionResult::Positive => fixed.positive.coding(),
                    InfectionResult::Negative => fixed.negative.coding(),
                    InfectionResult::Hold => fixed.hold.coding(),
                }],
                text: typed.or(Some(result.label().into())),
                ..CodeableConcept::default()
            }),
            (None, Some(typed)) => Value::Text(typed),
            (None, None) => return None,
        };
        let common = Common {
            text: &body.text,
            codes: &body.codes,
            specimen: &body.specimen,
            sampled: body.sampled,
            flags: body.flags,
        };
        Self::new(context, entry, &common, value)
    }

    fn new<T>(context: &Context<'_>, entry: &Entry<T>, common: &Common<'_>, value: Value) -> Option<Self> {
        let (code, designated_infection) = code(context, common)?;
        let allowed = Flags { long_term: designated_infection, ..Flags::default() };
        let specimen = context
            .cleaner
            .label(common.specimen)
            .unwrap_or(context.guide.document.specimen_unknown.as_str().into());
        let (value_quantity, value_codeable_concept, value_string) = match value {
            Value::Quantity(quantity) => (Some(quantity), None, None),
            Value::Concept(concept) => (None, Some(concept), None),
            Value::Text(text) => (None, None, Some(text)),
        };
        Some(Self {
            meta: context.meta(&context.guide.profiles.lab_result, context.tags(common.flags, allowed)),
            contained: vec![
                Contained::Encounter(Box::new(encounter::Encounter::contained(context))),
                Contained::Practitioner(Box::new(practitioner::Practitioner::contained(context))),
            ],
            extension: context.origin(),
            identifier: vec![context.row_number(entry.id)],
            status: "final".into(),
            category: vec![context.guide.fixed.laboratory.concept()],
            code,
            subject: Reference::to(context.patient.clone()),
            encounter: Reference::to(format!("#{}", encounter::CONTAINED_ID)),
            effective_date_time: time::moment(common.sampled?).into(),
            performer: vec![Reference::to(format!("#{}", practitioner::CONTAINED_ID))],
            value_quantity,
            value_codeable_concept,
            value_string,
            interpretation: Vec::new(),
            specimen: Reference { reference: None, kind: Some("Specimen".into()), display: Some(specimen) },
            reference_range: Vec::new(),
        })
    }
}

/// The four patterns of JP-CLINS §6: always a local code, then the designated item, the general JLAC10 code, or
/// the word that there is none. A clinic without item codes of its own uses the standard code as its local one.
/// The second value says whether a designated infection item is among them.
fn code(context: &Context<'_>, common: &Common<'_>) -> Option<(CodeableConcept, bool)> {
    let text = context.cleaner.item(common.text)?;
    let designated = designated(context, common.codes);
    let infection = matches!(
        designated.first(),
        Some((CodeSystem::LabInfectionJlac10 | CodeSystem::LabInfectionJlac11, _))
    );
    let general = context
        .coding(common.codes, CodeSystem::Jlac10, common.text)
        .filter(|coding| coding.code.len() == 17);
    let standard: Vec<Coding> = designated.into_iter().map(|(_, coding)| coding).chain(general).collect();
    let own = context.coding(common.codes, CodeSystem::LabLocal, common.text).map(|coding| coding.code);
    let local = Coding {
        system: context.guide.code_system(CodeSystem::LabLocal).into(),
        code: own.or_else(|| standard.first().map(|coding| coding.code.clone()))?,
        display: Some(text.clone()),
    };
    let standard =
        if standard.is_empty() { vec![context.guide.fixed.lab_uncoded.coding()] } else { standard };
    let coding = [local].into_iter().chain(standard).collect();
    Some((CodeableConcept { coding, text: Some(text), ..CodeableConcept::default() }, infection))
}

/// Codings of designated items that carry their FHIR識別名 exactly. All of one row name one item: what differs
/// from the first is left to the text.
fn designated(context: &Context<'_>, codes: &[Code]) -> Vec<(CodeSystem, Coding)> {
    let mut found: Vec<(CodeSystem, Coding)> = Vec::new();
    for system in [
        CodeSystem::LabInfectionJlac10,
        CodeSystem::LabInfectionJlac11,
        CodeSystem::LabCoreJlac10,
        CodeSystem::LabCoreJlac11,
    ] {
        let Some(code) = find(codes, system) else { continue };
        if !context.guide.is_lab_name(system, &code.display) {
            continue;
        }
        let Some(coding) = context.coding(codes, system, &code.display) else { continue };
        if found.first().is_none_or(|(_, first)| first.display == coding.display) {
            found.push((system, coding));
        }
    }
    found
}

/// A number with its unit, a bound (`<0.3`, `≧5`), or the text as typed.
fn value(context: &Context<'_>, typed: &str, unit: &str) -> Option<Value> {
    const BOUNDS: &[(&str, &str)] = &[
        ("<=", "<="),
        (">=", ">="),
        ("≦", "<="),
        ("≧", ">="),
        ("≤", "<="),
        ("≥", ">="),
        ("<", "<"),
        (">", ">"),
    ];
    let folded = domain::text::fold_width(typed);
    let folded = folded.trim();
    let (comparator, number) = BOUNDS
        .iter()
        .find_map(|(sign, comparator)| Some((Some(*comparator), folded.strip_prefix(sign)?.trim())))
        .unwrap_or((None, folded));
    if let Some(value) = Decimal::read(number) {
        return Some(Value::Quantity(Quantity {
            value,
            comparator: comparator.map(Into::into),
            unit: text::unit(unit),
            system: None,
            code: None,
        }));
    }
    let text = context.cleaner.label(&format!("{typed} {unit}"))?;
    context.cleaner.label(typed).map(|_| Value::Text(text))
}

/// Numeric limits carry the unit of a numeric result; beside any other result the range is a text.
fn range(context: &Context<'_>, range: &ReferenceRange, value: &Value) -> Option<Range> {
    if let Value::Quantity(result) = value {
        let limit =
            |typed: &str| Some(Quantity { value: Decimal::read(typed)?, comparator: None, ..result.clone() });
        let (low, high) = (limit(&range.low), limit(&range.high));
        if low.is_some() || high.is_some() {
            return Some(Range { low, high, text: context.cleaner.label(&range.text) });
        }
    }
    let text = context.cleaner.label(&range.display())?;
    Some(Range { low: None, high: None, text: Some(text) })
}
