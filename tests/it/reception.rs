//! 受付: a card that is tapped makes a patient, or is recognized, and nothing in a record changes by itself.

use crate::flow::patient;
use fumibako::api::Code;
use fumibako_tests::{Calls, at_terminal::AtTerminal, sample};
use serde_json::{Value, json};
use terminal_sim::Fault;

fn today(at: &AtTerminal) -> Vec<Value> {
    at.desk.ask("reception_today", json!({ "day": null }))["arrivals"].as_array().unwrap().clone()
}

/// Somebody taps their card and agrees to these kinds.
fn tap(at: &mut AtTerminal, person: &str, kinds: &[&str]) -> Value {
    use domain::clock::Clock;
    let now = at.clinic.clock.now();
    let before = today(at).len();
    at.terminal.tap(person, kinds, fumibako_tests::at_terminal::US, now).unwrap().unwrap();
    at.until("told at reception", |at| today(at).len() > before);
    today(at).remove(0)
}

fn view(arrival: &Value, view: &str) -> bool {
    let consents = arrival["consents"].as_array().unwrap();
    consents.iter().any(|consent| consent["view"] == view && consent["open"] == true)
}

#[test]
fn a_tap_makes_a_patient_who_is_recognized_the_next_time() {
    let mut at = AtTerminal::new(11);
    let arrival = tap(&mut at, "P1", &["YZK"]);
    assert_eq!((&arrival["state"], &arrival["source"]), (&json!("new"), &json!("face")));
    assert_eq!(
        (&arrival["told"]["kana"], &arrival["validity"]),
        (&json!("ウメハラ ショウヘイ"), &json!("valid"))
    );
    assert!(view(&arrival, "drugs") && !view(&arrival, "checkup"));

    let register = json!({ "eligibility_id": arrival["id"], "form": null });
    let made = at.desk.ask("reception_register", register.clone());
    assert_eq!(made["patient"]["form"]["insurance"]["branch"], "01");
    at.desk.refuses("reception_register", register, Code::Stale);
    let row = today(&at).remove(0);
    assert_eq!((&row["state"], &row["matched_by"]), (&json!("matched"), &json!("registered")));
    assert_eq!(row["differences"], json!([]));

    let again = tap(&mut at, "P1", &[]);
    assert_eq!((&again["state"], &again["matched_by"]), (&json!("matched"), &json!("insurance")));
    assert_eq!(again["patient"]["id"], made["patient"]["row"]["id"]);
    let history = at.desk.ask("eligibility_history", json!({ "id": again["patient"]["id"] }));
    assert_eq!(history.as_array().unwrap().len(), 2);
    // What was agreed to earlier today still holds; the second card said nothing about it.
    let may = at.desk.ask("view_may", json!({ "id": again["patient"]["id"] }));
    assert!(may.as_array().unwrap().iter().any(|consent| consent["view"] == "drugs"));

    // Registered with the insurers, the number is told by the card.
    at.desk.ask("reference_number_ask", json!({ "id": again["id"] }));
    at.desk.ask("reference_number_ask", json!({ "id": again["id"] }));
    let asked = at.desk.ask("reception_today", json!({ "day": null }))["asked"].clone();
    assert_eq!(asked.as_array().unwrap().len(), 1, "a second press asks nothing twice");
    at.until("registered", |at| today(at)[0]["reference"]["registered"] == true);
    let third = tap(&mut at, "P1", &[]);
    assert_eq!(third["matched_by"], "reference");
}

