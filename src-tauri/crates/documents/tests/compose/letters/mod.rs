//! Letters made in code, all of them fictional.

#![allow(dead_code, reason = "the bench uses only some")]

mod coded;

pub use coded::fully_coded;

use documents::attachment::Attachment;
use documents::referral_letter::content::{
    Addressee, AnsweredLetter, FamilyMember, Letter, PaperStyle, Rows, Texts,
};
use domain::{
    attachment::AttachmentKind,
    core6::{
        Absence, AbsenceState, Confirmation, Entry, Flags, Moment, Provenance, Source,
        allergy::{Allergy, AllergyCategory},
        code::Code,
        condition::Condition,
        infection::{Infection, InfectionResult},
        lab_result::{LabResult, ReferenceRange},
        prescription::{DosageKind, Prescription},
    },
    id::{AttachmentId, DoctorId, DocumentId, EntryId, PatientId, StaffId},
    institution::{Doctor, Honorific, Institution, InstitutionCode, ReceiverKind},
    letter::{FamilyRelation, LetterKind, LetterSubtype, Payment},
    patient::{Branch, Insurance, NameParts, Patient, PublicPayer, Sex},
};
use jiff::{Timestamp, civil::date};
use uuid::Uuid;

pub fn made_at() -> Timestamp {
    "2026-11-22T01:02:03.456Z".parse().expect("an instant")
}

/// Ids that count up, so that two builds give the same bytes.
pub fn counting() -> impl FnMut() -> Uuid {
    let mut next = 0u128;
    move || {
        next += 1;
        uuid::Builder::from_random_bytes(next.to_be_bytes()).into_uuid()
    }
}

fn id(number: u32) -> String {
    // 2026-11-22 in the time part of a version 7 UUID.
    format!("01a2008d-7400-7000-8000-{number:012}")
}

pub fn staff() -> StaffId {
    StaffId::parse(&id(1)).expect("an id")
}

pub fn own() -> Provenance {
    Provenance { source: Source::Own, confirmed: None, last_checked: None }
}

pub fn of(source: Source, confirmed: bool) -> Provenance {
    let confirmed = confirmed.then(|| Confirmation { by: staff(), at: made_at() });
    Provenance { source, confirmed, last_checked: Some(date(2026, 11, 20)) }
}

pub fn entry<T>(number: u32, provenance: Provenance, body: T) -> Entry<T> {
    Entry {
        id: EntryId::parse(&id(1000 + number)).expect("an id"),
        patient: PatientId::parse(&id(2)).expect("an id"),
        version: 1,
        recorded_at: made_at(),
        provenance,
        retracted_at: None,
        body,
    }
}

pub fn condition(text: &str, codes: Vec<Code>) -> Condition {
    Condition {
        text: text.into(),
        codes,
        prefixes: Vec::new(),
        suffixes: Vec::new(),
        suspected: false,
        principal: false,
        onset: None,
        outcome: None,
        flags: Flags::default(),
        note: String::new(),
    }
}

pub fn allergy(category: AllergyCategory, text: &str, codes: Vec<Code>) -> Allergy {
    Allergy {
        category,
        text: text.into(),
        codes,
        reaction: String::new(),
        criticality: None,
        onset: None,
        ended: None,
        flags: Flags::default(),
        note: String::new(),
    }
}

pub fn infection(text: &str, codes: Vec<Code>, result: Option<InfectionResult>, typed: &str) -> Infection {
    Infection {
        text: text.into(),
        codes,
        result,
        result_text: typed.into(),
        specimen: "血清".into(),
        sampled: Some(Moment::Day(date(2026, 11, 1))),
        flags: Flags::default(),
        note: String::new(),
    }
}

pub fn lab(text: &str, codes: Vec<Code>, value: &str, unit: &str) -> LabResult {
    LabResult {
        text: text.into(),
        codes,
        value: value.into(),
        unit: unit.into(),
        range: ReferenceRange::default(),
        interpretation: None,
        specimen: "血清".into(),
        sampled: Some(Moment::Minute(date(2026, 11, 20).at(9, 5, 0, 0))),
        note: String::new(),
    }
}

