//! The outcome as a function of what is open, and the facts that it hangs on.
//!
//! In: what a determination leaves open. Out: the facts that the outcome hangs on; or the outcome
//! as a decision diagram.
//!
//! A part of a policy that is closed, since nothing else asks about its facts, can turn out either
//! way whatever else is documented, or it is decided. And where no two of its own parts hang on the
//! same facts, each of them can decide it: in an AND where all the others are met, in an OR where
//! none of them is. So such a part needs no function. Where some of its parts do hang on the same
//! facts, a function of these tells on which of them it hangs; for the rest of the policy it is one
//! variable then, however much it asks.

use super::asked::Asked;
use super::formula::{Kind, open_facts};
use super::functions::{ByDiagrams, Functions};
use super::graph::{Graph, Part};
use super::open::Open;
use super::own::{Own, OwnPart};
use super::tables::{LANES, Tables};
use super::weight::FactByFact;
use crate::evaluate::reference::Documentation;
use crate::policy::Expression;
use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use crate::worlds::atoms::Atoms;

/// How large functions may become.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// The lanes of tables; where more are needed, diagrams take their place.
    pub(super) lanes: usize,
    /// So many children of diagrams are looked at.
    pub(super) looks: usize,
}

impl Limits {
    /// The largest policy that we know takes some two thousand looks.
    pub(super) const EXACT: Limits = Limits { lanes: LANES, looks: 1_000_000 };
}

/// The facts that the outcome hangs on, in any order; none where it is the same however the
/// documentation is completed.
pub(super) fn facts(open: &Open<'_>, limits: Limits) -> Result<Vec<FactId>, Unanswered> {
    let asked = Asked::of(&open.outcome, open.documentation);
    if !open.outcome.has_idle_choice()
        && let Some(facts) = asked.once_each()
    {
        return Ok(facts);
    }
    let (graph, own) = put_together(open, asked);
    let root = match graph.root {
        Part::Known(_) => return Ok(Vec::new()),
        Part::Own(part) => return Ok(own.facts(part)),
        Part::Node(root) => root,
    };
    let atoms = Atoms::of_chart(&graph.shared_predicates(), open.documentation);
    if let Ok(facts) =
        Builder::over(open, &graph, Tables::over(&atoms, limits.lanes), own).facts(root)
    {
        return Ok(facts);
    }
    let (graph, own) = put_together(open, Asked::of(&open.outcome, open.documentation));
    Builder::over(open, &graph, ByDiagrams::over(&atoms, limits.looks), own).facts(root)
}

fn put_together<'a>(open: &Open<'a>, asked: Asked) -> (Graph<'a>, Own) {
    let mut own = Own::new();
    (Graph::of(&open.outcome, asked, open.documentation, &mut own), own)
}

/// The outcome as a diagram over those of some predicates that are open, each fact by itself.
pub(super) fn fact_by_fact<'a>(
    open: &Open<'a>,
    predicates: impl Iterator<Item = &'a Expression>,
    looks: usize,
) -> Result<FactByFact<'a>, Unanswered> {
    let predicates = predicates
        .filter(|predicate| open.documentation.truth(predicate).is_unknown())
        .collect::<Vec<_>>();
    let graph = Graph::fact_by_fact(&open.outcome, open.documentation);
    let atoms = Atoms::of_chart(&predicates, open.documentation);
    let mut builder = Builder::over(open, &graph, ByDiagrams::in_order(&atoms, looks), Own::new());
    let outcome = builder.part(graph.root)?;
    let outcome = builder.function(outcome)?;
    let diagrams = builder.functions.into_diagrams();
    Ok(FactByFact { atoms, diagrams, outcome })
}

/// What an open part comes to.
#[derive(Clone, Copy)]
enum Answer<T> {
    /// A value.
    Known(u16),
    /// A function of what several places ask about.
    Shared(T),
    /// Either answer, by facts that nothing else asks about.
    Own(OwnPart),
}

struct Builder<'g, 'a, F: Functions> {
    graph: &'g Graph<'a>,
    documentation: Documentation<'g>,
    functions: F,
    own: Own,
    /// What the nodes that several places ask for come to.
    built: Vec<Option<Answer<F::Function>>>,
}