#[test]
fn a_mark_in_the_name_is_typed_by_a_person_and_never_replaces_what_was_typed() {
    let mut at = AtTerminal::new(12);
    at.terminal.faults.on(Fault::MaruKanji, None, 100);
    let arrival = tap(&mut at, "P2", &[]);
    assert_eq!((&arrival["told"]["name"], &arrival["told"]["marked"]), (&json!("●橋　花子"), &json!(true)));
    let mut form = at.desk.ask("reception_form", json!({ "id": arrival["id"] }));
    assert_eq!(form["name"], "");
    at.desk.refuses(
        "reception_register",
        json!({ "eligibility_id": arrival["id"], "form": null }),
        Code::Rejected,
    );
    form["name"] = json!("●橋 花子");
    let marked = json!({ "eligibility_id": arrival["id"], "form": form });
    at.desk.refuses("reception_register", marked, Code::Rejected);
    form["name"] = json!("髙橋 花子");
    at.desk.ask("reception_register", json!({ "eligibility_id": arrival["id"], "form": form }));
    let again = tap(&mut at, "P2", &[]);
    assert_eq!((&again["state"], &again["differences"]), (&json!("matched"), &json!([])));
    assert_eq!(again["patient"]["name"], "髙橋 花子");
}

#[test]
fn twins_are_told_apart_or_a_person_is_asked() {
    let mut at = AtTerminal::new(13);
    let first = tap(&mut at, "P3", &[]);
    at.desk.ask("reception_register", json!({ "eligibility_id": first["id"], "form": null }));
    let second = tap(&mut at, "P4", &[]);
    assert_eq!((&second["state"], &second["twin"]), (&json!("proposed"), &json!(true)));
    let agreement = &second["proposals"][0]["agreement"];
    assert_eq!(
        (&agreement["card"], &agreement["branch"], &agreement["name"]),
        (&json!("same"), &json!("differs"), &json!("differs"))
    );
    at.desk.ask("reception_register", json!({ "eligibility_id": second["id"], "form": null }));
    let again = tap(&mut at, "P4", &[]);
    assert_eq!((&again["state"], &again["twin"]), (&json!("matched"), &json!(true)));
    assert_eq!(again["patient"]["name"], "森野 葉");
}

