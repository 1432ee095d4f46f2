//! 5情報: charts become 報告単位, their bytes as snapshots, and what `fhir-check` says.

use crate::{
    fhir_check::{Extent, accepts, accepts_as, long_run},
    letters::{self, allergy, condition, counting, entry, infection, lab, made_at, own},
    random,
};
use domain::{
    core6::{
        Core6, Flags, Moment,
        allergy::AllergyCategory,
        code::{Code, CodeSystem},
        condition::{Condition, Modifier},
        infection::{Infection, InfectionResult},
        lab_item::{self, LabList, ValueKind},
        lab_result::{Interpretation, LabResult, ReferenceRange},
        sharing::{Report, ReportKind},
    },
    date::PartialDate,
    finding::Severity,
    id::EntryId,
    patient::Patient,
};
use fhir::{
    check,
    collection::{Addressed, collect, patient_url},
    context::Context,
    identifier::report_number,
    profile::GuideVersion,
    resource::patient::national_number,
    text::Cleaner,
};
use jiff::civil::date;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;

const TODAY: domain::date::Date = date(2026, 11, 22);

/// Every report of the chart as a bundle, and the rows that could not be written.
pub(super) fn bundles(core6: &Core6, patient: &Patient) -> (Vec<(ReportKind, Vec<u8>)>, Vec<EntryId>) {
    bundles_as(core6, patient, GuideVersion::default())
}

/// The same under a version of the guide.
fn bundles_as(
    core6: &Core6,
    patient: &Patient,
    version: GuideVersion,
) -> (Vec<(ReportKind, Vec<u8>)>, Vec<EntryId>) {
    let letter = letters::text_only();
    let doctor = letter.doctor.as_ref().expect("a doctor");
    let guide = version.guide().expect("built-in data");
    let mut ids = counting();
    let mut left_out = Vec::new();
    let mut made = Vec::new();
    for (place, report) in Report::of(core6, TODAY).iter().enumerate() {
        let context = Context {
            guide,
            stamp: false,
            made_at: made_at(),
            institution: &letter.institution,
            doctor,
            patient: patient_url(&mut ids),
            cleaner: Cleaner::default(),
        };
        let person = national_number(guide, patient, domain::letter::Payment::Insured).expect("a number");
        let addressed = Addressed {
            person: person.identifier,
            number: report_number(&letter.institution.code, 2026, &format!("unit-{place}"))
                .expect("a number"),
        };
        let collected = collect(context, patient, report, addressed, &|_| doctor, &mut ids);
        left_out.extend(collected.left_out);
        if let Some(bundle) = collected.bundle {
            made.push((report.key.kind, bundle.to_bytes(guide.transmission_bytes).expect("bytes")));
        }
    }
    (made, left_out)
}

fn code(system: CodeSystem, code: &str, display: &str) -> Vec<Code> {
    vec![Code::new(system, code, display)]
}

