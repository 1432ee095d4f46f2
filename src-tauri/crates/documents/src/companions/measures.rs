//! Measures of stationery in millimetres, one home for all of them. What a standard or the post says is a fact; ◇
//! marks what makers do each in their own way: there we took the commonest, and the window tells people to try it
//! on plain paper first.

use domain::companion::LabelSheet;
use print::{Area, Sheet};

/// 長形3号, the short side and the long side (JIS S 5502).
pub(super) const LONG: (f32, f32) = (120.0, 235.0);
/// 角形2号, for A4 unfolded (JIS S 5502).
pub(super) const SQUARE: Sheet = Sheet { width: 240.0, height: 332.0 };
/// A box of the postal code (日本郵便, 郵便番号枠: 5.7 × 8 mm).
pub(super) const DIGIT: (f32, f32) = (5.7, 8.0);
/// From one box to the next (the same: 7 mm).
pub(super) const DIGIT_STEP: f32 = 7.0;
/// What the hyphen adds after the third box (the same: 7.6 mm there).
pub(super) const DIGIT_GAP: f32 = 0.6;
/// ◇ The window of a 長形3号 as it lies on A4 that is folded in three with its head outside.
pub(super) const WINDOW: Area = Area::new(22.0, 15.0, 84.0, 40.0);
/// Where A4 is folded in three.
pub(super) const FOLDS: [f32; 2] = [99.0, 198.0];
/// Room between the edge of a label and its text.
pub(super) const LABEL_PAD: f32 = 4.0;

/// How labels lie on A4.
pub(super) struct Layout {
    pub columns: u8,
    /// Top left corner of the first label.
    pub corner: (f32, f32),
    /// Size of a label; they touch each other.
    pub label: (f32, f32),
    /// Type sizes of the address and of the name, in points.
    pub sizes: (f32, f32),
}

/// ◇ 12面 with margins all round, 24面 without gaps.
pub(super) fn layout(sheet: LabelSheet) -> Layout {
    match sheet {
        LabelSheet::Twelve => {
            Layout { columns: 2, corner: (18.6, 21.6), label: (86.4, 42.3), sizes: (9.5, 12.0) }
        }
        LabelSheet::TwentyFour => {
            Layout { columns: 3, corner: (6.0, 12.9), label: (66.0, 33.9), sizes: (8.0, 10.0) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_on_their_sheet() {
        for sheet in LabelSheet::ALL {
            let Layout { columns, corner, label, .. } = layout(*sheet);
            let rows = sheet.labels() / columns;
            let right = corner.0 + f32::from(columns) * label.0;
            let bottom = corner.1 + f32::from(rows) * label.1;
            // Margins are the same on both sides.
            assert!((right + corner.0 - Sheet::A4.width).abs() < 0.5, "{sheet}: {right}");
            assert!((bottom + corner.1 - Sheet::A4.height).abs() < 0.5, "{sheet}: {bottom}");
        }
    }
}
