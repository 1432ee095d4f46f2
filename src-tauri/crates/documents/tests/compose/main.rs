//! Letters become bundles: their bytes as snapshots, their content row by row, and what `fhir-check` says.

mod care_plans;
mod collections;
mod fhir_check;
mod letters;
mod plans;
mod random;
mod renewal;
mod round_trip;
mod round_trip_units;
mod samples;
