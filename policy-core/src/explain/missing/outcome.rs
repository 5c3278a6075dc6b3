//! The outcome as a function of what is open, and the facts that it hangs on.
//!
//! In: what a determination leaves open. Out: the outcome as a decision diagram, and the facts that the diagram asks.
//!
//! Most facts are asked about in one place only. A part of a policy in which all are can turn out either way, whatever else is documented, and each of its
//! facts can decide it: in an AND where all the others are met, in an OR where none of them is. So such a part needs no diagram of its own; it is one variable,
//! however much it asks, and parts that are only asked for together are one part. What is left to the diagram are facts that several places ask about.

use super::formula::{Formula, open_facts};
use super::open::Open;
use super::own::{Own, OwnPart};
use crate::analysis::atoms::only_answer;
use crate::analysis::diagram::{Diagram, Diagrams, TooLarge};
use crate::analysis::space::Space;
use crate::policy::{Expression, Outcome};
use crate::vocabulary::FactId;

/// The outcome as a diagram.
pub(super) struct OpenOutcome<'a> {
    pub(super) space: Space<'a>,
    pub(super) diagram: Diagram,
    /// Facts that only one place asks about.
    own: Own,
}

/// What an open part comes to.
#[derive(Clone, Copy)]
enum Part {
    Known(bool),
    /// A function of what several places ask about.
    Shared(Diagram),
    /// Either answer, by facts that nothing else asks about.
    Own(OwnPart),
}

impl From<Diagram> for Part {
    fn from(diagram: Diagram) -> Part {
        match diagram {
            Diagrams::FALSE => Part::Known(false),
            Diagrams::TRUE => Part::Known(true),
            _ => Part::Shared(diagram),
        }
    }
}

impl<'a> OpenOutcome<'a> {
    /// The outcome over all that is open, with parts that are asked about in one place as one variable each.
    pub(super) fn of(open: &Open<'a>, limit: usize) -> Result<OpenOutcome<'a>, TooLarge> {
        let predicates = open.predicates();
        let mut asked = vec![0_u8; open.policy.vocabulary.facts.len()];
        let facts = predicates.iter().flat_map(|predicate| open_facts(predicate, open.documentation));
        facts.for_each(|fact| {
            if let Some(times) = asked.get_mut(usize::from(fact.0)) {
                *times = times.saturating_add(1);
            }
        });
        let once = |fact: FactId| asked.get(usize::from(fact.0)) == Some(&1);
        let is_own = |predicate: &Expression| {
            let mut facts = open_facts(predicate, open.documentation).peekable();
            facts.peek().is_some() && facts.all(once)
        };
        let shared = predicates.into_iter().filter(|predicate| !is_own(predicate));
        OpenOutcome::over(open, shared, is_own, limit)
    }

    /// The outcome over predicates of which some may be open, each fact by itself.
    pub(super) fn fact_by_fact(open: &Open<'a>, predicates: impl Iterator<Item = &'a Expression>, limit: usize) -> Result<OpenOutcome<'a>, TooLarge> {
        OpenOutcome::over(open, predicates, |_| false, limit)
    }

    fn over(
        open: &Open<'a>,
        shared: impl Iterator<Item = &'a Expression>,
        is_own: impl Fn(&Expression) -> bool,
        limit: usize,
    ) -> Result<OpenOutcome<'a>, TooLarge> {
        let space = Space::of_chart(&open.policy.vocabulary, shared, open.documentation.chart, limit)?;
        let mut builder = Builder { open, space, own: Own::default(), is_own };
        let diagram = builder.outcome()?;
        Ok(OpenOutcome { space: builder.space, diagram, own: builder.own })
    }

    /// The facts that the outcome hangs on.
    pub(super) fn facts(mut self) -> Vec<FactId> {
        let asked = self.space.diagrams().support(self.diagram).collect::<Vec<_>>();
        let own = self.own.facts(|variable| asked.binary_search(&variable).is_ok());
        asked.iter().flat_map(|variable| self.space.facts_of(*variable)).copied().chain(own).collect()
    }
}

/// Parts of which so many have to be met.
struct Gathered {
    needed: usize,
    own: Vec<OwnPart>,
    shared: Vec<Diagram>,
}

struct Builder<'o, 'a, F> {
    open: &'o Open<'a>,
    space: Space<'a>,
    own: Own,
    is_own: F,
}

