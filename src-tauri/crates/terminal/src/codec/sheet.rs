//! Keyed values: what a message holds under our own keys, whatever the service calls its elements.

use super::Node;
use crate::redact::redact;
use jiff::civil::{Date, DateTime, Time};
use std::sync::Arc;

/// Values of a message, or of a group in it. Texts are trimmed and never empty.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    rows: Vec<(Arc<str>, Cell)>,
    /// Elements that the catalogue does not know, as they came.
    pub unknown: Vec<Node>,
    /// Some element stood under a name that only other products write.
    pub other_names: bool,
}

#[derive(Clone, PartialEq, Eq)]
enum Cell {
    Text(String),
    Group(Sheet),
}

redact!(Sheet, Cell);

impl Sheet {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a text; an empty one is the same as none.
    pub fn set(&mut self, key: &str, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if !text.trim_matches(' ').is_empty() {
            self.push_text(key.into(), text);
        }
        self
    }

    /// Sets a day, `yyyyMMdd`.
    pub fn set_date(&mut self, key: &str, date: Date) -> &mut Self {
        self.set(key, date_text(date))
    }

    /// Sets a month, `yyyyMM`.
    pub fn set_month(&mut self, key: &str, first: Date) -> &mut Self {
        self.set(key, format!("{:04}{:02}", first.year(), first.month()))
    }

    /// Adds a group.
    pub fn add(&mut self, key: &str, group: Sheet) -> &mut Self {
        self.push_group(key.into(), group);
        self
    }

    pub(super) fn push_text(&mut self, key: Arc<str>, text: String) {
        self.rows.push((key, Cell::Text(text)));
    }

    pub(super) fn push_group(&mut self, key: Arc<str>, group: Sheet) {
        self.other_names |= group.other_names;
        self.rows.push((key, Cell::Group(group)));
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.rows.iter().any(|(at, _)| &**at == key)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(key, _)| &**key)
    }

    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.texts(key).next()
    }

    /// The text under a key as a string of its own.
    pub fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// Every text under a key.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        self.rows.iter().filter(move |(at, _)| &**at == key).filter_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text.as_str()),
            Cell::Group(_) => None,
        })
    }

    /// The group under a key.
    pub fn group(&self, key: &str) -> Option<&Sheet> {
        self.groups(key).next()
    }

    /// Every group under a key.
    pub fn groups(&self, key: &str) -> impl Iterator<Item = &Sheet> {
        self.rows.iter().filter(move |(at, _)| &**at == key).filter_map(|(_, cell)| match cell {
            Cell::Group(group) => Some(group),
            Cell::Text(_) => None,
        })
    }

    /// The day under a key, where the text is one.
    pub fn date(&self, key: &str) -> Option<Date> {
        self.text(key).and_then(read_date)
    }

    /// The first day of the month under a key, where the text is one.
    pub fn month(&self, key: &str) -> Option<Date> {
        self.text(key).and_then(read_month)
    }

    /// The time under a key on Japanese clocks, where the text is one.
    pub fn time(&self, key: &str) -> Option<DateTime> {
        self.text(key).and_then(read_time)
    }

    /// The number under a key, where the text is one.
    pub fn number(&self, key: &str) -> Option<u32> {
        self.text(key).and_then(|text| text.parse().ok())
    }
}

/// `yyyyMMdd`.
pub fn date_text(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn digits<T: std::str::FromStr>(text: &str, from: usize, to: usize) -> Option<T> {
    let part = text.get(from..to)?;
    part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

/// Reads `yyyyMMdd`.
pub fn read_date(text: &str) -> Option<Date> {
    if text.len() != 8 {
        return None;
    }
    Date::new(digits(text, 0, 4)?, digits(text, 4, 6)?, digits(text, 6, 8)?).ok()
}

/// Reads `yyyyMM` as the first day of the month.
pub fn read_month(text: &str) -> Option<Date> {
    if text.len() != 6 {
        return None;
    }
    Date::new(digits(text, 0, 4)?, digits(text, 4, 6)?, 1).ok()
}

/// Reads `yyyyMMddHHmmss`.
pub fn read_time(text: &str) -> Option<DateTime> {
    if text.len() != 14 {
        return None;
    }
    let date = read_date(text.get(..8)?)?;
    let time = Time::new(digits(text, 8, 10)?, digits(text, 10, 12)?, digits(text, 12, 14)?, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
impl Sheet {
    /// Everything in it, for golden files.
    pub(crate) fn dump(&self, indent: usize) -> String {
        let pad = "  ".repeat(indent);
        let mut out = String::new();
        for (key, cell) in &self.rows {
            match cell {
                Cell::Text(text) => out.push_str(&format!("{pad}{key}: {text}\n")),
                Cell::Group(group) => out.push_str(&format!("{pad}{key}:\n{}", group.dump(indent + 1))),
            }
        }
        for node in &self.unknown {
            out.push_str(&format!("{pad}? {}\n", node.name));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    #[test]
    fn days_and_times() {
        assert_eq!(read_date("20261005"), Some(date(2026, 10, 5)));
        assert_eq!(read_month("202610"), Some(date(2026, 10, 1)));
        assert_eq!(read_time("20261005085933"), Some(datetime(2026, 10, 5, 8, 59, 33, 0)));
        for none in ["", "2026100", "20261305", "20260230", "２０２６１００５", "+2026100", "2026 005"]
        {
            assert_eq!(read_date(none), None, "{none}");
        }
        assert_eq!(read_time("20261005246000"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "\\PC{0,16}") {
            let _ = (read_date(&text), read_month(&text), read_time(&text));
        }
    }
}
