//! Documents that came from elsewhere.

use super::*;
use crate::received::{NewFile, ReceivedSummary};
use domain::{
    core6::{Confirmation, Entry, Provenance, Source, allergy::Allergy},
    id::{DocumentId, EntryId, PatientId, StaffId},
    received::{FileOrigin, ReceivedKind},
};

fn summary() -> ReceivedSummary {
    ReceivedSummary {
        kind: ReceivedKind::DischargeSummary,
        title: "退院時サマリー".into(),
        number: "1312345670^2026^7_7".into(),
        dated: Some(jiff::civil::date(2026, 11, 21)),
        sender: "架空総合病院".into(),
        person: "架空 梅子 カクウ ウメコ".into(),
    }
}

#[test]
fn bytes_are_kept_as_they_came_and_once() {
    let home = Home::new();
    let store = home.create().unwrap();
    let id = DocumentId::new(&*home.clock);
    store.write(&program("received_import"), |w| w.received_add(id, b"{\"a\": 6.80}")).unwrap();
    let again = DocumentId::new(&*home.clock);
    let refused = store.write(&program("received_import"), |w| w.received_add(again, b"{\"a\": 6.80}"));
    assert!(matches!(refused, Err(Error::Taken)));
    let kept = store.read(|r| r.received_same(b"{\"a\": 6.80}")).unwrap().unwrap();
    assert_eq!((kept.id, kept.read_at, kept.size), (id, None, 11));
    assert_eq!(store.read(|r| r.received_bytes(id)).unwrap().unwrap(), b"{\"a\": 6.80}");
    assert_eq!(store.read(|r| r.audit(Default::default(), 10)).unwrap()[0].action, "received_import");
}

#[test]
fn files_beside_a_document_are_kept_once_and_in_order() {
    let home = Home::new();
    let store = home.create().unwrap();
    let id = DocumentId::new(&*home.clock);
    let file = |origin, name: &'static str, bytes: &'static [u8]| NewFile {
        origin,
        name,
        media_type: "application/pdf",
        bytes,
    };
    let around = file(FileOrigin::Around, "", b"%PDF-1.7 around");
    let fetched = file(FileOrigin::Fetched, "画像.pdf", b"%PDF-1.7 fetched");
    let add = |file| store.write(&program("received_import"), |w| w.received_file_add(id, file));
    assert!(matches!(add(around), Err(Error::NotFound)), "nothing to stand beside");
    store.write(&program("received_import"), |w| w.received_add(id, b"{}")).unwrap();
    assert_eq!((add(around).unwrap(), add(fetched).unwrap()), (1, 2));
    let same = file(FileOrigin::Fetched, "同じ中身.pdf", around.bytes);
    assert_eq!(add(same).unwrap(), 1, "the same bytes again");

    let files = store.read(|r| r.received_files(id)).unwrap();
    let told: Vec<_> = files.iter().map(|one| (one.place, one.origin, one.name.as_str(), one.size)).collect();
    assert_eq!(told, [(1, FileOrigin::Around, "", 15), (2, FileOrigin::Fetched, "画像.pdf", 16)]);
    assert!(!format!("{files:?}").contains("画像"), "names may name a patient");
    assert_eq!(store.read(|r| r.received_file_bytes(id, 2)).unwrap().unwrap(), fetched.bytes);
    assert_eq!(store.read(|r| r.received_file_bytes(id, 3)).unwrap(), None);
    let other = DocumentId::new(&*home.clock);
    assert_eq!(store.read(|r| r.received_file_bytes(other, 1)).unwrap(), None);
}

#[test]
fn found_by_what_it_says() {
    let home = Home::new();
    let store = home.create().unwrap();
    let id = DocumentId::new(&*home.clock);
    store
        .write(&program("received_import"), |w| {
            w.received_add(id, b"{}")?;
            w.received_note(id, &summary())
        })
        .unwrap();
    let found = |text: &str, loose| store.read(|r| r.received_find(text, loose, 10)).unwrap().len();
    for text in ["", "うめこ", "架空総合", "退院時", "7_7", "ｶｸｳ"] {
        assert_eq!(found(text, false), 1, "{text}");
    }
    for text in ["%", "_x", "ウメコ退院", "7%7"] {
        assert_eq!(found(text, false), 0, "{text}");
    }
    assert_eq!(found("", true), 1);
    assert!(store.read(|r| r.received(id)).unwrap().unwrap().summary == summary());
}

#[test]
fn attached_and_taken_over_by_somebody() {
    let home = Home::new();
    let store = home.create().unwrap();
    let patient = people::patient("1", "架空 梅子", "カクウ ウメコ", "1944-02-29");
    let id = DocumentId::new(&*home.clock);
    store
        .write(&program("x"), |w| {
            w.patient_save(&patient)?;
            w.received_add(id, b"{}")
        })
        .unwrap();
    let attach = |version, to: Option<PatientId>| {
        store.write(&program("received_attach"), |w| w.received_attach(id, version, to))
    };
    assert_eq!(attach(1, Some(patient.id)).unwrap(), 2);
    assert!(matches!(attach(1, None), Err(Error::Stale)));
    assert_eq!(store.read(|r| r.received_of(patient.id)).unwrap().len(), 1);
    assert_eq!(store.read(|r| r.received_find("", true, 10)).unwrap().len(), 0);
    let entry = Entry {
        id: EntryId::new(&*home.clock),
        patient: patient.id,
        version: 0,
        recorded_at: home.clock.now(),
        provenance: Provenance { source: Source::Other, confirmed: None::<Confirmation>, last_checked: None },
        retracted_at: None,
        body: Allergy {
            category: domain::core6::allergy::AllergyCategory::Food,
            text: "さば".into(),
            codes: Vec::new(),
            reaction: String::new(),
            criticality: None,
            onset: None,
            ended: None,
            flags: Default::default(),
            note: String::new(),
        },
    };
    let who = StaffId::new(&*home.clock);
    store
        .write(&Audit::new(Who::Staff(who), "received_take"), |w| {
            w.entry_save(&entry)?;
            w.received_take(id, 3, entry.id)
        })
        .unwrap();
    let taken = store.read(|r| r.received_taken(id)).unwrap();
    assert_eq!((taken[0].item, taken[0].entry, taken[0].by), (3, entry.id, Who::Staff(who)));
}

#[test]
fn a_received_document_follows_its_patient() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = people::patient("1", "架空 梅子", "カクウ ウメコ", "1944-02-29");
    let two = people::patient("2", "架空 梅子", "カクウ ウメコ", "1944-02-29");
    let id = DocumentId::new(&*home.clock);
    store
        .write(&program("x"), |w| {
            w.patient_save(&one)?;
            w.patient_save(&two)?;
            w.received_add(id, b"{}")?;
            w.received_attach(id, 1, Some(one.id))
        })
        .unwrap();
    let seen = |id| crate::patient::Seen { id, version: 1 };
    let merge =
        store.write(&program("patient_merge"), |w| w.patient_merge(seen(one.id), seen(two.id))).unwrap();
    assert_eq!(store.read(|r| r.received_of(two.id)).unwrap().len(), 1);
    store.write(&program("patient_unmerge"), |w| w.patient_unmerge(merge)).unwrap();
    assert_eq!(store.read(|r| r.received_of(one.id)).unwrap().len(), 1);
}
