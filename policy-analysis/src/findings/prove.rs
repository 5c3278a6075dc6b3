//! The proofs: what can never be met, what is always met, and what others already say.
//!
//! A part of a formula matters where the rest leaves it open: in an AND where all the others are
//! met, in an OR where none of the others is. Claims about a part are claims about members in that
//! *context*: if the part can only hold there, or only fail there, it could be left out without
//! changing anyone's outcome.

use super::certain::{Everybody, Held};
use super::item::{Item, Joint, Node, joined};
use super::words::describe;
use super::{Finding, Kind};
use crate::space::Space;
use policy_core::policy::Expression;
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::worlds::diagram::{Diagram, Diagrams, Variable};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::BTreeSet;

/// A space in which things are proved, and what was found.
pub(super) struct Prover<'a, 's> {
    pub vocabulary: &'a Vocabulary,
    pub space: &'s mut Space<'a>,
    /// Claims about all members must hold here as well.
    pub everybody: Everybody<'a>,
    pub found: Vec<Finding>,
    /// What is no mistake.
    pub notes: Vec<Finding>,
    /// Those not governed by an earlier section: for them, a criterion may restate what the order
    /// of the sections says.
    pub left: Diagram,
}

/// The members that a claim is about: those of a diagram, and the reasons for it.
#[derive(Clone)]
pub(super) struct Context<'a> {
    pub members: Diagram,
    pub premises: Vec<Item<'a>>,
}

impl<'a> Context<'a> {
    /// Everyone.
    pub(super) fn everybody(space: &Space<'_>) -> Context<'a> {
        Context { members: space.possible(), premises: Vec::new() }
    }
}

impl<'a, 's> Prover<'a, 's> {
    pub(super) const fn new(
        vocabulary: &'a Vocabulary,
        space: &'s mut Space<'a>,
        everybody: Everybody<'a>,
    ) -> Prover<'a, 's> {
        Prover {
            vocabulary,
            space,
            everybody,
            found: Vec::new(),
            notes: Vec::new(),
            left: Diagrams::TRUE,
        }
    }

    /// The mistakes first.
    pub(super) fn all_found(self) -> Vec<Finding> {
        self.found.into_iter().chain(self.notes).collect()
    }

    pub(super) fn diagrams(&mut self) -> &mut Diagrams {
        self.space.diagrams()
    }

    /// Those in the context for whom the item holds, or fails, as required.
    pub(super) fn with(
        &mut self,
        context: &Context<'a>,
        item: &Item<'a>,
    ) -> Result<Context<'a>, Unanswered> {
        let literal = item.literal(self.diagrams())?;
        let members = self.diagrams().and(context.members, literal)?;
        let mut premises = context.premises.clone();
        premises.push(item.clone());
        Ok(Context { members, premises })
    }

    /// No one in the context is so.
    pub(super) fn nobody(
        &mut self,
        members: Diagram,
        literal: Diagram,
    ) -> Result<bool, Unanswered> {
        Ok(self.diagrams().and(members, literal)? == Diagrams::FALSE)
    }

