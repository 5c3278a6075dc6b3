//! What is asked of the days of an entry: which of them lie in a window, and how long a course
//! lasts.

use super::date::{LAST, day_with_number};
use super::{Entry, Interval, Period, day_number};
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
#[derive(Clone, Copy)]
pub(super) struct Course {
    /// The possible first days: none is after the last possible day.
    pub(super) starts: Interval,
    /// The possible last days: none is before the first possible day.
    pub(super) ends: Interval,
}

impl Entry {
    #[inline]
    pub(super) fn course(&self) -> Course {
        let (starts, ends) = (self.date.days(), self.end.days());
        Course {
            starts: Interval { high: starts.high.min(ends.high), ..starts },
            ends: Interval { low: ends.low.max(starts.low), ..ends },
        }
    }

    /// The possible first days.
    #[inline]
    pub(super) fn starts(&self) -> Interval {
        self.course().starts
    }

    /// How the entry lies to a period.
    #[inline]
    pub(super) fn lies_in(&self, period: Period, asked: EntryDay) -> Truth {
        self.course().lies_in(period, asked)
    }

    /// Whether a course lasts so long: from its first day to its last, or to the day looked from, if
    /// it is not over by then. What starts later has not lasted at all.
    #[must_use]
    pub fn lasts(&self, asked: Lasting, looked_from: NaiveDate, request: NaiveDate) -> Truth {
        self.course().lasts(asked, looked_from, request)
    }
}

impl Course {
    /// How the course lies to a period.
    #[inline]
    pub(super) fn lies_in(self, period: Period, asked: EntryDay) -> Truth {
        match asked {
            EntryDay::First => period.holds(self.starts),
            EntryDay::Any => period.holds_a_day(self.starts, self.ends),
            EntryDay::Last => period.holds_last(self.ends),
        }
    }

    pub(super) fn lasts(self, asked: Lasting, looked_from: NaiveDate, request: NaiveDate) -> Truth {
        let at_least =
            |duration| self.passes(duration, looked_from, request, |ends, over| ends <= over);
        let more_than =
            |duration| self.passes(duration, looked_from, request, |ends, over| ends < over);
        match asked {
            Lasting::AtLeast(duration) => at_least(duration),
            Lasting::AtMost(duration) => !more_than(duration),
            Lasting::MoreThan(duration) => more_than(duration),
            Lasting::LessThan(duration) => !at_least(duration),
            Lasting::Between(low, high) => at_least(low) & !more_than(high),
        }
    }

    /// Compares the day on which a course has lasted so long with the day after its last one, for the
    /// shortest course that it may be and for the longest.
    fn passes(
        self,
        duration: CalendarDuration,
        looked_from: NaiveDate,
        request: NaiveDate,
        compare: fn(NaiveDate, NaiveDate) -> bool,
    ) -> Truth {
        let last = looked_from.min(request);
        let Course { starts, ends } = self;
        let day = |number: i64, otherwise: NaiveDate| day_with_number(number).unwrap_or(otherwise);
        let passes = |start: NaiveDate, end: i64| {
            let end = if end >= LAST { last } else { day(end, NaiveDate::MIN).min(last) };
            let over = end.succ_opt().unwrap_or(end).max(start);
            compare(duration.after(start), over)
        };
        let earliest = day(starts.low, NaiveDate::MIN);
        let latest = day(starts.high.min(day_number(request)), request);
        let longest = passes(earliest, ends.high);
        let shortest = passes(latest, ends.low.max(day_number(latest)));
        Truth::of(longest, shortest)
    }
}

impl Period {
    /// One of the days of a course lies in the period.
    const fn holds_a_day(self, starts: Interval, ends: Interval) -> Truth {
        let latest = if starts.high < self.until { starts.high } else { self.until };
        let can = !self.is_empty()
            & (starts.low <= self.possible.high)
            & (self.possible.low <= ends.high);
        let must = (latest <= self.certain.high) & (self.certain.low <= ends.low);
        Truth::of(can, can & must)
    }

    /// The last day of a course lies in the period; that may be after the request.
    const fn holds_last(self, ends: Interval) -> Truth {
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
