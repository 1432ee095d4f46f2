//! From a typed row to a row of the 6情報. Text always stays; a code of the wrong form is an error that names
//! the code, and taking the code away is enough to save.

use crate::api::{
    chart::{
        AllergyForm, CodeForm, CommonForm, ConditionForm, EntryForm, FlagsForm, InfectionForm, LabResultForm,
        ModifierForm, PrescriptionForm,
    },
    labs::LabItemShown,
};
use domain::{
    core6::{
        Body, Core6Kind, Flags, Moment,
        allergy::Allergy,
        code::Code,
        condition::{Condition, Modifier, Outcome},
        infection::Infection,
        lab_result::{self, LabResult, ReferenceRange},
        prescription::{self, Prescription},
    },
    date::{self, Date, PartialDate},
    finding::Finding,
    rule,
    text::{Form, fold_width, tidy},
};
use store::lab::LabItemCodes;

/// Longest texts of a row, in characters.
mod limit {
    pub const NAME: usize = 200;
    pub const LINE: usize = 200;
    pub const NOTE: usize = 4_000;
    pub const CODE: usize = 40;
    pub const CODES: usize = 20;
}

/// Reads any row. The findings say whether it may be kept.
pub(super) fn body(form: &EntryForm, today: Date) -> (Body, Vec<Finding>) {
    let mut reader = Reader { today, findings: Vec::new() };
    let body = match form {
        EntryForm::Condition(form) => Body::Condition(reader.condition(form)),
        EntryForm::Allergy(form) => Body::Allergy(reader.allergy(form)),
        EntryForm::Infection(form) => Body::Infection(reader.infection(form)),
        EntryForm::LabResult(form) => Body::LabResult(reader.lab_result(form)),
        EntryForm::Prescription(form) => Body::Prescription(reader.prescription(form)),
    };
    (body, reader.findings)
}

/// Reads the codes that an item of the laboratory is to have.
pub(crate) fn lab_item(shown: &LabItemShown, today: Date) -> (LabItemCodes, Vec<Finding>) {
    let mut reader = Reader { today, findings: Vec::new() };
    let item = LabItemCodes {
        name: reader.text(&shown.name, Form::Line, limit::NAME, "name"),
        specimen: reader.text(&shown.specimen, Form::Line, limit::LINE, "specimen"),
        codes: reader.codes(&shown.codes, "codes"),
    };
    if item.name.is_empty() {
        reader.say(&rule::ENTRY_TEXT_MISSING, "name");
    }
    (item, reader.findings)
}

/// The kind of a typed row.
pub(super) fn kind(form: &EntryForm) -> Core6Kind {
    match form {
        EntryForm::Condition(_) => Core6Kind::Condition,
        EntryForm::Allergy(_) => Core6Kind::Allergy,
        EntryForm::Infection(_) => Core6Kind::Infection,
        EntryForm::LabResult(_) => Core6Kind::LabResult,
        EntryForm::Prescription(_) => Core6Kind::Prescription,
    }
}

/// What every form has.
pub(super) fn common(form: &EntryForm) -> &CommonForm {
    match form {
        EntryForm::Condition(form) => &form.common,
        EntryForm::Allergy(form) => &form.common,
        EntryForm::Infection(form) => &form.common,
        EntryForm::LabResult(form) => &form.common,
        EntryForm::Prescription(form) => &form.common,
    }
}

/// 最終確認日: as typed, today when empty.
pub(super) fn last_checked(typed: &str, today: Date, findings: &mut Vec<Finding>) -> Option<Date> {
    if typed.trim().is_empty() {
        return Some(today);
    }
    match date::read(typed, today) {
        Ok(day) if day > today => {
            findings.push(Finding::new(&rule::DATE_IN_FUTURE, "common.last_checked"));
            None
        }
        Ok(day) => Some(day),
        Err(fault) => {
            findings.push(fault.finding("common.last_checked"));
            None
        }
    }
}

