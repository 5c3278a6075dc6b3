//! Parts of a policy as the proofs see them: a condition or a criterion, and whether it must hold
//! or fail.

use super::spot::Spot;
use crate::space::Space;
use policy_core::policy::{Algebra, Body, Connective, Criterion, Expression, Quantifier, Term};
use policy_core::worlds::atoms::Meaning;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::BTreeSet;

/// A node of the outline or of a condition.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    Criterion(&'a Criterion),
    Expression(&'a Expression),
}

/// How an author refers to a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Home<'a> {
    AppliesWhen,
    /// The `for` of a section.
    Guard(&'a str),
    /// The `when` of an `otherwise` of a section.
    Otherwise(&'a str),
    /// The citation of a criterion.
    Citation(&'a str),
    Advisory,
}

/// A node, its place, and whether it must hold.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub node: Node<'a>,
    pub home: Home<'a>,
    pub spot: Spot,
    /// The node itself, without the parts that only restate.
    pub diagram: Diagram,
    /// It must be met; if not set, it must fail.
    pub holds: bool,
    /// It says whom an earlier section is for, and certainly fails: otherwise that section would
    /// govern.
    pub is_passed_over: bool,
    /// It stands under a `NOT`, in a none-of, after `if`, after `for` or after the `when`
    /// of an `otherwise`: there it matters as well
    /// whether it certainly fails or is unknown.
    pub failing_matters: bool,
}

/// How the parts of a node are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    /// All must be met.
    All,
    /// One must be met.
    Any,
    /// None may be met.
    None,
    /// This many must be met.
    AtLeast(u32),
    /// The part must not be met.
    Not,
    /// If the first, then the second, else the third.
    If,
    /// There are no parts: a single question.
    Question,
}

impl<'a> Node<'a> {
    pub(super) fn joint(self) -> Joint {
        match self {
            Node::Criterion(criterion) => match &criterion.body {
                Body::Group { quantifier, .. } => match quantifier {
                    Quantifier::AllOf => Joint::All,
                    Quantifier::AnyOf => Joint::Any,
                    Quantifier::NoneOf => Joint::None,
                    Quantifier::AtLeast(needed) => Joint::AtLeast(*needed),
                },
                Body::Condition(condition) => Node::Expression(condition).joint(),
            },
            Node::Expression(expression) => match expression {
                Expression::AtLeast(needed, parts) => match Connective::of(*needed, parts) {
                    Connective::And => Joint::All,
                    Connective::Or => Joint::Any,
                    Connective::AtLeast(needed) => Joint::AtLeast(needed),
                },
                Expression::Not(part)
                    if !matches!(
                        **part,
                        Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. }
                    ) =>
                {
                    Joint::Question
                }
                Expression::Not(_) => Joint::Not,
                Expression::If { .. } => Joint::If,
                Expression::Test { .. } => Joint::Question,
            },
        }
    }

    /// Its parts, in the order of their positions.
    pub(super) fn parts(self) -> Vec<Node<'a>> {
        match self {
            Node::Criterion(criterion) => match &criterion.body {
                Body::Group { criteria, .. } => criteria.iter().map(Node::Criterion).collect(),
                Body::Condition(condition) => Node::Expression(condition).parts(),
            },
            Node::Expression(expression) => match expression {
                Expression::AtLeast(_, parts) => parts.iter().map(Node::Expression).collect(),
                Expression::Not(part) => vec![Node::Expression(part)],
                Expression::If { condition, then, otherwise } => {
                    [condition, then, otherwise].map(|part| Node::Expression(part)).to_vec()
                }
                Expression::Test { .. } => Vec::new(),
            },
        }
    }

    /// The single question that it asks, negated or not.
    pub(super) fn question(self) -> Option<&'a Expression> {
        match self.condition()? {
            Expression::Not(part) if matches!(**part, Expression::Test { .. }) => Some(part),
            question @ Expression::Test { .. } => Some(question),
            Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. } => None,
        }
    }

    /// Its condition, unless it is a group of criteria.
    pub(super) const fn condition(self) -> Option<&'a Expression> {
        match self {
            Node::Expression(condition)
            | Node::Criterion(Criterion { body: Body::Condition(condition), .. }) => {
                Some(condition)
            }
            Node::Criterion(_) => None,
        }
    }

    /// Its source states it twice.
    pub(super) const fn is_restated(self) -> bool {
        matches!(self, Node::Criterion(Criterion { restated: true, .. }))
    }

    /// A group in which everything restates: by itself it requires nothing, which is not a mistake.
    pub(super) fn only_restates(self) -> bool {
        let parts = self.parts();
        !parts.is_empty() && parts.iter().all(|part| part.is_restated() || part.only_restates())
    }

    /// When it is met, ignoring what only restates.
    pub(super) fn diagram(self, space: &mut Space<'_>) -> Result<Diagram, Unanswered> {
        if let Some(condition) = self.condition() {
            return space.condition(condition);
        }
        if self.only_restates() {
            return Ok(Diagrams::TRUE);
        }
        let parts = self.parts().into_iter().filter(|part| !part.is_restated());
        let parts = parts.map(|part| part.diagram(space)).collect::<Result<Vec<_>, _>>()?;
        joined(self.joint(), &parts, space)
    }

    /// The same, if the part at the end of a path were met by everyone, or by no one.
    pub(super) fn with_part_stuck(
        self,
        path: &[u16],
        stuck: Diagram,
        space: &mut Space<'_>,
    ) -> Result<Diagram, Unanswered> {
        let Some((first, rest)) = path.split_first() else { return Ok(stuck) };
        let mut parts = Vec::new();
        for (position, part) in self.parts().into_iter().enumerate() {
            if position == usize::from(*first) {
                parts.push(part.with_part_stuck(rest, stuck, space)?);
            } else if !part.is_restated() {
                parts.push(part.diagram(space)?);
            }
        }
        joined(self.joint(), &parts, space)
    }
}

