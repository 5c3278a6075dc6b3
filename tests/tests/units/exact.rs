//! Numbers in several units compare as if they were fractions: on a fact's scale, as generated code
//! does it, and in the reference evaluator.
//!
//! For every kind, every unit that a fact of it may have, and every two units in which a value and
//! a threshold may then be written: random thresholds, and values of up to 28 digits, most of them
//! so near to the threshold that nothing nearer could be written with as many digits.

use crate::fraction::{fraction, worth};
use crate::units_by_kind;
use num_bigint::BigInt;
use num_rational::BigRational;
use policy_core::case::{CaseFacts, FactValue};
use policy_core::evaluate::reference;
use policy_core::policy::{Operator, QuantityTest, Region, Term, Threshold};
use policy_core::possible::{Amount, Comparator, Scale, Written};
use policy_core::unit::Unit;
use policy_core::vocabulary::FactId;
use policy_core::{Decimal, NaiveDate, Truth};
use policy_tests::operator::holds;
use policy_tests::small::{EVERYTHING, EverythingCase};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::sync::LazyLock;

const OPERATORS: [Operator; 5] = [
    Operator::Equal,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
];
const COMPARATORS: [Comparator; 4] =
    [Comparator::Less, Comparator::LessOrEqual, Comparator::Greater, Comparator::GreaterOrEqual];

/// The digits that a case may have, before and after the point together, and after it.
const DIGITS: u32 = 28;

/// A fact and the two units in which it is written here, with what they are worth in the fact's own
/// unit.
#[derive(Debug)]
struct Setting {
    scale: Scale,
    value: (Unit, BigRational),
    threshold: (Unit, BigRational),
}

impl Setting {
    /// A fact that accepts that many units, over the widest range in which every number still has a
    /// position.
    fn new(own: Unit, accepted: Vec<Unit>, [value, threshold]: [Unit; 2]) -> Setting {
        let multiplier = Scale::multiplier_for(own, &accepted).unwrap();
        let widest = Decimal::from(
            i64::MAX.unsigned_abs() / 2 / 10_u64.pow(own.decimals()) / multiplier - 1,
        );
        let scale =
            Scale { unit: own, accepted: accepted.into(), low: -widest, high: widest, multiplier };
        let with_ratio = |unit: Unit| {
            (
                unit,
                if unit == own { fraction(1, 1) } else { worth(unit.ucum()) / worth(own.ucum()) },
            )
        };
        Setting { scale, value: with_ratio(value), threshold: with_ratio(threshold) }
    }

    /// The smallest step from one threshold to the next in the threshold's unit: a whole number of
    /// marks, and a decimal.
    fn step(&self) -> BigRational {
        let mark = fraction(1, 10_u64.pow(self.scale.unit.decimals()))
            / BigInt::from(self.scale.multiplier)
            / &self.threshold.1;
        let mut below = mark.denom().clone();
        for prime in [2, 5] {
            while (&below % prime) == BigInt::ZERO {
                below /= prime;
            }
        }
        mark * below
    }
}

/// The value of a decimal.
fn exact(decimal: Decimal) -> BigRational {
    fraction(decimal.mantissa(), BigInt::from(10).pow(decimal.scale()))
}

/// The decimal with that many places, cut off, and then some units in the last place away; `None`
/// where it would be too long.
fn decimal(number: &BigRational, places: u32, away: i64) -> Option<Decimal> {
    let mantissa = (number * BigInt::from(10).pow(places)).floor().to_integer() + away;
    let mantissa = i128::try_from(mantissa)
        .ok()
        .filter(|mantissa| mantissa.unsigned_abs() < 10_u128.pow(DIGITS))?;
    Some(Decimal::from_i128_with_scale(mantissa, places))
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    (any::<i128>(), 1..=DIGITS, 0..=DIGITS).prop_map(|(digits, length, places)| {
        Decimal::from_i128_with_scale(digits % 10_i128.pow(length), places)
    })
}

/// What is drawn for a setting: a threshold as a number of steps, a value next to it, and a value
/// anywhere.
fn drawn() -> impl Strategy<Value = (i64, (u32, i64), Decimal)> {
    let steps = prop_oneof![1..100_i64, -1_000_000..1_000_000_i64, Just(0)];
    (steps, (0..=DIGITS, -1..=2_i64), any_decimal())
}

/// The reference evaluator on a quantity; it looks at the numbers and units alone, so any quantity
/// fact serves.
fn reference_truth(amount: Amount, test: QuantityTest) -> Truth {
    static DOSE: LazyLock<FactId> = LazyLock::new(|| EVERYTHING.vocabulary.find("dose").unwrap().0);
    let facts = CaseFacts::new(NaiveDate::MAX, NaiveDate::MAX);
    let case = EverythingCase::from(facts.with(*DOSE, FactValue::Quantity(amount)));
    reference::truth(&Term::Quantity(*DOSE).is(Region::Quantity(test)), &EVERYTHING, &case)
}

