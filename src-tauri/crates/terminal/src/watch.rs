//! A hint that a folder changed. Shares lose such hints, and a watch dies with its folder: whoever waits here never
//! waits longer than the interval of the sweeps, which are the truth.

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// Watches folders as far as the system can.
pub struct Watch {
    folders: Vec<PathBuf>,
    hint: Arc<Notify>,
    watching: Mutex<Watching>,
}

struct Watching {
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    /// Begins to watch. A system that cannot watch makes a watch that only waits.
    pub fn over(folders: Vec<PathBuf>) -> Self {
        let hint = Arc::new(Notify::new());
        let told = hint.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading is an event too, and we read: only what changes counts. Errors are worth a look as well.
            if event.is_ok_and(|event| event.kind.is_access()) {
                return;
            }
            told.notify_one();
        });
        let watch = Self {
            folders,
            hint,
            watching: Mutex::new(Watching { watcher: watcher.ok(), watched: BTreeSet::new() }),
        };
        watch.renew();
        watch
    }

    /// Watches again what was lost or was not there before; to be called when a sweep saw trouble or its end.
    pub fn renew(&self) {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        let Watching { watcher: Some(watcher), watched } = &mut *watching else { return };
        for folder in &self.folders {
            if watched.remove(folder) {
                // The folder may have been replaced by another of the same name.
                let _ = watcher.unwatch(folder);
            }
            if watcher.watch(folder, RecursiveMode::NonRecursive).is_ok() {
                watched.insert(folder.clone());
            }
        }
    }

    /// Waits for a hint, or for `at_most`. Whether there was a hint.
    pub async fn next(&self, at_most: Duration) -> bool {
        tokio::time::timeout(at_most, self.hint.notified()).await.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hint_shortens_the_wait_and_nothing_lengthens_it() {
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::over(vec![folder.path().to_owned(), folder.path().join("not-there")]);
        assert!(!watch.next(Duration::from_millis(50)).await);
        std::fs::write(folder.path().join("a.xml"), "<a/>").unwrap();
        assert!(watch.next(Duration::from_secs(20)).await);
        // Lost and found again.
        std::fs::create_dir(folder.path().join("not-there")).unwrap();
        while watch.next(Duration::from_millis(200)).await {}
        watch.renew();
        std::fs::write(folder.path().join("not-there/b.xml"), "<b/>").unwrap();
        assert!(watch.next(Duration::from_secs(20)).await);
    }
}
