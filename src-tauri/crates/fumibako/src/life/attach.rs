//! Files that go with a letter.

use super::{
    kind::{Kind, ReferralLetter},
    make,
};
use crate::{
    Error, Session,
    api::letters::{AttachmentAdd, AttachmentRef, AttachmentShown, LetterIssued},
    input::{self, small},
    service,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use documents::{attachment as files, referral_letter::form::AttachmentForm};
use domain::{
    attachment::base64_size,
    clock::Clock,
    document::DocumentState,
    finding::Finding,
    id::AttachmentId,
    rule,
    text::{Form, tidy},
};
use fhir::profile::GuideVersion;
use store::{Write, attachment::Attachment, document::Document};

/// A file that is not stored yet.
pub(crate) struct New {
    file: Attachment,
    bytes: Vec<u8>,
}

impl New {
    /// Looks at the bytes. The name is what people call it until they give it a title; its ending goes.
    fn read(
        clock: &dyn Clock,
        name: &str,
        base64: &str,
        guide: GuideVersion,
        path: &str,
    ) -> Result<Self, Finding> {
        // Too much is told before it is decoded.
        let most = base64_size(files::largest(guide)).saturating_add(4);
        let bytes = match base64.len() > most {
            true => vec![0; base64.len() / 4 * 3],
            false => {
                BASE64.decode(base64.trim()).map_err(|_| Finding::new(&rule::ATTACHMENT_NOT_BASE64, path))?
            }
        };
        let read = files::read(&bytes, guide, path)?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (name, _) = tidy(stem, Form::Line, 100, path);
        let name = if name.is_empty() { read.kind.label().to_owned() } else { name };
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let file =
            Attachment { id: AttachmentId::new(clock), kind: read.kind, name, pages: read.pages, size };
        Ok(Self { file, bytes })
    }

    /// Stores it.
    pub(crate) fn keep(&self, w: &Write<'_>, document: domain::id::DocumentId) -> store::Result<()> {
        w.attachment_add(document, &self.file, &self.bytes)
    }

    /// As a letter is made of it.
    pub(crate) fn of_letter(&self) -> files::Attachment {
        of_letter(&self.file, Some(self.bytes.clone()))
    }
}

/// The files of an input file: what is stored, and the rows of the form that name it.
pub(crate) fn of_input(
    clock: &dyn Clock,
    rows: &[AttachmentForm],
    guide: GuideVersion,
) -> (Vec<New>, Vec<AttachmentForm>, Vec<Finding>) {
    let (mut new, mut named, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for (i, row) in rows.iter().enumerate() {
        let at = |field: &str| format!("attachments[{i}].{field}");
        if !row.id.is_empty() {
            findings.push(Finding::new(&rule::INPUT_NOT_HERE, at("id")));
        }
        let data = row.data.as_deref().unwrap_or_default();
        match New::read(clock, &row.title, data, guide, &at("data")) {
            Ok(file) => {
                named.push(AttachmentForm {
                    id: file.file.id.to_string(),
                    title: row.title.clone(),
                    data: None,
                });
                new.push(file);
            }
            Err(finding) => findings.push(finding),
        }
    }
    (new, named, findings)
}

/// As a letter is made of it.
pub(crate) fn of_letter(file: &Attachment, bytes: Option<Vec<u8>>) -> files::Attachment {
    files::Attachment {
        id: file.id,
        title: file.name.clone(),
        kind: file.kind,
        size: usize::try_from(file.size).unwrap_or(usize::MAX),
        pages: file.pages,
        bytes: bytes.map(Into::into),
    }
}

/// The ids that a form names.
pub(crate) fn named(rows: &[AttachmentForm]) -> impl Iterator<Item = AttachmentId> {
    rows.iter().filter_map(|row| AttachmentId::parse(&row.id))
}

/// Every id that the document's versions name.
pub(crate) fn named_by_versions<K: Kind>(
    session: &Session,
    document: &Document,
) -> Result<Vec<AttachmentId>, Error> {
    let versions = session.store().read(|r| r.document_versions(document.id))?;
    let mut ids = Vec::new();
    for version in versions {
        ids.extend(named(K::files(&make::read_form::<K>(&version.body)?)));
    }
    Ok(ids)
}

pub(crate) fn shown(file: &Attachment) -> AttachmentShown {
    AttachmentShown {
        id: file.id.to_string(),
        kind: file.kind,
        name: file.name.clone(),
        pages: file.pages.map(small),
        size: small(file.size),
        sent: small(base64_size(usize::try_from(file.size).unwrap_or(usize::MAX))),
    }
}

pub fn add(session: &Session, add: AttachmentAdd) -> Result<AttachmentShown, Error> {
    let document = super::of::<ReferralLetter>(session, &add.letter_id)?;
    if document.state != DocumentState::Draft {
        return Err(Error::stale());
    }
    let guide = service::of_document(session.store(), &document)?.guide;
    let new = New::read(session.clock(), &add.name, &add.data, guide, "attachments")
        .map_err(|finding| Error::rejected(vec![finding]))?;
    let audit = session.audit("letter_attach").patient(document.patient).document(document.id);
    // What went with drafts that were thrown away is kept for a day, so that they can come back.
    let yesterday = session.clock().now() - jiff::SignedDuration::from_hours(24);
    session.store().write(&audit, |w| {
        w.attachments_sweep(yesterday)?;
        new.keep(w, document.id)
    })?;
    Ok(shown(&new.file))
}

pub fn save(session: &Session, which: AttachmentRef) -> Result<LetterIssued, Error> {
    let document = super::of::<ReferralLetter>(session, &which.letter_id)?;
    let id = input::id(AttachmentId::parse, &which.id)?;
    let (all, bytes) =
        session.store().read(|r| Ok((r.attachments(document.id)?, r.attachment_bytes(document.id, id)?)))?;
    let file = all.iter().find(|file| file.id == id).ok_or_else(Error::not_found)?;
    let bytes = bytes.ok_or_else(Error::not_found)?;
    let audit = session.audit("letter_attachment_save").patient(document.patient).document(document.id);
    session.store().record(&audit)?;
    let ending = match file.kind.as_str() {
        "bundle" => "json",
        "jpeg" => "jpg",
        kind => kind,
    };
    super::save_as(session.clinic().shell(), &format!("{}.{ending}", id.simple()), &bytes)
}
