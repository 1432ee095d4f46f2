//! References and contained resources (JP-CLINS §2, rules 6 and 7; R4 ref-1, dom-2 … dom-5).

use super::{Checker, Kind, json::Object, path::At, rules};

/// A resource inside the one that is being looked at.
pub(super) struct Contained<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) of: &'a str,
    pub(super) used: bool,
}

impl<'a> Checker<'a, '_> {
    /// A Reference: its style, that it resolves, and that it points to one of these types (any, if empty).
    pub(super) fn reference(&mut self, object: &'a Object<'a>, targets: &[Box<str>], at: &At<'_>) {
        let here = at.field("reference");
        let Some(reference) = object.text("reference") else {
            let named = object.get("display").is_some() && object.get("type").is_some();
            if object.get("identifier").is_some() {
                self.say(&rules::REFERENCE_LOGICAL, at);
            } else if !named && object.get("reference").is_none() {
                self.say(&rules::REFERENCE_STYLE, at);
            }
            return;
        };
        let found = if let Some(id) = reference.strip_prefix('#') {
            if id.is_empty() {
                return;
            }
            let found = self.scope.contained.iter_mut().find(|contained| contained.id == Some(id));
            found.map(|contained| {
                contained.used = true;
                contained.of
            })
        } else if reference.starts_with("urn:uuid:") {
            self.scope.urls.get(reference).copied().map(|to| {
                self.scope.edges.push((self.scope.current, to));
                let of = self.scope.entries[to].of;
                if self.scope.kind == Some(Kind::Set) && of != "Patient" {
                    self.say(&rules::REFERENCE_SET, &here);
                }
                of
            })
        } else {
            self.say(&rules::REFERENCE_STYLE, &here);
            return;
        };
        match found {
            None => self.say(&rules::REFERENCE_UNRESOLVED, &here),
            Some(of) => {
                let wrong = !targets.is_empty() && !targets.iter().any(|target| **target == *of);
                let differs = object.text("type").is_some_and(|named| named != of);
                if wrong {
                    self.say_with(&rules::REFERENCE_TYPE, &here, [targets.join("・")]);
                } else if differs {
                    self.say_with(&rules::REFERENCE_TYPE, &at.field("type"), [of.to_owned()]);
                }
            }
        }
    }

    /// The rules of a resource that stands in `contained`.
    pub(super) fn contained(&mut self, object: &'a Object<'a>, of: &str, at: &At<'_>) {
        if object.get("contained").is_some() {
            self.say(&rules::CONTAINED_NESTED, &at.field("contained"));
        }
        let meta = object.object("meta");
        let here = at.field("meta");
        let own = ["JP_Encounter", "JP_Practitioner"].iter().any(|name| name.strip_prefix("JP_") == Some(of));
        let profile = here.field("profile");
        let claims: Vec<&str> = super::strings(meta.and_then(|meta| meta.get("profile"))).collect();
        let ecs = claims.iter().any(|claim| claim.ends_with("_eCS"));
        if let Some(meta) = meta {
            // The eCS profiles demand lastUpdated since 1.11, against R4's dom-4.
            for name in ["versionId", "security", "lastUpdated"] {
                if meta.get(name).is_some() && !(name == "lastUpdated" && ecs) {
                    self.say_with(&rules::CONTAINED_META, &here.field(name), [name.to_owned()]);
                }
            }
        }
        let allowed = |claim: &str| {
            claim == format!("http://jpfhir.jp/fhir/core/StructureDefinition/JP_{of}")
                || claim == format!("http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_{of}_eCS")
        };
        if own && !matches!(&claims[..], [claim] if allowed(claim)) {
            self.say(&rules::CONTAINED_PROFILE, if claims.is_empty() { &here } else { &profile });
        }
    }

    /// Notes what the resource contains, before it is walked.
    pub(super) fn contains(&mut self, resource: Option<&'a Object<'a>>) {
        self.scope.contained.clear();
        for (_, inner) in resource.into_iter().flat_map(|resource| resource.objects("contained")) {
            let of = inner.text("resourceType").unwrap_or_default();
            self.scope.contained.push(Contained { id: inner.text("id"), of, used: false });
        }
    }

    /// What the resource contains and does not use, after it was walked.
    pub(super) fn unused(&mut self, resource: &'a Object<'a>, at: &At<'_>) {
        let list = at.field("contained");
        let mut ids = std::collections::HashSet::new();
        let contained = std::mem::take(&mut self.scope.contained);
        for ((i, _), inner) in resource.objects("contained").zip(contained) {
            let here = list.index(i);
            match inner.id {
                Some(id) if ids.insert(id) => {
                    if !inner.used {
                        self.say(&rules::CONTAINED_UNUSED, &here);
                    }
                }
                _ => self.say(&rules::CONTAINED_ID, &here.field("id")),
            }
        }
    }
}