#[test]
fn what_differs_is_taken_over_by_a_person_and_a_match_is_taken_back() {
    let mut at = AtTerminal::new(14);
    let form = sample("fully-coded").value["patient"].clone();
    at.is_insured_as("P1", &form);
    at.terminal.centre.people.iter_mut().find(|one| one.id == "P1").unwrap().birth_date =
        "19490803".to_owned();
    let id = patient(&at.desk, "fully-coded");
    at.terminal.centre.people.iter_mut().find(|one| one.id == "P1").unwrap().branch = "07".to_owned();
    let arrival = tap(&mut at, "P1", &[]);
    assert_eq!(
        (&arrival["state"], &arrival["proposals"][0]["patient"]["id"]),
        (&json!("proposed"), &json!(id))
    );
    at.desk.ask("reception_match", json!({ "eligibility_id": arrival["id"], "patient_id": id }));
    let row = today(&at).remove(0);
    assert_eq!((&row["matched_by"], row["matched_who"] != ""), (&json!("person"), true));
    let fields: Vec<&str> =
        row["differences"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert!(fields.contains(&"insurance.branch") && fields.contains(&"address"), "{fields:?}");

    let before = at.desk.ask("patient_get", json!({ "id": id }));
    let adopt = |fields: &[&str]| json!({ "eligibility_id": row["id"], "fields": fields });
    at.desk.refuses("reception_adopt", adopt(&["kana"]), Code::Stale);
    let done = at.desk.ask("reception_adopt", adopt(&["insurance.branch"]));
    assert_eq!(done["patient"]["form"]["insurance"]["branch"], "07");
    assert_eq!(done["patient"]["form"]["address"], before["form"]["address"], "only what was chosen");
    let undo = json!({ "id": id, "version": done["patient"]["row"]["version"], "form": done["before"] });
    at.desk.ask("patient_save", undo);
    assert_eq!(at.desk.ask("patient_get", json!({ "id": id }))["form"], before["form"]);

    at.desk.ask("reception_unmatch", json!({ "id": row["id"] }));
    assert_eq!(today(&at)[0]["state"], "proposed");
    at.desk.refuses("reception_adopt", adopt(&["address"]), Code::Stale);
    at.desk.ask("reception_dismiss", json!({ "eligibility_id": row["id"], "dismissed": true }));
    assert_eq!(today(&at)[0]["state"], "dismissed");
}

#[test]
fn an_insurance_read_off_a_paper_is_asked_about_and_a_wrong_one_is_refused_at_its_field() {
    let mut at = AtTerminal::new(15);
    let key = |number: &str, born: &str| {
        json!({
            "insurer_number": "138057", "symbol": "文箱１２", "number": number, "branch": "01",
            "birth_date": born, "limits": false,
        })
    };
    let error = at.desk.refuses("eligibility_ask_key", key("", "S33.7.11"), Code::Rejected);
    assert!(error.findings.iter().any(|finding| finding.path == "number"));
    let error = at.desk.refuses("eligibility_ask_key", key("3456", ""), Code::Rejected);
    assert!(error.findings.iter().any(|finding| finding.path == "birth_date"));
    at.desk.ask("eligibility_ask_key", key("3456", "S33.7.11"));
    at.until("told", |at| !today(at).is_empty());
    let row = today(&at).remove(0);
    assert_eq!(
        (&row["source"], &row["validity"], &row["state"]),
        (&json!("check"), &json!("valid"), &json!("new"))
    );
    at.desk.ask("eligibility_ask_key", key("9999", "S33.7.11"));
    at.until("told", |at| today(at).len() > 1);
    let row = today(&at).remove(0);
    assert_eq!((&row["validity"], &row["told"]["name"]), (&json!("none"), &json!("")));
}

/// Registers whoever is told about, as told.
fn register(at: &AtTerminal, arrival: &Value) -> Value {
    at.desk.ask("reception_register", json!({ "eligibility_id": arrival["id"], "form": null }))
}

/// The row of one kind of insurance among those that a card told.
fn told(at: &AtTerminal, insurer_number: &str) -> Value {
    let rows = today(at).into_iter();
    rows.rev().find(|row| row["insurer"]["insurer_number"] == insurer_number).unwrap()
}

#[test]
fn a_card_with_assistance_beside_an_insurance_is_one_person() {
    let mut at = AtTerminal::new(21);
    tap(&mut at, "P7", &[]);
    assert_eq!(today(&at).len(), 2, "one row per record");
    let made = register(&at, &told(&at, "138057"));
    let form = &made["patient"]["form"];
    assert_eq!(
        (&form["insurance"]["number"], &form["public_payers"][0]["payer_number"]),
        (&json!("7788"), &json!("12131234"))
    );
    assert!(today(&at).iter().all(|row| row["state"] == "matched"), "both records are told of them");
    tap(&mut at, "P7", &[]);
    let rows = today(&at);
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert_eq!(row["patient"]["id"], made["patient"]["row"]["id"]);
        assert_eq!(row["differences"], json!([]));
    }
    // Taken back for one record, it is for both.
    let newest = today(&at).remove(0);
    at.desk.ask("reception_unmatch", json!({ "id": newest["id"] }));
    let states = |at: &AtTerminal| today(at).iter().filter(|row| row["state"] == "matched").count();
    assert_eq!(states(&at), 2);
    let patient = &made["patient"]["row"]["id"];
    at.desk.ask("reception_match", json!({ "eligibility_id": newest["id"], "patient_id": patient }));
    assert_eq!(states(&at), 4);
}

#[test]
fn other_spelling_and_padding_are_the_same_person() {
    let mut at = AtTerminal::new(22);
    let first = tap(&mut at, "P1", &[]);
    register(&at, &first);
    at.terminal.faults.on(Fault::SmallKanaEnlarged, None, 100);
    at.terminal.faults.on(Fault::ZeroPadded, None, 100);
    at.terminal.faults.on(Fault::NoAddress, None, 100);
    let again = tap(&mut at, "P1", &[]);
    assert_eq!((&again["matched_by"], &again["differences"]), (&json!("insurance"), &json!([])));
}

