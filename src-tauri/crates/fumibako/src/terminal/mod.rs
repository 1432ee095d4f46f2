//! The 資格確認端末 joined to the clinic: what is asked of it, what comes back, and the relay that carries both.
//!
//! Nothing is read from the folders and nothing posted unless the clinic switched the terminal on and this program
//! holds the lease. What comes is stored before it is understood, what goes is stored before it is written.

mod ask;
mod build;
mod intake;
mod letters;
mod once;
pub(crate) mod plain;
mod post;
mod probe;
mod relay;
mod room;
mod settings;
mod subject;
mod thread;

pub(crate) use ask::{ask, is_open};
pub use once::{Once, once};
pub use relay::{Options, POINTS, Relay, Stepped};
pub(crate) use settings::catalogue;
pub use settings::{Settings, Way, WebApiSettings};
pub use subject::{Priority, Subject};
pub use thread::{LABEL_LIMIT, Status};

pub(crate) use room::{get, log, probe as probe_now, save, save_set_aside, set_aside, state, try_out};
pub(crate) use thread::{Control, Shared};

/// Name of the lease of whoever talks to the terminal.
pub const LEASE: &str = "relay";
