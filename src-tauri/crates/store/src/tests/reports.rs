//! 報告単位 keep their numbers, laboratory items their codes; an older store gains the tables for both.

use super::{
    charts::{condition, entry},
    people::{patient, saved},
    *,
};
use crate::{
    lab::LabCode,
    migrate::MIGRATIONS,
    patient::Seen,
    report::{Handing, ReportIssue},
};
use domain::{
    core6::{
        code::{Code, CodeSystem},
        sharing::{ReportKey, ReportKind, ReportStep},
    },
    id::PatientId,
};
use jiff::civil::date;

const CONDITIONS: ReportKey = ReportKey { kind: ReportKind::Conditions, sampled: None };

fn handing(patient: PatientId, local: &'static str, number: &'static str) -> Handing<'static> {
    Handing {
        local,
        patient,
        key: CONDITIONS,
        number,
        step: ReportStep::Sent,
        person: ("urn:system", "00138057::1:"),
        fingerprint: "f1",
    }
}

fn hand(store: &Store, handing: &Handing<'_>) -> Result<()> {
    store.write(&program("reports_handed"), |w| w.report_handed(handing))
}

#[test]
fn a_unit_keeps_its_number_and_its_history() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
    assert!(store.read(|r| r.report_units(one)).unwrap().is_empty());
    let first = handing(one, "a1", "1319999991^2026^a1");
    hand(&store, &first).unwrap();
    home.clock.set("2027-01-05T00:00:00Z");
    hand(&store, &Handing { fingerprint: "f2", ..first }).unwrap();
    hand(&store, &Handing { step: ReportStep::Cancelled, ..first }).unwrap();

    let other = Handing { number: "1319999991^2027^a1", ..first };
    assert!(matches!(hand(&store, &other), Err(Error::WrongState)), "the number is for ever");
    let results = ReportKey { kind: ReportKind::Results, sampled: Some(date(2026, 11, 20)) };
    assert!(matches!(hand(&store, &Handing { key: results, ..first }), Err(Error::WrongState)));
    let second = Handing { key: results, local: "b2", number: "1319999991^2027^b2", ..first };
    hand(&store, &second).unwrap();

    let units = store.read(|r| r.report_units(one)).unwrap();
    let seen: Vec<_> = units.iter().map(|unit| (unit.number.as_str(), unit.key, unit.last.step)).collect();
    assert_eq!(
        seen,
        [
            ("1319999991^2026^a1", CONDITIONS, ReportStep::Cancelled),
            ("1319999991^2027^b2", results, ReportStep::Sent)
        ]
    );
    let steps: Vec<_> = store
        .read(|r| r.report_issues("a1"))
        .unwrap()
        .into_iter()
        .map(|ReportIssue { step, fingerprint, .. }| (step, fingerprint))
        .collect();
    let expected = [(ReportStep::Sent, "f1"), (ReportStep::Sent, "f2"), (ReportStep::Cancelled, "f1")];
    assert_eq!(steps, expected.map(|(step, print)| (step, print.to_owned())));
}

