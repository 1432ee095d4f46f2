//! How data for the national service is written: the clinic's choice, and what a document was made with.

use crate::{
    Error, Session,
    api::{
        Nothing,
        service::{BundleFormat, BundleFormatShown},
    },
};
use documents::service::Options;
use domain::{finding::Finding, rule};
use fhir::profile::GuideVersion;
use store::{Store, document::Document};

/// Settings of the store.
const GUIDE: &str = "bundle.guide";
const STAMP: &str = "bundle.stamp";
const IN_PDF: &str = "bundle.in_pdf";

/// What the clinic chose: by default the newest version, without a stamp, and inside the PDF of letters.
pub(crate) fn chosen(store: &Store) -> Result<Options, Error> {
    let (guide, stamp, in_pdf) =
        store.read(|r| Ok((r.setting(GUIDE)?, r.setting(STAMP)?, r.setting(IN_PDF)?)))?;
    Ok(Options {
        guide: guide.as_deref().and_then(GuideVersion::parse).unwrap_or_default(),
        stamp_versions: stamp.as_deref() == Some("1"),
        in_pdf: in_pdf.as_deref() != Some("0"),
    })
}

/// The same for one document: once a version of it has a bundle, the later ones are written in the same version
/// of the guide.
pub(crate) fn of_document(store: &Store, document: &Document) -> Result<Options, Error> {
    let versions = store.read(|r| r.document_versions(document.id))?;
    let before = versions.iter().rev().find_map(|version| GuideVersion::parse(version.profile.as_deref()?));
    let chosen = chosen(store)?;
    Ok(Options { guide: before.unwrap_or(chosen.guide), ..chosen })
}

pub fn format(session: &Session, _: Nothing) -> Result<BundleFormatShown, Error> {
    let chosen = chosen(session.store())?;
    Ok(BundleFormatShown {
        format: BundleFormat {
            guide: chosen.guide.as_str().to_owned(),
            stamp: chosen.stamp_versions,
            in_pdf: chosen.in_pdf,
        },
        guides: GuideVersion::ALL.iter().rev().map(|version| version.as_str().to_owned()).collect(),
    })
}

/// As settings hold it.
pub(crate) fn flag(set: bool) -> &'static str {
    if set { "1" } else { "0" }
}

pub fn save_format(session: &Session, save: BundleFormat) -> Result<BundleFormatShown, Error> {
    let Some(guide) = GuideVersion::parse(&save.guide) else {
        return Err(Error::rejected(vec![Finding::new(&rule::INPUT_UNKNOWN_REFERENCE, "guide")]));
    };
    session.store().write(&session.audit("bundle_format_save").detail(guide.as_str()), |w| {
        w.setting_set(GUIDE, guide.as_str())?;
        w.setting_set(STAMP, flag(save.stamp))?;
        w.setting_set(IN_PDF, flag(save.in_pdf))
    })?;
    format(session, Nothing {})
}
