//! Where a line may end: the Unicode line breaking rules in their strict form (JIS X 4051 行頭・行末禁則),
//! tightened for measured values, units and full-width words.

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// The byte offsets in `text` before which a line may begin, ascending.
pub(crate) fn breaks(text: &str) -> Vec<usize> {
    linebreaks(text)
        .filter(|(at, kind)| *kind == BreakOpportunity::Allowed && *at < text.len())
        .filter(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[*at..].chars().next();
            match (before, after) {
                (Some(before), Some(after)) => !keeps_together(before, after),
                _ => false,
            }
        })
        .map(|(at, _)| at)
        .collect()
}

/// Whether the general rules would part two characters that a clinical text keeps together.
fn keeps_together(before: char, after: char) -> bool {
    let latin = |c: char| c.is_ascii_graphic();
    let wide_latin = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '，' | '／' | '％' | '＋' | '－' | '：');
    let measured = |c: char| {
        matches!(c, '㎎' | '㎏' | '㎍' | '㎜' | '㎝' | '㎞' | '㎖' | '㎗' | '㎕' | '㏄' | '℃' | '％' | '‰')
    };
    let counted = |c: char| {
        matches!(
            c,
            '年' | '月'
                | '日'
                | '時'
                | '分'
                | '秒'
                | '週'
                | '歳'
                | '回'
                | '錠'
                | '包'
                | '個'
                | '枚'
                | '本'
                | '滴'
                | '吸'
                | '度'
                | '件'
                | '名'
        )
    };
    let number = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let never_first =
        |c: char| matches!(c, '～' | '〜' | '…' | '‥' | '・' | '／' | 'ー' | '々' | '〟' | '゛' | '゜');
    let never_last = |c: char| matches!(c, '￥' | '＄' | '№' | '＃' | '〝');
    (latin(before) && latin(after))
        || (wide_latin(before) && wide_latin(after))
        || (number(before) && (measured(after) || counted(after)))
        || never_first(after)
        || never_last(before)
        || (before == '—' && after == '—')
        || (before == '―' && after == '―')
}

/// Closing marks whose right half is empty: at the end of a line the empty half may stand outside.
pub(crate) fn has_empty_right_half(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '，' | '．' | '）' | '］' | '｝' | '〕' | '」' | '』' | '】' | '〉' | '》' | '〟'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut parts: Vec<&str> = Vec::new();
        for at in breaks(text) {
            parts.push(&text[from..at]);
            from = at;
        }
        parts.push(&text[from..]);
        parts
    }

    #[test]
    fn closing_marks_never_begin_a_line() {
        for mark in
            "、。，．）］｝〕」』】〉》・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％℃…‥～〜".chars()
        {
            let text = format!("漢{mark}字");
            assert!(!breaks(&text).contains(&"漢".len()), "a line begins with {mark}");
        }
    }

    #[test]
    fn opening_marks_never_end_a_line() {
        for mark in "（［｛〔「『【〈《〝￥＄№".chars() {
            let text = format!("漢{mark}字");
            assert!(!breaks(&text).contains(&format!("漢{mark}").len()), "a line ends with {mark}");
        }
    }

    #[test]
    fn values_and_words_stay_whole() {
        assert_eq!(parts("血圧140/90mmHgで"), ["血", "圧", "140/90mmHg", "で"]);
        assert_eq!(parts("体温３８．５℃"), ["体", "温", "３８．５℃"]);
        assert_eq!(parts("HbA1c(NGSP) 7.2%です"), ["HbA1c(NGSP) ", "7.2%", "で", "す"]);
        assert_eq!(parts("量は5㎎"), ["量", "は", "5㎎"]);
        assert_eq!(parts("1日1錠、11月22日"), ["1日", "1錠、", "11月", "22日"]);
    }

    #[test]
    fn plain_kanji_break_anywhere() {
        assert_eq!(parts("高血圧症"), ["高", "血", "圧", "症"]);
    }
}
