//! One member at several moments: what can be answered alike at all of them, and what is then
//! documented at each.

use super::Space;
use super::together::Cells;
use crate::moments::Moment;
use policy_core::case::FactValue;
use policy_core::vocabulary::FactId;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::{BTreeMap, BTreeSet};

impl Space<'_> {
    /// A diagram for the chart at this position, with everything decided that its dates alone
    /// decide.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn on_dates_of(&mut self, diagram: Diagram, chart: usize) -> Result<Diagram, Unanswered> {
        let mut here = diagram;
        for (variable, group) in self
            .variables
            .iter()
            .zip(self.atoms.groups())
            .filter(|(_, group)| group.facts.is_empty())
        {
            if let Some(cell) = (0..group.cells.len()).find(|cell| group.is_possible(chart, *cell))
            {
                here = self.diagrams.restrict(here, *variable, cell)?;
            }
        }
        Ok(here)
    }

    /// The answers about a member's facts that are possible in each of these charts.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn possible_in_all(&mut self, charts: &[usize]) -> Result<Diagram, Unanswered> {
        let mut all = Diagrams::TRUE;
        for (variable, group) in self
            .variables
            .iter()
            .zip(self.atoms.groups())
            .rev()
            .filter(|(_, group)| !group.facts.is_empty())
        {
            let possible = self.diagrams.literal(*variable, |cell| {
                charts.iter().all(|chart| group.is_possible(*chart, cell))
            })?;
            all = self.diagrams.and(possible, all)?;
        }
        Ok(all)
    }

    /// What is possible in the chart at this position, as a sequence: charts with equal sequences
    /// are the same for every diagram.
    #[must_use]
    pub fn possibilities(&self, chart: usize) -> Vec<bool> {
        self.atoms
            .groups()
            .iter()
            .flat_map(|group| {
                (0..group.cells.len()).map(move |cell| group.is_possible(chart, cell))
            })
            .collect()
    }

    /// For each of some charts, with its moment, the facts by which a condition holds, all with the
    /// same answers: as few as it depends on, or something about everything that is asked. The
    /// condition is one [on their dates](Space::on_dates_of). `None` if there are none, or if finding
    /// one takes too many steps. Whether the condition holds is for the evaluator to say: of questions
    /// that share facts, not all may be answered as wanted.
    ///
    /// # Errors
    ///
    /// A [`Fault`]
    pub fn alike(
        &mut self,
        condition: Diagram,
        charts: &[(usize, Moment)],
        everything: bool,
    ) -> Result<Option<Vec<BTreeMap<FactId, FactValue>>>, Fault> {
        let numbers = charts.iter().map(|(chart, _)| *chart).collect::<Vec<_>>();
        let here = self
            .possible_in_all(&numbers)
            .and_then(|possible| self.diagrams.and(condition, possible));
        let here = match here {
            Ok(here) => here,
            Err(Unanswered::TooLarge) => return Ok(None),
            Err(Unanswered::Fault(fault)) => return Err(fault),
        };
        let needed = self.diagrams.support(condition).collect::<BTreeSet<_>>();
        let Some(mut answers) = self.diagrams.shortest(here, |value| value != 0) else {
            return Ok(None);
        };
        answers.retain(|variable, _| everything || needed.contains(variable));
        if everything {
            for (variable, group) in self.variables.iter().zip(self.atoms.groups()) {
                let possible =
                    |cell: &usize| charts.iter().all(|(chart, _)| group.is_possible(*chart, *cell));
                if let Some(cell) =
                    (0..group.cells.len()).find(possible).filter(|_| !group.facts.is_empty())
                {
                    answers.entry(*variable).or_insert(cell);
                }
            }
        }
        let mut alike = Vec::new();
        for (chart, moment) in charts {
            let mut cells = Cells::new();
            for (variable, cell) in &answers {
                let group = variable.position();
                if needed.contains(variable) || self.documented(*chart, group, *cell).is_some() {
                    cells.insert(group, *cell);
                }
            }
            let facts = self.documented_together((*chart, *moment), &cells)?;
            alike.push(facts.into_iter().collect());
        }
        Ok(Some(alike))
    }
}
