//! Wire types of 送信箱.

use super::{common::DateShown, patients::PatientRow, wire};
use domain::{
    core6::sharing::ReportKind,
    document::DocumentKind,
    letter::LetterKind,
    outbox::{Hold, OutboxAction, OutboxKind, OutboxState, ReadConsent, ServiceStatus},
};

wire! {
    /// Which items to list; where nothing is given, all that are not over and those that ended lately.
    pub struct OutboxQuery {
        /// Only in this state.
        pub state: Option<OutboxState>,
        /// Only about this patient.
        pub patient_id: Option<String>,
        /// Only of this document.
        pub document_id: Option<String>,
    }

    /// What a person may do with an item.
    #[derive(Copy, Debug, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum OutboxDeed {
        /// Send it (again).
        Again,
        /// Take it down.
        Withdraw,
        /// Change how the patient agrees.
        Consent,
        /// Ask the service where it stands.
        StatusAsk,
    }

    /// Something that is sent.
    pub struct OutboxRow {
        /// Id.
        pub id: String,
        /// Version, for changing it.
        pub version: i32,
        /// 登録 or 取消.
        pub action: OutboxAction,
        /// 文書 or 5情報.
        pub kind: OutboxKind,
        /// The patient.
        pub patient: PatientRow,
        /// The document.
        pub document_id: Option<String>,
        /// Its kind.
        pub document: Option<DocumentKind>,
        /// Referral, reply or report, of a letter.
        pub letter: Option<LetterKind>,
        /// Which of its versions.
        pub number: Option<i32>,
        /// 紹介先 with 診療科, doctor and 敬称; empty where there is none.
        pub receiver: String,
        /// The kind of a 報告単位.
        pub report: Option<ReportKind>,
        /// The day of sampling, of results.
        pub sampled: Option<DateShown>,
        /// Where it stands.
        pub state: OutboxState,
        /// Why it does not go by itself.
        pub hold: Option<Hold>,
        /// An earlier item about the same thing has to come to its end first.
        pub waits: bool,
        /// How the patient agrees that the addressee reads it.
        pub consent: Option<ReadConsent>,
        /// Code of the service's last answer.
        pub code: String,
        /// Its sentence, word for word.
        pub said: String,
        /// Where in the data the service found a fault.
        pub place: String,
        /// When it was put here.
        pub created: DateShown,
        /// When it was posted last.
        pub posted: Option<DateShown>,
        /// When its outcome was known.
        pub settled: Option<DateShown>,
        /// When it is tried next, where it had to wait.
        pub next: Option<DateShown>,
        /// How many seconds from now that is.
        pub next_in: Option<i32>,
        /// Where the service has it.
        pub service_status: Option<ServiceStatus>,
        /// As of when.
        pub service_status_at: Option<DateShown>,
        /// Asked after silence, the service has nothing of it.
        pub absent: bool,
        /// What may be done with it now.
        pub may: Vec<OutboxDeed>,
    }

    /// How the patient agrees to an item that was not sent yet.
    pub struct OutboxConsent {
        /// Id.
        pub id: String,
        /// The version that the front end knows.
        pub version: i32,
        /// The consent.
        pub consent: ReadConsent,
    }

    /// A finalized document to be sent after all.
    pub struct OutboxSend {
        /// The document.
        pub document_id: String,
        /// Its newest version.
        pub number: i32,
        /// How the patient agrees.
        pub consent: ReadConsent,
    }

    /// How many items ask for attention.
    pub struct OutboxCounts {
        /// Go by themselves.
        pub ready: i32,
        /// Wait for a person.
        pub held: i32,
        /// Posted.
        pub posted: i32,
        /// Turned away.
        pub refused: i32,
        /// Without an answer.
        pub unanswered: i32,
    }

    /// A patient whose 5情報 changed and were not sent.
    pub struct ReportsUnsent {
        /// Who.
        pub patient: PatientRow,
        /// How many 報告単位 can be sent.
        pub units: i32,
        /// How many cannot, for what they lack.
        pub blocked: i32,
    }
}
