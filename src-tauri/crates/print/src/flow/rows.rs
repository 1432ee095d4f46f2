//! Rows to pages. On one page the rows share what is free, or give way down to their content. When even
//! that does not fit, they follow each other over as many sheets as they need.

use std::collections::VecDeque;

use crate::{
    Align, Area, Body, Cell, Error, Face, Row, Span, TextLine, VerticalAlign,
    flow::{
        blocks::{self, Chunk, Setting},
        boxes::{self, Fitted},
        draw::Draw,
        grid,
    },
    style::{
        CELL_LEADING, CLOSE_GAP, CONTINUED, GOES_ON, INNER_RULE, LABEL_FLOOR, LABEL_PAD_X, LEADINGS,
        LEAST_ROW, NOTE_SIZE, OUTER_RULE, PAD_X, PAD_Y, POINT,
    },
    text::Shaper,
};

/// The least height that is worth beginning a row in at the foot of a page.
const LEAST_START: f32 = 14.0;

/// A row that is set and waits for its place.
struct Waiting {
    label: Fitted,
    /// The label with the note that the row began earlier.
    repeated: Fitted,
    chunks: VecDeque<Chunk>,
    least: f32,
    wished: f32,
    share: f32,
    middle: bool,
    begun: bool,
}

/// A part of a row on a page.
struct Part {
    height: f32,
    draws: Vec<Draw>,
}

/// Draws the body on as many pages as it needs, at least one.
///
/// # Errors
/// [`Error::Body`] when a page has no room for a single row.
pub(crate) fn set(shaper: &mut Shaper, body: &Body, size: f32) -> Result<Vec<Vec<Draw>>, Error> {
    let (mut first, grid_end) = grid::set(shaper, body, body.top);
    let room = body.bottom - body.continuation_top;
    if room < 2.0 * LEAST_START || body.width <= body.label_width + 4.0 * PAD_X {
        return Err(Error::Body);
    }
    let free = body.bottom - grid_end;
    let mut set = |leading| -> (Vec<Waiting>, f32) {
        let setting = Setting { size, leading };
        let rows: Vec<Waiting> = body.rows.iter().map(|row| wait(shaper, body, row, setting)).collect();
        let least = rows.iter().map(|r| r.least).sum();
        (rows, least)
    };
    let (mut rows, mut least) = set(LEADINGS[0]);
    for leading in &LEADINGS[1..] {
        // Closer lines never save more than the part of the height that they are closer by.
        if least > free && least * leading / LEADINGS[0] <= free {
            let closer = set(*leading);
            if closer.1 <= free {
                (rows, least) = closer;
            }
        }
    }
    let wished: f32 = rows.iter().map(|r| r.wished).sum();
    if least <= free {
        let heights = share(&rows, free, wished, least);
        let parts: Vec<Part> =
            rows.into_iter().zip(heights).map(|(row, height)| whole(shaper, body, row, height)).collect();
        first.extend(frame(body, body.top, grid_end, parts));
        return Ok(vec![first]);
    }
    Ok(over_pages(shaper, body, rows, first, grid_end))
}

fn wait(shaper: &mut Shaper, body: &Body, row: &Row, setting: Setting) -> Waiting {
    let width = body.width - body.label_width - 2.0 * PAD_X;
    let chunks = blocks::set(shaper, &row.blocks, width, setting);
    let label = label(shaper, body, &row.label, false);
    let repeated = label_repeated(shaper, body, &row.label);
    let content = blocks::total(&chunks) + 2.0 * PAD_Y;
    let least = content.max(label.height + PAD_Y).max(LEAST_ROW);
    let (chunks, wished) = (chunks.into(), least.max(row.min_height));
    Waiting { label, repeated, chunks, least, wished, share: row.share, middle: row.middle, begun: false }
}

fn label(shaper: &mut Shaper, body: &Body, text: &str, note: bool) -> Fitted {
    let mut lines = Cell::label(body.label_width, text).lines;
    for line in &mut lines {
        line.size = body.label_size;
    }
    if note {
        lines.push(TextLine::new(NOTE_SIZE, [Span::new(CONTINUED)]).align(Align::Center));
    }
    let width = body.label_width - 2.0 * LABEL_PAD_X;
    boxes::fit(shaper, &lines, Face::Gothic, width, CELL_LEADING * 1.1, 1.0, LABEL_FLOOR)
}

fn label_repeated(shaper: &mut Shaper, body: &Body, text: &str) -> Fitted {
    label(shaper, body, text, true)
}

/// The heights of rows that all fit in `free`.
fn share(rows: &[Waiting], free: f32, wished: f32, least: f32) -> Vec<f32> {
    if wished > free {
        // Wishes give way alike, down to the content.
        let given = if wished > least { (free - least) / (wished - least) } else { 0.0 };
        return rows.iter().map(|r| r.least + (r.wished - r.least) * given).collect();
    }
    let need: f32 = rows.iter().map(|r| r.share * r.least).sum();
    let left = free - wished;
    rows.iter().map(|r| r.wished + if need > 0.0 { left * r.share * r.least / need } else { 0.0 }).collect()
}

