//! The clock's trait. Only the edges own a real clock; rules are told what time it is.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

/// Something that knows the time.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// The present day in Japan.
    fn today(&self) -> Date {
        in_japan(self.now()).date()
    }
}

/// Japan has had one zone and no summer time since 1952: UTC+9.
pub const JAPAN: Offset = Offset::constant(9);

/// The wall clock in Japan at this instant.
pub fn in_japan(at: Timestamp) -> DateTime {
    JAPAN.to_datetime(at)
}

/// The instant at which Japanese wall clocks show `at`; `None` beyond the years that can be represented.
pub fn from_japan(at: DateTime) -> Option<Timestamp> {
    at.to_zoned(TimeZone::fixed(JAPAN)).ok().map(|zoned| zoned.timestamp())
}
