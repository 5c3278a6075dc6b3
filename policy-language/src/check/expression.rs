//! Conditions: connectives, and the uses of `define`s.

use super::attributes::asks_of_attributes;
use super::decided::{Decided, decided};
use super::habits::{compared_flag, selector_with_number};
use super::handed::{Handed, Hands};
use super::operand::whole_number;
use super::parts::OfEntries;
use super::predicate::check_predicate;
use super::scope::{Binding, Scope, Subject};
use super::table::{check_use, named_table};
use super::unenclosed::{attributes_outside, days_of_entries, refuse_days};
use super::wording::all_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    ArgumentText, DayText, Expression, ExpressionKind, Predicate, Selector,
};
use crate::syntax::literal::Number;
use crate::syntax::policy::{Body, Define};
use crate::text::{Name, Place};
use policy_core::data::Link;
use policy_core::policy::Expression as Checked;
use policy_core::vocabulary::FactKind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Checks a condition; `None` where something in it was reported.
pub fn check_expression(expression: &Expression, scope: &mut Scope<'_>) -> Option<Checked> {
    scope.within_limits(expression.place, |scope| check_kind(expression, scope))
}

/// Checks a condition that has to be met or not met.
pub fn check_decided(
    expression: &Expression,
    context: Decided,
    scope: &mut Scope<'_>,
) -> Option<Checked> {
    decided(context, scope, |scope| check_expression(expression, scope))
}

fn check_kind(expression: &Expression, scope: &mut Scope<'_>) -> Option<Checked> {
    match &expression.kind {
        ExpressionKind::And(parts) if one_number_for_two(parts, "AND", scope) => None,
        ExpressionKind::Or(parts) if one_number_for_two(parts, "OR", scope) => None,
        ExpressionKind::And(parts) if attributes_outside(parts, Checked::all, scope) => None,
        ExpressionKind::Or(parts) if attributes_outside(parts, Checked::any, scope) => None,
        ExpressionKind::And(parts) => {
            check_all(parts, scope).map(|parts| Checked::all(Cow::Owned(parts)))
        }
        ExpressionKind::Or(parts) => {
            check_all(parts, scope).map(|parts| Checked::any(Cow::Owned(parts)))
        }
        ExpressionKind::AtLeast(number, parts) => {
            let needed = how_many(number, parts, scope);
            let parts = check_all(parts, scope);
            Some(Checked::AtLeast(needed?, Cow::Owned(parts?)))
        }
        ExpressionKind::Not(inner) => {
            check_decided(inner, Decided::Not, scope).map(|inner| Checked::Not(Link::from(inner)))
        }
        ExpressionKind::If { condition, then, otherwise } => {
            let condition = check_decided(condition, Decided::If, scope);
            let [then, otherwise] = [then, otherwise].map(|part| check_expression(part, scope));
            Some(Checked::If {
                condition: condition?.into(),
                then: then?.into(),
                otherwise: otherwise?.into(),
            })
        }
        // The names count as used; what is wrong with the condition was reported.
        ExpressionKind::Unreadable(names) => {
            for name in names {
                scope.mark_used(&name.value);
            }
            None
        }
        ExpressionKind::Predicate(predicate) => match named_define(predicate, scope) {
            Some(define) => condition_of_define(define, predicate, scope),
            None => {
                if let Some(named) = named_table(predicate, scope) {
                    return check_use(predicate, named, scope);
                }
                let moved = days_of_entries(predicate, scope);
                let predicate = moved.as_ref().unwrap_or(predicate);
                let filter = check_filter(predicate, scope);
                if let Some(right) = scope.open_parts(predicate) {
                    return right.then(|| Checked::all(Vec::new().into()));
                }
                scope.with_argument(scope.place_of_parts(predicate), |scope| {
                    check_predicate(predicate, filter, scope)
                })
            }
        },
    }
}

