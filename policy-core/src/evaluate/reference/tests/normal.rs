//! Results and their own limits of normal, in small random cases of which every world is enumerated:
//! each result gets a day, a value, and each limit that is not documented a number that the other one
//! allows.

use super::worlds::{Lvef, REQUEST, days, each_world, in_window, of_worlds, period, window};
use crate::Truth;
use crate::case::FactValue;
use crate::evaluate::reference::truth;
use crate::fixtures::example::{Dice, LVEF, lvef_scale, on, policy, result};
use crate::policy::{Day, NormTest, Operator, Region, Selection, Term, Window};
use crate::possible::{DocumentedResult, Measurement, Multiple, NormLimit, Normal, Sign};
use crate::unit::Unit;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Amounts, and values that represent all that they may be: in tenths of a percent.
const AMOUNTS: [(&str, &[i64]); 5] = [
    ("20", &[200]),
    ("30", &[300]),
    ("40", &[400]),
    ("20..30", &[200, 250, 300]),
    (">30", &[350, 400, 425, 450, 500, 600, 700, 800, 900]),
];
const DATES: [&str; 4] = ["2026-01-03", "2026-01-05", "2026-01", "2025-12-30"];
const LIMITS: [Option<i64>; 4] = [None, Some(20), Some(30), Some(40)];
const OPERATORS: [Operator; 5] = [
    Operator::Equal,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
];

/// A result of a world: its day, its value, and whether what is asked is so.
type Known = (NaiveDate, i64, bool);

/// Whether a value is so, in tenths of a percent, with limits in three-hundredths.
fn is_so(test: NormTest, value: i64, [low, high]: [i64; 2]) -> bool {
    let order = |multiple: Multiple| {
        let limit = if multiple.limit == NormLimit::Lower { low } else { high };
        let tenths = i64::try_from((multiple.times * Decimal::TEN).normalize().mantissa());
        // Both in three-thousandths.
        (value * 300).cmp(&(tenths.unwrap() * limit))
    };
    match test {
        NormTest::Compare(operator, multiple) => {
            let order = order(multiple);
            match operator {
                Operator::Equal => order.is_eq(),
                Operator::Less => order.is_lt(),
                Operator::LessOrEqual => order.is_le(),
                Operator::Greater => order.is_gt(),
                Operator::GreaterOrEqual => order.is_ge(),
            }
        }
        NormTest::Between(low, high) => order(low).is_ge() && order(high).is_le(),
    }
}

/// What a limit may be, in three-hundredths of a percent: what is documented, or numbers at all places
/// where an answer changes and beside them.
fn each_limit(known: Option<i64>, value: i64) -> Vec<i64> {
    if let Some(known) = known {
        return vec![known * 300];
    }
    let whole = [20, 30, 40].map(|limit| limit * 300);
    let parts = [10, 15, 20].map(|tenths| value * 300 / tenths);
    let near = whole.into_iter().chain(parts).flat_map(|at| [at - 1, at, at + 1]);
    near.chain([1, 300_000]).collect()
}

fn answers(selection: Selection, seen: &[Known]) -> BTreeSet<Option<bool>> {
    let all = seen.iter().map(|(.., so)| *so);
    let those = |is_it: &dyn Fn(&Known) -> bool| {
        seen.iter().filter(|one| is_it(one)).map(|(.., so)| Some(*so)).collect()
    };
    if seen.is_empty() {
        return [None].into();
    }
    let days = || seen.iter().map(|(day, ..)| *day);
    let values = || seen.iter().map(|(_, value, _)| *value);
    match selection {
        Selection::Any => [Some(all.into_iter().any(|so| so))].into(),
        Selection::Every => [Some(all.into_iter().all(|so| so))].into(),
        Selection::Latest => those(&|(day, ..)| Some(*day) == days().max()),
        Selection::Earliest => those(&|(day, ..)| Some(*day) == days().min()),
        Selection::Highest => those(&|(_, value, _)| Some(*value) == values().max()),
        Selection::Lowest => those(&|(_, value, _)| Some(*value) == values().min()),
        Selection::AtLeast { .. } => unreachable!("no counts are drawn"),
    }
}

