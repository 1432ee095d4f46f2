//! Images of the pages of a PDF, so that a preview shows what will be printed.

use std::sync::Arc;

use hayro::{
    PixmapSettings, RenderCache, RenderSettings,
    hayro_interpret::InterpreterSettings,
    hayro_syntax::{Pdf, page::Page},
    render,
    vello_cpu::color::palette::css::WHITE,
};

use crate::Error;

/// Points in an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// The image of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A PNG file.
    pub png: Vec<u8>,
}

/// The number of pages of `pdf`.
///
/// # Errors
/// [`Error::NotAPdf`].
pub fn count(pdf: &[u8]) -> Result<u32, Error> {
    let pdf = open(pdf)?;
    u32::try_from(pdf.pages().len()).map_err(|_| Error::NotAPdf)
}

/// Images of all pages of `pdf` on white, `dpi` dots per inch.
///
/// # Errors
/// [`Error::NotAPdf`], [`Error::Resolution`] and [`Error::Image`].
pub fn png(pdf: &[u8], dpi: f32) -> Result<Vec<PageImage>, Error> {
    let pdf = open(pdf)?;
    let cache = RenderCache::new();
    pdf.pages().iter().map(|page| image(page, &cache, dpi)).collect()
}

/// The image of page `number` of `pdf`, counted from 1.
///
/// # Errors
/// Those of [`png`], and [`Error::NoSuchPage`].
pub fn png_of(pdf: &[u8], number: u32, dpi: f32) -> Result<PageImage, Error> {
    let pdf = open(pdf)?;
    let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    let page = index.and_then(|i| pdf.pages().get(i)).ok_or(Error::NoSuchPage(number))?;
    image(page, &RenderCache::new(), dpi)
}

fn open(pdf: &[u8]) -> Result<Pdf, Error> {
    Pdf::new(Arc::new(pdf.to_vec())).map_err(|_| Error::NotAPdf)
}

fn image<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, dpi: f32) -> Result<PageImage, Error> {
    if !(18.0..=1200.0).contains(&dpi) {
        return Err(Error::Resolution);
    }
    let scale = dpi / POINTS_PER_INCH;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let interpreter = InterpreterSettings::default();
    // Screens want the true shapes; hinting would move the fine strokes of kanji.
    let rendering = RenderSettings { hinting: false, ..RenderSettings::default() };
    let pixmap = render(page, cache, &interpreter, &rendering, &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let png = pixmap.into_png().map_err(|_| Error::Image)?;
    Ok(PageImage { width, height, png })
}
