//! How what was typed into a form is read.

use domain::{
    date::{self, Date},
    finding::Finding,
    rule,
    text::{Form, tidy},
};

/// A date as typed; nothing typed is today.
pub(crate) fn read_date(typed: &str, today: Date, path: &str, findings: &mut Vec<Finding>) -> Option<Date> {
    if typed.trim().is_empty() {
        return Some(today);
    }
    match date::read(typed, today) {
        Ok(day) => Some(day),
        Err(fault) => {
            findings.push(fault.finding(path));
            None
        }
    }
}

/// Prose of at most `max` characters; what a template left unfilled is named.
pub(crate) fn read_prose(typed: &str, max: usize, path: &str, findings: &mut Vec<Finding>) -> String {
    let (text, more) = tidy(typed, Form::Prose, max, path);
    for placeholder in placeholders(&text) {
        findings.push(Finding::with(&rule::LETTER_PLACEHOLDER_LEFT, path, [placeholder]));
    }
    findings.extend(more);
    text
}

/// `{患者氏名}`-like remains of a template.
fn placeholders(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let after = &rest[start + 1..];
        match after.find(['{', '}', '\n']) {
            Some(end) if after[end..].starts_with('}') && end > 0 => {
                found.push(format!("{{{}}}", &after[..end]));
                rest = &after[end + 1..];
            }
            _ => rest = after,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found() {
        assert_eq!(
            placeholders("{患者氏名}様 {直近検査:HbA1c} {} { a\n} }"),
            ["{患者氏名}", "{直近検査:HbA1c}"]
        );
        assert!(placeholders("なし").is_empty());
    }
}
