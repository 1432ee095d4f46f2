//! Named moments at which a test may kill the process, to see that what is left is whole. Compiled for tests
//! only (feature `crash-points`).

use std::sync::OnceLock;

/// Every moment of the store, in the order in which a life passes them. Whoever stands on the store names its own
/// with [`crate::crash_point`].
pub const POINTS: &[&str] = &[
    AFTER_KEY_FILE,
    DURING_MIGRATION,
    BEFORE_RENAME,
    AFTER_RENAME,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    DURING_BACKUP,
];

/// The key file of a new store is written, its database is not.
pub const AFTER_KEY_FILE: &str = "after-key-file";
/// The statements of a migration have run, it is not committed.
pub const DURING_MIGRATION: &str = "during-migration";
/// A new database is complete under its temporary name.
pub const BEFORE_RENAME: &str = "before-rename";
/// A new database has its name, the key file still says that it is being made.
pub const AFTER_RENAME: &str = "after-rename";
/// Everything of a write has run, it is not committed.
pub const BEFORE_COMMIT: &str = "before-commit";
/// A write is committed, nobody was told yet.
pub const AFTER_COMMIT: &str = "after-commit";
/// A copy is written under its temporary name.
pub const DURING_BACKUP: &str = "during-backup";

static HOOK: OnceLock<Box<dyn Fn(&'static str) + Send + Sync>> = OnceLock::new();

/// Tells what to do at each point; only the first call of a process counts.
pub fn on_reach(hook: impl Fn(&'static str) + Send + Sync + 'static) {
    let _ = HOOK.set(Box::new(hook));
}

pub(crate) fn reach(name: &'static str) {
    if let Some(hook) = HOOK.get() {
        hook(name);
    }
}
