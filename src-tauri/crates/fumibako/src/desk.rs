//! The desk at which a front end stands: opens the store, knows who sits there, takes every call.

use crate::{
    Error,
    api::{self, ApiError, Code},
    terminal,
    topic::Topic,
};
use domain::{
    clock::Clock,
    staff::{Permission, Staff},
};
use serde_json::Value;
use std::sync::{
    Arc, Mutex, PoisonError, RwLock,
    atomic::{AtomicU64, Ordering},
};
use store::{
    Audit, KeyKept, Place, Presence, Store, Unlock, Who,
    key::{KeyRing, Passphrase},
};

/// What the host can do and the core cannot.
pub trait Shell: Send + Sync {
    /// Whether a PDF can be opened in a viewer.
    fn can_print(&self) -> bool;
    /// Opens a PDF in the viewer of the operating system. `id` names the file; it holds no patient data.
    fn open_pdf(&self, id: &str, pdf: &[u8]) -> Result<(), ShellError>;
    /// Asks where to and saves. False when the person cancelled.
    fn save_file(&self, suggested: &str, bytes: &[u8]) -> Result<bool, ShellError>;
    /// Asks for a file of this kind and reads it. `None` when the person cancelled. Hosts without dialogs let the
    /// front end ask.
    fn open_file(&self, _wanted: Wanted) -> Result<Option<Vec<u8>>, ShellError> {
        Err(ShellError::NotHere)
    }
}

/// What kind of file a dialog offers.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// For people.
    pub name: &'static str,
    /// The endings of its names.
    pub endings: &'static [&'static str],
}

/// Why the host could not do it.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// This host has no viewer and no dialogs: the front end does it itself.
    #[error("the host cannot do this")]
    NotHere,
    /// The operating system refused.
    #[error("the operating system refused")]
    Refused(#[source] std::io::Error),
}

/// The clock of the computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the real clock is read")]
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}

/// What an edge decides about a desk.
pub struct Options {
    /// Where the store lies.
    pub place: Place,
    /// Where its key is kept.
    pub keys: Arc<dyn KeyRing>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The host.
    pub shell: Arc<dyn Shell>,
    /// The fonts of paper.
    pub fonts: print::Fonts,
    /// Whether this is the demonstration.
    pub demo: bool,
}

/// An open store with what the rooms need beside it. Cheap to clone.
#[derive(Clone)]
pub struct Clinic {
    inner: Arc<Inner>,
}

struct Inner {
    terminal: terminal::Shared,
    store: Store,
    clock: Arc<dyn Clock>,
    shell: Arc<dyn Shell>,
    fonts: print::Fonts,
}

/// A person at work: every write carries their name.
#[derive(Clone)]
pub struct Session {
    clinic: Clinic,
    /// Who.
    pub(crate) staff: Staff,
}

/// The desk. Thread-safe; calls may come in parallel.
pub struct Desk {
    pub(crate) options: Options,
    state: RwLock<State>,
    listeners: Arc<Mutex<Vec<Listener>>>,
    relay: Mutex<Option<terminal::Control>>,
    /// Under which name this program talks to the terminal; `None` where it never does.
    relays_as: Mutex<Option<String>>,
    /// The passphrase of a first run between the showing of its sheet and the making of the store.
    pub(crate) pending: Mutex<Option<Passphrase>>,
    last_copy: Mutex<Option<domain::date::Date>>,
    copying: Mutex<Option<std::thread::JoinHandle<()>>>,
}

type Listener = Box<dyn Fn(&[Topic]) + Send + Sync>;

#[derive(Default)]
struct State {
    clinic: Option<Clinic>,
    staff: Option<Staff>,
    trouble: Option<(Code, Vec<String>)>,
}

impl Desk {
    /// A desk over this place. Opens the store if it is there and its key is kept; never fails: what is wrong
    /// is part of what the front end shows.
    pub fn new(options: Options) -> Self {
        let desk = Self {
            options,
            state: RwLock::default(),
            listeners: Arc::default(),
            relay: Mutex::default(),
            relays_as: Mutex::default(),
            pending: Mutex::default(),
            last_copy: Mutex::default(),
            copying: Mutex::default(),
        };
        desk.try_open();
        desk
    }

    /// Opens the store with the kept key, if that can be done. The outcome is the desk's state.
    pub(crate) fn try_open(&self) {
        if self.clinic().is_ok() || self.options.place.presence() == Presence::Absent {
            return;
        }
        let opened =
            Store::open(&self.options.place, Unlock::Ring(&*self.options.keys), self.options.clock.clone());
        match opened {
            Ok(store) => self.opened(store),
            Err(error) => {
                let error = Error::from(error);
                let shown = self.report_quietly(&error);
                self.state_mut().trouble = Some((shown.code, shown.args));
            }
        }
    }

