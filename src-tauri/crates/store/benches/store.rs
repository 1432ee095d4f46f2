//! Opening a store and finding a patient in it (targets: 150 ms to open with 20,000 patients, 5 ms to find among
//! 20,000 and among 1,000,000); the copy of the day of a store with 2 GB of files. The large stores are built once in
//! the temporary folder (some two minutes and 2 GB each), only with `FUMIBAKO_LONG=1`.

use divan::Bencher;
use domain::{
    clock::Clock,
    id::{DocumentId, PatientId},
    patient::{NameParts, Patient, Sex},
};
use jiff::civil::date;
use std::{
    path::PathBuf,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
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
fn find_among_1_000_000(bencher: Bencher, text: &str) {
    static STORE: LazyLock<Store> = LazyLock::new(|| opened(1_000_000));
    if long() {
        find(bencher, &STORE, text);
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench is told by its environment whether it may take long")]
fn long() -> bool {
    std::env::var_os("FUMIBAKO_LONG").is_some_and(|long| long == "1")
}

/// A clock on which every copy is that of a new day.
struct Days(AtomicI64);

impl Clock for Days {
    fn now(&self) -> jiff::Timestamp {
        let days = self.0.load(Ordering::Relaxed);
        StillClock.now() + jiff::SignedDuration::from_hours(24 * days)
    }
}

/// 200 files of 10 MB that cannot be packed, as scanned letters and pictures are.
const FILES: u8 = 200;
const FILE: usize = 10_000_000;

#[divan::bench(sample_count = 3, sample_size = 1)]
fn copy_of_the_day_with_2_gb_of_files(bencher: Bencher) {
    if !long() {
        return;
    }
    let dir = std::env::temp_dir().join("fumibako-bench-2-files");
    let _ = std::fs::remove_dir_all(&dir);
    let (place, key) = (Place::new(dir.join("data")), KeyFile::new(dir.join("key")));
    let clock = Arc::new(Days(AtomicI64::new(0)));
    let store = Store::create(&place, &key, &Passphrase::generate(), clock.clone()).expect("a new store");
    let audit = Audit::new(Who::Program, "seed");
    for number in 0..FILES {
        let mut seed = u64::from(number);
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as u8
        })
        .take(FILE)
        .collect();
        let id = DocumentId::new(&StillClock);
        store.write(&audit, |w| w.received_add(id, &bytes)).expect("kept");
    }
    let longest = AtomicU64::new(0);
    bencher
        .with_inputs(|| {
            clock.0.fetch_add(1, Ordering::Relaxed);
            store.record(&audit).expect("something happened");
        })
        .bench_values(|()| {
            let done = AtomicBool::new(false);
            std::thread::scope(|scope| {
                // Somebody goes on writing meanwhile.
                scope.spawn(|| {
                    while !done.load(Ordering::Relaxed) {
                        let begun = Instant::now();
                        store.record(&audit).expect("written");
                        longest.fetch_max(begun.elapsed().as_micros() as u64, Ordering::Relaxed);
                        std::thread::sleep(Duration::from_millis(50));
                    }
                });
                store.backup_daily().expect("a copy").expect("one is due");
                done.store(true, Ordering::Relaxed);
            });
        });
    let copies = store.backups().expect("copies");
    let size = copies.first().map_or(0, |copy| copy.bytes / 1_000_000);
    let longest = longest.load(Ordering::Relaxed) as f64 / 1000.0;
    #[allow(clippy::print_stderr, reason = "a bench tells what it saw")]
    {
        eprintln!("{} copies of {size} MB; the longest write meanwhile took {longest} ms", copies.len());
    }
    drop(store);
    let _ = std::fs::remove_dir_all(&dir);
}
