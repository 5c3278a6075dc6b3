//! The cells of one atom that is counted from days in histories.
//!
//! How it hangs together with other atoms about these histories is not told, so it is met, or not met,
//! whatever these are. What is told is a chart for each of its answers, where nothing is documented.

use super::ways::ways;
use super::windowed::TRIED;
use super::{Cells, Completeness, Example, Key, may_be_neither};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::policy::notation::predicate::are_courses;
use crate::policy::{Expression, FoundDay};
use crate::possible::{Complete, Date, Entry, History};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// One atom; `None` for several.
pub(super) fn cells(
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let [atom] = atoms else { return None };
    let may_be_neither = completeness == Completeness::Any && may_be_neither(atom);
    let cell = |met: bool| if may_be_neither { vec![met, !met] } else { vec![met] };
    let mut cells = Cells::from([false, true].map(|met| (cell(met), Example::Unknown)));
    if may_be_neither {
        cells.insert(vec![false, false], Example::Unknown);
    }
    for facts in examples(atom, chart) {
        let mut documented = CaseFacts::new(chart.chart.request_date(), chart.chart.service_date());
        for (fact, value) in &facts {
            documented.insert(*fact, value.clone());
        }
        let known = Documentation { vocabulary: chart.vocabulary, chart: &documented };
        let met = match known.truth(atom) {
            Truth::MET => true,
            Truth::NOT_MET => false,
            _ => continue,
        };
        let example = cells.entry(cell(met)).or_insert(Example::Unknown);
        if *example == Example::Unknown {
            *example = Example::Facts(facts);
        }
    }
    Some(cells)
}

type Facts = Vec<(FactId, FactValue)>;

/// What a chart may say that leaves nothing open: the days in histories on some day, and what is asked
/// as if it was asked of that day; or no such entries.
fn examples(atom: &Expression, chart: Documentation<'_>) -> Vec<Facts> {
    let request = chart.chart.request_date();
    let tried = TRIED.map(|days| CalendarDuration::new(days, CalendarUnit::Days).before(request));
    tried.into_iter().map(Some).chain([None]).flat_map(|day| at(day, atom, chart)).collect()
}

fn at(day: Option<NaiveDate>, atom: &Expression, chart: Documentation<'_>) -> Vec<Facts> {
    let Some((term, _)) = atom.asked() else { return Vec::new() };
    let histories = term.found_days().iter().map(|found| {
        let entries = match day {
            Some(day) => vec![entry(found, day, chart)?],
            None => Vec::new(),
        };
        let history = History { complete: Complete::Yes, entries };
        Some((found.entries.fact, FactValue::History(history)))
    });
    let Some(histories) = histories.collect::<Option<Facts>>() else { return Vec::new() };
    let days = term.found_days().iter().map(|_| day.unwrap_or(chart.chart.request_date()));
    let plain = atom.counted_from(&days.collect::<Vec<_>>());
    let key = Key::of(&plain, chart);
    let cells = key.as_ref().and_then(|key| key.cells(&[&plain], chart, Completeness::Decided));
    let own = cells
        .into_iter()
        .flatten()
        .filter_map(|(_, example)| example.document(&key.as_ref()?.facts(), chart.vocabulary));
    let found = |fact: FactId| histories.iter().any(|(history, _)| *history == fact);
    let own = own.map(|facts| {
        let others = facts.into_iter().filter(|(fact, _)| !found(*fact));
        histories.iter().cloned().chain(others).collect()
    });
    own.chain([histories.clone()]).collect()
}

/// An entry of a day that is asked for.
fn entry(found: &FoundDay, day: NaiveDate, chart: Documentation<'_>) -> Option<Entry> {
    let ways = ways(&Entry::default(), &[&found.entries], chart)?;
    let (_, entry) = ways.into_iter().find(|(asked, _)| asked.contains(&1))?;
    if !are_courses(chart.vocabulary, found.entries.fact) {
        return Some(Entry { date: Date::from(day), ..entry });
    }
    let length = found.entries.lasting.and_then(|lasting| lasting.durations().next());
    let [start, end] = if found.is_end {
        [length.map_or(day, |length| length.before(day)), day]
    } else {
        [day, length.map_or(day, |length| length.after(day))]
    };
    Some(Entry { date: Date::from(start), end: Date::from(end), ..entry })
}
