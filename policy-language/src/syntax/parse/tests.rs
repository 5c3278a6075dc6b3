//! What an author may write and what becomes of it; and for each frequent mistake, the one message
//! that it gets.

mod reading;
mod recovery;
mod slips;

use super::{parse_policy, parse_vocabulary};
use crate::diagnostic::Diagnostics;
use crate::samples::tokens;
use crate::syntax::expression::{
    ArgumentText, DayText, Expression, ExpressionKind, Operand, Other, Predicate, Selector, Test,
    WindowText,
};
use crate::syntax::literal::{DateText, DurationText, QuantityText};
use crate::syntax::policy::{
    Body, Criterion, Define, Group, Outline, PolicyText, Quantifier, Section, Statement,
};
use crate::syntax::vocabulary::VocabularyText;
use crate::text::Name;

/// The policy and the messages about it.
fn policy_with_messages(statements: &str) -> (PolicyText, Vec<String>) {
    let mut errors = Diagnostics::default();
    let policy = parse_policy(&tokens(&format!("sample {{ {statements} }}")), &mut errors)
        .expect("a policy");
    (policy, errors.texts())
}

fn policy(statements: &str) -> PolicyText {
    let (policy, messages) = policy_with_messages(statements);
    assert!(messages.is_empty(), "{messages:#?}");
    policy
}

fn statement(text: &str) -> Statement {
    let mut statements = policy(text).statements;
    assert_eq!(statements.len(), 1);
    statements.remove(0)
}

fn section(text: &str) -> Section {
    match statement(text) {
        Statement::Section(section) => *section,
        other => panic!("{other:?}"),
    }
}

fn define(text: &str) -> Define {
    match statement(text) {
        Statement::Define(define) => define,
        other => panic!("{other:?}"),
    }
}

/// A condition, in a notation in which its structure shows.
fn condition(text: &str) -> String {
    match define(&format!("define sample: {text};")).body {
        Body::Condition(expression) => show(&expression),
        Body::Group(group) => panic!("{group:?}"),
    }
}

/// The condition as read, and the messages about it.
fn repaired(text: &str) -> (String, Vec<String>) {
    let (policy, messages) = policy_with_messages(&format!("define sample: {text};"));
    let shown = match policy.statements.first() {
        Some(Statement::Define(Define { body: Body::Condition(expression), .. })) => {
            show(expression)
        }
        _ => String::new(),
    };
    (shown, messages)
}

fn show(expression: &Expression) -> String {
    let all = |operands: &[Expression]| operands.iter().map(show).collect::<Vec<_>>().join(", ");
    match &expression.kind {
        ExpressionKind::And(operands) => format!("and({})", all(operands)),
        ExpressionKind::Or(operands) => format!("or({})", all(operands)),
        ExpressionKind::AtLeast(number, operands) => {
            format!("least({}: {})", number.value, all(operands))
        }
        ExpressionKind::Not(operand) => format!("not({})", show(operand)),
        ExpressionKind::If { condition, then, otherwise } => {
            format!("if({}, {}, {})", show(condition), show(then), show(otherwise))
        }
        ExpressionKind::Predicate(predicate) => show_predicate(predicate),
        ExpressionKind::Unreadable(names) => format!("unreadable({})", names_of(names).join(" ")),
    }
}

fn names_of(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.value.as_str()).collect()
}

fn show_other(other: &Other) -> String {
    let selector = other.selector.as_ref().map(|selector| format!("{:?} ", selector.value));
    let method = other.method.as_ref().map(|method| format!(" by {}", method.value));
    let window = other.window.as_ref().map(|window| format!(" {}", show_window(&window.value)));
    let parts = [selector, Some(other.subject.value.clone()), method, window];
    parts.into_iter().flatten().collect()
}

