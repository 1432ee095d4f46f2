//! The colour space of a file: sRGB (IEC 61966-2-1) as an ICC profile of version 4, put together here from
//! the published numbers, as PDF/A wants one with every file and the usual ones are a hundred times larger.

/// Red, green and blue of sRGB and the white they make, as XYZ under D50 (the profile connection space).
const RED: [f64; 3] = [0.436_065_67, 0.222_488_40, 0.013_916_02];
const GREEN: [f64; 3] = [0.385_147_09, 0.716_873_17, 0.097_076_42];
const BLUE: [f64; 3] = [0.143_066_41, 0.060_607_91, 0.714_096_07];
const WHITE: [f64; 3] = [0.964_202_88, 1.0, 0.824_905_40];
/// Bradford adaptation from D65 to D50, row by row.
const ADAPTATION: [f64; 9] = [
    1.047_882_08,
    0.022_918_70,
    -0.050_201_42,
    0.029_586_79,
    0.990_478_52,
    -0.017_059_33,
    -0.009_231_57,
    0.015_075_68,
    0.751_678_47,
];
/// The curve of sRGB: gamma, then a, b, c and d of `(a x + b) ^ gamma` above d and `c x` below.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
/// Length of the header of a profile.
const HEADER: usize = 128;

/// The profile, some 480 bytes.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", xyz(WHITE)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    table.extend(be(tags.len()));
    let first = HEADER + 4 + tags.len() * 12;
    let mut last: Option<(&[u8], usize)> = None;
    for (tag, bytes) in &tags {
        // The three curves are one.
        let at = match last {
            Some((before, at)) if before == bytes.as_slice() => at,
            _ => {
                let at = first + data.len();
                data.extend(bytes);
                data.resize(data.len().next_multiple_of(4), 0);
                at
            }
        };
        last = Some((bytes, at));
        table.extend(*tag);
        table.extend(be(at));
        table.extend(be(bytes.len()));
    }
    let mut profile = header(first + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(length: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &be(length));
    put(8, &[4, 0x30, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // 2026-01-01
    put(24, &[0x07, 0xEA, 0, 1, 0, 1]);
    put(36, b"acsp");
    for (index, part) in WHITE.iter().enumerate() {
        put(68 + 4 * index, &fixed(*part));
    }
    header
}

fn be(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// A number with sixteen binary places.
#[allow(clippy::cast_possible_truncation)]
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], numbers: &[f64]) -> Vec<u8> {
    kind.iter().copied().chain([0; 4]).chain(numbers.iter().flat_map(|n| fixed(*n))).collect()
}

fn xyz(place: [f64; 3]) -> Vec<u8> {
    numbers(b"XYZ ", &place)
}

/// A curve with parameters, of the kind that sRGB is (ICC.1:2010, function type 3).
fn curve() -> Vec<u8> {
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    curve.extend(CURVE.iter().flat_map(|n| fixed(*n)));
    curve
}

/// One English text.
fn text(words: &str) -> Vec<u8> {
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut text = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    text.extend(be(utf16.len()));
    text.extend(be(28));
    text.extend(utf16);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_whole() {
        let profile = srgb();
        assert_eq!(profile[..4], be(profile.len()));
        assert_eq!(profile.len() % 4, 0);
        assert!(profile.len() < 600, "{}", profile.len());
        let number =
            |at: usize| profile[at..at + 4].iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        for tag in 0..number(HEADER) {
            let at = HEADER + 4 + 12 * tag;
            assert!(number(at + 4) + number(at + 8) <= profile.len());
        }
    }

    #[test]
    fn the_primaries_make_the_white() {
        for (i, white) in WHITE.iter().enumerate() {
            assert!((RED[i] + GREEN[i] + BLUE[i] - white).abs() < 0.0002, "{i}");
        }
    }
}
