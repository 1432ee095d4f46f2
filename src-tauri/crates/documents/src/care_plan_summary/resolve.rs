//! From the form to the 患者サマリー: reads what was typed, looks up what was chosen, and says what is missing.
//!
//! Always gives a document, so that a draft can be previewed at any time; [`domain::finding::any_error`] over the
//! findings decides whether it may be finalized. The patient reads this paper: 未告知 diseases block it.

use super::{
    content::{CarePlanSummary, NextVisit},
    form::{CarePlanForm, limit},
};
use crate::{
    reading::{read_date, read_prose},
    service::patient_obstacles,
    sheet::{PaperStyle, unreadable},
};
use domain::{
    core6::{Core6, Entry, condition::Condition},
    date::{self, Date},
    finding::{Finding, Rule},
    id::DocumentId,
    institution::{Doctor, Institution},
    patient::Patient,
    rule,
    text::{Form, tidy},
};
use fhir::profile::GuideVersion;
use jiff::Timestamp;

/// What the caller knows and the form only names.
pub struct Facts<'a> {
    /// The document.
    pub document: DocumentId,
    /// The version that is being made.
    pub version: u32,
    /// Now.
    pub now: Timestamp,
    /// Today in Japan.
    pub today: Date,
    /// The clinic.
    pub institution: &'a Institution,
    /// The clinic's doctors.
    pub doctors: &'a [Doctor],
    /// The patient.
    pub patient: &'a Patient,
    /// The patient's 6情報 without retracted rows.
    pub core6: &'a Core6,
    /// The version of the guide that a bundle would be written in.
    pub guide: GuideVersion,
}

/// Reads the form. See the module.
pub fn resolve(form: &CarePlanForm, facts: &Facts<'_>) -> (CarePlanSummary, Vec<Finding>) {
    let mut findings = Vec::new();
    let date = read_date(&form.date, facts.today, "date", &mut findings).unwrap_or(facts.today);
    if date > facts.today {
        findings.push(Finding::new(&rule::DATE_IN_FUTURE, "date"));
    }
    let named = |id: &str| facts.doctors.iter().find(|doctor| doctor.id.to_string() == id);
    let doctor = form.doctor_id.as_deref().and_then(named).cloned();
    let diagnosis = read_prose(&form.diagnosis, limit::PROSE, "diagnosis", &mut findings);
    let advice = read_prose(&form.advice, limit::PROSE, "advice", &mut findings);
    let conditions = match &form.conditions {
        Some(chosen) => choose(chosen, facts.core6, &mut findings),
        None => current(facts.core6),
    };
    let plan = CarePlanSummary {
        document: facts.document,
        version: facts.version,
        date,
        made_at: facts.now,
        institution: facts.institution.clone(),
        doctor,
        patient: facts.patient.clone(),
        payment: form.payment,
        conditions,
        diagnosis,
        advice,
        next_visit: next_visit(&form.next_visit, date, &mut findings),
        signature: form.signature,
        style: PaperStyle {
            large_print: form.large_print,
            gothic: !form.mincho,
            civil_years: form.civil_years,
        },
    };
    must_have(&plan, &mut findings);
    findings.extend(unreadable(&plan.patient));
    findings.extend(bundle_obstacles(&plan, facts.guide));
    (plan, findings)
}

/// A day where one was typed, else the words as they are. A day without its year is the next one after 指導日.
fn next_visit(typed: &str, from: Date, findings: &mut Vec<Finding>) -> NextVisit {
    let (text, more) = tidy(typed, Form::Line, limit::LINE, "next_visit");
    findings.extend(more);
    if text.is_empty() {
        return NextVisit::Open;
    }
    let Ok(day) = date::read(&text, from) else { return NextVisit::Words(text) };
    // Only a day without its year reads as another one a year later.
    let later =
        from.checked_add(jiff::Span::new().years(1)).ok().and_then(|next| date::read(&text, next).ok());
    match later {
        Some(later) if day < from && later != day => NextVisit::Day(later),
        _ => {
            if day < from {
                findings.push(Finding::new(&rule::PLAN_NEXT_VISIT_PAST, "next_visit"));
            }
            NextVisit::Day(day)
        }
    }
}

