//! Letters become bundles: their bytes as snapshots, their content row by row, and what `fhir-check` says.

mod collections;
mod fhir_check;
mod letters;
mod random;
mod samples;
