//! Each named moment, in a child process that dies there: what is left must be the old state or the new one.

use super::*;
use crate::{Presence, crash, migrate::MIGRATIONS};
use std::{fs, process::Command};

const POINT: &str = "FUMIBAKO_TEST_CRASH_POINT";
const FOLDER: &str = "FUMIBAKO_TEST_CRASH_FOLDER";

/// What the child does, one step after the other, until it dies.
#[test]
#[ignore = "runs only as the child of the other tests here"]
#[expect(clippy::disallowed_methods, reason = "the parent tells the child through its environment")]
fn child() {
    let (point, folder) = (std::env::var(POINT).unwrap(), std::env::var(FOLDER).unwrap());
    let place = Place::new(Path::new(&folder).join("data"));
    let ring = KeyFile::new(Path::new(&folder).join("key"));
    let passphrase =
        Passphrase::parse(&fs::read_to_string(Path::new(&folder).join("sheet")).unwrap()).unwrap();
    let clock = TestClock::at("2026-11-22T00:00:00Z");
    crash::on_reach(move |reached| {
        if reached == point {
            std::process::abort();
        }
    });
    let store = match place.presence() {
        Presence::Present => Store::open(&place, Unlock::Ring(&ring), clock),
        _ => Store::create(&place, &ring, &passphrase, clock),
    };
    let store = store.unwrap();
    store.record(&program("in the child")).unwrap();
    store.backup_daily().unwrap();
}

/// Runs the child until it dies at `point`; `false` when it never came there.
fn dies_at(home: &Home, point: &str) -> bool {
    fs::write(home.dir.path().join("sheet"), &*home.passphrase.reveal()).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::crashes::child", "--ignored", "--nocapture"])
        .env(POINT, point)
        .env(FOLDER, home.dir.path())
        .output()
        .unwrap();
    !output.status.success() && !String::from_utf8_lossy(&output.stderr).contains("panicked")
}

#[test]
fn dying_while_a_store_is_made_loses_nothing() {
    for point in [crash::AFTER_KEY_FILE, crash::DURING_MIGRATION, crash::BEFORE_RENAME] {
        let home = Home::new();
        assert!(dies_at(&home, point), "{point}");
        assert_eq!(home.place.presence(), Presence::Unfinished, "{point}");
        assert!(matches!(home.open(), Err(Error::NoStore)), "{point}");
        drop(home.create().unwrap());
        drop(home.open().unwrap());
        drop(home.open_by_passphrase().unwrap());
    }
    let home = Home::new();
    assert!(dies_at(&home, crash::AFTER_RENAME));
    assert_eq!(home.place.presence(), Presence::Present);
    drop(home.open_by_passphrase().unwrap());
    home.open().unwrap();
}

#[test]
fn a_write_is_there_or_not() {
    let home = Home::new();
    drop(home.create().unwrap());
    assert!(dies_at(&home, crash::BEFORE_COMMIT));
    assert_eq!(home.open().unwrap().read(|r| r.audit_seq()).unwrap(), 0);
    assert!(dies_at(&home, crash::AFTER_COMMIT));
    assert_eq!(home.open().unwrap().read(|r| r.audit_seq()).unwrap(), 1);
}

#[test]
fn dying_in_a_migration_leaves_the_old_schema_and_its_copy() {
    let home = Home::new();
    let old =
        Store::create_with(&home.place, &home.ring, &home.passphrase, home.clock.clone(), &MIGRATIONS[..1]);
    old.unwrap().record(&program("old")).unwrap();
    assert!(dies_at(&home, crash::DURING_MIGRATION));
    let old = Store::open_with(&home.place, Unlock::Ring(&home.ring), home.clock.clone(), &MIGRATIONS[..1]);
    assert_eq!(old.unwrap().backups().unwrap().len(), 1);
    let store = home.open().unwrap();
    assert_eq!(store.read(|r| r.audit_seq()).unwrap(), 1);
    assert!(store.health().unwrap().damage.is_empty());
}

#[test]
fn dying_in_a_copy_leaves_no_copy_that_looks_finished() {
    let home = Home::new();
    drop(home.create().unwrap());
    assert!(dies_at(&home, crash::DURING_BACKUP));
    let store = home.open().unwrap();
    assert_eq!(store.backups().unwrap(), []);
    store.backup_daily().unwrap().unwrap();
    let names: Vec<_> = fs::read_dir(home.place.backups()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().starts_with("partial-")), "{names:?}");
}
