//! Facts that only one place asks about, joined into the parts of a policy that ask for them together.
//!
//! In: facts, and parts to be joined; a part that is joined with no other any more is given the variable that stands for it. Out: the facts of those parts
//! whose variables a diagram asks.

use crate::analysis::diagram::Variable;
use crate::vocabulary::FactId;

/// Such facts.
#[derive(Default)]
pub(super) struct Own {
    facts: Vec<OwnFact>,
}

struct OwnFact {
    fact: FactId,
    /// The position of another fact of the same part, on the way to the one that speaks for the part; `None` for that one.
    joined_with: Option<usize>,
    /// What stands for the part, with the fact that speaks for it.
    variable: Option<Variable>,
}

/// A part, by the position of the fact that speaks for it.
#[derive(Clone, Copy)]
pub(super) struct OwnPart(usize);

impl Own {
    /// A part that asks about these facts, one or two.
    pub(super) fn add(&mut self, facts: impl Iterator<Item = FactId>) -> OwnPart {
        let first = self.facts.len();
        let of_part = |(position, fact)| OwnFact { fact, joined_with: (position > 0).then_some(first), variable: None };
        self.facts.extend((0..).zip(facts).map(of_part));
        OwnPart(first)
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
        if let Some(fact) = self.facts.get_mut(part.0) {
            fact.variable = Some(variable);
        }
    }

    /// The facts of the parts that some variables stand for.
    pub(super) fn facts(&self, is_asked: impl Fn(Variable) -> bool) -> impl Iterator<Item = FactId> {
        self.facts.iter().filter(move |fact| self.variable_of(fact).is_some_and(&is_asked)).map(|fact| fact.fact)
    }

    fn variable_of(&self, fact: &OwnFact) -> Option<Variable> {
        let mut speaker = fact;
        while let Some(nearer) = speaker.joined_with {
            speaker = self.facts.get(nearer)?;
        }
        speaker.variable
    }
}
