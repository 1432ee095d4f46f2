//! A letter with everything looked up: what the paper and the bundle are made of.

pub use crate::sheet::PaperStyle;

use crate::{attachment::Attachment, seal::Seal};
use domain::{
    core6::{
        AbsenceState, Entry, allergy::Allergy, code::Code, condition::Condition, infection::Infection,
        lab_result::LabResult, prescription::Prescription,
    },
    date::Date,
    id::DocumentId,
    institution::{Doctor, Honorific, Institution, InstitutionCode, ReceiverKind, address_line},
    letter::{FamilyRelation, LetterKind, LetterSubtype, Payment},
    patient::Patient,
};
use jiff::Timestamp;
use std::sync::Arc;

/// The addressee as the letter names it.
#[derive(Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Kind of place.
    pub kind: ReceiverKind,
    /// Ten-digit number, where known.
    pub code: Option<InstitutionCode>,
    /// 紹介先医療機関等名.
    pub name: String,
    /// 郵便番号, seven digits or empty.
    pub postal_code: String,
    /// 所在地, or empty.
    pub address: String,
    /// 電話番号, or empty.
    pub phone: String,
    /// FAX番号, or empty.
    pub fax: String,
    /// 診療科, or empty.
    pub department: String,
    /// 担当医の氏名, or empty.
    pub doctor: String,
    /// 敬称.
    pub honorific: Honorific,
}

impl Addressee {
    /// Department and person with the honorific that fits: `循環器内科　架空 二郎　先生　御机下`.
    pub fn line(&self) -> String {
        address_line(self.kind, &self.department, &self.doctor, self.honorific)
    }
}

/// The letter that a 返書 answers.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct AnsweredLetter {
    /// Its date, if known.
    pub date: Option<Date>,
    /// Its number, or empty.
    pub number: String,
}

/// The free texts of the form, in the order of 別紙様式11. Empty means that nothing was written.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// 傷病名, beside the chosen rows.
    pub diagnosis: String,
    /// 紹介目的.
    pub purpose: String,
    /// 既往歴, beside the chosen rows.
    pub past_history: String,
    /// 家族歴.
    pub family_history: String,
    /// アレルギー・禁忌, beside the chosen rows.
    pub allergy: String,
    /// 感染症, beside the chosen rows.
    pub infection: String,
    /// 症状経過及び検査結果, beside the chosen laboratory values.
    pub course: String,
    /// 治療経過.
    pub treatment: String,
    /// 現在の処方, beside the chosen rows.
    pub medication: String,
    /// 備考.
    pub remarks: String,
    /// 身体所見.
    pub physical_findings: String,
    /// 社会歴・生活習慣, beside the occupation.
    pub social_history: String,
    /// 予防接種歴.
    pub immunization: String,
    /// 手術.
    pub surgery: String,
    /// 輸血歴.
    pub transfusion: String,
    /// 処置.
    pub procedures: String,
    /// 診療方針指示.
    pub care_plan: String,
    /// 医療機器.
    pub devices: String,
    /// 事前指示.
    pub advance_directive: String,
    /// 臨床研究参加.
    pub research: String,
}

/// An illness of a member of the family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyMember {
    /// 続柄; a row without one stands as text.
    pub relation: Option<FamilyRelation>,
    /// 病名.
    pub text: String,
    /// 病名管理番号.
    pub codes: Vec<Code>,
    /// Age at its beginning, in years.
    pub age: Option<u16>,
}

impl FamilyMember {
    /// On one line: `父: 胃癌（60歳）`.
    pub fn line(&self) -> String {
        let relation = self.relation.map(|relation| format!("{}: ", relation.label())).unwrap_or_default();
        let age = self.age.map(|age| format!("（{age}歳）")).unwrap_or_default();
        format!("{relation}{}{age}", self.text)
    }
}

/// The rows of the 6情報 that go into the letter, in the order in which they are printed.
#[derive(Clone, PartialEq, Default)]
pub struct Rows {
    /// 傷病名, 主傷病 first.
    pub conditions: Vec<Entry<Condition>>,
    /// 既往歴.
    pub past_conditions: Vec<Entry<Condition>>,
    /// 現病歴: those that the course is about.
    pub present_conditions: Vec<Entry<Condition>>,
    /// アレルギー and 薬剤禁忌.
    pub allergies: Vec<Entry<Allergy>>,
    /// 感染症.
    pub infections: Vec<Entry<Infection>>,
    /// 検査.
    pub lab_results: Vec<Entry<LabResult>>,
    /// 処方, by RP and order.
    pub prescriptions: Vec<Entry<Prescription>>,
}

/// A letter, complete and independent of the store.
#[derive(Clone, PartialEq)]
pub struct Letter {
    /// The document; its 32 hex digits are the document number.
    pub document: DocumentId,
    /// 版数, from 1.
    pub version: u32,
    /// Referral, reply or report.
    pub kind: LetterKind,
    /// 外来 or 退院時.
    pub subtype: LetterSubtype,
    /// The letter's date.
    pub date: Date,
    /// When this version was made.
    pub made_at: Timestamp,
    /// 紹介元.
    pub institution: Institution,
    /// 紹介元の医師. `None` only in a draft.
    pub doctor: Option<Doctor>,
    /// 紹介先.
    pub addressee: Addressee,
    /// 患者.
    pub patient: Patient,
    /// Who pays.
    pub payment: Payment,
    /// The letter that is answered, for a 返書.
    pub answered: Option<AnsweredLetter>,
    /// Free texts.
    pub texts: Texts,
    /// Rows of the 6情報.
    pub rows: Rows,
    /// 家族歴, row by row.
    pub family: Vec<FamilyMember>,
    /// What is known where アレルギー has no rows.
    pub no_allergy: Option<AbsenceState>,
    /// What is known where 薬剤禁忌 has no rows.
    pub no_contraindication: Option<AbsenceState>,
    /// Files that go with it, in order.
    pub attachments: Vec<Attachment>,
    /// Whether the bundle carries the letter's own pages.
    pub own_pages: bool,
    /// These pages as a PDF, once they are made.
    pub pages: Option<Arc<[u8]>>,
    /// The clinic's 職印, which stands on the finalized letter only.
    pub clinic_seal: Option<Seal>,
    /// The doctor's 個人印, the same.
    pub doctor_seal: Option<Seal>,
    /// Setting of the paper.
    pub style: PaperStyle,
}

impl Letter {
    /// What goes with it, one line each: `1. 心電図（PDF、2ページ）`.
    pub fn enclosed(&self) -> String {
        let lines = self.attachments.iter().enumerate();
        lines.map(|(i, file)| format!("{}. {}", i + 1, file.line())).collect::<Vec<_>>().join("\n")
    }
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({} v{})", self.document, self.version)
    }
}
