//! Facts that the outcome hangs on together: whoever hangs on one of them hangs on all.
//!
//! In: facts, and parts to be joined; a part that is joined with no other yet may be given a variable that stands for it in diagrams. Out: the facts of a part.

use crate::analysis::diagram::Variable;
use crate::vocabulary::FactId;
use std::collections::BTreeMap;

/// Such facts.
pub(super) struct Own {
    facts: Vec<OwnFact>,
    variables: BTreeMap<Variable, OwnPart>,
}

struct OwnFact {
    fact: FactId,
    /// The position of another fact of the same part, on the way to the one that speaks for the part; `None` for that one.
    joined_with: Option<usize>,
}

/// A part, by the position of the fact that speaks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnPart(usize);

impl Own {
    pub(super) fn new() -> Own {
        Own { facts: Vec::with_capacity(32), variables: BTreeMap::new() }
    }

    /// A part that asks about these facts; `None` where there are none.
    pub(super) fn add(&mut self, facts: impl Iterator<Item = FactId>) -> Option<OwnPart> {
        let first = self.facts.len();
        let of_part = |(position, fact)| OwnFact { fact, joined_with: (position > 0).then_some(first) };
        self.facts.extend((0..).zip(facts).map(of_part));
        (self.facts.len() > first).then_some(OwnPart(first))
    }

    /// The parts as one; `None` where there are none.
    pub(super) fn join(&mut self, parts: impl IntoIterator<Item = OwnPart>) -> Option<OwnPart> {
        let mut parts = parts.into_iter();
        let first = parts.next()?;
        for OwnPart(other) in parts {
            if let Some(fact) = self.facts.get_mut(other) {
                fact.joined_with = Some(first.0);
            }
        }
        Some(first)
    }

    /// From now on the variable stands for the part.
    pub(super) fn stand_for(&mut self, part: OwnPart, variable: Variable) {
        self.variables.insert(variable, part);
    }

    /// The part that a variable stands for.
    pub(super) fn part_of(&self, variable: Variable) -> Option<OwnPart> {
        self.variables.get(&variable).copied()
    }

    /// The facts of a part.
    pub(super) fn facts(&self, part: OwnPart) -> Vec<FactId> {
        let mut facts = Vec::with_capacity(self.facts.len());
        facts.extend((0..).zip(&self.facts).filter(|(position, _)| self.speaker(*position) == part).map(|(_, fact)| fact.fact));
        facts
    }

    fn speaker(&self, position: usize) -> OwnPart {
        let mut speaker = position;
        while let Some(nearer) = self.facts.get(speaker).and_then(|fact| fact.joined_with) {
            speaker = nearer;
        }
        OwnPart(speaker)
    }
}
