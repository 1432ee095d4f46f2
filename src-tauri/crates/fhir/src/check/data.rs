//! What the checker demands, read from `profiles/check.toml`: elements by profile and version of the guide, sections,
//! allow-lists.

use crate::profile::{Guide, GuideVersion};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

/// A version of the guide: major and minor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u16, pub u16);

impl Version {
    /// Reads `1.12` or `1.12.0`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        Some(Self(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }
}

/// The kinds of bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 診療情報提供書.
    Referral,
    /// 退院時サマリー.
    DischargeSummary,
    /// 患者サマリー（療養計画書）.
    CarePlan,
    /// 5情報.
    Set,
    /// 健診結果報告書: only what is common to all bundles is checked.
    Checkup,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] =
        &[Self::Referral, Self::DischargeSummary, Self::CarePlan, Self::Set, Self::Checkup];

    /// Whether it is a document with a Composition.
    pub fn is_document(self) -> bool {
        self != Self::Set
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Referral => "診療情報提供書",
            Self::DischargeSummary => "退院時サマリー",
            Self::CarePlan => "患者サマリー（療養計画書）",
            Self::Set => "5情報",
            Self::Checkup => "健診結果報告書",
        }
    }
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// At least.
    pub min: usize,
    /// At most; `usize::MAX` for any number.
    pub max: usize,
}

impl Card {
    fn parse(text: &str) -> Option<Self> {
        let (min, max) = text.split_once("..")?;
        Some(Self { min: min.parse().ok()?, max: if max == "*" { usize::MAX } else { max.parse().ok()? } })
    }
}

/// What a profile says of an element and what is inside it.
#[derive(Debug, Default)]
pub struct Demand {
    /// The element's name.
    pub name: Box<str>,
    /// Only items with this system (or, of extensions, url).
    pub slice: Option<Box<str>>,
    /// From which version on which cardinality and value; empty for elements that are only on the way.
    limits: Vec<(Version, Card, Option<Box<str>>)>,
    /// What it says of the elements inside.
    pub inside: Vec<Self>,
}

impl Demand {
    /// The limit that this version sets.
    pub fn limit(&self, version: Version) -> Option<(Card, Option<&str>)> {
        let (_, card, fixed) = self.limits.iter().rev().find(|(since, ..)| *since <= version)?;
        Some((*card, fixed.as_deref()))
    }

    fn at(&mut self, path: &str) -> Option<&mut Self> {
        let mut here = self;
        for step in steps(path) {
            let (name, slice) = match step.split_once('[') {
                Some((name, slice)) => (name, Some(slice.strip_suffix(']')?)),
                None => (step, None),
            };
            let found = here.inside.iter().position(|it| &*it.name == name && it.slice.as_deref() == slice);
            let index = found.unwrap_or_else(|| {
                here.inside.push(Self { name: name.into(), slice: slice.map(Into::into), ..Self::default() });
                here.inside.len() - 1
            });
            here = &mut here.inside[index];
        }
        Some(here)
    }
}

/// Splits at dots outside of brackets.
fn steps(path: &str) -> Vec<&str> {
    let (mut out, mut from, mut inside) = (Vec::new(), 0, false);
    for (i, c) in path.char_indices() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            '.' if !inside => {
                out.push(&path[from..i]);
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push(&path[from..]);
    out
}

/// A kind of bundle as the guide names it.
#[derive(Debug)]
pub struct BundleData {
    /// Which.
    pub kind: Kind,
    /// Its profile.
    pub url: String,
    /// The profile of its Composition.
    pub composition: String,
    /// `document` or `collection`.
    pub of_type: String,
    /// Entries at least.
    pub min_entries: usize,
    /// How many resources of a type.
    pub resources: Vec<(String, Card)>,
    /// How many sections 300 holds at least.
    pub min_structured: usize,
}

/// A section of a document.
#[derive(Debug)]
pub struct SectionData {
    /// Code.
    pub code: String,
    /// Fixed title.
    pub title: String,
    /// Whether it stands at the top rather than in 構造情報.
    pub top: bool,
    /// How often.
    pub card: Card,
    /// How many entries.
    pub entries: Card,
    /// Of which types.
    pub types: Vec<String>,
    /// The field of the letter's form.
    pub field: Option<&'static str>,
}

/// How a system is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemKnown {
    /// In the allow-list.
    Yes,
    /// Replaced by another.
    Outdated,
    /// Looks like one of the authorities' but is none.
    Misspelt,
    /// Of others, not expected here.
    Other,
}

