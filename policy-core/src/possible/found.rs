//! The latest or the earliest of some entries: whether it is so, and of which day it is.

use super::course::{Course, EntryDay, Extreme};
use super::date::LAST;
use super::{Complete, Date, EntryView, Interval, Listed, Period, day_number};
use crate::Truth;

/// Which entry is asked about, and among those of which days.
#[derive(Clone, Copy)]
struct Asked {
    which: Extreme,
    day: EntryDay,
    period: Period,
}

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// Whether the latest or the earliest of the entries in `period` of which `counted` holds is so.
    /// If there is none, it is not; if there may be others beside it, that is not known.
    pub fn chosen(
        self,
        which: Extreme,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        has: impl Fn(EntryView<'_>) -> Truth,
        period: impl Into<Period>,
    ) -> Truth {
        let period = period.into();
        let in_period = |course: Course| period.narrowed(course.starts, day);
        let (mut can, mut fails) = (false, false);
        let mut tell = |truth: Truth| {
            can |= truth.can_be_met();
            fails |= truth.can_fail();
        };
        let asked = Asked { which, day, period };
        let found = self.candidates(asked, counted, in_period, |entry, _| tell(has(entry)));
        match found {
            Found::OneOfThese => {}
            Found::OneOfTheseOrNone => tell(Truth::NOT_MET),
            Found::Anything => return Truth::UNKNOWN,
        }
        Truth::from_possibilities(can, fails)
    }

    /// What is answered whichever day the latest or the earliest of the entries in `period` of which
    /// `counted` holds begins, or ends: never if there is none. If there may be others beside it, its
    /// day is not documented. Of an entry that may lie in the period or not, each day is possible.
    pub fn on_found_day(
        self,
        (which, is_end): (Extreme, bool),
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        period: impl Into<Period>,
        answer: impl Fn(Date) -> Truth,
    ) -> Truth {
        let period = period.into();
        let up_to_request = |course: Course| {
            let days = course.starts;
            Interval { high: days.high.min(period.until), ..days }
        };
        let mut agreed = None;
        let mut tell = |date: Date| {
            let truth = answer(date);
            let before = *agreed.get_or_insert(truth);
            agreed = Some(if before == truth { truth } else { Truth::UNKNOWN });
        };
        let asked = Asked { which, day, period };
        let found = self.candidates(asked, counted, up_to_request, |entry, starts| {
            let days = if is_end { entry.course.ends_after(starts) } else { starts };
            tell(Date::between(days));
            // A course of which no end is documented may go on.
            if days.low <= LAST && LAST < days.high {
                tell(Date::NEVER);
            }
        });
        match found {
            Found::OneOfThese => {}
            Found::OneOfTheseOrNone => tell(Date::NEVER),
            Found::Anything => return answer(Date::UNKNOWN),
        }
        agreed.unwrap_or(Truth::UNKNOWN)
    }

    /// Visits the entries that may be the one, with the days on which each may begin if it is.
    fn candidates(
        self,
        Asked { which, day, period }: Asked,
        counted: impl Fn(EntryView<'_>) -> Truth,
        begins: impl Fn(Course) -> Interval,
        mut visit: impl FnMut(EntryView<'_>, Interval),
    ) -> Found {
        let counts = |entry: EntryView<'_>| entry.lies_in(period, day).and_then(|| counted(entry));
        // The days that no certain entry comes after, or before.
        let mut among = Interval::ANYTHING;
        let mut may_be_none = true;
        for entry in self.entries.clone() {
            let days = begins(entry.course);
            let is_nearer = match which {
                Extreme::Latest => among.low < days.low,
                Extreme::Earliest => days.high < among.high,
            };
            if (is_nearer || may_be_none) && counts(entry) == Truth::MET {
                may_be_none = false;
                match which {
                    Extreme::Latest => among.low = among.low.max(days.low),
                    Extreme::Earliest => among.high = among.high.min(days.high),
                }
            }
        }
        let is_whole = self.complete.is_in(period)
            || match (which, self.complete) {
                // Whatever else there is was before that day.
                (Extreme::Latest, Complete::Since(since)) => {
                    !may_be_none && day_number(since) <= among.low
                }
                _ => false,
            };
        if !is_whole {
            return Found::Anything;
        }
        for entry in self.entries {
            let days = begins(entry.course);
            let days = Interval { low: days.low.max(among.low), high: days.high.min(among.high) };
            if days.low <= days.high && counts(entry).can_be_met() {
                visit(entry, days);
            }
        }
        if may_be_none { Found::OneOfTheseOrNone } else { Found::OneOfThese }
    }
}

/// What there is among the entries that are asked about.
enum Found {
    /// The one is one of those that were visited.
    OneOfThese,
    /// There may be none as well.
    OneOfTheseOrNone,
    /// It may be one that is not documented.
    Anything,
}

impl Course {
    /// The possible last days of a course that begins on one of these days.
    fn ends_after(self, starts: Interval) -> Interval {
        let ends = self.ends;
        Interval { low: ends.low.max(starts.low), ..ends }
    }
}
