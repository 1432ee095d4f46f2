//! The 資格確認端末: what the national services are asked and what they answer, and the ways to and from them.
//!
//! - [`catalogue`]: names, order, lengths, limits and codes of every message; all of it data (`catalogue/*.toml`).
//! - [`codec`]: bytes ⇄ elements ⇄ keyed values, by the catalogue.
//! - [`message`]: one file per message, its request and answer in the clinic's words.
//! - [`transport`]: the folders that the terminal shares, and the Web API, behind one trait; [`watch`] shortens the
//!   wait, [`probe`] gathers the facts for 接続診断.
//!
//! Reading never fails and never panics: it gives what could be read, with findings; the caller keeps the bytes.
//! This room knows neither the store nor a clock; the caller says what time it is.

pub mod catalogue;
pub mod codec;
pub mod consent;
pub mod message;
pub mod outcome;
pub mod probe;
mod redact;
pub mod transport;
pub mod watch;

pub use message::{Answer, Decoded, Encoded, MessageKey, Request, Sender, decode, encode};
