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
    lab_item::{self, LabItem, LabList, NoValue, ValueKind},
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
    /// `final`; `registered` or `cancelled` where there is no value.
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
    /// Why there is no value, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_absent_reason: Option<CodeableConcept>,
    /// H, L, N; POS, NEG beside a number.
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
    /// There is none, for the reason that was typed.
    None(NoValue, Text),
}

/// What 検査 and 感染症 have in common.
struct Common<'a> {
    specimen: &'a str,
    sampled: Option<Moment>,
    flags: Flags,
}

impl Observation {
    /// A laboratory value. `None` without a local or JLAC code, 採取日時 or a value.
    pub fn laboratory(context: &Context<'_>, entry: &Entry<LabResult>) -> Option<Self> {
        let body = &entry.body;
        let code = code(context, &body.text, &body.codes)?;
        let value = value(context, code.item, &body.value, &body.unit)?;
        let range = range(context, &body.range, &value);
        let fixed = &context.guide.fixed;
        let interpretation = body.interpretation.map(|interpretation| match interpretation {
            Interpretation::High => fixed.high.concept(),
            Interpretation::Low => fixed.low.concept(),
            Interpretation::Normal => fixed.normal.concept(),
        });
        let common = Common { specimen: &body.specimen, sampled: body.sampled, flags: Flags::default() };
        let mut observation = Self::new(context, entry, &common, code, value)?;
        observation.interpretation = interpretation.into_iter().collect();
        observation.reference_range = range.into_iter().collect();
        Some(observation)
    }

    /// The result of an infection test. `None` without a local or JLAC code, 採取日時 or a result. 長期保存 is
    /// allowed with a designated infection code only (R6031). Beside a number, 陽性 and 陰性 are its
    /// interpretation; else they are the value.
    pub fn infection(context: &Context<'_>, entry: &Entry<Infection>) -> Option<Self> {
        let body = &entry.body;
        let fixed = &context.guide.fixed;
        let code = code(context, &body.text, &body.codes)?;
        let (number, unit) = number_and_unit(&body.result_text);
        let typed = (!body.result_text.trim().is_empty())
            .then(|| value(context, code.item, &number, &unit))
            .flatten();
        let mut mark = None;
        let value = match (body.result, typed) {
            (Some(result), Some(number @ Value::Quantity(_))) => {
                mark = match result {
                    InfectionResult::Positive => Some(fixed.positive_mark.concept()),
                    InfectionResult::Negative => Some(fixed.negative_mark.concept()),
                    InfectionResult::Hold => None,
                };
                number
            }
            (Some(result), _) => {
                let place = match result {
                    InfectionResult::Positive => 1,
                    InfectionResult::Negative => 2,
                    InfectionResult::Hold => 3,
                };
                let text = context.cleaner.label(&body.result_text).unwrap_or(result.label().into());
                word(context, ValueKind::PosNeg, place, text)?
            }
            (None, typed) => typed?,
        };
        let common = Common { specimen: &body.specimen, sampled: body.sampled, flags: body.flags };
        let mut observation = Self::new(context, entry, &common, code, value)?;
        observation.interpretation = mark.into_iter().collect();
        Some(observation)
    }

    fn new<T>(
        context: &Context<'_>,
        entry: &Entry<T>,
        common: &Common<'_>,
        code: Item,
        value: Value,
    ) -> Option<Self> {
        let infection = code.item.is_some_and(|item| item.list == LabList::Infection);
        let allowed = Flags { long_term: infection, ..Flags::default() };
        let specimen = context
            .cleaner
            .label(common.specimen)
            .unwrap_or(context.guide.document.specimen_unknown.as_str().into());
        let mut observation = Self {
            meta: context.meta(&context.guide.profiles.lab_result, context.tags(common.flags, allowed)),
            contained: vec![
                Contained::Encounter(Box::new(encounter::Encounter::contained(context))),
                Contained::Practitioner(Box::new(practitioner::Practitioner::contained(context))),
            ],
            extension: context.origin(),
            identifier: vec![context.row_number(entry.id)],
            status: "final".into(),
            category: vec![context.guide.fixed.laboratory.concept()],
            code: code.concept,
            subject: Reference::to(context.patient.clone()),
            encounter: Reference::to(format!("#{}", encounter::CONTAINED_ID)),
            effective_date_time: time::moment(common.sampled?).into(),
            performer: vec![Reference::to(format!("#{}", practitioner::CONTAINED_ID))],
            value_quantity: None,
            value_codeable_concept: None,
            value_string: None,
            data_absent_reason: None,
            interpretation: Vec::new(),
            specimen: Reference { reference: None, kind: Some("Specimen".into()), display: Some(specimen) },
            reference_range: Vec::new(),
        };
        match value {
            Value::Quantity(quantity) => observation.value_quantity = Some(quantity),
            Value::Concept(concept) => observation.value_codeable_concept = Some(concept),
            Value::Text(text) => observation.value_string = Some(text),
            Value::None(why, text) => {
                observation.status = match why {
                    NoValue::Pending => "registered".into(),
                    NoValue::Cancelled => "cancelled".into(),
                };
                observation.data_absent_reason = Some(CodeableConcept::text(text));
            }
        }
        Some(observation)
    }
}

