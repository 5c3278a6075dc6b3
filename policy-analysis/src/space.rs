//! Conditions and outcomes of policies as decision diagrams.
//!
//! In: predicates, and a chart or several [moments](super::moments) at which nothing is documented.
//! Out: diagrams over the [atoms](policy_core::worlds::atoms) that the charts leave open, in which
//! every completion of the documentation is one path. What is already decided is a constant.

mod alike;
mod results;
mod together;

use super::moments::Moment;
use policy_core::case::FactValue;
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{
    Algebra, Comparable, CountTest, Decision, Domain, Entries, Expression, Input, NormTest,
    Outcome, Policy, QuantityTest, Region, Relation, Ruling, Term, Version,
};
use policy_core::possible::{Distance, EntryDay, Multiple, Sign};
use policy_core::unit::Unit;
use policy_core::vocabulary::{FactId, FactKind, HistoryForm, Vocabulary};
use policy_core::worlds::atoms::{Answer, Atoms, Completeness, Group, Meaning};
use policy_core::worlds::diagram::{Diagram, Diagrams, Variable};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that charts leave open, as variables of decision diagrams.
#[derive(Debug)]
pub struct Space<'a> {
    vocabulary: &'a Vocabulary,
    atoms: Atoms<'a>,
    diagrams: Diagrams,
    /// One for each group of atoms.
    variables: Vec<Variable>,
    /// The charts, in their order.
    moments: Vec<Moment>,
    /// Values of the variables that are possible together in some chart.
    possible: Diagram,
    /// Every result that is asked for is on file.
    all_on_file: bool,
}

