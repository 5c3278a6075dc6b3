//! What a case documents about the facts of an expression: the lines that a reviewer checks a criterion by.
//!
//! In: an expression, whose lines are found once, and a case. Out: one line for each fact (and method, where the expression picks one), in the order in
//! which the expression asks for them.

mod line;

use super::criteria::Room;
use super::lines::Lines;
use crate::case::Case;
use crate::policy::{DateOperand, DateTest, Expression};
use crate::vocabulary::Vocabulary;
use line::Line;

/// What a case documents about the facts of an expression, one line for each fact and method.
#[must_use]
pub fn evidence(case: &dyn Case, expression: &Expression) -> Vec<String> {
    let mut lines = Lines::default();
    Evidence::of(&case.policy().vocabulary, expression).write(case, &mut lines);
    lines.at(0..lines.len()).map(str::to_owned).collect()
}

/// The lines of an expression, whatever the case.
#[derive(Default)]
pub(super) struct Evidence {
    lines: Vec<Line>,
    /// Whether two of them may say the same, as of two periods.
    may_repeat: bool,
}

impl Evidence {
    pub(super) fn of(vocabulary: &Vocabulary, expression: &Expression) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.gather(vocabulary, expression);
        evidence
    }

    /// Adds the lines with what a case documents.
    pub(super) fn write(&self, case: &dyn Case, lines: &mut Lines) {
        let before = lines.len();
        for line in &self.lines {
            lines.add(|text| line.write(case, text));
            if self.may_repeat {
                lines.keep_last_once(before);
            }
        }
    }

    /// How many lines there mostly are, and how many letters they have.
    pub(super) fn room(&self) -> Room {
        Room { criteria: 0, lines: self.lines.len(), letters: self.lines.iter().map(Line::room).sum() }
    }

    fn gather(&mut self, vocabulary: &Vocabulary, expression: &Expression) {
        let line = match expression {
            Expression::And(parts) | Expression::Or(parts) => return parts.iter().for_each(|part| self.gather(vocabulary, part)),
            Expression::Not(negated) => return self.gather(vocabulary, negated),
            Expression::If { condition, then, otherwise } => {
                return [condition, then, otherwise].into_iter().for_each(|part| self.gather(vocabulary, part));
            }
            Expression::Date { fact, test: DateTest::Compare(_, DateOperand::Fact(other)) } => {
                self.add(Line::of_value(vocabulary, *fact));
                Line::of_value(vocabulary, *other)
            }
            Expression::Flag(fact)
            | Expression::Code { fact, .. }
            | Expression::Count { fact, .. }
            | Expression::Date { fact, .. }
            | Expression::Quantity { fact, .. } => Line::of_value(vocabulary, *fact),
            Expression::Age { birth_date, .. } => Line::of_age(vocabulary, *birth_date),
            Expression::Measurement { fact, selection, method, within, test } => {
                Line::of_results(vocabulary, *fact, *selection, *method, *within, test)
            }
            Expression::Events { fact, filter, within, .. } => Line::of_events(vocabulary, *fact, *filter, *within),
        };
        self.add(line);
    }

    fn add(&mut self, line: Line) {
        if !self.lines.contains(&line) {
            self.may_repeat |= self.lines.iter().any(|other| other.may_say_what(&line));
            self.lines.push(line);
        }
    }
}
