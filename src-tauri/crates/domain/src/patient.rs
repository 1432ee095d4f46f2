//! A patient: names, birth, address, and the insurance identifiers that the national services know them by.

use crate::{
    date::Date,
    finding::Finding,
    id::PatientId,
    redact::redact,
    rule,
    text::{Form, is_katakana, tidy},
    words::words,
};

words! {
    /// Sex as the insurer registers it.
    pub enum Sex {
        /// 男.
        Male = "male", "男";
        /// 女.
        Female = "female", "女";
        /// Neither.
        Other = "other", "その他";
        /// Not known.
        Unknown = "unknown", "不明";
    }
}

/// A name in one writing (kanji or kana), split into 姓 and 名 where that can be done.
///
/// A name that cannot be split stands whole in `given`, with an empty `family` (JP-CLINS Patient.name, since
/// 1.12.0).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct NameParts {
    /// 姓; empty when the name cannot be split.
    pub family: String,
    /// 名, or the whole name.
    pub given: String,
}

impl NameParts {
    /// Splits at the one blank (half- or full-width). No blank, or several, leave the name whole.
    pub fn split(text: &str) -> Self {
        let parts: Vec<&str> = text.split([' ', '\u{3000}']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [family, given] => Self { family: (*family).to_owned(), given: (*given).to_owned() },
            parts => Self { family: String::new(), given: parts.join(" ") },
        }
    }

    /// The whole name, `separator` between its parts.
    pub fn joined(&self, separator: &str) -> String {
        if self.family.is_empty() {
            self.given.clone()
        } else {
            format!("{}{separator}{}", self.family, self.given)
        }
    }

    /// Whether there is no name at all.
    pub fn is_empty(&self) -> bool {
        self.family.is_empty() && self.given.is_empty()
    }

    /// Whether 姓 and 名 are known apart.
    pub fn is_split(&self) -> bool {
        !self.family.is_empty()
    }
}

/// 枝番: a value, known not to be printed on the card, or not yet checked. The three must never be confused:
/// an unprinted number is sent empty, an unchecked one is a question (JP-CLINS Patient.identifier).
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Branch {
    /// Two digits, `00`–`99`.
    Number(String),
    /// The card prints none.
    NonePrinted,
    /// Nobody has looked yet.
    #[default]
    Unchecked,
}

/// 医療保険: 保険者番号・記号・番号・枝番.
#[derive(Clone, PartialEq, Eq)]
pub struct Insurance {
    /// 保険者番号: 6 (国保) or 8 digits, as printed.
    pub insurer_number: String,
    /// 記号, as printed; may be empty.
    pub symbol: String,
    /// 番号, as printed.
    pub number: String,
    /// 枝番.
    pub branch: Branch,
}

/// 公費負担: 公費負担者番号 and 受給者番号.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicPayer {
    /// 公費負担者番号: 8 digits.
    pub payer_number: String,
    /// 公費負担医療の受給者番号: 7 digits.
    pub recipient_number: String,
}

impl PublicPayer {
    /// Whether this is 生活保護 (法別番号 12), which alone may stand in place of an insurance.
    pub fn is_public_assistance(&self) -> bool {
        self.payer_number.starts_with("12")
    }
}

/// A patient of the clinic.
#[derive(Clone, PartialEq, Eq)]
pub struct Patient {
    /// Id.
    pub id: PatientId,
    /// Raised by one at every change.
    pub version: u32,
    /// 患者番号: the number on the paper chart, unique in the clinic.
    pub chart_number: String,
    /// 氏名.
    pub name: NameParts,
    /// フリガナ, full-width katakana.
    pub kana: NameParts,
    /// 生年月日.
    pub birth_date: Date,
    /// 性別.
    pub sex: Sex,
    /// 郵便番号, seven digits without a hyphen, or empty.
    pub postal_code: String,
    /// 住所, or empty.
    pub address: String,
    /// 電話番号, or empty.
    pub phone: String,
    /// 職業, or empty.
    pub occupation: String,
    /// 医療保険, if any.
    pub insurance: Option<Insurance>,
    /// 公費, in the order of the card.
    pub public_payers: Vec<PublicPayer>,
    /// The record that this one was merged into, if it was.
    pub merged_into: Option<PatientId>,
}

