use crate::{
    fhir_check::{Extent, accepts, accepts_as},
    letters::*,
};
use documents::referral_letter::{
    compose::{Options, compose},
    content::Letter,
};
use domain::finding::Finding;
use fhir::profile::GuideVersion;
use serde_json::Value;

fn build(letter: &Letter) -> (Vec<u8>, Vec<Finding>) {
    let (bytes, findings) = compose(letter, made_at(), &mut counting(), &Options::default());
    (bytes.expect("a bundle"), findings)
}

fn rules(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

pub(super) fn samples() -> Vec<(String, Letter)> {
    [
        ("text_only", text_only()),
        ("shortest", shortest()),
        ("fully_coded", fully_coded()),
        ("unsplittable", unsplittable()),
        ("public_assistance", public_assistance()),
        ("with_files", with_files()),
    ]
    .map(|(name, letter)| (name.to_owned(), letter))
    .into()
}

#[test]
fn fhir_check_accepts_the_samples() {
    let mut bundles: Vec<(String, Vec<u8>)> =
        samples().iter().map(|(name, letter)| (name.clone(), build(letter).0)).collect();
    let stamped = Options { stamp_versions: true, ..Options::default() };
    let (bytes, _) = compose(&fully_coded(), made_at(), &mut counting(), &stamped);
    bundles.push(("stamped".into(), bytes.expect("a bundle")));
    accepts(&bundles, Extent::Whole);
}

fn old_guide() -> Options {
    Options { guide: GuideVersion::V1_10_0, ..Options::default() }
}

#[test]
fn fhir_check_accepts_the_samples_of_the_older_guide() {
    let stamped = Options { stamp_versions: true, ..old_guide() };
    let bundles: Vec<(String, Vec<u8>)> = samples()
        .iter()
        .filter_map(|(name, letter)| {
            let (bytes, _) = compose(letter, made_at(), &mut counting(), &stamped);
            Some((name.clone(), bytes?))
        })
        .collect();
    assert_eq!(bundles.len(), samples().len() - 2, "all but the two that 1.10 does not know");
    accepts_as(&bundles, Extent::Whole, "1.10");
}

#[test]
fn what_the_older_guide_does_not_know_is_said() {
    let said = |letter: &Letter| {
        let (bytes, findings) = compose(letter, made_at(), &mut counting(), &old_guide());
        assert!(bytes.is_none());
        findings.iter().map(|finding| (finding.rule.id, finding.path.clone())).collect::<Vec<_>>()
    };
    assert_eq!(said(&public_assistance()), [("bundle.no-assistance", "patient.public_payers".to_owned())]);
    assert!(said(&unsplittable()).contains(&("bundle.name-whole", "patient.name".to_owned())));
    let mut letter = public_assistance();
    letter.patient.insurance = text_only().patient.insurance;
    let (bytes, _) = compose(&letter, made_at(), &mut counting(), &old_guide());
    let bundle: Value = serde_json::from_slice(&bytes.expect("a bundle")).expect("JSON");
    assert_eq!(resources(&bundle, "Patient")[0]["identifier"][1]["value"], "00138057:見本:１２３:01");
}

#[test]
fn the_samples_keep_their_content() {
    for (name, letter) in samples() {
        let (bytes, findings) = build(&letter);
        let bundle: Value = serde_json::from_slice(&bytes).expect("JSON");
        let pretty = serde_json::to_string_pretty(&bundle).expect("JSON");
        insta::assert_snapshot!(format!("bundle_{name}"), pretty);
        let said: Vec<String> =
            findings.iter().map(|finding| format!("{}: {}", finding.path, finding.sentence())).collect();
        insta::assert_snapshot!(format!("findings_{name}"), said.join("\n"));
    }
}

fn parsed(letter: &Letter) -> Value {
    serde_json::from_slice(&build(letter).0).expect("JSON")
}

fn resources<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().expect("entries");
    entries
        .iter()
        .map(|entry| &entry["resource"])
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

/// A section by its code, at whatever level it stands.
fn section<'a>(bundle: &'a Value, code: &str) -> Option<&'a Value> {
    let top = resources(bundle, "Composition")[0]["section"].as_array()?;
    let inner = top.iter().filter_map(|section| section["section"].as_array()).flatten();
    top.iter().chain(inner).find(|section| section["code"]["coding"][0]["code"] == code)
}

