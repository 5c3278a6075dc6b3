//! The cells of results or events in one window that is counted from a date which is open.
//!
//! Whatever day that is, the atoms that look at this very window can turn out in the same ways, so
//! one day stands for all. Atoms that look at other windows of the same fact are another group: how
//! two windows with an open end overlap is not told.

use super::{Cells, Completeness, Example, events, readings, results};
use crate::calendar::{CalendarDuration, CalendarUnit, Shift};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::policy::{Expression, Window};
use crate::possible::Date;
use crate::vocabulary::{FactId, FactKind, HistoryForm};
use chrono::NaiveDate;

/// How long before the request a day is tried for what a window is counted from.
pub(super) const TRIED: [u32; 8] = [60, 20, 200, 7, 2, 800, 0, 3_000];

/// Atoms that look at one window. `None` where there are too many worlds, and where no day is found
/// that gives the window a day.
pub(super) fn cells(
    fact: FactId,
    window: Window,
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let request = chart.chart.request_date();
    let shifts = window.ends().filter_map(|end| end.shift.duration());
    let shifts = shifts.flat_map(|apart| [Shift::Before(apart), Shift::After(apart)]);
    let shifts = [Shift::None].into_iter().chain(shifts).collect::<Vec<_>>();
    let mut tried = TRIED
        .map(|days| CalendarDuration::new(days, CalendarUnit::Days).before(request))
        .into_iter()
        .flat_map(|day| shifts.iter().map(move |shift| shift.from(day)));
    let facts = tried.find_map(|day| counted_from(window, day, chart))?;
    let known = Documentation { vocabulary: chart.vocabulary, chart: &facts };
    let cells = match chart.kind(fact)? {
        FactKind::History { form: HistoryForm::Readings, .. } => {
            readings::cells(fact, atoms, known, completeness)?
        }
        FactKind::History { .. } => events::cells(fact, atoms, known, completeness)?,
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Quantity { .. }
        | FactKind::Calculated { .. }
        | FactKind::Measurement { .. } => results::undocumented(fact, atoms, known, completeness)?,
    };
    let anchors = window
        .anchors()
        .filter_map(|anchor| known.exact_day(anchor))
        .map(|day| Example::Days(vec![Some(day)]))
        .collect::<Vec<_>>();
    let together = |example| Example::Each([vec![example], anchors.clone()].concat());
    Some(cells.into_iter().map(|(cell, example)| (cell, together(example))).collect())
}

/// A chart in which the window is counted from this day, as far as that is open, and from a later
/// one if it has two open ends; `None` where that is not possible, or the window has no days then.
fn counted_from(window: Window, day: NaiveDate, chart: Documentation<'_>) -> Option<CaseFacts> {
    let mut facts = CaseFacts::new(chart.chart.request_date(), chart.chart.service_date());
    let mut next = day;
    for anchor in window.anchors() {
        let days = chart.days(anchor);
        let chosen = days.exact().unwrap_or(next.clamp(days.first.min(days.last), days.last));
        if days.is_never() {
            facts.insert(anchor, FactValue::Date(Date::NEVER));
        } else {
            facts.insert(anchor, FactValue::Date(Date::from(chosen)));
            next = chosen.succ_opt()?;
        }
    }
    let known = Documentation { vocabulary: chart.vocabulary, chart: &facts };
    known.span(window)?.map(|_| facts)
}
