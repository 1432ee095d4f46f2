//! Files that go with a document: what they are is told by their content, never by their name.

use domain::{
    attachment::{AttachmentKind, base64_size},
    finding::Finding,
    id::AttachmentId,
    rule,
};
use fhir::profile::GuideVersion;
use serde::Deserialize;
use std::sync::Arc;

/// A file of a document.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Id in the store.
    pub id: AttachmentId,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Bytes.
    pub size: usize,
    /// Pages of a PDF.
    pub pages: Option<u32>,
    /// The file itself; `None` where only its name is needed (drafts, paper).
    pub bytes: Option<Arc<[u8]>>,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attachment({} {})", self.id, self.kind)
    }
}

impl Attachment {
    /// For a list: `心電図（PDF、2ページ）`.
    pub fn line(&self) -> String {
        let pages = self.pages.map(|pages| format!("、{pages}ページ")).unwrap_or_default();
        format!("{}（{}{pages}）", self.title, self.kind.label())
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// Kind.
    pub kind: AttachmentKind,
    /// Pages of a PDF.
    pub pages: Option<u32>,
}

/// The largest file, in bytes, that one transmission takes, with all else in it counted as nothing.
pub fn largest(version: GuideVersion) -> usize {
    transmission(version) / 4 * 3
}

fn transmission(version: GuideVersion) -> usize {
    version.guide().map_or(0, |guide| guide.transmission_bytes)
}

/// Whether the files alone are more than one transmission takes.
pub fn too_large(files: &[Attachment], version: GuideVersion) -> bool {
    files.iter().map(|file| base64_size(file.size)).sum::<usize>() > transmission(version)
}

/// Tells what a file is and whether a receiver can open it. `path` is where findings stand.
pub fn read(bytes: &[u8], version: GuideVersion, path: &str) -> Result<Read, Finding> {
    if bytes.is_empty() {
        return Err(Finding::new(&rule::ATTACHMENT_EMPTY, path));
    }
    if bytes.len() > largest(version) {
        let mb = |bytes: usize| format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
        let args = [mb(bytes.len()), mb(largest(version))];
        return Err(Finding::with(&rule::ATTACHMENT_TOO_LARGE, path, args));
    }
    if bytes.starts_with(b"%PDF-") {
        return match print::pages::count(bytes) {
            Ok(pages) if pages > 0 => Ok(Read { kind: AttachmentKind::Pdf, pages: Some(pages) }),
            _ => Err(Finding::new(&rule::ATTACHMENT_PDF_CLOSED, path)),
        };
    }
    let image = |whole: bool, kind: AttachmentKind| match whole {
        true => Ok(Read { kind, pages: None }),
        false => Err(Finding::new(&rule::ATTACHMENT_DAMAGED, path)),
    };
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return image(whole_jpeg(bytes), AttachmentKind::Jpeg);
    }
    if bytes.starts_with(PNG) {
        return image(whole_png(bytes), AttachmentKind::Png);
    }
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{') {
        return match is_document(bytes) {
            true => Ok(Read { kind: AttachmentKind::Bundle, pages: None }),
            false => Err(Finding::new(&rule::ATTACHMENT_OTHER_JSON, path)),
        };
    }
    Err(Finding::new(&rule::ATTACHMENT_UNKNOWN, path))
}

/// A JPEG with a frame that has a size, up to its end mark.
fn whole_jpeg(bytes: &[u8]) -> bool {
    let ended = bytes.iter().rposition(|b| *b != 0).is_some_and(|last| bytes[..=last].ends_with(b"\xFF\xD9"));
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some([0xFF, marker, tail @ ..]) = rest.get(..).filter(|rest| rest.len() >= 4) {
        match marker {
            0xFF => rest = rest.get(1..).unwrap_or_default(),
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return ended
                    && tail.get(3..7).is_some_and(|size| size[..2] != [0, 0] && size[2..] != [0, 0]);
            }
            _ => {
                let length = usize::from(u16::from_be_bytes([tail[0], tail[1]]));
                rest = tail.get(length..).unwrap_or_default();
            }
        }
    }
    false
}

