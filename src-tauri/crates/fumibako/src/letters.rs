//! 紹介状: drafts, previews, finalizing, amending, withdrawing, 交付.

mod attach;
mod companion;
mod fill;
mod make;
mod show;

use crate::{
    Error, Session, Shell, ShellError,
    api::{
        FindingShown, Nothing,
        common::{ById, ByVersion, DateShown},
        letters::{
            IssueUndo, LetterBundle, LetterCreate, LetterIssue, LetterIssued, LetterOpen, LetterPreview,
            LetterQuery, LetterReason, LetterRow, LetterSave, LetterSaved, PageShown, PagesShown,
            TemplateFill, TemplateFilled,
        },
    },
    input::{self, small},
    patients,
};
pub(crate) use attach::of_input;
pub use attach::{add as attach, save as save_attachment};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
pub use companion::companion;
use documents::referral_letter::{
    form::LetterForm,
    paper::{Options as PaperOptions, Stage, WITHDRAWN},
    resolve,
};
use domain::{
    document::{DocumentKind, DocumentState, IssueWay},
    finding::{Finding, any_error},
    id::{AttachmentId, DocumentId, PatientId, ReceiverId, TemplateId},
    letter::LetterKind,
    rule,
};
use make::Facts;
pub(crate) use make::{body, finished, kept_findings, summary};
use store::document::{Document, FileKind};

/// How many letters a list shows at most.
const LIST: u32 = 200;

pub fn list(session: &Session, query: LetterQuery) -> Result<Vec<LetterRow>, Error> {
    let documents = session.store().read(|r| match &query.patient_id {
        Some(id) => match PatientId::parse(id) {
            Some(id) => r.documents_of(id),
            None => Ok(Vec::new()),
        },
        None => r.documents_recent(query.state, LIST),
    })?;
    let wanted = domain::text::search_key(&query.text);
    let mut rows = Vec::new();
    for document in documents {
        if document.kind != DocumentKind::ReferralLetter
            || query.state.is_some_and(|state| state != document.state)
        {
            continue;
        }
        let row = show::row(session, &document)?;
        let fits = |text: &str| domain::text::search_key(text).contains(&wanted);
        if wanted.is_empty() || fits(&row.patient.name) || fits(&row.patient.kana) || fits(&row.receiver) {
            rows.push(row);
        }
    }
    Ok(rows)
}

pub fn create(session: &Session, create: LetterCreate) -> Result<LetterOpen, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &create.patient_id)?)?;
    let today = session.clock().today();
    let mut form = match (&create.form, &create.from) {
        (Some(form), _) => form.clone(),
        (None, Some(from)) => {
            let from = document(session, from)?;
            let before = make::form_of(session, &from)?;
            LetterForm {
                date: String::new(),
                rows: None,
                consent: Default::default(),
                attachments: Vec::new(),
                ..before
            }
        }
        (None, None) => LetterForm::default(),
    };
    if create.form.is_none() {
        form.kind = create.kind;
        form.payment = make::payment_of(&patient);
        let core6 = session.store().read(|r| r.core6(patient.id))?.live();
        form.rows = Some(resolve::chosen(&resolve::current(&core6)));
        form.date = domain::date::wareki(today);
        let doctors = session.store().read(|r| r.doctors())?;
        let known = |id: &String| doctors.iter().any(|doctor| doctor.active && doctor.id.to_string() == *id);
        if !form.doctor_id.as_ref().is_some_and(known) {
            form.doctor_id = make::usual_doctor(session, &doctors).map(|doctor| doctor.id.to_string());
        }
        if create.kind == LetterKind::Reply && create.from.is_some() {
            form.answered = Default::default();
        }
    }
    let id = DocumentId::new(session.clock());
    let audit = session.audit("letter_create").patient(patient.id).document(id);
    let (text, summary) = (make::body(&form)?, make::summary(&form, today));
    // A form that comes back brings the files of the draft that was thrown away.
    let files: Vec<AttachmentId> = attach::named(&form.attachments).collect();
    session.store().write(&audit, |w| {
        w.document_create(id, DocumentKind::ReferralLetter, patient.id, &text, &summary)?;
        w.attachments_adopt(id, &files)
    })?;
    show::open(session, &document_by(session, id)?)
}

fn document(session: &Session, id: &str) -> Result<Document, Error> {
    document_by(session, input::id(DocumentId::parse, id)?)
}

fn document_by(session: &Session, id: DocumentId) -> Result<Document, Error> {
    session.store().read(|r| r.document(id))?.ok_or_else(Error::not_found)
}

pub fn open(session: &Session, which: ById) -> Result<LetterOpen, Error> {
    show::open(session, &document(session, &which.id)?)
}

