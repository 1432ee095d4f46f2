//! When a file that somebody else writes is complete: two readings, some time apart, are the same, and what they
//! show is whole. Lengths and times are not believed; shares tell old ones.

use super::sha256;
use crate::codec::unfold;
use std::{collections::HashMap, path::PathBuf, time::Duration};
use tokio::time::Instant;

/// What is remembered of the files that are ours.
#[derive(Debug, Default)]
pub(super) struct Settling {
    known: HashMap<(PathBuf, String), Known>,
}

#[derive(Clone, Copy, Debug)]
enum Known {
    /// Read once or more, always the same since then.
    Same { sha256: [u8; 32], since: Instant },
    /// Stored by the caller and left where it is.
    Taken { sha256: [u8; 32] },
}

/// What to do about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing new: it was taken and left.
    Skip,
    /// Too early to read again.
    Wait,
    /// Read it.
    Read,
}

/// What a reading showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Not settled yet.
    Unsettled,
    /// The same as what was taken.
    Taken,
    /// Complete.
    Whole,
    /// Unchanged for long, but not whole: offered as it is.
    Broken,
}

impl Settling {
    /// `pushed`: names of pushed files are never used twice, so that one that was taken need not be read again.
    pub(super) fn step(&self, key: &(PathBuf, String), pushed: bool, now: Instant, settle: Duration) -> Step {
        match self.known.get(key) {
            Some(Known::Taken { .. }) if pushed => Step::Skip,
            Some(Known::Same { since, .. }) if now.duration_since(*since) < settle => Step::Wait,
            _ => Step::Read,
        }
    }

    pub(super) fn shown(
        &mut self,
        key: (PathBuf, String),
        bytes: &[u8],
        now: Instant,
        settle: Duration,
        give_up: Duration,
    ) -> Shown {
        let read = sha256(bytes);
        match self.known.get(&key) {
            Some(Known::Taken { sha256 }) if *sha256 == read => Shown::Taken,
            Some(Known::Same { sha256, since }) if *sha256 == read => {
                let age = now.duration_since(*since);
                if age < settle {
                    Shown::Unsettled
                } else if unfold::is_whole(bytes) {
                    Shown::Whole
                } else if age >= give_up {
                    Shown::Broken
                } else {
                    Shown::Unsettled
                }
            }
            _ => {
                self.known.insert(key, Known::Same { sha256: read, since: now });
                Shown::Unsettled
            }
        }
    }

    pub(super) fn taken(&mut self, key: (PathBuf, String), sha256: [u8; 32]) {
        self.known.insert(key, Known::Taken { sha256 });
    }

    pub(super) fn forget(&mut self, key: &(PathBuf, String)) {
        self.known.remove(key);
    }

    /// Forgets what is no longer there.
    pub(super) fn keep(&mut self, there: impl Fn(&(PathBuf, String)) -> bool) {
        self.known.retain(|key, _| there(key));
    }
}
