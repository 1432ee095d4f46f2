//! Files that go with a letter: added, judged, named, kept as long as somebody names them.

use crate::{
    flow::{at, draft, patient},
    service::bundle,
};
use fumibako::api::Code;
use fumibako_tests::{Calls, TempClinic, fonts_are_there, sample};
use serde_json::{Value, json};

/// The two files of the sample in base64: a PDF, a PNG.
fn files() -> [String; 2] {
    let sample = sample("every-section").value;
    [0, 1].map(|i| sample["letter"]["attachments"][i]["data"].as_str().unwrap().to_owned())
}

fn naming(letter: &Value, files: &[&Value]) -> Value {
    let mut form = letter["form"].clone();
    form["attachments"] = files
        .iter()
        .map(|file| json!({ "id": file["id"], "title": file["name"], "data": null }))
        .collect::<Vec<_>>()
        .into();
    json!({ "id": letter["row"]["id"], "version": letter["version"], "form": form })
}

fn names(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().unwrap().iter();
    entries
        .filter(|entry| {
            entry["resource"]["content"][0]["attachment"]["contentType"] != "text/plain; charset=UTF-8"
        })
        .filter_map(|entry| entry["resource"]["content"][0]["attachment"]["title"].as_str())
        .map(str::to_owned)
        .collect()
}

#[test]
fn files_stay_as_long_as_a_version_names_them() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let letter = draft(&desk, &id, "fully-coded");
    let add =
        |name: &str, data: &str| json!({ "letter_id": letter["row"]["id"], "name": name, "data": data });
    let [pdf, png] = files();
    let pdf = desk.ask("letter_attach", add("心電図.pdf", &pdf));
    assert_eq!((&pdf["kind"], &pdf["name"], &pdf["pages"]), (&json!("pdf"), &json!("心電図"), &json!(2)));
    let png = desk.ask("letter_attach", add("写真.pdf", &png));
    assert_eq!(png["kind"], "png", "the content counts, not the name");
    for (data, rule) in [("UEsDBA==", "attachment.unknown"), ("%%", "attachment.not-base64")] {
        let error = desk.refuses("letter_attach", add("x.pdf", data), Code::Rejected);
        assert_eq!(error.findings[0].rule, rule);
    }

    // Thrown away and brought back, the files come back too.
    desk.ask("letter_save", naming(&letter, &[&png, &pdf]));
    let letter = desk.ask("letter_open", json!({ "id": letter["row"]["id"] }));
    desk.ask("letter_discard", at(&letter));
    let back = json!({ "patient_id": id, "kind": "referral", "from": null, "form": letter["form"] });
    let letter = desk.ask("letter_create", back);
    assert_eq!(letter["attachments"].as_array().unwrap().len(), 2);

    let first = desk.ask("letter_finalize", at(&letter));
    assert_eq!(names(&bundle(&desk, &first, 1)), ["写真", "心電図"]);
    let late = json!({ "letter_id": first["row"]["id"], "name": "x", "data": files()[0] });
    desk.refuses("letter_attach", late, Code::Stale);

    // The amended version names one of them; the other stays, since the first version names it.
    let again = desk.ask("letter_amend", json!({ "id": first["row"]["id"], "reason": "誤字の訂正" }));
    desk.ask("letter_save", naming(&again, &[&pdf]));
    let again = desk.ask("letter_open", json!({ "id": first["row"]["id"] }));
    let again = desk.ask("letter_finalize", at(&again));
    assert_eq!(names(&bundle(&desk, &again, 2)), ["心電図"]);
    assert_eq!(names(&bundle(&desk, &again, 1)), ["写真", "心電図"]);
    assert_eq!(again["attachments"].as_array().unwrap().len(), 2);
    let saved =
        desk.ask("letter_attachment_save", json!({ "letter_id": again["row"]["id"], "id": png["id"] }));
    assert_eq!(saved["pdf"], files()[1]);

    // A file that no version came to name goes when the letter is finalized; a copy begins without files.
    let other = desk.ask(
        "letter_create",
        json!({ "patient_id": id, "kind": "referral", "from": again["row"]["id"], "form": null }),
    );
    assert_eq!(other["form"]["attachments"], json!([]));
    let stray = json!({ "letter_id": other["row"]["id"], "name": "x", "data": files()[0] });
    desk.ask("letter_attach", stray);
    let mut form = other["form"].clone();
    form["consent"]["given"] = json!(true);
    desk.ask("letter_save", json!({ "id": other["row"]["id"], "version": other["version"], "form": form }));
    let other = desk.ask("letter_open", json!({ "id": other["row"]["id"] }));
    assert_eq!(other["attachments"].as_array().unwrap().len(), 1);
    let other = desk.ask("letter_finalize", at(&other));
    assert_eq!(other["attachments"], json!([]));
}

#[test]
fn a_named_file_that_is_not_there_stops_the_letter() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let letter = draft(&desk, &id, "fully-coded");
    let lost = json!({ "id": "01a2008d-7400-7000-8000-000000000001", "name": "x" });
    desk.ask("letter_save", naming(&letter, &[&lost]));
    let letter = desk.ask("letter_open", json!({ "id": letter["row"]["id"] }));
    let error = desk.refuses("letter_finalize", at(&letter), Code::Rejected);
    assert!(error.findings.iter().any(|finding| finding.rule == "attachment.gone"));
}
