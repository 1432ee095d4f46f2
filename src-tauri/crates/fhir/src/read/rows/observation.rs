//! Observation: 検査 and 感染症 (JP-CLINS §5.4 and §6). Any other observation (身体所見) stays a list of facts.

use super::{Named, notes};
use crate::read::{
    document::Row,
    elements::{Concept, concept, leaf, moment, names},
    fields::{Fields, Scan, Step},
    item::flags,
    json::Node,
};
use domain::core6::{
    Body, Flags, Moment,
    code::{self, CodeSystem},
    infection::{Infection, InfectionResult},
    lab_item::{self, ValueKind},
    lab_result::{Interpretation, LabResult, ReferenceRange},
};

const INFECTION: &[CodeSystem] = &[CodeSystem::LabInfectionJlac10, CodeSystem::LabInfectionJlac11];
const LABORATORY: &[CodeSystem] = &[
    CodeSystem::LabLocal,
    CodeSystem::LabCoreJlac10,
    CodeSystem::LabCoreJlac11,
    CodeSystem::LabInfectionJlac10,
    CodeSystem::LabInfectionJlac11,
    CodeSystem::Jlac10,
];

/// The places of the words in their table (JP-CLINS §5.4).
const WORDS: &[(u8, InfectionResult)] =
    &[(1, InfectionResult::Positive), (2, InfectionResult::Negative), (3, InfectionResult::Hold)];

/// A value with its unit.
#[derive(Default)]
struct Value {
    text: String,
    unit: String,
    result: Option<InfectionResult>,
}

/// `None` for what is neither 検査 nor 感染症, or has no value.
pub(crate) fn read<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, section: Option<&str>) -> Option<Row> {
    if !is_laboratory(fields, scan) || !has_value(fields) {
        return None;
    }
    let flags = flags(fields, scan);
    fields.each(scan, "category", |category, scan| {
        let kind = concept(category, scan);
        if !kind.has(&scan.words.guide.fixed.laboratory) {
            scan.fact("区分", scan.words.value(kind.words()));
        }
    });
    let item = fields.object(scan, "code", concept)?;
    let named = Named { text: item.words().to_owned(), codes: item.codes };
    let status = fields.word("status", |status| match status {
        "final" => Some(""),
        "corrected" => Some("訂正後"),
        "preliminary" => Some("中間報告"),
        "registered" => Some("未着"),
        "cancelled" => Some("中止"),
        "entered-in-error" => Some("誤って登録された結果"),
        "amended" => Some("訂正"),
        _ => None,
    });
    scan.fact("状態", status.unwrap_or_default());
    let void = status == Some("誤って登録された結果");
    let sampled = at(fields, scan, "effectiveDateTime");
    let mut value = value(fields, scan)?;
    let specimen = specimen(fields, scan);
    let note = notes(fields, scan, |_| false);
    // What a sender puts among 検査結果 stays there with its range and mark, whatever its code.
    let infection = section != Some("620")
        && (code::any(&named.codes, INFECTION)
            || (section == Some("520")
                && !code::any(&named.codes, &[CodeSystem::LabCoreJlac10, CodeSystem::LabCoreJlac11])));
    let body = if infection {
        value.result = value.result.or_else(|| mark(fields, scan));
        Body::Infection(infection_of(named, value, specimen, sampled, flags, note))
    } else {
        let interpretation = interpretation(fields, scan);
        let range = range(fields, scan, &value.unit);
        let Named { text, codes } = named;
        let (value, unit) = match value.result {
            Some(result) if value.text.is_empty() => (result.label().to_owned(), value.unit),
            _ => (value.text, value.unit),
        };
        Body::LabResult(LabResult {
            text,
            codes,
            value,
            unit,
            range,
            interpretation,
            specimen,
            sampled,
            note,
        })
    };
    Some(Row { body, void })
}

