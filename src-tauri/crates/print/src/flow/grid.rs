//! The grid of cells above the rows.

use crate::{
    Area, Body, Cell, Face, GridRow, VerticalAlign,
    flow::{boxes, draw::Draw},
    style::{CELL_LEADING, CELL_PAD_X, CELL_PAD_Y, INNER_RULE, LABEL_PAD_X},
    text::Shaper,
};

/// Draws the grid of `body` from `top`. Gives the drawing and where the grid ends.
pub(crate) fn set(shaper: &mut Shaper, body: &Body, top: f32) -> (Vec<Draw>, f32) {
    let mut draws = Vec::new();
    let mut y = top;
    for (index, row) in body.grid.iter().enumerate() {
        if index > 0 {
            draws.push(Draw::across(body.x, y, body.width, INNER_RULE));
        }
        y += set_row(shaper, body, row, y, &mut draws);
    }
    (draws, y)
}

fn set_row(shaper: &mut Shaper, body: &Body, row: &GridRow, top: f32, draws: &mut Vec<Draw>) -> f32 {
    let mut height = row.height;
    let mut fitted = Vec::with_capacity(row.cells.len());
    let mut x = body.x;
    for (index, cell) in row.cells.iter().enumerate() {
        let last = index + 1 == row.cells.len();
        let width = if last { body.x + body.width - x } else { cell.width };
        let set = fit(shaper, cell, width);
        height = height.max(set.height + 2.0 * CELL_PAD_Y);
        fitted.push((set, x, width, cell.label));
        x += width;
    }
    for (index, (set, x, width, label)) in fitted.iter().enumerate() {
        if index > 0 {
            draws.push(Draw::down(*x, top, height, INNER_RULE));
        }
        let pad = pad(*label);
        let area = Area::new(x + pad, top, width - 2.0 * pad, height);
        draws.extend(boxes::stand(shaper, set, area, VerticalAlign::Middle, 0.0));
    }
    height
}

fn pad(label: bool) -> f32 {
    if label { LABEL_PAD_X } else { CELL_PAD_X }
}

fn fit(shaper: &mut Shaper, cell: &Cell, width: f32) -> boxes::Fitted {
    let face = if cell.label { Face::Gothic } else { shaper.body() };
    let width = (width - 2.0 * pad(cell.label)).max(1.0);
    boxes::fit(shaper, &cell.lines, face, width, CELL_LEADING, 1.0, cell.floor)
}
