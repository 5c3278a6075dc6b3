//! The cells of one chart where nobody wants examples: each is a number, with a bit for each atom,
//! as long as it does not matter how much is documented.
//!
//! In: atoms that hang together. Out: the same cells that [the general way](super::Key::cells)
//! finds, for what is asked most.

use super::events::values;
use super::{Cell, Key, region_of};
use crate::case::FactView;
use crate::evaluate::reference::{Documentation, contains};
use crate::policy::{Expression, Region, Term};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// With more cells than this, the general way is to find out.
const CELLS: usize = 64;

/// The cells of atoms on a flag, on a code, or on events of which nothing is documented; `None` for
/// others.
pub(super) fn cells(
    key: &Key,
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Vec<Cell>> {
    if atoms.len() > 64 {
        return None;
    }
    let mut cells = match key {
        Key::Flag(_) => vec![0, u64::MAX],
        Key::Code(fact) => codes(*fact, atoms, chart),
        Key::Events(fact) => events(*fact, atoms, chart)?,
        Key::Count(_)
        | Key::Dates(_)
        | Key::Quantity(_)
        | Key::Results(_)
        | Key::Selected(..)
        | Key::Alone(_) => return None,
    };
    cells.sort_unstable();
    cells.dedup();
    Some(
        cells
            .into_iter()
            .map(|cell| (0..64).take(atoms.len()).map(|atom| contains(cell, atom)).collect())
            .collect(),
    )
}

fn cell<'e>(atoms: &[&'e Expression], is_met: impl Fn(&'e Expression) -> bool) -> u64 {
    atoms.iter().rev().fold(0, |cell, atom| cell << 1 | u64::from(is_met(atom)))
}

fn codes(fact: FactId, atoms: &[&Expression], chart: Documentation<'_>) -> Vec<u64> {
    let among = |position| {
        cell(atoms, |atom| {
            region_of(atom)
                .and_then(Region::values)
                .is_some_and(|values| contains(values, position))
        })
    };
    chart.candidates(fact).map(among).collect()
}

/// Each event that may have happened adds the atoms that count it to those that are met, as long as
/// one is enough for each.
fn events(fact: FactId, atoms: &[&Expression], chart: Documentation<'_>) -> Option<Vec<u64>> {
    let one_is_enough =
        atoms.iter().all(|atom| region_of(atom).and_then(Region::at_least) == Some(1));
    let is_undocumented = match chart.view(fact) {
        Some(FactView::Events(history)) => history.occurrences.is_empty() && !history.complete,
        _ => true,
    };
    if !one_is_enough || !is_undocumented {
        return None;
    }
    let request = chart.chart.request_date();
    let start = |atom: &Expression| match atom {
        Expression::Test { term: Term::Events { within: Some(within), .. }, .. } => {
            within.before(request)
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => NaiveDate::MIN,
    };
    let counts = |atom: &Expression, day: NaiveDate, value: Option<u8>| {
        let filter = if let Expression::Test { term: Term::Events { filter, .. }, .. } = atom {
            *filter
        } else {
            None
        };
        start(atom) <= day
            && filter.is_none_or(|filter| value.is_some_and(|value| contains(filter.values, value)))
    };
    let values = values(fact, chart);
    let mut cells = vec![0];
    // On the first day of each window; and on a day before all.
    for day in atoms.iter().map(|atom| start(atom)).chain([NaiveDate::MIN]) {
        for value in &values {
            let counted = cell(atoms, |atom| counts(atom, day, *value));
            for known in cells.clone() {
                let further = known | counted;
                if !cells.contains(&further) {
                    cells.push(further);
                }
            }
            if cells.len() > CELLS {
                return None;
            }
        }
    }
    Some(cells)
}
