//! Pages to a PDF file: glyphs and lines through printpdf, the rest of a complete file through lopdf.

mod colour;
mod complete;
mod glyf;
mod imprints;
mod resources;
pub(crate) mod stamp;
mod subset;

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, TextItem, TextMatrix, WindingOrder, XObjectId,
    XObjectTransform, serialize::to_lopdf_doc,
};

use crate::{
    Area, Attachment, Error, Fonts, Meta,
    flow::{
        Set,
        draw::{Draw, Run, RunGlyph},
    },
    pdf::{imprints::Imprints, resources::Resources},
    style::POINT,
};

/// The distance of a control point from the end of a quarter of a circle, in parts of the radius.
const QUARTER: f32 = 0.552_284_8;
/// Glyphs are placed anew when the pen is off by more than this part of the type size in thousandths.
const PLAY: f32 = 0.5;

/// Writes `set` as a PDF.
///
/// # Errors
/// [`Error::NoFont`], [`Error::Font`] and [`Error::Write`].
pub(crate) fn write(
    meta: &Meta,
    set: &Set,
    fonts: &Fonts,
    attachment: Option<&Attachment<'_>>,
) -> Result<Vec<u8>, Error> {
    let mut document = PdfDocument::new(&meta.title);
    let resources = Resources::gather(set, fonts)?;
    let imprints = Imprints::gather(set);
    for page in &set.pages {
        let mut writer =
            Writer { height: set.sheet.height, ops: Vec::new(), resources: &resources, imprints: &imprints };
        for draw in page {
            writer.draw(draw);
        }
        document.pages.push(PdfPage::new(Mm(set.sheet.width), Mm(set.sheet.height), writer.ops));
    }
    resources.add_to(&mut document);
    let mut warnings = Vec::new();
    let options = PdfSaveOptions { optimize: false, image_optimization: None, ..PdfSaveOptions::default() };
    let mut file = to_lopdf_doc(&document, &options, &mut warnings);
    imprints.add_to(&mut file)?;
    complete::finish(file, meta, attachment)
}

struct Writer<'a> {
    height: f32,
    ops: Vec<Op>,
    resources: &'a Resources,
    imprints: &'a Imprints<'a>,
}

