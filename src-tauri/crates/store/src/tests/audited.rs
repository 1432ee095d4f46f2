use super::*;
use crate::{
    Topic,
    audit::{AuditFilter, Chain},
};
use domain::id::{DocumentId, PatientId, StaffId};

#[test]
fn nothing_is_written_without_an_audit_row() {
    let home = Home::new();
    let store = home.create().unwrap();
    let (staff, patient) = (StaffId::new(&*home.clock), PatientId::new(&*home.clock));
    let document = DocumentId::new(&*home.clock);
    let audit = Audit::new(Who::Staff(staff), "patient_save").patient(patient).detail("1");
    store
        .write(&audit, |w| {
            w.touch(Topic::Patients);
            w.also(Audit::new(w.who(), "patient_merge").document(document));
            Ok(())
        })
        .unwrap();
    let rows = store.read(|r| r.audit(AuditFilter::default(), 10)).unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.seq, row.action.as_str())).collect::<Vec<_>>(),
        [(2, "patient_merge"), (1, "patient_save")]
    );
    assert_eq!((rows[1].who, rows[1].patient), (Who::Staff(staff), Some(patient)));
    assert_eq!(rows[1].at.to_string(), "2026-11-22T00:00:00Z");
    let count = |filter| store.read(|r| r.audit(filter, 10)).unwrap().len();
    let (of_patient, of_document) = (
        AuditFilter { patient: Some(patient), ..AuditFilter::default() },
        AuditFilter { document: Some(document), ..AuditFilter::default() },
    );
    assert_eq!((count(of_patient), count(of_document)), (1, 1));
    assert_eq!(count(AuditFilter { patient: Some(patient), ..of_document }), 0);
    let older = AuditFilter { before: Some(2), ..AuditFilter::default() };
    assert_eq!(store.read(|r| r.audit(older, 10)).unwrap()[0].seq, 1);
    let changes = store.changes_since(0).unwrap();
    assert_eq!(changes.topics, [Topic::Patients]);
    assert_eq!(store.changes_since(changes.seq).unwrap().topics, []);
}

#[test]
fn work_that_goes_on_is_one_row() {
    let home = Home::new();
    let store = home.create().unwrap();
    let (one, two) = (StaffId::new(&*home.clock), StaffId::new(&*home.clock));
    let document = DocumentId::new(&*home.clock);
    let write = |at: &str, who, action| {
        home.clock.set(at);
        store.record(&Audit::new(Who::Staff(who), action).document(document).going_on()).unwrap();
        store.read(|r| r.audit_seq()).unwrap()
    };
    assert_eq!(write("2026-11-22T01:00:00Z", one, "letter_save"), 1);
    assert_eq!(write("2026-11-22T01:00:05Z", one, "letter_save"), 1);
    assert_eq!(write("2026-11-22T01:29:59Z", one, "letter_save"), 1);
    assert_eq!(write("2026-11-22T01:30:00Z", one, "letter_save"), 2, "after half an hour");
    assert_eq!(write("2026-11-22T01:31:00Z", two, "letter_save"), 3, "somebody else");
    assert_eq!(write("2026-11-22T01:32:00Z", one, "letter_save"), 4, "and the first one again");
    assert_eq!(write("2026-11-22T01:33:00Z", one, "letter_finalize"), 5, "something else");
    assert_eq!(write("2026-11-22T01:34:00Z", one, "letter_save"), 6, "begun again after it");
    assert_eq!(write("2026-11-22T00:00:00Z", one, "letter_save"), 7, "a clock that was set back");
    assert_eq!(store.read(|r| r.audit_chain()).unwrap(), Chain::Whole { rows: 7 });
}

#[test]
fn a_failed_write_leaves_nothing() {
    let home = Home::new();
    let store = home.create().unwrap();
    let failed: Result<()> = store.write(&program("fails"), |w| {
        w.touch(Topic::Chart);
        Err(Error::Stale)
    });
    assert!(matches!(failed, Err(Error::Stale)));
    assert_eq!(store.read(|r| r.audit(AuditFilter::default(), 10)).unwrap(), []);
    assert_eq!(store.changes_since(0).unwrap().topics, []);
}

#[test]
fn a_busy_database_is_tried_again() {
    let home = Home::new();
    let store = Arc::new(home.create().unwrap());
    store.writer.lock().unwrap().busy_timeout(std::time::Duration::ZERO).unwrap();
    let other = store.new_reader().unwrap();
    let hold =
        rusqlite::Transaction::new_unchecked(&other, rusqlite::TransactionBehavior::Immediate).unwrap();
    let waiting = std::thread::spawn({
        let store = store.clone();
        move || store.record(&program("late"))
    });
    std::thread::sleep(std::time::Duration::from_millis(60));
    hold.rollback().unwrap();
    waiting.join().unwrap().unwrap();
    assert_eq!(store.read(|r| r.audit(AuditFilter::default(), 10)).unwrap().len(), 1);
}

#[test]
fn a_changed_audit_row_shows() {
    let home = Home::new();
    let store = home.create().unwrap();
    for _ in 0..5 {
        store.record(&program("look")).unwrap();
    }
    assert_eq!(store.read(|r| r.audit_chain()).unwrap(), Chain::Whole { rows: 5 });
    let tamper = |sql: &str| store.writer.lock().unwrap().execute_batch(sql).unwrap();
    tamper("update audit set action = 'other' where seq = 3");
    assert_eq!(store.read(|r| r.audit_chain()).unwrap(), Chain::Broken { seq: 3 });
    tamper("update audit set action = 'look' where seq = 3");
    assert_eq!(store.read(|r| r.audit_chain()).unwrap(), Chain::Whole { rows: 5 });
    tamper("delete from audit where seq = 2");
    assert_eq!(store.read(|r| r.audit_chain()).unwrap(), Chain::Broken { seq: 3 });
}

#[test]
fn readers_see_one_moment() {
    let home = Home::new();
    let store = home.create().unwrap();
    store.record(&program("one")).unwrap();
    store
        .read(|r| {
            assert_eq!(r.audit_seq()?, 1);
            store.record(&program("two"))?;
            assert_eq!(r.audit_seq()?, 1, "the moment of the read");
            Ok(())
        })
        .unwrap();
    assert_eq!(store.read(|r| r.audit_seq()).unwrap(), 2);
}
