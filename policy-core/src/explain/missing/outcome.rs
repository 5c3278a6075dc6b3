//! The outcome as a function of what is open, and the facts that it hangs on.
//!
//! In: what a determination leaves open. Out: the facts that the outcome hangs on; or the outcome as a decision diagram.
//!
//! A part of a policy that is closed, since nothing else asks about its facts, can turn out either way whatever else is documented, or it is decided. And where
//! no two of its own parts hang on the same facts, each of them can decide it: in an AND where all the others are met, in an OR where none of them is. So such
//! a part needs no diagram. Where some of its parts do hang on the same facts, a diagram of these tells on which of them it hangs; for the rest of the policy
//! it is one variable then, however much it asks.

use super::formula::{Kind, open_facts};
use super::open::Open;
use super::own::{Own, OwnPart};
use super::places::Places;
use crate::analysis::atoms::only_answer;
use crate::analysis::diagram::{Diagram, Diagrams, TooLarge};
use crate::analysis::space::Space;
use crate::policy::Expression;
use crate::vocabulary::FactId;
use std::collections::BTreeMap;

/// The facts that the outcome hangs on, in any order; none where it is the same however the documentation is completed.
pub(super) fn facts(open: &Open<'_>, limit: usize) -> Result<Vec<FactId>, TooLarge> {
    let places = Places::of(&open.outcome, open.documentation);
    let nodes = 0..open.outcome.len();
    let shared = nodes.filter(|node| places.first_like(*node) == *node && !places.is_closed(*node, &open.outcome));
    let shared = shared.filter_map(|node| if let Kind::Asks(predicate) = open.outcome.kind(node) { Some(predicate) } else { None });
    let mut builder = Builder::over(open, &shared.collect::<Vec<_>>(), Some(&places), limit)?;
    Ok(match builder.part(open.outcome.root())? {
        Part::Own(part) => builder.own.facts(part),
        // Nothing is outside of the whole, so it is closed.
        Part::Known(_) | Part::Shared(_) => Vec::new(),
    })
}

/// The outcome as a diagram over those of some predicates that are open, each fact by itself.
pub(super) fn fact_by_fact<'a>(
    open: &Open<'a>,
    predicates: impl Iterator<Item = &'a Expression>,
    limit: usize,
) -> Result<(Space<'a>, Diagram), TooLarge> {
    let predicates = predicates.filter(|predicate| open.documentation.truth(predicate).is_unknown()).collect::<Vec<_>>();
    let mut builder = Builder::over(open, &predicates, None, limit)?;
    let outcome = builder.part(open.outcome.root())?;
    let outcome = builder.diagram(outcome)?;
    Ok((builder.space, outcome))
}

/// What an open part comes to.
#[derive(Clone, Copy)]
enum Part {
    /// A value, as a diagram has it.
    Known(u16),
    /// A function of what several places ask about.
    Shared(Diagram),
    /// Either answer, by facts that nothing else asks about.
    Own(OwnPart),
}

/// Parts of which so many have to be met.
struct Gathered {
    needed: usize,
    own: Vec<OwnPart>,
    /// The last one first.
    shared: Vec<Diagram>,
}

struct Builder<'o, 'a> {
    open: &'o Open<'a>,
    /// `None` where nothing is to be joined.
    places: Option<&'o Places>,
    space: Space<'a>,
    own: Own,
    /// What the parts that several places ask for come to.
    built: BTreeMap<usize, Part>,
}