/// How many of several conditions have to be met: more than one, and not all of them.
fn how_many(number: &Number, parts: &[Expression], scope: &mut Scope<'_>) -> Option<u32> {
    let typed = number.value;
    let needed = whole_number(number).filter(|needed| *needed >= 1);
    let all = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let mistake = match needed {
        Some(needed) if needed > 1 && needed < all => return Some(needed),
        None => {
            let problem = format!("`at least {typed} of` does not count conditions");
            Diagnostic::at(number.place, problem).help("write a whole number from 2 on")
        }
        Some(needed) if needed > all => {
            let problem = format!("at least {needed} of {all} conditions can never be met");
            Diagnostic::at(number.place, problem)
                .help("write a smaller number, or add the missing conditions, with commas between")
        }
        Some(_) if all == 1 => {
            Diagnostic::at(number.place, "there is one condition between these parentheses")
                .help("write it alone, or add the others, with commas between")
        }
        Some(1) => Diagnostic::at(number.place, "at least 1 of several conditions is `OR`")
            .help("join the conditions with `OR`, as in `(… OR …)`"),
        Some(_) => Diagnostic::at(number.place, "all of several conditions are joined with `AND`")
            .help(format!(
                "join the {all} with `AND`, as in `(… AND …)`, or write a smaller number"
            )),
    };
    scope.report(mistake);
    None
}

/// The conditions on the entries of a history, in which names are attributes.
pub fn check_filter(predicate: &Predicate, scope: &mut Scope<'_>) -> OfEntries {
    let mut check = |condition: &Option<Box<Expression>>| {
        let condition = condition.as_deref()?;
        // What is wrong with the history itself is said once.
        let name = &predicate.subject.value;
        if scope.binding(name).is_none() && scope.named(name).is_none() {
            return Some(None);
        }
        Some(scope.with_subject(&predicate.subject, |scope, subject| match subject {
            Subject::Fact(id, fact) if matches!(fact.kind, FactKind::History { .. }) => {
                if !asks_of_attributes(condition, id, fact, scope)
                    || refuse_days(predicate, condition, id, scope)
                {
                    return None;
                }
                scope.of_entries(id, |scope| check_expression(condition, scope))
            }
            Subject::Fact(..) | Subject::Open => None,
        }))
    };
    OfEntries { filter: check(&predicate.filter), has: check(&predicate.has) }
}

/// `at least 2 exacerbation OR hospitalization within 12 months`: one number for two histories of
/// events, which is reported.
fn one_number_for_two(parts: &[Expression], joint: &str, scope: &mut Scope<'_>) -> bool {
    let predicate = |part: &'_ Expression| match &part.kind {
        ExpressionKind::Predicate(predicate) => Some(predicate.clone()),
        ExpressionKind::And(_)
        | ExpressionKind::Or(_)
        | ExpressionKind::AtLeast(..)
        | ExpressionKind::Not(_)
        | ExpressionKind::If { .. }
        | ExpressionKind::Unreadable(_) => None,
    };
    let is_history = |predicate: &Predicate, scope: &Scope<'_>| {
        let fact = scope.vocabulary.find(&predicate.subject.value);
        scope.binding(&predicate.subject.value).is_none()
            && fact.is_some_and(|(_, fact)| matches!(fact.kind, FactKind::History { .. }))
    };
    let [first, second] = parts else { return false };
    let (Some(first), Some(second)) = (predicate(first), predicate(second)) else { return false };
    let (Some(selector), None) = (&first.selector, &second.selector) else { return false };
    if !is_history(&first, scope)
        || !is_history(&second, scope)
        || second.test.is_some()
        || first.window.is_some()
        || second.window.is_some() && second.within().is_none()
        || first.filter.is_some()
        || second.filter.is_some()
    {
        return false;
    }
    let within = second.within().map_or_else(String::new, |within| {
        format!(" within {} {}", within.number.value, within.unit.value)
    });
    let (one, other) = (&first.subject.value, &second.subject.value);
    let chosen = selector_with_number(&selector.value);
    let both = |word: &str| format!("`{chosen} {one}{within} {word} {chosen} {other}{within}`");
    let mistake = Diagnostic::at(
        selector.place,
        format!("`{chosen}` belongs to `{one}` alone, not to `{other}`"),
    );
    scope.report(if matches!(selector.value, Selector::No) {
        mistake.help(format!(
            "write {} if neither may be there, or {} if one of them may",
            both("AND"),
            both("OR")
        ))
    } else {
        mistake
            .help(format!("write {} if each is counted alone", both(joint)))
            .note("events of two kinds that count together are one fact, with an attribute that tells them apart")
    });
    true
}

/// All parts are checked, even after one that is wrong.
fn check_all(parts: &[Expression], scope: &mut Scope<'_>) -> Option<Vec<Checked>> {
    let checked = parts.iter().map(|part| check_expression(part, scope)).collect::<Vec<_>>();
    checked.into_iter().collect()
}

