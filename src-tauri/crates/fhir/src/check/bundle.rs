//! The bundle as a whole: its kind, its entries and how they hang together (JP-CLINS §3, §4; R4 bdl-*).

use super::{
    Checker,
    data::{Data, Kind, Version},
    json::{Node, Object},
    meta::claim,
    path::At,
    reference::Contained,
    rules,
    time::Precision,
};
use domain::institution::InstitutionCode;
use std::collections::{HashMap, HashSet};

/// The bundle that is being looked at.
#[derive(Default)]
pub(super) struct Scope<'a> {
    pub(super) kind: Option<Kind>,
    /// The institution in Bundle.identifier.
    pub(super) institution: Option<&'a str>,
    pub(super) entries: Vec<Entry<'a>>,
    /// Entries by fullUrl.
    pub(super) urls: HashMap<&'a str, usize>,
    /// References from entry to entry.
    pub(super) edges: Vec<(usize, usize)>,
    /// The entry that is being looked at.
    pub(super) current: usize,
    /// What its resource contains.
    pub(super) contained: Vec<Contained<'a>>,
    /// Entries of 紹介先.
    receivers: HashSet<usize>,
}

/// An entry of the bundle.
pub(super) struct Entry<'a> {
    pub(super) url: Option<&'a str>,
    pub(super) of: &'a str,
    pub(super) resource: Option<&'a Object<'a>>,
}

/// The version that a bundle's profile claims.
pub(super) fn claimed_version(bundle: &Object<'_>) -> Option<Version> {
    let meta = bundle.object("meta")?;
    super::strings(meta.get("profile")).find_map(|url| Version::parse(claim(url).1?))
}

/// The one kind that a bundle's profiles claim.
fn kind_of(data: &Data, bundle: &Object<'_>) -> Option<Kind> {
    let claims = super::strings(bundle.object("meta").and_then(|meta| meta.get("profile")));
    let mut kinds = claims
        .filter_map(|url| data.bundles.iter().find(|known| known.url == claim(url).0))
        .map(|known| known.kind);
    kinds.next().filter(|_| kinds.next().is_none())
}