pub fn save(session: &Session, save: LetterSave) -> Result<LetterSaved, Error> {
    let document = document(session, &save.id)?;
    let audit = session.audit("letter_save").patient(document.patient).document(document.id).going_on();
    let summary = make::summary(&save.form, session.clock().today());
    let (text, version) = (make::body(&save.form)?, input::version(save.version)?);
    let version =
        session.store().write(&audit, |w| w.document_save(document.id, version, &text, &summary))?;
    let facts = Facts::gather(session, &document)?;
    let (letter, findings) = facts.resolve(session, &save.form);
    Ok(LetterSaved {
        version: small(version),
        at: DateShown::instant(session.clock().now()),
        findings: FindingShown::all(&findings),
        progress: show::progress(&letter),
    })
}

pub fn preview(session: &Session, preview: LetterPreview) -> Result<PagesShown, Error> {
    let document = document(session, &preview.id)?;
    let (pdf, findings) = match preview.number {
        Some(number) => (file(session, &document, input::version(number)?, FileKind::Pdf)?, Vec::new()),
        None => {
            let form = match preview.form {
                Some(form) => form,
                None => make::form_of(session, &document)?,
            };
            let facts = Facts::gather(session, &document)?;
            let (letter, mut findings) = facts.resolve(session, &form);
            let rendered = make::render(
                session.clinic().fonts(),
                &letter,
                PaperOptions { stage: Stage::Draft, office_copy: false, reissued: false },
            )?;
            findings.extend(make::missing_glyphs(&rendered));
            (rendered.pdf, findings)
        }
    };
    pages(&pdf, preview.dpi, &findings)
}

/// The pages of a PDF as images, 40 to 300 dots per inch.
pub(crate) fn pages(pdf: &[u8], dpi: i32, findings: &[Finding]) -> Result<PagesShown, Error> {
    let dpi = f32::from(i16::try_from(dpi.clamp(40, 300)).unwrap_or(96));
    let pages = print::pages::png(pdf, dpi)?;
    Ok(PagesShown {
        pages: pages
            .into_iter()
            .map(|page| PageShown {
                width: small(page.width),
                height: small(page.height),
                png: BASE64.encode(&page.png),
            })
            .collect(),
        findings: FindingShown::all(findings),
    })
}

/// A frozen file of a version.
fn file(session: &Session, document: &Document, number: u32, kind: FileKind) -> Result<Vec<u8>, Error> {
    session.store().read(|r| r.document_file(document.id, number, kind))?.ok_or_else(Error::not_found)
}

/// Composes and renders first, then freezes everything in one write. See [`make::finished`].
pub fn finalize(session: &Session, which: ByVersion) -> Result<LetterOpen, Error> {
    let document = document(session, &which.id)?;
    let version = input::version(which.version)?;
    if document.version != version {
        return Err(Error::stale());
    }
    let form = make::form_of(session, &document)?;
    let mut facts = Facts::gather(session, &document)?;
    facts.load_files(session)?;
    let (letter, findings) = facts.resolve(session, &form);
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    let mut named = attach::named_by_versions(session, &document)?;
    named.extend(attach::named(&form.attachments));
    let done = make::finished(session.clinic().fonts(), &form, &letter, &facts.bundle)?;
    let (text, summary) = (make::body(&form)?, make::summary(&form, letter.date));
    let kept = make::kept_findings(findings.iter().chain(&done.findings))?;
    let number = (document.versions + 1).to_string();
    let audit =
        session.audit("letter_finalize").patient(document.patient).document(document.id).detail(number);
    let (receiver, _) = crate::settings::receiver_from(&form.receiver, ReceiverId::new(session.clock()), 0);
    session.store().write(&audit, |w| {
        w.document_finalize(document.id, version, done.frozen(&text, &summary, &kept))?;
        w.attachments_keep(document.id, &named)?;
        w.receiver_remember(&receiver)
    })?;
    show::open(session, &document_by(session, document.id)?)
}

pub fn amend(session: &Session, amend: LetterReason) -> Result<LetterOpen, Error> {
    let document = document(session, &amend.id)?;
    let reason = reason(&amend)?;
    let form = make::form_of(session, &document)?;
    let text = make::body(&form)?;
    let audit = session.audit("letter_amend").patient(document.patient).document(document.id);
    session.store().write(&audit, |w| w.document_amend(document.id, document.version, &reason, &text))?;
    show::open(session, &document_by(session, document.id)?)
}

fn reason(typed: &LetterReason) -> Result<String, Error> {
    let (reason, mut findings) = domain::text::tidy(&typed.reason, domain::text::Form::Line, 200, "reason");
    if reason.is_empty() {
        findings.push(Finding::new(&rule::REASON_MISSING, "reason"));
    }
    if any_error(&findings) { Err(Error::rejected(findings)) } else { Ok(reason) }
}

pub fn discard(session: &Session, which: ByVersion) -> Result<Nothing, Error> {
    let document = document(session, &which.id)?;
    let version = input::version(which.version)?;
    let audit = session.audit("letter_discard").patient(document.patient).document(document.id);
    session.store().write(&audit, |w| w.document_discard(document.id, version))?;
    Ok(Nothing {})
}

