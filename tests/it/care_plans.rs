//! 患者サマリー（療養計画書） through the whole house: from the file, and call by call.

use fumibako::{
    api::Code,
    letter_file::{self, DocumentKind},
};
use fumibako_tests::{Calls, Paper, TempClinic, bare, fonts_are_there, plans, sample, shared};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, process::Command};

fn run(clinic: &TempClinic, json: &[u8]) -> letter_file::Done {
    letter_file::run_document(&clinic.desk(), DocumentKind::CarePlanSummary, json, &|_| ())
        .unwrap_or_else(|error| panic!("{error}: {:?}", error.findings))
}

#[test]
fn every_sample_becomes_paper_and_where_due_a_bundle() {
    if !fonts_are_there() {
        return;
    }
    let clinic = TempClinic::new();
    let folder = clinic.out();
    fs::create_dir_all(&folder).unwrap();
    let mut bundles = Vec::new();
    for sample in plans() {
        let done = run(&clinic, &sample.bytes);
        let rules: BTreeSet<&str> = done.findings.iter().map(|finding| finding.rule.id).collect();
        let paper = Paper::new(&done.pdf);
        if let Some(text) = paper.text() {
            let text = bare(&text);
            let plan = &sample.value["plan"];
            for line in plan["advice"].as_str().unwrap().lines() {
                assert!(text.contains(&bare(line)), "{}: {line} in {text}", sample.name);
            }
            let pages = paper.pages().unwrap();
            assert_eq!(pages > 1, sample.name == "long", "{}: {pages} pages", sample.name);
        }
        assert_eq!(print::attachments(&done.pdf).unwrap().len(), 0, "the patient's paper is a plain PDF");
        match done.bundle {
            None => {
                assert_eq!(sample.name, "text-only");
                assert!(rules.contains("bundle.no-coded-condition"), "{rules:?}");
            }
            Some(bundle) => {
                let path = folder.join(format!("{}.bundle.json", sample.name));
                fs::write(&path, bundle).unwrap();
                bundles.push(path);
            }
        }
    }
    assert_eq!(bundles.len(), plans().len() - 1);
    let Some(check) = shared("tools/fhir-check/fhir-check") else { return };
    let output = Command::new(check).args(&bundles).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.matches(": ok errors=0 ").count(), bundles.len(), "{said}");
}

