//! 同意済資格情報の一括取得（訪問診療等）, second step (OQS-IF-019/020): asked with the 受付番号 until the answers are there.

use super::{Ask, bulk_check_download};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Asks for the answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Request(pub bulk_check_download::Request);

/// The answers: the same as those of 資格確認一括照会, so that whoever takes those in takes these in.
pub type Answer = bulk_check_download::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        self.0.sheet(message)
    }
}
