//! 処方: one row per drug, grouped by RP.

use super::{
    Coded,
    code::{self, Code, CodeSystem},
};
use crate::{date::Date, redact::redact, words::words};

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
    /// Unit of the amounts: `錠`; may be empty.
    pub unit: String,
    /// 用法, as typed: `1日1回朝食後`.
    pub usage: String,
    /// 電子処方箋 用法コード, if known.
    pub usage_code: Option<Code>,
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
    /// The amount as people read it: `1回1錠 1日3錠`; empty when no amount is known.
    pub fn amount(&self) -> String {
        let mut parts = Vec::new();
        if !self.dose.is_empty() {
            parts.push(format!("1回{}{}", self.dose, self.unit));
        }
        if !self.daily_dose.is_empty() {
            parts.push(format!("1日{}{}", self.daily_dose, self.unit));
        }
        parts.join(" ")
    }

    /// Usage and length as people read them: `1日1回朝食後 14日分`.
    pub fn instruction(&self) -> String {
        let length = match (self.days, self.times) {
            (Some(days), _) => format!("{days}日分"),
            (None, Some(times)) => format!("{times}回分"),
            (None, None) => String::new(),
        };
        [self.usage.as_str(), length.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Coded for Prescription {
    fn is_coded(&self) -> bool {
        code::any(&self.codes, &[CodeSystem::DrugYj, CodeSystem::DrugGeneral])
    }
}

redact!(Prescription);
