//! Random small charts, world by world.

use crate::renewal::{RENEWAL, RenewalCase, baselines};
use policy_core::case::Case;
use policy_core::chrono::Duration;
use policy_core::evaluate::reference;
use policy_core::policy::Body;
use policy_core::possible::{Comparator, Date, Measured, Measurement, Quantity, QuantityFact};
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate, PartialDate, Truth};
use policy_tests::dice::Dice;
use std::cmp::Ordering;

/// A number as a fraction; denominators are positive.
#[derive(Clone, Copy, Debug)]
struct Number(i128, i128);

impl Number {
    fn new(numerator: i128, denominator: i128) -> Number {
        let (mut one, mut other) = (numerator.abs().max(1), denominator);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        Number(numerator / one, denominator / one)
    }

    fn plus(self, other: Number) -> Number {
        Number::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    fn times(self, other: Number) -> Number {
        Number::new(self.0 * other.0, self.1 * other.1)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }
}

/// What may be written: exactly, from and to, below, from on.
#[derive(Clone, Copy, Debug)]
enum Written {
    Exactly(i64),
    Between(i64, i64),
    Less(i64),
    AtLeast(i64),
}

impl Written {
    fn holds(self, number: Number) -> bool {
        let tenths = |tenths: i64| Number::new(tenths.into(), 10);
        match self {
            Written::Exactly(only) => number == tenths(only),
            Written::Between(low, high) => tenths(low) <= number && number <= tenths(high),
            Written::Less(high) => number < tenths(high),
            Written::AtLeast(low) => tenths(low) <= number,
        }
    }

    fn ends(self) -> Vec<i64> {
        match self {
            Written::Exactly(only) | Written::Less(only) | Written::AtLeast(only) => vec![only],
            Written::Between(low, high) => vec![low, high],
        }
    }

    fn quantity<F: QuantityFact>(self, in_grams: bool) -> Quantity<F> {
        let unit = if in_grams { Unit::Gram } else { Unit::Kilogram };
        let value = |tenths: i64| {
            if in_grams { Decimal::from(tenths * 100) } else { Decimal::new(tenths, 1) }
        };
        match self {
            Written::Exactly(only) => F::exactly(value(only), unit),
            Written::Between(low, high) => F::between(value(low), value(high), unit),
            Written::Less(high) => F::compared(Comparator::Less, value(high), unit),
            Written::AtLeast(low) => F::compared(Comparator::GreaterOrEqual, value(low), unit),
        }
        .unwrap()
    }
}

/// A documented result: its days, counted back from the request, as first and last.
#[derive(Clone, Copy, Debug)]
struct Result {
    days: (i64, i64),
    written: Written,
    in_grams: bool,
    method: Option<baselines::WeightMethod>,
}

/// The days that a date may be; `None` where nothing is documented.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    Between(i64, i64),
    Never,
    Undocumented,
}

impl Day {
    fn each(self) -> Vec<Option<i64>> {
        match self {
            Day::Between(first, last) => (first..=last).map(Some).collect(),
            Day::Never => vec![None],
            Day::Undocumented => Vec::new(),
        }
    }
}

#[derive(Clone, Debug)]
struct Chart {
    start: Day,
    stop: Day,
    results: Vec<Result>,
    baseline: Option<Written>,
    visits: Option<u32>,
    baseline_visits: Option<u32>,
}

const REQUEST: i64 = 10;

fn day(number: i64) -> NaiveDate {
    // Over the end of a February, where the numbers that days have leave holes.
    NaiveDate::from_ymd_opt(2025, 2, 22).unwrap() + Duration::days(number)
}

fn date(day_of: Day) -> Date {
    match day_of {
        Day::Between(first, last) if first == last => day(first).into(),
        Day::Between(first, last) => Date::from(
            PartialDate::between(
                Some(PartialDate::Day(day(first))),
                Some(PartialDate::Day(day(last))),
            )
            .unwrap(),
        ),
        Day::Never => Date::NEVER,
        Day::Undocumented => Date::UNKNOWN,
    }
}

