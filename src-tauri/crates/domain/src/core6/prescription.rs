//! 処方: one row per drug, grouped by RP.

use super::lab_result::read_number;
use super::{
    Coded,
    code::{self, Code, CodeSystem},
};
use crate::{date::Date, redact::redact, text::fold_width, words::words};

words! {
    /// How a drug is used (剤形区分).
    pub enum DosageKind {
        /// 内服.
        Internal = "internal", "内服";
        /// 頓用.
        AsNeeded = "as_needed", "頓用";
        /// 外用.
        External = "external", "外用";
        /// 注射 (自己注射).
        Injection = "injection", "注射";
    }
}

/// One drug of a prescription.
#[derive(Clone, PartialEq, Eq)]
pub struct Prescription {
    /// RP number, from 1; drugs of one RP share usage and days.
    pub rp: u16,
    /// Place in the RP, from 1.
    pub order: u16,
    /// The drug, as typed.
    pub text: String,
    /// Its codes, if any.
    pub codes: Vec<Code>,
    /// Use.
    pub kind: DosageKind,
    /// Amount per time, a decimal number as typed, or empty.
    pub dose: String,
    /// Amount per day, a decimal number as typed, or empty.
    pub daily_dose: String,
    /// 不均等: the amounts of a day in the order of taking, decimal numbers as typed; empty when every time is the same.
    pub doses: Vec<String>,
    /// Unit of the amounts: `錠`; may be empty.
    pub unit: String,
    /// 用法, as typed: `1日1回朝食後`.
    pub usage: String,
    /// 電子処方箋 用法コード, if known.
    pub usage_code: Option<Code>,
    /// 部位 of a drug for external use, as typed; may be empty.
    pub site: String,
    /// 投与日数.
    pub days: Option<u16>,
    /// 頓用回数.
    pub times: Option<u16>,
    /// 処方日: the day on which the row is true.
    pub prescribed_on: Date,
    /// The day from which it is taken, if not 処方日.
    pub starts_on: Option<Date>,
    /// The day on which it was stopped.
    pub ended: Option<Date>,
    /// A note for the chart.
    pub note: String,
}

impl Prescription {
    /// The amount as people read it: `1回1錠 1日3錠`, `1日7錠（4錠－2錠－1錠）`; empty when no amount is known.
    pub fn amount(&self) -> String {
        let mut parts = Vec::new();
        if !self.dose.is_empty() {
            parts.push(format!("1回{}{}", self.dose, self.unit));
        }
        if !self.daily_dose.is_empty() {
            parts.push(format!("1日{}{}", self.daily_dose, self.unit));
        }
        if !self.doses.is_empty() {
            let doses: Vec<String> = self.doses.iter().map(|dose| format!("{dose}{}", self.unit)).collect();
            return format!("{}（{}）", parts.join(" "), doses.join("－"));
        }
        parts.join(" ")
    }

    /// Usage, site and length as people read them: `1日1回朝食後 14日分`, `1日2回塗布 右膝`.
    pub fn instruction(&self) -> String {
        let length = match (self.days, self.times) {
            (Some(days), _) => format!("{days}日分"),
            (None, Some(times)) => format!("{times}回分"),
            (None, None) => String::new(),
        };
        [self.usage.as_str(), self.site.as_str(), length.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Most times of a day at which uneven amounts are taken.
pub const DOSES: std::ops::RangeInclusive<usize> = 2..=6;

/// Uneven amounts as people write them: `4-2-1`, `4錠－2錠－1錠`. `None` when it is not 2 to 6 numbers.
pub fn read_doses(typed: &str, unit: &str) -> Option<Vec<String>> {
    let folded = fold_width(typed);
    let doses: Option<Vec<String>> = folded
        .split(['-', '－', '−', '–', '―', 'ー', '・', '、', '/', ','])
        .map(|part| {
            let part = part.trim();
            let bare = part.strip_suffix(fold_width(unit).trim()).unwrap_or(part);
            read_number(bare.trim()).filter(|number| !number.starts_with('-'))
        })
        .collect();
    doses.filter(|doses| DOSES.contains(&doses.len()))
}

/// The exact sum of decimal numbers; `None` where one is none.
pub fn sum(numbers: &[String]) -> Option<String> {
    let fraction = |number: &str| number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let scale = numbers.iter().map(|number| fraction(number)).max()?;
    let mut total: u128 = 0;
    for number in numbers {
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        total = total.checked_add(format!("{whole}{part:0<scale$}").parse().ok()?)?;
    }
    let digits = format!("{total:0>width$}", width = scale + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - scale)?;
    let part = part.trim_end_matches('0');
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// The code and name of a 部位 that is written just as the table has it: `右膝` is `95R`.
pub fn body_site(typed: &str) -> Option<(String, String)> {
    let typed = typed.trim();
    for line in include_str!("../../data/body_sites.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(code), Some(name), Some(sides)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        if typed == name {
            return Some((format!("{code}0"), name.to_owned()));
        }
        let side = sides.chars().find(|side| {
            let word = match side {
                'B' => '両',
                'L' => '左',
                _ => '右',
            };
            typed.strip_prefix(word) == Some(name)
        });
        if let Some(side) = side {
            return Some((format!("{code}{side}"), typed.to_owned()));
        }
    }
    None
}

/// The method of use that a 用法コード begins with: `10` is 経口.
pub fn usage_method(usage_code: &str) -> Option<(&'static str, &'static str)> {
    let begins = usage_code.get(..2)?;
    include_str!("../../data/usage_methods.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(code, _)| *code == begins)
}

impl Coded for Prescription {
    fn is_coded(&self) -> bool {
        code::any(&self.codes, &[CodeSystem::DrugYj, CodeSystem::DrugGeneral])
    }
}

redact!(Prescription);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn uneven_amounts_as_people_write_them() {
        let read = |typed| read_doses(typed, "錠").map(|doses| doses.join("|"));
        assert_eq!(read("4-2-1").as_deref(), Some("4|2|1"));
        assert_eq!(read("４錠－２錠－０．５錠").as_deref(), Some("4|2|0.5"));
        assert_eq!(read("4").as_deref(), None);
        assert_eq!(read("4--1").as_deref(), None);
        assert_eq!(read("1-1-1-1-1-1-1").as_deref(), None);
        assert_eq!(sum(&["4".into(), "2".into(), "0.50".into()]).as_deref(), Some("6.5"));
        assert_eq!(sum(&["0.1".into(), "0.2".into()]).as_deref(), Some("0.3"));
        assert_eq!(sum(&[]), None);
    }

    #[test]
    fn sites_and_methods_have_their_codes() {
        assert_eq!(body_site("右膝"), Some(("95R".into(), "右膝".into())));
        assert_eq!(body_site("両眼"), Some(("26B".into(), "両眼".into())));
        assert_eq!(body_site("へそ"), Some(("8B0".into(), "へそ".into())));
        assert_eq!(body_site("右へそ"), None);
        assert_eq!(body_site("ひざ小僧"), None);
        assert_eq!(usage_method("1013044400000000"), Some(("10", "経口")));
        assert_eq!(usage_method("2H"), Some(("2H", "点眼")));
        assert_eq!(usage_method("あ"), None);
    }

    proptest! {
        #[test]
        fn anything_typed_is_read_or_refused(typed in any::<String>(), unit in "[錠mLｇ]{0,2}") {
            if let Some(doses) = read_doses(&typed, &unit) {
                prop_assert!(DOSES.contains(&doses.len()));
                prop_assert!(sum(&doses).is_some());
            }
            let _ = (body_site(&typed), usage_method(&typed));
        }
    }
}
