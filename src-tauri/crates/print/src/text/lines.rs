//! Lines: filling them, and placing their glyphs between left and right.

use super::{Bit, Kind, Shaped, kinsoku};
use crate::{
    Align,
    style::{MOST_STRETCH, POINT, TAB},
};

/// Room for rounding, in millimetres.
const SLACK: f32 = 0.001;

/// How the lines of a text are filled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Room from left to right in millimetres.
    pub width: f32,
    pub align: Align,
    /// Indent of the first line in millimetres.
    pub first_indent: f32,
    /// Indent of the other lines in millimetres.
    pub hanging: f32,
    /// Extra space between characters, in parts of the type size.
    pub tracking: f32,
}

/// A bit at its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// Left edge in millimetres from the left edge of the line's room.
    pub x: f32,
    pub bit: Bit,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub bits: Vec<Placed>,
    /// Where the ink of the line begins and ends, in millimetres.
    pub left: f32,
    pub right: f32,
    /// The largest type size on the line in points.
    pub size: f32,
    /// Left and right edges of what is circled.
    pub circles: Vec<(f32, f32)>,
    /// Left and right edges of what is underlined.
    pub underlines: Vec<(f32, f32)>,
    /// Whether the text ends its line here, and not the room.
    pub ends: bool,
    /// The characters stand so far apart that a reader of the file needs to be told what they spell.
    pub spaced_out: bool,
}

impl Line {
    /// The text of the line, without notes for the eye.
    pub(crate) fn text(&self) -> String {
        let said = self.bits.iter().filter(|p| p.bit.kind != Kind::ByHand);
        said.filter_map(|p| p.bit.glyph.as_ref()).map(|g| g.text.as_str()).collect()
    }
}

/// The width of the widest line of `shaped` when lines end only where the text says so.
pub(crate) fn widest(shaped: &Shaped) -> f32 {
    let mut widest = 0.0_f32;
    for line in shaped.bits.split(|b| b.kind == Kind::Newline) {
        let mut x = 0.0;
        for bit in line {
            x += advance(bit, x);
        }
        widest = widest.max(x);
    }
    widest
}

/// Breaks `shaped` into lines and places them. There is always at least one line.
pub(crate) fn fill(shaped: &Shaped, shape: &Shape) -> Vec<Line> {
    let breaks = kinsoku::breaks(&shaped.text);
    let may_begin: Vec<bool> = shaped
        .bits
        .iter()
        .enumerate()
        .map(|(i, bit)| starts_cluster(&shaped.bits, i) && breaks.binary_search(&bit.offset).is_ok())
        .collect();
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let indent = if lines.is_empty() { shape.first_indent } else { shape.hanging };
        let (end, next, wrapped) = line_end(&shaped.bits, &may_begin, start, indent, shape);
        lines.push(place(shaped, start..end, indent, wrapped, shape));
        match next {
            Some(next) => start = next,
            None => return lines,
        }
    }
}

/// A glyph of a cluster that is not its first may not begin a line.
fn starts_cluster(bits: &[Bit], i: usize) -> bool {
    i == 0 || bits[i - 1].offset != bits[i].offset
}

/// Finds where the line that begins at `start` ends. Gives its end, where the next line begins, and
/// whether it ended for want of room.
fn line_end(
    bits: &[Bit],
    may_begin: &[bool],
    start: usize,
    indent: f32,
    shape: &Shape,
) -> (usize, Option<usize>, bool) {
    let mut x = indent;
    let mut last_break = None;
    for i in start..bits.len() {
        let bit = &bits[i];
        if bit.kind == Kind::Newline {
            return (i, Some(i + 1), false);
        }
        if i > start && may_begin[i] {
            last_break = Some(i);
        }
        let width = advance(bit, x);
        let needed = if kinsoku::has_empty_right_half(bit.first) { width / 2.0 } else { width };
        if bit.kind != Kind::Space && i > start && x + needed > shape.width + SLACK {
            // Without a place to break, a line is cut before the cluster that does not fit.
            let cut = (start + 1..=i).rev().find(|&j| starts_cluster(bits, j));
            if let Some(at) = last_break.or(cut) {
                return (at, Some(at), true);
            }
        }
        x += width + shape.tracking * bit.em();
    }
    (bits.len(), None, false)
}

