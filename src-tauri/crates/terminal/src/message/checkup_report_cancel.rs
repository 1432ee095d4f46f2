//! 健診文書の取消 (CIS-IF-122/123): by key alone.

use super::{Ask, document_cancel, document_register};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Takes a registered document back.
#[derive(Clone, PartialEq, Eq)]
pub struct Request(pub document_cancel::Request);

/// What came of it: the same as for a letter.
pub type Answer = document_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        self.0.sheet(message)
    }
}
