//! How many different things there are among some that may turn out to be the same, at least and at
//! most.

use super::apart::on_different_days;
use chrono::NaiveDate;

/// With more things than this that may be one with others, they count as one.
const OPEN: usize = 12;

/// Things that may be one are one.
pub(super) fn fewest<T>(
    things: &[T],
    is_known: impl Fn(&T) -> bool,
    may_be_one: impl Fn(&[&T]) -> bool,
) -> usize {
    let (known, open): (Vec<_>, Vec<_>) = things.iter().partition(|thing| is_known(thing));
    let mut different = Vec::<&T>::new();
    for thing in known {
        if !different.iter().any(|other| may_be_one(&[*other, thing])) {
            different.push(thing);
        }
    }
    let is_apart = |thing: &&T| !different.iter().any(|other| may_be_one(&[*other, *thing]));
    let open = open.into_iter().filter(is_apart).collect::<Vec<_>>();
    let further = match open.len() {
        0..=OPEN => (0..=open.len()).find(|number| fit(&open, &[], *number, &may_be_one)),
        _ => Some(1),
    };
    different.len().saturating_add(further.unwrap_or_default())
}

/// The things, with some groups that there are already, may be no more than this number of different
/// ones.
fn fit<'t, T>(
    things: &[&'t T],
    groups: &[Vec<&'t T>],
    number: usize,
    may_be_one: &impl Fn(&[&T]) -> bool,
) -> bool {
    let Some((first, rest)) = things.split_first() else { return true };
    for place in 0..groups.len() {
        let mut joined = groups.to_vec();
        let Some(group) = joined.get_mut(place) else { continue };
        group.push(*first);
        if may_be_one(group) && fit(rest, &joined, number, may_be_one) {
            return true;
        }
    }
    let another = [groups, &[vec![*first]]].concat();
    another.len() <= number && fit(rest, &another, number, may_be_one)
}

/// Of things of one kind, each needs a day of its own; what is of no kind is always another one.
pub(super) fn most<T>(
    things: &[T],
    days: impl Fn(&T) -> [NaiveDate; 2],
    are_of_one_kind: impl Fn(&T, &T) -> bool,
) -> usize {
    let mut rest = things.iter().collect::<Vec<_>>();
    let mut number = 0_usize;
    while let Some(first) = rest.pop() {
        let (mut alike, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|other| are_of_one_kind(first, other));
        alike.push(first);
        let days = alike.into_iter().map(&days).collect();
        number = number.saturating_add(on_different_days(days));
        rest = others;
    }
    number
}