fn whole(shaper: &Shaper, body: &Body, row: Waiting, height: f32) -> Part {
    let label = if row.begun { &row.repeated } else { &row.label };
    let mut draws = draw_label(shaper, body, label, height);
    let at = body.label_width + PAD_X;
    let chunks: Vec<Chunk> = row.chunks.into();
    let free = if row.middle { (height - blocks::total(&chunks)) / 2.0 } else { PAD_Y };
    draws.extend(blocks::stack(chunks).into_iter().map(|d| d.moved(at, free.max(PAD_Y))));
    Part { height, draws }
}

fn draw_label(shaper: &Shaper, body: &Body, label: &Fitted, height: f32) -> Vec<Draw> {
    let area = Area::new(LABEL_PAD_X, 0.0, body.label_width - 2.0 * LABEL_PAD_X, height);
    boxes::stand(shaper, label, area, VerticalAlign::Middle, 0.0)
}

fn over_pages(
    shaper: &mut Shaper,
    body: &Body,
    rows: Vec<Waiting>,
    first: Vec<Draw>,
    grid_end: f32,
) -> Vec<Vec<Draw>> {
    let mut rows: VecDeque<Waiting> = rows.into();
    let mut pages = Vec::new();
    let mut page = first;
    let (mut top, mut rows_from) = (body.top, grid_end);
    loop {
        let mut y = rows_from;
        let mut parts: Vec<Part> = Vec::new();
        while let Some(mut row) = rows.pop_front() {
            let room = body.bottom - y;
            let content = blocks::total(row.chunks.make_contiguous()) + 2.0 * PAD_Y;
            let label = if row.begun { &row.repeated } else { &row.label };
            let least = content.max(label.height + PAD_Y).max(LEAST_ROW);
            if least <= room {
                y += least;
                parts.push(whole(shaper, body, row, least));
                continue;
            }
            // A page that nothing stands on yet takes a chunk in any case, so that the end is reached.
            let forced =
                parts.is_empty() && (!pages.is_empty() || room >= body.bottom - body.continuation_top);
            if let Some(part) = begin(shaper, body, &mut row, room, forced) {
                y += part.height;
                parts.push(part);
            }
            rows.push_front(row);
            break;
        }
        let left = body.bottom - y;
        if let Some(last) = parts.last_mut()
            && !rows.is_empty()
            && left < CLOSE_GAP
        {
            last.height += left;
        }
        page.extend(frame(body, top, rows_from, parts));
        pages.push(page);
        if rows.is_empty() {
            return pages;
        }
        page = Vec::new();
        (top, rows_from) = (body.continuation_top, body.continuation_top);
    }
}

/// Takes as much of `row` as fits in `room`; at least one chunk when `forced`.
fn begin(shaper: &mut Shaper, body: &Body, row: &mut Waiting, room: f32, forced: bool) -> Option<Part> {
    let note_height = NOTE_SIZE * POINT * 1.3;
    let label = if row.begun { &row.repeated } else { &row.label };
    if !forced && (room < LEAST_START || room < label.height + PAD_Y) {
        return None;
    }
    let inner = room - 2.0 * PAD_Y - note_height;
    let chunks = row.chunks.make_contiguous();
    let fitting = blocks::steps(chunks).take_while(|(_, bottom)| *bottom <= inner).count();
    let mut taken = fitting.min(chunks.len().saturating_sub(1));
    while taken > 0 && chunks[taken - 1].keep {
        taken -= 1;
    }
    if taken == 0 {
        if !forced {
            return None;
        }
        taken = fitting.clamp(1, chunks.len().max(1));
    }
    let taken: Vec<Chunk> = row.chunks.drain(..taken.min(row.chunks.len())).collect();
    let mut draws = draw_label(shaper, body, label, room);
    let at = body.label_width + PAD_X;
    draws.extend(blocks::stack(taken).into_iter().map(|d| d.moved(at, PAD_Y)));
    let note = [TextLine::new(NOTE_SIZE, [Span::new(GOES_ON)]).align(Align::Right)];
    let width = body.width - at - PAD_X;
    let fitted = boxes::fit(shaper, &note, Face::Gothic, width, 1.0, 1.0, NOTE_SIZE);
    let area = Area::new(at, room - note_height - 0.4, width, note_height);
    draws.extend(boxes::stand(shaper, &fitted, area, VerticalAlign::Bottom, 0.0));
    row.begun = true;
    Some(Part { height: room, draws })
}

/// The rows of a page with their lines, from `rows_from`, and the frame around them and the grid.
fn frame(body: &Body, top: f32, rows_from: f32, parts: Vec<Part>) -> Vec<Draw> {
    let mut draws = Vec::new();
    let mut y = rows_from;
    for part in parts {
        if y > top {
            draws.push(Draw::across(body.x, y, body.width, INNER_RULE));
        }
        draws.push(Draw::down(body.x + body.label_width, y, part.height, INNER_RULE));
        draws.extend(part.draws.into_iter().map(|d| d.moved(body.x, y)));
        y += part.height;
    }
    if y > top {
        draws.push(Draw::Frame {
            area: Area::new(body.x, top, body.width, y - top),
            weight: OUTER_RULE,
            grey: 0.0,
        });
    }
    draws
}
