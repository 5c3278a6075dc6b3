//! Small changes of a condition.

use super::{Change, Variant};
use policy_core::calendar::Duration;
use policy_core::evaluate::reference::contains;
use policy_core::policy::{
    AttributeFilter, Connective, CountTest, DateOperand, DateTest, Expression, Notation, Operator, QuantityTest, Selection, Threshold,
};
use policy_core::possible::Scale;
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use rust_decimal::Decimal;

/// All small changes of a condition, each with the whole condition around it.
pub(super) fn variants(expression: &Expression, vocabulary: &Vocabulary) -> Vec<Variant<Expression>> {
    let mut found = Vec::new();
    match expression {
        Expression::AtLeast(needed, parts) => {
            let connective = Connective::of(*needed, parts);
            let others = match connective {
                Connective::And => vec![Connective::Or],
                Connective::Or => vec![Connective::And],
                Connective::AtLeast(needed) => {
                    [needed.checked_add(1), needed.checked_sub(1)].into_iter().flatten().map(Connective::AtLeast).collect()
                }
            };
            found.extend(others.into_iter().map(|other| told(expression, other.join(parts.clone()), Change::Connective, vocabulary)));
            found.extend(of_parts(expression, parts, vocabulary, |parts| connective.join(parts.into())));
        }
        Expression::Not(part) => {
            found.push(told(expression, (**part).clone(), Change::Negation, vocabulary));
            let inner = variants(part, vocabulary).into_iter();
            // The double negation is the part itself, which is there already.
            let inner = inner.filter(|variant| variant.change != Change::Negation || !matches!(**part, Expression::Flag(_)));
            found.extend(inner.map(|variant| variant.inside(|part| Expression::Not(part.into()))));
        }
        Expression::If { condition, then, otherwise } => {
            let swapped = Expression::If { condition: condition.clone(), then: otherwise.clone(), otherwise: then.clone() };
            found.push(told(expression, swapped, Change::Connective, vocabulary));
            for branch in [then, otherwise] {
                found.push(told(expression, (**branch).clone(), Change::Removal, vocabulary));
            }
            let of = |condition: &Expression, then: &Expression, otherwise: &Expression| Expression::If {
                condition: condition.clone().into(),
                then: then.clone().into(),
                otherwise: otherwise.clone().into(),
            };
            found.extend(variants(condition, vocabulary).into_iter().map(|variant| variant.inside(|part| of(&part, then, otherwise))));
            found.extend(variants(then, vocabulary).into_iter().map(|variant| variant.inside(|part| of(condition, &part, otherwise))));
            found.extend(variants(otherwise, vocabulary).into_iter().map(|variant| variant.inside(|part| of(condition, then, &part))));
        }
        predicate => {
            let changed = of_predicate(predicate, vocabulary);
            found.extend(changed.into_iter().map(|(changed, change)| told(predicate, changed, change, vocabulary)));
        }
    }
    found
}

fn told(before: &Expression, after: Expression, change: Change, vocabulary: &Vocabulary) -> Variant<Expression> {
    let what = format!("`{}` becomes `{}`", Notation::of(vocabulary, before), Notation::of(vocabulary, &after));
    Variant::new(after, change, what)
}

fn of_parts(
    whole: &Expression,
    parts: &[Expression],
    vocabulary: &Vocabulary,
    join: impl Fn(Vec<Expression>) -> Expression + Copy,
) -> Vec<Variant<Expression>> {
    let mut found = Vec::new();
    for position in 0..parts.len() {
        let mut rest = parts.to_vec();
        let _ = rest.remove(position);
        let rest = if rest.len() == 1 { rest.swap_remove(0) } else { join(rest) };
        found.push(told(whole, rest, Change::Removal, vocabulary));
    }
    for (position, part) in parts.iter().enumerate() {
        for variant in variants(part, vocabulary) {
            found.push(variant.inside(|changed| {
                let mut parts = parts.to_vec();
                if let Some(part) = parts.get_mut(position) {
                    *part = changed;
                }
                join(parts)
            }));
        }
    }
    found
}

