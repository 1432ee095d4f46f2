//! What became stale.

/// A group of rows that front ends keep copies of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Where the front end stands.
    Front,
    /// Patients.
    Patients,
    /// 6情報.
    Chart,
    /// Documents.
    Documents,
    /// What waits to be sent.
    Outbox,
    /// Requests to the terminal and what came from it.
    Terminal,
    /// 資格 and today's list.
    Reception,
    /// Documents that came from elsewhere.
    Received,
    /// Remembered receivers.
    Receivers,
    /// Templates.
    Templates,
    /// The clinic and its doctors.
    Settings,
    /// Staff.
    Staff,
    /// Copies of the store.
    Backups,
}

impl Topic {
    /// Every topic.
    pub const ALL: &'static [Topic] = &[
        Topic::Front,
        Topic::Patients,
        Topic::Chart,
        Topic::Documents,
        Topic::Outbox,
        Topic::Terminal,
        Topic::Reception,
        Topic::Received,
        Topic::Receivers,
        Topic::Templates,
        Topic::Settings,
        Topic::Staff,
        Topic::Backups,
    ];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Topic::Front => "front",
            Topic::Patients => "patients",
            Topic::Chart => "chart",
            Topic::Documents => "documents",
            Topic::Outbox => "outbox",
            Topic::Terminal => "terminal",
            Topic::Reception => "reception",
            Topic::Received => "received",
            Topic::Receivers => "receivers",
            Topic::Templates => "templates",
            Topic::Settings => "settings",
            Topic::Staff => "staff",
            Topic::Backups => "backups",
        }
    }
}

impl std::fmt::Display for Topic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<store::Topic> for Topic {
    fn from(topic: store::Topic) -> Self {
        match topic {
            store::Topic::Patients => Topic::Patients,
            store::Topic::Chart => Topic::Chart,
            store::Topic::Documents => Topic::Documents,
            store::Topic::Outbox => Topic::Outbox,
            store::Topic::Terminal => Topic::Terminal,
            store::Topic::Reception => Topic::Reception,
            store::Topic::Received => Topic::Received,
            store::Topic::Receivers => Topic::Receivers,
            store::Topic::Templates => Topic::Templates,
            store::Topic::Institution | store::Topic::Settings => Topic::Settings,
            store::Topic::Staff => Topic::Staff,
        }
    }
}
