//! Wire types of 受付: who tapped a card or was asked about, who that is here, and what differs.

use super::{
    common::{DateShown, FindingShown},
    patients::{PatientDetail, PatientForm, PatientRow},
    wire,
};
use documents::received::view::ViewLine;
use domain::{
    eligibility::{EligibilitySource, MatchedBy, Validity},
    patient::Sex,
    terminal::RequestState,
};

wire! {
    /// Which day of reception.
    pub struct ReceptionQuery {
        /// The day, ISO; `null` for today.
        pub day: Option<String>,
    }

    /// A day at reception.
    pub struct ReceptionDay {
        /// The day.
        pub day: DateShown,
        /// Whether that is today.
        pub today: bool,
        /// Who was told about, newest first.
        pub arrivals: Vec<Arrival>,
        /// What people asked of the terminal and what has no answer yet.
        pub asked: Vec<Asked>,
    }

    /// How somebody at reception stands.
    #[derive(Copy, Debug)]
    #[serde(rename_all = "snake_case")]
    pub enum ArrivalMatch {
        /// A patient of ours.
        Matched,
        /// May be one of these.
        Proposed,
        /// Nobody whom we know.
        New,
        /// Put aside by a person.
        Dismissed,
    }

    /// An answer about somebody's insurance.
    pub struct Arrival {
        /// Id of the eligibility.
        pub id: String,
        /// When.
        pub at: DateShown,
        /// How it came.
        pub source: EligibilitySource,
        /// 資格有効性.
        pub validity: Validity,
        /// The person as told.
        pub told: Told,
        /// The insurance as told.
        pub insurer: Insured,
        /// 被保険者証区分 in words.
        pub card_class: String,
        /// 限度額, 特定疾病, 医療券 …, ready to show.
        pub limits: Vec<ViewLine>,
        /// What may be looked at.
        pub consents: Vec<ConsentShown>,
        /// What the service said beside it, word for word.
        pub notices: Vec<Said>,
        /// What is odd about it.
        pub findings: Vec<FindingShown>,
        /// How it stands.
        pub state: ArrivalMatch,
        /// The patient, when matched.
        pub patient: Option<PatientRow>,
        /// How it was matched.
        pub matched_by: Option<MatchedBy>,
        /// When.
        pub matched_at: Option<DateShown>,
        /// By whom; empty when by itself.
        pub matched_who: String,
        /// How many other living records bear the same name.
        pub namesakes: i32,
        /// Whether somebody else has the same birth date and the same insurance number: twins.
        pub twin: bool,
        /// Whom it may be, most likely first.
        pub proposals: Vec<Proposal>,
        /// What differs from the matched patient's record.
        pub differences: Vec<Difference>,
        /// How the 照会番号 stands.
        pub reference: ReferenceState,
    }

    /// A person as told.
    pub struct Told {
        /// Name; `●` where the insurers could not write a character.
        pub name: String,
        /// Kana, full width.
        pub kana: String,
        /// Birth date.
        pub birth_date: Option<DateShown>,
        /// Age in words.
        pub age: String,
        /// Sex.
        pub sex: Sex,
        /// Postal code.
        pub postal_code: String,
        /// Address.
        pub address: String,
        /// Whether the name has a `●`.
        pub marked: bool,
    }

    /// An insurance as told.
    pub struct Insured {
        /// 保険者番号 without padding.
        pub insurer_number: String,
        /// 保険者の名称.
        pub insurer_name: String,
        /// 記号.
        pub symbol: String,
        /// 番号.
        pub number: String,
        /// 枝番; empty where none was told.
        pub branch: String,
        /// From when.
        pub valid_from: Option<DateShown>,
        /// Until when.
        pub valid_until: Option<DateShown>,
    }

    /// What is viewed by one request.
    #[derive(Copy, Debug)]
    #[serde(rename_all = "snake_case")]
    pub enum ViewKind {
        /// 薬剤情報 (診療・手術 with it).
        Drugs,
        /// 特定健診.
        Checkup,
        /// 6情報.
        Core6,
    }

    /// What the person lets us look at.
    pub struct ConsentShown {
        /// Its stable name.
        pub kind: String,
        /// By which view it is seen, if by one.
        pub view: Option<ViewKind>,
        /// In words.
        pub label: String,
        /// Whether it was given.
        pub given: bool,
        /// Until when.
        pub until: Option<DateShown>,
        /// Given and not over.
        pub open: bool,
    }

    /// What a service said.
    pub struct Said {
        /// Code; may be empty.
        pub code: String,
        /// Sentence, word for word.
        pub message: String,
    }

    /// How two values stand to each other.
    #[derive(Copy, Debug)]
    #[serde(rename_all = "snake_case")]
    pub enum Agrees {
        /// The same.
        Same,
        /// Not the same.
        Differs,
        /// One side does not say.
        Unsaid,
    }

    /// What of a record agrees with what was told.
    #[derive(Copy)]
    pub struct AgreementShown {
        /// 照会番号 is this record's 患者番号.
        pub reference: bool,
        /// 保険者番号, 記号 and 番号.
        pub card: Agrees,
        /// 枝番.
        pub branch: Agrees,
        /// 生年月日.
        pub birth_date: Agrees,
        /// 氏名 and カナ.
        pub name: Agrees,
        /// 性別.
        pub sex: Agrees,
    }

    /// A patient who may be the person.
    pub struct Proposal {
        /// The patient.
        pub patient: PatientRow,
        /// What speaks for and against.
        pub agreement: AgreementShown,
        /// What differs from the record.
        pub differences: Vec<Difference>,
    }

    /// A field that differs.
    pub struct Difference {
        /// Path in `PatientForm`: `name`, `insurance.branch` …
        pub field: String,
        /// As told, ready to show.
        pub told: String,
        /// As stored, ready to show.
        pub stored: String,
        /// Whether it may be taken over.
        pub adoptable: bool,
        /// Why not.
        pub why: String,
    }

    /// How the 照会番号 of a matched patient stands.
    pub struct ReferenceState {
        /// The card told it already.
        pub registered: bool,
        /// Asked for, without an answer yet.
        pub waiting: bool,
        /// What the service said about the last try.
        pub said: String,
    }

    /// Something asked that has no answer yet.
    pub struct Asked {
        /// Id of the request.
        pub id: String,
        /// What was asked, in words.
        pub title: String,
        /// About whom.
        pub patient: Option<PatientRow>,
        /// How far it is.
        pub state: RequestState,
        /// Since when.
        pub at: DateShown,
        /// What was said when it failed.
        pub said: String,
    }

    /// Registers whoever was told about.
    pub struct ReceptionRegister {
        /// The eligibility.
        pub eligibility_id: String,
        /// What to save; `null` for what `reception_form` gives.
        pub form: Option<PatientForm>,
    }

    /// Says who it is.
    pub struct ReceptionMatch {
        /// The eligibility.
        pub eligibility_id: String,
        /// The patient.
        pub patient_id: String,
    }

    /// Takes told values over into the matched patient's record.
    pub struct ReceptionAdopt {
        /// The eligibility.
        pub eligibility_id: String,
        /// Paths of `Difference`.
        pub fields: Vec<String>,
    }

    /// The record after taking over.
    pub struct ReceptionAdopted {
        /// The patient now.
        pub patient: PatientDetail,
        /// The form before, for taking it back.
        pub before: PatientForm,
    }

    /// Puts a row aside, or back.
    pub struct ReceptionDismiss {
        /// The eligibility.
        pub eligibility_id: String,
        /// Aside.
        pub dismissed: bool,
    }

    /// An earlier answer about a patient.
    pub struct EligibilityRow {
        /// Id.
        pub id: String,
        /// When.
        pub at: DateShown,
        /// How.
        pub source: EligibilitySource,
        /// 資格有効性.
        pub validity: Validity,
        /// The insurance.
        pub insurer: Insured,
        /// How it was matched.
        pub matched_by: Option<MatchedBy>,
        /// How many fields differ from the record.
        pub differences: i32,
    }

    /// An insurance read off a paper.
    pub struct EligibilityKey {
        /// 保険者番号.
        pub insurer_number: String,
        /// 記号.
        pub symbol: String,
        /// 番号.
        pub number: String,
        /// 枝番.
        pub branch: String,
        /// Birth date as typed.
        pub birth_date: String,
        /// Also 限度額, with the person's consent.
        pub limits: bool,
    }

    /// Several patients at once.
    pub struct BulkAsk {
        /// Who.
        pub patients: Vec<String>,
        /// For which day, as typed.
        pub day: String,
    }

    /// How far a 一括照会 is.
    pub struct BulkRow {
        /// Id of its request.
        pub id: String,
        /// When it was asked.
        pub at: DateShown,
        /// For which day.
        pub day: DateShown,
        /// How many people.
        pub patients: i32,
        /// How many were answered.
        pub answered: i32,
        /// How far it is.
        pub state: RequestState,
        /// What was said.
        pub said: String,
        /// When the result is asked for next.
        pub next: Option<DateShown>,
    }
}