redact!(NameParts, Branch, Insurance, PublicPayer, Patient);

/// What the data of insurers hold in place of a character that they cannot (オンライン資格確認: 「●」).
pub const UNREADABLE: char = '●';

/// Longest texts that a patient's fields take, in characters.
pub mod limit {
    /// Names and kana.
    pub const NAME: usize = 80;
    /// 患者番号.
    pub const CHART_NUMBER: usize = 20;
    /// Address.
    pub const ADDRESS: usize = 200;
    /// Telephone and similar short lines.
    pub const LINE: usize = 40;
    /// 記号・番号.
    pub const CARD: usize = 20;
}

/// 患者番号 as typed: half-width letters, digits and hyphens.
pub fn read_chart_number(typed: &str, path: &str) -> (String, Vec<Finding>) {
    let (text, mut findings) = tidy(typed, Form::Code, limit::CHART_NUMBER, path);
    if text.is_empty() {
        findings.push(Finding::new(&rule::CHART_NUMBER_MISSING, path));
    } else if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        findings.push(Finding::new(&rule::CHART_NUMBER_FORM, path));
    }
    (text, findings)
}

/// A kanji name as typed.
pub fn read_name(typed: &str, path: &str) -> (NameParts, Vec<Finding>) {
    let (text, mut findings) = tidy(typed, Form::Line, limit::NAME, path);
    if text.is_empty() {
        findings.push(Finding::new(&rule::NAME_MISSING, path));
    }
    let parts = NameParts::split(&text);
    if !parts.is_empty() && !parts.is_split() {
        findings.push(Finding::new(&rule::NAME_NOT_SPLIT, path));
    }
    findings.extend(unreadable(&text, path));
    (parts, findings)
}

/// A フリガナ as typed: hiragana and half-width katakana become full-width katakana.
pub fn read_kana(typed: &str, path: &str) -> (NameParts, Vec<Finding>) {
    let (text, mut findings) = tidy(typed, Form::Kana, limit::NAME, path);
    if text.is_empty() {
        findings.push(Finding::new(&rule::KANA_MISSING, path));
    } else if !is_katakana(&text.replace(UNREADABLE, "")) {
        findings.push(Finding::new(&rule::KANA_FORM, path));
    }
    findings.extend(unreadable(&text, path));
    (NameParts::split(&text), findings)
}

/// 住所 as typed, or empty.
pub fn read_address(typed: &str, path: &str) -> (String, Vec<Finding>) {
    let (text, mut findings) = tidy(typed, Form::Line, limit::ADDRESS, path);
    findings.extend(unreadable(&text, path));
    (text, findings)
}

/// What is to be said of a text that came from an insurer with [`UNREADABLE`] in it.
fn unreadable(text: &str, path: &str) -> Option<Finding> {
    text.contains(UNREADABLE).then(|| Finding::new(&rule::NAME_UNREADABLE_MARK, path))
}

/// A postal code as typed: seven digits, hyphen optional, or empty.
pub fn read_postal_code(typed: &str, path: &str) -> (String, Vec<Finding>) {
    let (text, mut findings) = tidy(typed, Form::Code, 12, path);
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | '〒' | ' ' | 'ー' | '−' | '‐')).collect();
    let seven_digits = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
    if !digits.is_empty() && !seven_digits {
        findings.push(Finding::new(&rule::POSTAL_CODE_FORM, path));
        return (text, findings);
    }
    (digits, findings)
}

/// A telephone or FAX number as typed: digits, hyphens, parentheses and `+`, or empty.
pub fn read_phone(typed: &str, path: &str) -> (String, Vec<Finding>) {
    let (text, mut findings) =
        tidy(&typed.replace(['ー', '−', '‐', '―'], "-"), Form::Code, limit::LINE, path);
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '+' | ' ' | '#' | '*')) {
        findings.push(Finding::new(&rule::PHONE_FORM, path));
    }
    (text, findings)
}

