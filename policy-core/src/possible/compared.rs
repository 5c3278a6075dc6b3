//! Two terms compared with each other: `weight < baseline_weight`, `hemoglobin after therapy_start
//! at least 10% above hemoglobin on or before therapy_start`.
//!
//! In: what each term may be, how far apart the two have to be, and which orders are asked for.
//! Out: whether the first may lie in one of these orders, and whether it may lie in another.
//! Numbers are compared as written, by cross-multiplication: positions on the scales of two facts
//! say nothing about each other.

mod exact;
mod order;
mod results;

pub use exact::Distance;
pub(super) use exact::Exact;
pub(super) use order::{
    End as RangeEnd, Ends as RangeEnds, Range, ends_of, ends_unknown, stricter,
};
pub use order::{Orders, Sign};
pub use results::{Choice, Selected};

use super::period::Ends;
use super::{Amount, Count, Counted, Interval, Period, Quantity, QuantityFact, Written};
use crate::Truth;
use results::Pair;
use rust_decimal::Decimal;

/// One side of a comparison of two terms.
#[derive(Clone, Copy, Debug)]
pub enum Side<'a> {
    /// One number.
    Number(Number),
    /// A result among several.
    Result(Selected<'a>),
}

/// What is known about one number.
#[derive(Clone, Copy, Debug)]
pub struct Number(Range);

impl<'a> Side<'a> {
    /// A count.
    #[must_use]
    pub fn count(count: Count) -> Side<'a> {
        let number = |value: u32| Exact { value: value.into(), unit: None };
        let range = count.written().map_or_else(
            || Range { low: Some(order::End::at(number(0))), high: None },
            |count| Range::exactly(number(count)),
        );
        Side::Number(Number(range))
    }

    /// A quantity, and the sign that all numbers of its fact have.
    #[must_use]
    pub fn quantity<F: QuantityFact>(quantity: Option<Quantity<F>>, sign: Sign) -> Side<'a> {
        let range = match &quantity {
            Some(quantity) => Range::of(quantity.amount(), sign),
            None => Range::unknown(sign, F::scale().unit),
        };
        Side::Number(Number(range))
    }
}

/// How the first term may lie to the second, moved by a distance: one of the orders `asked`, or
/// another.
///
/// Results of one measurement are compared with each other: if both terms may look at the same
/// result, the answer is unknown, as it is without a result.
#[must_use]
pub fn compared(
    left: &Side<'_>,
    right: &Side<'_>,
    same: bool,
    distance: Distance,
    asked: Orders,
) -> Truth {
    let truth =
        |orders: Option<Orders>| orders.map_or(Truth::UNKNOWN, |orders| orders.truth(asked));
    let windows = match (left, right) {
        (Side::Number(Number(one)), Side::Number(Number(other))) => {
            return truth(one.orders(*other, distance));
        }
        (Side::Result(one), Side::Number(_)) => [Some(one.window), None],
        (Side::Number(_), Side::Result(other)) => [None, Some(other.window)],
        (Side::Result(one), Side::Result(other)) => [Some(one.window), Some(other.window)],
    };
    let answer = |[one, other]: [Period; 2]| {
        truth(match (left, right) {
            (Side::Number(Number(one)), Side::Number(Number(other))) => {
                one.orders(*other, distance)
            }
            (Side::Result(left), Side::Number(Number(right))) => {
                results::with_number(left.over(one), *right, distance, false)
            }
            (Side::Number(Number(left)), Side::Result(right)) => {
                results::with_number(right.over(other), *left, distance, true)
            }
            (Side::Result(left), Side::Result(right)) => {
                Pair { left: left.over(one), right: right.over(other), distance }.orders(same)
            }
        })
    };
    let period = |window: Option<Counted>| {
        window.map_or(Some(Period::up_to(Interval::ANYTHING)), |it| it.bounds.if_known())
    };
    if let [Some(one), Some(other)] = windows.map(period) {
        return answer([one, other]);
    }
    let entries = |visit: &mut dyn FnMut(Interval)| {
        for side in [left, right] {
            if let Side::Result(selected) = side {
                selected.each_day(visit);
            }
        }
    };
    Ends::of(windows).truth(&entries, &answer)
}

/// Two amounts may be the same number.
pub(super) fn may_be_equal(one: &Amount, other: &Amount) -> bool {
    let is_exact = |amount: &Amount| matches!(amount.written(), Written::Exactly(_));
    let apart = !one.positions().can_be_in(other.positions());
    if apart && is_exact(one) && is_exact(other) {
        return false;
    }
    let [one, other] = [one, other].map(|amount| Range::of(amount, Sign::Any));
    one.moved_orders(other, Distance::None).and(Orders::EQUAL) == Orders::EQUAL
}

/// The factor by which a percentage multiplies, in hundredths of a power of ten; `None` for one
/// that no policy can ask for.
fn hundredths(percent: Decimal) -> Option<u64> {
    let hundred = 100_u64.checked_mul(10_u64.checked_pow(percent.scale())?)?;
    hundred.checked_add_signed(i64::try_from(percent.mantissa()).ok()?)
}