fn text(bundle: &Value, code: &str) -> String {
    section(bundle, code).and_then(|section| section["text"]["div"].as_str()).unwrap_or_default().to_owned()
}

#[test]
fn the_same_letter_gives_the_same_bytes_in_a_fixed_order() {
    let (bytes, _) = build(&fully_coded());
    assert_eq!(bytes, build(&fully_coded()).0);
    assert!(
        bytes.starts_with(
            br#"{"resourceType":"Bundle","meta":{"lastUpdated":"2026-11-22T10:02:03.456+09:00","#
        )
    );
    let mut later = counting();
    later();
    let (other, _) = compose(&fully_coded(), made_at(), &mut later, &Options::default());
    assert_ne!(other.expect("a bundle"), bytes, "full URLs are new at every build");
}

#[test]
fn one_number_serves_document_and_bundle() {
    let bundle = parsed(&text_only());
    let number = bundle["identifier"]["value"].as_str().expect("a number");
    assert_eq!(resources(&bundle, "Composition")[0]["identifier"]["value"], number);
    let parts: Vec<&str> = number.split('^').collect();
    assert_eq!(parts[0], "1319999991");
    assert_eq!(parts[1], "2026");
    assert_eq!(parts[2], text_only().document.simple());
}

#[test]
fn only_rows_of_the_clinic_with_their_codes_become_entries() {
    let (bytes, findings) = build(&fully_coded());
    let bundle: Value = serde_json::from_slice(&bytes).expect("JSON");
    let names = |kind: &str, field: &str| -> Vec<String> {
        resources(&bundle, kind)
            .iter()
            .map(|resource| resource[field]["text"].as_str().expect("a text").to_owned())
            .collect()
    };
    assert_eq!(
        names("Condition", "code"),
        ["左前腕骨折", "胃癌の疑い", "糖尿病", "脂質異常症", "急性虫垂炎"]
    );
    assert_eq!(names("AllergyIntolerance", "code"), ["さば", "ポビドンヨード", "ラテックス"]);
    assert_eq!(
        names("Observation", "code"),
        ["HBs抗原", "HTLV-1抗体", "HbA1c(NGSP)", "CRP", "院内迅速検査", "血沈"]
    );
    assert_eq!(
        names("MedicationRequest", "medicationCodeableConcept"),
        ["ミヤＢＭ錠", "院内調剤散", "【般】ロキソプロフェンNa錠60mg", "プレドニゾロン錠5mg", "保湿クリーム"]
    );
    let counts: Vec<(String, Vec<String>)> = findings
        .iter()
        .filter(|finding| finding.rule.id == "bundle.text-only-rows")
        .map(|finding| (finding.path.clone(), finding.args.clone()))
        .collect();
    let expected = [
        ("rows.conditions", "傷病名", "3"),
        ("rows.present_conditions", "現病歴", "1"),
        ("rows.allergies", "アレルギー・薬剤禁忌", "2"),
        ("rows.infections", "感染症", "1"),
        ("rows.lab_results", "検査", "4"),
        ("rows.prescriptions", "処方", "3"),
    ];
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(path, label, count)| (path.to_string(), vec![label.to_string(), count.to_string()]))
        .collect();
    assert_eq!(counts, expected);
}

#[test]
fn rows_without_an_entry_stand_in_the_text_with_their_source() {
    let bundle = parsed(&fully_coded());
    let diagnosis = text(&bundle, "340");
    assert!(
        diagnosis.contains("・めまい<br/>・気管支喘息 【患者申告】<br/>・大腸癌術後（未告知）"),
        "{diagnosis}"
    );
    assert!(!diagnosis.contains("前腕骨折"), "an entry is not repeated: {diagnosis}");
    assert!(text(&bundle, "510").contains("・ペニシリン（薬剤） 症状・理由: 発疹 【患者申告】"));
    assert!(text(&bundle, "620").contains("・AST 31 U/L 材料: 血清 採取: 令和8年11月20日 9:05 【他院】"));
    assert!(text(&bundle, "430").contains("・RP4 アムロジピン錠5mg 1回1錠 1日1錠 1日1回朝食後 28日分"));
    assert!(section(&bundle, "340").is_some_and(|section| section.get("emptyReason").is_none()));
}

