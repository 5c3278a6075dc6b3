//! Events that have to lie apart: both evaluators against the enumeration of the days that a small
//! history may turn out to have.

use crate::{days, months, plain};
use policy_core::calendar::CalendarDuration;
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::policy::{Body, Expression, Term};
use policy_core::possible::{Complete, Date, Event, Events};
use policy_core::{NaiveDate, PartialDate, Truth};
use policy_tests::dice::Dice;
use policy_tests::worlds::choices;

policy_macros::vocabulary! {
    pub visited {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Other],
        /// Visit
        visit: events,
    }
}

policy_macros::policy! {
    /// Distances of every kind
    distances<visited> {
        payer "Example Health";
        number "EX.7";
        source "example.txt";

        section q1 for question = Q1 { 1: at least 2 visit on different days; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: at least 3 visit on different days; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: at least 2 visit at least 10 days apart; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: at least 3 visit at least 10 days apart; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: at least 2 visit within 60 days at least 1 month apart; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: at most 1 visit within 60 days on different days; } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// The most of some days that lie so far apart.
fn most_apart(mut days: Vec<NaiveDate>, apart: CalendarDuration) -> usize {
    days.sort_unstable();
    let mut chosen = Vec::<NaiveDate>::new();
    for day in days {
        if chosen.last().is_none_or(|last| plain::after(*last, apart) <= day) {
            chosen.push(day);
        }
    }
    chosen.len()
}

/// The number that is asked for, how far apart, and the first day of the window.
const QUESTIONS: [(usize, CalendarDuration, Option<u32>); 6] = [
    (2, days(1), None),
    (3, days(1), None),
    (2, days(10), None),
    (3, days(10), None),
    (2, months(1), Some(60)),
    (2, days(1), Some(60)),
];

#[test]
fn distances_agree_with_every_world_of_a_small_history() {
    let mut dice = Dice::new(29);
    let mut seen = [0_u32; 3];
    for round in 0..600 {
        let request = plain::days_later(
            NaiveDate::from_ymd_opt(2024, 1, 25).unwrap(),
            i32::try_from(dice.below(800)).unwrap(),
        );
        let mut is_exact = true;
        let visits = (0..dice.below(5))
            .map(|_| {
                let distances = [0, 1, 2, 9, 10, 11, 12, 19, 20, 21, 30, 31, 59, 60, 61];
                let away = distances[dice.below(distances.len())];
                let first = plain::days_later(request, -away);
                let length = if dice.chance(60) { 0 } else { dice.below(4) };
                let last = plain::days_later(first, i32::try_from(length).unwrap());
                is_exact &= length == 0 || first == request;
                let date = PartialDate::between(Some(first.into()), Some(last.into())).unwrap();
                let days = first.iter_days().take_while(|day| *day <= last.min(request));
                (Date::from(date), days.collect::<Vec<_>>())
            })
            .collect::<Vec<_>>();
        let complete = match dice.below(4) {
            0 => Complete::No,
            1 => Complete::Since(plain::days_later(request, -60)),
            _ => Complete::Yes,
        };
        let mut case = DistancesCase::new(request, request);
        let events = visits.iter().map(|(date, _)| Event::on(*date));
        case.visit = match complete {
            Complete::Yes => Events::complete(events),
            Complete::No => Events::incomplete(events),
            Complete::Since(day) => Events::complete_since(day, events),
        };
        let possible = visits.iter().map(|(_, days)| days.clone()).collect::<Vec<_>>();
        let (compiled, reference) = (case.evaluate(), reference::determine(&DISTANCES, &case));
        let sections = DISTANCES.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = sections.flat_map(|section| section.criteria.iter());
        for (criterion, (needed, apart, window)) in criteria.zip(QUESTIONS) {
            let first =
                window.map_or(NaiveDate::MIN, |length| plain::before(request, days(length)));
            let truths = choices(&possible).into_iter().map(|days| {
                let inside = days.into_iter().filter(|day| *day >= first).collect();
                let enough = most_apart(inside, apart) >= needed;
                if enough || complete.is_from(first) { Truth::from(enough) } else { Truth::UNKNOWN }
            });
            let (met, fails) = truths.fold((false, false), |(met, fails), truth| {
                (met || truth.can_be_met(), fails || truth.can_fail())
            });
            let at_least = Truth::from_possibilities(met, fails);
            let Body::Condition(condition) = &criterion.body else { panic!("a group") };
            let expected = match condition {
                Expression::Not(_) => !at_least,
                Expression::Test { term: Term::Entries(_), .. } => at_least,
                other => panic!("{other:?}"),
            };
            let found = compiled.truth(criterion.slot).unwrap();
            let place = format!("{round}: {} {condition:?} of {case:?}", criterion.citation);
            assert_eq!(Some(found), reference.truths.get(&criterion.slot).copied(), "{place}");
            assert!(found.is_unknown() || found == expected, "{found} {expected} {place}");
            // The most that lie apart may be overrated; the fewest, and different days, are exact.
            if is_exact || apart == days(1) || at_least == Truth::MET {
                assert_eq!(found, expected, "{place}");
            }
            seen[usize::from(found.can_be_met()) + usize::from(!found.can_fail())] += 1;
        }
    }
    assert!(seen.iter().all(|seen| *seen > 100), "{seen:?}");
}
