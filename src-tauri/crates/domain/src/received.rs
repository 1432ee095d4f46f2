//! Documents that came from elsewhere.

use crate::words::words;

words! {
    /// What kind of document came.
    #[derive(Default)]
    pub enum ReceivedKind {
        /// 診療情報提供書.
        ReferralLetter = "referral_letter", "診療情報提供書";
        /// 退院時サマリー.
        DischargeSummary = "discharge_summary", "退院時サマリー";
        /// 患者サマリー (療養計画書).
        CarePlanSummary = "care_plan_summary", "患者サマリー";
        /// 健診結果報告書.
        CheckupReport = "checkup_report", "健診結果報告書";
        /// 5情報 without a document around them.
        Core6 = "core6", "5情報";
        /// A bundle of some other kind, or what is left of one.
        #[default]
        Other = "other", "その他の文書";
    }
}

words! {
    /// How a file beside a received document came.
    pub enum FileOrigin {
        /// The document lay inside it: a PDF.
        Around = "around", "文書の入っていたファイル";
        /// It was fetched for the document later.
        Fetched = "fetched", "取り寄せた添付";
    }
}
