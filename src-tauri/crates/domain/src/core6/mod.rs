//! 6情報: 傷病名, アレルギー, 薬剤禁忌, 感染症, 検査, 処方. Each row is text first; codes are an addition that
//! may be missing, and nothing typed is lost for want of one.

pub mod allergy;
pub mod code;
pub mod condition;
pub mod infection;
pub mod lab_item;
pub mod lab_result;
pub mod prescription;
pub mod sharing;

use crate::{
    date::Date,
    id::{EntryId, PatientId, StaffId},
    redact::redact,
    words::words,
};
use jiff::{Timestamp, civil::DateTime};

words! {
    /// The six kinds. Drug and other allergies are one record with a category, but two kinds for people.
    pub enum Core6Kind {
        /// 傷病名.
        Condition = "condition", "傷病名";
        /// アレルギー other than to drugs.
        Allergy = "allergy", "アレルギー";
        /// 薬剤禁忌 (drug allergies and contraindications).
        Contraindication = "contraindication", "薬剤禁忌";
        /// 感染症.
        Infection = "infection", "感染症";
        /// 検査.
        LabResult = "lab_result", "検査";
        /// 処方.
        Prescription = "prescription", "処方";
    }

    /// Where a row comes from. Only the clinic's own rows, and imported ones that a doctor confirmed, are ever
    /// sent as coded entries; reported ones stand as text.
    pub enum Source {
        /// This clinic.
        Own = "own", "自院";
        /// The patient said so.
        Reported = "reported", "患者申告";
        /// Another institution.
        Other = "other", "他院";
        /// Taken over from a file or service.
        Imported = "imported", "取込";
    }

    /// What is known where no row stands (アレルギー・薬剤禁忌・感染症).
    pub enum Absence {
        /// なし: asked, and there is none.
        None = "none", "なし";
        /// 不明: asked, and it cannot be told.
        Unknown = "unknown", "不明";
        /// 未確認: not asked yet.
        Unchecked = "unchecked", "未確認";
    }
}

/// Who vouches for a row, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// Where a row comes from and how fresh it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Source.
    pub source: Source,
    /// Who confirmed it, separately from where it comes from.
    pub confirmed: Option<Confirmation>,
    /// 最終確認日: the last day on which somebody found it still true.
    pub last_checked: Option<Date>,
}

impl Provenance {
    /// Whether the row may leave the clinic as a coded entry: own rows, and imported ones that were confirmed
    /// (patients' reports and other institutions' findings stay text, with their source).
    pub fn may_be_sent_coded(&self) -> bool {
        match self.source {
            Source::Own => true,
            Source::Imported => self.confirmed.is_some(),
            Source::Reported | Source::Other => false,
        }
    }
}

/// Flags of the national service (JP-CLINS meta.tag): set only by a person, never by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags {
    /// 未告知: not yet told to the patient.
    pub uninformed: bool,
    /// 未提供: to be shared with nobody.
    pub undelivered: bool,
    /// 長期保存.
    pub long_term: bool,
}

impl Flags {
    /// Whether rows of this kind may carry all the flags that are set: 傷病名 all three, アレルギー・薬剤禁忌 and
    /// 感染症 only 長期保存, others none.
    pub fn allowed_for(self, kind: Core6Kind) -> bool {
        let hidden = self.uninformed || self.undelivered;
        match kind {
            Core6Kind::Condition => true,
            Core6Kind::Allergy | Core6Kind::Contraindication | Core6Kind::Infection => !hidden,
            Core6Kind::LabResult | Core6Kind::Prescription => !hidden && !self.long_term,
        }
    }
}

/// One row of the 6情報.
#[derive(Clone, PartialEq)]
pub struct Entry<T> {
    /// Id.
    pub id: EntryId,
    /// The patient it belongs to.
    pub patient: PatientId,
    /// Raised by one at every change.
    pub version: u32,
    /// When it was first entered.
    pub recorded_at: Timestamp,
    /// Source, confirmation, freshness.
    pub provenance: Provenance,
    /// Set when a person took the row back as entered by mistake; such rows are kept and can be put back.
    pub retracted_at: Option<Timestamp>,
    /// What the row says.
    pub body: T,
}

impl<T> Entry<T> {
    /// The same row with another body.
    pub fn with<U>(&self, body: U) -> Entry<U> {
        let Self { id, patient, version, recorded_at, provenance, retracted_at, .. } = *self;
        Entry { id, patient, version, recorded_at, provenance, retracted_at, body }
    }
}

impl<T> std::fmt::Debug for Entry<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry({})", self.id)
    }
}

