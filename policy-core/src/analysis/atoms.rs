//! Atoms: the predicates of a policy that a case leaves open, and the ways in which they can turn out together.
//!
//! In: a version of a policy, and a case. Out: groups of atoms. Atoms of one group ask about the same thing, say one code, and hang together: who is in class II is
//! not in class III. So a group has *cells*, the possible answers to all its atoms at once: values that all its atoms treat alike are one cell, however
//! many they are. Different groups are independent of each other, and a group is one variable of a decision [diagram](super::diagram).
//!
//! Some groups are coarser than the truth: two selections, methods or windows of one measurement count as independent, and so do two dates that are compared
//! and what else is asked about each of them. That never hides a fact that matters; where such predicates meet, it may keep one that does not.

mod dates;
mod events;
mod numbers;
mod results;
#[cfg(test)]
mod tests;

use crate::Truth;
use crate::calendar::Duration;
use crate::evaluate::reference::{Documentation, contains};
use crate::policy::{Body, Criterion, DateOperand, DateTest, Expression, Policy, Selection, Version};
use crate::vocabulary::FactId;
use core::ptr;
use std::collections::{BTreeSet, HashMap};

/// What becomes of each atom of a group, together.
pub(super) type Cell = Vec<bool>;

/// Atoms that hang together.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The facts that the atoms ask about: one, or the two dates that they compare.
    pub facts: Vec<FactId>,
    /// The atoms, each once.
    pub atoms: Vec<&'a Expression>,
    /// The answers that are possible together: one for each atom.
    pub cells: Vec<Vec<bool>>,
}

/// What a predicate of the policy is, in the light of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// It is met in every possible world, or in none.
    Decided(bool),
    /// An atom.
    Open {
        /// The position of its group.
        group: usize,
        /// Its position in the group.
        atom: usize,
    },
}

/// The predicates of a policy that a case leaves open.
#[derive(Clone, Debug)]
pub struct Atoms<'a> {
    groups: Vec<Group<'a>>,
    /// By the predicate's address: each has one place in the policy tree.
    meanings: HashMap<usize, Meaning>,
}

impl<'a> Atoms<'a> {
    /// The atoms of one version, with the conditions of applicability.
    #[must_use]
    pub(crate) fn of(documentation: Documentation<'a>, version: &'a Version) -> Atoms<'a> {
        let mut atoms = Atoms { groups: Vec::new(), meanings: HashMap::new() };
        let mut keys = Vec::<(Key, Vec<&'a Expression>)>::new();
        let mut open = Vec::new();
        for predicate in predicates(documentation.policy, version) {
            match documentation.truth(predicate) {
                Truth::MET => drop(atoms.meanings.insert(address(predicate), Meaning::Decided(true))),
                Truth::NOT_MET => drop(atoms.meanings.insert(address(predicate), Meaning::Decided(false))),
                _ => {
                    let Some(key) = Key::of(predicate, documentation) else { continue };
                    open.push((key, predicate));
                    match keys.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, together)) if together.contains(&predicate) => {}
                        Some((_, together)) => together.push(predicate),
                        None => keys.push((key, vec![predicate])),
                    }
                }
            }
        }
        let mut groups_of_keys = Vec::new();
        for (key, together) in keys {
            let first = atoms.groups.len();
            atoms.groups.extend(groups(key, together, documentation));
            groups_of_keys.push((key, first..atoms.groups.len()));
        }
        for (key, predicate) in open {
            let groups = groups_of_keys.iter().find(|(known, _)| *known == key).map(|(_, groups)| groups.clone());
            let place = groups.into_iter().flatten().find_map(|group| {
                let atom = atoms.groups.get(group)?.atoms.iter().position(|atom| *atom == predicate)?;
                Some(Meaning::Open { group, atom })
            });
            atoms.meanings.extend(place.map(|place| (address(predicate), place)));
        }
        atoms
    }

    /// The groups, in the order in which the policy first asks about them.
    #[must_use]
    pub fn groups(&self) -> &[Group<'a>] {
        &self.groups
    }

    /// What a predicate of the version is; `None` for a connective, and for a predicate that stands elsewhere.
    #[must_use]
    pub fn meaning(&self, predicate: &Expression) -> Option<Meaning> {
        self.meanings.get(&address(predicate)).copied()
    }
}

fn address(predicate: &Expression) -> usize {
    ptr::from_ref(predicate).addr()
}

/// What atoms have to have in common to hang together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Key {
    Flag(FactId),
    Code(FactId),
    Count(FactId),
    Days(FactId),
    /// Which of two dates comes first.
    Order(FactId, FactId),
    Quantity(FactId),
    Results(FactId, Selection, Option<u8>, Option<Duration>),
    Events(FactId),
}