#[test]
fn limits_of_normal_agree_with_enumerating_every_world() {
    let policy = policy(Vec::new(), Vec::new());
    let mut dice = Dice(7);
    let mut answered = BTreeSet::new();
    for _ in 0..800 {
        let times = |dice: &mut Dice| Decimal::new(dice.pick(&[10, 15, 20]), 1);
        let limit = dice.pick(&[NormLimit::Lower, NormLimit::Upper]);
        let test = match dice.below(4) {
            0 => NormTest::WITHIN,
            1 => NormTest::Between(Multiple::once(limit), Multiple { times: Decimal::TWO, limit }),
            _ => {
                let multiple = Multiple { times: times(&mut dice), limit };
                NormTest::Compare(dice.pick(&OPERATORS), multiple)
            }
        };
        let drawn = (0..=dice.below(3)).map(|_| {
            let [low, high] = [dice.pick(&LIMITS), dice.pick(&LIMITS)];
            let (low, high) = if low > high && high.is_some() { (high, low) } else { (low, high) };
            (dice.pick(&AMOUNTS), dice.pick(&DATES), [low, high])
        });
        let drawn = drawn.collect::<Vec<_>>();
        let documented = drawn.iter().map(|((amount, _), date, limits)| {
            let [low, high] = limits.map(|limit| limit.map(Decimal::from));
            let normal = Normal::new(&lvef_scale(), Unit::Percent, low, high).unwrap();
            DocumentedResult { normal, ..result(amount, date, None) }
        });
        let documented = documented.collect::<Vec<_>>();
        let possibilities = drawn.iter().zip(&documented).map(|((amount, _, limits), result)| {
            let [low, high] = *limits;
            let each = amount.1.iter().flat_map(|value| {
                let lows = each_limit(low, *value);
                let pairs = lows.into_iter().flat_map(|low| {
                    let highs = each_limit(high, *value).into_iter();
                    highs.filter(move |high| low <= *high).map(move |high| [low, high])
                });
                let so = pairs.map(|limits| is_so(test, *value, limits)).collect::<BTreeSet<_>>();
                so.into_iter().map(|so| (*value, so)).collect::<Vec<_>>()
            });
            let each = each.collect::<Vec<_>>();
            let days = days(result.date).into_iter();
            let known = days.flat_map(|day| each.iter().map(move |(value, so)| (day, *value, *so)));
            known.collect::<Vec<Known>>()
        });
        let possibilities = possibilities.collect::<Vec<_>>();
        let within = window(dice.pick(&[None, Some(2), Some(8)]));
        let selection = dice.pick(&[
            Selection::Latest,
            Selection::Earliest,
            Selection::Any,
            Selection::Every,
            Selection::Highest,
            Selection::Lowest,
        ]);
        let mut said = BTreeSet::new();
        each_world(&possibilities, &mut Vec::new(), &mut |world| {
            let seen = world.iter().copied().filter(|(day, ..)| in_window(*day, within));
            said.extend(answers(selection, &seen.collect::<Vec<_>>()));
        });
        let expected = of_worlds(&said);

        let window =
            within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
        let term = Term::Result { fact: LVEF, selection, method: None, window };
        let expression = term.is(Region::Norm(test));
        let told = format!("{selection:?} {test:?} {within:?} {drawn:?}");
        let case = on(REQUEST, REQUEST).with(LVEF, FactValue::Measurement(documented.clone()));
        assert_eq!(truth(&expression, &policy, &case), expected, "{told}");
        let measurement = Measurement::<Lvef>::from_documented(documented);
        let own = measurement.results(period(within)).with_limits(test.norm(), Sign::Positive);
        let fast = match selection {
            Selection::Any => own.any(),
            Selection::Every => own.every(),
            Selection::Highest => own.highest(),
            Selection::Lowest => own.lowest(),
            Selection::Earliest => own.earliest(),
            Selection::Latest | Selection::AtLeast { .. } => own.latest(),
        };
        assert_eq!(fast, expected, "{told}");
        answered.insert(format!("{selection:?} {expected:?}"));
    }
    assert_eq!(answered.len(), 18, "every answer occurs for every selection");
}

/// A result of 30 %, with these limits.
fn says(test: NormTest, value: &str, low: Option<i64>, high: Option<i64>) -> Truth {
    let [low, high] = [low, high].map(|limit| limit.map(Decimal::from));
    let normal = Normal::new(&lvef_scale(), Unit::Percent, low, high).unwrap();
    let result = DocumentedResult { normal, ..result(value, "2026-01-03", None) };
    test.norm().of(&result, Sign::Positive)
}

#[test]
fn one_limit_says_something_about_the_other() {
    let above = NormTest::Compare(Operator::Greater, Multiple::once(NormLimit::Upper));
    let below = NormTest::Compare(Operator::Less, Multiple::once(NormLimit::Lower));
    assert_eq!(says(above, "30", None, Some(30)), Truth::NOT_MET);
    assert_eq!(says(above, "31", None, Some(30)), Truth::MET);
    assert_eq!(says(above, "31", None, None), Truth::UNKNOWN);
    assert_eq!(says(above, "31", Some(20), None), Truth::UNKNOWN);
    assert_eq!(says(above, "31", Some(31), None), Truth::NOT_MET, "no upper limit is lower");
    assert_eq!(says(below, "31", None, Some(30)), Truth::NOT_MET, "no lower limit is higher");
    assert_eq!(says(NormTest::WITHIN, "31", None, Some(30)), Truth::NOT_MET);
    assert_eq!(says(NormTest::WITHIN, "29", None, Some(30)), Truth::UNKNOWN);
    assert_eq!(says(NormTest::WITHIN, "30", None, Some(30)), Truth::MET);
    assert_eq!(says(NormTest::WITHIN, "30", Some(30), Some(30)), Truth::MET);
}

#[test]
fn multiples_are_compared_exactly() {
    let third = |limit: &str| {
        let times = "0.333333".parse().unwrap();
        let multiple = Multiple { times, limit: NormLimit::Upper };
        let high = Some(limit.parse().unwrap());
        let normal = Normal::new(&lvef_scale(), Unit::Percent, None, high).unwrap();
        let result = DocumentedResult { normal, ..result("30", "2026-01-03", None) };
        NormTest::Compare(Operator::GreaterOrEqual, multiple).norm().of(&result, Sign::Positive)
    };
    assert_eq!(third("90"), Truth::MET);
    assert_eq!(third("90.00009"), Truth::MET);
    assert_eq!(third("90.0001"), Truth::NOT_MET);
}

#[test]
fn limits_that_no_laboratory_gives_are_refused() {
    let of = |low: Option<i64>, high: Option<i64>| {
        let [low, high] = [low, high].map(|limit| limit.map(Decimal::from));
        Normal::new(&lvef_scale(), Unit::Percent, low, high).map_err(|(limit, _)| limit)
    };
    assert!(of(Some(0), Some(40)).is_ok(), "nothing is too little");
    assert_eq!(of(Some(40), Some(30)), Err(NormLimit::Lower));
    assert_eq!(of(None, Some(0)), Err(NormLimit::Upper));
    assert_eq!(of(None, Some(400)), Err(NormLimit::Upper));
    assert_eq!(of(Some(-1), None), Err(NormLimit::Lower));
}
