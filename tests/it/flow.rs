//! The main job as a front end does it, through the api table alone: first run, patient, 6情報, letter, its
//! versions, its end; and who may do what.

use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, entry, fonts_are_there, sample};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Saves the sample's patient and rows; the patient's id.
pub(crate) fn patient(desk: &Desk, name: &str) -> String {
    let sample = sample(name).value;
    let saved = desk.ask("patient_save", json!({ "id": null, "version": 0, "form": sample["patient"] }));
    let id = saved["patient"]["row"]["id"].as_str().unwrap().to_owned();
    for (list, rows) in sample["core6"].as_object().into_iter().flatten() {
        for row in rows.as_array().into_iter().flatten() {
            desk.ask(
                "entry_save",
                json!({ "patient_id": id, "id": null, "version": 0, "entry": entry(list, row) }),
            );
        }
    }
    id
}

/// A draft filled from the sample; the letter as it stands.
pub(crate) fn draft(desk: &Desk, patient: &str, name: &str) -> Value {
    let sample = sample(name).value;
    let open = desk.ask(
        "letter_create",
        json!({ "patient_id": patient, "kind": "referral", "from": null, "form": null }),
    );
    let mut form = open["form"].clone();
    for (field, value) in sample["letter"].as_object().unwrap() {
        match (value, form.get_mut(field).and_then(Value::as_object_mut)) {
            (Value::Object(inner), Some(kept)) => kept.extend(inner.clone()),
            _ => form[field] = value.clone(),
        }
    }
    desk.ask("letter_save", json!({ "id": open["row"]["id"], "version": open["version"], "form": form }));
    desk.ask("letter_open", json!({ "id": open["row"]["id"] }))
}

pub(crate) fn at(letter: &Value) -> Value {
    json!({ "id": letter["row"]["id"], "version": letter["version"] })
}

/// The same, for a letter that goes by wire and is read once the patient agrees.
pub(crate) fn by_wire(letter: &Value) -> Value {
    json!({ "id": letter["row"]["id"], "version": letter["version"], "consent": "later" })
}

fn save(letter: &Value, version: i64, course: &str) -> Value {
    let mut form = letter["form"].clone();
    form["course"] = json!(course);
    json!({ "id": letter["row"]["id"], "version": version, "form": form })
}

fn rules(error: &fumibako::api::ApiError) -> Vec<(&str, &str)> {
    error.findings.iter().map(|finding| (finding.path.as_str(), finding.rule.as_str())).collect()
}

