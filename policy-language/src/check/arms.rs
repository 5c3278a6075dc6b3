//! `by FACT { … }`: details that depend on the case.

use super::decided::{Decided, decided};
use super::expression::{check_expression, named_define, use_define};
use super::predicate::value_bit;
use super::scope::{Scope, Subject};
use super::wording::kind_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::Predicate;
use crate::syntax::policy::{Arm, Body, Detail};
use crate::text::{Name, Place};
use policy_core::data::Link;
use policy_core::policy::{Arm as CheckedArm, Choice, Expression, Selector};
use policy_core::vocabulary::{Concept, FactKind};
use std::borrow::Cow;

/// Checks a detail; `leaf` checks what does not depend on the case.
pub fn check_choice<T: Clone>(
    detail: &Detail,
    scope: &mut Scope<'_>,
    leaf: &dyn Fn(&Detail, &mut Scope<'_>) -> Option<T>,
) -> Option<Choice<T>> {
    let Detail::By { fact, arms, .. } = detail else {
        return leaf(detail, scope).map(Choice::Always);
    };
    let subject = subject(fact, scope);
    let checked = arms.iter().map(|arm| check_choice(&arm.detail, scope, leaf)).collect::<Vec<_>>();
    let (selector, names) = subject?;
    let values =
        arms.iter().map(|arm| arm_values(arm, &fact.value, &names, scope)).collect::<Vec<_>>();
    check_no_value_twice(arms, &values, &names, scope);
    let arms = values
        .into_iter()
        .zip(checked)
        .map(|(values, choice)| Some(CheckedArm { values: values?, choice: choice? }));
    Some(Choice::By { selector, arms: Cow::Owned(arms.collect::<Option<Vec<_>>>()?) })
}

/// Where a detail is.
pub fn detail_place(detail: &Detail) -> Place {
    match detail {
        Detail::Text(name) | Detail::Name(name) => name.place,
        Detail::Terms(_, place) | Detail::By { place, .. } => *place,
    }
}

/// The values of what holds or does not, in the order of their bits.
pub fn yes_or_no() -> [Concept; 2] {
    ["false", "true"].map(Concept::from)
}

/// What the detail depends on, and the names of its values in the order of their bits.
fn subject(name: &Name, scope: &mut Scope<'_>) -> Option<(Selector, Vec<Concept>)> {
    let predicate = Predicate::of(name.clone());
    if let Some(define) = named_define(&predicate, scope) {
        let condition = decided(Decided::Selector, scope, |scope| {
            use_define(define, &predicate, scope, |body, scope| match body {
                Body::Condition(condition) => check_expression(condition, scope),
                Body::Group(_) => None,
            })
        });
        if matches!(define.body, Body::Group(_)) {
            scope.report(
                Diagnostic::at(
                    name.place,
                    format!(
                        "`{}` contains labeled criteria, so no detail can depend on it",
                        name.value
                    ),
                )
                .help("write the condition as a `define` of its own"),
            );
        }
        return condition.map(|condition: Expression| {
            (Selector::Condition(Link::from(condition)), yes_or_no().to_vec())
        });
    }
    scope.with_subject(name, |scope, subject| match subject {
        Subject::Fact(id, fact) => match &fact.kind {
            FactKind::Code { values, .. } => Some((Selector::Code(id), values.to_vec())),
            FactKind::Flag { .. } => Some((Selector::Flag(id), yes_or_no().to_vec())),
            FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => {
                scope.report(
                    Diagnostic::at(
                        name.place,
                        format!("{}: `by` takes a code, a flag or a `define`", kind_of(fact)),
                    )
                    .about(&fact.name)
                    .help("write the comparison as a `define`, and name that here"),
                );
                None
            }
        },
        Subject::Open => None,
    })
}

fn arm_values(arm: &Arm, owner: &str, names: &[Concept], scope: &mut Scope<'_>) -> Option<u64> {
    let bits =
        arm.values.iter().map(|value| value_bit(value, owner, names, scope)).collect::<Vec<_>>();
    bits.into_iter().try_fold(0_u64, |mask, bit| Some(mask | bit?))
}

/// No value has two arms. That each has one, if it can come, is proved later.
fn check_no_value_twice(
    arms: &[Arm],
    values: &[Option<u64>],
    names: &[Concept],
    scope: &mut Scope<'_>,
) {
    let mut covered = 0_u64;
    for (arm, mask) in arms.iter().zip(values) {
        let Some(mask) = mask else { return };
        let again = |value: &&Name| {
            names
                .iter()
                .position(|known| known.name == value.value)
                .is_some_and(|position| covered >> position & 1 == 1)
        };
        for value in arm.values.iter().filter(again) {
            let mistake =
                Diagnostic::at(value.place, format!("`{}` has an arm already", value.value))
                    .help("name each value in one arm");
            let first =
                arms.iter().flat_map(|arm| &arm.values).find(|first| first.value == value.value);
            scope.report(match first {
                Some(first) => mistake.with(first.place, "the first one is"),
                None => mistake,
            });
        }
        covered |= mask;
    }
}
