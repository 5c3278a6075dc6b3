//! What is certain where results may be missing: a condition is then met, or fails, or neither.
//!
//! In: parts of a policy, and a space whose completions may lack a result in a window. Out: whether
//! a claim about everybody is refuted there. A longer window can hold a result where a shorter one
//! holds none, and what is asked of the shorter one then stays unknown: nobody can document that
//! there is no result anywhere.

use super::LOOKS;
use super::item::{Item, Node};
use crate::moments::Moment;
use crate::space::Space;
use policy_core::policy::{Body, Expression};
use policy_core::vocabulary::Vocabulary;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};

/// The completions in which results may be missing, made when something is first held against them:
/// most policies have no claim to be held.
pub(super) struct Lacking<'a> {
    vocabulary: &'a Vocabulary,
    predicates: Vec<&'a Expression>,
    moments: Vec<Moment>,
    space: Option<Space<'a>>,
}

impl<'a> Lacking<'a> {
    pub(super) const fn new(
        vocabulary: &'a Vocabulary,
        predicates: Vec<&'a Expression>,
        moments: Vec<Moment>,
    ) -> Lacking<'a> {
        Lacking { vocabulary, predicates, moments, space: None }
    }

    /// The space with every result.
    pub(super) fn full(&self) -> Result<Space<'a>, Unanswered> {
        self.of(Completeness::Decided)
    }

    pub(super) fn space(&mut self) -> Result<&mut Space<'a>, Unanswered> {
        if self.space.is_none() {
            self.space = Some(self.of(Completeness::Any)?);
        }
        Ok(self.space.as_mut().ok_or(Fault::Group)?)
    }

    fn of(&self, completeness: Completeness) -> Result<Space<'a>, Unanswered> {
        let predicates = self.predicates.iter().copied();
        Space::of_moments(self.vocabulary, predicates, &self.moments, completeness, LOOKS)
    }
}

/// Whether there is somebody for whom all these items are as they are to be: a part that is to be
/// met is certainly met, and one that is to fail is not.
pub(super) fn somebody(items: &[Item<'_>], space: &mut Space<'_>) -> Result<bool, Unanswered> {
    let mut members = space.possible();
    for item in items {
        let met = met(item.node, space)?;
        let literal = if item.holds { met } else { space.diagrams().not(met)? };
        members = space.diagrams().and(members, literal)?;
    }
    Ok(members != Diagrams::FALSE)
}

/// The members for whom one of two parts is certainly met, and the other is not.
pub(super) fn differ(
    one: Node<'_>,
    other: Node<'_>,
    space: &mut Space<'_>,
) -> Result<Diagram, Unanswered> {
    let (one, other) = (met(one, space)?, met(other, space)?);
    let not_other = space.diagrams().not(other)?;
    space.diagrams().if_then_else(one, not_other, other)
}

/// Where a part is certainly met, apart from what only restates.
pub(super) fn met(node: Node<'_>, space: &mut Space<'_>) -> Result<Diagram, Unanswered> {
    settled(node, true, space)
}

/// Where a part is certainly met, or certainly fails.
fn settled(node: Node<'_>, met: bool, space: &mut Space<'_>) -> Result<Diagram, Unanswered> {
    let criterion = match node {
        Node::Expression(condition) => return of_condition(condition, met, space),
        Node::Criterion(criterion) => criterion,
    };
    let (quantifier, criteria) = match &criterion.body {
        Body::Condition(condition) => return of_condition(condition, met, space),
        Body::Group { quantifier, criteria } => (quantifier, criteria),
    };
    if node.only_restates() {
        return Ok(if met { Diagrams::TRUE } else { Diagrams::FALSE });
    }
    let asked = criteria.iter().filter(|criterion| !criterion.restated);
    let asked = asked.map(Node::Criterion).collect::<Vec<_>>();
    let (needed, is_negated) = quantifier.needed(asked.len());
    counted(&asked, needed, met != is_negated, space, settled)
}

fn of_condition(
    condition: &Expression,
    met: bool,
    space: &mut Space<'_>,
) -> Result<Diagram, Unanswered> {
    match condition {
        Expression::Test { .. } => space.settled(condition, met),
        Expression::Not(part) => of_condition(part, !met, space),
        Expression::AtLeast(needed, parts) => {
            let parts = parts.iter().collect::<Vec<_>>();
            let needed = usize::try_from(*needed).unwrap_or(usize::MAX);
            counted(&parts, needed, met, space, of_condition)
        }
        Expression::If { condition, then, otherwise } => {
            let yes = of_condition(condition, true, space)?;
            let no = of_condition(condition, false, space)?;
            let then = of_condition(then, met, space)?;
            let otherwise = of_condition(otherwise, met, space)?;
            let [then_applies, otherwise_applies, both] =
                [(yes, then), (no, otherwise), (then, otherwise)]
                    .map(|(one, other)| space.diagrams().and(one, other));
            space.diagrams().any(&[then_applies?, otherwise_applies?, both?])
        }
    }
}

/// Where at least so many parts are certainly met; or where so many certainly fail that too few are
/// left.
fn counted<'n, P: Copy>(
    parts: &[P],
    needed: usize,
    met: bool,
    space: &mut Space<'n>,
    settled: impl Fn(P, bool, &mut Space<'n>) -> Result<Diagram, Unanswered>,
) -> Result<Diagram, Unanswered> {
    let found =
        parts.iter().map(|part| settled(*part, met, space)).collect::<Result<Vec<_>, _>>()?;
    let needed = if met { needed } else { parts.len().saturating_add(1).saturating_sub(needed) };
    match needed {
        0 => Ok(Diagrams::TRUE),
        needed if needed > parts.len() => Ok(Diagrams::FALSE),
        needed => space.counted(needed, &found),
    }
}
