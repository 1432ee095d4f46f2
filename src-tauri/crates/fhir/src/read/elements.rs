//! FHIR's data types: what they say in words, and how the reader takes them.

use super::{
    fields::{Fields, Scan, Step},
    json::{Field, Node},
    xhtml,
};
use domain::{
    clock::in_japan,
    core6::{Moment, code::Code},
    date::PartialDate,
};
use jiff::{Timestamp, civil::DateTime};

/// A CodeableConcept.
#[derive(Default)]
pub(super) struct Concept<'n> {
    /// Its text.
    pub(super) text: &'n str,
    /// Codes of systems that rows may carry.
    pub(super) codes: Vec<Code>,
    /// Every coding: system, code, display.
    pub(super) codings: Vec<[&'n str; 3]>,
}

impl<'n> Concept<'n> {
    /// The text, else the first display, else the first code.
    pub(super) fn words(&self) -> &'n str {
        let display =
            || self.codings.iter().map(|[_, _, display]| *display).find(|display| !display.is_empty());
        let code = || self.codings.iter().map(|[_, code, _]| *code).find(|code| !code.is_empty());
        if self.text.is_empty() { display().or_else(code).unwrap_or_default() } else { self.text }
    }

    /// Whether one of its codings is this one.
    pub(super) fn has(&self, fixed: &crate::profile::FixedCode) -> bool {
        self.codings.iter().any(|[system, code, _]| *system == fixed.system && *code == fixed.code)
    }

    /// The code in this system.
    pub(super) fn code_in(&self, system: &str) -> Option<&'n str> {
        self.codings.iter().find(|[own, ..]| *own == system).map(|[_, code, _]| *code)
    }
}

/// Whether a CodeableConcept says anything that could name a row.
pub(super) fn names(node: Option<&Node<'_>>) -> bool {
    let Some(node) = node.filter(|node| matches!(node, Node::Object(_))) else { return false };
    let says =
        |node: &Node<'_>, name| node.field(name).and_then(Node::text).is_some_and(|text| !text.is_empty());
    let codings = node.field("coding").map(Node::elements).unwrap_or_default();
    says(node, "text") || codings.iter().any(|coding| says(coding, "display") || says(coding, "code"))
}

/// Reads `coding` and `text`. Codes of systems that we do not know become facts; every coding is told in full among
/// the technical details.
pub(super) fn concept<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Concept<'n> {
    let mut concept = Concept { text: fields.text("text").unwrap_or_default(), ..Concept::default() };
    fields.each(scan, "coding", |coding, scan| {
        let [system, code, display] = coding_parts(coding, scan);
        if let Some(system) = scan.words.system(system) {
            concept.codes.push(Code::new(system, code, display));
        }
        concept.codings.push([system, code, display]);
    });
    concept
}

/// System, code and display of a Coding.
pub(super) fn coding_parts<'n>(coding: &mut Fields<'n>, scan: &mut Scan<'n>) -> [&'n str; 3] {
    let part = |coding: &mut Fields<'n>, name| coding.digits(name).unwrap_or_default();
    let parts = [part(coding, "system"), part(coding, "code"), part(coding, "display")];
    let version = part(coding, "version");
    let [system, code, display] = parts;
    let told: Vec<&str> =
        [code, display, system, version].into_iter().filter(|part| !part.is_empty()).collect();
    scan.detail("コード", told.join(" "));
    parts
}

/// The plain text of a Narrative. One that the text does not show in full is kept as it is besides.
pub(super) fn narrative<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, name: &'n str) -> String {
    let text = fields.object(scan, name, |narrative, scan| {
        let known =
            |status| ["additional", "generated", "extensions", "empty"].contains(&status).then_some(());
        narrative.word("status", known);
        let Some(div) = narrative.peek("div").and_then(Node::text) else { return String::new() };
        let plain = xhtml::plain(div);
        if !plain.partial {
            narrative.take("div");
        } else {
            scan.at(Step::Name("div"), |scan| scan.say(&domain::rule::READ_NARRATIVE_PARTIAL, []));
        }
        plain.text
    });
    text.unwrap_or_default()
}

