//! Bytes of any kind: nothing panics, and the work stays in proportion. A bounded run here, a long one with
//! `FUMIBAKO_LONG=1`.

#![allow(clippy::disallowed_methods, reason = "tests read how much is wanted")]

use crate::{bundles, everything::shown};
use fhir::read::{LARGEST, read};
use proptest::{prelude::*, test_runner::Config};
use std::time::Instant;

/// Whether the long run is wanted.
pub fn long() -> bool {
    std::env::var_os("FUMIBAKO_LONG").is_some()
}

fn cases(short: u32) -> Config {
    Config::with_cases(if long() { short * 100 } else { short })
}

/// Words that lead far into the reader.
fn fragments() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(":"),
        Just(","),
        Just("\"resourceType\":\"Bundle\""),
        Just("\"entry\":["),
        Just("{\"resource\":{\"resourceType\":\"Condition\""),
        Just("\"code\":{\"text\":\"x\"}"),
        Just("\"fullUrl\":\"urn:uuid:1\""),
        Just("\"section\":["),
        Just("\"extension\":[{\"url\":\"u\"}]"),
        Just("\"div\":\"<div><p>a</p\""),
        Just("1e999"),
        Just("-"),
        Just("\"\\ud800\""),
        Just("null"),
        Just("true"),
    ];
    proptest::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        shown(&read(&bytes).0);
    }

    #[test]
    fn any_fragments(text in fragments()) {
        shown(&read(text.as_bytes()).0);
        shown(&read(format!("{{\"resourceType\":\"Bundle\",\"entry\":[{text}").as_bytes()).0);
    }

    #[test]
    fn edited_bundles(
        which in 0usize..12,
        edits in proptest::collection::vec((any::<usize>(), 0usize..4, any::<u8>(), any::<usize>()), 1..8),
    ) {
        let every = bundles::every();
        let mut bytes = every[which % every.len()].1.clone();
        for (place, edit, byte, other) in edits {
            let place = place % bytes.len();
            match edit {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 => bytes.truncate(place.max(1)),
                _ => {
                    let end = (place + other % 400).min(bytes.len());
                    let piece = bytes[place..end].to_vec();
                    let to = other % bytes.len();
                    bytes.splice(to..to, piece);
                }
            }
        }
        shown(&read(&bytes).0);
    }
}

/// What once was found to be hard, or looks as if it could be.
#[test]
fn a_small_corpus() {
    let deep = |open: &str, close: &str, n: usize| format!("{}1{}", open.repeat(n), close.repeat(n));
    let section = |n: usize| {
        format!(
            "{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":{{\"resourceType\":\"Composition\",{}}}}}]}}",
            deep("\"section\":[{", "}]", n).replace('1', "\"title\":\"x\"")
        )
    };
    let corpus = [
        String::new(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "{\"entry\":{}}".into(),
        "{\"entry\":[null,1,[],{}]}".into(),
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Bundle\",\"entry\":[{}]}}]}".into(),
        "{\"resourceType\":\"Composition\",\"section\":[{\"entry\":[{\"reference\":\"#\"}]}]}".into(),
        "{\"resourceType\":\"Observation\",\"contained\":[{\"id\":\"a\",\"contained\":[{\"id\":\"b\"}]}],\"specimen\":{\"reference\":\"#a\"}}".into(),
        "\u{FEFF}{\"resourceType\":\"Patient\"}".into(),
        deep("[", "]", 100_000),
        deep("{\"a\":", "}", 100_000),
        deep("{\"detail\":[", "]}", 60),
        section(10),
        section(90),
        section(5000),
    ];
    for text in corpus {
        shown(&read(text.as_bytes()).0);
    }
    for bytes in [&b"\xFF\xFE{\0}\0"[..], b"\xFE\xFF\0{", b"\x82\xa0{", b"\xFF"] {
        let (_, findings) = read(bytes);
        assert!(findings.iter().any(|finding| finding.rule.id.starts_with("read.")));
    }
    let (_, findings) = read(&vec![b' '; LARGEST + 1]);
    assert_eq!(findings[0].rule.id, "read.too-large");
}

/// Ten times the bytes take about ten times as long, for what could be hard as well as for what is usual.
#[test]
fn the_work_is_linear() {
    let usual = String::from_utf8(bundles::own("samples__bundle_fully_coded")).unwrap();
    let entries = usual.split_once("\"entry\": [").unwrap().1.rsplit_once(']').unwrap().0.to_owned();
    type Made = Box<dyn Fn(usize) -> String>;
    let kinds: Vec<(&str, Made)> = vec![
        (
            "entries",
            Box::new(move |n| {
                format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", vec![entries.as_str(); n].join(","))
            }),
        ),
        (
            "fields",
            Box::new(|n| {
                format!(
                    "{{\"resourceType\":\"Patient\",{}\"x\":1}}",
                    "\"name\":[{\"text\":\"y\"}],".repeat(n * 2000)
                )
            }),
        ),
        (
            "numbers",
            Box::new(|n| format!("{{\"resourceType\":\"Patient\",\"z\":[{}1]}}", "1,".repeat(n * 30_000))),
        ),
        (
            "narrative",
            Box::new(|n| {
                format!(
                    "{{\"resourceType\":\"Condition\",\"text\":{{\"div\":\"{}\"}}}}",
                    "<p &amp; <b>x</b".repeat(n * 5000)
                )
            }),
        ),
        ("opened", Box::new(|n| "{\"a\":[".repeat(n * 10_000))),
    ];
    for (name, made) in kinds {
        let time = |n: usize| {
            let text = made(n);
            (0..3)
                .map(|_| {
                    let start = Instant::now();
                    let document = read(text.as_bytes()).0;
                    let took = start.elapsed();
                    drop(document);
                    took
                })
                .min()
                .unwrap()
        };
        let (one, ten) = (time(2), time(20));
        assert!(
            ten < one * 40 + std::time::Duration::from_millis(50),
            "{name}: {one:?} for one, {ten:?} for ten"
        );
    }
}
