//! 照会番号一括登録, first step (OQS-IF-009/010): the numbers of many people go up. The layout is provisional.

use super::{Ask, bulk_check_upload, reference_number};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Registers our patient numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// One per person.
    pub numbers: Vec<reference_number::Request>,
}

/// The 受付番号 with which the second step asks.
pub type Answer = bulk_check_upload::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        for number in &self.numbers {
            sheet.add("registration", number.group());
        }
        sheet
    }
}
