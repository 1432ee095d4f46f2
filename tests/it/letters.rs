//! Every sample letter, from its file to paper and bundle, through the core; every bad one, through the program.

use domain::text::widen_kana;
use fumibako::{api::Code, letter_file};
use fumibako_tests::{
    Calls, Paper, Sample, TempClinic, bare, cli, fonts_are_there, rejected, sample, samples, shared,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

/// Why a sample has no bundle; samples that are not named here have one.
const WITHOUT_BUNDLE: &[(&str, &str)] =
    &[("self-paid", "bundle.payment"), ("health-center", "bundle.receiver-kind")];

/// What each rejected letter is told: path and rule of every error.
const REJECTED: &[(&str, &[(&str, &str)])] = &[
    ("absence-beside-rows", &[("core6.no_allergy.state", "core6.absence-beside-rows")]),
    ("before-era", &[("patient.birth_date", "date.before-era")]),
    ("birth-date-in-future", &[("patient.birth_date", "date.in-future")]),
    ("code-form", &[("core6.conditions[0].codes[0].code", "core6.code-form")]),
    ("control-character", &[("letter.purpose", "text.forbidden")]),
    ("health-center-without-phone", &[("patient.address", "letter.address-needed")]),
    ("impossible-date", &[("patient.birth_date", "date.no-such-day")]),
    ("institution-code-form", &[("institution.code", "institution.code-form")]),
    ("institution-code-length", &[("institution.code", "institution.code-length")]),
    ("malformed", &[("", "input.not-json")]),
    ("missing-field", &[("patient", "input.missing-field")]),
    ("name-too-long", &[("patient.name", "text.too-long")]),
    ("no-diagnosis", &[("letter.diagnosis", "letter.diagnosis-missing")]),
    ("no-purpose", &[("letter.purpose", "letter.purpose-missing")]),
    ("no-receiver", &[("letter.receiver.name", "letter.receiver-missing")]),
    ("private-use-character", &[("patient.name", "text.forbidden")]),
    ("receiver-code-length", &[("letter.receiver.code", "institution.code-length")]),
    ("rows-in-letter", &[("letter.rows", "input.not-here")]),
    (
        "several-faults",
        &[
            ("institution.code", "institution.code-length"),
            ("patient.birth_date", "date.no-such-day"),
            ("letter.purpose", "letter.purpose-missing"),
        ],
    ),
    ("text-too-long", &[("letter.course", "text.too-long")]),
    ("unknown-era", &[("patient.birth_date", "date.unknown-era")]),
    ("unknown-field-deep", &[("letter.receiver.memo", "input.unknown-field")]),
    ("unknown-field", &[("patient.nickname", "input.unknown-field")]),
    ("unknown-word", &[("patient.sex", "input.wrong-type")]),
    ("wrong-type", &[("patient.phone", "input.wrong-type")]),
];

/// Boxes of prose on the letter.
const PROSE: &[&str] = &[
    "diagnosis",
    "purpose",
    "past_history",
    "family_history",
    "allergy",
    "infection",
    "course",
    "treatment",
    "medication",
    "remarks",
    "physical_findings",
    "social_history",
    "immunization",
    "surgery",
    "transfusion",
    "procedures",
    "care_plan",
    "devices",
    "advance_directive",
    "research",
];

/// Everything that a person typed into the sample and that must stand on paper, in pieces no longer than a line
/// of thought: a page break may fall between two of them, but not inside.
fn typed(sample: &Sample) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let value = &sample.value;
    let mut typed = vec![text(&value["patient"]["name"]), text(&value["doctor"]["name"])];
    typed.extend(["name", "address", "phone"].map(|field| text(&value["institution"][field])));
    typed.extend(["name", "department", "doctor"].map(|field| text(&value["letter"]["receiver"][field])));
    typed.push(domain::text::katakana(&text(&value["patient"]["kana"])));
    for field in PROSE {
        let prose = text(&value["letter"][field]);
        typed.extend(prose.split_inclusive(['。', '\n', '、']).map(str::to_owned));
    }
    let list = |field: &str| value["letter"][field].as_array().cloned().unwrap_or_default();
    typed.extend(list("family").iter().map(|row| text(&row["text"])));
    typed.extend(list("attachments").iter().map(|row| text(&row["title"])));
    let rows = |kind: &str| value["core6"][kind].as_array().cloned().unwrap_or_default();
    for row in rows("conditions")
        .iter()
        .chain(&rows("allergies"))
        .chain(&rows("infections"))
        .chain(&rows("lab_results"))
    {
        typed.extend(["text", "reaction", "value", "unit"].map(|field| text(&row[field])));
    }
    for row in rows("prescriptions") {
        typed.push(text(&row["text"]));
        typed.push(text(&row["usage"]));
    }
    typed.into_iter().map(|text| bare(&widen_kana(&text))).filter(|text| !text.is_empty()).collect()
}

