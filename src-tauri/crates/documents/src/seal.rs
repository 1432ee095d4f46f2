//! 職印 and 個人印: what a file with an imprint must be, and the seals that a document bears.

use domain::{
    finding::Finding,
    id::DoctorId,
    rule,
    seal::{LARGEST_FILE, SealKind},
};
use print::{Blot, Imprint};

/// A seal with its true size.
#[derive(Clone, Debug, PartialEq)]
pub struct Seal {
    /// Its imprint.
    pub imprint: Imprint,
    /// Its longer side in tenths of a millimetre.
    pub size: u16,
}

impl Seal {
    /// Its longer side in millimetres.
    pub(crate) fn longer(&self) -> f32 {
        f32::from(self.size) / 10.0
    }
}

/// The seals that the clinic has printed on finalized documents.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Seals {
    /// 職印.
    pub clinic: Option<Seal>,
    /// 個人印 by doctor.
    pub doctors: Vec<(DoctorId, Seal)>,
}

impl Seals {
    /// The 個人印 of a doctor.
    pub fn of(&self, doctor: DoctorId) -> Option<&Seal> {
        self.doctors.iter().find(|(id, _)| *id == doctor).map(|(_, seal)| seal)
    }
}

/// The imprint in a file, or why there is none. `path` is where the finding stands.
///
/// # Errors
/// A finding.
pub fn read(file: &[u8], path: &str) -> Result<Imprint, Finding> {
    if file.len() > LARGEST_FILE {
        return Err(Finding::new(&rule::SEAL_TOO_LARGE, path));
    }
    // One that was kept before comes back as it was.
    if let Some(imprint) = Imprint::of_png(file) {
        return Ok(imprint);
    }
    Imprint::read(file).map_err(|blot| match blot {
        Blot::OtherKind => Finding::new(&rule::SEAL_OTHER_KIND, path),
        Blot::Damaged => Finding::new(&rule::SEAL_DAMAGED, path),
        Blot::TooLarge => Finding::new(&rule::SEAL_TOO_LARGE, path),
        Blot::Blank => Finding::new(&rule::SEAL_BLANK, path),
        Blot::Dark => Finding::new(&rule::SEAL_DARK, path),
        Blot::Coarse(dots) => Finding::with(&rule::SEAL_COARSE, path, [dots.to_string()]),
        Blot::Slim => Finding::new(&rule::SEAL_SLIM, path),
    })
}

/// The size, where such seals are cut in it.
///
/// # Errors
/// A finding.
pub fn read_size(size: i32, kind: SealKind, path: &str) -> Result<u16, Finding> {
    let known = kind.sizes().iter().find(|known| i32::from(**known) == size);
    known.copied().ok_or_else(|| Finding::new(&rule::SEAL_SIZE, path))
}
