//! Good bundles: what our builder wrote (the golden samples of the documents), and those that lie beside the checkout.

#![allow(clippy::disallowed_methods, reason = "tests read where samples and shared data are")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// Every golden bundle of the documents, by name.
pub fn samples() -> Vec<(String, Value)> {
    let documents = root().join("src-tauri/crates/documents/tests");
    let mut found = Vec::new();
    let mut folders =
        vec![documents, root().join("src-tauri/crates/fhir/tests"), root().join("src-tauri/crates/fhir/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "snap") {
                let text = fs::read_to_string(&path).unwrap();
                let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
                if let Ok(value) = serde_json::from_str::<Value>(body)
                    && value["resourceType"] == "Bundle"
                {
                    let name = path.file_stem().unwrap().to_string_lossy();
                    found.push((name.rsplit("__").next().unwrap_or_default().to_owned(), value));
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(found.len() >= 5, "the golden bundles are where they were");
    found
}

/// A folder beside the checkout; `None` with a reason printed. With `FUMIBAKO_DEMAND` its absence fails.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("FUMIBAKO_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = shared.join(folder);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("FUMIBAKO_DEMAND").is_none(), "{path:?} is demanded but not there");
    println!("skipped: {path:?} is not there; set FUMIBAKO_SHARED to the folder that has it");
    None
}

/// The bundles of a folder beside the checkout.
pub fn elsewhere(folder: &str) -> Vec<(String, Vec<u8>)> {
    let Some(folder) = shared(folder) else { return Vec::new() };
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    found.sort();
    found
}

/// Documents that we do not write yet: fictional, kept beside this file.
pub fn fixtures() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/fixtures");
    ["plan", "discharge"]
        .into_iter()
        .map(|name| {
            let text = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
            (name.to_owned(), serde_json::from_str(&text).unwrap())
        })
        .collect()
}

/// The independent checker.
pub fn elsewhere_tool() -> Option<PathBuf> {
    shared("tools/fhir-check/fhir-check")
}
