//! Whether an institution uses 電子カルテ情報共有サービス (OQS-IF-045/046): asked before a letter is addressed to it.
//! The layout is provisional.

use super::{Ask, Envelope, Reading, Told};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Which institutions; at least one of the three should be given.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// 都道府県, two digits.
    pub prefecture: Option<String>,
    /// Part of the name.
    pub name: Option<String>,
    /// 医療機関コード, 10 digits.
    pub institution: Option<String>,
}

/// The institutions found.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// What is known of each.
    pub institutions: Vec<Institution>,
}

/// One institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// 医療機関コード, 10 digits.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 所在地, or empty.
    pub address: String,
    /// Whether it uses the service; `None` when the answer does not say.
    pub uses: Option<bool>,
}

redact!(Request, Answer);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set("use_prefecture", self.prefecture.as_deref().unwrap_or_default());
        sheet.set("use_institution_name", self.name.as_deref().unwrap_or_default());
        sheet.set("use_wanted_institution", self.institution.as_deref().unwrap_or_default());
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let institution = |sheet: &Sheet| {
            Some(Institution {
                code: sheet.owned("institution")?,
                name: sheet.owned("use_institution_name").unwrap_or_default(),
                address: sheet.owned("use_address").unwrap_or_default(),
                uses: match sheet.text("use_flag") {
                    Some("1") => Some(true),
                    Some("0") => Some(false),
                    _ => None,
                },
            })
        };
        Self {
            envelope: Envelope::read_told(sheet, reading),
            institutions: sheet
                .groups("use_institutions")
                .flat_map(|list| list.groups("use_institution"))
                .filter_map(institution)
                .collect(),
        }
    }
}
