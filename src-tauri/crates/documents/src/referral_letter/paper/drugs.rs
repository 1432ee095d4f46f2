//! 現在の処方: RP by RP, each with its source and the day on which it holds.

use super::words;
use crate::referral_letter::content::Letter;
use domain::{
    core6::{
        Entry, Source,
        prescription::{DosageKind, Prescription},
    },
    date::Date,
};
use print::{Align, Block, Columns, Paragraph, Span};

/// So many RPs stand below each other; more stand side by side.
const ONE_COLUMN: usize = 6;
/// Smaller type for sources and days.
const ASIDE: f32 = 0.86;

/// How far usages stand in, in characters.
const INDENT: f32 = 3.5;

/// Drugs that belong together: one RP of one day and one source.
struct Group<'a> {
    day: Date,
    source: Source,
    rp: u16,
    drugs: Vec<&'a Prescription>,
}

/// All RPs, then the free text.
pub(super) fn blocks(letter: &Letter) -> Vec<Block> {
    let groups = groups(&letter.rows.prescriptions);
    let mut blocks = Vec::new();
    if let Some(first) = groups.first() {
        let alike = groups.iter().all(|g| (g.day, g.source) == (first.day, first.source));
        let pieces = groups.iter().map(|group| piece(letter, group, !alike)).collect();
        let count = if groups.len() > ONE_COLUMN { 2 } else { 1 };
        blocks.push(Block::Columns(Columns { count, pieces }));
        if alike {
            blocks.push(origin(letter, first));
        }
    }
    blocks.extend(words::prose(&letter.texts.medication));
    blocks
}

fn groups(rows: &[Entry<Prescription>]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in rows {
        let (day, source, rp) = (row.body.prescribed_on, row.provenance.source, row.body.rp);
        match groups.iter_mut().find(|g| (g.day, g.source, g.rp) == (day, source, rp)) {
            Some(group) => group.drugs.push(&row.body),
            None => groups.push(Group { day, source, rp, drugs: vec![&row.body] }),
        }
    }
    groups
}

/// One RP: its drugs, and how they are taken below the last drug that is taken so.
fn piece(letter: &Letter, group: &Group<'_>, with_origin: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (i, drug) in group.drugs.iter().enumerate() {
        let head = if i == 0 { format!("RP{}　", group.rp) } else { "　　 ".to_owned() };
        let text = words::join("　", [&*drug.text, &drug.amount()]);
        let line = Paragraph::new([Span::new(format!("{head}{text}"))]).hanging(2.5).align(Align::Left);
        blocks.push(Block::Paragraph(line));
        let usage = usage(letter, drug);
        let next = group.drugs.get(i + 1);
        let mut spans = Vec::new();
        if !usage.is_empty() && next.is_none_or(|next| self::usage(letter, next) != usage) {
            spans.push(Span::new(usage));
        }
        if with_origin && next.is_none() {
            let day = words::short_day(letter, group.day);
            let origin = words::unbroken(&format!("（{day}処方・{}）", group.source.label()));
            spans.push(Span::new(origin).scaled(ASIDE));
        }
        if !spans.is_empty() {
            let below = Paragraph::new(spans).hanging(INDENT).align(Align::Left);
            blocks.push(Block::Paragraph(Paragraph { first_indent: INDENT, ..below }));
        }
    }
    blocks
}

fn usage(letter: &Letter, drug: &Prescription) -> String {
    let kind = match drug.kind {
        DosageKind::Internal => String::new(),
        kind => format!("【{}】", kind.label()),
    };
    let starts = drug.starts_on.map(|on| format!("{}から", words::short_day(letter, on))).unwrap_or_default();
    let ended = drug.ended.map(|on| format!("{}で中止", words::short_day(letter, on))).unwrap_or_default();
    words::join("　", [&*format!("{kind}{}", drug.instruction()), &starts, &ended])
}

fn origin(letter: &Letter, group: &Group<'_>) -> Block {
    let text = format!("（{}処方・{}）", words::day(letter, group.day), group.source.label());
    Block::Paragraph(Paragraph::new([Span::new(text)]).align(Align::Right).scaled(ASIDE))
}
