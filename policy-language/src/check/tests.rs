//! Limits, which no analyst reaches by hand: each has its own message, and only one.

use super::{check_policy, check_vocabulary};
use crate::diagnostic::Diagnostics;
use crate::samples::tokens;
use crate::syntax::{parse_policy, parse_vocabulary};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What is said about a policy with these statements.
fn messages(statements: &str) -> Vec<String> {
    let mut errors = Diagnostics::default();
    let facts = "pub sample { /// Smoker\n smoker: flag }";
    let vocabulary = check_vocabulary(
        &parse_vocabulary(&tokens(facts), &mut errors).expect("a vocabulary"),
        &mut errors,
    );
    let text = format!("sample {{ payer \"p\"; number \"n\"; source \"s\"; {statements} }}");
    let policy = parse_policy(&tokens(&text), &mut errors).expect("a policy");
    let left_out = BTreeSet::new();
    check_policy(&policy, &vocabulary, &left_out, &mut errors);
    errors.texts()
}

/// Many parts of a policy, each with its number.
fn written(
    numbers: impl IntoIterator<Item = usize>,
    part: impl Fn(usize, &mut String) -> std::fmt::Result,
) -> String {
    let mut text = String::new();
    for number in numbers {
        part(number, &mut text).expect("a string takes any text");
    }
    text
}

fn first_lines(statements: &str) -> Vec<String> {
    messages(statements)
        .iter()
        .map(|message| message.lines().next().unwrap_or_default().to_owned())
        .collect()
}

const REST: &str = "section rest => case_by_case;";

#[test]
fn a_policy_of_ordinary_size_has_no_mistakes() {
    assert_eq!(
        messages(&format!(
            "section a for smoker {{ 1: NOT smoker; }} => criteria_met for 1 month; {REST}"
        )),
        [""; 0]
    );
}

#[test]
fn sections_are_counted() {
    let sections = |count| {
        written(0..count, |number, text| {
            write!(text, "section s{number} for smoker => case_by_case; ")
        })
    };
    assert_eq!(messages(&format!("{}{REST}", sections(63))), [""; 0]);
    assert_eq!(
        first_lines(&format!("{}{REST}", sections(64))),
        ["there are more than 64 sections here"]
    );
}

#[test]
fn criteria_are_counted() {
    let section = |count| {
        let criteria = written(1..=count, |number, text| write!(text, "{number}: smoker; "));
        format!("section all {{ {criteria} }} => criteria_met for 1 month;")
    };
    assert_eq!(messages(&section(512)), [""; 0]);
    assert_eq!(
        first_lines(&section(513)),
        ["there are 513 criteria, guards and conditions here, more than 512"]
    );
}

#[test]
fn defines_that_double_do_not_grow_beyond_all_bounds() {
    let doubling = written(1..60, |number, text| {
        write!(text, "define d{number}: d{0} AND d{0}; ", number - 1)
    });
    let policy = format!(
        "define d0: smoker; {doubling} section all {{ 1: d59; }} => criteria_met for 1 month;"
    );
    assert_eq!(first_lines(&policy), ["this policy is too large"]);
    let groups = written(1..60, |number, text| {
        write!(text, "define d{number}: all of {{ a: d{0}; b: d{0}; }} ", number - 1)
    });
    let policy = format!(
        "define d0: smoker; {groups} section all {{ 1: d59; }} => criteria_met for 1 month;"
    );
    let first = first_lines(&policy);
    assert!(first.contains(&"this policy is too large".to_owned()), "{first:?}");
}

#[test]
fn defines_in_a_long_chain_do_not_exhaust_the_stack() {
    let chain =
        written(1..5_000, |number, text| write!(text, "define d{number}: NOT d{}; ", number - 1));
    let policy = format!(
        "define d0: smoker; {chain} section all {{ 1: d4999; }} => criteria_met for 1 month;"
    );
    assert_eq!(first_lines(&policy), ["this is nested too deeply"]);
}
