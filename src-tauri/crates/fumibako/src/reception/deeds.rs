//! What a person says of an answer: who it is, what of it is taken over, that it is done with.

use super::arrived::person_of;
use crate::{
    Error, Session,
    api::{
        Nothing,
        common::ById,
        patients::{InsuranceForm, PatientForm, PatientSave, PatientSaved, PublicPayerForm},
        reception::{ReceptionAdopt, ReceptionAdopted, ReceptionDismiss, ReceptionMatch, ReceptionRegister},
    },
    input, patients,
};
use domain::{
    date,
    eligibility::{EligibilitySource, MatchedBy},
    finding::Finding,
    id::{EligibilityId, PatientId},
    matching::{self, CARD_FIELDS, Card, PAYERS_FIELD},
    patient::Branch,
    rule,
    text::katakana,
};
use store::eligibility::Eligibility;

/// An answer by its id.
pub(super) fn known(session: &Session, id: &str) -> Result<Eligibility, Error> {
    let id = input::id(EligibilityId::parse, id)?;
    session.store().read(|r| r.eligibility(id))?.ok_or_else(Error::not_found)
}

/// The records of the same answer about the same person (医療保険 beside 医療扶助), itself first. A list tells of many
/// people: there every record stands for itself.
fn of_same_person(session: &Session, row: &Eligibility) -> Result<Vec<Eligibility>, Error> {
    let mut rows = vec![row.clone()];
    if matches!(row.told.source, EligibilitySource::Face | EligibilitySource::Check) {
        let others = session.store().read(|r| r.eligibility_of_inbox(row.inbox))?;
        rows.extend(others.into_iter().filter(|other| {
            other.id != row.id
                && other.told.birth_date == row.told.birth_date
                && matching::same_name(&other.told.name, &row.told.name)
                && other.matched.map(|matched| matched.patient) == row.matched.map(|matched| matched.patient)
        }));
    }
    Ok(rows)
}

/// The form that registers whoever was told about; a name that the insurers cannot write is left to the person.
pub fn form_of(session: &Session, which: ById) -> Result<PatientForm, Error> {
    form(session, &known(session, &which.id)?)
}