impl<'o, 'a> Builder<'o, 'a> {
    fn over(open: &'o Open<'a>, shared: &[&'a Expression], places: Option<&'o Places>, limit: usize) -> Result<Builder<'o, 'a>, TooLarge> {
        let space = Space::of_chart(&open.policy.vocabulary, shared, open.documentation.chart, limit)?;
        Ok(Builder { open, places, space, own: Own::new(), built: BTreeMap::new() })
    }

    fn first_like(&self, node: usize) -> usize {
        self.places.map_or(node, |places| places.first_like(node))
    }

    fn is_closed(&self, node: usize) -> bool {
        self.places.is_some_and(|places| places.is_closed(node, &self.open.outcome))
    }

    fn is_shared(&self, node: usize) -> bool {
        self.places.is_some_and(|places| places.is_shared(node))
    }

    fn part(&mut self, node: usize) -> Result<Part, TooLarge> {
        let node = self.first_like(node);
        if let Some(part) = self.built.get(&node) {
            return Ok(*part);
        }
        let mut part = self.build(node)?;
        if let Part::Shared(diagram) = part
            && self.is_closed(node)
        {
            part = self.close(diagram);
        }
        if self.is_shared(node) {
            if let Part::Own(_) = part {
                part = Part::Shared(self.diagram(part)?);
            }
            self.built.insert(node, part);
        }
        Ok(part)
    }

    fn build(&mut self, node: usize) -> Result<Part, TooLarge> {
        match self.open.outcome.kind(node) {
            Kind::Known(value) => Ok(Part::Known(value)),
            Kind::Asks(predicate) => self.predicate(node, predicate),
            Kind::Not => Ok(match self.part(node.saturating_sub(1))? {
                Part::Known(value) => Part::Known(u16::from(value == 0)),
                Part::Shared(diagram) => {
                    let diagram = self.space.diagrams().not(diagram)?;
                    self.known_or_shared(diagram)
                }
                own @ Part::Own(_) => own,
            }),
            Kind::AtLeast(needed) => self.at_least(needed, node),
            Kind::If => self.choice(node),
        }
    }

    fn predicate(&mut self, node: usize, predicate: &Expression) -> Result<Part, TooLarge> {
        if self.is_closed(node) {
            if let Some(answer) = only_answer(predicate, self.open.documentation) {
                return Ok(Part::Known(u16::from(answer)));
            }
            if let Some(part) = self.own.add(open_facts(predicate, self.open.documentation)) {
                return Ok(Part::Own(part));
            }
        }
        let diagram = self.space.condition(predicate)?;
        Ok(self.known_or_shared(diagram))
    }

    fn known_or_shared(&mut self, diagram: Diagram) -> Part {
        self.space.diagrams().value(diagram).map_or(Part::Shared(diagram), Part::Known)
    }

    /// A part as a diagram: a variable, if it is one of its own.
    fn diagram(&mut self, part: Part) -> Result<Diagram, TooLarge> {
        match part {
            Part::Known(value) => Ok(Diagrams::terminal(value)),
            Part::Shared(diagram) => Ok(diagram),
            Part::Own(part) => {
                let variable = self.space.diagrams().variable(2);
                self.own.stand_for(part, variable);
                self.space.diagrams().literal(variable, |answer| answer == 1)
            }
        }
    }

    /// What nothing outside of a part hangs on becomes its own: that on which its diagram hangs.
    fn close(&mut self, diagram: Diagram) -> Part {
        let mut parts = Vec::new();
        for variable in self.space.diagrams().support(diagram) {
            let group = self.space.facts_of(variable).iter().copied();
            parts.extend(self.own.part_of(variable).or_else(|| self.own.add(group)));
        }
        self.own.join(parts).map_or(Part::Shared(diagram), Part::Own)
    }

    fn at_least(&mut self, needed: usize, node: usize) -> Result<Part, TooLarge> {
        let mut gathered = Gathered { needed, own: Vec::with_capacity(16), shared: Vec::new() };
        self.gather(node, needed, &mut gathered)?;
        let Gathered { needed, mut own, mut shared } = gathered;
        let open = own.len().saturating_add(shared.len());
        if needed == 0 || needed > open {
            return Ok(Part::Known(u16::from(needed == 0)));
        }
        let (any, all) = (needed == 1, needed == open);
        if any || all || shared.is_empty() {
            self.own.join(own.iter().copied());
            own.truncate(1);
        }
        if let ([part], []) = (&*own, &*shared) {
            return Ok(Part::Own(*part));
        }
        shared.reverse();
        for part in own {
            shared.push(self.diagram(Part::Own(part))?);
        }
        let diagrams = self.space.diagrams();
        let diagram = match (all, any) {
            (true, _) => diagrams.all(&shared),
            (_, true) => diagrams.any(&shared),
            _ => diagrams.at_least(needed, &shared),
        }?;
        Ok(self.known_or_shared(diagram))
    }

    /// The parts, those of an AND inside an AND and of an OR inside an OR among them, so that what is its own in all of them is joined.
    fn gather(&mut self, node: usize, needed: usize, gathered: &mut Gathered) -> Result<(), TooLarge> {
        let outcome = &self.open.outcome;
        let is_all = outcome.parts(node).count() == needed;
        for part in outcome.parts(node) {
            let part = self.first_like(part);
            let is_by_itself = self.is_shared(part) || self.is_closed(part);
            match outcome.kind(part) {
                Kind::AtLeast(inner) if is_all && !is_by_itself && outcome.parts(part).count() == inner => {
                    gathered.needed = gathered.needed.saturating_add(inner).saturating_sub(1);
                    self.gather(part, inner, gathered)?;
                }
                Kind::AtLeast(1) if needed == 1 && !is_by_itself => self.gather(part, 1, gathered)?,
                _ => match self.part(part)? {
                    Part::Known(value) => gathered.needed = gathered.needed.saturating_sub(usize::from(value)),
                    Part::Shared(diagram) => gathered.shared.push(diagram),
                    Part::Own(part) => gathered.own.push(part),
                },
            }
        }
        Ok(())
    }

    fn choice(&mut self, node: usize) -> Result<Part, TooLarge> {
        let mut parts = self.open.outcome.parts(node);
        let (Some(otherwise), Some(then), Some(condition)) = (parts.next(), parts.next(), parts.next()) else { return Ok(Part::Known(0)) };
        let condition = match self.part(condition)? {
            Part::Known(value) => return self.part(if value == 0 { otherwise } else { then }),
            open => open,
        };
        let parts = [condition, self.part(then)?, self.part(otherwise)?];
        match parts {
            [_, Part::Known(then), Part::Known(otherwise)] if then == otherwise => Ok(Part::Known(then)),
            [Part::Own(condition), Part::Known(_) | Part::Own(_), Part::Known(_) | Part::Own(_)] => {
                let branches = parts.into_iter().filter_map(|part| if let Part::Own(part) = part { Some(part) } else { None });
                Ok(Part::Own(self.own.join(branches).unwrap_or(condition)))
            }
            [condition, then, otherwise] => {
                let [condition, then, otherwise] = [self.diagram(condition)?, self.diagram(then)?, self.diagram(otherwise)?];
                let diagram = self.space.diagrams().if_then_else(condition, then, otherwise)?;
                Ok(self.known_or_shared(diagram))
            }
        }
    }
}
