//! Written bundles for another insurance: letters, 患者サマリー and 報告単位 of every version of the guide.

use crate::{
    care_plans, collections,
    fhir_check::{Extent, accepts},
    letters::{counting, made_at},
    random, samples,
};
use documents::{care_plan_summary, referral_letter, service::Options};
use domain::patient::{Branch, Insurance};
use fhir::{
    check::{self, check},
    identifier::insured_person,
    profile::GuideVersion,
    renew::{carries, insured_of, renew},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

fn options() -> impl Iterator<Item = Options> {
    GuideVersion::ALL.iter().flat_map(|guide| {
        [false, true].map(|stamp_versions| Options { guide: *guide, stamp_versions, ..Options::default() })
    })
}

/// Every bundle that there is, under the guide that it was made for.
fn bundles() -> Vec<(String, GuideVersion, Vec<u8>)> {
    let mut all = Vec::new();
    for (place, options) in options().enumerate() {
        let mut add = |name: String, bytes: Option<Vec<u8>>| {
            all.extend(bytes.map(|bytes| (format!("{name}-{place}"), options.guide, bytes)));
        };
        let samples = samples::samples().into_iter().map(|(_, letter)| letter);
        for (i, letter) in samples.chain(random::some(40)).enumerate() {
            let (bytes, _) = referral_letter::compose::compose(&letter, made_at(), &mut counting(), &options);
            add(format!("letter-{i}"), bytes);
        }
        let samples = care_plans::samples().into_iter().map(|(_, plan)| plan);
        for (i, plan) in samples.chain(care_plans::some(20)).enumerate() {
            let (bytes, _) = care_plan_summary::compose::compose(&plan, made_at(), &mut counting(), &options);
            add(format!("plan-{i}"), bytes);
        }
    }
    let units = collections::some(20).into_iter().map(|(name, bytes)| (name, GuideVersion::default(), bytes));
    all.extend(units);
    assert!(all.len() > 200);
    all
}

/// Insurances that give a number, the same ones in every run.
fn insurances() -> impl Iterator<Item = Insurance> {
    let mut runner = TestRunner::deterministic();
    let branch =
        prop_oneof!["[0-9]{2}".prop_map(Branch::Number), Just(Branch::NonePrinted), Just(Branch::Unchecked)];
    let strategy =
        ("[0-9]{6}|[0-38][0-9]{7}|39[0-9]{6}", "[あ-んA-Z0-9０-９ -]{0,6}", "[0-9０-９-]{1,8}", branch)
            .prop_map(|(insurer_number, symbol, number, branch)| Insurance {
                insurer_number,
                symbol,
                number,
                branch,
            });
    std::iter::repeat_with(move || strategy.new_tree(&mut runner).expect("an insurance").current())
}

/// UUIDs that occur in no other bundle.
fn fresh() -> impl FnMut() -> Uuid {
    let mut next = u128::MAX;
    move || {
        next -= 1;
        Uuid::from_u128(next)
    }
}

fn names(bytes: &[u8]) -> Vec<String> {
    let bundle: Value = serde_json::from_slice(bytes).expect("JSON");
    let entries = bundle["entry"].as_array().expect("entries").iter();
    entries.map(|entry| entry["fullUrl"].as_str().expect("a name").to_owned()).collect()
}

/// What the checker says, without the names of entries.
fn said(bytes: &[u8], guide: GuideVersion) -> Vec<(&'static str, String)> {
    let options = check::Options { version: check::Version::parse(guide.as_str()), ..Default::default() };
    let found = check(bytes, &options).findings.into_iter();
    found.map(|found| (found.finding.rule.id, found.finding.path)).collect()
}

#[test]
fn for_the_same_insurance_nothing_but_names_changes() {
    for (name, _, bytes) in bundles() {
        // 生活保護 is no insurance.
        let Some(insurance) = insured_of(&bytes) else { continue };
        let old = names(&bytes);
        let mut given = Vec::new();
        let mut ids = fresh();
        let renewed = renew(&bytes, &insurance, &mut || {
            let id = ids();
            given.push(format!("urn:uuid:{id}"));
            id
        });
        let renewed = renewed.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(names(&renewed), given, "{name}: every entry has a new name");
        // Byte for byte: digits, escapes and the order of fields as they were.
        let mut old = old.into_iter();
        let back = renew(&renewed, &insurance, &mut || {
            let name = old.next().expect("as many names as before");
            name.trim_start_matches("urn:uuid:").parse().expect("a UUID")
        });
        assert!(back.as_deref() == Ok(&bytes), "{name}");
        assert!(carries(&renewed, &insurance) && renewed.len() == bytes.len(), "{name}");
    }
}

#[test]
fn another_insurance_is_all_that_is_new() {
    let mut for_the_checker = Vec::new();
    for ((name, guide, bytes), insurance) in bundles().into_iter().zip(insurances()) {
        let renewed =
            renew(&bytes, &insurance, &mut fresh()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let number = |insurance: &Insurance| insured_person(insurance).expect("a number").value;
        let told = insured_of(&renewed).unwrap_or_else(|| panic!("{name}: no insurance"));
        assert_eq!(number(&told), number(&insurance), "{name}");
        assert_eq!(said(&renewed, guide), said(&bytes, guide), "{name}");

        let mut was: Value = serde_json::from_slice(&bytes).expect("JSON");
        let mut is: Value = serde_json::from_slice(&renewed).expect("JSON");
        assert_eq!(was["identifier"], is["identifier"], "{name}");
        let back: HashMap<String, String> = names(&renewed).into_iter().zip(names(&bytes)).collect();
        let attached = |entry: &&mut Value| entry["resource"]["resourceType"] != "Bundle";
        let entries = is["entry"].as_array_mut().expect("entries");
        entries.iter_mut().for_each(|entry| rename(&mut entry["fullUrl"], &back));
        entries.iter_mut().filter(attached).for_each(|entry| rename(entry, &back));
        for bundle in [&mut was, &mut is] {
            let entries = bundle["entry"].as_array_mut().expect("entries");
            let person = entries.iter_mut().find(|entry| entry["resource"]["resourceType"] == "Patient");
            let identifiers = &mut person.expect("a patient")["resource"]["identifier"];
            let last = identifiers.as_array_mut().expect("identifiers").pop().expect("a number");
            assert!(last["system"].as_str().is_some_and(|system| system.ends_with("_memberID")), "{name}");
        }
        assert_eq!(was, is, "{name}");
        if guide == GuideVersion::default() && for_the_checker.len() < 40 {
            for_the_checker.push((name, renewed));
        }
    }
    accepts(&for_the_checker, Extent::Prose);
}

fn rename(value: &mut Value, names: &HashMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text) {
                text.clone_from(name);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, names)),
        Value::Object(fields) => fields.values_mut().for_each(|value| rename(value, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
