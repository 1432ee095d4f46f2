//! `kill -9` at any moment: what is left is the old state or the new one, never something between.
//!
//! The child of these tests is this same program. It tells on its standard output what is done, line by line;
//! whatever it has told must be there after it was killed, and at most the one thing it was about to do.

use domain::{document::DocumentState, id::DocumentId, outbox::OutboxState};
use fumibako::{Desk, letter_file};
use fumibako_tests::{Calls, FakeClock, TempClinic, desk_over, fonts_are_there, long, sample};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    cell::RefCell,
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};
use store::{audit::Chain, crash, document::FileKind, outbox::OutboxItem};

const ROOT: &str = "FUMIBAKO_TEST_ROOT";
const LETTER: &str = "FUMIBAKO_TEST_LETTER";
const POINT: &str = "FUMIBAKO_TEST_POINT";

/// Starts the child that runs one of the ignored tests below.
fn child(name: &str, root: &Path, more: &[(&str, &str)]) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", &format!("crash::{name}"), "--ignored", "--nocapture"])
        .env(ROOT, root)
        .envs(more.iter().copied());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn root() -> String {
    env::var(ROOT).expect("the parent says where")
}

fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "@{line}").unwrap();
    out.flush().unwrap();
}

/// The number that a draft or version bears in its text.
fn counter(form: &Value) -> u32 {
    let course = form["course"].as_str().unwrap_or_default();
    course.trim_start_matches('第').split('回').next().unwrap().parse().unwrap_or(0)
}

fn open(desk: &Desk, letter: &str) -> Value {
    desk.ask("letter_open", json!({ "id": letter }))
}

fn save(desk: &Desk, letter: &str, number: u32) {
    let now = open(desk, letter);
    let mut form = now["form"].clone();
    form["course"] = json!(format!("第{number}回の保存です。{}", "経過に変わりはありません。".repeat(20)));
    desk.ask("letter_save", json!({ "id": letter, "version": now["version"], "form": form }));
}

fn finalize(desk: &Desk, letter: &str) {
    let now = open(desk, letter);
    desk.ask("letter_finalize", json!({ "id": letter, "version": now["version"], "consent": "later" }));
}

#[test]
#[ignore = "runs only as the child of the other tests here"]
fn writes_until_it_is_killed() {
    let desk = desk_over(Path::new(&root()), Arc::new(FakeClock::new()));
    let letter = env::var(LETTER).unwrap();
    let now = open(&desk, &letter);
    let mut number = counter(&now["form"]);
    if now["row"]["state"] == "final" {
        desk.ask("letter_amend", json!({ "id": letter, "reason": "続き" }));
    }
    tell("ready");
    loop {
        number += 1;
        save(&desk, &letter, number);
        tell(&format!("saved {number}"));
        if number.is_multiple_of(3) {
            finalize(&desk, &letter);
            tell(&format!("final {number}"));
            desk.ask("letter_amend", json!({ "id": letter, "reason": "続き" }));
            tell(&format!("amended {number}"));
        }
    }
}

#[test]
#[ignore = "runs only as the child of the other tests here"]
fn finalizes_and_dies_at_a_point() {
    let desk = desk_over(Path::new(&root()), Arc::new(FakeClock::new()));
    let (letter, point) = (env::var(LETTER).unwrap(), env::var(POINT).unwrap());
    let armed = Arc::new(AtomicBool::new(false));
    let now = armed.clone();
    crash::on_reach(move |reached| {
        if now.load(Ordering::SeqCst) && reached == point {
            std::process::abort();
        }
    });
    armed.store(true, Ordering::SeqCst);
    finalize(&desk, &letter);
}

#[test]
#[ignore = "runs only as the child of the other tests here"]
fn makes_a_store_and_dies_at_a_point() {
    let (root, point) = (root(), env::var(POINT).unwrap());
    crash::on_reach(move |reached| {
        if reached == point {
            std::process::abort();
        }
    });
    let desk = desk_over(Path::new(&root), Arc::new(FakeClock::new()));
    letter_file::run(&desk, &sample("text-only").bytes, &|_| ())
        .map(drop)
        .map_err(|error| error.to_string())
        .unwrap();
}

