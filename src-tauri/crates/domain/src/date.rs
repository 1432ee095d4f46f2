//! Days in both calendars: civil dates and 和暦 with its edge days, dates known only in part, ages, and the
//! many ways in which a receptionist types a date.

use crate::{finding::Finding, rule, text, words::words};
pub use jiff::civil::Date;

words! {
    /// The eras since 1868 (元号).
    pub enum Era {
        /// 1868-01-25 to 1912-07-30.
        Meiji = "M", "明治";
        /// 1912-07-30 to 1926-12-25.
        Taisho = "T", "大正";
        /// 1926-12-25 to 1989-01-07.
        Showa = "S", "昭和";
        /// 1989-01-08 to 2019-04-30.
        Heisei = "H", "平成";
        /// Since 2019-05-01.
        Reiwa = "R", "令和";
    }
}

impl Era {
    /// The first day of the era.
    pub const fn start(self) -> Date {
        match self {
            Era::Meiji => jiff::civil::date(1868, 1, 25),
            Era::Taisho => jiff::civil::date(1912, 7, 30),
            Era::Showa => jiff::civil::date(1926, 12, 25),
            Era::Heisei => jiff::civil::date(1989, 1, 8),
            Era::Reiwa => jiff::civil::date(2019, 5, 1),
        }
    }

    /// The last day on which the era may be named. The days on which 大正 and 昭和 began were also the last
    /// days of the eras before them; 平成 and 令和 began at midnight.
    pub const fn end(self) -> Date {
        match self {
            Era::Meiji => jiff::civil::date(1912, 7, 30),
            Era::Taisho => jiff::civil::date(1926, 12, 25),
            Era::Showa => jiff::civil::date(1989, 1, 7),
            Era::Heisei => jiff::civil::date(2019, 4, 30),
            Era::Reiwa => Date::MAX,
        }
    }

    /// The civil year of this era's year `year` (1 is 元年).
    pub fn civil_year(self, year: i16) -> Option<i16> {
        self.start().year().checked_add(year.checked_sub(1)?)
    }
}

/// A year of an era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EraYear {
    /// Era.
    pub era: Era,
    /// Year in the era, 1 is 元年.
    pub year: i16,
}

impl std::fmt::Display for EraYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.era.label())?;
        if self.year == 1 { f.write_str("元年") } else { write!(f, "{}年", self.year) }
    }
}

/// The era and year of a civil date; `None` before 明治元年1月25日 of the lunar reform, 1868-01-25.
pub fn era_of(date: Date) -> Option<EraYear> {
    let era = Era::ALL.iter().rev().copied().find(|era| era.start() <= date)?;
    Some(EraYear { era, year: date.year() - era.start().year() + 1 })
}

/// `令和8年11月22日`; the first year is 元年. Days before 明治 are written in the civil calendar.
pub fn wareki(date: Date) -> String {
    match era_of(date) {
        Some(year) => format!("{year}{}月{}日", date.month(), date.day()),
        None => civil(date),
    }
}

/// `2026年11月22日`.
pub fn civil(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The date that an era's year, month and day name, if they name one in that era.
pub fn from_era(era: Era, year: i16, month: i8, day: i8) -> Result<Date, DateFault> {
    if year < 1 {
        return Err(DateFault::NoSuchDay);
    }
    let civil_year = era.civil_year(year).ok_or(DateFault::NoSuchDay)?;
    let date = Date::new(civil_year, month, day).map_err(|_| DateFault::NoSuchDay)?;
    if date < era.start() {
        Err(DateFault::BeforeEra(era))
    } else if date > era.end() {
        Err(DateFault::AfterEra(era))
    } else {
        Ok(date)
    }
}

/// A date of which the day, or month and day, may be unknown (FHIR `yyyy`, `yyyy-mm`, `yyyy-mm-dd`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartialDate {
    /// Only the year.
    Year(i16),
    /// Year and month.
    Month(i16, i8),
    /// The whole date.
    Day(Date),
}

