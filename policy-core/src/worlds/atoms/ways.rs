//! The ways in which the attributes of an entry may turn out, as far as conditions on an entry tell
//! them apart. An entry is a small chart: its attributes are facts, and predicates on them are atoms.

use super::{Atoms, Completeness};
use crate::Truth;
use crate::case::EntryChart;
use crate::evaluate::reference::Documentation;
use crate::policy::{Entries, Expression, Region, Term};
use crate::possible::{AttributeValue, Entry};
use crate::vocabulary::{FactId, FactKind};
use std::collections::BTreeSet;

/// With more ways than this, atoms count as independent.
const WAYS: usize = 1_024;

/// Entries, each with what it adds to the questions, for every way in which these may turn out
/// together: one where it is asked for, or the bit of the value where different values are counted;
/// nothing where it is not. Where one entry is asked about, the
/// first bit says whether it is so. `None` if there are too many, and where a question is not only about the
/// entry.
pub(super) fn ways(
    entry: &Entry,
    asked: &[&Entries],
    chart: Documentation<'_>,
) -> Option<Vec<(Vec<u64>, Entry)>> {
    let is_open = |fact: &FactId| !fact.is_built_in();
    if asked.iter().any(|asked| asked.compared_with().iter().any(is_open)) {
        return None;
    }
    let conditions = asked.iter().flat_map(|asked| asked.conditions());
    // Every value of an attribute of which the different ones are counted is a question of its own.
    let values = asked.iter().filter_map(|asked| asked.different).flat_map(|attribute| {
        let values = chart.kind(attribute).and_then(FactKind::values).map_or(0, <[_]>::len);
        (0..64).take(values).map(move |value: u32| {
            Term::Code(attribute).is(Region::Values(1_u64.rotate_left(value)))
        })
    });
    let values = values.collect::<Vec<_>>();
    let predicates = conditions.flat_map(Expression::predicates).chain(&values);
    let own = EntryChart { entry, chart: chart.chart };
    let documented = Documentation { chart: &own, ..chart };
    let atoms = Atoms::of(predicates, &[documented], Completeness::Decided);
    let facts = atoms.groups().iter().flat_map(|group| &group.facts).collect::<Vec<_>>();
    let each_once = facts.iter().collect::<BTreeSet<_>>().len() == facts.len();
    // An attribute that is asked about alone and is compared with another one cannot be told twice.
    if !atoms.split().is_empty() || !each_once {
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
    let mut found = Vec::<(Vec<u64>, Entry)>::new();
    for entry in entries {
        let answers = asked
            .iter()
            .map(|asked| {
                let truth = chart.is_asked_for(asked, &entry);
                let value = asked.different.map(|attribute| entry.attribute(attribute));
                let has = asked.chosen.as_ref().map(|chosen| chart.holds_of(&chosen.has, &entry));
                let adds = match value {
                    None if has == Some(Truth::UNKNOWN) => return None,
                    // Whether it is so, in the first bit.
                    None => has.map_or(1, |has| 2 | u64::from(has == Truth::MET)),
                    Some(Some(AttributeValue::Code(value))) if value.is_power_of_two() => *value,
                    Some(_) => return None,
                };
                (!truth.is_unknown()).then_some(if truth.can_be_met() { adds } else { 0 })
            })
            .collect::<Option<Vec<_>>>()?;
        if !found.iter().any(|(known, _)| *known == answers) {
            found.push((answers, entry));
        }
    }
    Some(found)
}
