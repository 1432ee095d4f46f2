//! The one place of sizes, line weights and spaces. Millimetres, and points for type.

/// Millimetres in a point.
pub const POINT: f32 = 25.4 / 72.0;

/// Running text.
pub const BODY_SIZE: f32 = 10.5;
/// Running text in large print.
pub const LARGE_BODY_SIZE: f32 = 12.0;
/// Running text of papers that the patient takes home.
pub const PATIENT_SIZE: f32 = 12.0;
/// The same in large print.
pub const PATIENT_LARGE_SIZE: f32 = 15.0;
/// Running text is never smaller.
pub const SMALLEST_BODY: f32 = 9.0;
/// Furigana and the foot of the page.
pub const SMALL_PRINT: f32 = 7.0;
/// Labels of rows and cells.
pub const LABEL_SIZE: f32 = 9.0;
/// Labels may shrink to this before they wrap.
pub const LABEL_FLOOR: f32 = 6.5;
/// The smallest size that a squeezed text may reach.
pub(crate) const HARD_FLOOR: f32 = 3.0;

/// Outer frame.
pub const OUTER_RULE: f32 = 0.4;
/// Lines inside the frame.
pub const INNER_RULE: f32 = 0.2;
/// Lines of tables and under fields.
pub const FINE_RULE: f32 = 0.12;
/// Lines between the rows of a table.
pub(crate) const HAIR_RULE: f32 = 0.08;

/// Distance of text from the lines of its row, left and right.
pub(crate) const PAD_X: f32 = 2.0;
/// Distance of text from the lines of its row, top and bottom.
pub(crate) const PAD_Y: f32 = 1.5;
/// Distance of text from the lines of a grid cell, left and right.
pub(crate) const CELL_PAD_X: f32 = 1.5;
/// Distance of text from the lines of a grid cell, top and bottom.
pub(crate) const CELL_PAD_Y: f32 = 0.6;
/// Distance of a label from its lines, left and right.
pub(crate) const LABEL_PAD_X: f32 = 1.8;
/// Least height of a row that has nothing in it.
pub(crate) const LEAST_ROW: f32 = 7.0;

/// Distances of baselines in running text, in parts of the type size. The first is the ordinary one; a closer
/// one is taken only where it saves a further sheet.
pub(crate) const LEADINGS: [f32; 3] = [1.42, 1.34, 1.26];
/// The same in tables.
pub(crate) const TABLE_LEADING: f32 = 1.25;
/// The same in placed boxes, where the box does not say otherwise.
pub const BOX_LEADING: f32 = 1.25;
/// The same in grid cells.
pub(crate) const CELL_LEADING: f32 = 1.1;
/// Space between the columns of a table.
pub(crate) const TABLE_GUTTER: f32 = 3.5;
/// Space between pieces side by side.
pub(crate) const COLUMN_GUTTER: f32 = 5.0;
/// Space above and below the text of a table row.
pub(crate) const TABLE_PAD: f32 = 0.25;
/// Space around a table and between pieces.
pub(crate) const BLOCK_GAP: f32 = 0.8;

/// The part of the type size that stands above the baseline.
pub(crate) const ABOVE_BASELINE: f32 = 0.88;
/// Justified text may widen each space between characters by this part of the type size.
pub(crate) const MOST_STRETCH: f32 = 0.08;
/// Tab stops, in characters.
pub(crate) const TAB: f32 = 4.0;

/// Grey of marks across the page, 0 black to 1 white.
pub(crate) const ACROSS_GREY: f32 = 0.91;
/// Grey of the lines between the rows of a table.
pub(crate) const HAIR_GREY: f32 = 0.55;
/// Grey of the place for a seal.
pub(crate) const SEAL_GREY: f32 = 0.62;
/// How far the imprint of a seal lies over the end of its line.
pub(crate) const SEAL_OVERLAP: f32 = 2.0;
/// Its distance from the ends of the other lines.
pub(crate) const SEAL_CLEAR: f32 = 0.6;

/// Notes of the flow: below a row that goes on, under a label that is repeated.
pub(crate) const NOTE_SIZE: f32 = 7.5;
/// A piece beside others that is higher than this is set on its own over the whole width.
pub(crate) const TALLEST_PIECE: f32 = 70.0;
/// A table row is cut after so many lines, so that it fits a page.
pub(crate) const TALLEST_TABLE_ROW: usize = 12;
/// Free space up to this is given to the last row of a page, so that the frame reaches the bottom.
pub(crate) const CLOSE_GAP: f32 = 25.0;

/// The words beside a box that must be filled in by hand.
pub(crate) const BY_HAND: &str = "要手書き";
/// Their size, in parts of the surrounding size.
pub(crate) const BY_HAND_SCALE: f32 = 0.45;
/// But not below so many points.
pub(crate) const BY_HAND_FLOOR: f32 = 4.0;
/// The note below a row that goes on on the next sheet.
pub(crate) const GOES_ON: &str = "（続紙へ続く）";
/// The note under the label of a row that began on an earlier sheet.
pub(crate) const CONTINUED: &str = "（続き）";
