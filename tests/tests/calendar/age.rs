//! Ages: completed years, one more on each birthday, which for 29 February is the 28th in a common
//! year.

use crate::{all_days, day, plain};
use policy_core::calendar::{age_in_years, latest_birth_date_for_age};
use policy_core::possible::{Date, Interval};
use policy_core::{Datelike, NaiveDate};

/// For each of the 73,414 days of birth, every birthday until 2100, the day before it and the day
/// after.
#[test]
fn age_steps_by_one_exactly_on_the_birthday() {
    for birth in all_days() {
        assert_eq!(age_in_years(birth, birth), 0);
        for (age, year) in (1..).zip(birth.year() + 1..=2100) {
            let birthday = plain::birthday(birth, year);
            let ages =
                [-1, 0, 1].map(|days| age_in_years(birth, plain::days_later(birthday, days)));
            assert_eq!(ages, [age - 1, age, age], "born {birth}, around {birthday}");
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
                let age = age_in_years(birth, on);
                let birthday = on > birth && on == plain::birthday(birth, on.year());
                assert_eq!(age, before + u32::from(birthday), "born {birth}, on {on}");
                assert_eq!(age, plain::age(birth, on), "born {birth}, on {on}");
                assert_eq!(Date::from(birth).age_on(on), Interval::exactly(i64::from(age)));
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
            let latest = latest_birth_date_for_age(age, on);
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
        assert_eq!((age_in_years(birth, on), plain::age(birth, on)), (age, age), "{on}");
    }
}