/// What a form holds of an insurance before it is read.
#[derive(Clone, Copy)]
pub struct TypedInsurance<'a> {
    /// 保険者番号.
    pub insurer_number: &'a str,
    /// 記号.
    pub symbol: &'a str,
    /// 番号.
    pub number: &'a str,
    /// 枝番, as typed; ignored when none is printed.
    pub branch: &'a str,
    /// The card prints no 枝番.
    pub no_branch: bool,
}

/// An insurance as typed. All fields empty mean that there is none.
pub fn read_insurance(typed: TypedInsurance<'_>) -> (Option<Insurance>, Vec<Finding>) {
    let (insurer_number, mut findings) = tidy(typed.insurer_number, Form::Code, 8, "insurer_number");
    // 記号 and 番号 keep the width in which the card prints them: JP-CLINS wants each wholly full- or half-width.
    let (symbol, more) = tidy(typed.symbol, Form::Line, limit::CARD, "symbol");
    findings.extend(more);
    let (number, more) = tidy(typed.number, Form::Line, limit::CARD, "number");
    findings.extend(more);
    let (branch_digits, more) = tidy(typed.branch, Form::Code, 2, "branch");
    findings.extend(more);

    if insurer_number.is_empty() && symbol.is_empty() && number.is_empty() && branch_digits.is_empty() {
        return (None, findings);
    }
    if !(matches!(insurer_number.len(), 6 | 8) && insurer_number.bytes().all(|b| b.is_ascii_digit())) {
        findings.push(Finding::new(&rule::INSURER_NUMBER_FORM, "insurer_number"));
    } else if !check_digit_holds(&insurer_number) {
        findings.push(Finding::new(&rule::INSURER_NUMBER_CHECK, "insurer_number"));
    }
    if number.is_empty() {
        findings.push(Finding::new(&rule::CARD_NUMBER_MISSING, "number"));
    }
    for (value, path) in [(&symbol, "symbol"), (&number, "number")] {
        if value.contains([':', '：', '^']) {
            findings.push(Finding::new(&rule::CARD_TEXT_FORM, path));
        }
    }
    let branch = match (typed.no_branch, branch_digits.as_str()) {
        (true, _) => Branch::NonePrinted,
        (false, "") => Branch::Unchecked,
        (false, digits) if digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Branch::Number(branch_digits)
        }
        (false, digits) => {
            findings.push(Finding::new(&rule::BRANCH_FORM, "branch"));
            Branch::Number(digits.to_owned())
        }
    };
    (Some(Insurance { insurer_number, symbol, number, branch }), findings)
}

/// A 公費 as typed: both numbers, in digits.
pub fn read_public_payer(payer: &str, recipient: &str) -> (PublicPayer, Vec<Finding>) {
    let (payer_number, mut findings) = tidy(payer, Form::Code, 8, "payer_number");
    let (recipient_number, more) = tidy(recipient, Form::Code, 7, "recipient_number");
    findings.extend(more);
    if !(payer_number.len() == 8 && payer_number.bytes().all(|b| b.is_ascii_digit())) {
        findings.push(Finding::new(&rule::PAYER_NUMBER_FORM, "payer_number"));
    }
    if !(recipient_number.len() == 7 && recipient_number.bytes().all(|b| b.is_ascii_digit())) {
        findings.push(Finding::new(&rule::RECIPIENT_NUMBER_FORM, "recipient_number"));
    }
    (PublicPayer { payer_number, recipient_number }, findings)
}

