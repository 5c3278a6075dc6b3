#![allow(clippy::arithmetic_side_effects, reason = "a test may overflow and fail")]

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(from: &str, to: &str) -> impl Iterator<Item = NaiveDate> + Clone {
    let to = day(to);
    day(from).iter_days().take_while(move |date| *date <= to)
}

/// Month arithmetic from first principles: count months, then step back from the 31st until the
/// date exists.
fn naive_months_after(date: NaiveDate, months: i32) -> NaiveDate {
    let count = date.year() * 12 + i32::try_from(date.month0()).unwrap() + months;
    let (year, month) = (count.div_euclid(12), u32::try_from(count.rem_euclid(12)).unwrap() + 1);
    (1..=date.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap()
}

/// Age from first principles: try one year after another.
fn naive_age(birth: NaiveDate, on: NaiveDate) -> u32 {
    (1..200)
        .take_while(|years| naive_months_after(birth, years * 12) <= on)
        .count()
        .try_into()
        .unwrap()
}

#[test]
fn months_are_clamped_to_the_end_of_the_month() {
    for (amount, unit, from, before, after) in [
        (1, "month", "2026-03-31", "2026-02-28", "2026-04-30"),
        (1, "month", "2024-03-31", "2024-02-29", "2024-04-30"),
        (9, "months", "2026-11-30", "2026-02-28", "2027-08-30"),
        (1, "year", "2024-02-29", "2023-02-28", "2025-02-28"),
        (4, "years", "2024-02-29", "2020-02-29", "2028-02-29"),
        (2, "weeks", "2026-03-05", "2026-02-19", "2026-03-19"),
        (3, "days", "2024-03-01", "2024-02-27", "2024-03-04"),
        (0, "days", "2026-01-01", "2026-01-01", "2026-01-01"),
    ] {
        let duration = CalendarDuration::from_words(amount, unit).unwrap();
        assert_eq!(
            (duration.before(day(from)), duration.after(day(from))),
            (day(before), day(after)),
            "{duration} of {from}"
        );
    }
}

#[test]
fn months_and_years_agree_with_the_naive_definition_on_every_day_of_five_years() {
    for date in days("2023-01-01", "2027-12-31") {
        for amount in 0..=30 {
            let signed = i32::try_from(amount).unwrap();
            let months = CalendarDuration::new(amount, CalendarUnit::Months);
            assert_eq!(months.after(date), naive_months_after(date, signed));
            assert_eq!(months.before(date), naive_months_after(date, -signed));
            let years = CalendarDuration::new(amount, CalendarUnit::Years);
            assert_eq!(years.after(date), naive_months_after(date, signed * 12));
            assert_eq!(years.before(date), naive_months_after(date, signed * -12));
        }
    }
}

#[test]
fn durations_saturate_at_the_ends_of_the_calendar() {
    for unit in [CalendarUnit::Days, CalendarUnit::Weeks, CalendarUnit::Months, CalendarUnit::Years]
    {
        let longest = CalendarDuration::new(u32::MAX, unit);
        for date in [NaiveDate::MIN, day("2026-11-21"), NaiveDate::MAX] {
            assert_eq!(
                (longest.before(date), longest.after(date)),
                (NaiveDate::MIN, NaiveDate::MAX),
                "{longest}"
            );
        }
    }
    let years = |amount| CalendarDuration::new(amount, CalendarUnit::Years);
    let age = |birth, on| age_in(CalendarUnit::Years, birth, on);
    assert_eq!(age(NaiveDate::MIN, NaiveDate::MAX), Some(524_285));
    assert_eq!(age(NaiveDate::MAX, NaiveDate::MIN), None);
    assert_eq!(latest_birth_date_for_age(years(u32::MAX), NaiveDate::MAX), NaiveDate::MIN);
    assert_eq!(latest_birth_date_for_age(years(0), NaiveDate::MAX), NaiveDate::MAX);
}

#[test]
fn durations_read_and_write_alike() {
    for (amount, typed, written, iso) in [
        (1, "year", "1 year", "P1Y"),
        (1, "months", "1 month", "P1M"),
        (9, "month", "9 months", "P9M"),
        (2, "weeks", "2 weeks", "P2W"),
        (3, "days", "3 days", "P3D"),
        (0, "day", "0 days", "P0D"),
    ] {
        let duration = CalendarDuration::from_words(amount, typed).unwrap();
        assert_eq!((duration.to_string().as_str(), duration.iso_8601().as_str()), (written, iso));
    }
    for wrong in ["", "Days", "mo", "hours", "day "] {
        assert_eq!(CalendarDuration::from_words(1, wrong), None, "{wrong}");
    }
}

#[test]
fn ages_in_clinical_corners() {
    for (birth, on, age) in [
        ("2008-02-29", "2026-02-27", Some(17)),
        ("2008-02-29", "2026-02-28", Some(18)),
        ("2008-02-29", "2028-02-28", Some(19)),
        ("2008-02-29", "2028-02-29", Some(20)),
        ("2012-02-29", "2014-02-28", Some(2)), // CQL, Appendix H, years, example 4.b
        ("2008-11-21", "2026-11-20", Some(17)),
        ("2008-11-21", "2026-11-21", Some(18)),
        ("2026-11-21", "2026-11-21", Some(0)),
        ("2026-11-22", "2026-11-21", None),
        ("2030-01-01", "2026-11-21", None),
    ] {
        assert_eq!(age_in(CalendarUnit::Years, day(birth), day(on)), age, "{birth} on {on}");
    }
}

#[test]
fn age_and_latest_birth_date_agree_with_the_naive_definition_for_every_pair_of_dates() {
    // Every pair of days from one leap day past the next, and around the century that is no leap
    // year.
    for (from, to) in [("2023-12-01", "2028-03-31"), ("2099-01-01", "2101-03-31")] {
        let all = days(from, to);
        for on in all.clone() {
            let years = |amount| CalendarDuration::new(amount, CalendarUnit::Years);
            let latest: Vec<_> =
                (0..=5).map(|age| latest_birth_date_for_age(years(age), on)).collect();
            for birth in all.clone() {
                let age = age_in(CalendarUnit::Years, birth, on).unwrap_or(0);
                if birth.month() == 2 || on.month() == 2 {
                    assert_eq!(age, naive_age(birth, on), "{birth} on {on}");
                }
                for (least, latest) in (0..).zip(&latest) {
                    assert_eq!(
                        age >= least && birth <= on,
                        birth <= *latest,
                        "{birth} on {on}, at least {least}"
                    );
                }
            }
        }
    }
}

#[test]
fn eighteen_years_of_age_by_both_definitions() {
    for on in days("2024-01-01", "2028-12-31") {
        let latest = latest_birth_date_for_age(CalendarDuration::new(18, CalendarUnit::Years), on);
        assert_eq!(naive_age(latest, on), 18, "{latest} on {on}");
        assert_eq!(naive_age(latest.succ_opt().unwrap(), on), 17, "{latest} on {on}");
    }
}

#[test]
fn dates_are_read_strictly_and_written_as_they_were() {
    for (text, first, last) in [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-11-21", "2026-11-21", "2026-11-21"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("0450", "0450-01-01", "0450-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ] {
        let date = PartialDate::parse(text).unwrap();
        assert_eq!(
            (date.first(), date.last(), date.to_string().as_str()),
            (day(first), day(last), text)
        );
    }
}

#[test]
fn dates_are_written_as_the_standard_library_would() {
    for day in [day("0001-01-01"), day("2026-11-21"), NaiveDate::MIN, NaiveDate::MAX]
        .into_iter()
        .chain(days("2023-01-01", "2026-12-31"))
    {
        assert_eq!(PartialDate::Day(day).to_string(), day.to_string());
    }
    for year in [i32::MIN, -10_000, -1, 0, 1, 99, 100, 2026, 9999, 10_000, i32::MAX] {
        assert_eq!(PartialDate::Year(year).to_string(), format!("{year:04}"));
        for month in [0, 1, 12, 99, 100, u32::MAX] {
            assert_eq!(
                PartialDate::Month { year, month }.to_string(),
                format!("{year:04}-{month:02}")
            );
        }
    }
}

#[test]
fn what_is_no_date_says_why() {
    let not_a_date = [
        "",
        "-",
        "26",
        "20261",
        "2026-",
        "2026-1",
        "2026-011",
        "2026-11-",
        "2026-11-1",
        "2026-11-21-",
        "2026-11-21T00:00",
        "2026/11/21",
        " 2026",
        "+026",
        "-2026",
        "٢٠٢٦",
        "2026-1١",
    ];
    for text in not_a_date {
        assert_eq!(PartialDate::parse(text), Err(DateProblem::NotADate), "{text}");
    }
    for (text, problem) in [
        ("0000", "no such date: years go from 0001 to 9999"),
        ("2026-00", "no such date: there is no month 00"),
        ("2026-13-01", "no such date: there is no month 13"),
        ("2026-11-31", "no such date: November has 30 days"),
        ("2026-01-32", "no such date: January has 31 days"),
        ("2026-01-00", "no such date: there is no day 00"),
        ("2026-02-29", "no such date: February 2026 has 28 days"),
        ("2024-02-30", "no such date: February 2024 has 29 days"),
    ] {
        let found = PartialDate::parse(text).unwrap_err();
        assert_eq!(found.to_string(), problem);
        assert_ne!(found, DateProblem::NotADate);
    }
}

#[test]
fn dates_that_no_calendar_has_are_still_days() {
    for date in [
        PartialDate::Year(i32::MAX),
        PartialDate::Year(i32::MIN),
        PartialDate::Month { year: 2026, month: 13 },
        PartialDate::Month { year: 2026, month: 0 },
    ] {
        assert!(date.first() <= date.last(), "{date}");
    }
    assert!(
        DateProblem::NoSuchDay { year: 2026, month: 99, day: 1 }
            .to_string()
            .starts_with("no such date")
    );
}
