//! The calendar over all days from 1900 to 2100: look-backs, ages, and partial dates against the
//! days that they may be.
//!
//! In: the primitives that generated code calls, a policy with every predicate that looks at a
//! date, and the reference evaluator. Out: all of them agree with definitions from first
//! principles, which are in `plain`.

mod age;
mod apart;
mod courses;
mod found;
mod gaps;
mod joined;
mod look_back;
mod many;
mod partial;
mod plain;
mod recall;
mod repeated;
mod windows;

use policy_core::NaiveDate;
use policy_core::calendar::{CalendarDuration, CalendarUnit};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// All 73,414 days.
fn all_days() -> impl Iterator<Item = NaiveDate> + Clone {
    day(1900, 1, 1).iter_days().take_while(|date| *date <= day(2100, 12, 31))
}

const fn days(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Days)
}

const fn weeks(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Weeks)
}

const fn months(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Months)
}

const fn years(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Years)
}
