//! Identifiers (JP-CLINS §2 "Identifiers" and §5.1).

use crate::text::full_width;
use domain::{
    id::{DocumentId, EntryId},
    institution::InstitutionCode,
    patient::{Branch, Insurance, PublicPayer},
};
use jiff::Timestamp;

/// 被保険者個人識別子.
#[derive(Clone, PartialEq, Eq)]
pub struct InsuredPerson {
    /// `保険者番号:記号:番号:枝番`.
    pub value: String,
    /// Whether 記号 or 番号 mixed widths and were made full-width.
    pub widened: bool,
}

/// 被保険者個人識別子: 保険者番号 padded with zeros to 8 digits, 記号 and 番号 each wholly half- or full-width and
/// without blanks, 枝番 empty when none is printed or nobody has looked. 後期高齢者 (保険者番号 39…) have no 記号.
///
/// `None` when 保険者番号 is not 6 to 8 digits or 番号 is missing.
pub fn insured_person(insurance: &Insurance) -> Option<InsuredPerson> {
    let insurer = &insurance.insurer_number;
    if !((6..=8).contains(&insurer.len()) && insurer.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let (symbol, symbol_mixed) =
        card_text(if insurer.starts_with("39") && insurer.len() == 8 { "" } else { &insurance.symbol });
    let (number, number_mixed) = card_text(&insurance.number);
    if number.is_empty() {
        return None;
    }
    let branch = match &insurance.branch {
        Branch::Number(digits) if digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) => digits,
        _ => "",
    };
    Some(InsuredPerson {
        value: format!("{insurer:0>8}:{symbol}:{number}:{branch}"),
        widened: symbol_mixed || number_mixed,
    })
}

/// What a 被保険者個人識別子 says. The padding of a 国保 number is taken off again; an empty 枝番 may be unprinted or
/// unchecked, so that it counts as unchecked.
pub fn read_insured_person(value: &str) -> Option<Insurance> {
    let mut parts = value.split(':');
    let (insurer, symbol, number, branch) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || insurer.len() != 8 || !digits(insurer) || number.is_empty() {
        return None;
    }
    let branch = match branch {
        "" => Branch::Unchecked,
        two if two.len() == 2 && digits(two) => Branch::Number(two.to_owned()),
        _ => return None,
    };
    Some(Insurance {
        insurer_number: insurer.strip_prefix("00").unwrap_or(insurer).to_owned(),
        symbol: symbol.to_owned(),
        number: number.to_owned(),
        branch,
    })
}

/// 記号 or 番号 in one width: half-width letters and digits alone stay, everything else is full-width as a whole.
/// The second value says whether the card's text mixed both.
fn card_text(text: &str) -> (String, bool) {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && !domain::text::is_forbidden(*c)).collect();
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return (text, false);
    }
    let half = |c: char| c.is_ascii_graphic() || domain::text::is_halfwidth_kana(c);
    let mixed = text.chars().any(half) && !text.chars().all(half);
    (full_width(&text), mixed)
}

/// 生活保護: `公費負担者番号::受給者番号:`. `None` unless the numbers have 8 and 7 digits.
pub fn public_assistance(payer: &PublicPayer) -> Option<String> {
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    (digits(&payer.payer_number, 8) && digits(&payer.recipient_number, 7))
        .then(|| format!("{}::{}:", payer.payer_number, payer.recipient_number))
}

/// A document's number, for `Bundle.identifier` and `Composition.identifier` alike:
/// `<10-digit institution>^<yyyy>^<32 hex digits>`. The same for every version of the document: the year is that
/// in which the document was begun, which its id carries; `made_at` stands in for ids that carry no time.
pub fn document_number(institution: &InstitutionCode, document: DocumentId, made_at: Timestamp) -> String {
    let number = document.simple();
    let begun = uuid::Uuid::try_parse(&number)
        .ok()
        .and_then(|id| id.get_timestamp())
        .and_then(|at| Timestamp::from_second(i64::try_from(at.to_unix().0).ok()?).ok());
    let year = domain::clock::in_japan(begun.unwrap_or(made_at)).year();
    format!("{}^{year:04}^{number}", institution.as_str())
}

/// 報告単位ID, `<10-digit institution>^<yyyy>^<local id>`: the year is that of the first issue for ever, the local id
/// up to 36 letters, digits and hyphens, unique within institution and year. `None` when the local id is not.
pub fn report_number(institution: &InstitutionCode, year: i16, local: &str) -> Option<String> {
    let form = (1..=36).contains(&local.len())
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && (2020..=2039).contains(&year);
    form.then(|| format!("{}^{year:04}^{local}", institution.as_str()))
}

