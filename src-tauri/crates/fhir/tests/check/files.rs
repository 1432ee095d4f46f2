//! What only the bytes of a file can break.

use crate::bundles::samples;
use domain::core6::code::CodeSystem;
use fhir::check::{LabMaster, Options, READ_BYTES, Report, check};
use serde_json::{Value, json};

fn good() -> (String, Value) {
    let (_, bundle) = samples().into_iter().find(|(name, _)| name == "bundle_fully_coded").unwrap();
    (bundle.to_string(), bundle)
}

fn said(report: &Report) -> Vec<(&'static str, &str)> {
    report.findings.iter().map(|found| (found.finding.rule.id, found.finding.path.as_str())).collect()
}

fn of(bytes: &[u8]) -> Vec<String> {
    said(&check(bytes, &Options::default())).into_iter().map(|(id, path)| format!("{id} {path}")).collect()
}

#[test]
fn unreadable_files_say_why() {
    let (text, _) = good();
    assert_eq!(of(b""), ["file.not-json Bundle"]);
    assert_eq!(of(&text.as_bytes()[..text.len() / 2]), ["file.not-json Bundle"]);
    assert_eq!(of(b"[1,2]"), ["file.not-bundle Bundle"]);
    assert_eq!(of(br#"{"resourceType":"Patient"}"#), ["file.not-bundle Bundle"]);
    assert_eq!(of("{\"a\":".repeat(5000).as_bytes()), ["file.too-deep Bundle"]);
    let (sjis, _) = (b"{\"resourceType\":\"\x83\x65\"}".to_vec(), ());
    let report = check(&sjis, &Options::default());
    assert_eq!(said(&report), [("file.not-utf8", "Bundle")]);
    assert_eq!(report.findings[0].finding.args, ["18"]);
    let report = check(b"{\n \"resourceType\" \"Bundle\"}", &Options::default());
    assert_eq!(report.findings[0].finding.args, ["2", "17"]);
}

#[test]
fn a_byte_order_mark_is_told_and_the_rest_checked() {
    let (text, _) = good();
    assert_eq!(of(format!("\u{FEFF}{text}").as_bytes()), ["file.bom Bundle"]);
}

#[test]
fn members_that_occur_twice_are_found() {
    let (text, _) = good();
    let twice = text.replacen("\"birthDate\":", "\"birthDate\":\"1950-01-01\",\"birthDate\":", 1);
    assert!(of(twice.as_bytes()).contains(&"element.twice Bundle.entry[1].resource.birthDate".to_owned()));
}

#[test]
fn large_files_are_told() {
    let (_, mut bundle) = good();
    let mut sized = |bytes: usize| {
        let text = "あ".repeat(bytes / 3);
        bundle["entry"][0]["resource"]["section"][2]["section"][2]["text"]["div"] =
            json!(format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{text}</div>"));
        of(bundle.to_string().as_bytes())
    };
    assert_eq!(sized(4_000_000), [""; 0]);
    assert_eq!(sized(6_000_000), ["file.large Bundle"]);
    assert_eq!(sized(10_500_000), ["file.too-large Bundle"]);
    assert_eq!(sized(READ_BYTES), ["file.too-large Bundle", "file.unchecked-size Bundle"]);
}

#[test]
fn endless_faults_are_counted_not_listed() {
    let (_, mut bundle) = good();
    bundle["entry"][1]["resource"]["telecom"] = Value::Array(vec![json!({}); 250]);
    let report = check(bundle.to_string().as_bytes(), &Options::default());
    assert_eq!(report.findings.iter().filter(|found| found.finding.rule.id == "element.empty").count(), 100);
    let last = report.findings.last().unwrap();
    assert_eq!((last.finding.rule.id, last.finding.args[0].as_str()), ("file.more-findings", "150"));
}

struct Master;

impl LabMaster for Master {
    fn lists(&self, _: CodeSystem, code: &str, name: &str) -> Option<bool> {
        Some(code == "5F016141002306311" && name == "HBs抗原(定性)")
    }
}

#[test]
fn the_master_knows_which_code_belongs_to_which_name() {
    let (text, _) = good();
    let with_master = |text: &str| {
        let report = check(text.as_bytes(), &Options { labs: Some(&Master), ..Options::default() });
        said(&report).into_iter().filter(|(id, _)| *id == "lab.code-unknown").count()
    };
    // This master knows one name only: the other designated items of the letter are unknown to it.
    let others = with_master(&text);
    let wrong = text.replace("\"5F016141002306311\"", "\"5F016141002306312\"");
    assert_eq!(with_master(&wrong), others + 1);
}

/// No content of a record in a finding: hostile keys are masked.
#[test]
fn findings_carry_no_content() {
    let report = check(
        r#"{"resourceType":"Bundle","見本 花子":1,"entry":[{"resource":{"resourceType":"見本 花子"}}]}"#
            .as_bytes(),
        &Options::default(),
    );
    for found in &report.findings {
        assert!(
            !format!("{} {}", found.finding.path, found.finding.sentence()).contains("見本"),
            "{found:?}"
        );
    }
}
