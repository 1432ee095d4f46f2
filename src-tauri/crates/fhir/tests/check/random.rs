//! Arbitrary bytes, arbitrary JSON and arbitrary edits of good bundles: nothing panics, paths exist, work is bounded.

#![allow(clippy::disallowed_methods, reason = "tests read how long they may run")]

use crate::{
    bundles::{fixtures, samples},
    place::Step,
};
use fhir::check::{Options, check};
use proptest::{prelude::*, sample::Index};
use serde_json::{Map, Number, Value};

fn cases(few: u32) -> ProptestConfig {
    let long = std::env::var_os("FUMIBAKO_LONG").is_some();
    ProptestConfig { cases: if long { few * 100 } else { few }, ..ProptestConfig::default() }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|n| Value::Number(n.into())),
        any::<f64>().prop_map(|n| Number::from_f64(n).map_or(Value::Null, Value::Number)),
        "\\PC{0,12}".prop_map(Value::String),
        any::<String>().prop_map(Value::String),
        prop::sample::select(
            &["#encounter", "urn:uuid:", "2026-11-22", "Bundle", "Patient", "<div", "1:2:3:4", "^^"][..]
        )
        .prop_map(|word| Value::String(word.to_owned())),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        let name = prop_oneof![
            prop::sample::select(
                &[
                    "resourceType",
                    "entry",
                    "resource",
                    "coding",
                    "system",
                    "code",
                    "extension",
                    "url",
                    "contained",
                    "meta",
                    "profile",
                    "reference",
                    "section",
                    "div",
                    "value",
                    "valueString",
                    "id",
                    "_id",
                    "identifier"
                ][..]
            )
            .prop_map(str::to_owned),
            any::<String>(),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((name, inner), 0..6)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

/// Every place of a tree.
fn places(value: &Value, at: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    out.push(at.clone());
    let children: Vec<(Step, &Value)> = match value {
        Value::Array(items) => items.iter().enumerate().map(|(i, item)| (Step::Index(i), item)).collect(),
        Value::Object(map) => map.iter().map(|(name, item)| (Step::Field(name.clone()), item)).collect(),
        _ => Vec::new(),
    };
    for (step, child) in children {
        at.push(step);
        places(child, at, out);
        at.pop();
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Put(Value),
    Copy(Index),
    Remove,
    Double,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        value().prop_map(Edit::Put),
        any::<Index>().prop_map(Edit::Copy),
        Just(Edit::Remove),
        Just(Edit::Double),
    ]
}

fn apply(bundle: &mut Value, at: &[Step], edit: &Edit, places: &[Vec<Step>]) {
    match edit {
        Edit::Put(value) => *crate::place::get_mut(bundle, at) = value.clone(),
        Edit::Copy(from) => {
            let other = crate::place::get(bundle, from.get::<Vec<Step>>(places).as_slice()).clone();
            *crate::place::get_mut(bundle, at) = other;
        }
        Edit::Remove | Edit::Double => {
            let Some((last, parent)) = at.split_last() else { return };
            match (crate::place::get_mut(bundle, parent), last, edit) {
                (Value::Object(map), Step::Field(name), Edit::Remove) => drop(map.remove(name)),
                (Value::Array(list), Step::Index(index), Edit::Remove) => drop(list.remove(*index)),
                (Value::Array(list), Step::Index(index), _) => list.push(list[*index].clone()),
                _ => {}
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(check(&bytes, &Options::default()).has_errors());
    }

    #[test]
    fn arbitrary_json(value in value()) {
        prop_assert!(check(value.to_string().as_bytes(), &Options::default()).has_errors());
    }

    #[test]
    fn arbitrary_bundles(members in prop::collection::vec(value(), 0..5), url in prop::sample::select(&[
        "JP_Bundle_eReferral", "JP_Bundle_eDischargeSummary", "JP_Bundle_ePCS", "JP_Bundle_CLINS", "JP_Bundle_eCheckupGeneral",
    ][..])) {
        let entries: Vec<Value> = members.into_iter().map(|it| serde_json::json!({ "fullUrl": "urn:uuid:x", "resource": it })).collect();
        let profile = format!("http://jpfhir.jp/fhir/clins/StructureDefinition/{url}");
        let bundle = serde_json::json!({ "resourceType": "Bundle", "meta": { "profile": [profile] }, "entry": entries });
        prop_assert!(check(bundle.to_string().as_bytes(), &Options::default()).has_errors());
    }
}

proptest! {
    #![proptest_config(cases(150))]

    /// Cut anywhere, or with one byte changed.
    #[test]
    fn broken_files(which in any::<Index>(), at in any::<Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let all = samples();
        let (_, bundle) = which.get(&all);
        let mut bytes = bundle.to_string().into_bytes();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
            prop_assert!(check(&bytes, &Options::default()).has_errors());
        } else {
            bytes[at] = byte;
            let _ = check(&bytes, &Options::default());
        }
    }

    /// Any few edits of a good bundle; and every path leads to an element of it, or to one that is missing from one.
    #[test]
    fn edited_bundles(which in any::<Index>(), edits in prop::collection::vec((any::<Index>(), edit()), 1..4)) {
        let all: Vec<(String, Value)> = samples().into_iter().chain(fixtures()).collect();
        let mut bundle = which.get(&all).1.clone();
        for (at, edit) in &edits {
            let mut found = Vec::new();
            places(&bundle, &mut Vec::new(), &mut found);
            let at = at.get(&found).clone();
            apply(&mut bundle, &at, edit, &found);
        }
        let report = check(bundle.to_string().as_bytes(), &Options::default());
        for found in &report.findings {
            prop_assert!(leads(&bundle, &found.finding.path), "{}", found.finding.path);
            prop_assert!(!found.finding.sentence().contains("{0}"), "{}", found.finding.sentence());
        }
    }
}

/// Whether all but the last name of a path is there; names that are masked end the walk.
fn leads(bundle: &Value, path: &str) -> bool {
    let steps: Vec<&str> = path.split('.').skip(1).collect();
    let mut here = bundle;
    for (n, step) in steps.iter().enumerate() {
        let mut parts = step.split('[');
        let name = parts.next().unwrap_or_default();
        if name == "?" {
            return true;
        }
        let mut next = &here[name];
        for index in parts {
            let index: usize = index.trim_end_matches(']').parse().unwrap();
            // A list of one may stand without its brackets.
            next = if next.is_array() { &next[index] } else { next };
        }
        if next.is_null() {
            return n + 2 >= steps.len();
        }
        here = next;
    }
    true
}

/// What once was hard, and what looks as if it could be: `corpus/`. A fault that arbitrary input finds goes there.
#[test]
fn the_corpus_is_harmless() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/corpus");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        assert!(check(&bytes, &Options::default()).has_errors(), "{:?}", entry.path());
        files += 1;
    }
    assert!(files >= 12, "{files}");
}