/// The value of a node, computed from its parts.
pub(super) fn joined(
    joint: Joint,
    parts: &[Diagram],
    space: &mut Space<'_>,
) -> Result<Diagram, Unanswered> {
    match (joint, parts) {
        (Joint::All | Joint::Question, _) => space.counted(parts.len(), parts),
        (Joint::Any, _) => space.counted(1, parts),
        (Joint::None, _) => {
            let any = space.counted(1, parts)?;
            space.not(any)
        }
        (Joint::AtLeast(needed), _) => space.counted(needed as usize, parts),
        (Joint::Not, [part]) => space.not(*part),
        (Joint::If, [condition, then, otherwise]) => {
            space.diagrams().if_then_else(*condition, *then, *otherwise)
        }
        (Joint::Not | Joint::If, _) => Err(Fault::Part.into()),
    }
}

impl<'a> Item<'a> {
    pub(super) fn new(
        node: Node<'a>,
        home: Home<'a>,
        spot: Spot,
        space: &mut Space<'_>,
    ) -> Result<Item<'a>, Unanswered> {
        let diagram = node.diagram(space)?;
        let failing_matters = matches!(home, Home::Guard(_) | Home::Otherwise(_));
        Ok(Item { node, home, spot, diagram, holds: true, is_passed_over: false, failing_matters })
    }

    /// The same, required to be met or to fail.
    pub(super) fn to_hold(&self, holds: bool) -> Item<'a> {
        Item { holds, ..self.clone() }
    }

    /// The `for` of an earlier section, for the members of a later one.
    pub(super) fn passed_over(&self) -> Item<'a> {
        Item { holds: false, is_passed_over: true, ..self.clone() }
    }

    /// It holds, or fails, as required.
    pub(super) fn literal(&self, diagrams: &mut Diagrams) -> Result<Diagram, Unanswered> {
        if self.holds { Ok(self.diagram) } else { diagrams.not(self.diagram) }
    }

    /// The parts of its node, each required to be met.
    pub(super) fn parts(&self, space: &mut Space<'_>) -> Result<Vec<Item<'a>>, Unanswered> {
        let joint = self.node.joint();
        let part = |(position, node): (usize, Node<'a>)| {
            let home = match node {
                Node::Criterion(criterion) => Home::Citation(&criterion.citation),
                Node::Expression(_) => self.home,
            };
            let part = Item::new(node, home, self.spot.part(position), space)?;
            let failing_matters = match joint {
                Joint::None | Joint::Not => true,
                Joint::If => position == 0,
                Joint::All | Joint::Any | Joint::AtLeast(_) | Joint::Question => false,
            };
            Ok(Item { failing_matters: failing_matters || self.failing_matters, ..part })
        };
        self.node.parts().into_iter().enumerate().map(part).collect()
    }

    /// It is one comparison of a result.
    pub(super) const fn compares_a_result(&self) -> bool {
        matches!(self.node.condition(), Some(Expression::Test { term: Term::Result { .. }, .. }))
    }

    /// Every predicate in it.
    pub(super) fn predicates(&self) -> impl Iterator<Item = &'a Expression> + use<'a> {
        let (criterion, condition) = match self.node {
            Node::Criterion(criterion) => (Some(criterion), None),
            Node::Expression(condition) => (None, Some(condition)),
        };
        let conditions = criterion.into_iter().flat_map(Criterion::conditions).chain(condition);
        conditions.flat_map(Expression::predicates)
    }

    /// What it asks about, including what only restates: the positions of groups of atoms.
    pub(super) fn asks(&self, space: &Space<'_>) -> BTreeSet<usize> {
        let group = |predicate: &Expression| match space.atoms().meaning(predicate) {
            Some(Meaning::Open { group, .. }) => Some(group),
            _ => None,
        };
        match self.node {
            Node::Criterion(criterion) => {
                criterion.conditions().flat_map(Expression::predicates).filter_map(group).collect()
            }
            Node::Expression(expression) => expression.predicates().filter_map(group).collect(),
        }
    }

    /// It is the same node.
    pub(super) fn is(&self, other: &Item<'_>) -> bool {
        self.spot == other.spot
    }
}
