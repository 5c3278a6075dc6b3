//! Integers from a lowest to a highest, both included: the possible values of everything ordered,
//! and what a comparison asks of them.

#[cfg(test)]
mod tests;

use crate::Truth;

/// All integers from `low` to `high`, both included; never empty.
///
/// Numbers, counts, ages and days all become integers that keep their order (see
/// [`Scale`](super::Scale) for exact decimals), so one type serves the possible values of each and
/// the ranges that predicates ask for: `<= 40` is the interval up to 40, `> 40` the one from the
/// next integer on.
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

    /// From one value to another; they may be given in either order.
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

    /// A single value is possible.
    #[inline]
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// It has an end on one side only, as a comparison with one number has.
    #[inline]
    pub(super) const fn is_half_open(self) -> bool {
        (self.low == i64::MIN) | (self.high == i64::MAX)
    }

    /// One of these values can lie in `asked`.
    #[inline]
    #[must_use]
    pub const fn can_be_in(self, asked: Interval) -> bool {
        (self.low <= asked.high) & (asked.low <= self.high)
    }

    /// One of these values can lie outside `asked`.
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
