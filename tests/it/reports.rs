//! 5情報 from the chart to what would be sent: numbers that stay, changes, cancellations, codes of the laboratory.

use crate::flow::patient;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, cli, shared};
use serde_json::{Value, json};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn run(clinic: &TempClinic, args: &[&str]) -> Output {
    let mut command = cli().expect("the program; callers have asked for it");
    command.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
    command.args(args).output().unwrap()
}

/// The lines of `fumibako core6`, and the findings that it wrote.
fn core6(clinic: &TempClinic, number: &str, more: &[&str]) -> (Vec<Value>, Vec<Value>) {
    let out = clinic.out();
    let _ = fs::remove_dir_all(&out);
    let args = [&["core6", "--patient", number, "--out", out.to_str().unwrap()], more].concat();
    let output = run(clinic, &args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = |bytes: &[u8]| -> Vec<Value> {
        String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    (lines(&output.stdout), lines(&output.stderr))
}

fn states(lines: &[Value]) -> Vec<(String, String)> {
    let text = |line: &Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
    lines.iter().map(|line| (text(line, "kind"), text(line, "state"))).collect()
}

fn is(lines: &[Value], expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> =
        expected.iter().map(|(kind, state)| ((*kind).to_owned(), (*state).to_owned())).collect();
    assert_eq!(states(lines), expected);
}

fn lab(text: &str, value: &str, sampled: &str, codes: Value) -> Value {
    json!({ "type": "lab_result", "form": {
        "text": text, "value": value, "unit": "U/L", "specimen": "血清", "sampled": sampled, "codes": codes } })
}

fn add(desk: &Desk, id: &str, entry: Value) -> Value {
    desk.ask("entry_save", json!({ "patient_id": id, "id": null, "version": 0, "entry": entry }))
}

fn number_of(desk: &Desk, id: &str) -> String {
    desk.ask("chart_get", json!({ "id": id }))["patient"]["chart_number"].as_str().unwrap().to_owned()
}

fn check(files: &[String]) {
    let Some(tool) = shared("tools/fhir-check/fhir-check") else { return };
    let output = Command::new(tool).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

fn files(lines: &[Value], kind: &str) -> Vec<String> {
    lines
        .iter()
        .flat_map(|line| line["files"].as_array().unwrap())
        .map(|file| file.as_str().unwrap().to_owned())
        .filter(|file| file.ends_with(kind))
        .collect()
}

#[test]
fn a_chart_is_new_then_unchanged_then_changed_then_emptied() {
    if cli().is_none() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let number = number_of(&desk, &id);
    let shown = desk.ask("reports_today", json!({ "id": id }));
    assert!(shown["reports"].as_array().unwrap().iter().all(|report| report["state"] == "new"));
    drop(desk);

    let (first, _) = core6(&clinic, &number, &[]);
    assert!(states(&first).iter().all(|(_, state)| state == "new"));
    let kinds: Vec<String> = states(&first).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds[..2], ["conditions", "allergies"]);
    assert!(kinds[2..].iter().all(|kind| kind == "results") && kinds.len() > 2);
    check(&files(&first, ".bundle.json"));

    // Looking changes nothing; handing over keeps the numbers for ever.
    let (again, _) = core6(&clinic, &number, &["--handed"]);
    let numbers =
        |lines: &[Value]| -> Vec<Value> { lines.iter().map(|line| line["number"].clone()).collect() };
    assert_eq!(numbers(&first), numbers(&again));
    let (same, _) = core6(&clinic, &number, &[]);
    assert!(states(&same).iter().all(|(_, state)| state == "unchanged"));

    let desk = clinic.desk();
    sit(&desk);
    let chart = desk.ask("chart_get", json!({ "id": id }));
    for row in chart["allergies"].as_array().unwrap() {
        let row = &row["row"];
        let which = json!({ "id": row["id"], "version": row["version"], "kind": row["kind"] });
        desk.ask("entry_retract", which);
    }
    let conditions = chart["conditions"].as_array().unwrap();
    let condition = conditions.iter().find(|any| any["row"]["standing"] == "registered").unwrap();
    let mut form = condition["form"].clone();
    form["principal"] = json!(!form["principal"].as_bool().unwrap());
    let save = json!({ "patient_id": id, "id": condition["row"]["id"], "version": condition["row"]["version"],
        "entry": { "type": "condition", "form": form } });
    desk.ask("entry_save", save);
    drop(desk);

    let (now, _) = core6(&clinic, &number, &["--handed"]);
    assert_eq!(states(&now)[0], ("conditions".to_owned(), "changed".to_owned()));
    assert_eq!(now[0]["number"], first[0]["number"], "the same number on every resend");
    let last = now.last().unwrap();
    assert_eq!((&last["kind"], &last["state"]), (&json!("allergies"), &json!("emptied")));
    let cancel = files(&now, ".cancel.json");
    assert_eq!(cancel.len(), 1);
    let key: Value = serde_json::from_slice(&fs::read(&cancel[0]).unwrap()).unwrap();
    assert_eq!(key["identifier"]["value"], first[1]["number"]);
    let person = json!({ "system": "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID",
        "value": key["person"]["value"] });
    let identifier = json!({ "system": "http://jpfhir.jp/fhir/clins/bundle-identifier",
        "value": first[1]["number"] });
    assert_eq!(key, json!({ "person": person, "identifier": identifier }), "its key and nothing else");

    // What was cancelled is gone; entered anew it takes the old number.
    let (quiet, _) = core6(&clinic, &number, &[]);
    assert!(states(&quiet).iter().all(|(kind, state)| kind != "allergies" && state == "unchanged"));
    let desk = clinic.desk();
    sit(&desk);
    add(&desk, &id, json!({ "type": "allergy", "form": { "category": "food", "text": "そば" } }));
    drop(desk);
    let (back, _) = core6(&clinic, &number, &[]);
    assert_eq!(states(&back)[1], ("allergies".to_owned(), "new".to_owned()));
    assert_eq!(back[1]["number"], first[1]["number"]);
}

fn sit(desk: &Desk) {
    let front = desk.ask("front_state", Value::Null);
    if front["staff"].is_null() {
        let doctor = front["choices"][0]["id"].clone();
        desk.ask("staff_choose", json!({ "id": doctor }));
    }
}

#[test]
fn what_is_not_the_clinics_own_is_never_registered() {
    if cli().is_none() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "text-only");
    let of = |text: &str, source: &str, onset: &str| json!({ "type": "condition", "form": { "text": text, "onset": onset, "common": { "source": source } } });
    add(&desk, &id, of("高血圧症", "own", "令和5年"));
    add(&desk, &id, of("気管支喘息", "reported", "令和5年"));
    add(&desk, &id, of("胃潰瘍", "other", "令和5年"));
    add(&desk, &id, of("脂質異常症", "imported", "令和5年"));
    add(&desk, &id, of("めまい", "own", ""));
    let chart = desk.ask("chart_get", json!({ "id": id }));
    let standing = |title: &str| {
        let rows = chart["conditions"].as_array().unwrap();
        let row = &rows.iter().find(|any| any["row"]["title"] == title).unwrap()["row"];
        (row["standing"].as_str().unwrap().to_owned(), row["patient_sees"].as_str().unwrap().to_owned())
    };
    let expected = [
        ("高血圧症", "registered", "seen"),
        ("気管支喘息", "reported", "hidden"),
        ("胃潰瘍", "elsewhere", "hidden"),
        ("脂質異常症", "unconfirmed", "hidden"),
        ("めまい", "no_onset", "hidden"),
    ];
    for (title, word, sees) in expected {
        assert_eq!(standing(title), (word.to_owned(), sees.to_owned()));
    }
    let number = number_of(&desk, &id);
    drop(desk);
    let (lines, findings) = core6(&clinic, &number, &[]);
    is(&lines, &[("conditions", "new")]);
    assert_eq!(lines[0]["rows"], 1);
    let said = |rule: &str| findings.iter().any(|finding| finding["rule"] == rule);
    assert!(said("report.no-onset") && said("report.unconfirmed"));
    let text = fs::read_to_string(&files(&lines, ".bundle.json")[0]).unwrap();
    assert!(text.contains("高血圧症"));
    for not in ["気管支喘息", "胃潰瘍", "脂質異常症"] {
        assert!(!text.contains(not), "{not}");
    }
    assert_eq!(run(&clinic, &["core6", "--patient", "no-such", "--out", "x"]).status.code(), Some(1));
}

#[test]
fn an_imported_row_waits_for_a_doctor() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "text-only");
    let nurse = json!({ "id": null, "version": 0, "name": "看護 花子", "role": "nurse", "active": true });
    let nurse = desk.ask("staff_save", nurse);
    let imported = json!({ "type": "condition",
        "form": { "text": "脂質異常症", "onset": "令和5年", "common": { "source": "imported" } } });
    add(&desk, &id, imported);
    let row = |desk: &Desk| desk.ask("chart_get", json!({ "id": id }))["conditions"][0]["row"].clone();
    let confirm = |desk: &Desk| {
        let row = row(desk);
        let which = json!({ "id": row["id"], "version": row["version"], "kind": "condition" });
        desk.ask("entries_confirm", json!({ "patient_id": id, "rows": [which] }));
    };
    let doctor = desk.ask("front_state", Value::Null)["staff"]["id"].clone();
    desk.ask("staff_choose", json!({ "id": nurse["id"] }));
    confirm(&desk);
    assert_eq!(row(&desk)["standing"], "unconfirmed");
    desk.ask("staff_choose", json!({ "id": doctor }));
    confirm(&desk);
    assert_eq!(row(&desk)["standing"], "registered");
    // Changed by somebody else, it waits again.
    desk.ask("staff_choose", json!({ "id": nurse["id"] }));
    let now = desk.ask("chart_get", json!({ "id": id }))["conditions"][0].clone();
    let mut form = now["form"].clone();
    form["text"] = json!("家族性高コレステロール血症");
    let save = json!({ "patient_id": id, "id": now["row"]["id"], "version": now["row"]["version"],
        "entry": { "type": "condition", "form": form } });
    desk.ask("entry_save", save);
    assert_eq!(row(&desk)["standing"], "unconfirmed");
}

