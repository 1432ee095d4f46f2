//! 文書の取得 (CIS-IF-113/114). Once fetched it counts as taken and soon disappears from the service: store it
//! before anything else.

use super::{Ask, Envelope, Insured, Reading, Told, document_status::DocumentStatus};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Fetches one document.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 文書の識別子.
    pub document_identifier: String,
}

/// The document.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// 文書の識別子, given back.
    pub document_identifier: Option<String>,
    /// 文書種別 (LOINC).
    pub document_type: Option<String>,
    /// Where it stands now.
    pub status: Option<DocumentStatus>,
    /// The person.
    pub insured: Option<Insured>,
    /// The FHIR Bundle as it came.
    pub document: Option<Vec<u8>>,
    /// Identifiers of its attachments, to be fetched one by one.
    pub attachments: Vec<String>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set("document_identifier", &self.document_identifier);
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            document_identifier: sheet.owned("document_identifier"),
            document_type: sheet.owned("document_type"),
            status: DocumentStatus::read(sheet, reading),
            insured: Insured::read(sheet),
            document: reading.file(sheet, "document"),
            attachments: sheet.texts("attachment_id").map(str::to_owned).collect(),
        }
    }
}
