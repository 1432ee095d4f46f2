//! Whether bundles would be accepted: for files that somebody names, before a letter is frozen, and before anything
//! is posted. The rules themselves are those of [`fhir::check`].

pub use domain::finding::Severity;

use crate::{Desk, Error, labs, letter_file};
use domain::{
    finding::{Finding, Rule},
    rule,
};
use fhir::{
    check::{Found, LabMaster, Options, Report, Version, check},
    profile::GuideVersion,
};
use serde::Serialize;
use std::{borrow::Cow, collections::HashMap};

/// Faults that a person is told at once; what remains shows when these are mended.
const TOLD: usize = 10;

/// One finding about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The file as it was named; a file inside a PDF behind `#`.
    pub file: String,
    /// The rule's stable name.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The element: `Bundle.entry[3].resource.code`.
    pub path: String,
    /// What is wrong and what to do, in Japanese.
    pub message: String,
    /// The field of the letter's form that most likely mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
}

/// What there is to say of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validated {
    /// What the bundles claim to be, in Japanese.
    pub kinds: Vec<&'static str>,
    /// Everything found.
    pub lines: Vec<Line>,
}

impl Validated {
    /// How many findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.lines.iter().filter(|line| line.severity == severity).count()
    }
}

/// Why a file could not be checked at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotValidated {
    /// It begins like a PDF but does not read as one.
    #[error("PDFとして読めません。ファイルが壊れていないか確かめてください。")]
    Pdf,
    /// A PDF without data for the national service.
    #[error("PDFの中に国のサービス用のデータがありません。")]
    NothingInside,
}

/// Checks a file: a bundle, or a PDF that carries bundles. `name` is what the lines call it.
///
/// # Errors
/// [`NotValidated`] when there is nothing to check. Damaged JSON is not that: it is a finding.
pub fn validate(name: &str, bytes: &[u8]) -> Result<Validated, NotValidated> {
    validate_with(name, bytes, None)
}

/// The same, asking a store's imported list which laboratory codes belong to which item.
///
/// # Errors
/// [`NotValidated`] in place of an answer, or what hinders the store.
pub fn validate_at(desk: &Desk, name: &str, bytes: &[u8]) -> Result<Result<Validated, NotValidated>, Error> {
    labs::with_list(Some(&letter_file::open(desk)?), |labs| validate_with(name, bytes, labs))
}

fn validate_with(name: &str, bytes: &[u8], labs: Option<&dyn LabMaster>) -> Result<Validated, NotValidated> {
    let mut all = Validated { kinds: Vec::new(), lines: Vec::new() };
    for (file, bundle) in bundles(name, bytes)? {
        let report = check(&bundle, &Options { labs, ..Options::default() });
        all.kinds.push(report.kind.map_or("種類のわからないデータ", |kind| kind.label()));
        all.lines.extend(report.findings.iter().map(|found| line(&file, found)));
    }
    Ok(all)
}

fn line(file: &str, found: &Found) -> Line {
    Line {
        file: file.to_owned(),
        rule: found.finding.rule.id,
        severity: found.severity(),
        path: found.finding.path.clone(),
        message: found.finding.sentence(),
        field: found.field,
    }
}

/// A bundle and what its lines call it.
type Named<'b> = (String, Cow<'b, [u8]>);

/// The bundles of a file.
fn bundles<'b>(name: &str, bytes: &'b [u8]) -> Result<Vec<Named<'b>>, NotValidated> {
    if !bytes.starts_with(b"%PDF") {
        return Ok(vec![(name.to_owned(), bytes.into())]);
    }
    let inside = print::attachments(bytes).map_err(|_| NotValidated::Pdf)?;
    let json =
        inside.into_iter().filter(|file| file.media_type.contains("json") || file.name.ends_with(".json"));
    let found: Vec<_> = json.map(|file| (format!("{name}#{}", file.name), file.bytes.into())).collect();
    if found.is_empty() { Err(NotValidated::NothingInside) } else { Ok(found) }
}

/// Why this bundle must not be frozen with its letter: nothing, or warnings that lead to the form's fields. Paper
/// stands without it.
pub fn before_finalizing(
    bundle: &[u8],
    guide: GuideVersion,
    labs: Option<&dyn LabMaster>,
    rows: &FormRows,
) -> Vec<Finding> {
    told(&checked(bundle, guide, labs), &rule::BUNDLE_FAULT, rows)
}

/// Why the service would turn this set of 5情報 away: nothing, or warnings that lead to the record's fields.
/// Its laboratory codes come from the imported list.
pub fn before_registering(bundle: &[u8], guide: GuideVersion) -> Vec<Finding> {
    told(&checked(bundle, guide, None), &rule::REPORT_FAULT, &FormRows::default())
}

