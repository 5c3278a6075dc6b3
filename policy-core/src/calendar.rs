//! Calendar arithmetic. In: dates as cases give them (perhaps only a month or a year) and durations
//! as policies give them. Out: days.
//!
//! Months are calendar months, never thirty days, and nothing here reads a clock. Where the
//! calendar leaves a choice (a month before March 31, the birthday of someone born on February 29),
//! this follows HL7's Clinical Quality Language, so that a policy and a quality measure agree.

use std::{error, fmt};

use crate::digits::write_date;
use chrono::{Datelike, Days, Month, Months, NaiveDate};

/// The unit of a duration.
///
/// ```
/// use policy_core::calendar::CalendarUnit;
/// assert!(CalendarUnit::Days < CalendarUnit::Months);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CalendarUnit {
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Calendar months, whatever their length.
    Months,
    /// Calendar years, twelve calendar months each.
    Years,
}

impl CalendarUnit {
    /// The word to write after this number.
    ///
    /// ```
    /// use policy_core::calendar::CalendarUnit;
    /// assert_eq!((CalendarUnit::Weeks.words(1), CalendarUnit::Weeks.words(2)), ("week", "weeks"));
    /// ```
    #[must_use]
    pub const fn words(self, number: u32) -> &'static str {
        match (self, number) {
            (CalendarUnit::Days, 1) => "day",
            (CalendarUnit::Days, _) => "days",
            (CalendarUnit::Weeks, 1) => "week",
            (CalendarUnit::Weeks, _) => "weeks",
            (CalendarUnit::Months, 1) => "month",
            (CalendarUnit::Months, _) => "months",
            (CalendarUnit::Years, 1) => "year",
            (CalendarUnit::Years, _) => "years",
        }
    }
}

/// A calendar duration such as "9 months".
///
/// A duration keeps its form: 12 months and 1 year lead to the same days, but are two different
/// durations.
///
/// ```
/// use policy_core::calendar::{CalendarUnit, CalendarDuration};
/// assert_eq!(CalendarDuration::new(9, CalendarUnit::Months).to_string(), "9 months");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CalendarDuration {
    /// The number of units.
    pub amount: u32,
    /// The unit.
    pub unit: CalendarUnit,
}

impl CalendarDuration {
    /// A duration of this many units.
    ///
    /// ```
    /// use policy_core::calendar::{CalendarUnit, CalendarDuration};
    /// const LOOK_BACK: CalendarDuration = CalendarDuration::new(9, CalendarUnit::Months);
    /// assert_eq!(LOOK_BACK.amount, 9);
    /// ```
    #[must_use]
    pub const fn new(amount: u32, unit: CalendarUnit) -> Self {
        Self { amount, unit }
    }

    /// The duration that a policy writes as a number and a word, singular or plural.
    ///
    /// ```
    /// use policy_core::calendar::{CalendarUnit, CalendarDuration};
    /// assert_eq!(CalendarDuration::from_words(1, "year"), Some(CalendarDuration::new(1, CalendarUnit::Years)));
    /// assert_eq!(CalendarDuration::from_words(6, "hours"), None);
    /// ```
    #[must_use]
    pub fn from_words(amount: u32, unit: &str) -> Option<Self> {
        let unit = match unit {
            "day" | "days" => CalendarUnit::Days,
            "week" | "weeks" => CalendarUnit::Weeks,
            "month" | "months" => CalendarUnit::Months,
            "year" | "years" => CalendarUnit::Years,
            _ => return None,
        };
        Some(Self::new(amount, unit))
    }

    /// The duration in the notation of ISO 8601.
    ///
    /// ```
    /// use policy_core::calendar::{CalendarUnit, CalendarDuration};
    /// assert_eq!(CalendarDuration::new(9, CalendarUnit::Months).iso_8601(), "P9M");
    /// ```
    #[must_use]
    pub fn iso_8601(self) -> String {
        let designator = match self.unit {
            CalendarUnit::Days => 'D',
            CalendarUnit::Weeks => 'W',
            CalendarUnit::Months => 'M',
            CalendarUnit::Years => 'Y',
        };
        format!("P{}{designator}", self.amount)
    }

