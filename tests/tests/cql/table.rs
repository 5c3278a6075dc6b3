//! The tables of `tests/conformance/`, line by line.

use crate::claim::Claim;
use policy_core::Truth;
use std::fmt;

/// A test as the suite names it: the file, and the test in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TestName {
    pub suite: String,
    pub name: String,
}

impl fmt::Display for TestName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.suite, self.name)
    }
}

/// A row of `cql.tsv`.
pub struct Row {
    pub test: TestName,
    pub claim: Claim,
    pub expected: Truth,
}

/// A row of `left_out.tsv`.
pub struct LeftOut {
    pub test: TestName,
    pub reason: String,
    pub difference: Option<Difference>,
}

/// What is asked, and the two answers.
pub struct Difference {
    pub claim: Claim,
    /// `None` where CQL calls it an error.
    pub cql: Option<Truth>,
    pub here: Truth,
}

/// The truth with this name.
pub fn truth(name: &str) -> Option<Truth> {
    [Truth::MET, Truth::NOT_MET, Truth::UNKNOWN].into_iter().find(|truth| truth.name() == name)
}

pub fn claim(kind: &str, operation: &str, operands: &str) -> Claim {
    Claim {
        kind: kind.to_owned(),
        operation: operation.to_owned(),
        operands: operands.split(", ").map(str::to_owned).collect(),
    }
}

fn test(suite: &str, name: &str) -> TestName {
    TestName { suite: suite.to_owned(), name: name.to_owned() }
}

/// The lines after the remarks and the heading, as their columns.
fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
}

pub fn rows() -> Vec<Row> {
    let row = |columns: Vec<&str>| {
        let [suite, name, kind, operation, operands, expected] = columns[..] else {
            panic!("not six columns: {columns:?}")
        };
        let expected =
            truth(expected).unwrap_or_else(|| panic!("`{expected}` is no truth: {columns:?}"));
        Row { test: test(suite, name), claim: claim(kind, operation, operands), expected }
    };
    lines(include_str!("../../conformance/cql.tsv")).map(row).collect()
}

pub fn left_out() -> Vec<LeftOut> {
    let row = |columns: Vec<&str>| {
        let (suite, name, reason, difference) = match columns[..] {
            [suite, name, "not applicable", reason] => (suite, name, reason, None),
            [suite, name, "differs", reason, kind, operation, operands, cql, here] => {
                let known = |name| {
                    truth(name).unwrap_or_else(|| panic!("`{name}` is no truth: {columns:?}"))
                };
                let cql = (cql != "error").then(|| known(cql));
                (
                    suite,
                    name,
                    reason,
                    Some(Difference {
                        claim: claim(kind, operation, operands),
                        cql,
                        here: known(here),
                    }),
                )
            }
            _ => panic!(
                "neither `not applicable` with a reason nor `differs` with its claim and two answers: {columns:?}"
            ),
        };
        LeftOut { test: test(suite, name), reason: reason.to_owned(), difference }
    };
    lines(include_str!("../../conformance/left_out.tsv")).map(row).collect()
}

pub fn names() -> Vec<TestName> {
    let row = |columns: Vec<&str>| {
        let [suite, name] = columns[..] else { panic!("not two columns: {columns:?}") };
        test(suite, name)
    };
    lines(include_str!("../../conformance/names.tsv")).map(row).collect()
}