/// A moment as people type it: a date, and after a blank the time of day (`R8.11.22 9:30`, `9時30分`).
pub(crate) fn read_moment(typed: &str, today: Date, path: &str) -> Result<Moment, Finding> {
    let text = fold_width(typed.trim()).replace('T', " ");
    let (day, time) = match text.split_once(' ') {
        Some((day, time)) => (day, time.trim()),
        None => (text.as_str(), ""),
    };
    let day = date::read(day, today).map_err(|fault| fault.finding(path))?;
    if time.is_empty() {
        return Ok(Moment::Day(day));
    }
    let time = time.replace(['時', '：'], ":");
    let (hour, minute) = time.trim_end_matches('分').split_once(':').unwrap_or((&time, "0"));
    let minute = if minute.is_empty() { "0" } else { minute };
    let number = |text: &str| text.parse::<i8>().ok();
    let clock = number(hour)
        .zip(number(minute.split(':').next().unwrap_or(minute)))
        .and_then(|(hour, minute)| jiff::civil::Time::new(hour, minute, 0, 0).ok());
    match clock {
        Some(clock) => Ok(Moment::Minute(day.to_datetime(clock))),
        None => Err(Finding::new(&rule::DATE_TIME_UNREADABLE, path)),
    }
}

struct Reader {
    today: Date,
    findings: Vec<Finding>,
}

impl Reader {
    fn say(&mut self, rule: &'static domain::finding::Rule, path: &str) {
        self.findings.push(Finding::new(rule, path));
    }

    fn text(&mut self, typed: &str, form: Form, max: usize, path: &str) -> String {
        let (text, findings) = tidy(typed, form, max, path);
        self.findings.extend(findings);
        text
    }

    fn name(&mut self, typed: &str) -> String {
        let text = self.text(typed, Form::Line, limit::NAME, "text");
        if text.is_empty() {
            self.say(&rule::ENTRY_TEXT_MISSING, "text");
        }
        text
    }

    fn codes(&mut self, forms: &[CodeForm], path: &str) -> Vec<Code> {
        if forms.len() > limit::CODES {
            self.findings.push(Finding::with(&rule::TOO_MANY, path, [limit::CODES.to_string()]));
        }
        forms.iter().enumerate().map(|(i, form)| self.code(form, &format!("{path}[{i}]"))).collect()
    }

    fn code(&mut self, form: &CodeForm, path: &str) -> Code {
        let code = self.text(&form.code, Form::Code, limit::CODE, &format!("{path}.code"));
        let display = self.text(&form.display, Form::Line, limit::NAME, &format!("{path}.display"));
        if !form.system.accepts(&code) {
            let path = format!("{path}.code");
            self.findings.push(Finding::with(&rule::CODE_FORM, path, [form.system.label().to_owned()]));
        }
        Code::new(form.system, code, display)
    }

    fn modifiers(&mut self, forms: &[ModifierForm], path: &str) -> Vec<Modifier> {
        forms
            .iter()
            .enumerate()
            .map(|(i, form)| Modifier {
                text: self.text(&form.text, Form::Line, limit::NAME, &format!("{path}[{i}].text")),
                codes: self.codes(&form.codes, &format!("{path}[{i}].codes")),
            })
            .filter(|modifier| !modifier.text.is_empty())
            .collect()
    }

    fn flags(&mut self, form: FlagsForm, kind: Core6Kind) -> Flags {
        let flags =
            Flags { uninformed: form.uninformed, undelivered: form.undelivered, long_term: form.long_term };
        if !flags.allowed_for(kind) {
            self.say(&rule::ENTRY_FLAG_NOT_ALLOWED, "common.flags");
        }
        flags
    }

    fn note(&mut self, common: &CommonForm) -> String {
        self.text(&common.note, Form::Prose, limit::NOTE, "common.note")
    }

    /// A day that has come; `None` when empty.
    fn day(&mut self, typed: &str, path: &str) -> Option<Date> {
        if typed.trim().is_empty() {
            return None;
        }
        match date::read(typed, self.today) {
            Ok(day) if day > self.today => {
                self.say(&rule::DATE_IN_FUTURE, path);
                Some(day)
            }
            Ok(day) => Some(day),
            Err(fault) => {
                self.findings.push(fault.finding(path));
                None
            }
        }
    }

    fn partial(&mut self, typed: &str, path: &str) -> Option<PartialDate> {
        if typed.trim().is_empty() {
            return None;
        }
        match date::read_partial(typed, self.today) {
            Ok(at) => {
                if at.earliest() > self.today {
                    self.say(&rule::DATE_IN_FUTURE, path);
                }
                Some(at)
            }
            Err(fault) => {
                self.findings.push(fault.finding(path));
                None
            }
        }
    }

    fn moment(&mut self, typed: &str, path: &str) -> Option<Moment> {
        if typed.trim().is_empty() {
            return None;
        }
        match read_moment(typed, self.today, path) {
            Ok(at) => {
                if at.day() > self.today {
                    self.say(&rule::DATE_IN_FUTURE, path);
                }
                Some(at)
            }
            Err(finding) => {
                self.findings.push(finding);
                None
            }
        }
    }

