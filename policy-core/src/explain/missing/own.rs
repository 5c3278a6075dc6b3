//! Facts that the outcome hangs on together: whoever hangs on one of them hangs on all.
//!
//! In: facts, and parts to be joined. Out: the facts of a part.

use crate::vocabulary::FactId;

/// Such facts, those of each part in a ring.
#[derive(Debug)]
pub(super) struct Own {
    facts: Vec<OwnFact>,
}

#[derive(Clone, Copy, Debug)]
struct OwnFact {
    fact: FactId,
    /// The position of the next fact of the same part; behind the last one comes the first.
    next: usize,
}

/// A part, by the position of one of its facts. What is joined is used in place of its parts from
/// then on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct OwnPart(usize);

impl Own {
    pub(super) fn new() -> Own {
        Own { facts: Vec::with_capacity(32) }
    }

    /// A part that asks about these facts; `None` where there are none.
    pub(super) fn add(&mut self, facts: impl Iterator<Item = FactId>) -> Option<OwnPart> {
        facts.fold(None, |part, fact| {
            let next = self.facts.len();
            self.facts.push(OwnFact { fact, next });
            Some(self.join(part, OwnPart(next)))
        })
    }

    /// A part, with another one if there is one.
    pub(super) fn join(&mut self, other: Option<OwnPart>, part: OwnPart) -> OwnPart {
        // Two rings whose members swap their next ones are one ring.
        if let Some(other) = other
            && let (Some(one), Some(two)) = (self.next(other.0), self.next(part.0))
        {
            self.set_next(other.0, two);
            self.set_next(part.0, one);
        }
        part
    }

    /// The facts of a part.
    pub(super) fn facts(&self, OwnPart(first): OwnPart) -> Vec<FactId> {
        let mut facts = Vec::with_capacity(self.facts.len());
        let mut next = Some(first);
        while let Some(OwnFact { fact, next: following }) =
            next.and_then(|next| self.facts.get(next))
        {
            facts.push(*fact);
            next = Some(*following).filter(|following| *following != first);
        }
        facts
    }

    fn next(&self, position: usize) -> Option<usize> {
        self.facts.get(position).map(|fact| fact.next)
    }

    fn set_next(&mut self, position: usize, next: usize) {
        if let Some(fact) = self.facts.get_mut(position) {
            fact.next = next;
        }
    }
}
