//! Rows of the 6情報 as lists and forms show them.

use crate::{
    api::{
        chart::{
            AllergyForm, CodeForm, CommonForm, ConditionForm, FlagsForm, InfectionForm, LabResultForm,
            ModifierForm, PrescriptionForm, RowShown,
        },
        common::DateShown,
    },
    input::small,
};
use domain::{
    clock::in_japan,
    core6::{
        Coded, Core6Kind, Entry, Flags, Provenance,
        allergy::Allergy,
        code::Code,
        condition::{Condition, Modifier},
        infection::Infection,
        lab_result::LabResult,
        prescription::Prescription,
        sharing::Shared,
    },
    date::{self, Date, PartialDate},
    id::StaffId,
};
use std::collections::BTreeMap;

type Names = BTreeMap<StaffId, String>;

/// What differs from kind to kind.
struct Words {
    kind: Core6Kind,
    title: String,
    detail: Vec<String>,
    on: Option<DateShown>,
    ended: bool,
}

fn row<T: Coded + Shared>(entry: &Entry<T>, names: &Names, today: Date, words: Words) -> RowShown {
    let sharing = entry.sharing(today);
    let confirmed = entry.provenance.confirmed.map(|confirmation| {
        let name = names.get(&confirmation.by).cloned().unwrap_or_default();
        format!("{name}（{}）", date::wareki(in_japan(confirmation.at).date()))
    });
    RowShown {
        id: entry.id.to_string(),
        version: small(entry.version),
        kind: words.kind,
        title: words.title,
        detail: words.detail.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"),
        on: words.on,
        ended: words.ended,
        source: entry.provenance.source,
        confirmed: confirmed.unwrap_or_default(),
        last_checked: entry.provenance.last_checked.map(DateShown::day),
        coded: entry.goes_coded(),
        standing: sharing.standing,
        patient_sees: sharing.patient,
        others_see: sharing.others,
    }
}

fn codes(codes: &[Code]) -> Vec<CodeForm> {
    codes.iter().map(code).collect()
}

fn code(code: &Code) -> CodeForm {
    CodeForm { system: code.system, code: code.code.clone(), display: code.display.clone() }
}

fn common(provenance: &Provenance, note: &str, flags: Flags) -> CommonForm {
    CommonForm {
        source: provenance.source,
        last_checked: provenance.last_checked.map(date::wareki).unwrap_or_default(),
        note: note.to_owned(),
        flags: FlagsForm {
            uninformed: flags.uninformed,
            undelivered: flags.undelivered,
            long_term: flags.long_term,
        },
    }
}

fn flags(flags: Flags) -> String {
    let words = [(flags.uninformed, "未告知"), (flags.undelivered, "未提供"), (flags.long_term, "長期保存")];
    words.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect::<Vec<_>>().join("・")
}

fn partial(at: Option<PartialDate>) -> String {
    at.map(PartialDate::wareki).unwrap_or_default()
}

fn moment(at: Option<domain::core6::Moment>) -> String {
    at.map(|at| DateShown::moment(at).wareki).unwrap_or_default()
}

pub(super) fn condition(entry: &Entry<Condition>, names: &Names, today: Date) -> RowShown {
    let body = &entry.body;
    let outcome =
        body.outcome.map(|outcome| format!("{} {}", outcome.kind.label(), date::wareki(outcome.on)));
    row(
        entry,
        names,
        today,
        Words {
            kind: Core6Kind::Condition,
            title: body.display(),
            detail: vec![
                if body.principal { "主傷病".to_owned() } else { String::new() },
                outcome.unwrap_or_default(),
                flags(body.flags),
                body.note.clone(),
            ],
            on: body.onset.map(DateShown::partial),
            ended: body.outcome.is_some(),
        },
    )
}

pub(super) fn condition_form(entry: &Entry<Condition>) -> ConditionForm {
    let body = &entry.body;
    let modifiers = |list: &[Modifier]| {
        list.iter().map(|one| ModifierForm { text: one.text.clone(), codes: codes(&one.codes) }).collect()
    };
    ConditionForm {
        text: body.text.clone(),
        codes: codes(&body.codes),
        prefixes: modifiers(&body.prefixes),
        suffixes: modifiers(&body.suffixes),
        suspected: body.suspected,
        principal: body.principal,
        onset: partial(body.onset),
        outcome: body.outcome.map(|outcome| outcome.kind),
        outcome_on: body.outcome.map(|outcome| date::wareki(outcome.on)).unwrap_or_default(),
        common: common(&entry.provenance, &body.note, body.flags),
    }
}

