//! How many different values the entries of a history have, at least and at most.

use super::Interval;

/// With more entries than this whose value is open, the fewest values that they can have is not
/// looked for: they may all have one.
const OPEN: usize = 12;

/// The values that entries may have, as bits: of those that certainly count, and of those that may.
pub(super) struct Values {
    pub(super) certain: Vec<u64>,
    pub(super) possible: Vec<u64>,
    /// The values that may stand for several things.
    pub(super) many: u64,
}

impl Values {
    /// How many different values there are, at least and at most.
    pub(super) fn number(&self) -> Interval {
        Interval { low: self.fewest(), high: self.most() }
    }

    /// As few values as every entry that counts can have one of.
    fn fewest(&self) -> i64 {
        let known = self.certain.iter().filter(|values| values.is_power_of_two());
        let known = known.fold(0, |known, value| known | value);
        let mut open = self.certain.iter().copied().filter(|values| values & known == 0);
        let mut sets = open.by_ref().take(OPEN).collect::<Vec<_>>();
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
        for (entry, values) in self.possible.iter().enumerate() {
            let mut tried = 0;
            if values & self.many != 0 || self.place(entry, &mut taken, &mut tried) {
                number = number.saturating_add(1);
            }
        }
        number
    }

    /// Finds a value for an entry, if need be by moving others to another one.
    fn place(&self, entry: usize, taken: &mut [Option<usize>; 64], tried: &mut u64) -> bool {
        let own = self.possible.get(entry).copied().unwrap_or_default();
        for value in super::positions(own) {
            let bit = 1_u64.checked_shl(u32::try_from(value).unwrap_or(64)).unwrap_or(0);
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
    let hits = super::positions(all).map(|value| {
        let each = sets.iter().enumerate();
        each.fold(0_usize, |hit, (place, set)| hit | usize::from(set >> value & 1 == 1) << place)
    });
    let hits = hits.collect::<Vec<_>>();
    let whole = (1_usize << sets.len()).wrapping_sub(1);
    // After so many values, the sets that can have been hit.
    let mut reached = vec![false; whole.saturating_add(1)];
    let mut edge = vec![0_usize];
    for number in 1_i64.. {
        let mut next = Vec::new();
        for hit in edge.iter().flat_map(|before| hits.iter().map(move |hit| before | hit)) {
            if hit == whole {
                return number;
            }
            if let Some(reached) = reached.get_mut(hit).filter(|reached| !**reached) {
                *reached = true;
                next.push(hit);
            }
        }
        if next.is_empty() {
            return number;
        }
        edge = next;
    }
    0
}
