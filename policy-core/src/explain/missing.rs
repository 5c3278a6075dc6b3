//! What to ask for: the facts that are not documented well enough and could still change the outcome.

use crate::analysis::diagram::TooLarge;
use crate::case::Case;
use crate::determination::Determination;
use crate::evaluate::reference::{Documentation, determine};
use crate::policy::Policy;
use crate::vocabulary::FactId;
use formula::open_facts;
use open::Open;
use std::collections::BTreeSet;

mod formula;
mod open;
mod outcome;
mod own;
mod places;
#[cfg(test)]
mod tests;

/// So many children of diagrams are looked at for the exact answer. The largest policy that we know takes some two thousand.
const LOOKS: usize = 1_000_000;

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
    open_in(policy, case).map_or_else(Vec::new, |open| missing_of(&open))
}

/// The same facts, where the case has been evaluated already.
pub(super) fn missing_in(case: &dyn Case, determination: &Determination) -> Vec<FactId> {
    let documentation = Documentation { vocabulary: &determination.policy().vocabulary, chart: case };
    Open::of(determination, documentation).map_or_else(Vec::new, |open| missing_of(&open))
}

fn open_in<'a>(policy: &'a Policy, case: &'a dyn Case) -> Option<Open<'a>> {
    Open::of_reference(policy, &determine(policy, case), Documentation { vocabulary: &policy.vocabulary, chart: case })
}

fn missing_of(open: &Open<'_>) -> Vec<FactId> {
    let mut facts = exactly_or_coarsely(open, outcome::facts(open, LOOKS));
    facts.sort_unstable_by_key(|fact| open.policy.vocabulary.name_of(*fact));
    facts.dedup();
    facts
}

/// The same facts, those first whose answer leaves the fewest others open.
///
/// An answer is one that the policy tells apart anywhere, also where that does not matter any more.
#[must_use]
pub fn missing_facts_by_weight(policy: &Policy, case: &dyn Case) -> Vec<FactId> {
    let Some(open) = open_in(policy, case) else { return Vec::new() };
    let missing = missing_of(&open);
    let by_weight = outcome::fact_by_fact(&open, open.all_predicates(), LOOKS).and_then(|(mut space, outcome)| space.by_weight(outcome));
    let mut facts = exactly_or_coarsely(&open, by_weight);
    // Dates that only something irrelevant compares hang together here.
    facts.retain(|fact| missing.contains(fact));
    facts
}

/// The facts that the outcome hangs on, as its diagram has them; or the coarse answer.
fn exactly_or_coarsely(open: &Open<'_>, exactly: Result<Vec<FactId>, TooLarge>) -> Vec<FactId> {
    match exactly {
        Ok(facts) if !facts.is_empty() => facts,
        _ => coarsely(open).into_iter().collect(),
    }
}

/// The facts of everything that is unknown where it matters.
fn coarsely(open: &Open<'_>) -> BTreeSet<FactId> {
    open.outcome.predicates().flat_map(|predicate| open_facts(predicate, open.documentation)).collect()
}
