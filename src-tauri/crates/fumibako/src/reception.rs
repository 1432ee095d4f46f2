//! 受付: whom the answers about 資格 are about.

#![expect(dead_code, reason = "the lists of the day read what is only noted so far")]

pub(crate) mod arrived;
mod details;
