//! The calendar from first principles, with nothing of the code that is tested: a day is its
//! number, a month has the days that it has.

use policy_core::NaiveDate;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::chrono::Datelike;

/// The same day of the month that many months later, or the last one that the month has.
pub fn months_later(date: NaiveDate, months: i32) -> NaiveDate {
    let count = date.year() * 12 + i32::try_from(date.month0()).unwrap() + months;
    let (year, month) = (count.div_euclid(12), u32::try_from(count.rem_euclid(12)).unwrap() + 1);
    (1..=date.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap()
}

/// That many days later.
pub fn days_later(date: NaiveDate, days: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(date.num_days_from_ce() + days).unwrap()
}

/// The day that lies a duration before another.
pub fn before(date: NaiveDate, duration: CalendarDuration) -> NaiveDate {
    moved(date, duration, -1)
}

/// The day that lies a duration after another.
pub fn after(date: NaiveDate, duration: CalendarDuration) -> NaiveDate {
    moved(date, duration, 1)
}

fn moved(date: NaiveDate, duration: CalendarDuration, direction: i32) -> NaiveDate {
    let amount = direction * i32::try_from(duration.amount).unwrap();
    match duration.unit {
        CalendarUnit::Days => days_later(date, amount),
        CalendarUnit::Weeks => days_later(date, 7 * amount),
        CalendarUnit::Months => months_later(date, amount),
        CalendarUnit::Years => months_later(date, 12 * amount),
    }
}

/// The day on which someone completes a year of life: the birthday, and for 29 February in a
/// common year the 28th.
pub fn birthday(birth: NaiveDate, year: i32) -> NaiveDate {
    birth.with_year(year).unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 2, 28).unwrap())
}

/// Completed years: one for each birthday up to the day.
pub fn age(birth: NaiveDate, on: NaiveDate) -> u32 {
    let begun = (on.year() - birth.year()).max(0);
    let completed = if begun > 0 && birthday(birth, on.year()) > on { begun - 1 } else { begun };
    u32::try_from(completed).unwrap()
}
