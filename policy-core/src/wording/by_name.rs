//! The facts of a vocabulary by name.
//!
//! In: a vocabulary. Out: some of its facts, sorted by name without comparing the names again.

use crate::possible::positions;
use crate::vocabulary::{FactId, Vocabulary};

/// The order of the names.
pub(crate) struct ByName {
    /// The facts in the order of their names.
    facts: Vec<FactId>,
    /// The position of each fact in this order.
    places: Vec<usize>,
}

impl ByName {
    pub(crate) fn of(vocabulary: &Vocabulary) -> ByName {
        let mut facts = vocabulary.iter().map(|(fact, _)| fact).collect::<Vec<_>>();
        facts.sort_by_key(|fact| vocabulary.name_of(*fact));
        let mut places = vec![0; facts.len()];
        for (place, fact) in facts.iter().enumerate() {
            if let Some(known) = places.get_mut(usize::from(fact.0)) {
                *known = place;
            }
        }
        ByName { facts, places }
    }

    /// These facts sorted by name, each once.
    pub(crate) fn sorted(&self, facts: &[FactId]) -> Vec<FactId> {
        let mut among = vec![0_u64; self.facts.len().div_ceil(WORD)];
        for fact in facts {
            if let Some(place) = self.places.get(usize::from(fact.0))
                && let Some(word) = among.get_mut(place / WORD)
            {
                *word |= 1_u64.wrapping_shl(u32::try_from(place % WORD).unwrap_or_default());
            }
        }
        let mut sorted = Vec::with_capacity(facts.len());
        for (word, facts) in among.into_iter().zip(self.facts.chunks(WORD)) {
            sorted.extend(positions(word).filter_map(|position| facts.get(position)));
        }
        sorted
    }
}

/// The facts of one word.
const WORD: usize = 64;
