//! What is left of a formula where facts that nothing else asks about are put together.
//!
//! In: a formula. Out: a graph of the parts that several places may hang on together. What is asked
//! in the same way in several places is one node: policies ask the same thing in several sections,
//! so what counts is what is asked, and not how often it is written.

use super::asked::{Asked, methods_of};
use super::formula::{Formula, Kind, open_facts};
use super::own::{Own, OwnPart};
use crate::evaluate::reference::Documentation;
use crate::policy::Expression;
use core::iter::successors;

/// Room for the nodes, and the parts, that most graphs have.
const FEW: usize = 8;
const MANY: usize = 32;

/// The nodes, each behind its parts.
pub(super) struct Graph<'a> {
    nodes: Vec<Node<'a>>,
    /// The parts of all nodes.
    parts: Vec<Part>,
    /// The whole formula.
    pub(super) root: Part,
}

/// What is left of a part of the formula.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Part {
    /// It comes to this value.
    Known(u16),
    /// Either answer, by facts that nothing else asks about.
    Own(OwnPart),
    Node(usize),
}

struct Node<'a> {
    kind: Kind<'a>,
    /// Where its parts begin and end.
    parts: (usize, usize),
    /// The first node that was made for it: itself, or something in it.
    begin: usize,
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

impl<'a> Graph<'a> {
    /// The graph of a formula that asks like this; the facts that are put together are added to
    /// those.
    pub(super) fn of(
        formula: &Formula<'a>,
        asked: Asked,
        documentation: Documentation<'_>,
        own: &mut Own,
    ) -> Graph<'a> {
        Maker::new(asked, documentation, own, true).graph(formula)
    }

    /// The graph of a formula in which nothing is put together, and nothing is closed.
    pub(super) fn fact_by_fact(
        formula: &Formula<'a>,
        documentation: Documentation<'_>,
    ) -> Graph<'a> {
        Maker::new(Asked::of(formula, documentation), documentation, &mut Own::new(), false)
            .graph(formula)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn kind(&self, node: usize) -> Kind<'a> {
        self.nodes.get(node).map_or(Kind::Known(0), |node| node.kind)
    }

    pub(super) fn parts(&self, node: usize) -> &[Part] {
        self.nodes
            .get(node)
            .and_then(|node| self.parts.get(node.parts.0..node.parts.1))
            .unwrap_or_default()
    }

    /// How many nodes have it as a part.
    pub(super) fn users(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |node| node.users)
    }

    /// Nothing outside asks about what it asks about.
    pub(super) fn is_closed(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|place| place.begin <= place.first && place.last <= node)
    }

    /// The predicates that are not closed.
    pub(super) fn shared_predicates(&self) -> Vec<&'a Expression> {
        let shared = self.nodes.iter().enumerate().filter(|(node, _)| !self.is_closed(*node));
        shared
            .filter_map(
                |(_, node)| {
                    if let Kind::Asks(predicate) = node.kind { Some(predicate) } else { None }
                },
            )
            .collect()
    }

    /// A node and those before it that are like it: they have the same last part, or ask about the
    /// same fact.
    fn like(&self, newest: Option<usize>) -> impl Iterator<Item = usize> {
        successors(newest, |node| self.nodes.get(*node)?.before)
    }
}

/// Makes a graph.
struct Maker<'m, 'a> {
    graph: Graph<'a>,
    asked: Asked,
    documentation: Documentation<'m>,
    own: &'m mut Own,
    /// Whether facts are put together.
    joins: bool,
    /// The parts of which nothing is made yet; and the first node that was made for each, or else
    /// the next one.
    open: Vec<(Part, usize)>,
}

impl<'m, 'a> Maker<'m, 'a> {
    fn new(
        asked: Asked,
        documentation: Documentation<'m>,
        own: &'m mut Own,
        joins: bool,
    ) -> Maker<'m, 'a> {
        let graph = Graph { nodes: Vec::new(), parts: Vec::new(), root: Part::Known(0) };
        Maker { graph, asked, documentation, own, joins, open: Vec::with_capacity(32) }
    }

