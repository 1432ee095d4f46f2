//! How data for the national service is written: chosen by the clinic, kept by a document.

use crate::flow::{at, draft, patient};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, fonts_are_there};
use serde_json::{Value, json};

/// The bundle of a version.
pub(crate) fn bundle(desk: &Desk, letter: &Value, number: i32) -> Value {
    let saved = desk.ask("letter_bundle_save", json!({ "id": letter["row"]["id"], "number": number }));
    let bytes = BASE64.decode(saved["pdf"].as_str().unwrap()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn an_amended_letter_stays_in_the_version_of_the_guide_that_it_was_made_in() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let shown = desk.ask("bundle_format_get", json!({}));
    assert_eq!(shown["format"], json!({ "guide": "1.12.0", "stamp": false, "in_pdf": true }));
    assert_eq!(shown["guides"], json!(["1.12.0", "1.10.0"]));
    desk.refuses(
        "bundle_format_save",
        json!({ "guide": "1.9.0", "stamp": true, "in_pdf": true }),
        Code::Rejected,
    );
    desk.ask("bundle_format_save", json!({ "guide": "1.10.0", "stamp": true, "in_pdf": true }));

    let id = patient(&desk, "fully-coded");
    let first = desk.ask("letter_finalize", at(&draft(&desk, &id, "fully-coded")));
    let claim = |letter: &Value, number: i32| {
        bundle(&desk, letter, number)["meta"]["profile"][0].as_str().unwrap().to_owned()
    };
    assert!(claim(&first, 1).ends_with("/JP_Bundle_eReferral|1.10.0"));

    desk.ask("bundle_format_save", json!({ "guide": "1.12.0", "stamp": true, "in_pdf": true }));
    let again = desk.ask("letter_amend", json!({ "id": first["row"]["id"], "reason": "誤字の訂正" }));
    let again = desk.ask("letter_finalize", at(&again));
    assert!(claim(&again, 2).ends_with("|1.10.0"), "the document keeps its version");
    let other = desk.ask("letter_finalize", at(&draft(&desk, &id, "fully-coded")));
    assert!(claim(&other, 1).ends_with("|1.12.0"), "a new document is written in the chosen one");
    desk.ask("bundle_format_save", json!({ "guide": "1.12.0", "stamp": false, "in_pdf": true }));
    let plain = desk.ask("letter_finalize", at(&draft(&desk, &id, "fully-coded")));
    assert!(claim(&plain, 1).ends_with("/JP_Bundle_eReferral"));
}
