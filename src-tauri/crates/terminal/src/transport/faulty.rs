//! A file system that misbehaves as shares do: gone and back, locked, slow, torn, forgetful. Seeded, so that a bad
//! day can be had twice.

use super::files::{Disk, Files, Stat};
use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How often, out of a hundred, each fault happens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chances {
    /// A file is locked by somebody else.
    pub locked: u32,
    /// A reading shows only a part.
    pub torn_read: u32,
    /// A writing stops half-way.
    pub torn_write: u32,
    /// A rename does not happen.
    pub failed_rename: u32,
    /// A rename happens, but the reply is lost.
    pub lost_reply: u32,
    /// A listing is the one of before.
    pub stale_listing: u32,
    /// A listing lacks some names.
    pub short_listing: u32,
    /// A length or time is an old one.
    pub stale_stat: u32,
    /// A call takes a while.
    pub slow: u32,
}

/// How long a slow call takes.
const SLOW: Duration = Duration::from_millis(15);

/// The double.
pub struct Faulty {
    disk: Disk,
    state: Mutex<State>,
}

struct State {
    chances: Chances,
    down: bool,
    /// Calls that still go well before the share goes.
    left: Option<u32>,
    seed: u64,
    listings: HashMap<PathBuf, Vec<String>>,
    stats: HashMap<PathBuf, Stat>,
}

impl Faulty {
    /// A file system that begins well-behaved.
    pub fn new(seed: u64) -> Self {
        let state = State {
            chances: Chances::default(),
            down: false,
            left: None,
            seed,
            listings: HashMap::new(),
            stats: HashMap::new(),
        };
        Self { disk: Disk, state: Mutex::new(state) }
    }

    /// From now on, these faults.
    pub fn chances(&self, chances: Chances) {
        self.state().chances = chances;
    }

    /// The share goes, or comes back.
    pub fn down(&self, down: bool) {
        let mut state = self.state();
        (state.down, state.left) = (down, None);
    }

    /// The share goes after so many more calls.
    pub fn down_after(&self, calls: u32) {
        self.state().left = Some(calls);
    }

    /// Whether it is gone.
    pub fn is_down(&self) -> bool {
        self.state().down
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn up(&self) -> io::Result<()> {
        if self.happens(|chances| chances.slow) {
            std::thread::sleep(SLOW);
        }
        let mut state = self.state();
        match state.left {
            Some(0) => (state.down, state.left) = (true, None),
            Some(left) => state.left = Some(left - 1),
            None => {}
        }
        if state.down { Err(io::ErrorKind::NotConnected.into()) } else { Ok(()) }
    }

    fn happens(&self, chance: impl Fn(&Chances) -> u32) -> bool {
        let mut state = self.state();
        let chance = chance(&state.chances);
        chance > 0 && state.next(100) < u64::from(chance)
    }

    fn locked(&self) -> io::Result<()> {
        if self.happens(|chances| chances.locked) { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(()) }
    }
}

impl State {
    fn next(&mut self, below: u64) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below.max(1)
    }
}

impl Files for Faulty {
    fn list(&self, folder: &Path, each: &mut dyn FnMut(&str)) -> io::Result<()> {
        self.up()?;
        let mut names = Vec::new();
        self.disk.list(folder, &mut |name| names.push(name.to_owned()))?;
        let stale = self.happens(|chances| chances.stale_listing);
        let short = self.happens(|chances| chances.short_listing);
        let mut state = self.state();
        let mut shown = match state.listings.get(folder) {
            Some(old) if stale => old.clone(),
            _ => names.clone(),
        };
        if short {
            shown.retain(|_| state.next(2) == 0);
        }
        state.listings.insert(folder.to_owned(), names);
        drop(state);
        shown.iter().for_each(|name| each(name));
        Ok(())
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.up()?;
        let stat = self.disk.stat(path)?;
        let stale = self.happens(|chances| chances.stale_stat);
        let old = self.state().stats.insert(path.to_owned(), stat);
        Ok(old.filter(|_| stale).unwrap_or(stat))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.up()?;
        self.locked()?;
        let mut bytes = self.disk.read(path, limit)?;
        if self.happens(|chances| chances.torn_read) {
            let whole = bytes.len() as u64;
            let part = self.state().next(whole.max(1));
            bytes.truncate(usize::try_from(part).unwrap_or(0));
        }
        Ok(bytes)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.up()?;
        if self.happens(|chances| chances.torn_write) {
            self.disk.write_new(path, &bytes[..bytes.len() / 2])?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        self.disk.write_new(path, bytes)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.up()?;
        if self.happens(|chances| chances.failed_rename) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        self.disk.rename_new(from, to)?;
        if self.happens(|chances| chances.lost_reply) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.up()?;
        self.locked()?;
        self.disk.remove(path)
    }
}
