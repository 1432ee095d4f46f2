//! The relay: carries files between the store and the terminal, one step at a time.
//!
//! The order within a step is what keeps everything: what comes is kept, then understood, then cleared away; what
//! goes has its names stored, is written, is marked as posted. Whatever is cut off between two of these is found and
//! finished by the next step.
//!
//! A step waits for the folders or the network without holding anything of the store.

use super::{
    LEASE, Settings, Shared, Subject,
    intake::{self, Understood},
    letters,
    post::intent_of,
};
use crate::{Clinic, Error, api::Code};
use domain::{
    id::InboxId,
    outbox::{Hold, OutboxState},
    rule,
    terminal::RequestState,
};
use jiff::{SignedDuration, Timestamp};
use std::{collections::HashSet, sync::Arc};
use store::{
    Audit, Who, crash_point,
    inbox::{InboxItem, NewArrival},
    outbox::OutboxItem,
};
use terminal::{
    catalogue::{Catalogue, Folder},
    transport::{Arrival, Fate, Ours, Place, Sweep, Transport, Trouble, Withdrawn},
};
use uuid::Uuid;

/// The moments at which a test may kill the process, in the order in which a file passes them.
pub const POINTS: &[&str] = &[
    "relay-before-intent",
    "relay-after-intent",
    "relay-before-mark",
    "relay-after-mark",
    "intake-before-keep",
    "intake-after-keep",
    "intake-after-settle",
    "intake-after-take",
];

/// How long the lease lasts without renewal: longer than a share may take to say that it is gone.
const LEASE_FOR: SignedDuration = SignedDuration::from_secs(120);
/// After which it is renewed.
const RENEW_AFTER: SignedDuration = SignedDuration::from_secs(10);
/// How many arrivals one write takes.
const BATCH: usize = 64;
/// How many rows one step looks at.
const LOOKED_AT: u32 = 200;
/// How long the names of our requests are remembered for their answers.
const NAMES_FOR: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Time between two status inquiries about a registration without an answer.
const INQUIRE_AGAIN: SignedDuration = SignedDuration::from_mins(5);
/// Time between two looks for our own answers that lie in the folder for too long.
const CLEAN_UP_AFTER: SignedDuration = SignedDuration::from_hours(6);

/// What a relay is made with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The clinic's settings of the terminal.
    pub settings: Settings,
    /// What people are told about this relay when another one waits for it: program and computer.
    pub label: String,
}

/// Carries files between the store and the terminal.
pub struct Relay {
    pub(super) clinic: Clinic,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) options: Options,
    holder: String,
    renewed: Option<Timestamp>,
    cleaned: Option<Timestamp>,
    pub(super) ours: Option<Ours>,
    probed: bool,
}

/// What a step did.
#[derive(Debug, Default)]
pub struct Stepped {
    /// This relay holds the lease; without it nothing was done.
    pub held: bool,
    /// How many arrivals were stored for the first time.
    pub arrived: usize,
    /// How many were understood or set aside.
    pub settled: usize,
    /// How many requests were posted.
    pub posted: usize,
    /// Something was written.
    pub wrote: bool,
    /// Files of ours are still being written: look again soon.
    pub unsettled: bool,
    /// What could not be used.
    pub troubles: Vec<Trouble>,
}

impl Relay {
    /// A relay over this way. It does nothing before its first step.
    ///
    /// # Errors
    /// When the catalogue is damaged, which the tests rule out.
    pub fn new(clinic: Clinic, transport: Arc<dyn Transport>, options: Options) -> Result<Self, Error> {
        let catalogue = super::settings::catalogue()?;
        Ok(Self {
            clinic,
            transport,
            catalogue,
            options,
            holder: Uuid::new_v4().simple().to_string(),
            renewed: None,
            cleaned: None,
            ours: None,
            probed: false,
        })
    }

