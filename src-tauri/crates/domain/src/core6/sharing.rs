//! What the national service is told of a row, and who sees it there (JP-CLINS §2 flags, §3; only facts that the
//! clinic itself established may be registered). One set of rules for the bundles, the letters and the screen.

use super::{
    Core6, Entry, Flags, Moment, Source, allergy::Allergy, condition::Condition, infection::Infection,
    lab_result::LabResult, prescription::Prescription,
};
use crate::{
    date::{Date, years_before},
    words::words,
};

words! {
    /// Whether a row is registered with the national service as one of the 5情報, and if not, why.
    pub enum Standing {
        /// It is in the set that is registered.
        Registered = "registered", "登録する";
        /// 患者申告: never registered; stands as text in letters.
        Reported = "reported", "患者さんの申告なので登録しない";
        /// 他院: never registered; stands as text in letters.
        Elsewhere = "elsewhere", "他院の情報なので登録しない";
        /// 取込 that no doctor has confirmed.
        Unconfirmed = "unconfirmed", "医師が確認するまで登録しない";
        /// 処方: goes in letters only.
        LettersOnly = "letters_only", "処方は手紙でだけ送る";
        /// Ended, or sampled, more than five years ago.
        Expired = "expired", "5年より前なので登録しない";
        /// 傷病名 without 発症日・診療開始日, which the service demands.
        NoOnset = "no_onset", "発症日・診療開始日がないので登録できない";
        /// A result without 採取日時, which the service demands.
        NoSampled = "no_sampled", "採取日時がないので登録できない";
    }

    /// What somebody sees of a row through the national service.
    pub enum Sight {
        /// Nothing.
        Hidden = "hidden", "見えない";
        /// The row.
        Seen = "seen", "見える";
        /// The row with the mark that the patient has not been told.
        Marked = "marked", "未告知の印つきで見える";
    }
}

/// A row's standing and who sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Whether it is registered.
    pub standing: Standing,
    /// What the patient sees (マイナポータル).
    pub patient: Sight,
    /// What other institutions see.
    pub others: Sight,
}

/// How long a row belongs to the set after it ended (JP-CLINS §3), in years. A row that is marked 長期保存 stays.
pub const KEPT_YEARS: i16 = 5;

impl Sharing {
    /// 未提供 hides a row from everybody, 未告知 hides it from the patient and marks it for others (JP-CLINS §2).
    fn new(standing: Standing, flags: Flags) -> Self {
        let (patient, others) = match standing {
            Standing::Registered if flags.undelivered => (Sight::Hidden, Sight::Hidden),
            Standing::Registered if flags.uninformed => (Sight::Hidden, Sight::Marked),
            Standing::Registered => (Sight::Seen, Sight::Seen),
            _ => (Sight::Hidden, Sight::Hidden),
        };
        Self { standing, patient, others }
    }

    /// Whether the row is in the set that is registered.
    pub fn is_registered(self) -> bool {
        self.standing == Standing::Registered
    }
}

/// A record whose rows may be registered.
pub trait Shared {
    /// What stands against registering a row of the clinic's own; `None` when nothing does.
    fn obstacle(&self, today: Date) -> Option<Standing>;
    /// Its flags as far as the service allows them for this kind.
    fn flags(&self) -> Flags;
}

impl<T: Shared> Entry<T> {
    /// What the service is told of the row and who sees it there, were it sent today.
    pub fn sharing(&self, today: Date) -> Sharing {
        let source = match self.provenance.source {
            Source::Reported => Some(Standing::Reported),
            Source::Other => Some(Standing::Elsewhere),
            Source::Imported if !self.provenance.may_be_sent_coded() => Some(Standing::Unconfirmed),
            Source::Own | Source::Imported => None,
        };
        let standing = source.or_else(|| self.body.obstacle(today)).unwrap_or(Standing::Registered);
        Sharing::new(standing, self.body.flags())
    }
}

fn over(on: Date, today: Date) -> bool {
    on < years_before(today, KEPT_YEARS)
}

fn sampled(at: Option<Moment>, today: Date, long_term: bool) -> Option<Standing> {
    match at {
        None => Some(Standing::NoSampled),
        Some(at) if over(at.day(), today) && !long_term => Some(Standing::Expired),
        Some(_) => None,
    }
}

impl Shared for Condition {
    fn obstacle(&self, today: Date) -> Option<Standing> {
        let ended = self.outcome.is_some_and(|outcome| over(outcome.on, today));
        if ended && !self.flags.long_term {
            return Some(Standing::Expired);
        }
        self.onset.is_none().then_some(Standing::NoOnset)
    }

    fn flags(&self) -> Flags {
        self.flags
    }
}

impl Shared for Allergy {
    fn obstacle(&self, today: Date) -> Option<Standing> {
        let ended = self.ended.is_some_and(|on| over(on, today));
        (ended && !self.flags.long_term).then_some(Standing::Expired)
    }

    fn flags(&self) -> Flags {
        Flags { long_term: self.flags.long_term, ..Flags::default() }
    }
}