fn advance(bit: &Bit, x: f32) -> f32 {
    if bit.kind == Kind::Tab {
        let stop = TAB * bit.em();
        ((x / stop).floor() + 1.0) * stop - x
    } else {
        bit.width
    }
}

fn place(shaped: &Shaped, range: std::ops::Range<usize>, indent: f32, wrapped: bool, shape: &Shape) -> Line {
    let bits = &shaped.bits[range];
    let visible = bits.iter().rposition(|b| b.kind != Kind::Space).map_or(0, |i| i + 1);
    let mut x = indent;
    let mut placed: Vec<Placed> = Vec::with_capacity(bits.len());
    let mut right = indent;
    for (i, bit) in bits.iter().enumerate() {
        let width = advance(bit, x);
        placed.push(Placed { x, bit: bit.clone() });
        if i < visible {
            let hangs = i + 1 == visible && kinsoku::has_empty_right_half(bit.first);
            right = x + if hangs { width / 2.0 } else { width };
        }
        x += width + shape.tracking * bit.em();
    }
    let free = if shape.width.is_finite() { shape.width - right } else { 0.0 };
    let mut spaced_out = shape.tracking > MOST_STRETCH;
    match shape.align {
        Align::Left => {}
        Align::Right => shift(&mut placed, 0, free.max(0.0)),
        Align::Center => shift(&mut placed, 0, (free / 2.0).max(0.0)),
        Align::Spread => {
            let gaps: Vec<usize> = (1..visible).filter(|&i| may_stretch(&bits[i - 1], &bits[i])).collect();
            if gaps.is_empty() {
                shift(&mut placed, 0, (free / 2.0).max(0.0));
            } else if free > 0.0 {
                spaced_out = true;
                widen(&mut placed, &gaps, free);
            }
        }
        Align::Justify => {
            let gaps: Vec<usize> = (1..visible).filter(|&i| may_stretch(&bits[i - 1], &bits[i])).collect();
            let tabbed = bits.iter().any(|b| b.kind == Kind::Tab);
            #[allow(clippy::cast_precision_loss)]
            let limit = gaps.len() as f32 * MOST_STRETCH * shaped.size * POINT;
            if wrapped && !tabbed && free > 0.0 && free <= limit {
                widen(&mut placed, &gaps, free);
            }
        }
    }
    let left = placed.first().map_or(indent, |p| p.x);
    let moved = match visible.checked_sub(1) {
        Some(last) => {
            let bit = &placed[last];
            let width = if bit.bit.kind == Kind::Tab { 0.0 } else { bit.bit.width };
            let hangs = kinsoku::has_empty_right_half(bit.bit.first);
            bit.x + if hangs { width / 2.0 } else { width }
        }
        None => left,
    };
    let size = placed.iter().map(|p| p.bit.size).fold(0.0_f32, f32::max);
    Line {
        circles: extents(&placed[..visible], &shaped.circled),
        underlines: extents(&placed, &shaped.underlined),
        left,
        right: moved,
        size: if size > 0.0 { size } else { shaped.size },
        bits: placed,
        ends: !wrapped,
        spaced_out,
    }
}

/// Space goes everywhere but into Latin words and clusters.
fn may_stretch(before: &Bit, after: &Bit) -> bool {
    before.offset != after.offset && !(before.first.is_ascii_graphic() && after.first.is_ascii_graphic())
}

fn shift(placed: &mut [Placed], from: usize, by: f32) {
    for p in &mut placed[from..] {
        p.x += by;
    }
}

#[allow(clippy::cast_precision_loss)]
fn widen(placed: &mut [Placed], gaps: &[usize], free: f32) {
    let each = free / gaps.len() as f32;
    let mut gaps = gaps.iter().peekable();
    let mut moved = 0.0;
    for (i, p) in placed.iter_mut().enumerate() {
        if gaps.next_if(|&&g| g == i).is_some() {
            moved += each;
        }
        p.x += moved;
    }
}

