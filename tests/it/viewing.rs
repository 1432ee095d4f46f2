//! 閲覧: what a person lets us look at comes through the terminal, and rows of it go into the chart as 取込.

use fumibako::api::Code;
use fumibako_tests::{
    Calls,
    at_terminal::{AtTerminal, US},
};
use serde_json::{Value, json};

/// Somebody who tapped their card, agreed to these kinds and is a patient now.
fn patient(at: &mut AtTerminal, kinds: &[&str]) -> String {
    use domain::clock::Clock;
    let now = at.clinic.clock.now();
    at.terminal.tap("P1", kinds, US, now).unwrap().unwrap();
    let today = |at: &AtTerminal| at.desk.ask("reception_today", json!({ "day": null }))["arrivals"].clone();
    at.until("told", |at| !today(at).as_array().unwrap().is_empty());
    let register = json!({ "eligibility_id": today(at)[0]["id"], "form": null });
    let made = at.desk.ask("reception_register", register);
    made["patient"]["row"]["id"].as_str().unwrap().to_owned()
}

fn ask(id: &str, kind: &str, paper: bool) -> Value {
    json!({ "patient_id": id, "kind": kind, "from": "", "to": "", "paper": paper })
}

fn views(at: &AtTerminal, id: &str) -> Vec<Value> {
    at.desk.ask("views_of", json!({ "id": id })).as_array().unwrap().clone()
}

#[test]
fn drugs_are_read_once_each_and_taken_over_as_imported_until_a_doctor_confirms() {
    let mut at = AtTerminal::new(21);
    let id = patient(&mut at, &["YZK"]);
    at.desk.refuses("view_ask", ask(&id, "checkup", false), Code::Rejected);
    at.desk.ask("view_ask", ask(&id, "drugs", false));
    at.until("answered", |at| views(at, &id)[0]["there"] == true);
    let view = views(&at, &id).remove(0);
    let rows = view["rows"].as_array().unwrap();
    assert!(!rows.is_empty(), "{view}");
    let mut cells: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {}", row["cells"][0], row["cells"][1], row["cells"][5]))
        .collect();
    cells.sort();
    let all = cells.len();
    cells.dedup();
    assert_eq!(cells.len(), all, "each dispensing once");
    let taken = at.desk.ask("view_take", json!({ "id": view["id"], "items": [0] }));
    assert_eq!(taken["entries"][0]["kind"], "prescription");
    let chart = at.desk.ask("chart_get", json!({ "id": id }));
    let row = &chart["prescriptions"][0]["row"];
    assert_eq!((&row["source"], &row["title"]), (&json!("imported"), &rows[0]["cells"][1]));
    assert_eq!(views(&at, &id)[0]["rows"][0]["known"], true);
    at.desk.ask("entry_retract", taken["entries"][0].clone());
    assert_eq!(views(&at, &id)[0]["rows"][0]["known"], false);
}

#[test]
fn a_checkup_is_read_and_pages_are_opened() {
    let mut at = AtTerminal::new(22);
    let id = patient(&mut at, &["TKK", "YZK", "SRJ", "SHJ"]);
    at.desk.ask("view_ask", ask(&id, "checkup", false));
    at.until("answered", |at| views(at, &id)[0]["there"] == true);
    let view = views(&at, &id).remove(0);
    assert_eq!(view["heads"].as_array().unwrap().len(), 3);
    let taken = at.desk.ask("view_take", json!({ "id": view["id"], "items": [0] }));
    assert_eq!(taken["entries"][0]["kind"], "lab_result");
    at.desk.refuses("view_open", json!({ "id": view["id"] }), Code::NotFound);
    at.desk.ask("view_ask", ask(&id, "core6", true));
    at.until("answered", |at| views(at, &id)[0]["there"] == true);
    let pages = views(&at, &id).remove(0);
    assert_eq!((&pages["kind"], &pages["paper"]), (&json!("core6"), &json!(true)));
    let opened = at.desk.ask("view_open", json!({ "id": pages["id"] }));
    assert!(opened["pdf"].as_str().unwrap().starts_with("JVBER"), "a PDF");
    let history = at.desk.ask("patient_history", json!({ "id": id }));
    assert!(history.as_array().unwrap().iter().any(|row| row["action"] == "view_open"));
}

#[test]
fn when_the_consent_is_over_nothing_is_asked() {
    let mut at = AtTerminal::new(23);
    let id = patient(&mut at, &["YZK"]);
    at.pass(25 * 60 * 60);
    at.desk.refuses("view_ask", ask(&id, "drugs", false), Code::Rejected);
    assert!(views(&at, &id).is_empty());
}

#[test]
fn what_names_somebody_else_is_not_taken_over() {
    let mut at = AtTerminal::new(24);
    let id = patient(&mut at, &["YZK"]);
    at.terminal.centre.people.iter_mut().find(|one| one.id == "P1").unwrap().birth_date = "19600101".into();
    at.desk.ask("view_ask", ask(&id, "drugs", false));
    at.until("answered", |at| views(at, &id)[0]["there"] == true);
    let view = views(&at, &id).remove(0);
    assert_eq!(view["findings"][0]["rule"], "view.other-person");
    let error = at.desk.refuses("view_take", json!({ "id": view["id"], "items": [0] }), Code::Rejected);
    assert_eq!(error.findings[0].rule, "view.other-person");
    assert!(at.desk.ask("chart_get", json!({ "id": id }))["prescriptions"].as_array().unwrap().is_empty());
}
