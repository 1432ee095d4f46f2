//! The contained JP_Encounter of a 6情報 resource (JP-CLINS §2, rule 2 and §5.7).

use crate::{
    context::Context,
    element::{Coding, Meta, Text},
};
use serde::Serialize;

/// The visit at which something was found: a clinic without beds knows only 外来.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
pub struct Encounter {
    /// Its name inside the resource.
    pub id: Text,
    /// One claim without a version.
    pub meta: Meta,
    /// `finished`, as the guide fixes it.
    pub status: Text,
    /// 外来.
    pub class: Coding,
}

/// The `id` of the contained visit.
pub const CONTAINED_ID: &str = "encounter";

impl Encounter {
    /// A visit to be contained.
    pub fn contained(context: &Context<'_>) -> Self {
        Self {
            id: CONTAINED_ID.into(),
            meta: context.contained_meta(&context.guide.profiles.contained_encounter),
            status: "finished".into(),
            class: context.guide.fixed.outpatient.coding(),
        }
    }
}
