//! Whether at least so many results lie inside: for the fewest that there can be, and for the most.

use super::amount;
use super::apart::{Spaced, spaced};
use super::distinct;
use super::places::Place;
use super::predicate::{DatedResult, Days};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::policy::QuantityTest;

/// Do at least so many different results pass the test, or so many that lie so far apart?
pub(super) fn at_least(
    number: u32,
    apart: Option<CalendarDuration>,
    results: &[DatedResult<'_>],
    test: Option<QuantityTest>,
) -> Truth {
    let in_window = |result: &DatedResult<'_>| {
        if result.can_be_outside { Truth::UNKNOWN } else { Truth::MET }
    };
    let passes = |result: &DatedResult<'_>| {
        let can = result.places.contains(Place::Inside);
        let must = can && result.places.iter().count() == 1;
        super::all([in_window(result), Truth::from_possibilities(can, !must)])
    };
    let [fewest, most] = numbers(results, passes, apart, test);
    let [in_window, _] = numbers(results, in_window, apart, None);
    of_numbers(number, [fewest, most], in_window)
}

/// Are there certainly so many different results, or so many that lie so far apart?
pub(super) fn are_there(
    number: u32,
    apart: Option<CalendarDuration>,
    results: &[DatedResult<'_>],
) -> Truth {
    let [fewest, _] = numbers(results, |_| Truth::MET, apart, None);
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    if fewest >= number { Truth::MET } else { Truth::UNKNOWN }
}

/// Are there so many that count, where there are so many at least and at most; and so many at least
/// that count or do not?
pub(super) fn of_numbers(number: u32, [fewest, most]: [usize; 2], in_window: usize) -> Truth {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    if fewest >= number {
        Truth::MET
    } else if most < number && in_window >= number {
        Truth::NOT_MET
    } else {
        Truth::UNKNOWN
    }
}

/// As few and as many of the results as there can be that count.
fn numbers(
    results: &[DatedResult<'_>],
    counts: impl Fn(&DatedResult<'_>) -> Truth,
    apart: Option<CalendarDuration>,
    test: Option<QuantityTest>,
) -> [usize; 2] {
    if let Some(apart) = apart {
        let events = results.iter().map(|result| Spaced {
            counts: counts(result),
            days: Days { first: result.first, last: result.last, can_be_never: false },
            first: result.first,
            last: result.last,
        });
        return numbers_apart(&events.collect::<Vec<_>>(), apart);
    }
    let certain = results.iter().filter(|result| counts(result) == Truth::MET);
    let possible = results.iter().filter(|result| counts(result) != Truth::NOT_MET);
    let is_known = |result: &&DatedResult<'_>| {
        result.first == result.last && amount::is_exact(&result.result.amount)
    };
    let value = |result: &DatedResult<'_>| amount::only_number(&result.result.amount, test);
    let are_of_one_kind = |one: &&DatedResult<'_>, other: &&DatedResult<'_>| {
        let values = value(one).zip(value(other));
        one.result.method == other.result.method
            && values.is_some_and(|(one, other)| one.is_equal(other))
    };
    let days = |result: &&DatedResult<'_>| [result.first, result.last];
    [
        distinct::fewest(&certain.collect::<Vec<_>>(), is_known, may_be_one),
        distinct::most(&possible.collect::<Vec<_>>(), days, are_of_one_kind),
    ]
}

/// As few and as many as there can be that lie so far apart.
pub(super) fn numbers_apart(events: &[Spaced], apart: CalendarDuration) -> [usize; 2] {
    spaced(events, apart).map(|number| usize::try_from(number).unwrap_or(usize::MAX))
}

/// Ranges of which each two have a number or a day in common have one in common.
fn may_be_one(results: &[&&DatedResult<'_>]) -> bool {
    results.iter().all(|one| {
        results.iter().all(|other| {
            one.result.method == other.result.method
                && one.first <= other.last
                && other.first <= one.last
                && amount::may_be_equal(&one.result.amount, &other.result.amount)
        })
    })
}
