//! From a draft to what is frozen: facts, form, bundle, paper.

use super::attach;
use crate::{Error, Session, api::FindingShown, labs, service, settings, validate};
use documents::attachment::Attachment;
use documents::referral_letter::{
    compose,
    content::Letter,
    form::LetterForm,
    paper::{self, Options as PaperOptions, Stage},
    resolve::{self, bundle_obstacles},
};
use domain::{
    core6::Core6,
    date::{self, Date},
    document::DocumentKind,
    finding::Finding,
    id::DocumentId,
    institution::{Doctor, Institution, read_institution_code},
    letter::Payment,
    patient::Patient,
    rule,
};
use fhir::profile::GuideVersion;
use std::borrow::Cow;
use store::document::{Bundle, Document, Frozen, Summary};

/// Everything that a letter of this document is made from.
pub(crate) struct Facts {
    pub(crate) document: DocumentId,
    pub(crate) number: u32,
    pub(crate) institution: Institution,
    pub(crate) doctors: Vec<Doctor>,
    pub(crate) patient: Patient,
    pub(crate) core6: Core6,
    pub(crate) bundle: compose::Options,
    pub(crate) attachments: Vec<Attachment>,
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

    /// The letter that this form makes, and what is to be said about it.
    pub(crate) fn resolve(&self, session: &Session, form: &LetterForm) -> (Letter, Vec<Finding>) {
        let today = session.clock().today();
        let same_month = self.same_month(session, form, today).unwrap_or_else(|error| {
            tracing::warn!(code = ?error.code, "the month's letters could not be looked up");
            false
        });
        let facts = resolve::Facts {
            document: self.document,
            version: self.number,
            now: session.clock().now(),
            today,
            institution: &self.institution,
            doctors: &self.doctors,
            patient: &self.patient,
            core6: &self.core6,
            same_month,
            guide: self.bundle.guide,
            attachments: &self.attachments,
        };
        resolve::resolve(form, &facts)
    }

    /// Whether another letter went to this receiver in the month that this one bears.
    fn same_month(&self, session: &Session, form: &LetterForm, today: Date) -> Result<bool, Error> {
        let summary = summary(form, today);
        if summary.receiver_name.is_empty() {
            return Ok(false);
        }
        let day = summary.dated.unwrap_or(today);
        let (from, to) = (day.first_of_month(), day.last_of_month());
        let sent = session
            .store()
            .read(|r| r.documents_sent(self.patient.id, DocumentKind::ReferralLetter, &summary, from, to))?;
        Ok(sent.iter().any(|sent| sent.document != self.document))
    }
}

/// The form of a document: its draft, or what its newest version was made of.
pub(crate) fn form_of(session: &Session, document: &Document) -> Result<LetterForm, Error> {
    let body = session.store().read(|r| match r.document_draft(document.id)? {
        Some(draft) => Ok(Some(draft.body)),
        None => Ok(r.document_version(document.id, document.versions)?.map(|version| version.body)),
    })?;
    read_form(&body.ok_or_else(Error::not_found)?)
}

/// A form as the store keeps it.
pub(crate) fn read_form(body: &str) -> Result<LetterForm, Error> {
    serde_json::from_str(body).map_err(|error| Error::bug(format!("a stored form: {:?}", error.classify())))
}

/// The form that the newest version was made of, whatever a draft over it says.
pub(crate) fn version_form(session: &Session, document: &Document) -> Result<LetterForm, Error> {
    let version = session.store().read(|r| r.document_version(document.id, document.versions))?;
    let body = version.ok_or_else(Error::not_found)?.body;
    serde_json::from_str(&body).map_err(|error| Error::bug(format!("a stored form: {:?}", error.classify())))
}

/// The form as the store keeps it.
pub(crate) fn body(form: &LetterForm) -> Result<String, Error> {
    // Files stand in a table of their own, whatever a front end sends along.
    let mut form = form.clone();
    form.attachments.iter_mut().for_each(|file| file.data = None);
    serde_json::to_string(&form).map_err(Error::bug)
}

