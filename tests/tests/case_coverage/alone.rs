//! Criteria and applicability conditions that decide alone: everything else being met, this one is not, or is not known.

use super::shown::ShownCase;
use super::site::in_version;
use policy_core::Truth;
use policy_core::policy::{Applicability, Body, Criterion, Expression, Outcome, Policy, Quantifier, Section, Version};
use policy_core::vocabulary::FactId;
use std::collections::BTreeSet;
use std::ptr;

pub fn gaps(policy: &'static Policy, cases: &[ShownCase]) -> Vec<String> {
    let mut gaps = Vec::new();
    for applicability in policy.applicability.iter() {
        gaps.extend(gaps_of_applicability(policy, applicability, cases));
    }
    for version in policy.versions.iter() {
        for section in version.sections.iter() {
            for leaf in leaves(section) {
                let place = in_version(version, &leaf.citation);
                if !cases.iter().any(|case| is_alone_not_met(case, section, leaf)) {
                    gaps.push(format!("{place}: no case in which it alone is not met"));
                }
                if !cases.iter().any(|case| is_alone_unknown(case, version, section, leaf)) {
                    gaps.push(format!("{place}: no case in which it alone is unknown"));
                }
            }
        }
    }
    gaps
}

fn gaps_of_applicability(policy: &Policy, applicability: &Applicability, cases: &[ShownCase]) -> Vec<String> {
    let truth = |case: &ShownCase, condition: &Applicability| case.determination.truth(condition.slot);
    let others = |case: &ShownCase, wanted: Truth| {
        policy.applicability.iter().filter(|other| other.slot != applicability.slot).all(|other| truth(case, other) == Some(wanted))
    };
    let alone = |wanted: Truth, outcome: Outcome| {
        cases.iter().any(|case| truth(case, applicability) == Some(wanted) && others(case, Truth::MET) && case.determination.outcome() == outcome)
    };
    let words = policy_core::explain::sentence::clause(&policy.vocabulary, &applicability.condition);
    let mut gaps = Vec::new();
    if !alone(Truth::NOT_MET, Outcome::NotApplicable) {
        gaps.push(format!("applies when {words}: no case in which it alone is not met"));
    }
    if !alone(Truth::UNKNOWN, Outcome::NeedInformation) {
        gaps.push(format!("applies when {words}: no case in which it alone is unknown, and decides"));
    }
    gaps
}

/// The leaf criteria of a section, but for those that restate its guard and so cannot fail.
pub fn leaves(section: &Section) -> Vec<&Criterion> {
    fn add<'a>(criterion: &'a Criterion, leaves: &mut Vec<&'a Criterion>) {
        match &criterion.body {
            Body::Condition(_) => leaves.push(criterion),
            Body::Group { criteria, .. } => criteria.iter().for_each(|criterion| add(criterion, leaves)),
        }
    }
    let mut leaves = Vec::new();
    section.criteria.iter().for_each(|criterion| add(criterion, &mut leaves));
    leaves.retain(|leaf| !section.restates_guard(leaf));
    leaves
}

/// The section governs and is not met, and it would be met if only this criterion came out the other way.
fn is_alone_not_met(case: &ShownCase, section: &Section, leaf: &Criterion) -> bool {
    let (now, otherwise) = (case.truth_of(leaf), !case.truth_of(leaf));
    case.is_governed_by(section)
        && now != Truth::UNKNOWN
        && truth_of(section, case, None) == Truth::NOT_MET
        && truth_of(section, case, Some((leaf, otherwise))) == Truth::MET
}

/// The section governs and is open, and this criterion alone would decide it either way.
///
/// Where a guard asks about the same facts, what leaves the criterion open may leave the guard open too; then it is enough that the section may govern.
fn is_alone_unknown(case: &ShownCase, version: &Version, section: &Section, leaf: &Criterion) -> bool {
    let governs = case.is_governed_by(section) || (case.may_be_governed_by(section) && !guard_facts(version, section).is_disjoint(&facts(leaf)));
    governs
        && case.truth_of(leaf) == Truth::UNKNOWN
        && truth_of(section, case, Some((leaf, Truth::MET))) != Truth::UNKNOWN
        && truth_of(section, case, Some((leaf, Truth::NOT_MET))) != Truth::UNKNOWN
        && truth_of(section, case, None) == Truth::UNKNOWN
}

fn facts(leaf: &Criterion) -> BTreeSet<FactId> {
    condition(leaf).facts()
}

/// The facts that decide which section governs, as far as this one.
pub fn guard_facts(version: &Version, section: &Section) -> BTreeSet<FactId> {
    let position = version.sections.iter().position(|other| ptr::eq(other, section)).unwrap();
    version.sections[..=position].iter().filter_map(|section| section.guard.as_ref()).flat_map(|guard| guard.condition.facts()).collect()
}

/// Whether all criteria of a section are met, with one criterion, and those that cannot but fail with it, set to a truth.
fn truth_of(section: &Section, case: &ShownCase, changed: Option<(&Criterion, Truth)>) -> Truth {
    let truth = |leaf: &Criterion| match changed {
        Some((changed, truth)) if ptr::eq(changed, leaf) || fails_with(leaf, changed) => truth,
        _ => case.truth_of(leaf),
    };
    all(&section.criteria, &truth)
}

fn all(criteria: &[Criterion], truth: &impl Fn(&Criterion) -> Truth) -> Truth {
    criteria.iter().map(|criterion| of(criterion, truth)).fold(Truth::MET, |all, one| all & one)
}

fn of(criterion: &Criterion, truth: &impl Fn(&Criterion) -> Truth) -> Truth {
    let Body::Group { quantifier, criteria } = &criterion.body else { return truth(criterion) };
    let any = || criteria.iter().map(|criterion| of(criterion, truth)).fold(Truth::NOT_MET, |any, one| any | one);
    match quantifier {
        Quantifier::AllOf => all(criteria, truth),
        Quantifier::AnyOf => any(),
        Quantifier::NoneOf => !any(),
        Quantifier::AtLeast(needed) => Truth::at_least(*needed, &criteria.iter().map(|criterion| of(criterion, truth)).collect::<Vec<_>>()),
    }
}

/// Where a source says one thing twice, its second criterion asks for a part of what the first does: when the part fails, both do.
fn fails_with(twin: &Criterion, leaf: &Criterion) -> bool {
    if !matches!((&twin.body, &leaf.body), (Body::Condition(_), Body::Condition(_))) || !(twin.restated || leaf.restated) {
        return false;
    }
    let asked = conjuncts(condition(twin));
    conjuncts(condition(leaf)).iter().all(|part| asked.contains(part))
}

fn conjuncts(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::And(parts) => parts.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

fn condition(leaf: &Criterion) -> &Expression {
    match &leaf.body {
        Body::Condition(condition) => condition,
        Body::Group { .. } => panic!("{} is a group", leaf.citation),
    }
}
