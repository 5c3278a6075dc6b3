//! The facts that the outcome hangs on, by what their answers leave open.
//!
//! In: the outcome as a decision diagram, each fact by itself. Out: its facts, those first whose
//! answer leaves the fewest others open.

use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use crate::worlds::atoms::Atoms;
use crate::worlds::diagram::{Diagram, Diagrams};
use std::collections::BTreeSet;

/// The outcome as a diagram with a variable for each group of atoms, in their order.
pub(super) struct FactByFact<'a> {
    pub(super) atoms: Atoms<'a>,
    pub(super) diagrams: Diagrams,
    pub(super) outcome: Diagram,
}

impl FactByFact<'_> {
    /// The facts that the outcome hangs on, those first whose answer leaves the fewest others open.
    ///
    /// What an answer leaves open is the number of facts that the rest of the outcome hangs on, on
    /// average over the answers that are told apart.
    pub(super) fn by_weight(mut self) -> Result<Vec<FactId>, Unanswered> {
        let mut weighed = Vec::new();
        for variable in self.diagrams.support(self.outcome).collect::<Vec<_>>() {
            let answers = self.diagrams.values(variable);
            let mut left_open = 0_usize;
            for answer in 0..answers {
                let rest = self.diagrams.restrict(self.outcome, variable, answer)?;
                left_open = left_open.saturating_add(self.facts(rest).len());
            }
            let facts = self
                .atoms
                .groups()
                .get(variable.position())
                .map(|group| group.facts.clone())
                .unwrap_or_default();
            weighed.extend(facts.into_iter().map(|fact| (left_open, answers, fact)));
        }
        // Averages compared as fractions; ties in the order of the vocabulary.
        weighed.sort_by_key(|(.., fact)| *fact);
        weighed.sort_by(|(one, answers, _), (other, others, _)| {
            one.saturating_mul(*others).cmp(&other.saturating_mul(*answers))
        });
        let mut facts = Vec::new();
        for (.., fact) in weighed {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Ok(facts)
    }

    /// The facts that a diagram hangs on.
    fn facts(&self, diagram: Diagram) -> BTreeSet<FactId> {
        let groups = self
            .diagrams
            .support(diagram)
            .filter_map(|variable| self.atoms.groups().get(variable.position()));
        groups.flat_map(|group| &group.facts).copied().collect()
    }
}
