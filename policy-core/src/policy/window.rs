//! The days that a predicate looks at: `within 9 months`, `before surgery`, `between 31 and 91 days
//! after therapy_start`.

use super::Day;
use crate::calendar::{CalendarDuration, Shift};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// The days from one end to another, both as far as they are given.
///
/// Whatever an author writes is one of these: `within 9 months` begins 9 months before the request
/// and ends at it, `before surgery` has no beginning and ends a day earlier. Only the days that the
/// ends are counted from differ, so one function finds the days of all windows.
///
/// ```
/// use policy_core::calendar::{CalendarDuration, CalendarUnit, Shift};
/// use policy_core::policy::{Day, End, Window};
///
/// let nine_months = CalendarDuration::new(9, CalendarUnit::Months);
/// let within = Window::looking_back(nine_months, Day::REQUEST);
/// assert_eq!(within.from, Some(End { day: Day::REQUEST, shift: Shift::Before(nine_months), included: true }));
/// assert_eq!(within.look_back(), Some(nine_months));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    /// The first day.
    pub from: Option<End>,
    /// The last day.
    pub to: Option<End>,
    /// The day looked from: no result and no event after it counts. A window that counts what comes
    /// `after` a day looks from the request.
    pub until: Day,
}

/// One end of a window.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct End {
    /// The day that it is counted from.
    pub day: Day,
    /// How far it lies from that day.
    pub shift: Shift,
    /// Whether it belongs to the window.
    pub included: bool,
}

impl End {
    /// The day itself.
    #[must_use]
    pub const fn at(day: Day) -> End {
        End { day, shift: Shift::None, included: true }
    }

    /// A day that lies some time away from one that a policy names.
    #[must_use]
    pub const fn shifted(day: Day, shift: Shift) -> End {
        End { day, shift, included: true }
    }

    /// The same without the day itself.
    #[must_use]
    pub const fn excluded(self) -> End {
        End { included: false, ..self }
    }
}

impl Window {
    /// All days up to the request: what no word about time means.
    pub const EVER: Window = Window::until(Day::REQUEST);

    /// All days up to the day looked from.
    #[must_use]
    pub const fn until(day: Day) -> Window {
        Window { from: None, to: None, until: day }
    }

    /// `within 9 months`: the days from so long before the day looked from, up to it.
    #[must_use]
    pub const fn looking_back(duration: CalendarDuration, day: Day) -> Window {
        Window {
            from: Some(End::shifted(day, Shift::Before(duration))),
            to: Some(End::at(day)),
            until: day,
        }
    }

    /// `at least 1 month ago`: the days up to so long before the day looked from.
    #[must_use]
    pub const fn at_least_ago(duration: CalendarDuration, day: Day) -> Window {
        Window { from: None, to: Some(End::shifted(day, Shift::Before(duration))), until: day }
    }

    /// `between 2025-01-01 and 2025-12-31`: from one day to another, both included.
    #[must_use]
    pub const fn between(first: Day, last: Day) -> Window {
        Window { from: Some(End::at(first)), to: Some(End::at(last)), until: Day::REQUEST }
    }

    /// It leaves out no day up to the day looked from.
    #[must_use]
    pub const fn is_ever(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// How far `within 9 months` looks back; `None` for every other form.
    #[must_use]
    pub fn look_back(self) -> Option<CalendarDuration> {
        match self.from {
            Some(End { day, shift: Shift::Before(duration), included: true })
                if day == self.until && self.to == Some(End::at(day)) =>
            {
                Some(duration)
            }
            Some(_) | None => None,
        }
    }

    /// How long ago `at least 1 month ago` ends; `None` for every other form.
    #[must_use]
    pub fn ago(self) -> Option<CalendarDuration> {
        match (self.from, self.to) {
            (None, Some(End { day, shift: Shift::Before(duration), included: true }))
                if day == self.until =>
            {
                Some(duration)
            }
            _ => None,
        }
    }

    /// `at least 6 months before surgery`: it has no beginning, and ends some time before a day.
    #[must_use]
    pub const fn ends_early(self) -> bool {
        matches!((self.from, self.to), (None, Some(End { shift: Shift::Before(_), .. })))
    }

    /// `between 2025-01-01 and 2025-12-31`: it has a first and a last day, both of them written.
    #[must_use]
    pub fn is_range(self) -> bool {
        let is_written = |end: End| end.shift == Shift::None && end.included;
        self.ends().filter(|end| is_written(*end)).count() == 2
    }

    /// Its ends, as far as they are given.
    pub fn ends(self) -> impl Iterator<Item = End> {
        [self.from, self.to].into_iter().flatten()
    }

    /// The days that it counts from, and the day looked from.
    pub fn days(self) -> impl Iterator<Item = Day> {
        self.ends().map(|end| end.day).chain([self.until])
    }

    /// It is counted only from days that every case has.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        self.ends().all(|end| end.day.fact().is_none_or(FactId::is_built_in))
    }

    /// The dates of a case, other than those of the request, that it counts from.
    pub fn anchors(self) -> impl Iterator<Item = FactId> {
        let facts = self.ends().filter_map(|end| end.day.fact());
        let anchors = facts.filter(|fact| !fact.is_built_in() && fact.found_position().is_none());
        let mut first = None;
        anchors.filter(move |fact| first.replace(*fact) != Some(*fact))
    }

    /// The same, counted from these days where it was counted from days in histories.
    #[must_use]
    pub fn counted_from(self, days: &[NaiveDate]) -> Window {
        self.with_ends(|end| {
            let position = end.day.fact().and_then(FactId::found_position).map(usize::from);
            let day = position.and_then(|position| days.get(position));
            day.map_or(end, |day| End { day: Day::On(*day), ..end })
        })
    }

    /// The same with each end moved as told.
    #[must_use]
    pub fn with_ends(self, change: impl Fn(End) -> End) -> Window {
        Window { from: self.from.map(&change), to: self.to.map(&change), ..self }
    }
}
