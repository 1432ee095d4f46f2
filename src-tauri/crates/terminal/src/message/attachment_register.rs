//! 添付の登録 (CIS-IF-115/116): one file beside a registered letter.

use super::{Ask, Envelope, Reading, Told, packed};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// One attachment.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 文書の識別子 of the letter.
    pub document_identifier: String,
    /// Identifier of the attachment; the same again overwrites.
    pub attachment_identifier: String,
    /// Name of the file, without patient data.
    pub file_name: String,
    /// The file, a PDF.
    pub file: Vec<u8>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// Identifier of the attachment, given back.
    pub attachment_identifier: Option<String>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set("document_identifier", &self.document_identifier);
        sheet.set("attachment_id", &self.attachment_identifier);
        sheet.set("attachment_name", &self.file_name);
        sheet.set("attachment", packed(message, "attachment", &self.file));
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            attachment_identifier: sheet.owned("attachment_id"),
        }
    }
}
