//! 5情報の変更 (CIS-IF-207/208): a registered Bundle is replaced under its identifier.

use super::{Ask, core6_register};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// The new Bundle, under the identifier of the old one.
#[derive(Clone, PartialEq, Eq)]
pub struct Request(pub core6_register::Request);

/// What came of it: the same as for a registration.
pub type Answer = core6_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        self.0.sheet(message)
    }
}
