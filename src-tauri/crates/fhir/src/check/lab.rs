//! 検査・感染症 (JP-CLINS §5.4, §6; R4 obs-3, obs-6, obs-7).

use super::{
    Checker, Kind,
    json::Object,
    path::At,
    row::{code, codings},
    rules,
};
use crate::profile::Guide;
use domain::core6::code::CodeSystem;

const PROFILE: &str = "JP_Observation_LabResult_eCS";
const JLAC11: &str = "http://medis.or.jp/CodeSystem/master-JLAC11-17digits";
const DESIGNATED: [CodeSystem; 4] = [
    CodeSystem::LabCoreJlac10,
    CodeSystem::LabCoreJlac11,
    CodeSystem::LabInfectionJlac10,
    CodeSystem::LabInfectionJlac11,
];

/// Whether one of its codings is that of a designated infection.
pub(super) fn is_infection(guide: &Guide, observation: &Object<'_>) -> bool {
    let concept = observation.object("code");
    [CodeSystem::LabInfectionJlac10, CodeSystem::LabInfectionJlac11]
        .into_iter()
        .any(|system| codings(concept, guide.code_system(system)).next().is_some())
}

/// Whether the laboratory profile's rules apply: in 5情報 always, else where it is claimed or codes say so.
pub(super) fn is_lab(guide: &Guide, kind: Option<Kind>, observation: &Object<'_>) -> bool {
    let claims = super::strings(observation.object("meta").and_then(|meta| meta.get("profile")));
    let claims: Vec<&str> = claims.collect();
    let concept = observation.object("code");
    kind == Some(Kind::Set)
        || claims.iter().any(|claim| claim.contains(PROFILE))
        || DESIGNATED
            .into_iter()
            .chain([CodeSystem::LabLocal])
            .any(|system| codings(concept, guide.code_system(system)).next().is_some())
}

