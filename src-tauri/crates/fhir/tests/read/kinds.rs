//! Each kind of document, read as what it is.

use crate::bundles;
use domain::{
    core6::{Body, Core6Kind, Moment, condition::OutcomeKind, lab_result::Interpretation},
    received::ReceivedKind,
};
use fhir::read::{
    document::{Document, Item, Media},
    read,
};

fn made(name: &str) -> (Document, Vec<&'static str>) {
    let (document, findings) = read(&bundles::made_bundle(name));
    (document, findings.iter().map(|finding| finding.rule.id).collect())
}

fn rows(document: &Document) -> Vec<&Body> {
    document.items.iter().filter_map(|item| Some(&item.row.as_ref()?.body)).collect()
}

fn in_section<'d>(document: &'d Document, code: &str) -> Vec<&'d Item> {
    document.section(&[code]).unwrap().items.iter().map(|item| &document.items[*item]).collect()
}

fn fact<'d>(item: &'d Item, label: &str) -> &'d str {
    item.facts.iter().find(|fact| fact.label == label).map_or("", |fact| &fact.text)
}

#[test]
fn a_discharge_summary_has_all_its_sections() {
    let (document, rules) = made("discharge_summary");
    assert_eq!(document.kind, ReceivedKind::DischargeSummary);
    assert_eq!(
        (document.number.as_str(), document.edition.as_str(), document.guide.as_str()),
        ("1312345670^2026^777", "2", "1.10.0")
    );
    assert_eq!(document.issued.map(Moment::iso).as_deref(), Some("2026-11-21T13:28"));
    assert_eq!(document.sender.place.as_ref().unwrap().name, "架空総合病院");
    let codes: Vec<&str> = document.every_section().iter().map(|section| section.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "300", "322", "324", "312", "352", "342", "344", "360", "333", "713", "614", "444", "424", "550",
            "530", "810", "999", "210"
        ]
    );
    let stay = in_section(&document, "322")[0];
    assert_eq!(fact(stay, "期間"), "2026-11-10〜2026-11-20");
    assert_eq!(fact(stay, "入院・入院経路"), "院内出生以外の家庭からの入院");
    assert_eq!(fact(in_section(&document, "324")[0], "入院・退院時の転帰"), "軽快");
    let course = &document.attachments[in_section(&document, "333")[0].attachments[0]];
    assert_eq!((course.media, course.title.as_str()), (Media::Text, "入院中経過"));
    assert!(String::from_utf8_lossy(&course.bytes).contains("補液"));
    let Body::Condition(final_diagnosis) = &in_section(&document, "344")[0].row.as_ref().unwrap().body else {
        panic!()
    };
    let outcome = final_diagnosis.outcome.unwrap();
    assert_eq!((outcome.kind, outcome.on.to_string().as_str()), (OutcomeKind::Cured, "2026-11-19"));
    let Body::Prescription(drug) = &in_section(&document, "444")[0].row.as_ref().unwrap().body else {
        panic!()
    };
    assert_eq!(
        (drug.dose.as_str(), drug.daily_dose.as_str(), drug.unit.as_str(), drug.days),
        ("1", "1", "錠", Some(14))
    );
    assert_eq!(drug.starts_on.unwrap().to_string(), "2026-11-21");
    assert_eq!(fact(in_section(&document, "550")[0], "病名・発症の年齢"), "62 歳");
    let attached = in_section(&document, "210")[0];
    assert_eq!(document.attachments[attached.attachments[0]].media, Media::Pdf);
    assert!(rules.contains(&"read.attachment-broken"));
    assert!(attached.rest.iter().any(|leftover| leftover.tree.text == "@@@"));
}

