//! From the letter to its document bundle (`JP_Bundle_eReferral`, JP-CLINS §4).
//!
//! Every row of the letter is in the bundle exactly once per section: as a coded entry where it may leave the
//! clinic as one and has the codes that its profile demands, else as a line of the section's text, with its
//! source. No text of the letter is left out.

mod absence;
mod lines;
mod rows;
mod sections;

pub use crate::service::Options;

use self::{rows::Builder, sections::Ends};
use super::{
    content::Letter,
    resolve::{bundle_obstacles, may_have_bundle},
};
use crate::service;
use domain::{finding::Finding, institution::Doctor, rule};
use fhir::{
    bundle::{Bundle, full_url},
    context::Context,
    element::{Reference, Text},
    identifier,
    profile::Guide,
    resource::{
        Resource,
        composition::{Composition, Head},
        organization::{Organization, Place},
        patient::{Patient, national_number},
        practitioner::Practitioner,
    },
    text::Cleaner,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The bundle's bytes (JSON, UTF-8), and what there is to say about it.
///
/// `None` where [`bundle_obstacles`] leaves no room for a bundle, where the letter has no doctor yet, or where the
/// bundle is larger than one transmission; the findings, which begin with the obstacles, say which. `made_at` is
/// the time stamped on every resource, `ids` gives a new random UUID at each call.
pub fn compose(
    letter: &Letter,
    made_at: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
    options: &Options,
) -> (Option<Vec<u8>>, Vec<Finding>) {
    let mut findings = bundle_obstacles(letter, options.guide);
    if !may_have_bundle(&findings) {
        return (None, findings);
    }
    let Some(doctor) = &letter.doctor else {
        findings.push(Finding::new(&rule::LETTER_DOCTOR_MISSING, "doctor_id"));
        return (None, findings);
    };
    let Ok(guide) = options.guide.guide() else {
        findings.push(Finding::new(&rule::BUNDLE_NOT_MADE, ""));
        return (None, findings);
    };
    let bundle = bundle(letter, doctor, guide, made_at, ids, options, &mut findings);
    match service::bytes(bundle, guide) {
        Ok(bytes) => (Some(bytes), findings),
        Err(finding) => {
            findings.push(finding);
            (None, findings)
        }
    }
}

fn bundle(
    letter: &Letter,
    doctor: &Doctor,
    guide: &'static Guide,
    made_at: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Result<Bundle, Finding> {
    let missing = |rule, path: &str| Finding::new(rule, path);
    let receiver_code = letter.addressee.code.as_ref();
    let receiver_code =
        receiver_code.ok_or_else(|| missing(&rule::BUNDLE_NO_RECEIVER_CODE, "receiver.code"))?;
    let number = national_number(guide, &letter.patient, letter.payment)
        .ok_or_else(|| missing(&rule::BUNDLE_NO_INSURANCE, "patient.insurance"))?;
    if number.widened {
        findings.push(Finding::new(&rule::BUNDLE_SYMBOL_MIXED, "patient.insurance.symbol"));
    }
    let files_missing = letter.attachments.iter().any(|file| file.bytes.is_none());
    if files_missing || (letter.own_pages && letter.pages.is_none()) {
        return Err(missing(&rule::BUNDLE_NOT_MADE, "attachments"));
    }
    let (head_url, patient_url) = (full_url(ids), full_url(ids));
    let institution = &letter.institution;
    let context = Context {
        guide,
        stamp: options.stamp_versions,
        made_at,
        institution,
        doctor,
        patient: patient_url.clone(),
        cleaner: Cleaner::default(),
    };
    let patient = Patient::new(&context, &letter.patient, number.identifier)
        .ok_or_else(|| missing(&rule::BUNDLE_NO_ADDRESS, "patient.address"))?;
    let sender =
        Organization::own(&context).ok_or_else(|| missing(&rule::LETTER_SENDER_INCOMPLETE, "institution"))?;
    let addressee = &letter.addressee;
    let receiver = Organization::new(
        &context,
        &Place {
            code: receiver_code,
            name: &addressee.name,
            department: &addressee.department,
            postal_code: &addressee.postal_code,
            address: &addressee.address,
            phone: &addressee.phone,
            fax: &addressee.fax,
        },
    )
    .ok_or_else(|| missing(&rule::LETTER_RECEIVER_MISSING, "receiver.name"))?;

    let mut builder = Builder::new(context, letter.style.civil_years, ids, findings);
    builder.place(patient_url, Resource::Patient(Box::new(patient)));
    let own = Practitioner::own(builder.context(), doctor);
    let doctor_url = builder.add(Resource::Practitioner(Box::new(own)));
    let organization = builder.add(Resource::Organization(Box::new(sender)));
    let department = builder.department(&doctor.department, &organization);
    let receiver = builder.add(Resource::Organization(Box::new(receiver)));
    let person = Practitioner::elsewhere(builder.context(), &addressee.doctor);
    let person = person.map(|person| builder.add(Resource::Practitioner(Box::new(person))));
    let to_department = builder.department(&addressee.department, &receiver);
    let ends = Ends {
        from: references([Some(organization.clone()), Some(doctor_url.clone()), department]),
        to: references([Some(receiver), person, to_department]),
    };
    let number = identifier::document_number(&institution.code, letter.document, made_at);
    let head = Head {
        number: number.clone(),
        version: letter.version,
        subtype: letter.subtype,
        issued: letter.date,
        doctor: doctor_url,
        organization,
    };
    let sections = sections::sections(&mut builder, letter, ends);
    let composition = Composition::referral(builder.context(), head, sections);
    Ok(builder.finish(head_url, composition, number))
}

/// References to what there is.
fn references<const N: usize>(urls: [Option<Text>; N]) -> Vec<Reference> {
    urls.into_iter().flatten().map(Reference::to).collect()
}