    /// Opens the store with the recovery passphrase.
    pub(crate) fn unlock(&self, passphrase: &Passphrase) -> Result<(), Error> {
        let unlock = Unlock::Passphrase { passphrase, remember: Some(&*self.options.keys) };
        let store = Store::open(&self.options.place, unlock, self.options.clock.clone())?;
        self.opened(store);
        Ok(())
    }

    /// Makes the store of a first run. The caller fills it before anybody else can see it.
    pub(crate) fn create(
        &self,
        passphrase: &Passphrase,
        fill: impl FnOnce(&Clinic) -> Result<Staff, Error>,
    ) -> Result<Clinic, Error> {
        let clinic = match self.clinic() {
            // Cut off after the store was made and before the clinic was written into it: go on from there,
            // under the sheet that is on paper now.
            Ok(clinic) if clinic.is_bare()? => {
                clinic.store().new_sheet(&Audit::new(Who::Program, "front_setup"), passphrase)?;
                clinic
            }
            _ => self.clinic_over(Store::create(
                &self.options.place,
                &*self.options.keys,
                passphrase,
                self.options.clock.clone(),
            )?),
        };
        let staff = fill(&clinic)?;
        *self.state_mut() = State { clinic: Some(clinic.clone()), staff: Some(staff), trouble: None };
        self.restart_relay();
        Ok(clinic)
    }

    fn clinic_over(&self, store: Store) -> Clinic {
        let Options { clock, shell, fonts, .. } = &self.options;
        Clinic {
            inner: Arc::new(Inner {
                terminal: terminal::Shared::default(),
                store,
                clock: clock.clone(),
                shell: shell.clone(),
                fonts: fonts.clone(),
            }),
        }
    }

    fn opened(&self, store: Store) {
        let clinic = self.clinic_over(store);
        // A clinic of one person never has to choose.
        let staff = match clinic.store().read(|r| r.staff_all()) {
            Ok(staff) => match staff.into_iter().filter(|one| one.active).collect::<Vec<_>>().as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
            Err(_) => None,
        };
        *self.state_mut() = State { clinic: Some(clinic), staff, trouble: None };
        self.copy_of_the_day();
        self.restart_relay();
    }

    /// Talks to the terminal from here on, whenever the store is open and the clinic's settings say so. `label` is
    /// what people are told about this program where another one waits for it.
    pub fn run_relay(&self, label: &str) {
        *self.relays_as.lock().unwrap_or_else(PoisonError::into_inner) = Some(label.to_owned());
        self.restart_relay();
    }

    /// Stops the relay, if there is one, and starts one by the settings of now.
    pub(crate) fn restart_relay(&self) {
        let mut relay = self.relay.lock().unwrap_or_else(PoisonError::into_inner);
        *relay = None;
        let label = self.relays_as.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (Ok(clinic), Some(label)) = (self.clinic(), label) else { return };
        let (seen, listeners) = (clinic.clone(), self.listeners.clone());
        let last = AtomicU64::new(clinic.store().changes_since(0).map_or(0, |changes| changes.seq));
        let told = move || {
            let Ok(changes) = seen.store().changes_since(last.load(Ordering::Relaxed)) else { return };
            last.store(changes.seq, Ordering::Relaxed);
            // How things stand may have changed without a row of the store.
            let topics = changes.topics.into_iter().map(Topic::from).chain([Topic::Terminal]);
            tell(&listeners, topics.collect());
        };
        match terminal::Control::start(&clinic, &label, told) {
            Ok(started) => *relay = started,
            Err(error) => {
                self.report_quietly(&error);
            }
        }
    }

    /// The open clinic.
    pub fn clinic(&self) -> Result<Clinic, Error> {
        self.state().clinic.clone().ok_or_else(Error::signed_out)
    }

    /// Whether the first run is still to come, or was cut off before the clinic itself was written.
    pub(crate) fn awaits_setup(&self) -> Result<bool, Error> {
        match self.clinic() {
            Ok(clinic) => clinic.is_bare(),
            Err(_) => Ok(matches!(self.options.place.presence(), Presence::Absent | Presence::Unfinished)),
        }
    }

    /// Who sits here.
    pub(crate) fn staff(&self) -> Option<Staff> {
        self.state().staff.clone()
    }

    /// Seats somebody, or nobody.
    pub(crate) fn seat(&self, staff: Option<Staff>) {
        self.state_mut().staff = staff;
    }

    /// Why the store is not open.
    pub(crate) fn trouble(&self) -> Option<(Code, Vec<String>)> {
        self.state().trouble.clone()
    }

    /// The same as an error, for front ends that cannot show a door.
    pub(crate) fn trouble_error(&self) -> Option<Error> {
        self.trouble().map(|(code, args)| Error::again(code, args))
    }

    /// The session of whoever sits here, if they may do this.
    pub fn session(&self, needs: Permission) -> Result<Session, Error> {
        let clinic = self.clinic()?;
        let staff = self.staff().ok_or_else(Error::signed_out)?;
        if !staff.role.may(needs) {
            return Err(Error::denied());
        }
        Ok(Session { clinic, staff })
    }

