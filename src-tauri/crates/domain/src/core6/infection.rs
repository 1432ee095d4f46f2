//! 感染症: the results of infection tests.

use super::{
    Coded, Flags, Moment,
    code::{self, Code, CodeSystem},
};
use crate::{redact::redact, words::words};

words! {
    /// A qualitative result (JP_PosNegHold_CS).
    pub enum InfectionResult {
        /// 陽性.
        Positive = "positive", "陽性";
        /// 陰性.
        Negative = "negative", "陰性";
        /// 判定保留.
        Hold = "hold", "判定保留";
    }
}

/// The result of an infection test.
#[derive(Clone, PartialEq, Eq)]
pub struct Infection {
    /// The test, as typed: `HBs抗原`.
    pub text: String,
    /// Its codes, if any.
    pub codes: Vec<Code>,
    /// The result in a word, if it is one of the three.
    pub result: Option<InfectionResult>,
    /// The result as typed, where it is a number or another wording; may be empty.
    pub result_text: String,
    /// 材料: `血清`; may be empty.
    pub specimen: String,
    /// 採取日時.
    pub sampled: Option<Moment>,
    /// Flags; only 長期保存 is allowed.
    pub flags: Flags,
    /// A note for the chart.
    pub note: String,
}

impl Infection {
    /// The result as people read it.
    pub fn display(&self) -> String {
        match (self.result, self.result_text.as_str()) {
            (Some(result), "") => result.label().to_owned(),
            (Some(result), text) => format!("{} ({text})", result.label()),
            (None, text) => text.to_owned(),
        }
    }
}

impl Coded for Infection {
    fn is_coded(&self) -> bool {
        code::any(&self.codes, &[CodeSystem::LabInfectionJlac10, CodeSystem::LabInfectionJlac11])
    }
}

redact!(Infection);
