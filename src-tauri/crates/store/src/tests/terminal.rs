//! What comes from the terminal and what goes to it.

use super::{
    people::{patient, saved},
    *,
};
use crate::{
    Write,
    document::{Bundle, Frozen, Summary},
    eligibility::EligibilityTold,
    inbox::{NewArrival, Settlement},
    migrate,
    outbox::{OutboxSubject, ReportRef, Said},
    patient::Seen,
    request::{Intention, NewRequest, RequestOutcome},
    transmission::{NewTransmission, SentKey},
};
use domain::{
    core6::sharing::{ReportKey, ReportKind},
    document::DocumentKind,
    eligibility::{EligibilitySource, MatchedBy, Validity},
    id::{DocumentId, InboxId, OutboxId, PatientId, RequestId},
    outbox::{Hold, OutboxAction, OutboxState, ReadConsent, ServiceStatus},
    patient::Sex,
    terminal::{ArrivalState, RequestState, RequestVerdict},
};
use jiff::{SignedDuration, civil::date};

fn arrival<'a>(name: &'a str, bytes: &'a [u8]) -> NewArrival<'a> {
    NewArrival { folder: "face", name, bytes, modified: None, whole: true }
}

fn told(name: &str) -> EligibilityTold {
    EligibilityTold {
        source: EligibilitySource::Face,
        told_at: "2026-11-22T00:00:00Z".parse().unwrap(),
        day: date(2026, 11, 22),
        validity: Validity::Valid,
        insurer_number: "990011".into(),
        card_symbol: "みほん".into(),
        card_number: "1234567".into(),
        branch: Some("01".into()),
        birth_date: Some(date(1980, 4, 5)),
        name: name.into(),
        kana: "ﾀｶﾊｼ ﾊﾅｺ".into(),
        sex: Sex::Female,
        reference_number: String::new(),
        card_class: "01".into(),
        details: "{}".into(),
    }
}

fn intention(n: u32) -> Intention {
    Intention {
        suffix: format!("20261122{n}"),
        file_name: format!("OQSsiquc01req_20261122{n}.xml"),
        file_identifier: format!("id-{n}"),
        temp_name: format!(".fumibako-{n}.tmp"),
        sha256: "00".into(),
    }
}

fn plan(store: &Store, patient: Option<PatientId>, outbox: Option<OutboxId>) -> RequestId {
    let new = NewRequest {
        message: "eligibility_check",
        priority: 1,
        registration: false,
        patient,
        outbox,
        subject: "{}",
        not_before: None,
    };
    store.write(&program("plan"), |w| w.request_plan(&new)).unwrap()
}

#[test]
fn what_comes_is_kept_once_and_until_it_is_cleared() {
    let home = Home::new();
    let store = home.create().unwrap();
    let keep = |name, bytes: &'static [u8]| {
        store.write(&program("intake"), |w| w.inbox_keep(&arrival(name, bytes))).unwrap()
    };
    let first = keep("a.xml", b"<a/>");
    assert!(!first.known);
    let again = keep("a.xml", b"<a/>");
    assert_eq!((again.id, again.known), (first.id, true));
    assert!(!keep("a.xml", b"<b/>").known, "another file under the same name");
    let waiting = store.read(|r| r.inbox_waiting(9)).unwrap();
    assert_eq!(waiting.iter().map(|item| item.size).collect::<Vec<_>>(), [4, 4]);
    assert!(!format!("{waiting:?}").contains("a.xml"));
    let settle = Settlement {
        state: ArrivalState::SetAside,
        message: None,
        request: None,
        reason: Some("terminal.unknown_name"),
        findings: None,
    };
    store.write(&program("intake"), |w| w.inbox_settle(first.id, &settle)).unwrap();
    assert_eq!(store.read(|r| r.inbox_waiting(9)).unwrap().len(), 1);
    assert_eq!(store.read(|r| r.inbox_set_aside(9)).unwrap()[0].id, first.id);
    assert_eq!(store.read(|r| r.inbox_uncleared(9)).unwrap().len(), 1);
    store.write(&program("intake"), |w| w.inbox_cleared(first.id)).unwrap();
    assert_eq!(store.read(|r| r.inbox_uncleared(9)).unwrap(), []);
    assert_eq!(store.read(|r| r.inbox_bytes(first.id)).unwrap().unwrap(), b"<a/>");
    let nobody = InboxId::new(&*home.clock);
    let missing = store.write(&program("intake"), |w| w.inbox_settle(nobody, &settle));
    assert!(matches!(missing, Err(Error::NotFound)));
}

