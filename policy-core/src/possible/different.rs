//! How many different values the entries of a history have, at least and at most.

use super::course::EntryDay;
use super::listed::number_in;
use super::{CodedAttribute, Entry, EntryView, Interval, List, Listed, Period, bit, positions};
use crate::Truth;

/// With more entries than this whose value is open, the fewest values that they can have is not
/// looked for: they may all have one.
const OPEN: usize = 12;

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// Whether the number of different values of an attribute that the entries in `period` have of
    /// which `counted` holds is one that is asked for.
    pub fn count_different(
        self,
        attribute: CodedAttribute,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        (asked, period): (Interval, impl Into<Period>),
    ) -> Truth {
        let (period, many) = (period.into(), attribute.many);
        // Those of its possible values with which an entry counts, if it may count.
        let values = |entry: EntryView<'_>| {
            let candidates = attribute.candidates(entry);
            if candidates.is_power_of_two() {
                return candidates;
            }
            let counts_with =
                |value: &u64| counted(entry.with(&[(attribute.id, *value)])).can_be_met();
            let each = positions(candidates).map(|value| u8::try_from(value).map_or(0, bit));
            each.filter(counts_with).fold(0, |values, value| values | value)
        };
        let mut found = Values { counted: List::new(), many };
        for entry in self.entries.clone() {
            let counts = entry.lies_in(period, day).and_then(|| counted(entry));
            if counts.can_be_met() {
                found.counted.push((values(entry), counts == Truth::MET));
            }
        }
        let is_whole = self.complete.is_in(period);
        let most = || {
            let documented = found.most();
            if is_whole {
                return documented;
            }
            // Whatever else there is has one of these values.
            let further = Entry::default();
            let further = values(EntryView::of(&further));
            let further = if further & many == 0 { further.count_ones().into() } else { i64::MAX };
            documented.max(further)
        };
        number_in(asked, found.fewest(), most)
    }
}

/// The values that entries may have which may count, as bits, and whether each certainly does.
struct Values {
    counted: List<(u64, bool)>,
    /// The values that may stand for several things.
    many: u64,
}

impl Values {
    /// As few values as every entry that counts can have one of.
    fn fewest(&self) -> i64 {
        let certain =
            || self.counted.iter().filter(|(_, surely)| *surely).map(|(values, _)| *values);
        let known = certain().filter(|values| values.is_power_of_two());
        let known = known.fold(0, |known, value| known | value);
        let mut open = certain().filter(|values| values & known == 0);
        let mut sets = open.by_ref().take(OPEN).collect::<List<_>>();
        sets.sort_unstable();
        sets.dedup();
        let number = i64::from(known.count_ones());
        if sets.is_empty() {
            return number;
        }
        if open.next().is_some() {
            return number.saturating_add(1);
        }
        number.saturating_add(fewest_for(&sets))
    }

    /// As many values as entries can have, one each. One that stands for several is never taken.
    fn most(&self) -> i64 {
        // For each value, the entry that has it.
        let mut taken = [None; 64];
        let mut number = 0_i64;
        for (entry, (values, _)) in self.counted.iter().enumerate() {
            let mut tried = 0;
            if values & self.many != 0 || self.place(entry, &mut taken, &mut tried) {
                number = number.saturating_add(1);
            }
        }
        number
    }

    /// Finds a value for an entry, if need be by moving others to another one.
    fn place(&self, entry: usize, taken: &mut [Option<usize>; 64], tried: &mut u64) -> bool {
        let own = self.counted.get(entry).map_or(0, |(values, _)| *values);
        for value in positions(own) {
            let bit = u8::try_from(value).map_or(0, bit);
            if *tried & bit != 0 {
                continue;
            }
            *tried |= bit;
            let before = taken.get(value).copied().flatten();
            if before.is_none_or(|other| self.place(other, taken, tried)) {
                if let Some(place) = taken.get_mut(value) {
                    *place = Some(entry);
                }
                return true;
            }
        }
        false
    }
}

/// As few values as hit each of these sets, of which there are at most [`OPEN`].
fn fewest_for(sets: &[u64]) -> i64 {
    let all = sets.iter().fold(0, |all, set| all | set);
    // For each value, the sets that it hits.
    let hits = positions(all).map(|value| {
        let each = sets.iter().enumerate();
        each.fold(0_usize, |hit, (place, set)| hit | usize::from(set >> value & 1 == 1) << place)
    });
    let hits = hits.collect::<List<_>>();
    let whole = (1_usize << sets.len()).wrapping_sub(1);
    // After so many values, the sets that can have been hit.
    let mut reached = Numbers::default();
    reached.insert(0);
    for number in 1..=i64::try_from(sets.len()).unwrap_or(i64::MAX) {
        let mut next = reached;
        for hit in reached.iter().flat_map(|before| hits.iter().map(move |hit| before | hit)) {
            if hit == whole {
                return number;
            }
            next.insert(hit);
        }
        reached = next;
    }
    i64::try_from(sets.len()).unwrap_or(i64::MAX)
}

/// Numbers of [`OPEN`] bits.
#[derive(Clone, Copy)]
struct Numbers([u64; (1 << OPEN) / 64]);

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers([0; (1 << OPEN) / 64])
    }
}

impl Numbers {
    fn insert(&mut self, number: usize) {
        if let Some(word) = self.0.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let words = self.0.iter().enumerate();
        words.flat_map(|(place, word)| positions(*word).map(move |bit| place << 6 | bit))
    }
}
