//! Text in boxes of a given size: placed items, grid cells, labels.

use crate::{
    Align, Area, Error, Face, Fit, Item, Seal, Span, Squeezed, TextBox, TextLine, VerticalAlign, Words,
    flow::draw::{self, Draw},
    style::{FINE_RULE, HARD_FLOOR, LABEL_SIZE, POINT, SEAL_CLEAR, SEAL_GREY, SEAL_OVERLAP},
    text::{
        Shaper,
        lines::{self, Line, Shape},
    },
};

/// How many times a text that does not fit is made a little smaller.
const TRIES: i32 = 80;
/// By how much.
const STEP: f32 = 0.96;

/// The number of a page and of all pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folio {
    pub page: usize,
    pub pages: usize,
}

/// Lines that were fitted to a width, with their height.
pub(crate) struct Fitted {
    /// With the height of each, and the place of the text that it belongs to.
    lines: Vec<(Line, f32, usize)>,
    pub height: f32,
    /// The smallest size used, in points.
    smallest: f32,
}

/// Draws a placed item.
///
/// # Errors
/// Those of drawing text.
pub(crate) fn item(
    shaper: &mut Shaper,
    item: &Item,
    folio: Folio,
    squeezed: &mut Vec<Squeezed>,
) -> Result<Vec<Draw>, Error> {
    Ok(match item {
        Item::Text(text) => text_box(shaper, text, folio, squeezed),
        Item::Line { x1, y1, x2, y2, weight } => {
            vec![Draw::Rule { x1: *x1, y1: *y1, x2: *x2, y2: *y2, weight: *weight, grey: 0.0 }]
        }
        Item::Frame { area, weight } => vec![Draw::Frame { area: *area, weight: *weight, grey: 0.0 }],
        Item::Seal(area) => seal(shaper, *area),
        Item::Imprint { area, imprint, longer } => {
            let (w, h) = imprint.size(*longer);
            let centred = Area::new(area.x + (area.w - w) / 2.0, area.y + (area.h - h) / 2.0, w, h);
            vec![Draw::Imprint { area: centred, imprint: imprint.clone() }]
        }
    })
}

fn seal(shaper: &mut Shaper, area: Area) -> Vec<Draw> {
    let line = [TextLine::new(LABEL_SIZE, [Span::new("印")]).align(Align::Center)];
    let fitted = fit(shaper, &line, Face::Gothic, area.w, 1.0, 1.0, HARD_FLOOR);
    let mut draws = vec![Draw::Frame { area, weight: FINE_RULE, grey: SEAL_GREY }];
    draws.extend(stand(shaper, &fitted, area, VerticalAlign::Middle, SEAL_GREY));
    draws
}

fn text_box(shaper: &mut Shaper, text: &TextBox, folio: Folio, squeezed: &mut Vec<Squeezed>) -> Vec<Draw> {
    let lines: Vec<TextLine> = text
        .lines
        .iter()
        .map(|line| TextLine { spans: number(&line.spans, folio), ..line.clone() })
        .collect();
    let face = shaper.body();
    let mut area = text.area;
    if let Some(seal) = &text.seal {
        area.w -= seal.imprint.size(seal.longer).0 + SEAL_CLEAR;
    }
    let fitted = squeeze(shaper, &lines, face, text, area, squeezed);
    let mut draws = Vec::new();
    if let Some(seal) = &text.seal {
        // Ink of a seal lies under the black of the name, so that the name is read even in a FAX.
        draws.push(beside(&fitted, seal, area, text.vertical));
    }
    draws.extend(stand(shaper, &fitted, area, text.vertical, 0.0));
    if text.underline {
        draws.push(Draw::across(text.area.x, text.area.y + text.area.h, text.area.w, FINE_RULE));
    }
    draws
}

/// The imprint at the end of its line.
fn beside(fitted: &Fitted, seal: &Seal, area: Area, vertical: VerticalAlign) -> Draw {
    let (w, h) = seal.imprint.size(seal.longer);
    let (mut first, mut last, mut end) = (area.y, area.y, area.x);
    let mut lines = Vec::with_capacity(fitted.lines.len());
    let mut y = top(fitted, area, vertical);
    for (line, height, of) in &fitted.lines {
        if *of == seal.line {
            first = if end > area.x { first } else { y };
            (last, end) = (y + height, area.x + line.right);
        }
        lines.push((y, y + height, area.x + line.right, *of));
        y += height;
    }
    let room = seal.room;
    let y = ((first + last - h) / 2.0).min(room.y + room.h - h).max(room.y);
    let own = lines.iter().rposition(|(_, _, _, of)| *of == seal.line);
    let others = lines
        .iter()
        .enumerate()
        .filter(|(at, (top, bottom, ..))| Some(*at) != own && *top < y + h && y < *bottom)
        .map(|(_, (_, _, right, _))| right + SEAL_CLEAR);
    let x = others.fold(end - SEAL_OVERLAP, f32::max).min(room.x + room.w - w).max(room.x);
    Draw::Imprint { area: Area::new(x, y, w, h), imprint: seal.imprint.clone() }
}

