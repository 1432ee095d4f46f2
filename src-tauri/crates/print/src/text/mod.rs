//! Text: from characters to glyphs with widths (here), where lines may end ([`kinsoku`]), and lines
//! ([`lines`]).

pub(crate) mod kinsoku;
pub(crate) mod lines;

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Drawn, Error, Face, Fonts, Span, Typeface, Words,
    font::{Finder, Found, Glyph},
    style::{BY_HAND, BY_HAND_FLOOR, BY_HAND_SCALE, POINT},
};

/// What a bit of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A visible glyph.
    Mark,
    /// A glyph without ink that may be swallowed at the end of a line.
    Space,
    /// Goes to the next tab stop.
    Tab,
    /// Ends the line.
    Newline,
    /// Draws nothing and takes no room.
    Nothing,
    /// The box for a character that no font has.
    EmptyBox,
    /// A glyph of the note beside such a box.
    ByHand,
}

/// The smallest thing that is placed on a line: a glyph, mostly.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bit {
    pub kind: Kind,
    pub glyph: Option<Glyph>,
    /// Type size in points.
    pub size: f32,
    /// Width in millimetres.
    pub width: f32,
    /// Byte offset of its cluster in the text of all spans.
    pub offset: usize,
    /// Index of its span.
    pub span: usize,
    /// First character of its cluster.
    pub first: char,
}

impl Bit {
    /// The type size in millimetres.
    pub(crate) fn em(&self) -> f32 {
        self.size * POINT
    }
}

/// Text with its glyphs, before it is broken into lines.
pub(crate) struct Shaped {
    pub text: String,
    pub bits: Vec<Bit>,
    pub circled: Vec<bool>,
    pub underlined: Vec<bool>,
    /// Size in points of text without a scale.
    pub size: f32,
}

/// Turns characters into glyphs during one render and remembers what could not be drawn.
pub(crate) struct Shaper<'a> {
    finder: Finder<'a>,
    body: Face,
    missing: BTreeSet<(String, Drawn)>,
}

impl<'a> Shaper<'a> {
    /// A shaper for running text in `typeface`.
    ///
    /// # Errors
    /// [`Error::NoFont`] or [`Error::Font`] when one of the ordinary faces cannot be used.
    pub(crate) fn new(fonts: &'a Fonts, typeface: Typeface) -> Result<Self, Error> {
        let body = match typeface {
            Typeface::Mincho => Face::Mincho,
            Typeface::Gothic => Face::Gothic,
        };
        let finder = Finder::new(fonts);
        for face in [body, Face::Gothic, Face::GothicBold] {
            finder.demand(face)?;
        }
        Ok(Self { finder, body, missing: BTreeSet::new() })
    }

    /// The face of running text.
    pub(crate) fn body(&self) -> Face {
        self.body
    }

    /// Glyphs and widths for `spans` in `face` (bold spans in the bold face) at `size` points.
    pub(crate) fn shape(&mut self, spans: &[Span], face: Face, size: f32) -> Shaped {
        let mut shaped = Shaped {
            text: String::new(),
            bits: Vec::new(),
            circled: spans.iter().map(|s| s.circled).collect(),
            underlined: spans.iter().map(|s| s.underlined).collect(),
            size,
        };
        for (index, span) in spans.iter().enumerate() {
            // Numbers of pages are put in by the caller; here they are unknown and say nothing.
            let Words::Given(text) = &span.words else { continue };
            let face = if span.bold { Face::GothicBold } else { face };
            let size = size * span.scale;
            let base = shaped.text.len();
            let begun = shaped.bits.len();
            for (at, cluster) in text.grapheme_indices(true) {
                let place = (base + at, index);
                self.shape_cluster(cluster, span.lost, face, size, place, &mut shaped.bits);
            }
            shaped.text.push_str(text);
            if let (Some(said), [Bit { kind: Kind::Mark, glyph: Some(glyph), .. }]) =
                (&span.said, &mut shaped.bits[begun..])
            {
                said.clone_into(&mut glyph.text);
            }
        }
        shaped
    }

