//! 届いた文書: taking documents in, reading them, saying whom they are about, taking rows over into the chart.
//!
//! A file is kept before it is read; reading never fails ([`fhir::read`]). Nothing is attached or taken over without
//! a person, and rows of other institutions stay marked as such: they are never sent on as coded entries.

mod proposals;
pub(crate) mod rows;

use crate::{
    Error, Session, Wanted,
    api::{
        FindingShown,
        common::{ById, DateShown},
        letters::{LetterCreate, LetterIssued, LetterOpen, LetterSave, PagesShown},
        received::{
            ReceivedAttach, ReceivedBeside, ReceivedFile, ReceivedImport, ReceivedImported, ReceivedOne,
            ReceivedOpen, ReceivedPreview, ReceivedQuery, ReceivedRow, ReceivedSave, ReceivedTake,
            ReceivedTaken,
        },
    },
    chart::staff_names,
    input::{self, small},
    life, patients,
};
use documents::received::{
    paper,
    view::{ReceivedView, party, view},
};
use domain::{
    attachment::AttachmentKind,
    clock::in_japan,
    finding::{Finding, Severity},
    id::{DocumentId, PatientId},
    letter::LetterKind,
    received::FileOrigin,
    rule,
};
use fhir::read::{
    document::{Attachment, Document, Media},
    read,
};
use store::{
    Audit, Who, Write,
    received::{NewFile, Received, ReceivedSummary},
};

/// The files that are asked for.
const DOCUMENTS: Wanted = Wanted { name: "FHIR, PDF", endings: &["json", "pdf"] };
/// How many documents a list shows at most.
const LIST: u32 = 200;

pub fn list(session: &Session, query: ReceivedQuery) -> Result<Vec<ReceivedRow>, Error> {
    let found = session.store().read(|r| match query.patient_id.as_deref().map(PatientId::parse) {
        Some(Some(patient)) => r.received_of(patient),
        Some(None) => Ok(Vec::new()),
        None => r.received_find(&query.text, query.loose, LIST),
    })?;
    let wanted = domain::text::search_key(&query.text);
    let fits = |received: &Received| {
        let summary = &received.summary;
        let texts = [&summary.title, &summary.number, &summary.sender, &summary.person];
        wanted.is_empty() || texts.iter().any(|text| domain::text::search_key(text).contains(&wanted))
    };
    let found = found.iter().filter(|received| query.patient_id.is_none() || fits(received));
    found.map(|received| row(session, received)).collect()
}

fn row(session: &Session, received: &Received) -> Result<ReceivedRow, Error> {
    let names = staff_names(session)?;
    let summary = &received.summary;
    Ok(ReceivedRow {
        id: received.id.to_string(),
        version: small(received.version),
        kind: summary.kind,
        title: summary.title.clone(),
        dated: summary.dated.map(DateShown::day),
        sender: summary.sender.clone(),
        person: summary.person.clone(),
        number: summary.number.clone(),
        received: DateShown::instant(received.received_at),
        staff: match received.received_by {
            Who::Staff(id) => names.get(&id).cloned().unwrap_or_default(),
            Who::Program => String::new(),
        },
        patient: received.patient.map(|patient| patients::row(session, patient)).transpose()?,
    })
}

/// An audit entry about a received document.
fn audit(session: &Session, action: &'static str, received: &Received) -> Audit {
    let audit = session.audit(action).document(received.id);
    match received.patient {
        Some(patient) => audit.patient(patient),
        None => audit,
    }
}

fn by_id(session: &Session, id: &str) -> Result<Received, Error> {
    let id = input::id(DocumentId::parse, id)?;
    session.store().read(|r| r.received(id))?.ok_or_else(Error::not_found)
}

fn bytes_of(session: &Session, received: &Received) -> Result<Vec<u8>, Error> {
    session.store().read(|r| r.received_bytes(received.id))?.ok_or_else(Error::not_found)
}

/// A document that was stored, read anew.
fn document(session: &Session, received: &Received) -> Result<(Document, Vec<Finding>), Error> {
    Ok(read(&bytes_of(session, received)?))
}

pub fn import(session: &Session, import: ReceivedImport) -> Result<ReceivedImported, Error> {
    match input::file(session, import.bytes.as_deref(), DOCUMENTS, &rule::READ_NOT_JSON)? {
        Some(bytes) => import_all(session, &bytes),
        None => Ok(ReceivedImported { documents: Vec::new() }),
    }
}