impl PartialDate {
    /// The first day that it can mean.
    pub fn earliest(self) -> Date {
        match self {
            PartialDate::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            PartialDate::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            PartialDate::Day(day) => day,
        }
    }

    /// The whole date, where it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            PartialDate::Day(day) => Some(day),
            _ => None,
        }
    }

    /// `yyyy`, `yyyy-mm` or `yyyy-mm-dd`.
    pub fn iso(self) -> String {
        match self {
            PartialDate::Year(year) => format!("{year:04}"),
            PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
            PartialDate::Day(day) => day.to_string(),
        }
    }

    /// Reads what [`PartialDate::iso`] writes.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits::<i16>(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Some(PartialDate::Year(year)) };
        let month = digits::<i8>(month, 2).filter(|month| (1..=12).contains(month))?;
        let Some(day) = parts.next() else { return Some(PartialDate::Month(year, month)) };
        let day = digits::<i8>(day, 2)?;
        if parts.next().is_some() {
            return None;
        }
        Date::new(year, month, day).ok().map(PartialDate::Day)
    }

    /// In 和暦, as far as it is known: `令和8年11月`.
    pub fn wareki(self) -> String {
        match self {
            PartialDate::Day(day) => wareki(day),
            PartialDate::Month(year, month) => match Date::new(year, month, 1).ok().and_then(era_of) {
                Some(era) => format!("{era}{month}月"),
                None => format!("{year}年{month}月"),
            },
            PartialDate::Year(year) => match Date::new(year, 12, 31).ok().and_then(era_of) {
                Some(era) => era.to_string(),
                None => format!("{year}年"),
            },
        }
    }
}

fn digits<T: std::str::FromStr>(text: &str, width: usize) -> Option<T> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Why a typed date is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not in any form that we know.
    Unreadable,
    /// The form is right but the calendar has no such day.
    NoSuchDay,
    /// An era word that is none (`宝永3年`).
    UnknownEra,
    /// The day lies before the era's first day.
    BeforeEra(Era),
    /// The day lies after the era's last day.
    AfterEra(Era),
}

impl DateFault {
    /// The finding that tells a person about it.
    pub fn finding(self, path: impl Into<String>) -> Finding {
        match self {
            DateFault::Unreadable => Finding::new(&rule::DATE_UNREADABLE, path),
            DateFault::NoSuchDay => Finding::new(&rule::DATE_NO_SUCH_DAY, path),
            DateFault::UnknownEra => Finding::new(&rule::DATE_UNKNOWN_ERA, path),
            DateFault::BeforeEra(era) => {
                Finding::with(&rule::DATE_BEFORE_ERA, path, [era.label().to_owned(), wareki(era.start())])
            }
            DateFault::AfterEra(era) => {
                let end = era.end();
                let year = end.year() - era.start().year() + 1;
                let last = format!("{}{year}年{}月{}日", era.label(), end.month(), end.day());
                Finding::with(&rule::DATE_AFTER_ERA, path, [era.label().to_owned(), last])
            }
        }
    }
}

/// Reads a whole date as people type it. See [`read_partial`] for the forms.
pub fn read(typed: &str, today: Date) -> Result<Date, DateFault> {
    read_partial(typed, today)?.day().ok_or(DateFault::Unreadable)
}