/// Letters, digits and hyphens, up to the longest number.
fn is_number(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// `<10 digits>^<yyyy>^<number>`: the institution.
fn institution_of(value: &str, longest: usize) -> Option<&str> {
    let mut parts = value.split('^');
    let (institution, year, number) = (parts.next()?, parts.next()?, parts.next()?);
    let year_good =
        year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && ("2020".."2040").contains(&year);
    let good = parts.next().is_none()
        && InstitutionCode::parse(institution).is_some()
        && year_good
        && is_number(number, longest);
    good.then_some(institution)
}

impl<'a> Checker<'a, '_> {
    pub(super) fn bundle(&mut self, bundle: &'a Object<'a>, at: &At<'_>) {
        self.scope.kind = kind_of(self.data, bundle);
        if self.scope.kind.is_none() {
            self.say(&rules::BUNDLE_KIND, &at.field("meta").field("profile"));
        }
        if let Some(claims) = bundle.object("meta").and_then(|meta| meta.get("profile")) {
            let claims: Vec<&'a str> = super::strings(Some(claims)).collect();
            self.claimed_versions.extend(claims.iter().filter_map(|url| claim(url).1));
        }
        self.bundle_number(bundle, at);
        self.gather(bundle);
        self.urls(bundle, at);
        if let Some(id) = self.types.resource("Bundle") {
            self.object(id, bundle, at);
        }
        if let Some(demand) = self.data.demands("Bundle", None) {
            self.demand(bundle, demand, at);
        }
        self.precise(bundle.text("timestamp"), Precision::Millisecond, "1000分の1秒", &at.field("timestamp"));
        self.prohibited(bundle, at);
        let Some(kind) = self.scope.kind else { return };
        if let Some(known) = self.data.bundle(kind) {
            if bundle.text("type").is_some_and(|of| of != known.of_type) {
                self.say_with(&rules::BUNDLE_TYPE, &at.field("type"), [known.of_type.clone()]);
            }
            let count = self.scope.entries.len();
            if count < known.min_entries {
                let least = known.min_entries.to_string();
                self.say_with(&rules::BUNDLE_TOO_FEW, &at.field("entry"), [least]);
            }
            self.counts(known, at);
        }
        self.identifiers_once(at);
        self.drugs_once(at);
        if self.claimed_versions.len() > 1 {
            self.say(&rules::META_PROFILE_MIXED, &at.field("meta").field("profile"));
        }
        match kind {
            Kind::Set => self.set(bundle, at),
            Kind::Checkup => {}
            _ => {
                self.document_order(at);
                self.reachable(at);
            }
        }
    }

    fn bundle_number(&mut self, bundle: &'a Object<'a>, at: &At<'_>) {
        let Some(identifier) = bundle.object("identifier") else { return };
        let Some(Node::Text(value)) = identifier.get("value") else { return };
        let good = identifier.text("system") == Some(&self.guide.identifiers.bundle);
        match institution_of(value, 36) {
            Some(institution) if good => self.scope.institution = Some(institution),
            _ => self.say(&rules::BUNDLE_IDENTIFIER, &at.field("identifier").field("value")),
        }
    }

    /// Reads the entries, so that references can be followed while the resources are walked.
    fn gather(&mut self, bundle: &'a Object<'a>) {
        let entries = bundle.get("entry").map_or(&[][..], Node::items);
        self.scope.entries = entries
            .iter()
            .map(|entry| {
                let entry = entry.object();
                let resource = entry.and_then(|entry| entry.object("resource"));
                let of = resource.and_then(|resource| resource.text("resourceType")).unwrap_or_default();
                Entry { url: entry.and_then(|entry| entry.text("fullUrl")), of, resource }
            })
            .collect();
        for (i, entry) in self.scope.entries.iter().enumerate() {
            if let Some(url) = entry.url {
                self.scope.urls.entry(url).or_insert(i);
            }
        }
        let composition = self.scope.entries.iter().find(|entry| entry.of == "Composition");
        let sections =
            composition.and_then(|entry| entry.resource).into_iter().flat_map(|it| it.objects("section"));
        let receivers = sections
            .filter(|(_, section)| section_code(section) == Some("910"))
            .flat_map(|(_, section)| section.objects("entry"))
            .filter_map(|(_, reference)| self.scope.urls.get(reference.text("reference")?).copied())
            .collect();
        self.scope.receivers = receivers;
    }

    fn urls(&mut self, bundle: &'a Object<'a>, at: &At<'_>) {
        let list = at.field("entry");
        for (i, entry) in bundle.objects("entry") {
            let here = list.index(i);
            let place = here.field("fullUrl");
            match entry.text("fullUrl") {
                Some(url) if !is_uuid_urn(url) => self.say(&rules::ENTRY_URL_FORM, &place),
                Some(url) if self.scope.urls.get(url) != Some(&i) => {
                    self.say(&rules::ENTRY_URL_TWICE, &place)
                }
                _ => {}
            }
            if entry.get("resource").is_none() {
                self.say(&rules::ENTRY_NO_RESOURCE, &here);
            }
        }
    }

    fn prohibited(&mut self, bundle: &'a Object<'a>, at: &At<'_>) {
        for name in ["link", "total", "signature"] {
            // A signature is made outside of FHIR (JP-CLINS §4.1).
            if bundle.get(name).is_some() {
                self.say_with(&rules::BUNDLE_PROHIBITED, &at.field(name), [name.to_owned()]);
            }
        }
        let list = at.field("entry");
        for (i, entry) in bundle.objects("entry") {
            for name in ["link", "search", "request", "response", "extension"] {
                if entry.get(name).is_some() {
                    self.say_with(&rules::BUNDLE_PROHIBITED, &list.index(i).field(name), [name.to_owned()]);
                }
            }
        }
    }

    /// Before the walk comes to an entry.
    pub(super) fn entry_begins(&mut self, index: usize) {
        self.scope.current = index;
        let Some(entry) = self.scope.entries.get(index) else { return };
        let (of, resource) = (entry.of, entry.resource);
        let receiver = self.scope.receivers.contains(&index);
        self.field = match of {
            "Patient" => Some("patient"),
            "Organization" => Some(if receiver { "receiver.name" } else { "institution" }),
            "Practitioner" => Some(if receiver { "receiver.doctor" } else { "doctor_id" }),
            "Condition" => Some("rows.conditions"),
            "AllergyIntolerance" => Some("rows.allergies"),
            "Observation" if resource.is_some_and(|it| super::lab::is_infection(self.guide, it)) => {
                Some("rows.infections")
            }
            "Observation" => Some("rows.lab_results"),
            "MedicationRequest" => Some("rows.prescriptions"),
            "DocumentReference" => Some("attachments"),
            "Encounter" if self.scope.kind == Some(Kind::Referral) => Some("purpose"),
            _ => None,
        };
        let system = self.guide.identifiers.resource.as_str();
        self.row = resource
            .into_iter()
            .flat_map(|it| it.objects("identifier"))
            .find(|(_, id)| id.text("system") == Some(system))
            .and_then(|(_, id)| id.text("value"));
        self.contains(resource);
    }

    /// After the walk has left it.
    pub(super) fn entry_ends(&mut self, at: &At<'_>) {
        if let Some(resource) = self.scope.entries.get(self.scope.current).and_then(|entry| entry.resource) {
            self.unused(resource, &at.field("resource"));
        }
        (self.field, self.row) = (None, None);
    }

    /// A resource: of an entry, or contained in one.
    pub(super) fn resource(&mut self, object: &'a Object<'a>, at: &At<'_>, contained: bool) {
        let Some(of) = object.text("resourceType") else {
            self.say_with(&rules::ELEMENT_MISSING, &at.field("resourceType"), ["resourceType".to_owned()]);
            return;
        };
        let bundle = of == "Bundle";
        if bundle && !contained {
            let outer = std::mem::take(&mut self.scope);
            let (field, row) = (self.field.take(), self.row.take());
            self.bundle(object, at);
            (self.scope, self.field, self.row) = (outer, field, row);
            return;
        }
        let Some(id) = self.types.resource(of).filter(|_| !bundle) else {
            self.say(&rules::RESOURCE_UNKNOWN, &at.field("resourceType"));
            for (name, node) in &object.0 {
                self.rest(node, &at.field(name));
            }
            return;
        };
        self.object(id, object, at);
        if contained {
            self.contained(object, of, at);
            return;
        }
        self.meta(object, of, at);
        self.flags(object, of, at);
        let department = of == "Organization" && super::people::is_department(object);
        let profile = if department { "OrganizationDepartment" } else { of };
        let judged = of != "Observation" || super::lab::is_lab(self.guide, self.scope.kind, object);
        if judged
            && self.scope.kind != Some(Kind::Checkup)
            && let Some(demand) = self.data.demands(profile, self.scope.kind)
        {
            self.demand(object, demand, at);
        }
        match of {
            _ if self.scope.kind == Some(Kind::Checkup) => {}
            "Composition" => self.composition(object, at),
            "Patient" => self.patient(object, at),
            "Organization" => self.organization(object, at),
            "Practitioner" => self.practitioner(object, at),
            "Encounter" => self.encounter(object, at),
            "Condition" => self.condition(object, at),
            "AllergyIntolerance" => self.allergy(object, at),
            "Observation" if judged => self.lab(object, at),
            "MedicationRequest" => self.medication(object, at),
            _ => {}
        }
    }

    fn counts(&mut self, known: &super::data::BundleData, at: &At<'_>) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for entry in &self.scope.entries {
            *counts.entry(entry.of).or_default() += 1;
        }
        let here = at.field("entry");
        for (of, card) in &known.resources {
            let count = counts.get(of.as_str()).copied().unwrap_or_default();
            if count < card.min {
                self.say_with(&rules::BUNDLE_SLICE_FEW, &here, [of.clone(), card.min.to_string()]);
            } else if count > card.max {
                self.say_with(&rules::BUNDLE_SLICE_MANY, &here, [of.clone(), card.max.to_string()]);
            }
        }
    }

    /// リソース一意識別ID, once in a bundle.
    fn identifiers_once(&mut self, at: &At<'_>) {
        let system = self.guide.identifiers.resource.as_str();
        let mut seen = HashSet::new();
        let mut twice = Vec::new();
        for (i, entry) in self.scope.entries.iter().enumerate() {
            // Of the Composition it is the document's number, which its bundle may share.
            let Some(resource) = entry.resource.filter(|_| entry.of != "Bundle") else { continue };
            for (j, identifier) in resource.objects("identifier") {
                if identifier.text("system") == Some(system)
                    && let Some(value) = identifier.text("value")
                    && !seen.insert((entry.of, value))
                {
                    twice.push((i, j));
                }
            }
        }
        let list = at.field("entry");
        for (i, j) in twice {
            let entry = list.index(i);
            let resource = entry.field("resource");
            let identifiers = resource.field("identifier");
            self.say(&rules::ENTRY_IDENTIFIER_TWICE, &identifiers.index(j).field("value"));
        }
    }

    /// A pair of RP and order in it, once in a bundle.
    fn drugs_once(&mut self, at: &At<'_>) {
        let systems = [self.guide.identifiers.rp_number.as_str(), self.guide.identifiers.rp_order.as_str()];
        let mut seen = HashSet::new();
        let mut twice = Vec::new();
        for (i, entry) in
            self.scope.entries.iter().enumerate().filter(|(_, entry)| entry.of == "MedicationRequest")
        {
            let Some(resource) = entry.resource else { continue };
            let number = |system: &str| {
                resource.objects("identifier").find(|(_, id)| id.text("system") == Some(system))
            };
            let (Some((_, rp)), Some((j, order))) = (number(systems[0]), number(systems[1])) else {
                continue;
            };
            // Letters hold prescriptions of several days, each with its own count.
            let day = resource.text("authoredOn").map(|day| day.get(..10));
            if !seen.insert((day, rp.text("value"), order.text("value"))) {
                twice.push((i, j));
            }
        }
        let list = at.field("entry");
        for (i, j) in twice {
            let entry = list.index(i);
            let resource = entry.field("resource");
            let identifiers = resource.field("identifier");
            self.say(&rules::DRUG_IDENTIFIER_TWICE, &identifiers.index(j).field("value"));
        }
    }

    fn document_order(&mut self, at: &At<'_>) {
        let list = at.field("entry");
        let placed = |of: &str, wanted: usize| {
            let mut found =
                self.scope.entries.iter().enumerate().filter(|(_, entry)| entry.of == of).map(|(i, _)| i);
            match (found.next(), found.next()) {
                (None, _) => Some(None),
                (Some(first), _) if first != wanted => Some(Some(first)),
                (_, Some(second)) => Some(Some(second)),
                _ => None,
            }
        };
        for (rule, fault) in [
            (&rules::DOCUMENT_FIRST, placed("Composition", 0)),
            (&rules::DOCUMENT_SECOND, placed("Patient", 1)),
        ] {
            match fault {
                Some(Some(i)) => self.say(rule, &list.index(i)),
                Some(None) => self.say(rule, &list),
                None => {}
            }
        }
    }

    /// Every entry can be reached from the Composition. A reference in either direction would satisfy R4's document
    /// rules; the guide asks for those from the Composition.
    fn reachable(&mut self, at: &At<'_>) {
        let count = self.scope.entries.len();
        let Some(start) = self.scope.entries.iter().position(|entry| entry.of == "Composition") else {
            return;
        };
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (from, to) in &self.scope.edges {
            if let Some(list) = next.get_mut(*from) {
                list.push(*to);
            }
        }
        let mut reached = vec![false; count];
        let mut todo = vec![start];
        reached[start] = true;
        while let Some(from) = todo.pop() {
            for to in std::mem::take(&mut next[from]) {
                if !std::mem::replace(&mut reached[to], true) {
                    todo.push(to);
                }
            }
        }
        let list = at.field("entry");
        for (i, reached) in reached.into_iter().enumerate() {
            if !reached {
                self.say(&rules::DOCUMENT_UNREACHABLE, &list.index(i));
            }
        }
    }

    /// The rules of 5情報 as a whole.
    fn set(&mut self, bundle: &'a Object<'a>, at: &At<'_>) {
        const TAG: &str = "http://jpfhir.jp/fhir/clins/CodeSystem/BundleResourceType_CS";
        let list = at.field("entry");
        let patients: Vec<usize> =
            (0..self.scope.entries.len()).filter(|i| self.scope.entries[*i].of == "Patient").collect();
        match patients[..] {
            [0] => {}
            [0, second, ..] => self.say(&rules::SET_FIRST, &list.index(second)),
            _ => self.say(&rules::SET_FIRST, &list.index(0)),
        }
        let meta = bundle.object("meta");
        let tags: Vec<(usize, Option<&str>)> = meta
            .into_iter()
            .flat_map(|meta| meta.objects("tag"))
            .filter(|(_, tag)| tag.text("system") == Some(TAG))
            .map(|(i, tag)| (i, tag.text("code")))
            .collect();
        let meta_at = at.field("meta");
        let tag_at = meta_at.field("tag");
        let tag = match tags[..] {
            [(_, Some(code @ ("AllergyIntolerance" | "Condition" | "Observation")))] => code,
            [(i, _)] => return self.say(&rules::SET_TAG, &tag_at.index(i).field("code")),
            [] => return self.say(&rules::SET_TAG, &tag_at),
            [_, (second, _), ..] => return self.say(&rules::SET_TAG, &tag_at.index(second)),
        };
        let others: Vec<(usize, &str)> = self
            .scope
            .entries
            .iter()
            .enumerate()
            .map(|(i, entry)| (i, entry.of))
            .filter(|(_, of)| *of != "Patient")
            .collect();
        if others.is_empty() {
            self.say(&rules::SET_EMPTY, &list);
        }
        for (i, of) in others {
            if of != tag {
                self.say(&rules::SET_TYPES, &list.index(i).field("resource").field("resourceType"));
            }
        }
    }

    /// The document's number: the institution in it, where it has its form.
    pub(super) fn document_number<'n>(&self, value: &'n str) -> Option<&'n str> {
        institution_of(value, 32)
    }
}