/// Takes in the documents in a file: itself, or those that travel inside a PDF, which is kept beside them.
fn import_all(session: &Session, bytes: &[u8]) -> Result<ReceivedImported, Error> {
    let reject = |rule, args: Vec<String>| Error::rejected(vec![Finding::with(rule, "bytes", args)]);
    if bytes.len() > fhir::read::LARGEST {
        return Err(reject(&rule::READ_TOO_LARGE, vec![(fhir::read::LARGEST / 1_000_000).to_string()]));
    }
    if Media::of(bytes) != Media::Pdf {
        return Ok(ReceivedImported { documents: vec![take_in(session, bytes, None)?] });
    }
    let found = print::attachments(bytes).unwrap_or_default();
    let found = found.into_iter().filter(|one| Media::of(&one.bytes) == Media::Bundle);
    let around =
        NewFile { origin: FileOrigin::Around, name: "", media_type: AttachmentKind::Pdf.media_type(), bytes };
    let documents: Vec<ReceivedOne> =
        found.map(|one| take_in(session, &one.bytes, Some(around))).collect::<Result<_, _>>()?;
    if documents.is_empty() {
        return Err(reject(&rule::READ_PDF_WITHOUT_DOCUMENT, Vec::new()));
    }
    Ok(ReceivedImported { documents })
}

/// Keeps the bytes and what they came in, then reads them. What cannot be a document at all is turned away and not
/// kept.
fn take_in(session: &Session, bytes: &[u8], around: Option<NewFile<'_>>) -> Result<ReceivedOne, Error> {
    let keep = |w: &Write<'_>, id| around.map_or(Ok(()), |file| w.received_file_add(id, file).map(drop));
    if let Some(known) = session.store().read(|r| r.received_same(bytes))? {
        let (_, findings) = read(bytes);
        session.store().write(&audit(session, "received_again", &known), |w| keep(w, known.id))?;
        return Ok(ReceivedOne {
            row: row(session, &known)?,
            known: true,
            findings: FindingShown::all(&findings),
        });
    }
    if !bytes.iter().any(|byte| matches!(byte, b'{' | b'[')) {
        return Err(Error::rejected(vec![Finding::new(&rule::READ_NOT_JSON, "bytes")]));
    }
    let id = DocumentId::new(session.clock());
    session.store().write(&session.audit("received_import").document(id), |w| {
        w.received_add(id, bytes)?;
        keep(w, id)
    })?;
    let (document, findings) = read(bytes);
    let summary = summary(&document);
    session.store().write(&session.audit("received_read").document(id), |w| w.received_note(id, &summary))?;
    let received = by_id(session, &id.to_string())?;
    Ok(ReceivedOne { row: row(session, &received)?, known: false, findings: FindingShown::all(&findings) })
}

fn summary(document: &Document) -> ReceivedSummary {
    let shown = |text: &str| text.chars().take(200).collect::<String>();
    let person = document.patient.as_ref();
    let person = person.map(|person| format!("{} {}", person.name.joined(" "), person.kana.joined(" ")));
    ReceivedSummary {
        kind: document.kind,
        title: shown(if document.title.is_empty() { document.kind.label() } else { &document.title }),
        number: shown(&document.number),
        dated: document.issued.map(domain::core6::Moment::day),
        sender: shown(&party(&document.sender)),
        person: shown(person.unwrap_or_default().trim()),
    }
}

pub fn open(session: &Session, which: ById) -> Result<ReceivedOpen, Error> {
    let received = by_id(session, &which.id)?;
    session.store().record(&audit(session, "received_open", &received).going_on())?;
    let (document, findings) = document(session, &received)?;
    shown(session, &received, &document, &findings)
}

fn shown(
    session: &Session,
    received: &Received,
    document: &Document,
    findings: &[Finding],
) -> Result<ReceivedOpen, Error> {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| match finding.severity() {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    });
    Ok(ReceivedOpen {
        row: row(session, received)?,
        view: view(document),
        findings: findings.into_iter().map(FindingShown::from).collect(),
        proposals: match received.patient {
            Some(_) => Vec::new(),
            None => proposals::of(session, document)?,
        },
        rows: rows::states(session, received, document)?,
        files: session
            .store()
            .read(|r| r.received_files(received.id))?
            .into_iter()
            .map(|file| ReceivedBeside {
                place: small(file.place),
                origin: file.origin,
                name: file.name,
                media_type: file.media_type,
                size: small(file.size),
                kept: DateShown::instant(file.added_at),
            })
            .collect(),
    })
}

pub fn attach(session: &Session, attach: ReceivedAttach) -> Result<ReceivedOpen, Error> {
    let received = by_id(session, &attach.id)?;
    let patient = match &attach.patient_id {
        Some(id) => Some(patients::patient(session, input::id(PatientId::parse, id)?)?.id),
        None => None,
    };
    let audit = match patient {
        Some(patient) => session.audit("received_attach").document(received.id).patient(patient),
        None => audit(session, "received_release", &received),
    };
    let version = input::version(attach.version)?;
    session.store().write(&audit, |w| w.received_attach(received.id, version, patient))?;
    let received = by_id(session, &attach.id)?;
    let (document, findings) = document(session, &received)?;
    shown(session, &received, &document, &findings)
}

pub fn take(session: &Session, take: ReceivedTake) -> Result<ReceivedTaken, Error> {
    let received = by_id(session, &take.id)?;
    let (document, _) = document(session, &received)?;
    rows::take(session, &received, &document, &take.items)
}

