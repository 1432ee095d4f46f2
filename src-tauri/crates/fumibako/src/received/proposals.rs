//! Whom a received document may be about. A person decides; nothing is attached by itself.

use crate::{Error, Session, api::received::ReceivedProposal, patients};
use domain::{
    matching::{Card, same_card},
    patient::{Insurance, NameParts, Patient},
    text::search_key,
};
use fhir::read::document::{Document, Person};
use std::collections::BTreeMap;

/// How many patients are proposed at most.
const MOST: usize = 5;

/// Patients with the same name, birth date, insurance or 患者番号, the most alike first.
pub(super) fn of(session: &Session, document: &Document) -> Result<Vec<ReceivedProposal>, Error> {
    let Some(person) = &document.patient else { return Ok(Vec::new()) };
    let today = session.clock().today();
    let (own, found) = session.store().read(|r| {
        let own = r.institution()?.map(|one| one.code.as_str().to_owned()).unwrap_or_default();
        let mut found = r.patients_similar(&person.kana, None)?;
        for name in [person.name.joined(""), person.kana.joined("")] {
            if !name.is_empty() {
                found.extend(r.patients_find(&name, today, 20)?);
            }
        }
        if let Some(day) = person.birth_date {
            found.extend(r.patients_find(&day.to_string(), today, 50)?);
        }
        for (institution, number) in &person.chart_numbers {
            if *institution == own {
                found.extend(r.patient_by_chart_number(number)?);
            }
        }
        Ok((own, found))
    })?;
    let mut alike: BTreeMap<_, Patient> = BTreeMap::new();
    for patient in found.into_iter().filter(|patient| patient.merged_into.is_none()) {
        alike.entry(patient.id).or_insert(patient);
    }
    let mut proposals: Vec<(u8, ReceivedProposal)> = Vec::new();
    for patient in alike.values() {
        let name = same_name(&person.name, &patient.name) || same_name(&person.kana, &patient.kana);
        let birth_date = person.birth_date == Some(patient.birth_date);
        let insurance = same_insurance(person, patient.insurance.as_ref());
        let numbers = &person.chart_numbers;
        let chart_number =
            numbers.iter().any(|(place, number)| *place == own && *number == patient.chart_number);
        let weight = 2 * u8::from(name)
            + 2 * u8::from(birth_date)
            + 3 * u8::from(insurance)
            + 3 * u8::from(chart_number);
        // Another person's birthday alone proposes nobody.
        if weight > 2 || name {
            let patient = patients::shown(session, patient)?;
            proposals.push((weight, ReceivedProposal { patient, name, birth_date, insurance, chart_number }));
        }
    }
    proposals.sort_by(|(a, _), (b, _)| b.cmp(a));
    Ok(proposals.into_iter().take(MOST).map(|(_, proposal)| proposal).collect())
}

fn same_name(one: &NameParts, other: &NameParts) -> bool {
    let key = |name: &NameParts| search_key(&name.joined(""));
    !key(one).is_empty() && key(one) == key(other)
}

/// The same 保険者番号, 記号 and 番号, whatever the width; 枝番 only where both have one.
fn same_insurance(person: &Person, other: Option<&Insurance>) -> bool {
    let Some((one, other)) = person.insurance.as_ref().zip(other) else { return false };
    let card = Card {
        insurer_number: one.insurer_number.clone(),
        symbol: one.symbol.clone(),
        number: one.number.clone(),
        ..Card::default()
    };
    let branch = |insurance: &Insurance| match &insurance.branch {
        domain::patient::Branch::Number(number) => Some(number.clone()),
        _ => None,
    };
    let branches = match (branch(one), branch(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    same_card(&card, other) && branches
}
