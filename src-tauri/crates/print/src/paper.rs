//! The plain description of a paper. Lengths are millimetres from the top left corner of the sheet, type
//! sizes are points.

use crate::{Body, Imprint, style};

/// A document to print.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Title, identity and time of the file.
    pub meta: Meta,
    /// Size of the sheet.
    pub sheet: Sheet,
    /// Family of the running text.
    pub typeface: Typeface,
    /// Size of the running text; raised to [`style::SMALLEST_BODY`] when below it.
    pub size: f32,
    /// Boxes placed on the first page.
    pub head: Vec<Item>,
    /// Boxes placed on every page after the first.
    pub continuation: Vec<Item>,
    /// Boxes placed on every page.
    pub foot: Vec<Item>,
    /// Marks across or above every page.
    pub marks: Vec<Mark>,
    /// The ruled part; absent on a paper that has only placed boxes.
    pub body: Option<Body>,
}

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Title, shown by viewers in place of the file name.
    pub title: String,
    /// Who answers for the content.
    pub author: String,
    /// The identity of the document: the same document rendered again keeps it.
    pub id: [u8; 16],
    /// Time of writing, local with its offset.
    pub written: Written,
}

/// A local time with its distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Written {
    pub year: i16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Minutes east of UTC; Japan is 540.
    pub offset_minutes: i16,
}

/// The size of a sheet in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
}

impl Sheet {
    /// A4 upright.
    pub const A4: Self = Self { width: 210.0, height: 297.0 };
}

/// The family of the running text. Labels are always in the Gothic face, bold text in the bold Gothic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typeface {
    /// 明朝
    Mincho,
    /// ゴシック
    Gothic,
}

/// A rectangle: left, top, width, height in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Area {
    /// The rectangle at (`x`, `y`) with the size `w` × `h`.
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }
}

/// Something at a fixed place.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Lines of text that shrink until they fit their area.
    Text(TextBox),
    /// A straight line from (`x1`, `y1`) to (`x2`, `y2`), `weight` millimetres thick.
    #[allow(missing_docs)]
    Line { x1: f32, y1: f32, x2: f32, y2: f32, weight: f32 },
    /// An empty frame, `weight` millimetres thick.
    #[allow(missing_docs)]
    Frame { area: Area, weight: f32 },
    /// The place for a seal: a light frame with a light 印 in its middle.
    Seal(Area),
    /// The imprint of a seal in the middle of an area, its longer side `longer` millimetres.
    #[allow(missing_docs)]
    Imprint { area: Area, imprint: Imprint, longer: f32 },
}

/// The imprint of a seal at the end of one line of a placed box, as 職印 are set beside a name: it overlaps the end
/// of that line a little and stays clear of the others, which get shorter for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seal {
    /// What is printed.
    pub imprint: Imprint,
    /// Its longer side in millimetres.
    pub longer: f32,
    /// The line, counted from 0.
    pub line: usize,
    /// Where it may stand.
    pub room: Area,
}

/// Lines of text in an area, set smaller until they fit.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// Where the text may stand.
    pub area: Area,
    /// The lines from top to bottom.
    pub lines: Vec<TextLine>,
    /// Where the lines stand when they need less than the height.
    pub vertical: VerticalAlign,
    /// The smallest size in points. Text that does not fit even then is set smaller still and reported in
    /// [`crate::Rendered::squeezed`]; it is never cut off.
    pub floor: f32,
    /// Distance of baselines in parts of the type size, usually [`style::BOX_LEADING`].
    pub leading: f32,
    /// Draws a thin line along the lower edge of the area.
    pub underline: bool,
    /// The imprint of a seal at the end of one of the lines.
    pub seal: Option<Seal>,
}

impl TextBox {
    /// Lines from the top of `area`, not smaller than `floor` points.
    pub fn new(area: Area, floor: f32, lines: impl Into<Vec<TextLine>>) -> Self {
        Self {
            area,
            lines: lines.into(),
            vertical: VerticalAlign::Top,
            floor,
            leading: style::BOX_LEADING,
            underline: false,
            seal: None,
        }
    }

    /// The same lines at another place between top and bottom.
    pub fn vertical(mut self, vertical: VerticalAlign) -> Self {
        self.vertical = vertical;
        self
    }

