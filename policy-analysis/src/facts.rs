//! What a policy needs to know, and what for.
//!
//! In: a policy tree. Out: each fact that it uses, with every place that asks about it, so that
//! whoever sends cases sees what a fact is used for, and whoever changes the vocabulary sees what
//! depends on it.

#[cfg(test)]
mod tests;

use policy_core::policy::{
    Advisory, Applicability, Body, Conclusion, Criterion, Expression, Policy, Section,
};
use policy_core::vocabulary::FactId;
use std::collections::{BTreeMap, BTreeSet};

/// A fact that a policy uses.
#[derive(Clone, PartialEq, Debug)]
pub struct FactUse<'a> {
    /// The fact; for an age, its date of birth.
    pub fact: FactId,
    /// Where it is asked about, in reading order; never empty.
    pub uses: Vec<Use<'a>>,
}

/// A place of a policy that asks about a fact.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Use<'a> {
    /// The version that asks; `None` where all do, or where the policy has no versions.
    pub version: Option<&'a str>,
    /// What asks.
    pub by: UsedBy<'a>,
}

/// What asks about a fact.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum UsedBy<'a> {
    /// Whether the policy speaks about the request.
    Applicability(&'a Applicability),
    /// Whether a section is for the request.
    Guard(&'a Section),
    /// A leaf criterion.
    Criterion(&'a Criterion),
    /// What follows if the criteria of a section are not met.
    Otherwise(&'a Section),
    /// A detail of a section's conclusion: the policy to refer to, or the basis. It never changes
    /// the outcome.
    Detail(&'a Section, &'a Conclusion),
    /// The condition of an advisory, which never changes the outcome.
    Advisory(&'a Advisory),
}

/// The facts that a policy uses, in the order of the vocabulary, each with every place that asks
/// about it.
///
/// These are the facts of [`Policy::facts`]; the two built-in dates, which every case has, are left
/// out.
#[must_use]
pub fn fact_uses(policy: &Policy) -> Vec<FactUse<'_>> {
    let mut uses = Uses::default();
    for applicability in policy.applicability.iter() {
        uses.add(None, UsedBy::Applicability(applicability), applicability.condition.facts());
    }
    for version in policy.versions.iter() {
        let name = version.name.as_deref();
        version.sections.iter().for_each(|section| uses.section(name, section));
        uses.advisories(name, &version.advisories);
    }
    uses.advisories(None, &policy.advisories);
    uses.facts.into_iter().map(|(fact, uses)| FactUse { fact, uses }).collect()
}

#[derive(Default)]
struct Uses<'a> {
    facts: BTreeMap<FactId, Vec<Use<'a>>>,
}

impl<'a> Uses<'a> {
    fn add(&mut self, version: Option<&'a str>, by: UsedBy<'a>, facts: BTreeSet<FactId>) {
        for fact in facts
            .into_iter()
            .filter(|fact| ![FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(fact))
        {
            self.facts.entry(fact).or_default().push(Use { version, by });
        }
    }

    fn section(&mut self, version: Option<&'a str>, section: &'a Section) {
        if let Some(guard) = &section.guard {
            self.add(version, UsedBy::Guard(section), guard.condition.facts());
        }
        section.criteria.iter().for_each(|criterion| self.criterion(version, criterion));
        for when in section.whens() {
            self.add(version, UsedBy::Otherwise(section), when.condition.facts());
        }
        for conclusion in section.conclusions() {
            self.add(version, UsedBy::Detail(section, conclusion), conclusion.facts());
        }
    }

    fn criterion(&mut self, version: Option<&'a str>, criterion: &'a Criterion) {
        match &criterion.body {
            Body::Group { criteria, .. } => {
                criteria.iter().for_each(|criterion| self.criterion(version, criterion));
            }
            Body::Condition(condition) => {
                self.add(version, UsedBy::Criterion(criterion), condition.facts());
            }
        }
    }

    fn advisories(&mut self, version: Option<&'a str>, advisories: &'a [Advisory]) {
        for advisory in advisories {
            let facts = advisory.condition.as_ref().map(Expression::facts);
            self.add(version, UsedBy::Advisory(advisory), facts.unwrap_or_default());
        }
    }
}
