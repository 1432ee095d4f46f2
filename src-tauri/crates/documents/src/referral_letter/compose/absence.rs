//! What is known of アレルギー and 薬剤禁忌 where no row stands. The guide has no code for なし, so it is said in
//! the section's text; an empty section could be read as なし.

use crate::referral_letter::{calendar, content::Letter};
use domain::core6::{Absence, AbsenceState, Core6Kind};

/// One line per kind without rows; empty when both kinds have rows, or when nothing was asked but a free text
/// speaks for itself.
pub(super) fn text(letter: &Letter) -> String {
    let has = |kind| letter.rows.allergies.iter().any(|entry| entry.body.kind() == kind);
    let kinds =
        [(Core6Kind::Allergy, letter.no_allergy), (Core6Kind::Contraindication, letter.no_contraindication)];
    kinds
        .into_iter()
        .filter(|(kind, _)| !has(*kind))
        .filter_map(|(kind, state)| line(kind, state, letter))
        .collect::<Vec<_>>()
        .join("\n")
}

fn line(kind: Core6Kind, state: Option<AbsenceState>, letter: &Letter) -> Option<String> {
    match state.filter(|state| state.state != Absence::Unchecked) {
        Some(state) => {
            let day = calendar::day(letter.style.civil_years, state.on);
            Some(format!("{}: {}（{day}確認）", kind.label(), state.state.label()))
        }
        None => letter
            .texts
            .allergy
            .is_empty()
            .then(|| format!("{}: {}", kind.label(), Absence::Unchecked.label())),
    }
}
