//! A 資格確認端末 that lives in three folders, for tests and demonstration: it takes requests out of `req`, answers
//! into `res`, pushes what the card reader says into `face`, and misbehaves on request, by a seed.
//!
//! Of the product it knows the message catalogue alone (names, prefixes, limits), never the encoder: it reads with
//! another XML library and writes with its own few lines, so that a fault of the product's cannot hide in both.

pub mod centre;
mod clinical;
pub mod control;
mod eligibility;
pub mod faults;
mod letter;
pub mod machine;
pub mod page;
mod paper;
pub mod people;
mod request;
mod rng;
mod viewing;
mod write;

pub use crate::{
    faults::{Fault, Faults},
    machine::{Pace, Terminal},
};