    /// The day this long before `date`, or the first day that can be represented if that is
    /// earlier.
    ///
    /// If the resulting month has no such day, the result is its last day: CQL's rule for date
    /// arithmetic.
    ///
    /// ```
    /// use policy_core::{NaiveDate, calendar::{CalendarUnit, CalendarDuration}};
    /// let date = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    /// assert_eq!(CalendarDuration::new(1, CalendarUnit::Months).before(date).to_string(), "2026-02-28");
    /// ```
    #[must_use]
    pub fn before(self, date: NaiveDate) -> NaiveDate {
        match self.steps() {
            Steps::Days(days) => date.checked_sub_days(days),
            Steps::Months(months) => date.checked_sub_months(months),
        }
        .unwrap_or(NaiveDate::MIN)
    }

    /// The day this long after `date`, or the last day that can be represented if that is later.
    ///
    /// If the resulting month has no such day, the result is its last day: CQL's rule for date
    /// arithmetic.
    ///
    /// ```
    /// use policy_core::{NaiveDate, calendar::{CalendarUnit, CalendarDuration}};
    /// let date = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    /// assert_eq!(CalendarDuration::new(1, CalendarUnit::Years).after(date).to_string(), "2025-02-28");
    /// ```
    #[must_use]
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        match self.steps() {
            Steps::Days(days) => date.checked_add_days(days),
            Steps::Months(months) => date.checked_add_months(months),
        }
        .unwrap_or(NaiveDate::MAX)
    }

    fn steps(self) -> Steps {
        match self.unit {
            CalendarUnit::Days => Steps::Days(Days::new(self.amount.into())),
            CalendarUnit::Weeks => Steps::Days(Days::new(u64::from(self.amount).saturating_mul(7))),
            CalendarUnit::Months => Steps::Months(Months::new(self.amount)),
            CalendarUnit::Years => Steps::Months(Months::new(self.amount.saturating_mul(12))),
        }
    }
}

impl fmt::Display for CalendarDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.words(self.amount))
    }
}

/// How far a day lies from another.
///
/// ```
/// use policy_core::{NaiveDate, calendar::{CalendarUnit, CalendarDuration, Shift}};
/// let surgery = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
/// let month = CalendarDuration::new(1, CalendarUnit::Months);
/// assert_eq!(Shift::After(month).from(surgery).to_string(), "2026-02-28");
/// assert_eq!(Shift::Before(month).from(surgery).to_string(), "2025-12-31");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shift {
    /// It is that day.
    None,
    /// So long before it.
    Before(CalendarDuration),
    /// So long after it.
    After(CalendarDuration),
}

impl Shift {
    /// The day that lies so far from `date`; see [`CalendarDuration::before`] and
    /// [`CalendarDuration::after`].
    #[must_use]
    pub fn from(self, date: NaiveDate) -> NaiveDate {
        match self {
            Shift::None => date,
            Shift::Before(duration) => duration.before(date),
            Shift::After(duration) => duration.after(date),
        }
    }

    /// The day from which it leads to `date`, or one near it where a month has fewer days.
    #[must_use]
    pub fn back_from(self, date: NaiveDate) -> NaiveDate {
        match self {
            Shift::None => date,
            Shift::Before(duration) => duration.after(date),
            Shift::After(duration) => duration.before(date),
        }
    }

    /// Counted from the same day, it leads no further than another one, whatever that day is: a
    /// month has at least 28 days and at most 31.
    #[must_use]
    pub fn is_no_later_than(self, other: Shift) -> bool {
        if let (Shift::Before(one), Shift::Before(another)) = (self, other)
            && one.unit == another.unit
        {
            return one.amount >= another.amount;
        }
        if let (Shift::After(one), Shift::After(another)) = (self, other)
            && one.unit == another.unit
        {
            return one.amount <= another.amount;
        }
        let [_, latest] = self.days();
        let [earliest, _] = other.days();
        latest <= earliest
    }

    /// The fewest and the most days that it leads forward.
    fn days(self) -> [i64; 2] {
        let lengths = |duration: CalendarDuration| {
            let [least, most] = match duration.unit {
                CalendarUnit::Days => [1, 1],
                CalendarUnit::Weeks => [7, 7],
                CalendarUnit::Months => [28, 31],
                CalendarUnit::Years => [365, 366],
            };
            let amount = i64::from(duration.amount);
            [amount.saturating_mul(least), amount.saturating_mul(most)]
        };
        match self {
            Shift::None => [0, 0],
            Shift::After(duration) => lengths(duration),
            Shift::Before(duration) => {
                let [least, most] = lengths(duration);
                [most.saturating_neg(), least.saturating_neg()]
            }
        }
    }