fn show_predicate(predicate: &Predicate) -> String {
    let selector = predicate.selector.as_ref().map(|selector| match &selector.value {
        Selector::AtLeast(number) => format!("at least {} ", number.value),
        Selector::AtMost(number) => format!("at most {} ", number.value),
        selector => format!("{selector:?} ").to_lowercase(),
    });
    let arguments = predicate.arguments.as_ref().map(|arguments| {
        let names = arguments.value.iter().filter_map(ArgumentText::name);
        let names = names.map(|name| name.value.as_str()).collect::<Vec<_>>();
        format!("({})", names.join(" "))
    });
    let parts = [
        selector,
        Some(predicate.subject.value.clone()),
        arguments,
        predicate.method.as_ref().map(|method| format!(" by {}", method.value)),
        predicate.filter.as_ref().map(|filter| format!(" where <{}>", show(filter))),
        predicate.test.as_ref().map(|test| format!(" {}", show_test(&test.value))),
        predicate.window.as_ref().map(|window| format!(" {}", show_window(&window.value))),
    ];
    parts.into_iter().flatten().collect()
}

fn show_test(test: &Test) -> String {
    match test {
        Test::Compare { operator, operand } => {
            let sign = operator.value.sign();
            let operand = match operand {
                Operand::Name(name) => name.value.clone(),
                Operand::Quantity(quantity) => show_quantity(quantity),
                Operand::Date(date) => show_date(date),
                Operand::Other(other) => show_other(other),
                Operand::Limit(limit) => format!("{limit:?} limit"),
            };
            format!("{sign} {operand}")
        }
        Test::OneOf { negated, values } => {
            format!("{}[{}]", if *negated { "not in " } else { "in " }, names_of(values).join(" "))
        }
        Test::Between { low, high } => format!("{}..{}", show_quantity(low), show_quantity(high)),
        Test::WithinNormal => "within normal".to_owned(),
        Test::Apart(distance) => format!(
            "{:?} {}{} {} {}",
            distance.reach.value,
            show_quantity(&distance.amount),
            distance.relative.map_or("", |_| " relative"),
            if distance.above { "above" } else { "below" },
            show_other(&distance.other),
        ),
    }
}

fn show_window(window: &WindowText) -> String {
    let day = |day: &DayText| match day {
        DayText::Date(date) => show_date(date),
        DayText::Name(name) => name.value.clone(),
        DayText::Found(found) => found.entry.subject.value.clone(),
    };
    match window {
        WindowText::Within(duration) => format!("within {}", show_duration(duration)),
        WindowText::Ago(duration) => format!("at least {} ago", show_duration(duration)),
        WindowText::Apart { how, duration, side, day: from } => {
            format!("{how:?} {} {side:?} {}", show_duration(duration), day(from))
        }
        WindowText::Span { low, high, side, day: from } => {
            format!("{}..{} {side:?} {}", low.value, show_duration(high), day(from))
        }
        WindowText::Beside { included, side, day: from } => {
            format!("{}{side:?} {}", if *included { "on or " } else { "" }, day(from))
        }
        WindowText::Between { first, last } => format!("{}..{}", day(first), day(last)),
        WindowText::On(at) => format!("on {}", day(at)),
        WindowText::Since(at) => format!("since {}", day(at)),
    }
}

fn show_quantity(quantity: &QuantityText) -> String {
    let unit = quantity.unit.as_ref().map(|unit| format!(" {}", unit.value)).unwrap_or_default();
    format!("{}{unit}", quantity.number.value)
}

fn show_duration(duration: &DurationText) -> String {
    format!("{} {}", duration.number.value, duration.unit.value)
}

fn show_date(date: &DateText) -> String {
    let parts = [date.month, date.day].into_iter().flatten();
    parts.fold(date.year.to_string(), |text, part| format!("{text}-{part:02}"))
}

/// An outline's labels, with those of its groups in parentheses.
fn show_outline(outline: &Outline) -> String {
    outline.criteria.iter().map(show_criterion).collect::<Vec<_>>().join(" ")
}

fn show_criterion(criterion: &Criterion) -> String {
    match &criterion.body {
        Body::Condition(_) => criterion.label.value.clone(),
        Body::Group(Group { quantifier, outline }) => {
            let quantifier = match &quantifier.value {
                Quantifier::AtLeast(number) => format!("AtLeast{}", number.value),
                other => format!("{other:?}"),
            };
            format!("{}:{quantifier}({})", criterion.label.value, show_outline(outline))
        }
    }
}

fn vocabulary_with_messages(facts: &str) -> (VocabularyText, Vec<String>) {
    let mut errors = Diagnostics::default();
    let vocabulary = parse_vocabulary(&tokens(&format!("pub sample {{ {facts} }}")), &mut errors)
        .expect("a vocabulary");
    (vocabulary, errors.texts())
}
