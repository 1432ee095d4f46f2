//! 資格確認一括照会 for booked patients, first step (OQS-IF-005/006): the list goes up, a 受付番号 comes back.

use super::{Ask, Envelope, Reading, Told, eligibility_check::Search};
use crate::{catalogue::Message, codec::Sheet, outcome::Verdict, redact::redact};
use domain::{finding::Finding, rule};
use jiff::civil::{Date, DateTime};

/// Asks about several people.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 資格確認日: the day of the booking.
    pub confirmation_date: Date,
    /// The people; each carries our own key in `person_identifier`.
    pub people: Vec<Search>,
}

/// The 受付番号 with which the second step asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// 受付番号.
    pub reception_number: Option<String>,
    /// 受付日時, on Japanese clocks.
    pub received_at: Option<DateTime>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set_date("confirmation_date", self.confirmation_date);
        for person in &self.people {
            sheet.add("search", person.sheet());
        }
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let mut envelope = Envelope::read(sheet, reading);
        let reception_number = sheet.owned("reception_number");
        // This answer has no SegmentOfResult: a 受付番号 is its success.
        if envelope.outcome.verdict == Verdict::Unsaid {
            match reception_number {
                Some(_) => envelope.outcome.verdict = Verdict::Done,
                None => reading.findings.push(Finding::new(&rule::TERMINAL_OUTCOME_MISSING, "")),
            }
        }
        Self { envelope, reception_number, received_at: sheet.time("received_at") }
    }
}
