//! Placeholders of templates: `{患者氏名}`, `{直近検査:HbA1c}` and the like. What cannot be filled is left as
//! it is, and the document's findings name it.

use domain::{
    core6::{Entry, condition::Condition, lab_result::LabResult, prescription::Prescription},
    date::{self, Date},
    patient::{Patient, Sex},
    text::search_key,
};

/// Fills a template; `value` says what a placeholder stands for.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let known = |name: &str| value(name).filter(|value| !value.is_empty());
        match after.find('}').and_then(|end| known(&after[..end]).map(|value| (end, value))) {
            Some((end, value)) => {
                out.push_str(&value);
                rest = &after[end + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Who a document is about, on the day that it bears.
pub(super) struct Person<'a> {
    pub(super) patient: &'a Patient,
    pub(super) on: Date,
}

impl Person<'_> {
    /// What every kind of document knows of the patient.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let patient = self.patient;
        Some(match name {
            "患者氏名" => patient.name.joined(" "),
            "年齢" => date::age_text(patient.birth_date, self.on)?,
            "性別" => match patient.sex {
                Sex::Male => "男性".to_owned(),
                Sex::Female => "女性".to_owned(),
                _ => return None,
            },
            "生年月日" => date::wareki(patient.birth_date),
            "日付" => date::wareki(self.on),
            _ => return None,
        })
    }
}

/// The names of diseases in one line.
pub(super) fn names(rows: &[Entry<Condition>]) -> String {
    rows.iter().map(|row| row.body.display()).collect::<Vec<_>>().join("、")
}

/// Drugs, one line each.
pub(super) fn drugs(rows: &[Entry<Prescription>]) -> String {
    let line = |row: &Entry<Prescription>| {
        format!("{} {} {}", row.body.text, row.body.amount(), row.body.instruction())
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The newest value of a laboratory item with its day.
pub(super) fn newest(rows: &[Entry<LabResult>], item: &str) -> Option<String> {
    let item = search_key(item);
    let newest =
        rows.iter().filter(|row| search_key(&row.body.text) == item).max_by_key(|row| row.body.sampled)?;
    let body = &newest.body;
    let on = body.sampled.map(|at| format!("（{}）", date::wareki(at.day()))).unwrap_or_default();
    Some(format!("{} {}{}{on}", body.text, body.value, body.unit))
}