    /// Looks at everything once and does what can be done now.
    ///
    /// # Errors
    /// What hinders the store; the next step begins anew. Trouble with the folders is no error but part of what the
    /// step tells.
    pub async fn step(&mut self) -> Result<Stepped, Error> {
        let mut done = Stepped::default();
        if !self.hold()? {
            self.shared().update(|status| status.held = false);
            return Ok(done);
        }
        done.held = true;
        self.resume(&mut done).await?;
        let ours = self.ours()?;
        let sweep = self.transport.sweep(&ours).await;
        if !self.hold()? {
            return Ok(Stepped::default());
        }
        done.unsettled = sweep.unsettled > 0;
        done.troubles.clone_from(&sweep.troubles);
        self.take_in(&sweep, &mut done).await?;
        if works(&sweep.troubles) {
            self.time_limits(&sweep, &mut done).await?;
            self.inquire(&mut done)?;
            self.plan_letters(&mut done)?;
            self.post(&sweep, &mut done).await?;
            self.look_around(&ours).await;
        }
        self.shared().update(|status| status.swept(&sweep, self.clinic.clock().now()));
        Ok(done)
    }

    /// Gives the lease back, for whoever comes next.
    pub fn close(&mut self) {
        if self.renewed.take().is_some()
            && let Err(error) = self.clinic.store().lease_give_back(LEASE, &self.holder)
        {
            tracing::warn!(%error, "the relay's lease could not be given back");
        }
        self.shared().update(|status| status.held = false);
    }

    fn shared(&self) -> &Shared {
        self.clinic.terminal()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clinic.clock().now()
    }

    fn audit(action: &'static str) -> Audit {
        Audit::new(Who::Program, action)
    }

    pub(super) fn hold(&mut self) -> Result<bool, Error> {
        let now = self.now();
        if self.renewed.is_some_and(|at| now.duration_since(at) < RENEW_AFTER && now >= at) {
            return Ok(true);
        }
        let held = self.clinic.store().lease_take(LEASE, &self.holder, &self.options.label, LEASE_FOR)?;
        self.renewed = held.then_some(now);
        Ok(held)
    }

    /// The requests whose answers are ours.
    fn ours(&mut self) -> Result<Ours, Error> {
        if let Some(ours) = &self.ours {
            return Ok(ours.clone());
        }
        let since = self.now().checked_sub(NAMES_FOR).unwrap_or(Timestamp::UNIX_EPOCH);
        let ours = Ours::of(self.clinic.store().read(|r| r.request_names(since))?);
        self.ours = Some(ours.clone());
        Ok(ours)
    }

    /// Finishes what was cut off between the storing of an intent and the mark.
    async fn resume(&mut self, done: &mut Stepped) -> Result<(), Error> {
        let cut_off = self.clinic.store().read(|r| r.requests_in(RequestState::Intended, LOOKED_AT))?;
        for request in cut_off {
            let Some(intent) = request.intention.as_ref().and_then(intent_of) else { continue };
            let fate = match self.transport.resume(&intent).await {
                Ok(fate) => fate,
                Err(trouble) => {
                    done.troubles.push(trouble);
                    continue;
                }
            };
            done.wrote = true;
            match fate {
                Fate::Posted | Fate::Answered => self.mark_posted(&request)?,
                Fate::Gone if request.registration => self.mark_unknown(&request)?,
                // Asking twice does no harm.
                Fate::Gone => self.not_posted(&request, self.now())?,
            }
        }
        Ok(())
    }

