//! 検査.

use super::{
    Coded, Moment,
    code::{self, Code, CodeSystem},
};
use crate::{redact::redact, text::fold_width, words::words};

words! {
    /// Whether a value lies outside its range.
    pub enum Interpretation {
        /// Above.
        High = "H", "H";
        /// Below.
        Low = "L", "L";
        /// Within.
        Normal = "N", "";
    }
}

/// 基準値: numbers as printed by the laboratory, or a text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ReferenceRange {
    /// Lower limit, a decimal number, or empty.
    pub low: String,
    /// Upper limit, a decimal number, or empty.
    pub high: String,
    /// A range that is not two numbers: `陰性`.
    pub text: String,
}

impl ReferenceRange {
    /// As people read it: `3.5–5.0`, `5.0以下`, or the text.
    pub fn display(&self) -> String {
        match (self.low.as_str(), self.high.as_str()) {
            ("", "") => self.text.clone(),
            (low, "") => format!("{low}以上"),
            ("", high) => format!("{high}以下"),
            (low, high) => format!("{low}–{high}"),
        }
    }
}

/// One laboratory value.
#[derive(Clone, PartialEq, Eq)]
pub struct LabResult {
    /// The item, as typed: `HbA1c`.
    pub text: String,
    /// Its codes, if any.
    pub codes: Vec<Code>,
    /// The value exactly as typed: `6.8`, `<0.3`, `（－）`.
    pub value: String,
    /// Unit as typed; may be empty.
    pub unit: String,
    /// 基準値.
    pub range: ReferenceRange,
    /// H, L or within, if known.
    pub interpretation: Option<Interpretation>,
    /// 材料: `血清`; may be empty.
    pub specimen: String,
    /// 採取日時.
    pub sampled: Option<Moment>,
    /// A note for the chart.
    pub note: String,
}

/// A decimal number as laboratories write it: digits with at most one point, an optional sign, any width,
/// thousands separated by commas. The digits are kept as typed, so that 6.80 stays 6.80.
pub fn read_number(typed: &str) -> Option<String> {
    let text: String = fold_width(typed).replace('−', "-").chars().filter(|c| *c != ',').collect();
    let text = text.trim();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.len() <= 12 && part.bytes().all(|b| b.is_ascii_digit());
    (all_digits(whole) && all_digits(fraction)).then(|| text.to_owned())
}

/// Whether a numeric value lies outside a numeric range; `None` where either is not a number.
pub fn judge(value: &str, range: &ReferenceRange) -> Option<Interpretation> {
    let number = |text: &str| read_number(text)?.parse::<f64>().ok();
    let value = number(value)?;
    let (low, high) = (number(&range.low), number(&range.high));
    if low.is_none() && high.is_none() {
        None
    } else if low.is_some_and(|low| value < low) {
        Some(Interpretation::Low)
    } else if high.is_some_and(|high| value > high) {
        Some(Interpretation::High)
    } else {
        Some(Interpretation::Normal)
    }
}

impl Coded for LabResult {
    fn is_coded(&self) -> bool {
        code::any(
            &self.codes,
            &[CodeSystem::LabLocal, CodeSystem::LabCoreJlac10, CodeSystem::LabCoreJlac11, CodeSystem::Jlac10],
        )
    }
}

redact!(ReferenceRange, LabResult);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_laboratories_write_them() {
        assert_eq!(read_number("６．８０").as_deref(), Some("6.80"));
        assert_eq!(read_number("1,234").as_deref(), Some("1234"));
        assert_eq!(read_number("-0.5").as_deref(), Some("-0.5"));
        for not in ["<0.3", "", ".", "1.", "1.2.3", "（－）", "1e5", "NaN"] {
            assert_eq!(read_number(not), None, "{not}");
        }
    }

    #[test]
    fn judging() {
        let range = ReferenceRange { low: "3.5".into(), high: "5.0".into(), text: String::new() };
        assert_eq!(judge("3.4", &range), Some(Interpretation::Low));
        assert_eq!(judge("3.5", &range), Some(Interpretation::Normal));
        assert_eq!(judge("5.1", &range), Some(Interpretation::High));
        assert_eq!(judge("陰性", &range), None);
        assert_eq!(judge("1", &ReferenceRange::default()), None);
    }

    proptest! {
        #[test]
        fn what_reads_as_a_number_is_one(text in "[-0-9０-９.,]{0,10}") {
            if let Some(number) = read_number(&text) {
                prop_assert!(number.parse::<f64>().is_ok());
            }
        }
    }
}