impl<'g, 'a, F: Functions> Builder<'g, 'a, F> {
    fn over(
        open: &'g Open<'a>,
        graph: &'g Graph<'a>,
        functions: F,
        own: Own,
    ) -> Builder<'g, 'a, F> {
        Builder {
            graph,
            documentation: open.documentation,
            functions,
            own,
            built: vec![None; graph.len()],
        }
    }

    /// The facts that the whole hangs on.
    fn facts(mut self, root: usize) -> Result<Vec<FactId>, Unanswered> {
        Ok(match self.node(root)? {
            Answer::Own(part) => self.own.facts(part),
            // Nothing is outside of the whole, so it is closed.
            Answer::Known(_) | Answer::Shared(_) => Vec::new(),
        })
    }

    fn part(&mut self, part: Part) -> Result<Answer<F::Function>, Unanswered> {
        match part {
            Part::Known(value) => Ok(Answer::Known(value)),
            Part::Own(part) => Ok(Answer::Own(part)),
            Part::Node(node) => self.node(node),
        }
    }

    fn node(&mut self, node: usize) -> Result<Answer<F::Function>, Unanswered> {
        if let Some(Some(answer)) = self.built.get(node) {
            return Ok(*answer);
        }
        let mut answer = self.node_for_one(node)?;
        if self.graph.users(node) > 1 {
            if let Answer::Own(_) = answer {
                answer = Answer::Shared(self.function(answer)?);
            }
            if let Some(built) = self.built.get_mut(node) {
                *built = Some(answer);
            }
        }
        Ok(answer)
    }

    /// A node of which only one other is made.
    fn node_for_one(&mut self, node: usize) -> Result<Answer<F::Function>, Unanswered> {
        let variables = self.functions.variables();
        let answer = match self.graph.kind(node) {
            Kind::Known(value) => Answer::Known(value),
            Kind::Asks(predicate) => self.predicate(node, predicate)?,
            Kind::Not => self.not(node)?,
            Kind::AtLeast(..) => self.at_least(node)?,
            Kind::If => self.choice(node)?,
        };
        // What nothing outside of a part hangs on becomes its own: that on which its function
        // hangs.
        match answer {
            Answer::Shared(function) if self.graph.is_closed(node) => {
                let own = self.functions.close(function, &mut self.own);
                self.functions.forget(variables);
                Ok(own.map_or(Answer::Known(0), Answer::Own))
            }
            answer @ (Answer::Known(_) | Answer::Shared(_) | Answer::Own(_)) => Ok(answer),
        }
    }

    fn predicate(
        &mut self,
        node: usize,
        predicate: &Expression,
    ) -> Result<Answer<F::Function>, Unanswered> {
        if self.graph.is_closed(node)
            && let Some(part) = self.own.add(open_facts(predicate, self.documentation))
        {
            return Ok(Answer::Own(part));
        }
        let function = self.functions.predicate(predicate)?;
        Ok(self.known_or_shared(function))
    }

    fn known_or_shared(&mut self, function: F::Function) -> Answer<F::Function> {
        self.functions.value(function).map_or(Answer::Shared(function), Answer::Known)
    }

    /// An answer as a function: a variable, if it is one of its own.
    fn function(&mut self, answer: Answer<F::Function>) -> Result<F::Function, Unanswered> {
        match answer {
            Answer::Known(value) => Ok(F::known(value)),
            Answer::Shared(function) => Ok(function),
            Answer::Own(part) => self.functions.either(part),
        }
    }

    fn not(&mut self, node: usize) -> Result<Answer<F::Function>, Unanswered> {
        let Some(part) = self.graph.parts(node).first() else { return Ok(Answer::Known(0)) };
        Ok(match self.part(*part)? {
            Answer::Known(value) => Answer::Known(u16::from(value == 0)),
            Answer::Shared(function) => {
                let function = self.functions.not(function)?;
                self.known_or_shared(function)
            }
            own @ Answer::Own(_) => own,
        })
    }