#[test]
fn units_of_a_record_that_was_merged_away_are_not_forgotten() {
    let home = Home::new();
    let store = home.create().unwrap();
    let from = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    let into = saved(&store, patient("2", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    hand(&store, &handing(from.id, "a1", "1319999991^2026^a1")).unwrap();
    let seen = |one: &domain::patient::Patient| Seen { id: one.id, version: one.version };
    store.write(&program("merge"), |w| w.patient_merge(seen(&from), seen(&into))).unwrap();
    let units = store.read(|r| r.report_units(into.id)).unwrap();
    assert_eq!(units.len(), 1);
    assert!(units[0].patient == from.id);
}

fn lab_code(code: &str, name: &str) -> LabCode {
    LabCode {
        system: CodeSystem::LabCoreJlac10,
        code: code.into(),
        name: name.into(),
        specimen: "血清".into(),
        method: "可視吸光光度法".into(),
    }
}

#[test]
fn a_list_of_codes_takes_the_place_of_the_old_one() {
    let home = Home::new();
    let store = home.create().unwrap();
    assert_eq!(store.read(|r| r.lab_codes_count()).unwrap(), 0);
    let replace =
        |codes: &[LabCode]| store.write(&program("import"), |w| w.lab_codes_replace(codes)).unwrap();
    replace(&[lab_code("3B035000002327201", "AST"), lab_code("3A010000002327101", "TP")]);
    replace(&[lab_code("3B035000002327201", "AST"), lab_code("3B045000002327201", "ALT")]);
    assert_eq!(store.read(|r| r.lab_codes_count()).unwrap(), 2);
    let get = |code: &str| store.read(|r| r.lab_code(CodeSystem::LabCoreJlac10, code)).unwrap();
    assert_eq!(get("3B045000002327201"), Some(lab_code("3B045000002327201", "ALT")));
    assert_eq!(get("3A010000002327101"), None);
    assert_eq!(store.read(|r| r.lab_codes_of("AST")).unwrap().len(), 1);
}

#[test]
fn an_item_keeps_its_codes_until_it_is_forgotten() {
    let home = Home::new();
    let store = home.create().unwrap();
    let codes = vec![
        Code::new(CodeSystem::LabLocal, "AST_1", "AST"),
        Code::new(CodeSystem::LabCoreJlac10, "3B035000002327201", "AST"),
    ];
    let remember = |codes: &[Code]| {
        store.write(&program("remember"), |w| w.lab_item_remember("ＡＳＴ (GOT)", "血清", codes)).unwrap();
    };
    remember(&codes[..1]);
    remember(&codes);
    assert_eq!(
        store.read(|r| r.lab_item_codes("ast(got)", "血清")).unwrap(),
        codes,
        "width and case are one"
    );
    assert_eq!(store.read(|r| r.lab_item_codes("AST(GOT)", "血漿")).unwrap(), []);
    assert_eq!(store.read(|r| r.lab_items()).unwrap().len(), 1);
    remember(&[]);
    assert_eq!(store.read(|r| r.lab_items()).unwrap(), []);
}

/// A store of the release before keeps what it has; its prescriptions say nothing of sites and uneven amounts.
#[test]
fn an_older_store_is_upgraded() {
    const BEFORE: usize = 5;
    assert_eq!(MIGRATIONS[BEFORE].name, "0006_reports");
    let home = Home::new();
    let old = Store::create_with(
        &home.place,
        &home.ring,
        &home.passphrase,
        home.clock.clone(),
        &MIGRATIONS[..BEFORE],
    )
    .unwrap();
    let one = saved(&old, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
    let kept = old.write(&program("entry"), |w| w.entry_save(&condition(one, "高血圧症"))).unwrap();
    assert_eq!(kept, 1);
    // As the release before wrote it.
    let id = entry(one, ()).id.to_string();
    old.write(&program("entry"), |w| {
        w.run("insert into entry values ($1, $2, 'prescription', 1, '2026-11-22T00:00:00.000Z')", (&id, one.to_string()))?;
        w.run(
            "insert into entry_version values ($1, 1, '2026-11-22T00:00:00.000Z', 'program', 'own', null, null, null, null)",
            (&id,),
        )?;
        w.run(
            "insert into prescription values
             ($1, 1, 1, 1, 'アムロジピン錠5mg', 'internal', '1', '1', '錠', '朝食後', 28, null, '2026-11-22', null, null, '')",
            (&id,),
        )
    })
    .unwrap();
    drop(old);
    let store = home.open().unwrap();
    let core6 = store.read(|r| r.core6(one)).unwrap();
    assert_eq!(core6.conditions[0].body.text, "高血圧症");
    let drug = &core6.prescriptions[0].body;
    assert_eq!((drug.text.as_str(), drug.site.as_str(), drug.doses.len()), ("アムロジピン錠5mg", "", 0));
    assert!(store.read(|r| r.report_units(one)).unwrap().is_empty());
}
