//! The core's one error, and its conversion to the wire in one place.

use crate::api::{ApiError, Code, FindingShown};
use domain::finding::Finding;

/// A failed use-case. Its source may know more than may leave the core; [`Error::shown`] is what leaves.
#[derive(Debug)]
pub struct Error {
    /// Kind of failure.
    pub code: Code,
    /// Arguments of the code.
    pub args: Vec<String>,
    /// What is wrong with the input.
    pub findings: Vec<Finding>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    fn of(code: Code) -> Self {
        Self { code, args: Vec::new(), findings: Vec::new(), source: None }
    }

    /// An error that was reported before.
    pub(crate) fn again(code: Code, args: Vec<String>) -> Self {
        Self { args, ..Self::of(code) }
    }

    fn unavailable(what: &str) -> Self {
        Self { args: vec![what.to_owned()], ..Self::of(Code::Unavailable) }
    }

    /// The input breaks these rules.
    pub fn rejected(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::of(Code::Rejected) }
    }

    /// What was asked for does not exist.
    pub fn not_found() -> Self {
        Self::of(Code::NotFound)
    }

    /// Somebody else changed it meanwhile, or it has moved on to another state.
    pub fn stale() -> Self {
        Self::of(Code::Stale)
    }

    /// This person may not do it.
    pub fn denied() -> Self {
        Self::of(Code::Denied)
    }

    /// Nobody is chosen, or the store is not open.
    pub fn signed_out() -> Self {
        Self::of(Code::SignedOut)
    }

    /// The store needs the recovery passphrase.
    pub fn key_needed() -> Self {
        Self::of(Code::KeyNeeded)
    }

    /// The fonts for paper are missing.
    pub fn no_fonts() -> Self {
        Self::unavailable("fonts")
    }

    /// The host cannot open or save files.
    pub fn no_printer() -> Self {
        Self::unavailable("printer")
    }

    /// Our fault.
    pub fn bug(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..Self::of(Code::Bug) }
    }

    /// What leaves the core: no text of its own, no patient data.
    pub fn shown(&self) -> ApiError {
        ApiError {
            code: self.code,
            args: self.args.clone(),
            findings: FindingShown::all(&self.findings),
            incident: None,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.code)?;
        if !self.args.is_empty() {
            write!(f, " ({})", self.args.join(", "))?;
        }
        for finding in &self.findings {
            write!(f, " [{} {}]", finding.path, finding.rule.id)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let mut converted = match &error {
            E::NetworkPlace { .. } => Self::unavailable("network-folder"),
            E::ReadOnly => Self::unavailable("folder-read-only"),
            E::DiskFull => Self::unavailable("disk-full"),
            E::Busy { holder } => {
                let holder = holder.as_ref().map(|holder| holder.to_string()).unwrap_or_default();
                Self { args: vec![holder], ..Self::of(Code::Busy) }
            }
            E::NoStore | E::NotFound => Self::not_found(),
            E::StoreExists | E::Stale | E::WrongState | E::Taken => Self::stale(),
            E::KeyFileMissing | E::KeyFileDamaged => Self::unavailable("key-file"),
            E::DatabaseMissing => Self::unavailable("database-missing"),
            E::KeyNeeded | E::BadKey => Self::key_needed(),
            E::WrongPassphrase => {
                Self::rejected(vec![Finding::new(&domain::rule::PASSPHRASE_WRONG, "passphrase")])
            }
            E::NoKeyRing | E::KeyRingLocked => Self::unavailable("credential-store"),
            E::Newer { .. } | E::OtherSchema { .. } => Self::of(Code::Newer),
            E::Damaged | E::BadCopy => Self::of(Code::Damaged),
            E::Io { .. } => Self::unavailable("folder"),
            E::Unreadable { .. } | E::Database(_) => Self::of(Code::Bug),
        };
        converted.source = Some(Box::new(error));
        converted
    }
}

impl From<print::Error> for Error {
    fn from(error: print::Error) -> Self {
        let mut converted = match error {
            print::Error::NoFont { .. } => Self::no_fonts(),
            _ => Self::of(Code::Bug),
        };
        converted.source = Some(Box::new(error));
        converted
    }
}