/// A store with a draft that may be finalized; the draft's id.
fn with_draft(clinic: &TempClinic) -> String {
    let (desk, _) = clinic.set_up();
    let sample = sample("fully-coded").value;
    let patient = desk.ask("patient_save", json!({ "id": null, "version": 0, "form": sample["patient"] }));
    let create = json!({ "patient_id": patient["patient"]["row"]["id"], "kind": "referral", "from": null, "form": null });
    let letter = desk.ask("letter_create", create);
    let mut form = letter["form"].clone();
    form["receiver"]
        .as_object_mut()
        .unwrap()
        .extend(sample["letter"]["receiver"].as_object().unwrap().clone());
    form["purpose"] = json!("精査をお願いいたします。");
    form["diagnosis"] = json!("２型糖尿病");
    form["course"] = json!("第0回の保存です。");
    desk.ask("letter_save", json!({ "id": letter["row"]["id"], "version": letter["version"], "form": form }));
    letter["row"]["id"].as_str().unwrap().to_owned()
}

/// What is there of the letter: versions, and the number in the newest text.
struct Left {
    versions: u32,
    counter: u32,
    state: DocumentState,
}

/// Opens the store after a crash and looks at all that must be whole.
fn number(item: &OutboxItem) -> u32 {
    item.document().unwrap().1
}

fn look(clinic: &TempClinic, letter: &str) -> Left {
    let desk = clinic.desk();
    let open_clinic = desk.clinic().map_err(|error| error.to_string()).unwrap();
    let store = open_clinic.store();
    assert_eq!(store.health().unwrap().damage, Vec::<String>::new());
    assert!(matches!(store.read(|r| r.audit_chain()).unwrap(), Chain::Whole { .. }));
    let id = DocumentId::parse(letter).unwrap();
    let document = store.read(|r| r.document(id)).unwrap().unwrap();
    let versions = store.read(|r| r.document_versions(id)).unwrap();
    let numbers: Vec<u32> = versions.iter().map(|version| version.number).rev().collect();
    assert_eq!(numbers, (1..=document.versions).collect::<Vec<_>>());
    let outbox = store.read(|r| r.outbox_of(id)).unwrap();
    assert_eq!(outbox.iter().map(number).collect::<Vec<_>>(), numbers, "one item for each version");
    let live: Vec<u32> = outbox.iter().filter(|item| item.state == OutboxState::Ready).map(number).collect();
    assert!(live.is_empty() || live.contains(&document.versions), "{live:?}");
    let mut seen = None;
    for version in versions.iter().rev() {
        let file =
            |kind| store.read(|r| r.document_file(id, version.number, kind)).unwrap().expect("its file");
        let (pdf, copy, bundle) = (file(FileKind::Pdf), file(FileKind::OfficeCopy), file(FileKind::Bundle));
        assert!(pdf.starts_with(b"%PDF") && pdf.ends_with(b"%%EOF") || pdf.ends_with(b"%%EOF\n"));
        assert_ne!(Sha256::digest(&pdf), Sha256::digest(&copy));
        let bundle: Value = serde_json::from_slice(&bundle).unwrap();
        let body: Value = serde_json::from_str(&version.body).unwrap();
        assert!(
            bundle.to_string().contains(&format!("第{}回", counter(&body))),
            "bundle and text are of one version"
        );
        assert!(Some(counter(&body)) > seen, "versions follow one another");
        seen = Some(counter(&body));
    }
    let left = open(&desk, letter);
    if document.state == DocumentState::Draft && document.versions > 0 {
        assert_eq!(document.amend_reason.as_deref(), Some("続き"));
    }
    Left { versions: document.versions, counter: counter(&left["form"]), state: document.state }
}

/// Numbers that fall all over the place but are the same in every run of the tests.
fn spread(seed: u64) -> u64 {
    let digest = Sha256::digest(seed.to_be_bytes());
    u64::from_be_bytes(digest[..8].try_into().unwrap())
}

