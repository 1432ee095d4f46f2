//! 家族歴, row by row.

use crate::referral_letter::{
    content::FamilyMember,
    form::{FamilyForm, limit},
};
use domain::{
    core6::code::{Code, CodeSystem},
    finding::Finding,
    rule,
    text::{Form, fold_width, tidy},
};

/// The oldest age that is believed.
const OLDEST: u16 = 130;

/// Rows in their order. A row in which nothing was typed is left out; one that only names somebody is a fault.
pub(super) fn read(rows: &[FamilyForm], findings: &mut Vec<Finding>) -> Vec<FamilyMember> {
    if rows.len() > limit::FAMILY {
        let args = [limit::FAMILY.to_string()];
        findings.push(Finding::with(&rule::FAMILY_TOO_MANY, "family", args));
    }
    rows.iter().take(limit::FAMILY).enumerate().filter_map(|(i, row)| member(i, row, findings)).collect()
}

fn member(index: usize, row: &FamilyForm, findings: &mut Vec<Finding>) -> Option<FamilyMember> {
    let at = |field: &str| format!("family[{index}].{field}");
    let (text, more) = tidy(&row.text, Form::Line, limit::LINE, &at("text"));
    findings.extend(more);
    let code = fold_width(row.code.trim());
    let age = fold_width(row.age.trim());
    if text.is_empty() {
        if row.relation.is_some() || !code.is_empty() || !age.is_empty() {
            findings.push(Finding::new(&rule::FAMILY_TEXT_MISSING, at("text")));
        }
        return None;
    }
    let mut codes = Vec::new();
    if CodeSystem::DiseaseKey.accepts(&code) {
        codes.push(Code::new(CodeSystem::DiseaseKey, &code, ""));
    } else if !code.is_empty() {
        findings.push(Finding::new(&rule::FAMILY_CODE_FORM, at("code")));
    }
    let years = age.trim_end_matches('歳').parse::<u16>().ok().filter(|years| *years <= OLDEST);
    if years.is_none() && !age.is_empty() {
        findings.push(Finding::new(&rule::FAMILY_AGE_FORM, at("age")));
    }
    Some(FamilyMember { relation: row.relation, text, codes, age: years })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::letter::FamilyRelation;

    fn row(text: &str, code: &str, age: &str) -> FamilyForm {
        FamilyForm {
            relation: Some(FamilyRelation::Father),
            text: text.into(),
            code: code.into(),
            age: age.into(),
        }
    }

    #[test]
    fn rows_are_read_and_judged() {
        let mut findings = Vec::new();
        let rows = [
            row("胃癌", "２００５５１１７", "６０歳"),
            FamilyForm::default(),
            row("", "", ""),
            row("脳梗塞", "2005", "むかし"),
            row("高血圧", "", "131"),
        ];
        let read = read(&rows, &mut findings);
        let lines: Vec<String> = read.iter().map(FamilyMember::line).collect();
        assert_eq!(lines, ["父: 胃癌（60歳）", "父: 脳梗塞", "父: 高血圧"]);
        assert_eq!(read[0].codes[0].code, "20055117");
        let said: Vec<(&str, &str)> = findings.iter().map(|f| (f.rule.id, f.path.as_str())).collect();
        assert_eq!(
            said,
            [
                ("family.text-missing", "family[2].text"),
                ("family.code-form", "family[3].code"),
                ("family.age-form", "family[3].age"),
                ("family.age-form", "family[4].age"),
            ]
        );
    }

    #[test]
    fn more_rows_than_fit_are_told() {
        let mut findings = Vec::new();
        let read = read(&vec![row("胃癌", "", ""); limit::FAMILY + 1], &mut findings);
        assert_eq!((read.len(), findings[0].rule.id), (limit::FAMILY, "family.too-many"));
    }
}
