//! One open predicate by itself: whether a plausible chart can answer it either way.
//!
//! In: a predicate that the evaluator calls unknown. Out: the only answer that is still possible,
//! if there is only one. The evaluator does not know plausible ranges, so an undocumented count is
//! unknown to it even if every plausible number passes. For terms without a plausible range,
//! unknown means that both answers are possible.

use super::numbers::{possible, told_apart};
use super::{Completeness, Key, calculated};
use crate::case::FactView;
use crate::evaluate::reference::{Documentation, number_passes};
use crate::policy::{CountTest, DateTest, Day, Entries, Expression, QuantityTest, Region, Term};
use crate::possible::Interval;
use crate::vocabulary::{FactId, FactKind};

/// The only answer of an unknown predicate in any plausible chart; `None` if both are possible.
pub(crate) fn only_answer(predicate: &Expression, chart: Documentation<'_>) -> Option<bool> {
    let (term, region) = predicate.asked()?;
    // Whether a number is plausible on both sides is not looked at.
    if region.relation().is_some() || region.norm().is_some() {
        return None;
    }
    match *term {
        Term::Flag(_)
        | Term::Code(_)
        | Term::OnFile { .. }
        | Term::Anchored { .. }
        | Term::Entries(Entries { apart: Some(_), .. } | Entries { joined: Some(_), .. }) => None,
        Term::Entries(Entries { filter: None, lasting: None, different: None, .. })
            if region.at_least().is_some() =>
        {
            None
        }
        Term::Age { birth_date, at: Day::SERVICE, .. }
            if chart.days(birth_date).is_any()
                || chart.days(birth_date).last <= chart.chart.service_date() =>
        {
            None
        }
        Term::Date(fact) if region.day().is_some_and(|test| is_one_open_day(fact, test, chart)) => {
            None
        }
        Term::Count(fact) => count(fact, region.whole()?, chart),
        Term::Quantity(fact) => number(fact, region.quantity()?, chart),
        Term::Calculated { fact, ref formula } => {
            let scale = calculated::scale_of(fact, formula, chart)?;
            either(
                calculated::possible(&scale, formula, chart)?,
                region.quantity()?.positions(&scale)?,
            )
        }
        // A result can be added on any day.
        Term::Result { fact, .. }
            if !matches!(chart.view(fact), Some(FactView::Measurement([_, ..]))) =>
        {
            number(fact, region.quantity()?, chart)
        }
        Term::Age { .. } | Term::Date(_) | Term::Result { .. } | Term::Entries(_) => {
            let cells =
                Key::of(predicate, chart)?.cells(&[predicate], chart, Completeness::Decided)?;
            only(cells.into_keys().filter_map(|cell| cell.first().copied()))
        }
    }
}

fn only(mut answers: impl Iterator<Item = bool>) -> Option<bool> {
    let first = answers.next()?;
    answers.all(|answer| answer == first).then_some(first)
}

/// One date is open, and the evaluator does not consider days later than a plausible chart allows:
/// no one is born after the service.
fn is_one_open_day(fact: FactId, test: DateTest, chart: Documentation<'_>) -> bool {
    let is_open = |fact| {
        let days = chart.days(fact);
        days.exact().is_none() && !days.is_never()
    };
    let is_alone = match test {
        DateTest::Compare(_, Day::Fact(other)) => is_open(fact) != is_open(other),
        DateTest::Compare(_, Day::On(_)) => true,
        DateTest::In(window) => is_open(fact) && !window.anchors().any(is_open),
    };
    let is_birth = |date: FactId| {
        chart
            .vocabulary
            .facts
            .iter()
            .any(|fact| matches!(fact.kind, FactKind::Age { birth_date } if birth_date == date))
    };
    let has_bound = |date: FactId| {
        is_open(date) && chart.days(date).last > chart.chart.service_date() && is_birth(date)
    };
    is_alone && ![fact].into_iter().chain(Region::Day(test).other_dates()).any(has_bound)
}

/// Nothing is documented about a count, or it would be decided.
fn count(fact: FactId, test: CountTest, chart: Documentation<'_>) -> Option<bool> {
    let Some(FactKind::Count { low, high }) = chart.kind(fact) else { return None };
    only(told_apart(test, *low..=*high).map(|number| number_passes(u64::from(number), test)))
}

/// A quantity, or a measurement without results.
fn number(fact: FactId, test: QuantityTest, chart: Documentation<'_>) -> Option<bool> {
    let scale = chart.kind(fact)?.scale()?;
    either(possible(fact, scale, chart), test.positions(scale)?)
}

/// The only answer of numbers at these positions to what is asked.
fn either(possible: Interval, asked: Interval) -> Option<bool> {
    match (possible.can_be_in(asked), possible.can_be_outside(asked)) {
        (true, true) => None,
        (can_be_met, _) => Some(can_be_met),
    }
}
