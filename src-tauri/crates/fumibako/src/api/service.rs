//! Wire types of what goes to the national service.

use super::wire;

wire! {
    /// How data for the national service is written.
    pub struct BundleFormat {
        /// The version of the guide (JP-CLINS): `1.12.0`.
        pub guide: String,
        /// Whether profile claims carry that version. Without it the receiver takes its newest.
        pub stamp: bool,
        /// Whether the data of letters travel inside their PDFs where the letter does not say otherwise.
        pub in_pdf: bool,
    }

    /// The choice and what there is to choose from.
    pub struct BundleFormatShown {
        /// What was chosen.
        pub format: BundleFormat,
        /// Versions that can be written, newest first.
        pub guides: Vec<String>,
    }
}
