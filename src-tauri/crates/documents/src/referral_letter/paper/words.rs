//! Words that several boxes need: dates, titles, sources, prose.

use crate::referral_letter::{calendar, content::Letter};
use domain::{
    core6::{Entry, Source},
    date::{self, Date, PartialDate},
};
use print::{Block, Paragraph, Span};

/// 診療情報提供書 with the kind of letter behind it.
pub(super) fn title(letter: &Letter) -> String {
    format!("診療情報提供書（{}）", letter.kind.label())
}

/// A day in the calendar of the letter.
pub(super) fn day(letter: &Letter, on: Date) -> String {
    calendar::day(letter.style.civil_years, on)
}

/// A day as tables print it: `R8.11.16`, or `2026.11.16`.
pub(super) fn short_day(letter: &Letter, on: Date) -> String {
    match date::era_of(on).filter(|_| !letter.style.civil_years) {
        Some(year) => format!("{}{}.{}.{}", year.era.as_str(), year.year, on.month(), on.day()),
        None => format!("{}.{}.{}", on.year(), on.month(), on.day()),
    }
}

/// The same for a day of which month or day may be unknown: `R8.4`, `H13`.
pub(super) fn short_partial(letter: &Letter, on: PartialDate) -> String {
    let (civil, parts) = match on {
        // A year alone counts for the era that it ends in, as in running text.
        PartialDate::Year(year) => (Date::new(year, 12, 31), String::new()),
        PartialDate::Month(year, month) => (Date::new(year, month, 1), format!(".{month}")),
        PartialDate::Day(day) => return short_day(letter, day),
    };
    let era = civil.ok().and_then(date::era_of).filter(|_| !letter.style.civil_years);
    match era {
        Some(year) => format!("{}{}{parts}", year.era.as_str(), year.year),
        None => on.iso().replace("-0", ".").replace('-', "."),
    }
}

/// 生年月日: 和暦 with the civil year behind it, or civil, and the age on the day of the letter.
pub(super) fn birth(letter: &Letter) -> String {
    let birth = letter.patient.birth_date;
    let day = match (letter.style.civil_years, date::era_of(birth)) {
        (false, Some(_)) => format!("{}（{}年）", date::wareki(birth), birth.year()),
        _ => date::civil(birth),
    };
    match date::age_text(birth, letter.date) {
        Some(age) => format!("{day}　{age}"),
        None => day,
    }
}

/// Where a row comes from, unless it is the clinic's own.
pub(super) fn source<T>(entry: &Entry<T>) -> String {
    match entry.provenance.source {
        Source::Own => String::new(),
        source => format!("【{}】", source.label()),
    }
}

/// `〒123-4567`, or nothing.
pub(super) fn postal(code: &str) -> String {
    match (code.get(..3), code.get(3..)) {
        (Some(area), Some(rest)) if code.len() == 7 => format!("〒{area}-{rest}"),
        _ if code.is_empty() => String::new(),
        _ => format!("〒{code}"),
    }
}

/// Running text, or nothing.
pub(super) fn prose(text: &str) -> Vec<Block> {
    match text.trim_end() {
        "" => Vec::new(),
        text => vec![Block::paragraph([Span::new(text)])],
    }
}

/// Running text behind a label in bold, or nothing.
pub(super) fn labelled(label: &str, text: &str) -> Option<Block> {
    match text.trim_end() {
        "" => None,
        text => Some(Block::Paragraph(Paragraph::new([Span::bold(label), Span::new(text)]).hanging(1.0))),
    }
}

/// The parts that are not empty, with `between` between them.
pub(super) fn join<'a>(between: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_codes_get_their_hyphen() {
        assert_eq!(postal("1000001"), "〒100-0001");
        assert_eq!(postal(""), "");
        assert_eq!(postal("〇一二三四五六"), "〒〇一二三四五六");
    }
}
