//! The demonstration: a fictional clinic with patients, 6情報 and two letters. Everything goes through the same
//! calls as a person's own typing.

use crate::{
    Desk, Error, Session,
    api::{
        chart::{
            AbsenceSave, AllergyForm, CodeForm, CommonForm, ConditionForm, EntryForm, EntrySave,
            InfectionForm, LabResultForm, PrescriptionForm,
        },
        clinic::{DoctorForm, InstitutionForm, ReceiverSave, StaffSave},
        front::Setup,
        letters::{LetterCreate, LetterFinalize, LetterSave},
        patients::{InsuranceForm, PatientForm, PatientSave},
    },
    chart, front, life, patients, settings,
    terminal::Settings,
};
use documents::referral_letter::form::{ConsentForm, ReceiverForm};
use domain::{
    core6::{
        Absence, Core6Kind, Source, allergy::AllergyCategory, code::CodeSystem, infection::InfectionResult,
        prescription::DosageKind,
    },
    institution::{Honorific, ReceiverKind},
    letter::{ConsentWay, LetterKind},
    outbox::ReadConsent,
    patient::Sex,
    staff::{Permission, Role},
};
use std::path::Path;
use store::key::Passphrase;

/// Joins the demonstration to the simulated terminal below this folder, unless somebody has chosen a terminal. What
/// is to be said to it once, a line each.
pub fn join_terminal(desk: &Desk, root: &Path) -> Result<Vec<String>, Error> {
    let session = desk.session(Permission::Manage)?;
    if Settings::load(session.store())? != Settings::default() {
        return Ok(Vec::new());
    }
    let settings = Settings { since: Some(session.clock().today()), ..Settings::below(root) };
    session.store().write(&session.audit("terminal_save"), |w| settings.save(w))?;
    Ok(REGISTERED.map(|(person, number)| format!("reference {person} {number}")).into())
}

/// Fills a new store. False when there is one already: it is left as it is.
pub fn seed(desk: &Desk) -> Result<bool, Error> {
    if !desk.awaits_setup()? {
        return Ok(false);
    }
    let setup = Setup {
        institution: InstitutionForm {
            code: "1319999991".into(),
            name: "見本内科クリニック".into(),
            postal_code: "100-0000".into(),
            address: "東京都見本区見本町1-2-3".into(),
            phone: "03-0000-0001".into(),
            fax: "03-0000-0002".into(),
        },
        doctor: DoctorForm {
            name: "見本 一郎".into(),
            kana: "ミホン イチロウ".into(),
            department: "内科".into(),
            registration_number: String::new(),
        },
    };
    front::make(desk, &setup, &Passphrase::generate())?;
    let session = desk.session(Permission::Sign)?;
    let clerk =
        StaffSave { id: None, version: 0, name: "受付 さくら".into(), role: Role::Clerk, active: true };
    settings::save_staff(&session, clerk)?;
    for form in [hospital(), eye_clinic()] {
        settings::save_receiver(&session, ReceiverSave { id: None, version: 0, form })?;
    }
    let patients = PATIENTS.iter().map(|one| patient(&session, one)).collect::<Result<Vec<_>, _>>()?;
    let [heart, diabetes, child, ..] = patients.as_slice() else {
        return Err(Error::bug("too few patients"));
    };
    heart_chart(&session, heart)?;
    diabetes_chart(&session, diabetes)?;
    child_chart(&session, child)?;
    finalized_letter(&session, heart)?;
    draft_letter(&session, diabetes)?;
    Ok(true)
}

/// 番号, 氏名, フリガナ, 生年月日, 性別, 住所, 電話, and 保険者番号・記号・番号・枝番 of the card: 枝番 empty where none is
/// printed, `?` where nobody has looked yet.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Sex,
    &'static str,
    &'static str,
    [&'static str; 4],
);

