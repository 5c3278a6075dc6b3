//! The cells of counts and quantities: the numbers are cut at the thresholds.

use super::{Cell, Cells, Example, first_of_each, region_of};
use crate::case::FactView;
use crate::evaluate::reference::{Documentation, number_passes};
use crate::policy::{CountTest, Expression};
use crate::possible::{Interval, Scale};
use crate::vocabulary::{FactId, FactKind};
use core::ops::RangeInclusive;
use std::collections::BTreeSet;

/// Atoms on a count of which only the plausible range is known.
pub(super) fn counts(fact: FactId, atoms: &[&Expression], chart: Documentation<'_>) -> Cells {
    let tests = atoms.iter().filter_map(|atom| region_of(atom)?.whole()).collect::<Vec<_>>();
    let (lowest, highest) = match chart.kind(fact) {
        Some(FactKind::Count { low, high }) => (*low, *high),
        _ => (0, u32::MAX),
    };
    let numbers =
        tests.iter().flat_map(|test| told_apart(*test, lowest..=highest)).collect::<BTreeSet<_>>();
    first_of_each(numbers.into_iter().map(|number| {
        (
            tests.iter().map(|test| number_passes(u64::from(number), *test)).collect(),
            Example::Count(number),
        )
    }))
}

/// Numbers that represent a range: its lowest, and the bounds of a test with their neighbors.
pub(super) fn told_apart(test: CountTest, range: RangeInclusive<u32>) -> impl Iterator<Item = u32> {
    let bounds = match test {
        CountTest::Compare(_, bound) => [bound, bound],
        CountTest::Between(low, high) => [low, high],
    };
    let lowest = *range.start();
    let beside = bounds
        .into_iter()
        .flat_map(|bound| [bound.saturating_sub(1), bound, bound.saturating_add(1)]);
    beside.filter(move |number| range.contains(number)).chain([lowest])
}

/// Atoms on a quantity.
pub(super) fn quantities(
    fact: FactId,
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Cells> {
    let scale = chart.kind(fact)?.scale()?;
    let asked = asked(scale, atoms)?;
    Some(first_of_each(
        classes(&asked, possible(fact, scale, chart))
            .into_iter()
            .map(|class| (class.cell, Example::Quantity(class.positions))),
    ))
}

/// The positions that a quantity may have: the documented ones, or else all plausible ones.
pub(super) fn possible(fact: FactId, scale: &Scale, chart: Documentation<'_>) -> Interval {
    match chart.view(fact) {
        Some(FactView::Quantity(Some(amount))) => amount.positions(),
        _ => scale.range(),
    }
}

/// The positions that each atom asks for, on the scale of its fact.
pub(super) fn asked(scale: &Scale, atoms: &[&Expression]) -> Option<Vec<Interval>> {
    atoms.iter().map(|atom| region_of(atom)?.quantity()?.positions(scale)).collect()
}

/// All plausible positions, cut where the answer of a predicate changes, in ascending order.
#[must_use]
pub fn told_apart_positions(scale: &Scale, predicates: &[&Expression]) -> Option<Vec<Interval>> {
    Some(
        classes(&asked(scale, predicates)?, scale.range())
            .into_iter()
            .map(|class| class.positions)
            .collect(),
    )
}

/// Positions that all atoms treat alike.
pub(super) struct Class {
    pub(super) positions: Interval,
    /// How each atom turns out there.
    pub(super) cell: Cell,
}

/// The possible positions, cut where the answer of an atom changes, in ascending order.
pub(super) fn classes(asked: &[Interval], possible: Interval) -> Vec<Class> {
    let first_of_next = |asked: &Interval| asked.high().checked_add(1);
    let cuts = asked.iter().flat_map(|asked| [Some(asked.low()), first_of_next(asked)]).flatten();
    let cuts = cuts
        .filter(|cut| possible.low() < *cut && *cut <= possible.high())
        .collect::<BTreeSet<_>>();
    let starts = [possible.low()].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().map(|cut| cut.saturating_sub(1)).chain([possible.high()]);
    let class =
        |(low, high)| Class { positions: Interval::between(low, high), cell: cell(asked, low) };
    starts.zip(ends).map(class).collect()
}

/// How each atom turns out if the value is at this position.
fn cell(asked: &[Interval], position: i64) -> Cell {
    asked.iter().map(|asked| asked.low() <= position && position <= asked.high()).collect()
}
