//! Typed identifiers: UUID version 7, made by us, so that rows sort by the time of their making and two
//! kinds of id cannot be mistaken for each other.

use crate::clock::Clock;
use uuid::{NoContext, Timestamp, Uuid};

macro_rules! ids {
    ($( $(#[$doc:meta])* $name:ident; )+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, stamped with the time of `clock`.
            pub fn new(clock: &dyn Clock) -> Self {
                let now = clock.now();
                let seconds = u64::try_from(now.as_second()).unwrap_or(0);
                let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
                Self(Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanos)))
            }

            /// Reads the hyphenated form; `None` when it is not a UUID.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }

            /// The 32 hex digits without hyphens (JP-CLINS document numbers are at most 32 characters).
            pub fn simple(self) -> String {
                self.0.simple().to_string()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
    )+};
}

ids! {
    /// A patient of this clinic.
    PatientId;
    /// One row of the 6情報.
    EntryId;
    /// A document with all its versions.
    DocumentId;
    /// A file that goes with a document.
    AttachmentId;
    /// Something waiting to be sent.
    OutboxId;
    /// Something that came from the terminal.
    InboxId;
    /// Something asked of the terminal.
    RequestId;
    /// One record of an answer about 資格.
    EligibilityId;
    /// A doctor who signs documents.
    DoctorId;
    /// A person who uses the program.
    StaffId;
    /// A remembered 紹介先.
    ReceiverId;
    /// A text template (定型文).
    TemplateId;
    /// One merging of two patient records.
    MergeId;
    /// The store itself; also the name under which its key is kept.
    StoreId;
}