/// Reads a date as people type it, with the day or month left out where they are unknown.
///
/// Forms: `S20.3.1`, `昭20.3.1`, `昭和20年3月1日`, `令和元年5月`, `r081121`, `20261121`, `2026-11-21`,
/// `2026/11`, `2026`, `11/21` and `11月21日` (this year), `今日`, `昨日`; full-width digits and letters alike.
pub fn read_partial(typed: &str, today: Date) -> Result<PartialDate, DateFault> {
    let text = text::fold_width(typed);
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match text.as_str() {
        "今日" | "本日" => return Ok(PartialDate::Day(today)),
        "昨日" => return today.yesterday().map(PartialDate::Day).map_err(|_| DateFault::NoSuchDay),
        _ => {}
    }
    let (era, rest) = take_era(&text)?;
    let rest = rest.replace("元年", "1年");
    let numbers = split_numbers(&rest, era.is_some())?;
    let year = |year: i16| match era {
        None => (1800..=2200).contains(&year).then_some(year).ok_or(DateFault::NoSuchDay),
        Some(era) => {
            let civil = era.civil_year(year).filter(|_| year >= 1).ok_or(DateFault::NoSuchDay)?;
            if civil > era.end().year() { Err(DateFault::AfterEra(era)) } else { Ok(civil) }
        }
    };
    let small = |n: i16| i8::try_from(n).map_err(|_| DateFault::NoSuchDay);
    match (numbers.as_slice(), era) {
        (&[y, m, d], Some(era)) => from_era(era, y, small(m)?, small(d)?).map(PartialDate::Day),
        (&[y, m, d], None) => {
            Date::new(year(y)?, small(m)?, small(d)?).map(PartialDate::Day).map_err(|_| DateFault::NoSuchDay)
        }
        (&[y, m], Some(era)) => {
            let month = small(m)?;
            let first = Date::new(year(y)?, month, 1).map_err(|_| DateFault::NoSuchDay)?;
            if first.last_of_month() < era.start() {
                Err(DateFault::BeforeEra(era))
            } else if first > era.end() {
                Err(DateFault::AfterEra(era))
            } else {
                Ok(PartialDate::Month(first.year(), month))
            }
        }
        (&[y, m], None) if y >= 100 => {
            let month = small(m)?;
            Date::new(year(y)?, month, 1).map_err(|_| DateFault::NoSuchDay)?;
            Ok(PartialDate::Month(y, month))
        }
        (&[m, d], None) => Date::new(today.year(), small(m)?, small(d)?)
            .map(PartialDate::Day)
            .map_err(|_| DateFault::NoSuchDay),
        (&[y], Some(_)) => Ok(PartialDate::Year(year(y)?)),
        (&[y], None) if y >= 1000 => Ok(PartialDate::Year(year(y)?)),
        _ => Err(DateFault::Unreadable),
    }
}

/// Takes the era off the front: a letter, a short word or a whole word.
fn take_era(text: &str) -> Result<(Option<Era>, &str), DateFault> {
    const NAMES: &[(&str, Era)] = &[
        ("明治", Era::Meiji),
        ("大正", Era::Taisho),
        ("昭和", Era::Showa),
        ("平成", Era::Heisei),
        ("令和", Era::Reiwa),
        ("明", Era::Meiji),
        ("大", Era::Taisho),
        ("昭", Era::Showa),
        ("平", Era::Heisei),
        ("令", Era::Reiwa),
        ("M", Era::Meiji),
        ("T", Era::Taisho),
        ("S", Era::Showa),
        ("H", Era::Heisei),
        ("R", Era::Reiwa),
        ("m", Era::Meiji),
        ("t", Era::Taisho),
        ("s", Era::Showa),
        ("h", Era::Heisei),
        ("r", Era::Reiwa),
    ];
    for (name, era) in NAMES {
        if let Some(rest) = text.strip_prefix(name) {
            return Ok((Some(*era), rest.strip_prefix(['.', '-', '/']).unwrap_or(rest)));
        }
    }
    match text.chars().next() {
        Some(c) if c.is_ascii_digit() => Ok((None, text)),
        Some(c) if c.is_alphabetic() && text.contains(|c: char| c.is_ascii_digit() || c == '年') => {
            Err(DateFault::UnknownEra)
        }
        _ => Err(DateFault::Unreadable),
    }
}

