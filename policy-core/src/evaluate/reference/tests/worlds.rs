//! Small random cases. Every world that they leave open is enumerated: each result gets a day and a
//! value, each event a day and an attribute.

use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::FactValue;
use crate::evaluate::reference::truth;
use crate::fixtures::example::{
    DONOR, Dice, LVEF, TRANSPLANT, day, entry, lvef_scale, on, percent, policy, result,
};
use crate::policy::{
    CountTest, Day, Entries, Operator, QuantityTest, Region, Selection, Term, Window,
};
use crate::possible::{
    AttributeOf, AttributeValue, CodeSet, Date, DocumentedResult, Entry, EntryView, Event,
    EventFact, Events, History, HistoryFact, Interval, Measurement, NoValues, QuantityFact, Scale,
    look_back, until,
};
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(super) const REQUEST: &str = "2026-01-06";
const DATES: [&str; 9] = [
    "2026-01-02",
    "2026-01-04",
    "2026-01-05",
    "2026-01-06",
    "2026-01-08",
    "2026-01",
    "2026",
    "2026-02",
    "2025-12-30",
];
const WINDOWS: [Option<u32>; 5] = [None, Some(0), Some(1), Some(3), Some(8)];
const OPERATORS: [Operator; 5] = [
    Operator::Equal,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
];

pub(super) fn window(days: Option<u32>) -> Option<CalendarDuration> {
    days.map(|days| CalendarDuration::new(days, CalendarUnit::Days))
}

pub(super) fn period(within: Option<CalendarDuration>) -> Interval {
    within.map_or(until(day(REQUEST)), |duration| look_back(day(REQUEST), duration))
}

/// The days that a date may be, up to the request.
pub(super) fn days(date: Date) -> Vec<NaiveDate> {
    let date = date.written().unwrap();
    date.first()
        .iter_days()
        .take_while(|day| *day <= date.last())
        .filter(|other| *other <= day(REQUEST))
        .collect()
}

pub(super) fn in_window(other: NaiveDate, within: Option<CalendarDuration>) -> bool {
    within.is_none_or(|duration| duration.before(day(REQUEST)) <= other)
}

