//! Institutions, their ten-digit number, doctors, and remembered receivers (紹介先).

use crate::{
    finding::Finding,
    id::{DoctorId, ReceiverId},
    patient::NameParts,
    rule,
    text::{Form, tidy},
    words::words,
};

/// 医療機関番号 in ten digits: 都道府県 2 + 点数表 1 (1 医科, 3 歯科) + 医療機関コード 7 (JP-CLINS identifiers).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InstitutionCode(String);

impl InstitutionCode {
    /// Ten digits with a prefecture of 01–47 and 点数表 1 or 3; else `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit());
        let prefecture: u8 = if digits { text[..2].parse().ok()? } else { return None };
        ((1..=47).contains(&prefecture) && matches!(&text[2..3], "1" | "3")).then(|| Self(text.to_owned()))
    }

    /// A well-formed number of nobody, to stand where a clinic's own could not be read.
    pub fn placeholder() -> Self {
        Self("0110000000".to_owned())
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 都道府県番号, two digits.
    pub fn prefecture(&self) -> &str {
        &self.0[..2]
    }

    /// 点数表番号: `1` 医科, `3` 歯科.
    pub fn fee_table(&self) -> &str {
        &self.0[2..3]
    }

    /// 医療機関コード, seven digits.
    pub fn code(&self) -> &str {
        &self.0[3..]
    }
}

/// An institution code as typed; blanks and hyphens are ignored, empty means unknown.
pub fn read_institution_code(typed: &str, path: &str) -> (Option<InstitutionCode>, Vec<Finding>) {
    let (text, mut findings) = tidy(typed, Form::Code, 20, path);
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | ',' | '.')).collect();
    if digits.is_empty() {
        return (None, findings);
    }
    let code = InstitutionCode::parse(&digits);
    if code.is_none() {
        let count = digits.chars().count();
        if count == 10 {
            findings.push(Finding::new(&rule::INSTITUTION_CODE_FORM, path));
        } else {
            findings.push(Finding::with(&rule::INSTITUTION_CODE_LENGTH, path, [count.to_string()]));
        }
    }
    (code, findings)
}

/// The clinic whose store this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Raised by one at every change.
    pub version: u32,
    /// Ten-digit number.
    pub code: InstitutionCode,
    /// 名称.
    pub name: String,
    /// 郵便番号, seven digits or empty.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// 電話番号.
    pub phone: String,
    /// FAX番号, or empty.
    pub fax: String,
}

/// A doctor of the clinic who signs documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doctor {
    /// Id.
    pub id: DoctorId,
    /// Raised by one at every change.
    pub version: u32,
    /// 氏名.
    pub name: NameParts,
    /// フリガナ, may be empty.
    pub kana: NameParts,
    /// 診療科, text as printed; may be empty.
    pub department: String,
    /// 医籍登録番号, digits or empty.
    pub registration_number: String,
    /// Whether the doctor may be chosen for new documents.
    pub active: bool,
}

words! {
    /// What kind of place a letter goes to. Only 医科 and 歯科 institutions take part in the national service.
    pub enum ReceiverKind {
        /// 医科 hospital or clinic.
        Medical = "medical", "病院・診療所";
        /// 歯科.
        Dental = "dental", "歯科";
        /// 保険薬局.
        Pharmacy = "pharmacy", "薬局";
        /// 市町村.
        Municipality = "municipality", "市町村";
        /// 保健所.
        HealthCenter = "health_center", "保健所";
        /// 介護・福祉 facility.
        Care = "care", "介護・福祉施設";
        /// 学校等.
        School = "school", "学校等";
        /// Anything else.
        Other = "other", "その他";
    }

    /// 敬称 (letter practice: 先生 with 御机下 or 御侍史, 御中 for a place, 殿 for an office).
    pub enum Honorific {
        /// Chosen by the rules from what is filled in.
        Auto = "auto", "自動";
        /// 先生 御机下.
        SenseiKika = "sensei_kika", "先生 御机下";
        /// 先生 御侍史.
        SenseiJishi = "sensei_jishi", "先生 御侍史";
        /// 先生 侍史.
        SenseiPlainJishi = "sensei_plain_jishi", "先生 侍史";
        /// 先生.
        Sensei = "sensei", "先生";
        /// 殿.
        Dono = "dono", "殿";
        /// 様.
        Sama = "sama", "様";
        /// 御中.
        Onchu = "onchu", "御中";
    }
}

