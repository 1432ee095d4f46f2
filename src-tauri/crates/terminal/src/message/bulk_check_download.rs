//! 資格確認一括照会, second step (OQS-IF-007/008): asked with the 受付番号 until the answers are there.

use super::{
    Ask, Envelope, Reading, Told,
    eligibility_check::{Record, Search, Validity},
};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Asks for the answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 受付番号 of the first step.
    pub reception_number: String,
}

/// The answers, or that they are still being made ([`crate::outcome::Verdict::Processing`]).
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// 受付番号, given back.
    pub reception_number: Option<String>,
    /// How many were processed, how many well, how many with an error.
    pub counts: [Option<u32>; 3],
    /// One per person.
    pub units: Vec<Unit>,
}

/// What is known of one person of the list.
#[derive(Clone, PartialEq, Eq)]
pub struct Unit {
    /// What was asked, given back, with our own key.
    pub search: Option<Search>,
    /// 処理結果状況 (OQSCD004): `1` is success.
    pub status: Option<String>,
    /// 処理結果コード.
    pub code: Option<String>,
    /// The service's sentence.
    pub message: Option<String>,
    /// 資格有効性.
    pub validity: Option<Validity>,
    /// The qualifications.
    pub records: Vec<Record>,
    /// 照会番号, if any are registered.
    pub reference_numbers: Vec<String>,
}

redact!(Request, Answer, Unit);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set("reception_number", &self.reception_number);
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            reception_number: sheet.owned("reception_number"),
            counts: ["results_total", "results_normal", "results_error"].map(|key| sheet.number(key)),
            units: sheet.groups("unit").map(Unit::read).collect(),
        }
    }
}

impl Unit {
    fn read(sheet: &Sheet) -> Self {
        let listed = sheet.groups("results").flat_map(|list| list.groups("record"));
        Self {
            search: sheet.group("search_echo").and_then(Search::read),
            status: sheet.owned("status"),
            code: sheet.owned("status_code"),
            message: sheet.owned("status_message"),
            validity: sheet.text("validity").map(Validity::read),
            records: sheet.groups("record").chain(listed).map(Record::read).collect(),
            reference_numbers: sheet.texts("reference_number").map(str::to_owned).collect(),
        }
    }
}
