//! Comparisons of small policies: with differences that are known, and against brute force.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod brute_force;
mod stories;

use super::{Comparison, Side, compare};
use crate::policy::{Body, Criterion, Policy, Section};

/// The first version of each policy.
fn between<'a>(a: &'a Policy, b: &'a Policy) -> Comparison<'a> {
    let side = |policy: &'a Policy| Side { policy, version: &policy.versions[0] };
    compare(side(a), side(b)).unwrap()
}

/// A section whose criteria bear these labels, and those of a group `a`, `b`, … behind its own.
fn labelled(mut section: Section, labels: &[&str]) -> Section {
    fn inside(criterion: &Criterion, citation: String) -> Criterion {
        let mut criterion = criterion.clone();
        if let Body::Group { criteria, .. } = &mut criterion.body {
            *criteria = criteria.iter().zip('a'..).map(|(criterion, letter)| inside(criterion, format!("{citation}.{letter}"))).collect();
        }
        criterion.citation = citation.into();
        criterion
    }
    section.criteria = section.criteria.iter().zip(labels).map(|(criterion, label)| inside(criterion, (*label).to_owned())).collect();
    section
}
