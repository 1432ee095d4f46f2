//! Ids and times as texts, in what the core stores as JSON.

use domain::{
    date::Date,
    id::{EligibilityId, OutboxId, PatientId, RequestId},
};
use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};
use std::fmt::Display;

/// Something with one text form.
pub trait Plain: Display + Sized {
    /// Reads it.
    fn plain(text: &str) -> Option<Self>;
}

macro_rules! plain {
    ($($name:ty => $read:expr;)+) => {$(
        impl Plain for $name {
            fn plain(text: &str) -> Option<Self> {
                ($read)(text)
            }
        }
    )+};
}

plain! {
    PatientId => PatientId::parse;
    EligibilityId => EligibilityId::parse;
    OutboxId => OutboxId::parse;
    RequestId => RequestId::parse;
    Date => |text: &str| text.parse().ok();
    DateTime => |text: &str| text.parse().ok();
}

/// Writes it.
pub fn serialize<T: Plain, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

/// Reads it. The message holds nothing of the text.
pub fn deserialize<'de, T: Plain, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    T::plain(&text).ok_or_else(|| D::Error::custom("another form"))
}

/// The same for what may be missing; the field takes `#[serde(default)]` beside it.
pub mod maybe {
    use super::Plain;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    /// Writes it.
    pub fn serialize<T: Plain, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(ToString::to_string).serialize(to)
    }

    /// Reads it.
    pub fn deserialize<'de, T: Plain, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| T::plain(&text).ok_or_else(|| D::Error::custom("another form"))).transpose()
    }
}

/// The same for lists.
pub mod list {
    use super::Plain;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    /// Writes them.
    pub fn serialize<T: Plain, S: Serializer>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(ToString::to_string))
    }

    /// Reads them.
    pub fn deserialize<'de, T: Plain, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        texts.iter().map(|text| T::plain(text).ok_or_else(|| D::Error::custom("another form"))).collect()
    }
}
