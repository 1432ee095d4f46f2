//! How long it takes to check a bundle (target: 5 MB in 50 ms, linear up to 10 MB), beside the mere reading of it.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/check/bundles.rs"]
mod bundles;

use divan::{Bencher, counter::BytesCount};
use fhir::check::{Options, check};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// The fully coded letter with so many more of its results that it has this size.
fn sized(bytes: usize) -> Vec<u8> {
    let (_, mut bundle) =
        bundles::samples().into_iter().find(|(name, _)| name == "bundle_fully_coded").unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    let result =
        entries.iter().find(|entry| entry["resource"]["resourceType"] == "Observation").unwrap().clone();
    let (start, one) = (bundle.to_string().len(), result.to_string().len() + 70);
    let count = bytes.saturating_sub(start) / one;
    let section = bundle["entry"][0]["resource"]["section"][2]["section"]
        .as_array()
        .unwrap()
        .iter()
        .position(|section| section["code"]["coding"][0]["code"] == "520")
        .unwrap();
    for n in 0..count {
        let mut copy = result.clone();
        let url = format!("urn:uuid:00000000-0000-4000-a000-{n:012x}");
        copy["resource"]["identifier"][0]["value"] = json!(format!("1319999991-{n}"));
        copy["fullUrl"] = json!(url);
        let entry = &mut bundle["entry"][0]["resource"]["section"][2]["section"][section]["entry"];
        entry.as_array_mut().unwrap().push(json!({ "reference": url }));
        bundle["entry"].as_array_mut().unwrap().push(copy);
    }
    let bytes = bundle.to_string().into_bytes();
    assert!(!check(&bytes, &Options::default()).has_errors());
    bytes
}

const MEGABYTES: [usize; 4] = [1, 2, 5, 9];

#[divan::bench(args = MEGABYTES)]
fn checked(bencher: Bencher<'_, '_>, megabytes: usize) {
    let bytes = sized(megabytes * 1_000_000);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| check(&bytes, &Options::default()));
}

/// For comparison: `serde_json::Value` of the same bytes.
#[divan::bench(args = MEGABYTES)]
fn read_as_value(bencher: Bencher<'_, '_>, megabytes: usize) {
    let bytes = sized(megabytes * 1_000_000);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| serde_json::from_slice::<Value>(&bytes));
}

/// A short letter, as it is checked before it is frozen.
#[divan::bench]
fn short_letter(bencher: Bencher<'_, '_>) {
    let (_, bundle) = bundles::samples().into_iter().find(|(name, _)| name == "bundle_text_only").unwrap();
    let bytes = bundle.to_string().into_bytes();
    bencher.bench(|| check(&bytes, &Options::default()));
}

/// Work of a hostile file: nothing but faults.
#[divan::bench]
fn five_megabytes_of_faults(bencher: Bencher<'_, '_>) {
    let bytes = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}{{}}]}}", "{\"a\":[]},".repeat(550_000))
        .into_bytes();
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| check(&bytes, &Options::default()));
}
