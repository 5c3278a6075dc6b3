//! The cells of readings about which nothing is documented: the entries that they may be, and whether
//! there are enough for an answer.

use super::{Cells, Completeness, events};
use crate::evaluate::reference::Documentation;
use crate::policy::{CountTest, Entries, Expression, Operator, Region, Term};
use crate::vocabulary::FactId;

/// Atoms on readings. `None` if there are too many worlds.
pub(super) fn cells(
    fact: FactId,
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    // Beside each question, whether there are enough readings: as many as are asked for, or one.
    let enough = atoms.iter().map(|atom| {
        let (term, region) = atom.asked()?;
        let entries = term.entries()?;
        let number = if entries.chosen.is_some() { 1 } else { region.at_least()? };
        // Of those that are chosen from, those that do not count are no answer.
        let filter = entries.filter.clone().filter(|_| entries.chosen.is_some());
        let entries = Entries { filter, window: entries.window, ..Entries::readings(fact) };
        let test = CountTest::Compare(Operator::GreaterOrEqual, number);
        Some(Term::Entries(entries).is(Region::Whole(test)))
    });
    let enough = enough.collect::<Option<Vec<_>>>()?;
    let both = atoms.iter().copied().chain(&enough).collect::<Vec<_>>();
    let cells = events::cells(fact, &both, chart, Completeness::Decided)?;
    let told = cells.into_iter().filter_map(|(cell, example)| {
        let (met, enough) = cell.split_at(atoms.len());
        let is_decided = |(met, enough): (&bool, &bool)| *met || *enough;
        match completeness {
            Completeness::Decided => {
                met.iter().zip(enough).all(is_decided).then(|| (met.to_vec(), example))
            }
            Completeness::Any => {
                let fails = met.iter().zip(enough).map(|(met, enough)| *enough && !met);
                Some((met.iter().copied().chain(fails).collect(), example))
            }
        }
    });
    Some(super::first_of_each(told))
}
