//! Patients as they are saved, found and merged.

use super::*;
use crate::{Topic, patient::Seen};
use domain::{
    date::Date,
    document::{DocumentKind, DocumentState},
    id::{DocumentId, EntryId, PatientId},
    patient::{Branch, Insurance, NameParts, Patient, PublicPayer, Sex},
    text::search_key,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TODAY: Date = jiff::civil::date(2026, 11, 22);

pub(crate) fn patient(number: &str, name: &str, kana: &str, birth: &str) -> Patient {
    let clock = TestClock::at("2026-11-22T00:00:00Z");
    Patient {
        id: PatientId::new(&*clock),
        version: 0,
        chart_number: number.to_owned(),
        name: NameParts::split(name),
        kana: NameParts::split(kana),
        birth_date: birth.parse().unwrap(),
        sex: Sex::Female,
        postal_code: "1000001".to_owned(),
        address: "架空県見本市1-2-3".to_owned(),
        phone: "03-1234-5678".to_owned(),
        occupation: String::new(),
        insurance: None,
        public_payers: Vec::new(),
        merged_into: None,
    }
}

pub(crate) fn saved(store: &Store, patient: Patient) -> Patient {
    let version =
        store.write(&program("patient_save").patient(patient.id), |w| w.patient_save(&patient)).unwrap();
    Patient { version, ..patient }
}

fn find(store: &Store, text: &str) -> Vec<String> {
    let found = store.read(|r| r.patients_find(text, TODAY, 50)).unwrap();
    found.into_iter().map(|patient| patient.chart_number).collect()
}

#[test]
fn a_patient_is_kept_as_entered() {
    let home = Home::new();
    let store = home.create().unwrap();
    for (i, branch) in
        [Branch::Number("05".into()), Branch::NonePrinted, Branch::Unchecked].into_iter().enumerate()
    {
        let mut one = patient(&format!("A-{i}"), "見本 花子", "ミホン ハナコ", "1945-03-01");
        one.insurance = Some(Insurance {
            insurer_number: "06139463".into(),
            symbol: "１２−あ".into(),
            number: "７７".into(),
            branch,
        });
        one.public_payers = vec![
            PublicPayer { payer_number: "54136015".into(), recipient_number: "0000018".into() },
            PublicPayer { payer_number: "12136011".into(), recipient_number: "0000026".into() },
        ];
        let one = saved(&store, one);
        assert_eq!(one.version, 1);
        assert!(store.read(|r| r.patient(one.id)).unwrap() == Some(one.clone()));
        assert!(store.read(|r| r.patient_by_chart_number(&one.chart_number)).unwrap() == Some(one.clone()));
        let changed = saved(&store, Patient { public_payers: Vec::new(), insurance: None, ..one.clone() });
        assert_eq!(changed.version, 2);
        let replaced = store.read(|r| r.patient_replaced(one.id, 9)).unwrap();
        assert_eq!(replaced.len(), 1, "what it said before is kept");
        assert!(replaced[0].patient == one && replaced[0].by == Who::Program);
        assert_eq!(replaced[0].at, home.clock.now());
        assert!(store.read(|r| r.patient(changed.id)).unwrap() == Some(changed));
    }
    assert_eq!(store.read(|r| r.patients_recent(10)).unwrap().len(), 3);
    assert!(store.changes_since(0).unwrap().topics.contains(&Topic::Patients));
}

#[test]
fn versions_and_numbers_are_guarded() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = saved(&store, patient("1", "見本 花子", "ミホン ハナコ", "1945-03-01"));
    let save = |patient: &Patient| store.write(&program("patient_save"), |w| w.patient_save(patient));
    let other = patient("1", "見本 次郎", "ミホン ジロウ", "1950-01-01");
    assert!(matches!(save(&other), Err(Error::Taken)));
    assert_eq!(find(&store, "ジロウ"), Vec::<String>::new(), "nothing half-stored");
    assert!(matches!(save(&Patient { version: 5, ..one.clone() }), Err(Error::Stale)));
    assert!(matches!(save(&Patient { version: 1, ..other }), Err(Error::NotFound)));
    assert_eq!(save(&one).unwrap(), 2);
    assert!(matches!(save(&one), Err(Error::Stale)));
}

