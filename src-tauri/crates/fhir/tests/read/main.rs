//! Reading received bundles: nothing is lost, whatever is in them; nothing panics.

#![allow(clippy::unwrap_used, reason = "tests")]

mod bundles;
mod everything;
mod examples;
mod fuzz;
mod kinds;
mod lost;
