//! When a file that somebody else writes is complete: two readings, some time apart, are the same, and what they
//! show is whole. Lengths and times are not believed; shares tell old ones.

use super::{files::Stat, sha256};
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
    Taken { sha256: [u8; 32], whole: bool, stat: Option<Stat>, looked: Instant },
}

/// How long a file that was taken whole and left is not even asked about. Names are given once, so that it should
/// not change any more; where thousands are kept, asking about each of them would be all that a sweep does.
const QUIET: Duration = Duration::from_secs(600);

/// What to do about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing new: it was taken and left.
    Skip,
    /// Too early to read again.
    Wait,
    /// Ask whether it is another one by now.
    Ask,
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
    /// What to do about a file. `broken_after`: how often one that was not whole is asked about again.
    pub(super) fn step(
        &self,
        key: &(PathBuf, String),
        now: Instant,
        settle: Duration,
        broken_after: Duration,
    ) -> Step {
        match self.known.get(key) {
            Some(Known::Taken { whole, looked, .. }) => {
                let quiet = if *whole { QUIET } else { broken_after };
                if now.duration_since(*looked) < quiet { Step::Skip } else { Step::Ask }
            }
            Some(Known::Same { since, .. }) if now.duration_since(*since) < settle => Step::Wait,
            _ => Step::Read,
        }
    }

    /// Whether a file that was taken still is the same, by what is told of it without reading.
    pub(super) fn is_the_same(&mut self, key: &(PathBuf, String), now: Instant, told: Stat) -> bool {
        match self.known.get_mut(key) {
            Some(Known::Taken { stat, looked, .. }) => {
                *looked = now;
                *stat == Some(told)
            }
            _ => false,
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
            Some(Known::Taken { sha256, .. }) if *sha256 == read => Shown::Taken,
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

    pub(super) fn taken(
        &mut self,
        key: (PathBuf, String),
        sha256: [u8; 32],
        whole: bool,
        stat: Option<Stat>,
        now: Instant,
    ) {
        self.known.insert(key, Known::Taken { sha256, whole, stat, looked: now });
    }

    pub(super) fn forget(&mut self, key: &(PathBuf, String)) {
        self.known.remove(key);
    }

    /// Forgets what is no longer there.
    pub(super) fn keep(&mut self, there: impl Fn(&(PathBuf, String)) -> bool) {
        self.known.retain(|key, _| there(key));
    }
}
