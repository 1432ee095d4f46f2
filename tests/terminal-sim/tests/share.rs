//! The folders over a real share: `FUMIBAKO_SHARE=/mnt/oqs`, where a share is mounted (samba, or the terminal's own).
//! `FUMIBAKO_SHARE_THERE` is the same folder as its host sees it; without it the terminal works over the share too.

#![allow(clippy::unwrap_used)] // a panic is how a test fails
#![allow(clippy::print_stdout)] // a test speaks through its streams
#![allow(clippy::disallowed_methods, reason = "tests are an edge: they read the environment")]

mod clinic;

use clinic::{Clinic, US, now};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};
use terminal::{
    Answer, MessageKey,
    message::{bulk_check_download, document_register},
    outcome::Verdict,
    transport::{Intent, Ours, PostError, Transport, Withdrawn},
};
use terminal_sim::Fault;

/// The share, and where it lies.
fn share() -> Option<(PathBuf, PathBuf)> {
    let Some(share) = env::var_os("FUMIBAKO_SHARE").map(PathBuf::from) else {
        println!("SKIPPED: no real share: FUMIBAKO_SHARE does not say where one is mounted");
        return None;
    };
    assert!(share.is_dir(), "FUMIBAKO_SHARE is set, but {} is no folder", share.display());
    let there = env::var_os("FUMIBAKO_SHARE_THERE").map_or(share.clone(), PathBuf::from);
    Some((share, there))
}

/// A clinic in a folder of its own on the share.
fn clinic(share: &Path, there: &Path, seed: u64) -> Clinic {
    let root = tempfile::tempdir_in(share).unwrap();
    let there = there.join(root.path().file_name().unwrap());
    // The server may say later than the client that a folder is new.
    for _ in 0..200 {
        if there.is_dir() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    // Clients tell old lengths for a while.
    Clinic::over(root, &there, seed, 8000, Duration::from_secs(30))
}

fn letter(clinic: &Clinic, number: u32) -> document_register::Request {
    let bundle = r#"{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Composition"}}]}"#;
    document_register::Request {
        insured: clinic.insured("P1"),
        document_type: "57133-1".to_owned(),
        document_identifier: format!("{US}^2026^R-{number}"),
        destination: Some("1319900028".to_owned()),
        read_consent: true,
        document: bundle.as_bytes().to_vec(),
    }
}

/// Shares show a folder that is new, or back, only after a while.
async fn until_usable(clinic: &Clinic) {
    for _ in 0..400 {
        if clinic.sweep().await.troubles.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the folders are never usable: {:?}", clinic.sweep().await.troubles);
}

#[tokio::test]
async fn letters_and_cards_over_a_real_share() {
    let Some((share, there)) = share() else { return };
    let mut clinic = clinic(&share, &there, 21);
    until_usable(&clinic).await;
    let foreign = clinic.root.path().join("res/OQSsiquc01res_199901010001.xml");
    fs::write(&foreign, "foreign").unwrap();
    clinic.terminal.faults.on(Fault::PartialWrite, None, 50).on(Fault::LockedFile, None, 20);
    for number in 1..=5 {
        let request = letter(&clinic, number);
        let answer = clinic.answer(request).await;
        assert_eq!(answer.envelope().outcome.verdict, Verdict::Done);
    }
    assert!(clinic.terminal.centre.documents.values().all(|document| document.times == 1));
    let mut pushed = BTreeSet::new();
    for at in 0..30 {
        pushed
            .insert(clinic.terminal.tap(&format!("P{}", at % 7 + 1), &["YZK"], US, now()).unwrap().unwrap());
    }
    let came = clinic.work(|came| came.len() >= 30).await;
    assert_eq!(came.iter().map(|(arrival, _)| arrival.name.clone()).collect::<BTreeSet<_>>(), pushed);
    assert_eq!(came.len(), 30);
    for (arrival, decoded) in &came {
        assert!(arrival.whole && decoded.answer.as_ref().map(Answer::key) == Some(MessageKey::FaceResult));
    }
    assert_eq!(fs::read(&foreign).unwrap(), b"foreign");
}

#[tokio::test]
async fn posting_taking_back_and_diagnosing_over_a_real_share() {
    let Some((share, there)) = share() else { return };
    let mut clinic = clinic(&share, &there, 22);
    until_usable(&clinic).await;
    let request = bulk_check_download::Request { reception_number: "1".to_owned() };
    let encoded = clinic.encode(request.into());
    let intent = Intent::of(&encoded, uuid::Uuid::new_v4());
    let ours = Ours::of([encoded.name.clone()]);
    clinic.transport.post(&encoded, &intent).await.unwrap();
    assert_eq!(clinic.transport.sweep(&ours).await.untaken, std::slice::from_ref(&encoded.name));
    let other = Intent::of(&encoded, uuid::Uuid::new_v4());
    assert_eq!(clinic.transport.post(&encoded, &other).await, Err(PostError::NameTaken));
    assert_eq!(fs::read(clinic.root.path().join("req").join(&encoded.name)).unwrap(), encoded.bytes);
    let facts = clinic.transport.probe(&ours, now()).await;
    assert!(facts.all_well(), "{facts:?}");
    assert!(facts.simulator && facts.clock_difference.is_some());
    assert_eq!(clinic.transport.withdraw(&intent).await, Ok(Withdrawn::Withdrawn));
    assert_eq!(clinic.transport.withdraw(&intent).await, Ok(Withdrawn::AlreadyTaken));
    let litter = |names: &[String]| names.iter().filter(|name| name.ends_with(".tmp")).count();
    let names: Vec<String> = fs::read_dir(clinic.root.path().join("req"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(litter(&names), 0, "{names:?}");
    // The plug is pulled and put in again.
    clinic.terminal.go_down(jiff::Timestamp::MAX).unwrap();
    for _ in 0..400 {
        if clinic.sweep().await.troubles.len() == 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(clinic.sweep().await.troubles.len(), 3);
    clinic.terminal.come_back().unwrap();
    until_usable(&clinic).await;
    let request = letter(&clinic, 9);
    assert_eq!(clinic.answer(request).await.envelope().outcome.verdict, Verdict::Done);
}
