//! What may be found without the key, and what a missing key, a wrong key or a damaged file may do: nothing.

use fumibako::{Desk, api::Code};
use fumibako_tests::{Calls, TempClinic, cli, fonts_are_there, sample, samples};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Every file below a folder, except in `but`.
fn files(folder: &Path, but: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path == but {
            continue;
        } else if path.is_dir() {
            found.extend(files(&path, but));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// Whatever tells who the sample's patient is, as bytes in the ways in which programs write text.
fn needles(value: &Value) -> Vec<(String, Vec<u8>)> {
    let patient = &value["patient"];
    let mut words: Vec<String> = ["address", "phone"]
        .iter()
        .map(|field| patient[*field].as_str().unwrap_or_default().to_owned())
        .collect();
    for field in ["name", "kana"] {
        let whole = patient[field].as_str().unwrap();
        words.push(whole.to_owned());
        words.extend(whole.split(' ').map(str::to_owned).filter(|part| part.chars().count() > 1));
    }
    words.retain(|word| word.chars().count() > 1);
    let utf16 = |word: &str| word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let escaped = |word: &str| {
        word.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<String>().into_bytes()
    };
    words
        .iter()
        .flat_map(|word| {
            [
                (word.clone(), word.clone().into_bytes()),
                (word.clone(), utf16(word)),
                (word.clone(), escaped(word)),
            ]
        })
        .collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

fn none_in(files: &BTreeMap<PathBuf, Vec<u8>>, needles: &[(String, Vec<u8>)]) {
    for (path, bytes) in files {
        let name = path.to_string_lossy();
        for (word, needle) in needles {
            assert!(!holds(bytes, needle), "{word} stands in {name}");
            assert!(!name.contains(&**word), "{word} is part of a file name: {name}");
        }
    }
}

#[test]
fn no_name_stands_anywhere_but_in_what_was_asked_for() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let temporary = clinic.root().join("temporary");
    fs::create_dir_all(&temporary).unwrap();
    let mut all = Vec::new();
    for sample in samples() {
        let Some(mut program) = cli() else { return };
        program.env("TMPDIR", &temporary).env("RUST_LOG", "trace").current_dir(clinic.root());
        program.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
        let output = program.arg("letter").arg(&sample.path).arg("--out").arg(clinic.out()).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}: {}",
            sample.name,
            String::from_utf8_lossy(&output.stderr)
        );
        let needles = needles(&sample.value);
        for stream in [&output.stdout, &output.stderr] {
            assert!(
                !needles.iter().any(|(_, needle)| holds(stream, needle)),
                "{}: the streams name the patient",
                sample.name
            );
        }
        all.extend(needles);
    }
    // With the store open: pages that were not yet moved out of the journal are looked at too.
    let desk = clinic.desk();
    let mut form = sample("text-only").value["patient"].clone();
    form["chart_number"] = json!("9001");
    desk.ask("patient_save", json!({ "id": null, "version": 0, "form": form }));
    desk.ask("backup_make", Value::Null);
    let inside = files(&clinic.root(), &clinic.out());
    let there = |ending: &str| {
        inside.iter().any(|(path, bytes)| path.to_string_lossy().ends_with(ending) && !bytes.is_empty())
    };
    assert!(
        there("fumibako.db") && there("fumibako.db-wal") && there("fumibako.key.json"),
        "{:?}",
        inside.keys()
    );
    assert!(inside.keys().any(|path| path.starts_with(clinic.place().join("backups"))));
    none_in(&inside, &all);
    drop(desk);
    none_in(&files(&clinic.root(), &clinic.out()), &all);
    let asked_for = files(&clinic.out(), Path::new(""));
    assert!(
        all.iter().any(|(_, needle)| asked_for.values().any(|bytes| holds(bytes, needle))),
        "the search finds what is there"
    );
}

fn front(desk: &Desk) -> (String, Value) {
    let front = desk.ask("front_state", Value::Null);
    (front["door"].as_str().unwrap().to_owned(), front["trouble"].clone())
}

