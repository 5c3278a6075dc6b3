//! What a test requires of its term.

use super::expression::{CountTest, DateTest, Day, Operator, QuantityTest, Threshold};
use crate::possible::{Interval, Scale};
use crate::vocabulary::FactId;

/// What a test requires of its term: that its value is one of these. The same for all terms with
/// this type of value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Region {
    /// Yes.
    Yes,
    /// One of these values, given by position, as bits.
    Values(u64),
    /// A comparison of a whole number.
    Whole(CountTest),
    /// A comparison of a quantity.
    Quantity(QuantityTest),
    /// A comparison of a day.
    Day(DateTest),
}

impl Region {
    /// The values of a code.
    #[must_use]
    pub const fn values(self) -> Option<u64> {
        if let Region::Values(values) = self { Some(values) } else { None }
    }

    /// What a whole number is compared with.
    #[must_use]
    pub const fn whole(self) -> Option<CountTest> {
        if let Region::Whole(test) = self { Some(test) } else { None }
    }

    /// What a quantity is compared with.
    #[must_use]
    pub const fn quantity(self) -> Option<QuantityTest> {
        if let Region::Quantity(test) = self { Some(test) } else { None }
    }

    /// What a day is compared with.
    #[must_use]
    pub const fn day(self) -> Option<DateTest> {
        if let Region::Day(test) = self { Some(test) } else { None }
    }

    /// `at least 2`: the number, if that is all that is required.
    #[must_use]
    pub const fn at_least(self) -> Option<u32> {
        if let Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, bound)) = self {
            Some(bound)
        } else {
            None
        }
    }

    /// The other date of the case that it compares with.
    #[must_use]
    pub const fn other_date(self) -> Option<FactId> {
        if let Region::Day(DateTest::Compare(_, Day::Fact(other))) = self {
            Some(other)
        } else {
            None
        }
    }

    /// The comparison, if it is a comparison with a single value.
    const fn operator(self) -> Option<Operator> {
        match self {
            Region::Whole(CountTest::Compare(operator, _))
            | Region::Quantity(QuantityTest::Compare(operator, _))
            | Region::Day(DateTest::Compare(operator, _)) => Some(operator),
            Region::Yes
            | Region::Values(_)
            | Region::Whole(CountTest::Between(..))
            | Region::Quantity(QuantityTest::Between(..))
            | Region::Day(DateTest::AtLeastAgo(_) | DateTest::Within(_) | DateTest::Between(..)) => {
                None
            }
        }
    }

    /// `= 18`: the number, quantity or day must have exactly this value.
    #[must_use]
    pub const fn is_single_value(self) -> bool {
        matches!(self.operator(), Some(Operator::Equal))
    }

    /// `= 18`, `between 18 and 64`: both a lowest and a highest value are given.
    #[must_use]
    pub const fn is_range(self) -> bool {
        match self {
            Region::Whole(CountTest::Between(..))
            | Region::Quantity(QuantityTest::Between(..))
            | Region::Day(DateTest::Between(..)) => true,
            Region::Yes
            | Region::Values(_)
            | Region::Whole(CountTest::Compare(..))
            | Region::Quantity(QuantityTest::Compare(..))
            | Region::Day(DateTest::AtLeastAgo(_) | DateTest::Within(_) | DateTest::Compare(..)) => {
                self.is_single_value()
            }
        }
    }

    /// All other values, if they can be written as one comparison, too.
    #[must_use]
    pub const fn opposite(self) -> Option<Region> {
        let Some(operator) = self.operator() else { return None };
        let Some(opposite) = operator.opposite() else { return None };
        match self {
            Region::Whole(CountTest::Compare(_, bound)) => {
                Some(Region::Whole(CountTest::Compare(opposite, bound)))
            }
            Region::Quantity(QuantityTest::Compare(_, bound)) => {
                Some(Region::Quantity(QuantityTest::Compare(opposite, bound)))
            }
            Region::Day(DateTest::Compare(_, operand)) => {
                Some(Region::Day(DateTest::Compare(opposite, operand)))
            }
            Region::Yes
            | Region::Values(_)
            | Region::Whole(_)
            | Region::Quantity(_)
            | Region::Day(_) => None,
        }
    }
}

impl Operator {
    /// The comparison that holds exactly where this one does not; "not equal" has no sign, so
    /// `None` for `=`.
    const fn opposite(self) -> Option<Operator> {
        match self {
            Operator::Equal => None,
            Operator::Less => Some(Operator::GreaterOrEqual),
            Operator::LessOrEqual => Some(Operator::Greater),
            Operator::Greater => Some(Operator::LessOrEqual),
            Operator::GreaterOrEqual => Some(Operator::Less),
        }
    }
}

impl CountTest {
    /// `at least 2`
    #[must_use]
    pub const fn at_least(bound: u32) -> CountTest {
        CountTest::Compare(Operator::GreaterOrEqual, bound)
    }

    /// The numbers that pass.
    #[must_use]
    pub fn interval(self) -> Interval {
        match self {
            CountTest::Compare(operator, bound) => operator.interval(i64::from(bound)),
            CountTest::Between(low, high) => Interval::between(i64::from(low), i64::from(high)),
        }
    }

    /// The numbers as written: one or two.
    pub fn bounds(self) -> impl Iterator<Item = u32> {
        let (first, second) = match self {
            CountTest::Compare(_, bound) => (bound, None),
            CountTest::Between(low, high) => (low, Some(high)),
        };
        [first].into_iter().chain(second)
    }
}

impl QuantityTest {
    /// The positions on a scale that pass; `None` if a threshold does not lie on the scale.
    #[must_use]
    pub fn positions(self, scale: &Scale) -> Option<Interval> {
        let position = |threshold: Threshold| scale.position(threshold.value, threshold.unit);
        Some(match self {
            QuantityTest::Compare(operator, threshold) => operator.interval(position(threshold)?),
            QuantityTest::Between(low, high) => Interval::between(position(low)?, position(high)?),
        })
    }

    /// The thresholds as written: one or two.
    pub fn thresholds(self) -> impl Iterator<Item = Threshold> {
        let (first, second) = match self {
            QuantityTest::Compare(_, threshold) => (threshold, None),
            QuantityTest::Between(low, high) => (low, Some(high)),
        };
        [first].into_iter().chain(second)
    }
}
