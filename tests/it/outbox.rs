//! 送信箱: what a person sees of what is sent, and what they may do about it.

use crate::flow::{at, by_wire, draft, patient};
use domain::outbox::{Hold, OutboxState};
use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, fonts_are_there};
use serde_json::{Value, json};
use store::{Audit, Who, Write, outbox::Said};

/// Lets the relay's part happen.
fn relay(desk: &Desk, act: impl Fn(&Write<'_>) -> store::Result<()>) {
    let clinic = desk.clinic().map_err(|error| error.to_string()).unwrap();
    clinic.store().write(&Audit::new(Who::Program, "relay"), act).unwrap();
}

fn list(desk: &Desk, document: &Value) -> Vec<Value> {
    let query = json!({ "state": null, "patient_id": null, "document_id": document["row"]["id"] });
    desk.ask("outbox_list", query).as_array().unwrap().clone()
}

fn may(item: &Value) -> Vec<&str> {
    item["may"].as_array().unwrap().iter().map(|deed| deed.as_str().unwrap()).collect()
}

fn seen(item: &Value) -> Value {
    json!({ "id": item["id"], "version": item["version"] })
}

#[test]
fn a_letter_for_paper_is_not_sent_until_a_person_says_so_and_is_taken_down_as_long_as_nobody_has_it() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let letter = desk.ask("letter_finalize", at(&draft(&desk, &id, "fully-coded")));
    assert_eq!(letter["row"]["outbox"], Value::Null);
    assert!(list(&desk, &letter).is_empty());

    let send = json!({ "document_id": letter["row"]["id"], "number": 1, "consent": "oral" });
    desk.ask("outbox_send", send.clone());
    desk.refuses("outbox_send", send, Code::Stale);
    let newer = json!({ "document_id": letter["row"]["id"], "number": 2, "consent": "oral" });
    desk.refuses("outbox_send", newer, Code::NotFound);
    let [item] = &list(&desk, &letter)[..] else { panic!("one item") };
    assert_eq!((&item["state"], &item["consent"]), (&json!("ready"), &json!("oral")));
    assert_eq!(item["patient"]["id"], id);
    assert!(item["receiver"].as_str().unwrap().starts_with(letter["row"]["receiver"].as_str().unwrap()));
    assert_eq!(may(item), ["consent", "withdraw"]);

    let change = json!({ "id": item["id"], "version": item["version"], "consent": "later" });
    desk.ask("outbox_consent", change.clone());
    desk.refuses("outbox_consent", change, Code::Stale);
    let [item] = &list(&desk, &letter)[..] else { panic!("one item") };
    assert_eq!(item["consent"], "later");
    desk.ask("outbox_withdraw", seen(item));
    desk.refuses("outbox_withdraw", seen(item), Code::Stale);
    let [item] = &list(&desk, &letter)[..] else { panic!("one item") };
    assert_eq!((&item["state"], may(item).len()), (&json!("withdrawn"), 0));
}

