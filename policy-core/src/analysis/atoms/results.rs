//! The cells of one selection of a measurement's results.

use super::Cell;
use super::numbers::{asked, cell, representatives};
use crate::calendar::Duration;
use crate::case::FactView;
use crate::evaluate::reference::{Days, Documentation};
use crate::policy::{Expression, Selection};
use crate::possible::Interval;
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// With more worlds than this, atoms count as independent.
const WORLDS: usize = 4_096;

/// A result that a criterion may look at.
struct Seen {
    days: Days,
    possible: Interval,
    may_be_too_old: bool,
}

/// Atoms on what one selection of the results, by one method or any, from one window, comes to. `None` where there are too many worlds.
pub(super) fn cells(
    fact: FactId,
    (selection, method, within): (Selection, Option<u8>, Option<Duration>),
    atoms: &[&Expression],
    documentation: Documentation<'_>,
) -> Option<BTreeSet<Cell>> {
    let asked = asked(fact, atoms, documentation)?;
    let request = documentation.case.request_date();
    let start = within.map_or(NaiveDate::MIN, |duration| duration.before(request));
    let results = match documentation.view(fact) {
        Some(FactView::Measurement(results)) => results,
        _ => &[],
    };
    let seen = results.iter().filter(|result| method.is_none_or(|method| result.method == Some(method))).filter_map(|result| {
        let days = Days::of_something_past(result.date, request)?;
        (days.last >= start).then(|| Seen { days, possible: result.amount.positions(), may_be_too_old: days.first < start })
    });
    let seen = seen.collect::<Vec<_>>();

    match selection {
        Selection::Latest => Some(latest(&seen, &asked)),
        Selection::Any => worlds(&seen, &asked, |position| cell(&asked, position), |one, other| each(one, other, |one, other| one || other)),
        Selection::Every => worlds(&seen, &asked, |position| cell(&asked, position), |one, other| each(one, other, |one, other| one && other)),
        Selection::Highest => {
            Some(worlds(&seen, &asked, |position| position, |one, other| *one.max(other))?.into_iter().map(|top| cell(&asked, top)).collect())
        }
        Selection::Lowest => {
            Some(worlds(&seen, &asked, |position| position, |one, other| *one.min(other))?.into_iter().map(|low| cell(&asked, low)).collect())
        }
    }
}

fn each(one: &Cell, other: &Cell, both: impl Fn(bool, bool) -> bool) -> Cell {
    one.iter().zip(other).map(|(one, other)| both(*one, *other)).collect()
}

/// The value of a result that may be the latest; any value where there may be none.
fn latest(seen: &[Seen], asked: &[Interval]) -> BTreeSet<Cell> {
    let may_be_latest = |result: &&Seen| seen.iter().all(|other| other.days.first <= result.days.last);
    let possible = seen.iter().filter(may_be_latest).map(|result| result.possible);
    let none = seen.iter().all(|result| result.may_be_too_old);
    let possible = possible.chain(none.then_some(Interval::ANYTHING));
    possible.flat_map(|possible| representatives(asked, possible)).map(|position| cell(asked, position)).collect()
}

/// What all results of a world come to together: each is too old or has one of its values. In a world without results, there may be any.
fn worlds<T: Ord + Clone>(seen: &[Seen], asked: &[Interval], alone: impl Fn(i64) -> T, together: impl Fn(&T, &T) -> T) -> Option<BTreeSet<T>> {
    let mut empty = true;
    let mut worlds = BTreeSet::<T>::new();
    let extend = |worlds: &BTreeSet<T>, possible: Interval, first: bool| {
        let values = representatives(asked, possible).into_iter().map(&alone).collect::<BTreeSet<_>>();
        let mut extended = values.iter().flat_map(|value| worlds.iter().map(|world| together(world, value))).collect::<BTreeSet<_>>();
        if first {
            extended.extend(values);
        }
        extended
    };
    for result in seen {
        let mut extended = extend(&worlds, result.possible, empty);
        if result.may_be_too_old {
            extended.append(&mut worlds);
        } else {
            empty = false;
        }
        worlds = extended;
        if worlds.len() > WORLDS {
            return None;
        }
    }
    if empty {
        let mut any = extend(&BTreeSet::new(), Interval::ANYTHING, true);
        loop {
            let before = any.len();
            any.append(&mut extend(&any, Interval::ANYTHING, false));
            if any.len() > WORLDS {
                return None;
            }
            if any.len() == before {
                break;
            }
        }
        worlds.append(&mut any);
    }
    Some(worlds)
}
