use super::{Anchor, Date, day_number, is_apart, is_within, look_back, until};
use crate::calendar::{CalendarDuration, CalendarUnit, PartialDate, latest_birth_date_for_age};
use crate::possible::Interval;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Every day of nine years that include a skipped leap year, both ends of the calendar, and days
/// before the year 1.
fn days() -> impl Iterator<Item = NaiveDate> {
    let begin = NaiveDate::from_ymd_opt(1896, 1, 1).unwrap();
    let far =
        [(-1, 3, 31), (0, 2, 29), (1, 1, 1), (9999, 12, 31), (-262_143, 1, 1), (262_142, 12, 31)];
    begin
        .iter_days()
        .take(9 * 366)
        .chain(far.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap()))
}

#[test]
fn days_stand_in_the_order_of_the_calendar() {
    for day in days() {
        assert!(day.pred_opt().is_none_or(|before| day_number(before) < day_number(day)), "{day}");
    }
}

#[test]
fn look_backs_are_those_of_the_calendar() {
    let amounts = [0, 1, 2, 6, 9, 11, 12, 13, 25, 48, 1_200, u32::MAX];
    for anchor in days() {
        assert_eq!(Anchor::of(anchor).until(), until(anchor));
        for unit in
            [CalendarUnit::Days, CalendarUnit::Weeks, CalendarUnit::Months, CalendarUnit::Years]
        {
            for duration in amounts.map(|amount| CalendarDuration::new(amount, unit)) {
                let period = look_back(anchor, duration);
                assert_eq!(period.high(), day_number(anchor));
                // At the end of the calendar, any earlier day will do.
                let first = period.low().max(day_number(NaiveDate::MIN));
                assert_eq!(
                    first,
                    day_number(duration.before(anchor)),
                    "{duration} before {anchor}"
                );
            }
        }
    }
}

#[test]
fn births_are_those_of_the_ages() {
    for on in days().filter(|day| *day > NaiveDate::from_ymd_opt(-200_000, 1, 1).unwrap()) {
        for age in [1, 4, 18, 40, 96, 120] {
            let years = CalendarUnit::Years;
            let latest =
                day_number(latest_birth_date_for_age(CalendarDuration::new(age, years), on));
            let age = i64::from(age);
            assert_eq!(
                Anchor::of(on).births(years, Interval::at_least(age)),
                Interval::at_most(latest),
                "{age} on {on}"
            );
            assert_eq!(
                Anchor::of(on).births(years, Interval::at_most(age - 1)),
                Interval::at_least(latest + 1),
                "{age} on {on}"
            );
        }
        let born = Anchor::of(on).births(CalendarUnit::Months, Interval::at_least(0));
        assert_eq!(born, Interval::at_most(day_number(on)));
        // Every bound of a month, day by day.
        for (unit, age) in [(CalendarUnit::Months, 1), (CalendarUnit::Weeks, 6)] {
            let latest =
                day_number(latest_birth_date_for_age(CalendarDuration::new(age, unit), on));
            let asked = Interval::at_least(age.into());
            assert_eq!(Anchor::of(on).births(unit, asked), Interval::at_most(latest), "{on}");
        }
    }
}

#[test]
fn a_date_remembers_how_it_was_written() {
    let text = |date: Date| {
        let mut text = String::new();
        date.write_to(&mut text).unwrap();
        text
    };
    for day in days() {
        assert_eq!(Date::from(day).written(), Some(PartialDate::Day(day)));
        assert_eq!(text(day.into()), PartialDate::Day(day).to_string());
    }
    for written in ["2026", "2028", "0001", "9999", "2026-02", "2028-02", "2026-12", "2026-11-21"] {
        let date = PartialDate::parse(written).unwrap();
        assert_eq!(Date::from(date).written(), Some(date), "{written}");
        assert_eq!(text(date.into()), written);
    }
    assert_eq!((Date::UNKNOWN.written(), text(Date::UNKNOWN)), (None, String::new()));
}

/// Days, stretches of days, never, and nothing documented: every comparison against all worlds.
#[test]
fn dates_that_never_were_compare_with_nothing() {
    let base = NaiveDate::from_ymd_opt(2026, 5, 10).unwrap();
    let day = |later: u64| base.checked_add_days(chrono::Days::new(later)).unwrap();
    let stretches = (1..4).flat_map(|first| (first..4).map(move |last| (first, last)));
    let mut dates = stretches
        .map(|(first, last)| {
            let ends = [day(first), day(last)].map(|day| Some(PartialDate::Day(day)));
            let date = PartialDate::between(ends[0], ends[1]).unwrap();
            (Date::from(date), (first..=last).map(Some).collect::<Vec<_>>())
        })
        .collect::<Vec<_>>();
    dates.push((Date::NEVER, vec![None]));
    dates.push((Date::UNKNOWN, (0..5).map(Some).chain([None]).collect()));
    for (one, ones) in &dates {
        for (other, others) in &dates {
            let worlds = |holds: fn(u64, u64) -> bool| {
                let pairs = ones.iter().flat_map(|one| others.iter().map(move |two| (*one, *two)));
                let truths =
                    pairs.map(|(one, two)| one.zip(two).is_some_and(|(one, two)| holds(one, two)));
                let truths = truths.collect::<Vec<_>>();
                crate::Truth::from_possibilities(truths.contains(&true), truths.contains(&false))
            };
            let (left, right) = (one.days(), other.days());
            assert_eq!(left.earlier_than(right), worlds(|one, two| one < two), "{one:?} {other:?}");
            assert_eq!(
                left.no_later_than(right),
                worlds(|one, two| one <= two),
                "{one:?} {other:?}"
            );
            assert_eq!(left.same_day_as(right), worlds(|one, two| one == two), "{one:?} {other:?}");
        }
    }
}

#[test]
fn days_lie_as_far_apart_as_in_the_calendar() {
    let amounts = [0, 1, 2, 6, 13, 27, 28, 29, 30, 31, 45, 60, 365, 99_999, u32::MAX];
    let anchors = days().filter(|day| day.day() >= 27 || day.day() <= 2 || day.month() == 2);
    for from in anchors.step_by(5) {
        for unit in
            [CalendarUnit::Days, CalendarUnit::Weeks, CalendarUnit::Months, CalendarUnit::Years]
        {
            for duration in amounts.map(|amount| CalendarDuration::new(amount, unit)) {
                let after = duration.after(from);
                for to in
                    (-2..=2).filter_map(|days| after.checked_add_signed(TimeDelta::days(days)))
                {
                    let [from_day, to_day] = [from, to].map(day_number);
                    assert_eq!(is_apart(from_day, to_day, duration), after <= to, "{from} {to}");
                    assert_eq!(is_within(from_day, to_day, duration), to <= after, "{from} {to}");
                }
            }
        }
    }
}