impl Key {
    /// `None` for a connective.
    fn of(predicate: &Expression, documentation: Documentation<'_>) -> Option<Key> {
        let exact = |fact| documentation.days(fact).exact().is_some();
        Some(match *predicate {
            Expression::Flag(fact) => Key::Flag(fact),
            Expression::Code { fact, .. } => Key::Code(fact),
            Expression::Count { fact, .. } => Key::Count(fact),
            Expression::Age { birth_date, .. } => Key::Days(birth_date),
            Expression::Date { fact, test: DateTest::Compare(_, DateOperand::Fact(other)) } if exact(fact) => Key::Days(other),
            Expression::Date { fact, test: DateTest::Compare(_, DateOperand::Fact(other)) } if fact != other && !exact(other) => {
                Key::Order(fact.min(other), fact.max(other))
            }
            Expression::Date { fact, .. } => Key::Days(fact),
            Expression::Quantity { fact, .. } => Key::Quantity(fact),
            Expression::Measurement { fact, selection, method, within, .. } => Key::Results(fact, selection, method, within),
            Expression::Events { fact, .. } => Key::Events(fact),
            Expression::And(_) | Expression::Or(_) | Expression::Not(_) | Expression::If { .. } => return None,
        })
    }

    fn facts(self) -> Vec<FactId> {
        match self {
            Key::Order(one, other) => vec![one, other],
            Key::Flag(fact)
            | Key::Code(fact)
            | Key::Count(fact)
            | Key::Days(fact)
            | Key::Quantity(fact)
            | Key::Results(fact, ..)
            | Key::Events(fact) => vec![fact],
        }
    }

    /// `None` where there are too many.
    fn cells(self, atoms: &[&Expression], documentation: Documentation<'_>) -> Option<BTreeSet<Cell>> {
        match self {
            Key::Flag(_) => None,
            Key::Code(fact) => {
                let cell = |position| {
                    let among = |atom: &&Expression| matches!(atom, Expression::Code { values, .. } if contains(*values, position));
                    atoms.iter().map(among).collect::<Cell>()
                };
                Some(documentation.candidates(fact).into_iter().map(cell).collect())
            }
            Key::Count(_) => Some(numbers::counts(atoms)),
            Key::Days(fact) => Some(dates::days(fact, atoms, documentation)),
            Key::Order(one, other) => Some(dates::order(one, other, atoms, documentation)),
            Key::Quantity(fact) => numbers::quantities(fact, atoms, documentation),
            Key::Results(fact, selection, method, within) => results::cells(fact, (selection, method, within), atoms, documentation),
            Key::Events(fact) => events::cells(fact, atoms, documentation),
        }
    }
}

/// One group; or, where the ways in which its atoms hang together cannot be told, one for each atom, as if they did not.
fn groups<'a>(key: Key, atoms: Vec<&'a Expression>, documentation: Documentation<'_>) -> Vec<Group<'a>> {
    let facts = key.facts();
    match key.cells(&atoms, documentation) {
        Some(cells) if !cells.is_empty() => vec![Group { facts, atoms, cells: cells.into_iter().collect() }],
        _ => {
            let alone = |atom| Group { facts: facts.clone(), atoms: vec![atom], cells: vec![vec![false], vec![true]] };
            atoms.into_iter().map(alone).collect()
        }
    }
}

/// All predicates of a version, with those of applicability before them, in the order in which they are read.
fn predicates<'a>(policy: &'a Policy, version: &'a Version) -> Vec<&'a Expression> {
    let mut found = Vec::new();
    policy.applicability.iter().for_each(|applicability| leaves(&applicability.condition, &mut found));
    for section in version.sections.iter() {
        section.guard.iter().for_each(|guard| leaves(&guard.condition, &mut found));
        section.criteria.iter().for_each(|criterion| criterion_leaves(criterion, &mut found));
    }
    found
}

fn criterion_leaves<'a>(criterion: &'a Criterion, found: &mut Vec<&'a Expression>) {
    match &criterion.body {
        Body::Condition(condition) => leaves(condition, found),
        Body::Group { criteria, .. } => criteria.iter().for_each(|criterion| criterion_leaves(criterion, found)),
    }
}

fn leaves<'a>(expression: &'a Expression, found: &mut Vec<&'a Expression>) {
    match expression {
        Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| leaves(part, found)),
        Expression::Not(part) => leaves(part, found),
        Expression::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| leaves(part, found)),
        predicate => found.push(predicate),
    }
}
