//! The envelope of a document, and its bytes.

use crate::{
    context::Context,
    element::{Identifier, Meta, Text},
    resource::Resource,
    time,
};
use serde::Serialize;
use uuid::Uuid;

/// A document bundle. The first entry is the Composition, the second the Patient (JP-CLINS §4).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
pub struct Bundle {
    /// Profile and time.
    pub meta: Meta,
    /// The document's number.
    pub identifier: Identifier,
    /// `document`.
    #[serde(rename = "type")]
    pub kind: Text,
    /// When it was made, to the millisecond.
    pub timestamp: Text,
    /// Entries.
    pub entry: Vec<Entry>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// `urn:uuid:…`, new at every build.
    pub full_url: Text,
    /// The resource.
    pub resource: Resource,
}

/// A new `fullUrl`.
pub fn full_url(ids: &mut dyn FnMut() -> Uuid) -> Text {
    format!("urn:uuid:{}", ids().hyphenated()).into()
}

/// Why a bundle has no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Larger than one transmission takes.
    #[error("the bundle is larger than one transmission")]
    TooLarge,
    /// It cannot be written as JSON.
    #[error("the bundle cannot be written as JSON")]
    NotWritten,
}

impl Bundle {
    /// A 診療情報提供書 with this number.
    pub fn referral(context: &Context<'_>, number: String, entry: Vec<Entry>) -> Self {
        Self {
            meta: context.meta(&context.guide.profiles.bundle_referral, Vec::new()),
            identifier: Identifier {
                system: context.guide.identifiers.bundle.as_str().into(),
                value: number.into(),
            },
            kind: "document".into(),
            timestamp: time::instant(context.made_at).into(),
            entry,
        }
    }

    /// The JSON bytes, UTF-8 without a byte order mark, at most `limit` of them.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`] above the limit.
    pub fn to_bytes(&self, limit: usize) -> Result<Vec<u8>, BundleError> {
        let bytes = serde_json::to_vec(self).map_err(|_| BundleError::NotWritten)?;
        if bytes.len() > limit { Err(BundleError::TooLarge) } else { Ok(bytes) }
    }
}
