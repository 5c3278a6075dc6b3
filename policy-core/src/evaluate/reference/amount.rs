//! Amounts as written, compared exactly with thresholds.

#[cfg(test)]
mod tests;

use super::places::{Place, Places};
use crate::policy::{Operator, QuantityTest, Threshold};
use crate::possible::{Amount, Comparator, Written};
use crate::unit::Unit;
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// Where the amount may be; an amount that is not documented may be anywhere.
pub(super) fn places(amount: Option<&Amount>, test: QuantityTest) -> Places {
    use Operator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let range = amount.map_or(Range { low: None, high: None }, Range::of);
    let inside = match test {
        QuantityTest::Compare(operator, threshold) => range.can_be(operator, threshold),
        QuantityTest::Between(low, high) => {
            range.can_be(GreaterOrEqual, low) && range.can_be(LessOrEqual, high)
        }
    };
    let below = match test {
        QuantityTest::Compare(Less | LessOrEqual, _) => false,
        QuantityTest::Compare(Greater, threshold) => range.can_be(LessOrEqual, threshold),
        QuantityTest::Compare(Equal | GreaterOrEqual, threshold)
        | QuantityTest::Between(threshold, _) => range.can_be(Less, threshold),
    };
    let above = match test {
        QuantityTest::Compare(Greater | GreaterOrEqual, _) => false,
        QuantityTest::Compare(Less, threshold) => range.can_be(GreaterOrEqual, threshold),
        QuantityTest::Compare(Equal | LessOrEqual, threshold)
        | QuantityTest::Between(_, threshold) => range.can_be(Greater, threshold),
    };
    let can_be = [(below, Place::Below), (inside, Place::Inside), (above, Place::Above)]
        .into_iter()
        .filter(|(can_be, _)| *can_be);
    can_be.fold(Places::NONE, |places, (_, place)| places.with(place))
}

/// It is one number.
pub(super) const fn is_exact(amount: &Amount) -> bool {
    matches!(amount.written(), Written::Exactly(_))
}

/// Both may be the same number.
pub(super) fn may_be_equal(one: &Amount, other: &Amount) -> bool {
    Range::of(one).and(Range::of(other)).is_some()
}

/// The only number that an amount can be if it passes a test.
pub(super) fn only_number(amount: &Amount, test: Option<QuantityTest>) -> Option<End> {
    let range = test.map_or(Range { low: None, high: None }, Range::asked);
    let Range { low, high } = Range::of(amount).and(range)?;
    low.zip(high).filter(|(low, high)| low.is_equal(*high)).map(|(low, _)| low)
}

/// One end of a range.
#[derive(Clone, Copy)]
pub(super) struct End {
    value: Decimal,
    unit: Unit,
    included: bool,
}

impl End {
    /// Both are the same number.
    pub(super) fn is_equal(self, other: End) -> bool {
        self.compared(other) == Some(Ordering::Equal)
    }

    fn compared(self, other: End) -> Option<Ordering> {
        compare((self.value, self.unit), (other.value, other.unit))
    }
}

/// All numbers between two ends; unbounded where an end is missing.
#[derive(Clone, Copy)]
struct Range {
    low: Option<End>,
    high: Option<End>,
}

impl Range {
    fn of(amount: &Amount) -> Range {
        let end = |value, included| Some(End { value, unit: amount.unit(), included });
        let (low, high) = match amount.written() {
            Written::Exactly(value) => (end(value, true), end(value, true)),
            Written::Between(low, high) => (end(low, true), end(high, true)),
            Written::Compared(Comparator::Less, value) => (None, end(value, false)),
            Written::Compared(Comparator::LessOrEqual, value) => (None, end(value, true)),
            Written::Compared(Comparator::Greater, value) => (end(value, false), None),
            Written::Compared(Comparator::GreaterOrEqual, value) => (end(value, true), None),
        };
        Range { low, high }
    }

