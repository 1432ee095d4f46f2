//! 職印 and 個人印: whose seal, and how large.

use crate::words::words;

words! {
    /// Whose seal it is.
    pub enum SealKind {
        /// 職印: of the clinic.
        Clinic = "clinic", "職印";
        /// 個人印: of a doctor.
        Doctor = "doctor", "個人印";
    }
}

impl SealKind {
    /// The sizes in which such seals are cut, the usual one first: the longer side in tenths of a millimetre. A
    /// 個人印 has to go into the ㊞ space of the letter.
    pub const fn sizes(self) -> &'static [u16] {
        match self {
            Self::Clinic => &[210, 180, 240],
            Self::Doctor => &[105, 120],
        }
    }
}

/// No file of a seal is larger, in bytes.
pub const LARGEST_FILE: usize = 8 * 1024 * 1024;