/// One to three numbers, from separated or run-together digits.
fn split_numbers(text: &str, in_era: bool) -> Result<Vec<i16>, DateFault> {
    let number = |digits: &str| digits.parse::<i16>().map_err(|_| DateFault::Unreadable);
    if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        let parts: Vec<&str> = match (in_era, text.len()) {
            (true, 6) => vec![&text[..2], &text[2..4], &text[4..]],
            (true, 5) => vec![&text[..1], &text[1..3], &text[3..]],
            (true, 4) => vec![&text[..2], &text[2..]],
            (true, 1 | 2) | (false, 4) => vec![text],
            (false, 8) => vec![&text[..4], &text[4..6], &text[6..]],
            (false, 6) => vec![&text[..4], &text[4..]],
            _ => return Err(DateFault::Unreadable),
        };
        return parts.into_iter().map(number).collect();
    }
    let trimmed = text.strip_suffix(['日', '月', '年', '.']).unwrap_or(text);
    let parts: Vec<&str> = trimmed.split(['.', '/', '-', '年', '月']).collect();
    if parts.len() > 3 || parts.iter().any(|part| part.is_empty() || part.len() > 4) {
        return Err(DateFault::Unreadable);
    }
    if parts.iter().any(|part| !part.bytes().all(|b| b.is_ascii_digit())) {
        return Err(DateFault::Unreadable);
    }
    parts.into_iter().map(number).collect()
}

/// The day `years` years before; the 28th stands for a 29 February that the year does not have.
pub fn years_before(day: Date, years: i16) -> Date {
    day.checked_sub(jiff::Span::new().years(years)).unwrap_or(Date::MIN)
}

/// Completed years of life on `day` (満年齢); a person born on 29 February is a year older on 1 March of a
/// common year on paper forms. `None` before birth.
pub fn age_years(birth: Date, day: Date) -> Option<i16> {
    if day < birth {
        return None;
    }
    let before = (day.month(), day.day()) < (birth.month(), birth.day());
    Some(day.year() - birth.year() - i16::from(before))
}

