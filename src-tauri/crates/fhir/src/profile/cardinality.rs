//! How often elements may stand where the versions of the guide disagree.

use serde::Deserialize;

/// How often an element may stand: `0..1`, `3..*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Cardinality {
    /// At least.
    pub min: usize,
    /// At most; `None` for `*`.
    pub max: Option<usize>,
}

impl Cardinality {
    /// Whether so many may stand.
    pub fn admits(self, count: usize) -> bool {
        count >= self.min && self.max.is_none_or(|max| count <= max)
    }
}

impl TryFrom<String> for Cardinality {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = || {
            let (min, max) = text.split_once("..")?;
            let max = if max == "*" { None } else { Some(max.parse().ok()?) };
            Some(Self { min: min.parse().ok()?, max })
        };
        read()
            .filter(|card| card.max.is_none_or(|max| card.min <= max))
            .ok_or_else(|| format!("no cardinality: {text}"))
    }
}

macro_rules! cardinalities {
    ($( $(#[$doc:meta])* $field:ident = $path:literal, )+) => {
        /// How often elements may stand where the versions disagree (JP-CLINS §8), by their FHIR path.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Cardinalities { $( $(#[$doc])* #[serde(rename = $path)] pub $field: Cardinality, )+ }

        impl Cardinalities {
            /// Every one with its path, in the order of the table.
            pub fn all(&self) -> impl Iterator<Item = (&'static str, Cardinality)> {
                [$( ($path, self.$field), )+].into_iter()
            }
        }
    };
}

cardinalities! {
    /// 姓: a name that cannot be split goes whole into `given` from 1.12 on.
    patient_family = "Patient.name.family",
    /// 生活保護: the only number of a patient without insurance from 1.11 on.
    public_assistance = "Patient.identifier:publicAssistance",
    /// Practitioner, Organization, and from 1.11 on at most the department as a third.
    author = "Composition.author",
    /// Of resources that only support the 6情報: the others always carry it.
    last_updated = "Resource.meta.lastUpdated",
    /// Of every Condition.
    verification_coding = "Condition.verificationStatus.coding",
    /// Of every reaction.
    manifestation_text = "AllergyIntolerance.reaction.manifestation.text",
    /// RP, order and the row's own number.
    medication_identifier = "MedicationRequest.identifier",
    /// Of the dispensed amount.
    dispense_unit = "MedicationRequest.dispenseRequest.quantity.unit",
}
