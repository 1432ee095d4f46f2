//! 医療扶助の資格情報の一括取得, first step (OQS-IF-013/014): whose 医療券 were issued to us for a month.

use super::{Ask, bulk_check_upload};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use jiff::civil::Date;

/// Asks for a month.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 診療年月, by any of its days.
    pub month: Date,
}

/// The 受付番号 with which the second step asks.
pub type Answer = bulk_check_upload::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut search = Sheet::new();
        search.set_month("ticket_month", self.month);
        let mut sheet = Sheet::new();
        sheet.add("ticket_search", search);
        sheet
    }
}