    /// Keeps what came, understands it, clears it away.
    async fn take_in(&mut self, sweep: &Sweep, done: &mut Stepped) -> Result<(), Error> {
        let mut kept: Vec<(InboxId, &Arrival)> = Vec::with_capacity(sweep.arrivals.len());
        for batch in sweep.arrivals.chunks(BATCH) {
            crash_point("intake-before-keep");
            let ids = self.clinic.store().write(&Self::audit("terminal_keep"), |w| {
                batch
                    .iter()
                    .map(|arrival| {
                        w.inbox_keep(&NewArrival {
                            folder: arrival.folder.name(),
                            name: &arrival.name,
                            bytes: &arrival.bytes,
                            modified: arrival.modified,
                            whole: arrival.whole,
                        })
                    })
                    .collect::<store::Result<Vec<_>>>()
            })?;
            done.wrote = true;
            done.arrived += ids.iter().filter(|kept| !kept.known).count();
            kept.extend(ids.iter().map(|kept| kept.id).zip(batch));
            crash_point("intake-after-keep");
        }
        self.understand(done)?;
        let mut cleared = Vec::new();
        for (id, arrival) in kept {
            match self.transport.take(arrival).await {
                // What is not whole stays, and is offered again when the rest has come.
                Ok(_) if !arrival.whole => {}
                Ok(_) => cleared.push(id),
                Err(trouble) => done.troubles.push(trouble),
            }
            crash_point("intake-after-take");
        }
        if !cleared.is_empty() {
            self.clinic.store().write(&Self::audit("terminal_clear"), |w| {
                cleared.iter().try_for_each(|id| w.inbox_cleared(*id))
            })?;
        }
        Ok(())
    }

    /// Reads whatever is kept and not understood yet, also from before a crash.
    fn understand(&self, done: &mut Stepped) -> Result<(), Error> {
        let now = self.now();
        loop {
            let limit = u32::try_from(BATCH).unwrap_or(u32::MAX);
            let waiting = self.clinic.store().read(|r| r.inbox_waiting(limit))?;
            if waiting.is_empty() {
                return Ok(());
            }
            // What is understood together was compared with the same records: two answers about one new person in
            // one batch are both shown, and neither is lost.
            let understood = waiting
                .iter()
                .map(|item| self.understand_one(item, now))
                .collect::<Result<Vec<Understood>, Error>>()?;
            self.clinic.store().write(&Self::audit("terminal_settle"), |w| {
                understood.iter().try_for_each(|one| one.note(w))
            })?;
            crash_point("intake-after-settle");
            done.settled += understood.len();
            done.wrote = true;
            self.shared().update(|status| {
                for one in &understood {
                    status.understood(one.face, one.encrypted, now);
                }
            });
        }
    }

    /// One that cannot be understood for a fault of ours, or whose bytes are damaged, keeps no other one back.
    fn understand_one(&self, item: &InboxItem, now: Timestamp) -> Result<Understood, Error> {
        match intake::understand(&self.clinic, &self.catalogue, item, now) {
            Err(error) if matches!(error.code, Code::Bug | Code::Damaged | Code::NotFound) => {
                tracing::error!(code = ?error.code, arrival = %item.id, "an arrival could not be understood");
                Ok(Understood::set_aside(item.id, &rule::TERMINAL_NOT_UNDERSTOOD))
            }
            understood => understood,
        }
    }

    /// What was posted and has no answer for too long.
    async fn time_limits(&mut self, sweep: &Sweep, done: &mut Stepped) -> Result<(), Error> {
        let now = self.now();
        let posted = self.clinic.store().read(|r| r.requests_in(RequestState::Posted, LOOKED_AT))?;
        for request in posted {
            let Some(message) = self.catalogue.message(&request.message) else { continue };
            let since = request.posted_at.unwrap_or(request.created_at);
            let waited = now.duration_since(since);
            let untaken = request
                .intention
                .as_ref()
                .is_some_and(|intention| sweep.untaken.contains(&intention.file_name));
            let longer = |limit: std::time::Duration| {
                SignedDuration::try_from(limit).is_ok_and(|limit| waited >= limit)
            };
            if untaken && !request.registration && longer(message.timeout.untouched()) {
                // The terminal does not work: an inquiry is taken back and asked again later by whoever needs it.
                let Some(intent) = request.intention.as_ref().and_then(intent_of) else { continue };
                match self.transport.withdraw(&intent).await {
                    Ok(Withdrawn::Withdrawn) => self.settle(&request, RequestState::Withdrawn)?,
                    Ok(Withdrawn::AlreadyTaken) => continue,
                    Err(trouble) => {
                        done.troubles.push(trouble);
                        continue;
                    }
                }
            } else if !untaken && longer(message.timeout.unanswered()) {
                self.unanswered(&request)?;
            } else {
                continue;
            }
            done.wrote = true;
        }
        Ok(())
    }

