//! Cuts a face down to the glyphs of a document: outlines and widths only. A PDF finds its glyphs by number
//! and its text through ToUnicode, and printers need no hints, so everything else stays out.

use std::collections::BTreeMap;

use skrifa::{FontRef, GlyphId, MetadataProvider, raw::TableProvider, string::StringId};

use crate::pdf::glyf::{Scale, Source};

/// What the sum over a whole font file has to be.
const CHECKSUM: u32 = 0xB1B0_AFBA;

/// A face with few glyphs.
pub(crate) struct Cut {
    pub bytes: Vec<u8>,
    /// Advances by new glyph number, in units of the face.
    pub advances: Vec<u16>,
    pub facts: Facts,
}

/// What a PDF says of a face.
pub(crate) struct Facts {
    /// The PostScript name.
    pub name: String,
    pub units_per_em: u16,
    pub ascent: i16,
    pub descent: i16,
    /// Least x, least y, greatest x, greatest y of all glyphs.
    pub bounds: [i16; 4],
    /// From 100 thin to 900 heavy.
    pub weight: u16,
}

/// The face with .notdef as glyph 0 and `glyphs` from 1 on in their order, then what they are composed of.
/// The same glyph may stand several times. With a `grid`, the em gets so many units. `None` when the face has
/// no readable TrueType outlines.
pub(crate) fn subset(font: &FontRef<'_>, glyphs: &[u16], grid: Option<u16>) -> Option<Cut> {
    let from = font.head().ok()?.units_per_em();
    let scale = Scale { from, to: grid.unwrap_or(from) };
    let source = Source::new(font, scale)?;
    let mut order: Vec<u16> = std::iter::once(0).chain(glyphs.iter().copied()).collect();
    let mut parts: BTreeMap<u16, u16> = BTreeMap::new();
    let mut glyf = Vec::with_capacity(order.len() * 256);
    let mut ends = Vec::with_capacity(order.len() + 1);
    let mut at = 0;
    while let Some(&old) = order.get(at) {
        source.copy(old, &mut glyf, &mut |part| match parts.get(&part) {
            Some(new) => Some(*new),
            None => {
                let new = u16::try_from(order.len()).ok()?;
                order.push(part);
                parts.insert(part, new);
                Some(new)
            }
        })?;
        if glyf.len() % 2 == 1 {
            glyf.push(0);
        }
        ends.push(u32::try_from(glyf.len()).ok()?);
        at += 1;
    }
    let (hmtx, advances) = metrics(font, &order, scale)?;
    let long = glyf.len() > 2 * usize::from(u16::MAX);
    let loca = offsets(&ends, long);
    let count = u16::try_from(order.len()).ok()?;
    let facts = facts(font, scale)?;
    let bounds = facts.bounds.map(i16::to_be_bytes).concat();
    let head: [(usize, &[u8]); 4] = [
        (8, &[0; 4]),
        (18, &facts.units_per_em.to_be_bytes()),
        (36, &bounds),
        (50, &u16::from(long).to_be_bytes()),
    ];
    let ascents = [facts.ascent, facts.descent].map(i16::to_be_bytes).concat();
    let hhea: [(usize, &[u8]); 2] = [(4, &ascents), (34, &count.to_be_bytes())];
    // Without hints there are no functions, no storage, no stack and no instructions.
    let maxp: [(usize, &[u8]); 3] = [(4, &count.to_be_bytes()), (14, &[0, 1]), (16, &[0; 12])];
    let tables: [(&[u8; 4], &[u8]); 6] = [
        (b"glyf", &glyf),
        (b"head", &patched(font, b"head", &head)?),
        (b"hhea", &patched(font, b"hhea", &hhea)?),
        (b"hmtx", &hmtx),
        (b"loca", &loca),
        (b"maxp", &patched(font, b"maxp", &maxp)?),
    ];
    Some(Cut { bytes: file(&tables)?, advances, facts })
}

fn facts(font: &FontRef<'_>, scale: Scale) -> Option<Facts> {
    let (head, hhea) = (font.head().ok()?, font.hhea().ok()?);
    let name = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .english_or_first()
        .map(|name| name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
        .unwrap_or_default();
    Some(Facts {
        name,
        units_per_em: scale.to,
        ascent: scale.of(hhea.ascender().to_i16()),
        descent: scale.of(hhea.descender().to_i16()),
        bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()].map(|at| scale.of(at)),
        weight: font.os2().map_or(0, |os2| os2.us_weight_class()),
    })
}

/// The table of widths for the glyphs `order`, and the widths.
fn metrics(font: &FontRef<'_>, order: &[u16], scale: Scale) -> Option<(Vec<u8>, Vec<u16>)> {
    let source = font.hmtx().ok()?;
    let mut table = Vec::with_capacity(order.len() * 4);
    let mut advances = Vec::with_capacity(order.len());
    for id in order {
        let id = GlyphId::from(*id);
        let advance = scale.of(i16::try_from(source.advance(id)?).ok()?).unsigned_abs();
        advances.push(advance);
        table.extend(advance.to_be_bytes());
        table.extend(scale.of(source.side_bearing(id).unwrap_or_default()).to_be_bytes());
    }
    Some((table, advances))
}

/// The table of places: glyph n lies between numbers n and n + 1.
fn offsets(ends: &[u32], long: bool) -> Vec<u8> {
    let all = std::iter::once(&0).chain(ends);
    if long {
        all.flat_map(|end| end.to_be_bytes()).collect()
    } else {
        all.flat_map(|end| u16::try_from(end / 2).unwrap_or(u16::MAX).to_be_bytes()).collect()
    }
}

