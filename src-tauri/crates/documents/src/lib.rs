//! The documents that the clinic writes, one folder per kind: `form` (what a person fills in), `content` (the
//! same with everything looked up), `compose` (FHIR), `paper` (layout).
//!
//! What several kinds share stands beside the folders: how typed things are read (`reading`), days in words
//! (`calendar`), what every sheet bears ([`sheet`]), how far codes have come ([`progress`]), and what the national
//! service asks of any document ([`service`]).
//!
//! Nothing here touches a disk, a clock or a database: the caller brings the facts and keeps the bytes.

pub mod attachment;
mod calendar;
pub mod care_plan_summary;
pub mod companions;
pub mod progress;
mod reading;
pub mod received;
pub mod referral_letter;
pub mod seal;
pub mod service;
pub mod sheet;