fn form(session: &Session, row: &Eligibility) -> Result<PatientForm, Error> {
    let person = person_of(&row.told);
    let blank = |text: &str| {
        text.split(['\u{3000}', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let name = if person.name.contains(matching::MARK) { String::new() } else { blank(&person.name) };
    let cards: Vec<Card> =
        of_same_person(session, row)?.iter().map(|row| person_of(&row.told).card).collect();
    let insurance = cards.iter().find_map(matching::insurance_of);
    let payer = cards.iter().find(|card| card.assistance).map(payer_form);
    Ok(PatientForm {
        chart_number: session.store().read(|r| r.chart_number_next())?,
        name,
        kana: blank(&katakana(&person.kana)),
        birth_date: person.birth_date.map(date::wareki).unwrap_or_default(),
        sex: row.told.sex,
        postal_code: person.postal_code.chars().filter(char::is_ascii_digit).collect(),
        address: person.address.trim().to_owned(),
        phone: String::new(),
        occupation: String::new(),
        insurance: insurance.map(|insurance| insurance_form(&insurance)).unwrap_or_default(),
        public_payers: payer.into_iter().collect(),
    })
}

fn payer_form(card: &Card) -> PublicPayerForm {
    PublicPayerForm { payer_number: card.insurer_number.clone(), recipient_number: card.number.clone() }
}

fn insurance_form(insurance: &domain::patient::Insurance) -> InsuranceForm {
    let (branch, no_branch) = match &insurance.branch {
        Branch::Number(digits) => (digits.clone(), false),
        Branch::NonePrinted => (String::new(), true),
        Branch::Unchecked => (String::new(), false),
    };
    InsuranceForm {
        insurer_number: insurance.insurer_number.clone(),
        symbol: insurance.symbol.clone(),
        number: insurance.number.clone(),
        branch,
        no_branch,
    }
}

/// Makes a patient of an answer, and says that it is theirs, in one write.
pub fn register(session: &Session, register: ReceptionRegister) -> Result<PatientSaved, Error> {
    let row = known(session, &register.eligibility_id)?;
    if row.matched.is_some() {
        return Err(Error::stale());
    }
    let form = match register.form {
        Some(form) => form,
        None => form(session, &row)?,
    };
    if form.name.contains(matching::MARK) {
        return Err(Error::rejected(vec![Finding::new(&rule::NAME_UNREADABLE_MARK, "name")]));
    }
    let rows = of_same_person(session, &row)?;
    let save = PatientSave { id: None, version: 0, form };
    patients::save_and(session, "reception_register", save, |w, patient| {
        rows.iter().try_for_each(|row| w.eligibility_match(row.id, patient, MatchedBy::Registered))
    })
}

/// Says whose an answer is.
pub fn is_somebody(session: &Session, says: ReceptionMatch) -> Result<Nothing, Error> {
    let row = known(session, &says.eligibility_id)?;
    let patient = patients::patient(session, input::id(PatientId::parse, &says.patient_id)?)?;
    let rows = of_same_person(session, &row)?;
    let audit = session.audit("reception_match").patient(patient.id);
    session.store().write(&audit, |w| {
        rows.iter().try_for_each(|row| w.eligibility_match(row.id, patient.id, MatchedBy::Person))?;
        w.outbox_look_again(patient.id)
    })?;
    Ok(Nothing {})
}

/// Says that it is not known whose an answer is.
pub fn release(session: &Session, which: ById) -> Result<Nothing, Error> {
    let row = known(session, &which.id)?;
    let Some(matched) = row.matched else { return Err(Error::stale()) };
    let audit = session.audit("reception_unmatch").patient(matched.patient);
    let rows = of_same_person(session, &row)?;
    session.store().write(&audit, |w| rows.iter().try_for_each(|row| w.eligibility_unmatch(row.id)))?;
    Ok(Nothing {})
}

/// Puts an answer away from the list of the day, or back.
pub fn dismiss(session: &Session, dismiss: ReceptionDismiss) -> Result<Nothing, Error> {
    let row = known(session, &dismiss.eligibility_id)?;
    let audit = session.audit("reception_dismiss");
    session.store().write(&audit, |w| w.eligibility_dismiss(row.id, dismiss.dismissed))?;
    Ok(Nothing {})
}

/// Takes told values over into the record of whoever the answer is about. A card is taken over whole: its parts
/// belong together.
pub fn adopt(session: &Session, adopt: ReceptionAdopt) -> Result<ReceptionAdopted, Error> {
    let row = known(session, &adopt.eligibility_id)?;
    let Some(matched) = row.matched else { return Err(Error::stale()) };
    let patient = patients::patient(session, matched.patient)?;
    let person = person_of(&row.told);
    let differences = matching::differences(&person, &patient);
    let before = patients::form(&patient);
    let mut form = before.clone();
    for field in &adopt.fields {
        let difference =
            differences.iter().find(|difference| difference.field == field).ok_or_else(Error::stale)?;
        if let Some(rule) = difference.refused {
            return Err(Error::rejected(vec![Finding::new(rule, difference.field)]));
        }
        match difference.field {
            "name" => form.name = difference.told.clone(),
            "kana" => form.kana = difference.told.clone(),
            "birth_date" => form.birth_date = difference.told.clone(),
            "sex" => form.sex = row.told.sex,
            "postal_code" => form.postal_code = difference.told.clone(),
            "address" => form.address = difference.told.clone(),
            PAYERS_FIELD => form.public_payers.push(payer_form(&person.card)),
            card if CARD_FIELDS.contains(&card) => {
                let insurance = matching::insurance_of(&person.card).ok_or_else(Error::stale)?;
                form.insurance = insurance_form(&insurance);
            }
            _ => return Err(Error::bug("a difference without a field")),
        }
    }
    let save = PatientSave { id: Some(patient.id.to_string()), version: input::small(patient.version), form };
    let saved =
        patients::save_and(session, "reception_adopt", save, |w, patient| w.outbox_look_again(patient))?;
    Ok(ReceptionAdopted { patient: saved.patient, before })
}
