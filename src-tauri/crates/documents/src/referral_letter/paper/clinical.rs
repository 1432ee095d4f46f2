//! 傷病名 and 紹介目的.

use super::words;
use crate::referral_letter::content::Letter;
use domain::{
    core6::{Entry, Flags, condition::Condition},
    letter::LetterKind,
};
use print::{Block, Columns, Paragraph, Span};

/// So many diagnoses stand below each other; more stand side by side.
const ONE_COLUMN: usize = 3;
/// Smaller type for what stands behind a name.
const ASIDE: f32 = 0.86;

/// The diagnoses, 主傷病 first, then the free text.
pub(super) fn diagnoses(letter: &Letter) -> Vec<Block> {
    let rows = &letter.rows.conditions;
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        let numbered = rows.len() > 1;
        let pieces =
            rows.iter().enumerate().map(|(i, row)| vec![diagnosis(letter, i, row, numbered)]).collect();
        let count = if rows.len() > ONE_COLUMN { 2 } else { 1 };
        blocks.push(Block::Columns(Columns { count, pieces }));
    }
    blocks.extend(words::prose(&letter.texts.diagnosis));
    blocks
}

/// The diagnoses that the course is about, above it.
pub(super) fn present(letter: &Letter) -> Option<Block> {
    let rows = letter.rows.present_conditions.iter().map(|row| on_one_line(letter, row));
    words::labelled("経過中の傷病名：", &rows.collect::<Vec<_>>().join("、"))
}

/// A diagnosis in running text.
pub(super) fn on_one_line(letter: &Letter, row: &Entry<Condition>) -> String {
    let body = &row.body;
    format!("{}{}{}{}", body.display(), flags(body.flags), when(letter, body), words::source(row))
}

fn diagnosis(letter: &Letter, index: usize, row: &Entry<Condition>, numbered: bool) -> Block {
    let body = &row.body;
    let number = if numbered { format!("{}. ", index + 1) } else { String::new() };
    let principal = if body.principal { "【主】" } else { "" };
    let aside = [principal, flags(body.flags), &*when(letter, body), &words::source(row)].concat();
    let mut spans = vec![Span::new(format!("{number}{}", body.display()))];
    if !aside.is_empty() {
        spans.push(Span::new(aside).scaled(ASIDE));
    }
    Block::Paragraph(Paragraph::new(spans).hanging(if numbered { 1.5 } else { 0.0 }))
}

/// From when until when, and how it ended; empty when nothing is known.
fn when(letter: &Letter, body: &Condition) -> String {
    let onset = body.onset.map(|on| format!("{}～", words::short_partial(letter, on))).unwrap_or_default();
    let outcome = body
        .outcome
        .map(|outcome| format!("{} {}", words::short_day(letter, outcome.on), outcome.kind.label()))
        .unwrap_or_default();
    let when = format!("{onset}{outcome}");
    if when.is_empty() { when } else { format!("（{when}）") }
}

/// What the receiver has to know of how a diagnosis is handled.
pub(crate) fn flags(flags: Flags) -> &'static str {
    match (flags.uninformed, flags.undelivered) {
        (true, true) => "（未告知・未提供）",
        (true, false) => "（未告知）",
        (false, true) => "（未提供）",
        (false, false) => "",
    }
}

/// The purpose; a 返書 says first which letter it answers.
pub(super) fn purpose(letter: &Letter) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(answered) = letter.answered.as_ref().filter(|_| letter.kind == LetterKind::Reply) {
        let date =
            answered.date.map(|on| format!("{}付のご紹介", words::day(letter, on))).unwrap_or_default();
        let number = match answered.number.as_str() {
            "" => String::new(),
            number => format!("（文書番号 {number}）"),
        };
        if !date.is_empty() || !number.is_empty() {
            let letter = if date.is_empty() { "ご紹介".to_owned() } else { date };
            blocks.push(Block::paragraph([Span::new(format!("{letter}{number}への返書"))]));
        }
    }
    blocks.extend(words::prose(&letter.texts.purpose));
    blocks
}
