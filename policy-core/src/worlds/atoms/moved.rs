//! A number of one term as a number of another one that lies so far from it: in its unit, and moved
//! by a distance.

use crate::possible::Distance;
use crate::unit::{Ratio, Unit};
use core::cmp::Ordering;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How numbers of one term become numbers of another: they are multiplied, divided, and moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    factor: Decimal,
    divisor: Decimal,
    added: Decimal,
}

impl Moved {
    /// From a term with one unit to a term with another, at this distance from the first; a count has
    /// no unit. `None` where the units are of two kinds.
    #[must_use]
    pub fn by(distance: Distance, from: Option<Unit>, to: Option<Unit>) -> Option<Moved> {
        let ratio = ratio(from, to)?;
        let (numerator, denominator) =
            (Decimal::from(ratio.numerator), Decimal::from(ratio.denominator));
        let plain = Moved { factor: numerator, divisor: denominator, added: Decimal::ZERO };
        Some(match distance {
            Distance::None => plain,
            Distance::Plus { value, unit } => {
                let own = Moved::by(Distance::None, unit, to)?;
                Moved { added: own.of(value)?, ..plain }
            }
            Distance::Percent(percent) => Moved {
                factor: numerator.checked_mul(percent.checked_add(Decimal::ONE_HUNDRED)?)?,
                divisor: denominator.checked_mul(Decimal::ONE_HUNDRED)?,
                ..plain
            },
        })
    }

    /// What a number comes to, rounded if it has no end.
    #[must_use]
    pub fn of(self, number: Decimal) -> Option<Decimal> {
        let moved = number.checked_mul(self.factor)?.checked_div(self.divisor)?;
        Some(moved.checked_add(self.added)?.normalize())
    }

    /// The number that comes to this, rounded if it has no end; `None` where every number does.
    #[must_use]
    pub fn back(self, number: Decimal) -> Option<Decimal> {
        let moved = number.checked_sub(self.added)?;
        Some(moved.checked_mul(self.divisor)?.checked_div(self.factor)?.normalize())
    }

    /// How a number of the other term lies to a number of the first, moved; `None` where the digits do
    /// not suffice to tell.
    pub(super) fn order(self, other: Decimal, number: Decimal) -> Option<Ordering> {
        let moved = number.checked_mul(self.factor)?;
        let moved = moved.checked_add(self.added.checked_mul(self.divisor)?)?;
        Some(other.checked_mul(self.divisor)?.cmp(&moved))
    }

    /// The numbers next to this one of which nothing has to be rounded: they come to decimals with an
    /// end, or to whole numbers if it is only these that count.
    pub(super) fn exact_near(self, number: Decimal, whole: bool) -> impl Iterator<Item = Decimal> {
        let below = || {
            let step = self.step(whole)?;
            let below = number.checked_div(step)?.floor().checked_mul(step)?;
            Some([below, below.checked_add(step)?])
        };
        below().into_iter().flatten()
    }

    /// Of multiples of this, nothing has to be rounded.
    fn step(self, whole: bool) -> Option<Decimal> {
        let zeros = Decimal::from_i128_with_scale(10_i128.checked_pow(self.factor.scale())?, 0);
        let divisor = self.divisor.checked_mul(zeros)?.to_u64()?;
        let factor = self.factor.checked_mul(zeros)?.abs().to_u64()?;
        let mut rest = divisor.checked_div(common(factor, divisor))?;
        // Every number can be divided by the factors of ten.
        for factor in [2, 5] {
            while !whole && rest > 1 && rest.checked_rem(factor) == Some(0) {
                rest = rest.checked_div(factor)?;
            }
        }
        Some(Decimal::from(rest))
    }
}

/// The greatest number that divides both.
fn common(one: u64, other: u64) -> u64 {
    match one.checked_rem(other) {
        Some(0) | None => other.max(1),
        Some(rest) => common(other, rest),
    }
}

fn ratio(from: Option<Unit>, to: Option<Unit>) -> Option<Ratio> {
    match (from, to) {
        (Some(from), Some(to)) => from.ratio_to(to),
        (None, None) => Some(Ratio { numerator: 1, denominator: 1 }),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Distance, Moved, Ordering, Unit};
    use rust_decimal::Decimal;

    #[test]
    fn numbers_are_moved_in_their_unit_and_back() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let below = Distance::Percent(number("-5"));
        let moved = Moved::by(below, Some(Unit::Kilogram), Some(Unit::Gram)).unwrap();
        assert_eq!(moved.of(number("80")), Some(number("76000")));
        assert_eq!(moved.back(number("76000")), Some(number("80")));
        assert_eq!(moved.order(number("75999.9"), number("80")), Some(Ordering::Less));
        let above = Distance::Plus { value: number("0.5"), unit: Some(Unit::Kilogram) };
        let moved = Moved::by(above, Some(Unit::Gram), Some(Unit::Kilogram)).unwrap();
        assert_eq!(moved.of(number("1500")), Some(number("2")));
        assert_eq!(moved.back(number("2")), Some(number("1500")));
        assert_eq!(Moved::by(Distance::None, Some(Unit::Gram), None), None);
    }

    #[test]
    fn what_is_divided_by_three_is_a_multiple_of_it() {
        let liters = Some(Unit::LiterPerHour);
        let moved = Moved::by(Distance::None, liters, Some(Unit::MilliliterPerMinute)).unwrap();
        let near = moved.exact_near(Decimal::from(10), false).collect::<Vec<_>>();
        assert_eq!(near, [Decimal::from(9), Decimal::from(12)]);
        let exact = near.iter().map(|number| moved.of(*number));
        assert_eq!(exact.collect::<Vec<_>>(), [Some(Decimal::from(150)), Some(Decimal::from(200))]);
        // 20 % less is a whole number of every fifth one.
        let less = Moved::by(Distance::Percent(Decimal::from(-20)), None, None).unwrap();
        let near = less.exact_near(Decimal::from(7), true).collect::<Vec<_>>();
        assert_eq!(near, [Decimal::from(5), Decimal::from(10)]);
    }
}
