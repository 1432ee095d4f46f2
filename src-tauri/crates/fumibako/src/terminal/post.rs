//! Posting: from what is planned to what lies with the terminal, with every step between stored.

use super::{
    Relay, Stepped, Subject,
    build::{self, NotBuilt},
};
use crate::{Error, settings};
use domain::{
    clock::in_japan,
    finding::Severity,
    outbox::{Hold, OutboxState},
    terminal::RequestState,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use store::{
    Audit, Who, Write, crash_point,
    outbox::{OutboxItem, Said},
    request::{Intention, Request, RequestOutcome},
};
use terminal::{
    Encoded, Sender,
    catalogue::suffix,
    encode,
    transport::{Intent, PostError, Sweep, Trouble},
};
use uuid::Uuid;

/// How many requests may wait for their answers at a time.
const OUTSTANDING: usize = 3;
/// How many rows one step looks at.
const LOOKED_AT: u32 = 200;
/// Waiting times after a posting that failed, in seconds.
const BACK_OFF: [i64; 5] = [5, 10, 20, 40, 60];

impl Relay {
    /// Posts what is planned, as far as may be under way at a time.
    pub(super) async fn post(&mut self, sweep: &Sweep, done: &mut Stepped) -> Result<(), Error> {
        let now = self.now();
        let (planned, posted, intended) = self.clinic.store().read(|r| {
            Ok((
                r.requests_in(RequestState::Planned, LOOKED_AT)?,
                r.requests_in(RequestState::Posted, LOOKED_AT)?,
                r.requests_in(RequestState::Intended, LOOKED_AT)?,
            ))
        })?;
        // What the terminal never takes is told to people; it keeps nothing else back but its own patient's letters.
        let stuck = |request: &&Request| {
            let limit = self.catalogue.message(&request.message).map(|message| message.timeout.untouched());
            let limit = limit.and_then(|limit| SignedDuration::try_from(limit).ok()).unwrap_or_default();
            let waited = request.posted_at.is_some_and(|at| now.duration_since(at) >= limit);
            let name = request.intention.as_ref().map(|intention| &intention.file_name);
            waited && name.is_some_and(|name| sweep.untaken.contains(name))
        };
        let mut under_way = posted.iter().filter(|request| !stuck(request)).count() + intended.len();
        let mut registering: HashSet<_> = posted
            .iter()
            .chain(&intended)
            .filter(|request| request.registration)
            .filter_map(|request| request.patient)
            .collect();
        for request in planned {
            if under_way >= OUTSTANDING {
                break;
            }
            // The letters of a patient keep their order, also while one of them waits.
            if let Some(patient) = request.patient.filter(|_| request.registration)
                && !registering.insert(patient)
            {
                continue;
            }
            if request.not_before.is_some_and(|at| at > now) {
                continue;
            }
            if !self.hold()? {
                break;
            }
            done.wrote = true;
            match self.post_one(&request).await? {
                Posted::Yes => {
                    under_way += 1;
                    done.posted += 1;
                }
                Posted::No => {}
                Posted::Trouble(trouble) => {
                    done.troubles.push(trouble);
                    break;
                }
            }
        }
        Ok(())
    }

    async fn post_one(&mut self, request: &Request) -> Result<Posted, Error> {
        let encoded = match self.encoded(request)? {
            Ok(encoded) => encoded,
            Err(why) => {
                self.fail(request, why.hold, why.said.as_deref())?;
                return Ok(Posted::No);
            }
        };
        crash_point("relay-before-intent");
        let intent = Intent::of(&encoded.message, Uuid::new_v4());
        let intention = Intention {
            suffix: encoded.message.suffix.clone(),
            file_name: intent.name.clone(),
            file_identifier: encoded.file_identifier,
            temp_name: intent.temp.clone(),
            sha256: hex(&intent.sha256),
        };
        let audit = audit_about(request, "terminal_intend");
        let wanted = self.clinic.store().write(&audit, |w| {
            // Somebody may have taken the item back meanwhile. One that counts as posted already was being taken back
            // while its file was on its way: what was not sent after all is sent, so that its end can be told.
            let goes = sent_item(w, request)?.is_none_or(|item| match item.state {
                OutboxState::Ready => item.hold.is_none(),
                state => state == OutboxState::Posted,
            });
            if goes {
                w.request_intend(request.id, &intention)?;
            } else {
                w.request_settle(request.id, &RequestOutcome::without_answer(RequestState::Withdrawn))?;
            }
            Ok(goes)
        })?;
        if !wanted {
            return Ok(Posted::No);
        }
        // Its answer is ours from now on.
        self.ours = None;
        crash_point("relay-after-intent");
        let posted = self.transport.post(&encoded.message, &intent).await;
        crash_point("relay-before-mark");
        let result = match posted {
            Ok(()) => {
                self.mark_posted(request)?;
                Posted::Yes
            }
            Err(PostError::NameTaken) => {
                self.not_posted(request, self.now())?;
                Posted::No
            }
            Err(PostError::Provisional) => {
                self.fail(request, Hold::Provisional, None)?;
                Posted::No
            }
            Err(PostError::Unsure) => {
                self.mark_posted(request)?;
                Posted::Yes
            }
            Err(PostError::Status(status)) => {
                tracing::warn!(status, "the Web API turned a request away unread");
                self.not_posted(request, self.later(request))?;
                Posted::No
            }
            Err(PostError::Trouble(trouble)) => {
                self.not_posted(request, self.later(request))?;
                Posted::Trouble(trouble)
            }
        };
        crash_point("relay-after-mark");
        Ok(result)
    }

    fn later(&self, request: &Request) -> Timestamp {
        let at = usize::try_from(request.attempts).unwrap_or(usize::MAX).min(BACK_OFF.len() - 1);
        self.now() + SignedDuration::from_secs(BACK_OFF[at])
    }

    /// Builds and writes a request under a new name.
    fn encoded(&self, request: &Request) -> Result<Result<Named, Unfit>, Error> {
        let unfit = |said: Option<String>| Ok(Err(Unfit { hold: Hold::NotBuilt, said }));
        let Some(subject) = Subject::read(&request.subject) else { return unfit(None) };
        let today = in_japan(self.now()).date();
        let asked = match build::build(self.clinic.store(), &subject, today) {
            Ok(asked) => asked,
            Err(NotBuilt::Gone) => return unfit(None),
            Err(NotBuilt::Store(error)) => return Err(error.into()),
            Err(NotBuilt::Core(error)) => return Err(error),
        };
        let base = self.options.settings.suffix_base;
        let number = self.clinic.store().suffix_next(today, base)?;
        let Some(suffix) = suffix(today, number) else {
            return unfit(Some("本日はこれ以上送れません。日付が変わると続きを送ります。".to_owned()));
        };
        let institution = settings::own_institution(&self.clinic)?.code.as_str().to_owned();
        let file_identifier = Uuid::new_v4().simple().to_string();
        let sender = Sender { institution, file_identifier: file_identifier.clone() };
        Ok(match encode(&self.catalogue, &asked, &sender, &suffix, self.transport.wire()) {
            Ok(message) => Ok(Named { message, file_identifier }),
            Err(findings) => Err(Unfit {
                hold: Hold::NotBuilt,
                said: findings
                    .iter()
                    .find(|one| one.severity() == Severity::Error)
                    .map(|finding| format!("{}（{}）", finding.sentence(), finding.path)),
            }),
        })
    }

    pub(super) fn mark_posted(&self, request: &Request) -> Result<(), Error> {
        let audit = audit_about(request, "terminal_post");
        self.clinic.store().write(&audit, |w| {
            w.request_posted(request.id)?;
            if let Some(item) = sent_item(w, request)?
                && item.state == OutboxState::Ready
            {
                w.outbox_posted(item.id)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// It may have been posted, or not: never again by itself.
    pub(super) fn mark_unknown(&self, request: &Request) -> Result<(), Error> {
        self.mark_posted(request)?;
        self.unanswered(request)
    }

    pub(super) fn unanswered(&self, request: &Request) -> Result<(), Error> {
        let audit = audit_about(request, "terminal_unanswered");
        self.clinic.store().write(&audit, |w| {
            w.request_settle(request.id, &RequestOutcome::without_answer(RequestState::Unanswered))?;
            if let Some(item) = sent_item(w, request)?
                && item.state == OutboxState::Posted
            {
                w.outbox_settled(item.id, OutboxState::Unanswered, Said::default())?;
            }
            Ok(())
        })?;
        Ok(())
    }

    pub(super) fn settle(&self, request: &Request, state: RequestState) -> Result<(), Error> {
        let audit = audit_about(request, "terminal_settle");
        self.clinic
            .store()
            .write(&audit, |w| w.request_settle(request.id, &RequestOutcome::without_answer(state)))?;
        Ok(())
    }

    pub(super) fn not_posted(&self, request: &Request, not_before: Timestamp) -> Result<(), Error> {
        let audit = audit_about(request, "terminal_not_posted");
        self.clinic.store().write(&audit, |w| w.request_not_posted(request.id, not_before))?;
        Ok(())
    }

    /// It cannot be posted at all: whoever reads about it is told why.
    fn fail(&self, request: &Request, hold: Hold, said: Option<&str>) -> Result<(), Error> {
        let audit = audit_about(request, "terminal_fail");
        self.clinic.store().write(&audit, |w| {
            let state = RequestState::Failed;
            w.request_settle(request.id, &RequestOutcome { said, ..RequestOutcome::without_answer(state) })?;
            match sent_item(w, request)? {
                Some(item) if item.state == OutboxState::Ready => w.outbox_hold(item.id, hold, said)?,
                // Being taken back (see `post_one`): the service never had it.
                Some(item) if item.state == OutboxState::Posted => {
                    let said = Said { said, ..Said::default() };
                    w.outbox_settled(item.id, OutboxState::Refused, said)?;
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(())
    }
}

enum Posted {
    Yes,
    No,
    Trouble(Trouble),
}

struct Named {
    message: Encoded,
    file_identifier: String,
}

struct Unfit {
    hold: Hold,
    said: Option<String>,
}

/// The item whose state follows the request: that of a registration, never of an inquiry.
fn sent_item(w: &Write<'_>, request: &Request) -> store::Result<Option<OutboxItem>> {
    match request.outbox.filter(|_| request.registration) {
        Some(id) => w.outbox_item(id),
        None => Ok(None),
    }
}

fn audit_about(request: &Request, action: &'static str) -> Audit {
    let audit = Audit::new(Who::Program, action).detail(request.message.clone());
    match request.patient {
        Some(patient) => audit.patient(patient),
        None => audit,
    }
}

pub(super) fn intent_of(intention: &Intention) -> Option<Intent> {
    let mut sha256 = [0; 32];
    let digits = intention.sha256.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in sha256.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Intent { name: intention.file_name.clone(), temp: intention.temp_name.clone(), sha256 })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
