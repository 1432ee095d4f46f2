//! 5情報の登録 (CIS-IF-201/202): one Bundle of one kind; all of it is taken or none.

use super::{Ask, Envelope, Insured, Reading, Told, packed};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// One Bundle.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person, by the day's own eligibility answer.
    pub insured: Insured,
    /// Bundle.identifier: `医療機関コード^発行年^施設内ID`; the same again overwrites.
    pub bundle_identifier: String,
    /// The FHIR Bundle, JSON in UTF-8.
    pub bundle: Vec<u8>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome; faults of the Bundle come as notices with their place.
    pub envelope: Envelope,
    /// Bundle.identifier, given back.
    pub bundle_identifier: Option<String>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write_whole(&mut sheet);
        sheet.set("bundle_identifier", &self.bundle_identifier);
        sheet.set("clinical", packed(message, "clinical", &self.bundle));
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            bundle_identifier: sheet.owned("bundle_identifier"),
        }
    }
}
