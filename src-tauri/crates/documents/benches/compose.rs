//! How long it takes to compose and serialise a fully coded letter (target 1 ms).

#[path = "../tests/compose/letters/mod.rs"]
mod letters;

use documents::referral_letter::compose::{Options, compose};

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
