//! What is asked of the days of an entry: which of them lie in a window, and how long a course
//! lasts.

use super::date::{first_day_from, is_apart, is_day};
use super::{Days, Entry, Interval, Period, day_number};
use crate::Truth;
use crate::calendar::CalendarDuration;
use chrono::NaiveDate;

/// Which days of an entry have to lie in a window.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EntryDay {
    /// The day of an event; the first day of a course: `started within 3 months`.
    First,
    /// One day of a course, whichever.
    Any,
    /// The last day of a course: `ended within 3 months`.
    Last,
}

/// Which of some entries is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Extreme {
    /// The last one, by its first day.
    Latest,
    /// The first one.
    Earliest,
}

/// How long a course has to last: `lasting at least 8 weeks`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lasting {
    /// `at least`
    AtLeast(CalendarDuration),
    /// `at most`
    AtMost(CalendarDuration),
    /// `more than`
    MoreThan(CalendarDuration),
    /// `less than`
    LessThan(CalendarDuration),
    /// `between 2 and 6 months`, both included.
    Between(CalendarDuration, CalendarDuration),
}

/// How entries have to lie to each other, always counted from the earlier day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Spacing {
    /// `at least 2 weeks apart`: counted is how many lie so far apart, each from the one before.
    AtLeast(CalendarDuration),
    /// `at most 2 weeks apart`: counted is the longest chain in which each is at most so far from the
    /// one before.
    AtMost(CalendarDuration),
    /// `at most 2 weeks apart since therapy_start`: asked is whether there is no longer gap, from the
    /// first day of the window to the last.
    NoGap(CalendarDuration),
}

impl Spacing {
    /// The time as written.
    #[must_use]
    pub const fn duration(self) -> CalendarDuration {
        match self {
            Spacing::AtLeast(duration) | Spacing::AtMost(duration) | Spacing::NoGap(duration) => {
                duration
            }
        }
    }

    /// The same with another time.
    #[must_use]
    pub const fn with(self, duration: CalendarDuration) -> Spacing {
        match self {
            Spacing::AtLeast(_) => Spacing::AtLeast(duration),
            Spacing::AtMost(_) => Spacing::AtMost(duration),
            Spacing::NoGap(_) => Spacing::NoGap(duration),
        }
    }
}

impl Lasting {
    /// The times as written: one or two.
    pub fn durations(self) -> impl Iterator<Item = CalendarDuration> {
        let (first, second) = match self {
            Lasting::AtLeast(duration)
            | Lasting::AtMost(duration)
            | Lasting::MoreThan(duration)
            | Lasting::LessThan(duration) => (duration, None),
            Lasting::Between(low, high) => (low, Some(high)),
        };
        [first].into_iter().chain(second)
    }
}

/// The days that a course may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    /// The possible first days: none is after the last possible day.
    pub(super) starts: Interval,
    /// The possible last days: none is before the first possible day.
    pub(super) ends: Interval,
}

impl Course {
    #[inline]
    pub(super) fn of(entry: &Entry) -> Course {
        Course::between(entry.date.days(), entry.end.days())
    }

    /// A course that may start on some days, and end on some.
    #[inline]
    pub(super) fn between(starts: Interval, ends: Interval) -> Course {
        Course {
            starts: Interval { high: starts.high.min(ends.high), ..starts },
            ends: Interval { low: ends.low.max(starts.low), ..ends },
        }
    }

    /// How the course lies to a period.
    #[inline]
    pub(super) fn lies_in(self, period: impl Days, asked: EntryDay) -> Truth {
        match asked {
            EntryDay::First => period.hold(self.starts),
            EntryDay::Any => period.into().holds_a_day(self.starts, self.ends),
            EntryDay::Last => period.into().holds_last(self.ends),
        }
    }

    pub(super) fn lasts(self, asked: Lasting, looked_from: NaiveDate, request: NaiveDate) -> Truth {
        let request = day_number(request);
        let last = day_number(looked_from).min(request);
        let at_least = |duration| {
            self.passes(last, request, |start, end| {
                is_apart(start, first_day_from(end.saturating_add(1)).max(start), duration)
            })
        };
        let more_than =
            |duration| self.passes(last, request, |start, end| is_apart(start, end, duration));
        match asked {
            Lasting::AtLeast(duration) => at_least(duration),
            Lasting::AtMost(duration) => !more_than(duration),
            Lasting::MoreThan(duration) => more_than(duration),
            Lasting::LessThan(duration) => !at_least(duration),
            Lasting::Between(low, high) => at_least(low) & !more_than(high),
        }
    }

    /// Compares the first day with the last one, for the shortest course that it may be and for the
    /// longest, up to a last day.
    fn passes(self, last: i64, request: i64, is_long: impl Fn(i64, i64) -> bool) -> Truth {
        let Course { starts, ends } = self;
        let is_long = |start: i64, end: i64| {
            // What is open is before all days.
            !is_day(start) || is_long(start, end.min(last))
        };
        let longest = is_long(starts.low, ends.high);
        if starts.is_exact() && ends.is_exact() {
            return Truth::from(longest);
        }
        let latest = starts.high.min(request);
        Truth::of(longest, is_long(latest, ends.low.max(latest)))
    }
}

impl Period {
    /// One of the days of a course lies in the period.
    fn holds_a_day(self, starts: Interval, ends: Interval) -> Truth {
        let latest = if starts.high < self.until { starts.high } else { self.until };
        let can = !self.is_empty()
            & (starts.low <= self.possible.high)
            & (self.possible.low <= ends.high);
        let must = (latest <= self.certain.high) & (self.certain.low <= ends.low);
        Truth::of(can, can & must)
    }

    /// The last day of a course lies in the period; that may be after the request.
    fn holds_last(self, ends: Interval) -> Truth {
        let can = !self.is_empty() & ends.can_be_in(self.possible);
        let must = (self.certain.low <= ends.low) & (ends.high <= self.certain.high);
        Truth::of(can, can & must)
    }

    /// The days that an entry of the period may be ordered by.
    pub(super) fn narrowed(self, days: Interval, asked: EntryDay) -> Interval {
        let [low, high] = match asked {
            EntryDay::First => [self.possible.low, self.possible.high],
            EntryDay::Any => [i64::MIN, self.possible.high],
            EntryDay::Last => [i64::MIN, self.until],
        };
        Interval { low: days.low.max(low), high: days.high.min(high) }
    }
}
