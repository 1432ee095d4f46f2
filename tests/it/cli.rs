//! The program `fumibako`: exit codes, what it says on its streams, its schema, its doctor.

use fumibako_tests::{TempClinic, cli, fonts_are_there, sample, samples};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

/// The program over this clinic.
fn over(clinic: &TempClinic) -> Option<Command> {
    let mut program = cli()?;
    program.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
    Some(program)
}

fn letter(clinic: &TempClinic, input: &Path) -> Option<Output> {
    Some(over(clinic)?.arg("letter").arg(input).arg("--out").arg(clinic.out()).output().unwrap())
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_letter_becomes_files_that_are_named_on_standard_output() {
    let clinic = TempClinic::new();
    if !fonts_are_there() {
        return;
    }
    let Some(output) = letter(&clinic, &sample("fully-coded").path) else { return };
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = String::from_utf8(output.stdout).unwrap();
    let written: Vec<&Path> = said.lines().map(Path::new).collect();
    assert_eq!(written.len(), 2, "{said}");
    let number = written[0].file_stem().unwrap().to_str().unwrap();
    assert!(number.len() == 32 && number.bytes().all(|b| b.is_ascii_hexdigit()), "{number}");
    assert_eq!(written[0], clinic.out().join(format!("{number}.pdf")));
    assert_eq!(written[1], clinic.out().join(format!("{number}.bundle.json")));
    assert!(fs::read(written[0]).unwrap().starts_with(b"%PDF"));
    let bundle: Value = serde_json::from_slice(&fs::read(written[1]).unwrap()).unwrap();
    assert_eq!(bundle["resourceType"], "Bundle");
    assert_eq!(fs::read_dir(clinic.out()).unwrap().count(), 2);
    let lines = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().all(|line| line["severity"] != "error" && line["message"].is_string()), "{lines:?}");
    let made: Vec<&Value> = lines.iter().filter(|line| line["rule"] == "store.made").collect();
    assert_eq!(made.len(), 1);
    assert!(made[0]["passphrase"].as_str().unwrap().len() > 20);

    let Some(again) = letter(&clinic, &sample("self-paid").path) else { return };
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    assert_eq!(String::from_utf8(again.stdout.clone()).unwrap().lines().count(), 1, "paper only");
    assert!(!stderr(&again).contains("store.made"));
}

/// `… | head`: a reader that goes away stops nothing.
#[test]
fn a_letter_is_written_whole_although_nobody_reads_its_files_names() {
    let clinic = TempClinic::new();
    if !fonts_are_there() {
        return;
    }
    let Some(mut program) = over(&clinic) else { return };
    program.arg("letter").arg(sample("fully-coded").path).arg("--out").arg(clinic.out());
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(fs::read_dir(clinic.out()).unwrap().count(), 2);
}

#[test]
fn what_cannot_run_says_so_with_exit_2() {
    let clinic = TempClinic::new();
    let Some(output) = letter(&clinic, Path::new("no-such-file.json")) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no-such-file.json"));
    assert!(!clinic.place().exists());

    let (desk, _) = clinic.set_up();
    let input = sample("text-only").path;
    let Some(busy) = letter(&clinic, &input) else { return };
    assert_eq!(busy.status.code(), Some(2), "a second program over the same store");
    let error: Value = serde_json::from_str(stderr(&busy).lines().last().unwrap()).unwrap();
    assert_eq!(error["code"], "Busy");
    drop(desk);
    drop(clinic.desk());

    fs::write(clinic.key_file(), "0".repeat(64)).unwrap();
    let before = fs::read(clinic.place().join("fumibako.db")).unwrap();
    let Some(wrong) = letter(&clinic, &input) else { return };
    assert_eq!(wrong.status.code(), Some(2), "a key that does not fit");
    let error: Value = serde_json::from_str(stderr(&wrong).lines().last().unwrap()).unwrap();
    assert_eq!(error["code"], "KeyNeeded");
    assert_eq!(fs::read(clinic.place().join("fumibako.db")).unwrap(), before);

    let Some(mut nothing) = cli() else { return };
    assert_eq!(nothing.output().unwrap().status.code(), Some(2), "no command at all");
}

/// The schema at a path of field names, through references and lists.
fn has_field(schema: &Value, at: &Value, field: &str) -> Option<Value> {
    let mut at = at.clone();
    loop {
        if let Some(name) = at["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            at = schema["$defs"][name].clone();
        } else if let Some(first) =
            at["anyOf"].as_array().and_then(|choices| choices.iter().find(|one| one["type"] != "null"))
        {
            at = first.clone();
        } else {
            break;
        }
    }
    at["properties"].get(field).cloned()
}

