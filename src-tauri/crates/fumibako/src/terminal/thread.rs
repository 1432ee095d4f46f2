//! The relay on a thread of its own, and what it shares with the screens.

use super::{Options, Relay, Settings, relay::Stepped};
use crate::{Clinic, Error};
use jiff::Timestamp;
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};
use terminal::{
    transport::{Sweep, Trouble},
    watch::Watch,
};
use tokio::sync::Notify;

/// Longest text about a holder that is shown.
pub const LABEL_LIMIT: usize = 60;
/// A file that is being written is looked at again after this time.
const SOON: Duration = Duration::from_millis(300);
/// After an error of the store.
const AFTER_ERROR: Duration = Duration::from_secs(5);

/// How things stand, as far as the relay of this program knows.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// This program holds the lease.
    pub held: bool,
    /// When the folders were last looked at.
    pub last_sweep: Option<Timestamp>,
    /// When an answer last came.
    pub last_answer: Option<Timestamp>,
    /// When a card was last told of.
    pub last_face: Option<Timestamp>,
    /// What could not be used at the last look.
    pub troubles: Vec<Trouble>,
    /// Requests that the terminal has not taken yet.
    pub untaken: usize,
    /// The terminal is a simulated one.
    pub simulator: bool,
    /// The terminal's encryption is switched on.
    pub encrypted: bool,
    /// Why no relay could be started.
    pub unusable: Option<Trouble>,
}

impl Status {
    pub(super) fn swept(&mut self, sweep: &Sweep, now: Timestamp) {
        self.held = true;
        self.last_sweep = Some(now);
        self.troubles.clone_from(&sweep.troubles);
        self.untaken = sweep.untaken.len();
    }

    pub(super) fn understood(&mut self, face: bool, encrypted: bool, now: Timestamp) {
        self.encrypted |= encrypted;
        if face {
            self.last_face = Some(now);
        } else {
            self.last_answer = Some(now);
        }
    }
}

/// What the relay shares with the calls of the api table.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    status: Mutex<Status>,
    wake: Notify,
}

impl Shared {
    pub(super) fn update(&self, change: impl FnOnce(&mut Status)) {
        change(&mut self.status.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// How things stand.
    pub(crate) fn status(&self) -> Status {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Somebody asked for something: no need to wait for the next look.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }
}

/// A running relay. Dropping it stops it cleanly.
pub(crate) struct Control {
    stop: Arc<(AtomicBool, Notify)>,
    thread: Option<JoinHandle<()>>,
}

impl Control {
    /// Starts a relay, where the settings say so. `told` is called after every step that wrote something.
    pub(crate) fn start(
        clinic: &Clinic,
        label: &str,
        told: impl Fn() + Send + 'static,
    ) -> Result<Option<Self>, Error> {
        let settings = Settings::load(clinic.store())?;
        clinic.terminal().update(|status| *status = Status::default());
        if !settings.on {
            return Ok(None);
        }
        let transport = match settings.transport(super::settings::catalogue()?, clinic.clock().today()) {
            Ok(transport) => transport,
            Err(trouble) => {
                clinic.terminal().update(|status| status.unusable = Some(trouble));
                return Ok(None);
            }
        };
        let watched = settings.paths().into_iter().filter(|path| **path != *settings.req);
        let watched = watched.map(std::path::Path::to_owned).collect();
        let interval = settings.interval();
        let label = label.chars().take(LABEL_LIMIT).collect();
        let relay = Relay::new(clinic.clone(), transport, Options { settings, label })?;
        let stop = Arc::new((AtomicBool::new(false), Notify::new()));
        let (seen, clinic) = (stop.clone(), clinic.clone());
        let thread = std::thread::Builder::new().name("relay".to_owned()).spawn(move || {
            match tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(2).build() {
                Ok(runtime) => runtime.block_on(run(relay, &clinic, interval, watched, &seen, told)),
                Err(error) => tracing::error!(%error, "the relay could not be started"),
            }
        });
        match thread {
            Ok(thread) => Ok(Some(Self { stop, thread: Some(thread) })),
            Err(error) => Err(Error::bug(error)),
        }
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        self.stop.0.store(true, Ordering::Release);
        self.stop.1.notify_one();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the relay stopped half way");
        }
    }
}

async fn run(
    mut relay: Relay,
    clinic: &Clinic,
    interval: Duration,
    watched: Vec<std::path::PathBuf>,
    stop: &(AtomicBool, Notify),
    told: impl Fn(),
) {
    let watch = Watch::over(watched);
    let mut troubled = false;
    while !stop.0.load(Ordering::Acquire) {
        let wait = match relay.step().await {
            Ok(Stepped { wrote, unsettled, troubles, held, .. }) => {
                let changed = troubled == troubles.is_empty();
                if wrote || changed {
                    told();
                }
                // A watch dies with its folder.
                if changed {
                    watch.renew();
                }
                troubled = !troubles.is_empty();
                if unsettled && held { SOON.min(interval) } else { interval }
            }
            Err(error) => {
                tracing::error!(code = ?error.code, "a step of the relay failed");
                AFTER_ERROR
            }
        };
        tokio::select! {
            _ = watch.next(wait) => {}
            () = clinic.terminal().wake.notified() => {}
            () = stop.1.notified() => {}
        }
    }
    relay.close();
}