#[test]
fn a_namesake_of_the_same_day_and_another_branch_ask() {
    let mut at = AtTerminal::new(23);
    let first = tap(&mut at, "P1", &[]);
    register(&at, &first);
    let namesake = tap(&mut at, "P17", &[]);
    assert_eq!(namesake["state"], "proposed", "name and birth date alone are not certain");
    at.terminal.faults.on(Fault::BranchMismatch, None, 100);
    let branch = tap(&mut at, "P1", &[]);
    assert_eq!(branch["state"], "proposed");
    assert_eq!(branch["patient"], json!(null));
    let differences = branch["proposals"][0]["differences"].as_array().unwrap();
    assert!(differences.iter().any(|one| one["field"] == "insurance.branch"), "{differences:?}");
}

#[test]
fn a_crowd_at_the_reader_is_told_once_each() {
    use domain::clock::Clock;
    let mut at = AtTerminal::new(24);
    let now = at.clinic.clock.now();
    let people: Vec<String> = (1..=18).filter(|n| ![7, 8, 10].contains(n)).map(|n| format!("P{n}")).collect();
    for person in people.iter().chain(&people) {
        at.terminal.tap(person, &[], fumibako_tests::at_terminal::US, now).unwrap().unwrap();
    }
    // Whose new insurance alone is told comes without a record.
    at.work(60);
    let rows = today(&at);
    let names: std::collections::BTreeSet<String> =
        rows.iter().map(|row| format!("{} {}", row["told"]["name"], row["insurer"]["number"])).collect();
    let expected = people.len() - 1;
    assert_eq!((rows.len(), names.len()), (2 * expected, expected), "{names:?}");
    at.work(20);
    assert_eq!(today(&at).len(), rows.len(), "nothing is read twice");
}

#[test]
fn a_question_about_a_patient_is_answered_for_that_patient() {
    let mut at = AtTerminal::new(25);
    let known = tap(&mut at, "P1", &[]);
    let patient = register(&at, &known)["patient"]["row"]["id"].clone();
    let history = |at: &AtTerminal| {
        at.desk.ask("eligibility_history", json!({ "id": patient })).as_array().unwrap().clone()
    };
    at.terminal.centre.people.iter_mut().find(|one| one.id == "P1").unwrap().number = "9999".to_owned();
    at.desk.ask("eligibility_ask", json!({ "id": patient }));
    at.until("answered", |at| history(at).len() == 2);
    let row = history(&at)[0].clone();
    assert_eq!((&row["validity"], &row["matched_by"]), (&json!("none"), &json!("asked")));
    let form = at.desk.ask("patient_get", json!({ "id": patient }))["form"].clone();
    assert_eq!(form["insurance"]["number"], "3456", "an answer changes no record");
}

#[test]
fn several_patients_who_are_to_come_are_asked_about_at_once() {
    let mut at = AtTerminal::new(16);
    let mut patients = Vec::new();
    for person in ["P1", "P5"] {
        let arrival = tap(&mut at, person, &[]);
        let made =
            at.desk.ask("reception_register", json!({ "eligibility_id": arrival["id"], "form": null }));
        patients.push(made["patient"]["row"]["id"].clone());
    }
    let bulk = |day: &str| json!({ "patients": patients, "day": day });
    at.desk.refuses("bulk_ask", bulk("R1.5.1"), Code::Rejected);
    at.desk.ask("bulk_ask", bulk("今日"));
    let list = |at: &AtTerminal| at.desk.ask("bulk_list", json!({})).as_array().unwrap().clone();
    assert_eq!((list(&at).len(), &list(&at)[0]["patients"]), (1, &json!(2)));
    at.until("the list went up", |at| !list(at)[0]["next"].is_null());
    at.pass(60 * 60);
    at.until("answered", |at| list(at)[0]["answered"] == 2);
    let rows = today(&at);
    let told = rows.iter().filter(|row| row["source"] == "bulk");
    assert!(told.clone().count() == 2 && told.clone().all(|row| row["state"] == "matched"));
}