/// Everything that the checker's data file says.
#[derive(Debug)]
pub struct Data {
    /// The kinds of bundle.
    pub bundles: Vec<BundleData>,
    elements: HashMap<String, Demand>,
    sections: HashMap<&'static str, Vec<SectionData>>,
    authorities: Vec<String>,
    known: HashSet<String>,
    other: Vec<String>,
    outdated: HashSet<String>,
    extensions: HashMap<String, Vec<String>>,
    codes: HashMap<String, BTreeMap<String, String>>,
    profiles: HashMap<String, Vec<String>>,
    /// Short lists of words.
    pub lists: Lists,
}

/// Short lists of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Lists {
    pub categories: Vec<String>,
    pub condition_clinical: Vec<String>,
    pub condition_verification: Vec<String>,
    pub allergy_clinical: Vec<String>,
    pub allergy_verification: Vec<String>,
    pub diagnosis_types: Vec<String>,
    pub withdrawn_labs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    bundles: BTreeMap<String, RawBundle>,
    elements: BTreeMap<String, BTreeMap<String, Lines>>,
    sections: RawSections,
    systems: RawSystems,
    extensions: HashMap<String, String>,
    codes: HashMap<String, BTreeMap<String, String>>,
    lists: Lists,
    profiles: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBundle {
    url: String,
    composition: String,
    #[serde(rename = "type")]
    of_type: String,
    min_entries: usize,
    resources: BTreeMap<String, String>,
    min_structured: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSections {
    referral: Vec<RawSection>,
    discharge: Vec<RawSection>,
    plan: Vec<RawSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSection {
    code: String,
    title: Option<String>,
    #[serde(default)]
    top: bool,
    card: String,
    entries: String,
    types: Vec<String>,
    field: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSystems {
    authorities: Vec<String>,
    known: HashSet<String>,
    other: Vec<String>,
    outdated: HashSet<String>,
}

const fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Referral => "referral",
        Kind::DischargeSummary => "discharge",
        Kind::CarePlan => "plan",
        Kind::Set => "set",
        Kind::Checkup => "checkup",
    }
}

impl Data {
    /// The data; `None` when what is built into the program is damaged, which the tests rule out.
    pub fn get() -> Option<&'static Self> {
        static DATA: LazyLock<Option<Data>> = LazyLock::new(|| {
            Data::read(include_str!("../../profiles/check.toml"), GuideVersion::default().guide().ok()?)
        });
        DATA.as_ref()
    }

    fn read(text: &str, guide: &Guide) -> Option<Self> {
        let raw: Raw = toml::from_str(text).ok()?;
        let bundles = Kind::ALL
            .iter()
            .map(|kind| {
                let raw = raw.bundles.get(key(*kind))?;
                let resources =
                    raw.resources.iter().map(|(name, card)| Some((name.clone(), Card::parse(card)?)));
                Some(BundleData {
                    kind: *kind,
                    url: raw.url.clone(),
                    composition: raw.composition.clone(),
                    of_type: raw.of_type.clone(),
                    min_entries: raw.min_entries,
                    resources: resources.collect::<Option<_>>()?,
                    min_structured: raw.min_structured,
                })
            })
            .collect::<Option<Vec<_>>>()?;
        let mut elements = HashMap::new();
        for (profile, lines) in raw.elements {
            let mut root = Demand::default();
            for (path, lines) in &lines {
                let lines = match lines {
                    Lines::One(line) => std::slice::from_ref(line),
                    Lines::Several(lines) => lines,
                };
                root.at(path)?.limits = lines.iter().map(|line| limit(line)).collect::<Option<_>>()?;
            }
            elements.insert(profile, root);
        }
        let sections = [
            (key(Kind::Referral), raw.sections.referral),
            (key(Kind::DischargeSummary), raw.sections.discharge),
            (key(Kind::CarePlan), raw.sections.plan),
        ];
        let sections = sections
            .into_iter()
            .map(|(key, list)| {
                Some((key, list.into_iter().map(|it| section(it, guide)).collect::<Option<Vec<_>>>()?))
            })
            .collect::<Option<_>>()?;
        // The code of a result is its place in the table, from 1.
        let results = guide.result_tables().map(|table| {
            let words = (1..).zip(&table.words).map(|(code, word): (u8, _)| (code.to_string(), word.clone()));
            (table.system.clone(), words.collect())
        });
        let codes = raw.codes.into_iter().chain(results).collect();
        let extensions = raw
            .extensions
            .into_iter()
            .map(|(url, values)| (url, values.split('|').map(str::to_owned).collect()));
        Some(Self {
            bundles,
            elements,
            sections,
            authorities: raw.systems.authorities,
            known: raw.systems.known,
            other: raw.systems.other,
            outdated: raw.systems.outdated,
            extensions: extensions.collect(),
            codes,
            profiles: raw.profiles,
            lists: raw.lists,
        })
    }

    /// What the guide calls this kind.
    pub fn bundle(&self, kind: Kind) -> Option<&BundleData> {
        self.bundles.iter().find(|bundle| bundle.kind == kind)
    }

    /// What the profile of this resource type demands in a bundle of this kind.
    pub fn demands(&self, resource: &str, kind: Option<Kind>) -> Option<&Demand> {
        match (resource, kind) {
            ("Composition" | "CarePlan", Some(kind)) => {
                self.elements.get(&format!("{resource}.{}", key(kind)))
            }
            ("Composition" | "CarePlan", None) => None,
            _ => self.elements.get(resource),
        }
    }

    /// The sections of this kind of document.
    pub fn sections(&self, kind: Kind) -> &[SectionData] {
        self.sections.get(key(kind)).map_or(&[], Vec::as_slice)
    }

    /// How this system is known.
    pub fn system(&self, url: &str) -> SystemKnown {
        if self.known.contains(url) {
            SystemKnown::Yes
        } else if self.outdated.contains(url) {
            SystemKnown::Outdated
        } else if self.other.iter().any(|prefix| url.starts_with(prefix.as_str())) {
            SystemKnown::Yes
        } else if !url.contains(':') || self.authorities.iter().any(|prefix| url.starts_with(prefix.as_str()))
        {
            // A system is an absolute URI.
            SystemKnown::Misspelt
        } else {
            SystemKnown::Other
        }
    }

    /// What the value of this extension may be; `None` for extensions that are not in the list, with whether it
    /// looks like one of the authorities'.
    pub fn extension(&self, url: &str) -> Result<&[String], bool> {
        let misspelt = || self.authorities.iter().any(|prefix| url.starts_with(prefix.as_str()));
        self.extensions.get(url).map(Vec::as_slice).ok_or_else(misspelt)
    }

    /// Whether this profile, without its version, is one of this resource type. Profiles of others may stand beside.
    pub fn profile_fits(&self, url: &str, of: &str) -> bool {
        match url.strip_prefix("http://jpfhir.jp/fhir/") {
            Some(rest) => match self.profiles.get(of) {
                Some(known) => known.iter().any(|known| known == rest),
                // The kinds of Bundle are judged by themselves.
                None => of == "Bundle",
            },
            None => {
                url.contains(':') && !self.authorities.iter().any(|prefix| url.starts_with(prefix.as_str()))
            }
        }
    }

    /// The codes of a closed list with their displays.
    pub fn codes(&self, system: &str) -> Option<&BTreeMap<String, String>> {
        self.codes.get(system)
    }
}

