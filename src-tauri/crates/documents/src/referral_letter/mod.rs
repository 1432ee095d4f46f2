//! 診療情報提供書 (別紙様式11).

mod calendar;
pub mod compose;
pub mod content;
pub mod form;
pub mod paper;
pub mod progress;
pub mod resolve;
