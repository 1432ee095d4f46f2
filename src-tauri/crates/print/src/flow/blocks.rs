//! Blocks to chunks: the pieces of a row that a page break may part.

use std::rc::Rc;

use crate::{
    Block, Columns, Paragraph,
    flow::{
        draw::{self, Draw},
        table,
    },
    style::{BLOCK_GAP, COLUMN_GUTTER, POINT, SMALLEST_BODY, TALLEST_PIECE},
    text::{
        Shaper,
        lines::{self, Line, Shape},
    },
};

/// A piece that stays whole. Its drawing begins at (0, 0).
#[derive(Debug, Clone, Default)]
pub(crate) struct Chunk {
    /// Space above it, except at the top of a part.
    pub gap: f32,
    pub height: f32,
    pub draws: Vec<Draw>,
    /// Stays on the page of the next chunk.
    pub keep: bool,
    /// Stands above it where it is the first chunk with this heading in a part.
    pub heading: Option<Rc<Heading>>,
}

/// The heading of a table.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub height: f32,
    pub draws: Vec<Draw>,
}

/// How running text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Type size in points.
    pub size: f32,
    /// Distance of baselines in parts of the type size.
    pub leading: f32,
}

/// The size of text that is `scale` times the running size.
pub(crate) fn scaled(size: f32, scale: f32) -> f32 {
    (size * scale).max(SMALLEST_BODY)
}

/// Sets `blocks` over `width`.
pub(crate) fn set(shaper: &mut Shaper, blocks: &[Block], width: f32, setting: Setting) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut space = 0.0;
    for block in blocks {
        let mut set = match block {
            Block::Gap(height) => {
                space += height;
                continue;
            }
            Block::Paragraph(text) => paragraph(shaper, text, width, setting),
            Block::Table(rows) => table::set(shaper, rows, width, setting.size),
            Block::Columns(columns) => side_by_side(shaper, columns, width, setting),
        };
        if let Some(first) = set.first_mut() {
            first.gap += space;
            space = 0.0;
        }
        chunks.append(&mut set);
    }
    chunks
}

fn paragraph(shaper: &mut Shaper, text: &Paragraph, width: f32, setting: Setting) -> Vec<Chunk> {
    let size = scaled(setting.size, text.scale);
    let em = size * POINT;
    let face = shaper.body();
    let shaped = shaper.shape(&text.spans, face, size);
    let shape = Shape {
        width,
        align: text.align,
        first_indent: text.first_indent * em,
        hanging: text.hanging * em,
        tracking: 0.0,
    };
    let lines = lines::fill(&shaped, &shape);
    lines
        .iter()
        .zip(kept(&lines))
        .map(|(line, keep)| {
            let height = line.size.max(size) * POINT * setting.leading;
            let draws = draw::line(shaper, line, 0.0, 0.0, height, 0.0);
            Chunk { height, draws, keep, ..Chunk::default() }
        })
        .collect()
}

/// Which lines stay on the page of the next one: no line of a text, and of none of its paragraphs, stands alone at
/// the foot or the head of a page, and a heading stands over what it is the heading of.
fn kept(lines: &[Line]) -> Vec<bool> {
    let count = lines.len();
    let begins = |i: usize| i == 0 || lines[i - 1].ends;
    let mut kept = vec![false; count];
    let mut under_heading = false;
    for i in 0..count.saturating_sub(1) {
        let line = &lines[i];
        let whole = begins(i) && line.ends;
        let text = line.text();
        under_heading = whole && (is_heading(text.trim()) || (under_heading && text.trim().is_empty()));
        let first = begins(i) && !line.ends;
        let last_but_one = !line.ends && lines[i + 1].ends;
        kept[i] = i == 0 || i + 2 == count || first || last_but_one || under_heading;
    }
    kept
}

/// Whether a line of its own looks like a heading: short, and marked as people mark headings.
fn is_heading(line: &str) -> bool {
    /// No heading is longer.
    const LONGEST: usize = 20;
    let marked = line
        .starts_with(['【', '■', '□', '◆', '◇', '●', '○', '◎', '▼', '▽', '★', '☆', '＜', '〈', '《'])
        || line.ends_with(['：', ':', '】']);
    marked && line.chars().count() <= LONGEST && !line.ends_with(['。', '．'])
}

fn side_by_side(shaper: &mut Shaper, columns: &Columns, width: f32, setting: Setting) -> Vec<Chunk> {
    let count = columns.count.max(1);
    #[allow(clippy::cast_precision_loss)]
    let each = (width - COLUMN_GUTTER * (count - 1) as f32) / count as f32;
    let mut chunks = Vec::new();
    for pieces in columns.pieces.chunks(count) {
        let beside: Vec<Vec<Chunk>> =
            pieces.iter().map(|blocks| set(shaper, blocks, each, setting)).collect();
        let height = beside.iter().map(|c| total(c)).fold(0.0, f32::max);
        if height > TALLEST_PIECE {
            for blocks in pieces {
                let mut alone = set(shaper, blocks, width, setting);
                if let Some(first) = alone.first_mut() {
                    first.gap += BLOCK_GAP;
                }
                chunks.append(&mut alone);
            }
            continue;
        }
        let mut whole = Chunk { gap: BLOCK_GAP, height, ..Chunk::default() };
        let mut x = 0.0;
        for piece in beside {
            whole.draws.extend(stack(piece).into_iter().map(|d| d.moved(x, 0.0)));
            x += each + COLUMN_GUTTER;
        }
        chunks.push(whole);
    }
    chunks
}

/// The height of `chunks` as one part.
pub(crate) fn total(chunks: &[Chunk]) -> f32 {
    steps(chunks).map(|(_, bottom)| bottom).last().unwrap_or(0.0)
}

/// Draws `chunks` as one part from (0, 0).
pub(crate) fn stack(chunks: Vec<Chunk>) -> Vec<Draw> {
    let places: Vec<(f32, f32)> = steps(&chunks).collect();
    let mut last: Option<Rc<Heading>> = None;
    let mut draws = Vec::new();
    for (chunk, (top, _)) in chunks.into_iter().zip(places) {
        if let Some(heading) = &chunk.heading
            && !same(last.as_ref(), heading)
        {
            draws.extend(heading.draws.iter().cloned().map(|d| d.moved(0.0, top - heading.height)));
        }
        last = chunk.heading;
        draws.extend(chunk.draws.into_iter().map(|d| d.moved(0.0, top)));
    }
    draws
}

/// Top and bottom of each chunk when `chunks` stand as one part.
pub(crate) fn steps(chunks: &[Chunk]) -> impl Iterator<Item = (f32, f32)> + '_ {
    let mut y = 0.0;
    let mut last: Option<&Rc<Heading>> = None;
    chunks.iter().enumerate().map(move |(i, chunk)| {
        if i > 0 {
            y += chunk.gap;
        }
        if let Some(heading) = &chunk.heading
            && !same(last, heading)
        {
            y += heading.height;
        }
        last = chunk.heading.as_ref();
        let top = y;
        y += chunk.height;
        (top, y)
    })
}

fn same(last: Option<&Rc<Heading>>, heading: &Rc<Heading>) -> bool {
    last.is_some_and(|last| Rc::ptr_eq(last, heading))
}
