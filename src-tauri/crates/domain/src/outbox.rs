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