fn list(clinic: &TempClinic, name: &str, text: &[u8]) -> std::path::PathBuf {
    let path = clinic.root().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn import(clinic: &TempClinic, path: &Path) -> Output {
    run(clinic, &["lab-codes", path.to_str().unwrap()])
}

#[test]
fn codes_are_imported_used_and_remembered() {
    if cli().is_none() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "text-only");
    let number = number_of(&desk, &id);
    let general = json!([{ "system": "jlac10", "code": "3B035000002327201", "display": "AST" }]);
    add(&desk, &id, lab("AST(GOT)", "35", "R8.11.20 9:05", general));
    drop(desk);
    let (lines, findings) = core6(&clinic, &number, &[]);
    assert!(findings.iter().any(|finding| finding["rule"] == "report.lab-unlisted"));
    let text = fs::read_to_string(&files(&lines, ".bundle.json")[0]).unwrap();
    assert!(text.contains("99999999999999999"));
    check(&files(&lines, ".bundle.json"));

    let header = "kind\titem\tfhir_display\tname_ja\tjlac\tcode\tspecimen\tmethod\tunit\n";
    let good = "core43\tAST\tAST\tAST(GOT)\tJLAC10\t3B035000002327201\t血清\t可視吸光光度法\t\n";
    let bad = "core43\tAST\tAST\tAST(GOT)\tJLAC10\t3B03\t血清\t\t\ncore43\tx\n\
               core43\tX\tなし\tx\tJLAC10\t3B035000002327201\t\t\t\n\
               core43\tALT\tALT\tALT\tJLAC10\t3B035000002327201\t血清\t\t\n";
    let path = list(&clinic, "list.tsv", format!("\u{FEFF}{header}{good}{bad}{good}").as_bytes());
    for _ in 0..2 {
        let output = import(&clinic, &path);
        assert!(output.status.success());
        assert_eq!(
            String::from_utf8_lossy(&output.stdout).trim(),
            "1",
            "the same file twice is the same list"
        );
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        for rule in ["lab-codes.code", "lab-codes.line", "lab-codes.name", "lab-codes.twice"] {
            assert!(said.contains(rule), "{rule}: {said}");
        }
    }
    for broken in [b"kind\tcode\n".to_vec(), header.into(), vec![0xFF, 0xFE, 0], b"\xFD7zXZ\0rest".to_vec()] {
        let output = import(&clinic, &list(&clinic, "broken", &broken));
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }

    let (lines, findings) = core6(&clinic, &number, &[]);
    assert!(!findings.iter().any(|finding| finding["rule"] == "report.lab-unlisted"));
    let text = fs::read_to_string(&files(&lines, ".bundle.json")[0]).unwrap();
    assert!(
        text.contains("JLAC10/JP_CLINS_ObsLabResult_CoreLabo_CS"),
        "the general code became the item's own"
    );
    check(&files(&lines, ".bundle.json"));

    // The next row of the item needs no code.
    let desk = clinic.desk();
    sit(&desk);
    add(&desk, &id, lab("ＡＳＴ（GOT）", "31", "R8.11.21", json!([])));
    let chart = desk.ask("chart_get", json!({ "id": id }));
    let codes = |place: usize| chart["lab_results"][place]["form"]["codes"].clone();
    assert_eq!(codes(1), codes(0));
    let choices =
        desk.ask("lab_code_search", json!({ "text": "ast", "specimen": "血清", "infection": false }));
    assert_eq!(choices["imported"], true);
    assert_eq!(choices["choices"][0]["code"]["code"], "3B035000002327201");
    let items = desk.ask("lab_item_list", json!({}));
    assert_eq!(items["items"].as_array().unwrap().len(), 1);
    desk.ask("lab_item_forget", json!({ "name": "AST(GOT)", "specimen": "血清" }));
    assert_eq!(desk.ask("lab_item_list", json!({}))["items"], json!([]));
    desk.ask("lab_item_restore", items["items"][0].clone());
    assert_eq!(desk.ask("lab_item_list", json!({})), items, "taken back as it was");
    let mut bad = items["items"][0].clone();
    bad["codes"][0]["code"] = json!("x");
    desk.refuses("lab_item_restore", bad, Code::Rejected);
    desk.refuses("lab_code_search", json!({ "text": 1 }), Code::Rejected);
}

