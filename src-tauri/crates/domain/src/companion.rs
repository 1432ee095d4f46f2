//! Words of the papers that go with a letter: envelopes, labels, the booking by FAX.

use crate::words::words;

words! {
    /// An envelope, or what stands in for one.
    pub enum Envelope {
        /// 長形3号 upright, written downwards: 120 × 235 mm.
        LongUpright = "long_upright", "長形3号（縦）";
        /// 長形3号 lying, written across: 235 × 120 mm.
        LongLying = "long_lying", "長形3号（横）";
        /// 角形2号 for A4 unfolded: 240 × 332 mm.
        Square = "square", "角形2号";
        /// A sheet of A4 whose address shows in the window of a 長形3号 when it is folded in three.
        Window = "window", "窓付き封筒（A4三つ折り）";
    }

    /// A sheet of labels of A4.
    pub enum LabelSheet {
        /// Two beside each other, six below each other.
        Twelve = "twelve", "12面";
        /// Three beside each other, eight below each other.
        TwentyFour = "twenty_four", "24面";
    }

    /// Whether the patient has been at the hospital before.
    pub enum Visited {
        /// 不明.
        Unknown = "unknown", "不明";
        /// なし.
        No = "no", "なし";
        /// あり.
        Yes = "yes", "あり";
    }
}

impl LabelSheet {
    /// How many labels stand on a sheet.
    pub fn labels(self) -> u8 {
        match self {
            Self::Twelve => 12,
            Self::TwentyFour => 24,
        }
    }
}