/// A dateTime or instant on the wall clocks of Japan, and whether the moment says all of it (seconds are dropped).
pub(super) fn moment(text: &str) -> Option<(Moment, bool)> {
    if text.len() == 10 {
        return text.parse().ok().map(|day| (Moment::Day(day), true));
    }
    let (at, ours) = match text.parse::<Timestamp>() {
        Ok(at) => (in_japan(at), text.ends_with("+09:00")),
        Err(_) => (text.parse::<DateTime>().ok().filter(|_| text.contains('T'))?, false),
    };
    let exact = ours && at.second() == 0 && at.subsec_nanosecond() == 0;
    let minute = at.with().second(0).subsec_nanosecond(0).build().ok()?;
    Some((Moment::Minute(minute), exact))
}

/// A date, or the day of a dateTime; whether that is all of it.
pub(super) fn partial(text: &str) -> Option<(PartialDate, bool)> {
    match PartialDate::from_iso(text) {
        Some(at) => Some((at, true)),
        None => moment(text).map(|(at, _)| (PartialDate::Day(at.day()), false)),
    }
}

/// What a value says in one line, if all of it can be said so; `None` leaves it to be told apart or kept as it is.
/// Systems, codes and the like go to the technical details.
pub(super) fn shape<'n>(node: &'n Node<'n>, scan: &mut Scan<'n>) -> Option<String> {
    let before = (scan.technical.len(), scan.findings.len());
    let shaped = match node {
        Node::Text(text) => Some(text.to_string()),
        Node::Number(text) => Some((*text).to_owned()),
        Node::Bool(value) => Some(if *value { "はい" } else { "いいえ" }.to_owned()),
        Node::Null => Some(String::new()),
        Node::Raw(_) => None,
        Node::List(values) => values
            .iter()
            .map(|value| shape(value, scan))
            .collect::<Option<Vec<_>>>()
            .map(|parts| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("、")),
        Node::Object(fields) => object(fields, node, scan),
    };
    if shaped.is_none() {
        scan.technical.truncate(before.0);
        scan.findings.truncate(before.1);
    }
    shaped
}

/// No data type that is told in one line has more fields.
const MOST_FIELDS: usize = 8;

