//! The checker against good bundles, single faults and arbitrary input.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod bundles;
mod docs;
mod files;
mod good;
mod mutations;
mod place;
mod random;
mod table;