/// The age as letters print it: months under two years, else years. `None` before birth.
pub fn age_text(birth: Date, day: Date) -> Option<String> {
    let years = age_years(birth, day)?;
    if years >= 2 {
        return Some(format!("{years}歳"));
    }
    let whole = i32::from(day.year() - birth.year()) * 12 + i32::from(day.month() - birth.month());
    let months = whole - i32::from(day.day() < birth.day());
    Some(if months < 12 { format!("{months}か月") } else { format!("1歳{}か月", months - 12) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn what_people_type() {
        let day = |y, m, d| Ok(PartialDate::Day(date(y, m, d)));
        for (typed, expected) in [
            ("S20.3.1", day(1945, 3, 1)),
            ("昭20.3.1", day(1945, 3, 1)),
            ("昭和２０年３月１日", day(1945, 3, 1)),
            ("ｓ２０．３．１", day(1945, 3, 1)),
            ("r081121", day(2026, 11, 21)),
            ("R8.11.21", day(2026, 11, 21)),
            ("R8/11/21", day(2026, 11, 21)),
            ("20261121", day(2026, 11, 21)),
            ("2026-11-21", day(2026, 11, 21)),
            ("２０２６年１１月２１日", day(2026, 11, 21)),
            ("11/21", day(2026, 11, 21)),
            ("3/1", day(2026, 3, 1)),
            ("11月21日", day(2026, 11, 21)),
            ("今日", day(2026, 11, 22)),
            ("昨日", day(2026, 11, 21)),
            ("令和元年5月1日", day(2019, 5, 1)),
            ("令和1.5.1", day(2019, 5, 1)),
            ("昭和64.1.7", day(1989, 1, 7)),
            ("平成1.1.8", day(1989, 1, 8)),
            ("H31.4.30", day(2019, 4, 30)),
            ("明治45.7.30", day(1912, 7, 30)),
            ("大正元年7月30日", day(1912, 7, 30)),
            ("大正15.12.25", day(1926, 12, 25)),
            ("昭和元年12月25日", day(1926, 12, 25)),
            ("㍻1年1月8日", day(1989, 1, 8)),
            ("2026", Ok(PartialDate::Year(2026))),
            ("昭和50年", Ok(PartialDate::Year(1975))),
            ("令和8年4月", Ok(PartialDate::Month(2026, 4))),
            ("2026/4", Ok(PartialDate::Month(2026, 4))),
            ("202604", Ok(PartialDate::Month(2026, 4))),
            ("R8.4", Ok(PartialDate::Month(2026, 4))),
            ("昭和64.1.8", Err(DateFault::AfterEra(Era::Showa))),
            ("昭和65年", Err(DateFault::AfterEra(Era::Showa))),
            ("平成1.1.7", Err(DateFault::BeforeEra(Era::Heisei))),
            ("令和1.4.30", Err(DateFault::BeforeEra(Era::Reiwa))),
            ("平成31.5.1", Err(DateFault::AfterEra(Era::Heisei))),
            ("2025-02-29", Err(DateFault::NoSuchDay)),
            ("令和8.13.1", Err(DateFault::NoSuchDay)),
            ("宝永3年4月1日", Err(DateFault::UnknownEra)),
            ("X3.4.1", Err(DateFault::UnknownEra)),
            ("", Err(DateFault::Unreadable)),
            ("きのう", Err(DateFault::Unreadable)),
            ("1.2.3.4", Err(DateFault::Unreadable)),
            ("令和0.1.1", Err(DateFault::NoSuchDay)),
        ] {
            assert_eq!(read_partial(typed, TODAY), expected, "{typed}");
        }
    }

    #[test]
    fn first_years_are_gannen() {
        assert_eq!(wareki(date(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(wareki(date(2019, 4, 30)), "平成31年4月30日");
        assert_eq!(wareki(date(1989, 1, 7)), "昭和64年1月7日");
        assert_eq!(wareki(date(1868, 1, 24)), "1868年1月24日");
        assert_eq!(PartialDate::Year(1989).wareki(), "平成元年");
    }

    #[test]
    fn ages() {
        assert_eq!(age_text(date(2025, 10, 23), TODAY).as_deref(), Some("1歳0か月"));
        assert_eq!(age_text(date(2026, 10, 23), TODAY).as_deref(), Some("0か月"));
        assert_eq!(age_text(date(2024, 11, 22), TODAY).as_deref(), Some("2歳"));
        assert_eq!(age_years(date(2000, 2, 29), date(2026, 2, 28)), Some(25));
        assert_eq!(age_years(date(2000, 2, 29), date(2026, 3, 1)), Some(26));
        assert_eq!(age_years(date(2027, 1, 1), TODAY), None);
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (1873i16..=2150, 1i8..=12, 1i8..=31)
            .prop_filter_map("a real day", |(y, m, d)| Date::new(y, m, d).ok())
    }

    proptest! {
        #[test]
        fn wareki_reads_back(day in any_date()) {
            prop_assert_eq!(read(&wareki(day), TODAY), Ok(day));
            prop_assert_eq!(read(&civil(day), TODAY), Ok(day));
            prop_assert_eq!(read(&day.to_string(), TODAY), Ok(day));
        }

        #[test]
        fn era_years_are_continuous(day in any_date()) {
            let year = era_of(day).expect("after 1868");
            prop_assert!(year.year >= 1);
            prop_assert_eq!(from_era(year.era, year.year, day.month(), day.day()), Ok(day));
        }

        #[test]
        fn partial_iso_reads_back(year in 1873i16..2150, month in 1i8..=12) {
            for date in [PartialDate::Year(year), PartialDate::Month(year, month)] {
                prop_assert_eq!(PartialDate::from_iso(&date.iso()), Some(date));
                prop_assert_eq!(read_partial(&date.wareki(), TODAY).map(|d| d.earliest().year()), Ok(year));
            }
        }

        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,20}") {
            let _ = read_partial(&typed, TODAY);
        }

        #[test]
        fn ages_grow(birth in any_date(), day in any_date()) {
            if let Some(years) = age_years(birth, day) {
                prop_assert!(years >= 0);
                prop_assert!(age_text(birth, day).is_some());
            }
        }
    }
}