    /// The numbers that a test asks for.
    fn asked(test: QuantityTest) -> Range {
        let end = |threshold: Threshold, included| {
            Some(End { value: threshold.value, unit: threshold.unit, included })
        };
        let (low, high) = match test {
            QuantityTest::Compare(Operator::Equal, at) => (end(at, true), end(at, true)),
            QuantityTest::Compare(Operator::Less, at) => (None, end(at, false)),
            QuantityTest::Compare(Operator::LessOrEqual, at) => (None, end(at, true)),
            QuantityTest::Compare(Operator::Greater, at) => (end(at, false), None),
            QuantityTest::Compare(Operator::GreaterOrEqual, at) => (end(at, true), None),
            QuantityTest::Between(low, high) => (end(low, true), end(high, true)),
        };
        Range { low, high }
    }

    /// The numbers in both; `None` if there are none.
    fn and(self, other: Range) -> Option<Range> {
        // Of two ends, the one beyond which fewer numbers lie.
        let closer = |one: Option<End>, other: Option<End>, inner: Ordering| {
            let (Some(first), Some(second)) = (one, other) else { return one.or(other) };
            match first.compared(second) {
                Some(Ordering::Equal) if !first.included => one,
                Some(order) if order == inner => one,
                _ => other,
            }
        };
        let low = closer(self.low, other.low, Ordering::Greater);
        let high = closer(self.high, other.high, Ordering::Less);
        let is_empty = low.zip(high).is_some_and(|(low, high)| match low.compared(high) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !(low.included && high.included),
            Some(Ordering::Less) | None => false,
        });
        (!is_empty).then_some(Range { low, high })
    }

    /// Some number in the range satisfies this comparison with the threshold.
    fn can_be(self, operator: Operator, threshold: Threshold) -> bool {
        // Between an end and a threshold beyond it there is always a number, whether the end is
        // included or not.
        let reaches = |end: Option<End>, before: Ordering, included: bool| {
            end.is_none_or(|end| {
                match compare((end.value, end.unit), (threshold.value, threshold.unit)) {
                    Some(Ordering::Equal) => included && end.included,
                    Some(comparison) => comparison == before,
                    None => true,
                }
            })
        };
        match operator {
            Operator::Less => reaches(self.low, Ordering::Less, false),
            Operator::LessOrEqual => reaches(self.low, Ordering::Less, true),
            Operator::Greater => reaches(self.high, Ordering::Greater, false),
            Operator::GreaterOrEqual => reaches(self.high, Ordering::Greater, true),
            // The range has no holes.
            Operator::Equal => {
                self.can_be(Operator::LessOrEqual, threshold)
                    && self.can_be(Operator::GreaterOrEqual, threshold)
            }
        }
    }
}

/// How two numbers with units compare; `None` if their units cannot be compared.
fn compare(
    (one, one_unit): (Decimal, Unit),
    (other, other_unit): (Decimal, Unit),
) -> Option<Ordering> {
    // m1/10^s1 * n/d against m2/10^s2, with both sides multiplied by all denominators.
    let ratio = one_unit.ratio_to(other_unit)?;
    let left = product(one.mantissa(), ratio.numerator, other.scale());
    let right = product(other.mantissa(), ratio.denominator, one.scale());
    let signs = one.mantissa().signum().cmp(&other.mantissa().signum());
    let magnitudes = left.iter().rev().cmp(right.iter().rev());
    Some(signs.then(if one.mantissa() < 0 { magnitudes.reverse() } else { magnitudes }))
}

/// The magnitude of `mantissa * factor * 10^zeros`, as four 64-bit digits, lowest first. 96, 64 and
/// 94 bits add up to 254.
fn product(mantissa: i128, factor: u64, zeros: u32) -> [u64; 4] {
    let magnitude = mantissa.unsigned_abs();
    let digit = |number: u128| u64::try_from(number & u128::from(u64::MAX)).unwrap_or(u64::MAX);
    let start = times([digit(magnitude), digit(magnitude >> 64), 0, 0], factor);
    (0..zeros).fold(start, |number, _| times(number, 10))
}

fn times(digits: [u64; 4], factor: u64) -> [u64; 4] {
    let mut carried = 0;
    digits.map(|digit| {
        let (low, high) = digit.carrying_mul(factor, carried);
        carried = high;
        low
    })
}