/// The data types that are told in one line, by the fields that they may have.
fn object<'n>(fields: &'n [Field<'n>], node: &'n Node<'n>, scan: &mut Scan<'n>) -> Option<String> {
    if fields.len() > MOST_FIELDS {
        return None;
    }
    let within = |names: &[&str]| fields.iter().all(|field| names.contains(&field.name.as_ref()));
    let has = |name| node.field(name).is_some();
    let doubled = fields.iter().enumerate().any(|(i, a)| fields.iter().skip(i + 1).any(|b| a.name == b.name));
    if doubled || fields.is_empty() {
        return fields.is_empty().then(String::new);
    }
    if within(&["reference", "type", "display", "identifier"]) {
        return reference_words(node, scan);
    }
    if within(&["coding", "text"]) {
        let codings = node.field("coding").map(Node::elements).unwrap_or_default();
        let codings: Vec<String> =
            codings.iter().map(|node| coding_words(node, scan)).collect::<Option<_>>()?;
        return match node.field("text") {
            None => Some(codings.join("・")),
            Some(text) => {
                let text = text.text()?;
                Some(if text.is_empty() { codings.join("・") } else { text.to_owned() })
            }
        };
    }
    if within(&["value", "comparator", "unit", "system", "code"])
        && matches!(node.field("value"), Some(Node::Number(_)))
    {
        return quantity(node, scan);
    }
    if has("code") || has("display") {
        return coding_words(node, scan);
    }
    if within(&["start", "end"]) {
        let end = |name| node.field(name).map_or(Some(String::new()), leaf);
        return Some(format!("{}〜{}", end("start")?, end("end")?));
    }
    if within(&["low", "high"]) {
        let mut end = |name| node.field(name).map_or(Some(String::new()), |node| shape(node, scan));
        return Some(format!("{}〜{}", end("low")?, end("high")?));
    }
    if within(&["numerator", "denominator"]) {
        let mut part = |name| node.field(name).map_or(Some(String::new()), |node| shape(node, scan));
        return Some(format!("{} / {}", part("numerator")?, part("denominator")?));
    }
    if within(&["text", "time", "authorString"]) {
        let parts: Vec<String> = fields.iter().map(|field| leaf(&field.value)).collect::<Option<_>>()?;
        return Some(parts.join("　"));
    }
    if within(&["system", "value", "use", "rank", "type", "period"]) && has("value") {
        for field in fields.iter().filter(|field| field.name != "value") {
            let text = shape(&field.value, scan)?;
            let label = scan.words.label(&field.name).unwrap_or("番号の体系").to_owned();
            scan.detail(&label, text);
        }
        return node.field("value").and_then(leaf);
    }
    if within(&["text", "family", "given", "use", "prefix", "suffix"]) {
        let parts: Vec<String> =
            fields.iter().map(|field| shape(&field.value, scan)).collect::<Option<_>>()?;
        scan.detail("名前", parts.join(" "));
        return match node.field("text").and_then(leaf) {
            Some(text) => Some(text),
            None => Some(
                ["family", "given"]
                    .iter()
                    .filter_map(|name| shape(node.field(name)?, scan))
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
        };
    }
    if within(&["status", "div"]) && has("div") {
        let plain = xhtml::plain(node.field("div")?.text()?);
        scan.detail("文章の状態", node.field("status").and_then(leaf).unwrap_or_default());
        return (!plain.partial).then_some(plain.text);
    }
    None
}

/// The display of a Coding, else its code; all of it is told among the technical details.
fn coding_words<'n>(node: &'n Node<'n>, scan: &mut Scan<'n>) -> Option<String> {
    let Node::Object(fields) = node else { return None };
    let known = ["system", "code", "display", "version", "userSelected"];
    if fields.len() > known.len() || fields.iter().any(|field| !known.contains(&field.name.as_ref())) {
        return None;
    }
    let parts: Vec<String> = fields.iter().map(|field| leaf(&field.value)).collect::<Option<_>>()?;
    scan.detail("コード", parts.join(" "));
    Some(node.field("display").or(node.field("code")).and_then(leaf).unwrap_or_default())
}

/// A single value as text.
pub(super) fn leaf(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(text.to_string()),
        Node::Number(text) => Some((*text).to_owned()),
        Node::Bool(value) => Some(if *value { "はい" } else { "いいえ" }.to_owned()),
        _ => None,
    }
}

fn quantity<'n>(node: &'n Node<'n>, scan: &mut Scan<'n>) -> Option<String> {
    let part = |name: &str| node.field(name).map_or(Some(String::new()), leaf);
    let (value, comparator, unit) = (part("value")?, part("comparator")?, part("unit")?);
    let (system, code) = (part("system")?, part("code")?);
    scan.detail("単位コード", format!("{code} {system}").trim());
    let unit = if unit.is_empty() { code } else { unit };
    Some(format!("{comparator}{value} {unit}").trim().to_owned())
}

fn reference_words<'n>(node: &'n Node<'n>, scan: &mut Scan<'n>) -> Option<String> {
    let part = |name: &str| node.field(name).map_or(Some(String::new()), leaf);
    let (reference, kind, display) = (part("reference")?, part("type")?, part("display")?);
    let identifier =
        node.field("identifier").map_or(Some(String::new()), |identifier| shape(identifier, scan))?;
    scan.detail("参照", [kind.as_str(), reference.as_str()].join(" ").trim());
    let target = scan.resolve(node);
    let title = target.map(|target| scan.title(target)).unwrap_or_default();
    if target.is_none() && !reference.is_empty() {
        scan.say(&domain::rule::READ_REFERENCE_LOST, []);
    }
    let words: Vec<&str> = [display.as_str(), title.as_str(), identifier.as_str()]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    let mut shown: Vec<&str> = Vec::new();
    for word in words {
        if !shown.contains(&word) {
            shown.push(word);
        }
    }
    Some(if shown.is_empty() { reference } else { shown.join("　") })
}
