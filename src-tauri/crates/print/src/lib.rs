//! Paper: plain layout data in, PDF bytes and page images out.
//!
//! A caller describes a sheet with [`Paper`] (placed boxes, a ruled grid, rows that grow, what stands on
//! continuation sheets and in the foot) and gets a finished PDF from [`render`]. Page images of any such
//! PDF come from [`pages`], so that a preview shows the very bytes that will be printed.
//!
//! What may not live here: knowledge of clinics, patients or letters (the text arrives ready to print);
//! files, network, clock or environment (fonts come through [`FontSource`], dates and identifiers through
//! [`Meta`]). The same input gives the same bytes.

#[cfg(test)]
extern crate self as print;

mod attachment;
mod body;
mod error;
mod flow;
mod font;
mod imprint;
pub mod pages;
mod paper;
mod pdf;
pub mod style;
mod text;

#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

pub use attachment::{Attached, Attachment, attachments};
pub use body::{
    Block, Body, Cell, Columns, GridRow, Paragraph, Row, Rules, Table, TableCell, TableColumn, TableRow,
    Width,
};
pub use error::Error;
pub use font::{Face, FontSource, Fonts};
pub use imprint::{Blot, Imprint};
pub use paper::{
    Align, Area, Fit, Item, Mark, Meta, Paper, Seal, Sheet, Span, TextBox, TextLine, Typeface, VerticalAlign,
    Words, Written,
};

/// A finished document.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// Number of pages, at least 1.
    pub pages: u32,
    /// Characters that could not be drawn as written, in reading order, each distinct text once per page.
    pub missing: Vec<Missing>,
    /// Texts that fitted their box only below the smallest size that was asked for.
    pub squeezed: Vec<Squeezed>,
}

/// A character that no font draws as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The character with its variation selector and combining marks.
    pub text: String,
    /// What stands on the paper instead.
    pub drawn: Drawn,
    /// Page, counted from 1.
    pub page: u32,
}

/// What was drawn for a character that no font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawn {
    /// An empty box with the mark 要手書き beside it: the character must be written in by hand.
    EmptyBox,
    /// The character without the requested variant of its shape.
    PlainForm,
}

/// A text that had to be set smaller than its box allows.
#[derive(Debug, Clone, PartialEq)]
pub struct Squeezed {
    /// The text.
    pub text: String,
    /// The size it was set in, in points.
    pub points: f32,
}

/// Sets `paper` and writes it as a PDF with embedded, subset fonts that meets PDF/A-2b (ISO 19005-2).
///
/// # Errors
/// [`Error::NoFont`] when the font source has none of the faces that the text needs, [`Error::Font`] when
/// a face cannot be read, [`Error::Body`] when the sheet leaves no room for a body, and [`Error::Write`]
/// when the file cannot be put together.
pub fn render(paper: &Paper, fonts: &Fonts) -> Result<Rendered, Error> {
    render_with(paper, fonts, None)
}

/// The same with a file inside the PDF, which then meets PDF/A-3b (ISO 19005-3).
///
/// # Errors
/// Those of [`render`].
pub fn render_with(
    paper: &Paper,
    fonts: &Fonts,
    attachment: Option<&Attachment<'_>>,
) -> Result<Rendered, Error> {
    let set = flow::set(paper, fonts)?;
    let pdf = pdf::write(&paper.meta, &set, fonts, attachment)?;
    Ok(Rendered {
        pdf,
        pages: u32::try_from(set.pages.len()).unwrap_or(u32::MAX),
        missing: set.missing,
        squeezed: set.squeezed,
    })
}

/// Puts words across every page of a finished A4 PDF, under its text; everything else in it stays as it was.
///
/// # Errors
/// Those of [`render`]; [`Error::Write`], too, when `pdf` cannot be read.
pub fn stamp(pdf: &[u8], words: &str, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let paper = Paper {
        meta: Meta {
            title: String::new(),
            author: String::new(),
            id: [0; 16],
            written: Written { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, offset_minutes: 0 },
        },
        sheet: Sheet::A4,
        typeface: Typeface::Gothic,
        size: style::BODY_SIZE,
        head: Vec::new(),
        continuation: Vec::new(),
        foot: Vec::new(),
        marks: vec![Mark::Across(words.to_owned())],
        body: None,
    };
    pdf::stamp::under(pdf, &render(&paper, fonts)?.pdf)
}
