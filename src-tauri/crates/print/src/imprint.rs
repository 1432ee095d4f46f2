//! What a seal leaves on paper: one ink, more or less of it from place to place. A scan or a photograph becomes
//! such an imprint once ([`Imprint::read`]) and is kept as a small PNG ([`Imprint::png`], [`Imprint::of_png`]).

use std::{io::Cursor, sync::Arc};

use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// Steps between no ink and all of it: four bits, finer than the dots of an office printer.
const STEPS: u8 = 15;
/// The longer side has at most so many dots: 24 mm at 500 dots per inch.
const MOST: usize = 480;
/// The longer side has at least so many dots: 10 mm at 300 dots per inch.
const LEAST: usize = 118;
/// The longest and the shortest side may differ by this factor.
const SLIMMEST: usize = 3;
/// No picture is unpacked that has more dots.
const LARGEST: usize = 26_000_000;
/// Paper at least this light, of 255, can be told from ink.
const LIGHT: u8 = 140;
/// Less darkness than this, in parts of the darkest ink, is shadow and dust.
const FAINT: f32 = 0.3;
/// From so much on it is all ink.
const FULL: f32 = 0.8;
/// A dot with so many steps counts as a part of the imprint.
const SEEN: u8 = 6;
/// More ink than this, in parts of the whole, leaves no drawing to be seen.
const FLOODED: f32 = 0.93;

/// The imprint of a seal.
#[derive(Clone, PartialEq, Eq)]
pub struct Imprint {
    width: usize,
    height: usize,
    ink: [u8; 3],
    /// 0 to [`STEPS`], row by row.
    cover: Arc<[u8]>,
}

impl std::fmt::Debug for Imprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Imprint({}×{})", self.width, self.height)
    }
}

/// Why a file gives no imprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Blot {
    /// Neither PNG nor JPEG.
    #[error("the file is neither PNG nor JPEG")]
    OtherKind,
    /// It cannot be unpacked.
    #[error("the picture is damaged")]
    Damaged,
    /// It has more dots than a photograph of a seal needs.
    #[error("the picture has too many dots")]
    TooLarge,
    /// There is nothing on it.
    #[error("the picture is blank")]
    Blank,
    /// Paper and ink cannot be told apart.
    #[error("the ground is as dark as the ink")]
    Dark,
    /// Too few dots for a clean print; the longer side of what there is.
    #[error("the imprint has only {0} dots")]
    Coarse(usize),
    /// Not the shape of a seal.
    #[error("the imprint is longer than a seal")]
    Slim,
}

/// A picture as it was unpacked: red, green, blue and opacity of every dot.
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<[u8; 4]>,
}

impl Imprint {
    /// The imprint on a PNG or JPEG: white paper becomes transparent, a transparent ground stays so, and empty
    /// margins are cut off, so that the size of the imprint is that of the seal.
    ///
    /// # Errors
    /// [`Blot`].
    pub fn read(file: &[u8]) -> Result<Self, Blot> {
        let picture = match file {
            [0x89, b'P', b'N', b'G', ..] => png_picture(file)?,
            [0xFF, 0xD8, 0xFF, ..] => jpeg_picture(file)?,
            _ => return Err(Blot::OtherKind),
        };
        picture.imprint()
    }

    /// The imprint that [`Imprint::png`] wrote; `None` for any other file.
    pub fn of_png(file: &[u8]) -> Option<Self> {
        let mut reader = png_decoder(file, png::Transformations::IDENTITY).read_info().ok()?;
        let (palette, opacity) = {
            let info = reader.info();
            if (info.color_type, info.bit_depth) != (png::ColorType::Indexed, png::BitDepth::Four) {
                return None;
            }
            (info.palette.clone()?, info.trns.clone()?)
        };
        let ink: [u8; 3] = palette.get(..3)?.try_into().ok()?;
        let ours = palette.chunks(3).all(|one| one == ink) && opacity[..] == OPACITIES;
        let (width, height) = (reader.info().width as usize, reader.info().height as usize);
        if !ours || width == 0 || height == 0 || width > MOST || height > MOST {
            return None;
        }
        let mut packed = vec![0; reader.output_buffer_size()?];
        reader.next_frame(&mut packed).ok()?;
        let cover = packed
            .chunks(width.div_ceil(2))
            .take(height)
            .flat_map(|row| row.iter().flat_map(|two| [two >> 4, two & 15]).take(width))
            .collect();
        Some(Self { width, height, ink, cover })
    }

