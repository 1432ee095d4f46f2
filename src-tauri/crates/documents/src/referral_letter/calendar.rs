//! Days in the calendar that a letter is written in.

use domain::date::{self, Date, PartialDate};

/// A day: 和暦, or civil where the letter wants civil years.
pub(super) fn day(civil_years: bool, on: Date) -> String {
    if civil_years { date::civil(on) } else { date::wareki(on) }
}

/// A day of which month or day may be unknown.
pub(super) fn partial(civil_years: bool, on: PartialDate) -> String {
    match (civil_years, on) {
        (false, on) => on.wareki(),
        (true, PartialDate::Day(on)) => date::civil(on),
        (true, PartialDate::Month(year, month)) => format!("{year}年{month}月"),
        (true, PartialDate::Year(year)) => format!("{year}年"),
    }
}
