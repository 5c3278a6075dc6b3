//! `define`s: checked where they are, so that a mistake in one is reported once, used or not.

use super::expression::check_expression;
use super::handed::visit_parameters;
use super::outline::{Slots, check_outline};
use super::scope::{Definition, Scope};
use super::table::check_table;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    ArgumentText, DayText, Expression, ExpressionKind, FoundText, Operand, Predicate, Test,
};
use crate::syntax::policy::{Body, Define};
use std::collections::BTreeSet;

/// Brings `define`s into scope, each checked with those before it and the other way round.
pub fn check_defines<'a>(definitions: &[Definition<'a>], scope: &mut Scope<'a>) {
    for definition in definitions {
        let name = definition.name();
        let before = scope.reported();
        let mut twice = false;
        if scope.vocabulary.find(&name.value).is_some() {
            scope.report(
                Diagnostic::at(name.place, format!("`{}` is a fact already", name.value))
                    .help("give the `define` a name of its own"),
            );
        } else if let Some(first) = scope.definition(&name.value) {
            let mistake = Diagnostic::at(name.place, format!("`{}` is defined twice", name.value))
                .with(first.name().place, "the first one is");
            scope.report(mistake.help("give each `define` a name of its own"));
            twice = true;
        }
        let readable = match definition {
            Definition::Condition(define) => check_parameters(define, scope),
            Definition::Table(_) => true,
        };
        if scope.reported() > before || !readable {
            scope.mark_broken(&name.value);
        }
        if !twice {
            scope.add_definition(*definition);
        }
    }
    for definition in definitions {
        let before = scope.reported();
        let define = match definition {
            Definition::Condition(define) => define,
            Definition::Table(table) => {
                check_table(table, scope);
                continue;
            }
        };
        scope.at_define(define, |scope| match &define.body {
            Body::Condition(condition) => {
                check_expression(condition, scope);
            }
            Body::Group(group) => {
                check_outline(&group.outline, "", &mut Slots(0), scope);
            }
        });
        if scope.reported() > before {
            scope.mark_broken(&define.name.value);
        }
    }
}

/// Whether all of the body could be read.
fn check_parameters(define: &Define, scope: &mut Scope<'_>) -> bool {
    let mut used = Some(BTreeSet::new());
    names_in_body(&define.body, &mut used);
    for (position, parameter) in define.parameters.iter().enumerate() {
        let name = &parameter.value;
        if let Some(first) =
            define.parameters.iter().take(position).find(|earlier| earlier.value == *name)
        {
            scope.report(
                Diagnostic::at(parameter.place, format!("`{name}` is here twice"))
                    .with(first.place, "the first one is")
                    .help("give each parameter a name of its own"),
            );
        } else if scope.vocabulary.find(name).is_some() {
            scope.report(
                Diagnostic::at(parameter.place, format!("`{name}` is a fact already"))
                    .help("give the parameter a name of its own, or take it out: a `define` can ask about every fact without parameters"),
            );
        } else if used.as_ref().is_some_and(|used| !used.contains(name.as_str())) {
            let mistake = Diagnostic::at(
                parameter.place,
                format!("`{}` does not use its parameter `{name}`", define.name.value),
            );
            scope.report(mistake.help(format!(
                "take `{name}` out, here and in every use of `{}`",
                define.name.value
            )));
        }
    }
    used.is_some()
}

/// The names in a body; nothing where part of it could not be read.
fn names_in_body<'d>(body: &'d Body, names: &mut Option<BTreeSet<&'d str>>) {
    match body {
        Body::Condition(condition) => names_in_condition(condition, names),
        Body::Group(group) => group
            .outline
            .criteria
            .iter()
            .for_each(|criterion| names_in_body(&criterion.body, names)),
    }
}

fn names_in_condition<'d>(condition: &'d Expression, names: &mut Option<BTreeSet<&'d str>>) {
    match &condition.kind {
        ExpressionKind::And(parts)
        | ExpressionKind::Or(parts)
        | ExpressionKind::AtLeast(_, parts) => {
            for part in parts {
                names_in_condition(part, names);
            }
        }
        ExpressionKind::Not(inner) => names_in_condition(inner, names),
        ExpressionKind::If { condition, then, otherwise } => {
            for part in [condition, then, otherwise] {
                names_in_condition(part, names);
            }
        }
        ExpressionKind::Predicate(predicate) => {
            if let Some(names) = names {
                names.extend(names_in_predicate(predicate));
            }
            let found = found_days(predicate).map(|found| &found.entry);
            for predicate in [&**predicate].into_iter().chain(found) {
                for of_entries in predicate.filter.iter().chain(&predicate.has) {
                    names_in_condition(of_entries, names);
                }
            }
        }
        ExpressionKind::Unreadable(_) => *names = None,
    }
}

/// The days that a predicate names.
fn days(predicate: &Predicate) -> impl Iterator<Item = &DayText> {
    let compared = match predicate.test.as_ref().map(|test| &test.value) {
        Some(Test::Compare { operand: Operand::Other(other), .. }) => other.window.as_ref(),
        Some(Test::Apart(distance)) => distance.other.window.as_ref(),
        _ => None,
    };
    let windows = compared.into_iter().chain(&predicate.window);
    windows.flat_map(|window| window.value.days()).chain(&predicate.at)
}

/// Those in histories.
fn found_days(predicate: &Predicate) -> impl Iterator<Item = &FoundText> {
    days(predicate).filter_map(|day| match day {
        DayText::Found(found) => Some(&**found),
        DayText::Date(_) | DayText::Name(_) => None,
    })
}

fn names_in_predicate(predicate: &Predicate) -> Vec<&str> {
    let operand = match predicate.test.as_ref().map(|test| &test.value) {
        Some(Test::Compare { operand: Operand::Name(name), .. }) => Some(name),
        Some(Test::Compare { operand: Operand::Other(other), .. }) => Some(&other.subject),
        Some(Test::Apart(distance)) => Some(&distance.other.subject),
        _ => None,
    };
    let arguments = predicate.arguments.iter().flat_map(|arguments| &arguments.value);
    let arguments = arguments.filter_map(ArgumentText::name);
    let days = days(predicate).filter_map(DayText::name);
    let names = [&predicate.subject].into_iter().chain(arguments).chain(operand).chain(days);
    let found = found_days(predicate).flat_map(|found| names_in_predicate(&found.entry));
    let mut names = names.map(|name| name.value.as_str()).chain(found).collect::<Vec<_>>();
    visit_parameters(predicate, &mut |name| names.push(&name.value));
    names
}