fn check_paper(sample: &Sample, pdf: &[u8]) {
    let paper = Paper::new(pdf);
    let Some(text) = paper.text() else { return };
    let whole = bare(&text);
    let missing: Vec<String> = typed(sample).into_iter().filter(|piece| !whole.contains(piece)).collect();
    assert!(missing.is_empty(), "{}: not on paper: {missing:?}\n{text}", sample.name);
    if let Some((count, loose)) = paper.fonts() {
        assert!(count > 0 && loose.is_empty(), "{}: fonts not embedded as subsets: {loose:?}", sample.name);
    }
    if let Some(pages) = paper.pages() {
        assert_eq!(
            pages > 1,
            ["long", "fully-coded"].contains(&&*sample.name),
            "{}: {pages} pages",
            sample.name
        );
    }
}

/// Nobody listens for the passphrase of a new store.
fn quiet(_: &str) {}

/// Faults of the letter and of the 6情報 are told although clinic, doctor and patient cannot be read.
#[test]
fn every_fault_is_told_at_once() {
    let clinic = TempClinic::new();
    let mut letter = sample("text-only").value;
    letter["institution"]["code"] = json!("12");
    letter["doctor"]["name"] = json!("");
    letter["patient"]["birth_date"] = json!("");
    letter["letter"]["purpose"] = json!("");
    letter["letter"]["receiver"]["name"] = json!("");
    let run = letter_file::run(&clinic.desk(), letter.to_string().as_bytes(), &quiet);
    let Err(error) = run else { panic!("it was taken") };
    let places: BTreeSet<&str> = error
        .findings
        .iter()
        .filter(|finding| finding.severity() == domain::finding::Severity::Error)
        .map(|finding| finding.path.as_str())
        .collect();
    let expected =
        ["doctor.name", "institution.code", "letter.purpose", "letter.receiver.name", "patient.birth_date"];
    assert_eq!(places.into_iter().collect::<Vec<_>>(), expected);
    assert!(!clinic.place().exists());
}

#[test]
fn every_sample_becomes_paper_and_where_due_a_bundle() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let desk = clinic.desk();
    let folder = clinic.out();
    fs::create_dir_all(&folder).unwrap();
    let mut bundles = Vec::new();
    for sample in samples() {
        let done = letter_file::run(&desk, &sample.bytes, &quiet)
            .unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        assert!(done.pdf.starts_with(b"%PDF-1."), "{}", sample.name);
        check_paper(&sample, &done.pdf);
        let rules: BTreeSet<&str> = done.findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(
            data_inside(&done.pdf),
            done.bundle,
            "{}: the bundle travels inside the paper",
            sample.name
        );
        match WITHOUT_BUNDLE.iter().find(|(name, _)| *name == sample.name) {
            Some((name, why)) => {
                assert!(done.bundle.is_none(), "{name} has a bundle");
                assert!(rules.contains(why), "{name}: {rules:?}");
            }
            None => {
                let bundle =
                    done.bundle.unwrap_or_else(|| panic!("{} has no bundle: {rules:?}", sample.name));
                let value: Value = serde_json::from_slice(&bundle).unwrap();
                assert!(
                    value["identifier"]["value"].as_str().unwrap().ends_with(&done.number),
                    "{}",
                    sample.name
                );
                let path = folder.join(format!("{}.bundle.json", sample.name));
                fs::write(&path, bundle).unwrap();
                bundles.push(path);
            }
        }
    }
    let Some(check) = shared("tools/fhir-check/fhir-check") else { return };
    let output = Command::new(check).args(&bundles).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.matches(": ok errors=0 ").count(), bundles.len(), "{said}");
}