/// The simulated terminal knows all of them: 1001, 1002 and 1004 by 照会番号, the others by their cards. 1004 has
/// another insurance by now, that of 1007 is over.
const PATIENTS: &[Row] = &[
    (
        "1001",
        "架空 花子",
        "カクウ ハナコ",
        "S20.3.1",
        Sex::Female,
        "東京都見本区桜町2-4-6",
        "03-0000-1001",
        ["06139463", "12", "345678", "01"],
    ),
    (
        "1002",
        "髙橋 𠮷雄",
        "タカハシ ヨシオ",
        "S33.7.15",
        Sex::Male,
        "東京都見本区緑町5-1",
        "03-0000-1002",
        ["06139463", "見本", "１８７", "00"],
    ),
    (
        "1003",
        "例示 つむぎ",
        "レイジ ツムギ",
        "R7.4.10",
        Sex::Female,
        "東京都見本区青葉台3-3-3",
        "03-0000-1003",
        ["06139463", "45", "9876", "?"],
    ),
    (
        "1004",
        "山﨑 太郎",
        "ヤマザキ タロウ",
        "S51.11.3",
        Sex::Male,
        "東京都見本区本町7-8",
        "03-0000-1004",
        ["06139463", "88", "112233", "00"],
    ),
    (
        "1005",
        "山崎 太朗",
        "ヤマザキ タロウ",
        "H2.1.20",
        Sex::Male,
        "東京都見本区元町1-1",
        "03-0000-1005",
        ["06139463", "88", "445566", "02"],
    ),
    (
        "1006",
        "見本 さくら",
        "ミホン サクラ",
        "T14.12.1",
        Sex::Female,
        "東京都見本区丘の上4-2",
        "03-0000-1006",
        ["39131008", "", "00123456", ""],
    ),
    (
        "1007",
        "期限 明",
        "キゲン アキラ",
        "S63.12.24",
        Sex::Male,
        "東京都見本区港町9-9",
        "03-0000-1007",
        ["06990011", "きげん", "2024", "01"],
    ),
];

/// Who of the simulated terminal's people was registered under their 患者番号 as 照会番号.
const REGISTERED: [(&str, &str); 3] = [("P11", "1001"), ("P12", "1002"), ("P14", "1004")];

fn patient(session: &Session, row: &Row) -> Result<String, Error> {
    let (chart, name, kana, birth, sex, address, phone, [insurer, symbol, number, branch]) = *row;
    let form = PatientForm {
        chart_number: chart.into(),
        name: name.into(),
        kana: kana.into(),
        birth_date: birth.into(),
        sex,
        postal_code: "100-0000".into(),
        address: address.into(),
        phone: phone.into(),
        occupation: String::new(),
        insurance: InsuranceForm {
            insurer_number: insurer.into(),
            symbol: symbol.into(),
            number: number.into(),
            branch: branch.trim_start_matches('?').into(),
            no_branch: branch.is_empty(),
        },
        public_payers: Vec::new(),
    };
    Ok(patients::save(session, PatientSave { id: None, version: 0, form })?.patient.row.id)
}

fn hospital() -> ReceiverForm {
    ReceiverForm {
        id: None,
        kind: ReceiverKind::Medical,
        code: "1319999992".into(),
        name: "架空総合病院".into(),
        postal_code: "100-0001".into(),
        address: "東京都架空区中央1-1-1".into(),
        phone: "03-0000-9000".into(),
        fax: "03-0000-9001".into(),
        department: "循環器内科".into(),
        doctor: "架空 二郎".into(),
        honorific: Honorific::Auto,
    }
}

fn eye_clinic() -> ReceiverForm {
    ReceiverForm {
        code: "1319999993".into(),
        name: "例示眼科医院".into(),
        phone: "03-0000-9100".into(),
        fax: "03-0000-9101".into(),
        department: "眼科".into(),
        doctor: String::new(),
        ..hospital()
    }
}

fn keep(session: &Session, patient: &str, entry: EntryForm) -> Result<(), Error> {
    let save = EntrySave { patient_id: patient.into(), id: None, version: 0, entry };
    chart::save(session, save).map(drop)
}

