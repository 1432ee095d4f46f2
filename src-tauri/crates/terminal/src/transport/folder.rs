//! The folders that the terminal shares, `req`, `res` and `face`, on a local disk or over SMB.

use super::{
    Arrival, Fate, Intent, Ours, Pending, Place, PostError, Sweep, Taken, Transport, Trouble, TroubleKind,
    Withdrawn,
    causes::trouble,
    files::{Disk, Files},
    is_encrypted,
    settle::{Settling, Shown, Step},
    sha256, temporary,
};
use crate::{
    catalogue::{Catalogue, Folder, Role, SIMULATOR_MARK},
    message::{Encoded, Wire},
    probe,
};
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, HashSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use tokio::time::Instant;
use uuid::Uuid;

/// Most files, and most bytes, that one sweep offers; the rest waits for the next.
const MOST_ARRIVALS: usize = 64;
const MOST_BYTES: usize = 256 << 20;

/// Where and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `req`.
    pub req: PathBuf,
    /// `res`.
    pub res: PathBuf,
    /// `face`.
    pub face: PathBuf,
    /// Families (`OQS`, `VIEW`, `CIS`) whose requests and answers the site keeps in folders of their own.
    pub families: BTreeMap<String, (PathBuf, PathBuf)>,
    /// Time between the two readings that make a file settled.
    pub settle: Duration,
    /// After which a file that stays broken is offered as it is.
    pub give_up: Duration,
    /// Remove our answers once they are stored.
    pub remove_answers: bool,
    /// Remove what the card reader pushed once it is stored; off where another product reads it too.
    pub remove_faces: bool,
    /// Pushed files from before this day are passed over.
    pub faces_since: Option<jiff::civil::Date>,
    /// Largest file that is read at all, in bytes.
    pub largest: u64,
    /// Send provisional messages to a real terminal too.
    pub allow_provisional: bool,
}

impl Settings {
    /// The usual three folders below one root.
    pub fn below(root: &Path) -> Self {
        Self {
            req: root.join("req"),
            res: root.join("res"),
            face: root.join("face"),
            families: BTreeMap::new(),
            settle: Duration::from_millis(300),
            give_up: Duration::from_secs(20),
            remove_answers: true,
            remove_faces: false,
            faces_since: None,
            largest: 128 << 20,
            allow_provisional: false,
        }
    }

    fn req_of(&self, family: &str) -> &Path {
        self.families.get(family).map_or(&self.req, |(req, _)| req)
    }

    fn res_of(&self, family: &str) -> &Path {
        self.families.get(family).map_or(&self.res, |(_, res)| res)
    }

    /// Every folder once.
    pub(crate) fn folders(&self) -> Vec<(Folder, PathBuf)> {
        let mut all = vec![
            (Folder::Req, self.req.clone()),
            (Folder::Res, self.res.clone()),
            (Folder::Face, self.face.clone()),
        ];
        for (req, res) in self.families.values() {
            all.extend([(Folder::Req, req.clone()), (Folder::Res, res.clone())]);
        }
        let mut seen = HashSet::new();
        all.retain(|one| seen.insert(one.clone()));
        all
    }
}

/// The transport.
#[derive(Clone)]
pub struct FolderTransport {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) settings: Settings,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) files: Arc<dyn Files>,
    state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    settling: Settling,
    pub(crate) last_answer: Option<Timestamp>,
    pub(crate) encryption_seen: bool,
}

impl FolderTransport {
    /// Over the real file system.
    pub fn new(settings: Settings, catalogue: Arc<Catalogue>) -> Self {
        Self::over(settings, catalogue, Arc::new(Disk))
    }

    /// Over another one.
    pub fn over(settings: Settings, catalogue: Arc<Catalogue>, files: Arc<dyn Files>) -> Self {
        Self { inner: Arc::new(Inner { settings, catalogue, files, state: Mutex::default() }) }
    }

    /// Removes our own answers, and temporary files, that were written before `before` and are still there; the number
    /// of files removed. `before` lies days back: a message of today may still be in its temporary file.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub async fn clean_up(&self, ours: &Ours, before: Timestamp) -> Result<usize, Trouble> {
        let ours = ours.clone();
        self.run(move |inner| inner.clean_up(&ours, before)).await
    }

    /// The folders worth watching.
    pub fn watched(&self) -> Vec<PathBuf> {
        let folders = self.inner.settings.folders().into_iter();
        folders.filter(|(folder, _)| *folder != Folder::Req).map(|(_, path)| path).collect()
    }

    /// File systems block; they do it elsewhere.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Inner) -> T + Send + 'static) -> T {
        let inner = self.inner.clone();
        match tokio::task::spawn_blocking(move || work(&inner)).await {
            Ok(done) => done,
            // The work does not panic and the runtime does not cancel what has begun.
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}

