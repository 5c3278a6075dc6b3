//! The cells of a measurement, checked against all its worlds, with two thresholds at once; and the
//! examples of cells.

mod courses;
mod entries;

use super::{Atoms, Completeness};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit, PartialDate};
use crate::evaluate::reference::Documentation;
use crate::fixtures::example::{
    Dice, ECHO, Example, LVEF, MUGA, day, met, on, percent, policy, section, vocabulary,
};
use crate::policy::{Body, Day, Expression, Operator, Region, Selection, Term, Window};
use chrono::NaiveDate;
use std::collections::BTreeSet;

const REQUEST: &str = "2026-01-06";
const WINDOW: CalendarDuration = CalendarDuration::new(2, CalendarUnit::Days);
const DATES: [&str; 5] = ["2026-01-02", "2026-01-04", "2026-01-06", "2026-01-08", "2026-01"];
const AMOUNTS: [(&str, &[u32]); 6] = [
    ("35", &[35]),
    ("40", &[40]),
    ("45", &[45]),
    ("35..40", &[35, 37, 40]),
    (">36", &[37, 40, 45]),
    ("<=40", &[35, 37, 40]),
];
const ANY_AMOUNT: [u32; 5] = [34, 35, 37, 40, 45];

/// At least 40; less than 36.
fn answers(value: u32) -> [bool; 2] {
    [value >= 40, value < 36]
}

/// The value of a selection in one world; several if it is open which result is the latest.
fn selected(results: &[(NaiveDate, u32)], selection: Selection) -> Vec<[bool; 2]> {
    let values = || results.iter().map(|(_, value)| *value);
    match selection {
        Selection::Latest => {
            let newest = results.iter().map(|(day, _)| *day).max();
            results
                .iter()
                .filter(|(day, _)| Some(*day) == newest)
                .map(|(_, value)| answers(*value))
                .collect()
        }
        Selection::Earliest => {
            let oldest = results.iter().map(|(day, _)| *day).min();
            let earliest = results.iter().filter(|(day, _)| Some(*day) == oldest);
            earliest.map(|(_, value)| answers(*value)).collect()
        }
        Selection::Any => vec![
            values()
                .map(answers)
                .fold([false; 2], |[one, other], [first, second]| [one || first, other || second]),
        ],
        Selection::Every => vec![
            values()
                .map(answers)
                .fold([true; 2], |[one, other], [first, second]| [one && first, other && second]),
        ],
        Selection::Highest => values().max().map(answers).into_iter().collect(),
        Selection::Lowest => values().min().map(answers).into_iter().collect(),
        Selection::AtLeast { .. } => unreachable!("their cells are not looked for with results"),
    }
}

