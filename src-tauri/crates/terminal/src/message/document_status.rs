//! 文書の状況照会 (CIS-IF-109/110): whether a registered letter is there, may be seen, was taken. It also settles a
//! registration whose outcome is unknown.

use super::{Ask, Envelope, Insured, Reading, Told};
use crate::{catalogue::Message, codec::Sheet, outcome::Verdict, redact::redact};
use domain::{finding::Finding, rule};

/// Asks about one document.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person.
    pub insured: Insured,
    /// 文書の識別子: `医療機関コード^年^番号`.
    pub document_identifier: String,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// 文書の識別子, given back.
    pub document_identifier: Option<String>,
    /// Where it stands.
    pub status: Option<DocumentStatus>,
}

/// 文書の状態. The values are provisional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentStatus {
    /// 閲覧保留: the person has not consented yet.
    Withheld,
    /// 閲覧可.
    Readable,
    /// 取得済: the addressee has it; cannot be undone.
    Taken,
    /// 取消済.
    Cancelled,
}

redact!(Request, Answer);

impl DocumentStatus {
    pub(super) fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Option<Self> {
        match sheet.text("document_status")? {
            "1" => Some(DocumentStatus::Withheld),
            "2" => Some(DocumentStatus::Readable),
            "3" => Some(DocumentStatus::Taken),
            "9" => Some(DocumentStatus::Cancelled),
            _ => {
                reading.findings.push(Finding::new(&rule::TERMINAL_VALUE_FORM, "document_status"));
                None
            }
        }
    }
}

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write_whole(&mut sheet);
        sheet.set("document_identifier", &self.document_identifier);
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            document_identifier: sheet.owned("document_identifier"),
            status: DocumentStatus::read(sheet, reading),
        }
    }
}

impl Answer {
    /// Whether the service holds the document: `Some(false)` only when it was asked well and says that there is none.
    pub fn is_registered(&self, catalogue_says_unknown: impl Fn(&str) -> bool) -> Option<bool> {
        match (self.envelope.outcome.verdict, self.status) {
            (Verdict::Done, Some(DocumentStatus::Cancelled)) => Some(false),
            (Verdict::Done, Some(_)) => Some(true),
            (Verdict::Refused, _) => self
                .envelope
                .outcome
                .notices
                .iter()
                .filter_map(|notice| notice.code.as_deref())
                .any(catalogue_says_unknown)
                .then_some(false),
            _ => None,
        }
    }
}