pub fn drug(rp: u16, order: u16, text: &str, codes: Vec<Code>) -> Prescription {
    Prescription {
        rp,
        order,
        text: text.into(),
        codes,
        kind: DosageKind::Internal,
        dose: "1".into(),
        daily_dose: "1".into(),
        doses: Vec::new(),
        unit: "錠".into(),
        usage: "1日1回朝食後".into(),
        usage_code: None,
        site: String::new(),
        days: Some(28),
        times: None,
        prescribed_on: date(2026, 11, 20),
        starts_on: None,
        ended: None,
        note: String::new(),
    }
}

/// Every box filled, nothing coded.
pub fn text_only() -> Letter {
    Letter {
        document: DocumentId::parse(&id(3)).expect("an id"),
        version: 1,
        kind: LetterKind::Referral,
        subtype: LetterSubtype::Outpatient,
        date: date(2026, 11, 22),
        made_at: made_at(),
        institution: Institution {
            version: 1,
            code: InstitutionCode::parse("1319999991").expect("a code"),
            name: "見本診療所".into(),
            postal_code: "1000001".into(),
            address: "東京都見本区見本町4-5-6".into(),
            phone: "03-0000-0001".into(),
            fax: "03-0000-0002".into(),
        },
        doctor: Some(Doctor {
            id: DoctorId::parse(&id(4)).expect("an id"),
            version: 1,
            name: NameParts::split("試験 一郎"),
            kana: NameParts::split("シケン イチロウ"),
            department: "内科".into(),
            registration_number: "123456".into(),
            active: true,
        }),
        addressee: Addressee {
            kind: ReceiverKind::Medical,
            code: InstitutionCode::parse("1319999982"),
            name: "架空病院".into(),
            postal_code: "1000002".into(),
            address: "東京都架空区架空町1-1".into(),
            phone: "03-0000-0003".into(),
            fax: String::new(),
            department: "消化器内科".into(),
            doctor: "架空 二郎".into(),
            honorific: Honorific::Auto,
        },
        patient: Patient {
            id: PatientId::parse(&id(2)).expect("an id"),
            version: 1,
            chart_number: "00001234".into(),
            name: NameParts::split("見本 花子"),
            kana: NameParts::split("ミホン ハナコ"),
            birth_date: date(1951, 3, 1),
            sex: Sex::Female,
            postal_code: "1000003".into(),
            address: "東京都見本区見本町1-2-3".into(),
            phone: "090-0000-0000".into(),
            occupation: "会社員".into(),
            insurance: Some(Insurance {
                insurer_number: "138057".into(),
                symbol: "見本".into(),
                number: "１２３".into(),
                branch: Branch::Number("01".into()),
            }),
            public_payers: Vec::new(),
            merged_into: None,
        },
        payment: Payment::Insured,
        answered: None,
        texts: Texts {
            diagnosis: "高血圧症\n胃潰瘍の疑い".into(),
            purpose: "腹痛の精査をお願いいたします。".into(),
            past_history: "虫垂炎(20歳)".into(),
            family_history: "父: 胃癌".into(),
            allergy: "そばで蕁麻疹".into(),
            infection: "HBs抗原 陰性".into(),
            course: "食後に上腹部痛が続いています。\n  体温 < 37℃ & 体重減少なし\n\nHb 12.1".into(),
            treatment: "PPIを開始しました。".into(),
            medication: "アムロジピン錠5mg 1錠 朝食後".into(),
            remarks: "画像CD 1枚を同封します。".into(),
            physical_findings: "身長 152cm 体重 48kg 血圧 128/76".into(),
            social_history: "喫煙 20歳から40歳まで1日10本".into(),
            immunization: "インフルエンザ 2026年10月".into(),
            surgery: "虫垂切除術(1971年)".into(),
            transfusion: "なし".into(),
            procedures: "創傷処置 週1回".into(),
            care_plan: "血圧は130/80未満をめざします。".into(),
            devices: "ペースメーカ なし".into(),
            advance_directive: "延命処置を望まない(2025年4月 本人記載)".into(),
            research: "参加なし".into(),
        },
        rows: Rows::default(),
        family: Vec::new(),
        attachments: Vec::new(),
        own_pages: false,
        pages: None,
        no_allergy: None,
        no_contraindication: Some(AbsenceState { state: Absence::None, on: date(2026, 11, 20), by: staff() }),
        clinic_seal: None,
        doctor_seal: None,
        style: PaperStyle::default(),
    }
}

