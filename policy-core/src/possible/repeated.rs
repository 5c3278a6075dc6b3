//! Whether there are at least so many results of a kind.
//!
//! In: the results that a criterion considers. Out: whether so many different ones of them lie in an
//! interval.

use super::compared::may_be_equal;
use super::distinct::{Thing, Things};
use super::measurement::{DocumentedResult, Results, View};
use super::{Days, Interval, List, Scale, Written};
use crate::Truth;
use crate::calendar::CalendarDuration;

impl<D: Days, V: View> Results<'_, D, V> {
    /// Whether at least so many different results lie in `asked`; if it is asked, so many that lie
    /// so far apart from each other.
    ///
    /// Results are the same if their values, days and methods are; limits of normal say how a result
    /// is read, and not which one it is.
    #[must_use]
    pub fn at_least(self, number: u32, apart: Option<CalendarDuration>, asked: Interval) -> Truth {
        // Those of the period, or perhaps of it.
        let candidates = self.documented.iter().filter_map(|result| {
            let found = self.candidate(result)?;
            let (can, must) =
                (found.positions.can_be_in(asked), !found.positions.can_be_outside(asked));
            let thing = Thing {
                days: found.days(),
                is_there: found.certain,
                counts: Truth::of(can, can & must & found.certain),
                is_known: is_exact(result),
            };
            Some((thing, result))
        });
        let (things, results) = candidates.unzip::<_, _, List<_>, List<_>>();
        let result = |place: usize| results.get(place).copied();
        let may_be_one = |places: &[usize]| {
            let others = |number: usize| places.iter().skip(number.saturating_add(1));
            let mut pairs = places.iter().enumerate().flat_map(|(number, one)| {
                others(number).filter_map(move |other| result(*one).zip(result(*other)))
            });
            pairs.all(|(one, other)| may_be_one(one, other))
        };
        let are_alike = |one, other| {
            let [one, other] = [one, other].map(|place| {
                let result = result(place)?;
                known_value::<V>(result, asked).map(|value| (value, result))
            });
            one.zip(other).is_some_and(|(one, other)| is_same_kind(one, other))
        };
        Things { all: &things, may_be_one: &may_be_one, are_alike: &are_alike }
            .at_least(number, apart)
    }
}

/// Its value is one number.
const fn is_exact(result: &DocumentedResult) -> bool {
    matches!(result.amount.written(), Written::Exactly(_))
}

/// But for their days, the two results may be one.
fn may_be_one(one: &DocumentedResult, other: &DocumentedResult) -> bool {
    one.method == other.method && may_be_equal(&one.amount, &other.amount)
}

/// The only value with which a result counts.
#[derive(Clone, Copy)]
enum Value {
    /// That of a mark of the scale.
    Mark(i64),
    /// The one that is written.
    Written,
}

fn known_value<V: View>(result: &DocumentedResult, asked: Interval) -> Option<Value> {
    let positions = result.amount.positions();
    let (low, high) = (positions.low().max(asked.low()), positions.high().min(asked.high()));
    if V::SHOWS_VALUES && low == high && Scale::is_on_mark(low) {
        Some(Value::Mark(low))
    } else {
        is_exact(result).then_some(Value::Written)
    }
}

fn is_same_kind(
    (one, first): (Value, &DocumentedResult),
    (other, second): (Value, &DocumentedResult),
) -> bool {
    let same_value = match (one, other) {
        (Value::Mark(one), Value::Mark(other)) => one == other,
        (Value::Written, Value::Written) => may_be_equal(&first.amount, &second.amount),
        (Value::Mark(_), Value::Written) | (Value::Written, Value::Mark(_)) => false,
    };
    same_value && first.method == second.method
}
