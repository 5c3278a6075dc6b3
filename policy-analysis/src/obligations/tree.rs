//! Copies of a policy in which one predicate always holds, or never.
//!
//! In: a policy and one of its versions. Out: a copy with that version alone, the places of the
//! predicates in it, and copies of that with one of them stuck. What only restates is left out of
//! these: a criterion decides alone although its source says it twice.

use crate::findings::{Part, Spot};
use policy_core::data::List;
use policy_core::policy::{
    Advisory, Applicability, Body, Choice, Conclusion, Criterion, Expression, Guard, Policy,
    Section, Selector, Version,
};

/// A predicate, by its place, and what becomes of it.
#[derive(Clone, Copy)]
pub(super) struct Stuck<'p> {
    pub(super) at: &'p Spot,
    pub(super) met: bool,
}

/// The predicates of a condition at a place, in the order in which they are read, each with its own
/// place.
pub(super) fn predicates<'p>(condition: &'p Expression, at: &Spot) -> Vec<(Spot, &'p Expression)> {
    let inside = |parts: &[&'p Expression]| {
        parts
            .iter()
            .enumerate()
            .flat_map(|(position, part)| predicates(part, &at.part(position)))
            .collect()
    };
    match condition {
        Expression::AtLeast(_, parts) => inside(&parts.iter().collect::<Vec<_>>()),
        Expression::Not(part) => inside(&[part]),
        Expression::If { condition, then, otherwise } => inside(&[condition, then, otherwise]),
        Expression::Test { .. } => vec![(at.clone(), condition)],
    }
}

/// The conditions that the details of a conclusion hang on, each with its place: of the arms at a
/// place, the first, behind it what stands in the arms.
pub(super) fn selecting<'p, T: Clone>(
    choice: &'p Choice<T>,
    at: &Spot,
) -> Vec<(Spot, &'p Expression)> {
    let Choice::By { selector, arms } = choice else { return Vec::new() };
    let own = if let Selector::Condition(condition) = selector {
        Some((at.part(0), &**condition))
    } else {
        None
    };
    own.into_iter()
        .chain(
            (1..)
                .zip(arms.iter())
                .flat_map(|(position, arm)| selecting(&arm.choice, &at.part(position))),
        )
        .collect()
}

/// One of the conditions of a copied policy, which has no more than one version.
pub(super) fn spot(part: Part) -> Spot {
    Spot::of(Some(0), part)
}

/// A place among others.
pub(super) fn number(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(u16::MAX)
}

/// The policy with one of its versions alone, or none.
pub(super) fn copied(policy: &Policy, version: Option<&Version>) -> Policy {
    Copier { stuck: None }.policy(policy, version)
}

/// The policy with one predicate stuck and without what only restates.
pub(super) fn stuck(policy: &Policy, stuck: Stuck<'_>) -> Policy {
    Copier { stuck: Some(stuck) }.policy(policy, policy.versions.first())
}

/// The policy with one section alone, for everybody.
pub(super) fn section_alone(policy: &Policy, section: usize) -> Policy {
    let alone = |version: &Version| {
        let section =
            version.sections.get(section).map(|section| Section { guard: None, ..section.clone() });
        Version { sections: section.into_iter().collect(), ..version.clone() }
    };
    Policy {
        applicability: Vec::new().into(),
        versions: policy.versions.iter().map(alone).collect(),
        ..policy.clone()
    }
}

/// A condition that always holds, or never.
fn constant(met: bool) -> Expression {
    if met { Expression::all(Vec::new().into()) } else { Expression::any(Vec::new().into()) }
}

struct Copier<'p> {
    stuck: Option<Stuck<'p>>,
}

