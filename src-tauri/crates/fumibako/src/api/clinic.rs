//! Wire types of 設定: the clinic, its doctors and staff, receivers, templates, copies.

use super::{
    common::{DateShown, FindingShown},
    wire,
};
use documents::referral_letter::form::ReceiverForm;
use domain::staff::Role;

wire! {
    /// The clinic as typed.
    pub struct InstitutionForm {
        /// 医療機関番号, ten digits.
        pub code: String,
        /// 名称.
        pub name: String,
        /// 郵便番号.
        #[serde(default)]
        pub postal_code: String,
        /// 所在地.
        pub address: String,
        /// 電話番号.
        pub phone: String,
        /// FAX番号.
        #[serde(default)]
        pub fax: String,
    }

    /// The clinic.
    pub struct InstitutionShown {
        /// Version, for saving.
        pub version: i32,
        /// As the form shows it.
        pub form: InstitutionForm,
    }

    /// The clinic, to save.
    pub struct InstitutionSave {
        /// The version that the form was filled from.
        pub version: i32,
        /// The form.
        pub form: InstitutionForm,
    }

    /// A doctor as typed.
    pub struct DoctorForm {
        /// 氏名.
        pub name: String,
        /// フリガナ.
        #[serde(default)]
        pub kana: String,
        /// 診療科.
        #[serde(default)]
        pub department: String,
        /// 医籍登録番号.
        #[serde(default)]
        pub registration_number: String,
    }

    /// A doctor.
    pub struct DoctorShown {
        /// Id.
        pub id: String,
        /// Version, for saving.
        pub version: i32,
        /// Whether the doctor may be chosen.
        pub active: bool,
        /// As the form shows it.
        pub form: DoctorForm,
    }

    /// A doctor to save.
    pub struct DoctorSave {
        /// `null` for a new doctor.
        pub id: Option<String>,
        /// The version that the form was filled from; 0 for a new doctor.
        pub version: i32,
        /// Whether the doctor may be chosen.
        pub active: bool,
        /// The form.
        pub form: DoctorForm,
    }

    /// A member of staff.
    pub struct StaffShown {
        /// Id.
        pub id: String,
        /// Version, for saving.
        pub version: i32,
        /// Name.
        pub name: String,
        /// Trade.
        pub role: Role,
        /// Whether the person may be chosen.
        pub active: bool,
    }

    /// A member of staff to save.
    pub struct StaffSave {
        /// `null` for a new person.
        pub id: Option<String>,
        /// The version that the form was filled from; 0 for a new person.
        pub version: i32,
        /// Name.
        pub name: String,
        /// Trade.
        pub role: Role,
        /// Whether the person may be chosen.
        pub active: bool,
    }

    /// Something saved, with what was tidied up.
    pub struct Saved {
        /// Id.
        pub id: String,
        /// Version.
        pub version: i32,
        /// What was tidied up or should be looked at.
        pub findings: Vec<FindingShown>,
    }

    /// Text to look for.
    pub struct TextQuery {
        /// Text; empty for all.
        pub text: String,
    }

    /// A remembered receiver.
    pub struct ReceiverShown {
        /// Id.
        pub id: String,
        /// Version, for saving.
        pub version: i32,
        /// As the letter's form takes it.
        pub form: ReceiverForm,
    }

    /// A receiver to save.
    pub struct ReceiverSave {
        /// `null` for a new one.
        pub id: Option<String>,
        /// The version that the form was filled from; 0 for a new one.
        pub version: i32,
        /// The form.
        pub form: ReceiverForm,
    }

    /// A template (定型文).
    pub struct TemplateShown {
        /// Id.
        pub id: String,
        /// Version, for saving.
        pub version: i32,
        /// What it is called.
        pub title: String,
        /// The field of the form that it is for: `purpose`, `course`, `treatment`, `remarks`, `diagnosis`,
        /// `past_history`, `medication` of a letter (or empty for any of them), `advice` of a 患者サマリー.
        pub field: String,
        /// Text with placeholders such as `{患者氏名}`.
        pub text: String,
    }

    /// A template to save.
    pub struct TemplateSave {
        /// `null` for a new one.
        pub id: Option<String>,
        /// The version that the form was filled from; 0 for a new one.
        pub version: i32,
        /// What it is called.
        pub title: String,
        /// The field that it is for.
        pub field: String,
        /// Text with placeholders.
        pub text: String,
    }

    /// A verified copy of the store.
    pub struct BackupShown {
        /// File name.
        pub name: String,
        /// When it was made.
        pub at: DateShown,
        /// Size in KiB.
        pub size_kib: i32,
        /// Why: `daily`, `before-migration`.
        pub why: String,
    }

    /// Where the data lies and how it is.
    pub struct StoreShown {
        /// The folder.
        pub place: String,
        /// Size of the database in KiB.
        pub size_kib: i32,
        /// Copies, newest first.
        pub backups: Vec<BackupShown>,
        /// How many of them stay.
        pub keep: BackupsKept,
        /// Whether the computer keeps the key, so that no passphrase is asked for at start.
        pub key_kept: bool,
        /// The program's version.
        pub version: String,
    }

    /// How many copies stay of a store of this size.
    pub struct BackupsKept {
        /// Those of so many days.
        pub days: i32,
        /// The newest of each of so many weeks.
        pub weeks: i32,
        /// The newest of each of so many months.
        pub months: i32,
    }
}
