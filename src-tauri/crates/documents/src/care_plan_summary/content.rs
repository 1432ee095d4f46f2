//! A 患者サマリー with everything looked up: what the paper and the bundle are made of.

use crate::sheet::PaperStyle;
use domain::{
    core6::{Entry, condition::Condition},
    date::Date,
    id::DocumentId,
    institution::{Doctor, Institution},
    letter::Payment,
    patient::Patient,
};
use jiff::Timestamp;

/// A 患者サマリー, complete and independent of the store.
#[derive(Clone, PartialEq)]
pub struct CarePlanSummary {
    /// The document; its 32 hex digits are the document number.
    pub document: DocumentId,
    /// 版数, from 1.
    pub version: u32,
    /// 指導日.
    pub date: Date,
    /// When this version was made.
    pub made_at: Timestamp,
    /// The clinic.
    pub institution: Institution,
    /// The doctor who explained it. `None` only in a draft.
    pub doctor: Option<Doctor>,
    /// The patient.
    pub patient: Patient,
    /// Who pays.
    pub payment: Payment,
    /// 対象の傷病名, 主傷病 first.
    pub conditions: Vec<Entry<Condition>>,
    /// 傷病名 beside the rows, or empty.
    pub diagnosis: String,
    /// 療養上の計画・アドバイス.
    pub advice: String,
    /// 次回の受診, or empty.
    pub next_visit: NextVisit,
    /// Whether the paper has a line for a signature.
    pub signature: bool,
    /// Setting of the paper.
    pub style: PaperStyle,
}

impl std::fmt::Debug for CarePlanSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CarePlanSummary({} v{})", self.document, self.version)
    }
}

/// 次回の受診.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum NextVisit {
    /// Nothing was said.
    #[default]
    Open,
    /// A day.
    Day(Date),
    /// In words: 4週間後.
    Words(String),
}

impl NextVisit {
    /// As people read it; empty when nothing was said.
    pub fn display(&self, civil_years: bool) -> String {
        match self {
            NextVisit::Open => String::new(),
            NextVisit::Day(day) => crate::calendar::day(civil_years, *day),
            NextVisit::Words(words) => words.clone(),
        }
    }
}
