//! What every answer may hold: errors, findings, dates as shown.

use super::wire;
use domain::{
    date::{self, Date, PartialDate},
    finding::{Finding, Severity},
};

wire! {
    /// No argument, or no answer.
    #[derive(Copy, Default)]
    pub struct Nothing {}

    /// The closed list of ways in which a call may fail. A code exists because a front end does something
    /// different about it.
    #[derive(Copy, Debug, Eq, Hash, PartialOrd, Ord)]
    pub enum Code {
        /// The input breaks a rule; `findings` say which and where.
        Rejected,
        /// What was asked for does not exist.
        NotFound,
        /// Somebody else changed it meanwhile: reload and compare.
        Stale,
        /// This person may not do it.
        Denied,
        /// Nobody is chosen at this seat, or the store is not open.
        SignedOut,
        /// Another program holds the store. `args[0]`: who, as far as it is known.
        Busy,
        /// Something outside is missing. `args[0]`: `credential-store`, `folder-read-only`, `disk-full`,
        /// `network-folder`, `printer`, `fonts`, `key-file`, `database-missing`, `folder`.
        Unavailable,
        /// The store does not open with this key, or is damaged: the two cannot be told apart.
        KeyNeeded,
        /// The store was written by a newer program.
        Newer,
        /// Pages of the store are damaged: it is only read from here on.
        Damaged,
        /// Our fault; `incident` names the line in the log.
        Bug,
    }

    /// A failed call. Carries no patient data and no wording of its own.
    #[derive(Debug)]
    pub struct ApiError {
        /// Kind of failure.
        pub code: Code,
        /// Arguments of the code, see there.
        pub args: Vec<String>,
        /// What is wrong with the input.
        pub findings: Vec<FindingShown>,
        /// The name under which the log knows it.
        pub incident: Option<String>,
    }

    /// A finding, ready to be shown beside its field.
    #[derive(Debug)]
    pub struct FindingShown {
        /// The field: `patient.insurance.symbol`.
        pub path: String,
        /// The rule's stable name.
        pub rule: String,
        /// How grave it is.
        pub severity: Severity,
        /// What is wrong and what to do, in Japanese.
        pub message: String,
    }

    /// A date in every form that is shown.
    pub struct DateShown {
        /// `2026-11-22`, `2026-11` or `2026`; with a time `2026-11-22T09:30`.
        pub iso: String,
        /// `令和8年11月22日`.
        pub wareki: String,
        /// `2026年11月22日`.
        pub civil: String,
    }

    /// A date as typed.
    pub struct DateTyped {
        /// As typed.
        pub text: String,
        /// Whether day or month may be missing.
        pub partial: bool,
        /// Whether a time of day may follow.
        pub time: bool,
    }

    /// How a typed date was read.
    pub struct DateReading {
        /// The date; `null` where there is none.
        pub date: Option<DateShown>,
        /// Why not.
        pub findings: Vec<FindingShown>,
    }

    /// An id.
    pub struct ById {
        /// Id.
        pub id: String,
    }

    /// An id and the version that the front end knows.
    pub struct ByVersion {
        /// Id.
        pub id: String,
        /// Version.
        pub version: i32,
    }
}

impl FindingShown {
    /// Findings as shown.
    pub fn all(findings: &[Finding]) -> Vec<Self> {
        findings.iter().map(Self::from).collect()
    }
}

impl From<&Finding> for FindingShown {
    fn from(finding: &Finding) -> Self {
        Self {
            path: finding.path.clone(),
            rule: finding.rule.id.to_owned(),
            severity: finding.severity(),
            message: finding.sentence(),
        }
    }
}

impl DateShown {
    /// A whole date.
    pub fn day(day: Date) -> Self {
        Self::partial(PartialDate::Day(day))
    }

    /// A date known in part.
    pub fn partial(at: PartialDate) -> Self {
        let civil = match at {
            PartialDate::Day(day) => date::civil(day),
            PartialDate::Month(year, month) => format!("{year}年{month}月"),
            PartialDate::Year(year) => format!("{year}年"),
        };
        Self { iso: at.iso(), wareki: at.wareki(), civil }
    }

    /// A moment: the day, and the time of day where it is known.
    pub fn moment(at: domain::core6::Moment) -> Self {
        let mut shown = Self::day(at.day());
        if let domain::core6::Moment::Minute(time) = at {
            let clock = format!(" {}:{:02}", time.hour(), time.minute());
            shown.iso = at.iso();
            shown.wareki.push_str(&clock);
            shown.civil.push_str(&clock);
        }
        shown
    }

    /// An instant, on the wall clocks of Japan.
    pub fn instant(at: jiff::Timestamp) -> Self {
        Self::moment(domain::core6::Moment::Minute(domain::clock::in_japan(at)))
    }
}
