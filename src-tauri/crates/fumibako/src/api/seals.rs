//! Wire types of 職印 and 個人印.

use super::wire;

wire! {
    /// A seal, ready to be printed.
    pub struct SealShown {
        /// The doctor whose 個人印 it is; `null` for the 職印 of the clinic.
        pub doctor_id: Option<String>,
        /// Its longer side in tenths of a millimetre.
        pub size: i32,
        /// Its imprint: a PNG with a transparent ground, base64.
        pub png: String,
    }

    /// The seals and how they are printed.
    pub struct SealsShown {
        /// Whether finalized letters bear them.
        pub printed: bool,
        /// All that are set.
        pub seals: Vec<SealShown>,
        /// The sizes of a 職印 to choose from, in tenths of a millimetre, the usual one first.
        pub clinic_sizes: Vec<i32>,
        /// The same of a 個人印.
        pub doctor_sizes: Vec<i32>,
    }

    /// Whose seal.
    pub struct SealRef {
        /// The doctor whose 個人印 it is; `null` for the 職印 of the clinic.
        pub doctor_id: Option<String>,
    }

    /// A seal to set.
    pub struct SealSave {
        /// The doctor whose 個人印 it is; `null` for the 職印 of the clinic.
        pub doctor_id: Option<String>,
        /// Its longer side in tenths of a millimetre.
        pub size: i32,
        /// A PNG or JPEG of it, base64; `null` keeps the imprint that is set.
        pub data: Option<String>,
    }

    /// Whether finalized letters bear the seals.
    pub struct SealsPrinted {
        /// They do.
        pub printed: bool,
    }
}
