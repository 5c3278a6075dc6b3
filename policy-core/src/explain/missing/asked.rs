//! Where a formula asks about each fact.
//!
//! In: a formula; and later the nodes of a [graph](super::graph). Out: whether something else asks
//! about the same.

use super::formula::{Formula, open_facts};
use crate::evaluate::reference::Documentation;
use crate::policy::{Expression, Term};
use crate::vocabulary::FactId;

/// The facts that a formula asks about.
pub(super) struct Asked {
    /// For each fact of the vocabulary: how many had been asked about when it was asked about
    /// first, with itself.
    numbers: Vec<u16>,
    facts: Vec<AskedFact>,
    places: Vec<Places>,
}

struct AskedFact {
    fact: FactId,
    /// The methods of the results that are asked for, as bits; all, where the method does not
    /// matter, and for other facts.
    methods: u64,
    /// Those that are asked for several times.
    repeated: u64,
    /// The position of the places where it is asked about, once there is one.
    places: Option<u16>,
}

/// The nodes that ask about a fact.
#[derive(Clone, Copy)]
pub(super) struct Places {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The newest one that asks about this fact first.
    pub(super) newest: Option<usize>,
}

impl Asked {
    pub(super) fn of(formula: &Formula<'_>, documentation: Documentation<'_>) -> Asked {
        let numbers = vec![0; documentation.vocabulary.facts.len()];
        let mut asked = Asked { numbers, facts: Vec::with_capacity(32), places: Vec::new() };
        for predicate in formula.predicates() {
            let methods = methods_of(predicate);
            for fact in open_facts(predicate, documentation) {
                asked.count(fact, methods);
            }
        }
        asked
    }

    fn count(&mut self, fact: FactId, methods: u64) {
        let Some(number) = self.numbers.get_mut(usize::from(fact.0)) else { return };
        if *number == 0 {
            self.facts.push(AskedFact { fact, methods, repeated: 0, places: None });
            *number = u16::try_from(self.facts.len()).unwrap_or(u16::MAX);
        } else if let Some(fact) = self.facts.get_mut(usize::from(number.saturating_sub(1))) {
            fact.repeated |= fact.methods & methods;
            fact.methods |= methods;
        }
    }

    /// All of them, if no other question is about any of them.
    pub(super) fn once_each(&self) -> Option<Vec<FactId>> {
        self.facts
            .iter()
            .all(|fact| fact.repeated == 0)
            .then(|| self.facts.iter().map(|fact| fact.fact).collect())
    }

    /// Something else asks about a fact of this predicate. What results by one method come to says
    /// nothing of those by another.
    pub(super) fn is_repeated(
        &self,
        predicate: &Expression,
        documentation: Documentation<'_>,
    ) -> bool {
        let methods = methods_of(predicate);
        open_facts(predicate, documentation)
            .any(|fact| self.get(fact).is_none_or(|fact| fact.repeated & methods != 0))
    }

    /// The newest node that asks about the same fact first.
    pub(super) fn newest(
        &self,
        predicate: &Expression,
        documentation: Documentation<'_>,
    ) -> Option<usize> {
        self.places(open_facts(predicate, documentation).next()?)?.newest
    }

    /// A node that asks.
    pub(super) fn note(
        &mut self,
        node: usize,
        predicate: &Expression,
        documentation: Documentation<'_>,
    ) {
        for (position, fact) in open_facts(predicate, documentation).enumerate() {
            self.note_fact(node, fact, position == 0);
        }
    }

    fn note_fact(&mut self, node: usize, fact: FactId, asked_first: bool) {
        let Some(fact) = self.position(fact).and_then(|position| self.facts.get_mut(position))
        else {
            return;
        };
        let newest = asked_first.then_some(node);
        match fact.places.and_then(|places| self.places.get_mut(usize::from(places))) {
            Some(places) => {
                places.last = node;
                places.newest = newest.or(places.newest);
            }
            None => {
                fact.places = u16::try_from(self.places.len()).ok();
                self.places.push(Places { first: node, last: node, newest });
            }
        }
    }

    /// The nodes that ask about a fact.
    pub(super) fn places(&self, fact: FactId) -> Option<Places> {
        self.places.get(usize::from(self.get(fact)?.places?)).copied()
    }

    fn get(&self, fact: FactId) -> Option<&AskedFact> {
        self.facts.get(self.position(fact)?)
    }

    /// Where a fact stands among those that are asked about.
    fn position(&self, fact: FactId) -> Option<usize> {
        self.numbers.get(usize::from(fact.0))?.checked_sub(1).map(usize::from)
    }
}

/// The methods of the results that a predicate takes, as bits.
pub(super) fn methods_of(predicate: &Expression) -> u64 {
    match predicate {
        Expression::Test { term: Term::Result { method: Some(method), .. }, .. } => {
            1_u64.checked_shl(u32::from(*method)).unwrap_or(u64::MAX)
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => u64::MAX,
    }
}