impl<'a> Space<'a> {
    /// The open questions of some predicates about members for whom nothing is documented, at one
    /// of these moments.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn of_moments(
        vocabulary: &'a Vocabulary,
        predicates: impl IntoIterator<Item = &'a Expression>,
        moments: &[Moment],
        completeness: Completeness,
        looks: usize,
    ) -> Result<Space<'a>, Unanswered> {
        let charts =
            moments.iter().map(|chart| Documentation { vocabulary, chart }).collect::<Vec<_>>();
        let predicates = predicates.into_iter().collect::<Vec<_>>();
        if !predicates.iter().all(|predicate| fits(predicate, vocabulary)) {
            return Err(Fault::Fact.into());
        }
        let atoms = Atoms::of(predicates, &charts, completeness);
        Space::of(vocabulary, atoms, moments.to_vec(), looks)
    }

    fn of(
        vocabulary: &'a Vocabulary,
        atoms: Atoms<'a>,
        moments: Vec<Moment>,
        looks: usize,
    ) -> Result<Space<'a>, Unanswered> {
        let mut diagrams = Diagrams::new(looks);
        let variables =
            atoms.groups().iter().map(|group| diagrams.variable(group.cells.len())).collect();
        let mut space = Space {
            vocabulary,
            atoms,
            diagrams,
            variables,
            moments,
            possible: Diagrams::TRUE,
            all_on_file: false,
        };
        space.possible = space.possible_in_some_chart()?;
        Ok(space)
    }

    fn possible_in_some_chart(&mut self) -> Result<Diagram, Unanswered> {
        if self.moments.len() <= 1 && self.atoms.split().is_empty() {
            return Ok(Diagrams::TRUE);
        }
        let mut some = Diagrams::FALSE;
        for chart in 0..self.moments.len() {
            let mut all = Diagrams::TRUE;
            // The last variable first: each conjunction then only adds a node at the top.
            for (variable, group) in self.variables.iter().zip(self.atoms.groups()).rev() {
                let possible =
                    self.diagrams.literal(*variable, |cell| group.is_possible(chart, cell))?;
                all = self.diagrams.and(possible, all)?;
            }
            for pair in self.impossible_pairs(chart) {
                let both = pair.map(|(atom, met)| self.answer(atom, met));
                let [one, other] = both;
                let both = self.diagrams.and(one?, other?)?;
                all = self.diagrams.if_then_else(both, Diagrams::FALSE, all)?;
            }
            some = self.diagrams.or(some, all)?;
        }
        Ok(some)
    }

    fn impossible_pairs(&self, chart: usize) -> Vec<[Answer<'a>; 2]> {
        let split = self.atoms.split().iter();
        split.filter_map(|split| split.impossible.get(chart)).flatten().copied().collect()
    }

    /// Whether a predicate is certainly met, or is not.
    fn answer(&mut self, predicate: &Expression, met: bool) -> Result<Diagram, Unanswered> {
        let is_met = self.settled(predicate, true)?;
        if met { Ok(is_met) } else { self.diagrams.not(is_met) }
    }

    /// The moments, in the order of the charts.
    pub(super) fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// The values of the variables that are possible together: all, unless the moments differ.
    #[must_use]
    pub const fn possible(&self) -> Diagram {
        self.possible
    }

    /// The outcome of one version of a policy, as the position in [`Outcome::ALL`].
    ///
    /// In a completion nothing is missing, so the outcome is [`Outcome::NeedInformation`] only if a
    /// result is not on file.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn outcome_of(
        &mut self,
        policy: &Policy,
        version: &Version,
    ) -> Result<Diagram, Unanswered> {
        self.outcome(policy, &mut version.sections.iter())
    }

    /// At least this many of some conditions hold.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn counted(&mut self, needed: usize, parts: &[Diagram]) -> Result<Diagram, Unanswered> {
        match needed {
            needed if needed == parts.len() => self.diagrams.all(parts),
            1 => self.diagrams.any(parts),
            needed => self.diagrams.at_least(needed, parts),
        }
    }

    fn predicate(&mut self, predicate: &Expression) -> Result<Diagram, Unanswered> {
        if self.all_on_file && predicate.asks_for_file() {
            return Ok(Diagrams::TRUE);
        }
        self.settled(predicate, true)
    }

    /// A group of atoms and its variable.
    pub(super) fn group(&self, group: usize) -> Result<(Variable, &Group<'a>), Fault> {
        let variable = self.variables.get(group).copied().ok_or(Fault::Group)?;
        Ok((variable, self.atoms.groups().get(group).ok_or(Fault::Group)?))
    }

    /// Where a predicate is certainly met, or certainly fails.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub(super) fn settled(
        &mut self,
        predicate: &Expression,
        met: bool,
    ) -> Result<Diagram, Unanswered> {
        let (group, atom) = match self.atoms.meaning(predicate).ok_or(Fault::Test)? {
            Meaning::Decided(decided) if decided == met => return Ok(Diagrams::TRUE),
            Meaning::Decided(_) => return Ok(Diagrams::FALSE),
            Meaning::Open { group, atom } => (group, atom),
        };
        let (variable, group) = self.group(group)?;
        let settled = (0..group.cells.len()).map(|cell| group.settled(cell, atom, met));
        let settled = settled.collect::<Option<Vec<_>>>().ok_or(Fault::Group)?;
        self.diagrams.literal(variable, |cell| settled.get(cell) == Some(&true))
    }

    /// An outcome as the value of a diagram.
    #[must_use]
    pub fn terminal(outcome: Outcome) -> Diagram {
        Diagrams::terminal(outcome.position())
    }

    /// For the chart at this position, answers by which a condition holds, as a cell for each
    /// group: as few as possible, or one for everything that is asked.
    pub(super) fn answers(
        &mut self,
        condition: Diagram,
        chart: usize,
        everything: bool,
    ) -> Result<Option<BTreeMap<usize, usize>>, Unanswered> {
        let mut here = condition;
        for (variable, group) in self.variables.iter().zip(self.atoms.groups()).rev() {
            if (0..group.cells.len()).any(|cell| !group.is_possible(chart, cell)) {
                let possible =
                    self.diagrams.literal(*variable, |cell| group.is_possible(chart, cell))?;
                here = self.diagrams.and(possible, here)?;
            }
        }
        let Some(answers) = self.diagrams.shortest(here, |value| value != 0) else {
            return Ok(None);
        };
        let mut answers = answers
            .into_iter()
            .map(|(variable, cell)| (variable.position(), cell))
            .collect::<BTreeMap<_, _>>();
        if everything {
            for (position, group) in self.atoms.groups().iter().enumerate() {
                let possible = (0..group.cells.len()).find(|cell| group.is_possible(chart, *cell));
                answers.entry(position).or_insert(possible.ok_or(Fault::Group)?);
            }
        }
        Ok(Some(answers))
    }

    /// What is documented in the chart at this position if a group turns out like this; `None` if
    /// it cannot, or if no example is known.
    pub(super) fn documented(
        &self,
        chart: usize,
        group: usize,
        cell: usize,
    ) -> Option<Vec<(FactId, FactValue)>> {
        let group = self.atoms.groups().get(group)?;
        let example = group.example(chart, cell)?;
        if group.facts.is_empty() {
            Some(Vec::new())
        } else {
            example.document(&group.facts, self.vocabulary)
        }
    }

    /// What remains of a diagram if a group turns out like this.
    pub(super) fn where_group_is(
        &mut self,
        diagram: Diagram,
        group: usize,
        cell: usize,
    ) -> Result<Diagram, Unanswered> {
        let (variable, _) = self.group(group)?;
        self.diagrams.restrict(diagram, variable, cell)
    }

    /// The condition that the atoms of a group turn out like this; `None` for atoms that do not
    /// matter.
    pub(super) fn cells_where(
        &mut self,
        group: usize,
        truths: &[Option<bool>],
    ) -> Result<Diagram, Unanswered> {
        let (variable, group) = self.group(group)?;
        let agrees = |cell: &Vec<bool>| {
            cell.iter()
                .zip(truths)
                .all(|(found, wanted)| wanted.is_none_or(|wanted| *found == wanted))
        };
        let agreeing = group.cells.iter().map(agrees).collect::<Vec<_>>();
        self.diagrams.literal(variable, |cell| agreeing.get(cell) == Some(&true))
    }

    /// The condition that a diagram holds for some answers about a group, with the others
    /// unchanged.
    pub(super) fn for_some(
        &mut self,
        diagram: Diagram,
        group: usize,
    ) -> Result<Diagram, Unanswered> {
        let (variable, _) = self.group(group)?;
        let mut some = Diagrams::FALSE;
        for cell in 0..self.diagrams.values(variable) {
            let there = self.diagrams.restrict(diagram, variable, cell)?;
            some = self.diagrams.or(some, there)?;
        }
        Ok(some)
    }

    /// Whether a diagram depends on a group of atoms.
    pub(super) fn asks(&self, diagram: Diagram, group: usize) -> bool {
        let variable = self.variables.get(group).copied();
        self.diagrams.support(diagram).any(|asked| Some(asked) == variable)
    }

    /// The facts that a diagram depends on.
    #[must_use]
    pub fn facts(&self, diagram: Diagram) -> BTreeSet<FactId> {
        self.diagrams
            .support(diagram)
            .filter_map(|variable| self.atoms.groups().get(variable.position()))
            .flat_map(|group| &group.facts)
            .copied()
            .collect()
    }

    /// The decision diagrams, for further operations.
    #[must_use]
    pub const fn diagrams(&mut self) -> &mut Diagrams {
        &mut self.diagrams
    }

    /// The open predicates, one group for each variable of the diagrams.
    #[must_use]
    pub const fn atoms(&self) -> &Atoms<'a> {
        &self.atoms
    }
}

