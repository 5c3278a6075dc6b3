//! What to ask for: the facts that are not documented well enough and could still change the outcome.

use crate::Truth;
use crate::analysis::diagram::{Diagram, TooLarge};
use crate::analysis::space::Space;
use crate::case::Case;
use crate::evaluate::reference::{Documentation, ReferenceDetermination, determine};
use crate::policy::{Body, Criterion, DateOperand, DateTest, Expression, Outcome, Policy, Section, Version};
use crate::vocabulary::FactId;
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// So many nodes and steps are spent on the exact answer. The largest policy that we know takes a few hundred.
const LIMIT: usize = 100_000;

/// The facts that are not documented well enough and could still change the outcome, sorted by name; none once the outcome is decided.
///
/// A fact is among them if and only if two ways of completing the documentation differ in this fact alone and come to different outcomes: not, then, if a
/// sibling in an `any of` is met already, or if the number lies between two thresholds neither of which it can cross. An age is asked for as its date of
/// birth. What only changes a detail, such as the policy to refer to, is not asked for.
///
/// In two cases the answer is coarser, every fact that some unknown criterion is unknown for: where the exact one would be too expensive, and where all
/// completions come to one outcome, but the evaluator, which looks at one predicate at a time, cannot see it.
#[must_use]
pub fn missing_facts(policy: &Policy, case: &dyn Case) -> Vec<FactId> {
    let mut facts = open_facts(policy, case, |space, outcome| Ok(space.facts(outcome).into_iter().collect()));
    facts.sort_by_key(|fact| policy.vocabulary.name_of(*fact));
    facts
}

/// The same facts, those first whose answer leaves the fewest others open.
#[must_use]
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method itself is not general enough in its lifetimes")]
pub fn missing_facts_by_weight(policy: &Policy, case: &dyn Case) -> Vec<FactId> {
    open_facts(policy, case, |space, outcome| space.by_weight(outcome))
}

/// The facts that the outcome hangs on, as `exactly` reads them from its diagram; or the coarse answer.
fn open_facts(policy: &Policy, case: &dyn Case, exactly: impl FnOnce(&mut Space<'_>, Diagram) -> Result<Vec<FactId>, TooLarge>) -> Vec<FactId> {
    let determination = determine(policy, case);
    let version = determination.version.and_then(|version| policy.version(version));
    let Some(version) = version.filter(|_| determination.outcome == Outcome::NeedInformation) else { return Vec::new() };
    let facts = completions(policy, version, case, LIMIT).and_then(|mut space| {
        let outcome = space.outcome(policy, version)?;
        exactly(&mut space, outcome)
    });
    match facts {
        Ok(facts) if !facts.is_empty() => facts,
        _ => coarsely(policy, version, case, &determination).into_iter().collect(),
    }
}

/// Every completion of what a case documents, as far as the outcome of a version hangs on it.
fn completions<'a>(policy: &'a Policy, version: &'a Version, case: &dyn Case, limit: usize) -> Result<Space<'a>, TooLarge> {
    Space::of_chart(&policy.vocabulary, policy.conditions_in(version).flat_map(Expression::predicates), case, limit)
}

/// The facts of unknown predicates in conditions and criteria that are all unknown, from the top down.
fn coarsely(policy: &Policy, version: &Version, case: &dyn Case, determination: &ReferenceDetermination) -> BTreeSet<FactId> {
    let mut unknown = Unknown { documentation: Documentation { vocabulary: &policy.vocabulary, chart: case }, determination, facts: BTreeSet::new() };
    policy.applicability.iter().for_each(|applicability| unknown.condition(&applicability.condition));
    determination.candidates.iter().filter_map(|position| version.section(*position)).for_each(|section| unknown.section(section));
    unknown.facts
}

struct Unknown<'a> {
    documentation: Documentation<'a>,
    determination: &'a ReferenceDetermination,
    facts: BTreeSet<FactId>,
}

impl Unknown<'_> {
    fn section(&mut self, section: &Section) {
        section.guard.iter().for_each(|guard| self.condition(&guard.condition));
        let truths = section.criteria.iter().map(|criterion| self.determination.truths.get(&criterion.slot));
        if truths.into_iter().all(|truth| truth != Some(&Truth::NOT_MET)) {
            section.criteria.iter().for_each(|criterion| self.criterion(criterion));
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        if self.determination.truths.get(&criterion.slot) == Some(&Truth::UNKNOWN) {
            match &criterion.body {
                Body::Condition(condition) => self.condition(condition),
                Body::Group { criteria, .. } => criteria.iter().for_each(|criterion| self.criterion(criterion)),
            }
        }
    }

    fn condition(&mut self, expression: &Expression) {
        if self.documentation.truth(expression) != Truth::UNKNOWN {
            return;
        }
        match expression {
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| self.condition(part)),
            Expression::Not(part) => self.condition(part),
            Expression::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| self.condition(part)),
            Expression::Date { fact, test: DateTest::Compare(_, DateOperand::Fact(other)) } => self.open_dates([*fact, *other]),
            Expression::Age { birth_date: fact, .. }
            | Expression::Flag(fact)
            | Expression::Code { fact, .. }
            | Expression::Count { fact, .. }
            | Expression::Date { fact, .. }
            | Expression::Quantity { fact, .. }
            | Expression::Measurement { fact, .. }
            | Expression::Events { fact, .. } => drop(self.facts.insert(*fact)),
        }
    }

    fn open_dates(&mut self, facts: [FactId; 2]) {
        self.facts.extend(facts.into_iter().filter(|fact| self.documentation.days(*fact).exact().is_none()));
    }
}
