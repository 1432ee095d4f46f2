//! Documents from the first draft to withdrawal, and what waits to be sent.

use super::{
    people::{patient, saved},
    *,
};
use crate::{
    Topic,
    document::{Bundle, FileKind, Finalized, Frozen, Summary},
};
use domain::{
    document::{DocumentKind, DocumentState, IssueWay},
    id::{DocumentId, PatientId},
    institution::InstitutionCode,
    outbox::{OutboxState, ReadConsent},
};
use jiff::civil::date;

const KIND: DocumentKind = DocumentKind::ReferralLetter;

fn to(name: &str, code: Option<&str>) -> Summary {
    Summary {
        dated: Some(date(2026, 11, 22)),
        receiver_code: code.and_then(InstitutionCode::parse),
        receiver_name: name.to_owned(),
    }
}

struct Desk {
    store: Store,
    patient: PatientId,
    letter: DocumentId,
}

impl Desk {
    fn new(home: &Home) -> Self {
        let store = home.create().unwrap();
        let patient = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
        let letter = DocumentId::new(&*home.clock);
        let audit = program("document_create").patient(patient).document(letter);
        let made = store
            .write(&audit, |w| w.document_create(letter, KIND, patient, "{\"a\":1}", &to("見本病院", None)));
        assert_eq!(made.unwrap(), 1);
        Self { store, patient, letter }
    }

    fn finalize(&self, version: u32, bundle: Option<&[u8]>) -> Result<Finalized> {
        let summary = to("見本病院", Some("1319999991"));
        self.store.write(&program("document_finalize").document(self.letter), |w| {
            let bundle = bundle.map(|bytes| Bundle { bytes, profile: "1.12.0" });
            w.document_finalize(
                self.letter,
                version,
                Frozen {
                    body: "{\"a\":2}",
                    summary: &summary,
                    findings: "[]",
                    pdf: b"%PDF",
                    office_copy: b"%PDF copy",
                    bundle,
                },
                Some(ReadConsent::Later),
            )
        })
    }

    fn states(&self) -> Vec<(u32, OutboxState)> {
        let items = self.store.read(|r| r.outbox_of(self.letter)).unwrap();
        items.into_iter().map(|item| (item.document().unwrap().1, item.state)).collect()
    }
}

#[test]
fn a_letter_lives() {
    let home = Home::new();
    let desk = Desk::new(&home);
    let Desk { store, letter, .. } = &desk;
    let letter = *letter;
    let audit = program("document").document(letter);

    let saved = store.write(&audit, |w| w.document_save(letter, 1, "{\"a\":2}", &to("見本病院", None)));
    assert_eq!(saved.unwrap(), 2);
    let stale = store.write(&audit, |w| w.document_save(letter, 1, "{\"a\":3}", &to("", None)));
    assert!(matches!(stale, Err(Error::Stale)));
    assert_eq!(store.read(|r| r.document_draft(letter)).unwrap().unwrap().body, "{\"a\":2}");

    let first = desk.finalize(2, Some(b"{bundle 1}")).unwrap();
    assert_eq!((first.number, first.version), (1, 3));
    assert_eq!(desk.states(), [(1, OutboxState::Ready)]);
    assert_eq!(store.read(|r| r.document_draft(letter)).unwrap(), None);
    let one = store.read(|r| r.document(letter)).unwrap().unwrap();
    assert_eq!((one.state, one.versions, one.version), (DocumentState::Final, 1, 3));
    let bytes = |number, kind| store.read(|r| r.document_file(letter, number, kind)).unwrap();
    assert_eq!(bytes(1, FileKind::Pdf).as_deref(), Some(&b"%PDF"[..]));
    assert_eq!(bytes(1, FileKind::Bundle).as_deref(), Some(&b"{bundle 1}"[..]));
    assert!(matches!(desk.finalize(3, None), Err(Error::WrongState)));
    let refused = store.write(&audit, |w| w.document_save(letter, 3, "x", &to("", None)));
    assert!(matches!(refused, Err(Error::WrongState)));

    for way in [IssueWay::Printed, IssueWay::Fax] {
        store.write(&audit, |w| w.document_issue(letter, 1, way)).unwrap();
    }
    assert!(matches!(
        store.write(&audit, |w| w.document_issue(letter, 2, IssueWay::Fax)),
        Err(Error::NotFound)
    ));
    let ways: Vec<_> =
        store.read(|r| r.document_issues(letter)).unwrap().iter().map(|issue| issue.way).collect();
    assert_eq!(ways, [IssueWay::Printed, IssueWay::Fax]);
    let undo = |place| store.write(&audit, |w| w.document_issue_undo(letter, place));
    undo(1).unwrap();
    assert!(matches!(undo(1), Err(Error::NotFound)), "once");
    assert!(matches!(undo(2), Err(Error::NotFound)));
    let undone: Vec<_> = store
        .read(|r| r.document_issues(letter))
        .unwrap()
        .iter()
        .map(|issue| issue.undone.is_some())
        .collect();
    assert_eq!(undone, [false, true], "it stays readable");

    let version = store.write(&audit, |w| w.document_amend(letter, 3, "用量の誤り", "{\"a\":9}")).unwrap();
    let second = desk.finalize(version, Some(b"{bundle 2}")).unwrap();
    assert_eq!(second.number, 2);
    assert_eq!(desk.states(), [(1, OutboxState::Withdrawn), (2, OutboxState::Ready)]);
    let versions = store.read(|r| r.document_versions(letter)).unwrap();
    assert_eq!(versions[0].amend_reason.as_deref(), Some("用量の誤り"));
    assert_eq!(versions[1].amend_reason, None);
    assert_eq!(versions[1].profile.as_deref(), Some("1.12.0"));
    assert_eq!(versions[1].findings.as_deref(), Some("[]"));
    assert_eq!(bytes(1, FileKind::Bundle).as_deref(), Some(&b"{bundle 1}"[..]), "version 1 stays");

    store.write(&audit, |w| w.document_withdraw(letter, second.version, "患者取り違え")).unwrap();
    let taken = store.read(|r| r.document(letter)).unwrap().unwrap();
    assert_eq!(taken.state, DocumentState::Withdrawn);
    assert_eq!(taken.withdrawal.unwrap().reason, "患者取り違え");
    assert_eq!(desk.states()[1], (2, OutboxState::Withdrawn));
    assert!(matches!(
        store.write(&audit, |w| w.document_issue(letter, 2, IssueWay::Fax)),
        Err(Error::WrongState)
    ));
    assert_eq!(bytes(2, FileKind::Pdf).as_deref(), Some(&b"%PDF"[..]));
    let topics = store.changes_since(0).unwrap().topics;
    assert!(topics.contains(&Topic::Documents) && topics.contains(&Topic::Outbox));
}