/// The code of a result, and the designated item that it names.
struct Item {
    concept: CodeableConcept,
    item: Option<&'static LabItem>,
}

/// The four patterns of JP-CLINS §6: always a local code, then the designated item, the general JLAC10 code, or
/// the word that there is none. A clinic without item codes of its own uses the standard code as its local one.
///
/// A general code of a designated item must not stand for it alone (the guide demands the code of its list
/// there), so without one the result goes as not standardized.
fn code(context: &Context<'_>, text: &str, codes: &[Code]) -> Option<Item> {
    let label = context.cleaner.item(text)?;
    let designated = designated(context, codes);
    let item = designated.first().and_then(|coding| lab_item::by_name(coding.display.as_deref()?));
    let general = context.coding(codes, CodeSystem::Jlac10, text).filter(|coding| coding.code.len() == 17);
    let own = context.coding(codes, CodeSystem::LabLocal, text);
    let local = own.as_ref().or(designated.first()).or(general.as_ref())?.code.clone();
    let local = Coding {
        system: context.guide.code_system(CodeSystem::LabLocal).into(),
        code: local,
        display: Some(label.clone()),
    };
    let alone = designated.is_empty();
    let general = general.filter(|coding| !alone || lab_item::by_jlac10(&coding.code).is_none());
    let mut standard: Vec<Coding> = designated.into_iter().chain(general).collect();
    if standard.is_empty() {
        standard.push(context.guide.fixed.lab_uncoded.coding());
    }
    let coding = [local].into_iter().chain(standard).collect();
    Some(Item { concept: CodeableConcept { coding, text: Some(label), ..CodeableConcept::default() }, item })
}

/// Codings of designated items that carry their FHIR識別名 exactly. All of one row name one item: what differs
/// from the first is left to the text, and so is a JLAC10 code that measures something else.
fn designated(context: &Context<'_>, codes: &[Code]) -> Vec<Coding> {
    let mut found: Vec<Coding> = Vec::new();
    for system in [
        CodeSystem::LabInfectionJlac10,
        CodeSystem::LabInfectionJlac11,
        CodeSystem::LabCoreJlac10,
        CodeSystem::LabCoreJlac11,
    ] {
        let Some(code) = find(codes, system) else { continue };
        if !context.guide.is_lab_name(system, &code.display) || code.code.len() != 17 {
            continue;
        }
        let jlac10 = matches!(system, CodeSystem::LabInfectionJlac10 | CodeSystem::LabCoreJlac10);
        if jlac10 && !lab_item::by_name(&code.display).is_some_and(|item| item.measures(&code.code)) {
            continue;
        }
        let Some(coding) = context.coding(codes, system, &code.display) else { continue };
        if found.first().is_none_or(|first| first.display == coding.display) {
            found.push(coding);
        }
    }
    found
}

/// A word of a result table with the text as typed.
fn word(context: &Context<'_>, kind: ValueKind, place: u8, text: Text) -> Option<Value> {
    let word = context.guide.result_word(kind, place)?;
    Some(Value::Concept(CodeableConcept {
        coding: vec![Coding {
            system: word.system.into(),
            code: word.code.to_string().into(),
            display: Some(word.display.into()),
        }],
        text: Some(text),
        ..CodeableConcept::default()
    }))
}

