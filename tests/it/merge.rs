//! Merging two records of one person and taking it back: no row and no document is lost or changes hands
//! for good.

use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, entry, sample};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A patient with this number, one condition and one draft.
fn patient(desk: &Desk, number: &str, condition: &str) -> String {
    let mut form = sample("text-only").value["patient"].clone();
    form["chart_number"] = json!(number);
    let saved = desk.ask("patient_save", json!({ "id": null, "version": 0, "form": form }));
    let id = saved["patient"]["row"]["id"].as_str().unwrap().to_owned();
    note(desk, &id, condition);
    desk.ask("letter_create", json!({ "patient_id": id, "kind": "referral", "from": null, "form": null }));
    id
}

fn note(desk: &Desk, patient: &str, condition: &str) {
    let entry = entry("conditions", &json!({ "text": condition }));
    desk.ask("entry_save", json!({ "patient_id": patient, "id": null, "version": 0, "entry": entry }));
}

/// The patient as a merging takes it.
fn seen(desk: &Desk, id: &str) -> Value {
    json!({ "id": id, "version": desk.ask("patient_get", json!({ "id": id }))["row"]["version"] })
}

/// Names of the conditions, and ids of the letters.
fn holds(desk: &Desk, id: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let chart = desk.ask("chart_get", json!({ "id": id }));
    let conditions = chart["conditions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["form"]["text"].as_str().unwrap().to_owned());
    let letters = desk.ask("letter_list", json!({ "patient_id": id, "state": null, "text": "" }));
    let letters = letters.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned());
    (conditions.collect(), letters.collect())
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn merging_and_taking_it_back_keep_every_row_and_document() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let (keep, other) = (patient(&desk, "3001", "高血圧症"), patient(&desk, "3002", "腰痛症"));
    let (kept, moved) = (holds(&desk, &keep), holds(&desk, &other));
    assert_eq!((&kept.0, &moved.0), (&set(&["高血圧症"]), &set(&["腰痛症"])));
    let proposed = desk.ask("patient_get", json!({ "id": keep }));
    assert_eq!(proposed["duplicates"][0]["id"], other.as_str(), "same kana and birth date");

    let stale = json!({ "keep": { "id": keep, "version": 99 }, "other": seen(&desk, &other) });
    desk.refuses("patient_merge", stale, Code::Stale);
    let itself = json!({ "keep": seen(&desk, &keep), "other": seen(&desk, &keep) });
    desk.refuses("patient_merge", itself, Code::Stale);
    assert_eq!((holds(&desk, &keep), holds(&desk, &other)), (kept.clone(), moved.clone()));

    let merge = json!({ "keep": seen(&desk, &keep), "other": seen(&desk, &other) });
    let merged = desk.ask("patient_merge", merge);
    let both = holds(&desk, &keep);
    assert_eq!(both.0, set(&["高血圧症", "腰痛症"]));
    assert_eq!(both.1, kept.1.union(&moved.1).cloned().collect());
    assert_eq!(
        desk.ask("patient_get", json!({ "id": other }))["row"]["id"],
        keep.as_str(),
        "the old id leads to the one record"
    );
    let found = desk.ask("patient_search", json!({ "text": "3002" }));
    assert_eq!(found[0]["id"], keep.as_str(), "so does the old 患者番号");
    note(&desk, &keep, "花粉症");

    // A restart in between changes nothing.
    drop(desk);
    let desk = clinic.desk();
    let listed = desk.ask("patient_get", json!({ "id": keep }))["merges"].clone();
    assert_eq!(listed[0]["id"], merged["id"]);
    desk.ask("patient_unmerge", json!({ "id": merged["id"] }));
    let (now_kept, now_moved) = (holds(&desk, &keep), holds(&desk, &other));
    assert_eq!(now_moved, moved);
    assert_eq!(now_kept.0, set(&["高血圧症", "花粉症"]), "what came after the merging stays");
    assert_eq!(now_kept.1, kept.1);
    desk.refuses("patient_unmerge", json!({ "id": merged["id"] }), Code::Stale);
    let found = desk.ask("patient_search", json!({ "text": "3002" }));
    assert_eq!(found[0]["id"], other.as_str());
}

#[test]
fn chains_are_taken_back_from_their_end() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let ids: Vec<String> = [("3001", "高血圧症"), ("3002", "腰痛症"), ("3003", "花粉症")]
        .iter()
        .map(|(number, text)| patient(&desk, number, text))
        .collect();
    let before: Vec<_> = ids.iter().map(|id| holds(&desk, id)).collect();
    let merge = |keep: &str, other: &str| {
        desk.ask("patient_merge", json!({ "keep": seen(&desk, keep), "other": seen(&desk, other) }))["id"]
            .clone()
    };
    let first = merge(&ids[1], &ids[2]);
    let second = merge(&ids[0], &ids[1]);
    assert_eq!(holds(&desk, &ids[0]).0, set(&["高血圧症", "腰痛症", "花粉症"]));
    assert_eq!(desk.ask("patient_get", json!({ "id": ids[2] }))["row"]["id"], ids[0].as_str());
    desk.refuses("patient_unmerge", json!({ "id": first }), Code::Stale);
    desk.ask("patient_unmerge", json!({ "id": second }));
    desk.ask("patient_unmerge", json!({ "id": first }));
    assert_eq!(ids.iter().map(|id| holds(&desk, id)).collect::<Vec<_>>(), before);
}
