//! 患者サマリー as bundles.

use crate::{
    fhir_check::{Extent, accepts, accepts_as, long_run},
    letters::{counting, made_at},
    plans,
    random::{bare, conditions, person, prose},
};
use documents::{
    care_plan_summary::{
        compose::compose,
        content::{CarePlanSummary, NextVisit},
    },
    service::Options,
};
use domain::{finding::Finding, patient::PublicPayer};
use fhir::profile::GuideVersion;
use jiff::civil::date;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;

pub(super) fn build(plan: &CarePlanSummary) -> (Option<Vec<u8>>, Vec<Finding>) {
    compose(plan, made_at(), &mut counting(), &Options::default())
}

fn parsed(plan: &CarePlanSummary) -> Value {
    serde_json::from_slice(&build(plan).0.expect("a bundle")).expect("JSON")
}

fn resource<'a>(bundle: &'a Value, kind: &str) -> &'a Value {
    let entries = bundle["entry"].as_array().expect("entries");
    let found = entries.iter().find(|entry| entry["resource"]["resourceType"] == kind);
    &found.unwrap_or_else(|| panic!("no {kind}"))["resource"]
}

fn rules(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

pub(super) fn samples() -> Vec<(String, CarePlanSummary)> {
    [
        ("ordinary", plans::ordinary()),
        ("long", plans::long()),
        ("public_assistance", plans::public_assistance()),
        ("unsplittable", plans::unsplittable()),
    ]
    .map(|(name, plan)| (name.to_owned(), plan))
    .into()
}

#[test]
fn fhir_check_accepts_the_samples() {
    let mut bundles = Vec::new();
    for stamp_versions in [false, true] {
        let options = Options { stamp_versions, ..Options::default() };
        for (name, plan) in samples() {
            let (bytes, _) = compose(&plan, made_at(), &mut counting(), &options);
            bundles.push((format!("plan-{name}-{stamp_versions}"), bytes.expect("a bundle")));
        }
    }
    accepts(&bundles, Extent::Whole);
    let options = Options { guide: GuideVersion::V1_10_0, stamp_versions: true, ..Options::default() };
    let older = [("ordinary", plans::ordinary()), ("long", plans::long())].map(|(name, plan)| {
        (format!("plan-{name}"), compose(&plan, made_at(), &mut counting(), &options).0.expect("a bundle"))
    });
    accepts_as(&older, Extent::Whole, "1.10");
}

#[test]
fn the_samples_keep_their_content() {
    for (name, plan) in samples() {
        let (_, findings) = build(&plan);
        let pretty = serde_json::to_string_pretty(&parsed(&plan)).expect("JSON");
        insta::assert_snapshot!(format!("plan_bundle_{name}"), pretty);
        let said: Vec<String> =
            findings.iter().map(|finding| format!("{}: {}", finding.path, finding.sentence())).collect();
        insta::assert_snapshot!(format!("plan_findings_{name}"), said.join("\n"));
    }
}

#[test]
fn the_only_section_holds_the_plan_and_coded_diseases() {
    let bundle = parsed(&plans::ordinary());
    let head = resource(&bundle, "Composition");
    assert_eq!(head["section"].as_array().map(Vec::len), Some(1));
    let section = &head["section"][0];
    assert_eq!(section["entry"].as_array().map(Vec::len), Some(3), "the plan and two diseases");
    for prohibited in ["text", "emptyReason", "author", "focus", "mode", "section"] {
        assert!(section.get(prohibited).is_none(), "{prohibited}");
    }
    for prohibited in ["custodian", "event", "attester"] {
        assert!(head.get(prohibited).is_none(), "{prohibited}");
    }
    assert_eq!(head["author"].as_array().map(Vec::len), Some(2));
    assert_eq!(resource(&bundle, "Encounter")["period"]["start"], "2026-11-22");
    assert_eq!(resource(&bundle, "CarePlan")["period"]["start"], "2026-11-22");
}

#[test]
fn what_has_no_place_of_its_own_stands_behind_the_advice() {
    let (_, findings) = build(&plans::ordinary());
    assert_eq!(rules(&findings), ["bundle.text-only-rows"]);
    let bundle = parsed(&plans::ordinary());
    let said = resource(&bundle, "CarePlan")["description"].as_str().expect("a text");
    assert!(
        said.ends_with("ご連絡ください。\n傷病名: めまい、緑内障【他院】\n次回の受診: 令和8年12月20日"),
        "{said}"
    );
    let bundle = parsed(&plans::public_assistance());
    let said = resource(&bundle, "CarePlan")["description"].as_str().expect("a text");
    assert!(said.ends_with("ご連絡ください。"), "{said}");
}

#[test]
fn obstacles_leave_no_bundle() {
    let none = |plan: CarePlanSummary, rule: &str| {
        let (bytes, findings) = build(&plan);
        assert!(bytes.is_none(), "{rule}");
        assert!(rules(&findings).contains(&rule), "{rule} in {:?}", rules(&findings));
    };
    let base = plans::ordinary;
    none(plans::text_only(), "bundle.no-coded-condition");
    let others = base().conditions.split_off(2);
    none(CarePlanSummary { conditions: others, ..base() }, "bundle.no-coded-condition");
    none(CarePlanSummary { payment: domain::letter::Payment::SelfPaid, ..base() }, "bundle.payment");
    none(CarePlanSummary { doctor: None, ..base() }, "plan.doctor-missing");
    none(CarePlanSummary { advice: "\n ".into(), ..base() }, "plan.advice-missing");
    none(CarePlanSummary { advice: "歩".repeat(4_000_000), ..base() }, "bundle.too-large");
    let mut plan = base();
    plan.patient.insurance = None;
    none(plan, "bundle.no-insurance");
    let mut plan = base();
    plan.patient.address.clear();
    none(plan, "bundle.no-address");
}

fn plan() -> impl Strategy<Value = CarePlanSummary> {
    let next = prop_oneof![
        Just(NextVisit::Open),
        Just(NextVisit::Day(date(2027, 1, 8))),
        Just(NextVisit::Words("4週間後　10時".into())),
    ];
    let texts = ("[一-龠ぁ-んA-Z]{1,9}", prose(), prose());
    (person(), conditions(0), texts, next, 1u32..9, any::<bool>()).prop_map(
        |((name, sex, insurance, payment), rows, (head, advice, diagnosis), next_visit, version, civil)| {
            let mut plan = plans::ordinary();
            let assisted =
                PublicPayer { payer_number: "12130012".into(), recipient_number: "1234567".into() };
            plan.patient.public_payers = vec![assisted];
            plan.patient.name = name;
            plan.patient.sex = sex;
            plan.patient.insurance = insurance;
            plan.payment = payment;
            // One coded disease of the clinic is there, and nothing that the patient does not know.
            plan.conditions.truncate(1);
            plan.conditions[0].id = crate::letters::entry(999, crate::letters::own(), ()).id;
            plan.conditions.extend(rows.into_iter().filter(|row| !row.body.flags.uninformed));
            plan.advice = format!("{head}\n{advice}");
            plan.diagnosis = diagnosis;
            plan.next_visit = next_visit;
            plan.version = version;
            plan.style.civil_years = civil;
            plan
        },
    )
}

/// `count` plans, the same ones in every run.
pub(super) fn some(count: usize) -> Vec<CarePlanSummary> {
    let mut runner = TestRunner::deterministic();
    let strategy = plan();
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a plan").current()).collect()
}

fn bundles(plans: &[CarePlanSummary]) -> Vec<(String, Vec<u8>)> {
    plans
        .iter()
        .enumerate()
        .map(|(i, plan)| (format!("plan-{i:03}"), build(plan).0.expect("a bundle")))
        .collect()
}

#[test]
fn the_checker_accepts_any_plan() {
    let (whole, prose) = if long_run() { (200, 1_000) } else { (20, 100) };
    accepts(&bundles(&some(whole)), Extent::Whole);
    accepts(&bundles(&some(prose)), Extent::Prose);
}

#[test]
fn nothing_that_a_plan_says_is_missing() {
    for plan in some(100) {
        let bundle = parsed(&plan);
        let mut said = bare(resource(&bundle, "CarePlan")["description"].as_str().expect("a text"));
        for entry in bundle["entry"].as_array().expect("entries") {
            let code = entry["resource"]["code"]["text"].as_str().unwrap_or_default();
            said.push_str(&format!("\n{}", bare(code)));
        }
        let mut words = vec![plan.advice.clone(), plan.diagnosis.clone()];
        words.push(plan.next_visit.display(plan.style.civil_years));
        words.extend(plan.conditions.iter().map(|row| row.body.full_name()));
        for text in words {
            let text = bare(&text);
            assert!(said.contains(&text), "missing: {text:?}\nin {said}");
        }
    }
}
