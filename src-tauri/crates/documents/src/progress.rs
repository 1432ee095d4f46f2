//! How far the sections of a document have come with codes.

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

impl Progress {
    /// A section of rows and text.
    pub(crate) fn of<T: Coded>(
        field: &'static str,
        label: &'static str,
        rows: &[Entry<T>],
        text: &str,
    ) -> Self {
        let coded = rows.iter().filter(|row| row.goes_coded()).count();
        Self { field, label, coded, rows: rows.len(), text: !text.is_empty() }
    }
}
