//! The scale of a fact: how exact decimals in several units become integers in the same order.
//!
//! A decision only compares; it never adds or rounds. So a decimal is converted, once, to its
//! position among all thresholds that a policy can name. Thresholds lie on the marks of the scale,
//! one for every millionth of the unit; all values between two marks share the one position between
//! them. Comparing positions is then the same as comparing values, whatever their digits and units.

#[cfg(test)]
mod tests;

use super::Interval;
use crate::data::List;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// Decimal places that a threshold may have, in the fact's own unit.
pub const THRESHOLD_DECIMALS: u32 = 6;

const MARKS_PER_UNIT: i128 = 10_i128.pow(THRESHOLD_DECIMALS);

/// The limit for numbers whose vocabulary gives no range, as a power of ten.
const WIDEST: u32 = 9;

/// How the numbers of a fact are written and compared: its unit, the other units that it accepts,
/// and its plausible range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scale {
    /// The unit of the fact.
    pub unit: Unit,
    /// Other units in which values and thresholds may be given.
    pub accepted: List<Unit>,
    /// The lowest plausible value, in the fact's unit.
    pub low: Decimal,
    /// The highest plausible value, in the fact's unit.
    pub high: Decimal,
    /// The factor by which a value in the fact's unit is multiplied so that a value in any accepted
    /// unit is a decimal, too: 3 if L/h (50/3 mL/min) is accepted.
    pub multiplier: u64,
}

impl Scale {
    /// The scale of a fact whose vocabulary gives no plausible range: wide enough for every number
    /// that can be compared exactly, within reason. `None` if a unit is of another kind than the
    /// first.
    #[must_use]
    pub fn without_range(unit: Unit, accepted: List<Unit>) -> Option<Scale> {
        let multiplier = Scale::multiplier_for(unit, &accepted)?;
        let mut scale =
            Scale { unit, accepted, low: Decimal::ZERO, high: Decimal::ZERO, multiplier };
        // Units with unusual ratios leave less room: accepting `lb` for a fact in `kg` divides each
        // mark into 45,359,237.
        let mut powers =
            (0..=WIDEST).rev().map(|zeros| Decimal::from(10_u64.saturating_pow(zeros)));
        let widest = powers.find(|high| scale.position(*high, unit).is_some())?;
        (scale.low, scale.high) = (widest, widest);
        scale.low.set_sign_negative(true);
        Some(scale)
    }

