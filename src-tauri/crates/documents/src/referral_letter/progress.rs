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
        section("allergy", "アレルギー・禁忌", &rows.allergies, &texts.allergy),
        section("infection", "感染症", &rows.infections, &texts.infection),
        section("course", "検査", &rows.lab_results, &texts.course),
        section("medication", "処方", &rows.prescriptions, &texts.medication),
    ]
}

fn section<T: Coded>(field: &'static str, label: &'static str, rows: &[Entry<T>], text: &str) -> Progress {
    let coded = rows.iter().filter(|row| row.goes_coded()).count();
    Progress { field, label, coded, rows: rows.len(), text: !text.is_empty() }
}
