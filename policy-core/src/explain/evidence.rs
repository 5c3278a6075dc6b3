//! What a case documents about the facts of an expression: the lines against which a reviewer
//! checks a criterion.
//!
//! In: an expression, whose lines are [put into words](crate::wording) once, and a case. Out: one
//! line for each fact (and method, if the expression selects one), in the order in which the
//! expression uses them.

mod line;

use super::lines::Lines;
use crate::case::Chart;
use crate::evaluate::reference::Documentation;
use crate::policy::Expression;
use crate::vocabulary::Vocabulary;
use crate::wording::Evidence;

/// What a case documents about the facts of an expression, one line for each fact and method.
#[must_use]
pub fn evidence(vocabulary: &Vocabulary, case: &dyn Chart, expression: &Expression) -> Vec<String> {
    let mut lines = Lines::default();
    Evidence::of(vocabulary, expression)
        .write(Documentation { vocabulary, chart: case }, &mut lines);
    lines.at(0..lines.len()).map(str::to_owned).collect()
}

impl Evidence {
    /// Adds the lines with what a case documents.
    pub(super) fn write(&self, case: Documentation<'_>, lines: &mut Lines) {
        let before = lines.len();
        for line in &self.lines {
            lines.add(|text| line.write(case, text));
            if self.may_repeat {
                lines.keep_last_once(before);
            }
        }
    }
}
