//! The scale of a fact: how exact decimals in several units become integers in the same order.
//!
//! A decision only compares; it never adds or rounds. So a decimal is converted, once, to its
//! position among all thresholds that a policy can name. Thresholds lie on the marks of the scale,
//! one for every millionth of the unit, or for every hundredth if the unit counts
//! single things; all values between two marks share the one position between
//! them. Comparing positions is then the same as comparing values, whatever their digits and units.
//! Numbers below the first mark or above the last share one position, too, so no number is too large
//! to be compared.

#[cfg(test)]
mod tests;

use super::Interval;
use crate::data::List;
use crate::policy::notation::{grouped, power_of_ten};
use crate::unit::Unit;
use rust_decimal::Decimal;

/// Below every mark: numbers that no threshold can name. Like all positions between two marks, it is
/// odd.
const LOWEST: i64 = i64::MIN.saturating_add(3);

/// Above every mark.
const HIGHEST: i64 = i64::MAX.saturating_sub(2);

/// How the numbers of a fact are written and compared: its unit, the other units that it accepts,
/// and its plausible range, if its vocabulary gives one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Scale {
    /// The unit of the fact.
    pub unit: Unit,
    /// Other units in which values and thresholds may be given.
    pub accepted: List<Unit>,
    /// The lowest plausible value, in the fact's unit; [`NO_LOW`](Scale::NO_LOW) without a range.
    pub low: Decimal,
    /// The highest plausible value, in the fact's unit; [`NO_HIGH`](Scale::NO_HIGH) without a range.
    pub high: Decimal,
    /// The factor by which a value in the fact's unit is multiplied so that a value in any accepted
    /// unit is a decimal, too: 3 if L/h (50/3 mL/min) is accepted.
    pub multiplier: u64,
}

impl Scale {
    /// The lowest plausible value of a fact whose vocabulary gives no range.
    pub const NO_LOW: Decimal = Decimal::MIN;

    /// The highest plausible value of a fact whose vocabulary gives no range.
    pub const NO_HIGH: Decimal = Decimal::MAX;

    /// The scale of a fact whose vocabulary gives no plausible range: every number is plausible,
    /// above and below 0. `None` if a unit is of another kind than the first.
    ///
    /// ```
    /// # use policy_core::{possible::Scale, unit::Unit, Decimal};
    /// let change = Scale::without_range(Unit::Percent, std::borrow::Cow::Borrowed(&[])).unwrap();
    /// assert!(change.plausible(Decimal::from(-150), Unit::Percent).is_some());
    /// assert_eq!(change.limits(), None);
    /// ```
    #[must_use]
    pub fn without_range(unit: Unit, accepted: List<Unit>) -> Option<Scale> {
        let multiplier = Scale::multiplier_for(unit, &accepted)?;
        Some(Scale { unit, accepted, low: Scale::NO_LOW, high: Scale::NO_HIGH, multiplier })
    }

