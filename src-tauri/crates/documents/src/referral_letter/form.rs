//! What a person fills in. These structs are at once the draft as stored, the wire type of the window and the
//! `letter` part of the headless input file, so that there is one list of fields. All texts are as typed;
//! [`super::resolve`] reads them.

use domain::{
    institution::{Honorific, ReceiverKind},
    letter::{ConsentWay, DataInPdf, FamilyRelation, LetterKind, LetterSubtype, Payment},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest texts of the form, in characters.
pub mod limit {
    /// One line: names of places and people.
    pub const LINE: usize = 100;
    /// Addresses.
    pub const ADDRESS: usize = 200;
    /// Rows of 家族歴.
    pub const FAMILY: usize = 50;
    /// One box of prose.
    pub const PROSE: usize = 20_000;
}

/// The form of a 診療情報提供書.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LetterForm {
    /// Referral, reply or report.
    pub kind: LetterKind,
    /// 外来 or 退院時.
    pub subtype: LetterSubtype,
    /// The letter's date in any form that people type; empty means today.
    pub date: String,
    /// The doctor who signs, by id.
    pub doctor_id: Option<String>,
    /// 紹介先.
    pub receiver: ReceiverForm,
    /// Who pays for the care.
    pub payment: Payment,
    /// The patient's consent.
    pub consent: ConsentForm,
    /// 傷病名, beside the chosen rows.
    pub diagnosis: String,
    /// 紹介目的.
    pub purpose: String,
    /// 既往歴.
    pub past_history: String,
    /// 家族歴.
    pub family_history: String,
    /// アレルギー・禁忌, beside the chosen rows.
    pub allergy: String,
    /// 感染症, beside the chosen rows.
    pub infection: String,
    /// 症状経過及び検査結果.
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
    /// 家族歴, row by row.
    pub family: Vec<FamilyForm>,
    /// Files that go with the letter, in order.
    pub attachments: Vec<AttachmentForm>,
    /// Whether the data for the national service carry the letter's own pages as a PDF.
    pub own_pages: bool,
    /// The chosen rows of the 6情報; `null` means all that are current.
    pub rows: Option<ChosenRows>,
    /// The letter that a 返書 answers.
    pub answered: AnsweredForm,
    /// 12 pt instead of 10.5 pt.
    pub large_print: bool,
    /// ゴシック instead of 明朝.
    pub gothic: bool,
    /// Civil years instead of 和暦.
    pub civil_years: bool,
    /// Whether the letter's data travel inside its PDF.
    pub data_in_pdf: DataInPdf,
}

impl Default for LetterForm {
    fn default() -> Self {
        Self {
            kind: LetterKind::Referral,
            subtype: LetterSubtype::Outpatient,
            date: String::new(),
            doctor_id: None,
            receiver: ReceiverForm::default(),
            payment: Payment::Insured,
            consent: ConsentForm::default(),
            diagnosis: String::new(),
            purpose: String::new(),
            past_history: String::new(),
            family_history: String::new(),
            allergy: String::new(),
            infection: String::new(),
            course: String::new(),
            treatment: String::new(),
            medication: String::new(),
            remarks: String::new(),
            physical_findings: String::new(),
            social_history: String::new(),
            immunization: String::new(),
            surgery: String::new(),
            transfusion: String::new(),
            procedures: String::new(),
            care_plan: String::new(),
            devices: String::new(),
            advance_directive: String::new(),
            research: String::new(),
            family: Vec::new(),
            attachments: Vec::new(),
            own_pages: false,
            rows: None,
            answered: AnsweredForm::default(),
            large_print: false,
            gothic: false,
            civil_years: false,
            data_in_pdf: DataInPdf::Usual,
        }
    }
}

/// 紹介先 as typed.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReceiverForm {
    /// The remembered receiver that this was filled from, by id.
    pub id: Option<String>,
    /// Kind of place.
    pub kind: ReceiverKind,
    /// Ten-digit institution number, or empty.
    pub code: String,
    /// 紹介先医療機関等名.
    pub name: String,
    /// 郵便番号.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// 電話番号.
    pub phone: String,
    /// FAX番号.
    pub fax: String,
    /// 診療科.
    pub department: String,
    /// 担当医の氏名.
    pub doctor: String,
    /// 敬称.
    pub honorific: Honorific,
}

impl Default for ReceiverForm {
    fn default() -> Self {
        Self {
            id: None,
            kind: ReceiverKind::Medical,
            code: String::new(),
            name: String::new(),
            postal_code: String::new(),
            address: String::new(),
            phone: String::new(),
            fax: String::new(),
            department: String::new(),
            doctor: String::new(),
            honorific: Honorific::Auto,
        }
    }
}

/// The patient's consent to the letter.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConsentForm {
    /// Whether it was given.
    pub given: bool,
    /// When, as typed; empty means the letter's date.
    pub on: String,
    /// How.
    pub way: ConsentWay,
}

impl Default for ConsentForm {
    fn default() -> Self {
        Self { given: false, on: String::new(), way: ConsentWay::Oral }
    }
}

/// The letter that a 返書 answers, as typed.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AnsweredForm {
    /// Its date, or empty.
    pub date: String,
    /// Its number, or empty.
    pub number: String,
}

/// An illness of a member of the family, as typed.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FamilyForm {
    /// 続柄; a row without one goes as text.
    pub relation: Option<FamilyRelation>,
    /// 病名.
    pub text: String,
    /// 病名管理番号, or empty.
    pub code: String,
    /// Age at its beginning, or empty.
    pub age: String,
}

/// A file that goes with the letter.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AttachmentForm {
    /// Its id in the store. Not in an input file.
    pub id: String,
    /// What it is called, on paper too; empty for the name that it came with.
    pub title: String,
    /// The file in base64, in an input file only; what it is, is told by its content.
    pub data: Option<String>,
}

/// Ids of the rows of the 6情報 that go into the letter.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChosenRows {
    /// 傷病名.
    pub conditions: Vec<String>,
    /// 既往歴.
    pub past_conditions: Vec<String>,
    /// 現病歴.
    pub present_conditions: Vec<String>,
    /// アレルギー and 薬剤禁忌.
    pub allergies: Vec<String>,
    /// 感染症.
    pub infections: Vec<String>,
    /// 検査.
    pub lab_results: Vec<String>,
    /// 処方.
    pub prescriptions: Vec<String>,
}