#[test]
fn one_holds_the_lease() {
    let home = Home::new();
    let store = home.create().unwrap();
    let take = |who| store.lease_take("relay", who, "受付のPC", SignedDuration::from_secs(30)).unwrap();
    let audited = store.read(|r| r.audit(Default::default(), 99)).unwrap().len();
    assert!(take("a") && take("a"));
    assert!(!take("b"));
    home.clock.set("2026-11-22T00:00:20Z");
    assert!(take("a"), "renewed");
    home.clock.set("2026-11-22T00:00:45Z");
    assert!(!take("b"), "the renewal counts");
    let lease = store.read(|r| r.lease("relay")).unwrap().unwrap();
    assert_eq!((lease.holder.as_str(), lease.since.to_string().as_str()), ("a", "2026-11-22T00:00:00Z"));
    home.clock.set("2026-11-22T00:00:51Z");
    assert!(take("b") && !take("a"));
    store.lease_give_back("relay", "a").unwrap();
    assert!(!take("a"), "only the holder gives back");
    store.lease_give_back("relay", "b").unwrap();
    assert!(take("a"));
    assert_eq!(store.read(|r| r.audit(Default::default(), 99)).unwrap().len(), audited);
}

#[test]
fn a_request_lives_and_no_name_is_used_twice() {
    let home = Home::new();
    let store = home.create().unwrap();
    let id = plan(&store, None, None);
    let w = |f: &dyn Fn(&Write<'_>) -> Result<()>| store.write(&program("relay"), |w| f(w));
    w(&|w| w.request_intend(id, &intention(1))).unwrap();
    w(&|w| w.request_not_posted(id, "2026-11-22T00:01:00Z".parse().unwrap())).unwrap();
    let back = store.read(|r| r.request(id)).unwrap().unwrap();
    assert_eq!((back.state, back.attempts), (RequestState::Planned, 1));
    assert!(w(&|w| w.request_intend(id, &intention(1))).is_err(), "the name is given");
    w(&|w| w.request_intend(id, &intention(2))).unwrap();
    w(&|w| w.request_posted(id)).unwrap();
    assert!(matches!(w(&|w| w.request_not_posted(id, Timestamp::UNIX_EPOCH)), Err(Error::WrongState)));
    let unanswered = RequestOutcome::without_answer(RequestState::Unanswered);
    w(&|w| w.request_settle(id, &unanswered)).unwrap();
    let late = RequestOutcome {
        state: RequestState::Answered,
        verdict: Some(RequestVerdict::Done),
        code: None,
        said: Some("正常"),
        inbox: None,
    };
    w(&|w| w.request_settle(id, &late)).unwrap();
    assert!(matches!(w(&|w| w.request_settle(id, &unanswered)), Err(Error::WrongState)));
    for n in [1, 2] {
        let found = store.read(|r| r.request_by_name(&intention(n).file_name)).unwrap().unwrap();
        assert_eq!(found.id, id, "an answer under an earlier name is ours too");
    }
    assert_eq!(store.read(|r| r.request_names(Timestamp::UNIX_EPOCH)).unwrap().len(), 2);
}

#[test]
fn numbers_of_a_day_only_rise() {
    let home = Home::new();
    let store = home.create().unwrap();
    let next = |day, base| store.suffix_next(day, base).unwrap();
    let day = date(2026, 11, 22);
    assert_eq!([next(day, 5000), next(day, 5000), next(day, 7000), next(day, 100)], [5000, 5001, 7000, 7001]);
    assert_eq!(next(date(2026, 11, 23), 5000), 5000);
}

struct Letters {
    store: Store,
    patient: PatientId,
    letter: DocumentId,
}

impl Letters {
    fn new(home: &Home) -> Self {
        let store = home.create().unwrap();
        let patient = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
        let letter = DocumentId::new(&*home.clock);
        store
            .write(&program("document_create"), |w| {
                w.document_create(letter, DocumentKind::ReferralLetter, patient, "{}", &Summary::default())
            })
            .unwrap();
        Self { store, patient, letter }
    }

    fn finalize(&self, sending: Option<ReadConsent>) -> Option<OutboxId> {
        let version = self.store.read(|r| r.document(self.letter)).unwrap().unwrap().version;
        let done = self.store.write(&program("document_finalize"), |w| {
            let frozen = Frozen {
                body: "{}",
                summary: &Summary::default(),
                findings: "[]",
                pdf: b"%PDF",
                office_copy: b"%PDF",
                bundle: Some(Bundle { bytes: b"{\"frozen\":1}", profile: "1.12.0" }),
            };
            w.document_finalize(self.letter, version, frozen, sending)
        });
        done.unwrap().outbox
    }

    fn amend(&self) {
        let version = self.store.read(|r| r.document(self.letter)).unwrap().unwrap().version;
        self.store
            .write(&program("document_amend"), |w| w.document_amend(self.letter, version, "訂正", "{}"))
            .unwrap();
    }

    fn withdraw(&self) {
        let version = self.store.read(|r| r.document(self.letter)).unwrap().unwrap().version;
        self.store
            .write(&program("document_withdraw"), |w| w.document_withdraw(self.letter, version, "取消"))
            .unwrap();
    }

    fn does<T>(&self, f: impl Fn(&Write<'_>) -> Result<T>) -> Result<T> {
        self.store.write(&program("relay"), f)
    }

    fn item(&self, id: OutboxId) -> crate::outbox::OutboxItem {
        self.store.read(|r| r.outbox_item(id)).unwrap().unwrap()
    }

    fn due(&self) -> Vec<OutboxId> {
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        let due = self.store.read(|r| r.outbox_due(now, 9)).unwrap();
        due.into_iter().map(|item| item.id).collect()
    }
}

#[test]
fn a_newer_version_waits_for_the_older_one() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let first = desk.finalize(Some(ReadConsent::Oral)).unwrap();
    assert_eq!((desk.due(), desk.item(first).consent), (vec![first], ReadConsent::Oral));
    desk.does(|w| w.outbox_posted(first)).unwrap();
    desk.amend();
    let second = desk.finalize(Some(ReadConsent::Later)).unwrap();
    assert_eq!(desk.item(second).after, Some(first));
    assert_eq!(desk.due(), []);
    desk.does(|w| w.outbox_settled(first, OutboxState::Unanswered, Said::default())).unwrap();
    assert_eq!(desk.due(), [], "what may be registered is waited for");
    desk.does(|w| w.outbox_settled(first, OutboxState::Accepted, Said::default())).unwrap();
    assert_eq!(desk.due(), [second]);
    desk.does(|w| w.outbox_hold(second, Hold::BranchUnknown, None)).unwrap();
    assert_eq!(desk.due(), []);
    assert_eq!(desk.store.read(|r| r.outbox_counts()).unwrap().held, 1);
    desk.does(|w| w.outbox_look_again(desk.patient)).unwrap();
    desk.does(|w| w.outbox_wait(second, "2026-11-22T00:00:05Z".parse().unwrap())).unwrap();
    assert_eq!((desk.due(), desk.item(second).attempts), (vec![], 1));
}

#[test]
fn what_went_is_cancelled_and_what_did_not_is_taken_back() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let first = desk.finalize(Some(ReadConsent::Later)).unwrap();
    desk.withdraw();
    assert_eq!(desk.item(first).state, OutboxState::Withdrawn);
    assert_eq!(desk.store.read(|r| r.outbox(None, 9)).unwrap().len(), 1, "nothing to cancel");

    let home = Home::new();
    let desk = Letters::new(&home);
    let first = desk.finalize(Some(ReadConsent::Later)).unwrap();
    desk.does(|w| w.outbox_posted(first)).unwrap();
    desk.withdraw();
    let all = desk.store.read(|r| r.outbox_of(desk.letter)).unwrap();
    let cancel = all.iter().find(|item| item.action == OutboxAction::Cancel).unwrap();
    assert_eq!((cancel.after, cancel.document()), (Some(first), Some((desk.letter, 1))));
    assert_eq!(desk.due(), []);
    desk.does(|w| w.outbox_settled(first, OutboxState::Accepted, Said::default())).unwrap();
    assert_eq!(desk.due(), [cancel.id]);
}

