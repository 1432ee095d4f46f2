//! Taking in what the terminal wrote (target: 300 files a second, kept, read and noted in writes of 64), and the
//! lists of 資格 and of the outbox among 100,000 rows each (target: 5 ms). The large store is built once in the
//! temporary folder.

use divan::{Bencher, counter::ItemsCount};
use domain::{
    clock::Clock,
    document::DocumentKind,
    eligibility::{EligibilitySource, MatchedBy, Validity},
    id::{DocumentId, PatientId},
    outbox::{OutboxState, ReadConsent},
    patient::{Branch, Insurance, NameParts, Patient, Sex},
    terminal::ArrivalState,
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::date};
use std::{
    path::Path,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use store::{
    Audit, Place, Presence, Store, Unlock, Who,
    document::{Bundle, Frozen, Summary},
    eligibility::EligibilityTold,
    inbox::{NewArrival, Settlement},
    key::{KeyFile, Passphrase},
};

fn main() {
    divan::main();
}

/// As many arrivals as one write takes.
const BATCH: usize = 64;
const FILES: usize = 1000;
const PATIENTS: u32 = 2_000;
const ROWS: u32 = 100_000;

/// Every look at it is a millisecond later, so that rows have the order of their making.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let tick = self.0.fetch_add(1, Ordering::Relaxed);
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_795_300_000) + SignedDuration::from_millis(tick)
    }
}

fn clock() -> Arc<Ticking> {
    Arc::new(Ticking(AtomicI64::new(0)))
}

fn audit() -> Audit {
    Audit::new(Who::Program, "seed")
}

/// An answer as the card reader pushes it, of a usual size.
fn file(number: u64) -> (String, Vec<u8>) {
    let name = format!("OQSsiquc01res_face_1319999991{number:020}_20261122100203.xml");
    let mut bytes = format!("<XmlMsg><MessageBody><ReferenceNumber>{number}</ReferenceNumber>").into_bytes();
    bytes.resize(6 << 10, b' ');
    (name, bytes)
}

fn told(number: u64, day: jiff::civil::Date) -> EligibilityTold {
    EligibilityTold {
        source: EligibilitySource::Face,
        told_at: Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_795_300_000),
        day,
        validity: Validity::Valid,
        insurer_number: "06139463".to_owned(),
        card_symbol: "見本".to_owned(),
        card_number: format!("{}", number % u64::from(PATIENTS)),
        branch: Some("01".to_owned()),
        birth_date: Some(date(1950, 1, 1)),
        name: "見本　花子".to_owned(),
        kana: "ﾐﾎﾝ ﾊﾅｺ".to_owned(),
        sex: Sex::Female,
        reference_number: format!("{number}"),
        card_class: "01".to_owned(),
        details: "{\"address\":\"架空県見本市見本町１－２－３\",\"consents\":[]}".to_owned(),
    }
}

fn keep(store: &Store, files: &[(String, Vec<u8>)]) {
    store
        .write(&audit(), |w| {
            files.iter().try_for_each(|(name, bytes)| {
                w.inbox_keep(&NewArrival { folder: "face", name, bytes, modified: None, whole: true })
                    .map(|_| ())
            })
        })
        .expect("kept");
}

/// Everything that is kept, read back and noted with its record of 資格; how many files.
fn settle(store: &Store, day: jiff::civil::Date) -> usize {
    let mut settled = 0;
    loop {
        let waiting = store
            .read(|r| {
                let waiting = r.inbox_waiting(BATCH as u32)?;
                for item in &waiting {
                    divan::black_box(r.inbox_bytes(item.id)?);
                }
                Ok(waiting)
            })
            .expect("read");
        if waiting.is_empty() {
            return settled;
        }
        let done = Settlement {
            state: ArrivalState::Done,
            message: Some("face_result"),
            request: None,
            reason: None,
            findings: None,
        };
        store
            .write(&audit(), |w| {
                waiting.iter().try_for_each(|item| {
                    w.eligibility_add(item.id, 0, None, &told(u64::from(item.size), day))?;
                    w.inbox_settle(item.id, &done)
                })
            })
            .expect("settled");
        settled += waiting.len();
    }
}

fn import(bencher: Bencher, store: &Store) {
    static NUMBER: AtomicU64 = AtomicU64::new(1 << 40);
    bencher
        .counter(ItemsCount::new(FILES))
        .with_inputs(|| {
            let first = NUMBER.fetch_add(FILES as u64, Ordering::Relaxed);
            (first..first + FILES as u64).map(file).collect::<Vec<_>>()
        })
        .bench_local_values(|files: Vec<(String, Vec<u8>)>| {
            for batch in files.chunks(BATCH) {
                keep(store, batch);
            }
            assert_eq!(settle(store, date(2027, 1, 1)), FILES);
        });
}

#[divan::bench(sample_size = 1, sample_count = 10)]
fn import_1000_into_a_new_store(bencher: Bencher) {
    let dir = tempfile::tempdir().expect("a folder");
    let (place, key) = (Place::new(dir.path().join("data")), KeyFile::new(dir.path().join("key")));
    let store = Store::create(&place, &key, &Passphrase::generate(), clock()).expect("a new store");
    import(bencher, &store);
}

#[divan::bench(sample_size = 1, sample_count = 10)]
fn import_1000_into_a_large_store(bencher: Bencher) {
    import(bencher, &LARGE.store);
}

/// A store with as many rows of 資格 and of the outbox as some ten years leave behind.
struct Large {
    store: Store,
    patient: PatientId,
}