/// The `define` that a predicate names, if it names one.
pub fn named_define<'a>(predicate: &Predicate, scope: &mut Scope<'a>) -> Option<&'a Define> {
    let name = predicate.subject.value.as_str();
    if scope.binding(name).is_some() || scope.is_of_entries() {
        return None;
    }
    // A `define` that has the name of a fact means the fact in its own body; that the name is taken
    // is reported.
    if scope.is_open(name) && scope.vocabulary.find(name).is_some() {
        return None;
    }
    let define = scope.define(name)?;
    scope.mark_used(&define.name.value);
    Some(define)
}

/// The condition that a `define` stands for.
pub fn condition_of_define(
    define: &Define,
    predicate: &Predicate,
    scope: &mut Scope<'_>,
) -> Option<Checked> {
    match &define.body {
        Body::Condition(_) => use_define(define, predicate, scope, |body, scope| match body {
            Body::Condition(condition) => check_expression(condition, scope),
            Body::Group(_) => None,
        }),
        Body::Group(_) => {
            let name = &define.name.value;
            scope.report(
                Diagnostic::at(
                    predicate.subject.place,
                    format!(
                        "`{name}` contains labeled criteria, so it cannot be part of a condition"
                    ),
                )
                .help(format!("use it alone after a label, as in `1: {name};`")),
            );
            None
        }
    }
}

/// Checks the body of a `define` for one use of it, its parameters bound to the arguments.
pub fn use_define<'a, T>(
    define: &Define,
    predicate: &Predicate,
    scope: &mut Scope<'a>,
    mut check: impl FnMut(&Body, &mut Scope<'a>) -> Option<T>,
) -> Option<T> {
    let name = &define.name.value;
    if scope.is_open(name) {
        report_circle(name, predicate.subject.place, scope);
        return None;
    }
    // What is wrong in a `define` is reported there.
    if scope.is_broken(name) {
        let arguments = predicate.arguments.iter().flat_map(|arguments| &arguments.value);
        for argument in arguments.filter_map(ArgumentText::name) {
            scope.mark_used(&argument.value);
        }
        return None;
    }
    let extra = [
        predicate.selector.as_ref().map(|selector| selector.place),
        predicate.method.as_ref().map(|method| method.place),
        predicate.filter.as_ref().map(|filter| filter.place),
        predicate.different.as_ref().map(|different| different.place),
        predicate.has.as_ref().map(|has| has.place),
        predicate.joined.as_ref().map(|joined| joined.place),
        predicate.lasting.as_ref().map(|lasting| lasting.place),
        predicate.edge.as_ref().map(|edge| edge.place),
        predicate.test.as_ref().map(|test| test.place),
        predicate.window.as_ref().map(|window| window.place),
        predicate.apart.as_ref().map(|apart| apart.place),
        predicate.at.as_ref().map(DayText::place),
        predicate.on_file,
    ];
    // What is asked in addition would be lost.
    let truth = predicate.selector.is_none()
        && predicate.window.is_none()
        && predicate.filter.is_none()
        && predicate.test.as_ref().is_some_and(|test| compared_flag(&test.value, name).is_some());
    if let Some(place) = extra.into_iter().flatten().next() {
        scope.report(
            Diagnostic::at(
                place,
                format!("`{name}` is a condition already: nothing can be asked of it"),
            )
            .help(if truth {
                format!("write `{name}` or `NOT {name}`")
            } else {
                format!("write it into the `define` itself, or ask the facts that `{name}` asks")
            }),
        );
        return None;
    }
    let (bindings, handed) = bind_arguments(define, predicate, scope)?;
    let mut changed = None;
    if !handed.is_empty() {
        let mut hands = Hands::new(handed);
        let mut body = define.body.clone();
        hands.body(&mut body);
        if !hands.mistakes.is_empty() {
            for mistake in hands.mistakes {
                scope.report_everywhere(mistake.with(define.name.place, "the `define` is"));
            }
            return None;
        }
        changed = Some(body);
    }
    let body = changed.as_ref().unwrap_or(&define.body);
    let (before, reported) = (scope.on_file_places(), scope.reported());
    let turned = turned(define, &bindings);
    let checked = scope.at_use(define, bindings, |scope| check(body, scope));
    if let (true, Some(turned), Some(arguments)) =
        (scope.reported() > reported, turned, &predicate.arguments)
        && scope.at_use(define, turned, |scope| check(body, scope)).is_some()
    {
        scope.retract(reported);
        let names = arguments.value.iter().rev().filter_map(ArgumentText::name);
        let names = names.map(|argument| argument.value.as_str());
        let right = names.collect::<Vec<_>>().join(", ");
        scope.report(
            Diagnostic::at(
                arguments.place,
                format!("the facts between the parentheses of `{name}` are in the other order"),
            )
            .with(define.name.place, "the `define` is")
            .replace(format!("({right})")),
        );
    }
    if !scope.forget_on_file(before).is_empty() {
        scope.note_on_file(predicate.subject.place);
    }
    checked
}

