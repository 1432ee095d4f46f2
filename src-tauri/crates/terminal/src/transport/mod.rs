//! The ways to and from the terminal, behind one trait.
//!
//! What a transport promises: a message is posted whole or not at all; whoever cannot tell says so
//! ([`PostError::Unsure`]) instead of trying again; arrivals are offered until they are taken; only our own files are
//! touched. What it leaves to its caller: to store the intent before posting, to store arrivals before taking them,
//! to decide what is asked again.

pub(crate) mod causes;
#[cfg(any(test, feature = "doubles"))]
pub mod faulty;
pub mod files;
pub mod folder;
#[cfg(test)]
mod folder_tests;
mod settle;
pub mod web_api;
#[cfg(test)]
mod web_api_tests;

use crate::{
    catalogue::Folder,
    codec::Unreadable,
    message::{Encoded, Wire},
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::{collections::HashSet, future::Future, path::PathBuf, pin::Pin, sync::Arc, time::Duration};
use uuid::Uuid;

/// What a transport does takes time.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A way to and from the terminal.
pub trait Transport: Send + Sync {
    /// How requests travel on it.
    fn wire(&self) -> Wire;

    /// Posts a message whose intent was stored before.
    fn post<'a>(&'a self, message: &'a Encoded, intent: &'a Intent) -> Pending<'a, Result<(), PostError>>;

    /// After a restart: what became of a message whose intent is stored but whose posting is not. A file that was
    /// complete but not yet renamed is renamed now.
    fn resume<'a>(&'a self, intent: &'a Intent) -> Pending<'a, Result<Fate, Trouble>>;

    /// Takes back a message that the terminal has not taken yet.
    fn withdraw<'a>(&'a self, intent: &'a Intent) -> Pending<'a, Result<Withdrawn, Trouble>>;

    /// Looks at everything once.
    fn sweep<'a>(&'a self, ours: &'a Ours) -> Pending<'a, Sweep>;

    /// Says that an arrival is stored: it is removed, where the settings say so, and not offered again.
    fn take<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Result<Taken, Trouble>>;

    /// Removes our own answers, and temporary files of ours, that were written before `before` and are still there;
    /// how many. A way without files has none.
    fn clean_up<'a>(&'a self, _ours: &'a Ours, _before: Timestamp) -> Pending<'a, Result<usize, Trouble>> {
        Box::pin(std::future::ready(Ok(0)))
    }

    /// Gathers facts for 接続診断. `now` is our clock.
    fn probe<'a>(&'a self, ours: &'a Ours, now: Timestamp) -> Pending<'a, Facts>;
}

/// What is stored before a message is posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Name of the request file.
    pub name: String,
    /// Name under which it is written before it is renamed; the terminal does not know such names.
    pub temp: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
}

impl Intent {
    /// The intent to post this message. `id` makes the temporary name; a new one for every posting.
    pub fn of(message: &Encoded, id: Uuid) -> Self {
        Self { name: message.name.clone(), temp: temporary(id), sha256: sha256(&message.bytes) }
    }
}

/// A name that the terminal ignores.
fn temporary(id: Uuid) -> String {
    format!(".fumibako-{}.tmp", id.simple())
}

/// SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Why a message was not posted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// Nothing was sent.
    #[error("not posted: {0}")]
    Trouble(#[from] Trouble),
    /// A file of that name, or an answer to it, is there already: the number was given twice.
    #[error("the name is taken")]
    NameTaken,
    /// The layout is provisional and this is no simulator.
    #[error("the message is provisional")]
    Provisional,
    /// Whether it was sent cannot be told: look for the answer, never post again.
    #[error("it cannot be told whether it was posted")]
    Unsure,
    /// The Web API turned it away unread, with this HTTP status.
    #[error("turned away with status {0}")]
    Status(u16),
}

/// What keeps a folder or the Web API from being used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place:?}: {kind:?}")]
pub struct Trouble {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: TroubleKind,
}

/// Where trouble is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// One of the folders.
    Folder(Folder),
    /// The Web API.
    WebApi,
}

/// What trouble is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TroubleKind {
    /// The folder is not there.
    Missing,
    /// The share or host does not answer.
    Unreachable,
    /// No permission (also: a password that expired).
    Denied,
    /// No room.
    Full,
    /// Somebody else has the file open.
    Locked,
    /// The certificate or its passphrase, ours or theirs.
    Certificate,
    /// Signing in failed.
    SignIn,
    /// The settings cannot be used.
    Settings,
    /// Something else.
    Other,
}

