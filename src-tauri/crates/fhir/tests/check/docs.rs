//! `src-tauri/docs/rules.md` says where each rule is enforced and tested; it is written from the table, the sources
//! and the list of faults, so that it cannot go stale. `INSTA_UPDATE=always` writes it anew.

#![allow(clippy::disallowed_methods, reason = "tests read sources and the environment")]

use crate::{mutations::OF_FILES, table::FAULTS};
use domain::finding::Severity;
use fhir::check::rules;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// In which files of the checker each rule is named.
fn enforced() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.ends_with("rules.rs")) {
        let text = fs::read_to_string(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for part in text.split("rules::").skip(1) {
            let rule: String = part
                .chars()
                .take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '_')
                .collect();
            let places = found.entry(rule).or_default();
            if !places.contains(&name) {
                places.push(name.clone());
            }
        }
    }
    found
}

fn document() -> String {
    let enforced = enforced();
    let mut out = "# Rules of the checker\n\nWritten by a test from the table `fhir/src/check/rules.rs`, the sources beside it, and the list of faults `fhir/tests/check/table.rs`; run the tests of `fumibako-fhir` with `INSTA_UPDATE=always` to write it anew. *Where* names files of `fhir/src/check/`; what profiles demand of single elements stands in `fhir/profiles/check.toml`, the elements of R4 in `fhir/profiles/r4.toml`. *Test* names faults that are put into good bundles, each of which must be found with this rule at its place.\n\n| rule | severity | specification | what people read | where | test |\n| --- | --- | --- | --- | --- | --- |\n".to_owned();
    for rule in rules::ALL {
        let id = rule.rule.id;
        let places = enforced.get(rule.name).unwrap_or_else(|| panic!("{id} is enforced nowhere"));
        let faults: Vec<&str> =
            FAULTS.iter().filter(|fault| fault.rule == id).map(|fault| fault.name).collect();
        let test = match (faults.as_slice(), OF_FILES.contains(&id)) {
            ([], true) => "`files.rs`".to_owned(),
            ([first], _) => (*first).to_owned(),
            ([first, rest @ ..], _) => format!("{first}, and {} more", rest.len()),
            ([], false) => panic!("{id} has no test"),
        };
        let severity = match rule.rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let sentence = rule.rule.sentence.replace('|', "\\|");
        writeln!(
            out,
            "| `{id}` | {severity} | {} | {sentence} | `{}` | {test} |",
            rule.spec,
            places.join("`, `")
        )
        .unwrap();
    }
    out
}

#[test]
fn the_document_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let now = document();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(&path, &now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept.replace('\r', "") == now, "docs/rules.md is stale: run this test with INSTA_UPDATE=always");
}
