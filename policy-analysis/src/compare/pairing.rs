//! Which sections and which criteria of the two sides correspond.

use crate::side::Side;
use crate::space::Space;
use policy_core::policy::{Algebra, Body, Criterion, Section};
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::Diagram;

/// Positions on each side.
pub(super) type Pair = [Option<usize>; 2];

/// Sections by name, or else by their first citation.
pub(super) fn sections([a, b]: [Side<'_>; 2]) -> Vec<Pair> {
    let (a, b) = (&*a.version.sections, &*b.version.sections);
    let by_name = |one: &Section, other: &Section| one.name == other.name;
    let by_citation = |one: &Section, other: &Section| {
        one.citation().is_some() && one.citation() == other.citation()
    };
    let mut pairs = Pairs::new(a.len(), b.len());
    pairs.add(|one, other| {
        a.get(one).zip(b.get(other)).is_some_and(|(one, other)| by_name(one, other))
    });
    pairs.add(|one, other| {
        a.get(one).zip(b.get(other)).is_some_and(|(one, other)| by_citation(one, other))
    });
    pairs.in_order()
}

/// A criterion of a section, at any depth.
pub(super) struct Entry<'a> {
    pub criterion: &'a Criterion,
    pub depth: usize,
    pub diagram: Diagram,
    /// The citation below the section's.
    label: &'a str,
}

impl Entry<'_> {
    pub(super) const fn is_leaf(&self) -> bool {
        matches!(self.criterion.body, Body::Condition(_))
    }
}

/// All criteria of a section, each before those inside it.
pub(super) fn entries<'a>(
    section: &'a Section,
    space: &mut Space<'_>,
) -> Result<Vec<Entry<'a>>, Unanswered> {
    fn add<'a>(
        criteria: &'a [Criterion],
        depth: usize,
        section: &str,
        space: &mut Space<'_>,
        found: &mut Vec<Entry<'a>>,
    ) -> Result<(), Unanswered> {
        for criterion in criteria {
            let below =
                criterion.citation.strip_prefix(section).and_then(|rest| rest.strip_prefix('.'));
            let label = below.filter(|_| !section.is_empty()).unwrap_or(&criterion.citation);
            found.push(Entry { criterion, depth, diagram: space.criterion(criterion)?, label });
            if let Body::Group { criteria, .. } = &criterion.body {
                add(criteria, depth.saturating_add(1), section, space, found)?;
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    add(&section.criteria, 0, section.citation().unwrap_or_default(), space, &mut found)?;
    Ok(found)
}

/// Criteria by label if they ask the same; single conditions that ask the same; the rest by label.
pub(super) fn criteria(a: &[Entry<'_>], b: &[Entry<'_>]) -> Vec<Pair> {
    let with = |test: &dyn Fn(&Entry<'_>, &Entry<'_>) -> bool, one: usize, other: usize| {
        a.get(one).zip(b.get(other)).is_some_and(|(one, other)| test(one, other))
    };
    let same_label = |one: &Entry<'_>, other: &Entry<'_>| one.label == other.label;
    let asks_the_same = |one: &Entry<'_>, other: &Entry<'_>| one.diagram == other.diagram;
    let mut pairs = Pairs::new(a.len(), b.len());
    pairs.add(|one, other| {
        with(&|one, other| same_label(one, other) && asks_the_same(one, other), one, other)
    });
    pairs.add(|one, other| {
        with(
            &|one, other| one.is_leaf() && other.is_leaf() && asks_the_same(one, other),
            one,
            other,
        )
    });
    pairs.add(|one, other| with(&same_label, one, other));
    pairs.in_order()
}

/// What has found its counterpart on each side.
struct Pairs {
    of_a: Vec<Option<usize>>,
    of_b: Vec<Option<usize>>,
}

impl Pairs {
    fn new(a: usize, b: usize) -> Pairs {
        Pairs { of_a: vec![None; a], of_b: vec![None; b] }
    }

    /// Pairs what is still unpaired, in order.
    fn add(&mut self, correspond: impl Fn(usize, usize) -> bool) {
        for (position, of_a) in self.of_a.iter_mut().enumerate().filter(|(_, of_a)| of_a.is_none())
        {
            let mut alone = self.of_b.iter_mut().enumerate().filter(|(_, of_b)| of_b.is_none());
            if let Some((other, of_b)) = alone.find(|(other, _)| correspond(position, *other)) {
                (*of_a, *of_b) = (Some(other), Some(position));
            }
        }
    }

    /// In the order of A; what only B has comes after what precedes it in B.
    fn in_order(self) -> Vec<Pair> {
        let mut pairs =
            self.of_a.into_iter().enumerate().map(|(a, b)| [Some(a), b]).collect::<Vec<_>>();
        for (b, _) in self.of_b.iter().enumerate().filter(|(_, of_b)| of_b.is_none()) {
            let before = b.checked_sub(1);
            let place = pairs
                .iter()
                .position(|[_, known]| before.is_some() && *known == before)
                .map_or(0, |place| place.saturating_add(1));
            pairs.insert(place, [None, Some(b)]);
        }
        pairs
    }
}
