//! Words of letters between institutions.

use crate::words::words;

words! {
    /// What a 診療情報提供書 is for; decides its subtitle and opening words.
    pub enum LetterKind {
        /// 紹介.
        Referral = "referral", "紹介状";
        /// 返書.
        Reply = "reply", "返書";
        /// 経過報告.
        Report = "report", "経過報告";
    }

    /// At what stage of care a 診療情報提供書 is written (the document's subtype of the national service).
    pub enum LetterSubtype {
        /// 外来.
        Outpatient = "outpatient", "外来";
        /// 退院時.
        Discharge = "discharge", "退院時";
    }

    /// Who pays for the care that the letter is about. The national service takes insured care only.
    pub enum Payment {
        /// 医療保険.
        Insured = "insured", "医療保険";
        /// 生活保護 (公費単独).
        PublicAssistance = "public_assistance", "生活保護";
        /// 自費.
        SelfPaid = "self_paid", "自費";
        /// 労災.
        WorkersCompensation = "workers_compensation", "労災";
        /// 自賠責.
        AutomobileLiability = "automobile_liability", "自賠責";
    }

    /// Whether the data of a letter travel inside its PDF.
    pub enum DataInPdf {
        /// As the clinic has it set; they do not where a row is 未告知.
        Usual = "usual", "設定のとおり（未告知の行があるときは付けない）";
        /// They do; a person has looked at 未告知 rows.
        Always = "always", "付ける";
        /// They do not.
        Never = "never", "付けない";
    }

    /// 続柄 of a family member whose illness is told.
    pub enum FamilyRelation {
        /// 父.
        Father = "father", "父";
        /// 母.
        Mother = "mother", "母";
        /// 兄弟.
        Brother = "brother", "兄弟";
        /// 姉妹.
        Sister = "sister", "姉妹";
        /// 息子.
        Son = "son", "息子";
        /// 娘.
        Daughter = "daughter", "娘";
        /// 父方の祖父.
        PaternalGrandfather = "paternal_grandfather", "父方の祖父";
        /// 父方の祖母.
        PaternalGrandmother = "paternal_grandmother", "父方の祖母";
        /// 母方の祖父.
        MaternalGrandfather = "maternal_grandfather", "母方の祖父";
        /// 母方の祖母.
        MaternalGrandmother = "maternal_grandmother", "母方の祖母";
        /// おじ.
        Uncle = "uncle", "おじ";
        /// おば.
        Aunt = "aunt", "おば";
        /// いとこ.
        Cousin = "cousin", "いとこ";
        /// Somebody else of the family.
        Other = "other", "その他の家族";
    }

    /// How the patient consented.
    pub enum ConsentWay {
        /// 口頭.
        Oral = "oral", "口頭";
        /// 書面.
        Written = "written", "書面";
    }
}

impl Payment {
    /// Whether the national service takes part.
    pub fn is_covered(self) -> bool {
        matches!(self, Payment::Insured | Payment::PublicAssistance)
    }
}