/// The same list by the window, for whoever may change the settings.
#[test]
fn a_list_of_codes_is_imported_on_screen() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let import = |text: &str| json!({ "bytes": BASE64.encode(text) });
    let list = "kind\tfhir_display\tjlac\tcode\tspecimen\tmethod\n\
                core\tAST\tJLAC10\t3B035000002327201\t血清\t\n\
                core\tAST\tJLAC10\tshort\t血清\t\n";
    let done = desk.ask("lab_codes_import", import(list));
    assert_eq!((&done["done"], &done["codes"]), (&json!(true), &json!(1)));
    assert_eq!(done["findings"][0]["rule"], "lab-codes.code");
    assert_eq!(desk.ask("lab_item_list", json!({}))["imported"], 1);
    let refused = desk.refuses("lab_codes_import", import("hello"), Code::Rejected);
    assert_eq!(refused.findings[0].rule, "lab-codes.header");
    assert_eq!(desk.ask("lab_item_list", json!({}))["imported"], 1, "the list stays");
    desk.refuses("lab_codes_import", json!({ "bytes": "*" }), Code::Rejected);
    desk.refuses("lab_codes_import", json!({ "bytes": null }), Code::Unavailable);
    let nurse = json!({ "id": null, "version": 0, "name": "看護 二郎", "role": "nurse", "active": true });
    let nurse = desk.ask("staff_save", nurse);
    desk.ask("staff_choose", json!({ "id": nurse["id"] }));
    desk.refuses("lab_codes_import", import(list), Code::Denied);
}

