//! Results that are counted, in small random cases of which every world is enumerated: each result
//! gets a day and a value, and those that come to be the same count once.

use super::worlds::{Asked, Lvef, REQUEST, days, each_world, in_window, of_worlds, period, window};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::FactValue;
use crate::evaluate::reference::truth;
use crate::fixtures::example::{Dice, ECHO, LVEF, on, policy, result};
use crate::policy::{Day, Operator, Region, Selection, Term, Window};
use crate::possible::{DocumentedResult, Measurement};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Amounts, and values in tenths of a percent that represent all that they may be when thresholds
/// are 39, 40 and 41: of each open range, as many as there are results.
const AMOUNTS: [(&str, &[i32]); 5] = [
    ("40", &[400]),
    ("40.0", &[400]),
    ("41", &[410]),
    ("39..40", &[390, 393, 396, 398, 400]),
    (">40", &[401, 405, 408, 410, 415, 420, 425]),
];
const DATES: [&str; 6] =
    ["2026-01-03", "2026-01-04", "2026-01-05", "2026-01-05", "2026-01", "2025-12-30"];
const DISTANCES: [Option<u32>; 4] = [None, None, Some(1), Some(2)];

/// A result of a world: its day, value and method.
type Known = (NaiveDate, i32, Option<u8>);

/// How many different results there are, or how many that lie so far apart.
fn number(results: impl Iterator<Item = Known>, apart: Option<CalendarDuration>) -> usize {
    let different = results.collect::<BTreeSet<_>>();
    let Some(apart) = apart else { return different.len() };
    let mut next = NaiveDate::MIN;
    let mut number = 0;
    for (day, ..) in different {
        if day >= next {
            number += 1;
            next = apart.after(day);
        }
    }
    number
}

#[test]
fn counts_of_results_agree_with_enumerating_every_world() {
    let policy = policy(Vec::new(), Vec::new());
    let mut dice = Dice(3);
    let mut answers = BTreeSet::new();
    for _ in 0..1_200 {
        let drawn = (0..=dice.below(3))
            .map(|_| (dice.pick(&AMOUNTS), dice.pick(&DATES), dice.pick(&[None, None, Some(ECHO)])))
            .collect::<Vec<_>>();
        let documented = drawn
            .iter()
            .map(|((amount, _), date, method)| result(amount, date, *method))
            .collect::<Vec<DocumentedResult>>();
        let possibilities = drawn.iter().zip(&documented).map(|((amount, ..), result)| {
            let each = days(result.date)
                .into_iter()
                .flat_map(|day| amount.1.iter().map(move |value| (day, *value, result.method)));
            each.collect::<Vec<Known>>()
        });
        let possibilities = possibilities.collect::<Vec<_>>();
        let within = window(dice.pick(&[None, Some(1), Some(2), Some(8)]));
        let asked = match dice.below(5) {
            0 => Asked::Between(39, 40),
            _ => Asked::Compare(
                dice.pick(&[Operator::Equal, Operator::Less, Operator::GreaterOrEqual]),
                dice.pick(&[39, 40, 41]),
            ),
        };
        let apart = dice.pick(&DISTANCES);
        let apart = apart.map(|days| CalendarDuration::new(days, CalendarUnit::Days));
        let wanted = dice.pick(&[2, 2, 3]);

        let mut said = BTreeSet::new();
        each_world(&possibilities, &mut Vec::new(), &mut |world| {
            let seen = || world.iter().copied().filter(|(day, ..)| in_window(*day, within));
            let counted = number(seen().filter(|(_, value, _)| asked.holds(*value)), apart);
            let enough = number(seen(), apart) >= wanted;
            said.insert(if counted >= wanted { Some(true) } else { enough.then_some(false) });
        });
        let expected = of_worlds(&said);

        let selection = Selection::at_least(u32::try_from(wanted).unwrap(), apart);
        let term = Term::Result {
            fact: LVEF,
            selection,
            method: None,
            window: within
                .map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
        };
        let expression = term.is(Region::Quantity(asked.test()));
        let told = format!("{selection:?} {asked:?} {within:?} {drawn:?}");
        for order in [false, true] {
            let mut documented = documented.clone();
            if order {
                documented.reverse();
            }
            let case = on(REQUEST, REQUEST).with(LVEF, FactValue::Measurement(documented.clone()));
            let slow = truth(&expression, &policy, &case);
            let measurement = Measurement::<Lvef>::from_documented(documented);
            let fast = measurement.results(period(within)).at_least(
                u32::try_from(wanted).unwrap(),
                apart,
                asked.interval(),
            );
            assert_eq!(slow, fast, "{told}");
            // The most that lie apart is not always known where dates are partial.
            if apart.is_none() || slow != Truth::UNKNOWN || expected == Truth::MET {
                assert_eq!(slow, expected, "{told}");
            }
            answers.insert(format!("{slow:?} {}", apart.is_some()));
        }
    }
    assert_eq!(answers.len(), 6, "every answer occurs, with and without a distance");
}
