//! Fonts of a file. A glyph can stand for one text only in a font of a PDF; where one glyph draws several
//! texts (a character with and without a variation selector, a blank that carries a character no font
//! has), the face is embedded again under another name, so that each text is read back as it was written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use printpdf::{FontEmbeddingMode, FontId, ParsedFont, PdfDocument, PdfFont, PrintpdfFontMeta};

use crate::{
    Error, Face, Fonts,
    flow::{
        Set,
        draw::{Draw, RunGlyph},
    },
    pdf::subset::subset,
};

/// The embedded fonts and the code of every glyph in them.
pub(crate) struct Resources {
    fonts: Vec<(FontId, ParsedFont)>,
    codes: HashMap<(Face, u16), Vec<Code>>,
}

/// What a glyph is in an embedded font.
struct Code {
    text: String,
    font: usize,
    code: u16,
}

impl Resources {
    /// Makes fonts with the glyphs of `set` and no others.
    ///
    /// # Errors
    /// [`Error::NoFont`] and [`Error::Font`].
    pub(crate) fn gather(set: &Set, fonts: &Fonts) -> Result<Self, Error> {
        let mut texts: BTreeMap<(Face, u16), Vec<&str>> = BTreeMap::new();
        let mut used: BTreeMap<(Face, usize), BTreeSet<u16>> = BTreeMap::new();
        for draw in set.pages.iter().flatten() {
            let Draw::Text(run) = draw else { continue };
            for glyph in &run.glyphs {
                let known = texts.entry((glyph.face, glyph.id)).or_default();
                if !known.contains(&glyph.text.as_str()) {
                    used.entry((glyph.face, known.len())).or_default().insert(glyph.id);
                    known.push(&glyph.text);
                }
            }
        }
        let mut resources = Self { fonts: Vec::new(), codes: HashMap::new() };
        for ((face, copy), ids) in used {
            let source = fonts.face(face).ok_or(Error::NoFont(face))?;
            let cut = subset(&source, &ids).ok_or(Error::Font(face))?;
            let mut font = ParsedFont::from_bytes(&cut.bytes, 0, &mut Vec::new()).ok_or(Error::Font(face))?;
            let id = name(face, copy);
            font.font_name = Some(format!("{}+{}", id.0, cut.name));
            for glyph in ids {
                let text = texts.get(&(face, glyph)).and_then(|t| t.get(copy)).ok_or(Error::Font(face))?;
                let code = cut.codes.get(&glyph).ok_or(Error::Font(face))?;
                let code = Code { text: (*text).to_owned(), font: resources.fonts.len(), code: *code };
                resources.codes.entry((face, glyph)).or_default().push(code);
            }
            resources.fonts.push((id, font));
        }
        Ok(resources)
    }

    /// The embedded font that draws `glyph` and gives its text back, and the glyph's code in it.
    pub(crate) fn code_of(&self, glyph: &RunGlyph) -> Option<(&FontId, u16)> {
        let known = self.codes.get(&(glyph.face, glyph.id))?.iter().find(|c| c.text == glyph.text)?;
        Some((&self.fonts.get(known.font)?.0, known.code))
    }

    /// Puts the fonts into `document`.
    pub(crate) fn add_to(self, document: &mut PdfDocument) {
        for (id, font) in self.fonts {
            // The font holds nothing but what is used; it goes in as it is.
            let meta = PrintpdfFontMeta {
                embedding_mode: FontEmbeddingMode::Full,
                requires_subsetting: false,
                ..PrintpdfFontMeta::default()
            };
            document.resources.fonts.map.insert(id, PdfFont::with_meta(font, meta));
        }
    }
}

/// Six capitals, as the name of a subset demands: the face, then the number of the copy.
fn name(face: Face, copy: usize) -> FontId {
    let face = match face {
        Face::Mincho => "FBM",
        Face::Gothic => "FBG",
        Face::GothicBold => "FBB",
        Face::Wide => "FBW",
    };
    let digit = |value: usize| char::from(b'A' + u8::try_from(value % 26).unwrap_or(0));
    FontId(format!("{face}{}{}{}", digit(copy / 676), digit(copy / 26), digit(copy)))
}
