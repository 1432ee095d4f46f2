//! Documents as lists and the editors show them.

use super::{
    attach,
    kind::{Kind, of_kind},
    make::{Facts, form_of},
};
use crate::{
    Error, Session,
    api::{
        FindingShown,
        chart::Chart,
        clinic::DoctorShown,
        common::DateShown,
        letters::{AttachmentShown, IssueShown, LetterRow, SectionProgress, VersionShown},
    },
    chart,
    input::small,
    patients, settings,
};
use documents::progress::Progress;
use domain::document::{DocumentState, IssueWay};
use store::{Who, document::Document};

/// A document in a list.
pub(crate) fn row(session: &Session, document: &Document) -> Result<LetterRow, Error> {
    let patient = patients::row(session, document.patient)?;
    let listed = of_kind!(document.kind, K => K::listed(&form_of::<K>(session, document)?));
    let (newest, issues, outbox) = session.store().read(|r| {
        Ok((
            r.document_version(document.id, document.versions)?,
            r.document_issues(document.id)?,
            r.outbox_of(document.id)?,
        ))
    })?;
    let mut issued: Vec<IssueWay> = issues
        .iter()
        .filter(|issue| issue.number == document.versions && issue.undone.is_none())
        .map(|issue| issue.way)
        .collect();
    issued.sort_unstable();
    issued.dedup();
    Ok(LetterRow {
        id: document.id.to_string(),
        patient,
        document: document.kind,
        kind: listed.letter,
        state: document.state,
        versions: small(document.versions),
        receiver: document.summary.receiver_name.clone(),
        receiver_line: listed.receiver_line,
        changed: DateShown::instant(document.updated_at),
        finalized: newest.as_ref().map(|version| DateShown::instant(version.finalized_at)),
        bundle: newest.as_ref().is_some_and(|version| version.profile.is_some()),
        outbox: outbox.last().map(|item| item.state),
        issued,
    })
}

/// What is shown of an opened document of any kind beside its form.
pub(crate) struct Parts {
    /// As listed.
    pub(crate) row: LetterRow,
    /// The draft's version, for saving.
    pub(crate) version: i32,
    /// Why it is being amended; empty otherwise.
    pub(crate) reason: String,
    /// Why it was withdrawn; empty otherwise.
    pub(crate) withdrawn_reason: String,
    /// What is missing or should be looked at.
    pub(crate) findings: Vec<FindingShown>,
    /// How far each section has come with codes.
    pub(crate) progress: Vec<SectionProgress>,
    /// The 6情報 to choose from.
    pub(crate) chart: Chart,
    /// Doctors who may sign.
    pub(crate) doctors: Vec<DoctorShown>,
    /// The files that belong to it, whether the form names them or not.
    pub(crate) attachments: Vec<AttachmentShown>,
    /// How many bytes the files may have together when sent.
    pub(crate) attachments_limit: i32,
    /// How it may leave the clinic.
    pub(crate) ways: Vec<IssueWay>,
    /// Finalized versions, newest first.
    pub(crate) versions: Vec<VersionShown>,
}

/// A document, opened.
pub(crate) fn open<K: Kind>(session: &Session, document: &Document) -> Result<K::Opened, Error> {
    let form = form_of::<K>(session, document)?;
    let facts = Facts::gather(session, document)?;
    let (content, findings) = facts.resolve::<K>(session, &form);
    let names = chart::staff_names(session)?;
    let name = |who: Who| match who {
        Who::Staff(id) => names.get(&id).cloned().unwrap_or_default(),
        Who::Program => String::new(),
    };
    let (versions, issues) =
        session.store().read(|r| Ok((r.document_versions(document.id)?, r.document_issues(document.id)?)))?;
    let row = row(session, document)?;
    // A version bears what was found when it was frozen; versions from before that was kept, what is found now.
    let versions = versions
        .into_iter()
        .map(|version| match version.findings.as_deref().map(serde_json::from_str::<Vec<FindingShown>>) {
            Some(Ok(frozen)) => Ok((version, frozen)),
            Some(Err(error)) => Err(Error::bug(format!("frozen findings: {:?}", error.classify()))),
            None => Ok((version, FindingShown::all(&findings))),
        })
        .collect::<Result<Vec<_>, _>>()?;
    let findings = match versions.first() {
        Some((_, frozen)) if document.state != DocumentState::Draft => frozen.clone(),
        _ => FindingShown::all(&findings),
    };
    let files = session.store().read(|r| r.attachments(document.id))?;
    let limit = facts.bundle.guide.guide().map_or(0, |guide| small(guide.transmission_bytes));
    let doctors: Vec<DoctorShown> =
        facts.doctors.iter().filter(|doctor| doctor.active).map(settings::doctor_shown).collect();
    let parts = Parts {
        chart: chart::shown(session, row.patient.clone(), &facts.core6)?,
        row,
        version: small(document.version),
        reason: document.amend_reason.clone().unwrap_or_default(),
        withdrawn_reason: document.withdrawal.as_ref().map(|one| one.reason.clone()).unwrap_or_default(),
        findings,
        progress: progress(K::progress(&content)),
        doctors,
        attachments: files.iter().map(attach::shown).collect(),
        attachments_limit: limit,
        ways: document.kind.ways().to_vec(),
        versions: versions
            .into_iter()
            .map(|(version, findings)| VersionShown {
                number: small(version.number),
                at: DateShown::instant(version.finalized_at),
                staff: name(version.finalized_by),
                reason: version.amend_reason.unwrap_or_default(),
                bundle: version.profile.is_some(),
                issues: issues
                    .iter()
                    .filter(|issue| issue.number == version.number)
                    .map(|issue| IssueShown {
                        place: small(issue.place),
                        way: issue.way,
                        at: DateShown::instant(issue.at),
                        staff: name(issue.by),
                        undone: issue.undone.map(DateShown::instant),
                    })
                    .collect(),
                findings,
            })
            .collect(),
    };
    Ok(K::opened(parts, form))
}

/// How far each section has come with codes.
pub(crate) fn progress(sections: Vec<Progress>) -> Vec<SectionProgress> {
    sections
        .into_iter()
        .map(|section| SectionProgress {
            field: section.field.to_owned(),
            label: section.label.to_owned(),
            coded: small(section.coded),
            rows: small(section.rows),
            text: section.text,
        })
        .collect()
}
