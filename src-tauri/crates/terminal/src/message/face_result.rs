//! What the card reader pushes when a person has identified themself: the layout of 資格確認, unasked. It belongs to
//! whoever tapped the card, never to "the patient who is open".

use super::{Envelope, Reading, Told, eligibility_check};
use crate::{codec::Sheet, redact::redact};

/// The result.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome; the file identifier is the terminal's own.
    pub envelope: Envelope,
    /// The same as the answer to 資格確認.
    pub eligibility: eligibility_check::Answer,
}

redact!(Answer);

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let eligibility = eligibility_check::Answer::read(sheet, reading);
        Self { envelope: eligibility.envelope.clone(), eligibility }
    }
}
