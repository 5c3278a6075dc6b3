//! One member at several moments: what can be answered alike at all of them, and what is then
//! documented at each.

use super::Space;
use super::results::results;
use super::together::Shown;
use crate::moments::Moment;
use policy_core::case::FactValue;
use policy_core::policy::Expression;
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
    /// condition is one [on their dates](Space::on_dates_of). `None` if there are none, if no
    /// example is known of something that it depends on, or if finding one takes too many steps.
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
        let facts_in = |(chart, moment): &(usize, Moment)| {
            let mut facts = BTreeMap::new();
            let mut without_example = BTreeMap::<FactId, Vec<(&Expression, bool)>>::new();
            let mut shown = BTreeMap::<FactId, Shown<'_>>::new();
            for (variable, cell) in &answers {
                let (_, group) = self.group(variable.position())?;
                match group
                    .example(*chart, *cell)
                    .and_then(|example| example.document(&group.facts, self.vocabulary))
                {
                    Some(documented) => {
                        let cell = group.cells.get(*cell).ok_or(Fault::Group)?;
                        for (fact, value) in documented {
                            let shown = shown.entry(fact).or_default();
                            shown.values.push(value.clone());
                            shown
                                .wanted
                                .extend(group.atoms.iter().copied().zip(cell.iter().copied()));
                            facts.insert(fact, value);
                        }
                    }
                    None if needed.contains(variable) => {
                        let wanted = group
                            .atoms
                            .iter()
                            .copied()
                            .zip(group.cells.get(*cell).ok_or(Fault::Group)?.iter().copied());
                        let Some(fact) = group.facts.first() else { return Ok(None) };
                        without_example.entry(*fact).or_default().extend(wanted);
                    }
                    None => {}
                }
            }
            for (fact, shown) in shown {
                if let Some(value) = shown.together(fact, &facts, *moment, self.vocabulary) {
                    facts.insert(fact, value);
                }
            }
            for (fact, wanted) in without_example {
                let Some(shown) = results(fact, &wanted, *moment, self.vocabulary) else {
                    return Ok(None);
                };
                facts.insert(fact, shown);
            }
            Ok(Some(facts))
        };
        charts.iter().map(facts_in).collect()
    }
}