/// リソース一意識別ID of a row of the 6情報: stable over versions and documents.
pub fn resource_number(institution: &InstitutionCode, entry: EntryId) -> String {
    format!("{}-{entry}", institution.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn insurance(insurer: &str, symbol: &str, number: &str, branch: Branch) -> Insurance {
        Insurance { insurer_number: insurer.into(), symbol: symbol.into(), number: number.into(), branch }
    }

    fn value(insurer: &str, symbol: &str, number: &str, branch: Branch) -> Option<String> {
        insured_person(&insurance(insurer, symbol, number, branch)).map(|id| id.value)
    }

    #[test]
    fn the_parts_have_their_forms() {
        let five = || Branch::Number("05".into());
        assert_eq!(value("012345", "あいう", "１８７", five()).as_deref(), Some("00012345:あいう:１８７:05"));
        assert_eq!(
            value("12345678", "", "１８７", Branch::NonePrinted).as_deref(),
            Some("12345678::１８７:")
        );
        assert_eq!(value("12345678", "12", "34", Branch::Unchecked).as_deref(), Some("12345678:12:34:"));
        assert_eq!(value("12345678", "あ1", "3-4", five()).as_deref(), Some("12345678:あ１:３－４:05"));
        assert_eq!(value("39131234", "12", "3456", five()).as_deref(), Some("39131234::3456:05"));
        assert_eq!(value("12345678", "1 2　3", "4", five()).as_deref(), Some("12345678:123:4:05"));
        assert_eq!(value("1234", "", "1", five()), None);
        assert_eq!(value("12345678", "1", " ", five()), None);
    }

    #[test]
    fn mixed_widths_are_told() {
        assert!(insured_person(&insurance("138057", "あ1", "1", Branch::Unchecked)).unwrap().widened);
        assert!(!insured_person(&insurance("138057", "1-2", "1", Branch::Unchecked)).unwrap().widened);
        assert!(!insured_person(&insurance("138057", "あい", "１", Branch::Unchecked)).unwrap().widened);
    }

    #[test]
    fn public_assistance_has_its_own_form() {
        let payer = |a: &str, b: &str| PublicPayer { payer_number: a.into(), recipient_number: b.into() };
        assert_eq!(public_assistance(&payer("12131234", "1234567")).as_deref(), Some("12131234::1234567:"));
        assert_eq!(public_assistance(&payer("12131234", "123456")), None);
    }

    proptest! {
        /// JP-CLINS §2: `公費負担者番号::受給者番号:`, or nothing where a number has not its digits.
        #[test]
        fn public_assistance_is_well_formed_or_nothing(a in "[0-9]{6,9}|\\PC{0,9}", b in "[0-9]{5,8}|\\PC{0,8}") {
            let payer = PublicPayer { payer_number: a.clone(), recipient_number: b.clone() };
            let whole = |text: &str, n| text.chars().count() == n && text.chars().all(|c| c.is_ascii_digit());
            let expected = (whole(&a, 8) && whole(&b, 7)).then(|| format!("{a}::{b}:"));
            prop_assert_eq!(public_assistance(&payer), expected);
        }

        /// JP-CLINS §2: ten digits, year, up to 36 letters, digits and hyphens; no two names give the same number.
        #[test]
        fn report_numbers_have_the_form_of_the_guide(
            year in 2015i16..2045,
            one in "[A-Za-z0-9-]{0,40}|\\PC{0,8}",
            other in "[A-Za-z0-9-]{1,36}",
        ) {
            let institution = InstitutionCode::parse("1319999991").unwrap();
            let number = report_number(&institution, year, &one);
            let local = !one.is_empty()
                && one.chars().count() <= 36
                && one.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            prop_assert_eq!(number.is_some(), local && (2020..=2039).contains(&year));
            if let Some(number) = number {
                let parts: Vec<&str> = number.split('^').collect();
                prop_assert_eq!(&parts[..], ["1319999991", &year.to_string(), one.as_str()]);
                prop_assert_eq!(report_number(&institution, year, &one), Some(number.clone()), "stable");
                if one != other {
                    prop_assert_ne!(report_number(&institution, year, &other), Some(number));
                }
            }
        }
    }

    #[test]
    fn document_numbers_keep_the_year_in_which_they_were_begun() {
        let institution = InstitutionCode::parse("1319999991").unwrap();
        let now: Timestamp = "2028-01-05T00:00:00Z".parse().unwrap();
        // 2026-12-31T15:30:00Z is the first hour of 2027 in Japan.
        let v7 = uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 1_798_731_000, 0));
        let document = DocumentId::parse(&v7.to_string()).unwrap();
        let number = document_number(&institution, document, now);
        assert_eq!(number, format!("1319999991^2027^{}", v7.simple()));
        let v4 = DocumentId::parse("67e55044-10b1-426f-9247-bb680e5fe0c8").unwrap();
        assert!(document_number(&institution, v4, now).starts_with("1319999991^2028^67e55044"));
    }

    proptest! {
        #[test]
        fn insured_persons_have_the_form_of_the_guide(
            insurer in "[0-9]{6,8}", symbol in "\\PC{0,8}", number in "\\PC{0,8}", branch in "[0-9]{2}",
        ) {
            if let Some(id) = insured_person(&insurance(&insurer, &symbol, &number, Branch::Number(branch.clone()))) {
                let parts: Vec<&str> = id.value.split(':').collect();
                prop_assert_eq!(parts.len(), 4);
                prop_assert_eq!(parts[0].len(), 8);
                prop_assert!(parts[0].ends_with(&insurer));
                prop_assert!(parts[0].bytes().take(8 - insurer.len()).all(|b| b == b'0'));
                for part in &parts[1..3] {
                    prop_assert!(!part.contains(['^', ':']) && !part.contains(char::is_whitespace));
                    let half = part.chars().all(|c| c.is_ascii_graphic());
                    let full = part.chars().all(|c| !c.is_ascii() && !domain::text::is_halfwidth_kana(c));
                    prop_assert!(half || full, "{}", part);
                }
                prop_assert_eq!(parts[3], branch);
                let read = read_insured_person(&id.value).and_then(|read| insured_person(&read));
                prop_assert_eq!(read.map(|read| read.value), Some(id.value), "read and written again");
            }
        }
    }
}