/// Everything that a wrong key or a damaged file may not change: database, key file and copies.
fn kept(clinic: &TempClinic) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = files(&clinic.place(), Path::new(""));
    files.retain(|path, _| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name == "fumibako.db"
            || name.ends_with(".key.json")
            || path.starts_with(clinic.place().join("backups"))
    });
    assert!(files.len() >= 2);
    files
}

/// A closed store with one patient, and its passphrase.
fn closed() -> (TempClinic, String) {
    let clinic = TempClinic::new();
    let (desk, passphrase) = clinic.set_up();
    let form = sample("text-only").value["patient"].clone();
    desk.ask("patient_save", json!({ "id": null, "version": 0, "form": form }));
    desk.ask("backup_make", Value::Null);
    drop(desk);
    // Once more, so that no copy of the day is still being made beside the test.
    drop(clinic.desk());
    (clinic, passphrase)
}

fn finds_the_patient(desk: &Desk) -> bool {
    desk.ask("patient_search", json!({ "text": "2001" })).as_array().is_some_and(|found| found.len() == 1)
}

#[test]
fn the_passphrase_opens_what_the_computer_forgot() {
    let (clinic, passphrase) = closed();
    fs::remove_file(clinic.key_file()).unwrap();
    let before = kept(&clinic);
    let desk = clinic.desk();
    assert_eq!(front(&desk), ("locked".into(), json!("KeyNeeded")));
    desk.refuses("patient_search", json!({ "text": "" }), Code::SignedOut);
    let typo = desk.refuses(
        "front_unlock",
        json!({ "passphrase": &passphrase[..passphrase.len() - 1] }),
        Code::Rejected,
    );
    assert_eq!(typo.findings[0].rule, "key.passphrase-typo");
    let (_, other) = TempClinic::new().set_up();
    let wrong = desk.refuses("front_unlock", json!({ "passphrase": other }), Code::Rejected);
    assert_eq!(wrong.findings[0].rule, "key.passphrase-wrong");
    assert_eq!(kept(&clinic), before);
    // As a person copies it from paper.
    let typed = passphrase.to_lowercase().replace('-', " ");
    assert_eq!(desk.ask("front_unlock", json!({ "passphrase": typed }))["door"], "open");
    assert!(finds_the_patient(&desk));
    drop(desk);
    assert!(finds_the_patient(&clinic.desk()), "the key is kept again");
}

#[test]
fn a_new_sheet_takes_the_place_of_the_old_one() {
    let (clinic, old) = closed();
    let desk = clinic.desk();
    let sheet = desk.ask("recovery_renew", Value::Null);
    drop(desk);
    fs::remove_file(clinic.key_file()).unwrap();
    let desk = clinic.desk();
    desk.refuses("front_unlock", json!({ "passphrase": old }), Code::Rejected);
    desk.ask("front_unlock", json!({ "passphrase": sheet["passphrase"] }));
    assert!(finds_the_patient(&desk));
}

#[test]
fn a_wrong_key_destroys_nothing() {
    let (clinic, passphrase) = closed();
    let right = fs::read(clinic.key_file()).unwrap();
    let before = kept(&clinic);
    for wrong in ["0".repeat(64), "no key at all".to_owned(), String::new()] {
        fs::write(clinic.key_file(), &wrong).unwrap();
        let desk = clinic.desk();
        assert_eq!(front(&desk), ("locked".into(), json!("KeyNeeded")), "{wrong:?}");
        desk.refuses("front_setup", fumibako_tests::front_setup(), Code::Stale);
        desk.ask("front_sheet", fumibako_tests::front_setup());
        desk.refuses("front_setup", fumibako_tests::front_setup(), Code::Stale);
        assert_eq!(kept(&clinic), before, "{wrong:?}");
        drop(desk);
    }
    let desk = clinic.desk();
    desk.ask("front_unlock", json!({ "passphrase": passphrase }));
    drop(desk);
    assert_eq!(fs::read(clinic.key_file()).unwrap(), right);
    assert!(finds_the_patient(&clinic.desk()));
}

