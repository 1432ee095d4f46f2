//! アレルギー and 薬剤禁忌: one record with a category.

use super::{
    Coded, Core6Kind, Flags,
    code::{self, Code, CodeSystem},
};
use crate::{
    date::{Date, PartialDate},
    redact::redact,
    words::words,
};

words! {
    /// What the patient reacts to.
    pub enum AllergyCategory {
        /// 薬剤: the kind 薬剤禁忌.
        Medication = "medication", "薬剤";
        /// 食品.
        Food = "food", "食品";
        /// 環境 (花粉, ラテックス, 動物…).
        Environment = "environment", "環境";
        /// Anything else.
        Other = "other", "その他";
    }

    /// 重症度.
    pub enum Criticality {
        /// 高い: may threaten life.
        High = "high", "重い";
        /// 低い.
        Low = "low", "軽い";
        /// 判定できない.
        UnableToAssess = "unable-to-assess", "わからない";
    }
}

/// An allergy or a drug that must not be given.
#[derive(Clone, PartialEq, Eq)]
pub struct Allergy {
    /// What the patient reacts to.
    pub category: AllergyCategory,
    /// The substance, as typed.
    pub text: String,
    /// Its codes, if any.
    pub codes: Vec<Code>,
    /// The reaction or the reason of the contraindication, as typed; may be empty.
    pub reaction: String,
    /// 重症度, if judged.
    pub criticality: Option<Criticality>,
    /// Since when, as far as it is known.
    pub onset: Option<PartialDate>,
    /// The day on which it was found to hold no longer.
    pub ended: Option<Date>,
    /// Flags; only 長期保存 is allowed.
    pub flags: Flags,
    /// A note for the chart.
    pub note: String,
}

impl Allergy {
    /// Which of the six kinds it is for people.
    pub fn kind(&self) -> Core6Kind {
        match self.category {
            AllergyCategory::Medication => Core6Kind::Contraindication,
            _ => Core6Kind::Allergy,
        }
    }
}

impl Coded for Allergy {
    fn is_coded(&self) -> bool {
        code::any(
            &self.codes,
            &[
                CodeSystem::AllergenFood,
                CodeSystem::AllergenOther,
                CodeSystem::AllergenDrugBrand,
                CodeSystem::AllergenDrugGeneral,
            ],
        )
    }
}

redact!(Allergy);
