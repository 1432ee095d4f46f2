//! The sample letters of `fixtures/letters`.

use serde_json::Value;
use std::{fs, path::PathBuf};

/// One input of `fumibako letter`.
pub struct Sample {
    /// File name without its ending.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its content; `null` where it is no JSON.
    pub value: Value,
}

fn folder(inside: &str) -> Vec<Sample> {
    let folder = crate::house().join("tests/fixtures").join(inside);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            let value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            Sample { name: path.file_stem().unwrap().to_string_lossy().into_owned(), path, bytes, value }
        })
        .collect()
}

/// Every letter that is taken, by name.
pub fn samples() -> Vec<Sample> {
    let samples = folder("letters");
    assert!(samples.len() >= 8, "only {} samples", samples.len());
    samples
}

/// Every 患者サマリー that is taken, by name.
pub fn plans() -> Vec<Sample> {
    let samples = folder("care_plans");
    assert!(samples.len() >= 4, "only {} samples", samples.len());
    samples
}

/// One of them.
pub fn sample(name: &str) -> Sample {
    samples().into_iter().find(|sample| sample.name == name).unwrap_or_else(|| panic!("no sample {name}"))
}

/// Every letter that is refused, by name.
pub fn rejected() -> Vec<Sample> {
    folder("letters/rejected")
}
