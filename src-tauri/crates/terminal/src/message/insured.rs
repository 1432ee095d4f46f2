//! The key by which the services know a person.

use crate::{codec::Sheet, redact::redact};
use domain::patient::{Branch, Insurance};
use jiff::civil::Date;

/// 保険者番号・記号・番号・枝番 and 生年月日.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Insured {
    /// 保険者番号 without padding.
    pub insurer_number: String,
    /// 記号, or empty.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番: two digits; `None` where the answer or the card has none.
    pub branch: Option<String>,
    /// 生年月日.
    pub birth_date: Option<Date>,
}

redact!(Insured);

impl Insured {
    /// From a patient's record. An unchecked 枝番 is sent as none; whether to send at all is the caller's rule.
    pub fn of(insurance: &Insurance, birth_date: Date) -> Self {
        Self {
            insurer_number: insurance.insurer_number.clone(),
            symbol: insurance.symbol.clone(),
            number: insurance.number.clone(),
            branch: match &insurance.branch {
                Branch::Number(digits) => Some(digits.clone()),
                Branch::NonePrinted | Branch::Unchecked => None,
            },
            birth_date: Some(birth_date),
        }
    }

    /// The key without the birth date, as some messages take it.
    pub(super) fn write(&self, sheet: &mut Sheet) {
        sheet.set("insurer_number", &self.insurer_number);
        sheet.set("card_symbol", &self.symbol);
        sheet.set("card_number", &self.number);
        if let Some(branch) = &self.branch {
            sheet.set("branch", branch);
        }
    }

    /// The key with the birth date.
    pub(super) fn write_whole(&self, sheet: &mut Sheet) {
        self.write(sheet);
        if let Some(date) = self.birth_date {
            sheet.set_date("birth_date", date);
        }
    }

    /// `None` when the sheet names no insurer and no number.
    pub(super) fn read(sheet: &Sheet) -> Option<Self> {
        let insured = Self {
            insurer_number: sheet.owned("insurer_number").unwrap_or_default(),
            symbol: sheet.owned("card_symbol").unwrap_or_default(),
            number: sheet.owned("card_number").unwrap_or_default(),
            branch: sheet.owned("branch"),
            birth_date: sheet.date("birth_date"),
        };
        (!insured.insurer_number.is_empty() || !insured.number.is_empty()).then_some(insured)
    }
}
