//! Letters on paper: their text as snapshots, and every word of a letter read back from its PDF.

#[path = "../compose/letters/mod.rs"]
mod letters;
mod random;
mod samples;
#[path = "../../../print/tests/support/mod.rs"]
mod support;
