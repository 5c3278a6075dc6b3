//! The numbers that something may be, and the orders in which two of them may lie.

use super::exact::{Distance, Exact, compare};
use crate::Truth;
use crate::possible::{Amount, Comparator, Written};
use crate::unit::Unit;
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// Some of the three orders in which a number may lie to another: below it, the same, above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Orders(u8);

impl Orders {
    /// Less.
    pub const LESS: Orders = Orders(1);
    /// The same.
    pub const EQUAL: Orders = Orders(2);
    /// More.
    pub const GREATER: Orders = Orders(4);
    /// The same or less.
    pub const AT_MOST: Orders = Orders(3);
    /// The same or more.
    pub const AT_LEAST: Orders = Orders(6);
    pub(super) const NONE: Orders = Orders(0);
    pub(in crate::possible) const ALL: Orders = Orders(7);

    pub(super) const fn and(self, other: Orders) -> Orders {
        Orders(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Orders) -> Orders {
        Orders(self.0 | other.0)
    }

    pub(super) const fn if_so(self, condition: bool) -> Orders {
        if condition { self } else { Orders::NONE }
    }

    /// These orders are possible: is it one of those that are asked for?
    pub(in crate::possible) const fn truth(self, asked: Orders) -> Truth {
        if self.0 == 0 {
            return Truth::UNKNOWN;
        }
        let (can_be_met, can_fail) = (self.0 & asked.0 != 0, self.0 & !asked.0 != 0);
        Truth::of(can_be_met, !can_fail)
    }
}

/// The sign that all numbers of a fact have, as far as its plausible range says: of a range, two
/// terms that are compared use nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Some may be negative.
    Any,
    /// Its range begins at 0.
    NotNegative,
    /// Its range begins above 0.
    Positive,
}

impl Sign {
    /// The sign of the numbers from this one on.
    #[must_use]
    pub const fn from_lowest(low: Decimal) -> Sign {
        match low.mantissa() {
            ..0 => Sign::Any,
            0 => Sign::NotNegative,
            1.. => Sign::Positive,
        }
    }

    /// The lowest number.
    fn low(self, unit: Unit) -> Option<End> {
        let included = match self {
            Sign::Any => return None,
            Sign::NotNegative => true,
            Sign::Positive => false,
        };
        Some(End { number: Exact { value: Decimal::ZERO, unit: Some(unit) }, included })
    }
}

/// One end of a range.
#[derive(Clone, Copy, Debug)]
pub(in crate::possible) struct End {
    pub(in crate::possible) number: Exact,
    pub(in crate::possible) included: bool,
}

impl End {
    pub(in crate::possible) const fn at(number: Exact) -> End {
        End { number, included: true }
    }
}

/// The ends of a range: each a number with its unit, and whether it belongs to the range; `None`
/// where there is no end.
pub type Ends = [Option<(Decimal, Option<Unit>, bool)>; 2];

/// The ends of an amount of a fact whose numbers have a sign.
pub fn ends_of(amount: &Amount, sign: Sign) -> Ends {
    Range::of(amount, sign).ends()
}

/// The ends where nothing is known but the sign.
pub fn ends_unknown(sign: Sign, unit: Unit) -> Ends {
    Range::unknown(sign, unit).ends()
}

/// All numbers between two ends, unbounded where one is missing.
#[derive(Clone, Copy, Debug)]
pub(in crate::possible) struct Range {
    pub(in crate::possible) low: Option<End>,
    pub(in crate::possible) high: Option<End>,
}

impl Range {
    pub(in crate::possible) const fn exactly(number: Exact) -> Range {
        Range { low: Some(End::at(number)), high: Some(End::at(number)) }
    }

    /// Nothing is known but the sign.
    pub(super) fn unknown(sign: Sign, unit: Unit) -> Range {
        Range { low: sign.low(unit), high: None }
    }

    pub(in crate::possible) fn of(amount: &Amount, sign: Sign) -> Range {
        let unit = amount.unit();
        let end =
            |value, included| Some(End { number: Exact { value, unit: Some(unit) }, included });
        let (low, high) = match amount.written() {
            Written::Exactly(value) => (end(value, true), end(value, true)),
            Written::Between(low, high) => (end(low, true), end(high, true)),
            Written::Compared(Comparator::Less, value) => (sign.low(unit), end(value, false)),
            Written::Compared(Comparator::LessOrEqual, value) => (sign.low(unit), end(value, true)),
            Written::Compared(Comparator::Greater, value) => (end(value, false), None),
            Written::Compared(Comparator::GreaterOrEqual, value) => (end(value, true), None),
        };
        Range { low, high }
    }