    fn ends_after(&mut self, start: Option<PartialDate>, end: Option<Date>, path: &str) {
        if start.zip(end).is_some_and(|(start, end)| end < start.earliest()) {
            self.say(&rule::DATE_ENDS_BEFORE_START, path);
        }
    }

    fn condition(&mut self, form: &ConditionForm) -> Condition {
        let onset = self.partial(&form.onset, "onset");
        let outcome_on = self.day(&form.outcome_on, "outcome_on");
        self.ends_after(onset, outcome_on, "outcome_on");
        let outcome = form.outcome.map(|kind| Outcome { kind, on: outcome_on.unwrap_or(self.today) });
        if form.outcome.is_none() && outcome_on.is_some() {
            self.say(&rule::CONDITION_OUTCOME_MISSING, "outcome");
        }
        Condition {
            text: self.name(&form.text),
            codes: self.codes(&form.codes, "codes"),
            prefixes: self.modifiers(&form.prefixes, "prefixes"),
            suffixes: self.modifiers(&form.suffixes, "suffixes"),
            suspected: form.suspected,
            principal: form.principal,
            onset,
            outcome,
            flags: self.flags(form.common.flags, Core6Kind::Condition),
            note: self.note(&form.common),
        }
    }

    fn allergy(&mut self, form: &AllergyForm) -> Allergy {
        let onset = self.partial(&form.onset, "onset");
        let ended = self.day(&form.ended, "ended");
        self.ends_after(onset, ended, "ended");
        Allergy {
            category: form.category,
            text: self.name(&form.text),
            codes: self.codes(&form.codes, "codes"),
            reaction: self.text(&form.reaction, Form::Line, limit::LINE, "reaction"),
            criticality: form.criticality,
            onset,
            ended,
            flags: self.flags(form.common.flags, Core6Kind::Allergy),
            note: self.note(&form.common),
        }
    }

    fn infection(&mut self, form: &InfectionForm) -> Infection {
        let result_text = self.text(&form.result_text, Form::Line, limit::LINE, "result_text");
        if form.result.is_none() && result_text.is_empty() {
            self.say(&rule::INFECTION_RESULT_MISSING, "result");
        }
        Infection {
            text: self.name(&form.text),
            codes: self.codes(&form.codes, "codes"),
            result: form.result,
            result_text,
            specimen: self.text(&form.specimen, Form::Line, limit::LINE, "specimen"),
            sampled: self.moment(&form.sampled, "sampled"),
            flags: self.flags(form.common.flags, Core6Kind::Infection),
            note: self.note(&form.common),
        }
    }

    fn range_limit(&mut self, typed: &str, path: &str) -> String {
        let text = self.text(typed, Form::Code, limit::LINE, path);
        if text.is_empty() {
            return text;
        }
        lab_result::read_number(&text).unwrap_or_else(|| {
            self.say(&rule::LAB_RANGE_FORM, path);
            text
        })
    }

    fn lab_result(&mut self, form: &LabResultForm) -> LabResult {
        let typed = self.text(&form.value, Form::Line, limit::LINE, "value");
        if typed.is_empty() {
            self.say(&rule::LAB_VALUE_MISSING, "value");
        }
        // A number keeps its digits and loses only its width; anything else stays as it was typed.
        let value = lab_result::read_number(&typed).unwrap_or(typed);
        let range = ReferenceRange {
            low: self.range_limit(&form.range_low, "range_low"),
            high: self.range_limit(&form.range_high, "range_high"),
            text: self.text(&form.range_text, Form::Line, limit::LINE, "range_text"),
        };
        let judged = lab_result::judge(&value, &range);
        if form.interpretation.zip(judged).is_some_and(|(said, judged)| said != judged) {
            self.say(&rule::LAB_INTERPRETATION_DIFFERS, "interpretation");
        }
        self.flags(form.common.flags, Core6Kind::LabResult);
        let sampled = self.moment(&form.sampled, "sampled");
        if form.sampled.trim().is_empty() {
            self.say(&rule::LAB_SAMPLED_MISSING, "sampled");
        }
        LabResult {
            text: self.name(&form.text),
            codes: self.codes(&form.codes, "codes"),
            value,
            unit: self.text(&form.unit, Form::Line, limit::LINE, "unit"),
            range,
            interpretation: form.interpretation.or(judged),
            specimen: self.text(&form.specimen, Form::Line, limit::LINE, "specimen"),
            sampled,
            note: self.note(&form.common),
        }
    }

