//! The days of an entry: whether they lie in a window, and how long a course lasts.

use super::apart::Spaced;
use super::predicate::Days;
use super::window::{Outcome, Span};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::possible::{Entry, EntryDay, Lasting};
use chrono::NaiveDate;

/// The days that an entry may have.
#[derive(Clone, Copy)]
pub(crate) struct EntryDays {
    /// The day of an event, or the first of a course: some day up to the request.
    pub(crate) start: Days,
    /// The last day of a course.
    pub(crate) end: Days,
}

impl EntryDays {
    /// `None` if it can only be after the request.
    pub(crate) fn of(entry: &Entry, request: NaiveDate) -> Option<EntryDays> {
        let start = Days::of_something_past(entry.date, request)?;
        let end = Days::of(entry.end);
        // Nothing is over before it has begun.
        let last = if end.can_be_never { start.last } else { start.last.min(end.last) };
        let first = end.first.max(start.first);
        Some(EntryDays { start: Days { last, ..start }, end: Days { first, ..end } })
    }

    /// The same, if it was over by a day.
    pub(crate) fn over_by(self, last: NaiveDate) -> EntryDays {
        let until = |days: Days| Days { last: last.min(days.last), ..days };
        let end = Days { can_be_never: false, ..until(self.end) };
        EntryDays { start: until(self.start), end }
    }

    /// Days that are known lie in a window that is known.
    pub(crate) fn are_in(self, span: Option<Span>, asked: EntryDay) -> bool {
        self.lie_in(Outcome { possible: span, certain: span }, asked) == Truth::MET
    }

    /// Do the days that are asked about lie in the window?
    pub(super) fn lie_in(self, outcome: Outcome, asked: EntryDay) -> Truth {
        let EntryDays { start, end } = self;
        match asked {
            EntryDay::First => outcome.holds(start),
            EntryDay::Last => outcome.holds(end),
            EntryDay::Any => {
                let can = outcome.possible.is_some_and(|span| {
                    start.first <= span.last && (end.can_be_never || span.first <= end.last)
                });
                let must = outcome.certain.is_some_and(|span| {
                    let over = if end.is_never() { NaiveDate::MAX } else { end.first };
                    start.last <= span.last && span.first <= over
                });
                Truth::from_possibilities(can, !must)
            }
        }
    }

    /// Does the course last so long, as far as it has come on this day?
    pub(crate) fn last(self, asked: Lasting, looked_from: NaiveDate) -> Truth {
        // Of all the courses that it may be, the shortest and the longest.
        let shortest = {
            let start = self.start.last;
            [start, if self.end.is_never() { NaiveDate::MAX } else { self.end.first.max(start) }]
        };
        let longest = {
            let never = self.end.can_be_never;
            [self.start.first, if never { NaiveDate::MAX } else { self.end.last }]
        };
        let compared = |passes: &dyn Fn([NaiveDate; 2]) -> bool| {
            let (shortest, longest) = (passes(shortest), passes(longest));
            Truth::from_possibilities(shortest || longest, !(shortest && longest))
        };
        let reached = |[start, end]: [NaiveDate; 2], duration: CalendarDuration| {
            // The day on which it is over; nothing has lasted that starts later.
            let over = end.min(looked_from).succ_opt().unwrap_or(NaiveDate::MAX).max(start);
            duration.after(start).cmp(&over)
        };
        match asked {
            Lasting::AtLeast(least) => compared(&|course| reached(course, least).is_le()),
            Lasting::AtMost(most) => compared(&|course| reached(course, most).is_ge()),
            Lasting::MoreThan(least) => compared(&|course| reached(course, least).is_lt()),
            Lasting::LessThan(most) => compared(&|course| reached(course, most).is_gt()),
            Lasting::Between(least, most) => super::all([
                compared(&|course| reached(course, least).is_le()),
                compared(&|course| reached(course, most).is_ge()),
            ]),
        }
    }

    /// The entry among others that have to lie apart: they are ordered by their first days.
    pub(super) fn spaced(self, counts: Truth, outcome: Outcome, asked: EntryDay) -> Spaced {
        let Days { mut first, mut last, .. } = self.start;
        if let Some(span) = outcome.possible {
            match asked {
                EntryDay::First => (first, last) = (first.max(span.first), last.min(span.last)),
                EntryDay::Any => last = last.min(span.last),
                EntryDay::Last => {}
            }
        }
        Spaced { counts, days: self.start, first, last }
    }
}