/// The test is valid for its fact, and its thresholds lie on the fact's scale.
fn fits(test: &Expression, vocabulary: &Vocabulary) -> bool {
    let Expression::Test { term, region } = test else { return true };
    let kind = |fact| vocabulary.fact(fact).map(|fact| &fact.kind);
    let is_date = |fact| matches!(kind(fact), Some(FactKind::Date));
    let found = term.found_days().iter().all(|day| {
        fits(
            &Term::Entries(day.entries.clone()).is(Region::Whole(CountTest::at_least(1))),
            vocabulary,
        )
    });
    let fits = match *term.inner() {
        Term::Flag(fact) => matches!(kind(fact), Some(FactKind::Flag { .. })),
        Term::Code(fact) => matches!(kind(fact), Some(FactKind::Code { .. })),
        Term::Count(fact) => matches!(kind(fact), Some(FactKind::Count { .. })),
        Term::Age { birth_date, .. } => is_date(birth_date),
        Term::Date(fact) => is_date(fact),
        Term::Quantity(fact) => matches!(kind(fact), Some(FactKind::Quantity { .. })),
        Term::Calculated { fact, ref formula } => {
            let is_number = |input: Input<'_>| match input {
                Input::Term(term) => fits_as_input(term, vocabulary),
                Input::Days(..) => true,
                Input::Sum(sum) => {
                    let one = Term::Entries(sum.entries.clone());
                    let one = one.is(Region::Whole(CountTest::at_least(1)));
                    sum.is_number(vocabulary) && fits(&one, vocabulary)
                }
            };
            (term.sum().is_some() || matches!(kind(fact), Some(FactKind::Calculated { .. })))
                && formula.inputs().into_iter().all(is_number)
        }
        Term::Result { fact, .. } | Term::OnFile { fact, .. } => {
            matches!(kind(fact), Some(FactKind::Measurement { .. }))
        }
        Term::Entries(Entries { fact, are_readings, lasting, day, .. }) => match kind(fact) {
            Some(FactKind::History { form, .. })
                if are_readings != (*form == HistoryForm::Readings) =>
            {
                false
            }
            Some(FactKind::History { form: HistoryForm::Courses, .. }) => true,
            Some(FactKind::History { .. }) => lasting.is_none() && day == EntryDay::First,
            _ => false,
        },
        Term::Anchored { .. } => false,
    };
    let lies_on_scale = |test: QuantityTest| matches!(term.domain(vocabulary), Some(Domain::Quantity(scale)) if test.positions(&scale).is_some());
    // A percentage of something that can be negative says nothing.
    let is_exact = |relation: Relation| {
        let scales = [term, &relation.other.term()].map(|term| match term.domain(vocabulary) {
            Some(Domain::Whole(..)) => Some(None),
            Some(Domain::Quantity(scale)) => Some(Some(scale)),
            Some(Domain::YesNo | Domain::Codes(_) | Domain::Days) | None => None,
        });
        let [Some(first), Some(second)] = scales else { return false };
        let fits = |unit: Option<Unit>| match (unit, &first) {
            (Some(unit), Some(scale)) => unit.kind() == scale.unit.kind(),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let distance = match relation.distance {
            Distance::None => true,
            Distance::Plus { unit, .. } => fits(unit),
            Distance::Percent(_) => {
                second.as_ref().is_none_or(|scale| Sign::from_lowest(scale.low) != Sign::Any)
            }
        };
        fits(second.map(|scale| scale.unit)) && distance
    };
    let mut other_dates = term.other_dates().chain(region.other_dates());
    fits && found
        && other_dates.all(is_date)
        && term.can_be_asked_for(*region)
        && region.quantity().is_none_or(lies_on_scale)
        && region.relation().is_none_or(is_exact)
        && region.norm().is_none_or(|test| fits_limits(test, term, vocabulary))
}

