//! Dates: a day, some day of a month or year, or any day.

#[cfg(test)]
mod tests;

use super::Interval;
use crate::Truth;
use crate::calendar::{
    CalendarDuration, CalendarUnit, PartialDate, age_in, latest_birth_date_for_age,
};
use crate::digits::write_date;
use chrono::{Datelike, NaiveDate};
use core::fmt;

/// The day as an integer, in calendar order: 32 for each month, so that the same day of the
/// previous month is exactly 32 less.
///
/// Periods can then be computed without counting days; some integers between two days are not days.
#[inline]
#[must_use]
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(compact(date))
}

/// The days from `duration` before `anchor` to `anchor`, both included: the meaning of `within 9
/// months`.
#[inline]
#[must_use]
pub fn look_back(anchor: NaiveDate, duration: CalendarDuration) -> Interval {
    Anchor::of(anchor).look_back(duration)
}

/// All days up to and including `anchor`.
#[inline]
#[must_use]
pub fn until(anchor: NaiveDate) -> Interval {
    Interval::at_most(day_number(anchor))
}

/// A day from which a policy looks back, decomposed once for all periods that end on it.
///
/// ```
/// use policy_core::{NaiveDate, calendar::{CalendarUnit, CalendarDuration}, possible::{Anchor, look_back}};
///
/// let request = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
/// let month = CalendarDuration::new(1, CalendarUnit::Months);
/// assert_eq!(Anchor::of(request).look_back(month), look_back(request, month));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    date: NaiveDate,
    day: i64,
}

impl Anchor {
    /// The anchor for this day.
    #[inline]
    #[must_use]
    pub fn of(date: NaiveDate) -> Anchor {
        Anchor { date, day: day_number(date) }
    }

    /// The days from `duration` before it to the day itself, both included: the meaning of `within
    /// 9 months`.
    #[inline]
    #[must_use]
    pub fn look_back(self, duration: CalendarDuration) -> Interval {
        let first = match duration.unit {
            CalendarUnit::Days | CalendarUnit::Weeks => day_number(duration.before(self.date)),
            CalendarUnit::Months => self.months_before(duration.amount),
            CalendarUnit::Years => self.months_before(duration.amount.saturating_mul(12)),
        };
        Interval { low: first, high: self.day }
    }

    /// All days up to and including it.
    #[inline]
    #[must_use]
    pub fn until(self) -> Interval {
        Interval::at_most(self.day)
    }

    /// The birth dates of people whose age in completed units on that day lies in `ages`: `age >=
    /// 18` becomes one comparison of a birth date. Before birth, an age is less than every number.
    ///
    /// ```
    /// use policy_core::calendar::CalendarUnit;
    /// use policy_core::possible::{Anchor, Date, Interval};
    /// use policy_core::{NaiveDate, Truth};
    ///
    /// let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    /// let service = Anchor::of(day(2026, 2, 28));
    /// let adults = service.births(CalendarUnit::Years, Interval::at_least(18));
    /// assert_eq!(Date::from(day(2008, 2, 29)).days().inside(adults), Truth::MET);
    /// assert_eq!(Date::from(day(2008, 3, 1)).days().inside(adults), Truth::NOT_MET);
    /// ```
    #[inline]
    #[must_use]
    pub fn births(self, unit: CalendarUnit, ages: Interval) -> Interval {
        let last = if ages.low() < 0 { i64::MAX } else { self.latest_birth(unit, ages.low()) };
        let first = if ages.high() == i64::MAX {
            i64::MIN
        } else {
            self.latest_birth(unit, ages.high().saturating_add(1)).saturating_add(1)
        };
        Interval::between(first, last)
    }

    /// The latest birth date of people who are at least this old on that day.
    #[inline]
    fn latest_birth(self, unit: CalendarUnit, age: i64) -> i64 {
        let length = match unit {
            CalendarUnit::Days | CalendarUnit::Weeks => 0,
            CalendarUnit::Months => MONTH,
            CalendarUnit::Years => 12 * MONTH,
        };
        // Moving from the end of a month may lead to a day that does not exist, or to a month with
        // more days after it.
        if length > 0 && day_of_month(self.day) < 28 {
            self.day.saturating_sub(age.saturating_mul(length))
        } else {
            self.latest_birth_day_by_day(unit, age)
        }
    }

    #[cold]
    fn latest_birth_day_by_day(self, unit: CalendarUnit, age: i64) -> i64 {
        let age = CalendarDuration::new(u32::try_from(age).unwrap_or(u32::MAX), unit);
        day_number(latest_birth_date_for_age(age, self.date))
    }