    /// Asks about registrations without an answer.
    fn inquire(&mut self, done: &mut Stepped) -> Result<(), Error> {
        let now = self.now();
        let store = self.clinic.store();
        let items = store.read(|r| r.outbox(Some(OutboxState::Unanswered), LOOKED_AT))?;
        for item in items.iter().filter(|item| !item.absent && item.document().is_some()) {
            let requests = store.read(|r| r.requests_of_outbox(item.id))?;
            let inquiry = requests.iter().rev().find(|request| !request.registration);
            let soon = inquiry.is_some_and(|request| match request.settled_at {
                None => true,
                Some(at) => now.duration_since(at) < INQUIRE_AGAIN,
            });
            if soon {
                continue;
            }
            let audit = Self::audit("terminal_inquire").patient(item.patient);
            let subject = Subject::DocumentStatus { outbox: item.id };
            store.write(&audit, |w| subject.plan(w, super::Priority::Background, None))?;
            done.wrote = true;
        }
        Ok(())
    }

    /// Gives every due item what it needs next.
    fn plan_letters(&mut self, done: &mut Stepped) -> Result<(), Error> {
        let now = self.now();
        let store = self.clinic.store();
        // One 資格確認 serves everything of a patient, and one registration at a time keeps their order.
        let mut asking = HashSet::new();
        let mut sending = HashSet::new();
        for state in [RequestState::Planned, RequestState::Intended, RequestState::Posted] {
            let live = store.read(|r| r.requests_in(state, LOOKED_AT))?;
            let live = live.iter().filter(|request| request.registration && request.outbox.is_some());
            sending.extend(live.filter_map(|request| request.patient));
        }
        for item in store.read(|r| r.outbox_due(now, LOOKED_AT))? {
            let plan = match letters::plan(&self.clinic, &item, now) {
                Ok(plan) => plan,
                Err(error) => {
                    // One letter that cannot be made keeps no other one back.
                    tracing::error!(code = ?error.code, "an item of the outbox could not be prepared");
                    letters::Plan::Hold(Hold::NotBuilt, None)
                }
            };
            match &plan {
                letters::Plan::Wait => continue,
                letters::Plan::AskEligibility(patient) if !asking.insert(*patient) => continue,
                letters::Plan::Send(_) if !sending.insert(item.patient) => continue,
                _ => {}
            }
            let audit = audit_of(&item, "terminal_plan");
            store.write(&audit, |w| letters::carry_out(w, &item, &plan))?;
            done.wrote = true;
        }
        Ok(())
    }

    /// What is done once, and what is done now and then.
    async fn look_around(&mut self, ours: &Ours) {
        let now = self.now();
        if !self.probed {
            let facts = self.transport.probe(ours, now).await;
            self.shared().update(|status| status.simulator = facts.simulator);
            self.probed = true;
        }
        if self.cleaned.is_none_or(|at| now.duration_since(at) >= CLEAN_UP_AFTER) {
            self.cleaned = Some(now);
            let days = i64::from(self.options.settings.keep_days);
            let before = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
            if self.options.settings.remove_answers
                && let Err(trouble) = self.transport.clean_up(ours, before).await
            {
                tracing::warn!(%trouble, "old answers could not be cleared away");
            }
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.close();
    }
}

/// Whether letters can go: what the card reader pushes lies in a folder of its own.
fn works(troubles: &[Trouble]) -> bool {
    troubles.iter().all(|trouble| trouble.place == Place::Folder(Folder::Face))
}

fn audit_of(item: &OutboxItem, action: &'static str) -> Audit {
    let audit = Audit::new(Who::Program, action).patient(item.patient);
    match item.document() {
        Some((document, _)) => audit.document(document),
        None => audit,
    }
}
