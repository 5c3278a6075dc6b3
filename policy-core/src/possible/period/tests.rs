use super::{Bounds, Days as _, Edge, Period};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit, PartialDate, Shift};
use crate::possible::{Complete, Date, Entry, History, Interval, day_number};
use chrono::{Days, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn dated(text: &str) -> Date {
    Date::from(PartialDate::parse(text).unwrap())
}

/// What is answered for each day that an end may be counted from, one by one.
fn day_by_day(bounds: Bounds, anchor: Date, answer: impl Fn(Period) -> Truth) -> Truth {
    let (first, last) = {
        let written = anchor.written().unwrap();
        (written.first(), written.last())
    };
    let on = |day: NaiveDate| {
        let edge =
            |edge: Option<Edge>| {
                edge.map(|edge| {
                    if edge.day == anchor { Edge { day: Date::from(day), ..edge } } else { edge }
                })
            };
        answer(Bounds { from: edge(bounds.from), to: edge(bounds.to), ..bounds }.known())
    };
    let truths = first.iter_days().take_while(|day| *day <= last).map(on).collect::<Vec<_>>();
    let can = |wanted: fn(Truth) -> bool| truths.iter().any(|truth| wanted(*truth));
    Truth::from_possibilities(can(Truth::can_be_met), can(Truth::can_fail))
}

/// Entries and partial days around each other, over months of every length and a leap day.
#[test]
fn what_all_days_agree_on_is_found_without_trying_each() {
    let shifts = [(1, CalendarUnit::Days), (30, CalendarUnit::Days), (1, CalendarUnit::Months)]
        .map(|(amount, unit)| CalendarDuration::new(amount, unit))
        .into_iter()
        .flat_map(|apart| [Shift::Before(apart), Shift::After(apart)])
        .chain([Shift::None])
        .collect::<Vec<_>>();
    let request = day("2024-04-10");
    let mut seen = [0_u32; 3];
    for anchor in ["2024-02", "2024-03", "2023", "2024-03-31"].map(dated) {
        for begin in &shifts {
            for finish in &shifts {
                for included in [true, false] {
                    let edge = |shift: &Shift| Some(Edge { day: anchor, shift: *shift, included });
                    for (from, to) in
                        [(edge(begin), edge(finish)), (edge(begin), None), (None, edge(finish))]
                    {
                        let bounds = Bounds::new(from, to, true, request, request);
                        for entry in ["2024-02-29", "2024-03", "2024-01-31", "2023-12-31", "2024"] {
                            let entry = dated(entry).days();
                            let answer = |period: Period| period.hold(entry);
                            let found = bounds.truth(&|visit| visit(entry), answer);
                            assert_eq!(
                                found,
                                day_by_day(bounds, anchor, answer),
                                "{bounds:?} {entry:?}"
                            );
                            seen[usize::from(found.can_be_met())
                                + usize::from(!found.can_fail())] += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen > 100), "{seen:?}");
}

#[test]
fn never_is_later_than_every_day() {
    let month = CalendarDuration::new(1, CalendarUnit::Months);
    let request = day("2026-06-15");
    let entry = dated("2026-05-01").days();
    let holds = |from: Option<Shift>, to: Option<Shift>| {
        let edge = |shift| Edge { day: Date::NEVER, shift, included: true };
        let bounds = Bounds::new(from.map(edge), to.map(edge), true, request, request);
        bounds.truth(&|visit| visit(entry), |period| period.hold(entry))
    };
    assert_eq!(holds(None, Some(Shift::None)), Truth::MET, "before never is everything");
    assert_eq!(holds(None, Some(Shift::Before(month))), Truth::MET);
    assert_eq!(holds(Some(Shift::None), None), Truth::NOT_MET, "after never is nothing");
    assert_eq!(holds(Some(Shift::Before(month)), Some(Shift::None)), Truth::NOT_MET);
}

#[test]
fn counted_from_a_day_that_is_not_documented_each_entry_may_count() {
    let request = day("2026-06-15");
    let bounds = Bounds::new(
        Some(Edge { day: Date::UNKNOWN, shift: Shift::None, included: true }),
        None,
        false,
        request,
        request,
    );
    let entry = dated("2026-05-01").days();
    assert_eq!(bounds.truth(&|visit| visit(entry), |period| period.hold(entry)), Truth::UNKNOWN);
}

#[test]
fn an_open_end_of_the_calendar_is_searched_at_once() {
    let year = CalendarDuration::new(1, CalendarUnit::Years);
    let request = day("2026-06-15");
    let open = PartialDate::between(None, PartialDate::parse("2026-06").ok()).unwrap();
    let edge = |shift| Edge { day: Date::from(open), shift, included: true };
    let bounds = Bounds::new(
        Some(edge(Shift::None)),
        Some(edge(Shift::After(year))),
        true,
        request,
        request,
    );
    let holds = |text: &str| {
        let entry = dated(text).days();
        bounds.truth(&|visit| visit(entry), |period| period.hold(entry))
    };
    assert_eq!(holds("2026-05-01"), Truth::UNKNOWN);
    let next = request.checked_add_days(Days::new(1)).unwrap();
    assert_eq!(
        Period::up_to(Interval::at_most(day_number(request)))
            .hold(Interval::exactly(day_number(next))),
        Truth::NOT_MET
    );
}

/// A window can be empty on its last days: no visit, and no gap either in half a year.
#[test]
fn a_gap_is_looked_for_from_every_day_on() {
    let apart = CalendarDuration::new(6, CalendarUnit::Months);
    let request = day("2026-12-24");
    let histories = [
        (Complete::Yes, vec![]),
        (Complete::No, vec![]),
        (Complete::Since(day("2026-07-01")), vec!["2026-05-01"]),
        (Complete::Yes, vec!["2026-03"]),
        (Complete::Yes, vec!["2025-12-20", "2026-06-15"]),
        (Complete::Yes, vec!["2026-02-10", "2026-08-01"]),
    ];
    let mut unknown = 0_u32;
    for (complete, dates) in histories {
        let entries = dates.iter().map(|date| Entry { date: dated(date), ..Entry::default() });
        let history = History { complete, entries: entries.collect() };
        for anchor in ["2026", "2026-06", "2026-07", "2025", "2026-12"].map(dated) {
            let from = Some(Edge { day: anchor, shift: Shift::None, included: true });
            let bounds = Bounds::new(from, None, false, request, request);
            let answer =
                |period: Period| history.listed().has_no_gap(|_| Truth::MET, apart, period);
            let visit = |visit: &mut dyn FnMut(Interval)| {
                history.entries.iter().for_each(|entry| visit(entry.date.days()));
            };
            let found = bounds.truth(&visit, answer);
            assert_eq!(found, day_by_day(bounds, anchor, answer), "{bounds:?} {dates:?}");
            unknown += u32::from(found == Truth::UNKNOWN);
        }
    }
    assert!(unknown > 5, "{unknown}");
}

/// The day after April 30 is May 1, and nothing lies between them.
#[test]
fn a_history_that_is_complete_from_the_next_day_on_is_complete_in_a_window() {
    let eleven_months = CalendarDuration::new(11, CalendarUnit::Months);
    let service = day("2026-03-31");
    let shift = Shift::Before(eleven_months);
    let from = Some(Edge { day: Date::from(service), shift, included: false });
    let period = Bounds::new(from, None, false, service, service).known();
    let is_complete = |since: &str| Complete::Since(day(since)).is_in(period);
    assert!(is_complete("2025-04-30"));
    assert!(is_complete("2025-05-01"));
    assert!(!is_complete("2025-05-02"));
}
