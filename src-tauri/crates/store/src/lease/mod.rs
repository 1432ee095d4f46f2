//! Leases: what only one may do at a time, on one seat or on several. A lease that is not renewed ends by itself.

use crate::{Read, Result, Store, row::stored_time};
use jiff::{SignedDuration, Timestamp};

const GET: &str = include_str!("get.sql");
const TAKE: &str = include_str!("take.sql");
const GIVE_BACK: &str = include_str!("give_back.sql");

/// Who holds a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The holder's own mark, new at every start.
    pub holder: String,
    /// What people are told about the holder: which program, which computer.
    pub label: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when, unless renewed.
    pub until: Timestamp,
}

impl Read<'_> {
    /// The lease of this name, ended ones included.
    pub fn lease(&self, name: &str) -> Result<Option<Lease>> {
        self.one("lease", GET, (name,), |row| {
            Ok(Lease {
                holder: row.get("holder")?,
                label: row.get("label")?,
                since: row.time("since")?,
                until: row.time("until")?,
            })
        })
    }
}

impl Store {
    /// Takes or renews a lease; whether it is held now. It is renewed every few seconds and says nothing about
    /// anybody, so it stands alone outside the audit and the change feed.
    pub fn lease_take(&self, name: &str, holder: &str, label: &str, ttl: SignedDuration) -> Result<bool> {
        self.write_unseen(|w| {
            let (now, until) = (stored_time(w.now()), stored_time(w.now() + ttl));
            Ok(w.run(TAKE, (name, holder, label, now, until))? == 1)
        })
    }

    /// Gives a lease back before its end.
    pub fn lease_give_back(&self, name: &str, holder: &str) -> Result<()> {
        self.write_unseen(|w| w.run(GIVE_BACK, (name, holder)).map(|_| ()))
    }
}