/// A multiple of what may be negative says nothing.
fn fits_limits(test: NormTest, term: &Term, vocabulary: &Vocabulary) -> bool {
    vocabulary.sign_of(term.fact()) != Sign::Any
        || test.multiples().all(|multiple| multiple == Multiple::once(multiple.limit))
}

/// It is a number of the vocabulary.
fn fits_as_input(term: Comparable, vocabulary: &Vocabulary) -> bool {
    let kind = vocabulary.fact(term.fact()).map(|fact| &fact.kind);
    match term {
        Comparable::Count(_) => matches!(kind, Some(FactKind::Count { .. })),
        Comparable::Quantity(_) => matches!(kind, Some(FactKind::Quantity { .. })),
        Comparable::Result { .. } => matches!(kind, Some(FactKind::Measurement { .. })),
    }
}

impl<'p> Algebra<'p> for Space<'_> {
    type Value = Diagram;
    type Error = Unanswered;

    fn test(&mut self, test: &'p Expression) -> Result<Diagram, Unanswered> {
        self.predicate(test)
    }

    fn at_least<P>(
        &mut self,
        needed: usize,
        parts: &'p [P],
        value: impl Fn(&mut Self, &'p P) -> Result<Diagram, Unanswered>,
    ) -> Result<Diagram, Unanswered> {
        let parts = parts.iter().map(|part| value(self, part)).collect::<Result<Vec<_>, _>>()?;
        self.counted(needed, &parts)
    }

    fn not(&mut self, part: Diagram) -> Result<Diagram, Unanswered> {
        self.diagrams.not(part)
    }

    fn choose(
        &mut self,
        condition: &'p Expression,
        then: &'p Expression,
        otherwise: &'p Expression,
    ) -> Result<Diagram, Unanswered> {
        let [condition, then, otherwise] =
            [self.condition(condition)?, self.condition(then)?, self.condition(otherwise)?];
        self.diagrams.if_then_else(condition, then, otherwise)
    }
}

impl<'p> Decision<'p> for Space<'_> {
    type Outcome = Diagram;

    fn ruling(&mut self, ruling: Ruling<'p>) -> Result<Diagram, Unanswered> {
        Ok(Space::terminal(ruling.outcome()))
    }

    fn suppose_on_file(&mut self, supposed: bool) {
        self.all_on_file = supposed;
    }

    fn decide(
        &mut self,
        condition: impl FnOnce(&mut Self) -> Result<Diagram, Unanswered>,
        then: impl FnOnce(&mut Self) -> Result<Diagram, Unanswered>,
        otherwise: impl FnOnce(&mut Self) -> Result<Diagram, Unanswered>,
    ) -> Result<Diagram, Unanswered> {
        let [condition, then, otherwise] = [condition(self)?, then(self)?, otherwise(self)?];
        self.diagrams.if_then_else(condition, then, otherwise)
    }
}
