//! The terminal's day: letters leave by themselves, wait where they must, and are never sent twice.

use crate::flow;
use fumibako_tests::{Calls, at_terminal::AtTerminal, fonts_are_there, sample};
use serde_json::{Value, json};
use terminal_sim::Fault;

const P: &str = "P1";
/// The birth date of the sample's patient.
const BORN: &str = "19490803";

/// A patient of the sample whom the terminal knows, and their letter, finalized and to be sent.
pub(crate) fn letter(at: &mut AtTerminal, name: &str) -> (String, Value) {
    let form = sample(name).value["patient"].clone();
    at.is_insured_as(P, &form);
    at.terminal.centre.people.iter_mut().find(|one| one.id == P).unwrap().birth_date = BORN.to_owned();
    let patient = flow::patient(&at.desk, name);
    let fixed = finalize(at, &patient, name);
    (patient, fixed)
}

fn finalize(at: &AtTerminal, patient: &str, name: &str) -> Value {
    let draft = flow::draft(&at.desk, patient, name);
    at.desk.ask("letter_finalize", flow::by_wire(&draft))
}

pub(crate) fn registered(at: &AtTerminal) -> Vec<u32> {
    at.terminal.centre.documents.values().map(|one| one.times).collect()
}

#[test]
fn a_letter_leaves_by_itself_and_once() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(1);
    letter(&mut at, "fully-coded");
    at.until("accepted", |at| at.states() == ["accepted"]);
    assert_eq!(registered(&at), [1]);
    assert_eq!(at.outbox()[0]["service_status"], "withheld");
    at.work(20);
    assert_eq!(registered(&at), [1], "and not again");
}

#[test]
fn pulled_plug_and_plugged_in_again() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(2);
    let (patient, _) = letter(&mut at, "fully-coded");
    at.until("accepted", |at| at.states() == ["accepted"]);
    let root = at.root();
    let away = root.with_file_name("unplugged");
    std::fs::rename(&root, &away).unwrap();
    finalize(&at, &patient, "fully-coded");
    for _ in 0..10 {
        at.pass(1);
        assert!(!at.step().troubles.is_empty());
    }
    assert_eq!(at.states(), ["ready", "accepted"]);
    let state = at.desk.ask("terminal_state", Value::Null);
    assert_eq!(state["lamp"], "unreachable");
    std::fs::rename(&away, &root).unwrap();
    at.pass(60);
    at.until("accepted once", |at| at.states() == ["accepted", "accepted"]);
    assert_eq!(registered(&at), [1, 1]);
    assert_eq!(at.desk.ask("terminal_state", Value::Null)["lamp"], "connected");
}

#[test]
fn an_amended_letter_takes_the_place_of_the_first_and_a_withdrawn_one_is_cancelled() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(3);
    let (_, fixed) = letter(&mut at, "fully-coded");
    at.until("accepted", |at| at.states() == ["accepted"]);
    let amended = at.desk.ask("letter_amend", json!({ "id": fixed["row"]["id"], "reason": "日付の訂正" }));
    let again = at.desk.ask("letter_finalize", flow::by_wire(&amended));
    at.until("changed", |at| at.states() == ["accepted", "accepted"]);
    let log = at.desk.ask("terminal_log", json!({ "patient_id": null, "outbox_id": null }));
    let titles: Vec<&str> =
        log.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["文書の変更", "文書の登録", "資格確認"]);
    let open = at.desk.ask("letter_open", json!({ "id": again["row"]["id"] }));
    at.desk.ask("letter_withdraw", json!({ "id": open["row"]["id"], "reason": "患者の希望" }));
    at.until("cancelled", |at| at.states() == ["accepted", "accepted", "accepted"]);
    let live = at.terminal.centre.documents.values().filter(|one| one.status != "9").count();
    assert_eq!(live, 0);
}

#[test]
fn a_restart_between_any_two_steps_loses_nothing() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(4);
    letter(&mut at, "fully-coded");
    // A file is settled once it was seen twice, by the same relay.
    at.until("accepted", |at| {
        at.start();
        at.work(2);
        at.states() == ["accepted"]
    });
    assert_eq!(registered(&at), [1]);
}