/// The title of a section that our documents have is the guide's, whichever document it stands in.
fn section(raw: RawSection, guide: &Guide) -> Option<SectionData> {
    let mut ours = guide.sections.all().chain([&guide.care_plan_summary.section]);
    let title = ours.find(|ours| ours.code == raw.code).map(|ours| ours.title.clone());
    Some(SectionData {
        code: raw.code,
        title: title.or(raw.title)?,
        top: raw.top,
        card: Card::parse(&raw.card)?,
        entries: Card::parse(&raw.entries)?,
        types: raw.types,
        // Lives as long as the program: the data is read once.
        field: raw.field.map(|field| &*field.leak()),
    })
}

/// `1..1 = value since 1.11`.
fn limit(line: &str) -> Option<(Version, Card, Option<Box<str>>)> {
    let (line, since) = match line.rsplit_once(" since ") {
        Some((line, since)) => (line, Version::parse(since)?),
        None => (line, Version(0, 0)),
    };
    let (card, fixed) = match line.split_once(" = ") {
        Some((card, fixed)) => (card, Some(fixed.into())),
        None => (line, None),
    };
    Some((since, Card::parse(card)?, fixed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_reads() {
        let data = Data::get().expect("built-in data");
        assert_eq!(data.bundle(Kind::Referral).map(|bundle| bundle.min_entries), Some(5));
        assert_eq!(data.sections(Kind::Referral).len(), 27);
        assert!(data.sections(Kind::Set).is_empty());
        assert_eq!(data.system("http://unitsofmeasure.org"), SystemKnown::Yes);
        assert_eq!(
            data.system("http://medis.or.jp/CodeSystem/master-disease-keynumber"),
            SystemKnown::Misspelt
        );
        assert_eq!(data.system("urn:oid:1.2.392.200119.4.101.2"), SystemKnown::Outdated);
        assert_eq!(data.system("http://example.org/x"), SystemKnown::Other);
        assert_eq!(data.system("x"), SystemKnown::Misspelt);
        assert!(data.profile_fits(
            "http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Observation_LabResult_eCS",
            "Observation"
        ));
        assert!(
            !data.profile_fits("http://jpfhir.jp/fhir/core/StructureDefinition/JP_Organization", "Device")
        );
        assert!(
            !data.profile_fits("http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Patient_ecs", "Patient")
        );
        assert!(data.profile_fits("http://example.org/mine", "Condition"));
    }

    /// What the writer's table and the checker's both say must be the same.
    #[test]
    fn the_two_tables_agree() {
        let data = Data::get().expect("built-in data");
        let fixed = |profile: &str, path: &str, version| {
            let demand = demand(data, profile, path).unwrap_or_else(|| panic!("{profile} {path}"));
            demand.limit(version).and_then(|(_, fixed)| fixed).map(str::to_owned)
        };
        for guide in GuideVersion::ALL.iter().map(|version| version.guide().expect("a guide")) {
            let version = Version::parse(&guide.version).expect("a version");
            for (path, ours) in guide.cardinality.all() {
                let (profile, rest) = path.split_once('.').expect("a path");
                let profiles: &[&str] = match profile {
                    "Composition" => &["Composition.referral"],
                    "Resource" => &["Encounter", "Organization", "Practitioner"],
                    // A slice by its pattern, which people.rs judges by hand.
                    _ if rest.contains(':') => continue,
                    other => &[other],
                };
                for profile in profiles {
                    let found = demand(data, profile, rest).unwrap_or_else(|| panic!("{profile} {rest}"));
                    let (card, _) = found.limit(version).expect("a limit");
                    let theirs = Card { min: ours.min, max: ours.max.unwrap_or(usize::MAX) };
                    assert_eq!(card, theirs, "{path} in {}", guide.version);
                }
            }
            let (plan, document) = (&guide.care_plan_summary, &guide.document);
            for (profile, path, ours) in [
                ("Composition.referral", "title", &document.title),
                ("Composition.referral", "event.code.text", &document.event),
                ("Composition.referral", "type.coding.code", &guide.fixed.document_type.code),
                ("Composition.referral", "type.coding.display", &guide.fixed.document_type.display),
                ("Composition.referral", "type.coding.system", &guide.fixed.document_type.system),
                ("Composition.referral", "category.coding.system", &guide.systems.document_category),
                ("Composition.referral", "identifier.system", &guide.identifiers.resource),
                ("Composition.plan", "title", &plan.title),
                ("Composition.plan", "type.coding.code", &plan.document_type.code),
                ("Composition.plan", "type.coding.display", &plan.document_type.display),
                ("CarePlan.plan", "title", &plan.plan_title),
                ("Bundle", "identifier.system", &guide.identifiers.bundle),
                ("FamilyMemberHistory", "relationship.coding.system", &guide.systems.family_relation),
            ] {
                assert_eq!(fixed(profile, path, version).as_ref(), Some(ours), "{profile} {path}");
            }
            let urls = |kind| data.bundle(kind).map(|it| (it.url.as_str(), it.composition.as_str()));
            let names = &guide.profiles;
            assert_eq!(
                urls(Kind::Referral),
                Some((names.bundle_referral.as_str(), names.composition_referral.as_str()))
            );
            assert_eq!(
                urls(Kind::CarePlan),
                Some((names.bundle_care_plan_summary.as_str(), names.composition_care_plan_summary.as_str()))
            );
            assert_eq!(urls(Kind::Set).map(|it| it.0), Some(names.bundle_information.as_str()));
            let coded = guide.fixed.all().map(|it| it.system.as_str());
            let systems = [&guide.systems.section, &guide.systems.flag, &guide.systems.merit9_unit];
            let rows = domain::core6::code::CodeSystem::ALL.iter().map(|it| guide.code_system(*it));
            for system in coded.chain(systems.map(String::as_str)).chain(rows) {
                assert_eq!(data.system(system), SystemKnown::Yes, "{system}");
            }
        }
        assert_eq!(data.sections(Kind::CarePlan)[0].title, "計画サマリー");
        assert_eq!(data.sections(Kind::DischargeSummary)[4].title, "入院時詳細");
        assert_eq!(
            data.codes("http://jpfhir.jp/fhir/LaboResult/CodeSystem/JP_BldABO_CS").map(BTreeMap::len),
            Some(4)
        );
    }

    fn demand<'d>(data: &'d Data, profile: &str, path: &str) -> Option<&'d Demand> {
        steps(path).into_iter().try_fold(data.elements.get(profile)?, |demand, step| {
            demand.inside.iter().find(|it| &*it.name == step && it.slice.is_none())
        })
    }

    #[test]
    fn versions_decide() {
        let data = Data::get().expect("built-in data");
        let patient = data.demands("Patient", None).expect("a profile");
        let name = patient.inside.iter().find(|it| &*it.name == "name").expect("an element");
        let family = name.inside.iter().find(|it| &*it.name == "family").expect("an element");
        let min = |minor| family.limit(Version(1, minor)).expect("a limit").0.min;
        assert_eq!((min(10), min(11), min(12)), (1, 1, 0));
        assert_eq!(Version::parse("1.12.0"), Some(Version(1, 12)));
        assert_eq!(Version::parse("x"), None);
    }

    #[test]
    fn steps_leave_urls_whole() {
        assert_eq!(steps("a.extension[http://x.y/z].b"), ["a", "extension[http://x.y/z]", "b"]);
    }
}
