//! What a person fills in: the draft as stored, the wire type of the window and the `form` part of the headless
//! input file at once. All texts are as typed; [`super::resolve`] reads them.

use domain::letter::Payment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest texts of the form, in characters.
pub mod limit {
    /// One line.
    pub const LINE: usize = 100;
    /// One box of prose.
    pub const PROSE: usize = 20_000;
}

/// The form of a 患者サマリー（療養計画書）.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CarePlanForm {
    /// 指導日 in any form that people type; empty means today.
    pub date: String,
    /// The doctor who explained it, by id.
    pub doctor_id: Option<String>,
    /// Who pays for the care.
    pub payment: Payment,
    /// Ids of the 傷病名 that the plan is for; `null` means all that are current and may be shown to the patient.
    pub conditions: Option<Vec<String>>,
    /// 傷病名, beside the chosen rows.
    pub diagnosis: String,
    /// 療養上の計画・アドバイス.
    pub advice: String,
    /// 次回の受診: a date, or words like 4週間後.
    pub next_visit: String,
    /// Whether the paper has a line for the signature of whoever was told.
    pub signature: bool,
    /// Large print: 15 pt instead of 12 pt.
    pub large_print: bool,
    /// 明朝 instead of ゴシック.
    pub mincho: bool,
    /// Civil years instead of 和暦.
    pub civil_years: bool,
}

impl Default for CarePlanForm {
    fn default() -> Self {
        Self {
            date: String::new(),
            doctor_id: None,
            payment: Payment::Insured,
            conditions: None,
            diagnosis: String::new(),
            advice: String::new(),
            next_visit: String::new(),
            signature: false,
            large_print: false,
            mincho: false,
            civil_years: false,
        }
    }
}