#[test]
fn a_damaged_file_stays_as_it_is_and_is_named() {
    let (clinic, passphrase) = closed();
    let database = clinic.place().join("fumibako.db");
    let whole = fs::read(&database).unwrap();
    type Damage = (&'static str, fn(&mut Vec<u8>));
    let damage: [Damage; 5] = [
        ("the first page", |bytes| bytes[100..200].iter_mut().for_each(|byte| *byte ^= 0xFF)),
        ("one byte of the salt", |bytes| bytes[3] ^= 1),
        ("cut in the middle of a page", |bytes| bytes.truncate(2000)),
        ("nothing left", Vec::clear),
        ("another file altogether", |bytes| *bytes = b"SQLite format 3\0".repeat(512)),
    ];
    for (what, change) in damage {
        let mut bytes = whole.clone();
        change(&mut bytes);
        fs::write(&database, &bytes).unwrap();
        let before = kept(&clinic);
        let desk = clinic.desk();
        let (door, trouble) = front(&desk);
        assert!(
            ["locked", "closed"].contains(&&*door)
                && ["KeyNeeded", "Damaged"].contains(&trouble.as_str().unwrap()),
            "{what}: {door} {trouble}"
        );
        if door == "locked" {
            let Err(error) = desk.call("front_unlock", json!({ "passphrase": passphrase })) else {
                panic!("{what}: it opened")
            };
            assert!([Code::KeyNeeded, Code::Damaged].contains(&error.code), "{what}: {:?}", error.code);
        }
        desk.ask("front_sheet", fumibako_tests::front_setup());
        desk.refuses("front_setup", fumibako_tests::front_setup(), Code::Stale);
        drop(desk);
        assert_eq!(kept(&clinic), before, "{what}");
    }
    fs::write(&database, &whole).unwrap();
    assert!(finds_the_patient(&clinic.desk()), "the file alone decides");
}

#[test]
fn damage_in_the_middle_is_found_and_only_read_from_then_on() {
    let (clinic, _) = closed();
    let database = clinic.place().join("fumibako.db");
    let mut bytes = fs::read(&database).unwrap();
    let page = 4096;
    for start in (page * 2..bytes.len()).step_by(page) {
        bytes[start + 100] ^= 0x01;
    }
    fs::write(&database, &bytes).unwrap();
    let desk = clinic.desk();
    match desk.clinic() {
        Ok(open) => {
            assert!(!open.store().health().unwrap().damage.is_empty());
            let form = sample("long").value["patient"].clone();
            desk.refuses("patient_save", json!({ "id": null, "version": 0, "form": form }), Code::Damaged);
        }
        Err(_) => assert!(["KeyNeeded", "Damaged"].contains(&front(&desk).1.as_str().unwrap())),
    }
    drop(desk);
    assert_eq!(fs::read(&database).unwrap(), bytes);
}

#[test]
fn a_part_that_is_missing_is_named_and_not_made_anew() {
    for (part, what) in [("fumibako.db", "database-missing"), ("fumibako.key.json", "key-file")] {
        let (clinic, _) = closed();
        let aside = clinic.root().join("aside");
        fs::rename(clinic.place().join(part), &aside).unwrap();
        let desk = clinic.desk();
        let state = desk.ask("front_state", Value::Null);
        assert_eq!(
            (&state["door"], &state["trouble"], &state["trouble_args"]),
            (&json!("closed"), &json!("Unavailable"), &json!([what]))
        );
        desk.ask("front_sheet", fumibako_tests::front_setup());
        desk.refuses("front_setup", fumibako_tests::front_setup(), Code::Stale);
        assert!(!clinic.place().join(part).exists(), "{part}");
        fs::rename(&aside, clinic.place().join(part)).unwrap();
        desk.ask("front_retry", Value::Null);
        assert!(finds_the_patient(&desk), "{part} is back");
    }
}
