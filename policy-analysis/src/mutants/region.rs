//! Small changes of what a test asks, whatever it asks about: the neighboring comparisons,
//! thresholds, values and days.

use super::Change;
use crate::neighbors;
use policy_core::calendar::{CalendarDuration, Shift};
use policy_core::policy::{
    CountTest, DateTest, Day, Domain, End, NormTest, Operator, QuantityTest, Region, Relation,
    Threshold, Window,
};
use policy_core::possible::{Distance, Multiple, NormLimit, Scale};
use rust_decimal::Decimal;

/// The regions of the same values that differ in one small thing.
pub(super) fn others(region: Region, domain: Domain<'_>) -> Vec<(Region, Change)> {
    match (region, domain) {
        (Region::Values(values), Domain::Codes(names)) => other_values(values, names.len())
            .into_iter()
            .map(|values| (Region::Values(values), Change::Value))
            .collect(),
        (Region::Whole(test), _) => other_counts(test)
            .into_iter()
            .map(|(test, change)| (Region::Whole(test), change))
            .collect(),
        (Region::Quantity(test), Domain::Quantity(scale)) => other_quantities(test, &scale)
            .into_iter()
            .map(|(test, change)| (Region::Quantity(test), change))
            .collect(),
        (Region::Day(test), _) => other_dates(test)
            .into_iter()
            .map(|(test, change)| (Region::Day(test), change))
            .collect(),
        (Region::Than(relation), _) => other_relations(relation)
            .into_iter()
            .map(|(relation, change)| (Region::Than(relation), change))
            .collect(),
        (Region::Norm(test), _) => other_norms(test)
            .into_iter()
            .map(|(test, change)| (Region::Norm(test), change))
            .collect(),
        (Region::Yes | Region::Values(_) | Region::Quantity(_), _) => Vec::new(),
    }
}

/// The lists with one value less or more; none that is empty.
pub(super) fn other_values(values: u64, count: usize) -> Vec<u64> {
    let toggled = (0..u64::BITS).take(count).map(|position| values ^ 1_u64.wrapping_shl(position));
    toggled.filter(|changed| *changed != 0).collect()
}

/// The same question with a neighboring comparison, and with the opposite one.
fn other_operators(operator: Operator) -> Vec<Operator> {
    match operator {
        Operator::Equal => vec![Operator::LessOrEqual, Operator::GreaterOrEqual],
        Operator::Less => vec![Operator::LessOrEqual, Operator::Greater],
        Operator::LessOrEqual => vec![Operator::Less, Operator::GreaterOrEqual],
        Operator::Greater => vec![Operator::GreaterOrEqual, Operator::Less],
        Operator::GreaterOrEqual => vec![Operator::Greater, Operator::LessOrEqual],
    }
}

fn other_counts(test: CountTest) -> Vec<(CountTest, Change)> {
    let next = |bound: u32| neighbors::of_number(bound).into_iter().flatten();
    match test {
        CountTest::Compare(operator, bound) => {
            let operators = other_operators(operator)
                .into_iter()
                .map(|operator| (CountTest::Compare(operator, bound), Change::Comparison));
            operators
                .chain(
                    next(bound)
                        .map(|bound| (CountTest::Compare(operator, bound), Change::Threshold)),
                )
                .collect()
        }
        CountTest::Between(low, high) => {
            let lows = next(low).map(|low| CountTest::Between(low, high));
            let changed = lows.chain(next(high).map(|high| CountTest::Between(low, high)));
            changed
                .filter(|test| !matches!(test, CountTest::Between(low, high) if low > high))
                .map(|test| (test, Change::Threshold))
                .collect()
        }
    }
}