#[test]
fn killed_at_any_moment_a_letter_is_old_or_new() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let letter = with_draft(&clinic);
    let mut before = look(&clinic, &letter);
    let runs = if long() { 200 } else { 15 };
    let mut moved = 0;
    for run in 0..runs {
        let mut child = child("writes_until_it_is_killed", &clinic.root(), &[(LETTER, &letter)]);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.by_ref().map_while(Result::ok).any(|line| line.contains("@ready"));
        assert!(ready, "run {run}: the child did not come to work: {:?}", child.wait());
        // So far undisturbed, however slow the computer is; then at any moment.
        let mut told: Vec<String> =
            lines.by_ref().map_while(Result::ok).take(usize::try_from(spread(run) % 7).unwrap()).collect();
        thread::sleep(Duration::from_micros(spread(run + 1_000_000) % 80_000));
        child.kill().unwrap();
        child.wait().unwrap();
        told.extend(lines.map_while(Result::ok));
        let (mut saved, mut finals, mut amended) = (before.counter, 0, before.counter);
        for line in told {
            let Some((_, told)) = line.split_once('@') else { continue };
            let (word, number) = told.split_once(' ').unwrap();
            let number: u32 = number.parse().unwrap();
            match word {
                "saved" => saved = number,
                "final" => finals += 1,
                _ => amended = number,
            }
        }
        let after = look(&clinic, &letter);
        assert!(
            [saved, saved + 1].contains(&after.counter),
            "run {run}: told {saved}, found {}",
            after.counter
        );
        let versions = before.versions + finals;
        assert!(
            [versions, versions + 1].contains(&after.versions),
            "run {run}: told {versions} versions, found {}",
            after.versions
        );
        if after.state == DocumentState::Final {
            assert!(
                after.counter.is_multiple_of(3) && amended < after.counter,
                "run {run}: only between finalizing and amending"
            );
        }
        moved += after.counter - before.counter;
        before = after;
    }
    println!("{runs} kills, {moved} saves, {} versions", before.versions);
    assert!(
        moved > u32::try_from(runs).unwrap() && before.versions > 0,
        "the child was killed before it did anything"
    );
}

#[test]
fn killed_around_the_commit_a_letter_is_a_draft_or_final() {
    if !fonts_are_there() {
        return;
    }
    for (point, versions) in [(crash::BEFORE_COMMIT, 0), (crash::AFTER_COMMIT, 1)] {
        let clinic = TempClinic::new();
        let letter = with_draft(&clinic);
        let status =
            child("finalizes_and_dies_at_a_point", &clinic.root(), &[(LETTER, &letter), (POINT, point)])
                .wait()
                .unwrap();
        assert_eq!(status.code(), None, "{point}: it died of a signal");
        let left = look(&clinic, &letter);
        assert_eq!(left.versions, versions, "{point}");
        assert_eq!(left.state == DocumentState::Final, versions == 1, "{point}");
        let desk = clinic.desk();
        if versions == 0 {
            finalize(&desk, &letter);
        }
        drop(desk);
        assert_eq!(look(&clinic, &letter).versions, 1, "{point}");
    }
}

#[test]
fn killed_while_a_store_is_made_the_first_letter_can_be_made_again() {
    if !fonts_are_there() {
        return;
    }
    let points = [
        crash::AFTER_KEY_FILE,
        crash::DURING_MIGRATION,
        crash::BEFORE_RENAME,
        crash::AFTER_RENAME,
        crash::BEFORE_COMMIT,
        crash::AFTER_COMMIT,
    ];
    for point in points {
        let clinic = TempClinic::new();
        let status =
            child("makes_a_store_and_dies_at_a_point", &clinic.root(), &[(POINT, point)]).wait().unwrap();
        assert_eq!(status.code(), None, "{point}: it died of a signal");
        let desk = clinic.desk();
        let told = RefCell::new(None);
        letter_file::run(&desk, &sample("text-only").bytes, &|passphrase| {
            told.replace(Some(passphrase.to_owned()));
        })
        .unwrap_or_else(|error| panic!("{point}: {error}"));
        let health = desk.clinic().map_err(|error| error.to_string()).unwrap().store().health().unwrap();
        assert_eq!(health.damage, Vec::<String>::new(), "{point}");
        for (table, rows) in
            [("institution", 1), ("doctor", 1), ("staff", 1), ("patient", 1), ("document", 1)]
        {
            assert_eq!(health.counts.get(table), Some(&rows), "{point}: {table}");
        }
        if point != crash::AFTER_COMMIT {
            let passphrase = told.take().unwrap_or_else(|| panic!("{point}: nobody knows the passphrase"));
            drop(desk);
            std::fs::remove_file(clinic.key_file()).unwrap();
            clinic.desk().ask("front_unlock", json!({ "passphrase": passphrase }));
        }
    }
}
