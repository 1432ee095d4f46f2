//! From a draft to what is frozen: facts, form, bundle, paper.

use super::{attach, kind::Kind};
use crate::{Error, Session, api::FindingShown, labs, seals, service, settings, validate};
use documents::{
    attachment::Attachment,
    referral_letter::form::AttachmentForm,
    seal::Seals,
    service::Options,
    sheet::{Options as PaperOptions, Stage},
};
use domain::{
    core6::Core6,
    date::Date,
    finding::Finding,
    id::DocumentId,
    institution::{Doctor, Institution},
    letter::Payment,
    patient::Patient,
    rule,
};
use fhir::profile::GuideVersion;
use jiff::Timestamp;
use std::borrow::Cow;
use store::document::{Bundle, Document, Frozen, Summary};

/// Everything that a document of the store is made from.
pub(crate) struct Facts {
    pub(crate) document: DocumentId,
    pub(crate) number: u32,
    pub(crate) institution: Institution,
    pub(crate) doctors: Vec<Doctor>,
    pub(crate) patient: Patient,
    pub(crate) core6: Core6,
    pub(crate) bundle: Options,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) seals: Seals,
}

/// The same as the kinds see it, wherever it comes from.
pub(crate) struct Given<'a> {
    /// The document.
    pub(crate) document: DocumentId,
    /// The version that is being made.
    pub(crate) version: u32,
    /// Now.
    pub(crate) now: Timestamp,
    /// Today in Japan.
    pub(crate) today: Date,
    /// The clinic.
    pub(crate) institution: &'a Institution,
    /// The clinic's doctors.
    pub(crate) doctors: &'a [Doctor],
    /// The patient.
    pub(crate) patient: &'a Patient,
    /// The patient's 6情報 without retracted rows.
    pub(crate) core6: &'a Core6,
    /// The version of the guide that a bundle would be written in.
    pub(crate) guide: GuideVersion,
    /// Whether another document of the kind went to the same receiver in the month that this one bears.
    pub(crate) same_month: bool,
    /// Whether the clinic lets the data travel inside the PDF where the form does not say.
    pub(crate) data_in_pdf: bool,
    /// The files that belong to the document.
    pub(crate) attachments: &'a [Attachment],
    /// The seals that are printed; none on a draft.
    pub(crate) seals: &'a Seals,
}

impl Facts {
    /// Reads them from the store.
    pub(crate) fn gather(session: &Session, document: &Document) -> Result<Self, Error> {
        let patient = crate::patients::patient(session, document.patient)?;
        let (doctors, core6, files) = session
            .store()
            .read(|r| Ok((r.doctors()?, r.core6(patient.id)?.live(), r.attachments(document.id)?)))?;
        Ok(Self {
            document: document.id,
            number: document.versions + 1,
            institution: settings::own_institution(session.clinic())?,
            doctors,
            patient,
            core6: labs::designated(session, core6)?,
            bundle: service::of_document(session.store(), document)?,
            attachments: files.iter().map(|file| attach::of_letter(file, None)).collect(),
            seals: Seals::default(),
        })
    }

    /// Reads the bytes of the files too, which only the bundle needs.
    pub(crate) fn load_files(&mut self, session: &Session) -> Result<(), Error> {
        for file in &mut self.attachments {
            let bytes = session.store().read(|r| r.attachment_bytes(self.document, file.id))?;
            file.bytes = bytes.map(Into::into);
        }
        Ok(())
    }

    /// Reads the seals too, which only finalized documents bear.
    pub(crate) fn load_seals(&mut self, session: &Session) -> Result<(), Error> {
        self.seals = seals::printed(session.store())?;
        Ok(())
    }

    /// What this form makes, and what is to be said about it.
    pub(crate) fn resolve<K: Kind>(&self, session: &Session, form: &K::Form) -> (K::Content, Vec<Finding>) {
        let today = session.clock().today();
        let summary = K::summary(form, today);
        let others = same_month::<K>(session, self.patient.id, &summary, today);
        let same_month =
            others.map(|others| others.iter().any(|other| *other != self.document)).unwrap_or_else(|error| {
                tracing::warn!(code = ?error.code, "the month's documents could not be looked up");
                false
            });
        let given = Given {
            document: self.document,
            version: self.number,
            now: session.clock().now(),
            today,
            institution: &self.institution,
            doctors: &self.doctors,
            patient: &self.patient,
            core6: &self.core6,
            guide: self.bundle.guide,
            same_month,
            data_in_pdf: self.bundle.in_pdf,
            attachments: &self.attachments,
            seals: &self.seals,
        };
        K::resolve(form, &given)
    }
}

/// The documents of the kind that went to the same receiver in the month that this one bears.
pub(crate) fn same_month<K: Kind>(
    session: &Session,
    patient: domain::id::PatientId,
    summary: &Summary,
    today: Date,
) -> Result<Vec<DocumentId>, Error> {
    if summary.receiver_name.is_empty() {
        return Ok(Vec::new());
    }
    let day = summary.dated.unwrap_or(today);
    let (from, to) = (day.first_of_month(), day.last_of_month());
    let sent = session.store().read(|r| r.documents_sent(patient, K::KIND, summary, from, to))?;
    Ok(sent.into_iter().map(|sent| sent.document).collect())
}

/// The form of a document: its draft, or what its newest version was made of.
pub(crate) fn form_of<K: Kind>(session: &Session, document: &Document) -> Result<K::Form, Error> {
    let body = session.store().read(|r| match r.document_draft(document.id)? {
        Some(draft) => Ok(Some(draft.body)),
        None => Ok(r.document_version(document.id, document.versions)?.map(|version| version.body)),
    })?;
    read_form::<K>(&body.ok_or_else(Error::not_found)?)
}

