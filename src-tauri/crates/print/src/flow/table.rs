//! Tables: widths of columns, rows as chunks, the heading that every page repeats.

use std::rc::Rc;

use crate::{
    Align, Face, Rules, Span, Table, TableCell, Width,
    flow::{
        blocks::{Chunk, Heading, scaled},
        draw::{self, Draw},
    },
    style::{
        BLOCK_GAP, FINE_RULE, HAIR_GREY, HAIR_RULE, LABEL_SIZE, POINT, TABLE_GUTTER, TABLE_LEADING,
        TABLE_PAD, TALLEST_TABLE_ROW,
    },
    text::{
        Shaper,
        lines::{self, Line, Shape},
    },
};

/// Sets `table` over `width` with running text of `size` points.
pub(crate) fn set(shaper: &mut Shaper, table: &Table, width: f32, size: f32) -> Vec<Chunk> {
    if table.columns.is_empty() {
        return Vec::new();
    }
    let size = scaled(size, table.scale);
    let widths = widths(shaper, table, width, size);
    let full: f32 = widths.iter().sum::<f32>() + TABLE_GUTTER * gaps(widths.len());
    let heading = heading(shaper, table, &widths, full);
    let mut chunks = Vec::new();
    let count = table.rows.len();
    for (at, row) in table.rows.iter().enumerate() {
        let cells: Vec<Vec<Line>> = table
            .columns
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(i, (column, width))| {
                let spans: &[Span] = row.get(i).map_or(&[], |cell| &cell.spans);
                cell(shaper, spans, shaper.body(), size, *width, column.align)
            })
            .collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
        let mut from = 0;
        while from < lines {
            let to = (from + TALLEST_TABLE_ROW).min(lines);
            let mut chunk = part(shaper, &cells, from..to, &widths, size);
            chunk.heading.clone_from(&heading);
            if table.rules == Rules::Horizontal && to == lines {
                let (y, last) = (chunk.height, at + 1 == count);
                let (weight, grey) = if last { (FINE_RULE, 0.0) } else { (HAIR_RULE, HAIR_GREY) };
                chunk.draws.push(Draw::Rule { x1: 0.0, y1: y, x2: full, y2: y, weight, grey });
            }
            if at == 0 && from == 0 {
                chunk.gap = BLOCK_GAP;
            }
            chunks.push(chunk);
            from = to;
        }
    }
    chunks
}

#[allow(clippy::cast_precision_loss)]
fn gaps(columns: usize) -> f32 {
    columns.saturating_sub(1) as f32
}

/// The lines `range` of every cell of a row.
fn part(
    shaper: &Shaper,
    cells: &[Vec<Line>],
    range: std::ops::Range<usize>,
    widths: &[f32],
    size: f32,
) -> Chunk {
    let height = size * POINT * TABLE_LEADING;
    let mut draws = Vec::new();
    let mut tallest: f32 = 0.0;
    let mut x = 0.0;
    for (lines, width) in cells.iter().zip(widths) {
        let mut y = TABLE_PAD;
        for line in lines.iter().skip(range.start).take(range.len()) {
            let height = height.max(line.size * POINT * TABLE_LEADING);
            draws.extend(draw::line(shaper, line, x, y, height, 0.0));
            y += height;
        }
        tallest = tallest.max(y + TABLE_PAD);
        x += width + TABLE_GUTTER;
    }
    Chunk { height: tallest, draws, ..Chunk::default() }
}

fn cell(shaper: &mut Shaper, spans: &[Span], face: Face, size: f32, width: f32, align: Align) -> Vec<Line> {
    let shaped = shaper.shape(spans, face, size);
    lines::fill(&shaped, &Shape { width, align, first_indent: 0.0, hanging: 0.0, tracking: 0.0 })
}

fn heading(shaper: &mut Shaper, table: &Table, widths: &[f32], full: f32) -> Option<Rc<Heading>> {
    if table.columns.iter().all(|c| c.heading.is_empty()) {
        return None;
    }
    let size = LABEL_SIZE;
    let cells: Vec<Vec<Line>> = table
        .columns
        .iter()
        .zip(widths)
        .map(|(column, width)| {
            let spans = [Span::new(column.heading.clone())];
            cell(shaper, &spans, Face::Gothic, size, *width, column.align)
        })
        .collect();
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
    let mut set = part(shaper, &cells, 0..lines, widths, size);
    if table.rules == Rules::Horizontal {
        set.draws.push(Draw::across(0.0, 0.0, full, FINE_RULE));
        set.draws.push(Draw::across(0.0, set.height, full, FINE_RULE));
    }
    Some(Rc::new(Heading { height: set.height, draws: set.draws }))
}

/// The widths of the columns. When the wishes do not fit, all shrink alike.
fn widths(shaper: &mut Shaper, table: &Table, width: f32, size: f32) -> Vec<f32> {
    let room = width - TABLE_GUTTER * gaps(table.columns.len());
    let face = shaper.body();
    let mut wished: Vec<Option<f32>> = Vec::with_capacity(table.columns.len());
    let mut shares = 0.0;
    for (i, column) in table.columns.iter().enumerate() {
        wished.push(match column.width {
            Width::Fixed(width) => Some(width),
            Width::Share(share) => {
                shares += share;
                None
            }
            Width::Content(most) => {
                let heading = [Span::new(column.heading.clone())];
                let mut widest = shaper.measure(&heading, Face::Gothic, LABEL_SIZE);
                for cell in table.rows.iter().filter_map(|row: &Vec<TableCell>| row.get(i)) {
                    widest = widest.max(shaper.measure(&cell.spans, face, size));
                }
                Some(widest.min(most))
            }
        });
    }
    let taken: f32 = wished.iter().flatten().sum();
    // What the columns with a share get at least, so that they never vanish.
    let least = if shares > 0.0 { room * 0.2 } else { 0.0 };
    let shrink = if taken > room - least { ((room - least) / taken).max(0.0) } else { 1.0 };
    let left = room - taken * shrink;
    table
        .columns
        .iter()
        .zip(wished)
        .map(|(column, wish)| match (wish, column.width) {
            (Some(width), _) => width * shrink,
            (None, Width::Share(share)) if shares > 0.0 => left * share / shares,
            (None, _) => 0.0,
        })
        .collect()
}
