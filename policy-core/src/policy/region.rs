//! What a test requires of its term.

use super::expression::{CountTest, DateTest, Day, Operator, QuantityTest, Threshold};
use super::norm::NormTest;
use super::relation::Relation;
use super::window::{End, Window};
use crate::calendar::Shift;
use crate::possible::{Interval, Scale};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

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
    /// A comparison with another term.
    Than(Relation),
    /// A comparison of a result with its own limits of normal.
    Norm(NormTest),
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

    /// Other dates of the case that it depends on: the one that a date is compared with, or those
    /// that a window is counted from.
    pub fn other_dates(self) -> impl Iterator<Item = FactId> {
        let (compared, window) = match self {
            Region::Day(DateTest::Compare(_, day)) => (day.fact(), None),
            Region::Day(DateTest::In(window)) => (None, Some(window)),
            Region::Than(relation) => (None, relation.other.window()),
            Region::Yes
            | Region::Values(_)
            | Region::Whole(_)
            | Region::Quantity(_)
            | Region::Norm(_) => (None, None),
        };
        compared.into_iter().chain(window.into_iter().flat_map(Window::anchors))
    }

    /// The comparison, if it is a comparison with a single value.
    const fn operator(self) -> Option<Operator> {
        match self {
            Region::Whole(CountTest::Compare(operator, _))
            | Region::Quantity(QuantityTest::Compare(operator, _))
            | Region::Day(DateTest::Compare(operator, _))
            | Region::Than(Relation { operator, .. })
            | Region::Norm(NormTest::Compare(operator, _)) => Some(operator),
            Region::Yes
            | Region::Values(_)
            | Region::Whole(CountTest::Between(..))
            | Region::Quantity(QuantityTest::Between(..))
            | Region::Day(DateTest::In(_))
            | Region::Norm(NormTest::Between(..)) => None,
        }
    }

    /// `= 18`: the number, quantity or day must have exactly this value.
    #[must_use]
    pub const fn is_single_value(self) -> bool {
        matches!(self.operator(), Some(Operator::Equal))
    }

    /// `= 18`, `between 18 and 64`: both a lowest and a highest value are given.
    #[must_use]
    pub fn is_range(self) -> bool {
        match self {
            Region::Whole(CountTest::Between(..))
            | Region::Quantity(QuantityTest::Between(..))
            | Region::Norm(NormTest::Between(..)) => true,
            Region::Day(DateTest::In(window)) => window.is_range(),
            Region::Yes
            | Region::Values(_)
            | Region::Whole(CountTest::Compare(..))
            | Region::Quantity(QuantityTest::Compare(..))
            | Region::Day(DateTest::Compare(..))
            | Region::Than(_)
            | Region::Norm(NormTest::Compare(..)) => self.is_single_value(),
        }
    }

    /// Everything else, where that is one comparison as well. A date that never was is neither before
    /// a day nor on or after it, so of days there is none.
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
            Region::Than(relation) => {
                Some(Region::Than(Relation { operator: opposite, ..relation }))
            }
            Region::Norm(NormTest::Compare(_, multiple)) => {
                Some(Region::Norm(NormTest::Compare(opposite, multiple)))
            }
            Region::Yes
            | Region::Values(_)
            | Region::Whole(_)
            | Region::Quantity(_)
            | Region::Day(_)
            | Region::Norm(_) => None,
        }
    }
}

impl Operator {
    /// The comparison that holds exactly where this one does not; "not equal" has no sign, so
    /// `None` for `=`.
    pub(crate) const fn opposite(self) -> Option<Operator> {
        match self {
            Operator::Equal => None,
            Operator::Less => Some(Operator::GreaterOrEqual),
            Operator::LessOrEqual => Some(Operator::Greater),
            Operator::Greater => Some(Operator::LessOrEqual),
            Operator::GreaterOrEqual => Some(Operator::Less),
        }
    }
}

impl DateTest {
    /// The comparison with one day, however it is written: `on or after surgery` asks for the same
    /// days as `>= surgery`.
    #[must_use]
    pub fn comparison(self) -> Option<(Operator, Day)> {
        let window = match self {
            DateTest::Compare(operator, day) => return Some((operator, day)),
            DateTest::In(window) => window,
        };
        match (window.from, window.to) {
            (Some(End { day, shift: Shift::None, included }), None) => {
                Some((if included { Operator::GreaterOrEqual } else { Operator::Greater }, day))
            }
            (None, Some(End { day, shift: Shift::None, included })) => {
                Some((if included { Operator::LessOrEqual } else { Operator::Less }, day))
            }
            _ => None,
        }
    }

    /// `between 2025-01-01 and 2025-12-31`: the first and the last day.
    #[must_use]
    pub fn range(self) -> Option<(NaiveDate, NaiveDate)> {
        let DateTest::In(window) = self else { return None };
        match (window.from?.day, window.to?.day) {
            (Day::On(first), Day::On(last)) if window.is_range() => Some((first, last)),
            _ => None,
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