    /// The day this many calendar months earlier; the last day of that month if it is shorter.
    #[inline]
    fn months_before(self, months: u32) -> i64 {
        if day_of_month(self.day) <= 28 {
            self.day.saturating_sub(i64::from(months).saturating_mul(MONTH))
        } else {
            self.months_before_late_day(months)
        }
    }

    #[cold]
    fn months_before_late_day(self, months: u32) -> i64 {
        day_number(CalendarDuration::new(months, CalendarUnit::Months).before(self.date))
    }
}

/// Days are compared as intervals of [`day_number`]s, in which a date that never was lies after every
/// day: a comparison with it is not met, whichever way.
impl Interval {
    /// From that day on.
    #[inline]
    #[must_use]
    pub const fn days_from(day: i64) -> Interval {
        Interval { low: day, high: LAST }
    }

    /// From the day after that day on.
    #[inline]
    #[must_use]
    pub const fn days_after(day: i64) -> Interval {
        Interval::days_from(day.saturating_add(1))
    }

    /// Is this day before the other, both taken independently from their possible days?
    #[inline]
    #[must_use]
    pub const fn earlier_than(self, other: Interval) -> Truth {
        Truth::of(
            (self.low < other.last_day()) & other.can_be_a_day(),
            (self.high < other.low) & other.is_certainly_a_day(),
        )
    }

    /// Is this day the other one or before it?
    #[inline]
    #[must_use]
    pub const fn no_later_than(self, other: Interval) -> Truth {
        Truth::of(
            (self.low <= other.last_day()) & other.can_be_a_day(),
            (self.high <= other.low) & other.is_certainly_a_day(),
        )
    }

    /// Is this day the other one?
    #[inline]
    #[must_use]
    pub const fn same_day_as(self, other: Interval) -> Truth {
        Truth::of(
            ((self.low <= other.last_day()) & other.can_be_a_day())
                & (other.low <= self.last_day()),
            self.is_exact()
                & other.is_exact()
                & (self.low == other.low)
                & other.is_certainly_a_day(),
        )
    }

    #[inline]
    const fn last_day(self) -> i64 {
        if self.high > LAST { LAST } else { self.high }
    }

    #[inline]
    const fn can_be_a_day(self) -> bool {
        self.low <= LAST
    }

    #[inline]
    const fn is_certainly_a_day(self) -> bool {
        self.high <= LAST
    }
}

/// What [`day_number`] gives to a month.
const MONTH: i64 = 32;

#[inline]
const fn day_of_month(day_number: i64) -> i64 {
    day_number & (MONTH - 1)
}

/// [`day_number`], which fits into half of the bits.
#[inline]
fn compact(date: NaiveDate) -> i32 {
    let months = date.year().wrapping_mul(12).wrapping_add(date.month0().cast_signed());
    months.wrapping_mul(32) | date.day().cast_signed()
}

/// From this number on, years have more than four digits.
const FAR: u32 = 10_000 * 12 * 32;

/// Where a date lies that never was: after every day.
const NEVER: i32 = i32::MAX;

/// The last number that a day can have.
const LAST_NUMBER: i32 = NEVER - 1;

/// The same among days.
pub(super) const LAST: i64 = LAST_NUMBER as i64;

/// The day with a number; `None` where there is none.
fn day_with(number: i32) -> Option<NaiveDate> {
    let (months, day) = (number.div_euclid(32), number.rem_euclid(32));
    NaiveDate::from_ymd_opt(
        months.div_euclid(12),
        months.rem_euclid(12).unsigned_abs().saturating_add(1),
        day.unsigned_abs(),
    )
}

/// The number of the first day that does not lie before a number; the number itself where all days
/// are beyond the calendar.
pub(super) fn first_day_from(number: i64) -> i64 {
    let Ok(compact) = i32::try_from(number) else { return number };
    let day = compact.rem_euclid(32);
    if day == 0 {
        return number.saturating_add(1);
    }
    if day <= 28 || day_with(compact).is_some() {
        return number;
    }
    // The first of the next month.
    number.saturating_add(i64::from(33_i32.saturating_sub(day)))
}

/// The last day that does not lie after a number; the number itself where all days are beyond the
/// calendar.
pub(super) fn last_day_up_to(number: i64) -> i64 {
    let Ok(compact) = i32::try_from(number) else { return number };
    let day = compact.rem_euclid(32);
    let earlier = if day == 0 { 1..=4 } else { 0..=3 };
    let mut days = earlier.filter_map(|earlier| compact.checked_sub(earlier));
    days.find(|day| day_with(*day).is_some()).map_or(number, i64::from)
}