impl<'a> Checker<'a, '_> {
    pub(super) fn lab(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        self.row(object, "subject", at);
        self.lab_codes(object, at);
        self.lab_result(object, at);
        self.lab_ranges(object, at);
        let categories = at.field("category");
        for (i, category) in object.objects("category") {
            let wanted = &self.guide.fixed.laboratory;
            let good = codings(Some(category), &wanted.system)
                .any(|(_, coding)| coding.text("code") == Some(&wanted.code));
            if !good {
                self.say(&rules::LAB_CATEGORY, &categories.index(i));
            }
        }
        let specimen = object.object("specimen");
        let named = specimen.is_some_and(|it| it.get("reference").is_some() || it.get("display").is_some());
        if !named {
            self.say(&rules::LAB_SPECIMEN, &at.field("specimen"));
        }
        if self.scope.kind == Some(Kind::Set) {
            self.lab_in_set(object, at);
        }
    }

    fn lab_in_set(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        if !self.points_inside(object, "encounter", "Encounter") {
            self.say(&rules::SET_ENCOUNTER, &at.field("encounter"));
        }
        if !self.points_inside(object, "performer", "Practitioner") {
            self.say(&rules::SET_PERFORMER, &at.field("performer"));
        }
        if object.get("hasMember").is_some() {
            self.say(&rules::SET_MEMBER, &at.field("hasMember"));
        }
    }

    fn lab_codes(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let Some(concept) = object.object("code") else { return };
        let here = at.field("code");
        let list = here.field("coding");
        self.whole_codings(Some(concept), &here);
        let guide = self.guide;
        let local: Vec<(usize, &Object<'_>)> =
            codings(Some(concept), guide.code_system(CodeSystem::LabLocal)).collect();
        match local[..] {
            [(i, coding)] => {
                if coding.text("code").is_some_and(|code| !CodeSystem::LabLocal.accepts(code)) {
                    self.say(&rules::LAB_LOCAL, &list.index(i).field("code"));
                }
                let name = coding.text("display").unwrap_or_default();
                if name.chars().any(char::is_whitespace) {
                    self.say(&rules::LAB_LOCAL_NAME, &list.index(i).field("display"));
                }
                if concept.text("text").is_some_and(|text| text != name) {
                    self.say(&rules::LAB_TEXT, &here.field("text"));
                }
            }
            [] => self.say(&rules::LAB_LOCAL, &list),
            [_, (second, _), ..] => self.say(&rules::LAB_LOCAL, &list.index(second)),
        }
        let uncoded = self.lab_uncoded(concept, &list);
        let general = self.lab_general(concept, &list);
        let names = self.lab_designated(concept, &list);
        if !uncoded && !general && names.is_empty() {
            self.say(&rules::LAB_STANDARD, &list);
        }
        if let Some((i, _)) = names.iter().find(|(_, name)| *name != names[0].1) {
            self.say(&rules::LAB_MIXED, &list.index(*i));
        } else if uncoded && (general || !names.is_empty()) {
            self.say(&rules::LAB_MIXED, &list);
        }
    }

    /// 未標準化: the nines with their name.
    fn lab_uncoded(&mut self, concept: &Object<'_>, list: &At<'_>) -> bool {
        let wanted = &self.guide.fixed.lab_uncoded;
        let mut found = false;
        for (i, coding) in codings(Some(concept), &wanted.system) {
            found = true;
            for (part, wanted) in [("code", &wanted.code), ("display", &wanted.display)] {
                if coding.text(part).is_some_and(|text| text != wanted) {
                    self.say(&rules::LAB_UNCODED, &list.index(i).field(part));
                }
            }
        }
        found
    }

    fn lab_general(&mut self, concept: &Object<'_>, list: &At<'_>) -> bool {
        let mut found = false;
        for system in [self.guide.code_system(CodeSystem::Jlac10), JLAC11] {
            for (i, coding) in codings(Some(concept), system) {
                found = true;
                if coding.text("code").is_some_and(|code| !is_jlac(code)) {
                    self.say(&rules::LAB_CODE_FORM, &list.index(i).field("code"));
                }
            }
        }
        found
    }

    /// The names of the designated items that the codings stand for.
    fn lab_designated<'n>(&mut self, concept: &'n Object<'_>, list: &At<'_>) -> Vec<(usize, &'n str)> {
        let mut names = Vec::new();
        for which in DESIGNATED {
            let system = self.guide.code_system(which);
            for (i, coding) in codings(Some(concept), system) {
                let (code, name) =
                    (coding.text("code").unwrap_or_default(), coding.text("display").unwrap_or_default());
                let here = list.index(i);
                names.push((i, name));
                if !code.is_empty() && !is_jlac(code) {
                    self.say(&rules::LAB_CODE_FORM, &here.field("code"));
                }
                if self.data.lists.withdrawn_labs.iter().any(|old| old == name) {
                    if self.since(1, 11) {
                        self.say(&rules::LAB_WITHDRAWN, &here.field("display"));
                    }
                } else if !name.is_empty() && !self.guide.is_lab_name(which, name) {
                    self.say(&rules::LAB_NAME, &here.field("display"));
                } else if self.labs.and_then(|labs| labs.lists(which, code, name)) == Some(false) {
                    self.say_with(&rules::LAB_CODE_UNKNOWN, &here.field("code"), [name.to_owned()]);
                }
            }
        }
        names.sort_unstable_by_key(|(i, _)| *i);
        names
    }

    fn lab_result(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let value = object.0.iter().find(|(name, _)| name.starts_with("value"));
        let reason = object.get("dataAbsentReason").is_some();
        let component = object.get("component").is_some();
        let status = object.text("status");
        match status {
            Some("final" | "preliminary" | "corrected")
                if value.is_none() && !reason && !component && object.get("hasMember").is_none() =>
            {
                self.say(&rules::LAB_NO_RESULT, at);
            }
            Some("final" | "preliminary" | "corrected") => {}
            Some("registered" | "cancelled") => {
                if value.is_some() {
                    self.say(&rules::LAB_STATUS, &at.field("status"));
                } else if !reason {
                    self.say(&rules::LAB_NO_RESULT, at);
                }
            }
            Some(_) => self.say(&rules::LAB_STATUS, &at.field("status")),
            None => {}
        }
        if let (Some((name, _)), true) = (value, reason) {
            self.say(&rules::LAB_BOTH, &at.field(name));
        }
        if let Some(concept) = object.object("valueCodeableConcept") {
            let value_at = at.field("valueCodeableConcept");
            let list = value_at.field("coding");
            for (i, coding) in concept.objects("coding") {
                self.listed(coding, &rules::LAB_RESULT_CODE, &list.index(i));
            }
        }
        let own = code(object.object("code"));
        let components = at.field("component");
        for (i, component) in object.objects("component") {
            if value.is_some() && own.is_some() && code(component.object("code")) == own {
                self.say(&rules::LAB_COMPONENT, &components.index(i));
            }
        }
    }

    fn lab_ranges(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let value = object.object("valueQuantity");
        let list = at.field("referenceRange");
        for (i, range) in object.objects("referenceRange") {
            let here = list.index(i);
            if !["low", "high", "text"].iter().any(|name| range.get(name).is_some()) {
                self.say(&rules::LAB_RANGE_EMPTY, &here);
            }
            for name in ["low", "high"] {
                let (Some(limit), Some(value)) = (range.object(name), value) else { continue };
                let limit_at = here.field(name);
                for part in ["unit", "code"] {
                    let (ours, theirs) = (limit.text(part), value.text(part));
                    if ours.is_some() && ours != theirs {
                        self.say(&rules::LAB_RANGE_UNIT, &limit_at.field(part));
                    }
                }
            }
        }
    }
}

fn is_jlac(code: &str) -> bool {
    code.len() == 17 && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}
