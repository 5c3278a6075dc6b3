//! Entries that follow each other closely: the longest chain of them, and whether there is a gap.

use super::apart::Spaced;
use super::predicate::{Counting, Documentation, agreed};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::policy::{Entries, Window};
use crate::possible::Complete;
use chrono::NaiveDate;

/// The first and the last day that an entry may have.
type Possible = [NaiveDate; 2];

/// The fewest and the most of some entries that follow each other, each at most so long after the one
/// before.
pub(super) fn chained(entries: &[Spaced], apart: CalendarDuration) -> [u64; 2] {
    let days = |counts: &dyn Fn(Truth) -> bool| {
        let counted = entries.iter().filter(|entry| counts(entry.counts));
        counted.map(|entry| [entry.first, entry.last]).collect::<Vec<_>>()
    };
    let certain = days(&|counts| counts == Truth::MET);
    let possible = days(&|counts| counts != Truth::NOT_MET);
    let most = possible.iter().map(|[_, first]| following(*first, &possible, apart).len()).max();
    [always_near(&certain, apart), most.unwrap_or(0)]
        .map(|number| u64::try_from(number).unwrap_or(u64::MAX))
}

/// The days of entries that follow after a day, as many as can: the one that has to be over first
/// comes next, as late as possible.
fn following(begin: NaiveDate, entries: &[Possible], apart: CalendarDuration) -> Vec<NaiveDate> {
    let mut left = entries.to_vec();
    left.sort_by_key(|[_, last]| *last);
    let mut found = Vec::new();
    let mut day = begin;
    while let Some(next) =
        left.iter().position(|[first, last]| *first <= apart.after(day) && day <= *last)
    {
        let [_, last] = left.remove(next);
        day = last.min(apart.after(day));
        found.push(day);
    }
    found
}

/// The size of the largest group in which each entry is never too far from another one of it.
fn always_near(entries: &[Possible], apart: CalendarDuration) -> usize {
    let near = |[first, last]: &Possible, [other_first, other_last]: &Possible| {
        *last.max(other_last) <= apart.after(*first.min(other_first))
    };
    // Every entry has the smallest number among those that it hangs together with.
    let mut groups = (0..entries.len()).collect::<Vec<_>>();
    for _ in entries {
        let known = groups.clone();
        for (group, entry) in groups.iter_mut().zip(entries) {
            let near = entries.iter().zip(&known).filter(|(other, _)| near(entry, other));
            *group = near.map(|(_, other)| *other).min().unwrap_or(*group);
        }
    }
    let size = |group: &usize| groups.iter().filter(|other| *other == group).count();
    groups.iter().map(size).max().unwrap_or(0)
}

impl Documentation<'_> {
    /// Is there no gap longer than that, from the first day of the window to its last?
    pub(super) fn has_no_gap(self, asked: &Entries, apart: CalendarDuration) -> Truth {
        let request = self.chart.request_date();
        let ever = Entries { window: Window::EVER, apart: None, ..asked.clone() };
        let Counting { entries, complete, ways } = self.counting(&ever);
        let counted = ways.into_iter().flat_map(|(_, counted)| counted).collect::<Vec<_>>();
        let days = |counts: &dyn Fn(Truth) -> bool| {
            let counted = entries.iter().zip(&counted).filter(|(_, truth)| counts(**truth));
            let days = counted.map(|((days, _), _)| [days.start.first, days.start.last]);
            days.collect::<Vec<_>>()
        };
        let certain = days(&|counts| counts == Truth::MET);
        let possible = days(&|counts| counts != Truth::NOT_MET);
        let dates = entries.iter().map(|(days, _)| days.start).collect::<Vec<_>>();
        let last = self.looked_from(asked.window).min(request);
        let outcomes = self.outcomes(asked.window, &dates, Some(last));
        agreed(outcomes.into_iter().map(|outcome| {
            let Some(span) = outcome.possible else { return Truth::NOT_MET };
            if outcome.certain.is_none() {
                return Truth::UNKNOWN;
            }
            // No entry has to be on one of these days.
            let is_free = |after: NaiveDate, last: NaiveDate| {
                !certain.iter().any(|days| days.iter().all(|day| after < *day && *day <= last))
            };
            let mut each = span.first.iter_days().take_while(|day| *day < span.last);
            let fails =
                each.any(|day| apart.after(day) < span.last && is_free(day, apart.after(day)));
            let begin = match complete {
                Complete::No => span.last,
                Complete::Since(since) => since.pred_opt().unwrap_or(since).min(span.last),
                Complete::Yes => span.first,
            };
            let begin = begin.max(span.first);
            let follow = [vec![begin], following(begin, &possible, apart)].concat();
            let can = follow.iter().any(|day| apart.after(*day) >= span.last);
            Truth::from_possibilities(can, fails)
        }))
    }
}
