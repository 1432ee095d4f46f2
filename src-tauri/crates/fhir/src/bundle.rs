//! The envelope of a document or of a 報告単位, and its bytes.

use crate::{
    context::Context,
    element::{Coding, Identifier, Meta, Text},
    resource::Resource,
    time,
};
use serde::Serialize;
use uuid::Uuid;

/// A bundle: a document, whose first entry is the Composition and the second the Patient (JP-CLINS §4), or a
/// 報告単位 of the 5情報, whose first entry is the Patient (JP-CLINS §3).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
pub struct Bundle {
    /// Profile and time.
    pub meta: Meta,
    /// The number of the document or 報告単位.
    pub identifier: Identifier,
    /// `document` or `collection`.
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
        let meta = context.meta(&context.guide.profiles.bundle_referral, Vec::new());
        Self::new(context, meta, "document", number, entry)
    }

    /// A 患者サマリー（療養計画書） with this number.
    pub fn care_plan_summary(context: &Context<'_>, number: String, entry: Vec<Entry>) -> Self {
        let meta = context.meta(&context.guide.profiles.bundle_care_plan_summary, Vec::new());
        Self::new(context, meta, "document", number, entry)
    }

    /// A 報告単位 with this number that holds resources of one type beside the Patient.
    pub fn information(
        context: &Context<'_>,
        resource_type: &'static str,
        number: String,
        entry: Vec<Entry>,
    ) -> Self {
        let tag = Coding {
            system: context.guide.systems.bundle_resource.as_str().into(),
            code: resource_type.into(),
            display: None,
        };
        let meta = context.meta(&context.guide.profiles.bundle_information, vec![tag]);
        Self::new(context, meta, "collection", number, entry)
    }

    fn new(context: &Context<'_>, meta: Meta, kind: &'static str, number: String, entry: Vec<Entry>) -> Self {
        Self {
            meta,
            identifier: Identifier {
                system: context.guide.identifiers.bundle.as_str().into(),
                value: number.into(),
            },
            kind: kind.into(),
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