    fn graph(mut self, formula: &Formula<'a>) -> Graph<'a> {
        for kind in formula.nodes() {
            let at = self.open.len().saturating_sub(kind.parts());
            let begin = self.open.get(at).map_or(self.graph.len(), |(_, begin)| *begin);
            let part = match *kind {
                Kind::Known(value) => Part::Known(value),
                Kind::Asks(predicate) => self.predicate(predicate, begin),
                kind @ (Kind::Not | Kind::AtLeast(..) | Kind::If) => {
                    self.connective(kind, at, begin)
                }
            };
            self.open.truncate(at);
            self.open.push((part, begin));
        }
        if self.joins {
            for node in 0..self.graph.len() {
                self.measure(node);
            }
        }
        self.graph.root = self.open.pop().map_or(Part::Known(0), |(root, _)| root);
        self.graph
    }

    fn predicate(&mut self, predicate: &'a Expression, begin: usize) -> Part {
        if self.joins
            && !self.asked.is_repeated(predicate, self.documentation)
            && let Some(part) = self.own.add(open_facts(predicate, self.documentation))
        {
            return Part::Own(part);
        }
        let known = self.graph.len();
        let node = self.node(
            Kind::Asks(predicate),
            self.graph.parts.len(),
            begin,
            self.asked.newest(predicate, self.documentation),
        );
        if node == known {
            self.asked.note(node, predicate, self.documentation);
        }
        Part::Node(node)
    }

    /// The parts that are open from there on, as one.
    fn connective(&mut self, kind: Kind<'a>, at: usize, begin: usize) -> Part {
        if let Some(part) = self.put_together(kind, at) {
            return part;
        }
        let first = self.graph.parts.len();
        if first == 0 {
            self.graph.parts.reserve(MANY);
        }
        let kind = match kind {
            Kind::AtLeast(needed, of) => self.gather(needed, of, at),
            kind @ (Kind::Known(_) | Kind::Asks(_) | Kind::Not | Kind::If) => {
                self.graph
                    .parts
                    .extend(self.open.get(at..).unwrap_or_default().iter().map(|(part, _)| *part));
                kind
            }
        };
        let parts = self.graph.parts.get(first..).unwrap_or_default();
        if let (Kind::AtLeast(..), [only]) = (kind, parts) {
            let only = *only;
            self.graph.parts.truncate(first);
            return only;
        }
        let newest = parts.iter().rev().find_map(|part| {
            if let Part::Node(node) = part {
                Some(self.graph.nodes.get(*node)?.newest)
            } else {
                None
            }
        });
        Part::Node(self.node(kind, first, begin, newest.flatten()))
    }

    /// What comes of parts none of which hangs together with anything else. Neither a condition nor
    /// a part that is counted or negated is known.
    fn put_together(&mut self, kind: Kind<'a>, at: usize) -> Option<Part> {
        let given = self.open.get(at..)?;
        if let (Kind::If, [_, (Part::Known(then), _), (Part::Known(otherwise), _)]) = (kind, given)
            && then == otherwise
        {
            return Some(Part::Known(*then));
        }
        if given.iter().any(|(part, _)| matches!(part, Part::Node(_))) {
            return None;
        }
        let own = given
            .iter()
            .filter_map(|(part, _)| if let Part::Own(part) = part { Some(*part) } else { None });
        own.fold(None, |all, part| Some(self.own.join(all, part))).map(Part::Own)
    }

    /// Adds the parts that are open from there on, of which so many are needed. Where all are
    /// needed, or one is enough, those that nothing else hangs on are one, and nothing is said
    /// twice.
    fn gather(&mut self, needed: u32, of: u32, at: usize) -> Kind<'a> {
        let is_simple = needed == 1 || needed == of;
        let first = self.graph.parts.len();
        let mut own = None;
        for (part, begin) in self.open.get(at..).unwrap_or_default() {
            match part {
                Part::Own(part) if is_simple => own = Some(self.own.join(own, *part)),
                Part::Node(node)
                    if is_simple
                        && node < begin
                        && self
                            .graph
                            .parts
                            .get(first..)
                            .is_some_and(|parts| parts.contains(part)) => {}
                part @ (Part::Known(_) | Part::Own(_) | Part::Node(_)) => {
                    self.graph.parts.push(*part);
                }
            }
        }
        self.graph.parts.extend(own.map(Part::Own));
        let left = u32::try_from(self.graph.parts.len().saturating_sub(first)).unwrap_or(u32::MAX);
        Kind::AtLeast(if needed == of { left } else { needed }, left)
    }

    /// The node with the parts from there on: one that is the same, if there is one among these and
    /// those before, or a new one.
    fn node(&mut self, kind: Kind<'a>, first: usize, begin: usize, newest: Option<usize>) -> usize {
        let graph = &mut self.graph;
        let parts = graph.parts.get(first..).unwrap_or_default();
        let same = graph
            .like(newest)
            .find(|other| graph.kind(*other) == kind && graph.parts(*other) == parts);
        if let Some(same) = same {
            graph.parts.truncate(first);
            return same;
        }
        let node = graph.nodes.len();
        if node == 0 {
            graph.nodes.reserve(FEW);
        }
        let mut is_last = true;
        for part in parts.iter().rev() {
            if let Part::Node(part) = part
                && let Some(part) = graph.nodes.get_mut(*part)
            {
                part.users = part.users.saturating_add(1);
                part.last_user = node;
                if is_last {
                    part.newest = Some(node);
                }
                is_last = false;
            }
        }
        let parts = (first, graph.parts.len());
        graph.nodes.push(Node {
            kind,
            parts,
            begin,
            users: 0,
            last_user: node,
            first: 0,
            last: usize::MAX,
            newest: None,
            before: newest,
        });
        node
    }

    /// Finds where else the same is asked about; the parts of the node have been measured.
    fn measure(&mut self, node: usize) {
        let (mut first, mut last) = (node, node);
        if let Kind::Asks(predicate) = self.graph.kind(node) {
            let methods = methods_of(predicate);
            for places in
                open_facts(predicate, self.documentation).filter_map(|fact| self.asked.places(fact))
            {
                if methods == u64::MAX {
                    (first, last) = (first.min(places.first), last.max(places.last));
                } else {
                    // Results by one method say nothing of those by another.
                    let takes = |other: &usize| matches!(self.graph.kind(*other), Kind::Asks(other) if methods_of(other) & methods != 0);
                    for other in self.graph.like(places.newest).filter(takes) {
                        (first, last) = (first.min(other), last.max(other));
                    }
                }
            }
        }
        for part in self.graph.parts(node) {
            if let Part::Node(part) = part
                && let Some(part) = self.graph.nodes.get(*part)
            {
                first = first.min(part.first);
                last = last.max(part.last).max(part.last_user);
            }
        }
        if let Some(place) = self.graph.nodes.get_mut(node) {
            (place.first, place.last) = (first, last);
        }
    }
}
