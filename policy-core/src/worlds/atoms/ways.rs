//! The ways in which the attributes of an entry may turn out, as far as conditions on an entry tell
//! them apart. An entry is a small chart: its attributes are facts, and predicates on them are atoms.

use super::{Atoms, Completeness};
use crate::case::EntryChart;
use crate::evaluate::reference::Documentation;
use crate::policy::{Entries, Expression};
use crate::possible::Entry;
use crate::vocabulary::FactId;

/// With more ways than this, atoms count as independent.
const WAYS: usize = 1_024;

/// Entries, each with which of the questions ask for it, for every way in which these may turn out
/// together. `None` if there are too many, and where a question is not only about the entry.
pub(super) fn ways(
    entry: &Entry,
    asked: &[&Entries],
    chart: Documentation<'_>,
) -> Option<Vec<(Vec<bool>, Entry)>> {
    let is_open = |fact: &FactId| !fact.is_built_in();
    if asked.iter().any(|asked| asked.compared_with().iter().any(is_open)) {
        return None;
    }
    let conditions = asked.iter().filter_map(|asked| asked.filter.as_deref());
    let predicates = conditions.flat_map(Expression::predicates);
    let own = EntryChart { entry, chart: chart.chart };
    let documented = Documentation { chart: &own, ..chart };
    let atoms = Atoms::of(predicates, &[documented], Completeness::Decided);
    if !atoms.split().is_empty() {
        return None;
    }
    let mut entries = vec![entry.clone()];
    for group in atoms.groups() {
        let mut extended = Vec::new();
        for cell in 0..group.cells.len() {
            let example = group.example(0, cell)?;
            let values = example.document(&group.facts, chart.vocabulary)?;
            for entry in &entries {
                let entry =
                    values.iter().try_fold(entry.clone(), |entry, (attribute, value)| {
                        Some(entry.with(*attribute, value.clone().try_into().ok()?))
                    })?;
                extended.push(entry);
            }
        }
        entries = extended;
        if entries.len() > WAYS {
            return None;
        }
    }
    let mut found = Vec::<(Vec<bool>, Entry)>::new();
    for entry in entries {
        let answers = asked
            .iter()
            .map(|asked| {
                let truth = chart.is_asked_for(asked, &entry);
                (!truth.is_unknown()).then(|| truth.can_be_met())
            })
            .collect::<Option<Vec<_>>>()?;
        if !found.iter().any(|(known, _)| *known == answers) {
            found.push((answers, entry));
        }
    }
    Some(found)
}
