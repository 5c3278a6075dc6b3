//! Whether at least so many results lie inside: for the fewest that there can be, and for the most.

use super::amount;
use super::apart::{Spaced, on_different_days, spaced};
use super::places::Place;
use super::predicate::{DatedResult, Days};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::policy::QuantityTest;

/// With more results than this that may be one with others, they count as one.
const OPEN: usize = 12;

/// Do at least so many different results pass the test, or so many that lie so far apart?
pub(super) fn at_least(
    number: u32,
    apart: Option<CalendarDuration>,
    results: &[DatedResult<'_>],
    test: QuantityTest,
) -> Truth {
    let in_window = |result: &DatedResult<'_>| {
        if result.can_be_outside { Truth::UNKNOWN } else { Truth::MET }
    };
    let passes = |result: &DatedResult<'_>| {
        let can = result.places.contains(Place::Inside);
        let must = can && result.places.iter().count() == 1;
        super::all([in_window(result), Truth::from_possibilities(can, !must)])
    };
    let [fewest, most] = numbers(results, passes, apart, Some(test));
    let [in_window, _] = numbers(results, in_window, apart, None);
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
        return spaced(&events.collect::<Vec<_>>(), apart)
            .map(|number| usize::try_from(number).unwrap_or(usize::MAX));
    }
    let certain = results.iter().filter(|result| counts(result) == Truth::MET);
    let possible = results.iter().filter(|result| counts(result) != Truth::NOT_MET);
    [fewest(&certain.collect::<Vec<_>>()), most(&possible.collect::<Vec<_>>(), test)]
}

/// Results that may be one are one.
fn fewest(results: &[&DatedResult<'_>]) -> usize {
    let (known, open): (Vec<_>, Vec<_>) = results
        .iter()
        .copied()
        .partition(|result| result.first == result.last && amount::is_exact(&result.result.amount));
    let mut different = Vec::<&DatedResult<'_>>::new();
    for result in known {
        if !different.iter().any(|other| may_be_one(&[*other, result])) {
            different.push(result);
        }
    }
    let is_apart =
        |result: &&DatedResult<'_>| !different.iter().any(|other| may_be_one(&[*other, *result]));
    let open = open.into_iter().filter(is_apart).collect::<Vec<_>>();
    let further = match open.len() {
        0..=OPEN => (0..=open.len()).find(|number| fit(&open, &mut Vec::new(), *number)),
        _ => Some(1),
    };
    different.len().saturating_add(further.unwrap_or_default())
}

/// The results may be no more than this number of different ones.
fn fit<'r>(
    results: &[&'r DatedResult<'r>],
    groups: &mut Vec<Vec<&'r DatedResult<'r>>>,
    number: usize,
) -> bool {
    let Some((first, rest)) = results.split_first() else { return true };
    for place in 0..groups.len() {
        let joined = groups.get(place).map(|group| [group.as_slice(), &[*first]].concat());
        let Some(joined) = joined.filter(|joined| may_be_one(joined)) else { continue };
        let mut others = groups.clone();
        if let Some(group) = others.get_mut(place) {
            *group = joined;
        }
        if fit(rest, &mut others, number) {
            return true;
        }
    }
    if groups.len() >= number {
        return false;
    }
    groups.push(vec![*first]);
    let fits = fit(rest, groups, number);
    groups.pop();
    fits
}

/// Ranges of which each two have a number or a day in common have one in common.
fn may_be_one(results: &[&DatedResult<'_>]) -> bool {
    results.iter().all(|one| {
        results.iter().all(|other| {
            one.result.method == other.result.method
                && one.first <= other.last
                && other.first <= one.last
                && amount::may_be_equal(&one.result.amount, &other.result.amount)
        })
    })
}

/// Each of those with the same known value and method needs a day of its own.
fn most(results: &[&DatedResult<'_>], test: Option<QuantityTest>) -> usize {
    let value = |result: &DatedResult<'_>| amount::only_number(&result.result.amount, test);
    let same = |one: &DatedResult<'_>, other: &DatedResult<'_>| {
        let values = value(one).zip(value(other));
        one.result.method == other.result.method
            && values.is_some_and(|(one, other)| one.is_equal(other))
    };
    let mut rest = results.to_vec();
    let mut number = 0_usize;
    while let Some(first) = rest.first().copied() {
        let (alike, others): (Vec<_>, Vec<_>) =
            rest.iter().copied().partition(|other| same(first, other));
        if alike.is_empty() {
            // Its value may be any of several.
            rest.remove(0);
            number = number.saturating_add(1);
        } else {
            let days = alike.iter().map(|result| [result.first, result.last]).collect();
            number = number.saturating_add(on_different_days(days));
            rest = others;
        }
    }
    number
}
