//! 傷病名 (JP-CLINS §5.2; R4 con-3, con-4, con-5).

use super::{
    Checker, Kind,
    json::Object,
    path::At,
    row::{code, codings},
    rules,
};
use domain::core6::code::CodeSystem;

const UNCODED: &str = "20084317";
const UNCODED_NAME: &str = "未コード化傷病名";

impl<'a> Checker<'a, '_> {
    pub(super) fn condition(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        self.row(object, "subject", at);
        self.condition_status(object, at);
        self.disease(object, at);
        if let Some((i, main)) = super::row::extension(object, &self.guide.extensions.diagnosis_type) {
            let list = at.field("extension");
            let known = &self.data.lists.diagnosis_types;
            let good = code(main.object("valueCodeableConcept"))
                .is_some_and(|code| known.iter().any(|it| it == code));
            if !good {
                self.say(&rules::CONDITION_PRINCIPAL, &list.index(i));
            }
        }
        if self.scope.kind == Some(Kind::Set) {
            let encounters =
                object.objects("contained").any(|(_, it)| it.text("resourceType") == Some("Encounter"));
            if !encounters {
                self.say(&rules::SET_ENCOUNTER, &at.field("contained"));
            }
            if object.get("onsetDateTime").is_none() {
                self.say(&rules::SET_ONSET, &at.field("onsetDateTime"));
            }
        }
    }

    fn condition_status(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let (clinical, verification) = (object.object("clinicalStatus"), object.object("verificationStatus"));
        let (clinical_at, verification_at) = (at.field("clinicalStatus"), at.field("verificationStatus"));
        self.whole_codings(clinical, &clinical_at);
        self.whole_codings(verification, &verification_at);
        let lists = &self.data.lists;
        let (state, certainty) = (code(clinical), code(verification));
        let mistaken = certainty == Some("entered-in-error");
        let known =
            |list: &[String], code: Option<&str>| code.is_some_and(|code| list.iter().any(|it| it == code));
        if !known(&lists.condition_verification, certainty) && verification.is_some() {
            self.say(&rules::CONDITION_VERIFICATION, &verification_at);
        }
        let mut states = clinical.into_iter().flat_map(|it| it.objects("coding"));
        if let Some((second, _)) = states.nth(1) {
            let list = clinical_at.field("coding");
            self.say(&rules::CONDITION_CLINICAL, &list.index(second));
        }
        match state {
            _ if clinical.is_none() && mistaken => {}
            _ if clinical.is_none() => self.say(&rules::CONDITION_CLINICAL, &clinical_at),
            _ if mistaken => self.say(&rules::CONDITION_CANCELLED, &clinical_at),
            state if !known(&lists.condition_clinical, state) => {
                self.say(&rules::CONDITION_CLINICAL, &clinical_at)
            }
            _ => {}
        }
        let ended = object.0.iter().any(|(name, _)| name.starts_with("abatement"));
        if ended && !mistaken && !matches!(state, Some("resolved" | "remission" | "inactive")) {
            self.say(&rules::CONDITION_ENDED, &clinical_at);
        }
    }

    fn disease(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let concept = object.object("code");
        let here = at.field("code");
        self.whole_codings(concept, &here);
        let list = here.field("coding");
        let key = self.guide.code_system(CodeSystem::DiseaseKey);
        let mut found = false;
        for (i, coding) in codings(concept, key) {
            if std::mem::replace(&mut found, true) {
                self.say(&rules::CONDITION_KEY, &list.index(i));
            }
            let Some(code) = coding.text("code") else { continue };
            if !CodeSystem::DiseaseKey.accepts(code) {
                self.say(&rules::CONDITION_KEY, &list.index(i).field("code"));
            } else if code == UNCODED && coding.text("display").is_some_and(|display| display != UNCODED_NAME)
            {
                self.say(&rules::CONDITION_UNCODED, &list.index(i).field("display"));
            }
        }
        if !found && concept.is_some() {
            self.say(&rules::CONDITION_KEY, &list);
        }
        let urls =
            [self.guide.extensions.disease_prefix.as_str(), self.guide.extensions.disease_postfix.as_str()];
        let modifier = self.guide.code_system(CodeSystem::ModifierKey);
        let extensions = here.field("extension");
        for (i, extension) in concept.into_iter().flat_map(|concept| concept.objects("extension")) {
            if !extension.text("url").is_some_and(|url| urls.contains(&url)) {
                continue;
            }
            let place = extensions.index(i);
            let value_at = place.field("valueCodeableConcept");
            let value = extension.object("valueCodeableConcept");
            self.whole_codings(value, &value_at);
            let keys: Vec<Option<&str>> =
                codings(value, modifier).map(|(_, coding)| coding.text("code")).collect();
            if !matches!(keys[..], [Some(code)] if CodeSystem::ModifierKey.accepts(code)) {
                self.say(&rules::CONDITION_MODIFIER, &value_at);
            }
        }
    }
}
