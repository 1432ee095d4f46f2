//! 添付の取得 (CIS-IF-117/118).

use super::{Ask, Envelope, Reading, Told};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Fetches one attachment.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its identifier, from the document or the list.
    pub attachment_identifier: String,
}

/// The attachment.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// Its identifier, given back.
    pub attachment_identifier: Option<String>,
    /// Name of the file as the sender gave it: shown, never used as a path.
    pub file_name: Option<String>,
    /// The file.
    pub file: Option<Vec<u8>>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set("attachment_id", &self.attachment_identifier);
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            attachment_identifier: sheet.owned("attachment_id"),
            file_name: sheet.owned("attachment_name"),
            file: reading.file(sheet, "attachment"),
        }
    }
}
