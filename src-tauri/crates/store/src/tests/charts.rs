//! 6情報 as they are saved and changed.

use super::{
    people::{patient, saved},
    *,
};
use crate::core6::Body;
use domain::{
    core6::{
        Absence, AbsenceState, Confirmation, Core6Kind, Entry, Flags, Moment, Provenance, Source,
        allergy::{Allergy, AllergyCategory, Criticality},
        code::{Code, CodeSystem},
        condition::{Condition, Modifier, Outcome, OutcomeKind},
        infection::{Infection, InfectionResult},
        lab_result::{Interpretation, LabResult, ReferenceRange},
        prescription::{DosageKind, Prescription},
    },
    date::PartialDate,
    id::{EntryId, PatientId, StaffId},
};
use jiff::civil::date;

pub(crate) fn entry<T>(patient: PatientId, body: T) -> Entry<T> {
    let clock = TestClock::at("2026-11-22T00:00:00Z");
    Entry {
        id: EntryId::new(&*clock),
        patient,
        version: 0,
        recorded_at: clock.now(),
        provenance: Provenance { source: Source::Own, confirmed: None, last_checked: None },
        retracted_at: None,
        body,
    }
}

pub(crate) fn condition(patient: PatientId, text: &str) -> Entry<Condition> {
    entry(
        patient,
        Condition {
            text: text.to_owned(),
            codes: Vec::new(),
            prefixes: Vec::new(),
            suffixes: Vec::new(),
            suspected: false,
            principal: false,
            onset: None,
            outcome: None,
            flags: Flags::default(),
            note: String::new(),
        },
    )
}

fn save<T: Body>(store: &Store, entry: Entry<T>) -> Entry<T> {
    let version =
        store.write(&program("entry_save").patient(entry.patient), |w| w.entry_save(&entry)).unwrap();
    Entry { version, ..entry }
}

fn kept<T: Body + Clone + PartialEq>(store: &Store, new: Entry<T>) -> Entry<T> {
    let saved = save(store, new);
    assert!(store.read(|r| r.entry::<T>(saved.id)).unwrap() == saved);
    saved
}

#[test]
fn every_kind_is_kept_as_entered() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
    let staff = StaffId::new(&*home.clock);
    let confirmed = Some(Confirmation { by: staff, at: "2026-11-21T01:02:03.5Z".parse().unwrap() });
    let provenance =
        Provenance { source: Source::Imported, confirmed, last_checked: Some(date(2026, 11, 1)) };

    let mut full = condition(one, "変形性膝関節症");
    full.provenance = provenance;
    full.body.codes = vec![
        Code::new(CodeSystem::DiseaseKey, "20060001", "変形性膝関節症"),
        Code::new(CodeSystem::Icd10, "M17.9", "膝関節症，詳細不明"),
    ];
    full.body.prefixes = vec![
        Modifier { text: "両".into(), codes: vec![Code::new(CodeSystem::ModifierReceipt, "2057", "両")] },
        Modifier { text: "陳旧性".into(), codes: Vec::new() },
    ];
    full.body.suffixes = vec![Modifier {
        text: "術後".into(),
        codes: vec![
            Code::new(CodeSystem::ModifierReceipt, "8048", "術後"),
            Code::new(CodeSystem::ModifierKey, "10000001", "術後"),
        ],
    }];
    full.body.suspected = true;
    full.body.principal = true;
    full.body.onset = Some(PartialDate::Month(2020, 4));
    full.body.outcome = Some(Outcome { kind: OutcomeKind::Improved, on: date(2026, 1, 31) });
    full.body.flags = Flags { uninformed: true, undelivered: true, long_term: true };
    full.body.note = "1行目\n2行目".into();
    kept(&store, full);
    kept(&store, condition(one, "感冒"));

    kept(
        &store,
        entry(
            one,
            Allergy {
                category: AllergyCategory::Medication,
                text: "ペニシリン".into(),
                codes: vec![Code::new(CodeSystem::AllergenDrugGeneral, "GCM6111400F1ZZZ", "アモキシシリン")],
                reaction: "発疹".into(),
                criticality: Some(Criticality::UnableToAssess),
                onset: Some(PartialDate::Year(1999)),
                ended: Some(date(2026, 2, 3)),
                flags: Flags { long_term: true, ..Flags::default() },
                note: String::new(),
            },
        ),
    );
    kept(
        &store,
        entry(
            one,
            Infection {
                text: "HBs抗原".into(),
                codes: vec![Code::new(CodeSystem::LabInfectionJlac10, "5F016000002302711", "HBs抗原")],
                result: Some(InfectionResult::Negative),
                result_text: "0.01".into(),
                specimen: "血清".into(),
                sampled: Some(Moment::Minute(date(2026, 11, 1).at(8, 5, 0, 0))),
                flags: Flags::default(),
                note: String::new(),
            },
        ),
    );
    kept(
        &store,
        entry(
            one,
            LabResult {
                text: "HbA1c".into(),
                codes: Vec::new(),
                value: "6.80".into(),
                unit: "%".into(),
                range: ReferenceRange { low: "4.9".into(), high: "6.0".into(), text: String::new() },
                interpretation: Some(Interpretation::High),
                specimen: String::new(),
                sampled: Some(Moment::Day(date(2026, 11, 1))),
                note: String::new(),
            },
        ),
    );
    kept(
        &store,
        entry(
            one,
            Prescription {
                rp: 2,
                order: 3,
                text: "アムロジピン錠5mg".into(),
                codes: vec![Code::new(CodeSystem::DrugYj, "2171022F2010", "アムロジピン錠5mg")],
                kind: DosageKind::Internal,
                dose: "0.50".into(),
                daily_dose: "1".into(),
                doses: vec!["0.5".into(), "0".into(), "0.50".into()],
                unit: "錠".into(),
                usage: "1日1回朝食後".into(),
                site: "右膝".into(),
                usage_code: Some(Code::new(CodeSystem::Usage, "1011000400000000", "1日1回朝食後")),
                days: Some(28),
                times: None,
                prescribed_on: date(2026, 11, 22),
                starts_on: Some(date(2026, 11, 23)),
                ended: None,
                note: String::new(),
            },
        ),
    );

    let all = store.read(|r| r.core6(one)).unwrap();
    let counts = [
        all.conditions.len(),
        all.allergies.len(),
        all.infections.len(),
        all.lab_results.len(),
        all.prescriptions.len(),
    ];
    assert_eq!(counts, [2, 1, 1, 1, 1]);
    assert_eq!(all.no_allergy, None);
}

