//! 健診文書の登録 (CIS-IF-120/121). The same identifier again overwrites instead of doubling.

use super::{Ask, document_register, unaddressed};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// A document goes out.
#[derive(Clone, PartialEq, Eq)]
pub struct Request(pub unaddressed::Document);

/// What came of it: the same as for a letter.
pub type Answer = document_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        self.0.sheet(message)
    }
}