    /// The plausible range that the vocabulary gives; `None` if it gives none.
    #[must_use]
    pub fn limits(&self) -> Option<(Decimal, Decimal)> {
        (self.low != Scale::NO_LOW || self.high != Scale::NO_HIGH).then_some((self.low, self.high))
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

    /// The marks to one of the fact's own unit.
    pub(super) fn marks_per_unit(&self) -> i128 {
        10_i128.saturating_pow(self.unit.decimals()).saturating_mul(i128::from(self.multiplier))
    }

    /// The position of an exact value on this scale: even on a mark, odd between two, before the
    /// first one or after the last one; `None` for a unit of another kind.
    #[must_use]
    pub fn position(&self, value: Decimal, unit: Unit) -> Option<i64> {
        let position = self.position_of_short(value, unit);
        let position = position.or_else(|| self.position_of_any(value, unit))?;
        Some(Scale::clamped(position))
    }

    /// The position of a number among or beyond the marks.
    pub(super) fn clamped(position: i64) -> i64 {
        position.clamp(LOWEST, HIGHEST)
    }

    /// The position of a number in the fact's own unit that fits into 64 bits and lies on a mark,
    /// as nearly all do.
    fn position_of_short(&self, value: Decimal, unit: Unit) -> Option<i64> {
        let decimals =
            self.unit.decimals().checked_sub(value.scale()).filter(|_| unit == self.unit)?;
        let mark =
            i64::try_from(value.mantissa()).ok()?.checked_mul(10_i64.checked_pow(decimals)?)?;
        mark.checked_mul(i64::try_from(self.multiplier).ok()?)?.checked_mul(2)
    }

    fn position_of_any(&self, value: Decimal, unit: Unit) -> Option<i64> {
        let ratio = unit.ratio_to(self.unit)?;
        let factor = i128::from(ratio.numerator).checked_mul(self.marks_per_unit())?;
        let (factor, denominator) = lowest_terms(factor, i128::from(ratio.denominator))?;
        let (factor, decimals) = lowest_terms(factor, 10_i128.checked_pow(value.scale())?)?;
        let divisor = denominator.checked_mul(decimals)?.unsigned_abs();
        let mantissa = value.mantissa();
        let negative = mantissa < 0;
        let beyond = if negative { LOWEST } else { HIGHEST };
        let Some((mark, rest)) = share(mantissa.unsigned_abs(), factor.unsigned_abs(), divisor)
        else {
            return Some(beyond);
        };
        // Twice the mark, and one more, or below 0 one less, for what lies between it and the next.
        let position = i64::try_from(mark)
            .ok()
            .and_then(|mark| mark.checked_mul(2)?.checked_add(i64::from(rest != 0)))
            .map(|position| if negative { position.saturating_neg() } else { position });
        Some(position.unwrap_or(beyond))
    }

    /// Whether a position lies beyond all marks, so that no threshold can be there.
    #[must_use]
    pub const fn is_beyond(position: i64) -> bool {
        position <= LOWEST || position >= HIGHEST
    }

    /// Whether a position is a mark, where thresholds can lie, rather than between two marks.
    #[must_use]
    pub const fn is_on_mark(position: i64) -> bool {
        position & 1 == 0
    }

    /// The position of a value in the plausible range; `None` outside it, and for a unit of another
    /// kind.
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
    /// the fact's unit; of those without a lowest, 0 or the highest. `None` if it would need more
    /// decimals than a value between two marks.
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
        let per_unit = self.marks_per_unit().checked_mul(2)?;
        let lowest =
            if positions.low() > LOWEST { positions.low() } else { positions.high().min(0) };
        (0..=self.unit.decimals().saturating_add(1)).find_map(|decimals| {
            // The first candidate at or above the lowest position, or the next one if the first is
            // just below.
            let scaled = i128::from(lowest).checked_mul(10_i128.checked_pow(decimals)?)?;
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

    /// The plausible range in words: `1 to 95 %`, or `any number of kg` where there is none.
    #[must_use]
    pub fn range_in_words(&self) -> String {
        let Some((low, high)) = self.limits() else {
            return format!("any number of {}", self.unit.words());
        };
        let [low, high] = [low, high].map(|end| {
            if power_of_ten(end).is_some() { grouped(end, ',') } else { end.to_string() }
        });
        format!("{} to {}", self.unit.shared(&low), self.unit.after(&high))
    }
}

/// `number * factor / divisor`, and what the division leaves; `None` for more than 127 bits. The product alone
/// may have any length.
fn share(number: u128, factor: u128, divisor: u128) -> Option<(u128, u128)> {
    if let Some(product) = number.checked_mul(factor) {
        return Some((product.checked_div(divisor)?, product.checked_rem(divisor)?));
    }
    // Bit by bit, as in long multiplication, with the divisor taken out after each step.
    let (whole, part) = (number.checked_div(divisor)?, number.checked_rem(divisor)?);
    let (mut quotient, mut rest) = (0_u128, 0_u128);
    let carry = |sum: u128| match sum.checked_sub(divisor) {
        Some(less) => (1, less),
        None => (0, sum),
    };
    for bit in (0..u128::BITS).rev() {
        let (carried, less) = carry(rest.checked_mul(2)?);
        (quotient, rest) = (quotient.checked_mul(2)?.checked_add(carried)?, less);
        if factor.checked_shr(bit)? & 1 == 1 {
            let (carried, less) = carry(rest.checked_add(part)?);
            (quotient, rest) = (quotient.checked_add(whole)?.checked_add(carried)?, less);
        }
    }
    Some((quotient, rest))
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
