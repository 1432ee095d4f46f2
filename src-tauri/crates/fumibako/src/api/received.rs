//! Wire types of 届いた文書.

use super::{
    chart::EntryRef,
    common::{DateShown, FindingShown},
    patients::PatientRow,
    wire,
};
use documents::received::view::ReceivedView;
use domain::received::{FileOrigin, ReceivedKind};

wire! {
    /// Which received documents to list.
    pub struct ReceivedQuery {
        /// Only those about this patient.
        pub patient_id: Option<String>,
        /// Only those that nobody has attached to a patient yet.
        pub loose: bool,
        /// Only those with this text in title, number, sender or the patient's name; empty for all.
        pub text: String,
    }

    /// A received document in a list.
    pub struct ReceivedRow {
        /// Id.
        pub id: String,
        /// Version, for attaching.
        pub version: i32,
        /// Kind.
        pub kind: ReceivedKind,
        /// Title as written.
        pub title: String,
        /// The day on which it was issued.
        pub dated: Option<DateShown>,
        /// The institution that it comes from.
        pub sender: String,
        /// The patient's name as the document writes it.
        pub person: String,
        /// The document's number.
        pub number: String,
        /// When it came.
        pub received: DateShown,
        /// Who took it in.
        pub staff: String,
        /// The patient whom a person found it to be about.
        pub patient: Option<PatientRow>,
    }

    /// A file to take in.
    pub struct ReceivedImport {
        /// Its bytes, base64; `null` lets the host ask for a file.
        pub bytes: Option<String>,
    }

    /// What came of taking files in.
    pub struct ReceivedImported {
        /// The documents: one, or those that lay inside a PDF. Empty when the person cancelled.
        pub documents: Vec<ReceivedOne>,
    }

    /// A document that was taken in.
    pub struct ReceivedOne {
        /// As listed.
        pub row: ReceivedRow,
        /// The same bytes were there already: nothing was stored twice.
        pub known: bool,
        /// What is wrong with it or was not understood.
        pub findings: Vec<FindingShown>,
    }

    /// A received document, opened.
    pub struct ReceivedOpen {
        /// As listed.
        pub row: ReceivedRow,
        /// What it says.
        pub view: ReceivedView,
        /// What is wrong with it or was not understood.
        pub findings: Vec<FindingShown>,
        /// Whom it may be about, most likely first; empty once a person has said so.
        pub proposals: Vec<ReceivedProposal>,
        /// How the rows of the 6情報 stand against the chart.
        pub rows: Vec<ReceivedRowState>,
        /// The files beside it, in the order in which they came.
        pub files: Vec<ReceivedBeside>,
    }

    /// A file that is kept beside a received document.
    pub struct ReceivedBeside {
        /// Its place among them, from 1.
        pub place: i32,
        /// How it came.
        pub origin: FileOrigin,
        /// The name that it came with, or empty.
        pub name: String,
        /// Media type.
        pub media_type: String,
        /// Bytes.
        pub size: i32,
        /// When it was kept.
        pub kept: DateShown,
    }

    /// What of a received document to save.
    pub struct ReceivedSave {
        /// The document.
        pub id: String,
        /// The place of a file beside it; `null` means the document itself.
        pub place: Option<i32>,
    }

    /// A patient whom a document may be about.
    pub struct ReceivedProposal {
        /// The patient.
        pub patient: PatientRow,
        /// Name (kanji or kana) is the same.
        pub name: bool,
        /// Birth date is the same.
        pub birth_date: bool,
        /// Insurer's number, 記号 and 番号 are the same.
        pub insurance: bool,
        /// The document has this clinic's own 患者番号.
        pub chart_number: bool,
    }

    /// How a row of a document stands against the chart.
    pub struct ReceivedRowState {
        /// The row's place in the document.
        pub item: i32,
        /// Who took it over and when; empty when nobody did (or it was taken back since).
        pub taken: String,
        /// The chart has the same row already.
        pub known: bool,
    }

    /// Whom a document is about.
    pub struct ReceivedAttach {
        /// The document.
        pub id: String,
        /// The version that the front end knows.
        pub version: i32,
        /// The patient; `null` lets the document go.
        pub patient_id: Option<String>,
    }

    /// Rows to take over into the chart.
    pub struct ReceivedTake {
        /// The document.
        pub id: String,
        /// Their places in the document.
        pub items: Vec<i32>,
    }

    /// Rows that were taken over.
    pub struct ReceivedTaken {
        /// The new rows of the chart, for taking them back.
        pub entries: Vec<EntryRef>,
    }

    /// A file inside a document.
    pub struct ReceivedFile {
        /// The document.
        pub id: String,
        /// The file's place in the document.
        pub index: i32,
    }

    /// Which pages to show.
    pub struct ReceivedPreview {
        /// The document.
        pub id: String,
        /// Dots per inch, 40–300.
        pub dpi: i32,
    }
}
