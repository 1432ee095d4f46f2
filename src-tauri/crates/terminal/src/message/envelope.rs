//! What every answer has.

use super::Reading;
use crate::{
    codec::Sheet,
    outcome::{Outcome, Verdict},
};
use domain::{finding::Finding, rule};
use jiff::civil::{Date, DateTime};

/// Header and outcome of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// When the service processed it, on Japanese clocks.
    pub processed_at: Option<DateTime>,
    /// 資格確認日.
    pub confirmed_on: Option<Date>,
    /// 医療機関コード.
    pub institution: Option<String>,
    /// 任意のファイル識別子, given back (in what is pushed: made by the terminal, pairs with nothing).
    pub file_identifier: Option<String>,
    /// Whether it succeeded, and what was said.
    pub outcome: Outcome,
}

impl Envelope {
    pub(super) fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let outcome = Outcome::read(sheet, reading.message, reading.catalogue);
        Self {
            processed_at: sheet.time("processed_at"),
            confirmed_on: sheet.date("confirmation_date"),
            institution: sheet.owned("institution"),
            file_identifier: sheet.owned("file_identifier"),
            outcome,
        }
    }

    /// The same, with a finding when the answer does not say how it ended.
    pub(super) fn read_told(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let envelope = Self::read(sheet, reading);
        if envelope.outcome.verdict == Verdict::Unsaid {
            reading.findings.push(Finding::new(&rule::TERMINAL_OUTCOME_MISSING, ""));
        }
        envelope
    }
}
