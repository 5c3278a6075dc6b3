//! Which facts a policy uses.

use super::{Conclusion, Entries, Expression, Policy, Section, Selector, Version};
use crate::vocabulary::FactId;
use std::collections::BTreeSet;

impl Policy {
    /// The facts used anywhere in the policy, in the order of the vocabulary, without the two
    /// built-in dates. An age counts as its date of birth.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let versions = || self.versions.iter();
        let applicability = self.applicability.iter().map(|applicability| &applicability.condition);
        let advisories =
            self.advisories.iter().chain(versions().flat_map(|version| version.advisories.iter()));
        let advised = advisories.filter_map(|advisory| advisory.condition.as_ref());
        let conditions =
            applicability.chain(versions().flat_map(Version::conditions)).chain(advised);
        let conclusions =
            versions().flat_map(|version| version.sections.iter()).flat_map(Section::conclusions);
        let mut facts = conditions
            .flat_map(Expression::facts)
            .chain(conclusions.flat_map(Conclusion::facts))
            .collect::<BTreeSet<_>>();
        facts.retain(|fact| !fact.is_built_in());
        facts.into_iter().collect()
    }
}

impl Conclusion {
    /// The facts on which its details depend: the policy to refer to, or the basis.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactId> {
        let facts_of = |selector: &Selector| match selector {
            Selector::Code(fact) | Selector::Flag(fact) => BTreeSet::from([*fact]),
            Selector::Condition(condition) => condition.facts(),
        };
        self.selectors().into_iter().flat_map(facts_of).collect()
    }
}

impl Expression {
    /// The facts that the expression uses; an age counts as its date of birth.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactId> {
        self.predicates().flat_map(Expression::subjects).collect()
    }

    /// What a predicate asks about: its fact, the one that it is compared with, and dates that the
    /// answer depends on; nothing for a connective. A comparison of two terms names each once.
    pub fn subjects(&self) -> impl Iterator<Item = FactId> + use<'_> {
        self.asked().into_iter().flat_map(|(term, region)| {
            // What a number is calculated from names its dates already.
            let own = match term.formula() {
                Some(formula) => formula.facts(),
                None => [term.fact()].into_iter().chain(term.other_dates()).collect(),
            };
            let own = own.into_iter();
            let other = region.relation().map(|relation| relation.other.fact());
            let others = other.into_iter().chain(region.other_dates());
            let is_new = move |fact: &FactId| {
                let mut named = [term.fact()].into_iter().chain(term.other_dates());
                region.relation().is_none() || !named.any(|known| known == *fact)
            };
            let compared = term.entries().map(Entries::compared_with).unwrap_or_default();
            let found = term.found_days().iter().flat_map(|day| day.entries.facts());
            own.chain(others.filter(is_new)).chain(compared).chain(found)
        })
    }
}
