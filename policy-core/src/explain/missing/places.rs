//! What the parts of a formula share.
//!
//! In: a formula. Out: for each node, whether the same is asked before, how many nodes ask it, and whether it is *closed*: whatever it hangs on, nothing
//! outside hangs on. Policies ask the same thing in several sections, so what counts is what is asked, and not how often it is written.

use super::formula::{Formula, Kind, open_facts};
use crate::evaluate::reference::Documentation;
use crate::policy::Expression;
use crate::vocabulary::FactId;
use core::iter::successors;

/// A place for each node of a formula.
pub(super) struct Places {
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    /// The first node that is the same; this one, if it is the first.
    node: usize,
    /// How many nodes have it as a part, and the last of them.
    users: usize,
    last_user: usize,
    /// The first and the last node that something in it is asked in.
    first: usize,
    last: usize,
    /// The newest node whose last part it is, and of those like itself the one before.
    newest: Option<usize>,
    before: Option<usize>,
}

/// Where a fact is asked about.
#[derive(Clone, Copy, Default)]
struct Asked {
    first: Option<usize>,
    last: usize,
    /// The newest node that asks about this fact first.
    newest: Option<usize>,
}

impl Places {
    pub(super) fn of(formula: &Formula<'_>, documentation: Documentation<'_>) -> Places {
        let mut places = Places { places: Vec::with_capacity(formula.len()) };
        let mut asked = vec![Asked::default(); documentation.vocabulary.facts.len()];
        for node in 0..formula.len() {
            places.find(formula, node, &mut asked, documentation);
        }
        for node in 0..formula.len() {
            places.measure(formula, node, &asked, documentation);
        }
        places
    }

    /// The first node that is the same.
    pub(super) fn first_like(&self, node: usize) -> usize {
        self.places.get(node).map_or(node, |place| place.node)
    }

    /// Several nodes have it as a part.
    pub(super) fn is_shared(&self, node: usize) -> bool {
        self.places.get(node).is_some_and(|place| place.users > 1)
    }

    /// Nothing outside asks about what it asks about.
    pub(super) fn is_closed(&self, node: usize, formula: &Formula<'_>) -> bool {
        self.places.get(node).is_some_and(|place| formula.begin(node) <= place.first && place.last <= node)
    }

    fn find(&mut self, formula: &Formula<'_>, node: usize, asked: &mut [Asked], documentation: Documentation<'_>) {
        let kind = formula.kind(node);
        let newest = match kind {
            Kind::Known(_) => None,
            Kind::Asks(predicate) => predicate.subjects().next().and_then(|fact| asked_about(asked, fact)?.newest),
            Kind::Not | Kind::AtLeast(_) | Kind::If => formula.parts(node).next().and_then(|part| self.places.get(self.first_like(part))?.newest),
        };
        let parts = |node: usize| formula.parts(node).map(|part| self.first_like(part));
        let same = self.like(newest).find(|other| formula.kind(*other) == kind && parts(*other).eq(parts(node)));
        self.places.push(Place { node: same.unwrap_or(node), users: 0, last_user: node, first: node, last: node, newest: None, before: newest });
        if same.is_some() {
            return;
        }
        for (position, part) in formula.parts(node).enumerate() {
            let part = self.first_like(part);
            if let Some(part) = self.places.get_mut(part) {
                part.users = part.users.saturating_add(1);
                part.last_user = node;
                if position == 0 {
                    part.newest = Some(node);
                }
            }
        }
        if let Kind::Asks(predicate) = kind {
            for fact in open_facts(predicate, documentation) {
                if let Some(asked) = asked.get_mut(usize::from(fact.0)) {
                    asked.first = asked.first.or(Some(node));
                    asked.last = node;
                }
            }
            if let Some(asked) = predicate.subjects().next().and_then(|fact| asked.get_mut(usize::from(fact.0))) {
                asked.newest = Some(node);
            }
        }
    }

    /// A node and those before it that are like it: they have the same last part, or ask about the same fact.
    fn like(&self, newest: Option<usize>) -> impl Iterator<Item = usize> {
        successors(newest, |node| self.places.get(*node)?.before)
    }

    fn measure(&mut self, formula: &Formula<'_>, node: usize, asked: &[Asked], documentation: Documentation<'_>) {
        if self.first_like(node) != node {
            return;
        }
        let (mut first, mut last) = (node, node);
        if let Kind::Asks(predicate) = formula.kind(node) {
            for fact in open_facts(predicate, documentation).filter_map(|fact| asked_about(asked, fact)) {
                if let Some(method) = method_of(predicate) {
                    for other in self.like(fact.newest).filter(|other| hangs_on_results_by(method, formula.kind(*other))) {
                        (first, last) = (first.min(other), last.max(other));
                    }
                } else {
                    (first, last) = (first.min(fact.first.unwrap_or(node)), last.max(fact.last));
                }
            }
        }
        for part in formula.parts(node).filter_map(|part| self.places.get(self.first_like(part))) {
            first = first.min(part.first);
            last = last.max(part.last).max(part.last_user);
        }
        if let Some(place) = self.places.get_mut(node) {
            (place.first, place.last) = (first, last);
        }
    }
}

fn asked_about(asked: &[Asked], fact: FactId) -> Option<&Asked> {
    asked.get(usize::from(fact.0))
}

/// The one method by which a predicate takes results.
fn method_of(predicate: &Expression) -> Option<u8> {
    if let Expression::Measurement { method, .. } = predicate { *method } else { None }
}

/// What results by one method come to says nothing of those by another.
fn hangs_on_results_by(method: u8, other: Kind<'_>) -> bool {
    !matches!(other, Kind::Asks(Expression::Measurement { method: Some(another), .. }) if *another != method)
}
