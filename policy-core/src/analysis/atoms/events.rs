//! The cells of a history: how many events each atom counts, together. An event in a short window is in the longer ones, and a third event is a second.

use super::Cell;
use crate::case::FactView;
use crate::evaluate::reference::{Days, Documentation, contains};
use crate::policy::{AttributeFilter, Expression};
use crate::possible::Date;
use crate::vocabulary::{FactId, FactKind};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// With more worlds than this, atoms count as independent.
const WORLDS: usize = 4_096;

/// What an atom asks: at least so many events, of some values of the attribute, since a day.
struct Asked {
    at_least: u32,
    filter: Option<AttributeFilter>,
    start: NaiveDate,
}

/// Atoms on the events of one kind. `None` where there are too many worlds.
pub(super) fn cells(fact: FactId, atoms: &[&Expression], documentation: Documentation<'_>) -> Option<BTreeSet<Cell>> {
    let request = documentation.case.request_date();
    let asked = atoms.iter().map(|atom| match **atom {
        Expression::Events { at_least, filter, within, .. } => {
            let start = within.map_or(NaiveDate::MIN, |duration| duration.before(request));
            Some(Asked { at_least, filter, start })
        }
        _ => None,
    });
    let asked = asked.collect::<Option<Vec<_>>>()?;
    let values = match documentation.kind(fact) {
        Some(FactKind::Events { attribute: Some(attribute) }) => (0..64).take(attribute.values.len()).map(Some).collect(),
        _ => vec![None],
    };
    let history = match documentation.view(fact) {
        Some(FactView::Events(history)) => Some(history),
        _ => None,
    };

    // A world is how often each atom counts, as far as it cares.
    let mut worlds = BTreeSet::from([vec![0; asked.len()]]);
    for occurrence in history.iter().flat_map(|history| &history.occurrences) {
        let Some(days) = Days::of_something_past(occurrence.date, request) else { continue };
        let values = occurrence.attribute.map_or(values.clone(), |value| vec![Some(value)]);
        worlds = with_one_event(&worlds, &asked, &events(&asked, days, &values));
        if worlds.len() > WORLDS {
            return None;
        }
    }
    if history.is_none_or(|history| !history.complete) {
        let any = events(&asked, Days::of_something_past(Date::UNKNOWN, request)?, &values);
        loop {
            let before = worlds.len();
            worlds.append(&mut with_one_event(&worlds, &asked, &any));
            if worlds.len() > WORLDS {
                return None;
            }
            if worlds.len() == before {
                break;
            }
        }
    }
    let cell = |world: Vec<u32>| world.into_iter().zip(&asked).map(|(count, asked)| count >= asked.at_least).collect();
    Some(worlds.into_iter().map(cell).collect())
}

/// The events of some day and some value: for each atom, whether it counts the event.
fn events(asked: &[Asked], days: Days, values: &[Option<u8>]) -> BTreeSet<Vec<bool>> {
    // Only on the first day of a window something changes.
    let starts = asked.iter().map(|asked| asked.start).filter(|start| days.first < *start && *start <= days.last);
    let days = starts.chain([days.first]).collect::<BTreeSet<_>>();
    let event = |day, value: Option<u8>| {
        let counts =
            |asked: &Asked| asked.start <= day && asked.filter.is_none_or(|filter| value.is_some_and(|value| contains(filter.values, value)));
        asked.iter().map(counts).collect()
    };
    days.into_iter().flat_map(|day| values.iter().map(move |value| (day, *value))).map(|(day, value)| event(day, value)).collect()
}

/// The worlds with one of the events more.
fn with_one_event(worlds: &BTreeSet<Vec<u32>>, asked: &[Asked], events: &BTreeSet<Vec<bool>>) -> BTreeSet<Vec<u32>> {
    let with = |world: &Vec<u32>, event: &Vec<bool>| {
        let counts = world.iter().zip(event).zip(asked);
        counts.map(|((count, counts), asked)| count.saturating_add(u32::from(*counts)).min(asked.at_least)).collect()
    };
    worlds.iter().flat_map(|world| events.iter().map(move |event| with(world, event))).collect()
}
