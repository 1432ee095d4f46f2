//! All SQL of the program, over one encrypted file.
//!
//! Here live: the SQLCipher file and its key, migrations, verified copies, the one door for reading and the
//! one for writing, the audit and the change feed, and one folder per kind of row (`mod.rs` beside the `.sql`
//! files that it binds).
//!
//! Here may not live: rules of the clinic (they are in `domain`), FHIR, layout, anything of a window. No
//! public signature names the database library, and no other crate may.
//!
//! Invariants:
//! - A database file that does not open is never deleted, moved or made anew: a wrong key and a damaged file
//!   cannot be told apart.
//! - Every write goes through [`Store::write`], which takes an [`Audit`]: nothing is written without saying who.
//! - A released migration never changes; a newer database is refused.
//! - SQL stands only in `.sql` files, with parameters `$1 $2 …` in order.

pub mod attachment;
pub mod audit;
pub mod backup;
pub mod change;
mod connect;
pub mod core6;
#[cfg(any(test, feature = "crash-points"))]
pub mod crash;
mod doctor;
pub mod document;
mod door;
pub mod eligibility;
mod error;
mod files;
pub mod health;
pub mod inbox;
mod institution;
pub mod key;
pub mod lab;
pub mod lease;
mod lock;
mod migrate;
mod open;
pub mod outbox;
pub mod patient;
pub mod place;
pub mod received;
mod receiver;
mod redact;
pub mod report;
pub mod request;
mod row;
pub mod seal;
mod setting;
mod staff;
pub mod template;
pub mod transmission;

pub use audit::{Audit, Who};
pub use change::Topic;
pub use door::{Read, Write};
pub use error::{Error, Result};
pub use lock::Holder;
pub use open::{KeyKept, Store, Unlock};
pub use place::{Place, Presence};

#[cfg(test)]
mod tests;

/// Names a moment at which a test may kill the process. Nothing at all in what is shipped.
#[cfg(any(test, feature = "crash-points"))]
pub fn crash_point(name: &'static str) {
    crash::reach(name);
}

/// Names a moment at which a test may kill the process. Nothing at all in what is shipped.
#[cfg(not(any(test, feature = "crash-points")))]
pub const fn crash_point(_name: &'static str) {}