impl Shared for Infection {
    fn obstacle(&self, today: Date) -> Option<Standing> {
        sampled(self.sampled, today, self.flags.long_term)
    }

    fn flags(&self) -> Flags {
        Flags { long_term: self.flags.long_term, ..Flags::default() }
    }
}

impl Shared for LabResult {
    fn obstacle(&self, today: Date) -> Option<Standing> {
        sampled(self.sampled, today, false)
    }

    fn flags(&self) -> Flags {
        Flags::default()
    }
}

impl Shared for Prescription {
    fn obstacle(&self, _: Date) -> Option<Standing> {
        Some(Standing::LettersOnly)
    }

    fn flags(&self) -> Flags {
        Flags::default()
    }
}

words! {
    /// The kinds of 報告単位.
    pub enum ReportKind {
        /// All 傷病名.
        Conditions = "conditions", "傷病名";
        /// All アレルギー and 薬剤禁忌.
        Allergies = "allergies", "アレルギー・薬剤禁忌";
        /// 検査 and 感染症 of one day of sampling.
        Results = "results", "検査・感染症";
    }
}

words! {
    /// What was handed over of a 報告単位.
    pub enum ReportStep {
        /// A bundle: the service has the set.
        Sent = "sent", "登録";
        /// Its key alone: the service has nothing any more.
        Cancelled = "cancelled", "取消";
    }

    /// What would be sent of a 報告単位 today.
    pub enum ReportState {
        /// The service does not have it.
        New = "new", "新しく登録";
        /// The service has something else under its number.
        Changed = "changed", "登録し直し";
        /// The service has just this: nothing is sent.
        Unchanged = "unchanged", "変更なし";
        /// Nothing of it is left: it is cancelled.
        Emptied = "emptied", "登録を取消し";
    }
}

/// Which 報告単位 of a patient it is: there is one of all 傷病名, one of all アレルギー and 薬剤禁忌, and one of the
/// results of every day on which samples were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportKey {
    /// Its kind.
    pub kind: ReportKind,
    /// The day of sampling, of [`ReportKind::Results`] only.
    pub sampled: Option<Date>,
}

/// The rows of one 報告単位, borrowed from a chart. Only the lists of its kind are filled.
pub struct Report<'a> {
    /// Which one.
    pub key: ReportKey,
    /// 傷病名.
    pub conditions: Vec<&'a Entry<Condition>>,
    /// アレルギー and 薬剤禁忌.
    pub allergies: Vec<&'a Entry<Allergy>>,
    /// 検査.
    pub lab_results: Vec<&'a Entry<LabResult>>,
    /// 感染症.
    pub infections: Vec<&'a Entry<Infection>>,
}

impl<'a> Report<'a> {
    /// A unit without rows.
    pub fn empty(key: ReportKey) -> Self {
        Self {
            key,
            conditions: Vec::new(),
            allergies: Vec::new(),
            lab_results: Vec::new(),
            infections: Vec::new(),
        }
    }

    /// The units of a chart that hold something today: the full current sets (JP-CLINS §3), 傷病名 and アレルギー
    /// first, results by day. Rows taken back do not count.
    pub fn of(core6: &'a Core6, today: Date) -> Vec<Self> {
        fn registered<T: Shared>(rows: &[Entry<T>], today: Date) -> impl Iterator<Item = &Entry<T>> {
            rows.iter().filter(move |row| row.retracted_at.is_none() && row.sharing(today).is_registered())
        }
        let mut reports: Vec<Self> = Vec::new();
        let conditions: Vec<_> = registered(&core6.conditions, today).collect();
        if !conditions.is_empty() {
            let key = ReportKey { kind: ReportKind::Conditions, sampled: None };
            reports.push(Self { conditions, ..Self::empty(key) });
        }
        let allergies: Vec<_> = registered(&core6.allergies, today).collect();
        if !allergies.is_empty() {
            let key = ReportKey { kind: ReportKind::Allergies, sampled: None };
            reports.push(Self { allergies, ..Self::empty(key) });
        }
        let mut days = std::collections::BTreeMap::<Date, Self>::new();
        let mut on = |day: Date, put: &mut dyn FnMut(&mut Self)| {
            let key = ReportKey { kind: ReportKind::Results, sampled: Some(day) };
            put(days.entry(day).or_insert_with(|| Self::empty(key)));
        };
        for row in registered(&core6.lab_results, today) {
            if let Some(at) = row.body.sampled {
                on(at.day(), &mut |report| report.lab_results.push(row));
            }
        }
        for row in registered(&core6.infections, today) {
            if let Some(at) = row.body.sampled {
                on(at.day(), &mut |report| report.infections.push(row));
            }
        }
        reports.extend(days.into_values());
        reports
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.conditions.len() + self.allergies.len() + self.lab_results.len() + self.infections.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        core6::{
            Confirmation, Provenance,
            condition::{Outcome, OutcomeKind},
        },
        date::PartialDate,
        id::{EntryId, PatientId, StaffId},
    };
    use jiff::{Timestamp, civil::date};

