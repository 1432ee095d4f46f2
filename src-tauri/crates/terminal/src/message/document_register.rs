//! 文書の登録 (CIS-IF-101/102): a letter goes out. The same identifier again overwrites instead of doubling.

use super::{Ask, Envelope, Insured, Reading, Told, document_status::DocumentStatus, packed};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// A document with what the service needs beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person, by the day's own eligibility answer.
    pub insured: Insured,
    /// 文書種別 (LOINC): `57133-1` for 診療情報提供書.
    pub document_type: String,
    /// 文書の識別子: `医療機関コード^年^番号`.
    pub document_identifier: String,
    /// あて先の医療機関コード, 10 digits; `None` for documents without an addressee.
    pub destination: Option<String>,
    /// The person consented here and now that the addressee reads it.
    pub read_consent: bool,
    /// The FHIR Bundle, JSON in UTF-8.
    pub document: Vec<u8>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome; faults of the document come as notices with their place.
    pub envelope: Envelope,
    /// 文書の識別子, given back.
    pub document_identifier: Option<String>,
    /// Where it stands now.
    pub status: Option<DocumentStatus>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write_whole(&mut sheet);
        sheet.set("document_type", &self.document_type);
        sheet.set("document_identifier", &self.document_identifier);
        sheet.set("destination", self.destination.as_deref().unwrap_or_default());
        sheet.set("read_consent", if self.read_consent { "1" } else { "0" });
        sheet.set("document", packed(message, "document", &self.document));
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            document_identifier: sheet.owned("document_identifier"),
            status: DocumentStatus::read(sheet, reading),
        }
    }
}
