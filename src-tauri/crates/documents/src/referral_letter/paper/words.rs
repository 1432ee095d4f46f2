//! Words that several boxes need: dates, titles, sources, prose.

pub(super) use crate::sheet::postal;

use crate::referral_letter::{calendar, content::Letter};
use domain::{
    core6::{Entry, Source},
    date::{Date, PartialDate},
};
use print::{Block, Paragraph, Span};

/// 診療情報提供書 with the kind of letter behind it.
pub(crate) fn title(letter: &Letter) -> String {
    format!("診療情報提供書（{}）", letter.kind.label())
}

/// A day in the calendar of the letter.
pub(crate) fn day(letter: &Letter, on: Date) -> String {
    calendar::day(letter.style.civil_years, on)
}

/// A day as tables print it.
pub(super) fn short_day(letter: &Letter, on: Date) -> String {
    calendar::short_day(letter.style.civil_years, on)
}

/// The same for a day of which month or day may be unknown.
pub(super) fn short_partial(letter: &Letter, on: PartialDate) -> String {
    calendar::short_partial(letter.style.civil_years, on)
}

/// 生年月日 and the age on the day of the letter.
pub(crate) fn birth(letter: &Letter) -> String {
    calendar::birth(letter.style.civil_years, letter.patient.birth_date, letter.date)
}

/// Where a row comes from, unless it is the clinic's own.
pub(super) fn source<T>(entry: &Entry<T>) -> String {
    match entry.provenance.source {
        Source::Own => String::new(),
        source => format!("【{}】", source.label()),
    }
}

/// A text that goes to the next line as a whole.
pub(super) fn unbroken(text: &str) -> String {
    text.chars().map(String::from).collect::<Vec<_>>().join("\u{2060}")
}

/// Running text, or nothing.
pub(crate) fn prose(text: &str) -> Vec<Block> {
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
pub(crate) fn join<'a>(between: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}