    const TODAY: Date = date(2026, 11, 22);

    fn entry<T>(source: Source, confirmed: bool, body: T) -> Entry<T> {
        let id = "01a2008d-7400-7000-8000-000000000001";
        let by = StaffId::parse(id).unwrap();
        Entry {
            id: EntryId::parse(id).unwrap(),
            patient: PatientId::parse(id).unwrap(),
            version: 1,
            recorded_at: Timestamp::UNIX_EPOCH,
            provenance: Provenance {
                source,
                confirmed: confirmed.then_some(Confirmation { by, at: Timestamp::UNIX_EPOCH }),
                last_checked: None,
            },
            retracted_at: None,
            body,
        }
    }

    fn condition(outcome: Option<Date>, flags: Flags) -> Condition {
        Condition {
            text: "高血圧症".into(),
            codes: Vec::new(),
            prefixes: Vec::new(),
            suffixes: Vec::new(),
            suspected: false,
            principal: false,
            onset: Some(PartialDate::Year(2010)),
            outcome: outcome.map(|on| Outcome { kind: OutcomeKind::Cured, on }),
            flags,
            note: String::new(),
        }
    }

    fn lab(sampled: Option<Moment>) -> LabResult {
        LabResult {
            text: "CRP".into(),
            codes: Vec::new(),
            value: "0.3".into(),
            unit: "mg/dL".into(),
            range: Default::default(),
            interpretation: None,
            specimen: "血清".into(),
            sampled,
            note: String::new(),
        }
    }

    #[test]
    fn only_what_the_clinic_established_is_registered() {
        let standing = |source, confirmed| {
            entry(source, confirmed, condition(None, Flags::default())).sharing(TODAY).standing
        };
        assert_eq!(standing(Source::Own, false), Standing::Registered);
        assert_eq!(standing(Source::Imported, true), Standing::Registered);
        assert_eq!(standing(Source::Imported, false), Standing::Unconfirmed);
        for confirmed in [false, true] {
            assert_eq!(standing(Source::Reported, confirmed), Standing::Reported);
            assert_eq!(standing(Source::Other, confirmed), Standing::Elsewhere);
        }
    }

    #[test]
    fn a_row_stays_for_five_years_after_its_end_or_for_ever() {
        let standing = |on: Date, flags| entry(Source::Own, false, condition(Some(on), flags)).sharing(TODAY);
        assert!(standing(date(2021, 11, 22), Flags::default()).is_registered());
        assert_eq!(standing(date(2021, 11, 21), Flags::default()).standing, Standing::Expired);
        let long_term = Flags { long_term: true, ..Flags::default() };
        assert!(standing(date(2001, 1, 1), long_term).is_registered());
        let mut unknown = condition(None, Flags::default());
        unknown.onset = None;
        assert_eq!(entry(Source::Own, false, unknown).sharing(TODAY).standing, Standing::NoOnset);
    }

    #[test]
    fn flags_say_who_sees_a_row() {
        let sight = |uninformed, undelivered, source| {
            let flags = Flags { uninformed, undelivered, long_term: false };
            let sharing = entry(source, true, condition(None, flags)).sharing(TODAY);
            (sharing.patient, sharing.others)
        };
        assert_eq!(sight(false, false, Source::Own), (Sight::Seen, Sight::Seen));
        assert_eq!(sight(true, false, Source::Own), (Sight::Hidden, Sight::Marked));
        assert_eq!(sight(false, true, Source::Own), (Sight::Hidden, Sight::Hidden));
        assert_eq!(sight(true, true, Source::Own), (Sight::Hidden, Sight::Hidden));
        assert_eq!(sight(false, false, Source::Reported), (Sight::Hidden, Sight::Hidden));
    }

    #[test]
    fn results_of_one_day_are_one_report() {
        let day = date(2026, 11, 20);
        let mut gone = entry(Source::Own, false, lab(Some(Moment::Day(day))));
        gone.retracted_at = Some(Timestamp::UNIX_EPOCH);
        let core6 = Core6 {
            lab_results: vec![
                entry(Source::Own, false, lab(Some(Moment::Minute(day.at(9, 5, 0, 0))))),
                entry(Source::Own, false, lab(Some(Moment::Day(day)))),
                entry(Source::Own, false, lab(Some(Moment::Day(date(2026, 11, 1))))),
                entry(Source::Own, false, lab(None)),
                entry(Source::Other, true, lab(Some(Moment::Day(day)))),
                gone,
            ],
            ..Core6::default()
        };
        let reports = Report::of(&core6, TODAY);
        let shape: Vec<_> =
            reports.iter().map(|report| (report.key.kind, report.key.sampled, report.rows())).collect();
        assert_eq!(
            shape,
            [(ReportKind::Results, Some(date(2026, 11, 1)), 1), (ReportKind::Results, Some(day), 2)]
        );
    }
}
