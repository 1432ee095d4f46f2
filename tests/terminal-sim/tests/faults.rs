//! Every fault of the terminal alone and in pairs.

#![allow(clippy::unwrap_used)] // a panic is how a test fails
#![allow(clippy::print_stdout)] // a test speaks through its streams

mod clinic;

use clinic::{Clinic, US, check, letter, now};
use domain::matching::{same_kana, same_name};
use std::{collections::BTreeSet, fs};
use terminal::{Answer, MessageKey, consent::Kind, outcome::Verdict};
use terminal_sim::Fault;

/// What a fault may do to an eligibility check and to a registration; what it may never do.
async fn under(faults: &[Fault], seed: u64) {
    let mut clinic = Clinic::new(seed);
    for fault in faults {
        clinic.terminal.faults.on(*fault, None, 100);
    }
    let foreign = clinic.root.path().join("res/OQSsiquc01res_199901010001.xml");
    fs::write(&foreign, "foreign").unwrap();
    let silent = faults.iter().any(|fault| matches!(fault, Fault::NeverPickUp | Fault::NoResponse));
    let label = format!("{:?}", faults.iter().map(|fault| fault.word()).collect::<Vec<_>>());
    let requests: [terminal::Request; 2] = [check(&clinic, "P1").into(), letter(&clinic, "P1", 1).into()];
    let mut posted = Vec::new();
    for request in requests {
        // A share that is away refuses; nothing was sent, so that it may be tried again.
        for _ in 0..200 {
            match clinic.post(request.clone()).await {
                Ok(encoded) => {
                    posted.push(encoded);
                    break;
                }
                Err(terminal::transport::PostError::Trouble(_)) => {
                    clinic.names.pop();
                    clinic.terminal.step(now()).unwrap();
                    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                }
                Err(other) => panic!("{label}: {other}"),
            }
        }
    }
    assert_eq!(posted.len(), 2, "{label}");
    clinic.terminal.tap("P1", &["YZK"], US, now()).unwrap();
    let expected = if silent { 1 } else { 3 };
    let enough = |came: &[(terminal::transport::Arrival, terminal::Decoded)]| {
        came.iter().map(|(arrival, _)| &arrival.name).collect::<BTreeSet<_>>().len() >= expected
    };
    if silent {
        // There is no sign of the end of silence.
        tokio::time::timeout(std::time::Duration::from_millis(250), clinic.work(|_| false)).await.ok();
    } else {
        let came = clinic.work(enough).await;
        let names: BTreeSet<&String> = came.iter().map(|(arrival, _)| &arrival.name).collect();
        assert_eq!(names.len(), expected, "{label}: {names:?}");
        let duplicates = faults.contains(&Fault::DuplicateResponse);
        assert!(duplicates || came.len() == expected, "{label}: offered again after it was removed");
        for (arrival, decoded) in &came {
            let broken = faults.iter().any(|fault| matches!(fault, Fault::HugeFile | Fault::ZipEncrypted));
            assert_eq!(
                decoded.answer.is_some(),
                !broken,
                "{label}: {} {:?}",
                arrival.name,
                decoded.unreadable
            );
            assert!(arrival.whole, "{label}: {}", arrival.name);
            if let Some(answer) = &decoded.answer {
                judge(answer, faults, &label);
                let sequence = 5001 + usize::from(answer.key() == MessageKey::DocumentRegister);
                let sender = terminal::Sender {
                    institution: US.to_owned(),
                    file_identifier: format!("FB-{sequence}"),
                };
                if answer.key() != MessageKey::FaceResult && !faults.contains(&Fault::ShareDown) {
                    assert_eq!(answer.is_answer_to(&sender), !faults.contains(&Fault::WrongEcho), "{label}");
                }
            }
        }
    }
    assert!(
        clinic.terminal.centre.documents.values().all(|document| document.times == 1),
        "{label}: registered twice"
    );
    while !clinic.terminal.is_idle() {
        clinic.terminal.step(now()).unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(fs::read(&foreign).unwrap(), b"foreign", "{label}");
}

fn judge(answer: &Answer, faults: &[Fault], label: &str) {
    let has = |fault| faults.contains(&fault);
    let verdict = answer.envelope().outcome.verdict;
    let refusing = [Fault::BranchMismatch, Fault::AddresseeNotClins];
    match answer.key() {
        MessageKey::FaceResult => assert_eq!(verdict, Verdict::Done, "{label}"),
        _ if has(Fault::Segment9) => assert_eq!(verdict, Verdict::Failed, "{label}"),
        _ if has(Fault::Processing2) => assert_eq!(verdict, Verdict::Processing, "{label}"),
        _ if has(Fault::Status2) => assert_eq!(verdict, Verdict::Refused, "{label}"),
        MessageKey::DocumentRegister if refusing.iter().any(|fault| has(*fault)) => {
            assert_eq!(verdict, Verdict::Refused, "{label}");
        }
        _ => assert_eq!(verdict, Verdict::Done, "{label}"),
    }
    let echoed = answer.envelope().institution.as_deref() == Some(US);
    if answer.key() != MessageKey::FaceResult {
        assert_eq!(echoed, !has(Fault::WrongEcho), "{label}");
    }
    let eligibility = match answer {
        Answer::EligibilityCheck(answer) => answer,
        Answer::FaceResult(face) => &face.eligibility,
        _ => return,
    };
    let Some(record) = eligibility.records.iter().find(|record| !record.is_public_assistance()) else {
        return;
    };
    assert_eq!(record.insured.insurer_number, "138057", "{label}");
    let name = record.name.as_deref().unwrap();
    assert!(same_name(name, "梅原　翔平"), "{label}");
    assert_eq!(name.contains('●'), has(Fault::MaruKanji), "{label}");
    assert_eq!(record.kana.as_deref().unwrap().contains('ｮ'), !has(Fault::SmallKanaEnlarged), "{label}");
    assert!(same_kana(record.kana.as_deref().unwrap(), "ウメハラショウヘイ"), "{label}");
    assert_eq!(record.address.is_none(), has(Fault::NoAddress), "{label}");
    assert_eq!(
        record.insured.branch.as_deref(),
        Some(if has(Fault::BranchMismatch) { "77" } else { "01" }),
        "{label}"
    );
    assert_eq!(eligibility.records.len(), if has(Fault::TwoRecords) { 2 } else { 1 }, "{label}");
    assert_eq!(record.unknown.len(), usize::from(has(Fault::UnknownElement)), "{label}");
    let usable = record.consents.is_usable(Kind::Drug, jiff::tz::Offset::constant(9).to_datetime(now()));
    if answer.key() == MessageKey::FaceResult {
        assert_eq!(usable, !has(Fault::ConsentExpired), "{label}");
        assert_eq!(eligibility.by_other_product, has(Fault::AliasNames), "{label}");
    }
}

#[tokio::test]
async fn every_fault_alone() {
    for (seed, fault) in (100..).zip(Fault::ALL) {
        under(&[*fault], seed).await;
    }
}

/// Pairs: in the ordinary run one in eight, drawn by a seed (`FUMIBAKO_SEED`, by itself the day, printed); all of
/// them with FUMIBAKO_LONG=1.
#[tokio::test]
async fn every_fault_in_pairs() {
    #[allow(clippy::disallowed_methods)] // tests read the environment
    let (long, seed) = (std::env::var_os("FUMIBAKO_LONG").is_some(), std::env::var("FUMIBAKO_SEED").ok());
    let day = u64::try_from(now().as_second() / 86_400).unwrap();
    let seed: u64 = seed.map_or(day, |seed| seed.parse().unwrap());
    println!("FUMIBAKO_SEED={seed}");
    let all: Vec<[Fault; 2]> = Fault::ALL
        .iter()
        .enumerate()
        .flat_map(|(at, one)| Fault::ALL[at + 1..].iter().map(move |other| [*one, *other]))
        .collect();
    let begun = std::time::Instant::now();
    let mut run = 0;
    for (at, pair) in (0u64..).zip(&all) {
        // SplitMix64, as in the simulator.
        let mut drawn = (seed.wrapping_mul(1000).wrapping_add(at + 1)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        if long || (drawn ^ (drawn >> 31)).is_multiple_of(8) {
            under(pair, 1000 + at).await;
            run += 1;
        }
    }
    println!("{run} of {} pairs in {:.1} s", all.len(), begun.elapsed().as_secs_f64());
    assert!(run >= if long { all.len() } else { 20 });
}
