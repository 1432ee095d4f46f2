//! Good bundles have no errors; old ones have the faults that are known of them.

use crate::bundles::{elsewhere, fixtures, samples};
use domain::finding::Severity;
use fhir::check::{Options, Report, Version, check};

fn lines(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .map(|found| format!("{} {} {}", found.finding.rule.id, found.finding.path, found.finding.sentence()))
        .collect()
}

#[test]
fn what_we_write_is_clean() {
    for (name, bundle) in samples().into_iter().chain(fixtures()) {
        let report = check(bundle.to_string().as_bytes(), &Options::default());
        assert!(
            report.findings.iter().all(|found| found.severity() == Severity::Info),
            "{name}: {:#?}",
            lines(&report)
        );
        assert!(report.kind.is_some(), "{name}");
    }
}

#[test]
fn good_bundles_of_others_are_clean() {
    for (name, bytes) in elsewhere("tools/fhir-check/fixtures") {
        let report = check(&bytes, &Options::default());
        assert!(!report.has_errors(), "{name}: {:#?}", lines(&report));
    }
}

/// Public examples of an older guide: what is known to be wrong with them is found, and nothing else.
#[test]
fn old_examples_have_their_known_faults() {
    for (name, bytes) in elsewhere("data/fhir-examples") {
        let report = check(&bytes, &Options { version: Some(Version(1, 10)), ..Options::default() });
        let mut errors: Vec<&str> = report
            .findings
            .iter()
            .filter(|found| found.severity() == Severity::Error)
            .map(|found| found.finding.rule.id)
            .collect();
        errors.sort_unstable();
        errors.dedup();
        let known: &[&str] = if name.contains("NoEntry") {
            &["document.number", "institution.differs", "time.precision"]
        } else {
            &["coding.parts", "document.number", "institution.differs", "reference.style", "time.precision"]
        };
        assert_eq!(errors, known, "{name}: {:#?}", lines(&report));
    }
}
