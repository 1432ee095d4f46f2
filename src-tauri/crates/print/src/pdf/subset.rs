//! Cuts a face down to the glyphs of a document: outlines and widths only. A PDF finds its glyphs by number
//! and its text through ToUnicode, and printers need no hints, so everything else stays out.

use std::collections::{BTreeMap, BTreeSet};

use skera::{Plan, SubsetFlags, subset_font};
use skrifa::{
    FontRef, GlyphId, MetadataProvider, Tag,
    raw::{TableProvider, collections::IntSet},
    string::StringId,
};

/// The tables that a TrueType font in a PDF needs, and `cmap`, without which the PDF library reads no font.
const KEPT: [&[u8; 4]; 7] = [b"head", b"hhea", b"hmtx", b"maxp", b"loca", b"glyf", b"cmap"];

/// A face with few glyphs.
pub(crate) struct Cut {
    pub bytes: Vec<u8>,
    /// Old glyph numbers to new ones.
    pub codes: BTreeMap<u16, u16>,
    /// The PostScript name of the face.
    pub name: String,
}

/// The face with `glyphs` and what they are composed of, or `None` when it cannot be cut.
pub(crate) fn subset(font: &FontRef<'_>, glyphs: &BTreeSet<u16>) -> Option<Cut> {
    font.glyf().ok()?;
    let kept: Vec<Tag> = KEPT.iter().map(|tag| Tag::new(tag)).collect();
    let dropped: IntSet<Tag> = font
        .table_directory()
        .table_records()
        .iter()
        .map(|record| record.tag())
        .filter(|tag| !kept.contains(tag))
        .collect();
    let wanted: IntSet<GlyphId> = glyphs.iter().map(|id| GlyphId::from(*id)).collect();
    let plan = Plan::new(
        &wanted,
        &IntSet::empty(),
        font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING
            | SubsetFlags::SUBSET_FLAGS_NO_LAYOUT_CLOSURE
            | SubsetFlags::SUBSET_FLAGS_NO_BIDI_CLOSURE
            | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &dropped,
        &IntSet::empty(),
        &IntSet::empty(),
        &IntSet::empty(),
        &IntSet::empty(),
    );
    let codes = plan
        .old_to_new_glyph_mapping()
        .filter_map(|(old, new)| Some((u16::try_from(old.to_u32()).ok()?, u16::try_from(new.to_u32()).ok()?)))
        .collect();
    let bytes = subset_font(font, &plan).ok()?;
    let name = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .english_or_first()
        .map(|name| name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
        .unwrap_or_default();
    Some(Cut { bytes, codes, name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Face, support};

    #[test]
    fn a_cut_face_keeps_its_widths_and_outlines() {
        let Some(fonts) = support::fonts() else { return };
        for face in [Face::Mincho, Face::Gothic, Face::GothicBold, Face::Wide] {
            let whole = fonts.face(face).unwrap();
            let map = whole.charmap();
            let glyphs: BTreeSet<u16> =
                "診療情報提供書ABが".chars().map(|c| map.map(c).unwrap().to_u32() as u16).collect();
            let cut = subset(&whole, &glyphs).unwrap();
            assert!(cut.bytes.len() < 20_000, "{face:?}: {} bytes", cut.bytes.len());
            let few = FontRef::new(&cut.bytes).unwrap();
            for glyph in glyphs {
                let (old, new) = (GlyphId::from(glyph), GlyphId::from(cut.codes[&glyph]));
                let widths = |font: &FontRef<'_>, id| {
                    font.hmtx().unwrap().advance(id).map(|w| (w, font.head().unwrap().units_per_em()))
                };
                assert_eq!(widths(&whole, old), widths(&few, new));
            }
            assert!(printpdf::ParsedFont::from_bytes(&cut.bytes, 0, &mut Vec::new()).is_some());
        }
    }
}
