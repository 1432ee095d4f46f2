//! Comparing what the insurers' system says with what the clinic knows. Nothing here changes a stored value.

use domain::text;

/// The mark that stands for a character which the insurers' system cannot hold.
pub const MARK: char = domain::patient::UNREADABLE;

/// Whether two names in kanji can be the same: blanks do not matter, widths do not matter, and each `●` stands for
/// one character, with or without its variation selector.
pub fn same_name(told: &str, known: &str) -> bool {
    let letters = |name: &str| -> Vec<char> {
        text::fold_width(name)
            .chars()
            .filter(|c| !c.is_whitespace() && !text::is_variation_selector(*c))
            .collect()
    };
    let (told, known) = (letters(told), letters(known));
    !told.is_empty()
        && told.len() == known.len()
        && told.iter().zip(&known).all(|(a, b)| a == b || *a == MARK || *b == MARK)
}

/// Whether two names in kana can be the same: width, hiragana, small kana, long vowels, hyphens and blanks do not
/// matter (the system writes ｼﾖｳ for しょう).
pub fn same_kana(told: &str, known: &str) -> bool {
    let told = kana_key(told);
    !told.is_empty() && told == kana_key(known)
}

/// The form in which kana are compared.
pub fn kana_key(kana: &str) -> String {
    text::katakana(kana)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, 'ー' | '-' | '‐' | '−' | '・' | '･'))
        .map(|c| match c {
            'ァ' => 'ア',
            'ィ' => 'イ',
            'ゥ' => 'ウ',
            'ェ' => 'エ',
            'ォ' => 'オ',
            'ッ' => 'ツ',
            'ャ' => 'ヤ',
            'ュ' => 'ユ',
            'ョ' => 'ヨ',
            'ヮ' => 'ワ',
            'ヵ' => 'カ',
            'ヶ' => 'ケ',
            other => other,
        })
        .collect()
}

/// 保険者番号 as stored: without padding.
pub fn insurer_number(padded: &str) -> &str {
    let digits = padded.trim_matches(' ');
    match digits.strip_prefix("00") {
        Some(six) if digits.len() == 8 => six,
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_stand_for_one_character() {
        assert!(same_name("●橋　花子", "髙橋 花子"));
        assert!(same_name("髙橋花子", "●橋　花子"));
        assert!(same_name("葛󠄀城　太郎", "葛城太郎"));
        assert!(!same_name("●橋　花子", "高橋　花"));
        assert!(!same_name("●橋　花子", "高木　花子"));
        assert!(!same_name("", ""));
        assert!(!same_name("髙橋　花子", "高橋　花子"));
    }

    #[test]
    fn kana_are_compared_loosely() {
        assert!(same_kana("ｼﾖｳｼﾞ ｹﾝｲﾁ", "ショウジ　ケンイチ"));
        assert!(same_kana("ｲﾄｳ ﾕｳ", "いとう ゆう"));
        assert!(same_kana("ｵｵﾊｼ ﾏﾘ", "オオハシ　マリー"));
        assert!(!same_kana("ﾀｶﾊｼ ﾊﾅｺ", "タカハシ ハナヨ"));
        assert!(!same_kana("", " "));
    }

    #[test]
    fn padding_goes() {
        assert_eq!(insurer_number("  990011"), "990011");
        assert_eq!(insurer_number("00990011"), "990011");
        assert_eq!(insurer_number("39999991"), "39999991");
    }

    proptest! {
        #[test]
        fn a_name_with_marks_is_still_itself(name in "[一-龠]{2,6}", at in 0usize..6) {
            let marked: String = name.chars().enumerate().map(|(i, c)| if i == at { MARK } else { c }).collect();
            prop_assert!(same_name(&marked, &name));
            prop_assert!(same_name(&name, &name));
        }
    }
}
