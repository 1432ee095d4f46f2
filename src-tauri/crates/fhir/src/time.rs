//! Times as FHIR writes them, always with Japan's zone (JP-CLINS §2, rules 3 and 4).

use domain::{clock::in_japan, core6::Moment, date::Date};
use jiff::{Timestamp, civil::DateTime};

/// An instant to the millisecond: `2026-11-21T13:28:17.239+09:00`.
pub fn instant(at: Timestamp) -> String {
    let at = in_japan(at);
    format!("{}.{:03}+09:00", seconds_of(at), at.subsec_nanosecond() / 1_000_000)
}

/// A wall-clock time in Japan to the second: `2026-11-21T13:28:17+09:00`.
pub fn seconds(at: DateTime) -> String {
    format!("{}+09:00", seconds_of(at))
}

fn seconds_of(at: DateTime) -> String {
    format!("{}T{:02}:{:02}:{:02}", at.date(), at.hour(), at.minute(), at.second())
}

/// A day, or a day with its time, as exactly as it is known.
pub fn moment(at: Moment) -> String {
    match at {
        Moment::Day(day) => day.to_string(),
        Moment::Minute(at) => seconds(at),
    }
}

/// When a document says that it was issued: its day, with the time of its making where both fall on one day.
pub fn issued(day: Date, made_at: Timestamp) -> String {
    let made_at = in_japan(made_at);
    seconds(if made_at.date() == day { made_at } else { day.to_datetime(jiff::civil::Time::midnight()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_carry_japans_zone() {
        let at: Timestamp = "2026-11-21T15:28:17.239999Z".parse().unwrap();
        assert_eq!(instant(at), "2026-11-22T00:28:17.239+09:00");
        assert_eq!(issued(date(2026, 11, 22), at), "2026-11-22T00:28:17+09:00");
        assert_eq!(issued(date(2026, 11, 20), at), "2026-11-20T00:00:00+09:00");
        assert_eq!(moment(Moment::Day(date(2026, 4, 1))), "2026-04-01");
        assert_eq!(moment(Moment::Minute(date(2026, 4, 1).at(9, 5, 0, 0))), "2026-04-01T09:05:00+09:00");
    }
}