/// Fits `lines` to `area`, smaller than its floor when nothing else helps.
fn squeeze(
    shaper: &mut Shaper,
    lines: &[TextLine],
    face: Face,
    text: &TextBox,
    area: Area,
    squeezed: &mut Vec<Squeezed>,
) -> Fitted {
    let mut factor = 1.0;
    let mut floor = text.floor;
    let mut fitted = fit(shaper, lines, face, area.w, text.leading, factor, floor);
    for _ in 0..TRIES {
        if fitted.height <= area.h + 0.01 {
            break;
        }
        factor *= STEP;
        if lines.iter().all(|l| l.size * factor <= floor) {
            floor *= STEP;
        }
        fitted = fit(shaper, lines, face, area.w, text.leading, factor, floor);
    }
    if floor < text.floor {
        let said = lines
            .iter()
            .flat_map(|l| &l.spans)
            .filter_map(|s| match &s.words {
                Words::Given(text) => Some(text.as_str()),
                Words::Page | Words::Pages => None,
            })
            .collect();
        squeezed.push(Squeezed { text: said, points: fitted.smallest });
    }
    fitted
}

/// Sets `lines` over `width`: each at its size times `factor`, but not below `floor` (lines that are meant
/// to be smaller stay at their size), shrinking further to the floor or wrapping as the line wishes.
pub(crate) fn fit(
    shaper: &mut Shaper,
    lines: &[TextLine],
    face: Face,
    width: f32,
    leading: f32,
    factor: f32,
    floor: f32,
) -> Fitted {
    let mut fitted = Fitted { lines: Vec::new(), height: 0.0, smallest: f32::INFINITY };
    for (of, line) in lines.iter().enumerate() {
        let least = floor.min(line.size);
        let mut size = (line.size * factor).max(least);
        if line.fit == Fit::Shrink {
            let natural = natural_width(shaper, line, face, size);
            if natural > width {
                size = shrunk(size, natural / width, least);
            }
        }
        let shaped = shaper.shape(&line.spans, face, size);
        let shape =
            Shape { width, align: line.align, first_indent: 0.0, hanging: 0.0, tracking: line.tracking };
        for set in lines::fill(&shaped, &shape) {
            let height = set.size.max(size) * POINT * leading;
            fitted.height += height;
            fitted.lines.push((set, height, of));
        }
        fitted.smallest = fitted.smallest.min(size);
    }
    fitted
}

/// The size at which a line that is `excess` times as wide as its room goes into it; where it is too long even for
/// the least size, one at which it goes into as few lines as it needs then.
fn shrunk(size: f32, excess: f32, least: f32) -> f32 {
    /// What lines leave free at their ends, in parts of their width.
    const RAGGED: f32 = 0.06;
    if size / excess >= least {
        return size / excess;
    }
    let lines = (excess * least / size).ceil();
    (size * lines * (1.0 - RAGGED) / excess).clamp(least, size)
}

fn natural_width(shaper: &mut Shaper, line: &TextLine, face: Face, size: f32) -> f32 {
    let shaped = shaper.shape(&line.spans, face, size);
    #[allow(clippy::cast_precision_loss)]
    let gaps = shaped.bits.len().saturating_sub(1) as f32;
    lines::widest(&shaped) + gaps * line.tracking * size * POINT
}

/// Draws fitted lines in `area`.
pub(crate) fn stand(
    shaper: &Shaper,
    fitted: &Fitted,
    area: Area,
    vertical: VerticalAlign,
    grey: f32,
) -> Vec<Draw> {
    let mut y = top(fitted, area, vertical);
    let mut draws = Vec::new();
    for (line, height, _) in &fitted.lines {
        draws.extend(draw::line(shaper, line, area.x, y, *height, grey));
        y += height;
    }
    draws
}

/// Where fitted lines begin in `area`.
fn top(fitted: &Fitted, area: Area, vertical: VerticalAlign) -> f32 {
    let free = (area.h - fitted.height).max(0.0);
    area.y
        + match vertical {
            VerticalAlign::Top => 0.0,
            VerticalAlign::Middle => free / 2.0,
            VerticalAlign::Bottom => free,
        }
}

/// Puts numbers of pages in.
fn number(spans: &[Span], folio: Folio) -> Vec<Span> {
    spans
        .iter()
        .map(|span| {
            let words = match &span.words {
                Words::Given(_) => return span.clone(),
                Words::Page => folio.page.to_string(),
                Words::Pages => folio.pages.to_string(),
            };
            Span { words: Words::Given(words), ..span.clone() }
        })
        .collect()
}
