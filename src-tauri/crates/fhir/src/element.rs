//! FHIR data types, as far as we write them. `Option` and `Vec` fields that hold nothing are absent in JSON.

use crate::decimal::Decimal;
use serde::Serialize;
use std::borrow::Cow;

/// A FHIR string, code or URI. Fixed ones are borrowed from the profile data.
pub type Text = Cow<'static, str>;

/// `meta` of a resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// When the content was made, an instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<Text>,
    /// Claimed profiles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<Text>,
    /// Flags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<Coding>,
}

/// One code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coding {
    /// System.
    pub system: Text,
    /// Code.
    pub code: Text,
    /// Display.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Text>,
}

/// Codes and a text for one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CodeableConcept {
    /// Extensions (修飾語).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension>,
    /// Codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coding: Vec<Coding>,
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl CodeableConcept {
    /// One code, no text.
    pub fn code(coding: Coding) -> Self {
        Self { coding: vec![coding], ..Self::default() }
    }

    /// Only a text.
    pub fn text(text: impl Into<Text>) -> Self {
        Self { text: Some(text.into()), ..Self::default() }
    }
}

/// A business identifier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Identifier {
    /// System.
    pub system: Text,
    /// Value.
    pub value: Text,
}

/// A reference to another resource, or the name of one that is not written.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reference {
    /// `urn:uuid:…` of an entry or `#id` of a contained resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Text>,
    /// The type of what is only named.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text>,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Text>,
}

impl Reference {
    /// To an entry or a contained resource.
    pub fn to(reference: impl Into<Text>) -> Self {
        Self { reference: Some(reference.into()), ..Self::default() }
    }
}

/// An extension with its one value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    /// URL.
    pub url: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_code: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_codeable_concept: Option<CodeableConcept>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_identifier: Option<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_integer: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_period: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_string: Option<Text>,
}

impl Extension {
    fn empty(url: &'static str) -> Self {
        Self {
            url: url.into(),
            value_code: None,
            value_codeable_concept: None,
            value_identifier: None,
            value_integer: None,
            value_period: None,
            value_string: None,
        }
    }

    /// With a code.
    pub fn code(url: &'static str, value: impl Into<Text>) -> Self {
        Self { value_code: Some(value.into()), ..Self::empty(url) }
    }

    /// With a concept.
    pub fn concept(url: &'static str, value: CodeableConcept) -> Self {
        Self { value_codeable_concept: Some(value), ..Self::empty(url) }
    }

    /// With an identifier.
    pub fn identifier(url: &'static str, value: Identifier) -> Self {
        Self { value_identifier: Some(value), ..Self::empty(url) }
    }

    /// With a whole number.
    pub fn integer(url: &'static str, value: u32) -> Self {
        Self { value_integer: Some(value), ..Self::empty(url) }
    }

    /// With a period that has only a start.
    pub fn period_from(url: &'static str, start: impl Into<Text>) -> Self {
        Self { value_period: Some(Period { start: start.into() }), ..Self::empty(url) }
    }

    /// With a string.
    pub fn string(url: &'static str, value: impl Into<Text>) -> Self {
        Self { value_string: Some(value.into()), ..Self::empty(url) }
    }
}

/// A period of which only the start is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// Start.
    pub start: Text,
}

/// An amount.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// Number.
    pub value: Decimal,
    /// `<`, `<=`, `>` or `>=` where the number is a bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparator: Option<Text>,
    /// Unit as people read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// System of the unit's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<Text>,
    /// The unit's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
}

/// An amount per amount.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ratio {
    /// Amount.
    pub numerator: Quantity,
    /// Per.
    pub denominator: Quantity,
}

/// A person's name in one writing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HumanName {
    /// Which writing: IDE or SYL.
    pub extension: Vec<Extension>,
    /// `official`.
    #[serde(rename = "use")]
    pub usage: Text,
    /// The whole name.
    pub text: Text,
    /// 姓; absent when the name cannot be split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Text>,
    /// 名, or the whole name.
    pub given: Vec<Text>,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// In one line.
    pub text: Text,
    /// `nnn-nnnn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Text>,
}

/// A telephone or FAX number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContactPoint {
    /// `phone` or `fax`.
    pub system: Text,
    /// Number.
    pub value: Text,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annotation {
    /// Its text.
    pub text: Text,
}

/// A text for people, in XHTML.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Narrative {
    /// `additional` in sections.
    pub status: Text,
    /// One `div`.
    pub div: Text,
}
