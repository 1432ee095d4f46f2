//! Japanese text: widths, kana, the characters that a letter may hold, and the keys by which people search.

use crate::{finding::Finding, rule};
use unicode_normalization::UnicodeNormalization;

/// Half-width katakana becomes full-width and voiced marks are joined; nothing else changes.
pub fn widen_kana(text: &str) -> String {
    if !text.chars().any(is_halfwidth_kana) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if is_halfwidth_kana(c) {
            run.push(c);
        } else {
            out.extend(run.nfkc());
            run.clear();
            out.push(c);
        }
    }
    out.extend(run.nfkc());
    out
}

/// Half-width katakana and its punctuation, U+FF61–FF9F.
pub fn is_halfwidth_kana(c: char) -> bool {
    ('\u{FF61}'..='\u{FF9F}').contains(&c)
}

/// Full-width letters, digits, symbols and spaces become half-width; compatibility forms (㍻, ①) are spelt
/// out. For fields that a machine reads, never for names or prose.
pub fn fold_width(text: &str) -> String {
    text.nfkc().collect()
}

/// Hiragana becomes katakana, half-width becomes full-width: the form of a フリガナ field.
pub fn katakana(text: &str) -> String {
    widen_kana(text).chars().map(to_katakana).collect()
}

fn to_katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Whether the text is full-width katakana with its marks, spaces and the middle dot: what a フリガナ may hold.
pub fn is_katakana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | '・' | ' ' | '　'))
}

/// A variation selector: it picks a glyph of the character before it and stands for nothing by itself.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}')
}

/// Control characters, private use, non-characters and replacement marks: no receiver can show them
/// (JP-CLINS, text rules: no control characters, no vendor-dependent characters).
pub fn is_forbidden(c: char) -> bool {
    let code = c as u32;
    c.is_control()
        || matches!(code, 0xE000..=0xF8FF | 0xF0000..=0x10FFFF | 0xFDD0..=0xFDEF | 0xFFF9..=0xFFFD)
        || matches!(code, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x2064 | 0x2066..=0x206F | 0xFEFF)
        || code & 0xFFFE == 0xFFFE
}

/// How a field wants its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One line as written: names of people and places. Only kana width is mended.
    Line,
    /// Prose with line breaks.
    Prose,
    /// フリガナ: katakana.
    Kana,
    /// Codes and numbers: half-width.
    Code,
}

/// Tidies a typed text for its field and says what it did or cannot accept.
///
/// Surrounding blanks go silently, CRLF becomes LF; half-width katakana (every form) and full-width letters
/// and digits (codes) are normalised with an informational finding; forbidden characters and over-long text
/// (`max` characters) are errors and leave the text as it is, so that nothing typed is lost.
pub fn tidy(typed: &str, form: Form, max: usize, path: &str) -> (String, Vec<Finding>) {
    let mut findings = Vec::new();
    let unix = typed.replace("\r\n", "\n");
    let trimmed = match form {
        Form::Prose => unix.trim_end().trim_start_matches('\n'),
        _ => unix.trim(),
    };
    let text = match form {
        Form::Line | Form::Prose => widen_kana(trimmed),
        Form::Kana => katakana(&trimmed.replace('\u{3000}', " ")).trim().to_owned(),
        Form::Code => fold_width(trimmed).trim().to_owned(),
    };
    if trimmed.chars().any(is_halfwidth_kana) {
        findings.push(Finding::new(&rule::TEXT_KANA_WIDENED, path));
    } else if form == Form::Code && text != trimmed {
        findings.push(Finding::new(&rule::TEXT_WIDTH_FOLDED, path));
    }
    let allowed = |c: char| form == Form::Prose && matches!(c, '\n' | '\t');
    if text.chars().any(|c| is_forbidden(c) && !allowed(c)) {
        findings.push(Finding::new(&rule::TEXT_FORBIDDEN, path));
    }
    if text.chars().count() > max {
        findings.push(Finding::with(&rule::TEXT_TOO_LONG, path, [max.to_string()]));
    }
    (text, findings)
}

/// The key by which a text is searched: katakana without voiced marks, small kana, long marks, blanks,
/// variation selectors and letter case; variant kanji are led to one form (髙 → 高). Only for searching,
/// never shown. Latin letters stay Latin; [`romaji_key`] turns a typed romaji into kana.
pub fn search_key(text: &str) -> String {
    text.chars()
        .filter(|c| !is_variation_selector(*c))
        .collect::<String>()
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(to_katakana)
        .filter(|c| !c.is_whitespace() && !matches!(c, 'ー' | '・' | '-' | '‐' | '―' | '.' | ',' | '/'))
        .map(|c| common_form(large_kana(c)))
        .collect()
}

/// The search key of a romaji spelling (`yamada` → `ヤマタ`); `None` when it does not read as kana.
pub fn romaji_key(text: &str) -> Option<String> {
    let folded = fold_width(text).to_lowercase();
    if folded.is_empty() || !folded.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '\'' | '-'))
    {
        return None;
    }
    use wana_kana::ConvertJapanese;
    let kana = folded.as_str().to_katakana();
    (!kana.chars().any(|c| c.is_ascii_alphabetic())).then(|| search_key(&kana))
}