/// The first possible day of a date that is documented; the first of the calendar where that is
/// open.
pub(super) fn first_day_of(date: Date) -> NaiveDate {
    day_with(date.first).unwrap_or(NaiveDate::MIN)
}

/// The last possible day; the last of the calendar where that is open.
pub(super) fn last_day_of(date: Date) -> NaiveDate {
    day_with(date.last).unwrap_or(NaiveDate::MAX)
}

/// The day with a number; `None` where there is none.
pub(super) fn day_with_number(number: i64) -> Option<NaiveDate> {
    i32::try_from(number).ok().and_then(day_with)
}

impl Interval {
    /// The first of these days; `None` if there is none.
    pub(crate) fn first_day(self) -> Option<NaiveDate> {
        Some(self.low()).filter(|day| is_day(*day)).and_then(day_with_number)
    }
}

/// Whether a number among the days of a case is one of a day, and not one for what is open.
pub(super) const fn is_day(number: i64) -> bool {
    0 < number && number < FAR as i64
}

/// Whether `to` is at least so long after `from`; nothing is after what is no day.
pub(super) fn is_apart(from: i64, to: i64, duration: CalendarDuration) -> bool {
    match (days_between(from, to), duration_of(duration)) {
        (Some([least, _]), Length::Days(days)) if least >= days => true,
        (Some([_, most]), Length::Days(days)) if most < days => false,
        (Some(_), Length::Months(months)) if day_of_month(from) <= 28 => {
            to >= from.saturating_add(months.saturating_mul(MONTH))
        }
        _ => day_with_number(from).is_some_and(|from| day_number(duration.after(from)) <= to),
    }
}

/// Whether `to` is at most so long after `from`; everything is near to what is no day.
pub(super) fn is_within(from: i64, to: i64, duration: CalendarDuration) -> bool {
    match (days_between(from, to), duration_of(duration)) {
        (Some([_, most]), Length::Days(days)) if most <= days => true,
        (Some([least, _]), Length::Days(days)) if least > days => false,
        // In a month without such a day, the last one is not later than any of it.
        (Some(_), Length::Months(months)) => {
            to <= from.saturating_add(months.saturating_mul(MONTH))
        }
        _ => day_with_number(from).is_none_or(|from| to <= day_number(duration.after(from))),
    }
}

enum Length {
    Days(i64),
    Months(i64),
}

fn duration_of(CalendarDuration { amount, unit }: CalendarDuration) -> Length {
    match unit {
        CalendarUnit::Days => Length::Days(amount.into()),
        CalendarUnit::Weeks => Length::Days(i64::from(amount).saturating_mul(7)),
        CalendarUnit::Months => Length::Months(amount.into()),
        CalendarUnit::Years => Length::Months(i64::from(amount).saturating_mul(12)),
    }
}

/// The least and the greatest number of days that it can be from one day to a later number: a month
/// takes 32 numbers, and has at least 28 days and at most 31. `None` for what a case cannot have.
fn days_between(from: i64, to: i64) -> Option<[i64; 2]> {
    let months = to.div_euclid(MONTH).saturating_sub(from.div_euclid(MONTH));
    let numbers = to.saturating_sub(from);
    let less = |days: i64| numbers.saturating_sub(months.saturating_mul(days));
    (is_day(from) && is_day(to) && from <= to).then(|| [less(4), less(1)])
}

/// The possible days of a date fact.
///
/// ```
/// use policy_core::{Truth, calendar::{CalendarUnit, CalendarDuration, PartialDate}, possible::Date, NaiveDate};
///
/// let request = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
/// let month = CalendarDuration::new(1, CalendarUnit::Months);
/// let some_day_in_october = Date::from(PartialDate::parse("2026-10").unwrap());
/// assert_eq!(some_day_in_october.at_least_ago(request, month), Truth::UNKNOWN);
/// assert_eq!(Date::default().at_least_ago(request, month), Truth::UNKNOWN);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Date {
    // Half of a case is dates. Whether a day, a month or a year was written can be told from the
    // first and the last possible day.
    first: i32,
    last: i32,
}

impl Date {
    /// Not documented: any day, or never.
    pub const UNKNOWN: Date = Date { first: i32::MIN, last: NEVER };

