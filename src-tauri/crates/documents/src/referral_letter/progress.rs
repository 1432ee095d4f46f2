//! How far each section of a letter has come with codes: codes lift a section from text to entries one by one.

use super::content::Letter;
use domain::core6::{Coded, Entry};

/// One section of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The form's field.
    pub field: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Rows that go as coded entries.
    pub coded: usize,
    /// All rows.
    pub rows: usize,
    /// Whether text stands beside them.
    pub text: bool,
}

/// The sections that rows of the 6情報 may stand in.
pub fn progress(letter: &Letter) -> Vec<Progress> {
    let (rows, texts) = (&letter.rows, &letter.texts);
    vec![
        section("diagnosis", "傷病名", &rows.conditions, &texts.diagnosis),
        section("past_history", "既往歴", &rows.past_conditions, &texts.past_history),
        family(letter),
        section("allergy", "アレルギー・禁忌", &rows.allergies, &texts.allergy),
        section("infection", "感染症", &rows.infections, &texts.infection),
        section("course", "現病歴", &rows.present_conditions, &texts.course),
        section("course", "検査", &rows.lab_results, ""),
        section("medication", "処方", &rows.prescriptions, &texts.medication),
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

fn section<T: Coded>(field: &'static str, label: &'static str, rows: &[Entry<T>], text: &str) -> Progress {
    let coded = rows.iter().filter(|row| row.goes_coded()).count();
    Progress { field, label, coded, rows: rows.len(), text: !text.is_empty() }
}