#[test]
fn a_person_sends_again_only_what_is_known_not_to_be_there() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let item = desk.finalize(Some(ReadConsent::Later)).unwrap();
    desk.does(|w| w.outbox_posted(item)).unwrap();
    desk.does(|w| w.outbox_settled(item, OutboxState::Unanswered, Said::default())).unwrap();
    let version = desk.item(item).version;
    assert!(matches!(desk.does(|w| w.outbox_again(item, version)), Err(Error::WrongState)));
    desk.does(|w| w.outbox_absent(item)).unwrap();
    assert!(matches!(desk.does(|w| w.outbox_again(item, version)), Err(Error::Stale)));
    desk.does(|w| w.outbox_again(item, version + 1)).unwrap();
    let again = desk.item(item);
    assert_eq!((again.state, again.absent, again.attempts), (OutboxState::Ready, false, 0));
    let consent = |version| desk.does(|w| w.outbox_consent(item, version, ReadConsent::Oral));
    let version = consent(again.version).unwrap();
    desk.does(|w| w.outbox_posted(item)).unwrap();
    assert!(matches!(consent(version + 1), Err(Error::WrongState)));
    let said =
        Said {
            code: Some("CISXV001E"), said: Some("記録されていません"), place: Some("Bundle.entry[0]")
        };
    desk.does(|w| w.outbox_settled(item, OutboxState::Refused, said)).unwrap();
    let refused = desk.item(item);
    assert_eq!((refused.code.as_deref(), refused.place.as_deref()), (said.code, said.place));
    desk.does(|w| w.outbox_service(item, ServiceStatus::Taken)).unwrap();
    assert_eq!(desk.item(item).service.unwrap().0, ServiceStatus::Taken);
    desk.does(|w| w.outbox_withdraw(item, refused.version)).unwrap();
    let fresh = desk.does(|w| w.outbox_add_document(desk.letter, 1, ReadConsent::Oral)).unwrap();
    let twice = desk.does(|w| w.outbox_add_document(desk.letter, 1, ReadConsent::Oral));
    assert_eq!(desk.due(), [fresh]);
    assert!(matches!(twice, Err(Error::WrongState)));
}

