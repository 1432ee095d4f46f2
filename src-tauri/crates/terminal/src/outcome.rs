//! Success, in the two ways in which the services tell it. That an answer exists does not mean success.

use crate::{
    catalogue::{Catalogue, Means, Message, OutcomeStyle, Retry},
    codec::Sheet,
};

/// How a request ended, before any business result such as 資格有効性.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 正常終了.
    Done,
    /// 処理中: ask again later.
    Processing,
    /// The whole file failed (`SegmentOfResult` 9).
    Failed,
    /// This item was turned away (`ProcessingResultStatus` 2, or a `ResultCode` other than 1).
    Refused,
    /// The answer does not say.
    Unsaid,
}

/// What the service said, word for word; a notice may also come with success.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its code, if any.
    pub code: Option<String>,
    /// Its sentence, if any.
    pub message: Option<String>,
    /// Where in the document, if it said so.
    pub place: Option<String>,
}

crate::redact::redact!(Notice);

/// Verdict and notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub verdict: Verdict,
    /// What was said about it.
    pub notices: Vec<Notice>,
    /// Whether to try again, by what is known of the codes.
    pub retry: Retry,
}

impl Outcome {
    pub(crate) fn read(sheet: &Sheet, message: &Message, catalogue: &Catalogue) -> Self {
        let notice = |code: Option<&str>, text: Option<&str>, place: Option<&str>| {
            (code.is_some() || text.is_some() || place.is_some()).then(|| Notice {
                code: code.map(str::to_owned),
                message: text.map(str::to_owned),
                place: place.map(str::to_owned),
            })
        };
        let (verdict, notices): (Verdict, Vec<Notice>) = match message.outcome {
            OutcomeStyle::Levels => {
                let whole = notice(sheet.text("error_code"), sheet.text("error_message"), None);
                let item = notice(sheet.text("status_code"), sheet.text("status_message"), None);
                let faults: Vec<Notice> = sheet
                    .groups("fault")
                    .filter_map(|fault| {
                        notice(
                            fault.text("fault_code"),
                            fault.text("fault_message"),
                            fault.text("fault_location"),
                        )
                    })
                    .collect();
                let verdict = match (sheet.text("segment"), sheet.text("status")) {
                    (Some("9"), _) => Verdict::Failed,
                    (Some("2"), _) => Verdict::Processing,
                    (_, Some("2")) => Verdict::Refused,
                    (_, Some("1")) => Verdict::Done,
                    (None, None) if whole.is_some() => Verdict::Failed,
                    _ if !faults.is_empty() => Verdict::Refused,
                    (Some("1"), None) => Verdict::Done,
                    _ => Verdict::Unsaid,
                };
                (verdict, whole.into_iter().chain(item).chain(faults).collect())
            }
            OutcomeStyle::ResultCode => {
                let code = sheet.text("result_code");
                let said = sheet.text("message");
                let verdict = match (code, said) {
                    (Some("1"), _) => Verdict::Done,
                    (Some(_), _) | (None, Some(_)) => Verdict::Refused,
                    (None, None) => Verdict::Unsaid,
                };
                (verdict, notice(code.filter(|code| *code != "1"), said, None).into_iter().collect())
            }
        };
        let rows: Vec<_> =
            notices.iter().filter_map(|notice| catalogue.error(notice.code.as_deref()?)).collect();
        let retry =
            rows.iter().map(|row| row.retry).find(|retry| *retry != Retry::Never).unwrap_or(Retry::Never);
        Self { verdict, notices, retry }
    }

    /// Success.
    pub fn is_done(&self) -> bool {
        self.verdict == Verdict::Done
    }

    /// The service turned it away because it is already so; a status inquiry should confirm it.
    pub fn is_already_so(&self, catalogue: &Catalogue) -> bool {
        let means = |notice: &Notice| catalogue.error(notice.code.as_deref()?).map(|row| row.means);
        !self.notices.is_empty() && self.notices.iter().all(|notice| means(notice) == Some(Means::Done))
    }
}