/// What became of a message whose posting is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It lies where the terminal takes it, or lay complete beside it and was renamed now.
    Posted,
    /// Its answer is there.
    Answered,
    /// No trace: it may have been taken, or never written. Ask the service; never post again by itself.
    Gone,
}

/// What taking back came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It is back; the terminal never had it.
    Withdrawn,
    /// The terminal has it.
    AlreadyTaken,
}

/// What saying that an arrival is stored came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The file was removed.
    Removed,
    /// The file stays, as the settings say, or because it is not whole. It is offered again only if it changes.
    Left,
    /// The file is another one by now: it is offered again.
    Changed,
    /// Somebody else removed it.
    Gone,
}

/// The requests that this program made: their answers are ours, all others are not touched. Cheap to clone: every
/// sweep takes one along, and those of a year are many.
#[derive(Clone, Debug, Default)]
pub struct Ours(Arc<Names>);

#[derive(Clone, Debug, Default)]
struct Names {
    requests: HashSet<String>,
    answers: HashSet<String>,
}

impl Ours {
    /// By the names of the request files.
    pub fn of(names: impl IntoIterator<Item = String>) -> Self {
        let mut ours = Self::default();
        names.into_iter().for_each(|name| ours.add(name));
        ours
    }

    /// One more.
    pub fn add(&mut self, name: String) {
        let names = Arc::make_mut(&mut self.0);
        if let Some((base, _)) = name.rsplit_once('.') {
            names.answers.insert(base.replacen("req_", "res_", 1));
        }
        names.requests.insert(name);
    }

    /// Whether a request of this name is ours.
    pub fn is_request(&self, name: &str) -> bool {
        self.0.requests.contains(name)
    }

    /// Whether an answer of this name, without its ending, is ours.
    pub fn is_answer(&self, base: &str) -> bool {
        self.0.answers.contains(base)
    }
}

/// A file that came, complete.
#[derive(Clone)]
pub struct Arrival {
    /// Where it lies.
    pub folder: Folder,
    /// The folder's path; empty for the Web API.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// SHA-256 of it.
    pub sha256: [u8; 32],
    /// When it was written, by the clock of whoever holds the file.
    pub modified: Option<Timestamp>,
    /// `false`: it did not become a whole file within the time given and is offered as it is.
    pub whole: bool,
}

crate::redact::redact!(Arrival);

/// What one look at everything showed.
#[derive(Debug, Default)]
pub struct Sweep {
    /// Complete files, each offered until it is taken.
    pub arrivals: Vec<Arrival>,
    /// Ours, but still being written, or locked.
    pub unsettled: usize,
    /// Not ours, not touched.
    pub foreign: usize,
    /// Names of ours that are larger than anything that could be read; they stay where they are.
    pub too_large: Vec<(Folder, String)>,
    /// Our requests that the terminal has not taken yet.
    pub untaken: Vec<String>,
    /// Folders that cannot be used now. They heal by themselves.
    pub troubles: Vec<Trouble>,
}

/// Facts for 接続診断.
#[derive(Debug, Default)]
pub struct Facts {
    /// Folder by folder.
    pub folders: Vec<FolderFact>,
    /// The newest thing that the card reader pushed, by its name.
    pub last_face: Option<jiff::civil::DateTime>,
    /// The newest answer to us that was seen since the start.
    pub last_answer: Option<Timestamp>,
    /// The terminal's clock minus ours, from a file written there.
    pub clock_difference: Option<SignedDuration>,
    /// Our requests that still lie where we put them, and for how long.
    pub untaken: Vec<(String, Duration)>,
    /// An encrypted zip was seen: the terminal's encryption is switched on.
    pub encryption_seen: bool,
    /// The folders are those of a simulator.
    pub simulator: bool,
    /// The Web API answered the sign-in.
    pub web_api: Option<Result<(), TroubleKind>>,
}

/// Facts about one folder.
#[derive(Clone, Debug)]
pub struct FolderFact {
    /// Which.
    pub folder: Folder,
    /// Where.
    pub path: PathBuf,
    /// How many files could be listed.
    pub readable: Result<usize, TroubleKind>,
    /// Whether a file could be written, renamed and removed.
    pub writable: Result<(), TroubleKind>,
}

fn is_encrypted(bytes: &[u8]) -> bool {
    crate::codec::unfold::unfold(bytes, u64::MAX, 1 << 20) == Err(Unreadable::Encrypted)
}