impl Chart {
    fn random(dice: &mut Dice) -> Chart {
        let anchor = |dice: &mut Dice| match dice.below(20) {
            0 => Day::Never,
            1 => Day::Undocumented,
            2..=5 => {
                let first = dice.between(1, 9);
                Day::Between(first, dice.between(first, 9.min(first + 4)))
            }
            _ => {
                let only = dice.between(2, 8);
                Day::Between(only, only)
            }
        };
        let most = if dice.chance(70) { 3 } else { 4 };
        let number = dice.between(1, most);
        let mut open = 0;
        let results = (0..number).map(|_| {
            let first = dice.between(0, 9);
            let last = if dice.chance(60) { first } else { dice.between(first, 10.min(first + 4)) };
            let written = written(dice, open < 2);
            open += usize::from(!matches!(written, Written::Exactly(_)));
            Result {
                days: (first, last),
                written,
                in_grams: dice.chance(20),
                method: match dice.below(3) {
                    0 => None,
                    1 => Some(baselines::WeightMethod::Home),
                    _ => Some(baselines::WeightMethod::Clinic),
                },
            }
        });
        let results = results.collect();
        let count =
            |dice: &mut Dice| dice.chance(85).then(|| u32::try_from(dice.between(0, 5)).unwrap());
        Chart {
            start: anchor(dice),
            stop: anchor(dice),
            results,
            baseline: dice.chance(90).then(|| written(dice, true)),
            visits: count(dice),
            baseline_visits: count(dice),
        }
    }

    fn case(&self) -> RenewalCase {
        let results = self.results.iter().map(|result| {
            let (first, last) = result.days;
            let quantity: Quantity<baselines::Weight> = result.written.quantity(result.in_grams);
            let measured: Measured<baselines::Weight> =
                quantity.on(date(Day::Between(first, last)));
            match result.method {
                Some(method) => measured.by(method),
                None => measured,
            }
        });
        RenewalCase {
            start: date(self.start),
            stop: date(self.stop),
            weight: results.collect::<Measurement<_>>(),
            baseline_weight: self.baseline.map(|written| written.quantity(false)),
            visits: self.visits.into(),
            baseline_visits: self.baseline_visits.into(),
            ..RenewalCase::new(day(REQUEST), day(REQUEST))
        }
    }
}

/// Tenths of a kilogram: few of them, so that the same ones meet.
fn written(dice: &mut Dice, may_be_open: bool) -> Written {
    let some = |dice: &mut Dice| *dice.pick(&[80, 90, 99, 100, 101, 110, 120]);
    match dice.below(10) {
        0 | 1 if may_be_open => {
            let (one, other) = (some(dice), some(dice));
            Written::Between(one.min(other), one.max(other))
        }
        2 if may_be_open => Written::Less(some(dice)),
        3 if may_be_open => Written::AtLeast(some(dice)),
        _ => Written::Exactly(some(dice)),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Latest,
    Highest,
    Lowest,
}

/// The days of a window, where its dates are known: after a date that never was is none.
type Window = fn(Option<i64>, Option<i64>) -> Option<(i64, i64)>;

/// A side of a comparison.
#[derive(Clone, Copy)]
enum Side {
    Weight(Choice, Option<baselines::WeightMethod>, Window),
    Baseline,
    Visits,
    BaselineVisits,
}

/// What is added to the second number, or by how many percent it is multiplied.
#[derive(Clone, Copy)]
enum Distance {
    Plus(i128),
    Percent(i128),
}

impl Distance {
    fn moves(self, number: Number) -> Number {
        match self {
            Distance::Plus(tenths) => number.plus(Number::new(tenths, 10)),
            Distance::Percent(percent) => number.times(Number::new(100 + percent, 100)),
        }
    }

    fn moves_back(self, number: Number) -> Number {
        match self {
            Distance::Plus(tenths) => number.plus(Number::new(-tenths, 10)),
            Distance::Percent(percent) => number.times(Number::new(100, 100 + percent)),
        }
    }
}

struct Question {
    left: Side,
    right: Side,
    distance: Distance,
    passes: fn(Ordering) -> bool,
}

const BEFORE: i64 = -100;

fn after(start: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    start.map(|start| (start + 1, REQUEST))
}

fn on_or_after(start: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    start.map(|start| (start, REQUEST))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the windows, and others may have no days"
)]
fn on_or_before(start: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    Some((BEFORE, start.map_or(REQUEST, |start| start.min(REQUEST))))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the windows, and others may have no days"
)]
fn before(start: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    Some((BEFORE, start.map_or(REQUEST, |start| (start - 1).min(REQUEST))))
}

