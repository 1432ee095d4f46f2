//! Faces: where they come from, what they cover, and which one draws a character.
//!
//! A face is loaded and parsed once, on first need, and shared by all renders. The widest face is large, so
//! it is touched only when a character is in no other face.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, OnceLock},
};

use skrifa::{
    FontRef, MetadataProvider,
    charmap::{Charmap, MapVariant},
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use unicode_normalization::UnicodeNormalization;

use crate::Error;

/// The faces this crate draws with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// BIZ UDMincho
    Mincho,
    /// BIZ UDGothic
    Gothic,
    /// BIZ UDGothic Bold
    GothicBold,
    /// IPAmj Mincho: rare kanji and the variants of names. Asked for only when a text needs it.
    Wide,
}

impl Face {
    const COUNT: usize = 4;

    /// The faces to try for text in this face, in order.
    fn chain(self) -> &'static [Self] {
        match self {
            Self::Mincho => &[Self::Mincho, Self::Wide, Self::Gothic],
            Self::Gothic => &[Self::Gothic, Self::Mincho, Self::Wide],
            Self::GothicBold => &[Self::GothicBold, Self::Gothic, Self::Mincho, Self::Wide],
            Self::Wide => &[Self::Wide, Self::Mincho, Self::Gothic],
        }
    }
}

/// Gives the bytes of font files. Asked at most once per face and [`Fonts`].
pub trait FontSource: Send + Sync {
    /// The TrueType file of `face`, or `None` when there is none.
    fn load(&self, face: Face) -> Option<Vec<u8>>;
}

/// The faces in memory. Cloning shares them.
#[derive(Clone)]
pub struct Fonts {
    inner: Arc<Inner>,
}

struct Inner {
    source: Box<dyn FontSource>,
    faces: [OnceLock<Option<Loaded>>; Face::COUNT],
}

struct Loaded {
    bytes: Vec<u8>,
    readable: bool,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").finish_non_exhaustive()
    }
}

impl Fonts {
    /// Faces from `source`; nothing is loaded yet.
    pub fn new(source: impl FontSource + 'static) -> Self {
        Self { inner: Arc::new(Inner { source: Box::new(source), faces: Default::default() }) }
    }

    fn loaded(&self, face: Face) -> Option<&Loaded> {
        self.inner.faces[face as usize]
            .get_or_init(|| {
                let bytes = self.inner.source.load(face)?;
                let readable = FontRef::new(&bytes).is_ok();
                Some(Loaded { bytes, readable })
            })
            .as_ref()
    }

    /// The face as it was loaded.
    pub(crate) fn face(&self, face: Face) -> Option<FontRef<'_>> {
        self.loaded(face).and_then(|l| FontRef::new(&l.bytes).ok())
    }
}

/// One glyph for one or more characters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    pub face: Face,
    pub id: u16,
    /// Advance in parts of the type size.
    pub advance: f32,
    /// The characters it stands for.
    pub text: String,
}

/// How a cluster of characters can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Found {
    /// As written.
    Glyphs(Vec<Glyph>),
    /// Without the requested variant.
    Plain(Vec<Glyph>),
    /// Not at all.
    Nothing,
}

struct View<'a> {
    charmap: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
}

