//! Changed copies of a policy, whose answers show the effect of the changed part.
//!
//! In: a policy and one of its versions. Out: a copy with only that version; its conditions, with
//! their places; and copies of the copy in which a predicate is forced to one of its answers, only
//! one section is left, or a conclusion, an advisory or the dates are different.

use policy_core::data::List;
use policy_core::policy::{
    Advisory, Body, Choice, Conclusion, Criterion, Expression, Outcome, Policy, Section, Selector,
    Version,
};

/// Where a condition is in a copied policy.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'p> {
    /// An `applies when`, by number.
    Applicability(usize),
    /// Who a section is for, by its name.
    Guard(&'p str),
    /// A criterion.
    Criterion {
        /// The position of its section.
        section: usize,
        citation: &'p str,
        /// Its source states it twice.
        restated: bool,
    },
    /// The `when` of an `otherwise`, by the section's name and by number.
    Otherwise(&'p str, usize),
    /// What the conclusion of a section depends on, by the section's name and by number.
    Conclusion(&'p str, usize),
    /// An advisory, by position: those of the policy, then those of the version.
    Advisory(usize),
}

impl Place<'_> {
    /// The beginning of ids.
    pub(super) fn id(self) -> String {
        match self {
            Place::Applicability(number) => format!("applies.{number}"),
            Place::Guard(section) => format!("{section}.for"),
            Place::Criterion { citation, .. } => citation.to_owned(),
            Place::Otherwise(section, number) => format!("{section}.otherwise.{number}"),
            Place::Conclusion(section, number) => format!("{section}.by.{number}"),
            Place::Advisory(position) => format!("advisory.{}", position.saturating_add(1)),
        }
    }

    /// The beginning of sentences.
    pub(super) fn words(self) -> String {
        match self {
            Place::Applicability(number) => format!("Applicability condition {number}"),
            Place::Guard(section) => format!("The guard of section {section}"),
            Place::Criterion { citation, .. } => citation.to_owned(),
            Place::Otherwise(section, number) => {
                format!("The condition of `otherwise` {number} of section {section}")
            }
            Place::Conclusion(section, _) => format!("The conclusion of section {section}"),
            Place::Advisory(position) => format!("Advisory {}", position.saturating_add(1)),
        }
    }
}

/// The policy with only one of its versions, or with none.
pub(super) fn of_version(policy: &Policy, version: Option<&Version>) -> Policy {
    Policy { versions: version.into_iter().cloned().collect(), ..policy.clone() }
}

/// Visits every condition of a copied policy with its place, in reading order, to read or change
/// it.
pub(super) fn visit(policy: &mut Policy, look: &mut dyn FnMut(Place<'_>, &mut Expression)) {
    // If no version is in force, applicability does not matter.
    if !policy.versions.is_empty() {
        for (number, applicability) in (1..).zip(policy.applicability.to_mut()) {
            look(Place::Applicability(number), &mut applicability.condition);
        }
    }
    let sections =
        policy.versions.to_mut().iter_mut().flat_map(|version| {
            version.sections.to_mut().iter_mut().enumerate().collect::<Vec<_>>()
        });
    for (position, section) in sections {
        if let Some(guard) = &mut section.guard {
            look(Place::Guard(&section.name), &mut guard.condition);
        }
        visit_criteria(&mut section.criteria, (position, false), look);
        for (number, otherwise) in (1..).zip(section.otherwise.to_mut()) {
            if let Some(when) = &mut otherwise.when {
                look(Place::Otherwise(&section.name, number), &mut when.condition);
            }
        }
        let mut number = 0_usize;
        let mut select = |condition: &mut Expression| {
            number = number.saturating_add(1);
            look(Place::Conclusion(&section.name, number), condition);
        };
        let otherwise = section.otherwise.to_mut().iter_mut();
        let otherwise = otherwise.map(|otherwise| &mut otherwise.conclusion);
        for conclusion in core::iter::once(&mut section.conclusion).chain(otherwise) {
            match conclusion {
                Conclusion::Refer { to } => visit_choice(to, &mut select),
                Conclusion::NotCovered { basis, .. } => visit_choice(basis, &mut select),
                Conclusion::CriteriaMet { approval, .. } => visit_choice(approval, &mut select),
                Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::NotApplicable { .. } => {}
            }
        }
    }
    for (position, advisory) in advisories_mut(policy).enumerate() {
        if let Some(condition) = &mut advisory.condition {
            look(Place::Advisory(position), condition);
        }
    }
}

fn visit_criteria(
    criteria: &mut List<Criterion>,
    (section, inside_restated): (usize, bool),
    look: &mut dyn FnMut(Place<'_>, &mut Expression),
) {
    for Criterion { citation, restated, body, .. } in criteria.to_mut() {
        let restated = inside_restated || *restated;
        match body {
            Body::Condition(condition) => {
                look(Place::Criterion { section, citation, restated }, condition);
            }
            Body::Group { criteria, .. } => visit_criteria(criteria, (section, restated), look),
        }
    }
}

fn visit_choice<T: Clone>(choice: &mut Choice<T>, look: &mut dyn FnMut(&mut Expression)) {
    let Choice::By { selector, arms } = choice else { return };
    if let Selector::Condition(condition) = selector {
        let mut changed = (**condition).clone();
        look(&mut changed);
        *condition = changed.into();
    }
    arms.to_mut().iter_mut().for_each(|arm| visit_choice(&mut arm.choice, look));
}

/// The advisories of a copied policy, then those of its version.
pub(super) fn advisories(policy: &Policy) -> impl Iterator<Item = &Advisory> {
    let of_versions = policy.versions.iter().flat_map(|version| version.advisories.iter());
    policy.advisories.iter().chain(of_versions)
}

fn advisories_mut(policy: &mut Policy) -> impl Iterator<Item = &mut Advisory> {
    let of_versions = policy.versions.to_mut().iter_mut();
    let of_versions = of_versions.flat_map(|version| version.advisories.to_mut());
    policy.advisories.to_mut().iter_mut().chain(of_versions)
}

/// A copy with its version changed.
fn with_version(policy: &Policy, change: impl Fn(&mut Version)) -> Policy {
    let mut copy = policy.clone();
    copy.versions.to_mut().iter_mut().for_each(change);
    copy
}

/// Copies in which the predicate at a position, in reading order, is never met and always met.
/// Criteria that only restate others are left out: a predicate decides even if its source states it
/// twice.
pub(super) fn forced(policy: &Policy, position: usize) -> [Policy; 2] {
    [false, true].map(|met| {
        let (mut copy, mut number) = (policy.clone(), 0_usize);
        visit(&mut copy, &mut |_, condition| {
            *condition = mapped(condition, &mut |predicate| {
                let forced = number == position;
                number = number.saturating_add(1);
                if forced { constant(met) } else { predicate.clone() }
            });
        });
        with_version(&copy, |version| {
            let sections = version.sections.to_mut().iter_mut();
            sections.for_each(|section| leave_out_restated(&mut section.criteria));
        })
    })
}

fn leave_out_restated(criteria: &mut List<Criterion>) {
    criteria.to_mut().retain(|criterion| !criterion.restated);
    for criterion in criteria.to_mut() {
        if let Body::Group { criteria, .. } = &mut criterion.body {
            leave_out_restated(criteria);
        }
    }
}

/// A condition with its predicates replaced, in reading order.
fn mapped(condition: &Expression, change: &mut dyn FnMut(&Expression) -> Expression) -> Expression {
    match condition {
        Expression::AtLeast(needed, parts) => {
            Expression::AtLeast(*needed, parts.iter().map(|part| mapped(part, change)).collect())
        }
        Expression::Not(part) => Expression::Not(mapped(part, change).into()),
        Expression::If { condition, then, otherwise } => Expression::If {
            condition: mapped(condition, change).into(),
            then: mapped(then, change).into(),
            otherwise: mapped(otherwise, change).into(),
        },
        Expression::Test { .. } => change(condition),
    }
}

/// A condition that is always met, or never.
pub(super) fn constant(met: bool) -> Expression {
    if met { Expression::all(Vec::new().into()) } else { Expression::any(Vec::new().into()) }
}

/// The policy with only one section, which is for everyone.
pub(super) fn section_alone(policy: &Policy, position: usize) -> Policy {
    let copy = with_version(policy, |version| {
        let section = version.sections.get(position);
        let alone = section.map(|section| Section { guard: None, ..section.clone() });
        version.sections = alone.into_iter().collect();
    });
    Policy { applicability: Vec::new().into(), ..copy }
}

/// The policy unchanged, and with another outcome for one section: where its criteria are met, or
/// for one `otherwise`, by number from 1 on.
pub(super) fn concluded(policy: &Policy, position: usize, otherwise: usize) -> [Policy; 2] {
    let copy = with_version(policy, |version| {
        for section in version.sections.to_mut().iter_mut().skip(position).take(1) {
            let others = section.otherwise.to_mut().iter_mut();
            let others = others.map(|otherwise| &mut otherwise.conclusion);
            let mut conclusions = core::iter::once(&mut section.conclusion).chain(others);
            if let Some(conclusion) = conclusions.nth(otherwise) {
                *conclusion = if conclusion.outcome() == Outcome::CaseByCase {
                    Conclusion::NotApplicable { reason: None }
                } else {
                    Conclusion::CaseByCase { reason: None }
                };
            }
        }
    });
    [policy.clone(), copy]
}

/// The policy without one of its advisories, and with it.
pub(super) fn advised(policy: &Policy, position: usize) -> [Policy; 2] {
    let mut copy = policy.clone();
    for advisory in advisories_mut(&mut copy).skip(position).take(1) {
        advisory.condition = Some(constant(false));
    }
    [copy, policy.clone()]
}

/// The policy while its version is not in force, and while it is, whatever the date.
pub(super) fn in_force(policy: &Policy) -> [Policy; 2] {
    let always = with_version(policy, |version| (version.from, version.to) = (None, None));
    [of_version(policy, None), always]
}
