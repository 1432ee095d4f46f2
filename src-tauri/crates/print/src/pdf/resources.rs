//! Fonts of a file. A glyph can stand for one text only in a font of a PDF; where one glyph draws several
//! texts (a character with and without a variation selector, a blank that carries a character no font
//! has), it stands in the embedded font several times, so that each text is read back as it was written.

use std::collections::{BTreeMap, HashMap};

use printpdf::{
    FontEmbeddingMode, FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub,
    PrintpdfFontMeta,
};

use crate::{
    Error, Face, Fonts,
    flow::{
        Set,
        draw::{Draw, RunGlyph},
    },
    pdf::subset::{Cut, subset},
};

/// The embedded fonts and the code of every glyph in them.
pub(crate) struct Resources {
    fonts: Vec<(FontId, ParsedFont)>,
    faces: BTreeMap<Face, Embedded>,
}

/// A face as it is embedded.
struct Embedded {
    id: FontId,
    /// What glyphs stand for, with their codes.
    codes: HashMap<u16, Vec<(String, u16)>>,
}

impl Resources {
    /// Makes fonts with the glyphs of `set` and no others.
    ///
    /// # Errors
    /// [`Error::NoFont`] and [`Error::Font`].
    pub(crate) fn gather(set: &Set, fonts: &Fonts) -> Result<Self, Error> {
        let mut used: BTreeMap<Face, BTreeMap<u16, Vec<&str>>> = BTreeMap::new();
        for draw in set.pages.iter().flatten() {
            let Draw::Text(run) = draw else { continue };
            for glyph in &run.glyphs {
                let texts = used.entry(glyph.face).or_default().entry(glyph.id).or_default();
                if !texts.contains(&glyph.text.as_str()) {
                    texts.push(&glyph.text);
                }
            }
        }
        let mut resources = Self { fonts: Vec::new(), faces: BTreeMap::new() };
        for (face, glyphs) in used {
            let source = fonts.face(face).ok_or(Error::NoFont(face))?;
            let mut order = Vec::new();
            let mut codes: HashMap<u16, Vec<(String, u16)>> = HashMap::with_capacity(glyphs.len());
            for (glyph, texts) in glyphs {
                for text in texts {
                    order.push(glyph);
                    let code = u16::try_from(order.len()).map_err(|_| Error::Font(face))?;
                    codes.entry(glyph).or_default().push((text.to_owned(), code));
                }
            }
            let cut = subset(&source, &order, grid(face)).ok_or(Error::Font(face))?;
            let id = name(face);
            resources.fonts.push((id.clone(), parsed(&id, cut)));
            resources.faces.insert(face, Embedded { id, codes });
        }
        Ok(resources)
    }

    /// The embedded font that draws `glyph` and gives its text back, and the glyph's code in it.
    pub(crate) fn code_of(&self, glyph: &RunGlyph) -> Option<(&FontId, u16)> {
        let face = self.faces.get(&glyph.face)?;
        let (_, code) = face.codes.get(&glyph.id)?.iter().find(|(text, _)| *text == glyph.text)?;
        Some((&face.id, *code))
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

/// The units of the em in which a face is embedded: no point of an outline moves by more than half a unit, five
/// micrometres in running text, a ninth of a dot of an office printer (decision 0019). Faces of others' licences
/// stay as they are.
fn grid(face: Face) -> Option<u16> {
    (face != Face::Wide).then_some(400)
}

/// The face as printpdf embeds it: nothing is left for it to parse.
fn parsed(id: &FontId, cut: Cut) -> ParsedFont {
    let Cut { bytes, advances, facts } = cut;
    let [x_min, y_min, x_max, y_max] = facts.bounds;
    ParsedFont {
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(format!("{}+{}", id.0, facts.name)),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: (0..).zip(advances).collect(),
        units_per_em: facts.units_per_em,
        font_metrics: FontMetrics { ascent: facts.ascent, descent: facts.descent },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: facts.units_per_em,
            x_min,
            y_min,
            x_max,
            y_max,
            us_weight_class: facts.weight,
            ..PdfFontMetricsStub::default()
        },
    }
}

/// Six capitals, as the name of a subset demands.
fn name(face: Face) -> FontId {
    let name = match face {
        Face::Mincho => "FBMINC",
        Face::Gothic => "FBGOTH",
        Face::GothicBold => "FBBOLD",
        Face::Wide => "FBWIDE",
    };
    FontId(name.to_owned())
}