impl ReceiverKind {
    /// 医科 or 歯科: an institution of the national service.
    pub fn is_clinical(self) -> bool {
        matches!(self, ReceiverKind::Medical | ReceiverKind::Dental)
    }
}

/// The lines under the institution's name: department and person with the honorific that fits.
///
/// 先生 and 御中 never stand together. A named person gets the chosen form (先生 御机下 by default, 様 outside
/// medicine); without a name a medical addressee is `担当医 先生`, another office `御中` after its own name.
pub fn address_line(kind: ReceiverKind, department: &str, person: &str, chosen: Honorific) -> String {
    let join =
        |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("　");
    let named = !person.is_empty();
    match (chosen, named) {
        (Honorific::Auto, true) if kind.is_clinical() => join(&[department, person, "先生　御机下"]),
        (Honorific::Auto, true) => join(&[department, person, "様"]),
        (Honorific::Auto, false) if kind.is_clinical() => join(&[department, "担当医", "先生"]),
        (Honorific::Auto | Honorific::Onchu, false) => join(&[department, "御中"]),
        (Honorific::Onchu, true) => join(&[department, person, "様"]),
        (other, true) => join(&[department, person, &other.label().replace(' ', "　")]),
        (other, false) => join(&[department, "担当医", &other.label().replace(' ', "　")]),
    }
}

/// A remembered 紹介先.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Id.
    pub id: ReceiverId,
    /// Raised by one at every change.
    pub version: u32,
    /// Kind of place.
    pub kind: ReceiverKind,
    /// Ten-digit number, where known.
    pub code: Option<InstitutionCode>,
    /// 名称.
    pub name: String,
    /// 郵便番号, seven digits or empty.
    pub postal_code: String,
    /// 所在地, or empty.
    pub address: String,
    /// 電話番号, or empty.
    pub phone: String,
    /// FAX番号, or empty.
    pub fax: String,
    /// 診療科, or empty.
    pub department: String,
    /// 医師氏名, or empty.
    pub doctor: String,
    /// 敬称.
    pub honorific: Honorific,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_have_ten_digits() {
        assert!(InstitutionCode::parse("1319999991").is_some());
        assert!(InstitutionCode::parse("0019999991").is_none());
        assert!(InstitutionCode::parse("4819999991").is_none());
        assert!(InstitutionCode::parse("1349999991").is_none());
        assert!(InstitutionCode::parse("131999999").is_none());
        let (code, findings) = read_institution_code("１３－１－９９９９９９１", "code");
        assert_eq!(code.unwrap().as_str(), "1319999991");
        assert_eq!(findings[0].rule.id, "text.width-folded");
        assert_eq!(read_institution_code("1234567", "code").1[0].rule.id, "institution.code-length");
    }

    #[test]
    fn honorifics_follow_practice() {
        use Honorific::*;
        let line = |kind, dept, person, chosen| address_line(kind, dept, person, chosen);
        assert_eq!(
            line(ReceiverKind::Medical, "循環器内科", "架空 二郎", Auto),
            "循環器内科　架空 二郎　先生　御机下"
        );
        assert_eq!(line(ReceiverKind::Medical, "循環器内科", "", Auto), "循環器内科　担当医　先生");
        assert_eq!(line(ReceiverKind::HealthCenter, "", "", Auto), "御中");
        assert_eq!(line(ReceiverKind::Medical, "外科", "", Onchu), "外科　御中");
        assert_eq!(line(ReceiverKind::Medical, "", "架空", SenseiJishi), "架空　先生　御侍史");
    }

    proptest! {
        #[test]
        fn sensei_and_onchu_never_meet(
            k in 0..ReceiverKind::ALL.len(), h in 0..Honorific::ALL.len(),
            department in "[一-龠]{0,4}", person in "[一-龠]{0,4}",
        ) {
            let line = address_line(ReceiverKind::ALL[k], &department, &person, Honorific::ALL[h]);
            prop_assert!(!(line.contains("先生") && line.contains("御中")));
            prop_assert!(!line.is_empty());
        }
    }
}