fn walk(schema: &Value, at: &Value, value: &Value, path: &str) {
    match value {
        Value::Object(fields) => {
            for (field, inner) in fields {
                let path = format!("{path}.{field}");
                let next =
                    has_field(schema, at, field).unwrap_or_else(|| panic!("{path} is not in the schema"));
                walk(schema, &next, inner, &path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(schema, &at["items"], item, path)),
        _ => {}
    }
}

#[test]
fn the_schema_knows_every_field_of_the_samples_and_no_other() {
    let Some(mut program) = cli() else { return };
    let output = program.args(["letter", "--schema"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(schema["$schema"].as_str().unwrap().contains("json-schema.org"));
    assert_eq!(schema["additionalProperties"], false);
    for field in ["institution", "doctor", "patient", "letter"] {
        assert!(schema["required"].as_array().unwrap().iter().any(|one| one == field), "{field}");
    }
    for sample in samples() {
        walk(&schema, &schema, &sample.value, &sample.name);
    }
    assert!(has_field(&schema, &schema["properties"]["patient"], "nickname").is_none());
}

#[test]
fn a_call_answers_or_says_why_not() {
    let clinic = TempClinic::new();
    let Some(mut program) = over(&clinic) else { return };
    let output = program.args(["call", "front_state"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let front: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(front["door"], "setup");
    for (name, arg, exit) in
        [("no_such_call", "null", 1), ("patient_search", r#"{"text":""}"#, 1), ("front_state", "{", 2)]
    {
        let Some(mut program) = over(&clinic) else { return };
        assert_eq!(
            program.args(["call", name, arg]).output().unwrap().status.code(),
            Some(exit),
            "{name} {arg}"
        );
    }
    assert!(!clinic.place().exists(), "looking makes nothing");
}

#[test]
fn the_doctor_tells_a_well_store_from_a_sick_one() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let doctor = || Some(over(&clinic)?.arg("doctor").output().unwrap());
    let Some(none) = doctor() else { return };
    assert_eq!(none.status.code(), Some(0));
    assert!(String::from_utf8(none.stdout).unwrap().contains("no store yet"));

    drop(clinic.set_up());
    drop(clinic.desk());
    let Some(well) = doctor() else { return };
    let said = String::from_utf8(well.stdout).unwrap();
    assert_eq!(well.status.code(), Some(0), "{said}");
    assert!(said.contains("whole") && said.contains("audit"), "{said}");
    assert!(!said.contains("見本"), "no names: {said}");

    let database = clinic.place().join("fumibako.db");
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].iter_mut().for_each(|byte| *byte ^= 0x55);
    fs::write(&database, &bytes).unwrap();
    let Some(sick) = doctor() else { return };
    assert_eq!(sick.status.code(), Some(1), "{}", String::from_utf8_lossy(&sick.stdout));
    assert_eq!(fs::read(&database).unwrap(), bytes);
}

#[test]
fn validate_tells_good_files_from_bad_ones() {
    let Some(mut good) = cli() else { return };
    let fixtures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/fhir/tests/check/fixtures");
    let output = good.arg("validate").arg(fixtures.join("plan.json")).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).contains("患者サマリー（療養計画書）: エラー0件"));

    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.json");
    let text = fs::read_to_string(fixtures.join("plan.json")).unwrap();
    fs::write(&bad, text.replacen("\"療養計画\"", "\"計画\"", 1)).unwrap();
    let output = cli().unwrap().arg("validate").arg(&bad).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["file"], bad.display().to_string());
    assert_eq!((&line["rule"], &line["severity"]), (&"value.fixed".into(), &"error".into()));
    assert_eq!(line["path"], "Bundle.entry[5].resource.title");
    assert!(line["message"].as_str().unwrap().contains("療養計画"));

    let output = cli().unwrap().arg("validate").arg(&bad).arg("no-such-file.json").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stdout.is_empty() && stderr(&output).contains("no-such-file.json"));
    assert_eq!(cli().unwrap().arg("validate").output().unwrap().status.code(), Some(2), "no file at all");
}

#[test]
fn what_a_letter_leaves_behind_is_valid() {
    let clinic = TempClinic::new();
    if !fonts_are_there() {
        return;
    }
    let Some(output) = letter(&clinic, &sample("fully-coded").path) else { return };
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = String::from_utf8(output.stdout).unwrap();
    let bundle = said.lines().find(|line| line.ends_with(".bundle.json")).unwrap();
    let output = cli().unwrap().arg("validate").arg(bundle).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(stderr(&output).contains("診療情報提供書: エラー0件、注意0件"), "{}", stderr(&output));
}
