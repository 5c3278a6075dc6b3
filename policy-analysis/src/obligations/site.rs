//! The places of a policy where a predicate stands.

use super::home::Home;
use super::lens::Lens;
use super::tree::{self, Stuck};
use crate::findings::{Part, Spot};
use policy_core::policy::{Body, Conclusion, Criterion, Expression, Policy};

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
    for ((position, number), applicability) in (0..).zip(1_u32..).zip(applicability) {
        let at = tree::spot(Part::Applies(position));
        sites.add(
            Home::Applicability,
            (&format!("applies.{number}"), &format!("applicability {number}")),
            (&at, &applicability.condition),
            false,
        );
    }
    for version in policy.versions.iter() {
        for (position, section) in version.sections.iter().enumerate() {
            let number = tree::number(position);
            if let Some(guard) = &section.guard {
                let names = (
                    &*format!("{}.for", section.name),
                    &*format!("whom section {} is for", section.name),
                );
                sites.add(
                    Home::Guard,
                    names,
                    (&tree::spot(Part::Guard(number)), &guard.condition),
                    false,
                );
            }
            sites.criteria(position, &section.criteria, &tree::spot(Part::Criteria(number)), false);
            let arms = tree::spot(Part::Arms(number));
            let conditions = match &section.conclusion {
                Conclusion::Refer { to } => tree::selecting(to, &arms),
                Conclusion::NotCovered { basis } => tree::selecting(basis, &arms),
                Conclusion::CriteriaMet { .. }
                | Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::NotApplicable { .. } => Vec::new(),
            };
            for (number, (at, condition)) in (1..).zip(conditions) {
                let place = format!("what section {} concludes by", section.name);
                sites.add(
                    Home::Conclusion,
                    (&format!("{}.by.{number}", section.name), &place),
                    (&at, condition),
                    false,
                );
            }
        }
    }
    let advisories = policy
        .advisories
        .iter()
        .chain(policy.versions.iter().flat_map(|version| version.advisories.iter()));
    for (position, advisory) in advisories.enumerate() {
        if let Some(condition) = &advisory.condition {
            let (number, at) =
                (position.saturating_add(1), tree::spot(Part::Advisory(tree::number(position))));
            sites.add(
                Home::Advisory(position),
                (&format!("advisory.{number}"), &format!("advisory {number}")),
                (&at, condition),
                false,
            );
        }
    }
    sites.found
}

struct Sites<'p> {
    policy: &'p Policy,
    found: Vec<Site>,
}

impl Sites<'_> {
    fn criteria(
        &mut self,
        section: usize,
        criteria: &[Criterion],
        at: &Spot,
        inside_restated: bool,
    ) {
        for (position, criterion) in criteria.iter().enumerate() {
            let (at, restated) = (at.part(position), inside_restated || criterion.restated);
            match &criterion.body {
                Body::Condition(condition) => {
                    self.add(
                        Home::Criteria(section),
                        (&criterion.citation, &criterion.citation),
                        (&at, condition),
                        restated,
                    );
                }
                Body::Group { criteria, .. } => self.criteria(section, criteria, &at, restated),
            }
        }
    }

    /// The predicates of a condition, under its name and the words for its place.
    fn add(
        &mut self,
        home: Home,
        (name, place): (&str, &str),
        (at, condition): (&Spot, &Expression),
        restated: bool,
    ) {
        let predicates = tree::predicates(condition, at);
        let several = predicates.len() > 1;
        for (number, (at, predicate)) in (1..).zip(&predicates) {
            let name = if several { format!("{name}#{number}") } else { name.to_owned() };
            let stuck = [false, true].map(|met| tree::stuck(self.policy, Stuck { at, met }));
            let lenses = if restated { Vec::new() } else { Lens::all(home, &stuck) };
            self.found.push(Site {
                home,
                name,
                place: place.to_owned(),
                predicate: (*predicate).clone(),
                restated,
                lenses,
            });
        }
    }
}
