//! Results that are counted: both evaluators against the enumeration of what a small chart may turn
//! out to say.

use crate::{days, months, plain};
use policy_core::calendar::CalendarDuration;
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::policy::{Body, Expression};
use policy_core::possible::{Date, Measured, QuantityFact};
use policy_core::{NaiveDate, PartialDate, Truth, Unit};
use policy_tests::dice::Dice;
use policy_tests::worlds::choices;
use std::collections::BTreeSet;

policy_macros::vocabulary! {
    pub measured {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Other],
        /// Hemoglobin A1c
        hba1c: measurement in % by [Lab, Device] from 1 to 30,
        /// Start of therapy
        start: date,
    }
}

policy_macros::policy! {
    /// Counts of results of every kind
    counts<measured> {
        payer "Example Health";
        number "EX.8";
        source "example.txt";

        section q1 for question = Q1 { 1: at least 2 hba1c > 7%; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: at least 2 hba1c > 7% on different days; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: at least 3 hba1c by Lab > 7% within 60 days; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: at most 1 hba1c > 7% within 60 days; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: at least 2 hba1c between 7 and 8% at least 1 month apart; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: at least 2 hba1c > 7% after start; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: at least 2 hba1c > 7% within 30 days before start on different days; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: no hba1c > 7% within 60 days; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: at least 2 hba1c on file within 60 days; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: at least 2 hba1c by Lab on file on different days; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: at least 2 hba1c on file after start at least 1 month apart; } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// What a question asks: how many, by the laboratory only, how far apart, whether it is negated, and
/// whether values do not matter.
struct Question {
    needed: usize,
    by_lab: bool,
    apart: Option<CalendarDuration>,
    negated: bool,
    highest: u32,
    on_file: bool,
}

const ANY: Question = Question {
    needed: 2,
    by_lab: false,
    apart: None,
    negated: false,
    highest: 300,
    on_file: false,
};
const QUESTIONS: [Question; 11] = [
    ANY,
    Question { apart: Some(days(1)), ..ANY },
    Question { needed: 3, by_lab: true, ..ANY },
    Question { negated: true, ..ANY },
    Question { apart: Some(months(1)), highest: 80, ..ANY },
    ANY,
    Question { apart: Some(days(1)), ..ANY },
    Question { needed: 1, negated: true, ..ANY },
    Question { on_file: true, ..ANY },
    Question { by_lab: true, apart: Some(days(1)), on_file: true, ..ANY },
    Question { apart: Some(months(1)), on_file: true, ..ANY },
];

/// The days of a window; `None` where there are none.
fn span(question: usize, start: Option<NaiveDate>, request: NaiveDate) -> Option<[NaiveDate; 2]> {
    match question {
        2 | 3 | 7 | 8 => Some([plain::before(request, days(60)), request]),
        5 | 10 => Some([plain::days_later(start?, 1), request]),
        6 => Some([plain::before(start?, days(30)), start?.min(request)]),
        _ => Some([NaiveDate::MIN, request]),
    }
}

/// A result as it may turn out: its day, its value in tenths, and whether a laboratory measured it.
type Known = (NaiveDate, u32, bool);

/// How many different results there are, or how many of them lie so far apart.
fn number(results: impl Iterator<Item = Known>, apart: Option<CalendarDuration>) -> usize {
    let different = results.collect::<BTreeSet<_>>();
    let Some(apart) = apart else { return different.len() };
    let mut chosen = Vec::<NaiveDate>::new();
    for (day, ..) in different {
        if chosen.last().is_none_or(|last| plain::after(*last, apart) <= day) {
            chosen.push(day);
        }
    }
    chosen.len()
}

/// A date that may be one of up to three days.
fn range(dice: &mut Dice, first: NaiveDate) -> (Date, Vec<NaiveDate>) {
    let length = if dice.chance(60) { 0 } else { dice.below(3) };
    let last = plain::days_later(first, i32::try_from(length).unwrap());
    let date = PartialDate::between(Some(first.into()), Some(last.into())).unwrap();
    (date.into(), first.iter_days().take_while(|day| *day <= last).collect())
}

#[test]
fn counts_of_results_agree_with_every_world_of_a_small_chart() {
    let mut dice = Dice::new(31);
    let mut seen = [0_u32; 3];
    for round in 0..500 {
        let request = plain::days_later(
            NaiveDate::from_ymd_opt(2024, 1, 25).unwrap(),
            i32::try_from(dice.below(800)).unwrap(),
        );
        let mut is_exact = true;
        let mut case = CountsCase::new(request, request);
        let drawn = (0..dice.below(5)).map(|_| {
            let distances = [0, 0, 1, 2, 29, 30, 31, 59, 60, 61];
            let away = distances[dice.below(distances.len())];
            let (date, mut each) = range(&mut dice, plain::days_later(request, -away));
            each.retain(|day| *day <= request);
            is_exact &= each.len() == 1;
            let value = [60, 75, 75, 80, 90][dice.below(5)];
            (date, each, value, dice.chance(70))
        });
        let drawn = drawn.collect::<Vec<_>>();
        case.hba1c = drawn
            .iter()
            .map(|(date, _, value, by_lab)| -> Measured<measured::Hba1c> {
                let value = policy_core::Decimal::new(i64::from(*value), 1);
                let method = if *by_lab {
                    measured::Hba1cMethod::Lab
                } else {
                    measured::Hba1cMethod::Device
                };
                measured::Hba1c::exactly(value, Unit::Percent).unwrap().on(*date).by(method)
            })
            .collect();
        let away = i32::try_from(dice.below(40)).unwrap();
        let (start, starts) = range(&mut dice, plain::days_later(request, -away));
        case.start = start;
        let possible = drawn.iter().map(|(_, days, value, by_lab)| {
            days.iter().map(|day| (*day, *value, *by_lab)).collect::<Vec<Known>>()
        });
        let worlds = choices(&possible.collect::<Vec<_>>());
        let (compiled, reference) = (case.evaluate(), reference::determine(&COUNTS, &case));
        let sections = COUNTS.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = sections.flat_map(|section| section.criteria.iter());
        for (position, (criterion, question)) in criteria.zip(QUESTIONS).enumerate() {
            let Question { needed, by_lab, apart, negated, highest, on_file } = question;
            let mut truths = BTreeSet::new();
            for (world, start) in
                worlds.iter().flat_map(|world| starts.iter().map(move |start| (world, *start)))
            {
                let span = span(position, Some(start), request);
                let inside = || {
                    world.iter().copied().filter(|(day, _, lab)| {
                        span.is_some_and(|[first, last]| first <= *day && *day <= last)
                            && (*lab || !by_lab)
                    })
                };
                let passes = |value: u32| {
                    if on_file {
                        true
                    } else if highest == 80 {
                        (70..=80).contains(&value)
                    } else {
                        value > 70
                    }
                };
                let counted = number(inside().filter(|(_, value, _)| passes(*value)), apart);
                let enough = number(inside(), apart) >= needed;
                truths.insert(if counted >= needed { Some(true) } else { enough.then_some(false) });
            }
            let at_least = if truths.contains(&None) {
                Truth::UNKNOWN
            } else {
                Truth::from_possibilities(
                    truths.contains(&Some(true)),
                    truths.contains(&Some(false)),
                )
            };
            let expected = if negated { !at_least } else { at_least };
            let Body::Condition(condition) = &criterion.body else { panic!("a group") };
            assert_eq!(matches!(condition, Expression::Not(_)), negated);
            let found = compiled.truth(criterion.slot).unwrap();
            let place = format!("{round}: {} {condition:?} of {case:?}", criterion.citation);
            assert_eq!(Some(found), reference.truths.get(&criterion.slot).copied(), "{place}");
            assert!(found.is_unknown() || found == expected, "{found} {expected} {place}");
            // The most that lie apart may be overrated; the fewest, and different days, are exact.
            let is_known = apart.is_none_or(|apart| apart == days(1)) || is_exact;
            if is_known || at_least == Truth::MET {
                assert_eq!(found, expected, "{place}");
            }
            seen[usize::from(found.can_be_met()) + usize::from(!found.can_fail())] += 1;
        }
    }
    assert!(seen.iter().all(|seen| *seen > 100), "{seen:?}");
}
