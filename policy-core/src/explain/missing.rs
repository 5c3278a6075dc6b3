//! What to ask for: the facts that are not sufficiently documented and could still change the
//! outcome.

use crate::case::Chart;
use crate::determination::Determination;
use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use formula::{open_facts, predicates};
use open::{Asks, Open};
use outcome::LOOKS;

mod asked;
mod formula;
mod open;
mod outcome;
#[cfg(test)]
mod tests;
mod weight;

/// The facts that [are missing](super::Assessment::missing), sorted by name.
pub(super) fn missing_facts(determination: &Determination<'_>, case: &dyn Chart) -> Vec<FactId> {
    let Some(open) = Open::of(determination, case, Asks::Either) else { return Vec::new() };
    let facts = exactly_or_coarsely(outcome::facts(&open, LOOKS), determination, case);
    determination.phrases().by_name().sorted(&facts)
}

/// The same facts, ordered so that those whose answer leaves the fewest others open come first.
///
/// Answers are distinguished if the policy distinguishes them anywhere, even where that no longer
/// matters.
pub(super) fn missing_facts_by_weight(
    determination: &Determination<'_>,
    case: &dyn Chart,
) -> Vec<FactId> {
    let Some(open) = Open::of(determination, case, Asks::Either) else { return Vec::new() };
    let missing = exactly_or_coarsely(outcome::facts(&open, LOOKS), determination, case);
    let mut facts = exactly_or_coarsely(weight::by_weight(&open, LOOKS), determination, case);
    // Dates that are only compared where it does not matter belong together here.
    facts.retain(|fact| missing.contains(fact));
    facts
}

/// The facts on which the outcome depends; or the coarse answer, in the order of the vocabulary.
fn exactly_or_coarsely(
    exactly: Result<Vec<FactId>, Unanswered>,
    determination: &Determination<'_>,
    case: &dyn Chart,
) -> Vec<FactId> {
    exactly.ok().filter(|facts| !facts.is_empty()).unwrap_or_else(|| {
        let open = Open::of(determination, case, Asks::Unknown);
        open.map_or_else(Vec::new, |open| coarsely(&open))
    })
}

/// The facts of everything that is unknown where it matters.
fn coarsely(open: &Open<'_>) -> Vec<FactId> {
    let asked = predicates(&open.outcome);
    let mut facts =
        asked.flat_map(|asked| open_facts(asked, open.documentation)).collect::<Vec<_>>();
    facts.sort_unstable();
    facts.dedup();
    facts
}