#[test]
fn every_section_of_the_table_stands_with_text_or_entries() {
    let kinds = |bundle: &Value, code: &str| -> Vec<String> {
        let section = section(bundle, code).unwrap_or_else(|| panic!("section {code}"));
        let entries = section["entry"].as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| {
                let all = bundle["entry"].as_array().expect("entries");
                let found = all.iter().find(|one| one["fullUrl"] == entry["reference"]).expect("an entry");
                found["resource"]["resourceType"].as_str().expect("a type").to_owned()
            })
            .collect()
    };
    let bundle = parsed(&fully_coded());
    for ends in ["920", "910"] {
        assert_eq!(kinds(&bundle, ends), ["Organization", "Practitioner", "Organization"]);
    }
    assert_eq!(kinds(&bundle, "950"), ["Encounter"]);
    assert_eq!(kinds(&bundle, "360"), ["Condition"], "one of two has a code");
    assert!(text(&bundle, "360").contains("・便秘症<br/>食後に"));
    assert_eq!(kinds(&bundle, "550"), ["FamilyMemberHistory", "FamilyMemberHistory"]);
    assert!(text(&bundle, "550").contains("・血族に出血傾向<br/>父: 胃癌"));
    assert_eq!(kinds(&bundle, "330"), ["DocumentReference"]);
    assert_eq!(kinds(&bundle, "220"), ["DocumentReference"]);
    for (code, words) in [
        ("610", "身長 152cm"),
        ("640", "職業: 会社員<br/>喫煙"),
        ("530", "インフルエンザ"),
        ("730", "虫垂切除術"),
        ("740", "なし"),
        ("720", "創傷処置"),
        ("420", "130/80未満"),
        ("810", "ペースメーカ"),
        ("410", "延命処置"),
        ("830", "参加なし"),
    ] {
        assert!(kinds(&bundle, code).is_empty());
        assert!(text(&bundle, code).contains(words), "{code}: {}", text(&bundle, code));
    }
    assert_eq!(resources(&bundle, "Composition")[0]["category"][0]["coding"][0]["code"], "DISCHARGE");
    let visit = resources(&bundle, "Encounter")[0];
    assert_eq!(visit["class"]["code"], "IMP");
    assert_eq!(visit["reasonCode"][0]["text"], "腹痛の精査をお願いいたします。");
    let father = resources(&bundle, "FamilyMemberHistory")[0];
    assert_eq!(father["relationship"]["coding"][0]["code"], "FTH");
    assert_eq!(father["condition"][0]["code"]["coding"][0]["code"], "20055117");
    assert_eq!(father["condition"][0]["onsetAge"]["value"], 60);
}

#[test]
fn files_go_with_the_letter() {
    let letter = with_files();
    let bundle = parsed(&letter);
    let entries = section(&bundle, "210").expect("a section")["entry"].as_array().expect("entries").clone();
    assert_eq!(entries.len(), 4);
    assert!(
        text(&bundle, "210").contains("1. 心電図（PDF、2ページ）<br/>2. カルテの"),
        "{}",
        text(&bundle, "210")
    );
    let all = bundle["entry"].as_array().expect("entries");
    let resource = |reference: &Value| {
        let found = all.iter().find(|one| one["fullUrl"] == reference["reference"]).expect("an entry");
        found["resource"].clone()
    };
    let ecg = resource(&entries[0]);
    assert_eq!(ecg["content"][0]["attachment"]["contentType"], "application/pdf");
    assert_eq!(ecg["content"][0]["attachment"]["data"], "JVBERi0xLjcKJSVFT0YK");
    assert_eq!(resource(&entries[1])["content"][0]["attachment"]["title"], "カルテの 写真");
    assert_eq!(resource(&entries[3]), parsed(&shortest()), "a bundle goes as it came");
    let pages = section(&bundle, "230").expect("a section")["entry"].as_array().expect("entries").clone();
    assert_eq!(resource(&pages[0])["content"][0]["attachment"]["title"], "診療情報提供書.pdf");
    assert!(section(&parsed(&shortest()), "230").is_none(), "off by default");
}