    fn at_least(&mut self, node: usize) -> Result<Answer<F::Function>, Unanswered> {
        let mut parts = Vec::with_capacity(8);
        self.gather(node, &mut parts);
        let mut needed = match self.graph.kind(node) {
            Kind::AtLeast(needed, of) if needed < of => {
                usize::try_from(needed).unwrap_or(usize::MAX)
            }
            Kind::Known(_) | Kind::Asks(_) | Kind::Not | Kind::AtLeast(..) | Kind::If => {
                parts.len()
            }
        };
        let (mut own, mut shared) = (Vec::new(), Vec::with_capacity(parts.len()));
        for (part, times) in parts {
            let answer = match part {
                Part::Node(node) if times > 1 && times == self.graph.users(node) => {
                    self.node_for_one(node)?
                }
                part @ (Part::Known(_) | Part::Own(_) | Part::Node(_)) => self.part(part)?,
            };
            match answer {
                Answer::Known(value) => needed = needed.saturating_sub(usize::from(value)),
                Answer::Shared(function) => shared.push(function),
                Answer::Own(part) => own.push(part),
            }
        }
        let open = own.len().saturating_add(shared.len());
        if needed == 0 || needed > open {
            return Ok(Answer::Known(u16::from(needed == 0)));
        }
        let (any, all) = (needed == 1, needed == open);
        if any || all || shared.is_empty() {
            let joined = own.iter().fold(None, |joined, part| Some(self.own.join(joined, *part)));
            own.clear();
            own.extend(joined);
        }
        if let ([part], []) = (&*own, &*shared) {
            return Ok(Answer::Own(*part));
        }
        for part in own {
            shared.push(self.function(Answer::Own(part))?);
        }
        let function = match (all, any) {
            (true, _) => self.functions.all(&shared),
            (_, true) => self.functions.any(&shared),
            _ => self.functions.at_least(needed, &shared),
        }?;
        Ok(self.known_or_shared(function))
    }

    /// The parts of a node, each with how often it is there: once, where they are counted. Of an
    /// AND inside an AND, and of an OR inside an OR, they are among them, so that what is its own
    /// in all of them is joined.
    fn gather(&self, node: usize, parts: &mut Vec<(Part, usize)>) {
        let (is_all, is_any) = self.asks_for_all_or_any(node);
        for part in self.graph.parts(node) {
            match part {
                Part::Node(inner) if self.graph.users(*inner) > 1 && (is_all || is_any) => {
                    match parts.iter_mut().find(|(other, _)| other == part) {
                        Some((_, times)) => *times = times.saturating_add(1),
                        None => parts.push((*part, 1)),
                    }
                }
                Part::Node(inner) if !self.graph.is_closed(*inner) => {
                    match self.asks_for_all_or_any(*inner) {
                        (true, _) if is_all => self.gather(*inner, parts),
                        (_, true) if is_any => self.gather(*inner, parts),
                        _ => parts.push((*part, 1)),
                    }
                }
                part @ (Part::Known(_) | Part::Own(_) | Part::Node(_)) => parts.push((*part, 1)),
            }
        }
    }

    fn asks_for_all_or_any(&self, node: usize) -> (bool, bool) {
        if let Kind::AtLeast(needed, of) = self.graph.kind(node) {
            (needed == of, needed == 1)
        } else {
            (false, false)
        }
    }

    fn choice(&mut self, node: usize) -> Result<Answer<F::Function>, Unanswered> {
        let [condition, then, otherwise] = *self.graph.parts(node) else {
            return Ok(Answer::Known(0));
        };
        let condition = match self.part(condition)? {
            Answer::Known(value) => return self.part(if value == 0 { otherwise } else { then }),
            open @ (Answer::Shared(_) | Answer::Own(_)) => open,
        };
        let answers = [condition, self.part(then)?, self.part(otherwise)?];
        match answers {
            [_, Answer::Known(then), Answer::Known(otherwise)] if then == otherwise => {
                Ok(Answer::Known(then))
            }
            [
                Answer::Own(condition),
                Answer::Known(_) | Answer::Own(_),
                Answer::Known(_) | Answer::Own(_),
            ] => {
                let branches = answers.into_iter().skip(1).filter_map(|answer| {
                    if let Answer::Own(part) = answer { Some(part) } else { None }
                });
                Ok(Answer::Own(
                    branches.fold(condition, |joined, part| self.own.join(Some(joined), part)),
                ))
            }
            [condition, then, otherwise] => {
                let [condition, then, otherwise] =
                    [self.function(condition)?, self.function(then)?, self.function(otherwise)?];
                let function = self.functions.if_then_else(condition, then, otherwise)?;
                Ok(self.known_or_shared(function))
            }
        }
    }
}
