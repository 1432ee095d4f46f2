//! 既往歴及び家族歴, with アレルギー and 薬剤禁忌 in bold and 感染症.

use super::{clinical, words};
use crate::referral_letter::content::Letter;
use domain::core6::{Absence, AbsenceState, Core6Kind, Entry, allergy::Allergy, infection::Infection};
use print::{Block, Paragraph, Span};

/// Everything in the box, from the past to what must be heeded.
pub(super) fn blocks(letter: &Letter) -> Vec<Block> {
    let texts = &letter.texts;
    let mut blocks = Vec::new();
    let rows = &letter.rows;
    let past: Vec<String> =
        rows.past_conditions.iter().map(|row| clinical::on_one_line(letter, row)).collect();
    push(&mut blocks, "既往歴：", &words::join("\n", [&*past.join("、"), texts.past_history.trim_end()]));
    push(&mut blocks, "手術：", &texts.surgery);
    push(&mut blocks, "輸血歴：", &texts.transfusion);
    push(&mut blocks, "予防接種歴：", &texts.immunization);
    let family: Vec<String> = letter.family.iter().map(|member| member.line()).collect();
    push(&mut blocks, "家族歴：", &words::join("\n", [&*family.join("、"), texts.family_history.trim_end()]));
    push(&mut blocks, "社会歴・生活習慣：", &texts.social_history);
    let allergies = heed(letter, Core6Kind::Allergy, letter.no_allergy);
    let contraindications = heed(letter, Core6Kind::Contraindication, letter.no_contraindication);
    heeded(&mut blocks, "アレルギー：", &allergies);
    heeded(&mut blocks, "禁忌薬：", &contraindications);
    // The free text takes the place of what no row says.
    let beside = match (allergies.is_empty(), contraindications.is_empty()) {
        (true, true) => "アレルギー・禁忌薬：",
        (true, false) => "アレルギー：",
        (false, true) => "禁忌薬：",
        (false, false) => "アレルギー・禁忌薬の補足：",
    };
    heeded(&mut blocks, beside, texts.allergy.trim_end());
    let infections: Vec<String> = letter.rows.infections.iter().map(|row| infection(letter, row)).collect();
    push(&mut blocks, "感染症：", &words::join("\n", [&*infections.join("、"), texts.infection.trim_end()]));
    blocks
}

fn push(blocks: &mut Vec<Block>, label: &str, text: &str) {
    blocks.extend(words::labelled(label, text));
}

/// The same with everything in bold.
fn heeded(blocks: &mut Vec<Block>, label: &str, text: &str) {
    if !text.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::new([Span::bold(label), Span::bold(text)]).hanging(1.0)));
    }
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
