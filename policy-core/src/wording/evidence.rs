//! The lines of evidence for an expression, except for what a case documents.
//!
//! In: an expression. Out: one line for each fact (and method, if the expression selects one), in
//! the order in which the expression uses them.

use super::line::{Line, tell_methods};
use super::room::Room;
use crate::policy::{Comparable, Entries, Expression, Formula, Input, Region, Selection, Term};
use crate::vocabulary::Vocabulary;

/// The lines of an expression, which do not depend on the case.
#[derive(Default)]
pub(crate) struct Evidence {
    pub(crate) lines: Vec<Line>,
    /// Whether two of them may say the same, for example about two periods.
    pub(crate) may_repeat: bool,
}

impl Evidence {
    pub(crate) fn of(vocabulary: &Vocabulary, expression: &Expression) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.gather(vocabulary, expression);
        tell_methods(&mut evidence.lines);
        evidence
    }

    /// The usual number of lines, and their usual length in bytes.
    pub(super) fn room(&self) -> Room {
        Room {
            criteria: 0,
            lines: self.lines.len(),
            letters: self.lines.iter().map(Line::room).sum(),
        }
    }

    fn gather(&mut self, vocabulary: &Vocabulary, expression: &Expression) {
        let (term, region) = match expression {
            Expression::Test { term, region } => (term, *region),
            Expression::AtLeast(_, parts) => {
                return parts.iter().for_each(|part| self.gather(vocabulary, part));
            }
            Expression::Not(negated) => return self.gather(vocabulary, negated),
            Expression::If { condition, then, otherwise } => {
                return [condition, then, otherwise]
                    .into_iter()
                    .for_each(|part| self.gather(vocabulary, part));
            }
        };
        self.add(line(vocabulary, term, region));
        for input in term.formula().map(Formula::inputs).unwrap_or_default() {
            match input {
                Input::Term(result @ Comparable::Result { .. }) => {
                    self.add(line(vocabulary, &result.term(), Region::Yes));
                }
                Input::Sum(sum) => {
                    let line = Line::of_entries(vocabulary, sum.entries.clone());
                    self.add(line.counted_from(term.found_days().to_vec().into()));
                }
                Input::Term(Comparable::Count(_) | Comparable::Quantity(_)) | Input::Days(..) => {}
            }
        }
        if let Some(relation) = region.relation() {
            self.add(line(vocabulary, &term.around(relation.other.term()), region));
        }
        for day in term.found_days() {
            self.add(Line::of_found_day(vocabulary, day.clone()));
            self.add(Line::of_entries(vocabulary, day.entries.clone()));
        }
        // The line of an age names the days that every case has.
        let named = term.other_dates().filter(|date| !date.is_built_in());
        let compared =
            region.other_dates().filter(|date| region.relation().is_none() || !date.is_built_in());
        let added_up = term.looked_at().filter(|_| term.formula().is_some());
        let in_filter = term.entries().into_iter().chain(added_up);
        let in_filter = in_filter.flat_map(Entries::compared_with).collect::<Vec<_>>();
        let found = term.found_days().iter().flat_map(|day| day.entries.facts().skip(1));
        let in_filter = in_filter.into_iter().chain(found).filter(|fact| !fact.is_built_in());
        for other in compared.chain(named).chain(in_filter) {
            self.add(Line::of_value(vocabulary, other));
        }
    }

    fn add(&mut self, line: Line) {
        if !self.lines.contains(&line) {
            self.may_repeat |= self.lines.iter().any(|other| other.may_say_what(&line));
            self.lines.push(line);
        }
    }
}

/// The line of a term; what is asked of it says which results decide.
fn line(vocabulary: &Vocabulary, term: &Term, region: Region) -> Line {
    let days = term.found_days();
    let line = match *term.inner() {
        Term::Flag(fact)
        | Term::Code(fact)
        | Term::Count(fact)
        | Term::Date(fact)
        | Term::Quantity(fact) => Line::of_value(vocabulary, fact),
        Term::Calculated { fact, ref formula } => {
            Line::of_calculated(vocabulary, &days.to_vec().into(), fact, formula)
        }
        Term::Age { birth_date, at, unit } => {
            Line::of_age(vocabulary, days, birth_date, (at, unit))
        }
        Term::Result { fact, selection, method, window } => {
            Line::of_results(vocabulary, days, (fact, method), (selection, window), region)
        }
        // Of what is on file, the latest shows that it is.
        Term::OnFile { fact, number: 1, method, window, .. } => {
            Line::of_results(vocabulary, days, (fact, method), (Selection::Latest, window), region)
        }
        Term::OnFile { fact, number, apart, method, window } => {
            let selection = Selection::at_least(number, apart);
            Line::of_results(vocabulary, days, (fact, method), (selection, window), region)
        }
        Term::Entries(ref entries) => Line::of_entries(vocabulary, entries.clone()),
        Term::Anchored { .. } => Line::of_value(vocabulary, term.fact()),
    };
    line.counted_from(days.to_vec().into())
}
