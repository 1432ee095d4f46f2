//! The documents that the clinic writes, one folder per kind: `form` (what a person fills in), `content` (the
//! same with everything looked up), `compose` (FHIR), `paper` (layout).
//!
//! Nothing here touches a disk, a clock or a database: the caller brings the facts and keeps the bytes.

pub mod referral_letter;
