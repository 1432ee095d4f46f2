//! Rows of the 6情報, as drafts of the chart's own rows. A word that we do not know is left where it is and becomes
//! a fact or a leftover; no date or status is made up.

pub(super) mod allergy;
pub(super) mod condition;
pub(super) mod family;
pub(super) mod medication;
pub(super) mod observation;

use super::{
    elements::{concept, leaf},
    fields::{Fields, Scan},
    index::Target,
    json::Node,
};
use domain::{core6::code::Code, date::Date};

/// The text and codes of a row, for people and for the chart.
#[derive(Default)]
pub(super) struct Named {
    pub(super) text: String,
    pub(super) codes: Vec<Code>,
}

/// Takes the reference to the patient: every row of a document is about them. One that leads elsewhere stays a fact.
pub(super) fn about_patient<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, name: &'n str) {
    let Some(node) = fields.peek(name) else { return };
    let plain = matches!(node, Node::Object(list) if list.iter().all(|field| matches!(&*field.name, "reference" | "type" | "display" | "identifier")));
    let patient = scan.index.patient().map(Target::Entry);
    if plain && patient.is_some() && scan.resolve(node) == patient {
        fields.take(name);
        for part in ["type", "display"] {
            scan.detail("患者の参照", node.field(part).and_then(leaf).unwrap_or_default());
        }
        if let Some(identifier) = node.field("identifier") {
            let text = super::elements::shape(identifier, scan);
            match text {
                Some(text) => scan.detail("患者の参照", text),
                None => scan.keep(identifier),
            }
        }
    }
}

/// A status that means something for the row: takes `coding` and `text` of one of the known codes; others become a
/// fact. The answer is the code of `system` and the text.
fn status<'n>(
    fields: &mut Fields<'n>,
    scan: &mut Scan<'n>,
    (name, label): (&'n str, &str),
    system: &str,
    known: &[&str],
) -> (Option<&'n str>, &'n str) {
    let read = fields.object(scan, name, |fields, scan| {
        let concept = concept(fields, scan);
        let code = concept.code_in(system).filter(|code| known.contains(code));
        if code.is_none() {
            scan.fact(label, scan.words.value(concept.words()));
        }
        scan.detail(label, concept.text);
        (code, concept.text)
    });
    read.unwrap_or_default()
}

/// Notes: `take` keeps those that it understands; the others are joined.
fn notes<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, mut take: impl FnMut(&str) -> bool) -> String {
    let mut texts: Vec<String> = Vec::new();
    fields.each(scan, "note", |note, scan| {
        let text = note.text("text").unwrap_or_default();
        if !text.is_empty() && !take(text) {
            texts.push(text.to_owned());
        }
        super::item::describe(note, scan, "注記");
    });
    texts.join("\n")
}

/// The day in a note that we write ourselves: `終了日: 2026-04-01`.
fn day_after(note: &str, word: &str) -> Option<Date> {
    note.strip_prefix(word)?.strip_prefix(": ")?.parse().ok()
}
