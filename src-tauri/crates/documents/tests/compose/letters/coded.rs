//! A letter with rows of every kind.

use super::*;
use domain::{
    core6::{
        allergy::Criticality,
        code::CodeSystem,
        condition::{Modifier, Outcome, OutcomeKind},
        lab_result::Interpretation,
    },
    date::PartialDate,
};

/// Rows of every kind, with codes, flags, modifiers and outcomes; a few that must stay text.
pub fn fully_coded() -> Letter {
    use CodeSystem::*;
    let mut letter = text_only();
    letter.version = 2;
    letter.texts.diagnosis = String::new();
    letter.texts.allergy = String::new();
    letter.texts.infection = String::new();
    letter.texts.medication = String::new();
    letter.rows = Rows {
        conditions: conditions(),
        past_conditions: vec![entry(
            8,
            own(),
            Condition {
                onset: Some(PartialDate::Year(1971)),
                outcome: Some(Outcome { kind: OutcomeKind::Cured, on: date(1971, 5, 6) }),
                ..condition("急性虫垂炎", vec![Code::new(DiseaseKey, "20053970", "急性虫垂炎")])
            },
        )],
        present_conditions: vec![conditions()[0].clone(), entry(9, own(), condition("便秘症", Vec::new()))],
        allergies: allergies(),
        infections: vec![
            entry(
                30,
                own(),
                Infection {
                    flags: Flags { long_term: true, ..Flags::default() },
                    ..infection(
                        "HBs抗原",
                        vec![Code::new(LabInfectionJlac10, "5F016141002306311", "HBs抗原(定性)")],
                        Some(InfectionResult::Negative),
                        "",
                    )
                },
            ),
            entry(31, own(), infection("HCV抗体", Vec::new(), Some(InfectionResult::Negative), "")),
            entry(
                32,
                own(),
                infection("HTLV-1抗体", vec![Code::new(LabLocal, "HTLV1", "")], None, "0.1 未満"),
            ),
        ],
        lab_results: lab_results(),
        prescriptions: prescriptions(),
    };
    letter.family = family();
    letter.subtype = LetterSubtype::Discharge;
    letter
}

fn conditions() -> Vec<Entry<Condition>> {
    use CodeSystem::*;
    vec![
        entry(
            1,
            own(),
            Condition {
                principal: true,
                prefixes: vec![Modifier {
                    text: "左".into(),
                    codes: vec![
                        Code::new(ModifierKey, "27000358", "左"),
                        Code::new(ModifierReceipt, "2056", "左"),
                    ],
                }],
                onset: Some(PartialDate::Month(2026, 4)),
                ..condition(
                    "前腕骨折",
                    vec![
                        Code::new(DiseaseKey, "20080427", "前腕骨折"),
                        Code::new(Icd10, "S529", "前腕の骨折，部位不明"),
                        Code::new(DiseaseExchange, "NJU8", "前腕骨折"),
                        Code::new(DiseaseReceipt, "8129009", "前腕骨折"),
                    ],
                )
            },
        ),
        entry(
            2,
            own(),
            Condition {
                suspected: true,
                flags: Flags { uninformed: true, undelivered: true, long_term: true },
                onset: Some(PartialDate::Day(date(2026, 11, 1))),
                ..condition("胃癌", vec![Code::new(DiseaseKey, "20054321", "胃癌")])
            },
        ),
        entry(
            3,
            own(),
            Condition {
                outcome: Some(Outcome { kind: OutcomeKind::Transferred, on: date(2026, 10, 1) }),
                ..condition("糖尿病", vec![Code::new(DiseaseKey, "20061234", "糖尿病")])
            },
        ),
        entry(4, own(), condition("めまい", Vec::new())),
        entry(
            5,
            of(Source::Reported, true),
            condition("気管支喘息", vec![Code::new(DiseaseKey, "20055555", "気管支喘息")]),
        ),
        entry(
            6,
            of(Source::Imported, true),
            Condition {
                outcome: Some(Outcome { kind: OutcomeKind::Improved, on: date(2026, 9, 1) }),
                ..condition("脂質異常症", vec![Code::new(DiseaseKey, "20066666", "脂質異常症")])
            },
        ),
        entry(
            7,
            own(),
            Condition {
                suffixes: vec![Modifier { text: "術後".into(), codes: Vec::new() }],
                flags: Flags { uninformed: true, ..Flags::default() },
                ..condition("大腸癌", vec![Code::new(DiseaseKey, "20077777", "大腸癌")])
            },
        ),
    ]
}

fn allergies() -> Vec<Entry<Allergy>> {
    use AllergyCategory::*;
    vec![
        entry(
            20,
            own(),
            Allergy {
                reaction: "蕁麻疹".into(),
                criticality: Some(Criticality::High),
                onset: Some(PartialDate::Year(2001)),
                flags: Flags { long_term: true, ..Flags::default() },
                ..allergy(Food, "さば", vec![Code::new(CodeSystem::AllergenFood, "J9FC11310000", "さば")])
            },
        ),
        entry(
            21,
            own(),
            allergy(
                Medication,
                "ポビドンヨード",
                vec![Code::new(CodeSystem::AllergenDrugGeneral, "GCM2260701F1ZZZ", "ポビドンヨード")],
            ),
        ),
        entry(
            22,
            of(Source::Reported, false),
            Allergy {
                reaction: "発疹".into(),
                ..allergy(
                    Medication,
                    "ペニシリン",
                    vec![Code::new(CodeSystem::AllergenDrugBrand, "D9M000000000", "薬剤")],
                )
            },
        ),
        entry(
            23,
            own(),
            Allergy {
                ended: Some(date(2026, 1, 1)),
                ..allergy(
                    Other,
                    "ラテックス",
                    vec![Code::new(CodeSystem::AllergenOther, "D9N000000000", "未コード化アレルゲン")],
                )
            },
        ),
        entry(24, own(), allergy(Environment, "スギ花粉", Vec::new())),
    ]
}