/// What a typed value is: a reason why there is none, a word of the item's result table, a number with its unit,
/// a bound (`<0.3`, `≧5`), or the text as typed.
fn value(context: &Context<'_>, item: Option<&LabItem>, typed: &str, unit: &str) -> Option<Value> {
    let bare = context.cleaner.label(typed)?;
    if let Some(why) = lab_item::read_no_value(typed) {
        return Some(Value::None(why, bare));
    }
    let label = context.cleaner.label(&format!("{typed} {unit}"))?;
    let kind = item.map_or(ValueKind::Quantity, |item| item.kind);
    if let Some(place) = lab_item::read_word(kind, typed) {
        return word(context, kind, place, label);
    }
    let folded = domain::text::fold_width(typed);
    let (comparator, number) = bound(folded.trim());
    let (number, unit) = match kind {
        ValueKind::Titer => (dilution(number), if unit.trim().is_empty() { "倍" } else { unit }),
        _ => (number, unit),
    };
    if let Some(value) = Decimal::read(number) {
        let ucum = lab_item::ucum(unit);
        return Some(Value::Quantity(Quantity {
            value,
            comparator: comparator.map(Into::into),
            unit: text::unit(unit),
            system: ucum.map(|_| context.guide.systems.ucum.as_str().into()),
            code: ucum.map(Into::into),
        }));
    }
    Some(Value::Text(label))
}

/// A bound before or behind a number: `<0.3`, `≧5`, `0.1未満`.
fn bound(typed: &str) -> (Option<&'static str>, &str) {
    const BEFORE: &[(&str, &str)] = &[
        ("<=", "<="),
        (">=", ">="),
        ("≦", "<="),
        ("≧", ">="),
        ("≤", "<="),
        ("≥", ">="),
        ("<", "<"),
        (">", ">"),
    ];
    const BEHIND: &[(&str, &str)] = &[("未満", "<"), ("以下", "<="), ("以上", ">=")];
    let before = || BEFORE.iter().find_map(|(sign, is)| Some((*is, typed.strip_prefix(sign)?.trim())));
    let behind = || BEHIND.iter().find_map(|(word, is)| Some((*is, typed.strip_suffix(word)?.trim())));
    before().or_else(behind).map_or((None, typed), |(is, number)| (Some(is), number))
}

/// The number of a dilution: `8倍`, `×8`, `1:8`.
fn dilution(typed: &str) -> &str {
    let bare = typed.trim_end_matches('倍').trim_start_matches(['×', 'x', 'X']);
    bare.strip_prefix("1:").unwrap_or(bare).trim()
}

/// A number and the unit behind it, as results of infection tests are typed in one field: `0.01 IU/mL`. What is
/// no unit that we know stays part of the text.
fn number_and_unit(typed: &str) -> (String, String) {
    let folded = domain::text::fold_width(typed);
    let folded = folded.trim();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = folded.rfind(is_number).map_or(0, |last| last + 1);
    // The number may end before a power in the unit: `5 10^3/μL`.
    let ends = [end].into_iter().chain(folded.find(char::is_whitespace));
    for end in ends {
        if let Some((number, unit)) = folded.split_at_checked(end) {
            let unit = unit.trim();
            let known = lab_item::ucum(unit).is_some()
                || matches!(unit, "C.O.I" | "C.O.I." | "COI" | "S/CO" | "INDEX");
            if known && Decimal::read(bound(number.trim()).1).is_some() {
                return (number.trim().to_owned(), unit.to_owned());
            }
        }
    }
    (typed.to_owned(), String::new())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_and_units_behind_numbers() {
        assert_eq!(bound("<0.3"), (Some("<"), "0.3"));
        assert_eq!(bound("0.1 未満"), (Some("<"), "0.1"));
        assert_eq!(bound("陰性"), (None, "陰性"));
        let split = |typed| number_and_unit(typed);
        assert_eq!(split("0.01 IU/mL"), ("0.01".to_owned(), "IU/mL".to_owned()));
        assert_eq!(split("<0.05ＩＵ／ｍＬ"), ("<0.05".to_owned(), "IU/mL".to_owned()));
        assert_eq!(split("5 10^3/μL"), ("5".to_owned(), "10^3/μL".to_owned()));
        for whole in ["0.1 未満", "1:8", "8倍", "2026/11/01", "陰性 0.3", "", "3 つぶ"] {
            assert_eq!(split(whole), (whole.to_owned(), String::new()), "{whole}");
        }
        for (typed, number) in [("8倍", "8"), ("×80", "80"), ("1:8", "8"), ("3", "3")] {
            assert_eq!(dilution(typed), number);
        }
    }
}
