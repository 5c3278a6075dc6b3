//! Ages: completed years, one more on each birthday, which for 29 February is the 28th in a common
//! year.

use crate::{all_days, day, plain};
use policy_core::NaiveDate;
use policy_core::calendar::{
    CalendarDuration, CalendarUnit, PartialDate, age_in, latest_birth_date_for_age,
};
use policy_core::chrono::Datelike;
use policy_core::possible::{Date, Interval};
use std::collections::BTreeSet;

fn years(birth: NaiveDate, on: NaiveDate) -> Option<u32> {
    age_in(CalendarUnit::Years, birth, on)
}

/// For each of the 73,414 days of birth, every birthday until 2100, the day before it and the day
/// after.
#[test]
fn age_steps_by_one_exactly_on_the_birthday() {
    for birth in all_days() {
        assert_eq!(years(birth, birth), Some(0));
        for (age, year) in (1..).zip(birth.year() + 1..=2100) {
            let birthday = plain::birthday(birth, year);
            let ages = [-1, 0, 1].map(|days| years(birth, plain::days_later(birthday, days)));
            assert_eq!(ages, [age - 1, age, age].map(Some), "born {birth}, around {birthday}");
        }
    }
}

/// For births around the ends of February and of the year, in a leap year, a common year and a
/// century, each of the 73,414 days, also those before birth.
#[test]
fn age_never_decreases_and_is_that_of_the_definition_on_every_day() {
    for year in [1900, 1904, 2000, 2023] {
        for (month, day_of_month) in [(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)] {
            let Some(birth) = NaiveDate::from_ymd_opt(year, month, day_of_month) else { continue };
            let mut before = 0;
            for on in all_days() {
                let age = years(birth, on);
                let asked = Date::from(birth).age_at(on, CalendarUnit::Years);
                assert_eq!(asked, Interval::exactly(age.map_or(-1, i64::from)));
                assert_eq!(age.is_none(), on < birth, "born {birth}, on {on}");
                let age = age.unwrap_or(0);
                let birthday = on > birth && on == plain::birthday(birth, on.year());
                assert_eq!(age, before + u32::from(birthday), "born {birth}, on {on}");
                assert_eq!(age, plain::age(birth, on), "born {birth}, on {on}");
                before = age;
            }
        }
    }
}

/// For each of the 73,414 days and a few ages that criteria ask for: the last day of birth, and the
/// next.
#[test]
fn the_latest_birth_date_for_an_age_is_the_latest() {
    for on in all_days() {
        for age in [1, 2, 12, 18, 21, 65] {
            let latest =
                latest_birth_date_for_age(CalendarDuration::new(age, CalendarUnit::Years), on);
            assert_eq!(
                [latest, plain::days_later(latest, 1)].map(|birth| plain::age(birth, on)),
                [age, age - 1],
                "{age} years on {on}"
            );
        }
    }
}

#[test]
fn who_was_born_on_29_february_is_older_on_the_28th_of_a_common_year() {
    let birth = day(2004, 2, 29);
    for (on, age) in [
        (day(2005, 2, 27), 0),
        (day(2005, 2, 28), 1),
        (day(2008, 2, 28), 3),
        (day(2008, 2, 29), 4),
        (day(2100, 2, 28), 96),
    ] {
        assert_eq!((years(birth, on), plain::age(birth, on)), (Some(age), age), "{on}");
    }
}

/// In every unit: the greatest number that, added to the birth, does not lead past the day; and the
/// latest birth of those who are at least so old.
#[test]
fn an_age_in_any_unit_is_that_of_the_definition() {
    let units =
        [CalendarUnit::Days, CalendarUnit::Weeks, CalendarUnit::Months, CalendarUnit::Years];
    let around = |first: NaiveDate| (0..430).map(move |days| plain::days_later(first, days));
    for unit in units {
        for birth in around(day(2023, 12, 25)) {
            let mut completed = 0;
            for on in around(birth) {
                let next = plain::after(birth, CalendarDuration::new(completed + 1, unit));
                completed += u32::from(next <= on);
                assert_eq!(age_in(unit, birth, on), Some(completed), "{unit:?}, {birth}, {on}");
            }
            let eve = plain::days_later(birth, -1);
            assert_eq!(age_in(unit, birth, eve), None, "{unit:?}, {birth}");
        }
        for on in around(day(2027, 12, 25)) {
            for amount in [0, 1, 2, 6, 11, 13, 28] {
                let latest = latest_birth_date_for_age(CalendarDuration::new(amount, unit), on);
                let next = plain::days_later(latest, 1);
                assert_eq!(age_in(unit, latest, on), Some(amount), "{amount} {unit:?} on {on}");
                assert_ne!(age_in(unit, next, on), Some(amount), "{amount} {unit:?} on {on}");
            }
        }
    }
}

/// Of a birth and a day of which only the month or the year is known: the ages of all pairs of their
/// days, and no others.
#[test]
fn an_age_of_partial_dates_is_that_of_all_pairs_of_their_days() {
    let dates = ["2023", "2024", "2024-01", "2024-02", "2024-02-29", "2023-12-31", "2025-03"];
    let dates = dates.map(|text| PartialDate::parse(text).unwrap());
    let each = |date: PartialDate| {
        date.first().iter_days().take_while(move |day| *day <= date.last()).collect::<Vec<_>>()
    };
    for unit in [CalendarUnit::Days, CalendarUnit::Weeks, CalendarUnit::Months, CalendarUnit::Years]
    {
        for birth in dates {
            for on in dates {
                let days = each(on);
                let pairs = each(birth)
                    .into_iter()
                    .flat_map(|birth| days.iter().map(move |day| (birth, *day)));
                let ages = pairs
                    .map(|(birth, day)| age_in(unit, birth, day).map_or(-1, i64::from))
                    .collect::<BTreeSet<_>>();
                let asked = Date::from(birth).age_at(on, unit);
                assert_eq!(Some(&asked.low()), ages.first(), "{unit:?}: {birth} on {on}");
                assert_eq!(Some(&asked.high()), ages.last(), "{unit:?}: {birth} on {on}");
                let steps = ages.iter().zip(ages.iter().skip(1));
                assert!(steps.into_iter().all(|(one, next)| one + 1 == *next), "{birth} on {on}");
            }
        }
    }
}