fn before_stop(_: Option<i64>, stop: Option<i64>) -> Option<(i64, i64)> {
    before(stop, None)
}

fn until_stop(_: Option<i64>, stop: Option<i64>) -> Option<(i64, i64)> {
    on_or_before(stop, None)
}

fn four_days_after(start: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    start.map(|start| (start, REQUEST.min(start + 4)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the windows, and others may have no days"
)]
fn recent(_: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    Some((REQUEST - 3, REQUEST))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the windows, and others may have no days"
)]
fn old(_: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    Some((BEFORE, REQUEST - 3))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the windows, and others may have no days"
)]
fn ever(_: Option<i64>, _: Option<i64>) -> Option<(i64, i64)> {
    Some((BEFORE, REQUEST))
}

/// The questions of the policy, in its order.
fn questions() -> Vec<Question> {
    use Choice::{Highest, Latest, Lowest};
    let any = |choice, window| Side::Weight(choice, None, window);
    let by = |choice, method, window| Side::Weight(choice, Some(method), window);
    let (home, clinic) = (baselines::WeightMethod::Home, baselines::WeightMethod::Clinic);
    let none = Distance::Plus(0);
    let [lt, le, gt, ge, eq, ne]: [fn(Ordering) -> bool; 6] = [
        Ordering::is_lt,
        Ordering::is_le,
        Ordering::is_gt,
        Ordering::is_ge,
        Ordering::is_eq,
        Ordering::is_ne,
    ];
    let asks = [
        (any(Latest, after), any(Latest, on_or_before), none, lt),
        (any(Latest, after), any(Latest, on_or_before), Distance::Percent(-10), le),
        (any(Latest, on_or_after), any(Latest, on_or_before), none, ge),
        (any(Highest, after), any(Lowest, on_or_before), none, gt),
        (any(Lowest, on_or_after), any(Highest, on_or_before), Distance::Plus(-20), le),
        (any(Highest, on_or_after), any(Highest, on_or_before), none, le),
        (any(Latest, recent), any(Latest, old), none, eq),
        (by(Latest, home, ever), by(Latest, clinic, ever), none, gt),
        (any(Latest, after), Side::Baseline, none, lt),
        (Side::Baseline, any(Latest, before), Distance::Percent(50), ge),
        (Side::Visits, Side::BaselineVisits, none, lt),
        (Side::Visits, Side::BaselineVisits, Distance::Percent(-50), le),
        (Side::Visits, Side::BaselineVisits, Distance::Plus(20), ge),
        (any(Latest, four_days_after), any(Latest, until_stop), none, lt),
        (any(Lowest, on_or_before), any(Highest, on_or_after), Distance::Plus(10), le),
        (any(Latest, on_or_after), any(Highest, on_or_before), Distance::Plus(20), le),
        (any(Highest, on_or_after), any(Latest, on_or_before), Distance::Percent(10), lt),
        (any(Latest, after), any(Latest, on_or_before), none, ne),
        (Side::Baseline, any(Highest, before_stop), none, le),
        (by(Latest, clinic, on_or_after), by(Lowest, home, until_stop), Distance::Plus(-10), lt),
        (any(Lowest, after), any(Lowest, on_or_before), none, lt),
        (any(Lowest, on_or_after), any(Latest, on_or_before), Distance::Plus(-20), eq),
    ];
    let question = |(left, right, distance, passes)| Question { left, right, distance, passes };
    asks.into_iter().map(question).collect()
}

/// A result in a world.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Placed {
    day: i64,
    number: Number,
    method: Option<baselines::WeightMethod>,
}

impl Question {
    fn expected(&self, chart: &Chart) -> Truth {
        let mut found = Vec::new();
        let dates = |day: Day| day.each();
        let looks_at_stop = [self.left, self.right].iter().any(|side| matches!(side, Side::Weight(_, _, window) if [before_stop as Window, until_stop].contains(window)));
        let looks_at_start = [self.left, self.right].iter().any(|side| matches!(side, Side::Weight(_, _, window) if ![before_stop as Window, until_stop, recent, old, ever].contains(window)));
        if looks_at_start && chart.start == Day::Undocumented
            || looks_at_stop && chart.stop == Day::Undocumented
        {
            return Truth::UNKNOWN;
        }
        let starts = if looks_at_start { dates(chart.start) } else { vec![None] };
        let stops = if looks_at_stop { dates(chart.stop) } else { vec![None] };
        for start in &starts {
            for stop in &stops {
                let answer = self.over(chart, *start, *stop);
                if !found.contains(&answer) {
                    found.push(answer);
                }
            }
        }
        match found[..] {
            [only] => only,
            _ => Truth::UNKNOWN,
        }
    }