#[test]
fn what_a_person_may_do_follows_the_state_and_nothing_of_unknown_outcome_is_sent_again() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let letter = desk.ask("letter_finalize", by_wire(&draft(&desk, &id, "fully-coded")));
    let item = || list(&desk, &letter).remove(0);
    let store_id = domain::id::OutboxId::parse(item()["id"].as_str().unwrap()).unwrap();
    let counts = || desk.ask("outbox_counts", json!({}));
    assert_eq!(counts()["ready"], 1);

    relay(&desk, |w| w.outbox_hold(store_id, Hold::NoAddressee, None));
    assert_eq!((&item()["hold"], may(&item()).contains(&"again")), (&json!("no_addressee"), true));
    assert_eq!((&counts()["ready"], &counts()["held"]), (&json!(0), &json!(1)));
    desk.ask("outbox_again", seen(&item()));
    assert_eq!(item()["hold"], Value::Null);

    let soon = desk.clinic().map_err(|error| error.to_string()).unwrap().clock().now()
        + jiff::SignedDuration::from_secs(90);
    relay(&desk, |w| w.outbox_wait(store_id, soon));
    let next = item()["next_in"].as_i64().unwrap();
    assert!((80..=90).contains(&next), "{next}");

    relay(&desk, |w| w.outbox_posted(store_id).map(drop));
    assert!(may(&item()).is_empty());
    desk.refuses("outbox_withdraw", seen(&item()), Code::Stale);
    let refused =
        Said { code: Some("X1E"), said: Some("資格と合いません。"), place: Some("Coverage") };
    relay(&desk, |w| w.outbox_settled(store_id, OutboxState::Refused, refused).map(drop));
    assert_eq!((&item()["code"], &item()["said"]), (&json!("X1E"), &json!("資格と合いません。")));
    assert_eq!(may(&item()), ["again", "consent", "withdraw"]);

    desk.ask("outbox_again", seen(&item()));
    relay(&desk, |w| w.outbox_posted(store_id).map(drop));
    relay(&desk, |w| w.outbox_settled(store_id, OutboxState::Unanswered, Said::default()).map(drop));
    assert_eq!(may(&item()), ["status_ask"]);
    desk.refuses("outbox_again", seen(&item()), Code::Stale);
    relay(&desk, |w| w.outbox_absent(store_id));
    assert_eq!(may(&item()), ["again", "status_ask", "withdraw"]);

    let all = json!({ "state": null, "patient_id": null, "document_id": null });
    assert_eq!(desk.ask("outbox_list", all).as_array().unwrap().len(), 1);
    let unanswered = json!({ "state": "unanswered", "patient_id": id, "document_id": null });
    assert_eq!(desk.ask("outbox_list", unanswered).as_array().unwrap().len(), 1);
    let ready = json!({ "state": "ready", "patient_id": id, "document_id": null });
    assert_eq!(desk.ask("outbox_list", ready), json!([]));
}

#[test]
fn the_second_version_waits_for_the_first() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let first = desk.ask("letter_finalize", by_wire(&draft(&desk, &id, "fully-coded")));
    let item = list(&desk, &first).remove(0);
    let store_id = domain::id::OutboxId::parse(item["id"].as_str().unwrap()).unwrap();
    relay(&desk, |w| w.outbox_posted(store_id).map(drop));
    let amended = desk.ask("letter_amend", json!({ "id": first["row"]["id"], "reason": "誤字の訂正" }));
    let second = desk.ask("letter_finalize", by_wire(&amended));
    let newest = || list(&desk, &second).remove(0);
    assert_eq!((&newest()["number"], &newest()["waits"]), (&json!(2), &json!(true)));
    relay(&desk, |w| w.outbox_settled(store_id, OutboxState::Accepted, Said::default()).map(drop));
    assert_eq!(newest()["waits"], false);
}

#[test]
fn core6_that_changed_today_are_unsent_until_they_are_on_their_way() {
    let clinic = TempClinic::new();
    let (desk, _) = clinic.set_up();
    let id = patient(&desk, "fully-coded");
    let unsent = || desk.ask("reports_unsent", json!({}));
    let rows = unsent();
    let [row] = &rows.as_array().unwrap()[..] else { panic!("one patient: {rows}") };
    assert_eq!(row["patient"]["id"], id);
    let units = row["units"].as_i64().unwrap();
    assert!(units > 1, "{row}");

    desk.ask("reports_send", json!({ "id": id }));
    assert!(unsent().as_array().unwrap().iter().all(|row| row["units"] == 0));
    let query = json!({ "state": "ready", "patient_id": id, "document_id": null });
    let items = desk.ask("outbox_list", query.clone());
    assert_eq!(items.as_array().unwrap().len(), usize::try_from(units).unwrap());
    for item in items.as_array().unwrap() {
        assert_eq!((&item["kind"], &item["consent"]), (&json!("report"), &Value::Null));
        assert_eq!(may(item), ["withdraw"]);
    }
    // Pressed again, nothing goes twice; taken down, it is unsent again.
    desk.ask("reports_send_all", json!({}));
    assert_eq!(desk.ask("outbox_list", query).as_array().unwrap().len(), usize::try_from(units).unwrap());
    desk.ask("outbox_withdraw", seen(&items[0]));
    assert_eq!(unsent()[0]["units"], 1);
}