#[test]
fn from_an_empty_computer_to_a_withdrawn_letter() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let desk = clinic.desk();
    assert_eq!(desk.ask("front_state", Value::Null)["door"], "setup");
    desk.refuses("patient_search", json!({ "text": "" }), Code::SignedOut);
    drop(desk);
    let (desk, _) = clinic.set_up();

    let id = patient(&desk, "fully-coded");
    let chart = desk.ask("chart_get", json!({ "id": id }));
    let lists = ["conditions", "allergies", "infections", "lab_results", "prescriptions"];
    let kinds: BTreeSet<&str> = lists
        .iter()
        .flat_map(|list| chart[*list].as_array().unwrap())
        .map(|row| row["row"]["kind"].as_str().unwrap())
        .collect();
    let all = ["condition", "allergy", "contraindication", "infection", "lab_result", "prescription"];
    assert_eq!(kinds, all.into_iter().collect::<BTreeSet<_>>());
    assert_eq!(chart["lab_results"].as_array().unwrap().len(), 7);

    // Prefilled, and not to be finalized without what the form demands.
    let open = desk
        .ask("letter_create", json!({ "patient_id": id, "kind": "referral", "from": null, "form": null }));
    assert_eq!(
        open["form"]["rows"]["conditions"].as_array().unwrap().len(),
        5,
        "the ended one is past history"
    );
    assert_eq!(open["form"]["rows"]["past_conditions"].as_array().unwrap().len(), 1);
    assert_eq!(
        open["form"]["rows"]["prescriptions"].as_array().unwrap().len(),
        3,
        "what was stopped stays out"
    );
    assert_eq!(open["form"]["date"], "令和8年11月22日");
    let error = desk.refuses("letter_finalize", at(&open), Code::Rejected);
    let missing = rules(&error);
    for needed in ["letter.receiver-missing", "letter.purpose-missing", "letter.course-missing"] {
        assert!(missing.iter().any(|(_, rule)| *rule == needed), "{needed}: {missing:?}");
    }
    desk.ask("letter_discard", at(&open));
    desk.refuses("letter_open", json!({ "id": open["row"]["id"] }), Code::NotFound);

    // Autosave, again and again; an old version is told so and changes nothing.
    let letter = draft(&desk, &id, "fully-coded");
    let version = letter["version"].as_i64().unwrap();
    let saved = desk.ask("letter_save", save(&letter, version, "一度目の保存です。"));
    assert_eq!(saved["version"], version + 1);
    desk.refuses("letter_save", save(&letter, version, "古い画面からの保存です。"), Code::Stale);
    desk.ask("letter_save", save(&letter, version + 1, "二度目の保存です。"));
    let letter = desk.ask("letter_open", json!({ "id": letter["row"]["id"] }));
    assert_eq!(letter["form"]["course"], "二度目の保存です。");
    let preview = json!({ "id": letter["row"]["id"], "number": null, "form": null, "dpi": 40 });
    assert_eq!(desk.ask("letter_preview", preview)["pages"].as_array().unwrap().len(), 1);

    // Version 1.
    desk.refuses("letter_finalize", json!({ "id": letter["row"]["id"], "version": version }), Code::Stale);
    let fixed = desk.ask("letter_finalize", by_wire(&letter));
    assert_eq!((&fixed["row"]["state"], &fixed["row"]["versions"]), (&json!("final"), &json!(1)));
    assert_eq!((&fixed["row"]["bundle"], &fixed["row"]["outbox"]), (&json!(true), &json!("ready")));
    desk.refuses("letter_finalize", at(&fixed), Code::Stale);
    desk.refuses("letter_save", save(&fixed, fixed["version"].as_i64().unwrap(), "確定のあと"), Code::Stale);
    let printed = |number: i32| {
        desk.ask("letter_issue", json!({ "id": fixed["row"]["id"], "number": number, "way": "printed" }))
    };
    let first = printed(1)["pdf"].as_str().unwrap().to_owned();
    assert!(first.len() > 1000);

    // A 交付 noted by mistake is taken back, once, and stays readable.
    let undo = json!({ "id": fixed["row"]["id"], "place": 0 });
    let undone = desk.ask("letter_issue_undo", undo.clone());
    assert_eq!(undone["row"]["issued"], json!([]));
    assert_eq!(undone["versions"][0]["issues"][0]["undone"]["iso"], "2026-11-22T10:02");
    desk.refuses("letter_issue_undo", undo, Code::NotFound);
    let seen = &undone["findings"];
    assert_eq!(seen, &undone["versions"][0]["findings"], "as they were found when it was finalized");

    // What goes with it: wrong answers are told, warnings are confirmed, nothing is kept.
    let companion = |companion: Value, confirmed: bool| json!({ "id": fixed["row"]["id"], "companion": companion, "confirmed": confirmed });
    let booking = |wish: &str| {
        json!({
            "paper": "booking", "wishes": [wish, "", ""], "department": "循環器内科", "doctor": "",
            "visited": "no", "visited_id": "", "contact": "", "note": "",
        })
    };
    let error = desk.refuses("letter_companion", companion(booking(""), false), Code::Rejected);
    assert_eq!(rules(&error), [("wishes[0]", "booking.wish-missing")]);
    let made = desk.ask("letter_companion", companion(booking("R8.12.1 午前"), false));
    assert!(made["issued"]["pdf"].as_str().unwrap().len() > 1000 && made["findings"] == json!([]));
    let waiting = desk.ask("letter_companion", companion(booking("R8.11.1"), false));
    assert_eq!(
        (&waiting["issued"], &waiting["findings"][0]["rule"]),
        (&json!(null), &json!("booking.wish-past"))
    );
    assert!(desk.ask("letter_companion", companion(booking("R8.11.1"), true))["issued"]["done"] == true);
    let labels = json!({ "paper": "labels", "sheet": "twelve", "first": "13", "count": "1" });
    let error = desk.refuses("letter_companion", companion(labels, false), Code::Rejected);
    assert_eq!(rules(&error), [("first", "label.place")]);

    // Version 2 over it; version 1 stays as it was.
    let reason = |reason: &str| json!({ "id": fixed["row"]["id"], "reason": reason });
    let error = desk.refuses("letter_amend", reason("  "), Code::Rejected);
    assert_eq!(rules(&error), [("reason", "letter.reason-missing")]);
    clinic.clock.forward(1);
    let amended = desk.ask("letter_amend", reason("検査値の書き漏れ"));
    assert_eq!((&amended["row"]["state"], &amended["reason"]), (&json!("draft"), &json!("検査値の書き漏れ")));
    desk.ask("letter_save", save(&amended, amended["version"].as_i64().unwrap(), "追記しました。"));
    let amended = desk.ask("letter_open", json!({ "id": fixed["row"]["id"] }));
    let second = desk.ask("letter_finalize", by_wire(&amended));
    assert_eq!(second["row"]["versions"], 2);
    let versions = second["versions"].as_array().unwrap();
    assert_eq!(versions.iter().map(|one| one["number"].as_i64().unwrap()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(versions[0]["reason"], "検査値の書き漏れ");
    assert_eq!(printed(1)["pdf"], first.as_str());
    assert_ne!(printed(2)["pdf"], first.as_str());

    // Copied from, remembered, noted.
    let copied = desk.ask(
        "letter_create",
        json!({ "patient_id": id, "kind": "referral", "from": fixed["row"]["id"], "form": null }),
    );
    assert_eq!(copied["form"]["receiver"]["name"], "架空総合病院");
    assert_eq!(copied["form"]["consent"]["given"], false, "consent is asked for anew");
    assert!(
        copied["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "letter.same-month")
    );
    let receivers = desk.ask("receiver_search", json!({ "text": "架空" }));
    assert_eq!(receivers.as_array().unwrap().len(), 1);
    assert_eq!(receivers[0]["form"]["doctor"], "例示 さくら");

    // Taken back: readable, and nothing of it waits to be sent.
    desk.refuses("letter_withdraw", reason(""), Code::Rejected);
    let gone = desk.ask("letter_withdraw", reason("別の患者さんの手紙でした"));
    assert_eq!(gone["row"]["state"], "withdrawn");
    assert_eq!(gone["withdrawn_reason"], "別の患者さんの手紙でした");
    let preview = json!({ "id": fixed["row"]["id"], "number": 2, "form": null, "dpi": 40 });
    assert!(!desk.ask("letter_preview", preview)["pages"].as_array().unwrap().is_empty());
    let copy = |number: i32| json!({ "id": fixed["row"]["id"], "number": number, "way": "copy" });
    let marked = desk.ask("letter_issue", copy(2));
    assert!(marked["pdf"].as_str().unwrap().len() > 1000, "the 控え can be printed under its mark");
    desk.refuses("letter_issue", json!({ "id": fixed["row"]["id"], "number": 2, "way": "fax" }), Code::Stale);
    for call in ["letter_amend", "letter_withdraw"] {
        desk.refuses(call, reason("もう一度"), Code::Stale);
    }
    let store = desk.clinic().map_err(|error| error.to_string()).unwrap();
    let waiting = store.store().read(|r| r.outbox(None, 100)).unwrap();
    assert_eq!(waiting.len(), 2);
    assert!(waiting.iter().all(|item| item.state == domain::outbox::OutboxState::Withdrawn));

    let history = desk.ask("patient_history", json!({ "id": id }));
    let actions: BTreeSet<&str> =
        history.as_array().unwrap().iter().map(|row| row["action"].as_str().unwrap()).collect();
    for action in [
        "patient_save",
        "entry_save",
        "letter_save",
        "letter_finalize",
        "letter_amend",
        "letter_issue",
        "letter_withdraw",
    ] {
        assert!(actions.contains(action), "{action}: {actions:?}");
    }
    assert!(
        matches!(store.store().read(|r| r.audit_chain()).unwrap(), store::audit::Chain::Whole { rows } if rows > 30)
    );
}

#[test]
fn rows_and_patients_know_when_they_were_changed_elsewhere() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let got = desk.ask("patient_get", json!({ "id": id }));
    let version = got["row"]["version"].as_i64().unwrap();
    let mut form = got["form"].clone();
    form["phone"] = json!("03-0000-2222");
    let save = |version: i64| json!({ "id": id, "version": version, "form": form });
    desk.ask("patient_save", save(version));
    desk.refuses("patient_save", save(version), Code::Stale);
    let error =
        desk.refuses("patient_save", json!({ "id": null, "version": 0, "form": form }), Code::Rejected);
    assert_eq!(rules(&error), [("chart_number", "patient.chart-number-taken")]);

    let history = desk.ask("patient_history", json!({ "id": id }));
    let changed = history.as_array().unwrap().iter().find(|row| row["changes"] != json!([])).unwrap();
    assert_eq!(changed["action"], "patient_save");
    let was = got["form"]["phone"].as_str().unwrap();
    assert_eq!(changed["changes"], json!([{ "field": "phone", "before": was, "after": "03-0000-2222" }]));

    let chart = desk.ask("chart_get", json!({ "id": id }));
    let row = &chart["allergies"][0];
    let mut form = row["form"].clone();
    form["reaction"] = json!("呼吸が苦しくなる");
    let save = json!({ "patient_id": id, "id": row["row"]["id"], "version": row["row"]["version"], "entry": { "type": "allergy", "form": form } });
    desk.ask("entry_save", save.clone());
    desk.refuses("entry_save", save, Code::Stale);

    // Taken back and put back again.
    let chart = desk.ask("chart_get", json!({ "id": id }));
    let row = &chart["allergies"][0]["row"];
    let reference = |version: i64| json!({ "id": row["id"], "version": version, "kind": row["kind"] });
    let version = row["version"].as_i64().unwrap();
    desk.ask("entry_retract", reference(version));
    let without = desk.ask("chart_get", json!({ "id": id }));
    assert_eq!(
        without["allergies"].as_array().unwrap().len() + 1,
        chart["allergies"].as_array().unwrap().len()
    );
    assert_eq!(without["retracted"][0]["id"], row["id"]);
    desk.ask("entry_restore", reference(version + 1));
    assert_eq!(
        desk.ask("chart_get", json!({ "id": id }))["allergies"].as_array().unwrap().len(),
        chart["allergies"].as_array().unwrap().len()
    );
    let absence = json!({ "patient_id": id, "kind": "allergy", "state": "none", "on": "" });
    let error = desk.refuses("absence_save", absence, Code::Rejected);
    assert_eq!(rules(&error)[0].1, "core6.absence-beside-rows");
}

#[test]
fn everybody_may_do_what_their_trade_allows() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let staff = |name: &str, role: &str| {
        let saved = desk.ask(
            "staff_save",
            json!({ "id": null, "version": 0, "name": name, "role": role, "active": true }),
        );
        saved["id"].clone()
    };
    let (clerk, nurse, manager) =
        (staff("受付 なな", "clerk"), staff("看護 りん", "nurse"), staff("管理 まこと", "manager"));
    let id = patient(&desk, "fully-coded");
    let letter = draft(&desk, &id, "fully-coded");
    let own = desk.ask("institution_get", Value::Null);
    let institution = json!({ "version": own["version"], "form": own["form"] });
    let reason = json!({ "id": letter["row"]["id"], "reason": "理由" });

    desk.ask("text_size_set", json!({ "percent": 150 }));
    for (who, size) in [(&clerk, 150), (&nurse, 100)] {
        let front = desk.ask("staff_choose", json!({ "id": who }));
        assert_eq!(front["may"], json!(["nobody", "view", "write"]));
        assert_eq!(front["text_size"], size, "as last chosen here");
        desk.ask("text_size_set", json!({ "percent": 100 }));
        desk.ask("chart_get", json!({ "id": id }));
        let now = desk.ask("letter_open", json!({ "id": letter["row"]["id"] }));
        desk.ask("letter_save", save(&now, now["version"].as_i64().unwrap(), "下書きを直しました。"));
        let now = desk.ask("letter_open", json!({ "id": letter["row"]["id"] }));
        desk.refuses("letter_finalize", at(&now), Code::Denied);
        desk.refuses("letter_amend", reason.clone(), Code::Denied);
        desk.refuses("letter_withdraw", reason.clone(), Code::Denied);
        desk.refuses("institution_save", institution.clone(), Code::Denied);
        desk.refuses("recovery_renew", Value::Null, Code::Denied);
    }
    desk.ask("staff_choose", json!({ "id": manager }));
    desk.ask("institution_save", institution.clone());
    desk.refuses("institution_save", institution, Code::Stale);
    let form = sample("text-only").value["patient"].clone();
    desk.refuses("patient_save", json!({ "id": null, "version": 0, "form": form }), Code::Denied);
    desk.ask("patient_search", json!({ "text": "" }));

    desk.ask("staff_leave", Value::Null);
    desk.refuses("patient_search", json!({ "text": "" }), Code::SignedOut);
    assert_eq!(desk.ask("front_state", Value::Null)["door"], "choose");
    let staff = desk.ask("front_state", Value::Null)["choices"].clone();
    let doctor = staff.as_array().unwrap().iter().find(|one| one["role"] == "doctor").unwrap();
    desk.ask("staff_choose", json!({ "id": doctor["id"] }));
    assert_eq!(desk.ask("front_state", Value::Null)["text_size"], 150, "each has their own");
    let now = desk.ask("letter_open", json!({ "id": letter["row"]["id"] }));
    assert_eq!(desk.ask("letter_finalize", at(&now))["row"]["state"], "final");
}

#[test]
fn unknown_calls_and_bad_arguments_are_refused_with_their_place() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    desk.refuses("patient_forget", json!({}), Code::NotFound);
    let error = desk.refuses("patient_search", json!({ "text": "", "limit": 3 }), Code::Rejected);
    assert_eq!(rules(&error)[0].1, "input.unknown-field");
    let error = desk.refuses("patient_search", json!({ "text": 3 }), Code::Rejected);
    assert_eq!(rules(&error), [("text", "input.wrong-type")]);
    for id in ["", "x", "01919191-0000-7000-8000-000000000001"] {
        desk.refuses("patient_get", json!({ "id": id }), Code::NotFound);
        desk.refuses("letter_open", json!({ "id": id }), Code::NotFound);
    }
}
