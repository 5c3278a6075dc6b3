//! Decimals with units, compared exactly: both sides of a comparison are multiplied by all
//! denominators, in 128 bits where these are enough and else in 512.

use super::hundredths;
use crate::unit::{Ratio, Unit};
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// A number as written, with its unit; a count has none.
#[derive(Clone, Copy, Debug)]
pub(in crate::possible) struct Exact {
    pub(in crate::possible) value: Decimal,
    pub(in crate::possible) unit: Option<Unit>,
}

/// How far from the second term the first is compared: `at least 5 kg below`, `at most 10% above`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Distance {
    /// The terms themselves are compared.
    None,
    /// So much above the second term; below it, if negative. A count has no unit.
    Plus {
        /// How much.
        value: Decimal,
        /// The unit.
        unit: Option<Unit>,
    },
    /// So many percent of the second term above it; below it, if negative.
    Percent(Decimal),
}

impl Distance {
    /// How the moved number lies to the number itself, if that is positive.
    pub(super) fn order(self) -> Ordering {
        match self {
            Distance::None => Ordering::Equal,
            Distance::Plus { value, .. } | Distance::Percent(value) => value.mantissa().cmp(&0),
        }
    }

    /// Whatever the number is, it comes to zero: 100 % below it.
    pub(super) fn is_zero(self) -> bool {
        matches!(self, Distance::Percent(percent) if hundredths(percent) == Some(0))
    }
}

/// How a number lies to another one, moved by a distance; `None` where units are of two kinds.
pub(super) fn compare(one: Exact, other: Exact, distance: Distance) -> Option<Ordering> {
    if matches!(distance, Distance::None)
        && one.unit == other.unit
        && one.value.scale() == other.value.scale()
    {
        return Some(one.value.mantissa().cmp(&other.value.mantissa()));
    }
    let unit = ratio(other.unit, one.unit)?;
    let (own, scale) = (one.value, other.value.scale());
    let [left, right, added] = match distance {
        Distance::None => [
            Product { number: own, factors: [unit.denominator, 1], zeros: scale },
            Product { number: other.value, factors: [unit.numerator, 1], zeros: own.scale() },
            Product::ZERO,
        ],
        Distance::Plus { value, unit: added } => {
            let added = ratio(added, one.unit)?;
            let both = scale.checked_add(value.scale())?;
            [
                Product {
                    number: own,
                    factors: [unit.denominator, added.denominator],
                    zeros: both,
                },
                Product {
                    number: other.value,
                    factors: [unit.numerator, added.denominator],
                    zeros: own.scale().checked_add(value.scale())?,
                },
                Product {
                    number: value,
                    factors: [added.numerator, unit.denominator],
                    zeros: own.scale().checked_add(scale)?,
                },
            ]
        }
        Distance::Percent(percent) => [
            Product {
                number: own,
                factors: [unit.denominator, 100],
                zeros: scale.checked_add(percent.scale())?,
            },
            Product {
                number: other.value,
                factors: [unit.numerator, hundredths(percent)?],
                zeros: own.scale(),
            },
            Product::ZERO,
        ],
    };
    let narrow = || {
        let right = right.narrow()?.checked_add(added.narrow()?)?;
        Some(left.narrow()?.cmp(&right))
    };
    Some(narrow().unwrap_or_else(|| wide(left, [right, added])))
}

/// The size of one unit in another; 1 for two counts.
fn ratio(unit: Option<Unit>, of: Option<Unit>) -> Option<Ratio> {
    match (unit, of) {
        (Some(unit), Some(of)) if unit != of => unit.ratio_to(of),
        (Some(_), Some(_)) | (None, None) => Some(Ratio { numerator: 1, denominator: 1 }),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

/// The digits of a number times some factors and a power of ten.
#[derive(Clone, Copy)]
struct Product {
    number: Decimal,
    factors: [u64; 2],
    zeros: u32,
}

impl Product {
    const ZERO: Product = Product { number: Decimal::ZERO, factors: [1, 1], zeros: 0 };

    fn narrow(self) -> Option<i128> {
        let [one, other] = self.factors;
        let factor = one.checked_mul(other)?.checked_mul(10_u64.checked_pow(self.zeros)?)?;
        let mantissa = i64::try_from(self.number.mantissa()).ok()?;
        i128::from(mantissa).checked_mul(factor.into())
    }

    fn is_negative(self) -> bool {
        self.number.mantissa() < 0
    }
}

/// A natural number of 512 bits, the lowest 64 first: more than numbers of 28 digits need.
type Wide = [u64; 8];

/// The magnitudes of a sign on both sides, so that nothing is subtracted.
fn wide(left: Product, right: [Product; 2]) -> Ordering {
    let (mut low, mut high) = ([0; 8], [0; 8]);
    for (product, is_left) in [(left, true), (right[0], false), (right[1], false)] {
        let to = if product.is_negative() == is_left { &mut high } else { &mut low };
        *to = sum(*to, magnitude(product));
    }
    low.iter().rev().cmp(high.iter().rev())
}

fn magnitude(product: Product) -> Wide {
    let mantissa = product.number.mantissa().unsigned_abs();
    let digit = |number: u128| u64::try_from(number & u128::from(u64::MAX)).unwrap_or(u64::MAX);
    let begin = [digit(mantissa), digit(mantissa >> 64), 0, 0, 0, 0, 0, 0];
    let multiplied = product.factors.into_iter().fold(begin, times);
    (0..product.zeros).fold(multiplied, |number, _| times(number, 10))
}

fn times(number: Wide, factor: u64) -> Wide {
    let mut carried = 0;
    number.map(|digit| {
        let (low, high) = digit.carrying_mul(factor, carried);
        carried = high;
        low
    })
}

fn sum(one: Wide, other: Wide) -> Wide {
    let mut carried = false;
    let mut digits = other.into_iter();
    one.map(|digit| {
        let (sum, first) = digit.overflowing_add(digits.next().unwrap_or(0));
        let (sum, second) = sum.overflowing_add(u64::from(carried));
        carried = first | second;
        sum
    })
}