    pub(super) fn ends(self) -> Ends {
        let end = |end: End| (end.number.value, end.number.unit, end.included);
        [self.low.map(end), self.high.map(end)]
    }

    /// The orders in which a number of this range may lie to one of the other, moved by a distance.
    /// `None` where a percentage of zero may be asked for, which says nothing.
    pub(super) fn orders(self, other: Range, distance: Distance) -> Option<Orders> {
        if matches!(distance, Distance::Percent(_)) && other.may_be_zero() {
            return None;
        }
        Some(self.moved_orders(other, distance))
    }

    /// The same, where that is ruled out.
    pub(in crate::possible) fn moved_orders(self, other: Range, distance: Distance) -> Orders {
        let other = if distance.is_zero() { other.only_zero() } else { other };
        // Between two different ends there is always another number.
        let below = against(self.low, other.high, distance);
        let above = against(self.high, other.low, distance);
        let less = below.is_none_or(|(order, _)| order.is_lt());
        let greater = above.is_none_or(|(order, _)| order.is_gt());
        let touches = |end: Option<(Ordering, bool)>, inside: Ordering| {
            end.is_none_or(|(order, included)| order == inside || order.is_eq() && included)
        };
        let equal = touches(below, Ordering::Less) && touches(above, Ordering::Greater);
        Orders::LESS.if_so(less).or(Orders::EQUAL.if_so(equal)).or(Orders::GREATER.if_so(greater))
    }

    pub(super) fn may_be_zero(self) -> bool {
        let to_zero = |end: End| (end.number.value.mantissa().cmp(&0), end.included);
        let reaches = |end: Option<End>, inside: Ordering| {
            end.map(to_zero)
                .is_none_or(|(order, included)| order == inside || order.is_eq() && included)
        };
        reaches(self.low, Ordering::Less) && reaches(self.high, Ordering::Greater)
    }

    fn only_zero(self) -> Range {
        let unit = self.low.or(self.high).and_then(|end| end.number.unit);
        Range::exactly(Exact { value: Decimal::ZERO, unit })
    }

    /// Without the numbers below an end.
    pub(in crate::possible) fn from(self, low: Option<End>) -> Range {
        Range { low: stricter(self.low, low, Ordering::Greater), ..self }
    }

    /// Without the numbers above an end.
    pub(in crate::possible) fn to(self, high: Option<End>) -> Range {
        Range { high: stricter(self.high, high, Ordering::Less), ..self }
    }

    /// No number lies in it.
    pub(in crate::possible) fn is_empty(self) -> bool {
        against(self.low, self.high, Distance::None)
            .is_some_and(|(order, included)| order.is_gt() || order.is_eq() && !included)
    }
}

/// How two ends lie to each other, and whether both belong to their ranges; `None` where one of
/// them is missing.
fn against(one: Option<End>, other: Option<End>, distance: Distance) -> Option<(Ordering, bool)> {
    let (one, other) = one.zip(other)?;
    let order = compare(one.number, other.number, distance)?;
    Some((order, one.included & other.included))
}

/// The end that leaves fewer numbers: the greater one of two lower ends.
pub(in crate::possible) fn stricter(
    one: Option<End>,
    other: Option<End>,
    side: Ordering,
) -> Option<End> {
    let (Some(first), Some(second)) = (one, other) else { return one.or(other) };
    match compare(first.number, second.number, Distance::None)? {
        Ordering::Equal if first.included => other,
        Ordering::Equal => one,
        order @ (Ordering::Less | Ordering::Greater) => {
            if order == side {
                one
            } else {
                other
            }
        }
    }
}

/// The first of two ends is at least as strict as the second.
pub(super) fn implies(one: Option<End>, other: Option<End>, side: Ordering) -> bool {
    let Some(second) = other else { return true };
    let Some(first) = one else { return false };
    match compare(first.number, second.number, Distance::None) {
        Some(Ordering::Equal) => second.included || !first.included,
        Some(order) => order == side,
        None => false,
    }
}
