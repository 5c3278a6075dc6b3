//! Entries that follow each other closely: the longest chain of them, and whether there is a gap.
//!
//! What counts is the day on which an entry begins; a distance is counted from the earlier day.

use super::course::EntryDay;
use super::date::day_with_number;
use super::history::Spaced;
use super::{Complete, Entry, History, Interval, Period, day_number};
use crate::Truth;
use crate::calendar::CalendarDuration;

impl History {
    /// How many entries of `period` the longest chain has, at least and at most, in which each is at
    /// most so far from the one before.
    ///
    /// The most is exact. The fewest is exact if the days are known, and never too great.
    pub fn count_chained(
        &self,
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        apart: CalendarDuration,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        let spaced = self.spaced(day, counted, apart, period);
        self.as_complete(period, spaced.fewest_chained(), || spaced.most_chained())
    }

    /// Whether no more than so long passes from the first day of `period` to an entry, from each entry
    /// to the next, and from the last one to the last day of the period. In a period without days,
    /// that is not so.
    pub fn has_no_gap(
        &self,
        counted: impl Fn(&Entry) -> Truth,
        apart: CalendarDuration,
        period: impl Into<Period>,
    ) -> Truth {
        let period = period.into();
        if period.is_empty() {
            return Truth::NOT_MET;
        }
        let Period { possible: window, certain, until } = period;
        if certain != window {
            // Where it begins is not documented.
            return Truth::UNKNOWN;
        }
        let counted = self.entries.iter().filter_map(|entry| {
            let (counts, days) = (counted(entry), entry.starts());
            let days = Interval { high: days.high.min(until), ..days };
            counts.can_be_met().then_some((days, counts == Truth::MET))
        });
        let close = Spaced { counted: counted.collect(), apart };
        // Other entries may be of any of the days that the history is not complete for.
        let from = match self.complete {
            Complete::No => window.high,
            Complete::Since(since) => day_number(since).saturating_sub(1).min(window.high),
            Complete::Yes => window.low,
        };
        let from = day_up_to(from).max(window.low);
        Truth::from_possibilities(close.can_reach(from, window.high), close.can_leave_a_gap(window))
    }
}

/// The number of the last day that does not lie after a number.
fn day_up_to(number: i64) -> i64 {
    let mut days = (0..32).map(|earlier| number.saturating_sub(earlier));
    days.find(|day| day_with_number(*day).is_some()).unwrap_or(number)
}

impl Spaced {
    /// The days of those that certainly count.
    fn certain(&self) -> impl Iterator<Item = Interval> {
        self.counted.iter().filter(|(_, surely)| *surely).map(|(days, _)| *days)
    }

    /// Lets one entry follow after another, from one of a day on, until `visit` has seen enough: each
    /// time the one that has to be over first, as late as it can be.
    fn follow(&self, begin: i64, mut visit: impl FnMut(i64) -> bool) {
        let mut placed = vec![false; self.counted.len()];
        let mut day = begin;
        loop {
            let reach = self.next(day);
            let open =
                self.counted.iter().zip(&placed).enumerate().filter(|(_, (entry, placed))| {
                    let (days, _) = entry;
                    !**placed && days.low <= reach && day <= days.high
                });
            let Some((position, last)) = open
                .map(|(position, ((days, _), _))| (position, days.high))
                .min_by_key(|(_, last)| *last)
            else {
                return;
            };
            placed.iter_mut().skip(position).take(1).for_each(|placed| *placed = true);
            day = last.min(reach);
            if !visit(day) {
                return;
            }
        }
    }

    /// Entries may follow each other from one day to another without a gap.
    fn can_reach(&self, from: i64, to: i64) -> bool {
        let mut reached = self.next(from) >= to;
        if !reached {
            self.follow(from, |day| {
                reached = self.next(day) >= to;
                !reached
            });
        }
        reached
    }

    /// There may be days of the window in a row, too many of them, on which no entry has to begin.
    fn can_leave_a_gap(&self, window: Interval) -> bool {
        // After its first day, or after a day on which an entry can begin that would otherwise lie in
        // the gap.
        let begins = self.certain().map(Interval::low).chain([window.low]);
        begins.filter(|begin| window.low <= *begin).any(|begin| {
            let reach = self.next(begin);
            let has_to_lie = |days: Interval| begin < days.low && days.high <= reach;
            reach < window.high && !self.certain().any(has_to_lie)
        })
    }

    /// The most that may follow each other: from each that may be the first.
    fn most_chained(&self) -> i64 {
        let chains = self.counted.iter().map(|(first, _)| {
            let mut number = 0_i64;
            self.follow(first.high, |_| {
                number = number.saturating_add(1);
                true
            });
            number
        });
        chains.max().unwrap_or(0)
    }

    /// As many as are so near each other, directly or by way of others, wherever in their possible days
    /// they are.
    fn fewest_chained(&self) -> i64 {
        let mut left = self.certain().collect::<Vec<_>>();
        let mut longest = 0_usize;
        while let Some(first) = left.pop() {
            let mut together = vec![first];
            let mut looked_at = 0_usize;
            while let Some(days) = together.get(looked_at).copied() {
                looked_at = looked_at.saturating_add(1);
                let is_near = |other: &mut Interval| {
                    days.high.max(other.high) <= self.next(days.low.min(other.low))
                };
                together.extend(left.extract_if(.., is_near));
            }
            longest = longest.max(together.len());
        }
        i64::try_from(longest).unwrap_or(i64::MAX)
    }
}