/// What a row says, of any kind.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// 傷病名.
    Condition(condition::Condition),
    /// アレルギー, 薬剤禁忌.
    Allergy(allergy::Allergy),
    /// 感染症.
    Infection(infection::Infection),
    /// 検査.
    LabResult(lab_result::LabResult),
    /// 処方.
    Prescription(prescription::Prescription),
}

impl Body {
    /// Which of the six kinds it is for people.
    pub fn kind(&self) -> Core6Kind {
        match self {
            Body::Condition(_) => Core6Kind::Condition,
            Body::Allergy(body) => body.kind(),
            Body::Infection(_) => Core6Kind::Infection,
            Body::LabResult(_) => Core6Kind::LabResult,
            Body::Prescription(_) => Core6Kind::Prescription,
        }
    }
}

/// A record that may carry standard codes.
pub trait Coded {
    /// Whether it has a code under which the national service takes it as an entry. The FHIR profiles may be
    /// stricter in a single case; this is what lists and the editor show.
    fn is_coded(&self) -> bool;
}

impl<T: Coded> Entry<T> {
    /// Whether the row would leave the clinic as a coded entry.
    pub fn goes_coded(&self) -> bool {
        self.body.is_coded() && self.provenance.may_be_sent_coded()
    }
}

/// What is known of a kind that has no rows, with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsenceState {
    /// What is known.
    pub state: Absence,
    /// On which day.
    pub on: Date,
    /// Who said so.
    pub by: StaffId,
}

/// A moment of which the time of day may be unknown (採取日時).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Only the day.
    Day(Date),
    /// Day and time in Japan, to the minute.
    Minute(DateTime),
}

impl Moment {
    /// The day.
    pub fn day(self) -> Date {
        match self {
            Moment::Day(day) => day,
            Moment::Minute(at) => at.date(),
        }
    }

    /// `yyyy-mm-dd` or `yyyy-mm-ddThh:mm`.
    pub fn iso(self) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::Minute(at) => format!("{}T{:02}:{:02}", at.date(), at.hour(), at.minute()),
        }
    }

    /// Reads what [`Moment::iso`] writes.
    pub fn from_iso(text: &str) -> Option<Self> {
        match text.split_once('T') {
            None => text.parse().ok().map(Moment::Day),
            Some((day, time)) => {
                let day: Date = day.parse().ok()?;
                let (hour, minute) = time.split_once(':')?;
                let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
                let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
                Some(Moment::Minute(day.to_datetime(time)))
            }
        }
    }
}

/// All 6情報 of one patient.
#[derive(Clone, PartialEq, Default)]
pub struct Core6 {
    /// 傷病名.
    pub conditions: Vec<Entry<condition::Condition>>,
    /// アレルギー and 薬剤禁忌.
    pub allergies: Vec<Entry<allergy::Allergy>>,
    /// 感染症.
    pub infections: Vec<Entry<infection::Infection>>,
    /// 検査.
    pub lab_results: Vec<Entry<lab_result::LabResult>>,
    /// 処方.
    pub prescriptions: Vec<Entry<prescription::Prescription>>,
    /// What is known where アレルギー has no rows.
    pub no_allergy: Option<AbsenceState>,
    /// What is known where 薬剤禁忌 has no rows.
    pub no_contraindication: Option<AbsenceState>,
}

impl Core6 {
    /// The rows that count: without those that were taken back.
    pub fn live(mut self) -> Self {
        fn keep<T>(rows: &mut Vec<Entry<T>>) {
            rows.retain(|row| row.retracted_at.is_none());
        }
        keep(&mut self.conditions);
        keep(&mut self.allergies);
        keep(&mut self.infections);
        keep(&mut self.lab_results);
        keep(&mut self.prescriptions);
        self
    }
}

redact!(Body, Core6);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_allowed_where_the_service_defines_them() {
        let hidden = Flags { uninformed: true, ..Flags::default() };
        let long = Flags { long_term: true, ..Flags::default() };
        assert!(hidden.allowed_for(Core6Kind::Condition));
        assert!(!hidden.allowed_for(Core6Kind::Allergy));
        assert!(long.allowed_for(Core6Kind::Allergy));
        assert!(long.allowed_for(Core6Kind::Infection));
        assert!(!long.allowed_for(Core6Kind::LabResult));
        assert!(!long.allowed_for(Core6Kind::Prescription));
        for kind in Core6Kind::ALL {
            assert!(Flags::default().allowed_for(*kind));
        }
    }

    #[test]
    fn moments_read_back() {
        for text in ["2026-11-22", "2026-11-22T08:05"] {
            assert_eq!(Moment::from_iso(text).unwrap().iso(), text);
        }
        assert_eq!(Moment::from_iso("2026-11-22T25:00"), None);
        assert_eq!(Moment::from_iso("x"), None);
    }
}
