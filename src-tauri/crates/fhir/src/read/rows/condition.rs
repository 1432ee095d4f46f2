//! Condition: 傷病名 (JP-CLINS §5.2).

use super::{notes, status};
use crate::read::{
    document::Row,
    elements::{Concept, concept, names, partial},
    fields::{Fields, Scan},
    item::flags,
    people::extensions,
};
use domain::{
    core6::{
        Body,
        code::Code,
        condition::{Condition, Modifier, Outcome, OutcomeKind},
    },
    date::{Date, PartialDate},
};

const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";
const VERIFICATION: &str = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

/// `None` where it has no name: then everything stays a fact.
pub(crate) fn read<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Option<Row> {
    if !names(fields.peek("code")) {
        return None;
    }
    let guide = scan.words.guide;
    let flags = flags(fields, scan);
    let (mut prefixes, mut suffixes) = (Vec::new(), Vec::new());
    let name = fields.object(scan, "code", |code, scan| {
        extensions(code, scan, |url, extension, scan| {
            let list = match url {
                url if url == guide.extensions.disease_prefix => &mut prefixes,
                url if url == guide.extensions.disease_postfix => &mut suffixes,
                _ => return false,
            };
            let modifier = extension.object(scan, "valueCodeableConcept", concept);
            list.extend(modifier.map(modifier_of));
            true
        });
        concept(code, scan)
    })?;
    let mut principal = false;
    extensions(fields, scan, |url, extension, scan| {
        let ours = url == guide.extensions.diagnosis_type;
        let kind = ours.then(|| extension.object(scan, "valueCodeableConcept", concept)).flatten();
        let is = kind.is_some_and(|kind| kind.has(&guide.fixed.principal_diagnosis));
        principal |= is;
        is
    });
    let (clinical, label) =
        status(fields, scan, ("clinicalStatus", "状態"), CLINICAL, &["active", "remission", "resolved"]);
    let (verification, _) = status(
        fields,
        scan,
        ("verificationStatus", "確からしさ"),
        VERIFICATION,
        &["confirmed", "unconfirmed", "refuted", "entered-in-error"],
    );
    let void = match verification {
        Some("refuted") => {
            scan.fact("確からしさ", "否定された病名");
            true
        }
        Some("entered-in-error") => {
            scan.fact("確からしさ", "誤って登録された病名");
            true
        }
        _ => false,
    };
    let suspected = verification == Some("unconfirmed");
    let onset = day(fields, scan, "onsetDateTime", "発症日時");
    let abatement = day(fields, scan, "abatementDateTime", "転帰日時");
    let mut said = None;
    let mut note = notes(fields, scan, |text| {
        said = said.or_else(|| outcome_note(text));
        outcome_note(text).is_some()
    });
    let kind = OutcomeKind::ALL.iter().copied().find(|kind| kind.label() == label);
    let kind = match clinical {
        Some("resolved") => Some(kind.unwrap_or(OutcomeKind::Cured)),
        Some("remission") => Some(kind.unwrap_or(OutcomeKind::Improved)),
        _ => None,
    };
    let outcome = match (kind, abatement) {
        (Some(kind), Some(PartialDate::Day(on))) => Some(Outcome { kind, on }),
        (Some(kind), on) => {
            let on = on.map_or("日付の記載なし".to_owned(), PartialDate::wareki);
            add_line(&mut note, &format!("転帰: {}（{on}）", kind.label()));
            None
        }
        (None, on) => {
            if let Some(on) = on {
                add_line(&mut note, &format!("終了: {}", on.iso()));
            }
            said
        }
    };
    if said.is_some() && outcome != said {
        add_line(
            &mut note,
            &said.map(|one| format!("転帰: {} {}", one.kind.label(), one.on)).unwrap_or_default(),
        );
    }
    if outcome.map(|outcome| outcome.kind.label()) != Some(label) && !note.contains(label) {
        scan.fact("転帰", label);
    }
    let (text, prefixes, suffixes) = split(scan, name.words(), prefixes, suffixes, suspected);
    let codes = name.codes;
    let body =
        Condition { text, codes, prefixes, suffixes, suspected, principal, onset, outcome, flags, note };
    Some(Row { body: Body::Condition(body), void })
}

fn modifier_of(concept: Concept<'_>) -> Modifier {
    Modifier { text: concept.words().to_owned(), codes: concept.codes }
}

/// The name without its modifiers. Where the modifiers do not stand in the name as their codes call them, the name
/// stays whole and the modifiers keep only their codes, so that it still reads as written.
fn split(
    scan: &mut Scan<'_>,
    whole: &str,
    prefixes: Vec<Modifier>,
    suffixes: Vec<Modifier>,
    suspected: bool,
) -> (String, Vec<Modifier>, Vec<Modifier>) {
    let whole = if suspected { whole.strip_suffix("の疑い").unwrap_or(whole) } else { whole };
    let suspicion = |modifier: &Modifier| suspected && modifier.text == "の疑い";
    let (prefixes, suffixes): (Vec<_>, Vec<_>) =
        (prefixes, suffixes.into_iter().filter(|m| !suspicion(m)).collect());
    let mut name = Some(whole);
    for prefix in &prefixes {
        name = name.and_then(|name| name.strip_prefix(prefix.text.as_str()));
    }
    for suffix in suffixes.iter().rev() {
        name = name.and_then(|name| name.strip_suffix(suffix.text.as_str()));
    }
    match name.filter(|name| !name.is_empty()) {
        Some(name) => (name.to_owned(), prefixes, suffixes),
        None => {
            for modifier in prefixes.iter().chain(&suffixes).filter(|modifier| modifier.codes.is_empty()) {
                scan.fact("修飾語", modifier.text.as_str());
            }
            let bare = |list: Vec<Modifier>| {
                list.into_iter()
                    .filter(|one| !one.codes.is_empty())
                    .map(|one| {
                        let codes = one.codes.into_iter().map(|code| named(code, &one.text)).collect();
                        Modifier { text: String::new(), codes }
                    })
                    .collect()
            };
            (whole.to_owned(), bare(prefixes), bare(suffixes))
        }
    }
}

fn named(code: Code, text: &str) -> Code {
    let display = if code.display.is_empty() { text.to_owned() } else { code.display };
    Code::new(code.system, code.code, display)
}

/// A date as exactly as a row keeps it; a time of day beside it becomes a fact.
pub(super) fn day<'n>(
    fields: &mut Fields<'n>,
    scan: &mut Scan<'n>,
    name: &'n str,
    label: &str,
) -> Option<PartialDate> {
    let (text, (at, exact)) = fields.word(name, |text| Some((text, partial(text)?)))?;
    if !exact {
        scan.fact(label, text);
    }
    Some(at)
}

/// `転帰: 中止 2026-04-01`, as we write it ourselves.
fn outcome_note(text: &str) -> Option<Outcome> {
    let (label, day) = text.strip_prefix("転帰: ")?.split_once(' ')?;
    let kind = OutcomeKind::ALL.iter().copied().find(|kind| kind.label() == label)?;
    Some(Outcome { kind, on: day.parse::<Date>().ok()? })
}

pub(super) fn add_line(note: &mut String, line: &str) {
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(line);
}