#[test]
fn a_file_with_faults_stores_nothing() {
    let clinic = TempClinic::new();
    let mut file: Value = serde_json::from_slice(&plans()[0].bytes).unwrap();
    file["plan"] = json!({ "advice": "", "doctor_id": "1", "date": "2099-01-01" });
    file["core6"]["conditions"] = json!([{ "text": "胃癌", "common": { "flags": { "uninformed": true } } }]);
    let json = file.to_string();
    let kind = DocumentKind::CarePlanSummary;
    let Err(error) = letter_file::run_document(&clinic.desk(), kind, json.as_bytes(), &|_| ()) else {
        panic!("it was taken")
    };
    let found: BTreeSet<(&str, &str)> =
        error.findings.iter().map(|finding| (finding.rule.id, finding.path.as_str())).collect();
    for expected in [
        ("input.not-here", "plan.doctor_id"),
        ("plan.advice-missing", "plan.advice"),
        ("plan.uninformed", "plan.conditions"),
        ("date.in-future", "plan.date"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    assert!(!clinic.place().exists());
}

/// A clinic with the patient of the first sample, and the patient's id.
fn clinic() -> (TempClinic, fumibako::Desk, String) {
    let clinic = TempClinic::new();
    let desk = clinic.desk();
    let json = &plans().into_iter().find(|one| one.name == "ordinary").unwrap().bytes;
    letter_file::run_document(&desk, DocumentKind::CarePlanSummary, json, &|_| ())
        .unwrap_or_else(|error| panic!("{error}"));
    let front = desk.call("front_state", Value::Null).unwrap();
    if front["staff"].is_null() {
        desk.call("staff_choose", json!({ "id": front["choices"][0]["id"] })).unwrap();
    }
    let found = desk.call("patient_search", json!({ "text": "" })).unwrap();
    let id = found[0]["id"].as_str().unwrap().to_owned();
    (clinic, desk, id)
}

#[test]
fn a_plan_lives_like_a_letter() {
    if !fonts_are_there() {
        return;
    }
    let (_clinic, desk, patient) = clinic();
    let ask = |name: &str, arg: Value| {
        desk.call(name, arg).unwrap_or_else(|error| panic!("{name}: {:?} {:?}", error.code, error.findings))
    };
    let open = ask("plan_create", json!({ "patient_id": patient, "from": null, "form": null }));
    let id = open["row"]["id"].as_str().unwrap().to_owned();
    assert_eq!(open["row"]["document"], "care_plan_summary");
    assert_eq!(open["form"]["conditions"].as_array().unwrap().len(), 3, "all that go on");
    let error = desk.call("letter_finalize", json!({ "id": id, "version": open["version"] })).unwrap_err();
    assert_eq!(error.code, Code::Rejected);
    assert!(error.findings.iter().any(|finding| finding.rule == "plan.advice-missing"));

    let mut form = open["form"].clone();
    form["advice"] = json!("{患者氏名}さん、毎日歩きましょう。");
    let saved = ask("plan_save", json!({ "id": id, "version": open["version"], "form": form }));
    assert!(saved["findings"].to_string().contains("{患者氏名}"));
    let pages = ask("plan_preview", json!({ "id": id, "form": form, "dpi": 60 }));
    assert_eq!(pages["pages"].as_array().unwrap().len(), 1);
    let stored = ask("letter_preview", json!({ "id": id, "number": null, "form": null, "dpi": 60 }));
    assert_eq!(stored["pages"], pages["pages"], "the draft as last saved is the same");
    let error = desk.call("letter_open", json!({ "id": id })).unwrap_err();
    assert_eq!(error.code, Code::NotFound, "it is no letter");

    let fixed = ask("letter_finalize", json!({ "id": id, "version": saved["version"], "consent": "later" }));
    assert_eq!((&fixed["row"]["state"], &fixed["row"]["bundle"]), (&json!("final"), &json!(true)));
    assert_eq!(fixed["row"]["outbox"], "ready");
    assert_eq!(fixed["ways"], json!(["printed", "copy", "saved", "handed", "mail"]));
    for way in fixed["ways"].as_array().unwrap() {
        assert_eq!(ask("letter_issue", json!({ "id": id, "number": 1, "way": way }))["done"], true);
    }
    let fax = json!({ "id": id, "number": 1, "way": "fax" });
    assert_eq!(desk.refuses("letter_issue", fax, Code::Rejected).findings[0].rule, "document.issue-way");
    let bundle = ask("letter_bundle_save", json!({ "id": id, "number": 1 }));
    assert_eq!(bundle["done"], true);
    let amended = ask("letter_amend", json!({ "id": id, "reason": "歩く時間を書き足す" }));
    assert_eq!(amended["form"]["advice"], form["advice"]);
    let again = ask("letter_finalize", json!({ "id": id, "version": amended["version"] }));
    assert_eq!(again["row"]["versions"], 2);
    let gone = ask("letter_withdraw", json!({ "id": id, "reason": "別の方の計画でした" }));
    assert_eq!(gone["row"]["state"], "withdrawn");

    let copy = ask("plan_create", json!({ "patient_id": patient, "from": id, "form": null }));
    assert_eq!(copy["form"]["advice"], form["advice"]);
    ask("letter_discard", json!({ "id": copy["row"]["id"], "version": copy["version"] }));
    let rows = ask("letter_list", json!({ "patient_id": patient, "state": null, "text": "" }));
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let history = ask("patient_history", json!({ "id": patient })).to_string();
    for act in ["plan_create", "plan_finalize", "plan_amend", "plan_withdraw", "plan_issue", "plan_file"] {
        assert!(history.contains(act), "{act} in {history}");
    }
}

#[test]
fn a_template_fills_with_what_the_chart_knows() {
    if !fonts_are_there() {
        return;
    }
    let (_clinic, desk, patient) = clinic();
    let open =
        desk.call("plan_create", json!({ "patient_id": patient, "from": null, "form": null })).unwrap();
    let save = json!({
        "id": null, "version": 0, "title": "ひな形", "field": "advice",
        "text": "{患者氏名}さんの{傷病名主}。{直近検査:HbA1c}",
    });
    let template = desk.call("template_save", save).unwrap();
    let listed = desk.call("template_list", json!({})).unwrap().to_string();
    assert!(listed.contains("ひな形") && listed.contains("高血圧の療養計画"), "{listed}");
    let fill = json!({ "template_id": template["id"], "plan_id": open["row"]["id"], "form": open["form"] });
    let filled = desk.call("plan_template_fill", fill).unwrap();
    assert_eq!(filled["text"], "架空 三郎さんの高血圧症。{直近検査:HbA1c}");
}

#[test]
fn a_letter_is_no_plan() {
    let clinic = TempClinic::new();
    let kind = DocumentKind::CarePlanSummary;
    let Err(error) = letter_file::run_document(&clinic.desk(), kind, &sample("text-only").bytes, &|_| ())
    else {
        panic!("it was taken")
    };
    assert_eq!(error.code, Code::Rejected);
}
