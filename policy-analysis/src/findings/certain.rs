//! What is certain on every day and where results may be missing: a condition is then met, or fails,
//! or neither.
//!
//! In: the parts of a policy that a claim is about. Out: whether it holds for members of every day,
//! in a space of its own with the few questions that the claim is about, whose completions may lack
//! a result in a window. A longer window can hold a result where a shorter one
//! holds none, and what is asked of the shorter one then stays unknown: nobody can document that
//! there is no result anywhere.

use super::LOOKS;
use super::item::{Item, Node};
use crate::moments::{Period, every_moment};
use crate::space::Space;
use policy_core::policy::{Body, Expression};
use policy_core::vocabulary::Vocabulary;
use policy_core::worlds::Unanswered;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// What claims about everybody are held against: members of every day on which the policy can be in
/// force, with results or without.
#[derive(Clone, Copy)]
pub(super) struct Everybody<'a> {
    vocabulary: &'a Vocabulary,
    period: Period,
}

/// Whether a claim holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Held {
    Confirmed,
    Refuted,
    /// It would take too much to tell.
    TooLarge,
}

impl Held {
    fn of(members: Result<Diagram, Unanswered>) -> Result<Held, Unanswered> {
        match members {
            Ok(Diagrams::FALSE) => Ok(Held::Confirmed),
            Ok(_) => Ok(Held::Refuted),
            Err(Unanswered::TooLarge) => Ok(Held::TooLarge),
            Err(fault) => Err(fault),
        }
    }
}

impl<'a> Everybody<'a> {
    pub(super) const fn new(vocabulary: &'a Vocabulary, period: Period) -> Everybody<'a> {
        Everybody { vocabulary, period }
    }

    /// That there is nobody for whom all these items are as they are to be.
    pub(super) fn nobody_is(self, items: &[Item<'a>]) -> Result<Held, Unanswered> {
        let space = self.space(items.iter().flat_map(Item::predicates).collect());
        let mut space = match space {
            Ok(space) => space,
            Err(unanswered) => return Held::of(Err(unanswered)),
        };
        let held = Held::of(somebody(items, false, &mut space))?;
        // What says nothing new where it is met may do so where it fails.
        let failing_matters = items.iter().any(|item| item.failing_matters);
        if held != Held::Confirmed || !failing_matters {
            return Ok(held);
        }
        Held::of(somebody(items, true, &mut space))
    }

    /// That two parts are certainly met by the same members, among those for whom a third one is as
    /// it is to be.
    pub(super) fn are_alike(
        self,
        one: &Item<'a>,
        other: &Item<'a>,
        among: Option<&Item<'a>>,
    ) -> Result<Held, Unanswered> {
        let items = [one, other].into_iter().chain(among);
        let space = self.space(items.flat_map(Item::predicates).collect());
        let differ = space.and_then(|mut space| {
            let mut differ = differ(one.node, other.node, true, &mut space)?;
            if one.failing_matters {
                let failing = self::differ(one.node, other.node, false, &mut space)?;
                differ = space.diagrams().or(differ, failing)?;
            }
            let among = somebody(among.map_or(&[], core::slice::from_ref), false, &mut space)?;
            space.diagrams().and(differ, among)
        });
        Held::of(differ)
    }

    /// All that some predicates can come to.
    fn space(self, predicates: Vec<&'a Expression>) -> Result<Space<'a>, Unanswered> {
        let moments =
            every_moment(self.period, predicates.iter().copied()).ok_or(Unanswered::TooLarge)?;
        Space::of_moments(self.vocabulary, predicates, &moments, Completeness::Any, LOOKS)
    }
}

/// The members for whom all these items are as they are to be: a part that is to be met is certainly
/// met, and one that is to fail is not; an earlier section is certainly for others. With `failing`, a
/// part whose failing matters certainly fails where it is to, and else does not.
fn somebody(
    items: &[Item<'_>],
    failing: bool,
    space: &mut Space<'_>,
) -> Result<Diagram, Unanswered> {
    let mut members = space.possible();
    for item in items {
        let literal = if item.is_passed_over {
            settled(item.node, false, space)?
        } else if failing && item.failing_matters {
            let fails = settled(item.node, false, space)?;
            if item.holds { space.diagrams().not(fails)? } else { fails }
        } else {
            let met = met(item.node, space)?;
            if item.holds { met } else { space.diagrams().not(met)? }
        };
        members = space.diagrams().and(members, literal)?;
    }
    Ok(members)
}

/// The members for whom one of two parts is certainly met, or certainly fails, and the other is not
/// so.
fn differ(
    one: Node<'_>,
    other: Node<'_>,
    met: bool,
    space: &mut Space<'_>,
) -> Result<Diagram, Unanswered> {
    let (one, other) = (settled(one, met, space)?, settled(other, met, space)?);
    let not_other = space.diagrams().not(other)?;
    space.diagrams().if_then_else(one, not_other, other)
}

/// Where a part is certainly met, apart from what only restates.
fn met(node: Node<'_>, space: &mut Space<'_>) -> Result<Diagram, Unanswered> {
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