/// A form as the store keeps it.
pub(crate) fn read_form<K: Kind>(body: &str) -> Result<K::Form, Error> {
    serde_json::from_str(body).map_err(|error| Error::bug(format!("a stored form: {:?}", error.classify())))
}

/// The form that the newest version was made of, whatever a draft over it says.
pub(crate) fn version_form<K: Kind>(session: &Session, document: &Document) -> Result<K::Form, Error> {
    let version = session.store().read(|r| r.document_version(document.id, document.versions))?;
    read_form::<K>(&version.ok_or_else(Error::not_found)?.body)
}

/// The form as the store keeps it.
pub(crate) fn body<K: Kind>(form: &K::Form) -> Result<String, Error> {
    // Files stand in a table of their own, whatever a front end sends along.
    let mut form = form.clone();
    let files = K::files(&form).iter().map(|file| AttachmentForm { data: None, ..file.clone() }).collect();
    K::name_files(&mut form, files);
    serde_json::to_string(&form).map_err(Error::bug)
}

/// Findings as they are frozen with a version: in the words of that day.
pub(crate) fn kept_findings<'a>(findings: impl Iterator<Item = &'a Finding>) -> Result<String, Error> {
    let shown: Vec<FindingShown> = findings.map(FindingShown::from).collect();
    serde_json::to_string(&shown).map_err(Error::bug)
}

/// Who most likely pays for this patient's care.
pub(crate) fn payment_of(patient: &Patient) -> Payment {
    if patient.insurance.is_none() && patient.public_payers.iter().any(|payer| payer.is_public_assistance()) {
        Payment::PublicAssistance
    } else {
        Payment::Insured
    }
}

/// The doctor who is named, where still active; else the one of the same name as whoever sits here, else the
/// first one.
pub(crate) fn usual_doctor(session: &Session, named: Option<&str>) -> Result<Option<String>, Error> {
    let doctors = session.store().read(|r| r.doctors())?;
    let mut active = doctors.iter().filter(|doctor| doctor.active);
    let known = |doctor: &&Doctor| named.is_some_and(|id| doctor.id.to_string() == id);
    let same = |doctor: &&Doctor| doctor.name.joined(" ") == session.staff.name;
    let found = active.clone().find(known).or_else(|| active.clone().find(same)).or_else(|| active.next());
    Ok(found.map(|doctor| doctor.id.to_string()))
}

/// What a document becomes when it is finalized.
pub(crate) struct Finished {
    pub(crate) pdf: Vec<u8>,
    office_copy: Vec<u8>,
    pub(crate) bundle: Option<Vec<u8>>,
    guide: GuideVersion,
    pub(crate) findings: Vec<Finding>,
}

impl Finished {
    /// As the store freezes it.
    pub(crate) fn frozen<'a>(&'a self, body: &'a str, summary: &'a Summary, findings: &'a str) -> Frozen<'a> {
        let profile = self.guide.as_str();
        let bundle = self.bundle.as_ref().map(|bytes| Bundle { bytes, profile });
        Frozen { body, summary, findings, pdf: &self.pdf, office_copy: &self.office_copy, bundle }
    }
}

/// Composes the bundle, where one is possible, and renders the paper, with the bundle inside where the kind and
/// the form let the data travel. A bundle with faults is dropped and the paper stands alone. Nothing is stored yet.
pub(crate) fn finished<K: Kind>(
    fonts: &print::Fonts,
    form: &K::Form,
    content: &K::Content,
    options: &Options,
    session: Option<&Session>,
) -> Result<Finished, Error> {
    let final_paper = PaperOptions { stage: Stage::Final, office_copy: false, reissued: false };
    let mut content = Cow::Borrowed(content);
    if K::sends_pages(&content) {
        let pages = render::<K>(fonts, &content, final_paper)?.pdf;
        K::take_pages(content.to_mut(), pages);
    }
    let content = &*content;
    let (bundle, mut findings) = K::compose(content, &mut uuid::Uuid::new_v4, options);
    let bundle = match bundle {
        Some(bytes) => {
            let rows = validate::FormRows::of(form);
            let faults = labs::with_list(session, |labs| {
                validate::before_finalizing(&bytes, options.guide, labs, &rows)
            })?;
            let good = faults.is_empty();
            findings.extend(
                faults.into_iter().map(|fault| Finding { path: K::mends(&fault.path).to_owned(), ..fault }),
            );
            good.then_some(bytes)
        }
        None => None,
    };
    let attachment = bundle.as_ref().and_then(|bytes| K::attached(form, content, bytes, options));
    let rendered = print::render_with(&K::paper(content, final_paper), fonts, attachment.as_ref())?;
    let office_copy = render::<K>(fonts, content, PaperOptions { office_copy: true, ..final_paper })?.pdf;
    // Resolving the form has said already what stands in the way of a bundle.
    let told = K::obstacles(content, options.guide);
    findings.retain(|finding| !told.contains(finding));
    findings.extend(missing_glyphs(&rendered));
    Ok(Finished { pdf: rendered.pdf, office_copy, bundle, guide: options.guide, findings })
}

/// Sets it on paper.
pub(crate) fn render<K: Kind>(
    fonts: &print::Fonts,
    content: &K::Content,
    options: PaperOptions,
) -> Result<print::Rendered, Error> {
    Ok(print::render(&K::paper(content, options), fonts)?)
}

/// A finding where some character has no glyph.
pub(crate) fn missing_glyphs(rendered: &print::Rendered) -> Option<Finding> {
    let missing = rendered.missing.iter().any(|missing| missing.drawn == print::Drawn::EmptyBox);
    missing.then(|| Finding::new(&rule::LETTER_GLYPH_MISSING, ""))
}
