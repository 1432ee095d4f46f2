//! The table of laboratory values.

use super::words;
use crate::referral_letter::content::Letter;
use domain::core6::{
    Entry,
    lab_result::{Interpretation, LabResult},
};
use print::{Align, Block, Rules, Table, TableCell, TableColumn, TableRow, Width};

/// The table, or nothing when no value was chosen.
pub(super) fn blocks(letter: &Letter) -> Vec<Block> {
    if letter.rows.lab_results.is_empty() {
        return Vec::new();
    }
    let column = |heading: &str, width, align| TableColumn { heading: heading.to_owned(), width, align };
    let table = Table {
        columns: vec![
            column("検査項目", Width::Share(1.0), Align::Left),
            column("結果", Width::Content(34.0), Align::Right),
            column("", Width::Content(5.0), Align::Left),
            column("単位", Width::Content(26.0), Align::Left),
            column("基準値", Width::Content(30.0), Align::Left),
            column("採取日", Width::Content(24.0), Align::Right),
        ],
        rows: letter.rows.lab_results.iter().map(|row| values(letter, row)).collect(),
        rules: Rules::Horizontal,
        scale: 0.88,
    };
    vec![Block::Table(table)]
}

/// One value; one outside its range is bold, with H or L beside it.
fn values(letter: &Letter, row: &Entry<LabResult>) -> TableRow {
    let body = &row.body;
    let outside = matches!(body.interpretation, Some(Interpretation::High | Interpretation::Low));
    let cell = |text: String| if outside { TableCell::bold(text) } else { TableCell::new(text) };
    // Blood is what everybody expects; any other material changes what the value means.
    let specimen = match body.specimen.as_str() {
        "" => String::new(),
        blood if blood.contains('血') => String::new(),
        other => format!("（{other}）"),
    };
    let sampled = body.sampled.map(|at| words::short_day(letter, at.day())).unwrap_or_default();
    vec![
        TableCell::new(format!("{}{specimen}{}", body.text, words::source(row))),
        cell(body.value.clone()),
        cell(body.interpretation.map_or("", |i| i.label()).to_owned()),
        TableCell::new(body.unit.clone()),
        TableCell::new(body.range.display()),
        TableCell::new(sampled),
    ]
}
