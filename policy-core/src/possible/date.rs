//! Dates: a day, some day of a month or year, or any day.

use super::Interval;
use crate::Truth;
use crate::calendar::{Duration, PartialDate, age_in_years};
use chrono::{Datelike, NaiveDate};
use core::fmt;

/// The day as an integer: days since the first of January of the year 1.
#[must_use]
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// The days from `duration` before `anchor` up to `anchor`, both included: what `within 9 months` means.
#[must_use]
pub fn look_back(anchor: NaiveDate, duration: Duration) -> Interval {
    Interval::between(day_number(duration.before(anchor)), day_number(anchor))
}

/// All days up to `anchor`, the day itself included.
#[must_use]
pub fn until(anchor: NaiveDate) -> Interval {
    Interval::at_most(day_number(anchor))
}

/// The possible days of a date fact.
///
/// ```
/// use policy_core::{Truth, calendar::{CalendarUnit, Duration, PartialDate}, possible::Date, NaiveDate};
///
/// let request = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
/// let month = Duration::new(1, CalendarUnit::Months);
/// let some_day_in_october = Date::from(PartialDate::parse("2026-10").unwrap());
/// assert_eq!(some_day_in_october.at_least_ago(request, month), Truth::UNKNOWN);
/// assert_eq!(Date::default().at_least_ago(request, month), Truth::UNKNOWN);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Date {
    written: Option<PartialDate>,
    days: Interval,
}

impl Date {
    /// Not documented.
    pub const UNKNOWN: Date = Date { written: None, days: Interval::ANYTHING };

    /// The date as it was written, if it is documented.
    #[must_use]
    pub const fn written(self) -> Option<PartialDate> {
        self.written
    }

    /// The possible days.
    #[must_use]
    pub const fn days(self) -> Interval {
        self.days
    }

    /// Is it `duration` or more before `anchor`?
    #[must_use]
    pub fn at_least_ago(self, anchor: NaiveDate, duration: Duration) -> Truth {
        self.days.inside(Interval::at_most(day_number(duration.before(anchor))))
    }

    /// For a date of birth: the possible ages in completed years on a day.
    ///
    /// Age goes by the calendar (CQL's `AgeInYearsAt`): who was born on 29 February completes a year on 28 February of a common year.
    #[must_use]
    pub fn age_on(self, day: NaiveDate) -> Interval {
        match self.written {
            Some(birth) => Interval::between(i64::from(age_in_years(birth.last(), day)), i64::from(age_in_years(birth.first(), day))),
            None => Interval::at_least(0),
        }
    }
}

impl Default for Date {
    fn default() -> Date {
        Date::UNKNOWN
    }
}

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Date {
        Date { written: Some(date), days: Interval::between(day_number(date.first()), day_number(date.last())) }
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Date {
        Date::from(PartialDate::Day(date))
    }
}

impl<T: Into<Date>> From<Option<T>> for Date {
    fn from(date: Option<T>) -> Date {
        date.map_or(Date::UNKNOWN, Into::into)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.written {
            Some(date) => write!(formatter, "{date}"),
            None => formatter.write_str("unknown"),
        }
    }
}
