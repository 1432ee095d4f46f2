//! The list of single faults: each put into a good bundle, each found with its rule at its place.

use crate::{
    bundles::{elsewhere_tool, fixtures, samples},
    place::{Step, find, get_mut, shown},
    table::{Edit, FAULTS, Fault},
};
use fhir::check::{Options, check, rules};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn good() -> BTreeMap<String, Value> {
    samples().into_iter().chain(fixtures()).collect()
}

/// The bundle with its fault, and where the fault is to be found.
fn faulty(good: &BTreeMap<String, Value>, fault: &Fault) -> (Value, String) {
    let mut bundle = good.get(fault.bundle).unwrap_or_else(|| panic!("no bundle {}", fault.bundle)).clone();
    let steps = find(&bundle, fault.place);
    let parsed = |text: &str| -> Value {
        serde_json::from_str(text).unwrap_or_else(|_| panic!("{}: {text}", fault.name))
    };
    let (last, parent) = steps.split_last().map_or((None, &steps[..]), |(last, parent)| (Some(last), parent));
    match fault.edit {
        Edit::Remove => match (get_mut(&mut bundle, parent), last) {
            (Value::Object(map), Some(Step::Field(name))) => {
                assert!(map.remove(name).is_some(), "{}: nothing to remove", fault.name);
            }
            (Value::Array(list), Some(Step::Index(index))) => {
                list.remove(*index);
            }
            _ => panic!("{}: cannot remove", fault.name),
        },
        Edit::Set(text) => *get_mut(&mut bundle, &steps) = parsed(text),
        Edit::Push(text) => {
            let target = get_mut(&mut bundle, &steps);
            if target.is_null() {
                *target = Value::Array(Vec::new());
            }
            target.as_array_mut().expect("a list").push(parsed(text));
        }
        Edit::Again => {
            let Some(Step::Index(index)) = last else { panic!("{}: no item", fault.name) };
            let list = get_mut(&mut bundle, parent).as_array_mut().expect("a list");
            let copy = list[*index].clone();
            list.push(copy);
        }
        Edit::Replace(old, new) => {
            let target = get_mut(&mut bundle, &steps);
            let text = target.as_str().unwrap_or_else(|| panic!("{}: no text", fault.name));
            assert!(text.contains(old), "{}: {old} is not in {text}", fault.name);
            *target = Value::String(text.replacen(old, new, 1));
        }
        Edit::Swap(other) => {
            let list = get_mut(&mut bundle, parent).as_array_mut().expect("a list");
            let Some(Step::Index(index)) = last else { panic!("{}: no item", fault.name) };
            list.swap(*index, other);
        }
    }
    let found = if fault.found.is_empty() { steps } else { find(&bundle, fault.found) };
    let found = shown(&found);
    (bundle, found)
}

#[test]
fn every_fault_is_found_at_its_place() {
    let good = good();
    let mut missed = Vec::new();
    for fault in FAULTS {
        let (bundle, place) = faulty(&good, fault);
        let report = check(bundle.to_string().as_bytes(), &Options::default());
        let hit = |it: &&fhir::check::Found| it.finding.rule.id == fault.rule && it.finding.path == place;
        if !report.findings.iter().any(|found| hit(&found)) {
            let said: Vec<String> = report
                .findings
                .iter()
                .map(|it| format!("{} {}", it.finding.rule.id, it.finding.path))
                .collect();
            missed.push(format!("{}: expected {} {place}, said {said:#?}", fault.name, fault.rule));
        }
    }
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), FAULTS.len(), missed.join("\n"));
}

#[test]
fn the_list_is_long_and_names_are_unique() {
    let names: BTreeSet<&str> = FAULTS.iter().map(|fault| fault.name).collect();
    assert_eq!(names.len(), FAULTS.len());
    assert!(FAULTS.len() >= 100, "{}", FAULTS.len());
}

/// Rules that only the bytes of a file can break; `files.rs` breaks them.
pub const OF_FILES: &[&str] = &[
    "file.too-large",
    "file.large",
    "file.unchecked-size",
    "file.bom",
    "file.not-utf8",
    "file.not-json",
    "file.too-deep",
    "file.not-bundle",
    "file.not-checked",
    "file.more-findings",
    "element.twice",
    "lab.code-unknown",
];

#[test]
fn every_rule_has_its_fault() {
    let told: BTreeSet<&str> =
        FAULTS.iter().map(|fault| fault.rule).chain(OF_FILES.iter().copied()).collect();
    let untold: Vec<&str> =
        rules::ALL.iter().map(|rule| rule.rule.id).filter(|id| !told.contains(id)).collect();
    assert!(untold.is_empty(), "rules without a fault: {untold:#?}");
}

/// Wherever the independent checker sees an error, so do we.
#[test]
fn the_independent_checker_finds_nothing_that_we_miss() {
    let Some(tool) = elsewhere_tool() else { return };
    let good = good();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = std::process::Command::new(tool);
    command.args(["--no-native", "--quiet"]);
    let mut ours = BTreeMap::new();
    for (i, fault) in FAULTS.iter().enumerate() {
        let (bundle, _) = faulty(&good, fault);
        let bytes = bundle.to_string().into_bytes();
        let path = folder.path().join(format!("{i:03}.json"));
        std::fs::write(&path, &bytes).expect("a written file");
        ours.insert(format!("{i:03}.json"), (fault.name, check(&bytes, &Options::default()).has_errors()));
        command.arg(path);
    }
    let said = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
    let mut missed = Vec::new();
    for line in said.lines().filter(|line| line.contains(": ERROR ")) {
        let file = line.split(": ERROR ").next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        if let Some((name, false)) = ours.get(file) {
            missed.push(format!("{name}: {line}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
