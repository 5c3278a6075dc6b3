//! Conditions on entries that need parentheses and have none: `any trial where medicine = Topiramate
//! AND dose > 5 mg`, where the second half is a condition of its own, and `any trial where approved
//! within 6 months`, where the days are those of the trial.

#[cfg(test)]
mod tests;

use super::attributes::asked;
use super::expression::check_expression;
use super::scope::{Binding, Scope};
use super::window::check_window;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    Expression, ExpressionKind, Operand, Other, Predicate, Test, WindowText,
};
use crate::text::{Name, Placed};
use policy_core::policy::{Expression as Checked, Notation, notation};
use policy_core::vocabulary::{FactId, FactKind};
use std::borrow::Cow;

/// Parts of a connective that ask about attributes of entries, right after a question about these.
struct Outside<'t, T> {
    /// The position of the first of them.
    position: usize,
    /// The question, and what else is said of it.
    predicate: &'t Predicate,
    about: T,
    history: FactId,
    parts: &'t [Expression],
}

/// The first such parts after a question of some form.
fn outside<'t, T>(
    parts: &'t [Expression],
    scope: &Scope<'_>,
    form: impl Fn(&'t Expression) -> Option<(&'t Predicate, T)>,
) -> Option<Outside<'t, T>> {
    (1..parts.len()).find_map(|position| {
        let (before, after) = parts.split_at_checked(position)?;
        let (predicate, about) = form(before.last()?)?;
        let name = &predicate.subject.value;
        let (history, fact) = scope.named(name)?;
        let is_history =
            matches!(fact.kind, FactKind::History { .. }) && scope.binding(name).is_none();
        let lost = after.iter().take_while(|part| asks_of(part, history, scope)).count();
        let parts = after.get(..lost)?;
        (is_history && lost > 0).then_some(Outside { position, predicate, about, history, parts })
    })
}

/// Says so of the first such condition among the parts of a connective; `false` if there is none.
pub fn attributes_outside(
    parts: &[Expression],
    join: fn(Cow<'static, [Checked]>) -> Checked,
    scope: &mut Scope<'_>,
) -> bool {
    let Some(found) = outside(parts, scope, with_filter) else {
        return attributes_without_where(parts, join, scope);
    };
    let Outside { position, predicate, about: (filter, word), history, parts: outside } = found;
    let behind = position.saturating_add(outside.len());
    let (Some(first), Some(last)) = (outside.first(), outside.last()) else { return false };
    let name = asked(first).first().map_or("", |predicate| predicate.subject.value.as_str());
    let mistake = Diagnostic::at(
        first.place.to(last.place),
        format!(
            "`{name}` is an attribute of `{}`, but this is not part of the condition after `{word}`",
            predicate.subject.value
        ),
    );
    // How it is written, if that is right.
    let reported = scope.reported();
    let (without_days, days) = days_at_end(last, history, scope);
    let whole = scope.of_entries(history, |scope| {
        let others = outside.iter().take(outside.len().saturating_sub(1));
        let parts = [filter].into_iter().chain(others).chain([&without_days]);
        parts.map(|part| check_expression(part, scope)).collect::<Option<Vec<_>>>()
    });
    scope.retract(reported);
    let mistake = match whole {
        Some(whole) => {
            let whole = flat(whole, join);
            let right = format!("({}){days}", Notation::of(scope.vocabulary, &whole));
            let nothing_between = filter.place.last.saturating_add(2) == first.place.first;
            mistake
                .help(format!("put the whole condition in parentheses: `{word} {right}`"))
                .replacing(filter.place.to(last.place), right)
                .replaced_if(nothing_between)
        }
        None => mistake
            .help(format!("put the whole condition in parentheses, as in `{word} (… AND …)`")),
    };
    scope.report(mistake);
    // Of the rest, all else is said.
    let rest = parts.get(..position).into_iter().chain(parts.get(behind..)).flatten();
    for part in rest {
        check_expression(part, scope);
    }
    true
}

/// `any trial lasting at least 8 weeks AND adherent`: attributes after a question about entries that
/// has no `where`.
fn attributes_without_where<'t>(
    parts: &'t [Expression],
    join: fn(Cow<'static, [Checked]>) -> Checked,
    scope: &mut Scope<'_>,
) -> bool {
    let without_filter = |question: &'t Expression| {
        let ExpressionKind::Predicate(predicate) = &question.kind else { return None };
        let counts = predicate.selector.is_some() && predicate.filter.is_none();
        (counts && predicate.has.is_none()).then_some((predicate.as_ref(), question))
    };
    let found = outside(parts, scope, without_filter);
    let Some(Outside { predicate, about: question, history, parts: outside, .. }) = found else {
        return false;
    };
    let (Some(first), Some(last)) = (outside.first(), outside.last()) else { return false };
    let of = &predicate.subject.value;
    let name = asked(first).first().map_or("", |predicate| predicate.subject.value.as_str());
    let message = format!("`{name}` is an attribute of `{of}`, and not a fact of its own");
    let mistake = Diagnostic::at(first.place.to(last.place), message);
    let reported = scope.reported();
    let whole = scope.of_entries(history, |scope| {
        outside.iter().map(|part| check_expression(part, scope)).collect::<Option<Vec<_>>>()
    });
    let entries = check_expression(question, scope);
    scope.retract(reported);
    scope.report(match whole.zip(entries) {
        Some((whole, entries)) => {
            let single = if let [single] = &whole[..] { Some(single.clone()) } else { None };
            let condition = single.unwrap_or_else(|| join(Cow::Owned(whole)));
            with_where(mistake, &condition, &entries, predicate, scope)
        }
        None => mistake.help(format!("write `any {of} where {name} …`")),
    });
    true
}

