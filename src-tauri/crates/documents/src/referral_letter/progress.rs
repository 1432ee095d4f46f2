//! How far each section of a letter has come with codes: codes lift a section from text to entries one by one.

use super::content::Letter;
use crate::progress::Progress;

/// The sections that rows of the 6情報 may stand in.
pub fn progress(letter: &Letter) -> Vec<Progress> {
    let (rows, texts) = (&letter.rows, &letter.texts);
    vec![
        Progress::of("diagnosis", "傷病名", &rows.conditions, &texts.diagnosis),
        Progress::of("past_history", "既往歴", &rows.past_conditions, &texts.past_history),
        family(letter),
        Progress::of("allergy", "アレルギー・禁忌", &rows.allergies, &texts.allergy),
        Progress::of("infection", "感染症", &rows.infections, &texts.infection),
        Progress::of("course", "現病歴", &rows.present_conditions, &texts.course),
        Progress::of("course", "検査", &rows.lab_results, ""),
        Progress::of("medication", "処方", &rows.prescriptions, &texts.medication),
    ]
}

fn family(letter: &Letter) -> Progress {
    let coded = letter.family.iter().filter(|member| member.relation.is_some()).count();
    Progress {
        field: "family_history",
        label: "家族歴",
        coded,
        rows: letter.family.len(),
        text: !letter.texts.family_history.is_empty(),
    }
}
