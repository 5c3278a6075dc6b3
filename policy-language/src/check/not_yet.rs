//! Windows that may not be over: `no infection within 90 days after surgery`, asked ten days after
//! surgery, is met by whoever had none so far.
//!
//! Whether that is meant, only the source says. So the section asks how long ago the day is, or the
//! criterion has an interpretation.

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{Body as BodyText, Section};
use crate::text::Place;
use policy_core::calendar::{CalendarDuration, Shift};
use policy_core::policy::{
    Body, Criterion, DateTest, Day, End, Expression, FoundDay, Guard, Operator, Quantifier,
    QuantityTest, Region, Remark, Selection, Term, notation,
};
use policy_core::vocabulary::FactId;
use std::collections::BTreeSet;

/// Reports the criteria of a section that nobody fails before a window is over.
pub fn check_not_yet(
    section: &Section,
    guard: Option<&Guard>,
    criteria: &[Criterion],
    scope: &mut Scope<'_>,
) {
    let conditions = criteria.iter().flat_map(Criterion::conditions);
    let conditions = conditions.chain(guard.map(|guard| &guard.condition));
    let asked = conditions.flat_map(Expression::predicates).filter_map(asks_how_long_ago);
    let asked = asked.collect::<BTreeSet<_>>();
    let texts = section.outline.iter().flat_map(|outline| &outline.criteria);
    for (text, criterion) in texts.zip(criteria) {
        let place = match &text.body {
            BodyText::Condition(condition) => condition.place,
            BodyText::Group(_) => text.label.place,
        };
        let mut found = Vec::new();
        of_criterion(criterion, true, &mut found);
        found.retain(|open| open.counted_from.is_none_or(|date| !asked.contains(&date)));
        if let Some(open) = found.first() {
            report(open, place, scope);
        }
    }
}

/// What may still come when the request is made.
struct Open {
    fact: FactId,
    duration: CalendarDuration,
    /// The day that a window is counted from; `None` for a gap.
    counted_from: Option<FactId>,
    /// What that day is in a history, if it is one.
    days: Vec<FoundDay>,
}

/// The date of which a predicate asks how long ago it is.
fn asks_how_long_ago(predicate: &Expression) -> Option<FactId> {
    match predicate {
        Expression::Test { term: Term::Date(fact), region: Region::Day(DateTest::In(window)) } => {
            window.ago().map(|_| *fact)
        }
        Expression::Test { .. }
        | Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. } => None,
    }
}

fn of_criterion(criterion: &Criterion, is_wanted: bool, found: &mut Vec<Open>) {
    let is_reading = |remark: &Remark| matches!(remark, Remark::Interpretation(_));
    if criterion.remarks.iter().any(is_reading) {
        return;
    }
    match &criterion.body {
        Body::Condition(condition) => of_condition(condition, is_wanted, found),
        Body::Group { quantifier, criteria } => {
            let is_wanted = is_wanted != matches!(quantifier, Quantifier::NoneOf);
            criteria.iter().for_each(|criterion| of_criterion(criterion, is_wanted, found));
        }
    }
}

/// The events or results that there must not be in a window that ends after a date of the case.
fn of_condition(condition: &Expression, is_wanted: bool, found: &mut Vec<Open>) {
    match condition {
        Expression::AtLeast(_, parts) => {
            parts.iter().for_each(|part| of_condition(part, is_wanted, found));
        }
        Expression::Not(part) => of_condition(part, !is_wanted, found),
        Expression::If { then, otherwise, .. } => {
            for part in [then, otherwise] {
                of_condition(part, is_wanted, found);
            }
        }
        Expression::Test { term, region } if is_wanted == asks_for_less(term, *region) => {
            let (fact, window) = match term.inner() {
                Term::Entries(entries) => {
                    if let Some(duration) = entries.longest_gap() {
                        let (fact, days) = (entries.fact, Vec::new());
                        found.push(Open { fact, duration, counted_from: None, days });
                    }
                    (&entries.fact, &entries.window)
                }
                Term::Result {
                    fact,
                    selection: Selection::Any | Selection::AtLeast { .. },
                    window,
                    ..
                } => (fact, window),
                Term::Calculated { .. } if let Some(sum) = term.sum() => {
                    (&sum.entries.fact, &sum.entries.window)
                }
                Term::Flag(_)
                | Term::Code(_)
                | Term::Count(_)
                | Term::Date(_)
                | Term::Quantity(_)
                | Term::Calculated { .. }
                | Term::Age { .. }
                | Term::Result { .. }
                | Term::OnFile { .. }
                | Term::Anchored { .. } => return,
            };
            if let Some(End { day: Day::Fact(counted_from), shift: Shift::After(duration), .. }) =
                window.to
                && !counted_from.is_built_in()
            {
                let days = term.found_days().to_vec();
                let counted_from = Some(counted_from);
                found.push(Open { fact: *fact, duration, counted_from, days });
            }
        }
        Expression::Test { .. } => {}
    }
}

/// It asks that entries come to no more than a number: what there must not be is more.
fn asks_for_less(term: &Term, region: Region) -> bool {
    term.sum().is_some()
        && region.quantity().is_some_and(|test| match test {
            QuantityTest::Compare(operator, _) => {
                matches!(operator, Operator::Less | Operator::LessOrEqual | Operator::Equal)
            }
            QuantityTest::Between(..) => true,
        })
}

fn report(open: &Open, place: Place, scope: &mut Scope<'_>) {
    let (fact, duration) = (scope.vocabulary.name_of(open.fact), open.duration);
    let Some(counted_from) = open.counted_from else {
        let message = format!(
            "the opposite of `{fact} at most {duration} apart` can be a gap, or a day that has not come"
        );
        let help = "add an `interpretation \"…\"` that says what the source means";
        scope.report(Diagnostic::at(place, message).help(help));
        return;
    };
    let day = notation::day(scope.vocabulary, &open.days, Day::Fact(counted_from));
    let message = format!(
        "the {duration} after `{day}` may not be over: whoever has no `{fact}` so far meets this"
    );
    let help = if open.days.is_empty() {
        format!(
            "add `AND {day} at least {duration} ago` if the source means the whole time, or an `interpretation \"…\"` if none so far is enough"
        )
    } else {
        "add an `interpretation \"…\"` that says whether none so far is enough".to_owned()
    };
    scope.report(Diagnostic::at(place, message).help(help));
}