/// Plans a registration for an item.
fn registering(desk: &Letters, item: OutboxId) -> RequestId {
    let new = NewRequest {
        message: "document_register",
        priority: 1,
        registration: true,
        patient: Some(desk.patient),
        outbox: Some(item),
        subject: "{}",
        not_before: None,
    };
    desk.does(|w| w.request_plan(&new)).unwrap()
}

#[test]
fn what_is_taken_back_is_not_posted_any_more() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let state = |id| desk.store.read(|r| r.request(id)).unwrap().unwrap().state;
    // By a person, and by a newer version.
    let first = desk.finalize(Some(ReadConsent::Later)).unwrap();
    let planned = registering(&desk, first);
    let inquiry = plan(&desk.store, Some(desk.patient), Some(first));
    desk.does(|w| w.outbox_withdraw(first, 1)).unwrap();
    assert_eq!((state(planned), state(inquiry)), (RequestState::Withdrawn, RequestState::Planned));
    desk.amend();
    let second = desk.finalize(Some(ReadConsent::Later)).unwrap();
    let planned = registering(&desk, second);
    desk.amend();
    let third = desk.finalize(Some(ReadConsent::Later)).unwrap();
    assert_eq!(desk.item(second).state, OutboxState::Withdrawn);
    assert_eq!(state(planned), RequestState::Withdrawn);
    assert_eq!(desk.due(), [third]);
    // Its file may lie in the folder already, although the mark is not made: it counts as posted.
    let under_way = registering(&desk, third);
    desk.does(|w| w.request_intend(under_way, &intention(9))).unwrap();
    let version = desk.item(third).version;
    assert!(matches!(desk.does(|w| w.outbox_withdraw(third, version)), Err(Error::WrongState)));
    assert_eq!(desk.item(third).state, OutboxState::Ready, "nothing was changed by the attempt");
    desk.withdraw();
    assert_eq!((desk.item(third).state, state(under_way)), (OutboxState::Posted, RequestState::Intended));
    let all = desk.store.read(|r| r.outbox_of(desk.letter)).unwrap();
    let cancel = all.iter().find(|item| item.action == OutboxAction::Cancel).unwrap();
    assert_eq!(cancel.after, Some(third));
    assert_eq!(desk.due(), [], "the cancellation waits for what it cancels");
    desk.does(|w| w.request_posted(under_way)).unwrap();
    desk.does(|w| w.outbox_settled(third, OutboxState::Accepted, Said::default())).unwrap();
    assert_eq!(desk.due(), [cancel.id]);
}