#[test]
fn one_box_finds_by_everything() {
    let home = Home::new();
    let store = home.create().unwrap();
    let mut hanako = patient("00123", "𠮷田 花子", "ヨシダ ハナコ", "1945-03-01");
    hanako.phone = "０９０−１１１１−２２２２".into();
    saved(&store, hanako);
    saved(&store, patient("B-7", "髙﨑 純一", "タカサキ ジュンイチ", "2026-02-03"));
    saved(&store, patient("9", "JOHN SMITH", "ジョン スミス", "1980-12-31"));
    for text in [
        "ヨシダ",
        "ヨシタ",
        "よしだ",
        "ﾖｼﾀﾞ",
        "yoshida",
        "ヨシダ ハナコ",
        "よしだ　はなこ",
        "ハナコ ヨシダ",
        "吉田",
        "𠮷田花子",
        "花子",
        "シダ",
        "123",
        "00123",
        "１２３",
        "S20.3.1",
        "19450301",
        "昭和20年3月",
        "2222",
        "090-1111-2222",
        "ヨシダ S20.3.1",
        "S20 花子",
        "123 ヨシダ",
    ] {
        assert_eq!(find(&store, text), ["00123"], "{text}");
    }
    assert_eq!(find(&store, "高崎"), ["B-7"]);
    assert_eq!(find(&store, "b7"), ["B-7"]);
    assert_eq!(find(&store, "ジユンイチ"), ["B-7"]);
    assert_eq!(find(&store, "R8.2.3"), ["B-7"]);
    assert_eq!(find(&store, "smith"), ["9"]);
    assert_eq!(find(&store, "スミス"), ["9"]);
    for nothing in ["", "   ", "ヨシダ R8.2.3", "%", "_", "コ", "'"] {
        assert_eq!(find(&store, nothing), Vec::<String>::new(), "{nothing:?}");
    }
}

/// However many words: whoever fits all of them is found, and nobody else.
#[test]
fn words_together_find_whom_each_finds() {
    let home = Home::new();
    let store = home.create().unwrap();
    let (families, givens) = (["ヤマダ", "ヤマ", "オヤマ", "ハナ"], ["ハナコ", "ヤマト", "ミ"]);
    let births = ["1945-03-01", "1945-12-31", "1946-03-01", "2026-03-01"];
    let mut all = Vec::new();
    for family in families {
        for given in givens {
            for birth in births {
                let kana = format!("{family} {given}");
                all.push(patient(&format!("P{}", all.len()), &format!("姓{}", all.len()), &kana, birth));
            }
        }
    }
    store.write(&program("patients_save"), |w| w.patients_save(&all)).unwrap();
    let words = ["ヤマ", "ハナコ", "ミ", "ハナ", "S20", "S20.3", "S20.3.1", "R8", "P4", "ヤマダ"];
    for first in words {
        for second in words {
            let each = |word| find(&store, word).into_iter().collect::<BTreeSet<_>>();
            let both = find(&store, &format!("{first} {second}")).into_iter().collect::<BTreeSet<_>>();
            let name = |word: &str| word.chars().all(|c| !c.is_ascii());
            if name(first) && name(second) {
                // As one name they find fewer, and those only.
                assert!(!both.is_empty() || each(first).is_disjoint(&each(second)), "{first} {second}");
            } else {
                let expected: BTreeSet<_> = each(first).intersection(&each(second)).cloned().collect();
                assert_eq!(both, expected, "{first} {second}");
            }
        }
    }
}

#[test]
fn beginnings_come_first() {
    let home = Home::new();
    let store = home.create().unwrap();
    saved(&store, patient("1", "小山 田鶴", "コヤマ ダズ", "1950-01-01"));
    saved(&store, patient("2", "山田 太郎", "ヤマダ タロウ", "1950-01-01"));
    saved(&store, patient("3", "山 一", "ヤマ ハジメ", "1950-01-01"));
    assert_eq!(find(&store, "ヤマ"), ["2", "3", "1"]);
    assert_eq!(store.read(|r| r.patients_find("ヤマ", TODAY, 2)).unwrap().len(), 2);
}

