use super::*;
use crate::{backup::BackupKind, migrate::MIGRATIONS};
use std::fs;

#[test]
fn one_copy_a_day_when_something_happened() {
    let home = Home::new();
    let store = home.create().unwrap();
    fill(&store);
    let made = store.backup_daily().unwrap().unwrap();
    assert_eq!(made.kind, BackupKind::Daily);
    assert_eq!(store.backup_check(&made).unwrap(), store.read(|r| r.counts()).unwrap());
    assert_eq!(store.backup_check(&made).unwrap()["audit"], 200);
    store.record(&program("more")).unwrap();
    assert_eq!(store.backup_daily().unwrap(), None, "one a day");
    home.clock.set("2026-11-22T15:00:00Z");
    assert!(store.backup_daily().unwrap().is_some(), "15:00 UTC is the next day in Japan");
    home.clock.set("2026-11-24T00:00:00Z");
    assert_eq!(store.backup_daily().unwrap(), None, "nothing happened");
    assert_eq!(store.backups().unwrap().len(), 2);
}

/// A draft that is written on adds no audit row, and still is reason enough for a copy, once.
#[test]
fn a_draft_written_after_the_copy_is_copied_the_next_day() {
    use domain::{document::DocumentKind, id::DocumentId};
    let home = Home::new();
    let store = home.create().unwrap();
    home.clock.set("2026-11-22T01:00:00Z");
    let one =
        super::people::saved(&store, super::people::patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    let id = DocumentId::new(&*home.clock);
    let audit = program("letter_save").document(id).going_on();
    let kind = DocumentKind::ReferralLetter;
    store.write(&audit, |w| w.document_create(id, kind, one.id, "{}", &Default::default())).unwrap();
    assert!(store.backup_daily().unwrap().is_some());
    let seq = store.read(|r| r.audit_seq()).unwrap();
    home.clock.set("2026-11-22T01:10:00Z");
    store.write(&audit, |w| w.document_save(id, 1, "{\"more\":1}", &Default::default())).unwrap();
    assert_eq!(store.read(|r| r.audit_seq()).unwrap(), seq);
    home.clock.set("2026-11-23T01:00:00Z");
    assert!(store.backup_daily().unwrap().is_some());
    home.clock.set("2026-11-24T01:00:00Z");
    assert_eq!(store.backup_daily().unwrap(), None);
}

#[test]
fn every_table_is_counted() {
    let home = Home::new();
    let store = home.create().unwrap();
    let db = store.reader().unwrap();
    let mut tables = db.prepare("select name from sqlite_schema where type = 'table'").unwrap();
    let tables: Vec<String> =
        tables.query_map((), |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect();
    let counts = store.read(|r| r.counts()).unwrap();
    assert_eq!(
        counts.keys().cloned().collect::<std::collections::BTreeSet<_>>(),
        tables.into_iter().collect()
    );
}

#[test]
fn older_copies_are_thinned() {
    let home = Home::new();
    let store = home.create().unwrap();
    for day in 1..=24 {
        home.clock.set(&format!("2026-11-{day:02}T01:00:00Z"));
        store.record(&program("work")).unwrap();
        store.backup_daily().unwrap().unwrap();
    }
    let days: Vec<_> = store.backups().unwrap().iter().map(|copy| copy.day.day()).collect();
    let sundays = [8, 1];
    assert_eq!(days, (11..=24).rev().chain(sundays).collect::<Vec<i8>>());
}

#[test]
fn a_copy_opens_as_a_store_of_its_own_with_the_sheet() {
    let home = Home::new();
    let store = home.create().unwrap();
    fill(&store);
    let made = store.backup_daily().unwrap().unwrap();
    drop(store);
    let other = Place::new(home.dir.path().join("other computer"));
    fs::create_dir_all(other.dir()).unwrap();
    fs::copy(&made.path, other.database()).unwrap();
    fs::copy(home.place.backups().join("fumibako.key.json"), other.key_file()).unwrap();
    let unlock = Unlock::Passphrase { passphrase: &home.passphrase, remember: None };
    let store = Store::open(&other, unlock, home.clock.clone()).unwrap();
    assert_eq!(store.read(|r| r.counts()).unwrap()["audit"], 200);
    assert!(store.health().unwrap().damage.is_empty());
}

#[test]
fn a_damaged_copy_is_noticed() {
    let home = Home::new();
    let store = home.create().unwrap();
    fill(&store);
    let made = store.backup_daily().unwrap().unwrap();
    flip(&made.path, 5 * 4096 + 9);
    assert!(matches!(store.backup_check(&made), Err(Error::Damaged)));
    assert!(!store.is_damaged(), "the store itself is whole");
    flip(&made.path, 5 * 4096 + 9);
    flip(&made.path, 20);
    assert!(matches!(store.backup_check(&made), Err(Error::KeyNeeded)));
}

#[test]
fn a_copy_is_made_before_every_update() {
    let home = Home::new();
    let old =
        Store::create_with(&home.place, &home.ring, &home.passphrase, home.clock.clone(), &MIGRATIONS[..1]);
    let store = old.unwrap();
    for _ in 0..3 {
        store.record(&program("old")).unwrap();
    }
    drop(store);
    home.clock.set("2026-11-23T00:00:00Z");
    let store = home.open().unwrap();
    let counts = store.read(|r| r.counts()).unwrap();
    assert_eq!((counts["audit"], counts["migration"]), (3, MIGRATIONS.len() as u64), "rows survive");
    let copies = store.backups().unwrap();
    assert_eq!(copies.len(), 1);
    assert_eq!((copies[0].kind, copies[0].seq), (BackupKind::BeforeUpdate, 3));
    drop(store);
    drop(home.open().unwrap());
    let store = home.open().unwrap();
    assert_eq!(store.backups().unwrap().len(), 1, "nothing to update, no copy");
}

#[test]
fn a_failing_migration_leaves_the_old_store() {
    let home = Home::new();
    drop(home.create().unwrap());
    let bad = crate::migrate::Migration {
        name: "9999_bad",
        sql: "create table half (x text) strict; insert into nowhere values (1);",
    };
    let list: Vec<_> = MIGRATIONS.iter().copied().chain([bad]).collect();
    let opened = Store::open_with(&home.place, Unlock::Ring(&home.ring), home.clock.clone(), &list);
    assert!(matches!(opened, Err(Error::Database(_))), "{opened:?}");
    let store = home.open().unwrap();
    assert!(store.health().unwrap().damage.is_empty());
    let db = store.reader().unwrap();
    assert!(db.prepare("select x from half").is_err());
}