/// A list says which code belongs to which item; without a named store nothing is said of it.
#[test]
fn validate_asks_the_imported_list() {
    if cli().is_none() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "text-only");
    let number = number_of(&desk, &id);
    let general = json!([{ "system": "jlac10", "code": "3B035000002327201", "display": "AST" }]);
    add(&desk, &id, lab("AST(GOT)", "35", "R8.11.20 9:05", general));
    drop(desk);
    let header = "kind\tfhir_display\tjlac\tcode\tspecimen\tmethod\n";
    let rows =
        "core43\tAST\tJLAC10\t3B035000002327201\t血清\t\ncore43\tALT\tJLAC10\t3B045000002327201\t血清\t\n";
    assert!(
        import(&clinic, &list(&clinic, "list.tsv", format!("{header}{rows}").as_bytes())).status.success()
    );
    let (lines, _) = core6(&clinic, &number, &[]);
    let good = files(&lines, ".bundle.json")[0].clone();
    let text = fs::read_to_string(&good).unwrap();
    assert!(text.contains("3B035000002327201") && text.contains("CoreLabo_CS"));
    // The code of another item under this one's name.
    let bad = list(&clinic, "bad.json", text.replace("3B035000002327201", "3B045000002327201").as_bytes());

    let told = |output: &Output| String::from_utf8_lossy(&output.stdout).contains("lab.code-unknown");
    let good = run(&clinic, &["validate", &good]);
    assert_eq!(good.status.code(), Some(0), "{}", String::from_utf8_lossy(&good.stdout));
    let output = run(&clinic, &["validate", bad.to_str().unwrap()]);
    assert!(told(&output), "{}", String::from_utf8_lossy(&output.stderr));
    let output = cli().unwrap().arg("validate").arg(&bad).output().unwrap();
    assert!(!told(&output));

    let nowhere = clinic.root().join("nowhere");
    let mut without = cli().unwrap();
    let output = without.arg("--place").arg(&nowhere).arg("validate").arg(&bad).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "a named store must be there");
    assert!(!nowhere.exists());
}

