//! アレルギー・薬剤禁忌 (JP-CLINS §5.3; R4 ait-1, ait-2).

use super::{Checker, json::Object, path::At, row::code, rules};
use domain::core6::code::CodeSystem;

impl<'a> Checker<'a, '_> {
    pub(super) fn allergy(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        self.row(object, "patient", at);
        let (clinical, verification) = (object.object("clinicalStatus"), object.object("verificationStatus"));
        let (clinical_at, verification_at) = (at.field("clinicalStatus"), at.field("verificationStatus"));
        self.whole_codings(clinical, &clinical_at);
        self.whole_codings(verification, &verification_at);
        let lists = &self.data.lists;
        let known =
            |list: &[String], code: Option<&str>| code.is_some_and(|code| list.iter().any(|it| it == code));
        let mistaken = code(verification) == Some("entered-in-error");
        if verification.is_some() && !known(&lists.allergy_verification, code(verification)) {
            self.say(&rules::ALLERGY_VERIFICATION, &verification_at);
        }
        if mistaken && clinical.is_some() {
            self.say(&rules::ALLERGY_CANCELLED, &clinical_at);
        } else if !mistaken && !known(&lists.allergy_clinical, code(clinical)) {
            self.say(&rules::ALLERGY_CLINICAL, &clinical_at);
        }
        self.allergen(object, at);
    }

    fn allergen(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let concept = object.object("code");
        let here = at.field("code");
        self.whole_codings(concept, &here);
        let list = here.field("coding");
        let category = super::strings(object.get("category")).next();
        for (i, coding) in concept.into_iter().flat_map(|concept| concept.objects("coding")) {
            let (Some(system), Some(code)) = (coding.text("system"), coding.text("code")) else { continue };
            let Some((good, categories)) = self.judge(system, code) else {
                self.say(&rules::ALLERGY_CODE, &list.index(i).field("system"));
                continue;
            };
            if !good {
                self.say(&rules::ALLERGY_CODE, &list.index(i).field("code"));
            } else if category.is_some_and(|category| !categories.contains(&category)) {
                self.say(&rules::ALLERGY_CATEGORY, &at.field("category"));
            }
        }
    }

    /// Whether a code has the form of its system, and the categories that fit it; `None` for systems that are none
    /// of allergens.
    fn judge(&self, system: &str, code: &str) -> Option<(bool, &'static [&'static str])> {
        const SYSTEMS: &[(CodeSystem, &[&str])] = &[
            (CodeSystem::AllergenDrugBrand, &["medication"]),
            (CodeSystem::AllergenDrugGeneral, &["medication"]),
            (CodeSystem::AllergenFood, &["food"]),
            (CodeSystem::AllergenOther, &["environment", "biologic"]),
        ];
        let (which, categories) =
            SYSTEMS.iter().find(|(which, _)| self.guide.code_system(*which) == system)?;
        let upper = !code.bytes().any(|b| b.is_ascii_lowercase());
        Some((which.accepts(code) && upper, categories))
    }
}
