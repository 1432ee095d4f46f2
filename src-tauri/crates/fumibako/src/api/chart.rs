//! Wire types of 診療情報 (6情報).

use super::{
    common::{DateShown, FindingShown},
    patients::PatientRow,
    wire,
};
use domain::core6::{
    Absence, Core6Kind, Source,
    allergy::{AllergyCategory, Criticality},
    code::CodeSystem,
    condition::OutcomeKind,
    infection::InfectionResult,
    lab_result::Interpretation,
    prescription::DosageKind,
    sharing::{Sight, Standing},
};

fn own() -> Source {
    Source::Own
}

fn one() -> i32 {
    1
}

wire! {
    /// A code with its display text.
    pub struct CodeForm {
        /// System.
        pub system: CodeSystem,
        /// The code.
        pub code: String,
        /// The master's name for it.
        #[serde(default)]
        pub display: String,
    }

    /// A modifier (修飾語).
    pub struct ModifierForm {
        /// The word.
        pub text: String,
        /// Codes.
        #[serde(default)]
        pub codes: Vec<CodeForm>,
    }

    /// Flags of the national service.
    #[derive(Copy, Default)]
    #[serde(default)]
    pub struct FlagsForm {
        /// 未告知.
        pub uninformed: bool,
        /// 未提供.
        pub undelivered: bool,
        /// 長期保存.
        pub long_term: bool,
    }

    /// What every row has.
    pub struct CommonForm {
        /// Where it comes from.
        #[serde(default = "own")]
        pub source: Source,
        /// 最終確認日 as typed; empty means today for a new row.
        #[serde(default)]
        pub last_checked: String,
        /// A note for the chart.
        #[serde(default)]
        pub note: String,
        /// Flags.
        #[serde(default)]
        pub flags: FlagsForm,
    }

    /// 傷病名 as typed.
    pub struct ConditionForm {
        /// The disease's name without modifiers.
        pub text: String,
        /// Codes.
        #[serde(default)]
        pub codes: Vec<CodeForm>,
        /// Modifiers before the name.
        #[serde(default)]
        pub prefixes: Vec<ModifierForm>,
        /// Modifiers after the name.
        #[serde(default)]
        pub suffixes: Vec<ModifierForm>,
        /// 疑い.
        #[serde(default)]
        pub suspected: bool,
        /// 主傷病.
        #[serde(default)]
        pub principal: bool,
        /// 発症日・診療開始日 as typed, in part or whole.
        #[serde(default)]
        pub onset: String,
        /// 転帰; `null` while it lasts.
        #[serde(default)]
        pub outcome: Option<OutcomeKind>,
        /// 転帰日 as typed.
        #[serde(default)]
        pub outcome_on: String,
        /// What every row has.
        #[serde(default)]
        pub common: CommonForm,
    }

    /// アレルギー or 薬剤禁忌 as typed.
    pub struct AllergyForm {
        /// What the patient reacts to.
        pub category: AllergyCategory,
        /// The substance.
        pub text: String,
        /// Codes.
        #[serde(default)]
        pub codes: Vec<CodeForm>,
        /// The reaction, or the reason of the contraindication.
        #[serde(default)]
        pub reaction: String,
        /// 重症度.
        #[serde(default)]
        pub criticality: Option<Criticality>,
        /// Since when, in part or whole.
        #[serde(default)]
        pub onset: String,
        /// The day on which it was found to hold no longer.
        #[serde(default)]
        pub ended: String,
        /// What every row has.
        #[serde(default)]
        pub common: CommonForm,
    }

    /// 感染症 as typed.
    pub struct InfectionForm {
        /// The test.
        pub text: String,
        /// Codes.
        #[serde(default)]
        pub codes: Vec<CodeForm>,
        /// The result in a word.
        #[serde(default)]
        pub result: Option<InfectionResult>,
        /// The result as typed, where it is a number or another wording.
        #[serde(default)]
        pub result_text: String,
        /// 材料.
        #[serde(default)]
        pub specimen: String,
        /// 採取日時 as typed.
        #[serde(default)]
        pub sampled: String,
        /// What every row has.
        #[serde(default)]
        pub common: CommonForm,
    }

    /// 検査 as typed.
    pub struct LabResultForm {
        /// The item.
        pub text: String,
        /// Codes.
        #[serde(default)]
        pub codes: Vec<CodeForm>,
        /// The value.
        pub value: String,
        /// Unit.
        #[serde(default)]
        pub unit: String,
        /// Lower limit.
        #[serde(default)]
        pub range_low: String,
        /// Upper limit.
        #[serde(default)]
        pub range_high: String,
        /// A range that is not two numbers.
        #[serde(default)]
        pub range_text: String,
        /// H or L; `null` lets the numbers decide.
        #[serde(default)]
        pub interpretation: Option<Interpretation>,
        /// 材料.
        #[serde(default)]
        pub specimen: String,
        /// 採取日時 as typed.
        #[serde(default)]
        pub sampled: String,
        /// What every row has.
        #[serde(default)]
        pub common: CommonForm,
    }

    /// 処方, one drug, as typed.
    pub struct PrescriptionForm {
        /// RP number, from 1.
        #[serde(default = "one")]
        pub rp: i32,
        /// Place in the RP, from 1.
        #[serde(default = "one")]
        pub order: i32,
        /// The drug.
        pub text: String,
        /// Codes.
        #[serde(default)]
        pub codes: Vec<CodeForm>,
        /// Use.
        pub kind: DosageKind,
        /// Amount per time.
        #[serde(default)]
        pub dose: String,
        /// Amount per day.
        #[serde(default)]
        pub daily_dose: String,
        /// 不均等: the amounts of a day in the order of taking: `4-2-1`.
        #[serde(default)]
        pub doses: String,
        /// 部位 of a drug for external use.
        #[serde(default)]
        pub site: String,
        /// Unit of the amounts.
        #[serde(default)]
        pub unit: String,
        /// 用法.
        #[serde(default)]
        pub usage: String,
        /// 電子処方箋 用法コード.
        #[serde(default)]
        pub usage_code: Option<CodeForm>,
        /// 日数 as typed.
        #[serde(default)]
        pub days: String,
        /// 回数 (頓用) as typed.
        #[serde(default)]
        pub times: String,
        /// 処方日 as typed; empty means today.
        #[serde(default)]
        pub prescribed_on: String,
        /// The day from which it is taken, if not 処方日.
        #[serde(default)]
        pub starts_on: String,
        /// The day on which it was stopped.
        #[serde(default)]
        pub ended: String,
        /// What every row has.
        #[serde(default)]
        pub common: CommonForm,
    }

    /// What every shown row has.
    pub struct RowShown {
        /// Id.
        pub id: String,
        /// Version, for saving.
        pub version: i32,
        /// The kind for people.
        pub kind: Core6Kind,
        /// The main words: `左前腕骨折（疑い）`, `アムロジピン錠5mg`.
        pub title: String,
        /// The rest in one line: `1日1回朝食後 14日分`.
        pub detail: String,
        /// The day that matters: onset, sampling, prescription.
        pub on: Option<DateShown>,
        /// Whether it has ended.
        pub ended: bool,
        /// Where it comes from.
        pub source: Source,
        /// Who confirmed it, and when; empty when nobody did.
        pub confirmed: String,
        /// 最終確認日.
        pub last_checked: Option<DateShown>,
        /// Whether it would go to the national service as a coded entry.
        pub coded: bool,
        /// Whether the row is registered with the national service, and if not, why.
        pub standing: Standing,
        /// What the patient sees of it there.
        pub patient_sees: Sight,
        /// What other institutions see of it there.
        pub others_see: Sight,
    }

    /// A condition.
    pub struct ConditionShown {
        /// As listed.
        pub row: RowShown,
        /// As the form shows it.
        pub form: ConditionForm,
    }

    /// An allergy or contraindication.
    pub struct AllergyShown {
        /// As listed.
        pub row: RowShown,
        /// As the form shows it.
        pub form: AllergyForm,
    }

    /// An infection test.
    pub struct InfectionShown {
        /// As listed.
        pub row: RowShown,
        /// As the form shows it.
        pub form: InfectionForm,
    }

    /// A laboratory value.
    pub struct LabResultShown {
        /// As listed.
        pub row: RowShown,
        /// As the form shows it.
        pub form: LabResultForm,
    }

    /// A drug.
    pub struct PrescriptionShown {
        /// As listed.
        pub row: RowShown,
        /// As the form shows it.
        pub form: PrescriptionForm,
    }

    /// What is known of a kind without rows.
    pub struct AbsenceShown {
        /// なし, 不明 or 未確認.
        pub state: Absence,
        /// On which day.
        pub on: DateShown,
        /// Who said so.
        pub staff: String,
    }

    /// The 6情報 of a patient.
    pub struct Chart {
        /// The patient.
        pub patient: PatientRow,
        /// 傷病名.
        pub conditions: Vec<ConditionShown>,
        /// アレルギー and 薬剤禁忌.
        pub allergies: Vec<AllergyShown>,
        /// 感染症.
        pub infections: Vec<InfectionShown>,
        /// 検査.
        pub lab_results: Vec<LabResultShown>,
        /// 処方.
        pub prescriptions: Vec<PrescriptionShown>,
        /// アレルギー without rows.
        pub no_allergy: Option<AbsenceShown>,
        /// 薬剤禁忌 without rows.
        pub no_contraindication: Option<AbsenceShown>,
        /// Rows that were taken back and can be put back.
        pub retracted: Vec<RowShown>,
    }

    /// One row of any kind, as typed.
    #[serde(tag = "type", content = "form", rename_all = "snake_case")]
    pub enum EntryForm {
        /// 傷病名.
        Condition(ConditionForm),
        /// アレルギー, 薬剤禁忌.
        Allergy(AllergyForm),
        /// 感染症.
        Infection(InfectionForm),
        /// 検査.
        LabResult(LabResultForm),
        /// 処方.
        Prescription(PrescriptionForm),
    }

    /// A row to save.
    pub struct EntrySave {
        /// The patient.
        pub patient_id: String,
        /// `null` for a new row.
        pub id: Option<String>,
        /// The version that the form was filled from; 0 for a new row.
        pub version: i32,
        /// The row.
        pub entry: EntryForm,
    }

    /// A saved row.
    pub struct EntrySaved {
        /// Id.
        pub id: String,
        /// Version.
        pub version: i32,
        /// What was tidied up or should be looked at.
        pub findings: Vec<FindingShown>,
    }

    /// A row that is being typed.
    pub struct EntryCheck {
        /// The row.
        pub entry: EntryForm,
    }

    /// A row as the front end knows it.
    pub struct EntryRef {
        /// Id.
        pub id: String,
        /// The version that the front end knows.
        pub version: i32,
        /// Its kind.
        pub kind: Core6Kind,
    }

    /// Rows that somebody found still true.
    pub struct EntriesConfirm {
        /// The patient.
        pub patient_id: String,
        /// Rows.
        pub rows: Vec<EntryRef>,
    }

    /// What is known of a kind without rows.
    pub struct AbsenceSave {
        /// The patient.
        pub patient_id: String,
        /// `allergy` or `contraindication`.
        pub kind: Core6Kind,
        /// What is known.
        pub state: Absence,
        /// On which day, as typed; empty means today.
        pub on: String,
    }
}

impl Default for CommonForm {
    fn default() -> Self {
        Self {
            source: Source::Own,
            last_checked: String::new(),
            note: String::new(),
            flags: FlagsForm::default(),
        }
    }
}
