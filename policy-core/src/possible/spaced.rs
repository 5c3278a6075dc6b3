//! Entries that are counted with a distance between them.

use super::course::{EntryDay, Spacing};
use super::date::{day_with_number, is_apart, is_within};
use super::{EntryView, Interval, List, Listed, Period, day_number};
use crate::Truth;
use crate::calendar::CalendarDuration;

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// Whether the number of entries of `period` is one that is asked for: of those that lie apart
    /// from each other, or of those in the longest chain in which each follows closely.
    pub fn count_spaced(
        self,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        (spacing, asked): (Spacing, Interval),
        period: impl Into<Period>,
    ) -> Truth {
        let period = period.into();
        let spaced = self.spaced(day, counted, spacing.duration(), period);
        match spacing {
            Spacing::AtMost(_) => {
                self.is_in(asked, period, spaced.fewest_chained(), || spaced.most_chained())
            }
            Spacing::AtLeast(_) | Spacing::NoGap(_) => {
                self.is_in(asked, period, spaced.fewest(), || spaced.most())
            }
        }
    }

    /// The entries of a period that may count, with their days in it.
    fn spaced(
        &self,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        apart: CalendarDuration,
        period: Period,
    ) -> Spaced {
        let counted = self.entries.clone().filter_map(|entry| {
            let counts = entry.lies_in(period, day).and_then(|| counted(entry));
            let days = || period.narrowed(entry.course.starts, day);
            counts.can_be_met().then(|| (days(), counts == Truth::MET))
        });
        Spaced::new(counted, apart)
    }
}

/// Entries of a period that are counted with a distance.
pub(super) struct Spaced {
    /// The first and the last day of each that may count, and whether it certainly does; those come
    /// first that have to be over first.
    counted: List<(Interval, bool)>,
    apart: CalendarDuration,
}

impl Spaced {
    pub(super) fn new(
        counted: impl Iterator<Item = (Interval, bool)>,
        apart: CalendarDuration,
    ) -> Spaced {
        let mut ordered = List::new();
        ordered.extend(counted);
        ordered.sort_unstable_by_key(|(days, _)| days.high);
        Spaced { counted: ordered, apart }
    }

    /// An entry that begins on a day is not too far from one that began earlier.
    pub(super) fn is_near(&self, from: i64, to: i64) -> bool {
        is_within(from, to, self.apart)
    }

    /// The last day on which an entry is not too far from one of a day.
    pub(super) fn reach(&self, day: i64) -> i64 {
        day_with_number(day).map_or(i64::MAX, |day| day_number(self.apart.after(day)))
    }

    /// So many certainly lie apart, however close together they are. Exact.
    pub(super) fn fewest(&self) -> i64 {
        self.apart(self.certain())
    }

    /// Of these, the most that lie apart even if each is as late as it can be: the next one is always
    /// the first that has to be over of those that lie apart from all before.
    fn apart(&self, entries: impl Iterator<Item = Interval>) -> i64 {
        let (mut number, mut last) = (0_i64, None);
        for days in entries {
            if last.is_none_or(|last| is_apart(last, days.low, self.apart)) {
                number = number.saturating_add(1);
                last = Some(days.high);
            }
        }
        number
    }

    /// The days of those that certainly count.
    pub(super) fn certain(&self) -> impl Iterator<Item = Interval> + Clone {
        self.counted.iter().filter(|(_, surely)| *surely).map(|(days, _)| *days)
    }

    /// The days of those that may count.
    pub(super) fn possible(&self) -> impl Iterator<Item = Interval> + Clone {
        self.counted.iter().map(|(days, _)| *days)
    }

    /// So many may lie apart: exact if the days are known, and never too few.
    pub(super) fn most(&self) -> i64 {
        if self.possible().all(Interval::is_exact) {
            return self.apart(self.possible());
        }
        on_different_days(&self.possible().collect::<List<_>>()).min(self.between())
    }

    /// The most days so far apart from the first to the last of those that may count.
    fn between(&self) -> i64 {
        let first = self.possible().map(Interval::low).min();
        let last = self.possible().map(Interval::high).max();
        let (Some(mut day), Some(last)) = (first, last) else { return 0 };
        if day_with_number(day).is_none() {
            // Some event may be of any day.
            return i64::MAX;
        }
        let enough = i64::try_from(self.counted.len()).unwrap_or(i64::MAX);
        let mut number = 0_i64;
        while day <= last && number <= enough {
            number = number.saturating_add(1);
            day = self.reach(day);
        }
        number
    }
}

/// The most that can be put on days of their own: each day takes, of those that may be of it,
/// the one that has to be over first.
pub(super) fn on_different_days(days: &[Interval]) -> i64 {
    if days.len() > 128 {
        return i64::try_from(days.len()).unwrap_or(i64::MAX);
    }
    let (mut placed, mut number, mut day) = (0_u128, 0_i64, i64::MIN);
    loop {
        let open = |from: i64| {
            let open = days.iter().copied().enumerate();
            open.filter(move |(position, days)| placed >> position & 1 == 0 && days.high() >= from)
        };
        let Some(next) = open(day).map(|(_, days)| days.low()).min() else { return number };
        day = day.max(next);
        let due = open(day).filter(|(_, days)| days.low() <= day);
        let Some((position, _)) = due.min_by_key(|(_, days)| days.high()) else {
            return number;
        };
        placed |= 1 << position;
        number = number.saturating_add(1);
        day = day_with_number(day)
            .and_then(|day| day.succ_opt())
            .map_or(day.saturating_add(1), day_number);
    }
}
