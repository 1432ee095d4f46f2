//! Files that go with a document.

use crate::words::words;

words! {
    /// What a file is, told by its content.
    pub enum AttachmentKind {
        /// PDF.
        Pdf = "pdf", "PDF";
        /// JPEG.
        Jpeg = "jpeg", "JPEG画像";
        /// PNG.
        Png = "png", "PNG画像";
        /// A document bundle of the national service, such as a 退院時サマリー.
        Bundle = "bundle", "診療文書のデータ";
    }
}

impl AttachmentKind {
    /// Its MIME type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Bundle => "application/fhir+json",
        }
    }
}

/// How many bytes `bytes` are in base64, in which files travel.
pub const fn base64_size(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4)
}