/// Only what a letter cannot go without.
pub fn shortest() -> Letter {
    let mut letter = text_only();
    letter.texts = Texts {
        diagnosis: "高血圧症".into(),
        purpose: "精査をお願いします。".into(),
        course: "経過は良好です。".into(),
        ..Texts::default()
    };
    letter.addressee.doctor = String::new();
    letter.addressee.department = String::new();
    letter.addressee.address = String::new();
    letter.patient.occupation = String::new();
    letter.patient.phone = String::new();
    letter.no_contraindication = None;
    letter
}

/// A name that cannot be split, with a rare character and a variation sequence.
pub fn unsplittable() -> Letter {
    let mut letter = shortest();
    letter.kind = LetterKind::Reply;
    letter.answered = Some(AnsweredLetter { date: Some(date(2026, 11, 2)), number: "A-12".into() });
    letter.patient.name = NameParts::split("𠮷野家葛\u{E0100}城髙﨑");
    letter.patient.kana = NameParts::split("ヨシノヤカツラギタカサキ");
    letter.patient.insurance = Some(Insurance {
        insurer_number: "39131234".into(),
        symbol: String::new(),
        number: "12345678".into(),
        branch: Branch::Unchecked,
    });
    letter
}

/// 生活保護 without any insurance.
pub fn public_assistance() -> Letter {
    let mut letter = shortest();
    letter.payment = Payment::PublicAssistance;
    letter.patient.insurance = None;
    letter.patient.public_payers =
        vec![PublicPayer { payer_number: "12130012".into(), recipient_number: "1234567".into() }];
    letter
}

/// 家族歴 with and without 続柄, code and age.
pub fn family() -> Vec<FamilyMember> {
    let member = |relation, text: &str, codes, age| FamilyMember { relation, text: text.into(), codes, age };
    let code = Code::new(domain::core6::code::CodeSystem::DiseaseKey, "20055117", "胃癌");
    vec![
        member(Some(FamilyRelation::Father), "胃癌", vec![code], Some(60)),
        member(Some(FamilyRelation::MaternalGrandmother), "糖尿病", Vec::new(), None),
        member(None, "血族に出血傾向", Vec::new(), None),
    ]
}

/// A file of each kind; the bundle has to be given.
pub fn files(bundle: Vec<u8>) -> Vec<Attachment> {
    let file = |number: u32, kind, title: &str, pages, bytes: Vec<u8>| Attachment {
        id: AttachmentId::parse(&id(2000 + number)).expect("an id"),
        title: title.into(),
        kind,
        size: bytes.len(),
        pages,
        bytes: Some(bytes.into()),
    };
    vec![
        file(1, AttachmentKind::Pdf, "心電図", Some(2), b"%PDF-1.7\n%%EOF\n".to_vec()),
        file(2, AttachmentKind::Jpeg, "ｶﾙﾃの　写真", None, b"\xFF\xD8\xFF\xD9".to_vec()),
        file(3, AttachmentKind::Png, "胸部X線", None, b"\x89PNG\r\n\x1A\n".to_vec()),
        file(4, AttachmentKind::Bundle, "前医の紹介状", None, bundle),
    ]
}

/// Files of every kind and the letter's own pages.
pub fn with_files() -> Letter {
    let mut letter = shortest();
    let (bundle, _) = documents::referral_letter::compose::compose(
        &shortest(),
        made_at(),
        &mut counting(),
        &documents::referral_letter::compose::Options::default(),
    );
    letter.attachments = files(bundle.expect("a bundle"));
    letter.own_pages = true;
    letter.pages = Some(b"%PDF-1.7\n%%EOF\n".to_vec().into());
    letter
}
