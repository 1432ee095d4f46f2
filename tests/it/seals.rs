//! 職印 and 個人印, from the settings to paper; what the settings say of data inside the paper; gaps in names.

use crate::flow::{at, draft, patient};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, fonts_are_there};
use serde_json::{Value, json};

/// A photograph of a seal.
const SEAL: &[u8] = include_bytes!("../../src-tauri/crates/print/tests/support/seal.jpg");

/// The PDF of a version, or its 控え.
fn pdf(desk: &Desk, letter: &Value, way: &str) -> Vec<u8> {
    let issue = json!({ "id": letter["row"]["id"], "number": letter["row"]["versions"], "way": way });
    BASE64.decode(desk.ask("letter_issue", issue)["pdf"].as_str().unwrap()).unwrap()
}

/// How many imprints of seals a PDF draws.
fn seals(pdf: &[u8]) -> usize {
    memchr::memmem::find_iter(pdf, b"/SMask").count()
}

fn finalized(desk: &Desk, patient: &str) -> Value {
    desk.ask("letter_finalize", at(&draft(desk, patient, "fully-coded")))
}

#[test]
fn finalized_letters_bear_the_seals_and_never_change_with_them() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let doctor = desk.ask("doctor_list", json!({}))[0]["id"].clone();
    let shown = desk.ask("seal_list", json!({}));
    assert_eq!((&shown["printed"], &shown["seals"]), (&json!(true), &json!([])));
    let before = finalized(&desk, &id);
    let unsealed = pdf(&desk, &before, "saved");
    assert_eq!(seals(&unsealed), 0);

    let picture = BASE64.encode(SEAL);
    desk.ask("seal_save", json!({ "doctor_id": null, "size": 210, "data": picture }));
    let shown = desk.ask("seal_save", json!({ "doctor_id": doctor, "size": 105, "data": picture }));
    assert_eq!(shown["seals"].as_array().unwrap().len(), 2);
    let kept = shown["seals"][0]["png"].as_str().unwrap();
    assert!(kept.len() < 12_000, "what is kept is small: {} bytes", kept.len());

    let sealed = finalized(&desk, &id);
    let original = pdf(&desk, &sealed, "saved");
    // One ink, one imprint: both seals are the same picture here.
    assert_eq!((seals(&original), seals(&pdf(&desk, &sealed, "copy"))), (1, 1));
    assert_eq!(pdf(&desk, &before, "saved"), unsealed, "what was finalized before stays as it was");

    desk.ask("seal_save", json!({ "doctor_id": null, "size": 240, "data": null }));
    desk.ask("seals_printed_save", json!({ "printed": false }));
    assert_eq!(seals(&pdf(&desk, &finalized(&desk, &id), "saved")), 0);
    let shown = desk.ask("seals_printed_save", json!({ "printed": true }));
    let clinics = shown["seals"].as_array().unwrap().iter().find(|seal| seal["doctor_id"].is_null()).unwrap();
    assert_eq!(clinics["size"], 240, "the size changed alone");
    assert_eq!(clinics["png"], kept);
    desk.ask("seal_remove", json!({ "doctor_id": doctor }));
    let shown = desk.ask("seal_remove", json!({ "doctor_id": null }));
    assert_eq!(shown["seals"], json!([]));
    assert_eq!(pdf(&desk, &sealed, "saved"), original);

    // The removed imprint comes back as it was.
    let shown = desk.ask("seal_save", json!({ "doctor_id": null, "size": 240, "data": kept }));
    assert_eq!(shown["seals"][0]["png"], kept);
}

#[test]
fn a_draft_bears_no_seal() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let letter = draft(&desk, &id, "fully-coded");
    let asked = json!({ "id": letter["row"]["id"], "number": null, "form": letter["form"], "dpi": 72 });
    let pages = || desk.ask("letter_preview", asked.clone())["pages"].clone();
    let before = pages();
    desk.ask("seal_save", json!({ "doctor_id": null, "size": 210, "data": BASE64.encode(SEAL) }));
    assert_eq!(pages(), before);
}

#[test]
fn files_that_are_no_seal_are_refused_with_their_reason() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let told = |doctor: Value, size: i32, data: &str| {
        let save = json!({ "doctor_id": doctor, "size": size, "data": data });
        desk.refuses("seal_save", save, Code::Rejected).findings[0].rule.clone()
    };
    let picture = BASE64.encode(SEAL);
    assert_eq!(told(Value::Null, 210, "UEsDBA=="), "seal.other-kind");
    assert_eq!(told(Value::Null, 210, "%%"), "attachment.not-base64");
    assert_eq!(told(Value::Null, 210, &BASE64.encode(&SEAL[..3000])), "seal.damaged");
    assert_eq!(told(Value::Null, 210, &"A".repeat(12 * 1024 * 1024)), "seal.too-large");
    assert_eq!(told(Value::Null, 105, &picture), "seal.size", "no 職印 is that small");
    let nobody = json!("00000000-0000-7000-8000-000000000009");
    assert_eq!(told(nobody, 105, &picture), "seal.no-doctor");
    let save = json!({ "doctor_id": null, "size": 210, "data": null });
    desk.refuses("seal_save", save, Code::NotFound);
    assert_eq!(desk.ask("seal_list", json!({}))["seals"], json!([]));
}

#[test]
fn the_clinic_keeps_data_out_of_the_paper_unless_a_letter_says_otherwise() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    desk.ask("bundle_format_save", json!({ "guide": "1.12.0", "stamp": false, "in_pdf": false }));
    let inside = |data: &str| {
        let letter = draft(&desk, &id, "fully-coded");
        let mut form = letter["form"].clone();
        form["data_in_pdf"] = json!(data);
        let save = json!({ "id": letter["row"]["id"], "version": letter["version"], "form": form });
        let saved = desk.ask("letter_save", save);
        let left = saved["findings"].as_array().unwrap().iter().any(|f| f["rule"] == "letter.data-left-out");
        assert!(!left, "nothing is left out that was not to go in");
        let which = json!({ "id": letter["row"]["id"], "version": saved["version"] });
        let letter = desk.ask("letter_finalize", which);
        assert_eq!(letter["row"]["bundle"], true, "the bundle itself is made");
        !print::attachments(&pdf(&desk, &letter, "saved")).unwrap().is_empty()
    };
    assert!(!inside("usual"));
    assert!(inside("always"));
    desk.ask("bundle_format_save", json!({ "guide": "1.12.0", "stamp": false, "in_pdf": true }));
    assert!(inside("usual"));
    assert!(!inside("never"));
}

#[test]
fn a_gap_in_the_insurers_data_is_told_in_form_and_letter() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let known = desk.ask("patient_get", json!({ "id": id }));
    let mut form = known["form"].clone();
    form["name"] = json!("●橋 花子");
    form["address"] = json!("東京都見本区●町1-2-3");
    let checked = desk.ask("patient_check", json!({ "id": id, "form": form }));
    let told = |findings: &Value, rule: &str| -> Vec<String> {
        let all = findings.as_array().unwrap().iter().filter(|f| f["rule"] == rule);
        all.map(|f| f["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(told(&checked["findings"], "patient.name-unreadable-mark"), ["name", "address"]);
    let save = json!({ "id": id, "version": known["row"]["version"], "form": form });
    desk.ask("patient_save", save);
    let letter = finalized(&desk, &id);
    let paths = told(&letter["findings"], "letter.unreadable-mark");
    assert_eq!(paths, ["patient.name", "patient.address"]);
}
