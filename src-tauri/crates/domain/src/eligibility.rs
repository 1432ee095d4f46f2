//! 資格: what the insurers' system tells about a person, in plain words.

use crate::words::words;

words! {
    /// How an answer came.
    pub enum EligibilitySource {
        /// The card reader pushed it.
        Face = "face", "カード";
        /// It was asked for one person.
        Check = "check", "資格確認";
        /// It was asked for many.
        Bulk = "bulk", "一括照会";
        /// Somebody took in a file.
        File = "file", "ファイル";
    }

    /// Why an answer counts as that patient's.
    pub enum MatchedBy {
        /// 照会番号.
        Reference = "reference", "照会番号";
        /// 保険者番号・記号・番号・枝番.
        Insurance = "insurance", "保険の番号";
        /// We asked for that patient.
        Asked = "asked", "問い合わせた患者";
        /// A person said so.
        Person = "person", "担当者が確認";
        /// The patient's record was made of it.
        Registered = "registered", "この回答から登録";
    }

    /// 資格有効性 (OQSCD006).
    pub enum Validity {
        /// 有効.
        Valid = "valid", "有効";
        /// 無効.
        Invalid = "invalid", "無効";
        /// 無効（新しい資格あり）.
        Replaced = "replaced", "無効（新しい資格あり）";
        /// 該当資格なし.
        None = "none", "該当なし";
        /// 複数該当.
        Several = "several", "複数該当";
        /// 有効（未登録、医療扶助）.
        ValidUnregistered = "valid_unregistered", "有効（未登録）";
        /// Not told, or by a code that is not known.
        Other = "other", "不明";
    }
}

impl Validity {
    /// Whether there is insurance to be used today.
    pub const fn is_valid(self) -> bool {
        matches!(self, Validity::Valid | Validity::ValidUnregistered)
    }
}
