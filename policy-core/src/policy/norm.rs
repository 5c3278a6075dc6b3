//! A result compared with its own limits of normal: `alt above normal`, `alt <= 3 times the upper
//! limit of normal`.

use super::expression::Operator;
use super::region::Region;
use crate::possible::{Multiple, Norm, NormLimit};
use crate::unit::Unit;

/// What is asked of a result and its own limits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NormTest {
    /// A comparison with a multiple of a limit.
    Compare(Operator, Multiple),
    /// Two multiples between which it lies, both included.
    Between(Multiple, Multiple),
}

impl NormTest {
    /// Within normal: neither below the lower limit nor above the upper one.
    pub const WITHIN: NormTest =
        NormTest::Between(Multiple::once(NormLimit::Lower), Multiple::once(NormLimit::Upper));

    /// The multiples as written: one or two.
    pub fn multiples(self) -> impl Iterator<Item = Multiple> {
        let (first, second) = match self {
            NormTest::Compare(_, multiple) => (multiple, None),
            NormTest::Between(low, high) => (low, Some(high)),
        };
        [first].into_iter().chain(second)
    }

    /// The same, as a result is asked.
    #[must_use]
    pub const fn norm(self) -> Norm {
        match self {
            NormTest::Compare(operator, multiple) => Norm::Compare(operator.orders(), multiple),
            NormTest::Between(low, high) => Norm::Between(low, high),
        }
    }

    /// How it is said without a number: `above normal`, `not below normal`, `within normal`.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        if self == NormTest::WITHIN {
            return Some("within normal");
        }
        let NormTest::Compare(operator, multiple) = self else { return None };
        let upper = multiple == Multiple::once(NormLimit::Upper);
        let lower = multiple == Multiple::once(NormLimit::Lower);
        match operator {
            Operator::Greater if upper => Some("above normal"),
            Operator::LessOrEqual if upper => Some("not above normal"),
            Operator::Less if lower => Some("below normal"),
            Operator::GreaterOrEqual if lower => Some("not below normal"),
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Equal
            | Operator::Greater
            | Operator::GreaterOrEqual => None,
        }
    }

    /// A policy can ask this: the multiples are above 0, and the first of two is not above the
    /// second.
    pub(super) fn is_possible(self) -> bool {
        let positive = self.multiples().all(|multiple| multiple.times.mantissa() > 0);
        positive
            && match self {
                NormTest::Compare(..) => true,
                NormTest::Between(low, high) => low.limit <= high.limit && low.times <= high.times,
            }
    }
}

/// The unit in which a multiple of a limit is written.
#[must_use]
pub const fn unit_of_multiple(limit: NormLimit) -> Unit {
    match limit {
        NormLimit::Lower => Unit::LowerLimit,
        NormLimit::Upper => Unit::UpperLimit,
    }
}

impl Region {
    /// What a result is asked about its own limits.
    #[must_use]
    pub const fn norm(self) -> Option<NormTest> {
        if let Region::Norm(test) = self { Some(test) } else { None }
    }
}