pub(super) fn allergy(entry: &Entry<Allergy>, names: &Names, today: Date) -> RowShown {
    let body = &entry.body;
    row(
        entry,
        names,
        today,
        Words {
            kind: body.kind(),
            title: body.text.clone(),
            detail: vec![
                body.category.label().to_owned(),
                body.reaction.clone(),
                body.criticality.map(|one| format!("重症度 {}", one.label())).unwrap_or_default(),
                body.ended.map(|day| format!("{}に終了", date::wareki(day))).unwrap_or_default(),
                flags(body.flags),
                body.note.clone(),
            ],
            on: body.onset.map(DateShown::partial),
            ended: body.ended.is_some(),
        },
    )
}

pub(super) fn allergy_form(entry: &Entry<Allergy>) -> AllergyForm {
    let body = &entry.body;
    AllergyForm {
        category: body.category,
        text: body.text.clone(),
        codes: codes(&body.codes),
        reaction: body.reaction.clone(),
        criticality: body.criticality,
        onset: partial(body.onset),
        ended: body.ended.map(date::wareki).unwrap_or_default(),
        common: common(&entry.provenance, &body.note, body.flags),
    }
}

pub(super) fn infection(entry: &Entry<Infection>, names: &Names, today: Date) -> RowShown {
    let body = &entry.body;
    row(
        entry,
        names,
        today,
        Words {
            kind: Core6Kind::Infection,
            title: body.text.clone(),
            detail: vec![body.display(), body.specimen.clone(), flags(body.flags), body.note.clone()],
            on: body.sampled.map(DateShown::moment),
            ended: false,
        },
    )
}

pub(super) fn infection_form(entry: &Entry<Infection>) -> InfectionForm {
    let body = &entry.body;
    InfectionForm {
        text: body.text.clone(),
        codes: codes(&body.codes),
        result: body.result,
        result_text: body.result_text.clone(),
        specimen: body.specimen.clone(),
        sampled: moment(body.sampled),
        common: common(&entry.provenance, &body.note, body.flags),
    }
}

pub(super) fn lab_result(entry: &Entry<LabResult>, names: &Names, today: Date) -> RowShown {
    let body = &entry.body;
    let mark = body.interpretation.map(|one| one.label()).unwrap_or_default();
    let range = body.range.display();
    row(
        entry,
        names,
        today,
        Words {
            kind: Core6Kind::LabResult,
            title: body.text.clone(),
            detail: vec![
                format!("{} {} {mark}", body.value, body.unit).trim().to_owned(),
                if range.is_empty() { range } else { format!("基準値 {range}") },
                body.specimen.clone(),
                body.note.clone(),
            ],
            on: body.sampled.map(DateShown::moment),
            ended: false,
        },
    )
}

pub(super) fn lab_result_form(entry: &Entry<LabResult>) -> LabResultForm {
    let body = &entry.body;
    LabResultForm {
        text: body.text.clone(),
        codes: codes(&body.codes),
        value: body.value.clone(),
        unit: body.unit.clone(),
        range_low: body.range.low.clone(),
        range_high: body.range.high.clone(),
        range_text: body.range.text.clone(),
        interpretation: body.interpretation,
        specimen: body.specimen.clone(),
        sampled: moment(body.sampled),
        common: common(&entry.provenance, &body.note, Flags::default()),
    }
}

pub(super) fn prescription(entry: &Entry<Prescription>, names: &Names, today: Date) -> RowShown {
    let body = &entry.body;
    row(
        entry,
        names,
        today,
        Words {
            kind: Core6Kind::Prescription,
            title: body.text.clone(),
            detail: vec![
                format!("RP{}", body.rp),
                body.kind.label().to_owned(),
                body.amount(),
                body.instruction(),
                body.ended.map(|day| format!("{}に中止", date::wareki(day))).unwrap_or_default(),
                body.note.clone(),
            ],
            on: Some(DateShown::day(body.prescribed_on)),
            ended: body.ended.is_some(),
        },
    )
}

pub(super) fn prescription_form(entry: &Entry<Prescription>) -> PrescriptionForm {
    let body = &entry.body;
    let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
    PrescriptionForm {
        rp: i32::from(body.rp),
        order: i32::from(body.order),
        text: body.text.clone(),
        codes: codes(&body.codes),
        kind: body.kind,
        dose: body.dose.clone(),
        daily_dose: body.daily_dose.clone(),
        doses: body.doses.join("-"),
        site: body.site.clone(),
        unit: body.unit.clone(),
        usage: body.usage.clone(),
        usage_code: body.usage_code.as_ref().map(code),
        days: number(body.days),
        times: number(body.times),
        prescribed_on: date::wareki(body.prescribed_on),
        starts_on: body.starts_on.map(date::wareki).unwrap_or_default(),
        ended: body.ended.map(date::wareki).unwrap_or_default(),
        common: common(&entry.provenance, &body.note, Flags::default()),
    }
}
