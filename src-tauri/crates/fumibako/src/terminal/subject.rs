//! What a planned request asks, by ids: the request itself is built from the records as they are when it is posted.

use crate::terminal::plain;
use domain::{
    date::Date,
    id::{EligibilityId, OutboxId, PatientId, RequestId},
};
use serde::{Deserialize, Serialize};
use store::{Write, request::NewRequest};
use terminal::MessageKey;

/// What to ask.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    /// 資格確認 of a patient by the insurance of their record.
    EligibilityCheck {
        /// The patient.
        #[serde(with = "plain")]
        patient: PatientId,
        /// 限度額 too, with the person's consent.
        #[serde(default)]
        limits: bool,
    },
    /// 資格確認 by what was read off a paper.
    EligibilityKey {
        /// 保険者番号.
        insurer_number: String,
        /// 記号.
        symbol: String,
        /// 番号.
        number: String,
        /// 枝番, or empty.
        branch: String,
        /// 生年月日.
        #[serde(with = "plain")]
        birth_date: Date,
        /// 限度額 too, with the person's consent.
        limits: bool,
    },
    /// 照会番号登録: the 患者番号 for the insurance of an answer.
    ReferenceNumber {
        /// The patient.
        #[serde(with = "plain")]
        patient: PatientId,
        /// The answer of the day.
        #[serde(with = "plain")]
        eligibility: EligibilityId,
    },
    /// 一括照会, the list. Each person's own key is the patient's id ([`PatientId::simple`]).
    BulkUpload {
        /// Whom.
        #[serde(with = "plain::list")]
        patients: Vec<PatientId>,
        /// 資格確認日.
        #[serde(with = "plain")]
        day: Date,
    },
    /// 一括照会, the answers.
    BulkDownload {
        /// 受付番号.
        reception_number: String,
        /// The request that brought the list up.
        #[serde(with = "plain")]
        upload: RequestId,
        /// How often it was asked before.
        tries: u32,
    },
    /// 文書登録.
    DocumentRegister {
        /// The item.
        #[serde(with = "plain")]
        outbox: OutboxId,
    },
    /// 文書変更.
    DocumentChange {
        /// The item.
        #[serde(with = "plain")]
        outbox: OutboxId,
        /// The identifier that it takes the place of.
        replaces: String,
    },
    /// 文書取消.
    DocumentCancel {
        /// The item.
        #[serde(with = "plain")]
        outbox: OutboxId,
    },
    /// 文書の状況照会.
    DocumentStatus {
        /// The item.
        #[serde(with = "plain")]
        outbox: OutboxId,
    },
    /// 5情報の登録.
    Core6Register {
        /// The item.
        #[serde(with = "plain")]
        outbox: OutboxId,
    },
    /// 5情報の取消.
    Core6Cancel {
        /// The item.
        #[serde(with = "plain")]
        outbox: OutboxId,
    },
    /// 薬剤情報.
    DrugHistory {
        /// The patient.
        #[serde(with = "plain")]
        patient: PatientId,
        /// First month.
        #[serde(with = "plain")]
        from: Date,
        /// Last month.
        #[serde(with = "plain")]
        to: Date,
        /// As pages.
        paper: bool,
        /// 診療情報 too.
        with_care: bool,
    },
    /// 特定健診情報.
    Checkup {
        /// The patient.
        #[serde(with = "plain")]
        patient: PatientId,
        /// As pages.
        paper: bool,
    },
    /// 6情報.
    Core6View {
        /// The patient.
        #[serde(with = "plain")]
        patient: PatientId,
        /// First month.
        #[serde(with = "plain")]
        from: Date,
        /// Last month.
        #[serde(with = "plain")]
        to: Date,
    },
    /// Documents addressed to us.
    DocumentList {
        /// From.
        #[serde(with = "plain")]
        from: Date,
        /// To.
        #[serde(with = "plain")]
        to: Date,
    },
    /// One of them.
    DocumentGet {
        /// 文書の識別子.
        identifier: String,
    },
    /// A file that goes with one of them.
    AttachmentGet {
        /// 文書の識別子.
        identifier: String,
        /// The file's.
        attachment: String,
    },
    /// Whether an institution uses the service.
    ServiceUse {
        /// Ten digits, or empty.
        code: String,
        /// Part of the name, or empty.
        name: String,
        /// Two digits, or empty.
        prefecture: String,
    },
    /// Code masters.
    MasterFiles {
        /// Kind; empty for all.
        kind: String,
    },
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Subject({})", self.message().as_str())
    }
}

