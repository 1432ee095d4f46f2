//! The two official bundles of version 1.5, which are older than the target.

#![allow(clippy::disallowed_methods, reason = "tests read where the shared files are")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use crate::everything::{leaves, shown};
use domain::{core6::Body, received::ReceivedKind};
use fhir::read::{document::Document, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

const CODED: &str = "Bundle-Bundle-CLINS-Referral-Example-01.json";
const TEXT: &str = "Bundle-Bundle-CLINS-Referral-NoEntry-Example-01.json";

/// An example; `None` with a reason printed where it is not there. With `FUMIBAKO_DEMAND` its absence fails.
pub fn example(name: &str) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared = std::env::var_os("FUMIBAKO_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let path = shared.join("data/fhir-examples").join(name);
    if let Ok(bytes) = std::fs::read(&path) {
        return Some(bytes);
    }
    assert!(std::env::var_os("FUMIBAKO_DEMAND").is_none(), "the examples are demanded but not at {path:?}");
    println!("skipped: {path:?} is not there; set FUMIBAKO_SHARED to the folder that has data/fhir-examples");
    None
}

/// Whether the reader shows this code or display in Japanese.
fn in_words(value: &str) -> bool {
    let data: toml::Table = toml::from_str(include_str!("../../profiles/reading.toml")).unwrap();
    data["values"].as_table().unwrap().contains_key(value)
}

/// What the envelope needs to hang together and a reader never looks for.
fn is_structure(path: &str, value: &str) -> bool {
    if in_words(value) {
        return true;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    match last {
        // A reference that was followed, a system that was recognised, a kind that was read.
        "reference" => value.starts_with("urn:uuid:") || value.starts_with('#'),
        "system" | "url" => value.contains("://") || value.starts_with("urn:oid:") || value == "phone",
        "status" => matches!(value, "additional" | "final" | "current"),
        // Shown in Japanese.
        "severity" => value == "severe",
        "use" => value == "official",
        "valueCode" => matches!(value, "IDE" | "SYL"),
        "resourceType" | "contentType" => true,
        _ => false,
    }
}

fn nothing_is_lost(bytes: &[u8], document: &Document) {
    let value: Value = serde_json::from_slice(bytes).unwrap();
    let all = shown(document);
    let mut lost = Vec::new();
    for (path, leaf) in leaves(&value) {
        let text = match &leaf {
            Value::String(text) => text.clone(),
            Value::Bool(value) => if *value { "はい" } else { "いいえ" }.to_owned(),
            other => other.to_string(),
        };
        let found = match path.ends_with("/div") {
            true => words(&text).all(|word| all.contains(word)),
            false => {
                all.contains(&text)
                    || all.contains(&text.replace('-', ""))
                    || short_time(&text).is_some_and(|at| all.contains(&at))
            }
        };
        if !found && !is_structure(&path, &text) && !padded(&text, &all) {
            lost.push(format!("{path}: {text}"));
        }
    }
    assert!(lost.is_empty(), "lost:\n{}\n\nshown:\n{all}", lost.join("\n"));
}

/// The words of an XHTML.
fn words(div: &str) -> impl Iterator<Item = &str> {
    let mut rest = div;
    std::iter::from_fn(move || {
        loop {
            let after = rest.strip_prefix('<').map(|tag| tag.split_once('>').map_or("", |(_, after)| after));
            if let Some(after) = after {
                rest = after;
                continue;
            }
            if rest.is_empty() {
                return None;
            }
            let end = rest.find('<').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            rest = after;
            return Some(word.trim());
        }
    })
}

/// A time to the minute.
fn short_time(text: &str) -> Option<String> {
    text.get(..16).map(str::to_owned)
}

/// 被保険者個人識別子 is shown without the padding of its first part.
fn padded(text: &str, all: &str) -> bool {
    text.strip_prefix("00").is_some_and(|rest| all.contains(rest))
}

#[test]
fn the_coded_example_is_read_with_nothing_lost() {
    let Some(bytes) = example(CODED) else { return };
    let (document, findings) = read(&bytes);
    nothing_is_lost(&bytes, &document);
    assert_eq!(document.kind, ReceivedKind::ReferralLetter);
    assert_eq!(document.number, "1318814790^2024^0123-Referral-203949583949");
    assert_eq!(document.edition, "1.0");
    let patient = document.patient.as_ref().unwrap();
    assert_eq!(
        (patient.name.joined(" "), patient.kana.joined(" ")),
        ("牧野 爛漫".into(), "マキノ ランマン".into())
    );
    assert_eq!(patient.insurance.as_ref().unwrap().insurer_number, "012345");
    assert_eq!(document.sender.place.as_ref().unwrap().name, "港診療所");
    assert_eq!(document.sender.place.as_ref().unwrap().department, "眼科");
    assert_eq!(document.receiver.person.as_ref().unwrap().name.joined(" "), "野口 英世丸");
    let rows: Vec<&Body> = document.items.iter().filter_map(|item| Some(&item.row.as_ref()?.body)).collect();
    assert_eq!(rows.iter().filter(|row| matches!(row, Body::Condition(_))).count(), 5);
    assert_eq!(rows.iter().filter(|row| matches!(row, Body::Allergy(_))).count(), 3);
    assert_eq!(document.attachments.len(), 1);
    assert_eq!(document.attachments[0].url, "file:///clinicalCourseExampleData.pdf");
    assert!(document.items.iter().all(|item| item.linked), "everything is reachable");
    let rest: Vec<&str> = document.leftovers().map(|leftover| leftover.path.as_str()).collect();
    assert_eq!(rest, Vec::<&str>::new());
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, ["read.attachment-outside"]);
}

#[test]
fn the_example_of_texts_is_read_with_nothing_lost() {
    let Some(bytes) = example(TEXT) else { return };
    let (document, findings) = read(&bytes);
    nothing_is_lost(&bytes, &document);
    assert_eq!(document.section(&["950"]).unwrap().text, "腹痛精査お願いします。");
    assert_eq!(document.section(&["430"]).unwrap().text.lines().count(), 2);
    assert_eq!(document.section(&["920"]).unwrap().text.lines().nth(1), Some("電話:03-9876-5432>"));
    assert!(findings.is_empty(), "{findings:?}");
}
