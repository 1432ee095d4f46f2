//! 特定健診情報の閲覧 (TKK): results of the statutory health check-ups, as XML or PDF.

use super::{
    Ask, Envelope, Insured, Reading, Told,
    drug_history::{Person, Setting},
};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use jiff::civil::Date;

/// Asks for everything there is; this message takes no dates.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person; the birth date is not sent.
    pub insured: Insured,
    /// A PDF instead of XML.
    pub paper: bool,
    /// 診療区分.
    pub setting: Setting,
}

/// The check-ups. Empty when the answer came on paper or was refused.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// Whom the answer is about.
    pub person: Option<Person>,
    /// Check-up by check-up.
    pub checkups: Vec<Checkup>,
}

/// One check-up.
#[derive(Clone, PartialEq, Eq)]
pub struct Checkup {
    /// 健診実施日.
    pub examined_on: Option<Date>,
    /// Results and questions.
    pub results: Vec<Measured>,
}

/// One result or answered question.
#[derive(Clone, PartialEq, Eq)]
pub struct Measured {
    /// JLAC10, 17 digits.
    pub code: Option<String>,
    /// 項目名.
    pub name: Option<String>,
    /// `PQ`, `CD`, `ST` … as sent.
    pub data_type: Option<String>,
    /// The value as sent.
    pub value: Option<String>,
    /// 単位.
    pub unit: Option<String>,
    /// What a coded value means.
    pub value_name: Option<String>,
}

redact!(Request, Answer, Checkup, Measured);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write(&mut sheet);
        sheet.set("category", if self.paper { "1" } else { "2" });
        sheet.set("setting", self.setting.code());
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let measured = |sheet: &Sheet| Measured {
            code: sheet.owned("item_code"),
            name: sheet.owned("item_name"),
            data_type: sheet.owned("data_type"),
            value: sheet.owned("value"),
            unit: sheet.owned("unit"),
            value_name: sheet.owned("value_name"),
        };
        let checkups = sheet.groups("checkup").map(|checkup| Checkup {
            examined_on: checkup.date("examined_on"),
            results: checkup.groups("finding").map(measured).collect(),
        });
        Self {
            checkups: checkups.collect(),
            envelope: Envelope::read_told(sheet, reading),
            person: Person::read(sheet),
        }
    }
}
