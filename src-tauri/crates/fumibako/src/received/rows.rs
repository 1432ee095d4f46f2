//! Rows of a received document against the chart: which are there already, and taking them over as 他院.

use crate::{
    Error, Session,
    api::{
        chart::EntryRef,
        received::{ReceivedRowState, ReceivedTaken},
    },
    chart::{self, staff_names},
    input::small,
};
use domain::{
    clock::in_japan,
    core6::{Body, Core6, Entry, Provenance, Source, code::Code},
    date,
    finding::Finding,
    id::EntryId,
    rule,
    text::search_key,
};
use fhir::read::document::Document;
use store::{Who, received::Received};

/// How every row of the document stands.
pub(super) fn states(
    session: &Session,
    received: &Received,
    document: &Document,
) -> Result<Vec<ReceivedRowState>, Error> {
    let names = staff_names(session)?;
    let (taken, core6) = session.store().read(|r| {
        let core6 = received.patient.map(|patient| r.core6(patient)).transpose()?;
        Ok((r.received_taken(received.id)?, core6.unwrap_or_default().live()))
    })?;
    let bodies = bodies(&core6);
    let rows = document.items.iter().enumerate().filter_map(|(item, one)| Some((item, one.row.as_ref()?)));
    Ok(rows
        .map(|(item, row)| {
            let lives = |entry: EntryId| bodies.iter().any(|(id, _)| *id == entry);
            let here = taken.iter().rev().find(|one| one.item == small_u32(item) && lives(one.entry));
            let taken = here.map(|one| {
                let staff = match one.by {
                    Who::Staff(id) => names.get(&id).cloned().unwrap_or_default(),
                    Who::Program => String::new(),
                };
                format!("{staff}（{}）", date::wareki(in_japan(one.at).date()))
            });
            ReceivedRowState {
                item: small(item),
                taken: taken.unwrap_or_default(),
                known: bodies.iter().any(|(_, body)| same(body, &row.body)),
            }
        })
        .collect())
}

fn small_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Every row of a chart.
pub(crate) fn bodies(core6: &Core6) -> Vec<(EntryId, Body)> {
    fn all<T: Clone>(rows: &[Entry<T>], body: fn(T) -> Body) -> impl Iterator<Item = (EntryId, Body)> + '_ {
        rows.iter().map(move |entry| (entry.id, body(entry.body.clone())))
    }
    all(&core6.conditions, Body::Condition)
        .chain(all(&core6.allergies, Body::Allergy))
        .chain(all(&core6.infections, Body::Infection))
        .chain(all(&core6.lab_results, Body::LabResult))
        .chain(all(&core6.prescriptions, Body::Prescription))
        .collect()
}

/// Whether two rows say the same thing: by name in any writing or by a common code, and, for what happens on a day,
/// on the same day.
pub(crate) fn same(one: &Body, other: &Body) -> bool {
    let alike = |a: &str, b: &str| search_key(a) == search_key(b);
    let common = |a: &[Code], b: &[Code]| {
        a.iter().any(|code| b.iter().any(|other| code.system == other.system && code.code == other.code))
    };
    match (one, other) {
        (Body::Condition(a), Body::Condition(b)) => {
            alike(&a.full_name(), &b.full_name()) && a.suspected == b.suspected
        }
        (Body::Allergy(a), Body::Allergy(b)) => {
            a.kind() == b.kind() && (alike(&a.text, &b.text) || common(&a.codes, &b.codes))
        }
        (Body::Infection(a), Body::Infection(b)) => {
            (alike(&a.text, &b.text) || common(&a.codes, &b.codes))
                && a.sampled.map(|at| at.day()) == b.sampled.map(|at| at.day())
        }
        (Body::LabResult(a), Body::LabResult(b)) => {
            (alike(&a.text, &b.text) || common(&a.codes, &b.codes))
                && a.sampled.map(|at| at.day()) == b.sampled.map(|at| at.day())
                && a.value == b.value
        }
        (Body::Prescription(a), Body::Prescription(b)) => {
            (alike(&a.text, &b.text) || common(&a.codes, &b.codes)) && a.prescribed_on == b.prescribed_on
        }
        _ => false,
    }
}

/// Takes rows over into the chart of the patient whom the document is about, as 他院 and waiting for a doctor to
/// confirm them; one write for all of them. A row marked as wrong is never taken over.
pub(super) fn take(
    session: &Session,
    received: &Received,
    document: &Document,
    items: &[i32],
) -> Result<ReceivedTaken, Error> {
    let Some(patient) = received.patient else {
        return Err(Error::rejected(vec![Finding::new(&rule::READ_NOT_ATTACHED, "patient_id")]));
    };
    let origin = origin(received);
    let mut entries: Vec<(u32, Entry<Body>)> = Vec::new();
    for item in items {
        let place = u32::try_from(*item).map_err(|_| Error::not_found())?;
        let row = document.items.get(place as usize).and_then(|item| item.row.as_deref());
        let row = row.ok_or_else(Error::not_found)?;
        if row.void {
            return Err(Error::rejected(vec![Finding::new(&rule::READ_ROW_VOID, format!("items[{item}]"))]));
        }
        if entries.iter().any(|(known, _)| *known == place) {
            continue;
        }
        let mut body = row.body.clone();
        let note = match &mut body {
            Body::Condition(body) => &mut body.note,
            Body::Allergy(body) => &mut body.note,
            Body::Infection(body) => &mut body.note,
            Body::LabResult(body) => &mut body.note,
            Body::Prescription(body) => &mut body.note,
        };
        *note = if note.is_empty() { origin.clone() } else { format!("{note}\n{origin}") };
        entries.push((
            place,
            Entry {
                id: EntryId::new(session.clock()),
                patient,
                version: 0,
                recorded_at: session.clock().now(),
                provenance: Provenance { source: Source::Other, confirmed: None, last_checked: None },
                retracted_at: None,
                body,
            },
        ));
    }
    let audit = super::audit(session, "received_take", received).detail(entries.len().to_string());
    session.store().write(&audit, |w| {
        for (place, entry) in &entries {
            chart::keep(w, entry)?;
            w.received_take(received.id, *place, entry.id)?;
        }
        Ok(())
    })?;
    let entries = entries.iter().map(|(_, entry)| EntryRef {
        id: entry.id.to_string(),
        version: 1,
        kind: entry.body.kind(),
    });
    Ok(ReceivedTaken { entries: entries.collect() })
}

/// Where a row came from, in words: `架空総合病院の退院時サマリー（令和8年11月21日）より`.
fn origin(received: &Received) -> String {
    let summary = &received.summary;
    let from = if summary.sender.is_empty() { String::new() } else { format!("{}の", summary.sender) };
    let dated = summary.dated.map(|day| format!("（{}）", date::wareki(day))).unwrap_or_default();
    format!("{from}{}{dated}より", summary.kind.label())
}