    /// A small PNG with a transparent ground.
    ///
    /// # Errors
    /// [`crate::Error::Image`].
    pub fn png(&self) -> Result<Vec<u8>, crate::Error> {
        let side = |dots: usize| u32::try_from(dots).map_err(|_| crate::Error::Image);
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, side(self.width)?, side(self.height)?);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(self.ink.repeat(usize::from(STEPS) + 1));
        encoder.set_trns(&OPACITIES[..]);
        encoder.set_compression(png::Compression::High);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.packed()));
        written.map_err(|_| crate::Error::Image)?;
        Ok(file)
    }

    /// Width and height in dots.
    pub fn dots(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Width and height in millimetres when the longer side has `longer` of them.
    #[allow(clippy::cast_precision_loss)]
    pub fn size(&self, longer: f32) -> (f32, f32) {
        let scale = longer / self.width.max(self.height).max(1) as f32;
        (self.width as f32 * scale, self.height as f32 * scale)
    }

    /// The colour of the ink: red, green, blue.
    pub(crate) fn ink(&self) -> [u8; 3] {
        self.ink
    }

    /// The ink of every dot in four bits, rows in whole bytes.
    pub(crate) fn packed(&self) -> Vec<u8> {
        let row = |row: &[u8]| -> Vec<u8> {
            row.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)).collect()
        };
        self.cover.chunks(self.width.max(1)).flat_map(row).collect()
    }
}

/// The opacity of every step.
const OPACITIES: [u8; 16] = [0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255];

fn png_decoder(file: &[u8], how: png::Transformations) -> png::Decoder<Cursor<&[u8]>> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), png::Limits { bytes: 8 * LARGEST });
    decoder.set_transformations(how);
    decoder
}

fn fits(width: usize, height: usize) -> Result<(), Blot> {
    match width.checked_mul(height) {
        Some(1..=LARGEST) => Ok(()),
        Some(0) => Err(Blot::Damaged),
        _ => Err(Blot::TooLarge),
    }
}

fn png_picture(file: &[u8]) -> Result<Picture, Blot> {
    let how = png::Transformations::normalize_to_color8() | png::Transformations::ALPHA;
    let mut reader = png_decoder(file, how).read_info().map_err(|_| Blot::Damaged)?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    fits(width, height)?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or(Blot::TooLarge)?];
    let frame = reader.next_frame(&mut bytes).map_err(|_| Blot::Damaged)?;
    let samples = frame.color_type.samples();
    let dots: Vec<[u8; 4]> = bytes
        .chunks_exact(samples.max(1))
        .take(width * height)
        .map(|dot| match *dot {
            [grey, opacity] => [grey, grey, grey, opacity],
            [red, green, blue, opacity] => [red, green, blue, opacity],
            [red, green, blue] => [red, green, blue, 255],
            [grey, ..] => [grey, grey, grey, 255],
            [] => [255; 4],
        })
        .collect();
    if dots.len() == width * height { Ok(Picture { width, height, dots }) } else { Err(Blot::Damaged) }
}

fn jpeg_picture(file: &[u8]) -> Result<Picture, Blot> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB).set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(|_| Blot::Damaged)?;
    let (width, height) = decoder.info().map(|i| (i.width.into(), i.height.into())).ok_or(Blot::Damaged)?;
    fits(width, height)?;
    let bytes = decoder.decode().map_err(|_| Blot::Damaged)?;
    let turn = decoder.exif().map_or(1, |exif| orientation(exif));
    let dots: Vec<[u8; 4]> = bytes.chunks_exact(3).map(|dot| [dot[0], dot[1], dot[2], 255]).collect();
    if dots.len() != width * height {
        return Err(Blot::Damaged);
    }
    Ok(Picture { width, height, dots }.turned(turn))
}