    /// What all worlds with these dates agree on.
    fn over(&self, chart: &Chart, start: Option<i64>, stop: Option<i64>) -> Truth {
        let numbers = self.numbers(chart);
        let single = |written: Option<Written>| {
            numbers
                .iter()
                .copied()
                .filter(|number| number.0 >= 0)
                .filter(|number| written.is_none_or(|written| written.holds(*number)))
                .collect::<Vec<_>>()
        };
        let counts = |count: Option<u32>| match count {
            Some(count) => vec![Number::new(count.into(), 1)],
            None => (0..20).map(|count| Number::new(count, 1)).collect(),
        };
        let singles = |side: Side| match side {
            Side::Weight(..) => vec![Number::new(0, 1)],
            Side::Baseline => single(chart.baseline),
            Side::Visits => counts(chart.visits),
            Side::BaselineVisits => counts(chart.baseline_visits),
        };
        let (lefts, rights) = (singles(self.left), singles(self.right));
        let looks = [self.left, self.right].iter().any(|side| matches!(side, Side::Weight(..)));
        let mut seen = [false; 3];
        let mut tell = |answer: Option<bool>| {
            seen[answer.map_or(2, usize::from)] = true;
            seen[2] || seen[0] && seen[1]
        };
        let all = if looks { &chart.results[..] } else { &[] };
        each_world(all, &numbers, &mut Vec::new(), &mut |world| {
            for left in &lefts {
                for right in &rights {
                    let chosen = |side: Side, single: Number| match side {
                        Side::Weight(choice, method, window) => {
                            choose(world, choice, method, window(start, stop))
                        }
                        Side::Baseline | Side::Visits | Side::BaselineVisits => {
                            vec![(usize::MAX, Placed { day: 0, number: single, method: None })]
                        }
                    };
                    let (one, other) = (chosen(self.left, *left), chosen(self.right, *right));
                    if one.is_empty() || other.is_empty() {
                        return tell(None);
                    }
                    for (position, first) in &one {
                        for (place, second) in &other {
                            let results = matches!(
                                (self.left, self.right),
                                (Side::Weight(..), Side::Weight(..))
                            );
                            let same = results && (position == place || first == second);
                            let percent = matches!(self.distance, Distance::Percent(_));
                            let answer = if same || percent && second.number.0 == 0 {
                                None
                            } else {
                                let moved = self.distance.moves(second.number);
                                Some((self.passes)(first.number.cmp(&moved)))
                            };
                            if tell(answer) {
                                return true;
                            }
                        }
                    }
                }
            }
            false
        });
        match seen {
            [false, true, false] => Truth::MET,
            [true, false, false] => Truth::NOT_MET,
            _ => Truth::UNKNOWN,
        }
    }

    /// Numbers at all ends and between them, and where the distance leads from these.
    fn numbers(&self, chart: &Chart) -> Vec<Number> {
        let written = chart.results.iter().map(|result| result.written).chain(chart.baseline);
        let ends = written.flat_map(Written::ends).chain([0]);
        let mut ends = ends.map(|tenths| Number::new(tenths.into(), 10)).collect::<Vec<_>>();
        let both = |numbers: &[Number]| {
            let moved = numbers.iter().flat_map(|number| {
                [self.distance.moves(*number), self.distance.moves_back(*number)]
            });
            moved.collect::<Vec<_>>()
        };
        ends.extend(both(&ends));
        ends.sort_unstable();
        ends.dedup();
        let between = ends.windows(2).flat_map(|pair| {
            [1, 2].map(|part| {
                let width = pair[1].plus(Number::new(-pair[0].0, pair[0].1));
                pair[0].plus(width.times(Number::new(part, 3)))
            })
        });
        let last = *ends.last().unwrap();
        let beyond = [1, 30, 100].map(|more| last.plus(Number::new(more, 2)));
        let mut base = ends.iter().copied().chain(between).chain(beyond).collect::<Vec<_>>();
        base.extend(both(&base));
        base.sort_unstable();
        base.dedup();
        base
    }
}

