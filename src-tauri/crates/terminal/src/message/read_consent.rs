//! 文書の閲覧同意の知らせ (CIS-IF-119): pushed when a person consents at our card reader that a letter to us is read.

use super::{Envelope, Insured, Reading, Told};
use crate::{codec::Sheet, redact::redact};
use jiff::civil::DateTime;

/// The consent.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header; there is no outcome to speak of.
    pub envelope: Envelope,
    /// 文書の識別子.
    pub document_identifier: Option<String>,
    /// Whether it may be read.
    pub consented: bool,
    /// When that was answered, on Japanese clocks.
    pub at: Option<DateTime>,
    /// The person.
    pub insured: Option<Insured>,
}

redact!(Answer);

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read(sheet, reading),
            document_identifier: sheet.owned("document_identifier"),
            consented: sheet.text("read_consent") == Some("1"),
            at: sheet.time("read_consent_time"),
            insured: Insured::read(sheet),
        }
    }
}
