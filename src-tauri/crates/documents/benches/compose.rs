//! How long it takes to compose and serialise a fully coded letter (target 1 ms), and to compose, check and serialise
//! a long one (30 conditions, 100 laboratory values, 20 drugs; target 3 ms).

#[path = "../tests/compose/letters/mod.rs"]
mod letters;

use documents::referral_letter::{
    compose::{Options, compose},
    content::Letter,
};
use domain::core6::Entry;
use fhir::check;

fn main() {
    divan::main();
}

#[divan::bench]
fn fully_coded(bencher: divan::Bencher<'_, '_>) {
    let letter = letters::fully_coded();
    let made_at = letters::made_at();
    let mut ids = letters::counting();
    bencher.bench_local(|| compose(&letter, made_at, &mut ids, &Options::default()));
}

/// This many rows of each kind, all of them coded: those of the fully coded letter over and over.
fn long(conditions: u32, lab_results: u32, prescriptions: u32) -> Letter {
    fn times<T: Clone>(rows: &[Entry<T>], first: u32, count: u32) -> Vec<Entry<T>> {
        let bodies: Vec<&Entry<T>> = rows.iter().collect();
        let numbered = (0..count).zip(bodies.iter().cycle());
        numbered.map(|(n, row)| letters::entry(first + n, letters::own(), row.body.clone())).collect()
    }
    let mut letter = letters::fully_coded();
    letter.rows.conditions = times(&letter.rows.conditions[..1], 10_000, conditions);
    letter.rows.lab_results = times(&letter.rows.lab_results[..1], 20_000, lab_results);
    letter.rows.prescriptions = times(&letter.rows.prescriptions[..1], 30_000, prescriptions);
    for (n, row) in (1..).zip(&mut letter.rows.prescriptions) {
        (row.body.rp, row.body.order) = (n, 1);
    }
    letter
}

fn checked(letter: &Letter, ids: &mut dyn FnMut() -> uuid::Uuid) -> Vec<u8> {
    let (bytes, _) = compose(letter, letters::made_at(), ids, &Options::default());
    let bytes = bytes.expect("a bundle");
    assert!(!check::check(&bytes, &check::Options::default()).has_errors());
    bytes
}

/// Composing, serialising, and checking what was written.
#[divan::bench]
fn long_letter_composed_and_checked(bencher: divan::Bencher<'_, '_>) {
    let letter = long(30, 100, 20);
    let mut ids = letters::counting();
    bencher.bench_local(|| checked(&letter, &mut ids));
}

/// The same in growing sizes: the time per row stays.
#[divan::bench(args = [100, 400, 1600])]
fn growing(bencher: divan::Bencher<'_, '_>, rows: u32) {
    let letter = long(rows / 4, rows / 2, rows / 4);
    let mut ids = letters::counting();
    bencher.bench_local(|| checked(&letter, &mut ids));
}

/// Composing and serialising alone.
#[divan::bench]
fn long_letter_composed(bencher: divan::Bencher<'_, '_>) {
    let letter = long(30, 100, 20);
    let mut ids = letters::counting();
    bencher.bench_local(|| compose(&letter, letters::made_at(), &mut ids, &Options::default()));
}
