//! What a person asks of the terminal.

use super::{Priority, Settings, Subject};
use crate::{Error, Session, api::Nothing};
use domain::{finding::Finding, rule, terminal::RequestState};

/// How many requests are looked through for the same one.
const OPEN: u32 = 200;

/// Whether an answer may still come.
pub(crate) fn is_open(state: RequestState) -> bool {
    matches!(state, RequestState::Planned | RequestState::Intended | RequestState::Posted)
}

/// Puts it in line unless the same is in line already: a second press asks nothing twice.
pub(crate) fn ask(session: &Session, subject: &Subject, action: &'static str) -> Result<Nothing, Error> {
    if !Settings::load(session.store())?.on {
        return Err(Error::rejected(vec![Finding::new(&rule::TERMINAL_OFF, "terminal")]));
    }
    let audit = session.audit(action);
    let audit = match subject.patient() {
        Some(patient) => audit.patient(patient),
        None => audit,
    };
    session.store().write(&audit, |w| {
        for state in RequestState::ALL.iter().copied().filter(|state| is_open(*state)) {
            let same = |stored: &str| Subject::read(stored).as_ref() == Some(subject);
            if w.requests_in(state, OPEN)?.iter().any(|request| same(&request.subject)) {
                return Ok(());
            }
        }
        subject.plan(w, Priority::Person, None).map(drop)
    })?;
    Ok(Nothing {})
}
