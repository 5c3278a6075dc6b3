//! The cells of one atom apart from others about the same facts.
//!
//! How it hangs together with the others is not told, so it is met, or not met, whatever these are. What
//! is told is a chart for each of its answers, where nothing is documented: the days that it is counted
//! from are chosen, and it is asked as if it was counted from these.

use super::ways::ways;
use super::windowed::TRIED;
use super::{Cells, Completeness, Example, Key, may_be_neither};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue, FactView};
use crate::evaluate::reference::Documentation;
use crate::policy::notation::predicate::are_courses;
use crate::policy::{Entries, Expression, FoundDay, Region, Selection, Term};
use crate::possible::{Complete, Date, Entry, History, Spacing};
use crate::vocabulary::{FactId, FactKind};
use chrono::NaiveDate;

/// More entries than this make no example.
const MOST: usize = 100;

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
    if !is_undocumented(atom, chart) {
        return Some(cells);
    }
    let request = chart.chart.request_date();
    let tried = TRIED.map(|days| CalendarDuration::new(days, CalendarUnit::Days).before(request));
    for facts in tried.map(Some).into_iter().chain([None]).flat_map(|day| at(day, atom, chart)) {
        let met = match with(&facts, chart, |known| known.truth(atom)) {
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

/// Nothing is documented about all that an atom asks about.
fn is_undocumented(atom: &Expression, chart: Documentation<'_>) -> bool {
    let mut facts = atom.subjects().filter(|fact| !fact.is_built_in());
    facts.all(|fact| match chart.view(fact) {
        None => true,
        Some(FactView::Date(date)) => date.is_unknown(),
        Some(FactView::Measurement(results)) => results.is_empty(),
        Some(FactView::History(history)) => history.is_unknown(),
        Some(FactView::Quantity(amount)) => amount.is_none(),
        Some(FactView::Count(count)) => count.written().is_none(),
        Some(FactView::Flag(_) | FactView::Code(_)) => false,
    })
}

/// What is asked of a chart that says only this.
fn with<T>(facts: &Facts, chart: Documentation<'_>, ask: impl FnOnce(Documentation<'_>) -> T) -> T {
    let mut documented = CaseFacts::new(chart.chart.request_date(), chart.chart.service_date());
    for (fact, value) in facts {
        documented.insert(*fact, value.clone());
    }
    ask(Documentation { vocabulary: chart.vocabulary, chart: &documented })
}

/// What a chart may say that leaves nothing open: what an atom is counted from is on some day, or never
/// was, and what is asked is as if it was asked of that day.
fn at(day: Option<NaiveDate>, atom: &Expression, chart: Documentation<'_>) -> Vec<Facts> {
    let Some((term, region)) = atom.asked() else { return Vec::new() };
    let dates = term.other_dates().chain(region.other_dates());
    let dates = dates.filter(|fact| matches!(chart.kind(*fact), Some(FactKind::Date)));
    let date = day.map_or(Date::NEVER, Date::from);
    let dates = dates.filter(|fact| !fact.is_built_in()).map(|fact| (fact, FactValue::Date(date)));
    let histories = term.found_days().iter().map(|found| {
        let entries = match day {
            Some(day) => vec![entry(found, day, chart)?],
            None => Vec::new(),
        };
        Some((found.entries.fact, history(entries)))
    });
    let Some(histories) = histories.collect::<Option<Facts>>() else { return Vec::new() };
    let known = dates.chain(histories).collect::<Facts>();
    let days = term.found_days().iter().map(|_| day.unwrap_or(chart.chart.request_date()));
    let plain = atom.counted_from(&days.collect::<Vec<_>>());
    let own = with(&known, chart, |chart| own(&plain, chart));
    let is_known = |fact: FactId| known.iter().any(|(other, _)| *other == fact);
    let own = own.into_iter().map(|facts| {
        let others = facts.into_iter().filter(|(fact, _)| !is_known(*fact));
        known.iter().cloned().chain(others).collect()
    });
    own.chain([known.clone()]).collect()
}

/// What a chart may say to answer an atom either way that is counted from known days.
fn own(plain: &Expression, chart: Documentation<'_>) -> Vec<Facts> {
    let Some(key) = Key::of(plain, chart) else { return Vec::new() };
    if matches!(key, Key::Alone(_)) {
        let Some((term, region)) = plain.asked() else { return Vec::new() };
        if let Term::OnFile { number, apart, .. } = *term {
            return on_file(term, number, apart, chart).unwrap_or_default();
        }
        return match (term.entries(), term.apart()) {
            (_, Some(Spacing::AtLeast(apart))) => {
                spread((term, region), apart, chart).unwrap_or_default()
            }
            (Some(entries), _) => close(entries, chart),
            (None, _) => Vec::new(),
        };
    }
    let cells = key.cells(&[plain], chart, Completeness::Decided).unwrap_or_default();
    let documented =
        cells.into_values().filter_map(|example| example.document(&key.facts(), chart.vocabulary));
    documented.collect()
}

/// So many results of a kind, each so far from the next.
fn on_file(
    term: &Term,
    number: u32,
    apart: Option<CalendarDuration>,
    chart: Documentation<'_>,
) -> Option<Vec<Facts>> {
    let Term::OnFile { fact, method, window, .. } = *term else { return None };
    let one = Term::OnFile { fact, number: 1, apart: None, method, window }.is(Region::Yes);
    let apart = apart.unwrap_or(CalendarDuration::new(1, CalendarUnit::Days));
    let key = Key::of(&one, chart).filter(|key| !matches!(key, Key::Alone(_)))?;
    let last = chart.span(window)??.last;
    let mut found = Vec::new();
    for example in key.cells(&[&one], chart, Completeness::Decided)?.into_values() {
        let facts = example.document(&key.facts(), chart.vocabulary).unwrap_or_default();
        let Some((_, FactValue::Measurement(results))) = facts.into_iter().next() else {
            continue;
        };
        let Some(result) = results.first() else { continue };
        let number = usize::try_from(number).ok().filter(|number| *number <= MOST)?;
        let mut many = vec![*result; number];
        for (result, day) in many.iter_mut().zip(days_apart(last, apart)) {
            result.date = Date::from(day);
        }
        found.push(vec![(fact, FactValue::Measurement(many))]);
    }
    Some(found)
}

/// What answers the same question without a distance, with each so far from the next.
fn spread(
    (term, region): (&Term, Region),
    apart: CalendarDuration,
    chart: Documentation<'_>,
) -> Option<Vec<Facts>> {
    let close = match term.clone() {
        Term::Result { fact, selection: Selection::AtLeast { number, .. }, method, window } => {
            Term::Result { fact, selection: Selection::at_least(number, None), method, window }
        }
        Term::Entries(entries) => Term::Entries(Entries { apart: None, ..entries }),
        Term::Flag(_)
        | Term::Code(_)
        | Term::Count(_)
        | Term::Date(_)
        | Term::Quantity(_)
        | Term::Calculated { .. }
        | Term::Age { .. }
        | Term::Result { .. }
        | Term::OnFile { .. }
        | Term::Anchored { .. } => return None,
    };
    let close = close.is(region);
    let key = Key::of(&close, chart).filter(|key| !matches!(key, Key::Alone(_)))?;
    let last = chart.span(term.window()?)??.last;
    let cells = key.cells(&[&close], chart, Completeness::Decided)?;
    let mut found = Vec::new();
    for example in cells.into_values() {
        let Some(mut facts) = example.document(&key.facts(), chart.vocabulary) else { continue };
        for (_, value) in &mut facts {
            match value {
                FactValue::Measurement(results) => {
                    for (result, day) in results.iter_mut().zip(days_apart(last, apart)) {
                        result.date = Date::from(day);
                    }
                }
                FactValue::History(history) => {
                    for (entry, day) in history.entries.iter_mut().zip(days_apart(last, apart)) {
                        entry.date = Date::from(day);
                    }
                }
                FactValue::Flag(_)
                | FactValue::Code(_)
                | FactValue::Count(_)
                | FactValue::Date(_)
                | FactValue::Quantity(_) => {}
            }
        }
        found.push(facts);
    }
    Some(found)
}

/// Days from the last one on, each so far before the next.
pub fn days_apart(
    last: NaiveDate,
    apart: CalendarDuration,
) -> impl Iterator<Item = NaiveDate> + use<> {
    core::iter::successors(Some(last), move |day| {
        // Only before the first day of the calendar there is none.
        Some(apart.before(*day)).filter(|earlier| apart.after(*earlier) <= *day)
    })
}

/// Entries without a gap, and none.
fn close(entries: &Entries, chart: Documentation<'_>) -> Vec<Facts> {
    let Some(apart) = entries.longest_gap() else { return Vec::new() };
    let span = chart.span(entries.window).flatten();
    let asked = Entries { apart: None, ..entries.clone() };
    let kind = ways(&Entry::default(), &[&asked], chart)
        .and_then(|ways| ways.into_iter().find(|(asked, _)| asked.contains(&1)));
    let mut found = Vec::new();
    if let (Some(span), Some((_, entry))) = (span, kind) {
        let mut day = apart.after(span.first);
        while day < span.last && found.len() < MOST {
            found.push(Entry { date: Date::from(day), ..entry.clone() });
            day = apart.after(day);
        }
    }
    [found, Vec::new()].map(|entries| vec![(asked.fact, history(entries))]).into()
}

fn history(entries: Vec<Entry>) -> FactValue {
    FactValue::History(History { complete: Complete::Yes, entries }.told_apart())
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
