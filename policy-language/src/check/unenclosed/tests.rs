//! To whom days at the end belong, and what a parameter stands for in a condition on entries.

use crate::check::{check_policy, check_vocabulary};
use crate::diagnostic::Diagnostics;
use crate::samples::tokens;
use crate::syntax::{parse_policy, parse_vocabulary};
use policy_core::policy::Expression;
use std::collections::BTreeSet;

const FACTS: &str = "pub sample {
    /// Limit
    dose_limit: quantity in mg from 0 to 100,
    /// Level
    level: measurement in mg from 0 to 100,
    /// Surgery
    surgery: date,
    /// Trial
    trial: courses with { dose: quantity in mg from 0 to 100, adherent: flag, approved: date },
}";

/// The condition of `applies when`, after these statements.
fn condition(statements: &str, text: &str) -> Expression {
    let mut errors = Diagnostics::default();
    let facts = parse_vocabulary(&tokens(FACTS), &mut errors).expect("a vocabulary");
    let vocabulary = check_vocabulary(&facts, &mut errors);
    let policy = format!(
        "sample {{ payer \"p\"; number \"n\"; source \"s\"; {statements} applies when {text}; \
         section all => case_by_case; }}"
    );
    let policy = parse_policy(&tokens(&policy), &mut errors).expect("a policy");
    let checked = check_policy(&policy, &vocabulary, &BTreeSet::new(), &mut errors);
    assert!(errors.is_empty(), "{text}\n{}", errors.texts().join("\n"));
    checked.expect("a policy").applicability[0].condition.clone()
}

/// What is written on the right says the same without a doubt.
#[test]
fn days_after_a_test_are_those_of_the_entries() {
    for (written, meant) in [
        ("any trial where adherent before surgery", "any trial before surgery where adherent"),
        ("no trial where adherent on 2026-01-31", "no trial on 2026-01-31 where (adherent)"),
        ("any trial where NOT adherent on surgery", "any trial on surgery where (NOT adherent)"),
        (
            "any trial where dose < dose_limit lasting at least 8 weeks ended before surgery",
            "any trial lasting at least 8 weeks ended before surgery where (dose < dose_limit)",
        ),
        (
            "no trial where NOT adherent within 1 year",
            "no trial within 1 year where (NOT adherent)",
        ),
        (
            "any trial where dose < dose_limit within 6 months",
            "any trial within 6 months where (dose < dose_limit)",
        ),
        (
            "any trial where NOT dose at least 5 mg below dose_limit before surgery",
            "any trial before surgery where (NOT dose at least 5 mg below dose_limit)",
        ),
        (
            "any trial where approved < surgery within 6 months",
            "any trial within 6 months where (approved < surgery)",
        ),
        (
            "at least 2 trial where approved >= 2025-01-31 after surgery on different days",
            "at least 2 trial after surgery on different days where (approved >= 2025-01-31)",
        ),
    ] {
        assert_eq!(condition("", written), condition("", meant), "{written}");
    }
}

#[test]
fn days_in_parentheses_are_not_those_of_the_entries() {
    for (one, other) in [
        (
            "any trial where (dose < level within 6 months)",
            "any trial within 6 months where dose < level",
        ),
        ("any trial where (approved within 6 months)", "any trial within 6 months"),
    ] {
        assert_ne!(condition("", one), condition("", other), "{one}");
    }
}

#[test]
fn a_parameter_is_what_an_attribute_is_compared_with() {
    let high =
        "define high(limit, day): any trial where (dose > limit AND approved < day) after day;";
    assert_eq!(
        condition(high, "high(dose_limit, surgery)"),
        condition("", "any trial where (dose > dose_limit AND approved < surgery) after surgery")
    );
    let low = "define low(limit): any trial where dose < limit within 6 months;";
    assert_eq!(
        condition(low, "low(dose_limit)"),
        condition("", "any trial within 6 months where dose < dose_limit")
    );
    let last = "define last(limit): latest trial within 1 year has (dose <= limit);";
    assert_eq!(
        condition(last, "last(dose_limit)"),
        condition("", "latest trial within 1 year has dose <= dose_limit")
    );
    let often = "define often(history): at least 2 history where adherent;";
    assert_eq!(condition(often, "often(trial)"), condition("", "at least 2 trial where adherent"));
}
