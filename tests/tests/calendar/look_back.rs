//! Look-backs: how far they reach, and how `within` and `at least … ago` share the days.

use crate::recall::{RECALL, RecallCase, fact};
use crate::{all_days, day, days, months, plain, weeks, years};
use policy_core::calendar::CalendarDuration;
use policy_core::evaluate::reference;
use policy_core::policy::{DateTest, Day, Region, Term, Window};
use policy_core::possible::{Date, Interval, day_number, look_back};
use policy_core::{NaiveDate, Truth};

/// The longest look-back of each unit that is tried: past 13 months in days and weeks, past 10
/// years in months.
const LONGEST: [CalendarDuration; 4] = [days(400), weeks(60), months(125), years(110)];

/// The first days of the windows of 0, 1, 2, … units up to the longest.
fn starts(longest: CalendarDuration, request: NaiveDate) -> impl Iterator<Item = i64> {
    (0..=longest.amount)
        .map(move |amount| look_back(request, CalendarDuration::new(amount, longest.unit)).low())
}

/// For each of the 73,414 requests, every length up to the longest.
#[test]
fn a_longer_look_back_reaches_further_and_all_end_with_the_request() {
    for request in all_days() {
        let today = day_number(request);
        for longest in LONGEST {
            assert_eq!(look_back(request, longest).high(), today);
            let mut nearer = today + 1;
            for start in starts(longest, request) {
                assert!(start < nearer, "up to {longest} before {request}");
                nearer = start;
            }
        }
    }
}

/// For each of the 73,414 requests and every length, the request of the day after: its window
/// begins no earlier.
#[test]
fn a_later_request_looks_back_no_further() {
    for longest in [months(125), years(110)] {
        let mut earlier = Vec::new();
        for request in all_days() {
            let now = starts(longest, request).collect::<Vec<_>>();
            assert!(
                earlier.iter().zip(&now).all(|(earlier, now)| earlier <= now),
                "up to {longest} before {request}"
            );
            earlier = now;
        }
    }
}

/// For each of the 73,414 requests: lengths that are the same by definition, and those of which one
/// is certainly the longer.
#[test]
fn units_agree_where_they_compare_for_certain() {
    for request in all_days() {
        let start = |duration| look_back(request, duration).low();
        for amount in [1, 2, 4, 10, 52] {
            assert_eq!(start(weeks(amount)), start(days(7 * amount)), "{request}");
            assert_eq!(start(years(amount)), start(months(12 * amount)), "{request}");
        }
        for amount in [1, 2, 3, 6, 9, 11, 13, 24] {
            assert!(
                start(days(28 * amount)) >= start(months(amount))
                    && start(months(amount)) >= start(days(31 * amount)),
                "{request}"
            );
            assert!(start(weeks(4 * amount)) >= start(months(amount)), "{request}");
        }
        for amount in [1, 2, 3, 5] {
            assert!(
                start(days(365 * amount)) >= start(years(amount))
                    && start(years(amount)) >= start(days(366 * amount)),
                "{request}"
            );
        }
    }
}

const SPANS: [CalendarDuration; 9] =
    [days(1), days(30), weeks(2), months(1), months(6), months(9), months(13), years(1), years(4)];

/// Whether both evaluators call a day `within` the span, and `at least` the span `ago`.
fn within_and_ago(
    case: &mut RecallCase,
    date: NaiveDate,
    span: CalendarDuration,
) -> (Truth, Truth) {
    case.seen = Date::from(date);
    let window = look_back(case.request_date, span);
    let compiled =
        (case.seen.days().inside(window), case.seen.days().inside(Interval::at_most(window.low())));
    let reference =
        |test| reference::truth(&Term::Date(fact("seen")).is(Region::Day(test)), &RECALL, case);
    assert_eq!(
        compiled,
        (
            reference(DateTest::In(Window::looking_back(span, Day::REQUEST))),
            reference(DateTest::In(Window::at_least_ago(span, Day::REQUEST))),
        ),
        "{date}, {span} before {}",
        case.request_date
    );
    assert_eq!(compiled.1, case.seen.at_least_ago(case.request_date, span));
    compiled
}

/// What the two are, counted from the first day of the window.
fn expected(date: NaiveDate, first: NaiveDate, request: NaiveDate) -> (Truth, Truth) {
    (Truth::from(first <= date && date <= request), Truth::from(date <= first))
}

/// For each of the 73,414 requests and each span, the days at which an answer changes and those
/// next to them.
#[test]
fn within_and_at_least_ago_share_the_first_day_of_the_window_and_no_other() {
    for request in all_days() {
        let mut case = RecallCase::new(request, request);
        for span in SPANS {
            let first = plain::before(request, span);
            let edges = [
                plain::days_later(first, -1),
                first,
                plain::days_later(first, 1),
                request,
                plain::days_later(request, 1),
            ];
            let answers = edges.map(|date| within_and_ago(&mut case, date, span));
            assert_eq!(
                answers,
                edges.map(|date| expected(date, first, request)),
                "{span} before {request}"
            );
        }
    }
}

/// For a few requests at the ends of months, each of the 73,414 days.
#[test]
fn of_all_days_exactly_one_is_within_and_at_least_ago() {
    for request in [day(2024, 2, 29), day(2026, 3, 31), day(2000, 12, 31)] {
        let mut case = RecallCase::new(request, request);
        for span in [days(30), months(1), months(9), years(1)] {
            let first = plain::before(request, span);
            let mut both = Vec::new();
            for date in all_days() {
                let answers = within_and_ago(&mut case, date, span);
                assert_eq!(
                    answers,
                    expected(date, first, request),
                    "{date}, {span} before {request}"
                );
                if answers == (Truth::MET, Truth::MET) {
                    both.push(date);
                }
            }
            assert_eq!(both, [first], "{span} before {request}");
        }
    }
}