fn infection_of(
    named: Named,
    value: Value,
    specimen: String,
    sampled: Option<Moment>,
    flags: Flags,
    note: String,
) -> Infection {
    let Named { text, codes } = named;
    let result_text = match value.result {
        Some(result) if value.text == result.label() => String::new(),
        _ => format!("{} {}", value.text, value.unit).trim().to_owned(),
    };
    Infection { text, codes, result: value.result, result_text, specimen, sampled, flags, note }
}

/// Whether a category or a code says that this is a laboratory value.
fn is_laboratory<'n>(fields: &Fields<'n>, scan: &Scan<'n>) -> bool {
    let codings = |node: &'n Node<'n>| node.field("coding").map(Node::elements).unwrap_or_default();
    let part = |coding: &'n Node<'n>, name| coding.field(name).and_then(Node::text);
    let categories = fields.peek("category").map(Node::elements).unwrap_or_default();
    let laboratory = |coding: &'n Node<'n>| part(coding, "code") == Some("laboratory");
    let coded = |coding: &'n Node<'n>| {
        let system = part(coding, "system").and_then(|system| scan.words.system(system));
        system.is_some_and(|system| LABORATORY.contains(&system))
    };
    names(fields.peek("code"))
        && (categories.iter().flat_map(codings).any(laboratory)
            || fields.peek("code").is_some_and(|code| codings(code).iter().any(coded)))
}

fn has_value(fields: &Fields<'_>) -> bool {
    let object = |name| matches!(fields.peek(name), Some(Node::Object(_)));
    ["valueQuantity", "valueCodeableConcept", "dataAbsentReason"].into_iter().any(object)
        || matches!(fields.peek("valueString"), Some(Node::Text(_)))
}

/// A result's word with a unit behind it, as it is written where somebody typed both: `（＋） mg/dL`.
fn word_and_unit(text: &str) -> (&str, &str) {
    let word = |text: &str| ValueKind::ALL.iter().any(|kind| lab_item::read_word(*kind, text).is_some());
    text.rsplit_once(' ').filter(|(head, _)| word(head) && !word(text)).unwrap_or((text, ""))
}

/// 採取日時. What a row does not keep of it (seconds, another zone) is a fact.
fn at<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, name: &'n str) -> Option<Moment> {
    let (text, (at, exact)) = fields.word(name, |text| Some((text, moment(text)?)))?;
    if !exact {
        scan.detail("採取日時（原文）", text);
    }
    Some(at)
}

fn value<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Option<Value> {
    if let Some(quantity) = fields.object(scan, "valueQuantity", quantity) {
        return Some(quantity);
    }
    if let Some(concept) = fields.object(scan, "valueCodeableConcept", concept) {
        let result = WORDS.iter().copied().find(|(place, _)| {
            let word = scan.words.guide.result_word(ValueKind::PosNeg, *place);
            word.is_some_and(|word| concept.code_in(word.system) == Some(&word.code.to_string()))
        });
        let result = result.map(|(_, result)| result);
        let (text, unit) = word_and_unit(concept.words());
        return Some(Value { text: text.to_owned(), unit: unit.to_owned(), result });
    }
    if let Some(text) = fields.text("valueString") {
        return Some(Value { text: text.to_owned(), ..Value::default() });
    }
    let reason = fields.object(scan, "dataAbsentReason", |fields, scan| concept(fields, scan).words())?;
    let text = if reason.is_empty() { "結果なし" } else { reason }.to_owned();
    Some(Value { text, ..Value::default() })
}

/// A number in its digits, with its comparator and unit; the unit's code is a technical detail.
fn quantity<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Value {
    let number = fields.digits("value").unwrap_or_default();
    let comparator = fields.text("comparator").unwrap_or_default();
    let unit = fields.text("unit").unwrap_or_default();
    let (system, code) = (fields.text("system").unwrap_or_default(), fields.text("code").unwrap_or_default());
    scan.detail("単位コード", format!("{code} {system}").trim());
    let unit = if unit.is_empty() { code } else { unit };
    Value { text: format!("{comparator}{number}"), unit: unit.to_owned(), result: None }
}