const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A PNG with a header that has a size, up to its end chunk.
fn whole_png(bytes: &[u8]) -> bool {
    let header = bytes.get(PNG.len()..PNG.len() + 16);
    let sized = header.is_some_and(|header| {
        header.starts_with(b"\0\0\0\x0DIHDR") && header[8..12] != [0; 4] && header[12..16] != [0; 4]
    });
    sized && bytes.windows(8).rev().take(64).any(|chunk| chunk == b"IEND\xAE\x42\x60\x82")
}

/// A document bundle, whose first entry is a Composition.
fn is_document(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Bundle {
        #[serde(rename = "resourceType")]
        resource_type: String,
        #[serde(rename = "type")]
        kind: String,
        entry: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        resource: Resource,
    }
    #[derive(Deserialize)]
    struct Resource {
        #[serde(rename = "resourceType")]
        resource_type: String,
    }
    serde_json::from_slice::<Bundle>(bytes).is_ok_and(|bundle| {
        bundle.resource_type == "Bundle"
            && bundle.kind == "document"
            && bundle.entry.first().is_some_and(|entry| entry.resource.resource_type == "Composition")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One black point.
    const POINT: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55\0\0\0\x0AIDAT\x78\x9C\x63\x60\0\0\0\x02\0\x01\x48\xAF\xA4\x71\0\0\0\0IEND\xAE\x42\x60\x82";
    const JPEG: &[u8] =
        b"\xFF\xD8\xFF\xE0\0\x04AB\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0\xFF\xDA\0\x02\xFF\xD9";

    fn kind(bytes: &[u8]) -> Result<AttachmentKind, &'static str> {
        read(bytes, GuideVersion::default(), "x").map(|read| read.kind).map_err(|finding| finding.rule.id)
    }

    #[test]
    fn files_are_known_by_their_content() {
        assert_eq!(kind(POINT), Ok(AttachmentKind::Png));
        assert_eq!(kind(JPEG), Ok(AttachmentKind::Jpeg));
        let bundle = br#" {"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Composition"}}]}"#;
        assert_eq!(kind(bundle), Ok(AttachmentKind::Bundle));
        assert_eq!(kind(b""), Err("attachment.empty"));
        assert_eq!(kind(&POINT[..POINT.len() - 6]), Err("attachment.damaged"));
        assert_eq!(kind(&JPEG[..JPEG.len() - 2]), Err("attachment.damaged"));
        assert_eq!(kind(b"%PDF-1.7 but nothing behind it"), Err("attachment.pdf-closed"));
        assert_eq!(
            kind(br#"{"resourceType":"Bundle","type":"collection","entry":[]}"#),
            Err("attachment.other-json")
        );
        assert_eq!(kind(b"PK\x03\x04"), Err("attachment.unknown"));
        assert_eq!(kind(&vec![0; largest(GuideVersion::default()) + 1]), Err("attachment.too-large"));
    }

    #[test]
    fn sizes_count_as_base64() {
        let file = |size| Attachment {
            id: AttachmentId::parse("01a2008d-7400-7000-8000-000000000001").unwrap(),
            title: "x".into(),
            kind: AttachmentKind::Png,
            size,
            pages: None,
            bytes: None,
        };
        let version = GuideVersion::default();
        assert!(!too_large(&[file(3_750_000), file(3_750_000)], version));
        assert!(too_large(&[file(3_750_000), file(3_750_001)], version));
        assert_eq!(largest(version), 7_500_000);
    }

    proptest! {
        #[test]
        fn any_bytes_are_judged(head in proptest::sample::select(vec![&b"%PDF-"[..], b"\xFF\xD8\xFF", PNG, b"{", b""]), rest in any::<Vec<u8>>()) {
            let bytes = [head, &rest].concat();
            let _ = kind(&bytes);
        }
    }
}