/// The help of attributes that belong after `where`, in a question that is right without them.
fn with_where(
    mistake: Diagnostic,
    condition: &Checked,
    entries: &Checked,
    predicate: &Predicate,
    scope: &Scope<'_>,
) -> Diagnostic {
    let of = &predicate.subject.value;
    let asked = Notation::of(scope.vocabulary, condition).to_string();
    let asked =
        if matches!(condition, Checked::AtLeast(..)) { format!("({asked})") } else { asked };
    let written = Notation::of(scope.vocabulary, entries).to_string();
    let named = [format!(" {of} "), format!(" {of}")];
    let right = named.iter().find_map(|name| {
        let (before, after) = written.split_once(name.as_str())?;
        Some(format!("{before} {of} where {asked} {after}"))
    });
    let right = right.unwrap_or_else(|| format!("any {of} where {asked}"));
    let last = mistake.place;
    let place = predicate.selector.as_ref().map_or(last, |selector| selector.place.to(last));
    let right = right.trim_end().to_owned();
    mistake.help(format!("write `{right}`")).replacing(place, right)
}

/// The parts joined, and with those of the first one if it is joined in the same way.
fn flat(mut parts: Vec<Checked>, join: fn(Cow<'static, [Checked]>) -> Checked) -> Checked {
    if let Some(first @ Checked::AtLeast(_, inner)) = parts.first()
        && join(inner.clone()) == *first
    {
        let inner = inner.to_vec();
        parts.splice(..1, inner);
    }
    join(Cow::Owned(parts))
}

/// `dose > 5 mg within 6 months`: without the days, which are those of the history, and these.
fn days_at_end(part: &Expression, history: FactId, scope: &mut Scope<'_>) -> (Expression, String) {
    let same = || (part.clone(), String::new());
    let ExpressionKind::Predicate(predicate) = &part.kind else { return same() };
    let Some(window) = &predicate.window else { return same() };
    let is_date = is_date(&predicate.subject, history, scope);
    let Some(days) = in_words(window, history, scope).filter(|_| !is_date) else {
        return same();
    };
    let without = Predicate { window: None, ..(**predicate).clone() };
    let part = Expression { kind: ExpressionKind::Predicate(Box::new(without)), place: part.place };
    (part, format!(" {days}"))
}

/// The days of a window as they are written; nothing is said if they are wrong.
fn in_words(window: &Placed<WindowText>, history: FactId, scope: &mut Scope<'_>) -> Option<String> {
    let reported = scope.reported();
    let (days, found) = scope.counting(|scope| check_window(window, history, scope));
    scope.retract(reported);
    Some(notation::days(scope.vocabulary, &found, days?))
}

/// Whether an attribute is a date.
fn is_date(attribute: &Name, history: FactId, scope: &Scope<'_>) -> bool {
    let mut attributes = scope.vocabulary.attributes_of(history);
    attributes.any(|(_, known)| known.name == attribute.value && known.kind == FactKind::Date)
}

/// `any trial where dose < dose_limit within 6 months`: with the days as those of the trial, since
/// what the dose is compared with has none. `None` where nothing has to change.
pub fn days_of_entries(predicate: &Predicate, scope: &mut Scope<'_>) -> Option<Predicate> {
    let history = match scope.binding(&predicate.subject.value) {
        Some(Binding::Open) => return None,
        Some(Binding::Fact { fact, .. }) => fact,
        None => scope.named(&predicate.subject.value)?.0,
    };
    if predicate.window.is_some() {
        return None;
    }
    let mut filter = predicate.filter.clone()?;
    let test = unenclosed(&mut filter)?.test.as_mut()?;
    let other = other_side(&mut test.value)?;
    if other.window.is_none() || scope.of_entries(history, |scope| is_measured(other, scope)) {
        return None;
    }
    let window = other.window.take();
    if let Test::Compare { operand, .. } = &mut test.value
        && let Operand::Other(other) = operand
        && other.selector.is_none()
        && other.method.is_none()
    {
        *operand = Operand::Name(other.subject.clone());
    }
    Some(Predicate { filter: Some(filter), window, ..predicate.clone() })
}

/// The test of an attribute that is in no parentheses, after `NOT` perhaps.
fn unenclosed(filter: &mut Expression) -> Option<&mut Predicate> {
    let first = filter.place.first;
    match &mut filter.kind {
        ExpressionKind::Predicate(predicate) => {
            (predicate.subject.place.first == first).then_some(predicate)
        }
        ExpressionKind::Not(part) => {
            if part.place.first == first.saturating_add(1) {
                unenclosed(part)
            } else {
                None
            }
        }
        ExpressionKind::And(_)
        | ExpressionKind::Or(_)
        | ExpressionKind::AtLeast(..)
        | ExpressionKind::If { .. }
        | ExpressionKind::Unreadable(_) => None,
    }
}

/// What an attribute is compared with, where that may have days.
fn other_side(test: &mut Test) -> Option<&mut Other> {
    match test {
        Test::Compare { operand: Operand::Other(other), .. } => Some(other),
        Test::Apart(distance) => Some(&mut distance.other),
        Test::Compare { .. } | Test::OneOf { .. } | Test::Between { .. } | Test::WithinNormal => {
            None
        }
    }
}

/// Whether a fact has results, and so days. Of a parameter, its uses say so.
fn is_measured(other: &Other, scope: &Scope<'_>) -> bool {
    let name = &other.subject.value;
    let fact = match scope.binding(name) {
        Some(Binding::Open) => return false,
        Some(Binding::Fact { fact, .. }) => scope.vocabulary.fact(fact),
        None => scope.named(name).map(|(_, fact)| fact),
    };
    fact.is_some_and(|fact| matches!(fact.kind, FactKind::Measurement { .. }))
}

/// Days at the end that could be misread, which is reported.
pub fn refuse_days(
    predicate: &Predicate,
    filter: &Expression,
    history: FactId,
    scope: &mut Scope<'_>,
) -> bool {
    refuse_days_of_date(predicate, filter, history, scope)
        || refuse_days_of_results(predicate, filter, history, scope)
}

/// `any trial where dose < creatinine within 6 months`: the days can be those of either.
fn refuse_days_of_results(
    predicate: &Predicate,
    filter: &Expression,
    history: FactId,
    scope: &mut Scope<'_>,
) -> bool {
    let mut copy = filter.clone();
    let other =
        unenclosed(&mut copy).and_then(|predicate| other_side(&mut predicate.test.as_mut()?.value));
    let Some(Other { subject, window: Some(window), .. }) = other else { return false };
    let Some(days) = in_words(window, history, scope) else { return false };
    let mistake = Diagnostic::at(
        window.place,
        format!("`{days}` can belong to `{}` or to `{}`", subject.value, predicate.subject.value),
    );
    let Some(test) = scope.of_entries(history, |scope| check_expression(filter, scope)) else {
        return true;
    };
    let test = Notation::of(scope.vocabulary, &test).to_string();
    let alone = test.strip_suffix(&days).unwrap_or(&test).trim_end();
    let mistake = mistake.help(format!(
        "write `where ({test})` or `{days} where {alone}`, whichever the source means"
    ));
    scope.of_entries(history, |scope| {
        // Of a parameter, the fault is with the fact that is handed over.
        scope.with_subject(subject, |scope, _| {
            scope.report(mistake);
            Some(())
        })
    });
    true
}

/// `any trial where approved within 6 months`: the days are those of the trial, and nothing is asked
/// of the date.
fn refuse_days_of_date(
    predicate: &Predicate,
    filter: &Expression,
    history: FactId,
    scope: &mut Scope<'_>,
) -> bool {
    let window = predicate
        .window
        .as_ref()
        .filter(|window| window.place.first > filter.place.last && predicate.edge.is_none());
    let Some(window) = window else { return false };
    let Some((date, negated)) = bare(filter).filter(|(date, _)| is_date(date, history, scope))
    else {
        return false;
    };
    // What is wrong with the days themselves is said where they belong.
    let Some(days) = in_words(window, history, scope) else { return true };
    let subject = &predicate.subject.value;
    let mistake = Diagnostic::at(
        window.place,
        format!("without parentheses, `{days}` belongs to `{subject}`"),
    );
    let (date, not) = (&date.value, if negated { "NOT " } else { "" });
    let meant = match days.strip_prefix("on ") {
        Some(day) => format!("{not}{date} = {day}"),
        None => format!("({not}{date} {days})"),
    };
    scope.report(mistake.help(format!(
        "write `where {meant}` if it belongs to `{date}`; otherwise compare `{date}`, as in `where {date} <= 2026-01-31`"
    )));
    true
}

/// An attribute of which nothing is asked, and whether that is negated.
fn bare(filter: &Expression) -> Option<(&Name, bool)> {
    match &filter.kind {
        ExpressionKind::Predicate(predicate) => {
            let alone = predicate.test.is_none() && predicate.window.is_none();
            alone.then_some((&predicate.subject, false))
        }
        ExpressionKind::Not(part) => bare(part).map(|(name, negated)| (name, !negated)),
        ExpressionKind::And(_)
        | ExpressionKind::Or(_)
        | ExpressionKind::AtLeast(..)
        | ExpressionKind::If { .. }
        | ExpressionKind::Unreadable(_) => None,
    }
}

/// The condition on entries with which a part ends, and the word before it.
fn with_filter(part: &Expression) -> Option<(&Predicate, (&Expression, &'static str))> {
    match &part.kind {
        ExpressionKind::Predicate(predicate) => match (&predicate.has, &predicate.filter) {
            (Some(has), _) => Some((predicate, (has, "has"))),
            (None, Some(filter)) => Some((predicate, (filter, "where"))),
            (None, None) => None,
        },
        ExpressionKind::Not(part) => with_filter(part),
        ExpressionKind::And(_)
        | ExpressionKind::Or(_)
        | ExpressionKind::AtLeast(..)
        | ExpressionKind::If { .. }
        | ExpressionKind::Unreadable(_) => None,
    }
}

/// Whether a part asks of nothing but attributes of a history, whose names mean nothing else.
fn asks_of(part: &Expression, history: FactId, scope: &Scope<'_>) -> bool {
    let is_attribute = |name: &str| {
        scope.vocabulary.attributes_of(history).any(|(_, attribute)| attribute.name == name)
            && scope.vocabulary.find(name).is_none()
            && scope.binding(name).is_none()
            && scope.define(name).is_none()
    };
    let asked = asked(part);
    !asked.is_empty() && asked.iter().all(|predicate| is_attribute(&predicate.subject.value))
}
