//! Rows as lines of a section's text, complete and with their source.

use crate::referral_letter::calendar::{day, partial};
use domain::core6::{
    Entry, Flags, Moment, Source, allergy::Allergy, condition::Condition, infection::Infection,
    lab_result::LabResult, prescription::Prescription,
};

fn moment(civil_years: bool, at: Moment) -> String {
    match at {
        Moment::Day(on) => day(civil_years, on),
        Moment::Minute(at) => format!("{} {}:{:02}", day(civil_years, at.date()), at.hour(), at.minute()),
    }
}

/// The parts that are not empty, and where the row comes from unless it is the clinic's own.
fn line<T>(entry: &Entry<T>, parts: impl IntoIterator<Item = String>) -> String {
    let source = match entry.provenance.source {
        Source::Own => String::new(),
        source => format!("【{}】", source.label()),
    };
    let parts: Vec<String> =
        parts.into_iter().chain([source]).filter(|part| !part.trim().is_empty()).collect();
    // One row is one line, whatever was typed into it.
    format!("・{}", parts.join(" ").replace(['\n', '\t'], " "))
}

fn labelled(label: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{label}: {value}") }
}

fn flags(flags: Flags) -> String {
    [(flags.uninformed, "（未告知）"), (flags.undelivered, "（未提供）")]
        .into_iter()
        .filter_map(|(set, word)| set.then_some(word))
        .collect()
}

pub(super) fn condition(entry: &Entry<Condition>, civil_years: bool) -> String {
    let body = &entry.body;
    let onset = body.onset.map(|on| partial(civil_years, on)).unwrap_or_default();
    let outcome = body
        .outcome
        .map(|outcome| format!("{} {}", outcome.kind.label(), day(civil_years, outcome.on)))
        .unwrap_or_default();
    let principal = if body.principal { "（主傷病）" } else { "" };
    line(
        entry,
        [
            format!("{}{principal}{}", body.display(), flags(body.flags)),
            labelled("発症", &onset),
            labelled("転帰", &outcome),
        ],
    )
}

pub(super) fn allergy(entry: &Entry<Allergy>, civil_years: bool) -> String {
    let body = &entry.body;
    let onset = body.onset.map(|on| partial(civil_years, on)).unwrap_or_default();
    let ended = body.ended.map(|on| day(civil_years, on)).unwrap_or_default();
    line(
        entry,
        [
            format!("{}（{}）{}", body.text, body.category.label(), flags(body.flags)),
            labelled("症状・理由", &body.reaction),
            labelled("重症度", body.criticality.map_or("", |criticality| criticality.label())),
            labelled("発症", &onset),
            labelled("終了", &ended),
        ],
    )
}

pub(super) fn infection(entry: &Entry<Infection>, civil_years: bool) -> String {
    let body = &entry.body;
    let sampled = body.sampled.map(|at| moment(civil_years, at)).unwrap_or_default();
    line(
        entry,
        [body.text.clone(), body.display(), labelled("材料", &body.specimen), labelled("採取", &sampled)],
    )
}

pub(super) fn lab_result(entry: &Entry<LabResult>, civil_years: bool) -> String {
    let body = &entry.body;
    let sampled = body.sampled.map(|at| moment(civil_years, at)).unwrap_or_default();
    let value = format!("{} {}", body.value, body.unit);
    line(
        entry,
        [
            body.text.clone(),
            value.trim().to_owned(),
            body.interpretation.map_or("", |interpretation| interpretation.label()).to_owned(),
            labelled("基準値", &body.range.display()),
            labelled("材料", &body.specimen),
            labelled("採取", &sampled),
        ],
    )
}

pub(super) fn prescription(entry: &Entry<Prescription>, civil_years: bool) -> String {
    let body = &entry.body;
    let starts = body.starts_on.map(|on| day(civil_years, on)).unwrap_or_default();
    let ended = body.ended.map(|on| day(civil_years, on)).unwrap_or_default();
    line(
        entry,
        [
            format!("RP{}", body.rp),
            body.text.clone(),
            body.amount(),
            body.instruction(),
            format!("（{}）", body.kind.label()),
            labelled("処方日", &day(civil_years, body.prescribed_on)),
            labelled("開始", &starts),
            labelled("中止", &ended),
        ],
    )
}
