//! Documents from elsewhere: taken in once and kept as they came, said to be somebody's by a person, taken over row
//! by row, printed; nothing of it without an audit row.

use crate::flow::patient;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use fumibako::{Desk, api::Code, letter_file};
use fumibako_tests::{Calls, TempClinic, cli, fonts_are_there, house, sample};
use serde_json::{Value, json};
use std::{fs, process::Command};

fn made(name: &str) -> Vec<u8> {
    fs::read(house().join("src-tauri/crates/fhir/tests/read/made").join(format!("{name}.json"))).unwrap()
}

fn import(desk: &Desk, bytes: &[u8]) -> Value {
    desk.ask("received_import", json!({ "bytes": BASE64.encode(bytes) }))
}

fn open(desk: &Desk, id: &str) -> Value {
    desk.ask("received_open", json!({ "id": id }))
}

/// The made documents are about this patient.
fn same_person(desk: &Desk) -> String {
    let form = json!({
        "chart_number": "00345", "name": "架空 梅子", "kana": "カクウ ウメコ", "birth_date": "S19.2.29", "sex": "female",
        "address": "東京都架空区一丁目1-1",
        "insurance": { "insurer_number": "39131234", "symbol": "", "number": "3456", "branch": "05", "no_branch": false },
    });
    let saved = desk.ask("patient_save", json!({ "id": null, "version": 0, "form": form }));
    saved["patient"]["row"]["id"].as_str().unwrap().to_owned()
}