/// The code of a section.
pub(super) fn section_code<'n>(section: &'n Object<'_>) -> Option<&'n str> {
    section.object("code")?.objects("coding").find_map(|(_, coding)| coding.text("code"))
}

fn is_uuid_urn(url: &str) -> bool {
    let Some(uuid) = url.strip_prefix("urn:uuid:") else { return false };
    uuid.len() == 36
        && uuid.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => matches!(b, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_form() {
        assert_eq!(institution_of("1319999991^2026^01a-2", 36), Some("1319999991"));
        assert_eq!(institution_of("1319999991^2026^01a-2", 4), None);
        for bad in [
            "1319999991-2026-1",
            "4819999991^2026^1",
            "1319999991^1999^1",
            "1319999991^2026^",
            "1319999991^2026^1^2",
            "",
            "1319999991^2026^あ",
        ] {
            assert_eq!(institution_of(bad, 36), None, "{bad}");
        }
    }

    #[test]
    fn urls_are_lower_case_uuids() {
        assert!(is_uuid_urn("urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8"));
        assert!(!is_uuid_urn("urn:uuid:67E55044-10b1-426f-9247-bb680e5fe0c8"));
        assert!(!is_uuid_urn("67e55044-10b1-426f-9247-bb680e5fe0c8"));
        assert!(!is_uuid_urn("urn:uuid:67e5504410b1426f9247bb680e5fe0c8"));
    }
}
