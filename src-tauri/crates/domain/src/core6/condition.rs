//! 傷病名.

use super::{
    Coded, Flags,
    code::{self, Code, CodeSystem},
};
use crate::{
    date::{Date, PartialDate},
    redact::redact,
    words::words,
};

words! {
    /// 転帰.
    pub enum OutcomeKind {
        /// 治癒.
        Cured = "cured", "治癒";
        /// 軽快・寛解.
        Improved = "improved", "軽快";
        /// 中止.
        Stopped = "stopped", "中止";
        /// 転医.
        Transferred = "transferred", "転医";
        /// 死亡.
        Died = "died", "死亡";
    }
}

/// How and when a condition ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// 転帰.
    pub kind: OutcomeKind,
    /// 転帰日.
    pub on: Date,
}

/// A prefix or suffix modifier (修飾語), in display order.
#[derive(Clone, PartialEq, Eq)]
pub struct Modifier {
    /// The word: `左`, `急性`, `術後`.
    pub text: String,
    /// Its codes, if any.
    pub codes: Vec<Code>,
}

/// A condition.
#[derive(Clone, PartialEq, Eq)]
pub struct Condition {
    /// The disease's name without its modifiers, as typed.
    pub text: String,
    /// Its codes, if any.
    pub codes: Vec<Code>,
    /// Modifiers before the name.
    pub prefixes: Vec<Modifier>,
    /// Modifiers after the name (の疑い is [`Condition::suspected`]).
    pub suffixes: Vec<Modifier>,
    /// 疑い病名.
    pub suspected: bool,
    /// 主傷病.
    pub principal: bool,
    /// 発症日 or 診療開始日, as far as it is known.
    pub onset: Option<PartialDate>,
    /// 転帰, once it has ended.
    pub outcome: Option<Outcome>,
    /// Flags of the national service.
    pub flags: Flags,
    /// A note for the chart.
    pub note: String,
}

impl Condition {
    /// The whole name without 疑い: prefixes, name, suffixes.
    pub fn full_name(&self) -> String {
        let words = |list: &[Modifier]| list.iter().map(|m| m.text.as_str()).collect::<String>();
        format!("{}{}{}", words(&self.prefixes), self.text, words(&self.suffixes))
    }

    /// The whole name as letters print it: `（疑い）` behind a suspected one.
    pub fn display(&self) -> String {
        let mark = if self.suspected { "（疑い）" } else { "" };
        format!("{}{mark}", self.full_name())
    }
}

impl Coded for Condition {
    fn is_coded(&self) -> bool {
        code::any(&self.codes, &[CodeSystem::DiseaseKey])
    }
}

redact!(Modifier, Condition);
