//! Opening a store and finding a patient in it (targets: 150 ms to open with 20,000 patients, 5 ms to find among
//! 20,000 and among 1,000,000). The large store is built once in the temporary folder (some two minutes, 2 GB), only with `FUMIBAKO_LONG=1`.

use divan::Bencher;
use domain::{
    clock::Clock,
    id::PatientId,
    patient::{NameParts, Patient, Sex},
};
use jiff::civil::date;
use std::{
    path::PathBuf,
    sync::{Arc, LazyLock},
};
use store::{
    Audit, Place, Presence, Store, Unlock, Who,
    key::{KeyFile, Passphrase},
};

fn main() {
    divan::main();
}

const FAMILIES: &[(&str, &str)] = &[
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("伊藤", "イトウ"),
    ("渡辺", "ワタナベ"),
    ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("吉田", "ヨシダ"),
    ("山田", "ヤマダ"),
    ("佐々木", "ササキ"),
    ("山口", "ヤマグチ"),
    ("松本", "マツモト"),
    ("井上", "イノウエ"),
    ("木村", "キムラ"),
    ("林", "ハヤシ"),
    ("清水", "シミズ"),
    ("小山", "コヤマ"),
];
const FIRSTS: &[(&str, &str)] = &[
    ("一", "イチ"),
    ("二", "ジ"),
    ("正", "マサ"),
    ("和", "カズ"),
    ("美", "ミ"),
    ("幸", "ユキ"),
    ("明", "アキ"),
    ("花", "ハナ"),
    ("陽", "ヨウ"),
    ("健", "ケン"),
    ("恵", "ケイ"),
    ("千", "チ"),
    ("良", "ヨシ"),
    ("文", "フミ"),
    ("春", "ハル"),
];
const LASTS: &[(&str, &str)] = &[
    ("郎", "ロウ"),
    ("子", "コ"),
    ("男", "オ"),
    ("代", "ヨ"),
    ("江", "エ"),
    ("介", "スケ"),
    ("也", "ヤ"),
    ("美", "ミ"),
    ("樹", "キ"),
    ("太", "タ"),
];

struct StillClock;

impl Clock for StillClock {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(1_795_300_000)
    }
}

/// The store with this many patients, built when it is not there yet.
fn built(patients: u32) -> (Place, KeyFile) {
    let dir: PathBuf = std::env::temp_dir().join(format!("fumibako-bench-2-{patients}"));
    let (place, key) = (Place::new(dir.join("data")), KeyFile::new(dir.join("key")));
    let done = dir.join("done");
    if place.presence() == Presence::Present && done.exists() {
        return (place, key);
    }
    let _ = std::fs::remove_dir_all(&dir);
    let store =
        Store::create(&place, &key, &Passphrase::generate(), Arc::new(StillClock)).expect("a new store");
    let mut seed = 1u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut numbers = 1..=patients;
    loop {
        let batch: Vec<Patient> =
            numbers.by_ref().take(250_000).map(|number| patient(number, &mut next)).collect();
        if batch.is_empty() {
            break;
        }
        let audit = Audit::new(Who::Program, "seed");
        store.write(&audit, |w| w.patients_save(&batch)).expect("saved");
    }
    std::fs::write(done, "").expect("noted");
    (place, key)
}

fn patient(number: u32, next: &mut impl FnMut(usize) -> usize) -> Patient {
    let (family, family_kana) = FAMILIES[next(FAMILIES.len())];
    let (first, first_kana) = FIRSTS[next(FIRSTS.len())];
    let (last, last_kana) = LASTS[next(LASTS.len())];
    Patient {
        id: PatientId::new(&StillClock),
        version: 0,
        chart_number: format!("{number:07}"),
        name: NameParts { family: family.to_owned(), given: format!("{first}{last}") },
        kana: NameParts { family: family_kana.to_owned(), given: format!("{first_kana}{last_kana}") },
        birth_date: date(1930 + next(90) as i16, 1 + next(12) as i8, 1 + next(28) as i8),
        sex: Sex::Female,
        postal_code: "1000001".to_owned(),
        address: "架空県見本市見本町1-2-3".to_owned(),
        phone: format!("090-{:04}-{:04}", next(10_000), next(10_000)),
        occupation: String::new(),
        insurance: None,
        public_payers: Vec::new(),
        merged_into: None,
    }
}

fn opened(patients: u32) -> Store {
    let (place, key) = built(patients);
    Store::open(&place, Unlock::Ring(&key), Arc::new(StillClock)).expect("it opens")
}

const QUERIES: &[&str] = &[
    "ヤ",
    "やまだ",
    "ヤマダ ハナコ",
    "ハナコ",
    "マモ",
    "山田 花子",
    "0012345",
    "1234",
    "S20.3.1",
    "ヤマダ S20",
    "ハナコ S20",
    "ヤマダ S20.3.1",
];

fn find(bencher: Bencher, store: &Store, text: &str) {
    bencher.bench(|| store.read(|r| r.patients_find(text, date(2026, 11, 22), 50)).expect("found"));
}

// One at a time: a store has one owner.
#[divan::bench(sample_size = 1)]
fn open_with_20_000_patients(bencher: Bencher) {
    let (place, key) = built(20_000);
    bencher.bench(|| Store::open(&place, Unlock::Ring(&key), Arc::new(StillClock)).expect("it opens"));
}

#[divan::bench(args = QUERIES)]
fn find_among_20_000(bencher: Bencher, text: &str) {
    static STORE: LazyLock<Store> = LazyLock::new(|| {
        // A folder of its own: the bench of opening needs the other one unlocked.
        let (place, key) = built(20_001);
        Store::open(&place, Unlock::Ring(&key), Arc::new(StillClock)).expect("it opens")
    });
    find(bencher, &STORE, text);
}

#[divan::bench(args = QUERIES)]
#[expect(clippy::disallowed_methods, reason = "a bench is told by its environment whether it may take long")]
fn find_among_1_000_000(bencher: Bencher, text: &str) {
    static STORE: LazyLock<Store> = LazyLock::new(|| opened(1_000_000));
    if std::env::var_os("FUMIBAKO_LONG").is_some_and(|long| long == "1") {
        find(bencher, &STORE, text);
    }
}
