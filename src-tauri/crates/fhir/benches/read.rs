//! How long it takes to read a bundle, beside `serde_json::Value` on the same bytes (target: at most twice as long),
//! and whether it stays in proportion up to 10 MB.
//!
//! `cargo bench -p fumibako-fhir --bench read` prints the ratios after divan's table.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints what it measured")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

const SIZES: &[usize] = &[20_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
    for size in SIZES {
        let bytes = bundle(*size);
        let value =
            best(|| drop(divan::black_box(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap())));
        let ours = best(|| drop(divan::black_box(fhir::read::read(&bytes))));
        println!(
            "{} KB: serde_json::Value {value:?}, read {ours:?}, ratio {:.2}",
            bytes.len() / 1000,
            ours.as_secs_f64() / value.as_secs_f64()
        );
    }
}

fn best(mut f: impl FnMut()) -> Duration {
    (0..9)
        .map(|_| {
            let start = Instant::now();
            f();
            start.elapsed()
        })
        .min()
        .unwrap()
}

/// A fully coded letter whose rows are repeated until it has about this size.
fn bundle(size: usize) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../documents/tests/compose/snapshots");
    let snapshot = std::fs::read_to_string(folder.join("compose__samples__bundle_fully_coded.snap")).unwrap();
    let mut bundle: serde_json::Value =
        serde_json::from_str(snapshot.split_once("\n---\n").unwrap().1).unwrap();
    let one = serde_json::to_vec(&bundle).unwrap().len();
    let entries = bundle["entry"].as_array_mut().unwrap();
    let rows = entries.split_off(2);
    for _ in 0..(size / one).max(1) {
        entries.extend(rows.iter().cloned());
    }
    serde_json::to_vec(&bundle).unwrap()
}

#[divan::bench(args = SIZES)]
fn read(bencher: divan::Bencher<'_, '_>, size: usize) {
    let bytes = bundle(size);
    bencher.counter(divan::counter::BytesCount::new(bytes.len())).bench_local(|| fhir::read::read(&bytes));
}

#[divan::bench(args = SIZES)]
fn value(bencher: divan::Bencher<'_, '_>, size: usize) {
    let bytes = bundle(size);
    bencher
        .counter(divan::counter::BytesCount::new(bytes.len()))
        .bench_local(|| serde_json::from_slice::<serde_json::Value>(&bytes).unwrap());
}
