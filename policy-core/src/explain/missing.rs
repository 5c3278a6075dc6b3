//! What to ask for: the facts that are not sufficiently documented and could still change the
//! outcome, or what is said beside it.

use crate::case::Chart;
use crate::determination::Determination;
use crate::evaluate::reference::Documentation;
use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use details::{Conditions, is_open};
use formula::{open_facts, predicates};
use open::{Asks, Open};
use outcome::LOOKS;

mod asked;
mod details;
mod formula;
mod open;
mod outcome;
#[cfg(test)]
mod tests;
mod weight;

/// The facts that [are missing](super::Assessment::missing), sorted by name.
pub(super) fn missing_facts(determination: &Determination<'_>, case: &dyn Chart) -> Vec<FactId> {
    let Some(open) = Open::of(determination, case, Asks::Either) else { return Vec::new() };
    let facts = exactly_or_coarsely(outcome::facts(&open, LOOKS), || {
        Open::of(determination, case, Asks::Unknown)
    });
    determination.phrases().by_name().sorted(&facts)
}

/// Whether something is open beside a settled outcome.
pub(super) fn has_open_details(determination: &Determination<'_>, case: &dyn Chart) -> bool {
    let vocabulary = &determination.policy().vocabulary;
    is_open(determination, Documentation { vocabulary, chart: case })
}

/// The facts that could still change what is said beside a settled outcome, sorted by name.
pub(super) fn missing_details(determination: &Determination<'_>, case: &dyn Chart) -> Vec<FactId> {
    let version = determination.version().filter(|_| has_open_details(determination, case));
    let Some(version) = version else { return Vec::new() };
    let conditions = Conditions::of(version);
    let open = |asks| Open::details(determination, case, asks, &conditions);
    let Some(exact) = open(Asks::Either) else { return Vec::new() };
    let facts = exactly_or_coarsely(outcome::facts(&exact, LOOKS), || open(Asks::Unknown));
    determination.phrases().by_name().sorted(&facts)
}

/// The facts on which the outcome depends, ordered so that those whose answer leaves the fewest others open come first.
///
/// Answers are distinguished if the policy distinguishes them anywhere, even where that no longer
/// matters.
pub(super) fn missing_facts_by_weight(
    determination: &Determination<'_>,
    case: &dyn Chart,
) -> Vec<FactId> {
    let Some(open) = Open::of(determination, case, Asks::Either) else { return Vec::new() };
    let coarse = || Open::of(determination, case, Asks::Unknown);
    let missing = exactly_or_coarsely(outcome::facts(&open, LOOKS), coarse);
    let mut facts = exactly_or_coarsely(weight::by_weight(&open, LOOKS), coarse);
    // Dates that are only compared where it does not matter belong together here.
    facts.retain(|fact| missing.contains(fact));
    facts
}

/// The facts on which the outcome depends; or the coarse answer, in the order of the vocabulary.
fn exactly_or_coarsely<'a>(
    exactly: Result<Vec<FactId>, Unanswered>,
    open: impl FnOnce() -> Option<Open<'a>>,
) -> Vec<FactId> {
    let exactly = exactly.ok().filter(|facts| !facts.is_empty());
    exactly.unwrap_or_else(|| open().map_or_else(Vec::new, |open| coarsely(&open)))
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