impl Writer<'_> {
    fn draw(&mut self, draw: &Draw) {
        match draw {
            Draw::Text(run) => self.text(run),
            Draw::Rule { x1, y1, x2, y2, weight, grey } => {
                self.pen(*weight, *grey);
                let points = vec![self.corner(*x1, *y1), self.corner(*x2, *y2)];
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Draw::Frame { area, weight, grey } => {
                self.pen(*weight, *grey);
                let points = self.corners(area);
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
            }
            Draw::Ellipse { cx, cy, rx, ry, weight } => {
                self.pen(*weight, 0.0);
                let points = self.ellipse(*cx, *cy, *rx, *ry);
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
            }
            Draw::Imprint { area, imprint } => {
                let Some(name) = self.imprints.name(imprint) else { return };
                let corner = self.point(area.x, area.y + area.h);
                let transform = XObjectTransform {
                    translate_x: Some(corner.x),
                    translate_y: Some(corner.y),
                    scale_x: Some(round(area.w / POINT)),
                    scale_y: Some(round(area.h / POINT)),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                self.ops.push(Op::UseXobject { id: XObjectId(name), transform });
            }
            Draw::Shape { rings, grey } => self.shape(rings, *grey),
        }
    }

    fn pen(&mut self, weight: f32, grey: f32) {
        self.ops.push(Op::SetOutlineColor { col: shade(grey) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(round(weight / POINT)) });
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(round(x / POINT)), y: Pt(round((self.height - y) / POINT)) }
    }

    fn corner(&self, x: f32, y: f32) -> LinePoint {
        LinePoint { p: self.point(x, y), bezier: false }
    }

    fn corners(&self, area: &Area) -> Vec<LinePoint> {
        let (right, bottom) = (area.x + area.w, area.y + area.h);
        [(area.x, area.y), (right, area.y), (right, bottom), (area.x, bottom)]
            .map(|(x, y)| self.corner(x, y))
            .into()
    }

    fn ellipse(&self, cx: f32, cy: f32, rx: f32, ry: f32) -> Vec<LinePoint> {
        let (kx, ky) = (rx * QUARTER, ry * QUARTER);
        let turn = [
            (rx, 0.0, false),
            (rx, ky, true),
            (kx, ry, true),
            (0.0, ry, false),
            (-kx, ry, true),
            (-rx, ky, true),
            (-rx, 0.0, false),
            (-rx, -ky, true),
            (-kx, -ry, true),
            (0.0, -ry, false),
            (kx, -ry, true),
            (rx, -ky, true),
            (rx, 0.0, false),
        ];
        turn.iter()
            .map(|(x, y, bezier)| LinePoint { p: self.point(cx + x, cy + y), bezier: *bezier })
            .collect()
    }

    fn shape(&mut self, rings: &[Vec<(f32, f32, bool)>], grey: f32) {
        self.ops.push(Op::SetFillColor { col: shade(grey) });
        let rings = rings
            .iter()
            .map(|ring| PolygonRing {
                points: ring
                    .iter()
                    .map(|(x, y, bezier)| LinePoint { p: self.point(*x, *y), bezier: *bezier })
                    .collect(),
            })
            .collect();
        let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
        self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
    }

    fn text(&mut self, run: &Run) {
        if let Some(spells) = &run.spells {
            let actual = DictItem::String { data: utf16(spells), literal: false };
            let map = BTreeMap::from([("ActualText".to_owned(), actual)]);
            let properties = DictItem::Dict { map };
            let tag = "Span".to_owned();
            self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
        }
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFillColor { col: shade(run.grey) });
        let mut rest = &run.glyphs[..];
        while let Some(first) = rest.first() {
            let Some((font, _)) = self.resources.code_of(first) else { break };
            let same = rest
                .iter()
                .take_while(|g| {
                    g.size == first.size && self.resources.code_of(g).is_some_and(|c| c.0 == font)
                })
                .count()
                .max(1);
            let (now, later) = rest.split_at(same);
            let handle = PdfFontHandle::External(font.clone());
            self.ops.push(Op::SetFont { font: handle, size: Pt(round(first.size)) });
            let at = self.point(first.x, run.baseline);
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
            self.ops.push(Op::ShowText { items: self.shown(now) });
            rest = later;
        }
        self.ops.push(Op::EndTextSection);
        if run.spells.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// The glyphs with the shifts between them.
    fn shown(&self, glyphs: &[RunGlyph]) -> Vec<TextItem> {
        let mut items: Vec<TextItem> = Vec::new();
        let mut row = Vec::new();
        let mut pen: Option<f32> = None;
        for glyph in glyphs {
            let Some((_, code)) = self.resources.code_of(glyph) else { continue };
            let em = glyph.size * POINT;
            let off = pen.map_or(0.0, |pen| (glyph.x - pen) / em * 1000.0);
            if off.abs() > PLAY {
                items.push(TextItem::GlyphIds(std::mem::take(&mut row)));
                let shift = off.round();
                items.push(TextItem::Offset(-shift));
                pen = pen.map(|pen| pen + shift * em / 1000.0);
            }
            row.push(Codepoint::with_cid(code, 0.0, glyph.text.clone()));
            pen = Some(pen.unwrap_or(glyph.x) + glyph.advance * em);
        }
        items.push(TextItem::GlyphIds(row));
        items
    }
}

fn shade(grey: f32) -> Color {
    Color::Greyscale(Greyscale { percent: grey, icc_profile: None })
}

/// Thousandths of a point are finer than any printer.
fn round(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

/// UTF-16 with its byte order mark, as text strings of a PDF are.
fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}
