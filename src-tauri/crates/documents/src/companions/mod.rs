//! Papers that go with a finalized letter: the cover of a FAX, envelopes, address labels, a booking by FAX. They
//! are made from the letter and what a person adds, and are not kept.
//!
//! Measures of envelopes, windows and label sheets are data in [`measures`].

mod booking;
mod envelope;
mod fax;
mod label;
mod measures;
mod sheet;

use crate::referral_letter::content::Letter;
use domain::{
    companion::{Envelope, LabelSheet, Visited},
    date::Date,
    finding::{Finding, any_error},
};
use print::Paper;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which paper, with what a person adds to it.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "paper", rename_all = "snake_case", deny_unknown_fields)]
pub enum Companion {
    /// FAX送付状.
    FaxCover(FaxCoverForm),
    /// 封筒.
    Envelope(EnvelopeForm),
    /// 宛名ラベル.
    Labels(LabelsForm),
    /// FAX予約申込書.
    Booking(BookingForm),
}

/// What stands on the cover of a FAX beside the letter's own facts.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FaxCoverForm {
    /// Number, as typed.
    pub number: String,
    /// The number again, typed a second time: a wrong digit sends the letter to strangers.
    pub again: String,
    /// Sheets with this one, as typed.
    pub sheets: String,
    /// 連絡事項. No patient is named on the cover.
    pub note: String,
}

/// An envelope.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeForm {
    /// Kind.
    pub envelope: Envelope,
    /// 親展: only the addressee may open it.
    pub confidential: bool,
}

/// Address labels.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelsForm {
    /// Kind of sheet.
    pub sheet: LabelSheet,
    /// The first label that is still on the sheet, from 1, left to right and down; as typed.
    pub first: String,
    /// How many, as typed.
    pub count: String,
}

/// A booking by FAX.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingForm {
    /// 第1–第3希望日 as typed; further words (午前 …) may follow a date after a blank.
    pub wishes: [String; 3],
    /// 希望する診療科, or empty.
    pub department: String,
    /// 希望する医師, or empty.
    pub doctor: String,
    /// 受診歴.
    pub visited: Visited,
    /// The patient's number there, or empty.
    pub visited_id: String,
    /// Who at the clinic is asked back, or empty.
    pub contact: String,
    /// 連絡事項.
    pub note: String,
}

/// Lays the paper out, or says what stands in the way. `today` is the day on which it is made.
pub fn paper(letter: &Letter, companion: &Companion, today: Date) -> (Option<Paper>, Vec<Finding>) {
    let mut findings = Vec::new();
    let paper = match companion {
        Companion::FaxCover(form) => fax::paper(letter, form, today, &mut findings),
        Companion::Envelope(form) => envelope::paper(letter, form, &mut findings),
        Companion::Labels(form) => label::paper(letter, form, &mut findings),
        Companion::Booking(form) => booking::paper(letter, form, today, &mut findings),
    };
    (paper.filter(|_| !any_error(&findings)), findings)
}
