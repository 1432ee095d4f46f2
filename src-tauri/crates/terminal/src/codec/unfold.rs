//! What came as a file: XML, JSON, a PDF, or a zip around them. Zips are unfolded within limits; names inside them
//! are never used as paths.

use super::Unreadable;
use std::io::{Cursor, Read};

/// Most files that a zip may hold.
const MOST_FILES: usize = 1000;

/// What one file turned out to be.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// XML, undecoded.
    Xml(Vec<u8>),
    /// JSON.
    Json(Vec<u8>),
    /// A PDF.
    Pdf(Vec<u8>),
}

crate::redact::redact!(Content);

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// XML, or so it seems.
    Xml,
    /// JSON, or so it seems.
    Json,
    /// A PDF.
    Pdf,
    /// A zip.
    Zip,
}

/// What the first bytes say.
pub fn kind(bytes: &[u8]) -> Kind {
    let mark: &[u8] = &[0xEF, 0xBB, 0xBF];
    let text = bytes.strip_prefix(mark).unwrap_or(bytes);
    // Whatever begins with a thousand blanks is none of the others.
    match text.iter().take(1000).find(|b| !b.is_ascii_whitespace()) {
        _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") => Kind::Zip,
        _ if bytes.starts_with(b"%PDF-") => Kind::Pdf,
        Some(b'{') => Kind::Json,
        _ => Kind::Xml,
    }
}

/// Whether a file is complete as far as its kind shows: XML to its end, a PDF with its last line, a zip with its
/// directory.
pub fn is_whole(bytes: &[u8]) -> bool {
    match kind(bytes) {
        Kind::Xml => super::xml::is_whole(bytes),
        Kind::Json => serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok(),
        Kind::Pdf => bytes[bytes.len().saturating_sub(1024)..].windows(5).any(|five| five == b"%%EOF"),
        Kind::Zip => zip::ZipArchive::new(Cursor::new(bytes)).is_ok(),
    }
}

/// Unfolds a file. A zip gives every message in it, in the order of their names.
///
/// # Errors
/// Why it cannot be.
pub fn unfold(bytes: &[u8], limit: u64, unfolded_limit: u64) -> Result<Vec<Content>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    match kind(bytes) {
        Kind::Zip if bytes.len() as u64 > unfolded_limit => Err(Unreadable::TooLarge(unfolded_limit)),
        Kind::Zip => unzip(bytes, unfolded_limit),
        _ if bytes.len() as u64 > limit => Err(Unreadable::TooLarge(limit)),
        Kind::Pdf => Ok(vec![Content::Pdf(bytes.to_vec())]),
        Kind::Json => Ok(vec![Content::Json(bytes.to_vec())]),
        Kind::Xml => Ok(vec![Content::Xml(bytes.to_vec())]),
    }
}

fn unzip(bytes: &[u8], limit: u64) -> Result<Vec<Content>, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::DamagedZip)?;
    if archive.len() > MOST_FILES {
        return Err(Unreadable::DamagedZip);
    }
    let mut files = Vec::new();
    let mut left = limit;
    for at in 0..archive.len() {
        {
            let raw = archive.by_index_raw(at).map_err(|_| Unreadable::DamagedZip)?;
            if raw.encrypted() {
                return Err(Unreadable::Encrypted);
            }
            if raw.is_dir() {
                continue;
            }
            // A name that leads out of the zip is a trick, whatever the file holds.
            if leads_out(raw.name()) {
                return Err(Unreadable::DamagedZip);
            }
        }
        let file = archive.by_index(at).map_err(|_| Unreadable::DamagedZip)?;
        let name = file.name().to_owned();
        let mut content = Vec::new();
        // The size that the zip states is not trusted.
        file.take(left + 1).read_to_end(&mut content).map_err(|_| Unreadable::DamagedZip)?;
        left = left.checked_sub(content.len() as u64).ok_or(Unreadable::UnfoldsTooLarge(limit))?;
        match kind(&content) {
            Kind::Zip => return Err(Unreadable::DamagedZip),
            _ if content.is_empty() => {}
            Kind::Pdf => files.push((name, Content::Pdf(content))),
            Kind::Json => files.push((name, Content::Json(content))),
            Kind::Xml => files.push((name, Content::Xml(content))),
        }
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    if files.is_empty() {
        return Err(Unreadable::EmptyZip);
    }
    Ok(files.into_iter().map(|(_, content)| content).collect())
}