/// The thresholds next to one, in its last digit; in other units; and ten times as much or as
/// little, where there is no other unit.
fn other_thresholds(threshold: Threshold, scale: &Scale) -> Vec<(Threshold, Change)> {
    let of = |value: Option<Decimal>| value.map(|value| Threshold { value, ..threshold });
    let mut found = neighbors::of_threshold(threshold, neighbors::last_place(threshold))
        .map(|other| (other, Change::Threshold))
        .to_vec();
    let units = scale.units().filter(|unit| {
        *unit != threshold.unit
            && unit
                .ratio_to(threshold.unit)
                .is_some_and(|ratio| ratio.numerator != ratio.denominator)
    });
    found.extend(units.map(|unit| (Some(Threshold { unit, ..threshold }), Change::Unit)));
    let ten = Decimal::from(10);
    found.extend(
        [of(threshold.value.checked_mul(ten)), of(threshold.value.checked_div(ten))]
            .map(|other| (other, Change::Unit)),
    );
    let found = found.into_iter().filter_map(|(threshold, change)| Some((threshold?, change)));
    found.filter(|(other, _)| scale.plausible(other.value, other.unit).is_some()).collect()
}

fn other_quantities(test: QuantityTest, scale: &Scale) -> Vec<(QuantityTest, Change)> {
    match test {
        QuantityTest::Compare(operator, threshold) => {
            let operators = other_operators(operator)
                .into_iter()
                .map(|operator| (QuantityTest::Compare(operator, threshold), Change::Comparison));
            let thresholds = other_thresholds(threshold, scale).into_iter();
            operators
                .chain(thresholds.map(|(threshold, change)| {
                    (QuantityTest::Compare(operator, threshold), change)
                }))
                .collect()
        }
        QuantityTest::Between(low, high) => {
            let place = |threshold: Threshold| scale.position(threshold.value, threshold.unit);
            let lows =
                other_thresholds(low, scale).into_iter().map(|(low, change)| (low, high, change));
            let highs =
                other_thresholds(high, scale).into_iter().map(|(high, change)| (low, high, change));
            let changed = lows.chain(highs).filter(|(low, high, _)| place(*low) <= place(*high));
            changed.map(|(low, high, change)| (QuantityTest::Between(low, high), change)).collect()
        }
    }
}

/// The same with a neighboring comparison, and with a distance that differs in its last digit or
/// goes the other way.
fn other_relations(relation: Relation) -> Vec<(Relation, Change)> {
    let operators = other_operators(relation.operator)
        .into_iter()
        .map(|operator| (Relation { operator, ..relation }, Change::Comparison));
    let with = |value: Decimal| match relation.distance {
        Distance::None => Distance::None,
        Distance::Plus { unit, .. } => Distance::Plus { value, unit },
        Distance::Percent(_) => Distance::Percent(value),
    };
    let turned = |mut value: Decimal| {
        value.set_sign_negative(value.is_sign_positive());
        value
    };
    let distances = match relation.distance {
        Distance::None => Vec::new(),
        Distance::Plus { value, .. } | Distance::Percent(value) => {
            let step = Decimal::new(1, value.scale());
            let near = [value.checked_add(step), value.checked_sub(step)];
            let near = near.into_iter().flatten().filter(|near| !near.is_zero());
            near.map(|near| (with(near), Change::Threshold))
                .chain([(with(turned(value)), Change::Comparison)])
                .collect()
        }
    };
    let least = Decimal::from(-100);
    let plausible =
        |distance: &Distance| !matches!(distance, Distance::Percent(percent) if *percent < least);
    let distances = distances.into_iter().filter(|(distance, _)| plausible(distance));
    let distances = distances.map(|(distance, change)| (Relation { distance, ..relation }, change));
    operators.chain(distances).collect()
}

/// The same with a neighboring comparison, with a multiple that differs in its last digit, and with
/// the other limit.
fn other_norms(test: NormTest) -> Vec<(NormTest, Change)> {
    let others = |multiple: Multiple| {
        let Multiple { times, limit } = multiple;
        let step = Decimal::new(1, times.normalize().scale());
        let near = [times.checked_add(step), times.checked_sub(step)].into_iter().flatten();
        let near = near.map(move |times| (Multiple { times, ..multiple }, Change::Threshold));
        let limit = match limit {
            NormLimit::Lower => NormLimit::Upper,
            NormLimit::Upper => NormLimit::Lower,
        };
        near.chain([(Multiple { limit, ..multiple }, Change::Comparison)])
    };
    match test {
        NormTest::Compare(operator, multiple) => {
            let operators = other_operators(operator).into_iter();
            let operators = operators
                .map(|operator| (NormTest::Compare(operator, multiple), Change::Comparison));
            let multiples = others(multiple)
                .map(|(multiple, change)| (NormTest::Compare(operator, multiple), change));
            operators.chain(multiples).collect()
        }
        NormTest::Between(low, high) => {
            let lows = others(low).map(|(low, change)| (NormTest::Between(low, high), change));
            let highs = others(high).map(|(high, change)| (NormTest::Between(low, high), change));
            lows.chain(highs).collect()
        }
    }
}