/// Rows of all kinds, coded and not, of whom some must not be sent.
pub(super) fn chart() -> Core6 {
    use CodeSystem::*;
    let rows = letters::fully_coded().rows;
    let mut conditions = rows.conditions;
    conditions.extend(rows.past_conditions);
    conditions.push(entry(
        50,
        own(),
        Condition {
            onset: Some(PartialDate::Year(2020)),
            suffixes: vec![Modifier { text: "術後".into(), codes: Vec::new() }],
            ..condition("大腸ポリープ", code(DiseaseKey, "20077777", "大腸ポリープ"))
        },
    ));
    let mut allergies = rows.allergies;
    allergies.push(entry(51, own(), allergy(AllergyCategory::Medication, "ピリン系の風邪薬", Vec::new())));
    let day = Some(Moment::Day(date(2026, 11, 20)));
    let urine = |text: &str, name: &str, jlac: &str, value: &str, unit: &str| LabResult {
        specimen: "尿".into(),
        sampled: day,
        ..lab(text, code(LabCoreJlac10, jlac, name), value, unit)
    };
    let mut lab_results = rows.lab_results;
    lab_results.extend([
        entry(60, own(), urine("尿蛋白", "U-TP", "1A990000000191153", "（－）", "")),
        entry(61, own(), urine("尿糖", "U-Glu", "1A990000000191154", "２＋", "")),
        entry(62, own(), urine("尿蛋白半定量", "U-TP-半定量", "1A990000000191171", "30", "mg/dL")),
        entry(
            63,
            own(),
            LabResult {
                range: ReferenceRange { low: "13".into(), high: "30".into(), text: String::new() },
                interpretation: Some(Interpretation::High),
                ..lab("AST(GOT)", code(Jlac10, "3B035000002327201", "AST"), "35", "IU/L")
            },
        ),
        entry(64, own(), lab("血液型", code(LabCoreJlac10, "5H010000001910114", "血液型-ABO"), "ＡＢ型", "")),
        entry(65, own(), lab("血液型", code(LabCoreJlac10, "5H020000001910114", "血液型-Rh"), "Rh(+)", "")),
        entry(66, own(), lab("院内迅速検査", Vec::new(), "陰性", "")),
        entry(67, own(), lab("CRP", code(LabCoreJlac10, "5C070000002206401", "CRP"), "検体量不足", "mg/dL")),
        entry(68, own(), lab("白血球数", code(LabCoreJlac10, "2A990000001930952", "WBC"), "6,200", "/μL")),
    ]);
    let mut infections = rows.infections;
    let quantity = Infection {
        sampled: day,
        flags: Flags { long_term: true, ..Flags::default() },
        ..infection(
            "HBs抗原定量",
            code(LabInfectionJlac10, "5F016141002305101", "HBs抗原(定量)"),
            Some(InfectionResult::Negative),
            "0.01 IU/mL",
        )
    };
    let titer =
        infection("TPHA", code(LabInfectionJlac10, "5E075000002310305", "梅毒TP抗体(半定量)"), None, "×80");
    infections.extend([entry(70, own(), quantity), entry(71, own(), titer)]);
    Core6 { conditions, allergies, infections, lab_results, ..Core6::default() }
}

fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

#[test]
fn the_samples_keep_their_content_and_are_accepted() {
    let (made, left_out) = bundles(&chart(), &letters::text_only().patient);
    let mut named = Vec::new();
    for (place, (kind, bytes)) in made.into_iter().enumerate() {
        let name = format!("collection_{place}_{}", kind.as_str());
        insta::assert_snapshot!(name.clone(), serde_json::to_string_pretty(&parsed(&bytes)).expect("JSON"));
        named.push((name, bytes));
    }
    assert!(left_out.is_empty());
    accepts(&named, Extent::Whole);
}

