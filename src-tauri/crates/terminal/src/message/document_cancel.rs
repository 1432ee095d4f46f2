//! 文書の取消 (CIS-IF-103/104). Whether it is still possible once the addressee has taken the letter is not known.

use super::{Ask, Insured, document_register, document_status};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Takes a registered document back.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person.
    pub insured: Insured,
    /// 文書の識別子.
    pub document_identifier: String,
}

/// What came of it: the same as for a registration.
pub type Answer = document_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        let Self { insured, document_identifier } = self.clone();
        document_status::Request { insured, document_identifier }.sheet(message)
    }
}