impl Transport for FolderTransport {
    fn wire(&self) -> Wire {
        Wire::File
    }

    fn post<'a>(&'a self, message: &'a Encoded, intent: &'a Intent) -> Pending<'a, Result<(), PostError>> {
        let (message, intent) = (message.clone(), intent.clone());
        Box::pin(self.run(move |inner| inner.post(&message, &intent)))
    }

    fn resume<'a>(&'a self, intent: &'a Intent) -> Pending<'a, Result<Fate, Trouble>> {
        let intent = intent.clone();
        Box::pin(self.run(move |inner| inner.resume(&intent)))
    }

    fn withdraw<'a>(&'a self, intent: &'a Intent) -> Pending<'a, Result<Withdrawn, Trouble>> {
        let intent = intent.clone();
        Box::pin(self.run(move |inner| inner.withdraw(&intent)))
    }

    fn sweep<'a>(&'a self, ours: &'a Ours) -> Pending<'a, Sweep> {
        let (ours, now) = (ours.clone(), Instant::now());
        Box::pin(self.run(move |inner| inner.sweep(&ours, now)))
    }

    fn take<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Result<Taken, Trouble>> {
        let (arrival, now) = (Arrival { bytes: Vec::new(), ..arrival.clone() }, Instant::now());
        Box::pin(self.run(move |inner| inner.take(&arrival, now)))
    }

    fn clean_up<'a>(&'a self, ours: &'a Ours, before: Timestamp) -> Pending<'a, Result<usize, Trouble>> {
        Box::pin(FolderTransport::clean_up(self, ours, before))
    }

    fn probe<'a>(&'a self, ours: &'a Ours, now: Timestamp) -> Pending<'a, super::Facts> {
        let ours = ours.clone();
        Box::pin(self.run(move |inner| probe::folders(inner, &ours, now)))
    }
}

impl Inner {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn is_simulator(&self, req: &Path) -> bool {
        self.files.stat(&req.join(SIMULATOR_MARK)).is_ok()
    }

    /// The folder of a request of ours; trouble when the name is none.
    fn place_of(&self, name: &str) -> Result<(PathBuf, PathBuf, String), Trouble> {
        let settings = Trouble { place: Place::Folder(Folder::Req), kind: TroubleKind::Settings };
        let named = self.catalogue.named(name).filter(|named| named.role == Role::Request).ok_or(settings)?;
        let family = &named.message.family;
        let base = named.message.answer_base(&named.suffix);
        Ok((self.settings.req_of(family).to_owned(), self.settings.res_of(family).to_owned(), base))
    }

    /// Whether an answer lies there, under any ending.
    fn answer_exists(&self, res: &Path, base: &str) -> Result<bool, Trouble> {
        for ending in ["xml", "pdf", "zip"] {
            match self.files.stat(&res.join(format!("{base}.{ending}"))) {
                Ok(_) => return Ok(true),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(trouble(Folder::Res, &error)),
            }
        }
        Ok(false)
    }