    /// It did not happen, such as a therapy that was never begun.
    ///
    /// Never is later than every day, and a comparison with it is not met, whichever way.
    ///
    /// ```
    /// use policy_core::{NaiveDate, Truth, possible::{Date, Interval, day_number}};
    /// let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    /// assert!(Date::NEVER.is_never());
    /// assert_eq!(Date::NEVER.days().inside(Interval::at_most(day_number(day))), Truth::NOT_MET);
    /// assert_eq!(Date::NEVER.days().inside(Interval::days_from(day_number(day))), Truth::NOT_MET);
    /// ```
    pub const NEVER: Date = Date { first: NEVER, last: NEVER };

    /// Some day of these, or never if that is all they are.
    pub(super) fn between(days: Interval) -> Date {
        if days.low > LAST {
            return Date::NEVER;
        }
        let first =
            if days.low <= i64::from(i32::MIN) { days.low } else { first_day_from(days.low) };
        let last = last_day_up_to(days.high.min(LAST));
        Date {
            first: i32::try_from(first).unwrap_or(i32::MIN),
            last: i32::try_from(last).unwrap_or(LAST_NUMBER),
        }
    }

    /// It is documented that it did not happen.
    #[must_use]
    pub const fn is_never(self) -> bool {
        self.first == NEVER
    }

    /// Nothing is documented.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.first == i32::MIN && self.last == NEVER
    }

    /// The date as it was written; `None` where it is not documented, and where it never was.
    #[must_use]
    pub fn written(self) -> Option<PartialDate> {
        if self.first == self.last {
            return day_with(self.first).map(PartialDate::Day);
        }
        let [first, last] = [self.first, self.last].map(day_with);
        PartialDate::between(first.map(PartialDate::Day), last.map(PartialDate::Day))
    }

    /// The day, where it is known which.
    #[must_use]
    pub fn exact(self) -> Option<NaiveDate> {
        if self.first == self.last { day_with(self.first) } else { None }
    }

    /// Writes the date as in a case; nothing if it is not documented.
    pub(crate) fn write_to(self, out: &mut impl fmt::Write) -> fmt::Result {
        let Ok(number @ 0..FAR) = u32::try_from(self.first) else {
            return self.written().map_or(Ok(()), |date| date.write_to(out));
        };
        if self.first != self.last {
            return self.written().map_or(Ok(()), |date| date.write_to(out));
        }
        let (year, month, day) = (number / (12 * 32), number / 32 % 12, number % 32);
        write_date(out, year, Some(month.saturating_add(1)), Some(day))
    }

    /// The possible days.
    #[inline]
    #[must_use]
    pub const fn days(self) -> Interval {
        Interval { low: self.first as i64, high: self.last as i64 }
    }

    /// Is it `duration` or more before `anchor`?
    #[inline]
    #[must_use]
    pub fn at_least_ago(self, anchor: NaiveDate, duration: CalendarDuration) -> Truth {
        self.days().inside(Interval::at_most(look_back(anchor, duration).low()))
    }

    /// For a date of birth: the possible ages in completed units on a day; -1 means before birth.
    ///
    /// An age follows the calendar: see [`age_in`].
    ///
    /// ```
    /// use policy_core::calendar::{CalendarUnit, PartialDate};
    /// use policy_core::possible::{Date, Interval};
    ///
    /// let born = Date::from(PartialDate::parse("2015-06").unwrap());
    /// let onset = Date::from(PartialDate::parse("2024").unwrap());
    /// assert_eq!(born.age_at(onset, CalendarUnit::Years), Interval::between(8, 9));
    /// ```
    #[must_use]
    pub fn age_at(self, day: impl Into<Date>, unit: CalendarUnit) -> Interval {
        let (Some(birth), Some(day)) = (self.written(), day.into().written()) else {
            return Interval::ANYTHING;
        };
        let age = |birth, day| age_in(unit, birth, day).map_or(-1, i64::from);
        Interval::between(age(birth.last(), day.first()), age(birth.first(), day.last()))
    }
}

impl Default for Date {
    fn default() -> Date {
        Date::UNKNOWN
    }
}

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Date {
        let (first, last) = match date {
            PartialDate::Between { first, last } => (first, last),
            PartialDate::Year(_) | PartialDate::Month { .. } | PartialDate::Day(_) => {
                (Some(date.first()), Some(date.last()))
            }
        };
        Date { first: first.map_or(i32::MIN, compact), last: last.map_or(LAST_NUMBER, compact) }
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
        match self.written() {
            Some(date) => write!(formatter, "{date}"),
            None if self.is_never() => formatter.write_str("never"),
            None => formatter.write_str("unknown"),
        }
    }
}