impl Subject {
    /// Which message asks it.
    pub const fn message(&self) -> MessageKey {
        match self {
            Self::EligibilityCheck { .. } | Self::EligibilityKey { .. } => MessageKey::EligibilityCheck,
            Self::ReferenceNumber { .. } => MessageKey::ReferenceNumber,
            Self::BulkUpload { .. } => MessageKey::BulkCheckUpload,
            Self::BulkDownload { .. } => MessageKey::BulkCheckDownload,
            Self::DocumentRegister { .. } => MessageKey::DocumentRegister,
            Self::DocumentChange { .. } => MessageKey::DocumentChange,
            Self::DocumentCancel { .. } => MessageKey::DocumentCancel,
            Self::DocumentStatus { .. } => MessageKey::DocumentStatus,
            Self::Core6Register { .. } => MessageKey::Core6Register,
            Self::Core6Cancel { .. } => MessageKey::Core6Cancel,
            Self::DrugHistory { .. } => MessageKey::DrugHistory,
            Self::Checkup { .. } => MessageKey::Checkup,
            Self::Core6View { .. } => MessageKey::Core6View,
            Self::DocumentList { .. } => MessageKey::DocumentList,
            Self::DocumentGet { .. } => MessageKey::DocumentGet,
            Self::AttachmentGet { .. } => MessageKey::AttachmentGet,
            Self::ServiceUse { .. } => MessageKey::ServiceUse,
            Self::MasterFiles { .. } => MessageKey::MasterFiles,
        }
    }

    /// The patient whom it is about.
    pub const fn patient(&self) -> Option<PatientId> {
        match self {
            Self::EligibilityCheck { patient, .. }
            | Self::ReferenceNumber { patient, .. }
            | Self::DrugHistory { patient, .. }
            | Self::Checkup { patient, .. }
            | Self::Core6View { patient, .. } => Some(*patient),
            _ => None,
        }
    }

    /// The item that it is made for.
    pub const fn outbox(&self) -> Option<OutboxId> {
        match self {
            Self::DocumentRegister { outbox }
            | Self::DocumentChange { outbox, .. }
            | Self::DocumentCancel { outbox }
            | Self::DocumentStatus { outbox }
            | Self::Core6Register { outbox }
            | Self::Core6Cancel { outbox } => Some(*outbox),
            _ => None,
        }
    }

    /// Whether it registers something: never repeated by itself.
    pub const fn is_registration(&self) -> bool {
        matches!(
            self,
            Self::ReferenceNumber { .. }
                | Self::DocumentRegister { .. }
                | Self::DocumentChange { .. }
                | Self::DocumentCancel { .. }
                | Self::Core6Register { .. }
                | Self::Core6Cancel { .. }
        )
    }

    /// Reads what [`Self::plan`] stored; `None` where another version of the program wrote it.
    pub fn read(stored: &str) -> Option<Self> {
        serde_json::from_str(stored).ok()
    }

    /// Puts it in line.
    pub fn plan(
        &self,
        w: &Write<'_>,
        priority: Priority,
        not_before: Option<jiff::Timestamp>,
    ) -> store::Result<RequestId> {
        // Maps with texts as keys: there is nothing in it that JSON cannot write.
        let subject = serde_json::to_string(self).unwrap_or_default();
        w.request_plan(&NewRequest {
            message: self.message().as_str(),
            priority: priority as u8,
            registration: self.is_registration(),
            patient: self.patient(),
            outbox: self.outbox(),
            subject: &subject,
            not_before,
        })
    }
}

/// What goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Priority {
    /// A person waits.
    Person = 0,
    /// Letters and what they need.
    Letter = 1,
    /// Whatever has time.
    Background = 2,
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;
    use jiff::civil::date;

    struct Fixed;

    impl Clock for Fixed {
        fn now(&self) -> jiff::Timestamp {
            jiff::Timestamp::UNIX_EPOCH
        }
    }

    #[test]
    fn what_is_stored_is_read_again_and_prints_nothing() {
        let patient = PatientId::new(&Fixed);
        let day = date(2026, 11, 25);
        let all = [
            Subject::EligibilityCheck { patient, limits: true },
            Subject::EligibilityKey {
                insurer_number: "06139463".into(),
                symbol: "見本".into(),
                number: "1".into(),
                branch: "00".into(),
                birth_date: day,
                limits: false,
            },
            Subject::BulkUpload { patients: vec![patient, patient], day },
            Subject::DrugHistory { patient, from: day, to: day, paper: false, with_care: true },
            Subject::DocumentGet { identifier: "1319999992^2026^1".into() },
        ];
        for subject in all {
            let stored = serde_json::to_string(&subject).unwrap();
            assert_eq!(Subject::read(&stored).as_ref(), Some(&subject));
            assert!(!format!("{subject:?}").contains("見本"));
        }
        assert_eq!(Subject::read("{\"ask\":\"later\"}"), None);
    }
}
