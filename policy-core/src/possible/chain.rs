//! Entries that follow each other closely: the longest chain of them, and whether there is a gap.
//!
//! What counts is the day on which an entry begins; a distance is counted from the earlier day.

use super::date::day_with_number;
use super::spaced::Spaced;
use super::{Complete, Days, EntryView, Interval, List, Listed, Period, day_number};
use crate::Truth;
use crate::calendar::CalendarDuration;

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// Whether no more than so long passes from the first day of `period` to an entry, from each entry
    /// to the next, and from the last one to the last day of the period. In a period without days,
    /// that is not so.
    pub fn has_no_gap(
        self,
        counted: impl Fn(EntryView<'_>) -> Truth,
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
        let counted = self.entries.filter_map(|entry| {
            let (counts, days) = (counted(entry), entry.course.starts);
            let days = Interval { high: days.high.min(until), ..days };
            let counts_here = counts.can_be_met() & (window.low <= days.high);
            counts_here.then_some((days, counts == Truth::MET))
        });
        let close = Spaced::new(counted, apart);
        if !close.can_leave_a_gap(window) {
            return Truth::MET;
        }
        // Other entries may be of any of the days that the history is not complete for.
        let from = match self.complete {
            Complete::No => window.high,
            Complete::Since(since) => day_number(since).saturating_sub(1).min(window.high),
            Complete::Yes => window.low,
        };
        let from = day_up_to(from).max(window.low);
        Truth::from_possibilities(close.can_reach(from, window.high), true)
    }
}

/// The number of the last day that does not lie after a number.
fn day_up_to(number: i64) -> i64 {
    let mut days = (0..32).map(|earlier| number.saturating_sub(earlier));
    days.find(|day| day_with_number(*day).is_some()).unwrap_or(number)
}

impl Spaced {
    /// Lets one entry follow after another, from one of a day on, until `visit` has seen enough: each
    /// time the one that has to be over first, as late as it can be.
    fn follow(&self, begin: i64, mut visit: impl FnMut(i64) -> bool) {
        let mut placed = List::<bool>::from_elem(false, self.possible().count());
        let mut day = begin;
        loop {
            let reach = self.reach(day);
            let is_open = |days: Interval| days.low <= reach && day <= days.high;
            let mut open = self.possible().zip(&mut placed);
            let Some((days, placed)) = open.find(|(days, placed)| !**placed && is_open(*days))
            else {
                return;
            };
            *placed = true;
            day = days.high.min(reach);
            if !visit(day) {
                return;
            }
        }
    }

    /// Entries may follow each other from one day to another without a gap.
    fn can_reach(&self, from: i64, to: i64) -> bool {
        if self.possible().all(Interval::is_exact) {
            return self.leave_no_gap(self.possible(), from, to);
        }
        let mut reached = self.is_near(from, to);
        if !reached {
            self.follow(from, |day| {
                reached = self.is_near(day, to);
                !reached
            });
        }
        reached
    }

    /// Entries of known days, which come in order, leave no gap from one day to another.
    fn leave_no_gap(&self, ordered: impl Iterator<Item = Interval>, from: i64, to: i64) -> bool {
        let mut last = from;
        for day in ordered.map(Interval::low).filter(|day| from <= *day) {
            if !self.is_near(last, day) {
                return self.is_near(last, to);
            }
            last = day;
        }
        self.is_near(last, to)
    }

    /// There may be days of the window in a row, too many of them, on which no entry has to begin.
    fn can_leave_a_gap(&self, window: Interval) -> bool {
        if self.certain().all(Interval::is_exact) {
            return !self.leave_no_gap(self.certain(), window.low, window.high);
        }
        // After its first day, or after a day on which an entry can begin that would otherwise lie in
        // the gap.
        let begins = self.certain().map(Interval::low).chain([window.low]);
        begins.filter(|begin| window.low <= *begin).any(|begin| {
            let reach = self.reach(begin);
            let has_to_lie = |days: Interval| begin < days.low && days.high <= reach;
            reach < window.high && !self.certain().any(has_to_lie)
        })
    }

    /// The most that may follow each other: from each that may be the first. Exact.
    pub(super) fn most_chained(&self) -> i64 {
        if self.possible().all(Interval::is_exact) {
            return self.longest_run(self.possible());
        }
        let chains = self.possible().map(|first| {
            let mut number = 0_i64;
            self.follow(first.high, |_| {
                number = number.saturating_add(1);
                true
            });
            number
        });
        chains.max().unwrap_or(0)
    }

    /// The longest run of known days, which come in order, each close to the one before.
    fn longest_run(&self, ordered: impl Iterator<Item = Interval>) -> i64 {
        let (mut longest, mut number, mut last) = (0_i64, 0_i64, None);
        for day in ordered.map(Interval::low) {
            let is_near = last.is_some_and(|last| self.is_near(last, day));
            number = if is_near { number.saturating_add(1) } else { 1 };
            last = Some(day);
            longest = longest.max(number);
        }
        longest
    }

    /// As many as are so near each other, directly or by way of others, wherever in their possible days
    /// they are: exact if the days are known, and never too many.
    pub(super) fn fewest_chained(&self) -> i64 {
        if self.certain().all(Interval::is_exact) {
            return self.longest_run(self.certain());
        }
        let mut left = self.certain().collect::<List<_>>();
        let mut longest = 0_usize;
        while let Some(first) = left.pop() {
            let mut together = List::from_iter([first]);
            let mut looked_at = 0_usize;
            while let Some(days) = together.get(looked_at).copied() {
                looked_at = looked_at.saturating_add(1);
                left.retain(|other| {
                    let is_near = self.is_near(days.low.min(other.low), days.high.max(other.high));
                    if is_near {
                        together.push(*other);
                    }
                    !is_near
                });
            }
            longest = longest.max(together.len());
        }
        i64::try_from(longest).unwrap_or(i64::MAX)
    }
}