/// Findings as they are frozen with a version: in the words of that day.
pub(crate) fn kept_findings<'a>(findings: impl Iterator<Item = &'a Finding>) -> Result<String, Error> {
    let shown: Vec<FindingShown> = findings.map(FindingShown::from).collect();
    serde_json::to_string(&shown).map_err(Error::bug)
}

/// What lists show of a form.
pub(crate) fn summary(form: &LetterForm, today: Date) -> Summary {
    Summary {
        dated: Some(date::read(&form.date, today).unwrap_or(today)),
        receiver_code: read_institution_code(&form.receiver.code, "").0,
        receiver_name: form.receiver.name.trim().to_owned(),
    }
}

/// Who most likely pays for this patient's care.
pub(crate) fn payment_of(patient: &Patient) -> Payment {
    if patient.insurance.is_none() && patient.public_payers.iter().any(|payer| payer.is_public_assistance()) {
        Payment::PublicAssistance
    } else {
        Payment::Insured
    }
}

/// The doctor of the same name as whoever sits here, else the first one.
pub(crate) fn usual_doctor<'a>(session: &Session, doctors: &'a [Doctor]) -> Option<&'a Doctor> {
    let mut active = doctors.iter().filter(|doctor| doctor.active);
    let same = doctors.iter().find(|doctor| doctor.active && doctor.name.joined(" ") == session.staff.name);
    same.or_else(|| active.next())
}

/// What a letter becomes when it is finalized.
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

/// Composes the bundle, where one is possible, and renders the paper, with the bundle inside where the form
/// lets the data travel. Nothing is stored yet.
pub(crate) fn finished(
    fonts: &print::Fonts,
    form: &LetterForm,
    letter: &Letter,
    options: &compose::Options,
) -> Result<Finished, Error> {
    let final_paper = PaperOptions { stage: Stage::Final, office_copy: false, reissued: false };
    let mut letter = Cow::Borrowed(letter);
    if letter.own_pages {
        let pages = render(fonts, &letter, final_paper)?.pdf;
        letter.to_mut().pages = Some(pages.into());
    }
    let letter = &*letter;
    let (bundle, mut findings) = compose::compose(letter, letter.made_at, &mut uuid::Uuid::new_v4, options);
    let bundle = bundle.filter(|bytes| {
        let faults = validate::before_finalizing(bytes, options.guide);
        let good = faults.is_empty();
        findings.extend(faults);
        good
    });
    let attachment =
        bundle.as_ref().filter(|_| resolve::data_travel(form, letter)).map(|bytes| attached(bytes));
    let rendered = print::render_with(&paper::paper(letter, final_paper), fonts, attachment.as_ref())?;
    let office_copy = render(fonts, letter, PaperOptions { office_copy: true, ..final_paper })?.pdf;
    // Resolving the form has said already what stands in the way of a bundle.
    let told = bundle_obstacles(letter, options.guide);
    findings.retain(|finding| !told.contains(finding));
    findings.extend(missing_glyphs(&rendered));
    Ok(Finished { pdf: rendered.pdf, office_copy, bundle, guide: options.guide, findings })
}

/// The bundle as a file inside the PDF.
fn attached(bundle: &[u8]) -> print::Attachment<'_> {
    print::Attachment {
        name: "JP_Bundle_eReferral.json",
        media_type: "application/fhir+json",
        description: "診療情報提供書のデータ（FHIR）",
        bytes: bundle,
    }
}

/// Sets the letter on paper.
pub(crate) fn render(
    fonts: &print::Fonts,
    letter: &Letter,
    options: PaperOptions,
) -> Result<print::Rendered, Error> {
    Ok(print::render(&paper::paper(letter, options), fonts)?)
}

/// A finding where some character has no glyph.
pub(crate) fn missing_glyphs(rendered: &print::Rendered) -> Option<Finding> {
    let missing = rendered.missing.iter().any(|missing| missing.drawn == print::Drawn::EmptyBox);
    missing.then(|| Finding::new(&rule::LETTER_GLYPH_MISSING, ""))
}
