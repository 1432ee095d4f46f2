//! JP_DocumentReference_eCS: a text or a file that goes with the letter, inside it (JP-CLINS §4.2). Files are
//! embedded; the guide's bundles have no Binary entries.

use crate::{
    context::Context,
    element::{CodeableConcept, Meta, Reference, Text},
    time,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde::Serialize;

/// One file with what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct DocumentReference {
    /// Profile and time.
    pub meta: Meta,
    /// `current`.
    pub status: Text,
    /// What it is, for people.
    #[serde(rename = "type")]
    pub kind: CodeableConcept,
    /// The patient.
    pub subject: Reference,
    /// When the bundle was made, an instant.
    pub date: Text,
    /// The file.
    pub content: Vec<Content>,
}

/// The file in its wrapping.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Content {
    /// The file.
    pub attachment: Attachment,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// MIME type.
    pub content_type: Text,
    /// Base64.
    pub data: Text,
    /// What people call it.
    pub title: Text,
}

impl DocumentReference {
    /// A file of this MIME type; `None` without bytes or without a title.
    pub fn file(
        context: &Context<'_>,
        content_type: &'static str,
        title: &str,
        bytes: &[u8],
    ) -> Option<Self> {
        let title = context.cleaner.label(title).filter(|_| !bytes.is_empty())?;
        Some(Self {
            meta: context.meta(&context.guide.profiles.document_reference, Vec::new()),
            status: "current".into(),
            kind: CodeableConcept::text(title.clone()),
            subject: Reference::to(context.patient.clone()),
            date: time::instant(context.made_at).into(),
            content: vec![Content {
                attachment: Attachment {
                    content_type: content_type.into(),
                    data: BASE64.encode(bytes).into(),
                    title,
                },
            }],
        })
    }

    /// A text, without the characters that nobody can show; `None` when nothing is left.
    pub fn text(context: &Context<'_>, title: &str, text: &str) -> Option<Self> {
        let text = context.cleaner.prose(text)?;
        Self::file(context, "text/plain; charset=UTF-8", title, text.as_bytes())
    }
}
