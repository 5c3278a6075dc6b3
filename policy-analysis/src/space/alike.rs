//! One member at several moments: what can be answered alike in all of them, and what is then
//! documented in each.

use super::Space;
use super::results::results;
use crate::moments::Moment;
use policy_core::case::FactValue;
use policy_core::policy::Expression;
use policy_core::vocabulary::FactId;
use policy_core::worlds::diagram::{Diagram, Diagrams, TooLarge};
use std::collections::{BTreeMap, BTreeSet};

impl Space<'_> {
    /// A diagram for the chart at this position: what only its dates decide is decided.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn on_dates_of(&mut self, diagram: Diagram, chart: usize) -> Result<Diagram, TooLarge> {
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

    /// The answers about a member's facts that can come about in each of these charts.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn possible_in_all(&mut self, charts: &[usize]) -> Result<Diagram, TooLarge> {
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

    /// What can come about in the chart at this position, as one sequence: charts with the same
    /// sequence are the same to every diagram.
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
    /// same answers: as few as it hangs on, or something about everything that is asked. The
    /// condition is one [on their dates](Space::on_dates_of). `None` where there are none, or where
    /// no example is known of what it hangs on.
    pub fn alike(
        &mut self,
        condition: Diagram,
        charts: &[(usize, Moment)],
        everything: bool,
    ) -> Option<Vec<BTreeMap<FactId, FactValue>>> {
        let possible = self
            .possible_in_all(&charts.iter().map(|(chart, _)| *chart).collect::<Vec<_>>())
            .ok()?;
        let here = self.diagrams.and(condition, possible).ok()?;
        let needed = self.diagrams.support(condition).collect::<BTreeSet<_>>();
        let mut answers = self.diagrams.shortest(here, |value| value != 0)?;
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
        let facts_in = |(chart, moment): &(usize, Moment)| {
            let mut facts = BTreeMap::new();
            let mut without_example = BTreeMap::<FactId, Vec<(&Expression, bool)>>::new();
            for (variable, cell) in &answers {
                let group = self.atoms.groups().get(variable.position())?;
                match group
                    .example(*chart, *cell)
                    .and_then(|example| example.document(&group.facts, self.vocabulary))
                {
                    Some(documented) => facts.extend(documented),
                    None if needed.contains(variable) => {
                        let wanted = group
                            .atoms
                            .iter()
                            .copied()
                            .zip(group.cells.get(*cell)?.iter().copied());
                        without_example.entry(*group.facts.first()?).or_default().extend(wanted);
                    }
                    None => {}
                }
            }
            for (fact, wanted) in without_example {
                facts.insert(fact, results(fact, &wanted, *moment, self.vocabulary)?);
            }
            Some(facts)
        };
        charts.iter().map(facts_in).collect()
    }
}
