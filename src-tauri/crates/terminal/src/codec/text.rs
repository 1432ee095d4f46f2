//! Encodings. What bytes are is told by the byte order mark, then the declaration, then the bytes themselves; the
//! header's own `CharacterCodeIdentifier` is not trusted (implementations disagree about its values).

use crate::catalogue::Encoding;
use domain::{finding::Finding, rule};
use encoding_rs::{SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// What text was found to be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// CP932.
    ShiftJis,
    /// UTF-8.
    Utf8,
    /// UTF-16 with a byte order mark.
    Utf16,
}

/// Decodes; never fails. Bytes that mean nothing become U+FFFD, with a finding.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Found, Vec<Finding>) {
    let mut findings = Vec::new();
    let (encoding, found, rest) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (UTF_8, Found::Utf8, rest),
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE, Found::Utf16, rest),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE, Found::Utf16, rest),
        _ => {
            let declared = declared(bytes);
            let looks = if looks_like_utf8(bytes) { Found::Utf8 } else { Found::ShiftJis };
            let found = match declared {
                Some(declared) if bytes.is_ascii() => declared,
                Some(declared) => {
                    if declared != looks {
                        findings.push(Finding::new(&rule::TERMINAL_ENCODING_MISMATCH, ""));
                    }
                    looks
                }
                None => looks,
            };
            (if found == Found::Utf8 { UTF_8 } else { SHIFT_JIS }, found, bytes)
        }
    };
    let (text, faulty) = encoding.decode_without_bom_handling(rest);
    if faulty {
        findings.push(Finding::new(&rule::TERMINAL_BYTES_UNREADABLE, ""));
    }
    (text, found, findings)
}

/// The encoding that the XML declaration names, if it is one of ours.
fn declared(bytes: &[u8]) -> Option<Found> {
    let head = &bytes[..bytes.len().min(200)];
    let head = head.split(|b| *b == b'>').next()?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start();
    let after = head.strip_prefix("<?xml")?.split("encoding").nth(1)?;
    let name = after.trim_start_matches([' ', '=', '\t']).trim_start_matches(['"', '\'']);
    let name = name.split(['"', '\'', ' ', '?']).next()?;
    match name {
        "utf-8" | "utf8" => Some(Found::Utf8),
        "shift_jis" | "shift-jis" | "sjis" | "windows-31j" | "cp932" | "ms932" | "ms_kanji" | "x-sjis" => {
            Some(Found::ShiftJis)
        }
        _ => None,
    }
}

/// Valid UTF-8 that holds a sequence of three bytes or more, which CP932 text cannot be by accident for a whole
/// file; or nothing but ASCII.
fn looks_like_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.is_ascii() || text.chars().any(|c| c.len_utf8() >= 3),
        // A cut or damaged UTF-8 file is still more UTF-8 than CP932.
        Err(error) => {
            let head = &bytes[..error.valid_up_to()];
            let long = head.iter().filter(|b| **b >= 0xE0).count();
            long >= 8 && head.len() * 2 > bytes.len()
        }
    }
}

/// Encodes strictly: `None` when a character has no place in the encoding, or would come back as another one.
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::ShiftJis => {
            let text = to_cp932(text);
            let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
            if unmappable {
                return None;
            }
            let (back, _) = SHIFT_JIS.decode_without_bom_handling(&bytes);
            (back == text).then(|| bytes.into_owned())
        }
    }
}

/// Whether the encoding has a place for every character.
pub fn encodable(text: &str, encoding: Encoding) -> bool {
    encoding == Encoding::Utf8 || text.is_ascii() || encode(text, encoding).is_some()
}

/// The few signs whose Unicode value differs between JIS and Microsoft's table.
fn to_cp932(text: &str) -> Cow<'_, str> {
    let signs = ['\u{301C}', '\u{2016}', '\u{2212}', '\u{00A2}', '\u{00A3}', '\u{00AC}'];
    if !text.contains(signs) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| match c {
                '\u{301C}' => '\u{FF5E}',
                '\u{2016}' => '\u{2225}',
                '\u{2212}' => '\u{FF0D}',
                '\u{00A2}' => '\u{FFE0}',
                '\u{00A3}' => '\u{FFE1}',
                '\u{00AC}' => '\u{FFE2}',
                other => other,
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sjis(text: &str) -> Vec<u8> {
        SHIFT_JIS.encode(text).0.into_owned()
    }

    #[test]
    fn the_bytes_win_over_the_declaration() {
        let text = r#"<?xml version="1.0" encoding="Shift_JIS"?><a>高橋　花子</a>"#;
        let (read, found, findings) = decode(text.as_bytes());
        assert_eq!((&*read, found), (text, Found::Utf8));
        assert_eq!(findings[0].rule.id, "terminal.encoding-mismatch");

        let text = r#"<?xml version='1.0' encoding='UTF-8'?><a>高橋　花子</a>"#;
        let bytes = sjis(text);
        let (read, found, findings) = decode(&bytes);
        assert_eq!((&*read, found), (text, Found::ShiftJis));
        assert_eq!(findings[0].rule.id, "terminal.encoding-mismatch");
    }

    #[test]
    fn marks_and_missing_declarations() {
        let with_mark = ["\u{FEFF}".as_bytes(), "<a>髙</a>".as_bytes()].concat();
        assert_eq!(decode(&with_mark).0, "<a>髙</a>");
        assert_eq!(decode(&sjis("<a>ｼﾖｳ 髙①</a>")).0, "<a>ｼﾖｳ 髙①</a>");
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("<a>漢</a>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&wide).0, "<a>漢</a>");
    }

    #[test]
    fn strict_means_strict() {
        for lost in ["𠮷野", "é", "¥", "🏥", "\u{E0101}"] {
            assert_eq!(encode(lost, Encoding::ShiftJis), None, "{lost}");
        }
        for kept in ["髙﨑", "①", "ｶﾞ", "～－∥￠", "〜−‖¢", "●"] {
            assert!(encode(kept, Encoding::ShiftJis).is_some(), "{kept}");
        }
    }

    #[test]
    fn every_character_of_cp932_survives() {
        let mut count = 0;
        for lead in (0x81u8..=0x9F).chain(0xE0..=0xFC) {
            for trail in (0x40u8..=0x7E).chain(0x80..=0xFC) {
                let pair = [lead, trail];
                let (text, faulty) = SHIFT_JIS.decode_without_bom_handling(&pair);
                // Private use (外字) goes nowhere; duplicates of NEC and IBM come back as the first of them.
                if faulty || text.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)) {
                    continue;
                }
                let bytes = encode(&text, Encoding::ShiftJis).unwrap();
                assert_eq!(SHIFT_JIS.decode_without_bom_handling(&bytes).0, text);
                count += 1;
            }
        }
        assert!(count > 7000, "{count}");
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(&bytes);
        }

        #[test]
        fn what_is_encoded_comes_back(text in "[ぁ-んァ-ヶ一-龠ｦ-ﾟa-z0-9●　]{0,60}") {
            if let Some(bytes) = encode(&text, Encoding::ShiftJis) {
                let (back, _) = SHIFT_JIS.decode_without_bom_handling(&bytes);
                prop_assert_eq!(back, text);
            }
        }
    }
}
