//! The cells of counts and quantities: the numbers are cut at the thresholds.

use super::Cell;
use crate::case::FactView;
use crate::evaluate::reference::{Documentation, number_passes};
use crate::policy::{CountTest, Expression, QuantityTest};
use crate::possible::{Interval, Scale};
use crate::vocabulary::FactId;
use std::collections::BTreeSet;

/// Atoms on a count of which nothing is known.
pub(super) fn counts(atoms: &[&Expression]) -> BTreeSet<Cell> {
    let tests = atoms.iter().filter_map(|atom| match atom {
        Expression::Count { test, .. } => Some(*test),
        _ => None,
    });
    let tests = tests.collect::<Vec<_>>();
    let bounds = tests.iter().flat_map(|test| match *test {
        CountTest::Compare(_, bound) => [bound, bound],
        CountTest::Between(low, high) => [low, high],
    });
    // The numbers at and beside the bounds stand for all others.
    let numbers = bounds.map(u64::from).flat_map(|bound| [0, bound.saturating_sub(1), bound, bound.saturating_add(1)]);
    numbers.map(|number| tests.iter().map(|test| number_passes(number, *test)).collect()).collect()
}

/// Atoms on a quantity.
pub(super) fn quantities(fact: FactId, atoms: &[&Expression], documentation: Documentation<'_>) -> Option<BTreeSet<Cell>> {
    let asked = asked(fact, atoms, documentation)?;
    let possible = match documentation.view(fact) {
        Some(FactView::Quantity(Some(amount))) => amount.positions(),
        _ => Interval::ANYTHING,
    };
    Some(representatives(&asked, possible).into_iter().map(|position| cell(&asked, position)).collect())
}

/// The positions that each atom asks for, on the scale of its fact.
pub(super) fn asked(fact: FactId, atoms: &[&Expression], documentation: Documentation<'_>) -> Option<Vec<Interval>> {
    let scale = documentation.kind(fact)?.scale()?;
    let test = |atom: &&Expression| match **atom {
        Expression::Quantity { test, .. } | Expression::Measurement { test, .. } => positions(scale, test),
        _ => None,
    };
    atoms.iter().map(test).collect()
}

fn positions(scale: &Scale, test: QuantityTest) -> Option<Interval> {
    Some(match test {
        QuantityTest::Compare(operator, threshold) => operator.interval(scale.position(threshold.value, threshold.unit)?),
        QuantityTest::Between(low, high) => Interval::between(scale.position(low.value, low.unit)?, scale.position(high.value, high.unit)?),
    })
}

/// Possible positions that stand for all others: the ends, and those at and beside the thresholds.
pub(super) fn representatives(asked: &[Interval], possible: Interval) -> BTreeSet<i64> {
    let thresholds = asked.iter().flat_map(|asked| [asked.low(), asked.high()]);
    let near = thresholds.flat_map(|threshold| [threshold.saturating_sub(1), threshold, threshold.saturating_add(1)]);
    let near = near.filter(|position| possible.low() <= *position && *position <= possible.high());
    near.chain([possible.low(), possible.high()]).collect()
}

/// What becomes of each atom if the value stands at this position.
pub(super) fn cell(asked: &[Interval], position: i64) -> Cell {
    asked.iter().map(|asked| asked.low() <= position && position <= asked.high()).collect()
}