    /// Makes a call of the api table. Front ends use nothing else.
    pub fn call(&self, name: &str, arg: Value) -> Result<Value, ApiError> {
        let before = self.feed();
        let result = api::dispatch(self, name, arg);
        let writes = api::CALLS.iter().find(|call| call.name == name).map_or(&[][..], |call| call.writes);
        if result.is_ok() && !writes.is_empty() {
            self.tell(before, writes);
            self.copy_of_the_day();
            let wakes = [Topic::Terminal, Topic::Outbox, Topic::Reception];
            if let Ok(clinic) = self.clinic()
                && writes.iter().any(|topic| wakes.contains(topic))
            {
                clinic.terminal().wake();
            }
        }
        result
    }

    /// Calls back with what became stale, after every call that wrote something.
    pub fn on_changed(&self, listener: impl Fn(&[Topic]) + Send + Sync + 'static) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    /// Makes the copy of the day behind the person's back, once the day has changed and something was written.
    fn copy_of_the_day(&self) {
        let Ok(clinic) = self.clinic() else { return };
        let today = clinic.clock().today();
        let mut last = self.last_copy.lock().unwrap_or_else(PoisonError::into_inner);
        if last.replace(today) != Some(today) {
            let copy = std::thread::spawn(move || {
                if let Err(error) = clinic.store().backup_daily() {
                    tracing::warn!(error = %error, "the daily copy could not be made");
                }
            });
            *self.copying.lock().unwrap_or_else(PoisonError::into_inner) = Some(copy);
        }
    }

    /// Waits until the copy of the day is made, if one is under way. Whoever ends the process without dropping
    /// the desk calls this first: the cipher is taken down with the process, under the feet of a copy or the relay.
    pub fn rest(&self) {
        drop(self.relay.lock().unwrap_or_else(PoisonError::into_inner).take());
        let copy = self.copying.lock().unwrap_or_else(PoisonError::into_inner).take();
        if copy.is_some_and(|copy| copy.join().is_err()) {
            tracing::error!("the daily copy stopped half way");
        }
    }

    fn feed(&self) -> u64 {
        self.state()
            .clinic
            .as_ref()
            .and_then(|clinic| clinic.store().changes_since(0).ok())
            .map_or(0, |c| c.seq)
    }

    fn tell(&self, before: u64, writes: &[Topic]) {
        let changes = self.clinic().ok().and_then(|clinic| clinic.store().changes_since(before).ok());
        let mut topics: Vec<Topic> = writes.to_vec();
        topics.extend(changes.into_iter().flat_map(|changes| changes.topics).map(Topic::from));
        tell(&self.listeners, topics);
    }

    /// What leaves the core of an error; our own faults are written to the log once, under an incident id.
    pub(crate) fn report(&self, error: Error) -> ApiError {
        self.report_quietly(&error)
    }

    fn report_quietly(&self, error: &Error) -> ApiError {
        let mut shown = error.shown();
        if matches!(error.code, Code::Bug | Code::Damaged | Code::Unavailable) {
            let incident = uuid::Uuid::new_v4().simple().to_string()[..8].to_owned();
            let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            tracing::error!(incident, code = ?error.code, source, "a call failed");
            shown.incident = Some(incident);
        }
        shown
    }

    fn state(&self) -> std::sync::RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&self) -> std::sync::RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tell(listeners: &Mutex<Vec<Listener>>, mut topics: Vec<Topic>) {
    topics.sort_unstable();
    topics.dedup();
    for listener in listeners.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        listener(&topics);
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.rest();
    }
}

impl Clinic {
    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.inner.clock
    }

    /// What the relay shares with the calls.
    pub(crate) fn terminal(&self) -> &terminal::Shared {
        &self.inner.terminal
    }

    /// The host.
    pub(crate) fn shell(&self) -> &dyn Shell {
        &*self.inner.shell
    }

    /// The fonts of paper.
    pub(crate) fn fonts(&self) -> &print::Fonts {
        &self.inner.fonts
    }

    /// Whether the first run was cut off before the clinic itself was written.
    fn is_bare(&self) -> Result<bool, Error> {
        Ok(self.store().read(|r| r.institution())?.is_none())
    }

    /// Whether the computer keeps the key.
    pub(crate) fn key_kept(&self) -> bool {
        self.store().key_kept() == KeyKept::InRing
    }

    /// A person at work without a front end.
    pub fn session(&self, staff: Staff) -> Session {
        Session { clinic: self.clone(), staff }
    }
}

impl Session {
    /// The clinic.
    pub fn clinic(&self) -> &Clinic {
        &self.clinic
    }

    /// The store.
    pub(crate) fn store(&self) -> &Store {
        self.clinic.store()
    }

    /// The clock.
    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clinic.clock()
    }

    /// An audit entry in this person's name.
    pub(crate) fn audit(&self, action: &'static str) -> Audit {
        Audit::new(Who::Staff(self.staff.id), action)
    }
}
