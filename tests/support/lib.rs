//! What the tests that cross a crate boundary share: a clinic in a temporary folder, a clock that stands still,
//! the sample letters, and the way to programs and folders outside this repository.
//!
//! No test lives here, and nothing of the product may depend on it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a broken test bench should say where it broke")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests are an edge: the environment says where shared tools lie"
)]
#![allow(clippy::print_stderr, reason = "a skipped test says why")]

pub mod at_terminal;
mod clinic;
mod outside;
mod paper;
mod samples;

pub use clinic::{Calls, FakeClock, NoShell, TempClinic, desk_over, entry, front_setup};
pub use outside::{cli, demanded, fonts, fonts_are_there, house, long, program, shared, skip};
pub use paper::{Paper, bare};
pub use samples::{Sample, plans, rejected, sample, samples};