    /// How far, whichever way.
    #[must_use]
    pub const fn duration(self) -> Option<CalendarDuration> {
        match self {
            Shift::None => None,
            Shift::Before(duration) | Shift::After(duration) => Some(duration),
        }
    }
}

/// The two ways in which a calendar is walked.
enum Steps {
    Days(Days),
    Months(Months),
}

/// The age in completed units on a day; `None` before birth.
///
/// It is the greatest number of units that can be added to the birth date without passing the day.
/// So someone born on February 29 turns a year older on February 28 of a common year, and someone
/// born on January 31 a month older on February 28, as in CQL (`AgeInYearsAt`; Appendix H counts 2
/// years from 2012-02-29 to 2014-02-28).
///
/// ```
/// use policy_core::{NaiveDate, calendar::{CalendarUnit, age_in}};
/// let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
/// assert_eq!(age_in(CalendarUnit::Years, day(2008, 2, 29), day(2026, 2, 27)), Some(17));
/// assert_eq!(age_in(CalendarUnit::Years, day(2008, 2, 29), day(2026, 2, 28)), Some(18));
/// assert_eq!(age_in(CalendarUnit::Months, day(2026, 1, 31), day(2026, 2, 28)), Some(1));
/// assert_eq!(age_in(CalendarUnit::Weeks, day(2026, 1, 31), day(2026, 1, 30)), None);
/// ```
#[must_use]
pub fn age_in(unit: CalendarUnit, birth: NaiveDate, on: NaiveDate) -> Option<u32> {
    let days = u32::try_from(on.signed_duration_since(birth).num_days()).ok()?;
    let years = u32::try_from(on.year().saturating_sub(birth.year())).ok()?;
    let begun = match unit {
        CalendarUnit::Days => days,
        CalendarUnit::Weeks => days.div_euclid(7),
        CalendarUnit::Months => {
            years.saturating_mul(12).saturating_add(on.month()).saturating_sub(birth.month())
        }
        CalendarUnit::Years => years,
    };
    let is_complete = CalendarDuration::new(begun, unit).after(birth) <= on;
    Some(if is_complete { begun } else { begun.saturating_sub(1) })
}

/// The latest birth date of people who are at least this old on a day: `age_in(unit, birth, on)` is
/// at least that age for every birth up to this date, and for none after it.
///
/// ```
/// use policy_core::{NaiveDate, calendar::{CalendarUnit, CalendarDuration, latest_birth_date_for_age}};
/// let on = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
/// let adult = CalendarDuration::new(18, CalendarUnit::Years);
/// assert_eq!(latest_birth_date_for_age(adult, on).to_string(), "2008-02-29");
/// ```
#[must_use]
pub fn latest_birth_date_for_age(age: CalendarDuration, on: NaiveDate) -> NaiveDate {
    let same_day = age.before(on);
    if same_day == NaiveDate::MIN {
        return same_day;
    }
    // The last day of a short month is also the birthday of people born up to three days later: in
    // a common year, February 28 is that of people born on February 29.
    let later = same_day.iter_days().skip(1).take(3);
    later.take_while(|birth| age.after(*birth) <= on).last().unwrap_or(same_day)
}

/// A date as given: a day, or some day of a month or of a year.
///
/// FHIR's `date` has the same three precisions.
///
/// ```
/// use policy_core::calendar::PartialDate;
/// let date = PartialDate::parse("2026-11")?;
/// assert_eq!(date, PartialDate::Month { year: 2026, month: 11 });
/// assert_eq!((date.first().to_string(), date.last().to_string()), ("2026-11-01".into(), "2026-11-30".into()));
/// # Ok::<(), policy_core::calendar::DateProblem>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PartialDate {
    /// Some day of a year.
    Year(i32),
    /// Some day of a month.
    Month {
        /// The year, from 1 to 9999.
        year: i32,
        /// The month, from 1 to 12.
        month: u32,
    },
    /// That day.
    Day(NaiveDate),
    /// Some day from one to another, both included; either may be left out. See
    /// [`between`](PartialDate::between).
    Between {
        /// The first day.
        first: Option<NaiveDate>,
        /// The last day.
        last: Option<NaiveDate>,
    },
}

