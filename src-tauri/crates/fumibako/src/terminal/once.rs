//! One look at the terminal, for whoever starts the program by a timer.

use super::{Options, Relay, Settings, settings::catalogue};
use crate::{Desk, Error};
use std::time::Duration;

/// A file that is being written is whole after this time, several times over.
const SETTLE: Duration = Duration::from_millis(300);
/// So many steps at most: an answer may ask for the next request.
const STEPS: usize = 30;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Once {
    /// The settings cannot be used.
    Unusable,
    /// Another program talks to the terminal.
    Elsewhere,
    /// It was looked at.
    Done {
        /// How many files came.
        arrived: usize,
        /// How many requests were posted.
        posted: usize,
        /// Whether everything could be used.
        usable: bool,
    },
}

/// Takes in what is there and posts what is due, until nothing is left that could be done now. `label` is what people
/// are told meanwhile. Nothing is done where the terminal is switched off.
///
/// # Errors
/// What hinders the store.
pub fn once(desk: &Desk, label: &str) -> Result<Once, Error> {
    let clinic = desk.clinic()?;
    let settings = Settings::load(clinic.store())?;
    let nothing = Once::Done { arrived: 0, posted: 0, usable: true };
    if !settings.on {
        return Ok(nothing);
    }
    let Ok(transport) = settings.transport(catalogue()?, clinic.clock().today()) else {
        return Ok(Once::Unusable);
    };
    let label = label.to_owned();
    let mut relay = Relay::new(clinic, transport, Options { settings, label })?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::bug)?;
    runtime.block_on(async {
        let (mut arrived, mut posted, mut usable) = (0, 0, true);
        for _ in 0..STEPS {
            let step = relay.step().await?;
            if !step.held {
                return Ok(Once::Elsewhere);
            }
            arrived += step.arrived;
            posted += step.posted;
            usable = step.troubles.is_empty();
            if !usable || !(step.wrote || step.unsettled) {
                break;
            }
            if step.unsettled {
                tokio::time::sleep(SETTLE).await;
            }
        }
        relay.close();
        Ok(Once::Done { arrived, posted, usable })
    })
}
