//! What can go wrong between a paper and its PDF.

use crate::Face;

/// Why no PDF or no page image could be made. Carries no text of the paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The font source has no face to draw with.
    #[error("the font {0:?} is not available")]
    NoFont(Face),
    /// A font file cannot be read as a font.
    #[error("the font {0:?} cannot be read")]
    Font(Face),
    /// The margins leave no room for the body.
    #[error("the sheet leaves no room for its body")]
    Body,
    /// The PDF could not be put together; the words come from the PDF library and name no content.
    #[error("the PDF could not be written: {0}")]
    Write(String),
    /// The bytes are not a PDF that can be drawn.
    #[error("the PDF cannot be read")]
    NotAPdf,
    /// The PDF has no such page, counted from 1.
    #[error("the PDF has no page {0}")]
    NoSuchPage(u32),
    /// The resolution is not between 18 and 1200 dots per inch.
    #[error("the resolution must be between 18 and 1200 dpi")]
    Resolution,
    /// A page image could not be encoded.
    #[error("the page image could not be encoded")]
    Image,
}