fn check(setting: &Setting, value: Decimal, threshold: Decimal) -> Result<(), TestCaseError> {
    let (scale, (unit, ratio), (threshold_unit, threshold_ratio)) =
        (&setting.scale, &setting.value, &setting.threshold);
    let place = exact(value) * ratio;
    let comparison = place.cmp(&(exact(threshold) * threshold_ratio));
    let bound =
        scale.position(threshold, *threshold_unit).filter(|bound| Scale::is_on_mark(*bound));
    let bound = bound.ok_or_else(|| {
        TestCaseError::fail(format!("{threshold} {threshold_unit} has no position of its own"))
    })?;

    let amount = Amount::new(scale, Written::Exactly(value), *unit);
    let plausible = exact(scale.low) <= place && place <= exact(scale.high);
    prop_assert_eq!(amount.is_ok(), plausible, "{} {}", value, unit);
    let Ok(amount) = amount else { return Ok(()) };
    prop_assert_eq!(
        amount.positions().low().cmp(&bound),
        comparison,
        "{} {} against {} {}",
        value,
        unit,
        threshold,
        threshold_unit
    );
    for operator in OPERATORS {
        let test =
            QuantityTest::Compare(operator, Threshold { value: threshold, unit: *threshold_unit });
        let truth = Truth::from(holds(operator, comparison));
        let compiled = |amount: Amount| amount.positions().inside(operator.interval(bound));
        prop_assert_eq!(
            (compiled(amount), reference_truth(amount, test)),
            (truth, truth),
            "{} {} {:?} {} {}",
            value,
            unit,
            operator,
            threshold,
            threshold_unit
        );
        for comparator in COMPARATORS {
            let amount = Amount::new(scale, Written::Compared(comparator, value), *unit).unwrap();
            prop_assert_eq!(
                compiled(amount),
                reference_truth(amount, test),
                "{} {:?} {} {}",
                amount,
                operator,
                threshold,
                threshold_unit
            );
        }
    }
    Ok(())
}

/// Two values that are no thresholds may share a position, but only between the same two marks.
fn check_order(setting: &Setting, one: Decimal, other: Decimal) -> Result<(), TestCaseError> {
    let position = |value: Decimal, (unit, ratio): &(Unit, BigRational)| {
        Some((setting.scale.position(value, *unit)?, exact(value) * ratio))
    };
    if let (Some((first, exactly)), Some((second, other_exactly))) =
        (position(one, &setting.value), position(other, &setting.threshold))
    {
        let comparison = exactly.cmp(&other_exactly);
        prop_assert!(
            first.cmp(&second) == comparison || (first == second && !Scale::is_on_mark(first)),
            "{} and {}",
            one,
            other
        );
    }
    Ok(())
}

/// Every kind, every unit of a fact, every unit of a value and of a threshold; the fact accepts
/// only these units, or all of its kind.
fn settings() -> impl Iterator<Item = Setting> {
    units_by_kind().flat_map(|(_, units)| {
        let written =
            units.iter().flat_map(|value| units.iter().map(move |threshold| [*value, *threshold]));
        let facts =
            units.iter().flat_map(move |own| written.clone().map(move |written| (*own, written)));
        facts.flat_map(|(own, written)| {
            let others = units.iter().copied().filter(|unit| *unit != own).collect::<Vec<_>>();
            let needed =
                others.iter().copied().filter(|unit| written.contains(unit)).collect::<Vec<_>>();
            [needed, others].map(|accepted| Setting::new(own, accepted, written))
        })
    })
}

#[test]
fn comparing_after_conversion_is_comparing_exact_fractions() {
    let near = Cell::new(0);
    for setting in settings() {
        let step = setting.step();
        let runner = &mut TestRunner::new(Config {
            cases: 2,
            max_shrink_iters: 1_000,
            failure_persistence: None,
            ..Config::default()
        });
        let outcome = runner.run(&drawn(), |(steps, (places, away), anywhere)| {
            let exactly = &step * BigInt::from(steps);
            let written = |places| {
                decimal(&exactly, places, 0).filter(|threshold| exact(*threshold) == exactly)
            };
            // A step too small to be written with 28 decimals has no threshold that a policy could
            // name.
            let Some(threshold) = (0..=DIGITS).find_map(written) else { return Ok(()) };
            if let Some(nearby) =
                decimal(&(&exactly * &setting.threshold.1 / &setting.value.1), places, away)
            {
                check(&setting, nearby, threshold)?;
                near.set(near.get() + 1);
            }
            check(&setting, anywhere, threshold)?;
            check_order(&setting, anywhere, threshold)
        });
        outcome.unwrap_or_else(|error| panic!("{setting:?}: {error}"));
    }
    assert!(near.get() > 8_000, "only {} values near a threshold", near.get());
}
