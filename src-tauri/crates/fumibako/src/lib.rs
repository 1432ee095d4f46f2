//! The core: everything that a front end may ask of Fumibako, whichever front end it is.
//!
//! Here live: the doors of the store ([`Desk`]), a person at work ([`Session`]), one room per field of work
//! (`patients`, `chart`, `life` of documents, `settings`, `backups`), the api table with its wire types, and the headless
//! letter ([`letter_file`]).
//!
//! Here may not live: windows, terminals, the environment, SQL, FHIR or layout of its own. The host's few
//! powers (viewer, file dialog) come through [`Shell`]; files are touched only by the store and by [`fonts`].

pub mod api;
mod backups;
mod chart;
pub mod demo;
mod desk;
mod error;
pub mod fonts;
mod front;
pub mod health;
mod input;
pub mod labs;
pub mod letter_file;
mod life;
mod outbox;
mod patients;
mod received;
mod reception;
pub mod reports;
mod seals;
mod service;
mod settings;
mod sheet;
pub mod terminal;
pub mod topic;
pub mod validate;
mod viewing;

pub use desk::{Clinic, Desk, Options, Session, Shell, ShellError, SystemClock, Wanted};
pub use error::Error;
pub use print::Fonts;
pub use store::{
    Place,
    key::{KeyFile, KeyRing, MemoryKeyRing, OsKeyRing, SecretKey},
};