pub(super) fn of_worlds(worlds: &BTreeSet<Option<bool>>) -> Truth {
    if worlds.contains(&None) {
        Truth::UNKNOWN
    } else {
        Truth::from_possibilities(worlds.contains(&Some(true)), worlds.contains(&Some(false)))
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Lvef;

impl QuantityFact for Lvef {
    type Method = NoValues;

    fn scale() -> &'static Scale {
        static SCALE: LazyLock<Scale> = LazyLock::new(lvef_scale);
        &SCALE
    }
}

/// The amounts, in tenths of a percent, that represent all values when thresholds are 39, 40 and
/// 41.
const AMOUNTS: [(&str, &[i32]); 9] = [
    ("38", &[380]),
    ("39", &[390]),
    ("40", &[400]),
    ("40.5", &[405]),
    ("39..41", &[390, 395, 400, 405, 410]),
    ("40..40.5", &[400, 402, 405]),
    ("<40", &[380, 390, 395]),
    (">40", &[405, 410, 420]),
    (">=41", &[410, 420]),
];

#[derive(Clone, Copy, Debug)]
pub(super) enum Asked {
    Compare(Operator, i32),
    Between(i32, i32),
}

impl Asked {
    pub(super) fn holds(self, value: i32) -> bool {
        match self {
            Asked::Compare(Operator::Equal, bound) => value == 10 * bound,
            Asked::Compare(Operator::Less, bound) => value < 10 * bound,
            Asked::Compare(Operator::LessOrEqual, bound) => value <= 10 * bound,
            Asked::Compare(Operator::Greater, bound) => value > 10 * bound,
            Asked::Compare(Operator::GreaterOrEqual, bound) => value >= 10 * bound,
            Asked::Between(low, high) => (10 * low..=10 * high).contains(&value),
        }
    }

    pub(super) fn test(self) -> QuantityTest {
        let threshold = |bound: i32| {
            crate::fixtures::example::threshold(&bound.to_string(), crate::unit::Unit::Percent)
        };
        match self {
            Asked::Compare(operator, bound) => percent(operator, &bound.to_string()),
            Asked::Between(low, high) => QuantityTest::Between(threshold(low), threshold(high)),
        }
    }

    pub(super) fn interval(self) -> Interval {
        let position =
            |bound: i32| lvef_scale().position(bound.into(), crate::unit::Unit::Percent).unwrap();
        match self {
            Asked::Compare(operator, bound) => operator.interval(position(bound)),
            Asked::Between(low, high) => Interval::between(position(low), position(high)),
        }
    }
}

/// Every way of giving each item one of its possibilities.
pub(super) fn each_world<T: Copy>(
    possibilities: &[Vec<T>],
    chosen: &mut Vec<T>,
    see: &mut impl FnMut(&[T]),
) {
    let Some(next) = possibilities.get(chosen.len()) else { return see(chosen) };
    for possibility in next {
        chosen.push(*possibility);
        each_world(possibilities, chosen, see);
        chosen.pop();
    }
}

/// What a selection says in one world; `None` if there is nothing to select from.
fn in_one_world(
    results: &[(NaiveDate, i32)],
    selection: Selection,
    within: Option<CalendarDuration>,
    asked: Asked,
    said: &mut BTreeSet<Option<bool>>,
) {
    let seen = results.iter().filter(|(day, _)| in_window(*day, within)).collect::<Vec<_>>();
    let Some(newest) = seen.iter().map(|(day, _)| *day).max() else {
        said.insert(None);
        return;
    };
    let values = || seen.iter().map(|(_, value)| *value);
    match selection {
        Selection::Latest => said.extend(
            seen.iter()
                .filter(|(day, _)| *day == newest)
                .map(|(_, value)| Some(asked.holds(*value))),
        ),
        Selection::Earliest => {
            let oldest = seen.iter().map(|(day, _)| *day).min();
            let earliest = seen.iter().filter(|(day, _)| Some(*day) == oldest);
            said.extend(earliest.map(|(_, value)| Some(asked.holds(*value))));
        }
        Selection::Any => drop(said.insert(Some(values().any(|value| asked.holds(value))))),
        Selection::Every => drop(said.insert(Some(values().all(|value| asked.holds(value))))),
        Selection::Highest => drop(said.insert(values().max().map(|value| asked.holds(value)))),
        Selection::Lowest => drop(said.insert(values().min().map(|value| asked.holds(value)))),
        Selection::AtLeast { .. } => {
            unreachable!("results that are counted have a test of their own")
        }
    }
}

#[test]
fn measurements_agree_with_enumerating_every_world() {
    let policy = policy(Vec::new(), Vec::new());
    let mut dice = Dice(7);
    for _ in 0..1_500 {
        let drawn = (0..dice.below(4))
            .map(|_| (dice.pick(&AMOUNTS), dice.pick(&DATES)))
            .collect::<Vec<_>>();
        let documented = drawn
            .iter()
            .map(|((amount, _), date)| result(amount, date, None))
            .collect::<Vec<DocumentedResult>>();
        let possibilities = drawn.iter().zip(&documented).filter_map(|((amount, _), result)| {
            let pairs = days(result.date)
                .into_iter()
                .flat_map(|day| amount.1.iter().map(move |value| (day, *value)))
                .collect::<Vec<_>>();
            (!pairs.is_empty()).then_some(pairs)
        });
        let possibilities = possibilities.collect::<Vec<_>>();
        let within = window(dice.pick(&WINDOWS));
        let asked = match dice.below(6) {
            0 => Asked::Between(39, 40),
            _ => Asked::Compare(dice.pick(&OPERATORS), dice.pick(&[39, 40, 41])),
        };
        let case = on(REQUEST, REQUEST).with(LVEF, FactValue::Measurement(documented.clone()));
        let measurement = Measurement::<Lvef>::from_documented(documented);
        let results = measurement.results(period(within));
        let fast = [
            (Selection::Latest, results.latest(asked.interval())),
            (Selection::Any, results.any(asked.interval())),
            (Selection::Every, results.every(asked.interval())),
            (Selection::Highest, results.highest(asked.interval())),
            (Selection::Lowest, results.lowest(asked.interval())),
            (Selection::Earliest, results.earliest(asked.interval())),
        ];
        for (selection, fast) in fast {
            let mut said = BTreeSet::new();
            each_world(&possibilities, &mut Vec::new(), &mut |world| {
                in_one_world(world, selection, within, asked, &mut said);
            });
            let expected = of_worlds(&said);
            let expression = Term::Result {
                fact: LVEF,
                selection,
                method: None,
                window: within
                    .map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
            }
            .is(Region::Quantity(asked.test()));
            assert_eq!(
                truth(&expression, &policy, &case),
                expected,
                "{selection:?} {asked:?} {within:?} {drawn:?}"
            );
            assert_eq!(fast, expected, "possible: {selection:?} {asked:?} {within:?} {drawn:?}");
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Transplant;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Donor {
    Autologous,
    Allogeneic,
}

impl CodeSet for Donor {
    const NAMES: &'static [&'static str] = &["Autologous", "Allogeneic"];
    const ALL: &'static [Donor] = &[Donor::Autologous, Donor::Allogeneic];

    fn position(self) -> u8 {
        self as u8
    }
}

impl HistoryFact for Transplant {}

impl EventFact for Transplant {}

impl AttributeOf<Transplant> for Donor {
    fn documented(self) -> (FactId, AttributeValue) {
        (DONOR, AttributeValue::Code(1 << self.position()))
    }
}

#[test]
fn histories_agree_with_enumerating_every_world() {
    let policy = policy(Vec::new(), Vec::new());
    let mut dice = Dice(11);
    for _ in 0..6_000 {
        let complete = dice.below(2) == 0;
        let drawn = (0..dice.below(4))
            .map(|_| {
                (
                    dice.pick(&DATES),
                    dice.pick(&[None, Some(Donor::Autologous), Some(Donor::Allogeneic)]),
                )
            })
            .collect::<Vec<_>>();
        let entries = drawn.iter().map(|(date, donor)| entry(date, donor.map(Donor::position)));
        let entries = entries.collect::<Vec<_>>();
        let within = window(dice.pick(&WINDOWS));
        let filter = dice.pick(&[None, Some(0b01), Some(0b10), Some(0b11)]);
        let bound = u32::try_from(dice.below(4)).unwrap();
        let compared = [Operator::GreaterOrEqual, Operator::Less, Operator::Equal]
            .map(|operator| CountTest::Compare(operator, bound));
        let test = if dice.below(4) == 0 {
            CountTest::Between(bound, bound + 1)
        } else {
            dice.pick(&compared)
        };

        let counts = |entry: &Entry| {
            let code = EntryView::of(entry).code::<Donor>(DONOR);
            let donors = Donor::ALL.iter().filter(|donor| code.one_of([**donor]).can_be_met());
            let pairs = days(entry.date)
                .into_iter()
                .flat_map(|day| donors.clone().map(move |donor| (day, donor)));
            pairs
                .map(|(day, donor)| {
                    in_window(day, within)
                        && filter.is_none_or(|values| values >> donor.position() & 1 == 1)
                })
                .collect::<BTreeSet<_>>()
        };
        let possibilities = entries
            .iter()
            .map(counts)
            .filter(|possible| !possible.is_empty())
            .map(Vec::from_iter)
            .collect::<Vec<_>>();
        let mut said = BTreeSet::new();
        each_world(&possibilities, &mut Vec::new(), &mut |world| {
            let count = world.iter().filter(|counts| **counts).count();
            // Nine more represent any larger number.
            let further = if complete { 0..=0 } else { 0..=9 };
            said.extend(further.map(|more| u32::try_from(count + more).unwrap()).map(|number| {
                match test {
                    CountTest::Compare(Operator::GreaterOrEqual, bound) => Some(number >= bound),
                    CountTest::Compare(Operator::Less, bound) => Some(number < bound),
                    CountTest::Compare(_, bound) => Some(number == bound),
                    CountTest::Between(low, high) => Some((low..=high).contains(&number)),
                }
            }));
        });
        let expected = of_worlds(&said);

        let history = History { complete: complete.into(), entries };
        let case = on(REQUEST, REQUEST).with(TRANSPLANT, FactValue::History(history.clone()));
        let window =
            within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
        let all = Entries::of(TRANSPLANT).within(window);
        let asked = filter.map_or(all.clone(), |values| all.with(DONOR, values));
        let expression = Term::Entries(asked).is(Region::Whole(test));
        assert_eq!(
            truth(&expression, &policy, &case),
            expected,
            "{test:?} {filter:?} {within:?} {complete} {drawn:?}"
        );

        let events = drawn.iter().map(|(date, donor)| {
            let event = Event::<Transplant>::on(crate::fixtures::example::date(date));
            match donor {
                Some(donor) => event.with(*donor),
                None => event,
            }
        });
        let events = if complete { Events::complete(events) } else { Events::incomplete(events) };
        let counted = match filter {
            None => events.count(period(within)),
            Some(0b01) => events.count_where([Donor::Autologous], period(within)),
            Some(0b10) => events.count_where([Donor::Allogeneic], period(within)),
            _ => events.count_where([Donor::Autologous, Donor::Allogeneic], period(within)),
        };
        let fast = counted.inside(test.interval());
        assert_eq!(fast, expected, "possible: {test:?} {filter:?} {within:?} {complete} {drawn:?}");
    }
}

/// A value between two marks of its fact's scale, with the amount on one side of it: nothing
/// between the marks may be lost.
#[test]
fn amounts_beside_a_value_between_two_marks_agree() {
    let policy = policy(Vec::new(), Vec::new());
    for amount in ["<40.0000005", "<=40.0000005", ">40.0000005", ">=40.0000005"] {
        for operator in OPERATORS {
            for bound in ["40", "40.000001"] {
                let documented = vec![result(amount, REQUEST, None)];
                let case =
                    on(REQUEST, REQUEST).with(LVEF, FactValue::Measurement(documented.clone()));
                let test = percent(operator, bound);
                let expression = Term::Result {
                    fact: LVEF,
                    selection: Selection::Latest,
                    method: None,
                    window: Window::EVER,
                }
                .is(Region::Quantity(test));
                let position = lvef_scale()
                    .position(bound.parse().unwrap(), crate::unit::Unit::Percent)
                    .unwrap();
                let fast = Measurement::<Lvef>::from_documented(documented)
                    .results(period(None))
                    .latest(operator.interval(position));
                assert_eq!(
                    fast,
                    truth(&expression, &policy, &case),
                    "{amount} {operator:?} {bound}"
                );
            }
        }
    }
}
