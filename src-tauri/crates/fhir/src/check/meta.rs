//! Profile claims and flags (JP-CLINS §2, rules 2 and 3, and meta.tag).

use super::{Checker, Kind, json::Object, path::At, rules};

const ECS: &str = "http://jpfhir.jp/fhir/eCS/StructureDefinition/";

/// The claim without its version, and the version.
pub(super) fn claim(url: &str) -> (&str, Option<&str>) {
    url.split_once('|').map_or((url, None), |(url, version)| (url, Some(version)))
}

impl<'a> Checker<'a, '_> {
    /// What a resource that is no Bundle claims to be.
    pub(super) fn meta(&mut self, object: &'a Object<'a>, of: &str, at: &At<'_>) {
        let here = at.field("meta");
        let profiles = object.object("meta").and_then(|meta| meta.get("profile"));
        let place = here.field("profile");
        let claims: Vec<&'a str> = super::strings(profiles).collect();
        if claims.is_empty() {
            if self.must_claim(of) {
                self.say(&rules::META_PROFILE, &place);
            }
            return;
        }
        let wanted = self.wanted(of);
        let good = |claim: &str| match &wanted {
            Some(wanted) => wanted.iter().any(|wanted| wanted == claim),
            None => self.data.profile_fits(claim, of),
        };
        if !claims.iter().any(|url| good(claim(url).0)) {
            self.say(&rules::META_PROFILE_UNKNOWN, &place.index(0));
        } else if let Some(i) = claims.iter().position(|url| !self.data.profile_fits(claim(url).0, of)) {
            self.say(&rules::META_PROFILE_UNKNOWN, &place.index(i));
        }
        self.claimed_versions.extend(claims.iter().filter_map(|url| claim(url).1));
    }

    fn must_claim(&self, of: &str) -> bool {
        match of {
            "Composition" | "Patient" | "Condition" | "AllergyIntolerance" | "Observation"
            | "MedicationRequest" => true,
            "Encounter"
            | "Organization"
            | "Practitioner"
            | "CarePlan"
            | "Coverage"
            | "FamilyMemberHistory"
            | "PractitionerRole" => self.since(1, 11),
            _ => false,
        }
    }

    /// The only claims that count; `None` where any profile of the type does.
    fn wanted(&self, of: &str) -> Option<Vec<String>> {
        let ecs = |name: &str| vec![format!("{ECS}{name}")];
        match of {
            "Composition" => {
                let url = &self.data.bundle(self.scope.kind?)?.composition;
                (!url.is_empty()).then(|| vec![url.clone()])
            }
            "CarePlan" if self.scope.kind == Some(Kind::CarePlan) => Some(ecs("JP_CarePlan_ePCS")),
            _ if self.scope.kind == Some(Kind::Checkup) => None,
            "Patient" => Some(ecs("JP_Patient_eCS")),
            "Condition" => Some(ecs("JP_Condition_eCS")),
            "AllergyIntolerance" => Some(ecs("JP_AllergyIntolerance_eCS")),
            "Encounter" => Some(ecs("JP_Encounter_eCS")),
            "Organization" => {
                Some([ecs("JP_Organization_eCS"), ecs("JP_Organization_eCS_department")].concat())
            }
            "Practitioner" => Some(ecs("JP_Practitioner_eCS")),
            "MedicationRequest" if self.scope.kind == Some(Kind::Referral) => {
                Some(ecs("JP_MedicationRequest_eCS"))
            }
            "Observation" if self.scope.kind == Some(Kind::Set) => Some(ecs("JP_Observation_LabResult_eCS")),
            _ => None,
        }
    }

    /// 長期保存・未告知・未提供, each only where the resource type may carry it.
    pub(super) fn flags(&mut self, object: &Object<'_>, of: &str, at: &At<'_>) {
        let Some(meta) = object.object("meta") else { return };
        let (flags, here) = (&self.guide.flags, at.field("meta"));
        let list = here.field("tag");
        let mut seen: Vec<&str> = Vec::new();
        for (i, tag) in meta.objects("tag") {
            if tag.text("system") != Some(&self.guide.systems.flag) {
                continue;
            }
            let code = tag.text("code").unwrap_or_default();
            let long_term = code == flags.long_term;
            let allowed = match of {
                "Condition" => long_term || code == flags.uninformed || code == flags.undelivered,
                "AllergyIntolerance" => long_term,
                "Observation" => long_term && super::lab::is_infection(self.guide, object),
                _ => false,
            };
            if !allowed || seen.contains(&code) {
                self.say(&rules::META_FLAG, &list.index(i).field("code"));
            }
            seen.push(code);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_split_from_their_version() {
        assert_eq!(claim("http://x|1.2.0"), ("http://x", Some("1.2.0")));
    }
}