pub(crate) fn large_kana(c: char) -> char {
    match c {
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
        'ヲ' => 'オ',
        'ヱ' => 'エ',
        'ヰ' => 'イ',
        c => c,
    }
}

/// Variants that names are written with, led to the form that people type.
fn common_form(c: char) -> char {
    const VARIANTS: &[(&str, char)] = &[
        ("髙", '高'),
        ("﨑嵜碕", '崎'),
        ("𠮷", '吉'),
        ("邊邉", '辺'),
        ("齋齊斎", '斉'),
        ("濵濱", '浜'),
        ("德", '徳'),
        ("廣", '広'),
        ("澤", '沢'),
        ("國", '国'),
        ("櫻", '桜'),
        ("眞", '真'),
        ("嶋嶌", '島'),
        ("惠", '恵'),
        ("龍", '竜'),
        ("瀧", '滝'),
        ("榮", '栄'),
        ("藏", '蔵'),
        ("條", '条'),
        ("假", '仮'),
        ("壽", '寿'),
        ("禮", '礼'),
        ("學", '学'),
        ("圓", '円'),
        ("豐", '豊'),
        ("彌", '弥'),
        ("寬寛", '寛'),
        ("曾", '曽'),
        ("兒", '児'),
        ("與", '与'),
        ("萬", '万'),
        ("佛", '仏'),
        ("莊", '荘'),
        ("槇", '槙'),
        ("凛", '凜'),
        ("舘", '館'),
        ("淵", '渕'),
        ("檜", '桧'),
        ("鷗", '鴎'),
        ("冨", '富'),
        ("峯", '峰'),
        ("桒", '桑'),
        ("柗", '松'),
        ("栁", '柳'),
        ("篭", '籠'),
    ];
    VARIANTS.iter().find(|(variants, _)| variants.contains(c)).map_or(c, |(_, common)| *common)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kana_of_all_widths() {
        assert_eq!(widen_kana("ﾔﾏﾀﾞ ﾊﾅｺ A１"), "ヤマダ ハナコ A１");
        assert_eq!(katakana("やまだ　はなこ"), "ヤマダ　ハナコ");
        assert!(is_katakana("ヤマダ ハナコ"));
        assert!(!is_katakana("山田"));
    }

    #[test]
    fn search_is_forgiving() {
        for spelling in ["ヤマタ", "やまだ", "ﾔﾏﾀﾞ", "ヤマダ"] {
            assert_eq!(search_key(spelling), "ヤマタ");
        }
        assert_eq!(search_key("ジョン・ショー"), search_key("シヨンシヨ"));
        assert_eq!(search_key("髙﨑"), "高崎");
        assert_eq!(search_key("𠮷田"), "吉田");
        assert_eq!(search_key("葛\u{E0100}城"), search_key("葛城"));
        assert_eq!(romaji_key("yamada").as_deref(), Some("ヤマタ"));
        assert_eq!(romaji_key("Ｙａｍａｄａ").as_deref(), Some("ヤマタ"));
        assert_eq!(romaji_key("山田"), None);
        assert_eq!(romaji_key("xqz"), None);
    }

    #[test]
    fn tidy_says_what_it_did() {
        let (text, findings) = tidy(" ﾔﾏﾀﾞ ", Form::Kana, 50, "kana");
        assert_eq!(text, "ヤマダ");
        assert_eq!(findings[0].rule.id, "text.kana-widened");
        let (text, findings) = tidy("１２３", Form::Code, 10, "number");
        assert_eq!(text, "123");
        assert_eq!(findings[0].rule.id, "text.width-folded");
        let (text, findings) = tidy("a\u{7}b", Form::Line, 10, "name");
        assert_eq!(text, "a\u{7}b");
        assert_eq!(findings[0].rule.id, "text.forbidden");
        let (_, findings) = tidy("あいう", Form::Line, 2, "name");
        assert_eq!(findings[0].rule.id, "text.too-long");
        assert!(tidy("行1\n行2\tx", Form::Prose, 100, "p").1.is_empty());
    }

    proptest! {
        #[test]
        fn keys_are_stable(text in "\\PC{0,30}") {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key);
        }

        #[test]
        fn widening_leaves_no_half_kana(text in "[ｱ-ﾝﾞﾟーア-ン山a1 ]{0,30}") {
            let wide = widen_kana(&text);
            prop_assert!(!wide.chars().any(is_halfwidth_kana));
            prop_assert_eq!(widen_kana(&wide), wide.clone());
        }

        #[test]
        fn tidying_twice_changes_nothing(text in "\\PC{0,30}") {
            for form in [Form::Line, Form::Prose, Form::Kana, Form::Code] {
                let (once, _) = tidy(&text, form, 1000, "x");
                let (twice, _) = tidy(&once, form, 1000, "x");
                prop_assert_eq!(once, twice);
            }
        }
    }
}