#[test]
fn cells_of_a_measurement_agree_with_enumerating_every_world() {
    let mut dice = Dice(3);
    let mut compared = 0;
    for _ in 0..250 {
        let drawn = (0..dice.below(4))
            .map(|_| (dice.pick(&AMOUNTS), dice.pick(&DATES)))
            .collect::<Vec<_>>();
        let mut worlds = vec![Vec::<(NaiveDate, u32)>::new()];
        for ((_, values), date) in &drawn {
            let date = PartialDate::parse(date).unwrap();
            let days = date
                .first()
                .iter_days()
                .take_while(|day| *day <= date.last())
                .filter(|other| *other <= day(REQUEST))
                .collect::<Vec<_>>();
            let results = days
                .iter()
                .flat_map(|day| values.iter().map(move |value| (*day, *value)))
                .collect::<Vec<_>>();
            if !results.is_empty() {
                worlds = worlds
                    .iter()
                    .flat_map(|world| {
                        results.iter().map(move |result| [world.as_slice(), &[*result]].concat())
                    })
                    .collect();
            }
        }
        let in_window = |world: &Vec<(NaiveDate, u32)>| {
            world
                .iter()
                .copied()
                .filter(|(other, _)| WINDOW.before(day(REQUEST)) <= *other)
                .collect::<Vec<_>>()
        };
        // If there is no result, there may be any; two show as much as more.
        let anything = || {
            ANY_AMOUNT.iter().flat_map(|one| {
                ANY_AMOUNT.map(|other| vec![(day(REQUEST), *one), (day(REQUEST), other)])
            })
        };
        let worlds = worlds
            .iter()
            .map(in_window)
            .flat_map(|world| if world.is_empty() { anything().collect() } else { vec![world] })
            .collect::<BTreeSet<_>>();

        let results =
            drawn.iter().map(|((amount, _), date)| (*amount, *date, None)).collect::<Vec<_>>();
        let case = on(REQUEST, REQUEST).lvef(&results);
        for selection in [
            Selection::Latest,
            Selection::Any,
            Selection::Every,
            Selection::Highest,
            Selection::Lowest,
            Selection::Earliest,
        ] {
            let tests = [percent(Operator::GreaterOrEqual, "40"), percent(Operator::Less, "36")];
            let asked = tests.map(|test| {
                Term::Result {
                    fact: LVEF,
                    selection,
                    method: None,
                    window: Window::looking_back(WINDOW, Day::REQUEST),
                }
                .is(Region::Quantity(test))
            });
            let policy = policy(
                vec![],
                vec![section(1, None, asked.clone().map(Body::Condition).into(), met())],
            );
            let atoms = Atoms::of(
                policy.version(0).unwrap().conditions().flat_map(Expression::predicates),
                &[Documentation { vocabulary: &policy.vocabulary, chart: &case }],
                Completeness::Decided,
            );
            let cells =
                worlds.iter().flat_map(|world| selected(world, selection)).collect::<BTreeSet<_>>();
            let Some(group) = atoms.groups().first() else {
                assert_eq!(cells.len(), 1, "{selection:?} {drawn:?}");
                continue;
            };
            let columns = group
                .atoms
                .iter()
                .map(|atom| asked.iter().position(|asked| asked == *atom).unwrap())
                .collect::<Vec<_>>();
            let expected = cells
                .iter()
                .map(|cell| columns.iter().map(|column| cell[*column]).collect())
                .collect::<BTreeSet<Vec<bool>>>();
            assert_eq!(
                group.cells.iter().cloned().collect::<BTreeSet<_>>(),
                expected,
                "{selection:?} {drawn:?}"
            );
            compared += 1_u32;
        }
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn the_example_of_a_cell_gives_the_answers_of_the_cell() {
    let asks = |selection, method, within: Option<CalendarDuration>, operator, bound| {
        Term::Result {
            fact: LVEF,
            selection,
            method,
            window: within
                .map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
        }
        .is(Region::Quantity(percent(operator, bound)))
    };
    let months = |months| Some(CalendarDuration::new(months, CalendarUnit::Months));
    let asked = [
        asks(Selection::Latest, None, None, Operator::GreaterOrEqual, "45"),
        asks(Selection::Latest, Some(ECHO), None, Operator::LessOrEqual, "40"),
        asks(Selection::Latest, Some(MUGA), months(6), Operator::LessOrEqual, "35"),
        asks(Selection::Latest, None, months(2), Operator::LessOrEqual, "40"),
    ];
    let counted = [
        asks(Selection::at_least(2, None), None, months(6), Operator::GreaterOrEqual, "45"),
        asks(Selection::at_least(2, None), Some(ECHO), months(6), Operator::LessOrEqual, "40"),
        asks(Selection::Latest, None, months(2), Operator::LessOrEqual, "40"),
    ];
    let nothing = on(REQUEST, REQUEST);
    let vocabulary = vocabulary();
    // How many lie apart is told by itself.
    let day = CalendarDuration::new(1, CalendarUnit::Days);
    let month = CalendarDuration::new(1, CalendarUnit::Months);
    let apart = [day, month].map(|apart| {
        let selection = Selection::at_least(3, Some(apart));
        [asks(selection, None, months(6), Operator::GreaterOrEqual, "45")]
    });
    for (asked, least) in [(&asked[..], 8), (&counted, 8), (&apart[0], 2), (&apart[1], 2)] {
        let atoms = Atoms::of(
            asked,
            &[Documentation { vocabulary: &vocabulary, chart: &nothing }],
            Completeness::Decided,
        );
        let [group] = atoms.groups() else { panic!("{} groups", atoms.groups().len()) };
        assert!(group.cells.len() >= least);
        for (position, cell) in group.cells.iter().enumerate() {
            let facts =
                group.example(0, position).unwrap().document(&group.facts, &vocabulary).unwrap();
            let case = facts
                .into_iter()
                .fold(nothing.clone(), |case, (fact, value)| case.with(fact, value));
            let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
            let truths =
                group.atoms.iter().map(|atom| documentation.truth(atom)).collect::<Vec<_>>();
            let expected = cell
                .iter()
                .map(|met| if *met { Truth::MET } else { Truth::NOT_MET })
                .collect::<Vec<_>>();
            assert_eq!(truths, expected, "{case:?}");
        }
    }
}