fn actions(desk: &Desk, patient: &str) -> Vec<String> {
    let rows = desk.ask("patient_history", json!({ "id": patient }));
    rows.as_array().unwrap().iter().map(|row| row["action"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_discharge_summary_from_its_file_to_the_chart_and_back() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let stranger = patient(&desk, "text-only");
    let person = same_person(&desk);
    let bytes = made("discharge_summary");

    let taken_in = import(&desk, &bytes);
    let one = &taken_in["documents"][0];
    assert_eq!(
        (one["known"].as_bool(), one["row"]["kind"].as_str()),
        (Some(false), Some("discharge_summary"))
    );
    let id = one["row"]["id"].as_str().unwrap();
    let again = import(&desk, &bytes);
    assert_eq!(
        (&again["documents"][0]["known"], &again["documents"][0]["row"]["id"]),
        (&json!(true), &json!(id))
    );
    assert_eq!(
        desk.ask("received_list", json!({ "patient_id": null, "loose": true, "text": "うめこ" }))
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        desk.ask("received_list", json!({ "patient_id": null, "loose": false, "text": "ない言葉" })),
        json!([])
    );

    let opened = open(&desk, id);
    let proposals = opened["proposals"].as_array().unwrap();
    assert_eq!(proposals.len(), 1, "the stranger is not proposed");
    assert_eq!(proposals[0]["patient"]["id"], json!(person));
    assert!(["name", "birth_date", "insurance"].iter().all(|key| proposals[0][key] == true), "{proposals:?}");
    let titles: Vec<&str> = opened["view"]["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["title"].as_str().unwrap())
        .collect();
    for title in
        ["入院時詳細", "退院時診断", "入院中経過", "退院時投薬指示", "退院時方針指示", "新しいセクション"]
    {
        assert!(titles.contains(&title), "{titles:?}");
    }
    let rows: Vec<i64> =
        opened["rows"].as_array().unwrap().iter().map(|row| row["item"].as_i64().unwrap()).collect();
    let refused = desk.refuses("received_take", json!({ "id": id, "items": rows }), Code::Rejected);
    assert_eq!(refused.findings[0].rule, "read.not-attached");

    let attach =
        |version: i64, patient: Value| json!({ "id": id, "version": version, "patient_id": patient });
    let version = opened["row"]["version"].as_i64().unwrap();
    let attached = desk.ask("received_attach", attach(version, json!(person)));
    assert_eq!(attached["row"]["patient"]["id"], json!(person));
    desk.refuses("received_attach", attach(version, json!(stranger)), Code::Stale);

    let taken = desk.ask("received_take", json!({ "id": id, "items": rows }));
    let entries = taken["entries"].as_array().unwrap();
    assert_eq!(entries.len(), rows.len());
    let chart = desk.ask("chart_get", json!({ "id": person }));
    let drug = &chart["prescriptions"][0];
    assert_eq!(
        (&drug["row"]["source"], &drug["row"]["coded"], &drug["row"]["confirmed"]),
        (&json!("other"), &json!(false), &json!(""))
    );
    assert!(drug["form"]["common"]["note"].as_str().unwrap().contains("架空総合病院"), "{drug}");
    let states = open(&desk, id)["rows"].clone();
    assert!(
        states.as_array().unwrap().iter().all(|row| row["taken"] != "" && row["known"] == true),
        "{states}"
    );

    for entry in entries {
        desk.ask("entry_retract", entry.clone());
    }
    let states = open(&desk, id)["rows"].clone();
    assert!(
        states.as_array().unwrap().iter().all(|row| row["taken"] == "" && row["known"] == false),
        "{states}"
    );

    let history = actions(&desk, &person);
    for action in ["received_attach", "received_take", "received_open", "entry_retract"] {
        assert!(history.iter().any(|done| done == action), "{history:?}");
    }

    let file = desk.ask("received_save", json!({ "id": id, "place": null }));
    assert_eq!(BASE64.decode(file["pdf"].as_str().unwrap()).unwrap(), bytes, "kept as it came");
    let name = file["file_name"].as_str().unwrap();
    assert!(
        name.strip_suffix(".json").is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_hexdigit())),
        "{name}"
    );

    let reply = desk.ask("received_reply", json!({ "id": id }));
    assert_eq!(reply["form"]["receiver"]["name"], "架空総合病院");
    assert_eq!(reply["form"]["receiver"]["code"], "1312345670");
    assert_eq!(reply["form"]["answered"]["number"], "1312345670^2026^777");
    assert_eq!(reply["row"]["kind"], "reply");
}

#[test]
fn duplicates_and_void_rows_are_marked() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let person = same_person(&desk);
    let entry = json!({ "type": "condition", "form": { "text": "前腕骨折", "prefixes": [{ "text": "左" }], "suspected": true } });
    desk.ask("entry_save", json!({ "patient_id": person, "id": null, "version": 0, "entry": entry }));
    let id = import(&desk, &made("conditions"))["documents"][0]["row"]["id"].as_str().unwrap().to_owned();
    desk.ask("received_attach", json!({ "id": id, "version": 1, "patient_id": person }));
    let opened = open(&desk, &id);
    let known: Vec<bool> =
        opened["rows"].as_array().unwrap().iter().map(|row| row["known"].as_bool().unwrap()).collect();
    assert_eq!(known, [true, false, false, false]);
    let void = opened["rows"][3]["item"].clone();
    let refused = desk.refuses("received_take", json!({ "id": id, "items": [void] }), Code::Rejected);
    assert_eq!(refused.findings[0].rule, "read.row-void");
    desk.refuses("received_take", json!({ "id": id, "items": [999] }), Code::NotFound);
}

#[test]
fn what_is_no_document_is_turned_away_and_what_breaks_off_is_kept() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let refused = |bytes: &[u8]| {
        let error = desk.refuses("received_import", json!({ "bytes": BASE64.encode(bytes) }), Code::Rejected);
        error.findings[0].rule.clone()
    };
    assert_eq!(refused(b"hello"), "read.not-json");
    assert_eq!(refused(b"%PDF-1.4 nothing"), "read.pdf-without-document");
    let whole = made("care_plan_summary");
    let half = import(&desk, &whole[..whole.len() / 2]);
    assert_eq!(half["documents"][0]["findings"][0]["rule"], "read.broken");
    let list = desk.ask("received_list", json!({ "patient_id": null, "loose": false, "text": "" }));
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[test]
fn files_inside_are_given_out_and_taken_in() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = import(&desk, &made("old_letter"))["documents"][0]["row"]["id"].as_str().unwrap().to_owned();
    let view = open(&desk, &id)["view"].clone();
    let attachments: Vec<&Value> = view["parts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|part| part["items"].as_array().unwrap())
        .flat_map(|item| item["attachments"].as_array().unwrap())
        .collect();
    let inner = attachments.iter().find(|one| one["media"] == "json").unwrap();
    let taken = desk.ask("received_file_import", json!({ "id": id, "index": inner["index"] }));
    let inner = open(&desk, taken["documents"][0]["row"]["id"].as_str().unwrap());
    assert_eq!(inner["view"]["parts"][0]["tables"][0]["rows"][0]["cells"][0], "中の文書の病名");
    desk.refuses("received_file", json!({ "id": id, "index": 99 }), Code::NotFound);
}