pub fn withdraw(session: &Session, withdraw: LetterReason) -> Result<LetterOpen, Error> {
    let document = document(session, &withdraw.id)?;
    let reason = reason(&withdraw)?;
    let audit = session.audit("letter_withdraw").patient(document.patient).document(document.id);
    session.store().write(&audit, |w| w.document_withdraw(document.id, document.version, &reason))?;
    show::open(session, &document_by(session, document.id)?)
}

pub fn issue(session: &Session, issue: LetterIssue) -> Result<LetterIssued, Error> {
    let document = document(session, &issue.id)?;
    let number = input::version(issue.number)?;
    let stored = file(session, &document, number, FileKind::Pdf)?;
    let shell = session.clinic().shell();
    let name = document.id.simple();
    let issued = match issue.way {
        IssueWay::Printed => hand_over(shell, &name, &stored)?,
        IssueWay::Copy => {
            let copy = file(session, &document, number, FileKind::OfficeCopy)?;
            if document.state == DocumentState::Withdrawn {
                return withdrawn_copy(session, &document, &copy);
            }
            hand_over(shell, &format!("{name}-copy"), &copy)?
        }
        IssueWay::Saved => save_as(shell, &format!("{name}.pdf"), &stored)?,
        IssueWay::Handed | IssueWay::Fax | IssueWay::Mail => {
            LetterIssued { done: true, pdf: None, file_name: String::new() }
        }
    };
    if issued.done {
        let audit = session.audit("letter_issue").patient(document.patient).document(document.id);
        let audit = audit.detail(issue.way.as_str());
        session.store().write(&audit, |w| w.document_issue(document.id, number, issue.way))?;
    }
    Ok(issued)
}

/// The 控え of a letter that was taken back: for the chart, under the mark 取消. It is no 交付.
fn withdrawn_copy(session: &Session, document: &Document, copy: &[u8]) -> Result<LetterIssued, Error> {
    let marked = print::stamp(copy, WITHDRAWN, session.clinic().fonts())?;
    let audit = session.audit("letter_issue").patient(document.patient).document(document.id);
    session.store().record(&audit.detail(IssueWay::Copy.as_str()))?;
    hand_over(session.clinic().shell(), &format!("{}-copy", document.id.simple()), &marked)
}

pub fn undo_issue(session: &Session, which: IssueUndo) -> Result<LetterOpen, Error> {
    let document = document(session, &which.id)?;
    let place = u32::try_from(which.place).map_err(|_| Error::not_found())?;
    let audit = session.audit("letter_issue_undo").patient(document.patient).document(document.id);
    session.store().write(&audit, |w| w.document_issue_undo(document.id, place))?;
    show::open(session, &document_by(session, document.id)?)
}

pub fn save_bundle(session: &Session, which: LetterBundle) -> Result<LetterIssued, Error> {
    let document = document(session, &which.id)?;
    let number = input::version(which.number)?;
    let bytes = file(session, &document, number, FileKind::Bundle)?;
    let audit = session.audit("letter_bundle_save").patient(document.patient).document(document.id);
    session.store().record(&audit)?;
    save_as(session.clinic().shell(), &format!("{}.bundle.json", document.id.simple()), &bytes)
}

/// Gives a PDF to the host's viewer, or to the front end where the host has none.
pub(crate) fn hand_over(shell: &dyn Shell, id: &str, pdf: &[u8]) -> Result<LetterIssued, Error> {
    given(shell.open_pdf(id, pdf).map(|()| true), format!("{id}.pdf"), pdf)
}

/// Saves a file where the person says, or gives it to the front end where the host has no dialogs.
pub(crate) fn save_as(shell: &dyn Shell, name: &str, bytes: &[u8]) -> Result<LetterIssued, Error> {
    given(shell.save_file(name, bytes), name.to_owned(), bytes)
}

fn given(result: Result<bool, ShellError>, file_name: String, bytes: &[u8]) -> Result<LetterIssued, Error> {
    match result {
        Ok(done) => Ok(LetterIssued { done, pdf: None, file_name }),
        Err(ShellError::NotHere) => {
            Ok(LetterIssued { done: true, pdf: Some(BASE64.encode(bytes)), file_name })
        }
        Err(ShellError::Refused(error)) => {
            tracing::warn!(%error, "the host could not open or save a file");
            Err(Error::no_printer())
        }
    }
}

pub fn fill_template(session: &Session, fill: TemplateFill) -> Result<TemplateFilled, Error> {
    let document = document(session, &fill.letter_id)?;
    let id = input::id(TemplateId::parse, &fill.template_id)?;
    let template = session.store().read(|r| r.template(id))?.ok_or_else(Error::not_found)?;
    let facts = Facts::gather(session, &document)?;
    let (letter, _) = facts.resolve(session, &fill.form);
    Ok(TemplateFilled { text: fill::fill(&template.body, &letter) })
}
