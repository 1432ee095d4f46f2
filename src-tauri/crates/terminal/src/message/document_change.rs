//! 文書の変更 (CIS-IF-107/108): the old one is taken back and the new one registered in one step, or neither.

use super::{Ask, document_register};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// The new document in place of an old one.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 文書の識別子 of the old one.
    pub replaces: String,
    /// The new one, under its own identifier.
    pub new: document_register::Request,
}

/// What came of it: the same as for a registration.
pub type Answer = document_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        let with_old =
            document_register::Request { document_identifier: self.replaces.clone(), ..self.new.clone() };
        let mut sheet = with_old.sheet(message);
        sheet.set("new_document_identifier", &self.new.document_identifier);
        sheet
    }
}