#[test]
fn not_to_be_sent_is_not_put_here() {
    let home = Home::new();
    let desk = Letters::new(&home);
    assert_eq!(desk.finalize(None), None);
    assert_eq!(desk.store.read(|r| r.outbox_newest(9)).unwrap(), []);
}

#[test]
fn report_units_follow_each_other() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let report = ReportRef {
        unit: "abc".into(),
        key: ReportKey { kind: ReportKind::Results, sampled: Some(date(2026, 11, 20)) },
        number: "1319999991^2026^abc".into(),
        fingerprint: "f".into(),
        person: ("urn:oid:1".into(), "990011".into()),
    };
    let add = |action| desk.does(|w| w.outbox_add_report(desk.patient, action, &report)).unwrap();
    let first = add(OutboxAction::Register);
    let second = add(OutboxAction::Register);
    assert_eq!(desk.item(first).state, OutboxState::Withdrawn, "the newer one says more");
    assert_eq!(desk.item(second).subject, OutboxSubject::Report(report.clone()));
    desk.does(|w| w.outbox_posted(second)).unwrap();
    let third = add(OutboxAction::Cancel);
    assert_eq!(desk.item(third).after, Some(second));
    desk.does(|w| w.outbox_settled(second, OutboxState::Unanswered, Said::default())).unwrap();
    let version = desk.item(second).version;
    desk.does(|w| w.outbox_again(second, version)).unwrap();
    assert_eq!(desk.due(), [second]);
    assert_eq!(desk.store.read(|r| r.outbox_of_patient(desk.patient)).unwrap().len(), 3);
}

#[test]
fn what_is_sent_stands_beside_what_is_frozen() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let item = desk.finalize(Some(ReadConsent::Later)).unwrap();
    let key = SentKey {
        insurer_number: "990011".into(),
        card_symbol: "みほん".into(),
        card_number: "1".into(),
        branch: None,
        birth_date: date(1950, 1, 1),
    };
    let add = |bytes: Option<&'static [u8]>| {
        let new = NewTransmission { identifier: "1^2026^1", bytes, eligibility: None, key: &key };
        desk.does(|w| w.transmission_add(item, &new)).unwrap()
    };
    assert_eq!((add(None), add(Some(b"{\"anew\":1}"))), (0, 1));
    let bytes = |place| desk.store.read(|r| r.transmission_bytes(item, place)).unwrap().unwrap();
    assert_eq!(bytes(0), b"{\"frozen\":1}");
    assert_eq!(bytes(1), b"{\"anew\":1}");
    let all = desk.store.read(|r| r.transmissions(item)).unwrap();
    assert!(all[0].sha256.is_none() && all[1].sha256.is_some() && all[1].key == key);
}

