//! Files that somebody made in order to hurt: none of them panics, none of them takes long or much, each of them is
//! either read or set aside with a reason.

use super::*;
use crate::{
    codec::{Node, Unreadable, xml},
    message::MessageKey,
};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const RES: &str = "OQSsiquc01res_202611240001.xml";
const BULK: &str = "OQSmuquc02res_202611240001.xml";

/// Optimised builds take a fifth of it; what grows with the square of a file's size takes minutes.
fn quickly<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < Duration::from_secs(20), "{what}: {:?}", begun.elapsed());
    done
}

fn why(name: &str, bytes: &[u8]) -> Option<Unreadable> {
    decode(catalogue(), name, bytes).unreadable
}

#[test]
fn entities_and_document_types_of_every_kind() {
    let within = |head: &str, inner: &str| {
        format!(
            "<?xml version=\"1.0\"?>{head}<XmlMsg><MessageHeader><ErrorMessage>{inner}</ErrorMessage></MessageHeader></XmlMsg>"
        )
    };
    let types = [
        "<!DOCTYPE XmlMsg>",
        "<!DOCTYPE XmlMsg SYSTEM \"file:///c:/windows/win.ini\">",
        "<!DOCTYPE XmlMsg PUBLIC \"-//x\" \"http://198.51.100.1/x.dtd\">",
        "<!DOCTYPE XmlMsg [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE XmlMsg [<!ENTITY % p SYSTEM \"http://198.51.100.1/x\"> %p;]>",
        "<!DOCTYPE XmlMsg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
        "<!doctype XmlMsg>",
        "<!DOCTYPE XmlMsg [<!ENTITY a \"]>\">]>",
    ];
    for head in types {
        for inner in ["", "&e;", "&c;", "x"] {
            let unreadable = why(RES, within(head, inner).as_bytes());
            assert!(
                matches!(unreadable, Some(Unreadable::DocumentType | Unreadable::NotXml(_))),
                "{head} {inner}: {unreadable:?}"
            );
        }
    }
    for inner in ["&e;", "&nbsp;", "&#0;", "&#xFFFFFFFF;", "&#xD800;"] {
        assert_eq!(why(RES, within("", inner).as_bytes()), Some(Unreadable::Entity), "{inner}");
    }
    // UTF-16 and CP932 are no way around it.
    let text = within(types[3], "&e;");
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(why(RES, &wide), Some(Unreadable::DocumentType));
}

#[test]
fn names_of_files_that_are_none_of_the_interface() {
    let tricks = [
        "../OQSsiquc01res_1.xml",
        "..\\OQSsiquc01res_1.xml",
        "C:OQSsiquc01res_1.xml",
        "/OQSsiquc01res_1.xml",
        "\\\\server\\share\\OQSsiquc01res_1.xml",
        "OQSsiquc01res_1.xml:stream",
        "OQSsiquc01res_1:stream.xml",
        "OQSsiquc01res_1.xml.",
        "OQSsiquc01res_1.xml ",
        " OQSsiquc01res_1.xml",
        "OQSsiquc01res_1\0.xml",
        "OQSsiquc01res_1\n.xml",
        "OQSsiquc01res_１.xml",
        "OQSsiquc01res_\u{202E}1.xml",
        "OQSsiquc01res_a/b.xml",
        "OQSsiquc01res_..xml",
        "OQSsiquc01res_1.exe",
        "OQSsiquc01res_1.xml.lnk",
        "OQSsiquc01res_1",
        "CON",
        "con.xml",
        "NUL.xml",
        "COM1.xml",
        "LPT9.zip",
        "AUX",
        "desktop.ini",
        "$RECYCLE.BIN",
    ];
    for name in tricks {
        assert!(catalogue().named(name).is_none(), "{name:?}");
        assert_eq!(why(name, b"<XmlMsg/>"), Some(Unreadable::UnknownName), "{name:?}");
    }
    let long = format!("OQSsiquc01res_{}.xml", "1".repeat(400));
    assert!(catalogue().named(&long).is_none());
}

#[test]
fn a_hundred_megabytes() {
    let spaces = vec![b' '; 100 << 20];
    quickly("100 MB", || {
        for message in catalogue().messages() {
            for ending in ["xml", "pdf", "zip", "json"] {
                let name =
                    format!("{}{}1.{ending}", message.prefix, message.push.as_deref().unwrap_or("res_"));
                let unreadable = why(&name, &spaces);
                assert!(matches!(unreadable, Some(Unreadable::TooLarge(_))), "{name}: {unreadable:?}");
            }
        }
        let mut paper = b"%PDF-1.4".to_vec();
        paper.resize(100 << 20, b'%');
        assert!(matches!(why("YZKsiquc01res_1.pdf", &paper), Some(Unreadable::TooLarge(_))));
        let mut zip = b"PK\x03\x04".to_vec();
        zip.resize(100 << 20, 0);
        assert!(matches!(why("OQSmuquc02res_1.zip", &zip), Some(Unreadable::TooLarge(_))));
    });
}

