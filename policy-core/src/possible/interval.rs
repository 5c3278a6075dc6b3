//! Integers from a lowest to a highest, both included: the possible values of everything ordered,
//! and what a comparison requires of them.

#[cfg(test)]
mod tests;

use crate::Truth;

/// All integers from `low` to `high`, both included; never empty.
///
/// Numbers, counts, ages and days all become integers in the same order (see
/// [`Scale`](super::Scale) for exact decimals), so one type serves both the possible values and the
/// ranges that predicates require: `<= 40` is the interval up to 40, `> 40` the one that starts at
/// the next integer.
///
/// ```
/// use policy_core::{Truth, possible::Interval};
///
/// let lvef_35_to_40 = Interval::between(35, 40);
/// assert_eq!(lvef_35_to_40.inside(Interval::at_most(40)), Truth::MET);
/// assert_eq!(lvef_35_to_40.inside(Interval::at_most(35)), Truth::UNKNOWN);
/// assert_eq!(lvef_35_to_40.inside(Interval::above(40)), Truth::NOT_MET);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    pub(super) low: i64,
    pub(super) high: i64,
}

impl Interval {
    /// Every value: nothing is documented.
    pub const ANYTHING: Interval = Interval { low: i64::MIN, high: i64::MAX };

    /// One value.
    #[inline]
    #[must_use]
    pub const fn exactly(value: i64) -> Interval {
        Interval { low: value, high: value }
    }

    /// Between two values, both included, given in either order.
    #[inline]
    #[must_use]
    pub const fn between(one: i64, other: i64) -> Interval {
        if one <= other {
            Interval { low: one, high: other }
        } else {
            Interval { low: other, high: one }
        }
    }

    /// `value` or less.
    #[inline]
    #[must_use]
    pub const fn at_most(value: i64) -> Interval {
        Interval { low: i64::MIN, high: value }
    }

    /// Less than `value`.
    #[inline]
    #[must_use]
    pub const fn below(value: i64) -> Interval {
        Interval { low: i64::MIN, high: value.saturating_sub(1) }
    }

    /// `value` or more.
    #[inline]
    #[must_use]
    pub const fn at_least(value: i64) -> Interval {
        Interval { low: value, high: i64::MAX }
    }

    /// More than `value`.
    #[inline]
    #[must_use]
    pub const fn above(value: i64) -> Interval {
        Interval { low: value.saturating_add(1), high: i64::MAX }
    }

    /// The lowest possible value.
    #[inline]
    #[must_use]
    pub const fn low(self) -> i64 {
        self.low
    }

    /// The highest possible value.
    #[inline]
    #[must_use]
    pub const fn high(self) -> i64 {
        self.high
    }

    /// Only one value is possible.
    #[inline]
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// It is unbounded on exactly one side, as for a comparison with one number.
    #[inline]
    pub(super) const fn is_half_open(self) -> bool {
        (self.low == i64::MIN) | (self.high == i64::MAX)
    }

    /// A value of this interval can lie in `asked`.
    #[inline]
    #[must_use]
    pub const fn can_be_in(self, asked: Interval) -> bool {
        (self.low <= asked.high) & (asked.low <= self.high)
    }

    /// A value of this interval can lie outside `asked`.
    #[inline]
    #[must_use]
    pub const fn can_be_outside(self, asked: Interval) -> bool {
        (self.low < asked.low) | (asked.high < self.high)
    }

    /// Does the value lie in `asked`?
    #[inline]
    #[must_use]
    pub const fn inside(self, asked: Interval) -> Truth {
        Truth::of(self.can_be_in(asked), !self.can_be_outside(asked))
    }
}
