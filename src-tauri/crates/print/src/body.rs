//! The ruled part of a paper: a grid of cells, and rows of paragraphs, tables and columns.

use crate::{Align, Span, TextLine, style};

/// The ruled part of a paper: a grid, then rows that grow and go on on further sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Left edge.
    pub x: f32,
    /// Width.
    pub width: f32,
    /// Top edge on the first page.
    pub top: f32,
    /// Top edge on further pages.
    pub continuation_top: f32,
    /// Bottom edge on every page.
    pub bottom: f32,
    /// Width of the column of labels.
    pub label_width: f32,
    /// Size of the labels of rows, usually [`style::LABEL_SIZE`].
    pub label_size: f32,
    /// Rows of ruled cells above the rows, first page only.
    pub grid: Vec<GridRow>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of ruled cells.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// Least height; the row gets higher when a cell needs it.
    pub height: f32,
    /// The cells from left to right.
    pub cells: Vec<Cell>,
}

/// A ruled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Width; the last cell of a row takes what is left.
    pub width: f32,
    /// Set as a label: Gothic, spread over the width.
    pub label: bool,
    /// The lines from top to bottom.
    pub lines: Vec<TextLine>,
    /// The smallest size before lines wrap.
    pub floor: f32,
}

impl Cell {
    /// A label; `\n` starts a new line.
    pub fn label(width: f32, text: &str) -> Self {
        let lines = text
            .split('\n')
            .map(|line| TextLine::new(style::LABEL_SIZE, [Span::new(line)]).align(Align::Spread))
            .collect();
        Self { width, label: true, lines, floor: style::LABEL_FLOOR }
    }

    /// A cell with text.
    pub fn text(width: f32, lines: impl Into<Vec<TextLine>>) -> Self {
        Self { width, label: false, lines: lines.into(), floor: style::SMALLEST_BODY }
    }
}

/// A row of the body: a label and what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Label in the left column; `\n` starts a new line.
    pub label: String,
    /// The height the row would like to have. It gives way, down to its content, before anything moves to
    /// another sheet.
    pub min_height: f32,
    /// The share of the free space on the page that this row takes; 0 takes none.
    pub share: f32,
    /// The content stands in the middle of a row that is higher than it, beside its label; otherwise at the top.
    pub middle: bool,
    /// The content from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// Columns of aligned cells.
    Table(Table),
    /// Short pieces side by side.
    Columns(Columns),
    /// Empty space of that height in millimetres.
    Gap(f32),
}

impl Block {
    /// Justified running text without indents.
    pub fn paragraph(spans: impl Into<Vec<Span>>) -> Self {
        Self::Paragraph(Paragraph::new(spans))
    }
}

/// Running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The text.
    pub spans: Vec<Span>,
    /// Where its lines stand.
    pub align: Align,
    /// Indent of the first line, in characters.
    pub first_indent: f32,
    /// Indent of the other lines, in characters.
    pub hanging: f32,
    /// Factor on the size of the running text; the result stays at or above [`style::SMALLEST_BODY`].
    pub scale: f32,
}

impl Paragraph {
    /// Justified text without indents.
    pub fn new(spans: impl Into<Vec<Span>>) -> Self {
        Self { spans: spans.into(), align: Align::Justify, first_indent: 0.0, hanging: 0.0, scale: 1.0 }
    }

    /// The same text with all lines but the first indented by `characters`.
    pub fn hanging(mut self, characters: f32) -> Self {
        self.hanging = characters;
        self
    }

    /// The same text at another place between left and right.
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The same text at `scale` times the running size.
    pub fn scaled(mut self, scale: f32) -> Self {
        self.scale = scale;
        self
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<TableColumn>,
    /// The rows from top to bottom; missing cells are empty.
    pub rows: Vec<TableRow>,
    /// Which lines are drawn.
    pub rules: Rules,
    /// Factor on the size of the running text; the result stays at or above [`style::SMALLEST_BODY`].
    pub scale: f32,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// Heading, repeated on every page; when all are empty there is no heading row.
    pub heading: String,
    /// How wide.
    pub width: Width,
    /// Where its cells stand.
    pub align: Align,
}

/// The width of a table column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// Millimetres.
    Fixed(f32),
    /// As wide as its widest cell, but not wider than these millimetres.
    Content(f32),
    /// A part of what the other columns leave.
    Share(f32),
}

/// A row of a table.
pub type TableRow = Vec<TableCell>;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableCell {
    /// The text.
    pub spans: Vec<Span>,
}

impl TableCell {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { spans: vec![Span::new(text)] }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { spans: vec![Span::bold(text)] }
    }
}

/// The lines of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// None.
    None,
    /// Thin lines above and below the heading and below the last row, a fine line between rows.
    Horizontal,
}

/// Short pieces side by side, read from left to right, then downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// Number of columns, at least 1.
    pub count: usize,
    /// The pieces; each stays together where a page allows it.
    pub pieces: Vec<Vec<Block>>,
}