/// What a file at its limit of size can hold at most, in each of the ways that could cost more than its size.
#[test]
fn what_is_wide_deep_or_full_of_faults_takes_no_longer_than_its_size() {
    let message =
        |body: String| format!("<XmlMsg><MessageHeader/><MessageBody>{body}</MessageBody></XmlMsg>");
    let many = |text: &str, bytes: usize| text.repeat(bytes / text.len());
    let wide = [
        ("units", many("<BulkConfirmUnit/>", 6 << 20)),
        ("bad days", many("<BulkConfirmUnit><Birthdate>x</Birthdate></BulkConfirmUnit>", 4 << 20)),
        ("unknown", many("<X>x</X>", 4 << 20)),
        (
            "first many, then twice",
            many("<BulkConfirmUnit/>", 4 << 20)
                + &many("<Birthdate/><ProcessingResultStatus>1</ProcessingResultStatus>", 4 << 20),
        ),
        (
            "namesakes",
            format!(
                "<BulkConfirmUnit>{}</BulkConfirmUnit>",
                many("<QualificationValidity>9</QualificationValidity>", 4 << 20)
            ),
        ),
        (
            "text",
            format!(
                "<BulkConfirmUnit><ProcessingResultMessage>{}</ProcessingResultMessage></BulkConfirmUnit>",
                many("●", 16 << 20)
            ),
        ),
    ];
    for (what, body) in wide {
        let decoded = quickly(what, || decode(catalogue(), BULK, message(body).as_bytes()));
        assert!(decoded.answer.is_some(), "{what}: {:?}", decoded.unreadable);
        assert!(decoded.findings.len() <= 210, "{what}: {}", decoded.findings.len());
    }
    let wrapped = many("<W><MeTrMonth>202611</MeTrMonth></W>", 4 << 20);
    let view = message(format!("{}<MeTrMonthInf>{wrapped}</MeTrMonthInf>", many("<MeTrMonthInf/>", 4 << 20)));
    let decoded = quickly("wrappers", || decode(catalogue(), "YZKsiquc01res_1.xml", view.as_bytes()));
    assert!(decoded.answer.is_some(), "{:?}", decoded.unreadable);
    let months = message(many(
        "<MeTrMonthInf><MeTrMonth>202611</MeTrMonth><DiDateInf><DiDate>20261101</DiDate><DrugInf/></DiDateInf></MeTrMonthInf>",
        4 << 20,
    ));
    let decoded = decode(catalogue(), "YZKsiquc01res_1.xml", months.as_bytes());
    let Some(crate::message::Answer::DrugHistory(history)) = decoded.answer else { panic!() };
    quickly("repetitions", || history.without_repetitions());
    // Deeper, or more of them, than any message.
    assert_eq!(why(BULK, "<a>".repeat(1 << 20).as_bytes()), Some(Unreadable::TooIntricate));
    assert_eq!(why(BULK, message(many("<X/>", 10 << 20)).as_bytes()), Some(Unreadable::TooIntricate));
    let nested = format!("{}{}", "{\"a\":".repeat(200_000), "}".repeat(200_000));
    assert!(why("OQSmuquc02res_1.json", nested.as_bytes()).is_some());
}

/// A tree with one part of it taken away, doubled, renamed or filled with something else.
fn mutated(node: &Node, seed: &mut u64) -> Node {
    let mut next = |below: usize| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap() % below.max(1)
    };
    let mut node = node.clone();
    match next(8) {
        0 if !node.children.is_empty() => {
            let at = next(node.children.len());
            node.children.remove(at);
        }
        1 if !node.children.is_empty() => {
            let at = next(node.children.len());
            node.children.insert(at, node.children[at].clone());
        }
        2 => node.name = ["Name", "ResultList", "MessageBody", "X", "DocumentInfo"][next(5)].to_owned(),
        3 if node.children.is_empty() => {
            node.text =
                ["", "●", "99999999", "<", "＝＝＝＝", "AAAA\nAAAA", "-1", "\u{FEFF}"][next(8)].to_owned();
        }
        4 => {
            let inner = node.clone();
            node.children.push(inner);
        }
        _ if !node.children.is_empty() => {
            let at = next(node.children.len());
            node.children[at] = mutated(&node.children[at], seed);
        }
        _ => {}
    }
    node
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if long() { 4000 } else { 48 }))]

    #[test]
    fn changed_files_never_panic_under_any_name(mut seed in any::<u64>(), changes in 1usize..6) {
        let files = fixtures();
        let at = usize::try_from(seed % (files.len() as u64)).unwrap();
        let (_, bytes) = &files[at];
        let Ok((mut node, _)) = xml::read(bytes, 1 << 20) else { return Ok(()) };
        for _ in 0..changes {
            node = mutated(&node, &mut seed);
        }
        let bytes = xml::write(&node, crate::catalogue::Encoding::Utf8).unwrap();
        for message in catalogue().messages() {
            let name = format!("{}{}1.xml", message.prefix, message.push.as_deref().unwrap_or("res_"));
            let decoded = decode(catalogue(), &name, &bytes);
            prop_assert!(decoded.answer.is_some() || decoded.unreadable.is_some());
            if let Some(answer) = &decoded.answer {
                prop_assert_eq!(MessageKey::parse(&message.key), Some(answer.key()));
            }
            // What is said about a file from outside holds nothing of it.
            for finding in &decoded.findings {
                prop_assert!(finding.path.chars().all(|c| c.is_ascii_alphanumeric() || "._-[]".contains(c)));
            }
        }
    }

    #[test]
    fn bytes_changed_in_many_places_never_panic(seed in any::<u64>(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let files = fixtures();
        let (name, bytes) = &files[usize::try_from(seed % (files.len() as u64)).unwrap()];
        let mut bytes = bytes.clone();
        for (at, byte) in &places {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let _ = crate::codec::unfold::is_whole(&bytes);
        let decoded = decode(catalogue(), name, &bytes);
        prop_assert!(decoded.answer.is_some() || decoded.unreadable.is_some() || !decoded.papers.is_empty());
    }
}

fn long() -> bool {
    #[allow(clippy::disallowed_methods)] // tests read the environment
    std::env::var_os("FUMIBAKO_LONG").is_some()
}
