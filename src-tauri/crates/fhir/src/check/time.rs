//! Dates and times (R4 data types; JP-CLINS §2, rules 3 and 4).

use super::{Checker, json::Object, path::At, r4::Primitive, rules, rules::CheckRule};
use domain::date::Date;

/// How exactly a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Year,
    Month,
    Day,
    Second,
    Millisecond,
}

/// A time that reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) precision: Precision,
}

/// Reads a date, dateTime or instant.
pub(super) fn read(text: &str) -> Result<Read, &'static CheckRule> {
    let form = || &rules::TIME_FORM;
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Result<u16, &'static CheckRule> {
        let digits =
            bytes.get(from..to).filter(|part| part.iter().all(u8::is_ascii_digit)).ok_or_else(form)?;
        Ok(digits.iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0')))
    };
    let is = |at: usize, what: u8| bytes.get(at) == Some(&what);
    let year = number(0, 4)?;
    if bytes.len() == 4 {
        return Ok(Read { precision: Precision::Year });
    }
    let month = number(5, 7)?;
    if !is(4, b'-') {
        return Err(form());
    }
    if !(1..=12).contains(&month) {
        return Err(&rules::TIME_NO_SUCH_DAY);
    }
    if bytes.len() == 7 {
        return Ok(Read { precision: Precision::Month });
    }
    let day = number(8, 10)?;
    if !is(7, b'-') {
        return Err(form());
    }
    let small = |n: u16| i8::try_from(n).map_err(|_| form());
    let year = i16::try_from(year).map_err(|_| form())?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| &rules::TIME_NO_SUCH_DAY)?;
    if bytes.len() == 10 {
        return Ok(Read { precision: Precision::Day });
    }
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    if !is(10, b'T') || !is(13, b':') {
        return Err(form());
    }
    if hour == 24 {
        return Err(&rules::TIME_24);
    }
    let second = number(17, 19)?;
    if !is(16, b':') || hour > 23 || minute > 59 || second > 60 {
        return Err(form());
    }
    let mut rest = &text[19..];
    let mut precision = Precision::Second;
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Err(form());
        }
        if digits >= 3 {
            precision = Precision::Millisecond;
        }
        rest = &fraction[digits..];
    }
    match rest.as_bytes() {
        b"Z" => Ok(Read { precision }),
        [] => Err(&rules::TIME_ZONE),
        [b'+' | b'-', h1, h2, b':', m1, m2]
            if [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit())
                && (*h1, *h2) <= (b'1', b'4')
                && *m1 <= b'5' =>
        {
            Ok(Read { precision })
        }
        _ => Err(form()),
    }
}

impl Checker<'_, '_> {
    pub(super) fn time(&mut self, text: &str, primitive: Primitive, at: &At<'_>) {
        if primitive == Primitive::Time {
            let bytes = text.as_bytes();
            let good = bytes.len() >= 8
                && bytes.iter().enumerate().all(|(i, b)| match i {
                    2 | 5 => *b == b':',
                    8 => *b == b'.',
                    _ => b.is_ascii_digit(),
                })
                && (text.get(..2) < Some("24"))
                && text.get(3..4) < Some("6");
            if !good {
                self.say(&rules::TIME_FORM, at);
            }
            return;
        }
        match read(text) {
            Err(rule) => self.say(rule, at),
            Ok(Read { precision }) => {
                let fits = match primitive {
                    Primitive::Date => precision <= Precision::Day,
                    Primitive::Instant => precision >= Precision::Second,
                    _ => true,
                };
                if !fits {
                    self.say(&rules::TIME_FORM, at);
                }
            }
        }
    }

    pub(super) fn period(&mut self, object: &Object<'_>, at: &At<'_>) {
        if let (Some(start), Some(end)) = (object.text("start"), object.text("end"))
            && read(start).is_ok()
            && read(end).is_ok()
        {
            // As far as both are known; times of one zone compare as they stand.
            let length = start.len().min(end.len()).min(19);
            let same_zone = start.get(19..) == end.get(19..) || length <= 10;
            if same_zone && end.get(..length) < start.get(..length) {
                self.say(&rules::PERIOD_ORDER, at);
            }
        }
    }

    /// Whether a time is exact enough; only for times that read.
    pub(super) fn precise(&mut self, text: Option<&str>, least: Precision, word: &str, at: &At<'_>) {
        if let Some(Ok(time)) = text.map(read)
            && time.precision < least
        {
            self.say_with(&rules::TIME_PRECISION, at, [word.to_owned()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read() {
        for (text, precision) in [
            ("2026", Precision::Year),
            ("2026-02", Precision::Month),
            ("2024-02-29", Precision::Day),
            ("2026-11-21T13:28:17+09:00", Precision::Second),
            ("2026-11-21T13:28:17.2Z", Precision::Second),
            ("2026-11-21T13:28:17.239+09:00", Precision::Millisecond),
        ] {
            assert_eq!(read(text).map(|read| read.precision).ok(), Some(precision), "{text}");
        }
    }

    #[test]
    fn faults_are_told_apart() {
        for (text, id) in [
            ("2026-1-1", "time.form"),
            ("2026/01/01", "time.form"),
            ("", "time.form"),
            ("令和8年", "time.form"),
            ("2026-02-29", "time.no-such-day"),
            ("2026-13", "time.no-such-day"),
            ("2026-11-21T13:28:17", "time.zone"),
            ("2026-11-21T24:00:00+09:00", "time.twenty-four"),
            ("2026-11-21T13:28+09:00", "time.form"),
            ("2026-11-21T13:28:17+9:00", "time.form"),
            ("2026-11-21T13:28:17.あ", "time.form"),
        ] {
            assert_eq!(read(text).map_err(|rule| rule.rule.id), Err(id), "{text}");
        }
    }
}
