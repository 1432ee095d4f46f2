//! 報告単位 of the 5情報 and 患者サマリー: built, read, built again from what was read, and read the same.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use crate::{
    care_plans, collections, fhir_check,
    letters::{entry, lab, own, text_only},
    round_trip::{built, flat, patient_into, row_into, same, understood},
};
use documents::{
    care_plan_summary::content::{CarePlanSummary, NextVisit},
    received::view::view,
    referral_letter::content::Rows,
};
use domain::{
    core6::{
        Body, Core6, Moment,
        code::{Code, CodeSystem},
        lab_result::{LabResult, ReferenceRange},
        sharing::ReportKind,
    },
    patient::Patient,
};
use fhir::read::document::{Document, Item, Row};

/// Systems whose codes say 感染症.
const DESIGNATED: &[CodeSystem] = &[CodeSystem::LabInfectionJlac10, CodeSystem::LabInfectionJlac11];

/// Only a whole code is written.
fn designated(codes: &[Code]) -> bool {
    codes.iter().any(|code| DESIGNATED.contains(&code.system) && code.code.len() == 17)
}

fn rows(document: &Document) -> Rows {
    let mut rows = Rows::default();
    document.items.iter().for_each(|item| row_into(item, "", &mut rows));
    rows
}

fn patient(document: &Document) -> Patient {
    let mut patient = text_only().patient;
    patient_into(document.patient.as_ref().unwrap(), &mut patient);
    patient
}

/// Without what says where in its chart a unit or a row stood: the unit's number, and 検査 before 感染症.
fn unplaced(mut document: Document) -> Document {
    document.number.clear();
    let infection = |item: &Item| matches!(item.row.as_deref(), Some(Row { body: Body::Infection(_), .. }));
    document.items.sort_by_key(infection);
    document
}

fn chart_holds(name: &str, mut core6: Core6, about: &Patient) {
    // Codes alone tell 感染症 in a unit. One without such a code comes back as 検査, whose word is then plain text.
    core6.infections.retain(|row| designated(&row.body.codes));
    // And 検査 with such a code comes back as 感染症, whose range and mark are told as facts.
    for row in core6.lab_results.iter_mut().filter(|row| designated(&row.body.codes)) {
        (row.body.range, row.body.interpretation) = (ReferenceRange::default(), None);
    }
    for (place, (kind, bytes)) in collections::bundles(&core6, about).0.into_iter().enumerate() {
        let first = unplaced(understood(&bytes));
        let Rows { conditions, allergies, infections, lab_results, .. } = rows(&first);
        let filled = [conditions.len() + allergies.len(), infections.len() + lab_results.len()];
        assert_eq!(filled.map(|count| count > 0), [kind != ReportKind::Results, kind == ReportKind::Results]);
        let again = Core6 { conditions, allergies, infections, lab_results, ..Core6::default() };
        let (mut made, left_out) = collections::bundles(&again, &patient(&first));
        assert!(left_out.is_empty());
        let (of, bytes) = made.pop().unwrap();
        assert!(made.is_empty() && of == kind, "{name} {place}: one unit");
        same(&format!("{name} {place}"), &first, &unplaced(understood(&bytes)));
    }
}

#[test]
fn a_chart_comes_back() {
    chart_holds("sample", collections::chart(), &text_only().patient);
}

/// 60 charts, 1,000 in the long run.
#[test]
fn any_chart_comes_back() {
    let count = if fhir_check::long_run() { 1000 } else { 60 };
    for (i, (core6, patient)) in collections::charts(count).into_iter().enumerate() {
        chart_holds(&format!("chart {i}"), core6, &patient);
    }
}

/// Inside a letter the sender's section says whether a value is 検査; a unit has no sections, and its codes do.
#[test]
fn a_designated_infection_is_what_its_place_says() {
    let range = ReferenceRange { low: String::new(), high: "0.05".into(), text: String::new() };
    let codes = vec![Code::new(CodeSystem::LabInfectionJlac10, "5F016141002305101", "HBs抗原(定量)")];
    let body = LabResult {
        range: range.clone(),
        sampled: Some(Moment::Day(jiff::civil::date(2026, 11, 20))),
        ..lab("HBs抗原定量", codes, "0.01", "IU/mL")
    };
    let mut letter = text_only();
    letter.rows.lab_results = vec![entry(60, own(), body)];
    let document = built(&letter);
    let lab_results = document.items.iter().find_map(|item| match item.row.as_deref() {
        Some(Row { body: Body::LabResult(body), .. }) => Some(body.range.clone()),
        _ => None,
    });
    assert_eq!(lab_results, Some(range));

    let core6 = Core6 { lab_results: letter.rows.lab_results, ..Core6::default() };
    let (made, _) = collections::bundles(&core6, &letter.patient);
    let document = understood(&made[0].1);
    let infection = document.items.iter().find(|item| item.row.is_some()).unwrap();
    assert!(
        matches!(&infection.row.as_deref().unwrap().body, Body::Infection(body) if body.result_text == "0.01 IU/mL")
    );
    assert!(infection.facts.iter().any(|fact| fact.label.contains("基準") && fact.text.contains("0.05")));
}

/// A text that stands both in a section and as a file is read once; one that differs is read twice.
#[test]
fn a_text_sent_twice_is_shown_once() {
    let mut letter = text_only();
    letter.texts.treatment = "安静にて軽快した。\n　食事は全量  \n".into();
    letter.texts.remarks = "画像を同封します。".into();
    let times = |document: &Document| {
        let all = flat(&view(document)).join("\n");
        ["安静にて軽快した。", "画像を同封します。"].map(|text| all.matches(text).count())
    };
    let document = built(&letter);
    assert_eq!(times(&document), [1, 1]);
    let mut differs = document.clone();
    for file in &mut differs.attachments {
        file.bytes.extend("追記".bytes());
    }
    assert_eq!(times(&differs), [2, 2]);
    let first = &document.attachments[0];
    assert_eq!(
        String::from_utf8_lossy(&first.bytes).lines().next(),
        Some("安静にて軽快した。"),
        "still a file"
    );
}

fn plan_holds(name: &str, plan: &CarePlanSummary) {
    let first = understood(&care_plans::build(plan).0.unwrap());
    let mut again = plan.clone();
    again.version = first.edition.parse().unwrap();
    again.date = first.issued.unwrap().day();
    patient_into(first.patient.as_ref().unwrap(), &mut again.patient);
    again.conditions = rows(&first).conditions;
    let item = first.items.iter().find(|item| item.resource == "CarePlan").unwrap();
    // What has no place of its own stands behind the advice.
    let said = |label: &str| item.facts.iter().find(|fact| fact.label == label).map(|fact| fact.text.clone());
    again.advice = said("説明").unwrap();
    (again.diagnosis, again.next_visit) = (String::new(), NextVisit::Open);
    same(name, &first, &understood(&care_plans::build(&again).0.unwrap()));
}

#[test]
fn plans_come_back() {
    for (name, plan) in care_plans::samples() {
        plan_holds(&name, &plan);
    }
}

/// 60 plans, 1,000 in the long run.
#[test]
fn any_plan_comes_back() {
    let count = if fhir_check::long_run() { 1000 } else { 60 };
    for (i, plan) in care_plans::some(count).into_iter().enumerate() {
        plan_holds(&format!("plan {i}"), &plan);
    }
}
