//! Bytes ⇄ elements ⇄ keyed values, driven by the catalogue: encodings, XML, JSON, zip, limits. Nothing here knows
//! what a message means.

pub mod json;
mod layout;
pub mod node;
mod packing;
pub mod sheet;
pub mod text;
pub mod unfold;
pub mod xml;

pub use layout::{read, write};
pub use node::Node;
pub use packing::{pack, unpack};
pub use sheet::Sheet;

use domain::{finding::Finding, rule};

/// Why bytes cannot be read as a message. They are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Larger than such a message may be; the limit in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// Not well-formed XML; the place in characters from the beginning.
    #[error("not well-formed at {0}")]
    NotXml(u64),
    /// Not JSON.
    #[error("not JSON")]
    NotJson,
    /// It has a document type declaration.
    #[error("has a document type declaration")]
    DocumentType,
    /// It refers to an entity that XML does not know by itself.
    #[error("refers to an entity")]
    Entity,
    /// Nested too deeply, or too many elements.
    #[error("too deep or too many elements")]
    TooIntricate,
    /// Another root element than the message has.
    #[error("another root element")]
    OtherRoot,
    /// A zip with a password: the terminal's encryption is switched on.
    #[error("an encrypted zip")]
    Encrypted,
    /// A zip that cannot be read, or names files outside itself.
    #[error("a damaged zip")]
    DamagedZip,
    /// A zip that unfolds to more than it may; the limit in bytes.
    #[error("unfolds to more than {0} bytes")]
    UnfoldsTooLarge(u64),
    /// A zip without a message in it.
    #[error("a zip without a message")]
    EmptyZip,
    /// The name is none of the interface's.
    #[error("an unknown name")]
    UnknownName,
    /// A kind of file that this message does not come as.
    #[error("another kind of file")]
    OtherKind,
}

impl Unreadable {
    /// The finding that tells a person about it.
    pub fn finding(&self, path: &str) -> Finding {
        let megabytes = |bytes: &u64| [(bytes / 1_048_576).max(1).to_string()];
        match self {
            Unreadable::Empty => Finding::new(&rule::TERMINAL_EMPTY, path),
            Unreadable::TooLarge(limit) | Unreadable::UnfoldsTooLarge(limit) => {
                Finding::with(&rule::TERMINAL_TOO_LARGE, path, megabytes(limit))
            }
            Unreadable::NotXml(at) => Finding::with(&rule::TERMINAL_NOT_XML, path, [at.to_string()]),
            Unreadable::NotJson => Finding::with(&rule::TERMINAL_NOT_XML, path, ["0".to_owned()]),
            Unreadable::DocumentType | Unreadable::Entity => Finding::new(&rule::TERMINAL_ENTITY, path),
            Unreadable::TooIntricate => Finding::new(&rule::TERMINAL_TOO_INTRICATE, path),
            Unreadable::OtherRoot => Finding::new(&rule::TERMINAL_OTHER_ROOT, path),
            Unreadable::Encrypted => Finding::new(&rule::TERMINAL_ENCRYPTED, path),
            Unreadable::DamagedZip | Unreadable::EmptyZip => Finding::new(&rule::TERMINAL_ZIP, path),
            Unreadable::UnknownName => Finding::new(&rule::TERMINAL_UNKNOWN_NAME, path),
            Unreadable::OtherKind => Finding::new(&rule::TERMINAL_OTHER_KIND, path),
        }
    }
}
