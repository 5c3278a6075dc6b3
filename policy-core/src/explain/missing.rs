//! What to ask for: the facts that are not documented well enough and could still change the
//! outcome.

use crate::case::Chart;
use crate::determination::Determination;
use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use formula::open_facts;
use open::{Asks, Open};
use outcome::Limits;
use std::collections::BTreeSet;
use weight::FactByFact;

mod asked;
mod formula;
mod functions;
mod graph;
mod open;
mod outcome;
mod own;
mod tables;
#[cfg(test)]
mod tests;
mod weight;

/// The facts that are not documented well enough and could still change the outcome, sorted by
/// name; none once the outcome is decided.
///
/// A fact is among them if and only if two ways of completing the documentation differ in this fact
/// alone and come to different outcomes: not, then, if a sibling in an `any of` is met already, or
/// if the number lies between two thresholds neither of which it can cross. An age is asked for as
/// its date of birth. What only changes a detail, such as the policy to refer to, is not asked for.
///
/// In two cases the answer is coarser, every fact that some unknown criterion is unknown for: where
/// the exact one would be too expensive, and where all completions come to one outcome, but the
/// evaluator, which looks at one predicate at a time, cannot see it.
#[must_use]
pub fn missing_facts(determination: &Determination<'_>, case: &dyn Chart) -> Vec<FactId> {
    let missing = missing(|asks| Open::of(determination, case, asks));
    if missing.is_empty() { missing } else { determination.phrases().by_name().sorted(&missing) }
}

/// The same facts, in any order and some of them several times.
fn missing<'a>(open: impl Fn(Asks) -> Option<Open<'a>>) -> Vec<FactId> {
    open(Asks::Either).map_or_else(Vec::new, |either| {
        exactly_or_coarsely(outcome::facts(&either, Limits::EXACT), open)
    })
}

/// The same facts, those first whose answer leaves the fewest others open.
///
/// An answer is one that the policy tells apart anywhere, also where that does not matter any more.
#[must_use]
pub fn missing_facts_by_weight(determination: &Determination<'_>, case: &dyn Chart) -> Vec<FactId> {
    let open = |asks| Open::of(determination, case, asks);
    let Some(either) = open(Asks::Either) else { return Vec::new() };
    let missing = missing(open);
    let outcome = outcome::fact_by_fact(&either, either.all_predicates(), Limits::EXACT.looks);
    let mut facts = exactly_or_coarsely(outcome.and_then(FactByFact::by_weight), open);
    // Dates that only something irrelevant compares hang together here.
    facts.retain(|fact| missing.contains(fact));
    facts
}

/// The facts that the outcome hangs on; or the coarse answer.
fn exactly_or_coarsely<'a>(
    exactly: Result<Vec<FactId>, Unanswered>,
    open: impl Fn(Asks) -> Option<Open<'a>>,
) -> Vec<FactId> {
    match exactly {
        Ok(facts) if !facts.is_empty() => facts,
        _ => {
            open(Asks::Unknown).map_or_else(Vec::new, |open| coarsely(&open).into_iter().collect())
        }
    }
}

/// The facts of everything that is unknown where it matters.
fn coarsely(open: &Open<'_>) -> BTreeSet<FactId> {
    open.outcome
        .predicates()
        .flat_map(|predicate| open_facts(predicate, open.documentation))
        .collect()
}