#[test]
fn answers_are_somebodys_and_follow_mergings() {
    let home = Home::new();
    let desk = Letters::new(&home);
    let store = &desk.store;
    let kept = store.write(&program("intake"), |w| w.inbox_keep(&arrival("f.xml", b"<f/>"))).unwrap();
    let add = |place| {
        let told = told("●橋　花子");
        store.write(&program("intake"), |w| w.eligibility_add(kept.id, place, None, &told)).unwrap()
    };
    let (one, other) = (add(0), add(1));
    assert!(
        store.write(&program("intake"), |w| w.eligibility_add(kept.id, 1, None, &told("x"))).is_err(),
        "a record is noted once"
    );
    let day = store.read(|r| r.eligibility_of_day(date(2026, 11, 22))).unwrap();
    assert_eq!(day.iter().map(|row| row.id).collect::<Vec<_>>(), [other, one]);
    store.write(&program("match"), |w| w.eligibility_match(one, desk.patient, MatchedBy::Insurance)).unwrap();
    let request = plan(store, Some(desk.patient), None);
    desk.finalize(Some(ReadConsent::Later)).unwrap();
    let into = saved(store, patient("2", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    let from = store.read(|r| r.patient(desk.patient)).unwrap().unwrap();
    let seen = |patient: &domain::patient::Patient| Seen { id: patient.id, version: patient.version };
    let merge = store.write(&program("merge"), |w| w.patient_merge(seen(&from), seen(&into))).unwrap();
    let of = |id| {
        store
            .read(|r| {
                Ok((
                    r.eligibility_newest(id)?.map(|row| row.id),
                    r.requests_of_patient(id, 9)?.first().map(|row| row.id),
                    r.outbox_of_patient(id)?.len(),
                ))
            })
            .unwrap()
    };
    assert_eq!(of(into.id), (Some(one), Some(request), 1));
    let refused = store.write(&program("match"), |w| w.eligibility_match(other, from.id, MatchedBy::Person));
    assert!(matches!(refused, Err(Error::WrongState)), "a record that was merged away is nobody");
    store.write(&program("unmerge"), |w| w.patient_unmerge(merge)).unwrap();
    assert_eq!(of(from.id), (Some(one), Some(request), 1));
    assert_eq!(of(into.id), (None, None, 0));
    store.write(&program("match"), |w| w.eligibility_unmatch(one)).unwrap();
    store.write(&program("dismiss"), |w| w.eligibility_dismiss(one, true)).unwrap();
    let row = store.read(|r| r.eligibility(one)).unwrap().unwrap();
    assert!(row.matched.is_none() && row.dismissed_at.is_some());
}

#[test]
fn families_and_namesakes_are_found_for_matching() {
    let home = Home::new();
    let store = home.create().unwrap();
    let mut one = patient("1", "高橋 花子", "タカハシ ハナコ", "1980-04-05");
    one.insurance = Some(domain::patient::Insurance {
        insurer_number: "990011".into(),
        symbol: "みほん".into(),
        number: "1234567".into(),
        branch: domain::patient::Branch::Number("01".into()),
    });
    let one = saved(&store, one);
    let found = store.read(|r| r.patients_by_insurance("990011", "1234567")).unwrap();
    assert!(found == [one.clone()]);
    assert!(store.read(|r| r.patients_born(date(1980, 4, 5))).unwrap() == [one]);
    assert!(store.read(|r| r.patients_born(date(1980, 4, 6))).unwrap().is_empty());
}

/// What waited before this schema still waits, in its order.
#[test]
fn the_older_outbox_is_taken_over() {
    let db = rusqlite::Connection::open_in_memory().unwrap();
    let now = "2026-11-22T00:00:00Z".parse().unwrap();
    let at = migrate::MIGRATIONS.iter().position(|one| one.name == "0010_terminal").unwrap();
    migrate::run(&db, &migrate::MIGRATIONS[..at], now).unwrap();
    db.execute_batch(
        "insert into patient values ('p', 1, '1', '', '', '', '', '1950-01-01', 'female', '', '', '', '', null, null,
           null, null, null, null, 't', 't');
         insert into document (id, kind, patient_id, state, version, versions, receiver_name, created_at, created_by,
           updated_at) values ('d', 'referral_letter', 'p', 'final', 2, 2, '', 't', 'program', 't');
         insert into document_version (document_id, number, body, receiver_name, finalized_at, finalized_by, findings)
           values ('d', 1, '', '', 't', 'program', '[]'), ('d', 2, '', '', 't', 'program', '[]');
         insert into outbox values ('a', 'd', 1, 'withdrawn', 2, 't', 't'), ('b', 'd', 2, 'ready', 1, 't', 't');",
    )
    .unwrap();
    migrate::run(&db, migrate::MIGRATIONS, now).unwrap();
    let mut statement =
        db.prepare("select id, seq, action, patient_id, state, consent from outbox order by seq").unwrap();
    let rows: Vec<(String, u32, String, String, String, String)> = statement
        .query_map((), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)))
        .unwrap()
        .collect::<std::result::Result<_, _>>()
        .unwrap();
    let row = |id: &str, seq, state: &str| {
        (id.into(), seq, "register".into(), "p".into(), state.into(), "later".into())
    };
    assert_eq!(rows, [row("a", 1, "withdrawn"), row("b", 2, "ready")]);
}