/// A `define` that leads back to itself, at the use that closes the circle. All that are part of it
/// are broken, so that it is reported once.
fn report_circle(name: &str, place: Place, scope: &mut Scope<'_>) {
    let open = scope.open().to_vec();
    if open.iter().any(|define| scope.is_broken(define)) {
        return;
    }
    let message = match open
        .iter()
        .skip_while(|define| *define != name)
        .skip(1)
        .map(String::as_str)
        .collect::<Vec<_>>()[..]
    {
        [] => format!("`{name}` is defined by itself"),
        ref others => {
            format!("`{name}` is defined by itself, by way of {}", all_of(others.iter().copied()))
        }
    };
    let mistake = Diagnostic::at(place, message)
        .help("a `define` can use only other `define`s, and these must not lead back to it");
    scope.report_everywhere(mistake);
    for define in open {
        scope.mark_broken(&define);
    }
}

/// Two arguments in the other order, with nothing said about them.
fn turned(
    define: &Define,
    bindings: &BTreeMap<String, Binding>,
) -> Option<BTreeMap<String, Binding>> {
    let [first, second] = &define.parameters[..] else { return None };
    let silent = |name: &Name| match bindings.get(&name.value)? {
        Binding::Fact { fact, .. } => Some(Binding::Fact { fact: *fact, place: None }),
        Binding::Open => None,
    };
    Some(BTreeMap::from([
        (first.value.clone(), silent(second)?),
        (second.value.clone(), silent(first)?),
    ]))
}

/// The facts that a use hands over, and everything else, each by its parameter.
type Bound<'u> = (BTreeMap<String, Binding>, BTreeMap<String, Handed<'u>>);

fn bind_arguments<'u>(
    define: &Define,
    predicate: &'u Predicate,
    scope: &mut Scope<'_>,
) -> Option<Bound<'u>> {
    let (arguments, place): (&[ArgumentText], Place) = match &predicate.arguments {
        Some(arguments) => (&arguments.value, arguments.place),
        None => (&[], predicate.subject.place),
    };
    if arguments.len() != define.parameters.len() {
        let parameters = define
            .parameters
            .iter()
            .map(|parameter| parameter.value.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let name = &define.name.value;
        let message = format!(
            "`{name}` takes {}, not {}",
            count_of(define.parameters.len()),
            arguments.len()
        );
        let mistake = Diagnostic::at(place, message).with(define.name.place, "the `define` is");
        scope.report(if parameters.is_empty() {
            mistake.remove(format!("write `{name}`"))
        } else {
            mistake.help(format!(
                "write `{name}({parameters})`, with a fact, a value or a number for each name between the parentheses"
            ))
        });
        return None;
    }
    let mut bound: Bound<'_> = (BTreeMap::new(), BTreeMap::new());
    let mut right = true;
    for (parameter, argument) in define.parameters.iter().zip(arguments) {
        let fact = match argument.name() {
            Some(name) => scope.argument(name),
            None => Some(None),
        };
        match fact {
            Some(Some(fact)) => {
                bound.0.insert(parameter.value.clone(), fact);
            }
            Some(None) => {
                let place = scope.place_of_argument(argument.place(), predicate.handed);
                bound.1.insert(parameter.value.clone(), Handed { argument, place });
            }
            None => right = false,
        }
    }
    right.then_some(bound)
}

fn count_of(arguments: usize) -> String {
    match arguments {
        0 => "no arguments".to_owned(),
        1 => "1 argument".to_owned(),
        several => format!("{several} arguments"),
    }
}