#[test]
fn a_patient_summary_shows_its_plan() {
    let (document, rules) = made("care_plan_summary");
    assert_eq!(document.kind, ReceivedKind::CarePlanSummary);
    let items = in_section(&document, "422");
    assert_eq!(fact(items[0], "説明"), "塩分は1日6gまで。週3回30分歩く。");
    assert_eq!(fact(items[0], "期間"), "2026-11-21〜");
    assert!(matches!(items[1].row.as_ref().unwrap().body, Body::Condition(_)));
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn an_old_letter_is_read_with_its_own_ways() {
    let (document, rules) = made("old_letter");
    assert_eq!(document.kind, ReceivedKind::ReferralLetter);
    assert_eq!(document.number, "OLD-1");
    let patient = document.patient.as_ref().unwrap();
    assert_eq!(
        (patient.name.joined(" "), patient.kana.joined(" ")),
        ("架空 太郎".into(), "カクウ タロウ".into())
    );
    assert_eq!(
        (patient.address.as_str(), patient.postal_code.as_str()),
        ("東京都架空市三丁目3-3", "1000002")
    );
    assert_eq!(patient.chart_numbers, [("1399999999".into(), "77".into())]);
    assert_eq!(document.sender.person.as_ref().unwrap().name.joined(" "), "架空 三郎");
    let section = document.section(&["340"]).unwrap();
    assert_eq!((section.items.len(), section.facts.len()), (1, 1), "one found by identifier, one lost");
    assert!(rules.contains(&"read.reference-lost"));
    let rows = rows(&document);
    let Body::LabResult(potassium) = rows[1] else { panic!() };
    assert_eq!(
        (potassium.value.as_str(), potassium.unit.as_str(), potassium.specimen.as_str()),
        ("4.50", "mEq/L", "血清")
    );
    assert_eq!(potassium.sampled.map(Moment::iso).as_deref(), Some("2022-05-30T17:30"));
    assert_eq!(rows.len(), 2, "a drug without a day of prescription stays a list of facts");
    assert!(document.leftovers().any(|leftover| leftover.path.ends_with("_birthDate")));
    let flag = document.items.iter().find(|item| item.resource == "Flag").unwrap();
    assert!(!flag.linked);
    let inner = document.attachments.iter().find(|attachment| attachment.media == Media::Bundle).unwrap();
    assert!(std::str::from_utf8(&inner.bytes).unwrap().contains("6.80"));
    let (inner, _) = read(&inner.bytes);
    assert_eq!(inner.items[0].title, "中の文書の病名");
}

#[test]
fn a_set_of_conditions() {
    let (document, rules) = made("conditions");
    assert_eq!(document.kind, ReceivedKind::Core6);
    let rows = rows(&document);
    let [
        Body::Condition(suspected),
        Body::Condition(after),
        Body::Condition(stopped),
        Body::Condition(wrong),
    ] = rows[..]
    else {
        panic!("{} rows", rows.len())
    };
    assert_eq!((suspected.text.as_str(), suspected.full_name()), ("前腕骨折", "左前腕骨折".to_owned()));
    assert!(suspected.suspected && suspected.prefixes[0].text == "左");
    assert_eq!(
        after.full_name(),
        "胃癌術後",
        "the name reads as written where the modifier is called otherwise"
    );
    assert_eq!(after.suffixes[0].codes.len(), 1);
    assert!(after.principal && after.flags.uninformed);
    assert_eq!(stopped.outcome.unwrap().kind, OutcomeKind::Stopped);
    assert_eq!(stopped.note, "経過観察");
    let voids: Vec<bool> = document.items.iter().filter_map(|item| Some(item.row.as_ref()?.void)).collect();
    assert_eq!(voids, [false, false, false, true]);
    assert_eq!(wrong.text, "高血圧症");
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn a_laboratory_report() {
    let (document, rules) = made("lab_results");
    let kinds: Vec<Core6Kind> = rows(&document).iter().map(|row| row.kind()).collect();
    assert_eq!(kinds[1], Core6Kind::Infection);
    assert_eq!(kinds.iter().filter(|kind| **kind == Core6Kind::LabResult).count(), 4);
    let rows = rows(&document);
    let Body::LabResult(first) = rows[0] else { panic!() };
    assert_eq!(
        (first.value.as_str(), first.unit.as_str(), first.range.display().as_str()),
        ("7.10", "%", "4.6–6.2")
    );
    assert_eq!(first.interpretation, Some(Interpretation::High));
    let Body::LabResult(bound) = rows[2] else { panic!() };
    assert_eq!(bound.value, "<0.30");
    let Body::LabResult(pending) = rows[3] else { panic!() };
    assert_eq!(pending.value, "検査中");
    let critical = document.items.iter().find(|item| item.title == "尿蛋白").unwrap();
    assert_eq!(fact(critical, "判定"), "Critical high");
    assert_eq!(fact(critical, "実施者"), "架空 次郎");
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn a_resource_that_stands_alone_is_read_too() {
    let (document, findings) = read(br#"{"resourceType":"Condition","code":{"text":"x"}}"#);
    assert_eq!(document.items.len(), 1);
    assert!(findings.iter().any(|finding| finding.rule.id == "read.no-patient"));
    let (document, findings) = read(b"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"birthDate\":\"1950-0");
    assert_eq!(document.items.len(), 1, "what stands before the break is read");
    assert!(findings.iter().any(|finding| finding.rule.id == "read.broken"));
    let (_, findings) = read(b"%PDF-1.7");
    assert_eq!(findings[0].rule.id, "read.not-json");
}