#[test]
fn rows_without_standard_codes_go_under_the_codes_for_such_rows() {
    let (made, _) = bundles(&chart(), &letters::text_only().patient);
    let text: Vec<String> =
        made.iter().map(|(_, bytes)| String::from_utf8(bytes.clone()).expect("text")).collect();
    assert!(
        text[0].contains(r#""code":"20084317","display":"未コード化傷病名"}],"text":"大腸ポリープ術後""#)
    );
    assert!(text[1].contains(r#""code":"D9M000000000","display":"ピリン系の風邪薬""#));
    let all = text.join("");
    assert!(!all.contains("気管支喘息"), "患者申告 is never sent");
    assert!(all.contains("院内迅速検査") && all.contains("未標準化コード項目(JLAC)"));
}

/// Every designated item, under its own code and under the general system, with values as they are typed.
#[test]
fn every_designated_item_is_accepted() {
    let mut core6 = Core6::default();
    for (number, item) in (0u32..).zip(lab_item::all()) {
        let value = match item.kind {
            ValueKind::Quantity | ValueKind::Ratio | ValueKind::Score => "12.30",
            ValueKind::Titer => "32倍",
            ValueKind::PosNeg => "(-)",
            ValueKind::Urine => "±",
            ValueKind::Abo => "O型",
            ValueKind::Rh => "（－）",
        };
        let system = if item.stands_in("1.12.0") { item.jlac10_system() } else { CodeSystem::Jlac10 };
        let row = lab(item.item, code(system, item.sample, item.name), value, item.unit);
        core6.lab_results.push(entry(number, own(), row));
        let general = lab(item.item, code(CodeSystem::Jlac10, item.sample, item.name), value, item.unit);
        core6.lab_results.push(entry(200 + number, own(), general));
        if item.list == LabList::Infection {
            let row = infection(item.item, code(system, item.sample, item.name), None, value);
            core6.infections.push(entry(400 + number, own(), row));
        }
    }
    let (made, left_out) = bundles(&core6, &letters::text_only().patient);
    assert!(left_out.is_empty());
    let named: Vec<_> =
        made.into_iter().enumerate().map(|(i, (_, bytes))| (format!("items-{i}"), bytes)).collect();
    // The profile validator takes most of a minute over so many results.
    accepts(&named, if long_run() { Extent::Whole } else { Extent::Prose });
}

fn chart_strategy() -> impl Strategy<Value = (Core6, Patient)> {
    let rows = (random::conditions(0), random::allergies(), random::infections(), random::lab_results());
    (rows, random::person()).prop_map(|((conditions, allergies, infections, lab_results), person)| {
        let mut patient = letters::text_only().patient;
        (patient.name, patient.sex) = (person.0, person.1);
        patient.insurance = person.2.or(patient.insurance);
        (Core6 { conditions, allergies, infections, lab_results, ..Core6::default() }, patient)
    })
}

/// `count` charts, the same ones in every run.
pub(super) fn charts(count: usize) -> Vec<(Core6, Patient)> {
    let mut runner = TestRunner::deterministic();
    let strategy = chart_strategy();
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a chart").current()).collect()
}

/// `count` charts as bundles.
pub(super) fn some(count: usize) -> Vec<(String, Vec<u8>)> {
    some_as(count, GuideVersion::default())
}

/// The same under a version of the guide.
fn some_as(count: usize, version: GuideVersion) -> Vec<(String, Vec<u8>)> {
    charts(count)
        .into_iter()
        .enumerate()
        .flat_map(|(i, (core6, patient))| {
            let (made, _) = bundles_as(&core6, &patient, version);
            made.into_iter()
                .enumerate()
                .map(move |(j, (kind, bytes))| (format!("chart-{i:03}-{j}-{}", kind.as_str()), bytes))
        })
        .collect()
}

#[test]
fn the_prose_rules_accept_any_chart() {
    accepts(&some(100), Extent::Prose);
}

#[test]
fn the_whole_checker_accepts_any_chart() {
    accepts(&some(12), Extent::Whole);
}

#[test]
fn every_registered_row_is_in_its_bundle_or_named() {
    for (core6, patient) in charts(100) {
        let rows: usize = Report::of(&core6, TODAY).iter().map(Report::rows).sum();
        let (made, left_out) = bundles(&core6, &patient);
        let written: usize =
            made.iter().map(|(_, bytes)| parsed(bytes)["entry"].as_array().expect("entries").len() - 1).sum();
        assert_eq!(rows, written + left_out.len());
    }
}

/// The errors that our own checker finds.
fn our_errors(bytes: &[u8], version: GuideVersion) -> Vec<check::Found> {
    let options = check::Options { version: check::Version::parse(version.as_str()), ..Default::default() };
    let report = check::check(bytes, &options);
    report.findings.into_iter().filter(|found| found.severity() == Severity::Error).collect()
}

fn our_checker_accepts(named: &[(String, Vec<u8>)], version: GuideVersion) {
    for (name, bytes) in named {
        let errors = our_errors(bytes, version);
        assert!(errors.is_empty(), "{name} {}: {errors:?}", version.as_str());
    }
}

#[test]
fn our_checker_accepts_any_chart() {
    our_checker_accepts(&some(100), GuideVersion::default());
}

#[test]
fn the_older_guide_accepts_the_samples_and_any_chart() {
    let version = GuideVersion::V1_10_0;
    let (made, left_out) = bundles_as(&chart(), &letters::text_only().patient, version);
    assert!(left_out.is_empty());
    let samples: Vec<_> = made
        .into_iter()
        .enumerate()
        .map(|(place, (kind, bytes))| (format!("older-{place}-{}", kind.as_str()), bytes))
        .collect();
    accepts_as(&samples, Extent::Whole, "1.10");
    our_checker_accepts(&samples, version);
    // A name in one piece has no place in that version; everybody else's chart has.
    let (split, whole): (Vec<_>, Vec<_>) = some_as(60, version)
        .into_iter()
        .partition(|(_, bytes)| !parsed(bytes)["entry"][0]["resource"]["name"][0]["family"].is_null());
    assert!(!split.is_empty() && !whole.is_empty());
    accepts_as(&split, Extent::Prose, "1.10");
    our_checker_accepts(&split, version);
    for (name, bytes) in whole {
        let errors = our_errors(&bytes, version);
        assert!(!errors.is_empty(), "{name}");
        let at = |error: &check::Found| error.finding.path.starts_with("Bundle.entry[0].resource.name[");
        assert!(errors.iter().all(at), "{name}: {errors:?}");
    }
}