#[test]
fn another_insurance_waits_for_a_person() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(5);
    let (patient, _) = letter(&mut at, "fully-coded");
    // The insurer knows 枝番 03 by now; the record says 02.
    at.terminal.centre.people.iter_mut().find(|one| one.id == P).unwrap().branch = "03".to_owned();
    at.until("held", |at| !at.outbox()[0]["hold"].is_null());
    let hold = at.outbox()[0]["hold"].clone();
    assert!(["eligibility_differs", "eligibility_invalid"].contains(&hold.as_str().unwrap()), "{hold}");
    assert_eq!(registered(&at), [0; 0]);
    // The record follows; the frozen letter stays, what is sent is written anew.
    let open = at.desk.ask("patient_get", json!({ "id": patient }));
    let mut form = open["form"].clone();
    form["insurance"]["branch"] = json!("03");
    at.desk.ask("patient_save", json!({ "id": patient, "version": open["row"]["version"], "form": form }));
    let row = at.outbox()[0].clone();
    at.desk.ask("outbox_again", json!({ "id": row["id"], "version": row["version"] }));
    at.until("accepted", |at| at.states() == ["accepted"]);
    assert_eq!(registered(&at), [1]);
}

#[test]
fn a_provisional_message_goes_to_no_real_terminal() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(6);
    letter(&mut at, "fully-coded");
    std::fs::remove_file(at.root().join("req").join(terminal::catalogue::SIMULATOR_MARK)).unwrap();
    at.until("held", |at| at.outbox()[0]["hold"] == "provisional");
    assert_eq!(registered(&at), [0; 0]);
}

#[test]
fn five_kinds_of_data_are_sent_and_unchanged_ones_stay() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(7);
    let (patient, _) = letter(&mut at, "fully-coded");
    at.desk.ask("reports_send", json!({ "id": patient }));
    at.until("all accepted", |at| {
        let states = at.states();
        states.len() > 1 && states.iter().all(|state| state == "accepted")
    });
    assert_eq!(at.terminal.centre.clinical.len() + 1, at.states().len());
    assert_eq!(at.desk.ask("reports_unsent", Value::Null), json!([]));
}

#[test]
fn an_answer_that_says_nothing_is_asked_about() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(8);
    at.terminal.faults.on(Fault::Processing2, Some("document_register"), 100);
    letter(&mut at, "fully-coded");
    at.until("unanswered", |at| at.states() == ["unanswered"]);
    at.terminal.faults.calm();
    at.until("settled", |at| at.outbox()[0]["state"] == "accepted" || at.outbox()[0]["absent"] == true);
    let times = registered(&at);
    assert!(times.iter().all(|times| *times == 1), "{times:?}");
}

#[test]
fn what_is_never_taken_waits_in_its_order() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(9);
    at.terminal.faults.on(Fault::NeverPickUp, Some("document_register"), 100);
    let (patient, _) = letter(&mut at, "fully-coded");
    finalize(&at, &patient, "fully-coded");
    at.until("posted", |at| at.states().contains(&"posted".to_owned()));
    at.pass(120);
    at.work(5);
    assert_eq!(at.states(), ["ready", "posted"], "letters of one patient keep their order");
    // Long after the time limit it lies there still: it cannot have been registered, and is not asked about.
    at.pass(700);
    at.work(5);
    assert_eq!(at.states(), ["ready", "posted"]);
    assert_eq!(registered(&at), [0; 0]);
}

#[test]
fn a_letter_that_is_taken_back_before_its_turn_is_not_sent() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(10);
    at.terminal.faults.on(Fault::LateResponse, Some("document_register"), 100);
    let (patient, _) = letter(&mut at, "fully-coded");
    at.until("posted", |at| at.states() == ["posted"]);
    // The second one is planned and waits behind the first one of the same patient.
    finalize(&at, &patient, "fully-coded");
    at.work(2);
    assert_eq!(at.states(), ["ready", "posted"]);
    let second = at.outbox()[0].clone();
    let seen = json!({ "id": second["id"], "version": second["version"] });
    at.desk.ask("outbox_withdraw", seen);
    at.until("the first one is accepted", |at| at.states() == ["withdrawn", "accepted"]);
    at.work(20);
    assert_eq!(at.states(), ["withdrawn", "accepted"]);
    assert_eq!(registered(&at), [1]);
}

#[test]
fn a_service_that_fails_says_nothing_about_an_insurance() {
    if !fonts_are_there() {
        return;
    }
    let mut at = AtTerminal::new(10);
    at.terminal.faults.on(Fault::Segment9, Some("eligibility_check"), 100);
    letter(&mut at, "fully-coded");
    at.until("answered", |at| {
        let log = at.desk.ask("terminal_log", json!({ "patient_id": null, "outbox_id": null }));
        log[0]["verdict"] == "failed"
    });
    at.work(3);
    assert_eq!((at.states(), &at.outbox()[0]["hold"]), (vec!["ready".to_owned()], &Value::Null));
    at.terminal.faults.calm();
    at.pass(61);
    at.until("accepted", |at| at.states() == ["accepted"]);
    assert_eq!(registered(&at), [1]);
}
