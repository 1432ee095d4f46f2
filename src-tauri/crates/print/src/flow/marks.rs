//! Marks that say what kind of copy a paper is.

use skrifa::{
    MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use crate::{
    Align, Area, Face, Fonts, Mark, Sheet, Span, TextLine, VerticalAlign,
    flow::{boxes, draw::Draw},
    style::{ACROSS_GREY, INNER_RULE, LABEL_FLOOR, LABEL_SIZE},
    text::Shaper,
};

/// Draws `marks`. Those that lie across the page come first, so that text stands on top of them.
pub(crate) fn set(shaper: &mut Shaper, fonts: &Fonts, marks: &[Mark], sheet: Sheet, left: f32) -> Vec<Draw> {
    let mut draws: Vec<Draw> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Across(words) => across(shaper, fonts, words, sheet),
            Mark::Corner(_) => None,
        })
        .collect();
    let mut x = left;
    for mark in marks {
        let Mark::Corner(words) = mark else { continue };
        let spans = [Span::new(words.clone())];
        let width = shaper.measure(&spans, Face::Gothic, LABEL_SIZE) + 4.0;
        let area = Area::new(x, 9.0, width, 5.6);
        let line = [TextLine::new(LABEL_SIZE, spans).align(Align::Center)];
        let fitted = boxes::fit(shaper, &line, Face::Gothic, area.w, 1.0, 1.0, LABEL_FLOOR);
        draws.push(Draw::Frame { area, weight: INNER_RULE, grey: 0.0 });
        draws.extend(boxes::stand(shaper, &fitted, area, VerticalAlign::Middle, 0.0));
        x += width + 2.0;
    }
    draws
}

/// The words over half of the diagonal, rising to the right.
fn across(shaper: &mut Shaper, fonts: &Fonts, words: &str, sheet: Sheet) -> Option<Draw> {
    let shaped = shaper.shape(&[Span::new(words)], Face::GothicBold, 1.0);
    let advances: f32 = shaped.bits.iter().filter_map(|b| b.glyph.as_ref()).map(|g| g.advance).sum();
    if advances <= 0.0 {
        return None;
    }
    let (sin, cos) = (-sheet.height.atan2(sheet.width)).sin_cos();
    let em = (sheet.width.hypot(sheet.height) * 0.5 / advances).min(sheet.width * 0.3);
    let mut pen = Pen { rings: Vec::new(), x: 0.0 };
    let mut x = -advances / 2.0;
    for glyph in shaped.bits.iter().filter_map(|b| b.glyph.as_ref()) {
        let font = fonts.face(glyph.face)?;
        pen.x = x;
        if let Some(outline) = font.outline_glyphs().get(glyph.id.into()) {
            let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
            outline.draw(settings, &mut pen).ok()?;
        }
        x += glyph.advance;
    }
    let place = |(x, y, steers): (f32, f32, bool)| {
        let (x, y) = (x * em, (0.36 - y) * em);
        (sheet.width / 2.0 + x * cos - y * sin, sheet.height / 2.0 + x * sin + y * cos, steers)
    };
    let rings = pen.rings.into_iter().map(|ring| ring.into_iter().map(place).collect()).collect();
    Some(Draw::Shape { rings, grey: ACROSS_GREY })
}

/// Collects outlines in parts of the type size, with quadratic curves raised to cubic ones.
struct Pen {
    rings: Vec<Vec<(f32, f32, bool)>>,
    x: f32,
}

impl Pen {
    fn push(&mut self, x: f32, y: f32, steers: bool) {
        if let Some(ring) = self.rings.last_mut() {
            ring.push((x, y, steers));
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(vec![(self.x + x, y, false)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(self.x + x, y, false);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let Some(&(x0, y0, _)) = self.rings.last().and_then(|r| r.last()) else { return };
        let (cx, x) = (self.x + cx, self.x + x);
        let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        self.push(third(x0, cx), third(y0, cy), true);
        self.push(third(x, cx), third(y, cy), true);
        self.push(x, y, false);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.push(self.x + ax, ay, true);
        self.push(self.x + bx, by, true);
        self.push(self.x + x, y, false);
    }

    fn close(&mut self) {}
}
