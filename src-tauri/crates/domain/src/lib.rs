//! The words and rules of the clinic.
//!
//! Here live: patients, institutions, staff, the six kinds of clinical information (6情報), the life of a
//! document, dates in both calendars, Japanese text, and [`finding::Finding`], the one way in which a rule
//! speaks to a person.
//!
//! Here may not live: I/O, the clock itself (only the trait [`clock::Clock`]), JSON, SQL, layout. The feature
//! `wire` gives plain words (enums made by `words!`) their names in TypeScript and JSON Schema; records have
//! wire types of their own further out.

mod words;

pub mod attachment;
pub mod clock;
pub mod companion;
pub mod core6;
pub mod date;
pub mod document;
pub mod eligibility;
pub mod finding;
pub mod id;
pub mod institution;
pub mod letter;
pub mod matching;
pub mod outbox;
pub mod patient;
pub mod received;
mod redact;
pub mod rule;
pub mod seal;
pub mod staff;
pub mod terminal;
pub mod text;
