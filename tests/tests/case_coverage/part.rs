//! Parts of a condition: each of an OR is once enough by itself, each of an AND fails once by itself, an `if` goes each way.

use super::shown::ShownCase;
use super::site::Site;
use policy_core::Truth;
use policy_core::policy::Expression;

pub fn gaps(site: &Site<'_>) -> Vec<String> {
    let mut gaps = Vec::new();
    add(site, site.condition, &mut gaps);
    gaps
}

fn add(site: &Site<'_>, expression: &Expression, gaps: &mut Vec<String>) {
    match expression {
        Expression::And(parts) => {
            for part in unsettled(site, parts) {
                if !site.cases.iter().any(|case| is_alone(case, parts, part, Truth::NOT_MET)) {
                    gaps.push(format!("no case in which of its parts only this one fails: {}", site.words(part)));
                }
                add(site, part, gaps);
            }
        }
        Expression::Or(parts) => {
            for part in unsettled(site, parts) {
                if !site.cases.iter().any(|case| is_alone(case, parts, part, Truth::MET)) {
                    gaps.push(format!("no case in which this alone is enough: {}", site.words(part)));
                }
                add(site, part, gaps);
            }
        }
        Expression::Not(inner) => add(site, inner, gaps),
        Expression::If { condition, then, otherwise } => {
            for (truth, word) in [(Truth::MET, "holds"), (Truth::NOT_MET, "does not hold"), (Truth::UNKNOWN, "is not known")] {
                if !site.cases.iter().any(|case| case.truth(condition) == truth) {
                    gaps.push(format!("no case in which this {word}: {}", site.words(condition)));
                }
            }
            for part in [condition, then, otherwise] {
                add(site, part, gaps);
            }
        }
        _ => {}
    }
}

/// The parts that ask for more than the guards have asked already.
fn unsettled<'a>(site: &Site<'_>, parts: &'a [Expression]) -> impl Iterator<Item = &'a Expression> {
    parts.iter().filter(|part| !part.facts().is_subset(&site.settled))
}

/// Of these parts only this one has this truth.
fn is_alone(case: &ShownCase, parts: &[Expression], part: &Expression, truth: Truth) -> bool {
    parts.iter().all(|other| (case.truth(other) == truth) == (other == part))
}
