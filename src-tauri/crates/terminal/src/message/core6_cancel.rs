//! 5情報の取消 (CIS-IF-203/204): by key alone, without a Bundle.

use super::{Ask, Insured, core6_register};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Takes a registered Bundle back.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person.
    pub insured: Insured,
    /// Bundle.identifier.
    pub bundle_identifier: String,
}

/// What came of it: the same as for a registration.
pub type Answer = core6_register::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write_whole(&mut sheet);
        sheet.set("bundle_identifier", &self.bundle_identifier);
        sheet
    }
}
