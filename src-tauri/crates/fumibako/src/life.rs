//! The life of a document of any kind: drafts, previews, finalizing, amending, withdrawing, 交付.
//!
//! What differs between the kinds stands in [`kind`]; 診療情報提供書 and 患者サマリー have a file each.

mod attach;
mod care_plan;
mod companion;
mod fill;
pub(crate) mod kind;
mod letter;
mod make;
mod show;

pub(crate) use attach::of_input;
pub(crate) use show::Parts;

pub use attach::{add as attach, save as save_attachment};
pub use care_plan::create as create_plan;
pub use companion::companion;
pub use letter::create as create_letter;

use crate::{
    Error, Session, Shell, ShellError,
    api::{
        FindingShown, Nothing,
        common::{ById, ByVersion, DateShown},
        letters::{
            DocumentOpen, IssueUndo, LetterBundle, LetterFinalize, LetterIssue, LetterIssued, LetterPreview,
            LetterQuery, LetterReason, LetterRow, LetterSave, LetterSaved, PageShown, PagesShown,
            PlanPreview, PlanSave, PlanTemplateFill, TemplateFill, TemplateFilled,
        },
    },
    input::{self, small},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use documents::sheet::{Options as PaperOptions, Stage, WITHDRAWN};
use domain::{
    document::{DocumentState, IssueWay},
    finding::{Finding, any_error},
    id::{DocumentId, PatientId, TemplateId},
    outbox::ReadConsent,
    rule,
};
use kind::{Act, CarePlanSummary, Kind, ReferralLetter, of_kind};
use make::Facts;
pub(crate) use make::{Given, body, finished, kept_findings, same_month};
use store::document::{Document, FileKind};

/// How many documents a list shows at most.
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
        if query.state.is_some_and(|state| state != document.state) {
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

/// A document in a list.
pub(crate) fn listed(session: &Session, id: DocumentId) -> Result<LetterRow, Error> {
    show::row(session, &document_by(session, id)?)
}

/// Begins a document of a kind with its first draft.
fn begin<K: Kind>(session: &Session, patient: PatientId, form: K::Form) -> Result<K::Opened, Error> {
    let id = DocumentId::new(session.clock());
    let audit = session.audit(Act::Create.on(K::KIND)).patient(patient).document(id);
    let (text, summary) = (make::body::<K>(&form)?, K::summary(&form, session.clock().today()));
    // A form that comes back brings the files of the draft that was thrown away.
    let files: Vec<_> = attach::named(K::files(&form)).collect();
    session.store().write(&audit, |w| {
        w.document_create(id, K::KIND, patient, &text, &summary)?;
        w.attachments_adopt(id, &files)
    })?;
    show::open::<K>(session, &document_by(session, id)?)
}

fn document(session: &Session, id: &str) -> Result<Document, Error> {
    document_by(session, input::id(DocumentId::parse, id)?)
}

fn document_by(session: &Session, id: DocumentId) -> Result<Document, Error> {
    session.store().read(|r| r.document(id))?.ok_or_else(Error::not_found)
}

/// A document of this kind; one of another kind is not found.
fn of<K: Kind>(session: &Session, id: &str) -> Result<Document, Error> {
    let document = document(session, id)?;
    if document.kind == K::KIND { Ok(document) } else { Err(Error::not_found()) }
}

/// A document of any kind as it stands now.
fn opened(session: &Session, id: DocumentId) -> Result<DocumentOpen, Error> {
    let document = document_by(session, id)?;
    of_kind!(document.kind, K => show::open::<K>(session, &document).map(DocumentOpen::from))
}

fn audit(session: &Session, act: Act, document: &Document) -> store::Audit {
    session.audit(act.on(document.kind)).patient(document.patient).document(document.id)
}

pub fn open_letter(session: &Session, which: ById) -> Result<<ReferralLetter as Kind>::Opened, Error> {
    show::open::<ReferralLetter>(session, &of::<ReferralLetter>(session, &which.id)?)
}

pub fn open_plan(session: &Session, which: ById) -> Result<<CarePlanSummary as Kind>::Opened, Error> {
    show::open::<CarePlanSummary>(session, &of::<CarePlanSummary>(session, &which.id)?)
}

pub fn save_letter(session: &Session, save: LetterSave) -> Result<LetterSaved, Error> {
    keep::<ReferralLetter>(session, &save.id, save.version, &save.form)
}

pub fn save_plan(session: &Session, save: PlanSave) -> Result<LetterSaved, Error> {
    keep::<CarePlanSummary>(session, &save.id, save.version, &save.form)
}

fn keep<K: Kind>(session: &Session, id: &str, version: i32, form: &K::Form) -> Result<LetterSaved, Error> {
    let document = of::<K>(session, id)?;
    let audit = audit(session, Act::Save, &document).going_on();
    let summary = K::summary(form, session.clock().today());
    let (text, version) = (make::body::<K>(form)?, input::version(version)?);
    let version =
        session.store().write(&audit, |w| w.document_save(document.id, version, &text, &summary))?;
    let facts = Facts::gather(session, &document)?;
    let (content, findings) = facts.resolve::<K>(session, form);
    Ok(LetterSaved {
        version: small(version),
        at: DateShown::instant(session.clock().now()),
        findings: FindingShown::all(&findings),
        progress: show::progress(K::progress(&content)),
    })
}

pub fn preview_letter(session: &Session, preview: LetterPreview) -> Result<PagesShown, Error> {
    let document = document(session, &preview.id)?;
    match (preview.number, preview.form) {
        (Some(number), _) => frozen_pages(session, &document, number, preview.dpi),
        (None, Some(form)) => draft_pages::<ReferralLetter>(session, &document, Some(form), preview.dpi),
        (None, None) => {
            of_kind!(document.kind, K => draft_pages::<K>(session, &document, None, preview.dpi))
        }
    }
}

pub fn preview_plan(session: &Session, preview: PlanPreview) -> Result<PagesShown, Error> {
    let document = document(session, &preview.id)?;
    draft_pages::<CarePlanSummary>(session, &document, Some(preview.form), preview.dpi)
}

/// The pages of a finalized version.
fn frozen_pages(session: &Session, document: &Document, number: i32, dpi: i32) -> Result<PagesShown, Error> {
    pages(&file(session, document, input::version(number)?, FileKind::Pdf)?, dpi, &[])
}

/// The pages of a draft, as it is on screen or as last saved.
fn draft_pages<K: Kind>(
    session: &Session,
    document: &Document,
    form: Option<K::Form>,
    dpi: i32,
) -> Result<PagesShown, Error> {
    if document.kind != K::KIND {
        return Err(Error::not_found());
    }
    let form = match form {
        Some(form) => form,
        None => make::form_of::<K>(session, document)?,
    };
    let facts = Facts::gather(session, document)?;
    let (content, mut findings) = facts.resolve::<K>(session, &form);
    let options = PaperOptions { stage: Stage::Draft, office_copy: false, reissued: false };
    let rendered = make::render::<K>(session.clinic().fonts(), &content, options)?;
    findings.extend(make::missing_glyphs(&rendered));
    pages(&rendered.pdf, dpi, &findings)
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
pub fn finalize(session: &Session, which: LetterFinalize) -> Result<DocumentOpen, Error> {
    let document = document(session, &which.id)?;
    let version = input::version(which.version)?;
    if document.version != version {
        return Err(Error::stale());
    }
    of_kind!(document.kind, K => freeze::<K>(session, &document, which.consent))?;
    opened(session, document.id)
}

fn freeze<K: Kind>(
    session: &Session,
    document: &Document,
    consent: Option<ReadConsent>,
) -> Result<(), Error> {
    let form = make::form_of::<K>(session, document)?;
    let mut facts = Facts::gather(session, document)?;
    facts.load_files(session)?;
    facts.load_seals(session)?;
    let (content, findings) = facts.resolve::<K>(session, &form);
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    let mut named = attach::named_by_versions::<K>(session, document)?;
    named.extend(attach::named(K::files(&form)));
    let done = make::finished::<K>(session.clinic().fonts(), &form, &content, &facts.bundle, Some(session))?;
    let (text, summary) = (make::body::<K>(&form)?, K::summary(&form, K::date(&content)));
    let kept = make::kept_findings(findings.iter().chain(&done.findings))?;
    let audit = audit(session, Act::Finalize, document).detail((document.versions + 1).to_string());
    let receiver = K::receiver(session, &form);
    session.store().write(&audit, |w| {
        w.document_finalize(document.id, document.version, done.frozen(&text, &summary, &kept), consent)?;
        w.attachments_keep(document.id, &named)?;
        receiver.as_ref().map(|receiver| w.receiver_remember(receiver)).transpose()
    })?;
    Ok(())
}

pub fn amend(session: &Session, amend: LetterReason) -> Result<DocumentOpen, Error> {
    let document = document(session, &amend.id)?;
    let reason = reason(&amend)?;
    let text = of_kind!(document.kind, K => make::body::<K>(&make::form_of::<K>(session, &document)?))?;
    let audit = audit(session, Act::Amend, &document);
    session.store().write(&audit, |w| w.document_amend(document.id, document.version, &reason, &text))?;
    opened(session, document.id)
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
    let audit = audit(session, Act::Discard, &document);
    session.store().write(&audit, |w| w.document_discard(document.id, version))?;
    Ok(Nothing {})
}

pub fn withdraw(session: &Session, withdraw: LetterReason) -> Result<DocumentOpen, Error> {
    let document = document(session, &withdraw.id)?;
    let reason = reason(&withdraw)?;
    let audit = audit(session, Act::Withdraw, &document);
    session.store().write(&audit, |w| w.document_withdraw(document.id, document.version, &reason))?;
    opened(session, document.id)
}

pub fn issue(session: &Session, issue: LetterIssue) -> Result<LetterIssued, Error> {
    let document = document(session, &issue.id)?;
    if !document.kind.ways().contains(&issue.way) {
        let words = [document.kind.label().to_owned(), issue.way.label().to_owned()];
        return Err(Error::rejected(vec![Finding::with(&rule::ISSUE_WAY, "way", words)]));
    }
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
        let audit = audit(session, Act::Issue, &document).detail(issue.way.as_str());
        session.store().write(&audit, |w| w.document_issue(document.id, number, issue.way))?;
    }
    Ok(issued)
}

/// The 控え of a document that was taken back: for the chart, under the mark 取消. It is no 交付.
fn withdrawn_copy(session: &Session, document: &Document, copy: &[u8]) -> Result<LetterIssued, Error> {
    let marked = print::stamp(copy, WITHDRAWN, session.clinic().fonts())?;
    session.store().record(&audit(session, Act::Issue, document).detail(IssueWay::Copy.as_str()))?;
    hand_over(session.clinic().shell(), &format!("{}-copy", document.id.simple()), &marked)
}

pub fn undo_issue(session: &Session, which: IssueUndo) -> Result<DocumentOpen, Error> {
    let document = document(session, &which.id)?;
    let place = u32::try_from(which.place).map_err(|_| Error::not_found())?;
    let audit = audit(session, Act::IssueUndo, &document);
    session.store().write(&audit, |w| w.document_issue_undo(document.id, place))?;
    opened(session, document.id)
}

pub fn save_bundle(session: &Session, which: LetterBundle) -> Result<LetterIssued, Error> {
    let document = document(session, &which.id)?;
    let number = input::version(which.number)?;
    let bytes = file(session, &document, number, FileKind::Bundle)?;
    let audit = audit(session, Act::BundleSave, &document);
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

pub fn fill_letter(session: &Session, fill: TemplateFill) -> Result<TemplateFilled, Error> {
    filled::<ReferralLetter>(session, &fill.letter_id, &fill.template_id, &fill.form)
}

pub fn fill_plan(session: &Session, fill: PlanTemplateFill) -> Result<TemplateFilled, Error> {
    filled::<CarePlanSummary>(session, &fill.plan_id, &fill.template_id, &fill.form)
}

fn filled<K: Kind>(
    session: &Session,
    document: &str,
    template: &str,
    form: &K::Form,
) -> Result<TemplateFilled, Error> {
    let document = of::<K>(session, document)?;
    let id = input::id(TemplateId::parse, template)?;
    let template = session.store().read(|r| r.template(id))?.ok_or_else(Error::not_found)?;
    let facts = Facts::gather(session, &document)?;
    let (content, _) = facts.resolve::<K>(session, form);
    Ok(TemplateFilled { text: fill::fill(&template.body, |name| K::value(&content, &facts.core6, name)) })
}
