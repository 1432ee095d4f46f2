//! From a subject to the request that is posted: built from the records as they are at that moment.

use super::{Subject, letters};
use crate::Error;
use domain::{
    document::DocumentKind,
    id::{OutboxId, PatientId},
    institution::InstitutionCode,
    outbox::{OutboxAction, ReadConsent},
    patient::Patient,
};
use jiff::civil::Date;
use store::{
    Store,
    outbox::{OutboxItem, OutboxSubject},
    transmission::{SentKey, Transmission},
};
use terminal::{
    MessageKey, Request,
    message::{
        Insured, attachment_get, bulk_check_download, bulk_check_upload, care_plan_cancel, care_plan_change,
        care_plan_register, checkup, core6_cancel, core6_register, core6_view, document_cancel,
        document_change, document_get, document_list, document_register, document_status, drug_history,
        eligibility_check, master_files, reference_number, service_use, unaddressed,
    },
};

/// Why a request cannot be built any more.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotBuilt {
    /// What it is about is gone, or has no insurance any more.
    #[error("what it is about is not there any more")]
    Gone,
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Our fault.
    #[error("{0}")]
    Core(#[from] Error),
}

/// Which message carries an item: that of its kind of document.
pub(crate) fn message_of(subject: &Subject, kind: Option<DocumentKind>) -> MessageKey {
    match (subject, kind) {
        (Subject::DocumentRegister { .. }, Some(DocumentKind::CarePlanSummary)) => {
            MessageKey::CarePlanRegister
        }
        (Subject::DocumentChange { .. }, Some(DocumentKind::CarePlanSummary)) => MessageKey::CarePlanChange,
        (Subject::DocumentCancel { .. }, Some(DocumentKind::CarePlanSummary)) => MessageKey::CarePlanCancel,
        _ => subject.message(),
    }
}

/// Builds it. `today` is the day in Japan.
pub(crate) fn build(store: &Store, subject: &Subject, today: Date) -> Result<Request, NotBuilt> {
    Ok(match subject {
        Subject::EligibilityCheck { patient, limits } => {
            let patient = known(store, *patient)?;
            let search = eligibility_check::Search {
                insured: insured(&patient)?,
                limit_consent: *limits,
                person_identifier: None,
            };
            eligibility_check::Request { confirmation_date: today, search }.into()
        }
        Subject::EligibilityKey { insurer_number, symbol, number, branch, birth_date, limits } => {
            let insured = Insured {
                insurer_number: insurer_number.clone(),
                symbol: symbol.clone(),
                number: number.clone(),
                branch: (!branch.is_empty()).then(|| branch.clone()),
                birth_date: Some(*birth_date),
            };
            let search =
                eligibility_check::Search { insured, limit_consent: *limits, person_identifier: None };
            eligibility_check::Request { confirmation_date: today, search }.into()
        }
        Subject::ReferenceNumber { patient, eligibility } => {
            let patient = known(store, *patient)?;
            let told = store.read(|r| r.eligibility(*eligibility))?.ok_or(NotBuilt::Gone)?.told;
            let insured = Insured {
                insurer_number: told.insurer_number,
                symbol: told.card_symbol,
                number: told.card_number,
                branch: told.branch,
                birth_date: told.birth_date,
            };
            reference_number::Request { reference_number: patient.chart_number, insured }.into()
        }
        Subject::BulkUpload { patients, day } => {
            let mut people = Vec::new();
            for id in patients {
                let patient = known(store, *id)?;
                people.push(eligibility_check::Search {
                    insured: insured(&patient)?,
                    limit_consent: false,
                    person_identifier: Some(id.simple()),
                });
            }
            bulk_check_upload::Request { confirmation_date: *day, people }.into()
        }
        Subject::BulkDownload { reception_number, .. } => {
            bulk_check_download::Request { reception_number: reception_number.clone() }.into()
        }
        Subject::DocumentRegister { outbox } => {
            let (item, sent) = item(store, *outbox)?;
            register(store, &item, &sent, None)?
        }
        Subject::DocumentChange { outbox, replaces } => {
            let (item, sent) = item(store, *outbox)?;
            register(store, &item, &sent, Some(replaces))?
        }
        Subject::DocumentCancel { outbox } => {
            let (item, sent) = item(store, *outbox)?;
            let cancel = document_cancel::Request {
                insured: key(&sent.key),
                document_identifier: sent.identifier.clone(),
            };
            match kind(store, &item)? {
                DocumentKind::CarePlanSummary => care_plan_cancel::Request(cancel).into(),
                _ => cancel.into(),
            }
        }
        Subject::DocumentStatus { outbox } => {
            let (_, sent) = item(store, *outbox)?;
            document_status::Request { insured: key(&sent.key), document_identifier: sent.identifier.clone() }
                .into()
        }
        Subject::Core6Register { outbox } => {
            let (item, sent) = item(store, *outbox)?;
            let bundle = store.read(|r| r.transmission_bytes(item.id, sent.place))?.ok_or(NotBuilt::Gone)?;
            core6_register::Request {
                insured: key(&sent.key),
                bundle_identifier: sent.identifier.clone(),
                bundle,
            }
            .into()
        }
        Subject::Core6Cancel { outbox } => {
            let (_, sent) = item(store, *outbox)?;
            core6_cancel::Request { insured: key(&sent.key), bundle_identifier: sent.identifier.clone() }
                .into()
        }
        Subject::DrugHistory { patient, from, to, paper, with_care } => drug_history::Request {
            insured: of_the_day(store, *patient, today)?,
            from: *from,
            to: *to,
            form: drug_history::Form { paper: *paper, with_care: *with_care },
            with_prescriptions: true,
            setting: drug_history::Setting::Outpatient,
        }
        .into(),
        Subject::Checkup { patient, paper } => checkup::Request {
            insured: of_the_day(store, *patient, today)?,
            paper: *paper,
            setting: drug_history::Setting::Outpatient,
        }
        .into(),
        Subject::Core6View { patient, from, to } => core6_view::Request {
            insured: of_the_day(store, *patient, today)?,
            from: *from,
            to: *to,
            setting: drug_history::Setting::Outpatient,
        }
        .into(),
        Subject::DocumentList { from, to } => document_list::Request { from: *from, to: *to }.into(),
        Subject::DocumentGet { identifier } => {
            document_get::Request { document_identifier: identifier.clone() }.into()
        }
        Subject::AttachmentGet { attachment, .. } => {
            attachment_get::Request { attachment_identifier: attachment.clone() }.into()
        }
        Subject::ServiceUse { code, name, prefecture } => service_use_request(code, name, prefecture).into(),
        Subject::MasterFiles { kind } => {
            master_files::Request { kind: (!kind.is_empty()).then(|| kind.clone()) }.into()
        }
    })
}