/// Looks glyphs up during one render.
pub(crate) struct Finder<'a> {
    fonts: &'a Fonts,
    views: [Option<Option<View<'a>>>; Face::COUNT],
    known: HashMap<(Face, String), Found>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, views: Default::default(), known: HashMap::new() }
    }

    /// Checks that text in `face` can be drawn at all.
    ///
    /// # Errors
    /// [`Error::NoFont`] and [`Error::Font`].
    pub(crate) fn demand(&self, face: Face) -> Result<(), Error> {
        match self.fonts.loaded(face) {
            None => Err(Error::NoFont(face)),
            Some(loaded) if !loaded.readable => Err(Error::Font(face)),
            Some(_) => Ok(()),
        }
    }

    /// The glyphs for `cluster`, one character with what belongs to it, in `face` or its substitutes.
    pub(crate) fn find(&mut self, face: Face, cluster: &str) -> Found {
        if let Some(found) = self.known.get(&(face, cluster.to_owned())) {
            return found.clone();
        }
        let found = self.look_up(face, cluster);
        self.known.insert((face, cluster.to_owned()), found.clone());
        found
    }

    fn look_up(&mut self, face: Face, cluster: &str) -> Found {
        let mut chars = cluster.chars();
        let Some(first) = chars.next() else { return Found::Nothing };
        let rest: Vec<char> = chars.collect();
        if rest.is_empty() {
            return match self.nominal(face, first, cluster) {
                Some(glyph) => Found::Glyphs(vec![glyph]),
                None => Found::Nothing,
            };
        }
        if let [selector] = rest[..]
            && is_variation_selector(selector)
        {
            return self.variant(face, first, selector, cluster);
        }
        if let Some(glyph) = composed(cluster).and_then(|c| self.nominal(face, c, cluster)) {
            return Found::Glyphs(vec![glyph]);
        }
        let each: Option<Vec<Glyph>> = cluster
            .chars()
            .filter(|c| !is_variation_selector(*c))
            .map(|c| self.nominal(face, c, c.encode_utf8(&mut [0; 4])))
            .collect();
        match each {
            Some(mut glyphs) if rest.iter().any(|c| is_variation_selector(*c)) => {
                if let [only] = &mut glyphs[..] {
                    cluster.clone_into(&mut only.text);
                }
                Found::Plain(glyphs)
            }
            Some(glyphs) => Found::Glyphs(glyphs),
            None => Found::Nothing,
        }
    }

    fn nominal(&mut self, face: Face, c: char, text: &str) -> Option<Glyph> {
        face.chain().iter().find_map(|&face| {
            let view = self.view(face)?;
            let id = view.charmap.map(c).filter(|id| id.to_u32() != 0)?;
            view.glyph(face, id, text)
        })
    }

    fn variant(&mut self, face: Face, base: char, selector: char, text: &str) -> Found {
        let exact = face.chain().iter().find_map(|&face| {
            let view = self.view(face)?;
            let id = match view.charmap.map_variant(base, selector)? {
                MapVariant::UseDefault => view.charmap.map(base)?,
                MapVariant::Variant(id) => id,
            };
            if id.to_u32() == 0 { None } else { view.glyph(face, id, text) }
        });
        if let Some(glyph) = exact {
            return Found::Glyphs(vec![glyph]);
        }
        match self.nominal(face, base, text) {
            // U+FE0E and U+FE0F choose between text and picture, not between shapes of a name.
            Some(glyph) if matches!(selector, '\u{FE0E}' | '\u{FE0F}') => Found::Glyphs(vec![glyph]),
            Some(glyph) => Found::Plain(vec![glyph]),
            None => Found::Nothing,
        }
    }

    fn view(&mut self, face: Face) -> Option<&View<'a>> {
        let fonts = self.fonts;
        self.views[face as usize]
            .get_or_insert_with(|| {
                let font = fonts.face(face)?;
                Some(View {
                    charmap: font.charmap(),
                    // One em is one unit at size 1.
                    metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
                })
            })
            .as_ref()
    }
}

impl View<'_> {
    fn glyph(&self, face: Face, id: skrifa::GlyphId, text: &str) -> Option<Glyph> {
        Some(Glyph {
            face,
            id: u16::try_from(id.to_u32()).ok()?,
            advance: self.metrics.advance_width(id)?,
            text: text.to_owned(),
        })
    }
}

/// Whether `c` asks for a variant of the character before it.
pub(crate) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn composed(cluster: &str) -> Option<char> {
    let mut chars = cluster.nfc();
    let first = chars.next()?;
    if chars.next().is_none() { Some(first) } else { None }
}
