//! The checker: does a bundle keep the rules of the specification? It looks at the bytes it is given, from our
//! builder or from elsewhere, and knows nothing of what anybody meant.
//!
//! [`check`] reads the bytes once into a tree that borrows from them, walks it along the types of FHIR R4
//! (`profiles/r4.toml`), lays the demands of the guide's profiles over it (`profiles/check.toml`) and applies the rules
//! that only the guide's text states (one file per subject). The work is linear in the length of the file; nesting,
//! the size that is looked at and the number of findings are bounded; nothing panics.
//!
//! The table of rules is [`rules`]; `docs/rules.md` lists where each is enforced and tested.

mod allergy;
mod bundle;
mod codes;
mod composition;
mod condition;
mod data;
mod invariant;
mod json;
mod lab;
mod medication;
mod meta;
mod narrative;
mod path;
mod people;
mod r4;
mod reference;
mod row;
pub mod rules;
mod text;
mod time;
mod walk;

pub use data::{Kind, Version};

use crate::profile::{Guide, GuideVersion};
use data::Data;
use domain::{
    core6::code::CodeSystem,
    finding::{Finding, Severity},
};
use json::{Node, ReadError};
use path::At;
use rules::CheckRule;
use std::collections::{HashMap, HashSet};

/// The largest file that is looked into, in bytes. One transmission is at most 10 MB; a little more is still read,
/// so that the findings say what else is wrong.
pub const READ_BYTES: usize = 40_000_000;
/// From this size on a file is worth a warning.
const LARGE_BYTES: usize = 5_000_000;
/// Findings of one rule that are shown; the rest are counted.
const SHOWN_PER_RULE: u32 = 100;

/// The designated laboratory codes, where the clinic has the master (JP-CLINS §6).
pub trait LabMaster {
    /// Whether this code is listed under this FHIR識別名 in this system, one of the four of designated items; `None`
    /// where the master cannot say.
    fn lists(&self, system: CodeSystem, code: &str, name: &str) -> Option<bool>;
}

/// How to check.
#[derive(Clone, Copy, Default)]
pub struct Options<'o> {
    /// The version of the guide; without it the one that the bundle claims, else the default one.
    pub version: Option<Version>,
    /// Designated laboratory codes.
    pub labs: Option<&'o dyn LabMaster>,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Place (`Bundle.entry[3].resource.code`), rule and what fills its sentence.
    pub finding: Finding,
    /// The field of the letter's form, or of the patient's record, that most likely mends it.
    pub field: Option<&'static str>,
    /// The リソース一意識別ID of the row that it comes from, where `field` is a list of rows: an institution's number
    /// and ours, nothing of the patient.
    pub row: Option<String>,
}

impl Found {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.finding.severity()
    }
}

/// What the checker says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which kind of bundle it claims to be.
    pub kind: Option<Kind>,
    /// Resource by resource, those of the bundle as a whole last.
    pub findings: Vec<Found>,
}

impl Report {
    /// Whether anything forbids sending it.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|found| found.severity() == Severity::Error)
    }

    /// How many findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.severity() == severity).count()
    }
}

/// Checks a bundle as it would be sent: JSON in UTF-8.
pub fn check(bytes: &[u8], options: &Options<'_>) -> Report {
    let mut out = Out::default();
    let kind = checked(bytes, options, &mut out);
    Report { kind, findings: out.finish() }
}

