//! One file per message, in the clinic's words. A message is a key of the catalogue, a request that fills a sheet
//! and an answer that reads one; the list below makes everything else from that.

pub mod assistance_download;
pub mod assistance_upload;
pub mod attachment_get;
pub mod attachment_register;
pub mod bulk_check_download;
pub mod bulk_check_upload;
pub mod care_plan_cancel;
pub mod care_plan_change;
pub mod care_plan_register;
pub mod checkup;
pub mod checkup_report_cancel;
pub mod checkup_report_change;
pub mod checkup_report_register;
pub mod core6_cancel;
pub mod core6_change;
pub mod core6_register;
pub mod core6_view;
pub mod document_cancel;
pub mod document_change;
pub mod document_get;
pub mod document_list;
pub mod document_register;
pub mod document_status;
pub mod drug_history;
pub mod eligibility_check;
pub mod envelope;
pub mod face_result;
pub mod home_visit_download;
pub mod home_visit_upload;
pub mod insured;
pub mod master_files;
pub mod online_care_download;
pub mod online_care_upload;
pub mod read_consent;
pub mod reference_number;
pub mod reference_number_download;
pub mod reference_number_upload;
pub mod service_use;
pub mod unaddressed;

mod wire;

#[cfg(test)]
mod tests;

pub use envelope::Envelope;
pub use insured::Insured;
pub use wire::{Decoded, Encoded, Sender, Wire, decode, encode};

use crate::{
    catalogue::{Catalogue, Message},
    codec::{Sheet, pack, unpack},
};
use domain::{finding::Finding, rule};

/// A request of one kind.
pub trait Ask {
    /// Fills the sheet that the catalogue's layout is written from.
    fn sheet(&self, message: &Message) -> Sheet;
}

/// An answer of one kind, or what was pushed.
pub trait Told: Sized {
    /// Reads the sheet that the catalogue's layout was read into.
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self;
}

/// What an answer may look up while it reads its sheet.
pub struct Reading<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The message's row.
    pub message: &'a Message,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

impl Reading<'_> {
    /// The file packed under a key; a finding when it cannot be unpacked.
    pub fn file(&mut self, sheet: &Sheet, key: &str) -> Option<Vec<u8>> {
        let text = sheet.text(key)?;
        let limit = usize::try_from(self.message.unfolded_limit).unwrap_or(usize::MAX);
        let bytes = unpack(text, packing(&self.message.answer, key), limit);
        if bytes.is_none() {
            self.findings.push(Finding::new(&rule::TERMINAL_PACKED_UNREADABLE, key));
        }
        bytes
    }
}

fn packing(layout: &crate::catalogue::Layout, key: &str) -> crate::catalogue::Packing {
    fn find<'a>(items: &'a [crate::catalogue::Item], key: &str) -> Option<&'a crate::catalogue::Item> {
        items.iter().find_map(|item| if &*item.key == key { Some(item) } else { find(&item.items, key) })
    }
    find(&layout.header, key).or_else(|| find(&layout.body, key)).map(|item| item.packing).unwrap_or_default()
}

impl Answer {
    /// Whether it says that it answers this sender: 医療機関コード and ファイル識別子 are those of the request, where they
    /// are given back. The name of the file alone does not prove it. What is fetched with a 受付番号 gives back the
    /// identifier of the upload, which is not known here and not asked about.
    pub fn is_answer_to(&self, sender: &Sender) -> bool {
        let same = |told: &Option<String>, sent: &str| told.as_deref().is_none_or(|told| told == sent);
        let envelope = self.envelope();
        let fetched = matches!(
            self,
            Answer::BulkCheckDownload(_)
                | Answer::ReferenceNumberDownload(_)
                | Answer::AssistanceDownload(_)
                | Answer::HomeVisitDownload(_)
                | Answer::OnlineCareDownload(_)
        );
        same(&envelope.institution, &sender.institution)
            && (fetched || same(&envelope.file_identifier, &sender.file_identifier))
    }
}

/// Packs a file as the request's layout wants it.
fn packed(message: &Message, key: &str, bytes: &[u8]) -> String {
    let packing = message.request.as_ref().map(|layout| packing(layout, key)).unwrap_or_default();
    pack(bytes, packing)
}