fn of_predicate(predicate: &Expression, vocabulary: &Vocabulary) -> Vec<(Expression, Change)> {
    let negated = || (Expression::Not(predicate.clone().into()), Change::Negation);
    match *predicate {
        Expression::Flag(_) => vec![negated()],
        Expression::Code { fact, values } => {
            let changed = other_values(values, values_of(fact, vocabulary));
            let changed = changed.into_iter().map(|values| (Expression::Code { fact, values }, Change::Value));
            changed.chain([negated()]).collect()
        }
        Expression::Count { fact, test } => {
            let changed = other_counts(test).into_iter();
            changed.map(|(test, change)| (Expression::Count { fact, test }, change)).chain([negated()]).collect()
        }
        Expression::Age { birth_date, test } => {
            let changed = other_counts(test).into_iter();
            changed.map(|(test, change)| (Expression::Age { birth_date, test }, change)).chain([negated()]).collect()
        }
        Expression::Quantity { fact, test } => {
            let scale = vocabulary.fact(fact).and_then(|fact| fact.kind.scale());
            let changed = scale.map(|scale| other_quantities(test, scale)).unwrap_or_default().into_iter();
            changed.map(|(test, change)| (Expression::Quantity { fact, test }, change)).chain([negated()]).collect()
        }
        Expression::Measurement { fact, selection, method, within, test } => {
            let of = |selection, method, within, test| Expression::Measurement { fact, selection, method, within, test };
            let scale = vocabulary.fact(fact).and_then(|fact| fact.kind.scale());
            let tests = scale.map(|scale| other_quantities(test, scale)).unwrap_or_default().into_iter();
            let mut found = tests.map(|(test, change)| (of(selection, method, within, test), change)).collect::<Vec<_>>();
            found.extend(other_windows(within).into_iter().map(|within| (of(selection, method, within, test), Change::Window)));
            let methods = match vocabulary.fact(fact).map(|fact| &fact.kind) {
                Some(FactKind::Measurement { methods, .. }) => methods.len(),
                _ => 0,
            };
            if method.is_some() {
                let others = (0_u8..).take(methods).map(Some).chain([None]).filter(|other| *other != method);
                found.extend(others.map(|method| (of(selection, method, within, test), Change::Selection)));
            }
            let other = if selection == Selection::Latest { Selection::Any } else { Selection::Latest };
            found.push((of(other, method, within, test), Change::Selection));
            found.push(negated());
            found
        }
        Expression::Events { fact, at_least, filter, within } => {
            let of = |at_least, filter, within| Expression::Events { fact, at_least, filter, within };
            let mut found = vec![(of(at_least.saturating_add(1), filter, within), Change::Threshold)];
            if at_least > 1 {
                found.push((of(at_least.saturating_sub(1), filter, within), Change::Threshold));
            }
            found.extend(other_windows(within).into_iter().map(|within| (of(at_least, filter, within), Change::Window)));
            if let Some(AttributeFilter { values }) = filter {
                let count = match vocabulary.fact(fact).map(|fact| &fact.kind) {
                    Some(FactKind::Events { attribute: Some(attribute) }) => attribute.values.len(),
                    _ => 0,
                };
                let changed = other_values(values, count).into_iter().map(|values| Some(AttributeFilter { values }));
                found.extend(changed.chain([None]).map(|filter| (of(at_least, filter, within), Change::Value)));
            }
            found.push(negated());
            found
        }
        Expression::Date { fact, test } => {
            let changed = other_dates(test).into_iter();
            changed.map(|(test, change)| (Expression::Date { fact, test }, change)).chain([negated()]).collect()
        }
        Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. } => Vec::new(),
    }
}

fn values_of(fact: FactId, vocabulary: &Vocabulary) -> usize {
    match vocabulary.fact(fact).map(|fact| &fact.kind) {
        Some(FactKind::Code { values }) => values.len(),
        _ => 0,
    }
}

/// The lists with one value less or more; none that is empty.
fn other_values(values: u64, count: usize) -> Vec<u64> {
    let bit = |position: u8| 1_u64.checked_shl(u32::from(position)).unwrap_or(0);
    let toggled = (0_u8..64).take(count).map(|position| if contains(values, position) { values & !bit(position) } else { values | bit(position) });
    toggled.filter(|changed| *changed != 0).collect()
}

/// The same question with a neighbouring comparison, and with the opposite one.
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
    let next = |bound: u32| [bound.checked_add(1), bound.checked_sub(1)].into_iter().flatten();
    match test {
        CountTest::Compare(operator, bound) => {
            let operators = other_operators(operator).into_iter().map(|operator| (CountTest::Compare(operator, bound), Change::Comparison));
            operators.chain(next(bound).map(|bound| (CountTest::Compare(operator, bound), Change::Threshold))).collect()
        }
        CountTest::Between(low, high) => {
            let lows = next(low).map(|low| CountTest::Between(low, high));
            let changed = lows.chain(next(high).map(|high| CountTest::Between(low, high)));
            changed.filter(|test| !matches!(test, CountTest::Between(low, high) if low > high)).map(|test| (test, Change::Threshold)).collect()
        }
    }
}

