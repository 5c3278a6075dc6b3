//! What to ask for: the facts that are not documented well enough and could still change the outcome.

use crate::Truth;
use crate::analysis::diagram::{Diagram, TooLarge};
use crate::analysis::space::Space;
use crate::case::Case;
use crate::determination::Determination;
use crate::evaluate::reference::{Documentation, determine};
use crate::policy::{DateOperand, DateTest, Expression, Policy};
use crate::vocabulary::FactId;
use open::Open;
use std::collections::BTreeSet;

mod open;
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
    let determination = determine(policy, case);
    Open::of_reference(policy, &determination).map_or_else(Vec::new, |open| missing_of(&open, case))
}

/// The same facts, where the case has been evaluated already.
pub(super) fn missing_in(case: &dyn Case, determination: &Determination) -> Vec<FactId> {
    Open::of(determination).map_or_else(Vec::new, |open| missing_of(&open, case))
}

fn missing_of(open: &Open<'_>, case: &dyn Case) -> Vec<FactId> {
    let mut facts = facts_of(open, case, open.predicates(), |space, outcome| Ok(space.facts(outcome).into_iter().collect()));
    facts.sort_by_key(|fact| open.policy.vocabulary.name_of(*fact));
    facts
}

/// The same facts, those first whose answer leaves the fewest others open.
///
/// An answer is one that the policy tells apart anywhere, also where that does not matter any more.
#[must_use]
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method itself is not general enough in its lifetimes")]
pub fn missing_facts_by_weight(policy: &Policy, case: &dyn Case) -> Vec<FactId> {
    let determination = determine(policy, case);
    let Some(open) = Open::of_reference(policy, &determination) else { return Vec::new() };
    let missing = missing_of(&open, case);
    let mut facts = facts_of(&open, case, open.all_predicates(), |space, outcome| space.by_weight(outcome));
    // Dates that only something irrelevant compares hang together here.
    facts.retain(|fact| missing.contains(fact));
    facts
}

/// The facts that the outcome hangs on, as `exactly` reads them from its diagram over some predicates; or the coarse answer.
fn facts_of<'a>(
    open: &Open<'a>,
    case: &dyn Case,
    predicates: impl IntoIterator<Item = &'a Expression>,
    exactly: impl FnOnce(&mut Space<'_>, Diagram) -> Result<Vec<FactId>, TooLarge>,
) -> Vec<FactId> {
    let facts = Space::of_chart(&open.policy.vocabulary, predicates, case, LIMIT).and_then(|mut space| {
        let outcome = open.outcome(&mut space)?;
        exactly(&mut space, outcome)
    });
    match facts {
        Ok(facts) if !facts.is_empty() => facts,
        _ => coarsely(open, case).into_iter().collect(),
    }
}

/// The facts of unknown predicates in conditions and criteria that are all unknown.
fn coarsely(open: &Open<'_>, case: &dyn Case) -> BTreeSet<FactId> {
    let mut unknown = Unknown { documentation: Documentation { vocabulary: &open.policy.vocabulary, chart: case }, facts: BTreeSet::new() };
    open.conditions().into_iter().for_each(|condition| unknown.condition(condition));
    unknown.facts
}

struct Unknown<'a> {
    documentation: Documentation<'a>,
    facts: BTreeSet<FactId>,
}

impl Unknown<'_> {
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
