//! What ends up on a page: glyphs, lines and frames at their places.

use crate::{
    Area, Drawn, Face, Imprint,
    style::{ABOVE_BASELINE, FINE_RULE, POINT},
    text::{
        Kind, Shaper,
        lines::{Line, Placed},
    },
};

/// A thing on a page. Millimetres from the top left corner; grey from 0 black to 1 white.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Draw {
    Text(Run),
    Rule {
        x1: f32,
        y1: f32,
        x2: f32,
        y2: f32,
        weight: f32,
        grey: f32,
    },
    Frame {
        area: Area,
        weight: f32,
        grey: f32,
    },
    Ellipse {
        cx: f32,
        cy: f32,
        rx: f32,
        ry: f32,
        weight: f32,
    },
    /// The imprint of a seal over the whole of an area.
    Imprint {
        area: Area,
        imprint: Imprint,
    },
    /// Filled outlines; a point is x, y and whether it steers a curve.
    Shape {
        rings: Vec<Vec<(f32, f32, bool)>>,
        grey: f32,
    },
}

/// Glyphs on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub baseline: f32,
    pub glyphs: Vec<RunGlyph>,
    /// Where its line may have ink: left, top, width, height.
    pub room: Area,
    /// What it spells, where the glyphs stand too far apart to tell.
    pub spells: Option<String>,
    pub grey: f32,
    /// What on it could not be drawn as written.
    pub missing: Vec<(String, Drawn)>,
}

/// A glyph at its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RunGlyph {
    pub x: f32,
    /// Type size in points.
    pub size: f32,
    pub face: Face,
    pub id: u16,
    /// Advance in parts of the type size.
    pub advance: f32,
    /// What a reader of the file gets for it.
    pub text: String,
}

impl Draw {
    /// The same thing elsewhere.
    pub(crate) fn moved(self, dx: f32, dy: f32) -> Self {
        match self {
            Self::Text(mut run) => {
                run.baseline += dy;
                run.room.x += dx;
                run.room.y += dy;
                for glyph in &mut run.glyphs {
                    glyph.x += dx;
                }
                Self::Text(run)
            }
            Self::Rule { x1, y1, x2, y2, weight, grey } => {
                Self::Rule { x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy, weight, grey }
            }
            Self::Frame { area, weight, grey } => {
                let area = Area { x: area.x + dx, y: area.y + dy, ..area };
                Self::Frame { area, weight, grey }
            }
            Self::Ellipse { cx, cy, rx, ry, weight } => {
                Self::Ellipse { cx: cx + dx, cy: cy + dy, rx, ry, weight }
            }
            Self::Imprint { area, imprint } => {
                let area = Area { x: area.x + dx, y: area.y + dy, ..area };
                Self::Imprint { area, imprint }
            }
            Self::Shape { mut rings, grey } => {
                for point in rings.iter_mut().flatten() {
                    point.0 += dx;
                    point.1 += dy;
                }
                Self::Shape { rings, grey }
            }
        }
    }

    /// A horizontal line.
    pub(crate) fn across(x: f32, y: f32, width: f32, weight: f32) -> Self {
        Self::Rule { x1: x, y1: y, x2: x + width, y2: y, weight, grey: 0.0 }
    }

    /// A vertical line.
    pub(crate) fn down(x: f32, y: f32, height: f32, weight: f32) -> Self {
        Self::Rule { x1: x, y1: y, x2: x, y2: y + height, weight, grey: 0.0 }
    }
}

/// Draws `line` with its room's left edge at `x`, in the middle of the height from `top`.
pub(crate) fn line(shaper: &Shaper, line: &Line, x: f32, top: f32, height: f32, grey: f32) -> Vec<Draw> {
    let em = line.size * POINT;
    let above = top + (height - em) / 2.0;
    let baseline = above + ABOVE_BASELINE * em;
    let room = Area::new(x + line.left, above, line.right - line.left, em);
    let mut draws = Vec::new();
    let mut glyphs = Vec::new();
    let mut notes = Vec::new();
    // A note beside a box stands like a blank between the characters.
    let mut apart = line.spaced_out;
    for placed in &line.bits {
        let Some(glyph) = run_glyph(placed, x) else { continue };
        match placed.bit.kind {
            Kind::ByHand => notes.push(glyph),
            Kind::EmptyBox => {
                let side = placed.bit.em() * 0.84;
                let gap = placed.bit.em() * 0.08;
                let bottom = baseline + placed.bit.em() * (1.0 - ABOVE_BASELINE) - gap;
                let area = Area::new(x + placed.x + gap, bottom - side, side, side);
                draws.push(Draw::Frame { area, weight: FINE_RULE, grey });
                apart = true;
                glyphs.push(glyph);
            }
            _ => glyphs.push(glyph),
        }
    }
    for (left, right) in &line.circles {
        let (rx, ry) = ((right - left) / 2.0 + em * 0.16, em * 0.62);
        let cx = x + (left + right) / 2.0;
        let cy = above + em / 2.0;
        draws.push(Draw::Ellipse { cx, cy, rx: rx.max(ry), ry, weight: 0.3 });
    }
    for (left, right) in &line.underlines {
        draws.push(Draw::across(x + left, baseline + em * 0.16, right - left, FINE_RULE));
    }
    let run = |glyphs, spells, missing| Run { baseline, glyphs, room, spells, grey, missing };
    if !glyphs.is_empty() {
        let spells = apart.then(|| line.text());
        draws.push(Draw::Text(run(glyphs, spells, shaper.missing_in(line))));
    }
    if !notes.is_empty() {
        // The note is for the eye; what is copied from the paper is the character itself.
        draws.push(Draw::Text(run(notes, Some(String::new()), Vec::new())));
    }
    draws
}

fn run_glyph(placed: &Placed, x: f32) -> Option<RunGlyph> {
    let glyph = placed.bit.glyph.as_ref()?;
    Some(RunGlyph {
        x: x + placed.x,
        size: placed.bit.size,
        face: glyph.face,
        id: glyph.id,
        advance: glyph.advance,
        text: glyph.text.clone(),
    })
}