/// The thresholds beside one, in its last digit; in other units; and ten times as much or as little, where there is no other unit.
fn other_thresholds(threshold: Threshold, scale: &Scale) -> Vec<(Threshold, Change)> {
    let step = Decimal::new(1, threshold.value.normalize().scale());
    let of = |value: Option<Decimal>| value.map(|value| Threshold { value, ..threshold });
    let mut found = [of(threshold.value.checked_add(step)), of(threshold.value.checked_sub(step))].map(|other| (other, Change::Threshold)).to_vec();
    let units = scale
        .units()
        .filter(|unit| *unit != threshold.unit && unit.ratio_to(threshold.unit).is_some_and(|ratio| ratio.numerator != ratio.denominator));
    found.extend(units.map(|unit| (Some(Threshold { unit, ..threshold }), Change::Unit)));
    let ten = Decimal::from(10);
    found.extend([of(threshold.value.checked_mul(ten)), of(threshold.value.checked_div(ten))].map(|other| (other, Change::Unit)));
    let found = found.into_iter().filter_map(|(threshold, change)| Some((threshold?, change)));
    found.filter(|(other, _)| scale.plausible(other.value, other.unit).is_some()).collect()
}

fn other_quantities(test: QuantityTest, scale: &Scale) -> Vec<(QuantityTest, Change)> {
    match test {
        QuantityTest::Compare(operator, threshold) => {
            let operators = other_operators(operator).into_iter().map(|operator| (QuantityTest::Compare(operator, threshold), Change::Comparison));
            let thresholds = other_thresholds(threshold, scale).into_iter();
            operators.chain(thresholds.map(|(threshold, change)| (QuantityTest::Compare(operator, threshold), change))).collect()
        }
        QuantityTest::Between(low, high) => {
            let place = |threshold: Threshold| scale.position(threshold.value, threshold.unit);
            let lows = other_thresholds(low, scale).into_iter().map(|(low, change)| (low, high, change));
            let highs = other_thresholds(high, scale).into_iter().map(|(high, change)| (low, high, change));
            let changed = lows.chain(highs).filter(|(low, high, _)| place(*low) <= place(*high));
            changed.map(|(low, high, change)| (QuantityTest::Between(low, high), change)).collect()
        }
    }
}

/// Longer and shorter by one, and without a limit.
fn other_windows(within: Option<Duration>) -> Vec<Option<Duration>> {
    let Some(duration) = within else { return Vec::new() };
    other_durations(duration).map(Some).chain([None]).collect()
}

fn other_durations(duration: Duration) -> impl Iterator<Item = Duration> {
    let amounts = [duration.amount.checked_add(1), duration.amount.checked_sub(1)];
    amounts.into_iter().flatten().map(move |amount| Duration { amount, ..duration })
}

fn other_dates(test: DateTest) -> Vec<(DateTest, Change)> {
    match test {
        DateTest::AtLeastAgo(duration) => {
            let changed = other_durations(duration).map(|duration| (DateTest::AtLeastAgo(duration), Change::Window));
            changed.chain([(DateTest::Within(duration), Change::Comparison)]).collect()
        }
        DateTest::Within(duration) => {
            let changed = other_durations(duration).map(|duration| (DateTest::Within(duration), Change::Window));
            changed.chain([(DateTest::AtLeastAgo(duration), Change::Comparison)]).collect()
        }
        DateTest::Compare(operator, operand) => {
            let mut found =
                other_operators(operator).into_iter().map(|operator| (DateTest::Compare(operator, operand), Change::Comparison)).collect::<Vec<_>>();
            if let DateOperand::Day(day) = operand {
                let days = [day.succ_opt(), day.pred_opt()].into_iter().flatten();
                found.extend(days.map(|day| (DateTest::Compare(operator, DateOperand::Day(day)), Change::Threshold)));
            }
            found
        }
        DateTest::Between(first, last) => {
            let firsts = [first.succ_opt(), first.pred_opt()].into_iter().flatten().map(|first| (first, last));
            let lasts = [last.succ_opt(), last.pred_opt()].into_iter().flatten().map(|last| (first, last));
            let changed = firsts.chain(lasts).filter(|(first, last)| first <= last);
            changed.map(|(first, last)| (DateTest::Between(first, last), Change::Threshold)).collect()
        }
    }
}