impl PartialDate {
    /// Parses `2026`, `2026-11` or `2026-11-21`, and no other form: no digit may be missing, and
    /// years go from 0001 to 9999.
    ///
    /// ```
    /// use policy_core::calendar::{DateProblem, PartialDate};
    /// assert!(PartialDate::parse("2026-11-21").is_ok());
    /// assert_eq!(PartialDate::parse("11/21/2026"), Err(DateProblem::NotADate));
    /// assert_eq!(PartialDate::parse("2026-11-31").unwrap_err().to_string(), "no such date: November has 30 days");
    /// ```
    ///
    /// # Errors
    /// [`DateProblem::NotADate`] if the text has another form; one of the other problems if the
    /// calendar has no such date.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        full_date(text).map_or_else(|| Self::parse_any(text), |day| Ok(Self::Day(day)))
    }

    fn parse_any(text: &str) -> Result<Self, DateProblem> {
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?;
        let month = parts.next().map(|part| number(Some(part), 2)).transpose()?;
        let day = parts.next().map(|part| number(Some(part), 2)).transpose()?;
        if parts.next().is_some() {
            return Err(DateProblem::NotADate);
        }
        let year =
            i32::try_from(year).ok().filter(|year| *year > 0).ok_or(DateProblem::NoSuchYear)?;
        let Some(month) = month else { return Ok(Self::Year(year)) };
        if !(1..=12).contains(&month) {
            return Err(DateProblem::NoSuchMonth { month });
        }
        let Some(day) = day else { return Ok(Self::Month { year, month }) };
        NaiveDate::from_ymd_opt(year, month, day).map(Self::Day).ok_or(DateProblem::NoSuchDay {
            year,
            month,
            day,
        })
    }

    /// Some day from the first day of one date to the last day of another; either may be left out,
    /// and only both of them say nothing. `None` where the first day is the later one.
    ///
    /// ```
    /// use policy_core::calendar::PartialDate;
    /// let date = |text| PartialDate::parse(text).ok();
    /// let stable = PartialDate::between(date("2025"), date("2026-03")).unwrap();
    /// assert_eq!((stable.first().to_string(), stable.last().to_string()), ("2025-01-01".into(), "2026-03-31".into()));
    /// assert_eq!(PartialDate::between(date("2026-02"), date("2026-02")), date("2026-02"));
    /// assert_eq!(PartialDate::between(date("2026"), date("2025")), None);
    /// assert_eq!(PartialDate::between(None, None), None);
    /// ```
    #[must_use]
    pub fn between(from: Option<Self>, to: Option<Self>) -> Option<Self> {
        let (first, last) = (from.map(Self::first), to.map(Self::last));
        match (first, last) {
            (None, None) => None,
            (Some(first), Some(last)) if first > last => None,
            (Some(day), Some(last)) if day == last => Some(Self::Day(day)),
            (Some(first), Some(last)) => {
                let (year, month) = (first.year(), first.month());
                let known = [Self::Month { year, month }, Self::Year(year)];
                let same =
                    known.into_iter().find(|known| known.first() == first && known.last() == last);
                same.or(Some(Self::Between { first: Some(first), last: Some(last) }))
            }
            (first, last) => Some(Self::Between { first, last }),
        }
    }

    /// The first day that it may be.
    ///
    /// ```
    /// # use policy_core::calendar::PartialDate;
    /// assert_eq!(PartialDate::Year(2026).first().to_string(), "2026-01-01");
    /// ```
    #[must_use]
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Year(year) => first_of(year, 1),
            Self::Month { year, month } => first_of(year, month),
            Self::Day(day) => day,
            Self::Between { first, .. } => first.unwrap_or(NaiveDate::MIN),
        }
    }

    /// The last possible day.
    ///
    /// ```
    /// # use policy_core::calendar::PartialDate;
    /// assert_eq!(PartialDate::Month { year: 2028, month: 2 }.last().to_string(), "2028-02-29");
    /// ```
    #[must_use]
    pub fn last(self) -> NaiveDate {
        match self {
            Self::Year(year) => last_of(year, 12),
            Self::Month { year, month } => last_of(year, month),
            Self::Day(day) => day,
            Self::Between { last, .. } => last.unwrap_or(NaiveDate::MAX),
        }
    }

    /// Writes the date in the form used in cases.
    pub(crate) fn write_to(self, out: &mut impl fmt::Write) -> fmt::Result {
        let (year, month, day) = match self {
            Self::Year(year) => (year, None, None),
            Self::Month { year, month } => (year, Some(month), None),
            Self::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
            Self::Between { first, last } => return write_range(first, last, out),
        };
        let (Ok(year @ ..=9999), None | Some(..=99)) = (u32::try_from(year), month) else {
            return self.write_far(out);
        };
        write_date(out, year, month, day)
    }

    /// Writes a date without the usual number of digits, which only a date built by hand can lack.
    #[cold]
    fn write_far(self, out: &mut impl fmt::Write) -> fmt::Result {
        match self {
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Month { year, month } => write!(out, "{year:04}-{month:02}"),
            Self::Day(day) => write!(out, "{day}"),
            Self::Between { first, last } => write_range(first, last, out),
        }
    }
}