fn attachment(document: &Document, index: i32) -> Result<&Attachment, Error> {
    let index = usize::try_from(index).map_err(|_| Error::not_found())?;
    let attachment = document.attachments.get(index).filter(|one| !one.bytes.is_empty());
    attachment.ok_or_else(Error::not_found)
}

pub fn open_file(session: &Session, which: ReceivedFile) -> Result<LetterIssued, Error> {
    let received = by_id(session, &which.id)?;
    let (document, _) = document(session, &received)?;
    let attachment = attachment(&document, which.index)?;
    session.store().record(&audit(session, "received_file", &received).detail(which.index.to_string()))?;
    let name = format!("{}-{}", received.id.simple(), which.index);
    let shell = session.clinic().shell();
    match attachment.media {
        Media::Pdf => life::hand_over(shell, &name, &attachment.bytes),
        media => life::save_as(shell, &format!("{name}.{}", media.extension()), &attachment.bytes),
    }
}

/// Takes in a document that lies inside another one.
pub fn import_file(session: &Session, which: ReceivedFile) -> Result<ReceivedImported, Error> {
    let received = by_id(session, &which.id)?;
    let (document, _) = document(session, &received)?;
    import_all(session, &attachment(&document, which.index)?.bytes)
}

pub fn save(session: &Session, which: ReceivedSave) -> Result<LetterIssued, Error> {
    let received = by_id(session, &which.id)?;
    let shell = session.clinic().shell();
    let id = received.id.simple();
    let audit = audit(session, "received_save", &received);
    let Some(place) = which.place else {
        let bytes = bytes_of(session, &received)?;
        session.store().record(&audit)?;
        return life::save_as(shell, &format!("{id}.json"), &bytes);
    };
    let place = u32::try_from(place).map_err(|_| Error::not_found())?;
    let bytes = session.store().read(|r| r.received_file_bytes(received.id, place))?;
    let bytes = bytes.ok_or_else(Error::not_found)?;
    session.store().record(&audit.detail(place.to_string()))?;
    life::save_as(shell, &format!("{id}-{place}.{}", Media::of(&bytes).extension()), &bytes)
}

fn pdf(session: &Session, received: &Received, view: &ReceivedView) -> Result<Vec<u8>, Error> {
    let clinic = session.store().read(|r| r.institution())?.map(|one| one.name).unwrap_or_default();
    let id = u128::from_str_radix(&received.id.simple(), 16).unwrap_or_default().to_be_bytes();
    let paper = paper::paper(view, id, &clinic, in_japan(session.clock().now()));
    Ok(print::render(&paper, session.clinic().fonts())?.pdf)
}

pub fn preview(session: &Session, preview: ReceivedPreview) -> Result<PagesShown, Error> {
    let received = by_id(session, &preview.id)?;
    let (document, _) = document(session, &received)?;
    let pdf = pdf(session, &received, &view(&document))?;
    life::pages(&pdf, preview.dpi, &[])
}

pub fn print(session: &Session, which: ById) -> Result<LetterIssued, Error> {
    let received = by_id(session, &which.id)?;
    let (document, _) = document(session, &received)?;
    let pdf = pdf(session, &received, &view(&document))?;
    session.store().record(&audit(session, "received_print", &received))?;
    life::hand_over(session.clinic().shell(), &received.id.simple(), &pdf)
}

/// Begins a 返書 to whoever sent the document: receiver, date and number of what is answered are filled in.
pub fn reply(session: &Session, which: ById) -> Result<LetterOpen, Error> {
    let received = by_id(session, &which.id)?;
    let Some(patient) = received.patient else {
        return Err(Error::rejected(vec![Finding::new(&rule::READ_NOT_ATTACHED, "patient_id")]));
    };
    let (document, _) = document(session, &received)?;
    let opened = life::create_letter(
        session,
        LetterCreate { patient_id: patient.to_string(), kind: LetterKind::Reply, from: None, form: None },
    )?;
    let mut form = opened.form.clone();
    if let Some(place) = &document.sender.place {
        form.receiver.name.clone_from(&place.name);
        form.receiver.code.clone_from(&place.code);
        form.receiver.department.clone_from(&place.department);
        form.receiver.postal_code.clone_from(&place.postal_code);
        form.receiver.address.clone_from(&place.address);
        form.receiver.phone.clone_from(&place.phone);
        form.receiver.fax.clone_from(&place.fax);
    }
    form.receiver.doctor =
        document.sender.person.as_ref().map(|person| person.name.joined(" ")).unwrap_or_default();
    form.answered.date = document.issued.map(|at| domain::date::wareki(at.day())).unwrap_or_default();
    form.answered.number.clone_from(&document.number);
    let id = opened.row.id.clone();
    life::save_letter(session, LetterSave { id: id.clone(), version: opened.version, form })?;
    life::open_letter(session, ById { id })
}
