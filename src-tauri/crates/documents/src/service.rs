//! What the national service asks of any document, and how its bytes are made.

use domain::{
    finding::Finding,
    letter::Payment,
    patient::{Branch, Patient},
    rule,
};
use fhir::{
    bundle::{Bundle, BundleError},
    profile::{Guide, GuideVersion},
};

/// How bundles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The version of the guide.
    pub guide: GuideVersion,
    /// Whether profile claims carry that version (`URL|x.y.z`). Without it the receiver takes its newest.
    pub stamp_versions: bool,
    /// Whether they travel inside the PDF where the form does not say.
    pub in_pdf: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { guide: GuideVersion::default(), stamp_versions: false, in_pdf: true }
    }
}

/// What of the patient's data keeps a document out of the national service in this version of the guide. None of
/// it stops the paper.
pub(crate) fn patient_obstacles(patient: &Patient, payment: Payment, version: GuideVersion) -> Vec<Finding> {
    let mut findings = Vec::new();
    let cardinality = version.guide().ok().map(|guide| &guide.cardinality);
    if !payment.is_covered() {
        findings.push(Finding::with(&rule::BUNDLE_PAYMENT, "payment", [payment.label().to_owned()]));
    } else if patient.insurance.is_none() {
        let assisted = patient.public_payers.iter().any(|payer| payer.is_public_assistance());
        if !assisted {
            findings.push(Finding::new(&rule::BUNDLE_NO_INSURANCE, "patient.insurance"));
        } else if cardinality.is_some_and(|known| !known.public_assistance.admits(1)) {
            let args = [version.as_str().to_owned()];
            findings.push(Finding::with(&rule::BUNDLE_NO_ASSISTANCE, "patient.public_payers", args));
        }
    }
    let whole = patient.name.family.is_empty() || patient.name.given.is_empty();
    if whole && cardinality.is_some_and(|known| !known.patient_family.admits(0)) {
        let args = [version.as_str().to_owned()];
        findings.push(Finding::with(&rule::BUNDLE_NAME_WHOLE, "patient.name", args));
    }
    if patient.address.is_empty() {
        findings.push(Finding::new(&rule::BUNDLE_NO_ADDRESS, "patient.address"));
    }
    if patient.insurance.as_ref().is_some_and(|insurance| insurance.branch == Branch::Unchecked) {
        findings.push(Finding::new(&rule::BUNDLE_BRANCH_UNCHECKED, "patient.insurance.branch"));
    }
    findings
}

/// Whether the obstacles leave room for a bundle.
pub fn may_have_bundle(obstacles: &[Finding]) -> bool {
    obstacles.iter().all(|finding| *finding.rule == rule::BUNDLE_BRANCH_UNCHECKED)
}

/// The bytes of a bundle that was put together, or why there are none.
pub(crate) fn bytes(bundle: Result<Bundle, Finding>, guide: &Guide) -> Result<Vec<u8>, Finding> {
    bundle?.to_bytes(guide.transmission_bytes).map_err(|error| match error {
        BundleError::TooLarge => Finding::new(&rule::BUNDLE_TOO_LARGE, ""),
        BundleError::NotWritten => Finding::new(&rule::BUNDLE_NOT_MADE, ""),
    })
}
