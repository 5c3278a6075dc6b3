//! Every policy against the outline of its source: what is cited is in the outline, and what
//! the outline calls a criterion is cited.
//!
//! This is a test and not a check of the build. A macro knows the text that it is given and nothing
//! of other files: that an outline changed would not make it run again. A check in a constant would
//! have to read the outline in `const` code and could stop at its first mistake only. A build
//! script of `policies` would run before the policies exist. A test reads both as they were
//! compiled and names all mistakes at once.

use policies::POLICIES;
use policy_analysis::coverage::{CitedBy, Coverage, Treatment};
use policy_core::policy::Criterion;

#[test]
fn every_policy_and_the_outline_of_its_source_agree() {
    let mut mistakes = Vec::new();
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        let coverage = Coverage::of(policy, bundled.outline);
        mistakes.extend(
            coverage
                .mistakes
                .iter()
                .map(|mistake| format!("policies/outlines/{}.tsv: {mistake}", policy.name)),
        );
    }
    assert!(mistakes.is_empty(), "{} mistakes\n{}", mistakes.len(), mistakes.join("\n"));
}

/// An outline that calls nothing a criterion would agree with any policy.
#[test]
fn every_criterion_of_a_policy_stands_in_the_outline_as_a_criterion() {
    let mut elsewhere = Vec::new();
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        let coverage = Coverage::of(policy, bundled.outline);
        let is_a_criterion = |cited: &Criterion| {
            let mut lines = coverage
                .lines
                .iter()
                .filter(|covered| covered.line.treatment == Treatment::Criterion);
            lines.any(|covered| covered.citations.iter().any(|one| matches!(one.cited_by, CitedBy::Criterion(criterion) if criterion == cited)))
        };
        let cited = coverage.lines.iter().flat_map(|covered| &covered.citations);
        let criteria = cited.filter_map(|citation| match citation.cited_by {
            CitedBy::Criterion(criterion) => Some(criterion),
            CitedBy::Section(_) => None,
        });
        elsewhere.extend(
            criteria
                .filter(|criterion| !is_a_criterion(criterion))
                .map(|criterion| format!("{}: {}", policy.name, criterion.citation)),
        );
    }
    assert!(elsewhere.is_empty(), "listed, but not as a criterion: {}", elsewhere.join(", "));
}