#[test]
fn files_that_are_not_at_hand_leave_no_bundle() {
    let none = |change: fn(&mut Letter), rule: &str| {
        let mut letter = with_files();
        change(&mut letter);
        let (bytes, findings) = compose(&letter, made_at(), &mut counting(), &Options::default());
        assert!(bytes.is_none(), "{rule}");
        assert!(rules(&findings).contains(&rule), "{rule} in {:?}", rules(&findings));
    };
    none(|letter| letter.attachments[0].bytes = None, "bundle.not-made");
    none(|letter| letter.pages = None, "bundle.not-made");
    none(|letter| letter.attachments[0].size = 7_600_000, "bundle.attachments-too-large");
}

#[test]
fn flags_become_tags_where_the_guide_allows_them() {
    let bundle = parsed(&fully_coded());
    let tags = |resource: &Value| -> Vec<String> {
        let tags = resource["meta"]["tag"].as_array().cloned().unwrap_or_default();
        tags.iter().map(|tag| tag["code"].as_str().expect("a code").to_owned()).collect()
    };
    assert_eq!(tags(resources(&bundle, "Condition")[1]), ["LTS", "UNINFORMED", "UNDELIVERED"]);
    assert!(tags(resources(&bundle, "Condition")[0]).is_empty());
    assert_eq!(tags(resources(&bundle, "AllergyIntolerance")[0]), ["LTS"]);
    assert_eq!(tags(resources(&bundle, "Observation")[0]), ["LTS"]);
}

#[test]
fn an_illness_from_birth_has_its_age_in_words() {
    let mut letter = fully_coded();
    letter.family[0].age = Some(0);
    let bundle = parsed(&letter);
    let condition = &resources(&bundle, "FamilyMemberHistory")[0]["condition"][0];
    assert_eq!(condition["onsetString"], "0歳");
    assert!(condition.get("onsetAge").is_none());
    accepts(&[("from-birth".into(), build(&letter).0)], Extent::Whole);
}

