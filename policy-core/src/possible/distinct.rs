//! How many different things there are among some of which two may be one: the results of a
//! measurement, and readings.
//!
//! In: things, by number; what is known of each, and which of them may all be one. Out: whether so
//! many of them count. That they do not is known only where so many are there, whether they count or
//! not.

use super::spaced::{Spaced, on_different_days};
use super::{Interval, List};
use crate::Truth;
use crate::calendar::CalendarDuration;
use smallvec::SmallVec;

/// With more things than this that may be one with others, they count as one.
const OPEN: usize = 12;

/// What is known about one thing.
pub(super) struct Thing {
    /// The days of the period that it may be of.
    pub(super) days: Interval,
    /// It is certainly there.
    pub(super) is_there: bool,
    /// Whether it counts.
    pub(super) counts: Truth,
    /// All but its day that tells two apart is known.
    pub(super) is_known: bool,
}

/// What is known about some things, by number.
pub(super) struct Things<'a> {
    pub(super) all: &'a [Thing],
    /// But for their days, these may all be one.
    pub(super) may_be_one: &'a dyn Fn(&[usize]) -> bool,
    /// But for their days, two that count can only be one.
    pub(super) are_alike: &'a dyn Fn(usize, usize) -> bool,
}

impl Things<'_> {
    /// Whether at least so many different ones count; if it is asked, so many that lie so far apart.
    pub(super) fn at_least(&self, wanted: u32, apart: Option<CalendarDuration>) -> Truth {
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        if self.are_surely(wanted, apart, |thing| thing.counts == Truth::MET) {
            Truth::MET
        } else if self.may_be(wanted, apart) || !self.are_surely(wanted, apart, |it| it.is_there) {
            Truth::UNKNOWN
        } else {
            Truth::NOT_MET
        }
    }

    /// The numbers of those of which this holds.
    fn those(&self, holds: impl Fn(&Thing) -> bool + Copy) -> impl Iterator<Item = usize> + Clone {
        let each = self.all.iter().enumerate();
        each.filter(move |(_, thing)| holds(thing)).map(|(number, _)| number)
    }

    fn days(&self, thing: usize) -> Interval {
        self.all.get(thing).map_or(Interval::ANYTHING, |thing| thing.days)
    }

    fn spaced(&self, things: impl Iterator<Item = usize>, apart: CalendarDuration) -> Spaced {
        Spaced::new(things.map(|thing| (self.days(thing), true)), apart)
    }

    /// There are certainly so many different ones of which this holds.
    fn are_surely(
        &self,
        wanted: usize,
        apart: Option<CalendarDuration>,
        holds: impl Fn(&Thing) -> bool + Copy,
    ) -> bool {
        let things = || self.those(holds);
        if things().take(wanted).count() < wanted {
            return false;
        }
        if let Some(apart) = apart {
            return reaches(self.spaced(things(), apart).fewest(), wanted);
        }
        let known = || things().filter(|thing| self.is_one(*thing));
        let is_first = |thing: &usize| {
            !known().take_while(|other| other < thing).any(|other| self.same(&[*thing, other]))
        };
        let number = known().filter(is_first).take(wanted).count();
        if number >= wanted {
            return true;
        }
        // What may be one with a known one is one with it, in some world.
        let is_apart = |thing: &usize| {
            !self.is_one(*thing) && !known().any(|other| self.same(&[*thing, other]))
        };
        let apart = things().filter(is_apart).take(OPEN.saturating_add(1)).collect::<List<_>>();
        let further = match apart.len() {
            0 => 0,
            1..=OPEN => self.fewest(&apart, &mut Groups::new(), apart.len()),
            _ => 1,
        };
        number.saturating_add(further) >= wanted
    }

    /// So many different ones may count.
    fn may_be(&self, wanted: usize, apart: Option<CalendarDuration>) -> bool {
        let things = || self.those(|thing| thing.counts.can_be_met());
        if things().take(wanted).count() < wanted {
            return false;
        }
        if let Some(apart) = apart {
            return reaches(self.spaced(things(), apart).most(), wanted);
        }
        let mut most = 0_i64;
        for thing in things() {
            let alike = |other: &usize| *other == thing || (self.are_alike)(thing, *other);
            if things().take_while(|other| *other < thing).any(|other| alike(&other)) {
                continue;
            }
            // Of those that are alike, each needs a day of its own.
            let days = things().filter(alike).map(|thing| self.days(thing));
            most = most.saturating_add(on_different_days(&days.collect::<List<_>>()));
            if reaches(most, wanted) {
                return true;
            }
        }
        reaches(most, wanted)
    }

    /// It is known in all that tells two apart.
    fn is_one(&self, thing: usize) -> bool {
        self.all.get(thing).is_some_and(|thing| thing.days.is_exact() && thing.is_known)
    }

    fn same(&self, things: &[usize]) -> bool {
        let days = || things.iter().map(|thing| self.days(*thing));
        let first = days().map(Interval::low).max();
        let last = days().map(Interval::high).min();
        first <= last && (self.may_be_one)(things)
    }

    /// As few groups of things that may be one as there can be, if that is fewer than `best`: the
    /// first thing joins one of the groups or begins another.
    fn fewest(&self, things: &[usize], groups: &mut Groups, best: usize) -> usize {
        if groups.len() >= best {
            return best;
        }
        let Some((first, rest)) = things.split_first() else { return groups.len() };
        let mut best = best;
        for place in 0..groups.len() {
            let Some(group) = groups.get_mut(place) else { continue };
            group.push(*first);
            if self.same(group) {
                best = self.fewest(rest, groups, best);
            }
            if let Some(group) = groups.get_mut(place) {
                group.pop();
            }
        }
        groups.push(SmallVec::from_iter([*first]));
        best = self.fewest(rest, groups, best);
        groups.pop();
        best
    }
}

/// Groups of things that may be one.
type Groups = SmallVec<[SmallVec<[usize; OPEN]>; OPEN]>;

fn reaches(number: i64, wanted: usize) -> bool {
    usize::try_from(number).is_ok_and(|number| number >= wanted)
}

#[cfg(test)]
mod tests {
    use super::{Interval, Thing, Things, Truth};

    /// The fewest of some ranges of numbers that may be one where they overlap.
    fn fewest(ranges: &[[u32; 2]]) -> usize {
        let known = ranges.iter().map(|range| Thing {
            days: Interval::exactly(0),
            is_there: true,
            counts: Truth::MET,
            is_known: range[0] == range[1],
        });
        let things = Things {
            all: &known.collect::<Vec<_>>(),
            may_be_one: &|things| {
                let low = things.iter().map(|thing| ranges[*thing][0]).max();
                let high = things.iter().map(|thing| ranges[*thing][1]).min();
                low <= high
            },
            are_alike: &|_, _| false,
        };
        let reached = |wanted: &usize| things.are_surely(*wanted, None, |_| true);
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