    fn amount(&mut self, typed: &str, path: &str) -> String {
        let text = self.text(typed, Form::Code, limit::LINE, path);
        if text.is_empty() {
            return text;
        }
        match lab_result::read_number(&text) {
            Some(number) if !number.starts_with('-') => number,
            _ => {
                self.say(&rule::PRESCRIPTION_AMOUNT_FORM, path);
                text
            }
        }
    }

    /// 不均等; empty when nothing was typed.
    fn doses(&mut self, typed: &str, unit: &str) -> Vec<String> {
        let text = self.text(typed, Form::Line, limit::LINE, "doses");
        if text.is_empty() {
            return Vec::new();
        }
        prescription::read_doses(&text, unit).unwrap_or_else(|| {
            self.say(&rule::PRESCRIPTION_DOSES_FORM, "doses");
            Vec::new()
        })
    }

    fn count(&mut self, number: Option<u16>, path: &str) -> u16 {
        match number {
            Some(number) if (1..=999).contains(&number) => number,
            _ => {
                self.say(&rule::PRESCRIPTION_COUNT_FORM, path);
                1
            }
        }
    }

    fn typed_count(&mut self, typed: &str, path: &str) -> Option<u16> {
        let text = self.text(typed, Form::Code, limit::LINE, path);
        if text.is_empty() { None } else { Some(self.count(text.parse().ok(), path)) }
    }

    fn prescription(&mut self, form: &PrescriptionForm) -> Prescription {
        let rp = self.count(u16::try_from(form.rp).ok(), "rp");
        let order = self.count(u16::try_from(form.order).ok(), "order");
        let usage = self.text(&form.usage, Form::Line, limit::LINE, "usage");
        if usage.is_empty() {
            self.say(&rule::PRESCRIPTION_USAGE_MISSING, "usage");
        }
        let prescribed_on = self.day(&form.prescribed_on, "prescribed_on").unwrap_or(self.today);
        let ended = self.day(&form.ended, "ended");
        self.ends_after(Some(PartialDate::Day(prescribed_on)), ended, "ended");
        let starts_on = match form.starts_on.trim() {
            "" => None,
            typed => match date::read(typed, self.today) {
                Ok(day) => Some(day),
                Err(fault) => {
                    self.findings.push(fault.finding("starts_on"));
                    None
                }
            },
        };
        self.flags(form.common.flags, Core6Kind::Prescription);
        let unit = self.text(&form.unit, Form::Line, limit::LINE, "unit");
        let doses = self.doses(&form.doses, &unit);
        let mut daily_dose = self.amount(&form.daily_dose, "daily_dose");
        if let Some(sum) = prescription::sum(&doses) {
            if daily_dose.is_empty() {
                daily_dose = sum;
            } else if prescription::sum(std::slice::from_ref(&daily_dose)).is_some_and(|said| said != sum) {
                self.findings.push(Finding::with(&rule::PRESCRIPTION_DOSES_SUM, "daily_dose", [sum]));
            }
        }
        Prescription {
            rp,
            order,
            text: self.name(&form.text),
            codes: self.codes(&form.codes, "codes"),
            kind: form.kind,
            dose: self.amount(&form.dose, "dose"),
            daily_dose,
            doses,
            unit,
            site: self.text(&form.site, Form::Line, limit::LINE, "site"),
            usage,
            usage_code: form.usage_code.as_ref().map(|code| self.code(code, "usage_code")),
            days: self.typed_count(&form.days, "days"),
            times: self.typed_count(&form.times, "times"),
            prescribed_on,
            starts_on,
            ended,
            note: self.note(&form.common),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn moments_as_typed() {
        for (typed, iso) in [
            ("R8.11.22 9:30", "2026-11-22T09:30"),
            ("２０２６１１２２　９：３０", "2026-11-22T09:30"),
            ("2026-11-22T09:30", "2026-11-22T09:30"),
            ("11/22 9時5分", "2026-11-22T09:05"),
            ("11/22 9時", "2026-11-22T09:00"),
            ("今日", "2026-11-22"),
        ] {
            assert_eq!(
                read_moment(typed, TODAY, "").map(|at| at.iso()).ok().as_deref(),
                Some(iso),
                "{typed}"
            );
        }
        assert!(read_moment("11/22 25:00", TODAY, "").is_err());
        assert!(read_moment("11/22 朝", TODAY, "").is_err());
    }
}
