//! What a person asks of the terminal at reception.

use super::deeds::known;
use crate::{
    Error, Session,
    api::{
        Nothing,
        common::ById,
        reception::{BulkAsk, EligibilityKey},
    },
    input, patients,
    terminal::{Subject, ask},
};
use domain::{
    date,
    finding::{Finding, any_error},
    id::PatientId,
    patient::{Branch, TypedInsurance, read_insurance},
    rule,
};

/// Asks whether a patient's insurance is valid today.
pub fn ask_eligibility(session: &Session, which: ById) -> Result<Nothing, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &which.id)?)?;
    if patient.insurance.is_none() {
        return Err(Error::rejected(vec![Finding::new(
            &rule::ELIGIBILITY_NO_INSURANCE,
            "patient.insurance",
        )]));
    }
    ask(session, &Subject::EligibilityCheck { patient: patient.id, limits: false }, "eligibility_ask")
}

/// Asks about an insurance that was read off a paper.
pub fn ask_key(session: &Session, typed: EligibilityKey) -> Result<Nothing, Error> {
    let (insurance, mut findings) = read_insurance(TypedInsurance {
        insurer_number: &typed.insurer_number,
        symbol: &typed.symbol,
        number: &typed.number,
        branch: &typed.branch,
        no_branch: typed.branch.trim().is_empty(),
    });
    let birth_date = match (typed.birth_date.trim(), date::read(&typed.birth_date, session.clock().today())) {
        ("", _) => {
            findings.push(Finding::new(&rule::BIRTH_DATE_MISSING, "birth_date"));
            None
        }
        (_, Ok(day)) => Some(day),
        (_, Err(fault)) => {
            findings.push(fault.finding("birth_date"));
            None
        }
    };
    if insurance.is_none() {
        findings.push(Finding::new(&rule::INSURER_NUMBER_FORM, "insurer_number"));
    }
    let (Some(insurance), Some(birth_date), false) = (insurance, birth_date, any_error(&findings)) else {
        return Err(Error::rejected(findings));
    };
    let subject = Subject::EligibilityKey {
        insurer_number: insurance.insurer_number,
        symbol: insurance.symbol,
        number: insurance.number,
        branch: match insurance.branch {
            Branch::Number(digits) => digits,
            Branch::NonePrinted | Branch::Unchecked => String::new(),
        },
        birth_date,
        limits: typed.limits,
    };
    ask(session, &subject, "eligibility_ask_key")
}

/// Registers the 患者番号 with the insurers, so that the next card tells it.
pub fn ask_reference_number(session: &Session, which: ById) -> Result<Nothing, Error> {
    let row = known(session, &which.id)?;
    let Some(matched) = row.matched else { return Err(Error::stale()) };
    let patient = patients::patient(session, matched.patient)?;
    ask(
        session,
        &Subject::ReferenceNumber { patient: patient.id, eligibility: row.id },
        "reference_number_ask",
    )
}

/// Asks about the insurances of several patients for the day on which they are to come.
pub fn ask_bulk(session: &Session, bulk: BulkAsk) -> Result<Nothing, Error> {
    let today = session.clock().today();
    let day = match date::read(&bulk.day, today) {
        Ok(day) if day >= today => day,
        Ok(_) => return Err(Error::rejected(vec![Finding::new(&rule::BULK_DAY_PAST, "day")])),
        Err(fault) => return Err(Error::rejected(vec![fault.finding("day")])),
    };
    let mut patients = Vec::new();
    let mut findings = Vec::new();
    for (place, id) in bulk.patients.iter().enumerate() {
        let patient = patients::patient(session, input::id(PatientId::parse, id)?)?;
        if patient.insurance.is_none() {
            findings.push(Finding::new(&rule::ELIGIBILITY_NO_INSURANCE, format!("patients[{place}]")));
        } else if !patients.contains(&patient.id) {
            patients.push(patient.id);
        }
    }
    if patients.is_empty() && findings.is_empty() {
        return Err(Error::not_found());
    }
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    ask(session, &Subject::BulkUpload { patients, day }, "bulk_ask")
}
