//! How many different things there are among some of which two may be one.
//!
//! In: things, by number; which of them are known in all that tells them apart; and which of them
//! may all be one. Out: as few as there may be.

/// With more things than this that may be one with others, they count as one.
const OPEN: usize = 12;

/// What is known about some things, by number.
pub(super) struct Things<'a> {
    /// All of it that tells two apart is known.
    pub(super) is_known: &'a dyn Fn(usize) -> bool,
    /// These may all be one.
    pub(super) may_be_one: &'a dyn Fn(&[usize]) -> bool,
}

impl Things<'_> {
    /// There are at least so many different ones among these.
    pub(super) fn are_at_least(
        &self,
        wanted: usize,
        things: &(impl Iterator<Item = usize> + Clone),
    ) -> bool {
        if things.clone().take(wanted).count() < wanted {
            return false;
        }
        let known = || things.clone().filter(|thing| (self.is_known)(*thing));
        let is_first = |thing: &usize| {
            !known().take_while(|other| other < thing).any(|other| self.same(*thing, other))
        };
        let number = known().filter(is_first).count();
        if number >= wanted {
            return true;
        }
        // What may be one with a known one is one with it, in some world.
        let is_apart = |thing: &usize| {
            !(self.is_known)(*thing) && !known().any(|other| self.same(*thing, other))
        };
        let apart = things.clone().filter(is_apart).take(OPEN.saturating_add(1));
        let apart = apart.collect::<Vec<_>>();
        let further = match apart.len() {
            0 => 0,
            1..=OPEN => self.fewest(&apart, &mut Vec::new(), apart.len()),
            _ => 1,
        };
        number.saturating_add(further) >= wanted
    }

    fn same(&self, one: usize, other: usize) -> bool {
        (self.may_be_one)(&[one, other])
    }

    /// As few groups of things that may be one as there can be, if that is fewer than `best`: the
    /// first thing joins one of the groups or begins another.
    fn fewest(&self, things: &[usize], groups: &mut Vec<Vec<usize>>, best: usize) -> usize {
        if groups.len() >= best {
            return best;
        }
        let Some((first, rest)) = things.split_first() else { return groups.len() };
        let mut best = best;
        for place in 0..groups.len() {
            let Some(group) = groups.get_mut(place) else { continue };
            group.push(*first);
            if (self.may_be_one)(group) {
                best = self.fewest(rest, groups, best);
            }
            if let Some(group) = groups.get_mut(place) {
                group.pop();
            }
        }
        groups.push(vec![*first]);
        best = self.fewest(rest, groups, best);
        groups.pop();
        best
    }
}

#[cfg(test)]
mod tests {
    use super::Things;

    /// The fewest of some ranges of numbers that may be one where they overlap.
    fn fewest(ranges: &[[u32; 2]]) -> usize {
        let things = Things {
            is_known: &|thing| ranges[thing][0] == ranges[thing][1],
            may_be_one: &|things| {
                let low = things.iter().map(|thing| ranges[*thing][0]).max();
                let high = things.iter().map(|thing| ranges[*thing][1]).min();
                low <= high
            },
        };
        let reached = |wanted: &usize| things.are_at_least(*wanted, &(0..ranges.len()));
        (0..=ranges.len()).take_while(reached).last().unwrap_or_default()
    }

    #[test]
    fn those_that_may_be_one_count_once() {
        assert_eq!(fewest(&[]), 0);
        assert_eq!(fewest(&[[1, 1], [1, 1], [2, 2]]), 2);
        // It may be one with a known one.
        assert_eq!(fewest(&[[1, 1], [1, 9], [4, 4]]), 2);
        assert_eq!(fewest(&[[1, 1], [2, 9], [4, 5]]), 2);
        // The first may be one with the second, and the second with the third.
        assert_eq!(fewest(&[[1, 3], [3, 5], [5, 7]]), 2);
        assert_eq!(fewest(&[[1, 2], [3, 4], [5, 6], [1, 6]]), 3);
    }

    #[test]
    fn too_many_count_as_one() {
        let ranges = (0..13).map(|place| [2 * place, 2 * place + 1]).collect::<Vec<_>>();
        assert_eq!(fewest(&ranges[..12]), 12);
        assert_eq!(fewest(&ranges), 1);
    }
}
