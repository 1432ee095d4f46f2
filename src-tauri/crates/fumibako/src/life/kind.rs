//! What differs between the kinds of document. Everything else about a document's life is the same for all of
//! them and stands in [`super`].
//!
//! A new kind is a folder in the crate `documents`, a word in [`DocumentKind`], a type here that implements
//! [`Kind`], and its line in [`of_kind!`]; the compiler and the window's `Record<DocumentKind, …>` point at
//! whatever is still missing.

use super::make::Given;
use crate::{Session, api::letters::DocumentOpen};
use documents::{progress::Progress, referral_letter::form::AttachmentForm, service, sheet};
use domain::{
    core6::Core6, date::Date, document::DocumentKind, finding::Finding, institution::Receiver,
    letter::LetterKind,
};
use fhir::profile::GuideVersion;
use serde::{Serialize, de::DeserializeOwned};
use store::document::Summary;
use uuid::Uuid;

/// A kind of document.
pub(crate) trait Kind {
    /// Its word.
    const KIND: DocumentKind;
    /// What a person fills in, as it is stored.
    type Form: Clone + Serialize + DeserializeOwned;
    /// The same with everything looked up.
    type Content: Clone;
    /// It, opened, as front ends get it.
    type Opened: Into<DocumentOpen>;

    /// What the form makes, and what is to be said about it.
    fn resolve(form: &Self::Form, given: &Given<'_>) -> (Self::Content, Vec<Finding>);
    /// What lists show of a form.
    fn summary(form: &Self::Form, today: Date) -> Summary;
    /// What else lists show of a form.
    fn listed(form: &Self::Form) -> Listed;
    /// The day that it bears.
    fn date(content: &Self::Content) -> Date;
    /// Its sheets.
    fn paper(content: &Self::Content, options: sheet::Options) -> print::Paper;
    /// Why there can be no bundle.
    fn obstacles(content: &Self::Content, guide: GuideVersion) -> Vec<Finding>;
    /// Its bundle, where one is possible.
    fn compose(
        content: &Self::Content,
        ids: &mut dyn FnMut() -> Uuid,
        options: &service::Options,
    ) -> (Option<Vec<u8>>, Vec<Finding>);
    /// The bundle as a file inside the PDF, where it travels there.
    fn attached<'a>(
        form: &Self::Form,
        content: &Self::Content,
        bundle: &'a [u8],
        options: &service::Options,
    ) -> Option<print::Attachment<'a>>;
    /// How far its sections have come with codes.
    fn progress(content: &Self::Content) -> Vec<Progress>;
    /// What a placeholder of a template stands for; `None` when nothing is known.
    fn value(content: &Self::Content, core6: &Core6, name: &str) -> Option<String>;
    /// The institution that it went to, to be remembered once it is finalized.
    fn receiver(session: &Session, form: &Self::Form) -> Option<Receiver>;
    /// The files that the form names, where the kind takes files along.
    fn files(_: &Self::Form) -> &[AttachmentForm] {
        &[]
    }
    /// Names other files in their place.
    fn name_files(_: &mut Self::Form, _: Vec<AttachmentForm>) {}
    /// Whether the bundle carries the document's own pages.
    fn sends_pages(_: &Self::Content) -> bool {
        false
    }
    /// Takes these pages, a PDF, for the bundle.
    fn take_pages(_: &mut Self::Content, _: Vec<u8>) {}
    /// The field of the form that mends what the checker says of the bundle; the checker names fields of letters.
    fn mends(field: &str) -> &str {
        field
    }
    /// As front ends get it.
    fn opened(parts: super::show::Parts, form: Self::Form) -> Self::Opened;
}

/// What lists show of a form beside its summary.
#[derive(Default)]
pub(crate) struct Listed {
    /// Referral, reply or report, of a letter.
    pub(crate) letter: Option<LetterKind>,
    /// 診療科, doctor and 敬称 of whom it goes to.
    pub(crate) receiver_line: String,
}

/// 診療情報提供書.
pub(crate) enum ReferralLetter {}
/// 患者サマリー（療養計画書）.
pub(crate) enum CarePlanSummary {}

/// Does something with the type of a kind.
macro_rules! of_kind {
    ($kind:expr, $name:ident => $body:expr) => {
        match $kind {
            domain::document::DocumentKind::ReferralLetter => {
                type $name = $crate::life::kind::ReferralLetter;
                $body
            }
            domain::document::DocumentKind::CarePlanSummary => {
                type $name = $crate::life::kind::CarePlanSummary;
                $body
            }
        }
    };
}
pub(crate) use of_kind;

/// What somebody did with a document, for the audit trail.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    Create,
    Save,
    Finalize,
    Amend,
    Discard,
    Withdraw,
    Issue,
    IssueUndo,
    BundleSave,
    File,
}

impl Act {
    /// Its word in the audit trail.
    pub(crate) fn on(self, kind: DocumentKind) -> &'static str {
        macro_rules! words {
            ($prefix:literal) => {
                match self {
                    Act::Create => concat!($prefix, "_create"),
                    Act::Save => concat!($prefix, "_save"),
                    Act::Finalize => concat!($prefix, "_finalize"),
                    Act::Amend => concat!($prefix, "_amend"),
                    Act::Discard => concat!($prefix, "_discard"),
                    Act::Withdraw => concat!($prefix, "_withdraw"),
                    Act::Issue => concat!($prefix, "_issue"),
                    Act::IssueUndo => concat!($prefix, "_issue_undo"),
                    Act::BundleSave => concat!($prefix, "_bundle_save"),
                    Act::File => concat!($prefix, "_file"),
                }
            };
        }
        match kind {
            DocumentKind::ReferralLetter => words!("letter"),
            DocumentKind::CarePlanSummary => words!("plan"),
        }
    }
}
