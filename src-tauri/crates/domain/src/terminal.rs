//! A request to the 資格確認端末 and what comes back, as plain words and a pure state machine.

use crate::words::words;

words! {
    /// Where a request stands.
    pub enum RequestState {
        /// Wanted, not yet written.
        Planned = "planned", "順番待ち";
        /// Its names are stored; the file may or may not be there.
        Intended = "intended", "投函中";
        /// It lies where the terminal takes it, or was taken.
        Posted = "posted", "回答待ち";
        /// Its answer is stored.
        Answered = "answered", "回答あり";
        /// No answer within the time limit.
        Unanswered = "unanswered", "回答なし";
        /// Taken back before the terminal took it.
        Withdrawn = "withdrawn", "取りやめ";
        /// It could not be written at all.
        Failed = "failed", "送れません";
    }

    /// How an answer ended, before any business result.
    pub enum RequestVerdict {
        /// 正常終了.
        Done = "done", "正常終了";
        /// 処理中.
        Processing = "processing", "処理中";
        /// The whole file failed.
        Failed = "failed", "異常終了";
        /// Turned away.
        Refused = "refused", "エラー";
        /// It does not say.
        Unsaid = "unsaid", "結果の記載なし";
    }

    /// What became of something that came.
    pub enum ArrivalState {
        /// Stored, not read yet.
        Kept = "kept", "保存済み";
        /// Read and noted.
        Done = "done", "処理済み";
        /// Cannot be read, or answers nothing of ours: kept and shown.
        SetAside = "set_aside", "保留";
    }
}

/// Whether a request may go from one state to the other. What may have been seen by the terminal never becomes
/// planned again.
pub fn may_become(from: RequestState, to: RequestState) -> bool {
    use RequestState::*;
    matches!(
        (from, to),
        (Planned, Intended | Withdrawn | Failed)
            | (Intended, Posted | Planned | Withdrawn | Failed | Unanswered | Answered)
            | (Posted, Answered | Unanswered | Withdrawn)
            | (Unanswered, Answered)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_posted_is_never_posted_again() {
        for from in [RequestState::Posted, RequestState::Unanswered, RequestState::Answered] {
            assert!(!may_become(from, RequestState::Planned));
            assert!(!may_become(from, RequestState::Intended));
        }
        for to in RequestState::ALL {
            assert!(!may_become(RequestState::Answered, *to));
            assert!(!may_become(RequestState::Withdrawn, *to));
            assert!(!may_become(RequestState::Failed, *to));
        }
    }
}