/// How a camera was held, from 1 to 8 (Exif, tag 0x0112 of the first directory); 1 where it does not say.
fn orientation(exif: &[u8]) -> u16 {
    let find = || {
        let big = match exif.get(..2)? {
            b"MM" => true,
            b"II" => false,
            _ => return None,
        };
        let word = |at: usize| -> Option<u16> {
            let two = [*exif.get(at)?, *exif.get(at + 1)?];
            Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
        };
        let first = if big { usize::from(word(6)?) } else { usize::from(word(4)?) };
        let entries = usize::from(word(first)?);
        (0..entries)
            .map(|entry| first + 2 + 12 * entry)
            .find(|at| word(*at) == Some(0x0112))
            .and_then(|at| word(at + 8))
    };
    find().unwrap_or(1)
}

impl Picture {
    /// The picture as it was seen.
    fn turned(self, how: u16) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if matches!(how, 5..=8) { (h, w) } else { (w, h) };
        let from = |x: usize, y: usize| match how {
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (y, h - 1 - x),
            7 => (w - 1 - y, h - 1 - x),
            8 => (w - 1 - y, x),
            _ => (x, y),
        };
        if !matches!(how, 2..=8) {
            return self;
        }
        let mut dots = Vec::with_capacity(self.dots.len());
        for y in 0..height {
            for x in 0..width {
                let (x, y) = from(x, y);
                dots.push(self.dots[y * w + x]);
            }
        }
        Self { width, height, dots }
    }

    /// How light a dot is on white paper, by its darkest colour: ink of any colour is dark in one.
    fn lightness(dot: [u8; 4]) -> u8 {
        let [red, green, blue, opacity] = dot;
        let dark = u16::from(255 - red.min(green).min(blue)) * u16::from(opacity) / 255;
        255 - u8::try_from(dark).unwrap_or(255)
    }

    fn imprint(&self) -> Result<Imprint, Blot> {
        let light: Vec<u8> = self.dots.iter().map(|dot| Self::lightness(*dot)).collect();
        let clear = self.dots.iter().any(|dot| dot[3] < 250);
        let paper = if clear { 255 } else { percentile(&light, 0.9) };
        let darkest = percentile(&light, 0.002);
        if paper < LIGHT {
            return Err(Blot::Dark);
        }
        let depth = f32::from(paper.saturating_sub(darkest));
        if depth < 40.0 {
            return Err(Blot::Blank);
        }
        let cover: Vec<f32> = light
            .iter()
            .map(|light| {
                let dark = f32::from(paper.saturating_sub(*light)) / depth;
                ((dark - FAINT) / (FULL - FAINT)).clamp(0.0, 1.0)
            })
            .collect();
        let ink = self.ink(&cover);
        let (left, right) = extent(self.width, self.height, |x, y| cover[y * self.width + x])?;
        let (top, bottom) = extent(self.height, self.width, |y, x| cover[y * self.width + x])?;
        let (width, height) = (right - left, bottom - top);
        let (longer, shorter) = (width.max(height), width.min(height));
        if longer < LEAST {
            return Err(Blot::Coarse(longer));
        }
        if longer > shorter * SLIMMEST {
            return Err(Blot::Slim);
        }
        let kept = longer.min(MOST);
        let side = |dots: usize| (dots * kept / longer).max(1);
        let (to_width, to_height) = (side(width), side(height));
        // Every dot is the mean of those that it covers.
        let part = |at: usize, of: usize, size: usize| {
            let from = at * size / of;
            from..((at + 1) * size / of).max(from + 1)
        };
        let mut small = Vec::with_capacity(to_width * to_height);
        for y in 0..to_height {
            for x in 0..to_width {
                let (mut sum, mut count) = (0.0, 0.0);
                for y in part(y, to_height, height) {
                    for x in part(x, to_width, width) {
                        sum += cover[(top + y) * self.width + left + x];
                        count += 1.0;
                    }
                }
                small.push(steps(sum / count));
            }
        }
        let inked = small.iter().filter(|step| **step >= SEEN).count();
        #[allow(clippy::cast_precision_loss)]
        if inked as f32 > FLOODED * small.len() as f32 {
            return Err(Blot::Dark);
        }
        Ok(Imprint { width: to_width, height: to_height, ink, cover: small.into() })
    }

    /// The mean colour where there is most ink.
    fn ink(&self, cover: &[f32]) -> [u8; 3] {
        let mut sum = [0_u64; 3];
        let mut count = 0;
        for (dot, _) in self.dots.iter().zip(cover).filter(|(_, cover)| **cover >= 1.0) {
            count += 1;
            for (sum, part) in sum.iter_mut().zip(dot) {
                *sum += u64::from(*part);
            }
        }
        sum.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(0))
    }
}

