//! Letters on paper: their text as snapshots, and every word of a letter read back from its PDF.

mod care_plans;
mod companions;
mod golden;
#[path = "../compose/letters/mod.rs"]
mod letters;
#[path = "../compose/plans/mod.rs"]
mod plans;
mod random;
mod samples;
#[path = "../../../print/tests/support/mod.rs"]
mod support;