/// 陽性 or 陰性 beside a number.
fn mark<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Option<InfectionResult> {
    let fixed = &scan.words.guide.fixed;
    let known = [
        (&fixed.positive_mark, InfectionResult::Positive),
        (&fixed.negative_mark, InfectionResult::Negative),
    ];
    let mut found = None;
    fields.each(scan, "interpretation", |fields, scan| {
        let said = concept(fields, scan);
        let one = known.into_iter().find(|(code, _)| said.has(code)).map(|(_, one)| one);
        match one.filter(|_| found.is_none()) {
            Some(one) => {
                found = Some(one);
                scan.fact("判定", said.text);
            }
            None => scan.fact("判定", said.words()),
        }
    });
    found
}

fn interpretation<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Option<Interpretation> {
    let fixed = &scan.words.guide.fixed;
    let known = [
        (&fixed.high, Interpretation::High),
        (&fixed.low, Interpretation::Low),
        (&fixed.normal, Interpretation::Normal),
    ];
    let mut found = None;
    fields.each(scan, "interpretation", |fields, scan| {
        let said: Concept<'_> = concept(fields, scan);
        let one = known.into_iter().find(|(code, _)| said.has(code)).map(|(_, one)| one);
        match one.filter(|_| found.is_none()) {
            Some(one) => {
                found = Some(one);
                scan.fact("判定", said.text);
            }
            None => scan.fact("判定", said.words()),
        }
    });
    found
}

/// The first range; others are facts. A limit in another unit than the value's keeps its unit in a fact.
fn range<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, unit: &str) -> ReferenceRange {
    let mut first: Option<ReferenceRange> = None;
    fields.each(scan, "referenceRange", |range, scan| {
        let mut limit = |name: &'n str, scan: &mut Scan<'n>| {
            let value = range.object(scan, name, quantity).unwrap_or_default();
            if !value.unit.is_empty() && value.unit != unit {
                scan.fact("基準値の単位", value.unit);
            }
            value.text
        };
        let (low, high) = (limit("low", scan), limit("high", scan));
        let text = range.text("text").unwrap_or_default().to_owned();
        super::super::item::describe(range, scan, "基準値");
        let read = ReferenceRange { low, high, text };
        if first.is_none() {
            if read.display() != read.text {
                scan.fact("基準値", read.text.as_str());
            }
            first = Some(read);
        } else {
            scan.fact("ほかの基準値", format!("{} {}", read.display(), read.text).trim());
        }
    });
    first.unwrap_or_default()
}

/// 材料: named in the reference, or by the Specimen that it points to.
fn specimen<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> String {
    let Some(node) = fields.peek("specimen") else { return String::new() };
    let Node::Object(list) = node else { return String::new() };
    if !list.iter().all(|field| {
        matches!(&*field.name, "reference" | "type" | "display") && matches!(field.value, Node::Text(_))
    }) {
        return String::new();
    }
    fields.take("specimen");
    let display = node.field("display").and_then(leaf).unwrap_or_default();
    scan.detail("材料の参照", node.field("type").and_then(leaf).unwrap_or_default());
    let reference = node.field("reference").and_then(Node::text).unwrap_or_default();
    if reference.is_empty() {
        return known_specimen(display, scan);
    }
    let target = scan.resolve(node);
    match target {
        Some(target) => {
            let title = scan.title(target);
            match (display.is_empty(), title.is_empty()) {
                (true, _) => known_specimen(title, scan),
                (false, true) => known_specimen(display, scan),
                (false, false) => {
                    if display != title {
                        scan.fact("材料", display);
                    }
                    known_specimen(title, scan)
                }
            }
        }
        None => {
            scan.at(Step::Name("specimen"), |scan| scan.say(&domain::rule::READ_REFERENCE_LOST, []));
            scan.fact("材料の参照", reference);
            known_specimen(display, scan)
        }
    }
}

/// 不明 is what the guide writes where nobody knows.
fn known_specimen(text: String, scan: &Scan<'_>) -> String {
    if text == scan.words.guide.document.specimen_unknown { String::new() } else { text }
}
