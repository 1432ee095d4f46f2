//! 診療情報提供書 (別紙様式11).

pub mod compose;
pub mod content;
pub mod form;
pub mod paper;
pub mod progress;
pub mod resolve;

use crate::calendar;