pub(super) fn other_durations(
    duration: CalendarDuration,
) -> impl Iterator<Item = CalendarDuration> {
    let amounts = neighbors::of_number(duration.amount).into_iter().flatten();
    amounts.filter(|amount| *amount > 0).map(move |amount| CalendarDuration { amount, ..duration })
}

fn other_dates(test: DateTest) -> Vec<(DateTest, Change)> {
    match test {
        DateTest::In(window) => {
            let turned = [
                window.look_back().map(|apart| Window::at_least_ago(apart, window.until)),
                window.ago().map(|apart| Window::looking_back(apart, window.until)),
            ];
            let turned = turned.into_iter().flatten().map(|window| (window, Change::Comparison));
            other_windows(window)
                .into_iter()
                .chain(turned)
                .map(|(window, change)| (DateTest::In(window), change))
                .collect()
        }
        DateTest::Compare(operator, operand) => {
            let mut found = other_operators(operator)
                .into_iter()
                .map(|operator| (DateTest::Compare(operator, operand), Change::Comparison))
                .collect::<Vec<_>>();
            if let Day::On(day) = operand {
                let days = neighbors::of_day(day).into_iter().flatten();
                found.extend(
                    days.map(|day| (DateTest::Compare(operator, Day::On(day)), Change::Threshold)),
                );
            }
            found
        }
    }
}

/// The windows that are a little longer or shorter, that begin or end a day of the calendar earlier
/// or later, or that have an end more or less.
pub(super) fn other_windows(window: Window) -> Vec<(Window, Change)> {
    let mut found = Vec::new();
    if let Some(duration) = window.look_back() {
        let looking_back = |duration| Window::looking_back(duration, window.until);
        return other_durations(duration)
            .map(|duration| (looking_back(duration), Change::Window))
            .collect();
    }
    let ends_of = |end: End| {
        let shifts = end.shift.duration().into_iter().flat_map(other_durations);
        let shifts = shifts.map(move |duration| match end.shift {
            Shift::Before(_) => Shift::Before(duration),
            Shift::None | Shift::After(_) => Shift::After(duration),
        });
        let shifted = shifts.map(move |shift| (End { shift, ..end }, Change::Window));
        let days = if let Day::On(day) = end.day { Some(day) } else { None };
        let days = days.into_iter().flat_map(|day| neighbors::of_day(day).into_iter().flatten());
        let days = days.map(move |day| (End { day: Day::On(day), ..end }, Change::Threshold));
        // Of two ends, whether they belong to the window cannot be written for each.
        let turned = window.from.is_some() != window.to.is_some();
        let turned = turned.then_some((End { included: !end.included, ..end }, Change::Comparison));
        shifted.chain(days).chain(turned)
    };
    if let Some(from) = window.from {
        let changed = ends_of(from);
        found.extend(changed.map(|(from, change)| (Window { from: Some(from), ..window }, change)));
    }
    if let Some(to) = window.to {
        let changed = ends_of(to);
        found.extend(changed.map(|(to, change)| (Window { to: Some(to), ..window }, change)));
    }
    found.retain(|(other, _)| match (other.from, other.to) {
        (Some(End { day: Day::On(first), .. }), Some(End { day: Day::On(last), .. })) => {
            first <= last
        }
        (
            Some(End { shift: Shift::After(near), .. }),
            Some(End { shift: Shift::After(far), .. }),
        )
        | (
            Some(End { shift: Shift::Before(far), .. }),
            Some(End { shift: Shift::Before(near), .. }),
        ) => near.amount <= far.amount,
        _ => true,
    });
    found
}