macro_rules! messages {
    (
        asked { $( $(#[$doc:meta])* $asked:ident = $key:literal in $module:ident; )+ }
        pushed { $( $(#[$pdoc:meta])* $pushed:ident = $pkey:literal in $pmodule:ident; )+ }
    ) => {
        /// Every message that this program knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum MessageKey {
            $( $(#[$doc])* $asked, )+
            $( $(#[$pdoc])* $pushed, )+
        }

        impl MessageKey {
            /// Every one.
            pub const ALL: &'static [Self] = &[$( Self::$asked, )+ $( Self::$pushed, )+];

            /// Its key in the catalogue, also as stored.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$asked => $key, )+ $( Self::$pushed => $pkey, )+ }
            }

            /// The message with this key.
            pub fn parse(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == key)
            }
        }

        /// What can be asked.
        #[derive(Clone, PartialEq, Eq)]
        pub enum Request { $( $(#[$doc])* $asked($module::Request), )+ }

        impl Request {
            /// Which message it is.
            pub const fn key(&self) -> MessageKey {
                match self { $( Self::$asked(_) => MessageKey::$asked, )+ }
            }

            fn sheet(&self, message: &Message) -> Sheet {
                match self { $( Self::$asked(request) => request.sheet(message), )+ }
            }
        }

        $(
            impl From<$module::Request> for Request {
                fn from(request: $module::Request) -> Self { Self::$asked(request) }
            }
        )+

        /// What can be told.
        #[derive(Clone, PartialEq, Eq)]
        pub enum Answer {
            $( $(#[$doc])* $asked($module::Answer), )+
            $( $(#[$pdoc])* $pushed($pmodule::Answer), )+
        }

        impl Answer {
            /// Which message it is.
            pub const fn key(&self) -> MessageKey {
                match self {
                    $( Self::$asked(_) => MessageKey::$asked, )+
                    $( Self::$pushed(_) => MessageKey::$pushed, )+
                }
            }

            /// What every answer has.
            pub const fn envelope(&self) -> &Envelope {
                match self {
                    $( Self::$asked(answer) => &answer.envelope, )+
                    $( Self::$pushed(answer) => &answer.envelope, )+
                }
            }

            fn read(key: MessageKey, sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
                match key {
                    $( MessageKey::$asked => Self::$asked($module::Answer::read(sheet, reading)), )+
                    $( MessageKey::$pushed => Self::$pushed($pmodule::Answer::read(sheet, reading)), )+
                }
            }
        }

        crate::redact::redact!(Request, Answer);
    };
}

messages! {
    asked {
        /// 資格確認.
        EligibilityCheck = "eligibility_check" in eligibility_check;
        /// 照会番号登録.
        ReferenceNumber = "reference_number" in reference_number;
        /// 資格確認一括照会, first step.
        BulkCheckUpload = "bulk_check_upload" in bulk_check_upload;
        /// 資格確認一括照会, second step.
        BulkCheckDownload = "bulk_check_download" in bulk_check_download;
        /// 照会番号一括登録, first step.
        ReferenceNumberUpload = "reference_number_upload" in reference_number_upload;
        /// 照会番号一括登録, second step.
        ReferenceNumberDownload = "reference_number_download" in reference_number_download;
        /// 医療扶助の資格情報の一括取得, first step.
        AssistanceUpload = "assistance_upload" in assistance_upload;
        /// 医療扶助の資格情報の一括取得, second step.
        AssistanceDownload = "assistance_download" in assistance_download;
        /// 同意済資格情報の一括取得（訪問診療等）, first step.
        HomeVisitUpload = "home_visit_upload" in home_visit_upload;
        /// 同意済資格情報の一括取得（訪問診療等）, second step.
        HomeVisitDownload = "home_visit_download" in home_visit_download;
        /// 同意済資格情報の一括取得（オンライン診療等）, first step.
        OnlineCareUpload = "online_care_upload" in online_care_upload;
        /// 同意済資格情報の一括取得（オンライン診療等）, second step.
        OnlineCareDownload = "online_care_download" in online_care_download;
        /// Whether an institution uses 電子カルテ情報共有サービス.
        ServiceUse = "service_use" in service_use;
        /// 薬剤情報等の閲覧.
        DrugHistory = "drug_history" in drug_history;
        /// 特定健診情報の閲覧.
        Checkup = "checkup" in checkup;
        /// 6情報の閲覧.
        Core6View = "core6_view" in core6_view;
        /// 文書の登録.
        DocumentRegister = "document_register" in document_register;
        /// 文書の取消.
        DocumentCancel = "document_cancel" in document_cancel;
        /// 文書の変更.
        DocumentChange = "document_change" in document_change;
        /// 文書の状況照会.
        DocumentStatus = "document_status" in document_status;
        /// 自院あての文書の一覧.
        DocumentList = "document_list" in document_list;
        /// 文書の取得.
        DocumentGet = "document_get" in document_get;
        /// 添付の登録.
        AttachmentRegister = "attachment_register" in attachment_register;
        /// 添付の取得.
        AttachmentGet = "attachment_get" in attachment_get;
        /// 健診文書の登録.
        CheckupReportRegister = "checkup_report_register" in checkup_report_register;
        /// 健診文書の取消.
        CheckupReportCancel = "checkup_report_cancel" in checkup_report_cancel;
        /// 健診文書の変更.
        CheckupReportChange = "checkup_report_change" in checkup_report_change;
        /// 患者サマリーの登録.
        CarePlanRegister = "care_plan_register" in care_plan_register;
        /// 患者サマリーの取消.
        CarePlanCancel = "care_plan_cancel" in care_plan_cancel;
        /// 患者サマリーの変更.
        CarePlanChange = "care_plan_change" in care_plan_change;
        /// 5情報の登録.
        Core6Register = "core6_register" in core6_register;
        /// 5情報の取消.
        Core6Cancel = "core6_cancel" in core6_cancel;
        /// 5情報の変更.
        Core6Change = "core6_change" in core6_change;
        /// マスタファイルの取得.
        MasterFiles = "master_files" in master_files;
    }
    pushed {
        /// 顔認証などによる資格確認結果.
        FaceResult = "face_result" in face_result;
        /// 文書の閲覧同意の知らせ.
        ReadConsent = "read_consent" in read_consent;
    }
}