#[test]
fn a_change_keeps_what_was_before() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
    let first = kept(&store, condition(one, "高血圧"));
    let mut second = first.clone();
    second.body.text = "本態性高血圧症".into();
    let second = kept(&store, second);
    let third =
        kept(&store, Entry { retracted_at: Some("2026-11-22T05:00:00Z".parse().unwrap()), ..second.clone() });
    assert_eq!((first.version, second.version, third.version), (1, 2, 3));
    let versions = store.read(|r| r.entry_versions::<Condition>(first.id)).unwrap();
    assert!(versions == [first.clone(), second.clone(), third]);

    let save = |entry: &Entry<Condition>| store.write(&program("entry_save"), |w| w.entry_save(entry));
    assert!(matches!(save(&second), Err(Error::Stale)));
    assert!(matches!(save(&condition(PatientId::new(&*home.clock), "x")), Err(Error::NotFound)));
    let other = saved(&store, patient("2", "山田 次郎", "ヤマダ ジロウ", "1950-01-01")).id;
    assert!(matches!(save(&Entry { patient: other, version: 3, ..second.clone() }), Err(Error::WrongState)));
    assert!(matches!(
        save(&Entry { id: EntryId::new(&*home.clock), ..second.clone() }),
        Err(Error::NotFound)
    ));
    assert!(matches!(store.read(|r| r.entry::<Allergy>(first.id)), Err(Error::NotFound)));
    assert!(matches!(save(&Entry { version: 0, ..second }), Err(Error::Taken)));
}

#[test]
fn absences_have_a_day_and_a_history() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01")).id;
    let by = StaffId::new(&*home.clock);
    let unknown = AbsenceState { state: Absence::Unknown, on: date(2026, 11, 1), by };
    let none = AbsenceState { state: Absence::None, on: date(2026, 11, 22), by };
    for state in [unknown, none] {
        let audit = program("absence_save").patient(one);
        store.write(&audit, |w| w.absence_save(one, Core6Kind::Contraindication, state)).unwrap();
    }
    assert_eq!(store.read(|r| r.absences(one, Core6Kind::Contraindication)).unwrap(), [unknown, none]);
    let all = store.read(|r| r.core6(one)).unwrap();
    assert_eq!((all.no_allergy, all.no_contraindication), (None, Some(none)));
}