/// The data inside a letter's PDF.
fn data_inside(pdf: &[u8]) -> Option<Vec<u8>> {
    let mut files = print::attachments(pdf).unwrap();
    assert!(files.len() <= 1);
    files.pop().map(|file| {
        assert_eq!((&*file.name, &*file.media_type), ("JP_Bundle_eReferral.json", "application/fhir+json"));
        file.bytes
    })
}

#[test]
fn data_stay_out_of_the_paper_where_they_should() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let run = |uninformed: bool, data: Option<&str>| {
        let mut letter: Value = serde_json::from_slice(&sample("fully-coded").bytes).unwrap();
        letter["core6"]["conditions"][0]["common"]["flags"]["uninformed"] = json!(uninformed);
        if let Some(data) = data {
            letter["letter"]["data_in_pdf"] = json!(data);
        }
        let done = letter_file::run(&clinic.desk(), letter.to_string().as_bytes(), &quiet).unwrap();
        let said = |rule: &str| done.findings.iter().any(|finding| finding.rule.id == rule);
        let told = (said("letter.data-left-out"), said("letter.data-uninformed"));
        assert!(done.bundle.is_some());
        (data_inside(&done.pdf).is_some(), told)
    };
    assert_eq!(run(false, None), (true, (false, false)));
    assert_eq!(run(false, Some("never")), (false, (false, false)));
    assert_eq!(run(true, None), (false, (true, false)), "an undisclosed row keeps them out");
    assert_eq!(run(true, Some("always")), (true, (false, true)), "unless a person says otherwise");
    assert_eq!(run(true, Some("never")), (false, (false, false)));
}

/// Rows per table.
fn counts(desk: &fumibako::Desk) -> BTreeMap<String, u64> {
    let health = desk.clinic().map_err(|error| error.to_string()).unwrap().store().health().unwrap();
    assert!(!health.counts.is_empty() && health.damage.is_empty());
    health.counts
}

#[test]
fn the_same_file_again_is_a_new_document_of_the_same_patient() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let desk = clinic.desk();
    let coded = sample("fully-coded");
    let told = std::cell::Cell::new(0);
    let tell = |passphrase: &str| {
        assert!(!clinic.place().join("fumibako.db").exists(), "it is told before the store is made");
        assert!(passphrase.len() > 20);
        told.set(told.get() + 1);
    };
    let first = letter_file::run(&desk, &coded.bytes, &tell).map_err(|error| error.to_string()).unwrap();
    let before = counts(&desk);
    let second = letter_file::run(&desk, &coded.bytes, &tell).map_err(|error| error.to_string()).unwrap();
    assert_eq!(told.get(), 1, "only the first letter makes a store");
    assert_ne!(first.number, second.number);
    assert!(
        second.findings.iter().any(|finding| finding.rule.id == "letter.same-month"),
        "the note about this month"
    );
    let after = counts(&desk);
    let rows = |counts: &BTreeMap<String, u64>, table: &str| {
        counts.get(table).copied().unwrap_or_else(|| panic!("no table {table}"))
    };
    assert_eq!(rows(&after, "document"), rows(&before, "document") + 1);
    assert_eq!(rows(&after, "document_version"), rows(&before, "document_version") + 1);
    assert_eq!(rows(&after, "outbox"), rows(&before, "outbox") + 1);
    for table in ["patient", "entry", "doctor", "staff", "receiver"] {
        assert_eq!(rows(&after, table), rows(&before, table), "{table}");
    }
    let found = desk.ask("patient_search", json!({ "text": "2002" }));
    assert_eq!(found.as_array().unwrap().len(), 1);
    let chart = desk.ask("chart_get", json!({ "id": found[0]["id"] }));
    assert_eq!(chart["conditions"].as_array().unwrap().len(), 6);
    assert_eq!(chart["prescriptions"].as_array().unwrap().len(), 4);
    let letters =
        desk.ask("letter_list", json!({ "patient_id": found[0]["id"], "state": "final", "text": "" }));
    assert_eq!(letters.as_array().unwrap().len(), 2);
}