/// "from 2025-01-01 to 2026-03-31"
fn write_range(
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    match (first, last) {
        (Some(first), Some(last)) => write!(out, "from {first} to {last}"),
        (Some(first), None) => write!(out, "on or after {first}"),
        (None, Some(last)) => write!(out, "on or before {last}"),
        (None, None) => Ok(()),
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(f)
    }
}

/// Why a text is not a date.
///
/// ```
/// use policy_core::calendar::PartialDate;
/// assert_eq!(PartialDate::parse("2026-13").unwrap_err().to_string(), "no such date: there is no month 13");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum DateProblem {
    /// It does not have the form of a date.
    NotADate,
    /// The form is right, but years begin with 0001.
    NoSuchYear,
    /// The form is right, but there is no such month.
    NoSuchMonth {
        /// The month as given.
        month: u32,
    },
    /// The form is right, but that month has no such day.
    NoSuchDay {
        /// The year as given.
        year: i32,
        /// The month as given, from 1 to 12.
        month: u32,
        /// The day as given.
        day: u32,
    },
}

impl DateProblem {
    /// What to write instead, if that is known.
    ///
    /// ```
    /// use policy_core::calendar::DateProblem;
    /// assert!(DateProblem::NotADate.help().unwrap().contains("2026-11-21"));
    /// ```
    #[must_use]
    pub const fn help(self) -> Option<&'static str> {
        match self {
            Self::NotADate => Some(
                "a date is written `2026-11-21`, or `2026-11` or `2026` where no more is known",
            ),
            Self::NoSuchYear | Self::NoSuchMonth { .. } | Self::NoSuchDay { .. } => None,
        }
    }
}

impl fmt::Display for DateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NotADate => f.write_str("not a date"),
            Self::NoSuchYear => f.write_str("no such date: years go from 0001 to 9999"),
            Self::NoSuchMonth { month } => write!(f, "no such date: there is no month {month:02}"),
            Self::NoSuchDay { day: 0, .. } => f.write_str("no such date: there is no day 00"),
            Self::NoSuchDay { year, month: 2, .. } => {
                write!(f, "no such date: February {year:04} has {} days", last_of(year, 2).day())
            }
            Self::NoSuchDay { year, month, .. } => write!(
                f,
                "no such date: {} has {} days",
                month_name(month),
                last_of(year, month).day()
            ),
        }
    }
}

impl error::Error for DateProblem {}

/// Parses a full date, the most common form, quickly.
fn full_date(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes().as_array::<10>()? else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number.wrapping_mul(10).wrapping_add(u32::from(digit.wrapping_sub(b'0'))))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn number(part: Option<&str>, digits: usize) -> Result<u32, DateProblem> {
    part.filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|part| part.parse().ok())
        .ok_or(DateProblem::NotADate)
}

/// A variant built by hand may hold something that is not in the calendar: the nearest month is
/// used instead.
fn first_of(year: i32, month: u32) -> NaiveDate {
    let end = if year < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    NaiveDate::from_ymd_opt(year, month.clamp(1, 12), 1).unwrap_or(end)
}

fn last_of(year: i32, month: u32) -> NaiveDate {
    let first = first_of(year, month);
    first.with_day(first.num_days_in_month().into()).unwrap_or(first)
}

fn month_name(month: u32) -> &'static str {
    u8::try_from(month)
        .ok()
        .and_then(|month| Month::try_from(month).ok())
        .map_or("that month", |month| month.name())
}

#[cfg(test)]
mod tests;