/// The lightness that so large a part of the dots stays below.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn percentile(light: &[u8], part: f32) -> u8 {
    let mut counts = [0_usize; 256];
    for light in light {
        counts[usize::from(*light)] += 1;
    }
    let wanted = (light.len() as f32 * part) as usize;
    let mut below = 0;
    for (light, count) in (0..=255).zip(counts) {
        below += count;
        if below > wanted {
            return light;
        }
    }
    255
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn steps(cover: f32) -> u8 {
    (cover * f32::from(STEPS)).round() as u8
}

/// From which to which line along one side there is ink; a speck of dust is none.
fn extent(lines: usize, across: usize, cover: impl Fn(usize, usize) -> f32) -> Result<(usize, usize), Blot> {
    let least = (across / 150).max(2);
    let inked = |line: &usize| (0..across).filter(|at| steps(cover(*line, *at)) >= SEEN).count() >= least;
    let first = (0..lines).find(inked).ok_or(Blot::Blank)?;
    let last = (0..lines).rev().find(inked).ok_or(Blot::Blank)?;
    Ok((first, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support;
    use proptest::prelude::*;

    #[test]
    fn white_paper_becomes_transparent_and_margins_go() {
        let seal = support::seal(300, 40, [255, 255, 255, 255]);
        let imprint = Imprint::read(&support::png(380, 380, &seal)).unwrap();
        assert_eq!(imprint.dots(), (300, 300));
        let [red, green, blue] = imprint.ink();
        assert!(red > 180 && green < 90 && blue < 90, "{:?}", imprint.ink());
        let at = |x: usize, y: usize| imprint.cover[y * 300 + x];
        assert_eq!((at(3, 150), at(60, 60)), (STEPS, 0), "a ring, and paper inside of it");
    }

    #[test]
    fn a_transparent_ground_stays() {
        let clear = Imprint::read(&support::png(380, 380, &support::seal(300, 40, [0, 0, 0, 0]))).unwrap();
        let white = Imprint::read(&support::png(380, 380, &support::seal(300, 40, [255; 4]))).unwrap();
        assert_eq!(clear, white);
    }

    #[test]
    fn grey_paper_with_a_shadow_is_paper() {
        let mut seal = support::seal(300, 40, [255; 4]);
        for (at, dot) in seal.iter_mut().enumerate() {
            let shade = 60 * (at % 380) / 380;
            for part in &mut dot[..3] {
                *part = part.saturating_sub(u8::try_from(shade).unwrap());
            }
        }
        let imprint = Imprint::read(&support::png(380, 380, &seal)).unwrap();
        assert_eq!(imprint.dots(), (300, 300));
    }

    #[test]
    fn large_scans_are_made_small() {
        let imprint = Imprint::read(&support::png(1480, 1480, &support::seal(1400, 40, [255; 4]))).unwrap();
        assert_eq!(imprint.dots(), (MOST, MOST));
        assert!(imprint.png().unwrap().len() < 12_000, "{} bytes", imprint.png().unwrap().len());
        assert_eq!(imprint.size(21.0), (21.0, 21.0));
    }

    #[test]
    fn a_kept_imprint_is_read_as_it_was() {
        let imprint = Imprint::read(&support::png(379, 379, &support::seal(299, 40, [255; 4]))).unwrap();
        assert_eq!(Imprint::of_png(&imprint.png().unwrap()), Some(imprint));
        assert_eq!(Imprint::of_png(&support::png(20, 20, &vec![[0; 4]; 400])), None);
        assert_eq!(Imprint::of_png(b"\x89PNG"), None);
    }

    #[test]
    fn what_is_no_seal_is_named() {
        let read = |width, height, dots: &[[u8; 4]]| Imprint::read(&support::png(width, height, dots));
        assert_eq!(Imprint::read(b"GIF89a"), Err(Blot::OtherKind));
        assert_eq!(Imprint::read(b""), Err(Blot::OtherKind));
        assert_eq!(Imprint::read(b"\x89PNG\r\n\x1a\n"), Err(Blot::Damaged));
        assert_eq!(Imprint::read(b"\xFF\xD8\xFF\xE0"), Err(Blot::Damaged));
        assert_eq!(read(200, 200, &vec![[255; 4]; 40_000]), Err(Blot::Blank));
        assert_eq!(read(200, 200, &vec![[200, 30, 30, 255]; 40_000]), Err(Blot::Dark));
        assert_eq!(read(120, 120, &support::seal(80, 20, [255; 4])), Err(Blot::Coarse(80)));
        let mut line = vec![[255; 4]; 400 * 400];
        line[400 * 200 + 20..400 * 200 + 380].fill([200, 20, 20, 255]);
        line[400 * 201 + 20..400 * 201 + 380].fill([200, 20, 20, 255]);
        line[400 * 202 + 20..400 * 202 + 380].fill([200, 20, 20, 255]);
        assert_eq!(read(400, 400, &line), Err(Blot::Slim));
    }

    #[test]
    fn a_turned_photograph_is_turned_back() {
        let picture = || Picture { width: 2, height: 3, dots: (0..6).map(|n| [n, 0, 0, 255]).collect() };
        let seen = |how| picture().turned(how).dots.iter().map(|dot| dot[0]).collect::<Vec<_>>();
        assert_eq!(seen(1), [0, 1, 2, 3, 4, 5]);
        assert_eq!(seen(3), [5, 4, 3, 2, 1, 0]);
        assert_eq!(seen(6), [4, 2, 0, 5, 3, 1]);
        assert_eq!(seen(8), [1, 3, 5, 0, 2, 4]);
        let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        assert_eq!(orientation(exif), 6);
        assert_eq!(orientation(b"II*\0"), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: support::cases(60), failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_files_give_an_imprint_or_a_reason(at in 0_usize..6000, with in any::<u8>(), cut in 0_usize..6000) {
            let mut file = support::png(150, 150, &support::seal(130, 10, [255; 4]));
            let (at, cut) = (at % file.len(), cut % file.len());
            file[at] ^= with;
            let _ = Imprint::read(&file);
            let _ = Imprint::of_png(&file);
            let _ = Imprint::read(&file[..cut]);
            let mut jpeg = support::JPEG_SEAL.to_vec();
            let (at, cut) = (at % jpeg.len(), cut % jpeg.len());
            jpeg[at] ^= with;
            let _ = Imprint::read(&jpeg);
            let _ = Imprint::read(&jpeg[..cut]);
        }
    }

    #[test]
    fn a_jpeg_is_read_too() {
        let imprint = Imprint::read(support::JPEG_SEAL).unwrap();
        let (width, height) = imprint.dots();
        assert!(width.abs_diff(200) < 6 && height.abs_diff(200) < 6, "{width} × {height}");
    }
}
