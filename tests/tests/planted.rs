//! The same mistakes in the logic, planted at every place of the bundled policies: each is found,
//! in the section where it is.

use policies::POLICIES;
use policy_analysis::findings::{Finding, Kind, Part, findings};
use policy_core::policy::{Body, Criterion, Expression, Guard, Policy, Section};

/// A mistake in a condition.
type Mistake = (&'static str, fn(Expression) -> Expression);

const MISTAKES: [Mistake; 5] = [
    ("it clashes with its opposite", |condition| and([condition.clone(), not(condition)])),
    ("every member meets it or its opposite", |condition| or([condition.clone(), not(condition)])),
    ("it is said twice", |condition| and([condition.clone(), condition])),
    ("it is an alternative to itself", |condition| or([condition.clone(), condition])),
    ("its opposite is met with it", |condition| {
        and([condition.clone(), or([not(not(condition.clone())), not(condition)])])
    }),
];

fn and(parts: impl Into<Vec<Expression>>) -> Expression {
    Expression::all(parts.into().into())
}

fn or(parts: impl Into<Vec<Expression>>) -> Expression {
    Expression::any(parts.into().into())
}

fn not(part: Expression) -> Expression {
    Expression::Not(part.into())
}

/// Calls for each criterion that is a condition and says something of its own.
fn each_condition(criteria: &mut [Criterion], see: &mut impl FnMut(&mut Criterion)) {
    for criterion in criteria.iter_mut().filter(|criterion| !criterion.restated) {
        match &mut criterion.body {
            Body::Group { criteria, .. } => each_condition(criteria.to_mut(), see),
            Body::Condition(_) => see(criterion),
        }
    }
}

/// The policy without what its author has accepted: that is about the text as it is.
fn unaccepted(policy: &Policy) -> Policy {
    Policy { accepted: Vec::new().into(), ..policy.clone() }
}

/// The policy with one criterion changed, for each of them, with its section and citation.
fn with_each_criterion_changed(
    policy: &Policy,
    change: impl Fn(&mut Criterion),
) -> Vec<(Policy, usize, String)> {
    let mut changed = Vec::new();
    for number in 0.. {
        let mut copy = unaccepted(policy);
        let (mut seen, mut place) = (0, None);
        for version in copy.versions.to_mut() {
            for (position, section) in version.sections.to_mut().iter_mut().enumerate() {
                each_condition(section.criteria.to_mut(), &mut |criterion| {
                    if seen == number {
                        change(criterion);
                        place = Some((position, criterion.citation.to_string()));
                    }
                    seen += 1;
                });
            }
        }
        let Some((section, citation)) = place else { break };
        changed.push((copy, section, citation));
    }
    changed
}

/// The policy with each of its sections changed, those before it being known.
fn with_each_section_changed(
    policy: &Policy,
    change: impl Fn(&mut Vec<Section>, usize) -> bool,
) -> Vec<(Policy, usize)> {
    let mut changed = Vec::new();
    for version in 0..policy.versions.len() {
        for section in 0..policy.versions[version].sections.len() {
            let mut copy = unaccepted(policy);
            if change(copy.versions.to_mut()[version].sections.to_mut(), section) {
                changed.push((copy, section));
            }
        }
    }
    changed
}

fn is_in(finding: &Finding, section: usize) -> bool {
    [Some(&finding.at), finding.with.as_ref()].into_iter().flatten().any(|spot| match spot.part {
        Part::Section(at) | Part::Guard(at) | Part::Criteria(at) => usize::from(at) == section,
        _ => false,
    })
}

#[test]
fn a_mistake_in_any_criterion_is_found_where_it_is() {
    let mut planted = 0;
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        for (mistake, change) in MISTAKES {
            let defects = with_each_criterion_changed(policy, |criterion| {
                if let Body::Condition(condition) = &mut criterion.body {
                    *condition = change(condition.clone());
                }
            });
            for (defect, section, citation) in defects {
                let found = findings(&defect).unwrap();
                assert!(
                    found.iter().any(|finding| is_in(finding, section)),
                    "{} {citation}: {mistake}\n{found:?}",
                    policy.name
                );
                planted += 1;
            }
        }
    }
    assert!(planted > 300, "{planted}");
}

#[test]
fn a_criterion_that_is_said_to_restate_and_says_something_new_is_found() {
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        for (defect, section, citation) in
            with_each_criterion_changed(policy, |criterion| criterion.restated = true)
        {
            let found = findings(&defect).unwrap();
            let is_said = |finding: &Finding| {
                finding.kind == Kind::RestatesNothing && is_in(finding, section)
            };
            assert!(found.iter().any(is_said), "{} {citation}\n{found:?}", policy.name);
        }
    }
}

#[test]
fn a_section_for_no_member_is_found() {
    let guarded = |section: &mut Section, condition: fn(Expression) -> Expression| {
        let Some(guard) = &section.guard else { return false };
        section.guard =
            Some(Guard { condition: condition(guard.condition.clone()), ..guard.clone() });
        true
    };
    let mut planted = 0;
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        let twice = with_each_section_changed(policy, |sections, position| {
            let copy = sections[position].clone();
            let is_for_some = copy.guard.is_some();
            if is_for_some {
                sections.insert(position, copy);
            }
            is_for_some
        });
        let never = with_each_section_changed(policy, |sections, position| {
            guarded(&mut sections[position], |guard| and([guard.clone(), not(guard)]))
        });
        let always = with_each_section_changed(policy, |sections, position| {
            position + 1 < sections.len()
                && guarded(&mut sections[position], |guard| or([guard.clone(), not(guard)]))
        });
        let after_a_wider_one = with_each_section_changed(policy, |sections, position| {
            let Some(earlier) =
                position.checked_sub(1).and_then(|earlier| sections[earlier].guard.clone())
            else {
                return false;
            };
            let own = sections[position].guard.clone();
            let condition = own.map_or(earlier.condition.clone(), |own| {
                and([own.condition, earlier.condition.clone()])
            });
            sections[position].guard = Some(Guard { condition, ..earlier });
            true
        });
        for (mistake, defects) in [
            ("twice", twice),
            ("for no member", never),
            ("for every member", always),
            ("after a wider one", after_a_wider_one),
        ] {
            for (defect, section) in defects {
                let found = findings(&defect).unwrap();
                let near =
                    |finding: &Finding| is_in(finding, section) || is_in(finding, section + 1);
                assert!(
                    found.iter().any(near),
                    "{}: section {section} {mistake}\n{found:?}",
                    policy.name
                );
                planted += 1;
            }
        }
    }
    assert!(planted > 40, "{planted}");
}

#[test]
fn what_a_section_is_for_need_not_be_asked_again() {
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        let asked_again = with_each_section_changed(policy, |sections, position| {
            let section = &mut sections[position];
            let (Some(guard), Some(last)) =
                (section.guard.clone(), section.criteria.last().cloned())
            else {
                return false;
            };
            section.criteria.to_mut().push(Criterion {
                restated: false,
                body: Body::Condition(guard.condition),
                ..last
            });
            true
        });
        for (defect, section) in asked_again {
            let found = findings(&defect).unwrap();
            assert!(
                found.iter().any(|finding| is_in(finding, section)),
                "{}: section {section}\n{found:?}",
                policy.name
            );
        }
    }
}