impl<'a, F: Fn(&Expression) -> bool> Builder<'_, 'a, F> {
    fn outcome(&mut self) -> Result<Diagram, TooLarge> {
        let open = self.open;
        let not_applicable = self.space.terminal(Outcome::NotApplicable)?;
        let not_met = self.space.terminal(Outcome::CriteriaNotMet)?;
        // From the last section back: what the later ones say where the guard fails.
        let mut governed = not_applicable;
        for section in open.sections.iter().rev() {
            let met = self.space.terminal(section.met)?;
            let criteria = self.diagram(&section.criteria)?;
            let own = self.space.diagrams().if_then_else(criteria, met, not_met)?;
            let guard = self.diagram(&section.guard)?;
            governed = self.space.diagrams().if_then_else(guard, own, governed)?;
        }
        let applies = self.diagram(&open.applies)?;
        self.space.diagrams().if_then_else(applies, governed, not_applicable)
    }

    fn diagram(&mut self, formula: &Formula<'a>) -> Result<Diagram, TooLarge> {
        let part = self.part(formula)?;
        self.shared(part)
    }

    fn shared(&mut self, part: Part) -> Result<Diagram, TooLarge> {
        match part {
            Part::Known(met) => Ok(if met { Diagrams::TRUE } else { Diagrams::FALSE }),
            Part::Shared(diagram) => Ok(diagram),
            Part::Own(part) => {
                let variable = self.space.diagrams().variable(2);
                self.own.stand_for(part, variable);
                self.space.diagrams().literal(variable, |answer| answer == 1)
            }
        }
    }

    fn part(&mut self, formula: &Formula<'a>) -> Result<Part, TooLarge> {
        Ok(match formula {
            Formula::Known(met) => Part::Known(*met),
            Formula::Asks(predicate) if (self.is_own)(predicate) => match only_answer(predicate, self.open.documentation) {
                Some(answer) => Part::Known(answer),
                None => Part::Own(self.own.add(open_facts(predicate, self.open.documentation))),
            },
            Formula::Asks(predicate) => self.space.condition(predicate)?.into(),
            Formula::Not(part) => match self.part(part)? {
                Part::Known(met) => Part::Known(!met),
                Part::Shared(diagram) => self.space.diagrams().not(diagram)?.into(),
                own @ Part::Own(_) => own,
            },
            Formula::AtLeast(needed, parts) => self.at_least(*needed, parts)?,
            Formula::If(parts) => self.choice(parts)?,
        })
    }

    fn at_least(&mut self, needed: usize, parts: &[Formula<'a>]) -> Result<Part, TooLarge> {
        let mut gathered = Gathered { needed, own: Vec::new(), shared: Vec::new() };
        self.gather(needed, parts, &mut gathered)?;
        let Gathered { needed, mut own, mut shared } = gathered;
        let open = own.len().saturating_add(shared.len());
        if needed == 0 || needed > open {
            return Ok(Part::Known(needed == 0));
        }
        let (any, all) = (needed == 1, needed == open);
        if any || all || shared.is_empty() {
            own = self.own.join(own).into_iter().collect();
        }
        if let ([part], []) = (&*own, &*shared) {
            return Ok(Part::Own(*part));
        }
        for part in own {
            shared.push(self.shared(Part::Own(part))?);
        }
        let diagrams = self.space.diagrams();
        let diagram = if all { diagrams.all(&shared) } else { diagrams.at_least(needed, &shared) };
        diagram.map(Part::from)
    }

    /// The parts, those of an AND inside an AND and of an OR inside an OR among them, so that what is its own in all of them is joined.
    fn gather(&mut self, needed: usize, parts: &[Formula<'a>], gathered: &mut Gathered) -> Result<(), TooLarge> {
        for part in parts {
            match part {
                Formula::AtLeast(inner, within) if needed == parts.len() && *inner == within.len() => {
                    gathered.needed = gathered.needed.saturating_add(within.len()).saturating_sub(1);
                    self.gather(*inner, within, gathered)?;
                }
                Formula::AtLeast(1, within) if needed == 1 => self.gather(1, within, gathered)?,
                part => match self.part(part)? {
                    Part::Known(met) => gathered.needed = gathered.needed.saturating_sub(usize::from(met)),
                    Part::Shared(diagram) => gathered.shared.push(diagram),
                    Part::Own(part) => gathered.own.push(part),
                },
            }
        }
        Ok(())
    }

    fn choice(&mut self, [condition, then, otherwise]: &[Formula<'a>; 3]) -> Result<Part, TooLarge> {
        let condition = match self.part(condition)? {
            Part::Known(met) => return self.part(if met { then } else { otherwise }),
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
                let [condition, then, otherwise] = [self.shared(condition)?, self.shared(then)?, self.shared(otherwise)?];
                self.space.diagrams().if_then_else(condition, then, otherwise).map(Part::from)
            }
        }
    }
}
