//! 同意済資格情報の一括取得（訪問診療等）, first step (OQS-IF-017/018): who consented at home.

use super::{Ask, bulk_check_upload, drug_history::Setting};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use jiff::civil::Date;

/// Asks for everybody who consented between two days.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The 受付番号 with which the second step asks.
pub type Answer = bulk_check_upload::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut search = Sheet::new();
        search.set_date("consented_from", self.from);
        search.set_date("consented_to", self.to);
        search.set("care_setting", Setting::HomeVisit.code());
        let mut sheet = Sheet::new();
        sheet.add("visit_search", search);
        sheet
    }
}
