//! Copies of a policy in which one predicate always holds, or never.
//!
//! In: a policy and one of its versions. Out: a copy whose every predicate has an address of its own, and copies of that with one of them stuck. What only
//! restates is left out of these: a criterion decides alone although its source says it twice.

use core::ptr;
use policy_core::policy::{Advisory, Applicability, Body, Choice, Conclusion, Criterion, Expression, Guard, Policy, Section, Selector, Version};

/// A predicate, by its address, and what becomes of it.
#[derive(Clone, Copy)]
pub(super) struct Stuck<'p> {
    pub(super) predicate: &'p Expression,
    pub(super) met: bool,
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
        let section = version.sections.get(section).map(|section| Section { guard: None, ..section.clone() });
        Version { sections: section.into_iter().collect(), ..version.clone() }
    };
    Policy { applicability: Vec::new().into(), versions: policy.versions.iter().map(alone).collect(), ..policy.clone() }
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
        let applicability =
            |applicability: &Applicability| Applicability { condition: self.expression(&applicability.condition), ..applicability.clone() };
        Policy {
            applicability: policy.applicability.iter().map(applicability).collect(),
            versions: version.into_iter().map(|version| self.version(version)).collect(),
            advisories: policy.advisories.iter().map(|advisory| self.advisory(advisory)).collect(),
            ..policy.clone()
        }
    }

    fn version(&self, version: &Version) -> Version {
        Version {
            sections: version.sections.iter().map(|section| self.section(section)).collect(),
            advisories: version.advisories.iter().map(|advisory| self.advisory(advisory)).collect(),
            ..version.clone()
        }
    }

    fn advisory(&self, advisory: &Advisory) -> Advisory {
        Advisory { condition: advisory.condition.as_ref().map(|condition| self.expression(condition)), ..advisory.clone() }
    }

    fn section(&self, section: &Section) -> Section {
        let guard = |guard: &Guard| Guard { condition: self.expression(&guard.condition), ..guard.clone() };
        let conclusion = match &section.conclusion {
            Conclusion::Refer { to } => Conclusion::Refer { to: self.choice(to) },
            Conclusion::NotCovered { basis } => Conclusion::NotCovered { basis: self.choice(basis) },
            other => other.clone(),
        };
        Section { guard: section.guard.as_ref().map(guard), criteria: self.criteria(&section.criteria), conclusion, ..section.clone() }
    }

    fn criteria(&self, criteria: &[Criterion]) -> std::borrow::Cow<'static, [Criterion]> {
        let kept = criteria.iter().filter(|criterion| self.stuck.is_none() || !criterion.restated);
        kept.map(|criterion| Criterion { body: self.body(&criterion.body), ..criterion.clone() }).collect()
    }

    fn body(&self, body: &Body) -> Body {
        match body {
            Body::Group { quantifier, criteria } => Body::Group { quantifier: *quantifier, criteria: self.criteria(criteria) },
            Body::Condition(condition) => Body::Condition(self.expression(condition)),
        }
    }

    fn choice<T: Clone>(&self, choice: &Choice<T>) -> Choice<T> {
        let Choice::By { selector, arms } = choice else { return choice.clone() };
        let selector = match selector {
            Selector::Condition(condition) => Selector::Condition(self.expression(condition).into()),
            other => other.clone(),
        };
        let mut arms = arms.to_vec();
        for arm in &mut arms {
            arm.choice = self.choice(&arm.choice);
        }
        Choice::By { selector, arms: arms.into() }
    }

    fn expression(&self, expression: &Expression) -> Expression {
        let all = |parts: &[Expression]| parts.iter().map(|part| self.expression(part)).collect();
        match expression {
            Expression::AtLeast(needed, parts) => Expression::AtLeast(*needed, all(parts)),
            Expression::Not(part) => Expression::Not(self.expression(part).into()),
            Expression::If { condition, then, otherwise } => {
                let [condition, then, otherwise] = [condition, then, otherwise].map(|part| self.expression(part).into());
                Expression::If { condition, then, otherwise }
            }
            predicate => match self.stuck {
                Some(stuck) if ptr::eq(stuck.predicate, predicate) => constant(stuck.met),
                _ => predicate.clone(),
            },
        }
    }
}