#[test]
fn values_keep_their_digits_and_bounds() {
    let (bytes, _) = build(&fully_coded());
    let json = String::from_utf8(bytes).expect("UTF-8");
    assert!(json.contains(
        r#""valueQuantity":{"value":6.80,"unit":"%","system":"http://unitsofmeasure.org","code":"%"}"#
    ));
    let bound = r#""valueQuantity":{"value":0.3,"comparator":"<","unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"}"#;
    assert!(json.contains(bound));
    assert!(
        json.contains(
            r#""high":{"value":0.30,"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"}"#
        ),
        "a limit has no comparator"
    );
    let total = r#"{"value":18,"unit":"錠","#;
    assert!(json.contains(total), "6 tablets a day for 3 days");
    assert!(json.contains(r#"{"value":4.5,"unit":"ｇ","#), "1.5 g a day for 3 days");
}

#[test]
fn an_ended_care_is_no_cure() {
    let bundle = parsed(&fully_coded());
    let diabetes = resources(&bundle, "Condition")[2];
    assert_eq!(diabetes["clinicalStatus"]["coding"][0]["code"], "active");
    assert!(diabetes.get("abatementDateTime").is_none());
    assert_eq!(diabetes["note"][0]["text"], "転帰: 転医 2026-10-01");
    let appendicitis = resources(&bundle, "Condition")[4];
    assert_eq!(appendicitis["clinicalStatus"]["coding"][0]["code"], "resolved");
    assert_eq!(appendicitis["abatementDateTime"], "1971-05-06");
}

#[test]
fn what_is_known_of_allergies_is_said() {
    let bundle = parsed(&shortest());
    assert!(text(&bundle, "510").contains("アレルギー: 未確認<br/>薬剤禁忌: 未確認"));
    let bundle = parsed(&text_only());
    let said = text(&bundle, "510");
    assert!(said.contains("そばで蕁麻疹<br/>薬剤禁忌: なし（令和8年11月20日確認）"), "{said}");
    let bundle = parsed(&fully_coded());
    assert!(!text(&bundle, "510").contains("確認"), "both kinds have rows");
}

#[test]
fn names_and_numbers_take_the_forms_of_the_guide() {
    let patient = |letter: &Letter| resources(&parsed(letter), "Patient")[0].clone();
    let split = patient(&text_only());
    assert_eq!(split["name"][0]["text"], "見本 花子");
    assert_eq!(split["name"][0]["family"], "見本");
    assert_eq!(split["identifier"][0]["system"], "urn:oid:1.2.392.100495.20.3.51.11319999991");
    assert_eq!(split["identifier"][1]["value"], "00138057:見本:１２３:01");
    let whole = patient(&unsplittable());
    assert_eq!(whole["name"][0]["given"][0], "𠮷野家葛\u{E0100}城髙﨑");
    assert!(whole["name"][0].get("family").is_none());
    assert_eq!(whole["identifier"][1]["value"], "39131234::12345678:");
    let assisted = patient(&public_assistance());
    assert_eq!(
        assisted["identifier"][1]["system"],
        "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID"
    );
    assert_eq!(assisted["identifier"][1]["value"], "12130012::1234567:");
}

#[test]
fn a_reply_names_the_letter_that_it_answers() {
    let purpose = text(&parsed(&unsplittable()), "950");
    assert!(
        purpose.contains("【返書】令和8年11月2日付のご紹介 文書番号 A-12<br/>精査をお願いします。"),
        "{purpose}"
    );
}

#[test]
fn one_row_in_two_sections_is_one_resource() {
    let mut letter = fully_coded();
    letter.rows.past_conditions = letter.rows.conditions.clone();
    letter.rows.conditions.extend(letter.rows.past_conditions.clone());
    let bundle = parsed(&letter);
    assert_eq!(resources(&bundle, "Condition").len(), 4);
    let entries =
        |code: &str| section(&bundle, code).and_then(|section| section["entry"].as_array()).cloned();
    assert_eq!(entries("340"), entries("370"));
    accepts(&[("twice".into(), build(&letter).0)], Extent::Prose);
}

#[test]
fn obstacles_leave_no_bundle() {
    let none = |change: fn(&mut Letter), rule: &str| {
        let mut letter = text_only();
        change(&mut letter);
        let (bytes, findings) = compose(&letter, made_at(), &mut counting(), &Options::default());
        assert!(bytes.is_none(), "{rule}");
        assert!(rules(&findings).contains(&rule), "{rule} in {:?}", rules(&findings));
    };
    none(|letter| letter.payment = domain::letter::Payment::SelfPaid, "bundle.payment");
    none(|letter| letter.patient.insurance = None, "bundle.no-insurance");
    none(|letter| letter.patient.address = String::new(), "bundle.no-address");
    none(|letter| letter.addressee.code = None, "bundle.no-receiver-code");
    none(
        |letter| letter.addressee.kind = domain::institution::ReceiverKind::Pharmacy,
        "bundle.receiver-kind",
    );
    none(|letter| letter.doctor = None, "letter.doctor-missing");
    none(|letter| letter.texts.course = "経過".repeat(2_000_000), "bundle.too-large");
    none(
        |letter| {
            if let Some(insurance) = &mut letter.patient.insurance {
                insurance.number = String::new();
            }
        },
        "bundle.no-insurance",
    );
}

#[test]
fn an_unchecked_branch_is_told_and_sent_empty() {
    let (_, findings) = build(&unsplittable());
    assert!(rules(&findings).contains(&"bundle.branch-unchecked"));
}

#[test]
fn changed_characters_are_told() {
    let mut letter = text_only();
    letter.texts.remarks = "外字\u{E000}です".into();
    if let Some(insurance) = &mut letter.patient.insurance {
        insurance.symbol = "見1".into();
    }
    let (bytes, findings) = build(&letter);
    assert_eq!(rules(&findings), ["bundle.symbol-mixed", "bundle.character-left-out"]);
    let json = String::from_utf8(bytes).expect("UTF-8");
    assert!(json.contains("外字です") && json.contains("00138057:見１:１２３:01"));
    assert!(rules(&build(&text_only()).1).is_empty());
}