/// The diseases that a new plan is for: open, and neither 未告知 nor 未提供.
pub fn current(core6: &Core6) -> Vec<Entry<Condition>> {
    let shown = |entry: &&Entry<Condition>| {
        let body = &entry.body;
        body.outcome.is_none() && !body.flags.uninformed && !body.flags.undelivered
    };
    let mut rows: Vec<Entry<Condition>> = core6.conditions.iter().filter(shown).cloned().collect();
    rows.sort_by_key(|entry| !entry.body.principal);
    rows
}

fn choose(chosen: &[String], core6: &Core6, findings: &mut Vec<Finding>) -> Vec<Entry<Condition>> {
    let mut rows: Vec<Entry<Condition>> = Vec::new();
    for (i, id) in chosen.iter().enumerate() {
        match core6.conditions.iter().find(|entry| entry.id.to_string() == *id) {
            Some(entry) if rows.iter().any(|row| row.id == entry.id) => {}
            Some(entry) => rows.push(entry.clone()),
            None => findings.push(Finding::new(&rule::PLAN_ROW_GONE, format!("conditions[{i}]"))),
        }
    }
    rows.sort_by_key(|entry| !entry.body.principal);
    rows
}

/// What a 患者サマリー cannot go without (JP-CLINS §4.4; the clinic must be reachable for the patient).
fn must_have(plan: &CarePlanSummary, findings: &mut Vec<Finding>) {
    let mut need = |present: bool, rule: &'static Rule, path: &str| {
        if !present {
            findings.push(Finding::new(rule, path));
        }
    };
    let clinic = &plan.institution;
    let reachable = [&clinic.name, &clinic.address, &clinic.phone].iter().all(|text| !text.is_empty());
    need(reachable, &rule::PLAN_CLINIC_INCOMPLETE, "institution");
    need(plan.doctor.is_some(), &rule::PLAN_DOCTOR_MISSING, "doctor_id");
    need(
        !plan.conditions.is_empty() || !plan.diagnosis.is_empty(),
        &rule::PLAN_DIAGNOSIS_MISSING,
        "diagnosis",
    );
    need(!plan.advice.trim().is_empty(), &rule::PLAN_ADVICE_MISSING, "advice");
    let told = plan.conditions.iter().all(|row| !row.body.flags.uninformed);
    need(told, &rule::PLAN_UNINFORMED, "conditions");
}

/// Why no bundle of this version of the guide can be made for the national service. None of it stops the paper;
/// ask [`crate::service::may_have_bundle`].
pub fn bundle_obstacles(plan: &CarePlanSummary, version: GuideVersion) -> Vec<Finding> {
    let mut findings = patient_obstacles(&plan.patient, plan.payment, version);
    if !plan.conditions.iter().any(Entry::goes_coded) {
        findings.push(Finding::new(&rule::BUNDLE_NO_CODED_CONDITION, "conditions"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(typed: &str) -> (NextVisit, Vec<&'static str>) {
        let mut findings = Vec::new();
        let visit = next_visit(typed, date(2026, 11, 22), &mut findings);
        (visit, findings.iter().map(|finding| finding.rule.id).collect())
    }

    #[test]
    fn the_next_visit_is_a_day_or_words() {
        assert_eq!(read(""), (NextVisit::Open, vec![]));
        assert_eq!(read("12/20"), (NextVisit::Day(date(2026, 12, 20)), vec![]));
        assert_eq!(read("1月8日"), (NextVisit::Day(date(2027, 1, 8)), vec![]));
        assert_eq!(read("R8.12.20"), (NextVisit::Day(date(2026, 12, 20)), vec![]));
        assert_eq!(read("4週間後"), (NextVisit::Words("4週間後".into()), vec![]));
        assert_eq!(read("R8.1.20"), (NextVisit::Day(date(2026, 1, 20)), vec!["plan.next-visit-past"]));
    }
}