#[test]
fn a_changed_patient_is_brought_up_to_date() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let desk = clinic.desk();
    let mut letter = sample("text-only").value;
    letter_file::run(&desk, letter.to_string().as_bytes(), &quiet)
        .map_err(|error| error.to_string())
        .unwrap();
    letter["patient"]["address"] = json!("東京都見本区若葉町九丁目9番9号");
    letter_file::run(&desk, letter.to_string().as_bytes(), &quiet)
        .map_err(|error| error.to_string())
        .unwrap();
    let found = desk.ask("patient_search", json!({ "text": "2001" }));
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["address"], "東京都見本区若葉町九丁目9番9号");
}

#[test]
fn another_clinics_letter_is_refused() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let before = counts(&desk);
    let mut letter = sample("text-only").value;
    letter["institution"]["code"] = json!("1319999998");
    let Err(error) = letter_file::run(&desk, letter.to_string().as_bytes(), &quiet) else {
        panic!("it was taken")
    };
    assert_eq!(error.code, Code::Rejected);
    let said: Vec<_> =
        error.findings.iter().map(|finding| (finding.path.as_str(), finding.rule.id)).collect();
    assert!(said.contains(&("institution.code", "institution.other")), "{said:?}");
    assert_eq!(counts(&desk), before);
}

/// What a run of the program said on standard error: every line a finding.
fn findings(stderr: &[u8]) -> Vec<(String, String, String, String)> {
    let said = String::from_utf8(stderr.to_vec()).unwrap();
    said.lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON line: {line}"));
            let word = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
            (word("path"), word("rule"), word("severity"), word("message"))
        })
        .collect()
}

#[test]
fn a_bad_letter_is_told_where_and_why_and_stores_nothing() {
    let clinic = TempClinic::new();
    let mut names = Vec::new();
    for sample in rejected() {
        let Some(mut program) = cli() else { return };
        let (_, expected) = REJECTED
            .iter()
            .find(|(name, _)| *name == sample.name)
            .unwrap_or_else(|| panic!("{}: not in the list", sample.name));
        program.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
        let output = program.arg("letter").arg(&sample.path).arg("--out").arg(clinic.out()).output().unwrap();
        let said = findings(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{}: {said:?}", sample.name);
        let errors: Vec<_> = said.iter().filter(|(_, _, severity, _)| severity == "error").collect();
        let places: Vec<(&str, &str)> =
            errors.iter().map(|(path, rule, ..)| (path.as_str(), rule.as_str())).collect();
        assert_eq!(&places, expected, "{}", sample.name);
        assert!(errors.iter().all(|(.., message)| message.contains('。')), "{}: {errors:?}", sample.name);
        assert!(output.stdout.is_empty(), "{}", sample.name);
        assert!(!clinic.place().exists() && !clinic.key_file().exists(), "{} left a store", sample.name);
        assert_eq!(fs::read_dir(clinic.out()).unwrap().count(), 0, "{} left files", sample.name);
        names.push(sample.name);
    }
    assert_eq!(names, REJECTED.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn a_bad_letter_leaves_a_store_as_it_was() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let before = counts(&desk);
    for sample in rejected() {
        let Err(error) = letter_file::run(&desk, &sample.bytes, &quiet) else {
            panic!("{} was taken", sample.name)
        };
        assert_eq!(error.code, Code::Rejected, "{}", sample.name);
    }
    assert_eq!(counts(&desk), before);
}

#[test]
fn what_is_tidied_up_is_said() {
    if !fonts_are_there() {
        return;
    }
    let desk = TempClinic::new();
    let done = letter_file::run(&desk.desk(), &sample("tidied-input").bytes, &quiet)
        .map_err(|error| error.to_string())
        .unwrap();
    let said: BTreeSet<(&str, &str)> =
        done.findings.iter().map(|finding| (finding.path.as_str(), finding.rule.id)).collect();
    for expected in [
        ("patient.chart_number", "text.width-folded"),
        ("patient.name", "text.kana-widened"),
        ("patient.kana", "text.kana-widened"),
        ("letter.course", "text.kana-widened"),
    ] {
        assert!(said.contains(&expected), "{expected:?} is missing in {said:?}");
    }
}
