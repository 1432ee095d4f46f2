//! A file inside an element.

use crate::catalogue::Packing;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::io::{Read, Write};

/// Packs a file: one line, never broken (a break makes the terminal refuse the message).
pub fn pack(bytes: &[u8], packing: Packing) -> String {
    match packing {
        Packing::Base64 => STANDARD.encode(bytes),
        Packing::GzipBase64 => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            // Writing into memory does not fail.
            let written = gzip.write_all(bytes).and_then(|()| gzip.finish()).unwrap_or_default();
            STANDARD.encode(written)
        }
    }
}

/// Unpacks a file, breaks and blanks tolerated; `None` when it is not packed so, or is larger than `limit` bytes.
pub fn unpack(text: &str, packing: Packing, limit: usize) -> Option<Vec<u8>> {
    let line: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(line).ok()?;
    match packing {
        Packing::Base64 => (bytes.len() <= limit).then_some(bytes),
        Packing::GzipBase64 => {
            let mut out = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(&*bytes).take(limit as u64 + 1);
            reader.read_to_end(&mut out).ok()?;
            (out.len() <= limit).then_some(out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
            for packing in [Packing::Base64, Packing::GzipBase64] {
                let packed = pack(&bytes, packing);
                prop_assert!(!packed.contains(['\r', '\n', ' ']));
                prop_assert_eq!(unpack(&packed, packing, 3000), Some(bytes.clone()));
                let broken: String = packed.chars().enumerate().flat_map(|(i, c)| (i % 76 == 75).then_some('\n').into_iter().chain([c])).collect();
                prop_assert_eq!(unpack(&broken, packing, 3000), Some(bytes.clone()));
            }
        }
    }

    #[test]
    fn limits_hold() {
        let packed = pack(&vec![0; 1 << 20], Packing::GzipBase64);
        assert!(packed.len() < 10_000);
        assert_eq!(unpack(&packed, Packing::GzipBase64, 1000), None);
        assert_eq!(unpack("!!", Packing::Base64, 1000), None);
    }
}
