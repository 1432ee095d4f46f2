//! 同意済資格情報の一括取得（オンライン診療等）, first step (OQS-IF-021/022): who consented from where they are.

use super::{Ask, bulk_check_upload, drug_history::Setting};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use jiff::civil::Date;

/// Asks for everybody of a range of days, which are those of the consent or those of the examination.
#[derive(Clone, PartialEq, Eq)]
pub enum Request {
    /// First and last day of the consent.
    Consented(Date, Date),
    /// First and last day of the examination.
    Examined(Date, Date),
}

/// The 受付番号 with which the second step asks.
pub type Answer = bulk_check_upload::Answer;

redact!(Request);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let (keys, from, to) = match self {
            Request::Consented(from, to) => (["consented_from", "consented_to"], from, to),
            Request::Examined(from, to) => (["examined_from", "examined_to"], from, to),
        };
        let mut search = Sheet::new();
        search.set_date(keys[0], *from);
        search.set_date(keys[1], *to);
        search.set("care_setting", Setting::Online.code());
        let mut sheet = Sheet::new();
        sheet.add("online_search", search);
        sheet
    }
}
