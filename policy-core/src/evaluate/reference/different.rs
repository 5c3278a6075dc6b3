//! How many different values some entries have, at least and at most.

use std::collections::{BTreeMap, BTreeSet};

/// With more entries than this whose value is open, they count as one value at least.
const OPEN: usize = 12;

/// The fewest values that entries can have of which each has one of a set.
pub(super) fn fewest(entries: &[BTreeSet<u8>]) -> usize {
    let known = entries.iter().filter(|values| values.len() == 1).flatten().copied();
    let known = known.collect::<BTreeSet<u8>>();
    let open = entries.iter().filter(|values| values.is_disjoint(&known)).collect::<Vec<_>>();
    let further = match open.len() {
        0 => 0,
        1..=OPEN => cover(&open.into_iter().collect(), &mut BTreeMap::new()),
        _ => 1,
    };
    known.len().saturating_add(further)
}

/// The fewest values for these entries: one for the first, and then what the rest needs.
fn cover<'e>(
    entries: &BTreeSet<&'e BTreeSet<u8>>,
    known: &mut BTreeMap<BTreeSet<&'e BTreeSet<u8>>, usize>,
) -> usize {
    let Some(first) = entries.first() else { return 0 };
    if let Some(number) = known.get(entries) {
        return *number;
    }
    let with = |value: &u8| {
        let rest = entries.iter().copied().filter(|entry| !entry.contains(value));
        rest.collect::<BTreeSet<_>>()
    };
    let rests = first.iter().map(with).collect::<BTreeSet<_>>();
    let fewest = rests.iter().map(|rest| cover(rest, known)).min().unwrap_or_default();
    let number = fewest.saturating_add(1);
    known.insert(entries.clone(), number);
    number
}

/// The most values that entries can have: each value that is had needs an entry of its own. Of the
/// entries with a value that stands for many, each may be of another.
pub(super) fn most(entries: &[BTreeSet<u8>], many: &BTreeSet<u8>) -> usize {
    let (each, others): (Vec<_>, Vec<_>) =
        entries.iter().cloned().partition(|values| !values.is_disjoint(many));
    let values = others.iter().flatten().copied().collect::<BTreeSet<u8>>();
    let mut owner = BTreeMap::<usize, u8>::new();
    let mut number = each.len();
    for value in values {
        number = number.saturating_add(usize::from(own(
            value,
            &others,
            &mut owner,
            &mut BTreeSet::new(),
        )));
    }
    number
}

/// Finds an entry for a value, if need be one that another value gives up for a further one.
fn own(
    value: u8,
    entries: &[BTreeSet<u8>],
    owner: &mut BTreeMap<usize, u8>,
    asked: &mut BTreeSet<usize>,
) -> bool {
    for (entry, values) in entries.iter().enumerate() {
        if values.contains(&value) && asked.insert(entry) {
            let before = owner.get(&entry).copied();
            if before.is_none_or(|before| own(before, entries, owner, asked)) {
                owner.insert(entry, value);
                return true;
            }
        }
    }
    false
}
