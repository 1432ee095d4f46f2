//! Wire types of what would be registered with the national service.

use super::{
    common::{DateShown, FindingShown},
    wire,
};
use domain::core6::sharing::{ReportKind, ReportState};

wire! {
    /// One 報告単位 as it would be sent today.
    pub struct ReportShown {
        /// Its kind.
        pub kind: ReportKind,
        /// The day of sampling, of results.
        pub sampled: Option<DateShown>,
        /// New, changed, unchanged or emptied.
        pub state: ReportState,
        /// How many rows it has.
        pub rows: i32,
        /// Whether its data can be written.
        pub ready: bool,
        /// What there is to say about it.
        pub findings: Vec<FindingShown>,
    }

    /// What would be sent for a patient today.
    pub struct ReportsShown {
        /// Units.
        pub reports: Vec<ReportShown>,
        /// What there is to say about the patient and single rows.
        pub findings: Vec<FindingShown>,
    }
}