    /// Proves what can be proved about parts joined by a connective. Out: those that are needed.
    ///
    /// Parts that do not share a fact, even indirectly, say nothing about each other, so each set
    /// of connected parts is considered separately.
    pub(super) fn parts(
        &mut self,
        joint: Joint,
        items: &[Item<'a>],
        context: &Context<'a>,
    ) -> Result<Diagram, Unanswered> {
        let holds = joint == Joint::All;
        let mut needed = Vec::new();
        for (lot, concerns_context) in self.lots(items, context) {
            let lot = lot.into_iter().map(|item| item.to_hold(holds)).collect::<Vec<_>>();
            let members = if concerns_context { context.members } else { Diagrams::TRUE };
            needed.push(self.lot(
                joint,
                &lot,
                &Context { members, premises: context.premises.clone() },
            )?);
        }
        let all = self.diagrams().all(&needed)?;
        if holds || joint == Joint::None { Ok(all) } else { self.diagrams().not(all) }
    }

    /// The items in sets that share facts, each in the order of its first item; and whether it
    /// shares facts with the context.
    fn lots(&mut self, items: &[Item<'a>], context: &Context<'a>) -> Vec<(Vec<Item<'a>>, bool)> {
        let of_context = self
            .diagrams()
            .support(context.members)
            .map(Variable::position)
            .collect::<BTreeSet<_>>();
        let mut lots = Vec::<(BTreeSet<_>, BTreeSet<usize>, bool)>::new();
        for (position, item) in items.iter().enumerate() {
            let mut asks = item.asks(self.space);
            let mut concerns_context = !asks.is_disjoint(&of_context);
            let mut together = BTreeSet::from([position]);
            lots.retain(|(others, positions, concerns)| {
                let shares = !asks.is_disjoint(others) || (concerns_context && *concerns);
                if shares {
                    asks.extend(others);
                    together.extend(positions);
                    concerns_context |= concerns;
                }
                !shares
            });
            lots.push((asks, together, concerns_context));
        }
        lots.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
        let pick = |positions: BTreeSet<usize>| {
            let items = items.iter().enumerate();
            items
                .filter(|(position, _)| positions.contains(position))
                .map(|(_, item)| item.clone())
                .collect()
        };
        lots.into_iter().map(|(_, positions, concerns)| (pick(positions), concerns)).collect()
    }

    /// The same for parts that share facts, all of which must hold (or, for an OR and a none-of,
    /// must fail) at once. Out: whether the needed ones do.
    fn lot(
        &mut self,
        joint: Joint,
        items: &[Item<'a>],
        context: &Context<'a>,
    ) -> Result<Diagram, Unanswered> {
        let literals = items
            .iter()
            .map(|item| item.literal(self.diagrams()))
            .collect::<Result<Vec<_>, _>>()?;

        // From the first to the last: each must leave some member.
        let mut kept = Vec::new();
        let mut members = context.members;
        let mut before = Vec::new();
        for (item, literal) in items.iter().zip(&literals) {
            before.push(members);
            let both = if item.node.is_restated() {
                None
            } else {
                Some(self.diagrams().and(members, *literal)?)
                    .filter(|both| *both != Diagrams::FALSE)
            };
            if !item.node.is_restated() && both.is_none() {
                let siblings = siblings(items, &kept, item);
                // No one is left unless results are missing: then it does require something.
                let is_wrong = self.clash(item, context, &siblings)?;
                kept.push(!is_wrong);
                continue;
            }
            kept.push(both.is_some());
            members = both.unwrap_or(members);
        }
        // What is there to restate must be said elsewhere.
        for (item, literal) in
            items.iter().zip(&literals).filter(|(item, _)| item.node.is_restated())
        {
            let siblings = siblings(items, &kept, item);
            let opposite = self.diagrams().not(*literal)?;
            if self.nobody(members, *literal)? {
                let _ = self.clash(item, context, &siblings)?;
                continue;
            }
            let members = self.space.diagrams().and(members, self.left)?;
            let failing = self.diagrams().and(members, opposite)?;
            if failing != Diagrams::FALSE {
                self.restates_nothing(item, failing, &siblings)?;
            }
        }
        // From the last to the first: each must require something that the others do not.
        let mut after = Diagrams::TRUE;
        for (position, (item, literal)) in items.iter().zip(&literals).enumerate().rev() {
            if kept.get(position) != Some(&true) {
                continue;
            }
            let others = *before.get(position).ok_or(Fault::Part)?;
            let others = self.diagrams().and(others, after)?;
            let opposite = self.diagrams().not(*literal)?;
            let siblings = siblings(items, &kept, item);
            if !item.node.only_restates()
                && self.nobody(others, opposite)?
                && self.implied(joint, item, context, &siblings)?
            {
                if let Some(kept) = kept.get_mut(position) {
                    *kept = false;
                }
                continue;
            }
            let premises = context.premises.iter().cloned().chain(siblings).collect();
            let needed = self.inside(item, &Context { members: others, premises })?;
            let needed = if item.holds { needed } else { self.diagrams().not(needed)? };
            after = self.diagrams().and(needed, after)?;
        }
        Ok(after)
    }

    /// Proves what can be proved about the parts of an item that is itself not decided in the
    /// context. Out: what of it is needed.
    pub(super) fn inside(
        &mut self,
        item: &Item<'a>,
        context: &Context<'a>,
    ) -> Result<Diagram, Unanswered> {
        let joint = item.node.joint();
        if joint == Joint::Question {
            return Ok(item.diagram);
        }
        let parts = item.parts(self.space)?;
        match (joint, parts.as_slice()) {
            (Joint::All | Joint::Any | Joint::None, _) => self.parts(joint, &parts, context),
            (Joint::If, [condition, then, otherwise]) => {
                self.branches(condition, then, otherwise, context)?;
                Ok(item.diagram)
            }
            _ => {
                let needed = parts
                    .iter()
                    .map(|part| self.alone(part, context))
                    .collect::<Result<Vec<_>, _>>()?;
                joined(joint, &needed, self.space)
            }
        }
    }

    /// Proves that a part is neither always nor never met, and what can be proved inside it. Out:
    /// what of it is needed.
    pub(super) fn alone(
        &mut self,
        item: &Item<'a>,
        context: &Context<'a>,
    ) -> Result<Diagram, Unanswered> {
        let opposite = self.diagrams().not(item.diagram)?;
        let is_wrong = if self.nobody(context.members, item.diagram)? {
            self.clash(item, context, &[])?
        } else {
            self.nobody(context.members, opposite)?
                && self.implied(Joint::All, item, context, &[])?
        };
        if is_wrong { Ok(item.diagram) } else { self.inside(item, context) }
    }

    /// `if C then A else B`
    fn branches(
        &mut self,
        condition: &Item<'a>,
        then: &Item<'a>,
        otherwise: &Item<'a>,
        context: &Context<'a>,
    ) -> Result<(), Unanswered> {
        let (yes, no) =
            (self.with(context, condition)?, self.with(context, &condition.to_hold(false))?);
        if yes.members == Diagrams::FALSE {
            return self.clash(condition, context, &[]).map(drop);
        }
        if no.members == Diagrams::FALSE {
            return self.implied(Joint::All, condition, context, &[]).map(drop);
        }
        let opposite = self.diagrams().not(otherwise.diagram)?;
        let differ = self.diagrams().if_then_else(then.diagram, opposite, otherwise.diagram)?;
        let mut where_it_matters = self.diagrams().and(context.members, differ)?;
        if where_it_matters == Diagrams::FALSE {
            if self.everybody.are_alike(then, otherwise, None)? == Held::Confirmed {
                let what = describe(self.vocabulary, then, &[]);
                self.found.push(
                    Finding::new(
                        Kind::Idle,
                        condition.spot.clone(),
                        format!("`else` asks for the same as `then`, {what}"),
                        format!("write {what} alone, or correct one of the two"),
                    )
                    .with(Some(otherwise.spot.clone()))
                    .claiming(&[then.to_hold(true), otherwise.to_hold(false)])
                    .claiming(&[then.to_hold(false), otherwise.to_hold(true)]),
                );
                return Ok(());
            }
            where_it_matters = context.members;
        }
        for (branch, other, members) in
            [(then, otherwise, yes.members), (otherwise, then, no.members)]
        {
            let is_then = branch.is(then);
            if self.nobody(members, where_it_matters)?
                && self.everybody.are_alike(then, otherwise, Some(&condition.to_hold(is_then)))?
                    == Held::Confirmed
            {
                let [what, where_it_holds, instead] =
                    [branch, condition, other].map(|item| describe(self.vocabulary, item, &[]));
                let but = if is_then { "meets" } else { "does not meet" };
                let finding = Finding::new(
                    Kind::Idle,
                    condition.spot.clone(),
                    format!(
                        "for every member who {but} {where_it_holds}, {what} says the same as {instead}"
                    ),
                    format!("write {instead} alone, or correct one of them"),
                );
                let among = condition.to_hold(is_then);
                let finding = [true, false].into_iter().fold(finding, |finding, met| {
                    finding.claiming(&[among.clone(), then.to_hold(met), otherwise.to_hold(!met)])
                });
                self.found.push(finding.with(Some(branch.spot.clone())));
                return Ok(());
            }
        }
        self.inside(
            condition,
            &Context { members: where_it_matters, premises: context.premises.clone() },
        )?;
        self.alone(then, &yes)?;
        self.alone(otherwise, &no)?;
        Ok(())
    }

    /// No one in the context, with these siblings, can make the item hold (or fail, as required).
    pub(super) fn clash(
        &mut self,
        item: &Item<'a>,
        context: &Context<'a>,
        siblings: &[Item<'a>],
    ) -> Result<bool, Unanswered> {
        let literal = item.literal(self.diagrams())?;
        if self.nobody(context.members, literal)? && self.is_explained_inside(item, context)? {
            return Ok(true);
        }
        let others = self.core(item, context, siblings)?;
        let help = if others.iter().any(|other| other.is_passed_over) {
            "correct it, or the `for` of an earlier section: nobody who could meet this is left for this section".to_owned()
        } else if others.is_empty() || others.iter().any(|other| other.holds != item.holds) {
            "take it out, or correct it".to_owned()
        } else {
            "correct one of them: as it stands, nobody can ever meet this".to_owned()
        };
        self.report(item, others, help)
    }

    /// Everyone in the context, with these siblings, makes the item hold (or fail, as required).
    fn implied(
        &mut self,
        joint: Joint,
        item: &Item<'a>,
        context: &Context<'a>,
        siblings: &[Item<'a>],
    ) -> Result<bool, Unanswered> {
        let refused = item.to_hold(!item.holds);
        let literal = refused.literal(self.diagrams())?;
        // Decided by its context or by itself: then some part of it is.
        if self.nobody(context.members, literal)? && self.is_explained_inside(item, context)? {
            return Ok(true);
        }
        let others = self.core(&refused, context, siblings)?;
        let what = describe(self.vocabulary, item, &[]);
        let is_criterion = matches!(item.node, Node::Criterion(_));
        let restated = if is_criterion {
            "where its source says it twice, write `restated` after the label"
        } else {
            "where its source says it twice, make it a criterion of its own and write `restated` after its label"
        };
        let help = if joint == Joint::Any {
            format!("take {what} out: as it stands, this alternative adds nobody")
        } else if others.iter().any(|other| other.is_passed_over) {
            format!(
                "take {what} out; {restated}: nobody who could fail this is left for this section"
            )
        } else if others.is_empty() {
            format!("take {what} out, or correct it")
        } else {
            format!("take {what} out; {restated}")
        };
        let is_whole = joint == Joint::Any || is_criterion || others.is_empty();
        let is_about_one_fact = facts_of(&others, item).len() <= 1;
        let by_order = others.iter().any(|other| other.is_passed_over);
        // `age >= 18 OR (age < 18 AND severe)`: it says whom the alternative is for.
        let is_case = others.iter().all(|other| other.holds == refused.holds);
        if is_whole || (is_about_one_fact && !by_order && !is_case) {
            return self.report(&refused, others, help);
        }
        // Sources repeat whom a section is for, even in each of its cases.
        if !by_order || is_about_one_fact {
            let before = self.found.len();
            self.report(&refused, others, help)?;
            let notes = self.found.split_off(before);
            let notes = notes.into_iter().map(|note| Finding { kind: Kind::Redundant, ..note });
            self.notes.extend(notes);
        }
        Ok(false)
    }

    /// Something inside the item is itself decided in the context; then that is the mistake.
    fn is_explained_inside(
        &mut self,
        item: &Item<'a>,
        context: &Context<'a>,
    ) -> Result<bool, Unanswered> {
        let joint = item.node.joint();
        if joint == Joint::Question {
            return Ok(false);
        }
        let before = self.found.len();
        let parts = item.parts(self.space)?;
        let holds = self.nobody(context.members, item.diagram)?;
        match (joint, holds) {
            // If no one meets an AND, two of its parts contradict each other. If everyone meets an
            // OR, everyone meets one of its parts.
            (Joint::All, true) => drop(self.parts(joint, &parts, context)?),
            (Joint::Any | Joint::All | Joint::None, _) => {
                for part in &parts {
                    let opposite = self.diagrams().not(part.diagram)?;
                    if self.nobody(context.members, part.diagram)?
                        || self.nobody(context.members, opposite)?
                    {
                        self.alone(part, context)?;
                    }
                }
            }
            (Joint::Not, _) => {
                for part in &parts {
                    self.alone(part, context)?;
                }
            }
            _ => {}
        }
        Ok(self.found.len() > before)
    }
}

/// The facts that some items ask about.
fn facts_of(others: &[Item<'_>], item: &Item<'_>) -> BTreeSet<FactId> {
    let items = others.iter().chain([item]);
    let asked = items.flat_map(Item::predicates).flat_map(Expression::subjects);
    // Every case has these.
    asked.filter(|fact| ![FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(fact)).collect()
}

/// The others that have been kept so far, nearest first.
fn siblings<'a>(items: &[Item<'a>], kept: &[bool], item: &Item<'a>) -> Vec<Item<'a>> {
    let kept = items.iter().zip(kept).filter(|(other, kept)| **kept && !other.is(item));
    kept.map(|(other, _)| other.clone()).collect()
}