    fn shape_cluster(
        &mut self,
        cluster: &str,
        lost: Option<char>,
        face: Face,
        size: f32,
        (offset, span): (usize, usize),
        bits: &mut Vec<Bit>,
    ) {
        let first = cluster.chars().next().unwrap_or(' ');
        let mut push = |kind, glyph: Option<Glyph>, size: f32| {
            let width = glyph.as_ref().map_or(0.0, |g| g.advance * size * POINT);
            bits.push(Bit { kind, glyph, size, width, offset, span, first });
        };
        match cluster {
            "\n" | "\r\n" | "\r" | "\u{B}" | "\u{C}" | "\u{85}" | "\u{2028}" | "\u{2029}" => {
                return push(Kind::Newline, None, size);
            }
            "\t" => return push(Kind::Tab, None, size),
            _ if cluster.chars().all(draws_nothing) => return push(Kind::Nothing, None, size),
            _ => {}
        }
        let kind = if cluster.chars().all(char::is_whitespace) { Kind::Space } else { Kind::Mark };
        let mark = lost.is_some_and(|lost| cluster.starts_with(lost));
        let found = if mark { Found::Nothing } else { self.finder.find(face, cluster) };
        let glyphs = match found {
            Found::Glyphs(glyphs) => glyphs,
            Found::Plain(glyphs) => {
                self.missing.insert((cluster.to_owned(), Drawn::PlainForm));
                glyphs
            }
            Found::Nothing if kind == Kind::Space => return push(kind, self.blank(face, cluster), size),
            Found::Nothing => {
                if !mark {
                    self.missing.insert((cluster.to_owned(), Drawn::EmptyBox));
                }
                let carrier = self.blank(face, cluster);
                push(Kind::EmptyBox, carrier, size);
                if let Some(bit) = bits.last_mut() {
                    bit.width = bit.em();
                }
                for c in BY_HAND.chars() {
                    let mut buffer = [0; 4];
                    if let Found::Glyphs(glyphs) = self.finder.find(Face::Gothic, c.encode_utf8(&mut buffer))
                    {
                        for glyph in glyphs {
                            let size = (size * BY_HAND_SCALE).max(BY_HAND_FLOOR.min(size));
                            let width = glyph.advance * size * POINT;
                            let glyph = Some(glyph);
                            bits.push(Bit { kind: Kind::ByHand, glyph, size, width, offset, span, first });
                        }
                    }
                }
                return;
            }
        };
        for glyph in glyphs {
            push(kind, Some(glyph), size);
        }
    }

    /// A glyph without ink that carries `text` for those who copy or search it.
    fn blank(&mut self, face: Face, text: &str) -> Option<Glyph> {
        match self.finder.find(face, " ") {
            Found::Glyphs(glyphs) => {
                glyphs.into_iter().next().map(|glyph| Glyph { text: text.to_owned(), ..glyph })
            }
            Found::Plain(_) | Found::Nothing => None,
        }
    }

    /// The width of `spans` on one line in millimetres.
    pub(crate) fn measure(&mut self, spans: &[Span], face: Face, size: f32) -> f32 {
        let shaped = self.shape(spans, face, size);
        lines::widest(&shaped)
    }

    /// What on `line` could not be drawn as written.
    pub(crate) fn missing_in(&self, line: &lines::Line) -> Vec<(String, Drawn)> {
        if self.missing.is_empty() {
            return Vec::new();
        }
        let drawn_as = |bit: &Bit| match bit.kind {
            Kind::EmptyBox => Drawn::EmptyBox,
            _ => Drawn::PlainForm,
        };
        line.bits
            .iter()
            .filter_map(|p| Some((p.bit.glyph.as_ref()?.text.clone(), drawn_as(&p.bit))))
            .filter(|missing| self.missing.contains(missing))
            .collect()
    }
}

/// Characters that steer text and have no shape of their own.
fn draws_nothing(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        )
        || crate::font::is_variation_selector(c)
}
