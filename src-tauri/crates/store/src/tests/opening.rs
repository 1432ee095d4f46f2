use super::*;
use crate::{Presence, audit::AuditFilter, connect, migrate::MIGRATIONS};
use std::fs;

fn bytes(home: &Home) -> (Vec<u8>, Vec<u8>) {
    (fs::read(home.place.database()).unwrap(), fs::read(home.place.key_file()).unwrap())
}

#[test]
fn a_store_opens_again_and_its_file_is_sealed() {
    let home = Home::new();
    assert_eq!(home.place.presence(), Presence::Absent);
    assert!(matches!(home.open(), Err(Error::NoStore)));
    let store = home.create().unwrap();
    assert_eq!(store.key_kept(), KeyKept::InRing);
    store.record(&program("hello").detail("見本花子")).unwrap();
    let id = store.id();
    drop(store);
    assert_eq!(home.place.presence(), Presence::Present);
    let store = home.open().unwrap();
    assert_eq!(store.id(), id);
    let rows = store.read(|r| r.audit(AuditFilter::default(), 10)).unwrap();
    assert_eq!(rows[0].detail.as_deref(), Some("見本花子"));
    let secret = "見本花子".as_bytes();
    for entry in fs::read_dir(home.place.dir()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let found = fs::read(&path).unwrap().windows(secret.len()).any(|window| window == secret);
            assert!(!found, "{}", path.display());
        }
    }
    assert!(matches!(home.create(), Err(Error::Busy { .. })));
    drop(store);
    assert!(matches!(home.create(), Err(Error::StoreExists)));
}

#[test]
fn a_second_opening_hears_who_is_there() {
    let home = Home::new();
    let store = home.create().unwrap();
    match home.open() {
        Err(Error::Busy { holder: Some(holder) }) => assert_eq!(holder.process, std::process::id()),
        other => panic!("{other:?}"),
    }
    drop(store);
    home.open().unwrap();
}

#[test]
fn a_wrong_key_and_a_damaged_file_look_the_same_and_nothing_is_touched() {
    let home = Home::new();
    let store = home.create().unwrap();
    fill(&store);
    drop(store);
    let whole = bytes(&home);

    let wrong = MemoryKeyRing::with(SecretKey::generate());
    let opened = Store::open(&home.place, Unlock::Ring(&wrong), home.clock.clone());
    assert!(matches!(opened, Err(Error::KeyNeeded)), "{opened:?}");
    assert!(bytes(&home) == whole);

    let nothing = MemoryKeyRing::default();
    let opened = Store::open(&home.place, Unlock::Ring(&nothing), home.clock.clone());
    assert!(matches!(opened, Err(Error::KeyNeeded)));

    for at in [0, 100, 4000] {
        flip(&home.place.database(), at);
        let broken = bytes(&home);
        for opened in [home.open(), home.open_by_passphrase()] {
            assert!(matches!(opened, Err(Error::KeyNeeded)), "byte {at}: {opened:?}");
        }
        assert!(bytes(&home) == broken);
        flip(&home.place.database(), at);
    }

    for garbage in [&b""[..], b"SQLite format 3\0", &[0u8; 8192]] {
        fs::write(home.place.database(), garbage).unwrap();
        assert!(matches!(home.open(), Err(Error::KeyNeeded)), "{} bytes", garbage.len());
        assert_eq!(fs::read(home.place.database()).unwrap(), garbage);
        assert!(matches!(home.create(), Err(Error::StoreExists)));
        assert_eq!(fs::read(home.place.database()).unwrap(), garbage);
    }

    fs::write(home.place.database(), &whole.0).unwrap();
    home.open().unwrap();
}

#[test]
fn damaged_pages_are_found_and_the_store_is_only_read_from_then_on() {
    let home = Home::new();
    let store = home.create().unwrap();
    for _ in 0..3 {
        fill(&store);
    }
    drop(store);
    // The audit's pages lie at the end of the file; all of them are turned over, so that reading meets one.
    let length = fs::metadata(home.place.database()).unwrap().len() as usize;
    for page in (length / 4096 * 3 / 4)..(length / 4096) {
        flip(&home.place.database(), page * 4096 + 50);
    }
    let store = home.open().unwrap();
    let health = store.health().unwrap();
    assert!(!health.damage.is_empty());
    assert!(store.is_damaged());
    assert!(matches!(store.read(|r| r.audit(AuditFilter::default(), 1000)), Err(Error::Damaged)));
    assert!(matches!(store.record(&program("x")), Err(Error::Damaged)));
    assert!(matches!(store.backup_daily(), Err(Error::Damaged)));
    drop(store);
    assert_eq!(fs::metadata(home.place.database()).unwrap().len() as usize, length);
}

#[test]
fn the_recovery_passphrase_opens_when_the_key_ring_forgot() {
    let home = Home::new();
    let store = home.create().unwrap();
    let account = store.id().to_string();
    drop(store);
    home.ring.delete(&account).unwrap();
    assert!(matches!(home.open(), Err(Error::KeyNeeded)));

    let other = Passphrase::generate();
    let unlock = Unlock::Passphrase { passphrase: &other, remember: Some(&home.ring) };
    assert!(matches!(Store::open(&home.place, unlock, home.clock.clone()), Err(Error::WrongPassphrase)));
    assert!(home.ring.get(&account).unwrap().is_none(), "a wrong passphrase leaves no key behind");

    let unlock = Unlock::Passphrase { passphrase: &home.passphrase, remember: None };
    let store = Store::open(&home.place, unlock, home.clock.clone()).unwrap();
    assert_eq!(store.key_kept(), KeyKept::OnlyOnPaper);
    drop(store);
    drop(home.open_by_passphrase().unwrap());
    home.open().unwrap();
}

