//! 健診文書の変更 (CIS-IF-124/125): the old one is taken back and the new one registered in one step, or neither.

use super::{Ask, document_register, unaddressed};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// The new document in place of an old one.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 文書の識別子 of the old one.
    pub replaces: String,
    /// The new one, under its own identifier.
    pub new: unaddressed::Document,
}

/// What came of it: the same as for a letter.
pub type Answer = document_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        self.new.sheet_replacing(&self.replaces, message)
    }
}
