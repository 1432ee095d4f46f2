//! 照会番号登録 (OQS-IF-003/004): afterwards every card that is tapped here brings our patient number with it.

use super::{Ask, Envelope, Insured, Reading, Told};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Registers our patient number for an insurance; from the day's own answer, never from an old record.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 照会番号, at most 50 characters.
    pub reference_number: String,
    /// The insurance; the birth date is not sent.
    pub insured: Insured,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// 照会番号, given back.
    pub reference_number: Option<String>,
}

redact!(Request, Answer);

impl Request {
    pub(super) fn group(&self) -> Sheet {
        let mut group = Sheet::new();
        group.set("reference_number", &self.reference_number);
        self.insured.write(&mut group);
        group
    }
}

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.add("registration", self.group());
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            reference_number: sheet.owned("reference_number"),
        }
    }
}