/// The last digit of 保険者番号 is a check digit: weights 2, 1 from the right over the digits before it, the
/// digits of each product added, and the sum's distance to the next ten.
pub fn check_digit_holds(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, body)) = digits.split_last() else { return false };
    let sum: u32 = body
        .iter()
        .rev()
        .enumerate()
        .map(|(i, digit)| {
            let product = digit * if i % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10 == *check
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed<'a>(insurer: &'a str, symbol: &'a str, number: &'a str, branch: &'a str) -> TypedInsurance<'a> {
        TypedInsurance { insurer_number: insurer, symbol, number, branch, no_branch: false }
    }

    fn ids(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.rule.id).collect()
    }

    #[test]
    fn names_split_at_one_blank() {
        let name = NameParts::split("見本　花子");
        assert_eq!((name.family.as_str(), name.given.as_str()), ("見本", "花子"));
        let name = NameParts::split("JOHN F SMITH");
        assert_eq!((name.family.as_str(), name.given.as_str()), ("", "JOHN F SMITH"));
        assert!(!NameParts::split("卑弥呼").is_split());
    }

    #[test]
    fn branch_has_three_states() {
        let (insurance, _) = read_insurance(typed("06139463", "あ", "1", ""));
        assert!(matches!(insurance.unwrap().branch, Branch::Unchecked));
        let (insurance, _) =
            read_insurance(TypedInsurance { no_branch: true, ..typed("06139463", "", "1", "") });
        assert!(matches!(insurance.unwrap().branch, Branch::NonePrinted));
        let (insurance, _) = read_insurance(typed("06139463", "", "1", "０５"));
        assert!(insurance.unwrap().branch == Branch::Number("05".into()));
        assert!(ids(&read_insurance(typed("06139463", "", "1", "5")).1).contains(&"insurance.branch-form"));
        assert!(read_insurance(typed("", "", "", "")).0.is_none());
    }

    #[test]
    fn insurer_numbers() {
        assert!(check_digit_holds("06139463"));
        assert!(check_digit_holds("138057"));
        assert!(!check_digit_holds("138058"));
        assert!(
            ids(&read_insurance(typed("1234", "", "1", "")).1).contains(&"insurance.insurer-number-form")
        );
    }

    #[test]
    fn postal_codes_lose_their_hyphen() {
        assert_eq!(read_postal_code("〒１００－０００１", "p").0, "1000001");
        assert_eq!(ids(&read_postal_code("100-001", "p").1), ["patient.postal-code-form"]);
        assert!(read_postal_code("", "p").1.is_empty());
    }

    #[test]
    fn gaps_in_the_insurers_data_are_told_and_kept() {
        let (name, findings) = read_name("●橋 花子", "name");
        assert_eq!(
            (name.joined(" "), ids(&findings)),
            ("●橋 花子".into(), vec!["patient.name-unreadable-mark"])
        );
        let (kana, findings) = read_kana("●ｶﾊｼ ハナコ", "kana");
        assert_eq!(kana.joined(" "), "●カハシ ハナコ");
        assert!(ids(&findings).contains(&"patient.name-unreadable-mark"));
        assert!(!ids(&findings).contains(&"patient.kana-form"));
        assert!(ids(&read_kana("●橋 花子", "kana").1).contains(&"patient.kana-form"));
        assert_eq!(ids(&read_address("●町1-2", "address").1), ["patient.name-unreadable-mark"]);
        assert!(read_address("見本町1-2", "address").1.is_empty());
    }

    #[test]
    fn debug_shows_nothing() {
        let name = NameParts::split("見本 花子");
        assert_eq!(format!("{name:?}"), "NameParts(…)");
    }

    proptest! {
        #[test]
        fn a_computed_check_digit_holds(body in "[0-9]{7}") {
            let holding = (0..=9).filter(|d| check_digit_holds(&format!("{body}{d}"))).count();
            prop_assert_eq!(holding, 1);
        }

        #[test]
        fn splitting_and_joining_keep_the_name(family in "[一-龠]{1,4}", given in "[一-龠]{1,4}") {
            let name = NameParts::split(&format!("{family} {given}"));
            prop_assert_eq!(name.joined(" "), format!("{family} {given}"));
        }

        #[test]
        fn reading_never_panics(a in "\\PC{0,12}", b in "\\PC{0,12}", c in "\\PC{0,12}", d in "\\PC{0,4}") {
            let _ = read_insurance(typed(&a, &b, &c, &d));
            let _ = read_name(&a, "x");
            let _ = read_kana(&b, "x");
            let _ = read_postal_code(&c, "x");
            let _ = read_phone(&d, "x");
            let _ = read_public_payer(&a, &b);
        }
    }
}
