//! 既往歴及び家族歴, with アレルギー and 薬剤禁忌 in bold and 感染症.

use super::{clinical, words};
use crate::referral_letter::content::Letter;
use domain::core6::{
    Absence, AbsenceState, Core6Kind, Entry, allergy::Allergy, condition::Condition, infection::Infection,
};
use print::{Block, Paragraph, Span};

/// Everything in the box, from the past to what must be heeded.
pub(super) fn blocks(letter: &Letter) -> Vec<Block> {
    let texts = &letter.texts;
    let mut blocks = Vec::new();
    let past: Vec<String> = letter.rows.past_conditions.iter().map(|row| past(letter, row)).collect();
    push(
        &mut blocks,
        "既往歴：",
        &words::join("\n", [&*past.join("、"), texts.past_history.trim_end()]),
        false,
    );
    push(&mut blocks, "家族歴：", texts.family_history.trim_end(), false);
    let allergies = heed(letter, Core6Kind::Allergy, letter.no_allergy);
    let contraindications = heed(letter, Core6Kind::Contraindication, letter.no_contraindication);
    push(&mut blocks, "アレルギー：", &allergies, true);
    push(&mut blocks, "禁忌薬：", &contraindications, true);
    // The free text takes the place of what no row says.
    let beside = match (allergies.is_empty(), contraindications.is_empty()) {
        (true, true) => "アレルギー・禁忌薬：",
        (true, false) => "アレルギー：",
        (false, true) => "禁忌薬：",
        (false, false) => "アレルギー・禁忌薬の補足：",
    };
    push(&mut blocks, beside, texts.allergy.trim_end(), true);
    let infections: Vec<String> = letter.rows.infections.iter().map(|row| infection(letter, row)).collect();
    push(
        &mut blocks,
        "感染症：",
        &words::join("\n", [&*infections.join("、"), texts.infection.trim_end()]),
        false,
    );
    blocks
}

fn push(blocks: &mut Vec<Block>, label: &str, text: &str, bold: bool) {
    if text.is_empty() {
        return;
    }
    let said = if bold { Span::bold(text) } else { Span::new(text) };
    blocks.push(Block::Paragraph(Paragraph::new([Span::bold(label), said]).hanging(1.0)));
}

fn past(letter: &Letter, row: &Entry<Condition>) -> String {
    let body = &row.body;
    let when = clinical::when(letter, body);
    format!("{}{}{when}{}", body.display(), clinical::flags(body.flags), words::source(row))
}

/// The rows of one kind, or what is known where there are none.
fn heed(letter: &Letter, kind: Core6Kind, absence: Option<AbsenceState>) -> String {
    let rows: Vec<String> = letter
        .rows
        .allergies
        .iter()
        .filter(|row| row.body.kind() == kind)
        .map(|row| allergy(letter, row))
        .collect();
    if !rows.is_empty() {
        return rows.join("、");
    }
    match absence.filter(|state| state.state != Absence::Unchecked) {
        Some(state) => format!("{}（{}確認）", state.state.label(), words::day(letter, state.on)),
        None if letter.texts.allergy.is_empty() => Absence::Unchecked.label().to_owned(),
        None => String::new(),
    }
}

fn allergy(letter: &Letter, row: &Entry<Allergy>) -> String {
    let body = &row.body;
    let onset = body.onset.map(|on| format!("{}～", words::short_partial(letter, on))).unwrap_or_default();
    let ended = body.ended.map(|on| format!("{}まで", words::short_day(letter, on))).unwrap_or_default();
    let grade = body.criticality.map(|grade| format!("重症度：{}", grade.label())).unwrap_or_default();
    let aside = words::join("・", [&*body.reaction, &grade, &onset, &ended]);
    let aside = if aside.is_empty() { aside } else { format!("（{aside}）") };
    format!("{}{aside}{}", body.text, words::source(row))
}

fn infection(letter: &Letter, row: &Entry<Infection>) -> String {
    let body = &row.body;
    let sampled = body.sampled.map(|at| words::short_day(letter, at.day())).unwrap_or_default();
    let aside = words::join("・", [&*body.specimen, &sampled]);
    let aside = if aside.is_empty() { aside } else { format!("（{aside}）") };
    format!("{}{aside}{}", words::join(" ", [&*body.text, &body.display()]), words::source(row))
}