static LARGE: LazyLock<Large> = LazyLock::new(|| {
    let dir = std::env::temp_dir().join(format!("fumibako-bench-arrivals-1-{ROWS}"));
    let (place, key) = (Place::new(dir.join("data")), KeyFile::new(dir.join("key")));
    if place.presence() != Presence::Present || !dir.join("done").exists() {
        build(&dir, &place, &key);
    }
    // A clock of its own that goes on after the rows that are there.
    let later = Arc::new(Ticking(AtomicI64::new(1 << 40)));
    let store = Store::open(&place, Unlock::Ring(&key), later).expect("it opens");
    let found = store.read(|r| r.patient_by_chart_number("0001000")).expect("read").expect("there");
    Large { store, patient: found.id }
});

fn build(dir: &Path, place: &Place, key: &KeyFile) {
    let _ = std::fs::remove_dir_all(dir);
    let clock = clock();
    let store = Store::create(place, key, &Passphrase::generate(), clock.clone()).expect("a new store");
    let patients: Vec<Patient> = (0..PATIENTS).map(|number| patient(number, &*clock)).collect();
    store.write(&audit(), |w| w.patients_save(&patients)).expect("saved");
    let whose = |number: u32| patients[(number % PATIENTS) as usize].id;
    let first = date(2016, 1, 1);
    for start in (0..ROWS).step_by(5_000) {
        store
            .write(&audit(), |w| {
                for number in start..start + 5_000 {
                    // Some thirty a day.
                    let day = first + i64::from(number / 30).days();
                    let (name, bytes) = file(u64::from(number));
                    let arrival = NewArrival {
                        folder: "face",
                        name: &name,
                        bytes: &bytes[..64],
                        modified: None,
                        whole: true,
                    };
                    let inbox = w.inbox_keep(&arrival)?.id;
                    let record = w.eligibility_add(inbox, 0, None, &told(u64::from(number), day))?;
                    w.eligibility_match(record, whose(number), MatchedBy::Insurance)?;
                    let done = Settlement {
                        state: ArrivalState::Done,
                        message: Some("face_result"),
                        request: None,
                        reason: None,
                        findings: None,
                    };
                    w.inbox_settle(inbox, &done)?;
                    w.inbox_cleared(inbox)?;
                    let document = DocumentId::new(&*clock);
                    let kind = DocumentKind::ReferralLetter;
                    let version =
                        w.document_create(document, kind, whose(number), "{}", &Summary::default())?;
                    let frozen = Frozen {
                        body: "{}",
                        summary: &Summary::default(),
                        findings: "[]",
                        pdf: b"%PDF",
                        office_copy: b"%PDF copy",
                        bundle: Some(Bundle { bytes: b"{}", profile: "1.12.0" }),
                    };
                    let done = w.document_finalize(document, version, frozen, Some(ReadConsent::Later))?;
                    // The last few still wait.
                    if let Some(item) = done.outbox.filter(|_| number < ROWS - 20) {
                        w.outbox_posted(item)?;
                        w.outbox_settled(item, OutboxState::Accepted, Default::default())?;
                    }
                }
                Ok(())
            })
            .expect("saved");
    }
    std::fs::write(dir.join("done"), "").expect("noted");
}

fn patient(number: u32, clock: &dyn Clock) -> Patient {
    Patient {
        id: PatientId::new(clock),
        version: 0,
        chart_number: format!("{number:07}"),
        name: NameParts { family: "見本".to_owned(), given: format!("花子{number}") },
        kana: NameParts { family: "ミホン".to_owned(), given: "ハナコ".to_owned() },
        birth_date: date(1950, 1, 1),
        sex: Sex::Female,
        postal_code: String::new(),
        address: String::new(),
        phone: String::new(),
        occupation: String::new(),
        insurance: Some(Insurance {
            insurer_number: "06139463".to_owned(),
            symbol: "見本".to_owned(),
            number: format!("{number}"),
            branch: Branch::Number("01".to_owned()),
        }),
        public_payers: Vec::new(),
        merged_into: None,
    }
}

#[derive(Debug, Clone, Copy)]
enum List {
    Day,
    OfPatient,
    Newest,
    Insurance,
    Waiting,
    Uncleared,
    OutboxDue,
    OutboxReady,
    OutboxNewest,
    OutboxCounts,
    OutboxOfPatient,
}

const LISTS: &[List] = &[
    List::Day,
    List::OfPatient,
    List::Newest,
    List::Insurance,
    List::Waiting,
    List::Uncleared,
    List::OutboxDue,
    List::OutboxReady,
    List::OutboxNewest,
    List::OutboxCounts,
    List::OutboxOfPatient,
];

#[divan::bench(args = LISTS)]
fn list_among_100_000(bencher: Bencher, list: List) {
    let Large { store, patient } = &*LARGE;
    let patient = *patient;
    let now = Timestamp::MAX - SignedDuration::from_hours(48);
    bencher.bench(|| {
        store
            .read(|r| {
                Ok(match list {
                    List::Day => r.eligibility_of_day(date(2020, 5, 5))?.len(),
                    List::OfPatient => r.eligibility_of_patient(patient, 50)?.len(),
                    List::Newest => r.eligibility_newest(patient)?.into_iter().count(),
                    List::Insurance => r.patients_by_insurance("06139463", "1000")?.len(),
                    List::Waiting => r.inbox_waiting(64)?.len(),
                    List::Uncleared => r.inbox_uncleared(64)?.len(),
                    List::OutboxDue => r.outbox_due(now, 20)?.len(),
                    List::OutboxReady => r.outbox(Some(OutboxState::Ready), 100)?.len(),
                    List::OutboxNewest => r.outbox_newest(100)?.len(),
                    List::OutboxCounts => usize::try_from(r.outbox_counts()?.ready).unwrap_or(0),
                    List::OutboxOfPatient => r.outbox_of_patient(patient)?.len(),
                })
            })
            .expect("listed")
    });
}