fn extents(placed: &[Placed], wanted: &[bool]) -> Vec<(f32, f32)> {
    let mut found: Vec<(usize, f32, f32)> = Vec::new();
    for p in placed {
        if !wanted.get(p.bit.span).copied().unwrap_or(false) {
            continue;
        }
        let right = p.x + p.bit.width;
        match found.last_mut() {
            Some((span, _, end)) if *span == p.bit.span => *end = right,
            _ => found.push((p.bit.span, p.x, right)),
        }
    }
    found.into_iter().map(|(_, left, right)| (left, right)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Face, Span, Typeface, support, text::Shaper};

    /// The lines of `text` at 10 points over `ems` characters.
    fn lines(text: &str, ems: f32, align: Align) -> Option<Vec<Line>> {
        let fonts = support::fonts()?;
        let mut shaper = Shaper::new(&fonts, Typeface::Mincho).unwrap();
        let shaped = shaper.shape(&[Span::new(text)], Face::Mincho, 10.0);
        let width = ems * 10.0 * POINT;
        Some(fill(&shaped, &Shape { width, align, first_indent: 0.0, hanging: 0.0, tracking: 0.0 }))
    }

    fn texts(text: &str, ems: f32) -> Option<Vec<String>> {
        Some(lines(text, ems, Align::Left)?.iter().map(Line::text).collect())
    }

    #[test]
    fn full_and_half_width_characters_are_measured() {
        let Some(set) = lines("漢字ab", f32::INFINITY, Align::Left) else { return };
        assert!((set[0].right - 3.0 * 10.0 * POINT).abs() < 0.001, "{}", set[0].right);
    }

    #[test]
    fn lines_end_where_they_are_full() {
        let Some(set) = texts("高血圧症糖尿病", 3.0) else { return };
        assert_eq!(set, ["高血圧", "症糖尿", "病"]);
    }

    #[test]
    fn a_closing_mark_may_stand_half_outside() {
        let Some(set) = texts("高血圧。糖尿病", 3.5) else { return };
        assert_eq!(set, ["高血圧。", "糖尿病"]);
        let Some(set) = texts("高血圧。糖尿病", 3.4) else { return };
        assert_eq!(set, ["高血", "圧。糖", "尿病"]);
    }

    #[test]
    fn a_value_that_does_not_fit_goes_down_whole() {
        let Some(set) = texts("血圧は140/90です", 7.0) else { return };
        assert_eq!(set, ["血圧は140/90で", "す"].map(String::from));
        let Some(set) = texts("血圧は140/90です", 5.0) else { return };
        assert_eq!(set, ["血圧は", "140/90です"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let Some(set) = texts("abcdefghij", 2.0) else { return };
        assert_eq!(set, ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn new_lines_and_tabs_hold() {
        let Some(set) = lines("一\t二\n\n三", 20.0, Align::Left) else { return };
        assert_eq!(set.len(), 3);
        assert!((set[0].bits[2].x - TAB * 10.0 * POINT).abs() < 0.001);
    }

    #[test]
    fn justified_lines_are_flush() {
        let text = "高血圧症糖尿病".repeat(5);
        let Some(set) = lines(&text, 20.3, Align::Justify) else { return };
        let full = 20.3 * 10.0 * POINT;
        assert!((set[0].right - full).abs() < 0.01, "{} of {full}", set[0].right);
        assert!((set[1].right - 15.0 * 10.0 * POINT).abs() < 0.01, "the last line is not stretched");
    }

    #[test]
    fn spread_lines_fill_their_room() {
        let Some(set) = lines("傷病名", 10.0, Align::Spread) else { return };
        assert!(set[0].spaced_out);
        assert!((set[0].right - 10.0 * 10.0 * POINT).abs() < 0.01);
        assert!(set[0].left.abs() < 0.001);
    }
}
