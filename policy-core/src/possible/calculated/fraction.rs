//! Exact fractions, long enough for every formula that a build accepts: see
//! [`Formula::bits`](crate::policy::Formula::bits).

#![expect(
    clippy::large_types_passed_by_value,
    reason = "copying a fraction costs little beside multiplying it"
)]

use crate::policy::notation::grouped;
use crate::unit::Ratio;
use bnum::Int;
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// More than twice the bits of the longest number of a formula, so that two fractions can be
/// compared by multiplication.
type Wide = Int<136>;

/// A fraction; the denominator is above 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    numerator: Wide,
    denominator: Wide,
}

/// `None` where a number is longer than any that a build accepts.
impl Fraction {
    pub(super) fn of(value: Decimal, size: Ratio) -> Option<Fraction> {
        let numerator = Wide::try_from(value.mantissa()).ok()?;
        let denominator = Wide::try_from(10_i128.checked_pow(value.scale())?).ok()?;
        Fraction { numerator, denominator }.sized(size)
    }

    fn sized(self, Ratio { numerator, denominator }: Ratio) -> Option<Fraction> {
        Some(Fraction {
            numerator: self.numerator.checked_mul(Wide::try_from(numerator).ok()?)?,
            denominator: self.denominator.checked_mul(Wide::try_from(denominator).ok()?)?,
        })
    }

    pub(super) fn sign(self) -> Ordering {
        if self.numerator.is_zero() {
            Ordering::Equal
        } else if self.numerator.is_negative() {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    }

    pub(super) fn negated(self) -> Fraction {
        Fraction { numerator: self.numerator.saturating_neg(), ..self }
    }

    pub(super) fn plus(self, other: Fraction) -> Option<Fraction> {
        let (less, more) =
            if self.denominator <= other.denominator { (self, other) } else { (other, self) };
        // Decimals of one unit share the denominator of the one with more places.
        if more.denominator.checked_rem(less.denominator)?.is_zero() {
            let times = more.denominator.checked_div(less.denominator)?;
            let numerator = less.numerator.checked_mul(times)?.checked_add(more.numerator)?;
            return Some(Fraction { numerator, denominator: more.denominator });
        }
        let one = self.numerator.checked_mul(other.denominator)?;
        let another = other.numerator.checked_mul(self.denominator)?;
        Some(Fraction {
            numerator: one.checked_add(another)?,
            denominator: self.denominator.checked_mul(other.denominator)?,
        })
    }

    pub(super) fn times(self, other: Fraction) -> Option<Fraction> {
        Some(Fraction {
            numerator: self.numerator.checked_mul(other.numerator)?,
            denominator: self.denominator.checked_mul(other.denominator)?,
        })
    }

    /// `None` for 0.
    pub(super) fn reciprocal(self) -> Option<Fraction> {
        match self.sign() {
            Ordering::Equal => None,
            Ordering::Greater => {
                Some(Fraction { numerator: self.denominator, denominator: self.numerator })
            }
            Ordering::Less => Some(Fraction {
                numerator: self.denominator.checked_neg()?,
                denominator: self.numerator.checked_neg()?,
            }),
        }
    }

    pub(super) fn compared_with(self, other: Fraction) -> Option<Ordering> {
        let one = self.numerator.checked_mul(other.denominator)?;
        Some(one.cmp(&other.numerator.checked_mul(self.denominator)?))
    }

    /// Its digits with at most three decimals, in units of a size, and whether these are all.
    pub(super) fn shown(self, size: Ratio) -> Option<(String, bool)> {
        let (thousandth, rest) = self.marks(size, 1_000)?;
        let (half, _) = self.marks(size, 2_000)?;
        let rounded = if rest { half.checked_add(1)?.checked_div_euclid(2)? } else { thousandth };
        let digits = Decimal::try_new(rounded, 3).ok()?.normalize();
        Some((grouped(digits, ','), !rest))
    }

    /// The last mark that is not above it, of so many for each unit of a size, and whether it lies
    /// behind that mark.
    pub(super) fn marks(self, size: Ratio, marks: i128) -> Option<(i64, bool)> {
        let Ratio { numerator, denominator } = size;
        let own = self.sized(Ratio { numerator: denominator, denominator: numerator })?;
        let all = own.numerator.checked_mul(Wide::try_from(marks).ok()?)?;
        let mark = all.checked_div_euclid(own.denominator)?;
        let rest = !all.checked_rem_euclid(own.denominator)?.is_zero();
        let beyond = if self.sign().is_lt() { i64::MIN } else { i64::MAX };
        Some((i64::try_from(mark).unwrap_or(beyond), rest))
    }
}
