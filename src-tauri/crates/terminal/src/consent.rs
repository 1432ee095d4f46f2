//! Consent to viewing, per kind, with its end. The newer answers carry one consent per kind; the older ones carry
//! four, each for a group. A kind without a consent of its own takes that of its group; an answer without either
//! says nothing, which is not a refusal.

use crate::codec::Sheet;
use jiff::{ToSpan, civil::DateTime};

/// What a person consents to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 特定健診情報.
    Checkup,
    /// 薬剤情報.
    Drug,
    /// 診療情報.
    Care,
    /// 手術情報.
    Surgery,
    /// 傷病名.
    Condition,
    /// 感染症情報.
    Infection,
    /// その他アレルギー等.
    Allergy,
    /// 薬剤アレルギー等.
    DrugAllergy,
    /// 検査情報.
    Lab,
    /// 処方情報.
    Prescription,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Kind] = &[
        Kind::Checkup,
        Kind::Drug,
        Kind::Care,
        Kind::Surgery,
        Kind::Condition,
        Kind::Infection,
        Kind::Allergy,
        Kind::DrugAllergy,
        Kind::Lab,
        Kind::Prescription,
    ];

    /// The kinds of 電子カルテ情報 (6情報).
    pub const CORE6: &'static [Kind] =
        &[Kind::Condition, Kind::Infection, Kind::Allergy, Kind::DrugAllergy, Kind::Lab, Kind::Prescription];

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Checkup => "特定健診情報",
            Kind::Drug => "薬剤情報",
            Kind::Care => "診療情報",
            Kind::Surgery => "手術情報",
            Kind::Condition => "傷病名",
            Kind::Infection => "感染症情報",
            Kind::Allergy => "その他アレルギー等",
            Kind::DrugAllergy => "薬剤アレルギー等",
            Kind::Lab => "検査情報",
            Kind::Prescription => "処方情報",
        }
    }

    /// The kind with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// Its name: the beginning of its keys in the catalogue, also as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Checkup => "checkup",
            Kind::Drug => "drug",
            Kind::Care => "care",
            Kind::Surgery => "surgery",
            Kind::Condition => "condition",
            Kind::Infection => "infection",
            Kind::Allergy => "allergy",
            Kind::DrugAllergy => "drug_allergy",
            Kind::Lab => "lab",
            Kind::Prescription => "prescription",
        }
    }

    /// The group whose consent covers this kind (業務コード OQSCD036).
    pub const fn group(self) -> Option<Kind> {
        match self {
            Kind::Prescription => Some(Kind::Drug),
            Kind::Allergy | Kind::DrugAllergy | Kind::Lab => Some(Kind::Care),
            Kind::Condition | Kind::Infection => Some(Kind::Surgery),
            Kind::Checkup | Kind::Drug | Kind::Care | Kind::Surgery => None,
        }
    }
}

/// 同意区分 (OQSCD016).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// 同意なし.
    No,
    /// 同意あり.
    Yes,
    /// 同意の有効期限切れ.
    Expired,
    /// 同意取得困難.
    Unobtainable,
}

impl Flag {
    /// The flag with this code.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "0" => Some(Flag::No),
            "1" => Some(Flag::Yes),
            "2" => Some(Flag::Expired),
            "3" => Some(Flag::Unobtainable),
            _ => None,
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Flag::No => "0",
            Flag::Yes => "1",
            Flag::Expired => "2",
            Flag::Unobtainable => "3",
        }
    }
}

/// One consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// What was answered.
    pub flag: Flag,
    /// When, on Japanese clocks.
    pub given_at: Option<DateTime>,
    /// Until when data may be asked for.
    pub until: Option<DateTime>,
}

impl Consent {
    /// When it ends: as stated, else a day after it was given, as seen in real answers.
    pub fn end(&self) -> Option<DateTime> {
        self.until.or_else(|| self.given_at.and_then(|at| at.checked_add(24.hours()).ok()))
    }

    /// Whether data may be asked for now. Without any end, nothing may.
    pub fn is_usable(&self, now: DateTime) -> bool {
        self.flag == Flag::Yes && self.end().is_some_and(|end| now < end)
    }
}

/// What one answer says about consent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consents {
    stated: Vec<(Kind, Consent)>,
}

impl Consents {
    pub(crate) fn read(record: &Sheet) -> Self {
        let stated = Kind::ALL
            .iter()
            .filter_map(|kind| {
                let key = kind.as_str();
                let flag = Flag::parse(record.text(&format!("{key}_consent"))?)?;
                let given_at = record.time(&format!("{key}_consent_time"));
                let until = record.time(&format!("{key}_available_until"));
                Some((*kind, Consent { flag, given_at, until }))
            })
            .collect();
        Self { stated }
    }

    /// What was stated before and kept.
    pub fn of(stated: impl IntoIterator<Item = (Kind, Consent)>) -> Self {
        Self { stated: stated.into_iter().collect() }
    }

    /// Everything that was stated.
    pub fn all(&self) -> &[(Kind, Consent)] {
        &self.stated
    }

    /// What was stated for exactly this kind.
    pub fn stated(&self, kind: Kind) -> Option<&Consent> {
        self.stated.iter().find(|(at, _)| *at == kind).map(|(_, consent)| consent)
    }

    /// What counts for this kind: its own consent, else its group's; `None` when nothing was said.
    pub fn effective(&self, kind: Kind) -> Option<&Consent> {
        self.stated(kind).or_else(|| kind.group().and_then(|group| self.stated(group)))
    }

    /// Whether data of this kind may be asked for now.
    pub fn is_usable(&self, kind: Kind, now: DateTime) -> bool {
        self.effective(kind).is_some_and(|consent| consent.is_usable(now))
    }

    /// The kinds of 6情報 that may be asked for now.
    pub fn usable_core6(&self, now: DateTime) -> Vec<Kind> {
        Kind::CORE6.iter().copied().filter(|kind| self.is_usable(*kind, now)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn record(rows: &[(&str, &str)]) -> Consents {
        let mut sheet = Sheet::new();
        for (key, value) in rows {
            sheet.set(key, *value);
        }
        Consents::read(&sheet)
    }

    #[test]
    fn a_group_speaks_for_its_kinds_unless_they_speak_themselves() {
        let now = datetime(2026, 10, 5, 12, 0, 0, 0);
        let old = record(&[("care_consent", "1"), ("care_available_until", "20261006085933")]);
        assert!(old.is_usable(Kind::Lab, now));
        assert!(old.is_usable(Kind::Allergy, now));
        assert_eq!(old.effective(Kind::Condition), None);
        let new = record(&[
            ("care_consent", "1"),
            ("care_available_until", "20261006085933"),
            ("lab_consent", "0"),
        ]);
        assert!(!new.is_usable(Kind::Lab, now));
        assert_eq!(new.usable_core6(now), [Kind::Allergy, Kind::DrugAllergy]);
    }

    #[test]
    fn consent_ends() {
        let consents = record(&[("drug_consent", "1"), ("drug_consent_time", "20261005085933")]);
        assert!(consents.is_usable(Kind::Prescription, datetime(2026, 10, 6, 8, 59, 32, 0)));
        assert!(!consents.is_usable(Kind::Prescription, datetime(2026, 10, 6, 8, 59, 33, 0)));
        assert!(!record(&[("drug_consent", "1")]).is_usable(Kind::Drug, datetime(2026, 10, 5, 9, 0, 0, 0)));
        assert!(
            !record(&[("drug_consent", "2"), ("drug_available_until", "20991006085933")])
                .is_usable(Kind::Drug, datetime(2026, 10, 5, 9, 0, 0, 0))
        );
    }
}
