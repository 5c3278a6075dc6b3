//! Which facts a policy uses.

use super::{Conclusion, Entries, Expression, Formula, Policy, Section, Selector, Term, Version};
use crate::vocabulary::{FactId, FactKind};
use std::collections::BTreeSet;

impl Policy {
    /// The facts used anywhere in the policy, in the order of the vocabulary, without the two
    /// built-in dates. An age counts as its date of birth.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts = self.all_conditions().flat_map(Expression::facts).collect::<BTreeSet<_>>();
        facts.extend(self.all_conclusions().flat_map(Conclusion::facts));
        facts.retain(|fact| !fact.is_built_in());
        facts.into_iter().collect()
    }

    /// Every fact of the vocabulary that the text of the policy needs: those that are
    /// [used](Self::facts), the ages and the calculated facts that it asks about, and those that
    /// these are calculated from.
    #[must_use]
    pub fn declarations(&self) -> Vec<FactId> {
        let mut facts = self.facts().into_iter().collect::<BTreeSet<_>>();
        let mut derived = Derived { policy: self, facts: &mut facts };
        let selected = self.all_conclusions().flat_map(Conclusion::selectors);
        let selected = selected.filter_map(|selector| match selector {
            Selector::Condition(condition) => Some(&**condition),
            Selector::Code(_) | Selector::Flag(_) => None,
        });
        self.all_conditions().chain(selected).for_each(|condition| derived.of(condition));
        facts.into_iter().collect()
    }

    /// The conditions of all versions, of applicability and of advisories.
    fn all_conditions(&self) -> impl Iterator<Item = &Expression> {
        let applicability = self.applicability.iter().map(|applicability| &applicability.condition);
        let of_versions = self.versions.iter().flat_map(|version| version.advisories.iter());
        let advisories = self.advisories.iter().chain(of_versions);
        applicability
            .chain(self.versions.iter().flat_map(Version::conditions))
            .chain(advisories.filter_map(|advisory| advisory.condition.as_ref()))
    }

    fn all_conclusions(&self) -> impl Iterator<Item = &Conclusion> {
        let sections = self.versions.iter().flat_map(|version| version.sections.iter());
        sections.flat_map(Section::conclusions)
    }
}

/// Collects the ages and the calculated facts that a policy asks about; the rest of the tree knows
/// these only by what they come from.
struct Derived<'a> {
    policy: &'a Policy,
    facts: &'a mut BTreeSet<FactId>,
}

impl Derived<'_> {
    fn of(&mut self, condition: &Expression) {
        condition
            .predicates()
            .filter_map(Expression::asked)
            .for_each(|(term, _)| self.of_term(term));
    }

    fn of_term(&mut self, term: &Term) {
        for day in term.found_days() {
            self.of_entries(&day.entries);
        }
        match term.inner() {
            Term::Age { birth_date, .. } => {
                // Without a name of its own, it is called by the first of these.
                let is_age = |kind: &FactKind| matches!(kind, FactKind::Age { birth_date: of } if of == birth_date);
                let age = self.policy.vocabulary.iter().find(|(_, fact)| is_age(&fact.kind));
                self.facts.extend(age.map(|(id, _)| id));
            }
            Term::Calculated { fact, formula } => {
                self.facts.extend(term.sum().is_none().then_some(*fact));
                self.of_formula(formula);
            }
            Term::Entries(entries) => self.of_entries(entries),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Result { .. }
            | Term::OnFile { .. }
            | Term::Anchored { .. } => {}
        }
    }

    fn of_entries(&mut self, entries: &Entries) {
        entries.conditions().for_each(|condition| self.of(condition));
    }

    fn of_formula(&mut self, formula: &Formula) {
        match formula {
            Formula::Number { .. } | Formula::Term(_) | Formula::Days { .. } => {}
            Formula::Sum(sum) => self.of_entries(&sum.entries),
            Formula::Fact { fact, formula } => {
                self.facts.insert(*fact);
                self.of_formula(formula);
            }
            Formula::Power { base, .. } => self.of_formula(base),
            Formula::Of { left, right, .. } => {
                self.of_formula(left);
                self.of_formula(right);
            }
        }
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