fn service_use_request(code: &str, name: &str, prefecture: &str) -> service_use::Request {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    service_use::Request { prefecture: some(prefecture), name: some(name), institution: some(code) }
}

/// The record that stands for the patient now.
fn known(store: &Store, patient: PatientId) -> Result<Patient, NotBuilt> {
    store.read(|r| r.patient_current(patient))?.ok_or(NotBuilt::Gone)
}

fn insured(patient: &Patient) -> Result<Insured, NotBuilt> {
    let insurance = patient.insurance.as_ref().ok_or(NotBuilt::Gone)?;
    Ok(Insured::of(insurance, patient.birth_date))
}

/// By the day's own answer where there is one (照会 rests on today's card), else by the record.
fn of_the_day(store: &Store, patient: PatientId, today: Date) -> Result<Insured, NotBuilt> {
    let patient = known(store, patient)?;
    match letters::newest_of_day(store, patient.id, today)? {
        Some(told) => Ok(Insured {
            insurer_number: told.insurer_number,
            symbol: told.card_symbol,
            number: told.card_number,
            branch: told.branch,
            birth_date: told.birth_date.or(Some(patient.birth_date)),
        }),
        None => insured(&patient),
    }
}

fn item(store: &Store, id: OutboxId) -> Result<(OutboxItem, Transmission), NotBuilt> {
    store
        .read(|r| Ok((r.outbox_item(id)?, r.transmissions(id)?.pop())))
        .map_err(NotBuilt::from)
        .and_then(|(item, sent)| item.zip(sent).ok_or(NotBuilt::Gone))
}

fn kind(store: &Store, item: &OutboxItem) -> Result<DocumentKind, NotBuilt> {
    let OutboxSubject::Document { document, .. } = item.subject else { return Err(NotBuilt::Gone) };
    Ok(store.read(|r| r.document(document))?.ok_or(NotBuilt::Gone)?.kind)
}

fn register(
    store: &Store,
    item: &OutboxItem,
    sent: &Transmission,
    replaces: Option<&str>,
) -> Result<Request, NotBuilt> {
    debug_assert_eq!(item.action, OutboxAction::Register);
    let OutboxSubject::Document { document, number } = item.subject else { return Err(NotBuilt::Gone) };
    let (kind, version, bytes) = store.read(|r| {
        Ok((
            r.document(document)?,
            r.document_version(document, number)?,
            r.transmission_bytes(item.id, sent.place)?,
        ))
    })?;
    let kind = kind.ok_or(NotBuilt::Gone)?.kind;
    let receiver = version.ok_or(NotBuilt::Gone)?.summary.receiver_code;
    let bytes = bytes.ok_or(NotBuilt::Gone)?;
    let document_type = letters::document_type(&bytes).ok_or(NotBuilt::Gone)?;
    Ok(match kind {
        DocumentKind::CarePlanSummary => {
            let new = unaddressed::Document {
                insured: key(&sent.key),
                document_type,
                document_identifier: sent.identifier.clone(),
                document: bytes,
            };
            match replaces {
                Some(old) => care_plan_change::Request { replaces: old.to_owned(), new }.into(),
                None => care_plan_register::Request(new).into(),
            }
        }
        _ => {
            let new = document_register::Request {
                insured: key(&sent.key),
                document_type,
                document_identifier: sent.identifier.clone(),
                destination: receiver.as_ref().map(InstitutionCode::as_str).map(str::to_owned),
                read_consent: item.consent == ReadConsent::Oral,
                document: bytes,
            };
            match replaces {
                Some(old) => document_change::Request { replaces: old.to_owned(), new }.into(),
                None => new.into(),
            }
        }
    })
}

fn key(sent: &SentKey) -> Insured {
    Insured {
        insurer_number: sent.insurer_number.clone(),
        symbol: sent.card_symbol.clone(),
        number: sent.card_number.clone(),
        branch: sent.branch.clone(),
        birth_date: Some(sent.birth_date),
    }
}
