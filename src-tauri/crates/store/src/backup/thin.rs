//! Which copies stay. A copy holds everything, files included, so the larger the store, the fewer generations.

use super::{Backup, BackupKind};
use domain::date::Date;
use std::collections::BTreeSet;

/// How many generations are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Applies while the newest copy has no more bytes than this.
    pub up_to: u64,
    /// Of the last so many days on which a copy was made, that of each.
    pub days: usize,
    /// Of the last so many weeks (from Monday), the newest of each.
    pub weeks: usize,
    /// Of the last so many months, the newest of each.
    pub months: usize,
    /// The last so many from before an update.
    pub updates: usize,
}

/// By size, small stores first: together never more than some 10, 15 and, at 2 GB, 18 GB
/// (docs/decisions/0022-how-many-copies-stay.md).
pub const KEEP: [Keep; 3] = [
    Keep { up_to: 250_000_000, days: 14, weeks: 8, months: 12, updates: 5 },
    Keep { up_to: 1_000_000_000, days: 7, weeks: 4, months: 3, updates: 3 },
    Keep { up_to: u64::MAX, days: 3, weeks: 3, months: 3, updates: 2 },
];

/// The generations for a store whose copy has this size.
pub fn keep(bytes: u64) -> Keep {
    let [small, middle, large] = KEEP;
    [small, middle].into_iter().find(|keep| bytes <= keep.up_to).unwrap_or(large)
}

/// Those of the copies (newest first) that go.
pub(super) fn superfluous<'a>(copies: &'a [Backup], kind: BackupKind) -> Vec<&'a Backup> {
    let copies: Vec<&Backup> = copies.iter().filter(|copy| copy.kind == kind).collect();
    let Some(newest) = copies.first() else { return Vec::new() };
    let keep = keep(newest.bytes);
    if kind == BackupKind::BeforeUpdate {
        return copies.into_iter().skip(keep.updates).collect();
    }
    let mut days = Spans::of(keep.days);
    let mut weeks = Spans::of(keep.weeks);
    let mut months = Spans::of(keep.months);
    let go = |copy: &&'a Backup| {
        let day = copy.day;
        let monday = day.checked_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()));
        // Every rule looks at every copy: one may stay for more than one reason.
        let stays = [
            days.first_of(day),
            weeks.first_of(monday.unwrap_or(day)),
            months.first_of(day.first_of_month()),
        ];
        !stays.contains(&true)
    };
    copies.into_iter().filter(go).collect()
}

/// Spans of time that were met, going back.
struct Spans {
    met: BTreeSet<Date>,
    most: usize,
}

impl Spans {
    fn of(most: usize) -> Self {
        Self { met: BTreeSet::new(), most }
    }

    /// Whether this is the newest copy of one of the last spans.
    fn first_of(&mut self, begins: Date) -> bool {
        self.met.len() < self.most && self.met.insert(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    fn daily(day: Date, seq: u32, bytes: u64) -> Backup {
        Backup { kind: BackupKind::Daily, day, seq, path: format!("{seq}").into(), bytes }
    }

    /// A copy on each of these days (counted from one), thinned after each as the store does.
    fn after(days: &[u16], bytes: u64) -> Vec<Backup> {
        let mut copies: Vec<Backup> = Vec::new();
        for (seq, day) in (1..).zip(days) {
            copies.insert(0, daily(date(2026, 1, 1) + i64::from(*day).days(), seq, bytes));
            let go: Vec<u32> =
                superfluous(&copies, BackupKind::Daily).into_iter().map(|copy| copy.seq).collect();
            copies.retain(|copy| !go.contains(&copy.seq));
        }
        copies
    }

    #[test]
    fn a_year_of_copies_reaches_back_a_year_or_a_quarter() {
        let days: Vec<u16> = (0..365).collect();
        let told = |bytes| -> Vec<String> {
            after(&days, bytes).iter().map(|copy| copy.day.strftime("%m-%d").to_string()).collect()
        };
        let small = told(1_000_000);
        assert_eq!(small[..14], (18..=31).rev().map(|day| format!("12-{day}")).collect::<Vec<_>>()[..]);
        let older = [
            "12-13", "12-06", "11-30", "11-29", "11-22", "11-15", "10-31", "09-30", "08-31", "07-31",
            "06-30", "05-31", "04-30", "03-31", "02-28", "01-31",
        ];
        assert_eq!(small[14..], older);
        let large = ["12-31", "12-30", "12-29", "12-27", "12-20", "11-30", "10-31"];
        assert_eq!(told(2_000_000_000), large);
    }

    #[test]
    fn a_large_store_takes_no_more_than_its_share() {
        let days: Vec<u16> = (0..730).collect();
        for (bytes, most) in [(250_000_000, 10_000), (1_000_000_000, 15_000), (2_000_000_000, 18_100)] {
            let keep = keep(bytes);
            let all = after(&days, bytes).len() + keep.updates;
            assert!(all as u64 * bytes / 1_000_000 <= most, "{all} copies of {bytes}");
        }
    }

    proptest! {
        #[test]
        fn what_stays_is_what_the_rule_says(
            mut days in proptest::collection::btree_set(0u16..900, 1..200).prop_map(Vec::from_iter),
            bytes in prop_oneof![Just(1u64), Just(900_000_000), Just(5_000_000_000)],
        ) {
            let copies = after(&days, bytes);
            let Keep { days: by_day, weeks, months, .. } = keep(bytes);
            days.reverse();
            let day = |copy: &Backup| (copy.day - date(2026, 1, 1)).get_days() as u16;
            let kept: Vec<u16> = copies.iter().map(day).collect();
            let newest = &days[..by_day.min(days.len())];
            prop_assert!(kept.starts_with(newest), "the last days stay");
            prop_assert!(kept.len() <= by_day + weeks + months - 2);
            prop_assert!(superfluous(&copies, BackupKind::Daily).is_empty(), "thinning again changes nothing");
        }
    }
}
