//! Days in the calendar that a document is written in: 和暦, or civil where it wants civil years.

use domain::date::{self, Date, PartialDate};

/// A day: 令和8年11月22日, or 2026年11月22日.
pub(crate) fn day(civil_years: bool, on: Date) -> String {
    if civil_years { date::civil(on) } else { date::wareki(on) }
}

/// A day of which month or day may be unknown.
pub(crate) fn partial(civil_years: bool, on: PartialDate) -> String {
    match (civil_years, on) {
        (false, on) => on.wareki(),
        (true, PartialDate::Day(on)) => date::civil(on),
        (true, PartialDate::Month(year, month)) => format!("{year}年{month}月"),
        (true, PartialDate::Year(year)) => format!("{year}年"),
    }
}

/// A day as tables print it: `R8.11.16`, or `2026.11.16`.
pub(crate) fn short_day(civil_years: bool, on: Date) -> String {
    match date::era_of(on).filter(|_| !civil_years) {
        Some(year) => format!("{}{}.{}.{}", year.era.as_str(), year.year, on.month(), on.day()),
        None => format!("{}.{}.{}", on.year(), on.month(), on.day()),
    }
}

/// The same for a day of which month or day may be unknown: `R8.4`, `H13`.
pub(crate) fn short_partial(civil_years: bool, on: PartialDate) -> String {
    let (civil, parts) = match on {
        // A year alone counts for the era that it ends in, as in running text.
        PartialDate::Year(year) => (Date::new(year, 12, 31), String::new()),
        PartialDate::Month(year, month) => (Date::new(year, month, 1), format!(".{month}")),
        PartialDate::Day(day) => return short_day(civil_years, day),
    };
    let era = civil.ok().and_then(date::era_of).filter(|_| !civil_years);
    match era {
        Some(year) => format!("{}{}{parts}", year.era.as_str(), year.year),
        None => on.iso().replace("-0", ".").replace('-', "."),
    }
}

/// 生年月日: 和暦 with the civil year behind it, or civil, and the age on the day of the document.
pub(crate) fn birth(civil_years: bool, birth: Date, on: Date) -> String {
    let day = match (civil_years, date::era_of(birth)) {
        (false, Some(_)) => format!("{}（{}年）", date::wareki(birth), birth.year()),
        _ => date::civil(birth),
    };
    match date::age_text(birth, on) {
        Some(age) => format!("{day}　{age}"),
        None => day,
    }
}
