//! The facts on which the outcome depends, ordered by what their answers leave open.
//!
//! In: what a determination leaves open. Out: its facts, starting with those whose answer leaves
//! the fewest others open.

use super::open::Open;
use super::outcome::Builder;
use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use crate::worlds::atoms::{Atoms, Completeness};
use std::collections::BTreeSet;

/// The facts on which the outcome depends, starting with those whose answer leaves the fewest
/// others open.
///
/// What an answer leaves open is the number of facts on which the rest of the outcome depends,
/// averaged over the answers that the version distinguishes anywhere, even where that no longer
/// matters. So each fact is its own variable here.
pub(super) fn by_weight(open: &Open<'_>, looks: usize) -> Result<Vec<FactId>, Unanswered> {
    let atoms = Atoms::of(open.all_predicates(), &[open.documentation], Completeness::Decided);
    let mut builder = Builder::in_order(&atoms, looks);
    let outcome = builder.outcome(open)?;
    let mut weighed = Vec::new();
    for variable in builder.diagrams.support(outcome) {
        let answers = builder.diagrams.values(variable);
        let mut left_open = 0_usize;
        for answer in 0..answers {
            let rest = builder.diagrams.restrict(outcome, variable, answer)?;
            left_open =
                left_open.saturating_add(builder.facts(rest).collect::<BTreeSet<_>>().len());
        }
        let facts = builder.facts_of(variable).iter();
        weighed.extend(facts.map(|fact| (left_open, answers, *fact)));
    }
    // Averages compared as fractions; ties in the order of the vocabulary.
    weighed.sort_by(|(one, answers, fact), (other, others, next)| {
        let [one, other] = [one.saturating_mul(*others), other.saturating_mul(*answers)];
        one.cmp(&other).then(fact.cmp(next))
    });
    let mut facts = Vec::new();
    for (.., fact) in weighed {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    Ok(facts)
}
