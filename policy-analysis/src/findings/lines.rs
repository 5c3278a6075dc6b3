//! Lines of a policy that accept something, and which of them are needed.
//!
//! In: the lines, and what is found. Out: the line that accepts it; at the end, the lines that accept
//! nothing.

use std::collections::BTreeSet;

pub(super) struct Lines<'a, T> {
    lines: &'a [T],
    /// The positions of those that accept something.
    used: BTreeSet<usize>,
}

impl<'a, T> Lines<'a, T> {
    pub(super) const fn of(lines: &'a [T]) -> Lines<'a, T> {
        Lines { lines, used: BTreeSet::new() }
    }

    /// The first line that accepts something, by position: it is used.
    pub(super) fn first(&mut self, mut accepts: impl FnMut(usize, &T) -> bool) -> Option<usize> {
        let found = self.lines.iter().enumerate().find(|(position, line)| accepts(*position, line));
        let found = found.map(|(position, _)| position);
        self.used.extend(found);
        found
    }

    /// Those that accept nothing.
    pub(super) fn unused(&self) -> impl Iterator<Item = (u16, &'a T)> {
        let all = (0..).zip(self.lines.iter().enumerate());
        let unused = all.filter(|(_, (position, _))| !self.used.contains(position));
        unused.map(|(number, (_, line))| (number, line))
    }
}
