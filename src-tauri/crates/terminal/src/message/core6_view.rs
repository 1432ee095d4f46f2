//! 6情報の閲覧 (CIP): the 6情報 of the person in front of us, from all institutions. The answer is known as a PDF
//! only; anything else is kept and shown as it came.

use super::{
    Ask, Envelope, Insured, Reading, Told,
    drug_history::{Person, Setting},
};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use jiff::civil::Date;

/// Asks for a range of months, on paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person; the birth date is not sent.
    pub insured: Insured,
    /// First month, by any of its days.
    pub from: Date,
    /// Last month, by any of its days.
    pub to: Date,
    /// 診療区分.
    pub setting: Setting,
}

/// What was said beside the paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// Whom the answer is about.
    pub person: Option<Person>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write(&mut sheet);
        sheet.set_month("from_month", self.from);
        sheet.set_month("to_month", self.to);
        sheet.set("category", "1");
        sheet.set("setting", self.setting.code());
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self { envelope: Envelope::read_told(sheet, reading), person: Person::read(sheet) }
    }
}