#[test]
fn the_whole_list_is_imported_from_its_packed_file() {
    let (Some(list), Some(_)) = (shared("data/masters/clins-lab-codes.tsv.xz"), cli()) else { return };
    let clinic = TempClinic::new();
    drop(clinic.set_up());
    let output = import(&clinic, &list);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "8623");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));

    // Of many codes, the usual one comes first, and the typed specimen counts more than that.
    let desk = clinic.desk();
    sit(&desk);
    let first = |specimen: &str| {
        let query = json!({ "text": "ast", "specimen": specimen, "infection": false });
        desk.ask("lab_code_search", query)["choices"][0].clone()
    };
    assert_eq!(first("")["code"]["code"], "3B035000002327201");
    assert_eq!(first("全血")["specimen"], "全血");
}

/// What the checker finds keeps a set here and is told; another version of the guide lets it go.
#[test]
fn a_set_that_the_service_would_turn_away_stays() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let detail = desk.ask("patient_get", json!({ "id": id }));
    let mut form = detail["form"].clone();
    form["name"] = json!("例示春子");
    let version = detail["row"]["version"].clone();
    desk.ask("patient_save", json!({ "id": id, "version": version, "form": form }));
    let reports = |guide: &str| -> Vec<Value> {
        desk.ask("bundle_format_save", json!({ "guide": guide, "stamp": false, "in_pdf": true }));
        desk.ask("reports_today", json!({ "id": id }))["reports"].as_array().unwrap().clone()
    };
    let (older, newer) = (reports("1.10.0"), reports("1.12.0"));
    let faults = |report: &Value| {
        let findings = report["findings"].as_array().unwrap().clone();
        findings.iter().filter(|finding| finding["rule"] == "report.fault").count()
    };
    assert!(!older.is_empty() && older.len() == newer.len());
    assert!(older.iter().all(|report| report["ready"] == false && faults(report) > 0), "{older:#?}");
    assert!(newer.iter().all(|report| report["ready"] == true && faults(report) == 0), "{newer:#?}");
}
