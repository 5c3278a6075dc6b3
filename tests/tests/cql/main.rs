//! HL7's tests of the Clinical Quality Language, in the terms of this project.
//!
//! In: `tests/conformance/`, where every test of the suite's four files on logic, null, comparison
//! and dates is a row of `cql.tsv` or of `left_out.tsv`. Out: the answers of the compiled policy,
//! of what generated code calls, and of the reference evaluator are the suite's, or the difference
//! is in the table with its reason; and the numbers that `docs/SEMANTICS.md` states are the
//! true ones.

mod claim;
mod dates;
mod evaluators;
mod numbers;
mod operand;
mod table;

use claim::answer;
use policy_core::Truth;
use std::collections::{BTreeMap, BTreeSet};
use table::{LeftOut, Row, TestName, left_out, names, rows, truth};

/// The lines that are under the heading of a failure; empty where there is none.
fn report(problems: impl Iterator<Item = String>) -> String {
    problems.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_row_agrees_with_the_suite() {
    let problems =
        rows().into_iter().filter_map(|Row { test, claim, expected }| match answer(&claim) {
            Ok(found) if found == expected => None,
            Ok(found) => Some(format!("{test}: {claim} is {found:?}, and {expected:?} in CQL")),
            Err(problem) => Some(format!("{test}: {claim}: {problem}")),
        });
    assert_eq!(report(problems), "");
}

/// A difference that has gone is a row, and one that is not as described is none.
#[test]
fn every_difference_is_as_the_table_says() {
    let problems = left_out().into_iter().filter_map(|LeftOut { test, difference, .. }| {
        let difference = difference?;
        let found = answer(&difference.claim);
        let as_described =
            found.as_ref() == Ok(&difference.here) && difference.cql != Some(difference.here);
        (!as_described).then(|| {
            format!(
                "{test}: {} is {found:?}; the table says {:?} here and {:?} in CQL",
                difference.claim, difference.here, difference.cql
            )
        })
    });
    assert_eq!(report(problems), "");
}

#[test]
fn every_test_of_the_suite_is_in_one_of_the_two_tables() {
    let run = rows().into_iter().map(|row| row.test).collect::<BTreeSet<_>>();
    let mut places = names().into_iter().map(|test| (test, 0)).collect::<BTreeMap<_, _>>();
    assert_eq!(places.len(), names().len(), "a name stands twice");
    let mut unknown = Vec::new();
    for test in run.into_iter().chain(left_out().into_iter().map(|left_out| left_out.test)) {
        match places.get_mut(&test) {
            Some(places) => *places += 1,
            None => unknown.push(test),
        }
    }
    assert_eq!(unknown, [], "not a test of the suite");
    assert_eq!(
        report(
            places
                .iter()
                .filter(|(_, places)| **places != 1)
                .map(|(test, places)| format!("{test} is in {places} places"))
        ),
        ""
    );
}

#[test]
fn no_claim_of_a_test_stands_twice_and_every_reason_is_given() {
    let mut seen = BTreeSet::new();
    let twice =
        rows().into_iter().filter(|row| !seen.insert((row.test.clone(), row.claim.to_string())));
    assert_eq!(report(twice.map(|row| format!("{}: {}", row.test, row.claim))), "");
    let without_reason = left_out().into_iter().filter(|left_out| left_out.reason.is_empty());
    assert_eq!(report(without_reason.map(|left_out| left_out.test.to_string())), "");
}

/// How many tests of each file, and of all, are run, agree, differ and do not apply, and by how
/// many rows.
fn numbers_as_markdown() -> String {
    const SUITES: [&str; 4] = ["logical", "nullological", "comparison", "date-time"];
    let line = |title: &str, in_suite: &dyn Fn(&TestName) -> bool| {
        let tests = names().iter().filter(|test| in_suite(test)).count();
        let rows = rows()
            .into_iter()
            .map(|row| row.test)
            .filter(|test| in_suite(test))
            .collect::<Vec<_>>();
        let agree = rows.iter().collect::<BTreeSet<_>>().len();
        let (differ, not_applicable): (Vec<_>, Vec<_>) = left_out()
            .into_iter()
            .filter(|left_out| in_suite(&left_out.test))
            .partition(|left_out| left_out.difference.is_some());
        let (differ, not_applicable) = (differ.len(), not_applicable.len());
        format!(
            "| {title} | {tests} | {} | {agree} | {differ} | {not_applicable} | {} |\n",
            agree + differ,
            rows.len()
        )
    };
    let lines =
        SUITES.iter().map(|suite| line(suite, &|test| test.suite == *suite)).collect::<String>();
    let total = line("all", &|_| true);
    format!(
        "| file | tests | run | agree | differ | not applicable | rows |\n|---|---|---|---|---|---|---|\n{lines}{total}"
    )
}

#[test]
fn the_documentation_states_the_true_numbers() {
    let numbers = numbers_as_markdown();
    println!("{numbers}");
    let documentation = include_str!("../../../docs/SEMANTICS.md");
    assert!(documentation.contains(&numbers), "`docs/SEMANTICS.md` should state\n{numbers}");
    assert!(rows().len() >= 400);
}

/// A table cannot agree because of a typo in it.
#[test]
fn a_row_that_cannot_be_asked_is_refused() {
    for (kind, operation, operands) in [
        ("flag", "and", "true"),
        ("flag", "nand", "true, false"),
        ("flag", "and", "true, maybe"),
        ("count", "=", "1, -2"),
        ("count", "=", "null, null"),
        ("quantity", "<", "1 'mg', 1 'mL'"),
        ("quantity", "<", "1 'parsec', 1 'm'"),
        ("date", "<", "2012-02, 2012-02-30"),
        ("date", "=", "2012-02-01 + 5 hours, 2012-02-01"),
        ("date", "same week", "2012-02-01, 2012-02-01"),
        ("date", "within", "2012-02-01, 5 days"),
        ("date", "days between >=", "2012-02-01, null, 5"),
        ("string", "=", "a, a"),
    ] {
        let claim = table::claim(kind, operation, operands);
        assert!(answer(&claim).is_err(), "{claim}");
    }
    assert!(truth("maybe").is_none());
}

/// What the suite does not ask in these four files, by hand: operands of every precision on either
/// side.
#[test]
fn partial_dates_compare_on_either_side() {
    for (operation, operands, expected) in [
        ("<", "2012, 2013-01", Truth::MET),
        ("<", "2012-02, 2012", Truth::UNKNOWN),
        (">=", "2012-03, 2012-02", Truth::MET),
        ("=", "2012-02, 2012-03-01", Truth::NOT_MET),
        ("=", "2012, 2012", Truth::UNKNOWN),
        ("!=", "2012, 2013", Truth::MET),
        ("<=", "null, 2012", Truth::UNKNOWN),
        ("between", "2012-02, 2012-01-31, 2012-03-01", Truth::MET),
        ("between", "2012, 2012-01-31, 2012-03-01", Truth::UNKNOWN),
        ("same year", "2012-02-29, 2012", Truth::MET),
        ("same month", "2012-02-29, 2012", Truth::UNKNOWN),
        ("same month", "2011, 2012", Truth::NOT_MET),
        ("same month or before", "2012-01, 2012", Truth::MET),
        ("before month", "2012-01, 2012", Truth::UNKNOWN),
        ("after year", "2012, 2012-06", Truth::NOT_MET),
        ("same day", "null, 2012", Truth::UNKNOWN),
        ("same day", "2012-02-29, null", Truth::UNKNOWN),
        ("=", "2012-01-31 + 1 month, 2012-02-29", Truth::MET),
        ("=", "2012-03-31 - 1 month, 2012-02-29", Truth::MET),
        ("same month", "2012-01 + 1 month, 2012-02", Truth::MET),
        ("at least ago", "2013-01-31, 1 month, 2013-02-28", Truth::NOT_MET),
        ("at least ago", "2012-10, 1 month, 2012-11-21", Truth::UNKNOWN),
        ("within", "null, 1 month, 2012-11-21", Truth::UNKNOWN),
        ("weeks between <", "2012-01-01, 2012-01-14, 2", Truth::MET),
        ("years between >", "2012-02-29, 2013-02-28, 1", Truth::NOT_MET),
        ("is null", "2012", Truth::NOT_MET),
    ] {
        assert_eq!(
            answer(&table::claim("date", operation, operands)),
            Ok(expected),
            "{operation} {operands}"
        );
    }
}

#[test]
fn quantities_compare_in_every_unit_of_their_kind() {
    for (operation, operands, expected) in [
        ("=", "5 'mg', 0.005 'g'", Truth::MET),
        (">", "0.2000000000000000000000000001 'mg/dL', 2 'mg/L'", Truth::MET),
        ("between", "2.7 'L/h', 45 'mL/min', 0.75 'mL/s'", Truth::MET),
        ("<", "null, 1 'cm'", Truth::UNKNOWN),
        (">=", "1 'cm', null", Truth::UNKNOWN),
        ("between", "null, 1 'cm', 2 'cm'", Truth::UNKNOWN),
        ("is null", "5 'mg'", Truth::NOT_MET),
    ] {
        assert_eq!(
            answer(&table::claim("quantity", operation, operands)),
            Ok(expected),
            "{operation} {operands}"
        );
    }
}
