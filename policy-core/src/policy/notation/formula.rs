//! A calculation as an author types it.

use super::number;
use super::predicate::{day_in_words, sum_in_words, term_in_words};
use crate::policy::{Arithmetic, Formula};
use crate::vocabulary::Vocabulary;

/// The formula, with parentheses only where they are needed.
pub(super) fn in_words(vocabulary: &Vocabulary, formula: &Formula) -> String {
    let inner = |formula: &Formula, in_parentheses: bool| {
        let words = in_words(vocabulary, formula);
        if in_parentheses { format!("({words})") } else { words }
    };
    match formula {
        Formula::Number { value, unit: Some(unit) } => unit.after(&number(*value)),
        Formula::Number { value, unit: None } => number(*value),
        Formula::Term(term) => term_in_words(vocabulary, &term.term()),
        Formula::Days { from, to } => {
            let [from, to] = [*from, *to].map(|day| day_in_words(vocabulary, &[], day));
            format!("days from {from} to {to}")
        }
        Formula::Sum(sum) => sum_in_words(vocabulary, &[], sum),
        Formula::Fact { fact, .. } => vocabulary.name_of(*fact).to_owned(),
        Formula::Power { base, exponent } => {
            let base = inner(base, sign_of(base).is_some());
            let times = (0..*exponent).map(|_| base.as_str()).collect::<Vec<_>>();
            times.join(" * ")
        }
        Formula::Of { sign, left, right } => {
            let is_loose = |formula| sign_of(formula).is_some_and(|sign| !sign.binds_closely());
            let left_apart = sign.binds_closely() && is_loose(left);
            let right_apart = match sign {
                Arithmetic::Plus | Arithmetic::Minus => is_loose(right),
                Arithmetic::Times => {
                    sign_of(right).is_some() && !matches!(**right, Formula::Power { .. })
                }
                Arithmetic::Over => sign_of(right).is_some(),
            };
            let (left, right) = (inner(left, left_apart), inner(right, right_apart));
            format!("{left} {} {right}", sign.sign())
        }
    }
}

/// The sign between its parts, if it has parts.
fn sign_of(formula: &Formula) -> Option<Arithmetic> {
    match formula {
        Formula::Of { sign, .. } => Some(*sign),
        Formula::Power { .. } => Some(Arithmetic::Times),
        Formula::Number { .. }
        | Formula::Term(_)
        | Formula::Days { .. }
        | Formula::Sum(_)
        | Formula::Fact { .. } => None,
    }
}
