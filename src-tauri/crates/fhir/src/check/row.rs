//! What the resources of the 6情報 have in common (JP-CLINS §2 and §5).

use super::{Checker, Kind, json::Object, path::At, rules};

const DEPARTMENT: &str = "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_Department";

impl<'a> Checker<'a, '_> {
    /// One リソース一意識別ID; the patient of this bundle; institution and department where they are demanded.
    pub(super) fn row(&mut self, object: &'a Object<'a>, subject: &str, at: &At<'_>) {
        let system = self.guide.identifiers.resource.as_str();
        let own: Vec<bool> = object
            .objects("identifier")
            .filter(|(_, id)| id.text("system") == Some(system))
            .map(|(_, id)| id.get("value").is_some())
            .collect();
        if own != [true] {
            self.say(&rules::RESOURCE_IDENTIFIER, &at.field("identifier"));
        }
        let of = object.object(subject);
        if let Some(index) = self.entry_of(of)
            && self.scope.entries[index].of == "Patient"
            && self.scope.entries.iter().position(|entry| entry.of == "Patient") != Some(index)
        {
            self.say(&rules::ROW_SUBJECT, &at.field(subject).field("reference"));
        }
        if of.is_some_and(|of| {
            self.entry_of(Some(of)).is_some_and(|index| self.scope.entries[index].of != "Patient")
        }) {
            self.say(&rules::ROW_SUBJECT, &at.field(subject).field("reference"));
        }
        let set = self.scope.kind == Some(Kind::Set);
        let medication = subject == "subject" && object.get("dosageInstruction").is_some();
        let here = at.field("extension");
        let institution = extension(object, &self.guide.extensions.institution).is_some();
        let department = extension(object, DEPARTMENT);
        if set && !institution {
            self.say(&rules::ROW_INSTITUTION, &here);
        }
        for (url, rule) in [
            (self.guide.extensions.institution.as_str(), &rules::ROW_INSTITUTION),
            (DEPARTMENT, &rules::ROW_DEPARTMENT),
        ] {
            let mut all = object.objects("extension").filter(|(_, it)| it.text("url") == Some(url));
            if let Some((second, _)) = all.nth(1) {
                self.say(rule, &here.index(second));
            }
        }
        // The department may be left out for allergies.
        let named = department
            .and_then(|(_, it)| it.object("valueCodeableConcept"))
            .is_some_and(|it| it.text("text").is_some());
        if set && subject == "subject" && department.is_none() {
            self.say(&rules::ROW_DEPARTMENT, &here);
        } else if let Some((i, _)) = department.filter(|_| !named) {
            self.say(&rules::ROW_DEPARTMENT, &here.index(i));
        }
        if medication && !set && (!institution || department.is_none() || object.get("contained").is_none()) {
            self.say(&rules::DRUG_SETTING, at);
        }
    }

    /// Whether the element points to something of this type inside the resource.
    pub(super) fn points_inside(&self, object: &Object<'_>, element: &str, of: &str) -> bool {
        let reference = match object.object(element) {
            Some(reference) => Some(reference),
            None => object.objects(element).next().map(|(_, reference)| reference),
        };
        let id =
            reference.and_then(|reference| reference.text("reference")).and_then(|id| id.strip_prefix('#'));
        object.objects("contained").any(|(_, inner)| {
            inner.text("resourceType") == Some(of) && inner.text("id") == id && id.is_some()
        })
    }
}

/// The first extension with this url.
pub(super) fn extension<'n, 'a>(object: &'n Object<'a>, url: &str) -> Option<(usize, &'n Object<'a>)> {
    object.objects("extension").find(|(_, extension)| extension.text("url") == Some(url))
}

/// The codings of a concept with this system.
pub(super) fn codings<'n, 'a>(
    concept: Option<&'n Object<'a>>,
    system: &'n str,
) -> impl Iterator<Item = (usize, &'n Object<'a>)> + use<'n, 'a> {
    concept
        .into_iter()
        .flat_map(|concept| concept.objects("coding"))
        .filter(move |(_, coding)| coding.text("system") == Some(system))
}

/// The first code of a concept.
pub(super) fn code<'n>(concept: Option<&'n Object<'_>>) -> Option<&'n str> {
    concept?.objects("coding").find_map(|(_, coding)| coding.text("code"))
}
