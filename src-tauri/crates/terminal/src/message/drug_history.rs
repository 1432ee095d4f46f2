//! 薬剤情報等の閲覧 (YZK): drugs and procedures from claims, electronic prescriptions and dispensings, as XML or PDF.

use super::{Ask, Envelope, Insured, Reading, Told};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use domain::patient::Sex;
use jiff::civil::Date;
use std::collections::HashMap;

/// Asks for a range of months.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The person; the birth date is not sent.
    pub insured: Insured,
    /// First month, by any of its days.
    pub from: Date,
    /// Last month, by any of its days.
    pub to: Date,
    /// As data or on paper, with or without 診療情報.
    pub form: Form,
    /// Whether electronic prescriptions are shown too.
    pub with_prescriptions: bool,
    /// 診療区分.
    pub setting: Setting,
}

/// As what the answer comes (`FileCategory`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// A PDF instead of XML.
    pub paper: bool,
    /// 診療情報 too.
    pub with_care: bool,
}

/// 診療区分 (OQSCD028).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// 外来.
    Outpatient,
    /// 訪問診療等.
    HomeVisit,
    /// オンライン診療等.
    Online,
    /// 救急時.
    Emergency,
}

impl Setting {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Setting::Outpatient => "1",
            Setting::HomeVisit => "2",
            Setting::Online => "3",
            Setting::Emergency => "4",
        }
    }
}

/// What is known of a person's drugs. Empty when the answer came on paper or was refused.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// Whom the answer is about.
    pub person: Option<Person>,
    /// Month by month, institution by institution.
    pub months: Vec<Month>,
}

/// Whom an answer is about, for comparison with the patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// 氏名.
    pub name: Option<String>,
    /// カナ.
    pub kana: Option<String>,
    /// 生年月日.
    pub birth_date: Option<Date>,
    /// 性別.
    pub sex: Option<Sex>,
}

impl Person {
    pub(super) fn read(sheet: &Sheet) -> Option<Self> {
        sheet.group("person").map(|person| Self {
            name: person.owned("person_name"),
            kana: person.owned("person_kana"),
            birth_date: person.date("person_birth"),
            sex: person.text("person_sex").map(|code| match code {
                "1" => Sex::Male,
                "2" => Sex::Female,
                _ => Sex::Unknown,
            }),
        })
    }
}

/// Where a row comes from, the more certain first: the same dispensing may stand under all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// レセプト.
    Receipt,
    /// 調剤.
    Dispensing,
    /// 処方.
    Prescription,
}

/// One month at one institution.
#[derive(Clone, PartialEq, Eq)]
pub struct Month {
    /// Where it comes from.
    pub source: Source,
    /// First day of the month.
    pub month: Option<Date>,
    /// Where it was given: code and name.
    pub place: (Option<String>, Option<String>),
    /// Who prescribed: code and name.
    pub prescriber: (Option<String>, Option<String>),
    /// In- or outpatient, as sent.
    pub in_out: Option<String>,
    /// Day by day.
    pub days: Vec<Day>,
}

/// One day.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// When it was given (調剤年月日・診療年月日).
    pub date: Option<Date>,
    /// When it was prescribed.
    pub prescribed_on: Option<Date>,
    /// Drugs.
    pub drugs: Vec<Drug>,
    /// 診療行為.
    pub acts: Vec<Act>,
}

/// One drug.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Drug {
    /// レセプト電算コード, nine digits.
    pub code: Option<String>,
    /// 薬品名.
    pub name: Option<String>,
    /// 成分名.
    pub ingredient: Option<String>,
    /// 数量, as sent.
    pub quantity: Option<String>,
    /// 単位.
    pub unit: Option<String>,
    /// 回数, as sent.
    pub times: Option<String>,
    /// 用法.
    pub usage: Option<String>,
    /// 特別指示.
    pub instruction: Option<String>,
}

/// One procedure.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Act {
    /// 診療行為コード.
    pub code: Option<String>,
    /// 名称.
    pub name: Option<String>,
    /// 数量, as sent.
    pub quantity: Option<String>,
    /// 回数, as sent.
    pub times: Option<String>,
}