/// A table of the face with some bytes replaced.
fn patched(font: &FontRef<'_>, tag: &[u8; 4], patches: &[(usize, &[u8])]) -> Option<Vec<u8>> {
    let mut table = font.table_data(skrifa::Tag::new(tag))?.as_bytes().to_vec();
    for (at, bytes) in patches {
        table.get_mut(*at..at + bytes.len())?.copy_from_slice(bytes);
    }
    Some(table)
}

/// A font file of `tables`, which stand in the order of their tags.
fn file(tables: &[(&[u8; 4], &[u8])]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16_u16 << power;
    let mut file = Vec::with_capacity(tables.iter().map(|(_, t)| t.len() + 20).sum());
    file.extend(0x0001_0000_u32.to_be_bytes());
    for number in [count, range, u16::try_from(power).ok()?, count * 16 - range] {
        file.extend(number.to_be_bytes());
    }
    let mut offset = u32::from(count) * 16 + 12;
    let mut adjusted = None;
    for (tag, table) in tables {
        let length = u32::try_from(table.len()).ok()?;
        if *tag == b"head" {
            adjusted = usize::try_from(offset + 8).ok();
        }
        file.extend(*tag);
        for number in [checksum(table), offset, length] {
            file.extend(number.to_be_bytes());
        }
        offset += length.next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(*table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    let at = adjusted?;
    let adjustment = CHECKSUM.wrapping_sub(checksum(&file));
    file.get_mut(at..at + 4)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(file)
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0_u32, |sum, chunk| {
        let mut four = [0; 4];
        four[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(four))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Face, support};
    use skrifa::{
        instance::{LocationRef, Size},
        outline::{DrawSettings, OutlinePen},
    };

    const FACES: [Face; 4] = [Face::Mincho, Face::Gothic, Face::GothicBold, Face::Wide];

    /// The strokes of a glyph: what is drawn, and through which points.
    #[derive(Debug, Default, PartialEq)]
    struct Strokes {
        kinds: String,
        places: Vec<f32>,
    }

    impl OutlinePen for Strokes {
        fn move_to(&mut self, x: f32, y: f32) {
            self.kinds.push('M');
            self.places.extend([x, y]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.kinds.push('L');
            self.places.extend([x, y]);
        }
        fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
            self.kinds.push('Q');
            self.places.extend([cx, cy, x, y]);
        }
        fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
            self.kinds.push('C');
            self.places.extend([ax, ay, bx, by, x, y]);
        }
        fn close(&mut self) {
            self.kinds.push('Z');
        }
    }

    /// The strokes in parts of the em.
    fn strokes(font: &FontRef<'_>, glyph: u16) -> Strokes {
        let mut strokes = Strokes::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.outline_glyphs().get(glyph.into()).unwrap().draw(settings, &mut strokes).unwrap();
        let em = f32::from(font.head().unwrap().units_per_em());
        strokes.places.iter_mut().for_each(|place| *place /= em);
        strokes
    }

    fn same(whole: &FontRef<'_>, old: u16, few: &FontRef<'_>, new: u16, play: f32) {
        let (before, after) = (strokes(whole, old), strokes(few, new));
        assert_eq!(before.kinds, after.kinds, "{old}");
        let off = before.places.iter().zip(&after.places).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(off <= play, "{old} is off by {off} em");
    }

    #[test]
    fn a_cut_face_keeps_its_widths_and_outlines() {
        let Some(fonts) = support::fonts() else { return };
        for (face, grid, play) in FACES.into_iter().flat_map(|f| [(f, None, 0.0), (f, Some(400), 0.0015)]) {
            let whole = fonts.face(face).unwrap();
            let map = whole.charmap();
            let glyphs: Vec<u16> = "診療情報提供書ABが診é½㌔①"
                .chars()
                .filter_map(|c| map.map(c).and_then(|id| u16::try_from(id.to_u32()).ok()))
                .collect();
            let cut = subset(&whole, &glyphs, grid).unwrap();
            assert!(cut.bytes.len() < 20_000, "{face:?}: {} bytes", cut.bytes.len());
            assert_eq!(checksum(&cut.bytes), CHECKSUM);
            let few = FontRef::new(&cut.bytes).unwrap();
            for (new, old) in (1..).zip(&glyphs) {
                same(&whole, *old, &few, new, play);
                let em = |font: &FontRef<'_>, id| {
                    let advance = font.hmtx().unwrap().advance(GlyphId::from(id)).unwrap();
                    f32::from(advance) / f32::from(font.head().unwrap().units_per_em())
                };
                assert!((em(&whole, *old) - em(&few, new)).abs() <= play);
                assert_eq!(
                    few.hmtx().unwrap().advance(GlyphId::from(new)),
                    Some(cut.advances[usize::from(new)])
                );
            }
        }
    }

    #[test]
    fn composed_glyphs_bring_their_parts() {
        let Some(fonts) = support::fonts() else { return };
        for (face, grid, play) in FACES.into_iter().flat_map(|f| [(f, None, 0.0), (f, Some(400), 0.003)]) {
            let whole = fonts.face(face).unwrap();
            let source = Source::new(&whole, Scale { from: 1, to: 1 }).unwrap();
            let composed = |id: &u16| source.glyph(*id).unwrap().first().is_some_and(|b| *b > 127);
            let composed: Vec<u16> =
                (0..whole.maxp().unwrap().num_glyphs()).filter(composed).take(400).collect();
            let cut = subset(&whole, &composed, grid).unwrap();
            let few = FontRef::new(&cut.bytes).unwrap();
            for (new, old) in (1..).zip(&composed) {
                same(&whole, *old, &few, new, play);
            }
        }
    }
}