fn checked(bytes: &[u8], options: &Options<'_>, out: &mut Out) -> Option<Kind> {
    let file = At::root("Bundle");
    let built_in = || Some((GuideVersion::default().guide().ok()?, Data::get()?, r4::Types::get()?));
    let ready =
        built_in().and_then(|(guide, data, types)| Some((guide, data, types, walk::Ids::new(types)?)));
    let Some((guide, data, types, ids)) = ready else {
        out.say(&rules::FILE_NOT_CHECKED, &file, [], (None, None));
        return None;
    };
    let megabytes = |bytes: usize| format!("{:.1}", bytes as f64 / 1e6);
    if bytes.len() > guide.transmission_bytes {
        out.say(&rules::FILE_TOO_LARGE, &file, [megabytes(bytes.len())], (None, None));
    } else if bytes.len() > LARGE_BYTES {
        out.say(&rules::FILE_LARGE, &file, [], (None, None));
    }
    if bytes.len() > READ_BYTES {
        out.say(&rules::FILE_UNREADABLE_SIZE, &file, [megabytes(READ_BYTES)], (None, None));
        return None;
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).map_or(bytes, |rest| {
        out.say(&rules::FILE_BOM, &file, [], (None, None));
        rest
    });
    let text = std::str::from_utf8(bytes)
        .map_err(|error| {
            out.say(&rules::FILE_NOT_UTF8, &file, [(error.valid_up_to() + 1).to_string()], (None, None));
        })
        .ok()?;
    let tree = match json::read(text) {
        Ok(tree) => tree,
        Err(ReadError::Syntax(line, column)) => {
            out.say(&rules::FILE_NOT_JSON, &file, [line.to_string(), column.to_string()], (None, None));
            return None;
        }
        Err(ReadError::TooDeep) => {
            out.say(&rules::FILE_TOO_DEEP, &file, [], (None, None));
            return None;
        }
    };
    let Some(root) = tree.object().filter(|root| root.text("resourceType") == Some("Bundle")) else {
        out.say(&rules::FILE_NOT_BUNDLE, &file, [], (None, None));
        return None;
    };
    let newest = Version::parse(&guide.version).unwrap_or(Version(u16::MAX, 0));
    let version = options.version.or_else(|| bundle::claimed_version(root)).unwrap_or(newest);
    let same = |guide: &&GuideVersion| Version::parse(guide.as_str()) == Some(version);
    let guide = GuideVersion::ALL.iter().find(same).and_then(|guide| guide.guide().ok()).unwrap_or(guide);
    let mut checker = Checker {
        data,
        types,
        ids,
        guide,
        version,
        labs: options.labs,
        out,
        scope: bundle::Scope::default(),
        field: None,
        row: None,
        master_names: false,
        wide_names: false,
        claimed_versions: HashSet::new(),
    };
    checker.bundle(root, &file);
    checker.scope.kind
}

/// The state of one check. `'a` is the life of the tree.
struct Checker<'a, 'o> {
    data: &'static Data,
    types: &'static r4::Types,
    ids: walk::Ids,
    guide: &'static Guide,
    version: Version,
    labs: Option<&'o dyn LabMaster>,
    out: &'o mut Out,
    /// The bundle that is being looked at.
    scope: bundle::Scope<'a>,
    /// The form field that the part being looked at comes from.
    field: Option<&'static str>,
    /// The リソース一意識別ID of the entry being looked at.
    row: Option<&'a str>,
    /// Inside a drug or a 用法, whose masters' names hold full-width blanks and letters.
    master_names: bool,
    /// Inside a qualitative result or the name of a disease, whose masters are written in full width.
    wide_names: bool,
    claimed_versions: HashSet<&'a str>,
}

impl Checker<'_, '_> {
    fn say(&mut self, rule: &'static CheckRule, at: &At<'_>) {
        self.say_with(rule, at, []);
    }

    fn say_with<const N: usize>(&mut self, rule: &'static CheckRule, at: &At<'_>, args: [String; N]) {
        self.out.say(rule, at, args, (self.field, self.row));
    }

    fn since(&self, major: u16, minor: u16) -> bool {
        self.version >= Version(major, minor)
    }
}

/// Where findings are gathered.
#[derive(Default)]
struct Out {
    found: Vec<Found>,
    seen: HashSet<(&'static str, String)>,
    counts: HashMap<&'static str, u32>,
    more: usize,
}

impl Out {
    fn say<const N: usize>(
        &mut self,
        rule: &'static CheckRule,
        at: &At<'_>,
        args: [String; N],
        (field, row): (Option<&'static str>, Option<&str>),
    ) {
        let count = self.counts.entry(rule.rule.id).or_default();
        if *count >= SHOWN_PER_RULE {
            self.more += 1;
            return;
        }
        let path = at.to_string();
        if self.seen.insert((rule.rule.id, path.clone())) {
            *count += 1;
            let field = rule.field.or(field);
            let row =
                row.filter(|_| field.is_some_and(|field| field.starts_with("rows."))).map(str::to_owned);
            self.found.push(Found { finding: Finding::with(&rule.rule, path, args), field, row });
        }
    }

    fn finish(mut self) -> Vec<Found> {
        if self.more > 0 {
            let more = std::mem::take(&mut self.more);
            self.say(&rules::FILE_MORE, &At::root("Bundle"), [more.to_string()], (None, None));
        }
        self.found
    }
}

/// The strings of a list member: `meta.profile`, `given`.
fn strings<'n>(node: Option<&'n Node<'n>>) -> impl Iterator<Item = &'n str> {
    node.map_or(&[][..], Node::items).iter().filter_map(Node::text)
}
