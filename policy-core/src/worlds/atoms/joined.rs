//! Joined courses of which nothing is documented, in one window: what courses that are not joined
//! can do, they can.

use super::{Cells, Completeness, Example, events};
use crate::Truth;
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::policy::{Entries, Expression, Term};
use crate::possible::{AttributeValue, Date, Entry};

/// Atoms that ask different numbers of the same courses. An example is given where the evaluator
/// confirms it.
pub(super) fn cells(
    entries: &Entries,
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    if completeness == Completeness::Any {
        return None;
    }
    let apart = Term::Entries(Entries { joined: None, ..entries.clone() });
    let of_each = atoms.iter().map(|atom| match atom {
        Expression::Test { region, .. } => Some(apart.clone().is(*region)),
        Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. } => None,
    });
    let of_each = of_each.collect::<Option<Vec<_>>>()?;
    let found = events::cells(
        entries.fact,
        &of_each.iter().collect::<Vec<_>>(),
        chart,
        Completeness::Decided,
    )?;
    let confirmed = found.into_iter().map(|(cell, example)| {
        let other = if let Example::Events(courses) = &example {
            of_different_kinds(courses, entries, chart).map(Example::Events)
        } else {
            None
        };
        let is_in_cell = |example: &Example| {
            let truths = answers(example, entries, atoms, chart);
            truths.is_some_and(|truths| {
                truths.into_iter().eq(cell.iter().map(|met| Truth::from(*met)))
            })
        };
        let example = [Some(example), other].into_iter().flatten().find(is_in_cell);
        (cell, example.unwrap_or(Example::Unknown))
    });
    Some(confirmed.collect())
}

/// The same courses with different values of an attribute by which they are joined.
fn of_different_kinds(
    courses: &[Entry],
    asked: &Entries,
    chart: Documentation<'_>,
) -> Option<Vec<Entry>> {
    let attribute = *asked.joined.as_ref()?.by.first()?;
    let values = (0..64).map(|value: u32| AttributeValue::Code(1_u64.rotate_left(value)));
    let number = chart.kind(attribute)?.values()?.len();
    let mut values = values.take(number);
    let each = courses.iter().map(|course| {
        values.by_ref().find_map(|value| {
            let course = course.clone().with(attribute, value);
            (chart.is_asked_for(asked, &course) == Truth::MET).then_some(course)
        })
    });
    each.collect()
}

/// What the evaluator says of an example.
fn answers(
    example: &Example,
    asked: &Entries,
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Vec<Truth>> {
    let mut facts = CaseFacts::new(chart.chart.request_date(), chart.chart.service_date());
    for anchor in asked.window.anchors() {
        let day = chart.exact_day(anchor).map_or(Date::NEVER, Date::from);
        facts.insert(anchor, FactValue::Date(day));
    }
    for (fact, value) in example.document(&[asked.fact], chart.vocabulary)? {
        facts.insert(fact, value);
    }
    let known = Documentation { vocabulary: chart.vocabulary, chart: &facts };
    Some(atoms.iter().map(|atom| known.truth(atom)).collect())
}
