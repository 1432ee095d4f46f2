//! The table of everything that a front end may ask, and the wire types that it speaks.
//!
//! One line per call gives: dispatch from JSON, the TypeScript interface `Api`, the permission that is checked
//! in one place, and the topics by which a front end knows what became stale. Wire types hold strings as typed
//! and small numbers; reading and judging them is the business of the rooms.

pub mod bindings;
pub mod chart;
pub mod clinic;
pub mod common;
pub mod front;
pub mod labs;
pub mod letters;
pub mod outbox;
pub mod patients;
pub mod received;
pub mod reception;
pub mod reports;
pub mod seals;
pub mod service;
mod table;
pub mod terminal;
pub mod viewing;

pub use common::{ApiError, Code, FindingShown, Nothing};
pub use table::{CALLS, CallInfo, dispatch};

/// Declares wire types: one list of derives, unknown fields are errors.
macro_rules! wire {
    ($($item:item)*) => {$(
        #[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        $item
    )*};
}
pub(crate) use wire;
