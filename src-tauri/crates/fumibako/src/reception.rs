//! 受付: whose insurance was told of today, who that is here, and what a person says, asks and takes over.
//!
//! Nothing is taken over by itself: an answer is somebody's only where that is certain, and a told value replaces a
//! stored one only where a person says so.

pub(crate) mod arrived;
mod asks;
mod deeds;
mod details;
mod show;

pub(crate) use asks::{ask_bulk, ask_eligibility, ask_key, ask_reference_number};
pub(crate) use deeds::{adopt, dismiss, form_of, is_somebody, register, release};
pub(crate) use show::{bulk, history, may_view, today};
