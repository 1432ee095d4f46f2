//! The folder transport over real folders and over a misbehaving share.

mod bad_days;

use super::{
    faulty::{Chances, Faulty},
    folder::{FolderTransport, Settings},
    *,
};
use crate::{
    catalogue::{Catalogue, SIMULATOR_MARK},
    message::{Request, Sender, bulk_check_download, document_get, encode},
};
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{Arc, LazyLock},
};

fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: LazyLock<Arc<Catalogue>> =
        LazyLock::new(|| Arc::new(Catalogue::read(crate::catalogue::BUILT_IN).unwrap()));
    CATALOGUE.clone()
}

struct Share {
    root: tempfile::TempDir,
    files: Arc<Faulty>,
    transport: FolderTransport,
}

impl Share {
    fn new(seed: u64, change: impl FnOnce(&mut Settings)) -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["req", "res", "face"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        let mut settings = Settings::below(root.path());
        change(&mut settings);
        let files = Arc::new(Faulty::new(seed));
        let transport = FolderTransport::over(settings, catalogue(), files.clone());
        Self { root, files, transport }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.root.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn names(&self, folder: &str) -> BTreeSet<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn message(sequence: u32) -> Encoded {
    request(&bulk_check_download::Request { reception_number: "1".to_owned() }.into(), sequence)
}

fn request(request: &Request, sequence: u32) -> Encoded {
    let sender = Sender { institution: "1319900010".to_owned(), file_identifier: format!("FB-{sequence}") };
    let suffix = crate::catalogue::suffix(jiff::civil::date(2026, 11, 24), sequence).unwrap();
    encode(&catalogue(), request, &sender, &suffix, Wire::File).unwrap()
}

fn intent(message: &Encoded) -> Intent {
    Intent::of(message, Uuid::new_v4())
}

fn answer_name(message: &Encoded) -> String {
    format!("res/{}", message.name.replace("req_", "res_"))
}

const ANSWER: &[u8] =
    b"<XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader><MessageBody/></XmlMsg>";

async fn wait(milliseconds: u64) {
    tokio::time::advance(Duration::from_millis(milliseconds)).await;
}

#[tokio::test(start_paused = true)]
async fn there_and_back() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.transport.post(&message, &intent(&message)).await.unwrap();
    assert_eq!(share.names("req"), BTreeSet::from([message.name.clone()]));
    assert_eq!(fs::read(share.path("req").join(&message.name)).unwrap(), message.bytes);
    assert_eq!(share.transport.sweep(&ours).await.untaken, std::slice::from_ref(&message.name));

    fs::remove_file(share.path("req").join(&message.name)).unwrap();
    share.put(&answer_name(&message), ANSWER);
    assert_eq!(share.transport.sweep(&ours).await.unsettled, 1);
    wait(299).await;
    assert_eq!(share.transport.sweep(&ours).await.unsettled, 1);
    wait(1).await;
    let arrival = share.transport.sweep(&ours).await.arrivals.pop().unwrap();
    assert!(arrival.whole && arrival.bytes == ANSWER);
    // Offered until it is taken: the store may have failed.
    assert_eq!(share.transport.sweep(&ours).await.arrivals.len(), 1);
    assert_eq!(share.transport.take(&arrival).await.unwrap(), Taken::Removed);
    assert_eq!(share.names("res"), BTreeSet::new());
    assert!(share.transport.sweep(&ours).await.arrivals.is_empty());
}

#[tokio::test(start_paused = true)]
async fn one_byte_at_a_time_never_looks_complete() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    for length in 0..ANSWER.len() {
        share.put(&answer_name(&message), &ANSWER[..length]);
        for _ in 0..2 {
            assert!(share.transport.sweep(&ours).await.arrivals.is_empty(), "{length}");
            wait(301).await;
        }
    }
    share.put(&answer_name(&message), ANSWER);
    share.transport.sweep(&ours).await;
    wait(301).await;
    assert_eq!(share.transport.sweep(&ours).await.arrivals.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_stays_broken_is_offered_as_it_is() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.put(&answer_name(&message), b"<XmlMsg><MessageHeader>");
    share.transport.sweep(&ours).await;
    wait(19_000).await;
    assert!(share.transport.sweep(&ours).await.arrivals.is_empty());
    wait(1_500).await;
    let arrival = share.transport.sweep(&ours).await.arrivals.pop().unwrap();
    assert!(!arrival.whole);
}

#[tokio::test(start_paused = true)]
async fn foreign_files_are_not_touched() {
    let share = Share::new(1, |settings| settings.remove_faces = true);
    let ours = Ours::of([message(1).name]);
    let foreign = [
        "res/OQSmuquc02res_202611240777.xml",
        "res/OQSsiquc01res_202611240001.xml",
        "res/EPSsiPIR01res_1.xml",
        "res/notes.txt",
        "face/vendor.xml",
        "req/OQSsiquc01req_202611240009.xml",
        "req/other.tmp",
    ];
    for name in foreign {
        share.put(name, ANSWER);
    }
    for _ in 0..3 {
        let sweep = share.transport.sweep(&ours).await;
        assert!(sweep.arrivals.is_empty());
        assert_eq!(sweep.foreign, foreign.len());
        wait(1000).await;
    }
    let all: usize = ["req", "res", "face"].into_iter().map(|folder| share.names(folder).len()).sum();
    assert_eq!(all, foreign.len());
    // Nor by a name that leads elsewhere, nor by an arrival of somebody else's making.
    for (path, name) in [("res", "../req/other.tmp"), ("req", "other.tmp"), ("", "res/notes.txt")] {
        let arrival = Arrival {
            folder: Folder::Res,
            path: share.path(path),
            name: name.to_owned(),
            bytes: ANSWER.to_vec(),
            sha256: sha256(ANSWER),
            modified: None,
            whole: true,
        };
        assert!(share.transport.take(&arrival).await.is_err(), "{name}");
    }
    let long_ago = Timestamp::from_second(4_000_000_000).unwrap();
    assert_eq!(share.transport.clean_up(&ours, long_ago).await.unwrap(), 0);
    share.put(&answer_name(&message(1)), ANSWER);
    assert_eq!(share.transport.clean_up(&ours, long_ago).await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_burst_of_faces_is_offered_once_each() {
    let share = Share::new(1, |_| {});
    for at in 0..30 {
        share.put(&format!("face/OQSsiquc01res_face_1319900010x{at}_202611240905{at:02}.xml"), ANSWER);
    }
    share.put("face/OQSsiquc01res_face_old_20250101000000.xml", ANSWER);
    let ours = Ours::default();
    share.transport.sweep(&ours).await;
    wait(400).await;
    let arrivals = share.transport.sweep(&ours).await.arrivals;
    assert_eq!(arrivals.len(), 31);
    for arrival in &arrivals {
        assert_eq!(share.transport.take(arrival).await.unwrap(), Taken::Left);
    }
    wait(400).await;
    let again = share.transport.sweep(&ours).await;
    assert!(again.arrivals.is_empty() && again.unsettled == 0);
    assert_eq!(share.names("face").len(), 31);
    let since = Share::new(1, |settings| settings.faces_since = Some(jiff::civil::date(2026, 11, 23)));
    since.put("face/OQSsiquc01res_face_old_20250101000000.xml", ANSWER);
    assert_eq!(since.transport.sweep(&ours).await.foreign, 1);
}

#[tokio::test(start_paused = true)]
async fn a_vanished_share_is_a_state_that_heals() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.put(&answer_name(&message), ANSWER);
    share.transport.sweep(&ours).await;
    share.files.down(true);
    wait(1000).await;
    let sweep = share.transport.sweep(&ours).await;
    assert_eq!(sweep.troubles.len(), 3);
    assert!(sweep.troubles.iter().all(|trouble| trouble.kind == TroubleKind::Unreachable));
    let error = share.transport.post(&message, &intent(&message)).await.unwrap_err();
    assert!(matches!(error, PostError::Trouble(Trouble { kind: TroubleKind::Unreachable, .. })));
    assert!(share.transport.resume(&intent(&message)).await.is_err());
    share.files.down(false);
    let sweep = share.transport.sweep(&ours).await;
    assert!(sweep.troubles.is_empty());
    assert_eq!(sweep.arrivals.len(), 1);
    // A folder that somebody deleted is trouble too, and heals.
    fs::rename(share.path("face"), share.path("away")).unwrap();
    assert_eq!(share.transport.sweep(&ours).await.troubles[0].kind, TroubleKind::Missing);
    fs::rename(share.path("away"), share.path("face")).unwrap();
    assert!(share.transport.sweep(&ours).await.troubles.is_empty());
}

#[tokio::test(start_paused = true)]
async fn provisional_messages_go_to_a_simulator_only() {
    let provisional = request(&document_get::Request { document_identifier: "x".to_owned() }.into(), 1);
    let real = Share::new(1, |_| {});
    assert_eq!(real.transport.post(&provisional, &intent(&provisional)).await, Err(PostError::Provisional));
    assert!(real.names("req").is_empty());
    real.put(&format!("req/{SIMULATOR_MARK}"), b"");
    real.transport.post(&provisional, &intent(&provisional)).await.unwrap();
    let allowed = Share::new(1, |settings| settings.allow_provisional = true);
    allowed.transport.post(&provisional, &intent(&provisional)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_name_is_given_once() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    share.transport.post(&message, &intent(&message)).await.unwrap();
    assert_eq!(share.transport.post(&message, &intent(&message)).await, Err(PostError::NameTaken));
    fs::remove_file(share.path("req").join(&message.name)).unwrap();
    share.put(&answer_name(&message).replace(".xml", ".zip"), b"old");
    assert_eq!(share.transport.post(&message, &intent(&message)).await, Err(PostError::NameTaken));
    assert!(share.names("req").is_empty());
}

#[tokio::test(start_paused = true)]
async fn after_a_crash_the_files_say_what_became_of_it() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let intent = intent(&message);
    let resume = || share.transport.resume(&intent);
    // Before the temporary file.
    assert_eq!(resume().await.unwrap(), Fate::Gone);
    // While it was written.
    share.put(&format!("req/{}", intent.temp), &message.bytes[..20]);
    assert_eq!(resume().await.unwrap(), Fate::Gone);
    assert!(share.names("req").is_empty());
    // Before the rename: it is finished now.
    share.put(&format!("req/{}", intent.temp), &message.bytes);
    assert_eq!(resume().await.unwrap(), Fate::Posted);
    assert_eq!(share.names("req"), BTreeSet::from([message.name.clone()]));
    // After the rename.
    assert_eq!(resume().await.unwrap(), Fate::Posted);
    // Taken, not answered yet: it cannot be told, and is not posted again.
    fs::remove_file(share.path("req").join(&message.name)).unwrap();
    assert_eq!(resume().await.unwrap(), Fate::Gone);
    share.put(&answer_name(&message).replace(".xml", ".pdf"), b"%PDF-");
    assert_eq!(resume().await.unwrap(), Fate::Answered);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_taken_can_be_taken_back() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let intent = intent(&message);
    share.transport.post(&message, &intent).await.unwrap();
    assert_eq!(share.transport.withdraw(&intent).await.unwrap(), Withdrawn::Withdrawn);
    assert!(share.names("req").is_empty());
    assert_eq!(share.transport.withdraw(&intent).await.unwrap(), Withdrawn::AlreadyTaken);
    share.files.down(true);
    assert!(share.transport.withdraw(&intent).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_changed_meanwhile_is_not_removed() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.put(&answer_name(&message), ANSWER);
    share.transport.sweep(&ours).await;
    wait(400).await;
    let arrival = share.transport.sweep(&ours).await.arrivals.pop().unwrap();
    let other = [ANSWER, b"\n"].concat();
    share.put(&answer_name(&message), &other);
    assert_eq!(share.transport.take(&arrival).await.unwrap(), Taken::Changed);
    assert_eq!(fs::read(share.path(&answer_name(&message))).unwrap(), other);
    share.transport.sweep(&ours).await;
    wait(400).await;
    let arrival = share.transport.sweep(&ours).await.arrivals.pop().unwrap();
    assert_eq!(arrival.bytes, other);
    fs::remove_file(share.path(&answer_name(&message))).unwrap();
    assert_eq!(share.transport.take(&arrival).await.unwrap(), Taken::Gone);
}

#[tokio::test(start_paused = true)]
async fn folders_of_their_own_for_a_family() {
    let root = tempfile::tempdir().unwrap();
    let (req, res) = (root.path().join("req_view"), root.path().join("view"));
    let share = Share::new(1, |settings| {
        settings.families.insert("OQS".to_owned(), (req.clone(), res.clone()));
    });
    fs::create_dir_all(&req).unwrap();
    fs::create_dir_all(&res).unwrap();
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.transport.post(&message, &intent(&message)).await.unwrap();
    assert!(req.join(&message.name).exists());
    fs::write(res.join(message.name.replace("req_", "res_")), ANSWER).unwrap();
    // The same name elsewhere belongs to somebody else.
    share.put(&answer_name(&message), b"<other/>");
    share.transport.sweep(&ours).await;
    wait(400).await;
    let sweep = share.transport.sweep(&ours).await;
    assert_eq!((sweep.arrivals.len(), sweep.foreign), (1, 1));
    assert!(sweep.arrivals[0].bytes == ANSWER);
}

#[tokio::test(start_paused = true)]
async fn giants_are_told_and_left() {
    let share = Share::new(1, |settings| settings.largest = 1000);
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.put(&answer_name(&message), &[b' '; 1001]);
    for _ in 0..2 {
        let sweep = share.transport.sweep(&ours).await;
        assert!(sweep.arrivals.is_empty());
        assert_eq!(sweep.too_large.len(), 1);
        wait(400).await;
    }
}

#[tokio::test(start_paused = true)]
async fn facts_for_the_diagnosis() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.transport.post(&message, &intent(&message)).await.unwrap();
    share.put("face/OQSsiquc01res_face_a_20261124090500.xml", ANSWER);
    share.put("face/OQSsiquc01res_face_b_20261124080500.xml", ANSWER);
    // A clock that is an hour behind the folders' clock.
    #[allow(clippy::disallowed_methods)] // the folders' clock is the system's
    let now = Timestamp::now() - SignedDuration::from_hours(1);
    let facts = share.transport.probe(&ours, now).await;
    assert!(facts.all_well());
    assert_eq!(facts.folders.len(), 3);
    assert_eq!(facts.last_face, Some(jiff::civil::datetime(2026, 11, 24, 9, 5, 0, 0)));
    assert!((3590..=3610).contains(&facts.clock_difference.unwrap().as_secs()));
    assert_eq!(facts.untaken.len(), 1);
    assert!(facts.untaken[0].1 < Duration::from_secs(30));
    assert!(!facts.simulator);
    let left: usize = ["req", "res", "face"].into_iter().map(|folder| share.names(folder).len()).sum();
    assert_eq!(left, 3);
    share.files.down(true);
    let facts = share.transport.probe(&ours, now).await;
    assert!(!facts.all_well());
    assert!(facts.folders.iter().all(|fact| fact.readable == Err(TroubleKind::Unreachable)));
}

#[tokio::test(start_paused = true)]
async fn encryption_is_noticed() {
    use std::io::Write;
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(ANSWER).unwrap();
    let mut bytes = zip.finish().unwrap().into_inner();
    bytes[6] |= 1;
    let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    share.put(&answer_name(&message).replace(".xml", ".zip"), &bytes);
    share.transport.sweep(&ours).await;
    wait(400).await;
    let arrival = share.transport.sweep(&ours).await.arrivals.pop().unwrap();
    let decoded = crate::decode(&catalogue(), &arrival.name, &arrival.bytes);
    assert_eq!(decoded.findings[0].rule.id, "terminal.encrypted");
    let facts = share.transport.probe(&ours, Timestamp::UNIX_EPOCH).await;
    assert!(facts.encryption_seen);
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn what_is_no_file_is_not_read_and_not_removed() {
    let share = Share::new(1, |_| {});
    let messages: Vec<Encoded> = (1..=3).map(message).collect();
    let ours = Ours::of(messages.iter().map(|message| message.name.clone()));
    let place = |at: usize| share.path(&answer_name(&messages[at]));
    let secret = share.path("secret");
    fs::write(&secret, ANSWER).unwrap();
    fs::create_dir(place(0)).unwrap();
    std::os::unix::fs::symlink(&secret, place(1)).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place(2)).unwrap();
    for _ in 0..100 {
        let sweep = share.transport.sweep(&ours).await;
        assert!(sweep.arrivals.is_empty());
        assert_eq!(sweep.unsettled, 3);
        wait(400).await;
    }
    let arrival = Arrival {
        folder: Folder::Res,
        path: share.path("res"),
        name: messages[1].name.replace("req_", "res_"),
        bytes: ANSWER.to_vec(),
        sha256: sha256(ANSWER),
        modified: None,
        whole: true,
    };
    assert!(share.transport.take(&arrival).await.is_err());
    assert!(secret.exists() && place(1).symlink_metadata().is_ok());
}

/// 100 MB under a name of ours: offered as it is once it does not change, set aside by the decoder.
#[tokio::test(start_paused = true)]
async fn a_hundred_megabytes_are_offered_and_set_aside() {
    let share = Share::new(1, |_| {});
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    fs::File::create(share.path(&answer_name(&message))).unwrap().set_len(100 << 20).unwrap();
    share.transport.sweep(&ours).await;
    wait(25_000).await;
    let arrival = share.transport.sweep(&ours).await.arrivals.pop().unwrap();
    assert!(!arrival.whole && arrival.bytes.len() == 100 << 20);
    let decoded = crate::decode(&catalogue(), &arrival.name, &arrival.bytes);
    assert!(matches!(decoded.unreadable, Some(crate::codec::Unreadable::TooLarge(_))));
    assert_eq!(share.transport.take(&arrival).await, Ok(Taken::Left));
    // It is not read again and again.
    let begun = std::time::Instant::now();
    for _ in 0..50 {
        wait(30_000).await;
        let sweep = share.transport.sweep(&ours).await;
        assert!(sweep.arrivals.is_empty() && sweep.unsettled == 0);
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

/// Half an answer, and half a card's, that stayed half for longer than we wait: the other half is not lost.
#[tokio::test(start_paused = true)]
async fn what_was_offered_broken_is_offered_again_when_it_is_whole() {
    for remove in [true, false] {
        let share = Share::new(1, |settings| {
            (settings.remove_answers, settings.remove_faces) = (remove, remove);
        });
        let message = message(1);
        let ours = Ours::of([message.name.clone()]);
        let places = [answer_name(&message), "face/OQSsiquc01res_face_a_20261124090500.xml".to_owned()];
        for place in &places {
            share.put(place, &ANSWER[..40]);
        }
        share.transport.sweep(&ours).await;
        wait(21_000).await;
        for arrival in share.transport.sweep(&ours).await.arrivals {
            assert!(!arrival.whole);
            assert_eq!(share.transport.take(&arrival).await, Ok(Taken::Left));
        }
        for _ in 0..5 {
            assert!(share.transport.sweep(&ours).await.arrivals.is_empty());
            wait(21_000).await;
        }
        for place in &places {
            share.put(place, ANSWER);
        }
        let mut whole = BTreeSet::new();
        for _ in 0..20 {
            wait(2_000).await;
            for arrival in share.transport.sweep(&ours).await.arrivals {
                assert!(arrival.whole && arrival.bytes == ANSWER);
                let expected = if remove { Taken::Removed } else { Taken::Left };
                assert_eq!(share.transport.take(&arrival).await, Ok(expected));
                assert!(whole.insert(arrival.name));
            }
        }
        assert_eq!(whole.len(), 2, "{remove}");
    }
}

/// Where another product wants them kept, thousands of our answers cost nothing once they are stored.
#[tokio::test(start_paused = true)]
async fn answers_that_stay_are_not_read_again() {
    let share = Share::new(1, |settings| settings.remove_answers = false);
    let messages: Vec<Encoded> = (1..=40).map(message).collect();
    let ours = Ours::of(messages.iter().map(|message| message.name.clone()));
    for message in &messages {
        share.put(&answer_name(message), ANSWER);
    }
    share.transport.sweep(&ours).await;
    wait(400).await;
    for arrival in share.transport.sweep(&ours).await.arrivals {
        assert_eq!(share.transport.take(&arrival).await, Ok(Taken::Left));
    }
    // Every call but the listing of the three folders would fail.
    share.files.down_after(3);
    let sweep = share.transport.sweep(&ours).await;
    assert!(sweep.troubles.is_empty() && sweep.unsettled == 0 && !share.files.is_down());
    share.files.down(false);
    // Another answer under an old name is noticed all the same, later.
    let other = [ANSWER, b"\n"].concat();
    share.put(&answer_name(&messages[7]), &other);
    wait(601_000).await;
    share.transport.sweep(&ours).await;
    wait(400).await;
    let arrivals = share.transport.sweep(&ours).await.arrivals;
    assert_eq!(arrivals.len(), 1);
    assert!(arrivals[0].bytes == other);
}

#[test]
fn a_folder_full_of_foreign_files_is_swept_quickly() {
    let share = Share::new(1, |_| {});
    fill(&share.path("res"), 20_000);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ours = Ours::of([message(1).name]);
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let sweep = runtime.block_on(share.transport.sweep(&ours));
        best = best.min(start.elapsed());
        assert_eq!(sweep.foreign, 20_000);
    }
    // The bench measures; this only notices a file that is read or asked about one by one. Unoptimised builds of a
    // busy machine get four times the limit.
    assert!(best < Duration::from_millis(400), "{best:?}");
}

fn fill(folder: &Path, count: usize) {
    for at in 0..count {
        fs::write(folder.join(format!("OQSsiquc01res_20251124{at:06}.xml")), b"").unwrap();
    }
}