    /// The unit and the accepted ones.
    pub fn units(&self) -> impl Iterator<Item = Unit> + '_ {
        core::iter::once(self.unit).chain(self.accepted.iter().copied())
    }

    /// The smallest multiplier that makes every value in one of these units a decimal in `unit`;
    /// `None` if a unit is of another kind.
    #[must_use]
    pub fn multiplier_for(unit: Unit, accepted: &[Unit]) -> Option<u64> {
        accepted.iter().try_fold(1_u64, |multiplier, other| {
            let mut denominator = other.ratio_to(unit)?.denominator;
            for prime in [2, 5] {
                while denominator.checked_rem(prime) == Some(0) {
                    denominator = denominator.checked_div(prime)?;
                }
            }
            let common = u64::try_from(greatest_common_divisor(
                i128::from(multiplier),
                i128::from(denominator),
            ))
            .ok()?;
            multiplier.checked_mul(denominator.checked_div(common)?)
        })
    }

    /// The position of an exact value on this scale: even on a mark, odd between two; `None` for a
    /// unit of another kind and for numbers far beyond anything that can be measured.
    #[must_use]
    pub fn position(&self, value: Decimal, unit: Unit) -> Option<i64> {
        self.position_of_short(value, unit).or_else(|| self.position_of_any(value, unit))
    }

    /// The position of a number in the fact's own unit that fits into 64 bits and lies on a mark,
    /// as nearly all do.
    fn position_of_short(&self, value: Decimal, unit: Unit) -> Option<i64> {
        let decimals =
            THRESHOLD_DECIMALS.checked_sub(value.scale()).filter(|_| unit == self.unit)?;
        let mark =
            i64::try_from(value.mantissa()).ok()?.checked_mul(10_i64.checked_pow(decimals)?)?;
        mark.checked_mul(i64::try_from(self.multiplier).ok()?)?.checked_mul(2)
    }

    fn position_of_any(&self, value: Decimal, unit: Unit) -> Option<i64> {
        let ratio = unit.ratio_to(self.unit)?;
        let factor = i128::from(ratio.numerator)
            .checked_mul(i128::from(self.multiplier))?
            .checked_mul(MARKS_PER_UNIT)?;
        // Reduced to lowest terms before anything is multiplied, so that 28 digits overflow only if
        // the value itself is absurd.
        let (factor, denominator) = lowest_terms(factor, i128::from(ratio.denominator))?;
        let (factor, decimals) = lowest_terms(factor, 10_i128.checked_pow(value.scale())?)?;
        let numerator = value.mantissa().checked_mul(factor)?;
        let divisor = denominator.checked_mul(decimals)?;
        let mark = numerator.checked_div_euclid(divisor)?;
        let between_marks = numerator.checked_rem_euclid(divisor)? != 0;
        i64::try_from(mark.checked_mul(2)?.checked_add(i128::from(between_marks))?).ok()
    }

    /// Whether a position is a mark, where thresholds can lie, rather than between two marks.
    #[must_use]
    pub const fn is_on_mark(position: i64) -> bool {
        position & 1 == 0
    }

    /// The position of a value in the plausible range; `None` outside it.
    #[must_use]
    pub fn plausible(&self, value: Decimal, unit: Unit) -> Option<i64> {
        let position = self.position(value, unit)?;
        let low = self.position(self.low, self.unit)?;
        let high = self.position(self.high, self.unit)?;
        (low <= position && position <= high).then_some(position)
    }

    /// The positions of the plausible range.
    #[must_use]
    pub fn range(&self) -> Interval {
        match (self.position(self.low, self.unit), self.position(self.high, self.unit)) {
            (Some(low), Some(high)) => Interval::between(low, high),
            _ => Interval::ANYTHING,
        }
    }

    /// The number with the fewest decimals, and the lowest of those, at one of these positions, in
    /// the fact's unit; `None` if it would need more decimals than a value between two marks.
    ///
    /// ```
    /// # use policy_core::{possible::{Interval, Scale}, unit::Unit, Decimal};
    /// # let scale = Scale { unit: Unit::Percent, accepted: std::borrow::Cow::Borrowed(&[]), low: Decimal::ONE, high: Decimal::from(95), multiplier: 1 };
    /// let forty = scale.position(Decimal::from(40), Unit::Percent).unwrap();
    /// assert_eq!(scale.simplest(Interval::above(forty)), Some(Decimal::from(41)));
    /// assert_eq!(scale.simplest(Interval::between(forty + 1, forty + 1_999_999)).unwrap().to_string(), "40.1");
    /// ```
    #[must_use]
    pub fn simplest(&self, positions: Interval) -> Option<Decimal> {
        let per_unit = MARKS_PER_UNIT.checked_mul(2)?.checked_mul(i128::from(self.multiplier))?;
        (0..=THRESHOLD_DECIMALS.saturating_add(1)).find_map(|decimals| {
            // The first candidate at or above the lowest position, or the next one if the first is
            // just below.
            let scaled = i128::from(positions.low()).checked_mul(10_i128.checked_pow(decimals)?)?;
            let first = scaled.checked_div_euclid(per_unit)?;
            let candidates = [first, first.checked_add(1)?]
                .map(|digits| Decimal::try_from_i128_with_scale(digits, decimals).ok());
            let fits = |value: &Decimal| {
                self.position(*value, self.unit).is_some_and(|position| {
                    positions.low() <= position && position <= positions.high()
                })
            };
            candidates.into_iter().flatten().find(fits)
        })
    }

    /// The plausible range in words: `1 to 95 %`.
    #[must_use]
    pub fn range_in_words(&self) -> String {
        format!("{} to {} {}", self.low, self.high, self.unit.words())
    }
}

fn lowest_terms(numerator: i128, denominator: i128) -> Option<(i128, i128)> {
    let common = greatest_common_divisor(numerator, denominator);
    Some((numerator.checked_div(common)?, denominator.checked_div(common)?))
}

const fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one, other);
    while let Some(rest) = one.checked_rem(other) {
        (one, other) = (other, rest);
    }
    one
}