impl Copier<'_> {
    fn policy(&self, policy: &Policy, version: Option<&Version>) -> Policy {
        let applicability = |(position, applicability): (usize, &Applicability)| {
            let condition =
                self.expression(&applicability.condition, &spot(Part::Applies(number(position))));
            Applicability { condition, ..applicability.clone() }
        };
        Policy {
            applicability: policy.applicability.iter().enumerate().map(applicability).collect(),
            versions: version
                .into_iter()
                .map(|version| self.version(version, policy.advisories.len()))
                .collect(),
            advisories: self.advisories(&policy.advisories, 0),
            ..policy.clone()
        }
    }

    fn version(&self, version: &Version, advisories_before: usize) -> Version {
        Version {
            sections: (0..)
                .zip(version.sections.iter())
                .map(|(position, section)| self.section(section, position))
                .collect(),
            advisories: self.advisories(&version.advisories, advisories_before),
            ..version.clone()
        }
    }

    fn advisories(&self, advisories: &[Advisory], before: usize) -> List<Advisory> {
        let copied = |(position, advisory): (usize, &Advisory)| {
            let at = spot(Part::Advisory(number(position.saturating_add(before))));
            Advisory {
                condition: advisory
                    .condition
                    .as_ref()
                    .map(|condition| self.expression(condition, &at)),
                ..advisory.clone()
            }
        };
        advisories.iter().enumerate().map(copied).collect()
    }

    fn section(&self, section: &Section, position: u16) -> Section {
        let guard = |guard: &Guard| Guard {
            condition: self.expression(&guard.condition, &spot(Part::Guard(position))),
            ..guard.clone()
        };
        let arms = spot(Part::Arms(position));
        let conclusion = match &section.conclusion {
            Conclusion::Refer { to } => Conclusion::Refer { to: self.choice(to, &arms) },
            Conclusion::NotCovered { basis } => {
                Conclusion::NotCovered { basis: self.choice(basis, &arms) }
            }
            other @ (Conclusion::CriteriaMet { .. }
            | Conclusion::CriteriaNotMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::NotApplicable { .. }) => other.clone(),
        };
        let criteria = self.criteria(&section.criteria, &spot(Part::Criteria(position)));
        Section {
            guard: section.guard.as_ref().map(guard),
            criteria,
            conclusion,
            ..section.clone()
        }
    }

    fn criteria(&self, criteria: &[Criterion], at: &Spot) -> List<Criterion> {
        let kept = criteria
            .iter()
            .enumerate()
            .filter(|(_, criterion)| self.stuck.is_none() || !criterion.restated);
        kept.map(|(position, criterion)| Criterion {
            body: self.body(&criterion.body, &at.part(position)),
            ..criterion.clone()
        })
        .collect()
    }

    fn body(&self, body: &Body, at: &Spot) -> Body {
        match body {
            Body::Group { quantifier, criteria } => {
                Body::Group { quantifier: *quantifier, criteria: self.criteria(criteria, at) }
            }
            Body::Condition(condition) => Body::Condition(self.expression(condition, at)),
        }
    }

    fn choice<T: Clone>(&self, choice: &Choice<T>, at: &Spot) -> Choice<T> {
        let Choice::By { selector, arms } = choice else { return choice.clone() };
        let selector = match selector {
            Selector::Condition(condition) => {
                Selector::Condition(self.expression(condition, &at.part(0)).into())
            }
            Selector::Code(_) | Selector::Flag(_) => selector.clone(),
        };
        let mut arms = arms.to_vec();
        for (position, arm) in (1..).zip(&mut arms) {
            arm.choice = self.choice(&arm.choice, &at.part(position));
        }
        Choice::By { selector, arms: arms.into() }
    }

    fn expression(&self, expression: &Expression, at: &Spot) -> Expression {
        match expression {
            Expression::AtLeast(needed, parts) => {
                let parts = parts
                    .iter()
                    .enumerate()
                    .map(|(position, part)| self.expression(part, &at.part(position)));
                Expression::AtLeast(*needed, parts.collect())
            }
            Expression::Not(part) => Expression::Not(self.expression(part, &at.part(0)).into()),
            Expression::If { condition, then, otherwise } => {
                let part =
                    |position, part: &Expression| self.expression(part, &at.part(position)).into();
                Expression::If {
                    condition: part(0, condition),
                    then: part(1, then),
                    otherwise: part(2, otherwise),
                }
            }
            Expression::Test { .. } => match self.stuck {
                Some(stuck) if stuck.at == at => constant(stuck.met),
                Some(_) | None => expression.clone(),
            },
        }
    }
}