fn choose(
    world: &[Placed],
    choice: Choice,
    method: Option<baselines::WeightMethod>,
    window: Option<(i64, i64)>,
) -> Vec<(usize, Placed)> {
    let Some((first, last)) = window else { return Vec::new() };
    let own = world.iter().copied().enumerate().filter(|(_, placed)| {
        first <= placed.day && placed.day <= last && (method.is_none() || placed.method == method)
    });
    let own = own.collect::<Vec<_>>();
    let best = |one: &Placed, other: &Placed| match choice {
        Choice::Latest => one.day.cmp(&other.day),
        Choice::Highest => one.number.cmp(&other.number),
        Choice::Lowest => other.number.cmp(&one.number),
    };
    let is_chosen = |placed: &Placed| own.iter().all(|(_, other)| best(placed, other).is_ge());
    own.iter().copied().filter(|(_, placed)| is_chosen(placed)).collect()
}

/// Visits each world, until one visit says that it is enough.
fn each_world(
    left: &[Result],
    numbers: &[Number],
    world: &mut Vec<Placed>,
    visit: &mut dyn FnMut(&[Placed]) -> bool,
) -> bool {
    let Some((result, rest)) = left.split_first() else { return visit(world) };
    let own = numbers.iter().filter(|number| number.0 > 0 && result.written.holds(**number));
    for number in own {
        for day in result.days.0..=result.days.1 {
            world.push(Placed { day, number: *number, method: result.method });
            if each_world(rest, numbers, world, visit) {
                world.pop();
                return true;
            }
            world.pop();
        }
    }
    false
}

#[test]
fn both_evaluators_say_what_all_worlds_agree_on() {
    let questions = questions();
    let criteria = RENEWAL
        .versions
        .iter()
        .flat_map(|version| version.sections.iter())
        .flat_map(|section| section.criteria.iter())
        .collect::<Vec<_>>();
    assert_eq!(criteria.len(), questions.len());
    let mut dice = Dice::new(20_260_512);
    let mut decided = [0; 3];
    for _ in 0..CHARTS {
        let chart = Chart::random(&mut dice);
        let case = chart.case();
        let (compiled, reference) = (case.evaluate(), reference::determine(&RENEWAL, &case));
        for (question, criterion) in questions.iter().zip(&criteria) {
            let expected = question.expected(&chart);
            let found =
                (compiled.truth(criterion.slot), reference.truths.get(&criterion.slot).copied());
            let Body::Condition(condition) = &criterion.body else { panic!("a group") };
            let condition = RENEWAL.notation(condition);
            assert_eq!(found, (Some(expected), Some(expected)), "{condition} of {chart:?}");
            decided[match expected {
                Truth::MET => 0,
                Truth::NOT_MET => 1,
                _ => 2,
            }] += 1;
        }
    }
    // Each answer is given often enough to mean something.
    assert!(decided.iter().all(|answers| *answers > CHARTS), "{decided:?}");
}

const CHARTS: usize = 400;

/// Each of these results may lie before the start or after it.
#[test]
fn a_list_that_is_too_long_to_look_at_is_unknown() {
    let result = |written, days| Result { written, in_grams: false, days, method: None };
    let open = |number| result(Written::Exactly(number), (REQUEST - 9, REQUEST - 1));
    let known = [(80, REQUEST - 9), (120, REQUEST - 1)];
    let known = known.map(|(number, day)| result(Written::Exactly(number), (day, day)));
    let determined = |number: i64| {
        let chart = Chart {
            start: Day::Between(REQUEST - 5, REQUEST - 5),
            stop: Day::Between(REQUEST - 5, REQUEST - 5),
            results: (0..number).map(|number| open(85 + number % 30)).chain(known).collect(),
            baseline: None,
            visits: None,
            baseline_visits: None,
        };
        let determination = chart.case().evaluate();
        let criteria = RENEWAL.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = criteria.flat_map(|section| section.criteria.iter());
        criteria.map(|criterion| determination.truth(criterion.slot).unwrap()).collect::<Vec<_>>()
    };
    // The fourth asks for the highest and the lowest, and there is certainly a lower one before.
    assert_eq!(determined(5)[3], Truth::MET);
    assert_eq!(determined(5_000)[3], Truth::UNKNOWN);
}
