//! Documents that no institution is addressed by: 健診文書 and 患者サマリー. Their messages are those of a letter
//! without addressee and consent.

use super::{Insured, packed};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// A document with what the service needs beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The person, by the day's own eligibility answer.
    pub insured: Insured,
    /// 文書種別 (LOINC).
    pub document_type: String,
    /// 文書の識別子: `医療機関コード^年^番号`.
    pub document_identifier: String,
    /// The FHIR Bundle, JSON in UTF-8.
    pub document: Vec<u8>,
}

redact!(Document);

impl Document {
    pub(super) fn sheet(&self, message: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write_whole(&mut sheet);
        sheet.set("document_type", &self.document_type);
        sheet.set("document_identifier", &self.document_identifier);
        sheet.set("document", packed(message, "document", &self.document));
        sheet
    }

    /// The same in place of the document `replaces`.
    pub(super) fn sheet_replacing(&self, replaces: &str, message: &Message) -> Sheet {
        let with_old = Self { document_identifier: replaces.to_owned(), ..self.clone() };
        let mut sheet = with_old.sheet(message);
        sheet.set("new_document_identifier", &self.document_identifier);
        sheet
    }
}