#[test]
fn a_changed_name_is_found_by_the_new_one_only() {
    let home = Home::new();
    let store = home.create().unwrap();
    let one = saved(&store, patient("1", "旧姓 花子", "キュウセイ ハナコ", "1950-01-01"));
    let one =
        Patient {
            kana: NameParts::split("シンセイ ハナコ"), name: NameParts::split("新姓 花子"), ..one
        };
    saved(&store, one);
    assert_eq!(find(&store, "キュウセイ"), Vec::<String>::new());
    assert_eq!(find(&store, "シンセイ"), ["1"]);
    assert_eq!(find(&store, "ハナコ"), ["1"]);
}

#[test]
fn doubles_and_namesakes_are_seen() {
    let home = Home::new();
    let store = home.create().unwrap();
    saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    saved(&store, patient("2", "山田 はな子", "ヤマタ ハナコ", "1950-01-01"));
    saved(&store, patient("3", "山田 華子", "ヤマダ ハナコ", "1960-01-01"));
    let kana = NameParts::split("ヤマダ ハナコ");
    let numbers = |birth| -> Vec<String> {
        let found = store.read(|r| r.patients_similar(&kana, birth)).unwrap();
        let mut numbers: Vec<_> = found.into_iter().map(|patient| patient.chart_number).collect();
        numbers.sort();
        numbers
    };
    assert_eq!(numbers(Some(jiff::civil::date(1950, 1, 1))), ["1", "2"]);
    assert_eq!(numbers(None), ["1", "2", "3"]);
}

#[test]
fn a_merging_can_be_taken_back() {
    let home = Home::new();
    let store = home.create().unwrap();
    let kept = saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    let double = saved(&store, patient("2", "山田 ハナ子", "ヤマタ ハナコ", "1950-01-01"));
    let moved = super::charts::condition(double.id, "高血圧症");
    let own = super::charts::condition(kept.id, "糖尿病");
    let later = super::charts::condition(kept.id, "腰痛症");
    let (letter, kind) = (DocumentId::new(&*home.clock), DocumentKind::ReferralLetter);
    store
        .write(&program("seed"), |w| {
            w.entry_save(&moved)?;
            w.entry_save(&own)?;
            w.document_create(letter, kind, double.id, "{}", &Default::default())
        })
        .unwrap();
    let seen = |patient: &Patient| Seen { id: patient.id, version: patient.version };
    let audit = program("patient_merge").patient(kept.id);
    let merge = |from, into| store.write(&audit, |w| w.patient_merge(from, into));
    let conditions = |patient: PatientId| -> BTreeSet<EntryId> {
        store.read(|r| r.core6(patient)).unwrap().conditions.iter().map(|entry| entry.id).collect()
    };

    assert!(matches!(merge(seen(&kept), seen(&kept)), Err(Error::WrongState)));
    assert!(matches!(merge(Seen { version: 9, ..seen(&double) }, seen(&kept)), Err(Error::Stale)));
    let id = merge(seen(&double), seen(&kept)).unwrap();

    assert_eq!(conditions(kept.id).len(), 2);
    assert!(conditions(double.id).is_empty());
    assert_eq!(store.read(|r| r.document(letter)).unwrap().unwrap().patient, kept.id);
    assert_eq!(find(&store, "2"), ["1"], "the old number finds the record that stands");
    assert_eq!(find(&store, "ハナコ"), ["1"]);
    assert_eq!(store.read(|r| r.patient_current(double.id)).unwrap().unwrap().id, kept.id);
    let double_now = store.read(|r| r.patient(double.id)).unwrap().unwrap();
    let kept_now = store.read(|r| r.patient(kept.id)).unwrap().unwrap();
    assert!(matches!(merge(seen(&double_now), seen(&kept_now)), Err(Error::WrongState)));
    let refused = store.write(&program("x"), |w| w.patient_save(&double_now));
    assert!(matches!(refused, Err(Error::WrongState)));
    let refused = store.write(&program("x"), |w| w.entry_save(&super::charts::condition(double.id, "感冒")));
    assert!(matches!(refused, Err(Error::WrongState)));
    for patient in [kept.id, double.id] {
        let rows = store
            .read(|r| r.audit(crate::audit::AuditFilter { patient: Some(patient), ..Default::default() }, 9));
        assert_eq!(rows.unwrap()[0].action, "patient_merge", "both are named in the audit");
        assert_eq!(store.read(|r| r.patient_merges(patient)).unwrap().len(), 1);
    }
    store.write(&program("seed"), |w| w.entry_save(&later)).unwrap();

    let undo = || store.write(&program("patient_unmerge").patient(kept.id), |w| w.patient_unmerge(id));
    undo().unwrap();
    assert_eq!(conditions(double.id), [moved.id].into());
    assert_eq!(conditions(kept.id), [own.id, later.id].into(), "what came after the merging stays");
    assert_eq!(store.read(|r| r.document(letter)).unwrap().unwrap().patient, double.id);
    assert_eq!(find(&store, "2"), ["2"]);
    assert!(matches!(undo(), Err(Error::WrongState)));
    assert!(store.read(|r| r.patient_merges(kept.id)).unwrap()[0].undone_at.is_some());
    let back = store.read(|r| r.patient(double.id)).unwrap().unwrap();
    assert!(back == Patient { version: back.version, ..double });
}