/// Whether a name, taken as a path on any system, could be somewhere else than below the zip.
fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains(['\0', ':'])
        || name.split(['/', '\\']).any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_plain_zip_unfolds() {
        let bytes = zipped(&[("b.xml", b"<b/>"), ("a.xml", b"<a/>"), ("c.pdf", b"%PDF-1.7 ")]);
        assert!(is_whole(&bytes));
        assert!(!is_whole(&bytes[..bytes.len() - 4]));
        let files = unfold(&bytes, 100, 1000).unwrap();
        assert!(
            files
                == [
                    Content::Xml(b"<a/>".into()),
                    Content::Xml(b"<b/>".into()),
                    Content::Pdf(b"%PDF-1.7 ".into())
                ]
        );
    }

    #[test]
    fn bombs_tricks_and_passwords_are_refused() {
        let zeros = vec![b' '; 20 << 20];
        let bomb = zipped(&[("a.xml", &zeros)]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unfold(&bomb, 1 << 20, 1 << 20).unwrap_err(), Unreadable::UnfoldsTooLarge(1 << 20));
        let nested = zipped(&[("a.zip", &zipped(&[("b.xml", b"<b/>")]))]);
        assert_eq!(unfold(&nested, 1 << 20, 1 << 20).unwrap_err(), Unreadable::DamagedZip);
        assert_eq!(unfold(&zipped(&[]), 1 << 20, 1 << 20).unwrap_err(), Unreadable::EmptyZip);
        let mut locked = zipped(&[("a.xml", b"<a/>")]);
        // The flag that says "encrypted", in the local header and in the directory.
        locked[6] |= 1;
        let directory = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        locked[directory + 8] |= 1;
        assert_eq!(unfold(&locked, 1 << 20, 1 << 20).unwrap_err(), Unreadable::Encrypted);
    }

    /// A zip whose only entry has this name, which no writer would write.
    fn named(name: &[u8]) -> Vec<u8> {
        let stand_in = "x".repeat(name.len());
        let mut bytes = zipped(&[(&stand_in, b"<a/>")]);
        let places: Vec<usize> = (0..bytes.len() - name.len())
            .filter(|at| bytes[*at..].starts_with(stand_in.as_bytes()))
            .collect();
        assert!(places.len() >= 2);
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
        bytes
    }

    #[test]
    fn names_inside_a_zip_lead_nowhere() {
        let tricks: [&[u8]; 9] = [
            b"../../evil.xml",
            b"a/../../evil.xml",
            b"a\\..\\evil.xml",
            b"/etc/evil.xml",
            b"\\evil.xml",
            b"\\\\server\\share\\evil.xml",
            b"C:\\evil.xml",
            b"a.xml:stream",
            b"a.xml\0.pdf",
        ];
        for name in tricks {
            let read = unfold(&named(name), 1 << 20, 1 << 20);
            assert_eq!(read.err(), Some(Unreadable::DamagedZip), "{}", String::from_utf8_lossy(name));
        }
        // Reserved on Windows, not Unicode, written backwards, in a folder: a name is nothing but an order here.
        let odd: [&[u8]; 7] = [
            b"CON.xml",
            b"NUL",
            b"COM1.xml",
            b"res/a.xml",
            b"\x83\x65\x83\x58.xml",
            b"a.xml. ",
            b"\xE2\x80\xAElmx.a",
        ];
        for name in odd {
            let read = unfold(&named(name), 1 << 20, 1 << 20).unwrap();
            assert!(read == [Content::Xml(b"<a/>".into())], "{}", String::from_utf8_lossy(name));
        }
    }

    #[test]
    fn many_small_files_are_a_bomb_too() {
        let names: Vec<String> = (0..=MOST_FILES).map(|at| format!("{at}.xml")).collect();
        let files: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), b"<a/>".as_slice())).collect();
        assert_eq!(unfold(&zipped(&files), 1 << 20, 1 << 20).unwrap_err(), Unreadable::DamagedZip);
        assert_eq!(unfold(&zipped(&files[..MOST_FILES]), 1 << 20, 1 << 20).unwrap().len(), MOST_FILES);
        // The sum counts, not the single file.
        let half = vec![b' '; 600 << 10];
        let two = zipped(&[("a.xml", &half), ("b.xml", &half)]);
        assert_eq!(unfold(&two, 1 << 20, 1 << 20).unwrap_err(), Unreadable::UnfoldsTooLarge(1 << 20));
        // Every entry of the directory points at the same bytes.
        let one = zipped(&[("a.xml", &half)]);
        let directory = one.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let end = one.windows(4).position(|four| four == b"PK\x05\x06").unwrap();
        let entry = one[directory..end].to_vec();
        let mut bomb = one[..directory].to_vec();
        for _ in 0..500 {
            bomb.extend_from_slice(&entry);
        }
        let mut tail = one[end..].to_vec();
        tail[8..10].copy_from_slice(&500u16.to_le_bytes());
        tail[10..12].copy_from_slice(&500u16.to_le_bytes());
        tail[12..16].copy_from_slice(&u32::try_from(500 * entry.len()).unwrap().to_le_bytes());
        bomb.extend_from_slice(&tail);
        let begun = std::time::Instant::now();
        assert!(
            unfold(&bomb, 1 << 20, 1 << 20).is_err() || unfold(&bomb, 1 << 20, 1 << 20).unwrap().len() == 1
        );
        assert!(begun.elapsed() < std::time::Duration::from_secs(5));
    }

    proptest! {
        #[test]
        fn damaged_zips_never_panic(at in 0usize..400, bit in 0u8..8, cut in 0usize..400) {
            let mut bytes = zipped(&[("a.xml", b"<XmlMsg>some text</XmlMsg>"), ("b.xml", b"<b/>")]);
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            let _ = unfold(&bytes, 1 << 20, 1 << 20);
            bytes.truncate(cut);
            let _ = unfold(&bytes, 1 << 20, 1 << 20);
        }
    }
}
