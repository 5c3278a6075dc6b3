//! The places of a policy where a predicate stands.

use super::home::Home;
use super::lens::Lens;
use super::tree::{self, Stuck};
use policy_core::policy::{Body, Choice, Conclusion, Criterion, Expression, Policy, Selector};

/// A predicate in its place.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) home: Home,
    /// As it begins the ids of what it asks for: `I.A.3`, `I.A.1.b#2`.
    pub(super) name: String,
    /// As a person reads it.
    pub(super) place: String,
    pub(super) predicate: Expression,
    /// Its source says it twice.
    pub(super) restated: bool,
    /// How it can be seen that the predicate decides, the best way first.
    pub(super) lenses: Vec<Lens>,
}

/// All predicates of a copied policy, in the order in which it is read.
pub(super) fn sites(policy: &Policy) -> Vec<Site> {
    let mut sites = Sites { policy, found: Vec::new() };
    // Where no version is in force, nobody is asked whether the policy applies.
    let applicability = policy.versions.iter().take(1).flat_map(|_| policy.applicability.iter());
    for (number, applicability) in (1..).zip(applicability) {
        sites.add(Home::Applicability, &format!("applies.{number}"), &format!("applicability {number}"), &applicability.condition, false);
    }
    for version in policy.versions.iter() {
        for (position, section) in version.sections.iter().enumerate() {
            if let Some(guard) = &section.guard {
                sites.add(Home::Guard, &format!("{}.for", section.name), &format!("whom section {} is for", section.name), &guard.condition, false);
            }
            section.criteria.iter().for_each(|criterion| sites.criterion(position, criterion, false));
            let mut conditions = Vec::new();
            match &section.conclusion {
                Conclusion::Refer { to } => add_conditions(to, &mut conditions),
                Conclusion::NotCovered { basis } => add_conditions(basis, &mut conditions),
                _ => {}
            }
            for (number, condition) in (1..).zip(conditions) {
                let place = format!("what section {} concludes by", section.name);
                sites.add(Home::Conclusion, &format!("{}.by.{number}", section.name), &place, condition, false);
            }
        }
    }
    let advisories = policy.advisories.iter().chain(policy.versions.iter().flat_map(|version| version.advisories.iter()));
    for (position, advisory) in advisories.enumerate() {
        if let Some(condition) = &advisory.condition {
            let number = position.saturating_add(1);
            sites.add(Home::Advisory(position), &format!("advisory.{number}"), &format!("advisory {number}"), condition, false);
        }
    }
    sites.found
}

fn add_conditions<'p, T: Clone>(choice: &'p Choice<T>, found: &mut Vec<&'p Expression>) {
    let Choice::By { selector, arms } = choice else { return };
    if let Selector::Condition(condition) = selector {
        found.push(condition);
    }
    arms.iter().for_each(|arm| add_conditions(&arm.choice, found));
}

struct Sites<'p> {
    policy: &'p Policy,
    found: Vec<Site>,
}

impl Sites<'_> {
    fn criterion(&mut self, section: usize, criterion: &Criterion, inside_restated: bool) {
        let restated = inside_restated || criterion.restated;
        match &criterion.body {
            Body::Condition(condition) => self.add(Home::Criteria(section), &criterion.citation, &criterion.citation, condition, restated),
            Body::Group { criteria, .. } => criteria.iter().for_each(|criterion| self.criterion(section, criterion, restated)),
        }
    }

    fn add(&mut self, home: Home, name: &str, place: &str, condition: &Expression, restated: bool) {
        let several = condition.predicates().nth(1).is_some();
        for (number, predicate) in (1..).zip(condition.predicates()) {
            let name = if several { format!("{name}#{number}") } else { name.to_owned() };
            let stuck = [false, true].map(|met| tree::stuck(self.policy, Stuck { predicate, met }));
            let lenses = if restated { Vec::new() } else { Lens::all(home, &stuck) };
            self.found.push(Site { home, name, place: place.to_owned(), predicate: predicate.clone(), restated, lenses });
        }
    }
}
