//! One module per profile that we write: the resource as serde sees it, and how it is made of the clinic's
//! words. A builder that gives `None` means that the row lacks a code which its profile demands: the row then
//! stands as text.

pub mod allergy_intolerance;
pub mod care_plan;
pub mod care_plan_summary;
pub mod composition;
pub mod condition;
pub mod document_reference;
pub mod encounter;
pub mod family_member_history;
pub mod medication_request;
pub mod observation;
pub mod organization;
pub mod patient;
pub mod practitioner;
pub mod raw;

use serde::Serialize;

/// Any resource of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names are those of FHIR")]
pub enum Resource {
    AllergyIntolerance(Box<allergy_intolerance::AllergyIntolerance>),
    CarePlan(Box<care_plan::CarePlan>),
    Composition(Box<composition::Composition>),
    Condition(Box<condition::Condition>),
    DocumentReference(Box<document_reference::DocumentReference>),
    Encounter(Box<encounter::Encounter>),
    FamilyMemberHistory(Box<family_member_history::FamilyMemberHistory>),
    MedicationRequest(Box<medication_request::MedicationRequest>),
    Observation(Box<observation::Observation>),
    Organization(Box<organization::Organization>),
    Patient(Box<patient::Patient>),
    Practitioner(Box<practitioner::Practitioner>),
    Raw(raw::Raw),
}

/// A resource inside another one. It carries an `id` and is referred to by `#id`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names are those of FHIR")]
pub enum Contained {
    Encounter(Box<encounter::Encounter>),
    Practitioner(Box<practitioner::Practitioner>),
}
