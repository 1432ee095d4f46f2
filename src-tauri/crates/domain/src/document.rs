//! The life of a document: draft, final, withdrawn; versions; 交付.

use crate::words::words;

words! {
    /// The kinds of document that the program writes.
    pub enum DocumentKind {
        /// 診療情報提供書.
        ReferralLetter = "referral_letter", "診療情報提供書";
        /// 患者サマリー（療養計画書）.
        CarePlanSummary = "care_plan_summary", "患者サマリー（療養計画書）";
    }

    /// Where a document stands.
    pub enum DocumentState {
        /// Being written; saved by itself every few seconds.
        Draft = "draft", "下書き";
        /// Signed: this version never changes again.
        Final = "final", "確定";
        /// Taken back; stays readable.
        Withdrawn = "withdrawn", "取消";
    }

    /// How a finalized document left the clinic (交付). A document may leave more than once.
    pub enum IssueWay {
        /// Printed.
        Printed = "printed", "印刷";
        /// Printed as the clinic's own copy.
        Copy = "copy", "控え印刷";
        /// Handed to the patient.
        Handed = "handed", "手渡し";
        /// Sent by FAX.
        Fax = "fax", "FAX";
        /// Sent by post.
        Mail = "mail", "郵送";
        /// Saved as a file.
        Saved = "saved", "ファイル保存";
    }
}

impl DocumentKind {
    /// How a document of this kind may leave the clinic: a letter goes to another institution, a 患者サマリー to the
    /// patient and nobody else.
    pub const fn ways(self) -> &'static [IssueWay] {
        use IssueWay::{Copy, Fax, Handed, Mail, Printed, Saved};
        match self {
            Self::ReferralLetter => &[Printed, Copy, Saved, Handed, Fax, Mail],
            Self::CarePlanSummary => &[Printed, Copy, Saved, Handed, Mail],
        }
    }
}

/// What somebody wants to do with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Save the draft.
    Save,
    /// Freeze the draft as a version.
    Finalize,
    /// Open a new draft over the newest final version.
    Amend,
    /// Take the document back.
    Withdraw,
    /// Note that a final version left the clinic.
    Issue,
}

/// The state after the step, or `None` where the step is not allowed.
///
/// A document that is being amended is `Draft` again while its earlier versions stay as they are; throwing
/// that draft away is the caller's step back to `Final`. A draft that was never final has nothing to withdraw.
pub fn after(state: DocumentState, versions: u32, step: Step) -> Option<DocumentState> {
    use DocumentState::*;
    match (state, step) {
        (Draft, Step::Save) => Some(Draft),
        (Draft, Step::Finalize) => Some(Final),
        (Final, Step::Amend) => Some(Draft),
        (Final, Step::Withdraw) => Some(Withdrawn),
        (Draft, Step::Withdraw) if versions > 0 => Some(Withdrawn),
        (Final, Step::Issue) => Some(Final),
        (Draft, Step::Issue) if versions > 0 => Some(Draft),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentState::*;

    #[test]
    fn a_withdrawn_document_stays_withdrawn() {
        for step in [Step::Save, Step::Finalize, Step::Amend, Step::Withdraw, Step::Issue] {
            assert_eq!(after(Withdrawn, 1, step), None);
        }
    }

    #[test]
    fn final_is_only_left_by_amending_or_withdrawing() {
        assert_eq!(after(Final, 1, Step::Save), None);
        assert_eq!(after(Final, 1, Step::Finalize), None);
        assert_eq!(after(Final, 1, Step::Amend), Some(Draft));
        assert_eq!(after(Final, 1, Step::Withdraw), Some(Withdrawn));
    }

    #[test]
    fn a_first_draft_is_neither_issued_nor_withdrawn() {
        assert_eq!(after(Draft, 0, Step::Issue), None);
        assert_eq!(after(Draft, 0, Step::Withdraw), None);
        assert_eq!(after(Draft, 1, Step::Withdraw), Some(Withdrawn));
    }
}