fn lab_results() -> Vec<Entry<LabResult>> {
    use CodeSystem::*;
    let range = |low: &str, high: &str, text: &str| ReferenceRange {
        low: low.into(),
        high: high.into(),
        text: text.into(),
    };
    vec![
        entry(
            40,
            own(),
            LabResult {
                range: range("4.6", "6.2", ""),
                interpretation: Some(Interpretation::High),
                specimen: "全血".into(),
                ..lab(
                    "ＨｂＡ１ｃ（NGSP）",
                    vec![
                        Code::new(LabLocal, "A1C_019", "HbA1c"),
                        Code::new(LabCoreJlac10, "3D046000001921002", "HbA1c-NGSP"),
                    ],
                    "６．８０",
                    "%",
                )
            },
        ),
        entry(
            41,
            own(),
            LabResult {
                range: range("", "0.30", ""),
                ..lab("CRP", vec![Code::new(LabCoreJlac10, "5C070000002206401", "CRP")], "<0.3", "mg/dL")
            },
        ),
        entry(
            42,
            own(),
            LabResult {
                specimen: String::new(),
                ..lab("院内迅速検査", vec![Code::new(LabLocal, "RAPID-1", "")], "（－）", "")
            },
        ),
        entry(
            43,
            own(),
            lab("血沈", vec![Code::new(Jlac10, "2Z010000001992001", "赤血球沈降速度")], "12", "mm/h"),
        ),
        entry(44, own(), lab("尿酸", Vec::new(), "5.1", "mg/dL")),
        entry(
            45,
            of(Source::Other, false),
            lab("AST", vec![Code::new(LabCoreJlac10, "3B035000002327201", "AST")], "31", "U/L"),
        ),
        entry(
            46,
            own(),
            LabResult {
                sampled: None,
                ..lab("ALT", vec![Code::new(LabCoreJlac10, "3B045000002327201", "ALT")], "20", "U/L")
            },
        ),
        entry(
            47,
            own(),
            lab("K", vec![Code::new(LabCoreJlac10, "3H015000002327201", "カリウム")], "4.1", "mmol/L"),
        ),
    ]
}

fn prescriptions() -> Vec<Entry<Prescription>> {
    use CodeSystem::*;
    vec![
        entry(
            60,
            own(),
            Prescription {
                dose: "2".into(),
                daily_dose: "6".into(),
                usage: "1日3回毎食後".into(),
                usage_code: Some(Code::new(Usage, "1013044400000000", "１日３回朝昼夕食後　服用")),
                days: Some(3),
                ..drug(1, 1, "ミヤＢＭ錠", vec![Code::new(DrugYj, "2316009F1022", "ミヤＢＭ錠")])
            },
        ),
        entry(
            61,
            own(),
            Prescription {
                dose: "0.5".into(),
                daily_dose: "1.5".into(),
                unit: "g".into(),
                usage: "1日3回毎食後".into(),
                days: Some(3),
                ..drug(1, 2, "院内調剤散", Vec::new())
            },
        ),
        entry(
            62,
            own(),
            Prescription {
                kind: DosageKind::AsNeeded,
                usage: "頭痛時".into(),
                daily_dose: String::new(),
                days: None,
                times: Some(10),
                ..drug(
                    2,
                    1,
                    "【般】ロキソプロフェンNa錠60mg",
                    vec![Code::new(DrugGeneral, "1149019F1ZZZ", "【般】ロキソプロフェンNa錠60mg")],
                )
            },
        ),
        entry(
            63,
            own(),
            Prescription {
                kind: DosageKind::External,
                unit: "つぶ".into(),
                usage: "1日1回塗布".into(),
                days: None,
                ended: Some(date(2026, 11, 21)),
                ..drug(3, 1, "院内軟膏", Vec::new())
            },
        ),
        entry(
            64,
            of(Source::Other, true),
            drug(4, 1, "アムロジピン錠5mg", vec![Code::new(DrugYj, "2171022F2010", "アムロジピン錠５ｍｇ")]),
        ),
        entry(
            65,
            own(),
            Prescription {
                usage: String::new(),
                ..drug(5, 1, "用法のない薬", vec![Code::new(DrugYj, "2171022F2010", "用法のない薬")])
            },
        ),
        entry(
            66,
            own(),
            Prescription {
                dose: String::new(),
                daily_dose: "7".into(),
                doses: vec!["4".into(), "2".into(), "1".into()],
                usage: "1日3回毎食後".into(),
                usage_code: Some(Code::new(Usage, "1013044400000000", "１日３回朝昼夕食後　服用")),
                days: Some(7),
                ..drug(
                    6,
                    1,
                    "プレドニゾロン錠5mg",
                    vec![Code::new(DrugYj, "2456001F1302", "プレドニゾロン錠5mg")],
                )
            },
        ),
        entry(
            67,
            own(),
            Prescription {
                kind: DosageKind::External,
                dose: String::new(),
                daily_dose: String::new(),
                unit: "本".into(),
                usage: "1日2回塗布".into(),
                usage_code: Some(Code::new(Usage, "2B72000000000000", "１日２回　塗布")),
                site: "右膝".into(),
                days: None,
                ..drug(7, 1, "保湿クリーム", vec![Code::new(DrugYj, "3339950M1030", "保湿クリーム")])
            },
        ),
    ]
}