fn checked(bundle: &[u8], guide: GuideVersion, labs: Option<&dyn LabMaster>) -> Report {
    check(bundle, &Options { version: Version::parse(guide.as_str()), labs })
}

/// Where the rows of the 6情報 stand in a form, by their ids: `rows.conditions[2]`, or `conditions[2]` in a form of
/// 傷病名 alone.
#[derive(Default)]
pub struct FormRows(HashMap<String, String>);

impl FormRows {
    /// Those of a form as it is stored. A form that names no rows has none to point to.
    pub fn of(form: &impl Serialize) -> Self {
        let form = serde_json::to_value(form).unwrap_or_default();
        let chosen = form["rows"].as_object().into_iter().flatten();
        let lists = chosen.map(|(list, ids)| (format!("rows.{list}"), ids));
        let lists = lists.chain([("conditions".to_owned(), &form["conditions"])]);
        let places = lists.flat_map(|(list, ids)| {
            let ids = ids.as_array().into_iter().flatten().enumerate();
            ids.filter_map(move |(i, id)| Some((id.as_str()?.to_owned(), format!("{list}[{i}]"))))
        });
        Self(places.collect())
    }

    /// The row that a finding is about, else the field.
    fn place<'s>(&'s self, found: &'s Found) -> &'s str {
        let row = || {
            // `<institution>-<id>`, as our rows are numbered.
            let (_, id) = found.row.as_deref()?.split_once('-')?;
            self.0.get(id).map(String::as_str)
        };
        row().or(found.field).unwrap_or_default()
    }
}

/// Whether this bundle may be posted.
///
/// # Errors
/// What would be turned away, as errors.
pub fn before_posting(bundle: &[u8]) -> Result<(), Vec<Finding>> {
    let faults = told(&check(bundle, &Options::default()), &rule::BUNDLE_NOT_SENT, &FormRows::default());
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The errors of a report in the words of `rule`, each sentence once for each field or row.
fn told(report: &Report, rule: &'static Rule, rows: &FormRows) -> Vec<Finding> {
    let mut faults: Vec<Finding> = Vec::new();
    for found in report.findings.iter().filter(|found| found.severity() == Severity::Error) {
        let finding = Finding::with(rule, rows.place(found), [found.finding.sentence()]);
        if !faults.contains(&finding) && faults.len() < TOLD {
            // Where it is helps whoever is asked on the telephone; the path holds no patient data.
            tracing::warn!(rule = found.finding.rule.id, path = %found.finding.path, "a bundle has a fault");
            faults.push(finding);
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &[u8] = br#"{"resourceType":"Bundle"}"#;

    #[test]
    fn faults_keep_the_letter_on_paper_and_stop_the_post() {
        let faults = before_finalizing(EMPTY, GuideVersion::default(), None, &FormRows::default());
        assert!(!faults.is_empty() && faults.len() <= TOLD);
        assert!(faults.iter().all(|fault| fault.severity() == Severity::Warning));
        assert!(faults[0].sentence().ends_with("紙はそのまま使えます。"));
        let faults = before_registering(EMPTY, GuideVersion::default());
        assert!(faults.iter().all(|fault| fault.rule.id == "report.fault"));
        let faults = before_posting(EMPTY).expect_err("faults");
        assert!(faults.iter().all(|fault| fault.severity() == Severity::Error));
    }

    #[test]
    fn rows_stand_where_the_form_names_them() {
        let letter = serde_json::json!({ "rows": { "conditions": ["a-1", "b"], "past_conditions": ["c"] } });
        let plan = serde_json::json!({ "conditions": ["b"] });
        let found = |row: Option<&str>| Found {
            finding: Finding::new(&rule::BUNDLE_FAULT, "Bundle.entry[3]"),
            field: Some("rows.conditions"),
            row: row.map(str::to_owned),
        };
        let place = |form: &serde_json::Value, row| FormRows::of(form).place(&found(row)).to_owned();
        assert_eq!(place(&letter, Some("1311234567-a-1")), "rows.conditions[0]");
        assert_eq!(place(&letter, Some("1311234567-c")), "rows.past_conditions[0]");
        assert_eq!(place(&plan, Some("1311234567-b")), "conditions[0]");
        for unknown in [Some("1311234567-z"), Some("z"), None] {
            assert_eq!(place(&letter, unknown), "rows.conditions");
        }
    }

    #[test]
    fn files_that_are_no_bundles() {
        assert_eq!(validate("a.pdf", b"%PDF-1.7 x"), Err(NotValidated::Pdf));
        let broken = validate("a.json", b"{").expect("a finding");
        assert_eq!((broken.lines[0].rule, broken.lines[0].file.as_str()), ("file.not-json", "a.json"));
        assert_eq!(broken.count(Severity::Error), 1);
    }
}