#[test]
fn the_pages_are_made_in_our_own_layout() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    for name in ["discharge_summary", "care_plan_summary", "old_letter", "conditions", "lab_results"] {
        let id = import(&desk, &made(name))["documents"][0]["row"]["id"].as_str().unwrap().to_owned();
        let pages = desk.ask("received_preview", json!({ "id": id, "dpi": 60 }));
        assert!(!pages["pages"].as_array().unwrap().is_empty());
        let pdf = desk.ask("received_print", json!({ "id": id }));
        let pdf = BASE64.decode(pdf["pdf"].as_str().unwrap()).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        if let Some(folder) = std::env::var_os("FUMIBAKO_KEEP_PAGES") {
            fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &pdf).unwrap();
        }
    }
}

#[test]
fn the_command_line_takes_files_in() {
    let clinic = TempClinic::new();
    drop(clinic.set_up());
    let Some(program) = cli() else { return };
    let file = clinic.root().join("in.json");
    fs::write(&file, made("lab_results")).unwrap();
    let run = |path: &std::path::Path| {
        let mut command = Command::new(program.get_program());
        command.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
        command.arg("receive").arg(path).output().unwrap()
    };
    let first = run(&file);
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    assert!(String::from_utf8(first.stdout).unwrap().ends_with(" new\n"));
    assert!(String::from_utf8(run(&file).stdout).unwrap().ends_with(" known\n"));
    fs::write(&file, "nothing").unwrap();
    let turned_away = run(&file);
    assert_eq!(turned_away.status.code(), Some(1));
    assert!(String::from_utf8(turned_away.stderr).unwrap().contains("read.not-json"));
    assert_eq!(run(&clinic.root().join("missing")).status.code(), Some(2));
}

/// The whole way between two clinics that have nothing but a PDF of ours.
#[test]
fn the_command_line_takes_in_what_travels_inside_our_own_pdf() {
    let Some(program) = cli().filter(|_| fonts_are_there()) else { return };
    let elsewhere = TempClinic::new();
    let done = letter_file::run(&elsewhere.desk(), &sample("text-only").bytes, &|_| ()).unwrap();
    let bundle = done.bundle.unwrap();
    let clinic = TempClinic::new();
    drop(clinic.set_up());
    let file = clinic.root().join("letter.pdf");
    fs::write(&file, &done.pdf).unwrap();
    let receive = || {
        let mut command = Command::new(program.get_program());
        command.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
        let done = command.arg("receive").arg(&file).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    let told = receive();
    let id = told.strip_suffix(" new\n").unwrap();
    assert_eq!(receive(), format!("{id} known\n"));

    let desk = clinic.desk();
    let front = desk.ask("front_state", Value::Null);
    desk.ask("staff_choose", json!({ "id": front["choices"][0]["id"] }));
    let opened = open(&desk, id);
    let files = opened["files"].as_array().unwrap();
    assert_eq!(files.len(), 1, "the PDF, once");
    assert_eq!(
        (&files[0]["origin"], &files[0]["media_type"], &files[0]["size"]),
        (&json!("around"), &json!("application/pdf"), &json!(done.pdf.len()))
    );
    for (place, came, ending) in [(json!(null), &bundle, "json"), (json!(1), &done.pdf, "pdf")] {
        let kept = desk.ask("received_save", json!({ "id": id, "place": place }));
        assert!(&BASE64.decode(kept["pdf"].as_str().unwrap()).unwrap() == came, "byte for byte as it came");
        assert_eq!(kept["file_name"].as_str().unwrap().rsplit('.').next(), Some(ending));
    }
    desk.refuses("received_save", json!({ "id": id, "place": 2 }), Code::NotFound);
    assert_eq!(opened["row"]["kind"], "referral_letter");
    assert_eq!(opened["view"]["rest"], json!([]));
    assert!(!opened["view"]["parts"].as_array().unwrap().is_empty());
}
