//! What follows where the criteria of a section are not met.
//!
//! In: each `otherwise` of a section. Out: its conclusion and its condition; mistakes about one that
//! can never count, or that would approve.

use super::conclusion::check_conclusion;
use super::decided::Decided;
use super::expression::check_decided;
use super::outline::Slots;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{Otherwise, Section};
use policy_core::policy::{Guard, Otherwise as Checked};

/// Checks what a section says about members who do not meet its criteria.
pub fn check_otherwise(
    section: &Section,
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Option<Vec<Checked>> {
    let has_criteria = section.outline.as_ref().is_some_and(|outline| !outline.criteria.is_empty());
    if let Some(first) = section.otherwise.first().filter(|_| !has_criteria) {
        let name = &section.name.value;
        scope.report(
            Diagnostic::at(
                first.keyword,
                format!("section `{name}` has no criteria, so there is nothing that is not met"),
            )
            .help("write criteria between `{` and `}`, or remove `otherwise`; whom a section is not for is left to the sections after it"),
        );
        return None;
    }
    let mut for_all = None;
    let mut checked = Vec::new();
    for otherwise in &section.otherwise {
        if let Some(first) = for_all {
            scope.report(
                Diagnostic::at(otherwise.keyword, "this `otherwise` can never count")
                    .with(first, "the one for all who are left is")
                    .help("write the `otherwise` without `when` last, or give it a condition"),
            );
        }
        if otherwise.when.is_none() {
            for_all = Some(otherwise.keyword);
        }
        checked.push(check_one(otherwise, slots, scope));
    }
    checked.into_iter().collect()
}

fn check_one(otherwise: &Otherwise, slots: &mut Slots, scope: &mut Scope<'_>) -> Option<Checked> {
    let kind = &otherwise.outcome.kind;
    let conclusion = match kind.value.as_str() {
        "criteria_met" => {
            scope.report(
                Diagnostic::at(kind.place, "`criteria_met` does not follow where criteria are not met")
                    .help("to approve in another way, add a criterion to an `any of`, or a section of its own; write one of `criteria_not_met`, `refer \"…\"`, `case_by_case` and `not_covered …` here"),
            );
            None
        }
        "not_applicable" => {
            scope.report(
                Diagnostic::at(
                    kind.place,
                    "`not_applicable` does not follow where criteria are not met",
                )
                .help("whom a policy is for is said by `applies when` and by the `for` of its sections; write one of `criteria_not_met`, `refer \"…\"`, `case_by_case` and `not_covered …` here"),
            );
            None
        }
        _ => check_conclusion(&otherwise.outcome, scope),
    };
    let when = otherwise.when.as_ref().map(|when| {
        let slot = slots.next();
        check_decided(when, Decided::Otherwise, scope).map(|condition| Guard { slot, condition })
    });
    Some(Checked { when: when.map_or(Some(None), |when| when.map(Some))?, conclusion: conclusion? })
}
