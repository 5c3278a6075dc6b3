//! The latest or the earliest of some entries: whether it is so, and of which day it is.

use super::course::{EntryDay, Extreme};
use super::date::LAST;
use super::{Complete, Date, Entry, History, Interval, Period, day_number};
use crate::Truth;

/// Which entry is asked about, among those of which days, and how complete the history is.
#[derive(Clone, Copy)]
struct Asked {
    which: Extreme,
    day: EntryDay,
    period: Period,
    complete: Complete,
}

/// The entries each of which may be the one.
struct Candidates<'h> {
    /// With the days on which each begins if it is the one.
    entries: Vec<(&'h Entry, Interval)>,
    may_be_none: bool,
}

impl History {
    /// Whether the latest or the earliest of the entries in `period` of which `counted` holds is so.
    /// If there is none, it is not; if there may be others beside it, that is not known.
    pub fn chosen(
        &self,
        which: Extreme,
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        has: impl Fn(&Entry) -> Truth,
        period: impl Into<Period>,
    ) -> Truth {
        self.chosen_if(self.complete, (which, day), counted, has, period.into())
    }

    /// The same, if what is documented is so complete.
    pub(super) fn chosen_if(
        &self,
        complete: Complete,
        (which, day): (Extreme, EntryDay),
        counted: impl Fn(&Entry) -> Truth,
        has: impl Fn(&Entry) -> Truth,
        period: Period,
    ) -> Truth {
        let in_period = |entry: &Entry| period.narrowed(entry.starts(), day);
        let asked = Asked { which, day, period, complete };
        let Some(found) = self.candidates(asked, &counted, &in_period) else {
            return Truth::UNKNOWN;
        };
        let nothing = found.may_be_none.then_some(Truth::NOT_MET);
        let truths = found.entries.into_iter().map(|(entry, _)| has(entry)).chain(nothing);
        let (can, fails) = truths.fold((false, false), |(can, fails), truth| {
            (can || truth.can_be_met(), fails || truth.can_fail())
        });
        Truth::from_possibilities(can, fails)
    }

    /// What is answered whichever day the latest or the earliest of the entries in `period` of which
    /// `counted` holds begins, or ends: never if there is none. If there may be others beside it, its
    /// day is not documented. Of an entry that may lie in the period or not, each day is possible.
    pub fn on_found_day(
        &self,
        (which, is_end): (Extreme, bool),
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        period: impl Into<Period>,
        answer: impl Fn(Date) -> Truth,
    ) -> Truth {
        let period = period.into();
        let up_to_request = |entry: &Entry| {
            let days = entry.starts();
            Interval { high: days.high.min(period.until), ..days }
        };
        let asked = Asked { which, day, period, complete: self.complete };
        let Some(found) = self.candidates(asked, &counted, &up_to_request) else {
            return answer(Date::UNKNOWN);
        };
        let never = found.may_be_none.then_some(Date::NEVER);
        let dates = found.entries.into_iter().flat_map(|(entry, starts)| {
            let days = if is_end { entry.ends_after(starts) } else { starts };
            // A course of which no end is documented may go on.
            let goes_on = days.low <= LAST && LAST < days.high;
            [Date::between(days)].into_iter().chain(goes_on.then_some(Date::NEVER))
        });
        let mut truths = dates.chain(never).map(answer);
        let first = truths.next().unwrap_or(Truth::UNKNOWN);
        if truths.all(|truth| truth == first) { first } else { Truth::UNKNOWN }
    }

    /// The entries that may be the one, by the days on which they may begin. `None` where there may be
    /// some that are not documented, and one of them may be the one.
    fn candidates(
        &self,
        Asked { which, day, period, complete }: Asked,
        counted: &dyn Fn(&Entry) -> Truth,
        begins: &dyn Fn(&Entry) -> Interval,
    ) -> Option<Candidates<'_>> {
        let asked = self.entries.iter().filter_map(|entry| {
            let counts = entry.lies_in(period, day) & counted(entry);
            counts.can_be_met().then(|| (entry, begins(entry), counts == Truth::MET))
        });
        let asked = asked.collect::<Vec<_>>();
        let certain = || asked.iter().filter(|(.., surely)| *surely).map(|(_, days, _)| *days);
        let newest = certain().map(Interval::low).max();
        let oldest = certain().map(Interval::high).min();
        let is_whole = period.is_empty()
            || complete.is_in(period)
            || match (which, complete, newest) {
                // Whatever else there is was before that day.
                (Extreme::Latest, Complete::Since(since), Some(day)) => day_number(since) <= day,
                _ => false,
            };
        if !is_whole {
            return None;
        }
        // None that is certainly there comes after it, or before it.
        let among = match which {
            Extreme::Latest => Interval { low: newest.unwrap_or(i64::MIN), high: i64::MAX },
            Extreme::Earliest => Interval { low: i64::MIN, high: oldest.unwrap_or(i64::MAX) },
        };
        let entries = asked.into_iter().filter_map(|(entry, days, _)| {
            let days = Interval { low: days.low.max(among.low), high: days.high.min(among.high) };
            (days.low <= days.high).then_some((entry, days))
        });
        Some(Candidates { entries: entries.collect(), may_be_none: newest.is_none() })
    }
}

impl Entry {
    /// The possible last days of a course that begins on one of these days.
    fn ends_after(&self, starts: Interval) -> Interval {
        let ends = self.course().ends;
        Interval { low: ends.low.max(starts.low), ..ends }
    }
}
