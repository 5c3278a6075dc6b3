//! Labelled criteria: from an outline to the nodes of the policy tree.

use super::decided::{Decided, decided};
use super::expression::{check_expression, named_define, use_define};
use super::labels::check_labels;
use super::operand::whole_number;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::ExpressionKind;
use crate::syntax::policy::{Body, Criterion, Group, Outline, Quantifier, Remark, RemarkKind};
use crate::text::Placed;
use policy_core::data::{List, Text};
use policy_core::policy::{
    Body as CheckedBody, Criterion as Checked, Quantifier as CheckedQuantifier,
    Remark as CheckedRemark, Slot,
};
use std::borrow::Cow;

/// Hands out the slots of a version's record, in the order of the outline.
#[derive(Debug)]
pub struct Slots(pub u16);

impl Slots {
    pub fn next(&mut self) -> Slot {
        let slot = Slot(self.0);
        self.0 = self.0.saturating_add(1);
        slot
    }
}

/// Checks the criteria between a pair of braces; `prefix` is the citation of what they belong to.
pub fn check_outline(
    outline: &Outline,
    prefix: &str,
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Option<Vec<Checked>> {
    check_labels(outline.criteria.iter().map(|criterion| &criterion.label), scope);
    if outline.criteria.is_empty() {
        scope.report_missing(
            Diagnostic::at(outline.place, "there is no criterion between these braces")
                .help("write at least one, as in `1: age >= 18;`"),
        );
        return None;
    }
    let criteria = outline
        .criteria
        .iter()
        .map(|criterion| check_criterion(criterion, prefix, slots, scope))
        .collect::<Vec<_>>();
    criteria.into_iter().collect()
}

fn check_criterion(
    criterion: &Criterion,
    prefix: &str,
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Option<Checked> {
    let label = &criterion.label.value;
    let citation = if prefix.is_empty() { label.clone() } else { format!("{prefix}.{label}") };
    let slot = slots.next();
    let (body, mut remarks) = check_body(&criterion.body, &citation, slots, scope)?;
    remarks.extend(criterion.remarks.iter().map(remark));
    Some(Checked {
        slot,
        citation: Cow::Owned(citation),
        title: criterion.title.as_ref().map(|title| Text::Owned(title.value.clone())),
        restated: criterion.restated.is_some(),
        remarks: Cow::Owned(remarks),
        body,
    })
}

/// The body of a criterion, and the remarks that are inside it.
fn check_body(
    body: &Body,
    citation: &str,
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Option<(CheckedBody, Vec<CheckedRemark>)> {
    match body {
        Body::Group(group) => check_group(group, citation, slots, scope),
        Body::Condition(condition) => {
            if let ExpressionKind::Predicate(predicate) = &condition.kind
                && let Some(define) = named_define(predicate, scope)
            {
                // A `define` that holds a group is spliced in here, under this label.
                return scope.within_limits(condition.place, |scope| {
                    use_define(define, predicate, scope, |body, scope| {
                        check_body(body, citation, slots, scope)
                    })
                });
            }
            check_expression(condition, scope)
                .map(|condition| (CheckedBody::Condition(condition), Vec::new()))
        }
    }
}

fn check_group(
    group: &Group,
    citation: &str,
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Option<(CheckedBody, Vec<CheckedRemark>)> {
    let quantifier = check_quantifier(&group.quantifier, group.outline.criteria.len(), scope);
    let mut check = |scope: &mut Scope<'_>| check_outline(&group.outline, citation, slots, scope);
    let criteria = if matches!(group.quantifier.value, Quantifier::NoneOf) {
        decided(Decided::NoneOf, scope, check)
    } else {
        check(scope)
    };
    let body = CheckedBody::Group { quantifier: quantifier?, criteria: Cow::Owned(criteria?) };
    Some((body, group.outline.remarks.iter().map(remark).collect()))
}

fn check_quantifier(
    quantifier: &Placed<Quantifier>,
    criteria: usize,
    scope: &mut Scope<'_>,
) -> Option<CheckedQuantifier> {
    let number = match &quantifier.value {
        Quantifier::AllOf => return Some(CheckedQuantifier::AllOf),
        Quantifier::AnyOf => return Some(CheckedQuantifier::AnyOf),
        Quantifier::NoneOf => return Some(CheckedQuantifier::NoneOf),
        Quantifier::AtLeast(number) => number,
    };
    let needed = whole_number(number).filter(|needed| *needed >= 1);
    match needed {
        None => {
            scope.report(
                Diagnostic::at(
                    number.place,
                    format!("`at least {} of` does not count criteria", number.value),
                )
                .help("write a whole number from 1 on"),
            );
        }
        Some(needed)
            if usize::try_from(needed).is_ok_and(|needed| needed > criteria) && criteria > 0 =>
        {
            scope.report(
                Diagnostic::at(
                    number.place,
                    format!("at least {needed} of {criteria} criteria can never be met"),
                )
                .help(format!("ask for at most {criteria}, or add the missing criteria")),
            );
        }
        Some(_) => {}
    }
    needed.map(CheckedQuantifier::AtLeast)
}

pub fn remark(remark: &Remark) -> CheckedRemark {
    let text = Text::Owned(remark.text.value.clone());
    match remark.kind {
        RemarkKind::Note => CheckedRemark::Note(text),
        RemarkKind::Interpretation => CheckedRemark::Interpretation(text),
    }
}

pub fn remarks(all: &[Remark]) -> List<CheckedRemark> {
    all.iter().map(remark).collect()
}
