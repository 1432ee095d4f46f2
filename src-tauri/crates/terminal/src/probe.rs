//! 接続診断: facts about the folders, gathered by doing what the relay does. What they mean in words is said elsewhere.

use crate::{
    catalogue::{Folder, Role},
    transport::{
        Facts, FolderFact, Ours, TroubleKind,
        causes::kind,
        folder::{Inner, pushed_at},
    },
};
use jiff::{SignedDuration, Timestamp};
use std::{io, path::Path, time::Duration};
use uuid::Uuid;

pub(crate) fn folders(inner: &Inner, ours: &Ours, now: Timestamp) -> Facts {
    let mut facts = Facts::default();
    let mut untaken = Vec::new();
    for (folder, path) in inner.settings.folders() {
        let mut files = 0;
        let listed = inner.files.list(&path, &mut |name| {
            files += 1;
            let Some(named) = inner.catalogue.named(name) else { return };
            match named.role {
                Role::Push => facts.last_face = facts.last_face.max(pushed_at(&named.suffix)),
                Role::Request if ours.is_request(name) => untaken.push(path.join(name)),
                _ => {}
            }
        });
        let readable = listed.map(|()| files).map_err(|error| kind(&error));
        let (writable, clock) = match &readable {
            Ok(_) => match try_writing(inner, &path) {
                Ok(clock) => (Ok(()), clock),
                Err(error) => (Err(kind(&error)), None),
            },
            Err(trouble) => (Err(*trouble), None),
        };
        // The terminal's own folders tell its clock; any of them will do.
        facts.clock_difference = facts.clock_difference.or(clock.map(|there| there.duration_since(now)));
        facts.simulator |= folder == Folder::Req && inner.is_simulator(&path);
        facts.folders.push(FolderFact { folder, path, readable, writable });
    }
    // Ages by the clock of whoever holds the files.
    let there = now + facts.clock_difference.unwrap_or(SignedDuration::ZERO);
    for path in untaken {
        let modified = inner.files.stat(&path).ok().and_then(|stat| stat.modified);
        let Some(written) = modified.and_then(|at| Timestamp::try_from(at).ok()) else { continue };
        let age = Duration::try_from(there.duration_since(written)).unwrap_or_default();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        facts.untaken.push((name, age));
    }
    facts.untaken.sort();
    let state = inner.state();
    facts.last_answer = state.last_answer;
    facts.encryption_seen = state.encryption_seen;
    facts
}

/// Writes, renames and removes a file under a name that the terminal does not know; when it was written, by the
/// clock over there.
fn try_writing(inner: &Inner, folder: &Path) -> io::Result<Option<Timestamp>> {
    let name = |tail: &str| folder.join(format!(".fumibako-{}{tail}.tmp", Uuid::new_v4().simple()));
    let (first, second) = (name(""), name("b"));
    let tried =
        inner.files.write_new(&first, b"fumibako").and_then(|()| inner.files.rename_new(&first, &second));
    let written = tried.and_then(|()| inner.files.stat(&second));
    let removed = inner.files.remove(&second);
    if removed.is_err() {
        // Whichever of the two names it has, nothing of ours should stay.
        let _ = inner.files.remove(&first);
    }
    let stat = written?;
    removed?;
    Ok(stat.modified.and_then(|at| Timestamp::try_from(at).ok()))
}

impl Facts {
    /// Whether everything that the relay needs can be done.
    pub fn all_well(&self) -> bool {
        self.folders.iter().all(|fact| fact.readable.is_ok() && fact.writable.is_ok())
            && self.web_api.is_none_or(|result: Result<(), TroubleKind>| result.is_ok())
            && !self.encryption_seen
            && self.untaken.iter().all(|(_, age)| *age < Duration::from_secs(60))
    }
}
