//! The change feed: which topics became stale, counted by a number that only rises. Front ends poll it, so it
//! works the same for one seat and for several.

use crate::{Read, Result, Store, Write};

const TOUCH: &str = include_str!("touch.sql");
const NEXT: &str = include_str!("next.sql");
const SINCE: &str = include_str!("since.sql");

macro_rules! topics {
    ($( $(#[$doc:meta])* $name:ident = $code:literal; )+) => {
        /// A group of rows that front ends keep copies of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Topic { $( $(#[$doc])* $name, )+ }

        impl Topic {
            /// Every topic.
            pub const ALL: &'static [Topic] = &[$( Topic::$name ),+];

            /// The stable code of the topic.
            pub const fn as_str(self) -> &'static str {
                match self { $( Topic::$name => $code ),+ }
            }

            /// The topic with this code, if there is one.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $( $code => Some(Topic::$name), )+ _ => None }
            }
        }
    };
}

topics! {
    /// Patients and their merging.
    Patients = "patients";
    /// 6情報.
    Chart = "chart";
    /// Documents and their versions.
    Documents = "documents";
    /// What waits to be sent.
    Outbox = "outbox";
    /// Requests to the terminal and what came from it.
    Terminal = "terminal";
    /// 資格 and today's list.
    Reception = "reception";
    /// Documents that came from elsewhere.
    Received = "received";
    /// Remembered 紹介先.
    Receivers = "receivers";
    /// 定型文.
    Templates = "templates";
    /// The clinic itself and its doctors.
    Institution = "institution";
    /// Who uses the program.
    Staff = "staff";
    /// Settings.
    Settings = "settings";
}

/// What became stale since some number of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The number to ask with next time.
    pub seq: u64,
    /// The topics touched in between, in order of their codes.
    pub topics: Vec<Topic>,
}

impl Store {
    /// The topics touched after `seq`; 0 asks for everything ever touched.
    pub fn changes_since(&self, seq: u64) -> Result<Changes> {
        self.read(|r| since(r, seq))
    }
}

fn since(r: &Read<'_>, seq: u64) -> Result<Changes> {
    let after = i64::try_from(seq).unwrap_or(i64::MAX);
    let rows = r.all("change", SINCE, (after,), |row| {
        Ok((row.parsed("topic", Topic::parse)?, row.get::<u32>("seq")?))
    })?;
    let newest = rows.iter().map(|(_, seq)| u64::from(*seq)).max().unwrap_or(seq);
    Ok(Changes { seq: newest, topics: rows.into_iter().map(|(topic, _)| topic).collect() })
}

/// Writes the topics of one write under one new number.
pub(crate) fn append(w: &Write<'_>, topics: impl IntoIterator<Item = Topic>) -> Result<()> {
    let seq: i64 = w.one("change", NEXT, (), |row| row.get("seq"))?.unwrap_or(1);
    for topic in topics {
        w.run(TOUCH, (topic.as_str(), seq))?;
    }
    Ok(())
}