    fn post(&self, message: &Encoded, intent: &Intent) -> Result<(), PostError> {
        let (req, res, base) = self.place_of(&intent.name)?;
        if message.message.provisional && !self.settings.allow_provisional && !self.is_simulator(&req) {
            return Err(PostError::Provisional);
        }
        if intent.name != message.name
            || intent.sha256 != sha256(&message.bytes)
            || !is_temporary(&intent.temp)
        {
            return Err(Trouble { place: Place::Folder(Folder::Req), kind: TroubleKind::Settings }.into());
        }
        if self.answer_exists(&res, &base)? {
            return Err(PostError::NameTaken);
        }
        let (temp, target) = (req.join(&intent.temp), req.join(&intent.name));
        if let Err(error) = self.files.write_new(&temp, &message.bytes) {
            // What was half written is of no use to anybody.
            let _ = self.files.remove(&temp);
            return Err(trouble(Folder::Req, &error).into());
        }
        match self.files.rename_new(&temp, &target) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let _ = self.files.remove(&temp);
                Err(PostError::NameTaken)
            }
            Err(error) => self.after_failed_rename(&temp, &target, &error),
        }
    }

    /// The share may have gone away after doing what was asked, or before. Only a temporary file that is still there
    /// proves that nothing was posted.
    fn after_failed_rename(&self, temp: &Path, target: &Path, error: &io::Error) -> Result<(), PostError> {
        if self.files.stat(target).is_ok() {
            return Ok(());
        }
        match self.files.stat(temp) {
            Ok(_) => {
                // If it cannot be removed it could be renamed later by nobody but `resume`, which is asked only
                // after a crash.
                let _ = self.files.remove(temp);
                Err(trouble(Folder::Req, error).into())
            }
            Err(_) => Err(PostError::Unsure),
        }
    }

    fn resume(&self, intent: &Intent) -> Result<Fate, Trouble> {
        let (req, res, base) = self.place_of(&intent.name)?;
        let req_trouble = |error: &io::Error| trouble(Folder::Req, error);
        if self.answer_exists(&res, &base)? {
            return Ok(Fate::Answered);
        }
        let target = req.join(&intent.name);
        let there = |path: &Path| match self.files.stat(path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(req_trouble(&error)),
        };
        // A folder that is not mounted shows no file either.
        self.files.list(&req, &mut |_| {}).map_err(|error| req_trouble(&error))?;
        if there(&target)? {
            return Ok(Fate::Posted);
        }
        let temp = req.join(&intent.temp);
        if is_temporary(&intent.temp) && there(&temp)? {
            let bytes = self.files.read(&temp, self.settings.largest).map_err(|error| req_trouble(&error))?;
            if sha256(&bytes) == intent.sha256 {
                return match self.files.rename_new(&temp, &target) {
                    Ok(()) => Ok(Fate::Posted),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Fate::Posted),
                    Err(error) => Err(req_trouble(&error)),
                };
            }
            // Torn: it was never renamed and never will be.
            self.files.remove(&temp).map_err(|error| req_trouble(&error))?;
        }
        Ok(Fate::Gone)
    }

    fn withdraw(&self, intent: &Intent) -> Result<Withdrawn, Trouble> {
        let (req, _, _) = self.place_of(&intent.name)?;
        // Taking it away by renaming settles who has it; the terminal cannot take it meanwhile.
        let aside = req.join(temporary(Uuid::new_v4()));
        match self.files.rename_new(&req.join(&intent.name), &aside) {
            Ok(()) => {
                // It is not ours to keep; left behind it would only be litter under a name that nobody reads.
                let _ = self.files.remove(&aside);
                Ok(Withdrawn::Withdrawn)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.files.list(&req, &mut |_| {}).map_err(|error| trouble(Folder::Req, &error))?;
                Ok(Withdrawn::AlreadyTaken)
            }
            Err(error) => Err(trouble(Folder::Req, &error)),
        }
    }

    fn sweep(&self, ours: &Ours, now: Instant) -> Sweep {
        let mut sweep = Sweep::default();
        let mut there: HashSet<(PathBuf, String)> = HashSet::new();
        let mut unseen: HashSet<PathBuf> = HashSet::new();
        let mut total = 0;
        for (folder, path) in self.settings.folders() {
            let mut wanted = Vec::new();
            let listed = self.files.list(&path, &mut |name| match self.concerns(folder, &path, name, ours) {
                Concern::Foreign => sweep.foreign += 1,
                Concern::Request => sweep.untaken.push(name.to_owned()),
                Concern::Answer | Concern::Push => wanted.push(name.to_owned()),
                Concern::None => {}
            });
            if let Err(error) = listed {
                sweep.troubles.push(trouble(folder, &error));
                unseen.insert(path);
                continue;
            }
            wanted.sort();
            for name in wanted {
                let key = (path.clone(), name);
                there.insert(key.clone());
                let full = sweep.arrivals.len() >= MOST_ARRIVALS || total >= MOST_BYTES;
                let step = self.state().settling.step(&key, now, self.settings.settle, self.settings.give_up);
                match step {
                    Step::Skip => {}
                    Step::Wait => sweep.unsettled += 1,
                    Step::Read | Step::Ask if full => sweep.unsettled += 1,
                    Step::Read | Step::Ask => {
                        let before = sweep.arrivals.len();
                        self.look(folder, key, now, &mut sweep);
                        total += sweep.arrivals.get(before).map_or(0, |arrival| arrival.bytes.len());
                    }
                }
            }
        }
        self.state().settling.keep(|key| there.contains(key) || unseen.contains(&key.0));
        sweep
    }

    /// Reads one file and says what it shows.
    fn look(&self, folder: Folder, key: (PathBuf, String), now: Instant, sweep: &mut Sweep) {
        let path = key.0.join(&key.1);
        let stat = match self.files.stat(&path) {
            Ok(stat) if stat.length > self.settings.largest => {
                return sweep.too_large.push((folder, key.1));
            }
            Ok(stat) if self.state().settling.is_the_same(&key, now, stat) => return,
            Ok(stat) => stat,
            Err(_) => return sweep.unsettled += 1,
        };
        // Locked, gone again, or the share is going away: the next sweep will see.
        let Ok(bytes) = self.files.read(&path, self.settings.largest + 1) else {
            sweep.unsettled += 1;
            return;
        };
        if bytes.len() as u64 > self.settings.largest {
            return sweep.too_large.push((folder, key.1));
        }
        let mut state = self.state();
        let shown =
            state.settling.shown(key.clone(), &bytes, now, self.settings.settle, self.settings.give_up);
        match shown {
            Shown::Taken => {}
            Shown::Unsettled => sweep.unsettled += 1,
            Shown::Whole | Shown::Broken => {
                let modified = stat.modified.and_then(|at| Timestamp::try_from(at).ok());
                if folder == Folder::Res {
                    state.last_answer = state.last_answer.max(modified);
                }
                state.encryption_seen |= is_encrypted(&bytes);
                sweep.arrivals.push(Arrival {
                    folder,
                    path: key.0,
                    name: key.1,
                    sha256: sha256(&bytes),
                    bytes,
                    modified,
                    whole: shown == Shown::Whole,
                });
            }
        }
    }

    fn concerns(&self, folder: Folder, path: &Path, name: &str, ours: &Ours) -> Concern {
        let Some(named) = self.catalogue.named(name) else {
            return if name.starts_with('.') { Concern::None } else { Concern::Foreign };
        };
        match named.role {
            Role::Request if folder == Folder::Req && ours.is_request(name) => Concern::Request,
            Role::Answer if folder == Folder::Res => {
                let base = named.message.answer_base(&named.suffix);
                let here = self.settings.res_of(&named.message.family) == path;
                if here && ours.is_answer(&base) { Concern::Answer } else { Concern::Foreign }
            }
            Role::Push if named.message.folders.contains(&folder) => {
                let old = self
                    .settings
                    .faces_since
                    .is_some_and(|since| pushed_at(&named.suffix).is_some_and(|at| at.date() < since));
                if old { Concern::Foreign } else { Concern::Push }
            }
            _ => Concern::Foreign,
        }
    }

    fn take(&self, arrival: &Arrival, now: Instant) -> Result<Taken, Trouble> {
        let key = (arrival.path.clone(), arrival.name.clone());
        let named = self.catalogue.named(&arrival.name);
        let known = self.settings.folders().contains(&(arrival.folder, arrival.path.clone()));
        let Some(named) = named.filter(|named| known && named.role != Role::Request) else {
            return Err(Trouble { place: Place::Folder(arrival.folder), kind: TroubleKind::Settings });
        };
        let remove = match named.role {
            Role::Push => self.settings.remove_faces,
            _ => self.settings.remove_answers,
        };
        let path = arrival.path.join(&arrival.name);
        // Whoever writes slower than we wait may still be writing: what is not whole stays, and is offered again when
        // it changes.
        if !remove || !arrival.whole {
            let stat = self.files.stat(&path).ok();
            self.state().settling.taken(key, arrival.sha256, arrival.whole, stat, now);
            return Ok(Taken::Left);
        }
        // Somebody may have written another answer under the name meanwhile, or something that is no file.
        match self.files.stat(&path).and_then(|_| self.files.read(&path, self.settings.largest + 1)) {
            Ok(bytes) if sha256(&bytes) != arrival.sha256 => {
                self.state().settling.forget(&key);
                return Ok(Taken::Changed);
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.state().settling.forget(&key);
                return Ok(Taken::Gone);
            }
            Err(error) => return Err(trouble(arrival.folder, &error)),
        }
        match self.files.remove(&path) {
            Ok(()) => {
                self.state().settling.forget(&key);
                Ok(Taken::Removed)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Taken::Gone),
            Err(error) => Err(trouble(arrival.folder, &error)),
        }
    }

    fn clean_up(&self, ours: &Ours, before: Timestamp) -> Result<usize, Trouble> {
        let mut removed = 0;
        for (folder, path) in self.settings.folders() {
            let mut old = Vec::new();
            self.files
                .list(&path, &mut |name| {
                    // What was half written, or could not be taken away, when the share went.
                    let litter = folder == Folder::Req && is_temporary(name);
                    if litter || self.concerns(folder, &path, name, ours) == Concern::Answer {
                        old.push(path.join(name));
                    }
                })
                .map_err(|error| trouble(folder, &error))?;
            for file in old {
                let modified = self.files.stat(&file).ok().and_then(|stat| stat.modified);
                let written = modified.and_then(|at| Timestamp::try_from(at).ok());
                if written.is_some_and(|at| at < before) && self.files.remove(&file).is_ok() {
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Concern {
    Request,
    Answer,
    Push,
    Foreign,
    None,
}

/// The time at the end of a pushed file's name.
pub(crate) fn pushed_at(suffix: &str) -> Option<jiff::civil::DateTime> {
    crate::codec::sheet::read_time(suffix.rsplit('_').next()?)
}

fn is_temporary(name: &str) -> bool {
    let inner = name.strip_prefix(".fumibako-").and_then(|rest| rest.strip_suffix(".tmp"));
    inner.is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_hexdigit()))
}