#[test]
fn a_new_sheet_makes_the_old_one_worthless() {
    let home = Home::new();
    let store = home.create().unwrap();
    let next = Passphrase::generate();
    store.new_sheet(&program("recovery_sheet"), &next).unwrap();
    assert_eq!(store.read(|r| r.audit(AuditFilter::default(), 1)).unwrap()[0].action, "recovery_sheet");
    drop(store);
    assert!(matches!(home.open_by_passphrase(), Err(Error::WrongPassphrase)));
    let unlock = Unlock::Passphrase { passphrase: &next, remember: None };
    Store::open(&home.place, unlock, home.clock.clone()).unwrap();
}

/// A key ring that is not there, as on a server without a desktop.
struct NoRing;

impl KeyRing for NoRing {
    fn get(&self, _: &str) -> Result<Option<SecretKey>> {
        Err(Error::NoKeyRing)
    }
    fn set(&self, _: &str, _: &SecretKey) -> Result<()> {
        Err(Error::NoKeyRing)
    }
    fn delete(&self, _: &str) -> Result<()> {
        Err(Error::NoKeyRing)
    }
}

#[test]
fn without_a_key_ring_the_passphrase_opens_every_time() {
    let home = Home::new();
    let store = Store::create(&home.place, &NoRing, &home.passphrase, home.clock.clone()).unwrap();
    assert_eq!(store.key_kept(), KeyKept::OnlyOnPaper);
    drop(store);
    let opened = Store::open(&home.place, Unlock::Ring(&NoRing), home.clock.clone());
    assert!(matches!(opened, Err(Error::NoKeyRing)));
    let unlock = Unlock::Passphrase { passphrase: &home.passphrase, remember: Some(&NoRing) };
    let store = Store::open(&home.place, unlock, home.clock.clone()).unwrap();
    assert_eq!(store.key_kept(), KeyKept::OnlyOnPaper);
}

#[test]
fn half_a_store_is_named_and_left_alone() {
    let home = Home::new();
    drop(home.create().unwrap());
    let away = home.dir.path().join("away");

    fs::rename(home.place.key_file(), &away).unwrap();
    assert_eq!(home.place.presence(), Presence::KeyFileMissing);
    assert!(matches!(home.open(), Err(Error::KeyFileMissing)));
    assert!(matches!(home.create(), Err(Error::StoreExists)));
    assert!(!home.place.key_file().exists());
    fs::write(home.place.key_file(), "{").unwrap();
    assert!(matches!(home.open(), Err(Error::KeyFileDamaged)));
    fs::rename(&away, home.place.key_file()).unwrap();

    fs::rename(home.place.database(), &away).unwrap();
    assert_eq!(home.place.presence(), Presence::DatabaseMissing);
    assert!(matches!(home.open(), Err(Error::DatabaseMissing)));
    assert!(matches!(home.create(), Err(Error::StoreExists)));
    assert!(!home.place.database().exists());
    fs::rename(&away, home.place.database()).unwrap();
    home.open().unwrap();
}

#[test]
fn a_key_brought_along_is_used() {
    let home = Home::new();
    fs::write(home.dir.path().join("key"), "ab".repeat(32)).unwrap();
    drop(home.create().unwrap());
    assert_eq!(fs::read_to_string(home.dir.path().join("key")).unwrap(), "ab".repeat(32));
    let ring = MemoryKeyRing::with(SecretKey::from_hex(&"ab".repeat(32)).unwrap());
    Store::open(&home.place, Unlock::Ring(&ring), home.clock.clone()).unwrap();

    let bad = Home::new();
    fs::write(bad.dir.path().join("key"), "not a key").unwrap();
    assert!(matches!(bad.create(), Err(Error::BadKey)));
    assert_eq!(bad.place.presence(), Presence::Absent);
}

#[test]
fn a_newer_or_different_database_is_refused() {
    let home = Home::new();
    drop(home.create().unwrap());
    let key = home.ring.get("").unwrap().unwrap();
    let known = MIGRATIONS.len() as u32;
    let db = connect::connect(&home.place.database(), &key, connect::Mode::Existing).unwrap();
    db.pragma_update(None, "user_version", known + 1).unwrap();
    drop(db);
    let before = fs::read(home.place.database()).unwrap();
    assert!(matches!(home.open(), Err(Error::Newer { found, known: k }) if found == known + 1 && k == known));
    assert!(fs::read(home.place.database()).unwrap() == before);

    let db = connect::connect(&home.place.database(), &key, connect::Mode::Existing).unwrap();
    db.pragma_update(None, "user_version", known).unwrap();
    drop(db);
    let changed = [crate::migrate::Migration { name: "0001_house", sql: "-- something else" }];
    let list: Vec<_> = changed.iter().chain(&MIGRATIONS[1..]).copied().collect();
    let opened = Store::open_with(&home.place, Unlock::Ring(&home.ring), home.clock.clone(), &list);
    assert!(matches!(opened, Err(Error::OtherSchema { number: 1 })), "{opened:?}");
    home.open().unwrap();
}

#[test]
fn a_full_disk_is_named_and_nothing_is_half_done() {
    let home = Home::new();
    let store = home.create().unwrap();
    store.record(&program("before")).unwrap();
    {
        let db = store.writer.lock().unwrap();
        let pages: u32 = db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    }
    let result =
        (0..2000).try_for_each(|i| store.record(&program("fill").detail(format!("{i} {}", "x".repeat(500)))));
    assert!(matches!(result, Err(Error::DiskFull)), "{result:?}");
    assert!(matches!(store.read(|r| r.audit_chain()).unwrap(), crate::audit::Chain::Whole { .. }));
    assert!(store.health().unwrap().damage.is_empty());
}