#[test]
fn mergings_are_taken_back_in_order() {
    let home = Home::new();
    let store = home.create().unwrap();
    let all: Vec<_> = ["1", "2", "3"]
        .iter()
        .map(|number| saved(&store, patient(number, "山田 花子", "ヤマダ ハナコ", "1950-01-01")))
        .collect();
    let seen = |i: usize| {
        let patient = store.read(|r| r.patient(all[i].id)).unwrap().unwrap();
        Seen { id: patient.id, version: patient.version }
    };
    let entry = super::charts::condition(all[0].id, "高血圧症");
    store.write(&program("seed"), |w| w.entry_save(&entry)).unwrap();
    let (a, b) = (seen(0), seen(1));
    let first = store.write(&program("merge"), |w| w.patient_merge(a, b)).unwrap();
    let (b, c) = (seen(1), seen(2));
    let second = store.write(&program("merge"), |w| w.patient_merge(b, c)).unwrap();
    assert_eq!(store.read(|r| r.patient_current(all[0].id)).unwrap().unwrap().id, all[2].id);
    let undo = |id| store.write(&program("unmerge"), |w| w.patient_unmerge(id));
    assert!(matches!(undo(first), Err(Error::WrongState)));
    undo(second).unwrap();
    undo(first).unwrap();
    assert_eq!(store.read(|r| r.core6(all[0].id)).unwrap().conditions.len(), 1);
    assert_eq!(store.read(|r| r.documents_recent(Some(DocumentState::Draft), 9)).unwrap(), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Against the plain definition: a kana text finds whoever's search key contains it (of two characters or
    /// more, or at the beginning), and nobody else.
    #[test]
    fn kana_search_is_what_it_says(
        names in proptest::collection::vec(("[ア-オカガキギャヤッツー]{1,4}", "[ア-オカガキギャヤッツー]{1,4}"), 1..30),
        text in "[あ-おかがきぎゃやっつ]{1,3}",
    ) {
        let home = Home::new();
        let store = home.create().unwrap();
        let mut expected = Vec::new();
        let wanted = search_key(&text);
        for (i, (family, given)) in names.iter().enumerate() {
            let one = saved(&store, patient(&format!("N{i}"), "山田 花子", &format!("{family} {given}"), "1950-01-01"));
            let key = search_key(&one.kana.joined(""));
            let within = wanted.chars().count() >= 2 && key.contains(&wanted);
            let within = within || key.char_indices().any(|(at, _)| key[at..].starts_with(&wanted) && key[at..].chars().count() >= 2);
            if key.starts_with(&wanted) || within {
                expected.push(one.chart_number);
            }
        }
        let mut found = find(&store, &text);
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

}

#[test]
fn any_text_may_be_typed() {
    let home = Home::new();
    let store = home.create().unwrap();
    saved(&store, patient("1", "山田 花子", "ヤマダ ハナコ", "1950-01-01"));
    proptest!(|(text in "\\PC{0,20}")| {
        store.read(|r| r.patients_find(&text, TODAY, 5)).unwrap();
    });
}