fn code(system: CodeSystem, code: &str, display: &str) -> CodeForm {
    CodeForm { system, code: code.into(), display: display.into() }
}

fn from(source: Source) -> CommonForm {
    CommonForm { source, ..CommonForm::default() }
}

fn condition(text: &str, key: &str, onset: &str, principal: bool, suspected: bool) -> EntryForm {
    EntryForm::Condition(ConditionForm {
        text: text.into(),
        codes: if key.is_empty() { Vec::new() } else { vec![code(CodeSystem::DiseaseKey, key, text)] },
        prefixes: Vec::new(),
        suffixes: Vec::new(),
        suspected,
        principal,
        onset: onset.into(),
        outcome: None,
        outcome_on: String::new(),
        common: CommonForm::default(),
    })
}

/// One laboratory value: item, JLAC10, FHIR識別名, value, unit, range, 材料.
fn lab(
    item: (&str, &str, &str),
    value: &str,
    unit: &str,
    range: (&str, &str),
    specimen: &str,
    at: &str,
) -> EntryForm {
    let (text, jlac, name) = item;
    EntryForm::LabResult(LabResultForm {
        text: text.into(),
        codes: vec![code(CodeSystem::LabLocal, name, text), code(CodeSystem::LabCoreJlac10, jlac, name)],
        value: value.into(),
        unit: unit.into(),
        range_low: range.0.into(),
        range_high: range.1.into(),
        range_text: String::new(),
        interpretation: None,
        specimen: specimen.into(),
        sampled: at.into(),
        common: CommonForm::default(),
    })
}

/// One drug of an RP: name, YJ, dose, daily dose; usage and days.
fn drug(
    rp: i32,
    order: i32,
    text: &str,
    yj: &str,
    dose: (&str, &str),
    usage: (&str, &str),
    days: &str,
) -> EntryForm {
    EntryForm::Prescription(PrescriptionForm {
        rp,
        order,
        text: text.into(),
        codes: vec![code(CodeSystem::DrugYj, yj, text)],
        kind: DosageKind::Internal,
        dose: dose.0.into(),
        daily_dose: dose.1.into(),
        doses: String::new(),
        site: String::new(),
        unit: "錠".into(),
        usage: usage.0.into(),
        usage_code: (!usage.1.is_empty()).then(|| code(CodeSystem::Usage, usage.1, usage.0)),
        days: days.into(),
        times: String::new(),
        prescribed_on: String::new(),
        starts_on: String::new(),
        ended: String::new(),
        common: CommonForm::default(),
    })
}

const AFTER_EACH_MEAL: (&str, &str) = ("1日3回朝昼夕食後", "1013044400000000");
const AFTER_BREAKFAST: (&str, &str) = ("1日1回朝食後", "");

fn heart_chart(session: &Session, patient: &str) -> Result<(), Error> {
    let today = domain::date::wareki(session.clock().today());
    let rows = [
        condition("高血圧症", "20061593", "平成25年4月", false, false),
        condition("狭心症", "", "令和8年11月", true, true),
        EntryForm::Allergy(AllergyForm {
            category: AllergyCategory::Food,
            text: "さば".into(),
            codes: vec![code(CodeSystem::AllergenFood, "J9FC11310000", "さば")],
            reaction: "じんましん".into(),
            criticality: None,
            onset: String::new(),
            ended: String::new(),
            common: CommonForm::default(),
        }),
        EntryForm::Allergy(AllergyForm {
            category: AllergyCategory::Medication,
            text: "ポビドンヨード".into(),
            codes: vec![code(CodeSystem::AllergenDrugGeneral, "GCM2260701F1ZZZ", "ポビドンヨード")],
            reaction: "かぶれた".into(),
            criticality: None,
            onset: String::new(),
            ended: String::new(),
            common: from(Source::Reported),
        }),
        lab(("LDLコレステロール", "3F077000002327101", "LDL-C"), "142", "mg/dL", ("", "139"), "血清", &today),
        lab(("クレアチニン", "3C015000002329101", "Cre"), "0.68", "mg/dL", ("0.46", "0.79"), "血清", &today),
        lab(("BNP", "4Z271000002205101", "BNP"), "38.5", "pg/mL", ("", "18.4"), "血漿", &today),
        drug(1, 1, "アムロジピン錠5mg", "2171022F2017", ("1", "1"), AFTER_BREAKFAST, "28"),
    ];
    rows.into_iter().try_for_each(|row| keep(session, patient, row))
}