    /// The same lines with a thin line along the lower edge of their area.
    pub fn underlined(mut self) -> Self {
        self.underline = true;
        self
    }

    /// The same lines with the imprint of a seal at the end of one of them.
    pub fn sealed(mut self, seal: Seal) -> Self {
        self.seal = Some(seal);
        self
    }
}

/// One line of a placed box; it wraps when it must.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The text.
    pub spans: Vec<Span>,
    /// Preferred size in points.
    pub size: f32,
    /// Where it stands between left and right.
    pub align: Align,
    /// Extra space between characters, in parts of the type size.
    pub tracking: f32,
    /// What happens first when it is too long.
    pub fit: Fit,
}

impl TextLine {
    /// A left-aligned line that shrinks before it wraps.
    pub fn new(size: f32, spans: impl Into<Vec<Span>>) -> Self {
        Self { spans: spans.into(), size, align: Align::Left, tracking: 0.0, fit: Fit::Shrink }
    }

    /// The same line at another place between left and right.
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The same line with extra space between its characters, in parts of the type size.
    pub fn tracking(mut self, tracking: f32) -> Self {
        self.tracking = tracking;
        self
    }

    /// The same line, wrapping at its full size before anything shrinks.
    pub fn wrapping(mut self) -> Self {
        self.fit = Fit::Wrap;
        self
    }
}

/// What a line does first when it is longer than its box is wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Gets smaller down to the floor of its box, then wraps.
    Shrink,
    /// Wraps.
    Wrap,
}

/// Where text stands between left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// 左寄せ
    Left,
    /// 中央
    Center,
    /// 右寄せ
    Right,
    /// 均等割付: the characters spread over the whole width.
    Spread,
    /// Flush at both sides, except for last lines.
    Justify,
}

/// Where text stands between top and bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum VerticalAlign {
    Top,
    Middle,
    Bottom,
}

/// A piece of text in one manner.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// What it says.
    pub words: Words,
    /// In the bold Gothic face.
    pub bold: bool,
    /// With a circle around it, as on a form where one of several words is chosen.
    pub circled: bool,
    /// With a line under it.
    pub underlined: bool,
    /// Factor on the size of the surrounding text.
    pub scale: f32,
    /// This character stands for one that was lost: a box to write it into by hand is drawn in its place.
    pub lost: Option<char>,
    /// What a reader of the file gets for a single glyph that is drawn in place of another character.
    pub said: Option<String>,
}

/// Given text, or a number known only when the pages are made. Numbers of pages can stand in placed boxes
/// only; in the body they say nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Text as written; `\n` starts a new line, `\t` goes to the next multiple of four characters.
    Given(String),
    /// The number of the page, from 1.
    Page,
    /// The number of pages.
    Pages,
}

impl Span {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::of(Words::Given(text.into()))
    }

    /// The number of the page.
    pub fn page() -> Self {
        Self::of(Words::Page)
    }

    /// The number of pages.
    pub fn pages() -> Self {
        Self::of(Words::Pages)
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { bold: true, ..Self::new(text) }
    }

    /// A word, circled when `chosen`.
    pub fn choice(text: impl Into<String>, chosen: bool) -> Self {
        Self { circled: chosen, ..Self::new(text) }
    }

    /// The same text at `scale` times the surrounding size.
    pub fn scaled(mut self, scale: f32) -> Self {
        self.scale = scale;
        self
    }

    /// The same text with a line under it.
    pub fn underlined(mut self) -> Self {
        self.underlined = true;
        self
    }

    /// The same text in which `lost` stands for a character that was lost; a box to write it into is drawn there.
    pub fn lost(mut self, lost: char) -> Self {
        self.lost = Some(lost);
        self
    }

    /// A glyph that is drawn for `said`, as brackets are in text that runs downwards.
    pub fn said(mut self, said: impl Into<String>) -> Self {
        self.said = Some(said.into());
        self
    }

    fn of(words: Words) -> Self {
        Self { words, bold: false, circled: false, underlined: false, scale: 1.0, lost: None, said: None }
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// A mark on every page that says what kind of copy this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Large, light and aslant behind the text: 下書き, 取消. It is drawn as shapes and not as text, so that
    /// it does not mix into what is copied or searched.
    Across(String),
    /// A small frame at the top left: 控え, 再発行.
    Corner(String),
}