#[test]
fn without_a_bundle_nothing_waits() {
    let home = Home::new();
    let desk = Desk::new(&home);
    let done = desk.finalize(1, None).unwrap();
    assert_eq!(done.outbox, None);
    assert_eq!(desk.states(), []);
    assert_eq!(desk.store.read(|r| r.document_file(desk.letter, 1, FileKind::Bundle)).unwrap(), None);
    assert_eq!(desk.store.read(|r| r.document_version(desk.letter, 1)).unwrap().unwrap().profile, None);
}

#[test]
fn a_draft_can_be_thrown_away() {
    let home = Home::new();
    let desk = Desk::new(&home);
    let (store, letter) = (&desk.store, desk.letter);
    let audit = program("document_discard").document(letter);
    let done = desk.finalize(1, None).unwrap();
    let version = store.write(&audit, |w| w.document_amend(letter, done.version, "誤記", "{}")).unwrap();
    let version =
        store.write(&audit, |w| w.document_save(letter, version, "{}", &to("別の病院", None))).unwrap();
    assert_eq!(store.write(&audit, |w| w.document_discard(letter, version)).unwrap(), Some(version + 1));
    let back = store.read(|r| r.document(letter)).unwrap().unwrap();
    assert_eq!((back.state, back.versions, back.amend_reason), (DocumentState::Final, 1, None));
    assert_eq!(back.summary.receiver_name, "見本病院");

    let other = DocumentId::new(&*home.clock);
    store.write(&audit, |w| w.document_create(other, KIND, desk.patient, "{}", &to("", None))).unwrap();
    assert_eq!(store.write(&audit, |w| w.document_discard(other, 1)).unwrap(), None);
    assert_eq!(store.read(|r| r.document(other)).unwrap(), None);
    assert_eq!(store.read(|r| r.documents_of(desk.patient)).unwrap().len(), 1);
}

#[test]
fn this_months_letters_to_the_same_place_are_found() {
    let home = Home::new();
    let desk = Desk::new(&home);
    let sent = |receiver: &Summary, from, to| {
        desk.store.read(|r| r.documents_sent(desk.patient, KIND, receiver, from, to)).unwrap().len()
    };
    let month = (date(2026, 11, 1), date(2026, 11, 30));
    assert_eq!(sent(&to("見本病院", None), month.0, month.1), 0, "a draft does not count");
    let done = desk.finalize(1, None).unwrap();
    assert_eq!(sent(&to("見本病院", None), month.0, month.1), 1);
    assert_eq!(sent(&to("見本総合病院", Some("1319999991")), month.0, month.1), 1, "same number");
    assert_eq!(sent(&to("他の病院", None), month.0, month.1), 0);
    assert_eq!(sent(&to("見本病院", None), date(2026, 12, 1), date(2026, 12, 31)), 0);
    desk.store.write(&program("x"), |w| w.document_withdraw(desk.letter, done.version, "誤り")).unwrap();
    assert_eq!(sent(&to("見本病院", None), month.0, month.1), 0);
}

#[test]
fn an_item_can_be_taken_back_once() {
    let home = Home::new();
    let desk = Desk::new(&home);
    let id = desk.finalize(1, Some(b"{}")).unwrap().outbox.unwrap();
    let waiting = desk.store.read(|r| r.outbox(Some(OutboxState::Ready), 10)).unwrap();
    assert_eq!((waiting.len(), waiting[0].id, waiting[0].patient), (1, id, desk.patient));
    let audit = program("outbox_withdraw").document(desk.letter);
    assert!(matches!(desk.store.write(&audit, |w| w.outbox_withdraw(id, 7)), Err(Error::Stale)));
    assert_eq!(desk.store.write(&audit, |w| w.outbox_withdraw(id, 1)).unwrap(), 2);
    assert!(matches!(desk.store.write(&audit, |w| w.outbox_withdraw(id, 2)), Err(Error::WrongState)));
    assert_eq!(desk.store.read(|r| r.outbox(None, 10)).unwrap().len(), 1);
}

#[test]
fn a_changed_file_is_not_handed_out() {
    let home = Home::new();
    let desk = Desk::new(&home);
    desk.finalize(1, None).unwrap();
    desk.store.writer.lock().unwrap().execute_batch("update document_file set bytes = x'00'").unwrap();
    assert!(matches!(
        desk.store.read(|r| r.document_file(desk.letter, 1, FileKind::Pdf)),
        Err(Error::Damaged)
    ));
}
