//! From a paper to pages of placed things: boxes, the grid, rows that grow and share free space, further
//! sheets when a page is full.

pub(crate) mod blocks;
pub(crate) mod boxes;
pub(crate) mod draw;
mod grid;
mod marks;
mod rows;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use crate::{
    Error, Fonts, Missing, Paper, Sheet, Squeezed,
    flow::{boxes::Folio, draw::Draw},
    style::SMALLEST_BODY,
    text::Shaper,
};

/// A set document.
#[derive(Debug)]
pub(crate) struct Set {
    pub sheet: Sheet,
    pub pages: Vec<Vec<Draw>>,
    pub missing: Vec<Missing>,
    pub squeezed: Vec<Squeezed>,
}

/// Places everything on `paper`.
///
/// # Errors
/// Those of [`crate::render`], without those of writing.
pub(crate) fn set(paper: &Paper, fonts: &Fonts) -> Result<Set, Error> {
    let mut shaper = Shaper::new(fonts, paper.typeface)?;
    let size = paper.size.max(SMALLEST_BODY);
    let mut bodies = match &paper.body {
        Some(body) => rows::set(&mut shaper, body, size)?,
        None => vec![Vec::new()],
    };
    let mut squeezed = Vec::new();
    let left = paper.body.as_ref().map_or(20.0, |body| body.x);
    let count = bodies.len();
    let mut pages = Vec::with_capacity(count);
    for (index, body) in bodies.drain(..).enumerate() {
        let folio = Folio { page: index + 1, pages: count };
        let mut page = marks::set(&mut shaper, fonts, &paper.marks, paper.sheet, left);
        let top = if index == 0 { &paper.head } else { &paper.continuation };
        for item in top {
            page.extend(boxes::item(&mut shaper, item, folio, &mut squeezed)?);
        }
        page.extend(body);
        for item in &paper.foot {
            page.extend(boxes::item(&mut shaper, item, folio, &mut squeezed)?);
        }
        pages.push(page);
    }
    squeezed.dedup();
    Ok(Set { sheet: paper.sheet, missing: missing(&pages), pages, squeezed })
}

fn missing(pages: &[Vec<Draw>]) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let page_number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for draw in page {
            let Draw::Text(run) = draw else { continue };
            for (text, drawn) in &run.missing {
                let found = Missing { text: text.clone(), drawn: *drawn, page: page_number };
                if !missing.contains(&found) {
                    missing.push(found);
                }
            }
        }
    }
    missing
}
