//! The life of something waiting to be sent, as a pure state machine.

use crate::words::words;

words! {
    /// Where an outbox item stands. Terminal outcomes are states, not errors.
    pub enum OutboxState {
        /// Complete and waiting for the terminal.
        Ready = "ready", "送信待ち";
        /// Handed to the terminal; no answer yet.
        Posted = "posted", "投函済み";
        /// The service took it.
        Accepted = "accepted", "受理";
        /// The service turned it away and said why.
        Refused = "refused", "差戻し";
        /// No answer within the time limit; the outcome is unknown.
        Unanswered = "unanswered", "応答なし";
        /// Taken back by a person before the service took it.
        Withdrawn = "withdrawn", "取下げ";
    }

    /// What an item asks of the service.
    pub enum OutboxAction {
        /// 登録; a change where an earlier version was registered.
        Register = "register", "登録";
        /// 取消.
        Cancel = "cancel", "取消";
    }

    /// What an item carries.
    pub enum OutboxKind {
        /// A version of a document.
        Document = "document", "文書";
        /// A 報告単位 of the 5情報.
        Report = "report", "5情報";
    }

    /// How the person consents that the addressee reads a document (電子カルテ情報共有サービス, consent when
    /// referring).
    pub enum ReadConsent {
        /// Told us, for this addressee: the document may be read at once.
        Oral = "oral", "口頭で同意";
        /// Will do so later, in マイナポータル or at the addressee's card reader.
        Later = "later", "あとで本人が同意";
    }

    /// Why a ready item does not go by itself.
    pub enum Hold {
        /// The patient has no insurance.
        NoInsurance = "no_insurance", "保険の情報がない";
        /// The insurer says that it is not valid, or knows nobody by it.
        EligibilityInvalid = "eligibility_invalid", "資格が有効でない";
        /// The insurer knows another insurance than the patient's record.
        EligibilityDiffers = "eligibility_differs", "保険が記録とちがう";
        /// 枝番 was never looked at.
        BranchUnknown = "branch_unknown", "枝番が未確認";
        /// The addressee's ten digits are missing.
        NoAddressee = "no_addressee", "紹介先の医療機関コードがない";
        /// The addressee does not use the service.
        AddresseeNotUsing = "addressee_not_using", "紹介先が利用していない";
        /// The message is provisional and the terminal is a real one.
        Provisional = "provisional", "この端末へは送らない設定";
        /// What was made for sending does not pass the checker.
        NotBuilt = "not_built", "送る内容が検査に通らない";
    }

    /// Where the service has a document.
    pub enum ServiceStatus {
        /// 閲覧保留: the person has not consented yet.
        Withheld = "withheld", "閲覧保留";
        /// 閲覧可.
        Readable = "readable", "閲覧可";
        /// 取得済: the addressee has it.
        Taken = "taken", "取得済";
        /// 取消済.
        Cancelled = "cancelled", "取消済";
    }
}

impl OutboxState {
    /// Whether nothing more is to come of itself or by a person.
    pub const fn is_end(self) -> bool {
        matches!(self, OutboxState::Accepted | OutboxState::Withdrawn)
    }
}

/// Whether an item may go from one state to the other. `Unanswered` returns to `Ready` only by a person and
/// after an inquiry said that nothing is registered; that condition is the caller's to check.
pub fn may_become(from: OutboxState, to: OutboxState) -> bool {
    use OutboxState::*;
    matches!(
        (from, to),
        (Ready, Posted | Withdrawn)
            | (Posted, Accepted | Refused | Unanswered)
            | (Unanswered, Accepted | Refused | Ready | Withdrawn)
            | (Refused, Ready | Withdrawn)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_ends() {
        for to in OutboxState::ALL {
            assert!(!may_become(OutboxState::Accepted, *to));
            assert!(!may_become(OutboxState::Withdrawn, *to));
        }
    }

    #[test]
    fn posted_never_returns_to_ready_by_itself() {
        assert!(!may_become(OutboxState::Posted, OutboxState::Ready));
        assert!(!may_become(OutboxState::Posted, OutboxState::Withdrawn));
    }
}