fn diabetes_chart(session: &Session, patient: &str) -> Result<(), Error> {
    let today = domain::date::wareki(session.clock().today());
    let rows = [
        condition("糖尿病", "", "平成28年", true, false),
        lab(("HbA1c", "3D046000001921002", "HbA1c-NGSP"), "8.2", "%", ("4.9", "6.0"), "全血", &today),
        lab(("空腹時血糖", "3D010130002327101", "FBG"), "168", "mg/dL", ("73", "109"), "血清", &today),
        EntryForm::Infection(InfectionForm {
            text: "HBs抗原".into(),
            codes: Vec::new(),
            result: Some(InfectionResult::Negative),
            result_text: String::new(),
            specimen: "血清".into(),
            sampled: today.clone(),
            common: CommonForm::default(),
        }),
        drug(1, 1, "メトホルミン塩酸塩錠250mg", "3962002F2019", ("1", "3"), AFTER_EACH_MEAL, "28"),
    ];
    rows.into_iter().try_for_each(|row| keep(session, patient, row))?;
    for kind in [Core6Kind::Allergy, Core6Kind::Contraindication] {
        let state = AbsenceSave { patient_id: patient.into(), kind, state: Absence::None, on: String::new() };
        chart::save_absence(session, state)?;
    }
    Ok(())
}

fn child_chart(session: &Session, patient: &str) -> Result<(), Error> {
    keep(session, patient, condition("急性上気道炎", "", "", true, false))
}

fn finalized_letter(session: &Session, patient: &str) -> Result<(), Error> {
    let (id, version) = letter(session, patient, hospital(), |form| {
        form.purpose = "狭心症を疑います。ご高診のほど何卒よろしくお願い申し上げます。".into();
        form.past_history = "特記すべき既往はありません。".into();
        form.family_history = "父が心筋梗塞（60歳代）。".into();
        form.course = "平素より大変お世話になっております。今月に入り、坂道や階段で胸部の圧迫感を自覚するようになりました。\
                       安静にすると5分ほどで治まります。当院の心電図では明らかなST変化を認めませんでした。"
            .into();
        form.treatment = "降圧薬を継続し、労作を控えるよう説明しました。".into();
        form.remarks = "心電図の写しを同封します。お手数ですが、結果をご一報いただけますと幸いです。".into();
    })?;
    let consent = Some(ReadConsent::Later);
    life::finalize(session, LetterFinalize { id, version, consent }).map(drop)
}

fn draft_letter(session: &Session, patient: &str) -> Result<(), Error> {
    letter(session, patient, eye_clinic(), |form| {
        form.purpose = "糖尿病網膜症の有無につき、眼底検査をお願いいたします。".into();
        form.course =
            "平成28年に健診で高血糖を指摘され、当院へ通院中です。自覚する視力の変化はありません。".into();
    })
    .map(drop)
}

fn letter(
    session: &Session,
    patient: &str,
    receiver: ReceiverForm,
    write: impl FnOnce(&mut documents::referral_letter::form::LetterForm),
) -> Result<(String, i32), Error> {
    let create =
        LetterCreate { patient_id: patient.into(), kind: LetterKind::Referral, from: None, form: None };
    let open = life::create_letter(session, create)?;
    let mut form = open.form;
    form.receiver = receiver;
    form.consent = ConsentForm { given: true, on: String::new(), way: ConsentWay::Oral };
    write(&mut form);
    let saved =
        life::save_letter(session, LetterSave { id: open.row.id.clone(), version: open.version, form })?;
    Ok((open.row.id, saved.version))
}