redact!(Request, Answer, Person, Month, Day, Drug, Act);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write(&mut sheet);
        sheet.set_month("from_month", self.from);
        sheet.set_month("to_month", self.to);
        let category = match (self.form.paper, self.form.with_care) {
            (true, false) => "1",
            (false, false) => "2",
            (true, true) => "3",
            (false, true) => "4",
        };
        sheet.set("category", category);
        sheet.set("with_prescriptions", if self.with_prescriptions { "1" } else { "0" });
        sheet.set("setting", self.setting.code());
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let sources = [
            ("receipt_month", Source::Receipt),
            ("dispensed_month", Source::Dispensing),
            ("prescribed_month", Source::Prescription),
        ];
        let months = sources
            .into_iter()
            .flat_map(|(key, source)| sheet.groups(key).map(move |month| Month::read(month, source)))
            .collect();
        Self { envelope: Envelope::read_told(sheet, reading), person: Person::read(sheet), months }
    }
}

impl Month {
    fn read(sheet: &Sheet, source: Source) -> Self {
        let mut days: Vec<Day> = sheet.groups("day").map(Day::read).collect();
        // Drugs that stand beside the list of days belong to the only day, or to the month as a whole.
        let loose = Day::read(sheet);
        if !loose.drugs.is_empty() || !loose.acts.is_empty() {
            match days.as_mut_slice() {
                [only] => {
                    only.drugs.extend(loose.drugs);
                    only.acts.extend(loose.acts);
                }
                _ => days.push(Day { date: None, prescribed_on: None, ..loose }),
            }
        }
        Self {
            source,
            month: sheet.month("month"),
            place: (sheet.owned("place_code"), sheet.owned("place_name")),
            prescriber: (sheet.owned("prescriber_code"), sheet.owned("prescriber_name")),
            in_out: sheet.owned("in_out"),
            days,
        }
    }
}

impl Day {
    fn read(sheet: &Sheet) -> Self {
        let drug = |sheet: &Sheet| Drug {
            code: sheet.owned("drug_code"),
            name: sheet.owned("drug_name"),
            ingredient: sheet.owned("ingredient"),
            quantity: sheet.owned("quantity"),
            unit: sheet.owned("unit"),
            times: sheet.owned("times"),
            usage: sheet.owned("usage"),
            instruction: sheet.owned("instruction"),
        };
        let act = |sheet: &Sheet| Act {
            code: sheet.owned("act_code"),
            name: sheet.owned("act_name"),
            quantity: sheet.owned("quantity"),
            times: sheet.owned("times"),
        };
        Self {
            date: sheet.date("date"),
            prescribed_on: sheet.date("prescribed_on"),
            drugs: sheet.groups("drug").map(drug).collect(),
            acts: sheet.groups("act").map(act).collect(),
        }
    }
}

impl Answer {
    /// The months without those that a more certain source already tells: the same institution and day under
    /// レセプト hides 調剤, and either hides 処方, whose day is that of the prescription.
    pub fn without_repetitions(&self) -> Vec<Month> {
        let days = self.months.iter().flat_map(|month| month.days.iter().map(move |day| (month, day)));
        // The most certain source of what was given somewhere, and of what was prescribed somewhere, on a day.
        let mut told: HashMap<(Deed, &str, Date), Source> = HashMap::new();
        for (month, day) in days {
            let (place, prescriber) = (month.place.0.as_deref(), month.prescriber.0.as_deref());
            let rows = [
                (Deed::Given, place, day.date),
                (Deed::Prescribed, prescriber, day.date),
                (Deed::Prescribed, prescriber, day.prescribed_on),
            ];
            for (what, institution, date) in rows {
                if let (Some(institution), Some(date)) = (institution, date) {
                    let source = told.entry((what, institution, date)).or_insert(month.source);
                    *source = month.source.min(*source);
                }
            }
        }
        let is_told = |month: &Month, day: &Day| {
            let (place, prescriber) = (month.place.0.as_deref(), month.prescriber.0.as_deref());
            let prescription = month.source == Source::Prescription;
            let here = if prescription { prescriber.or(place) } else { place };
            let (Some(here), Some(date)) = (here, day.date.or(day.prescribed_on)) else { return false };
            let certain = |what| told.get(&(what, here, date)).is_some_and(|source| *source < month.source);
            certain(Deed::Given) || (prescription && certain(Deed::Prescribed))
        };
        let kept = self.months.iter().map(|month| Month {
            days: month.days.iter().filter(|day| !is_told(month, day)).cloned().collect(),
            ..month.clone()
        });
        kept.filter(|month| !month.days.is_empty()).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Deed {
    Given,
    Prescribed,
}
