//! Wire types of 受付・患者.

use super::{
    common::{ByVersion, DateShown, FindingShown},
    wire,
};
use domain::patient::Sex;

wire! {
    /// A patient as typed.
    pub struct PatientForm {
        /// 患者番号.
        pub chart_number: String,
        /// 氏名, 姓 and 名 apart by a blank.
        pub name: String,
        /// フリガナ.
        pub kana: String,
        /// 生年月日, in any form that people type.
        pub birth_date: String,
        /// 性別.
        pub sex: Sex,
        /// 郵便番号.
        #[serde(default)]
        pub postal_code: String,
        /// 住所.
        #[serde(default)]
        pub address: String,
        /// 電話番号.
        #[serde(default)]
        pub phone: String,
        /// 職業.
        #[serde(default)]
        pub occupation: String,
        /// 医療保険; all empty means none.
        #[serde(default)]
        pub insurance: InsuranceForm,
        /// 公費.
        #[serde(default)]
        pub public_payers: Vec<PublicPayerForm>,
    }

    /// 医療保険 as typed.
    #[derive(Default)]
    #[serde(default)]
    pub struct InsuranceForm {
        /// 保険者番号.
        pub insurer_number: String,
        /// 記号.
        pub symbol: String,
        /// 番号.
        pub number: String,
        /// 枝番, two digits; empty with `no_branch` false means that nobody has looked yet.
        pub branch: String,
        /// The card prints no 枝番.
        pub no_branch: bool,
    }

    /// 公費 as typed.
    pub struct PublicPayerForm {
        /// 公費負担者番号.
        pub payer_number: String,
        /// 受給者番号.
        pub recipient_number: String,
    }

    /// A patient in a list and in the bar on top.
    pub struct PatientRow {
        /// Id.
        pub id: String,
        /// Version, for saving and merging.
        pub version: i32,
        /// 患者番号.
        pub chart_number: String,
        /// 氏名.
        pub name: String,
        /// フリガナ.
        pub kana: String,
        /// 生年月日.
        pub birth_date: DateShown,
        /// 満年齢 today: `81歳`, `1歳3か月`.
        pub age: String,
        /// 性別.
        pub sex: Sex,
        /// 住所.
        pub address: String,
        /// 電話番号.
        pub phone: String,
        /// Whether another patient has the same name or kana.
        pub same_name: bool,
    }

    /// A patient with everything.
    pub struct PatientDetail {
        /// The row.
        pub row: PatientRow,
        /// Everything, as the form shows it.
        pub form: PatientForm,
        /// Others of the same kana.
        pub namesakes: Vec<PatientRow>,
        /// Others of the same kana and birth date: perhaps the same person entered twice.
        pub duplicates: Vec<PatientRow>,
        /// Mergings of this record that can be undone, newest first.
        pub merges: Vec<MergeShown>,
    }

    /// What to look for.
    pub struct PatientQuery {
        /// 氏名, カナ in any writing, ローマ字, 患者番号, 生年月日 or the end of a telephone number; empty for
        /// the patients used last.
        pub text: String,
    }

    /// A patient to save.
    pub struct PatientSave {
        /// `null` for a new patient.
        pub id: Option<String>,
        /// The version that the form was filled from; 0 for a new patient.
        pub version: i32,
        /// The form.
        pub form: PatientForm,
    }

    /// A saved patient.
    pub struct PatientSaved {
        /// As it is now.
        pub patient: PatientDetail,
        /// What was tidied up or should be looked at.
        pub findings: Vec<FindingShown>,
    }

    /// A form that is being filled in.
    pub struct PatientCheck {
        /// `null` for a new patient.
        pub id: Option<String>,
        /// The form.
        pub form: PatientForm,
    }

    /// Findings alone.
    pub struct Checked {
        /// Findings.
        pub findings: Vec<FindingShown>,
    }

    /// Two records to merge.
    pub struct PatientMerge {
        /// The record that stays.
        pub keep: ByVersion,
        /// The record whose rows and documents move over.
        pub other: ByVersion,
    }

    /// A merging that was done.
    pub struct MergeShown {
        /// Id, for undoing it.
        pub id: String,
        /// The record that stayed.
        pub keep: PatientRow,
        /// The record that was merged into it.
        pub other: PatientRow,
        /// When.
        pub at: DateShown,
    }

    /// What happened to a patient's record, newest first.
    pub struct HistoryRow {
        /// When.
        pub at: DateShown,
        /// Who.
        pub staff: String,
        /// What: the stable name of the action.
        pub action: String,
        /// What the patient's record said before and after, where it was changed.
        pub changes: Vec<FieldChange>,
    }

    /// A field of a patient's record that was changed.
    pub struct FieldChange {
        /// The field, as in the form: `address`, `insurance.symbol`, `public_payers`.
        pub field: String,
        /// What stood there; empty for nothing.
        pub before: String,
        /// What stands there since.
        pub after: String,
    }
}
