//! Conditions as far as they are open.
//!
//! In: conditions, and what is documented. Out: formulas in which whatever is met or not met already has been worked in, so that they ask only what is
//! unknown, and only where it is not yet settled by something else.

use crate::Truth;
use crate::evaluate::reference::Documentation;
use crate::policy::{Expression, Quantifier};
use crate::vocabulary::FactId;

/// What is left of a condition.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Formula<'a> {
    /// It is met, or it is not.
    Known(bool),
    /// A predicate that is unknown.
    Asks(&'a Expression),
    Not(Box<Formula<'a>>),
    /// So many of some open parts, at least one, and there are at least so many.
    AtLeast(usize, Vec<Formula<'a>>),
    /// Condition, then, otherwise; the condition is open.
    If(Box<[Formula<'a>; 3]>),
}

impl<'a> Formula<'a> {
    pub(super) fn of(condition: &'a Expression, documentation: Documentation<'_>) -> Formula<'a> {
        let of = |part| Formula::of(part, documentation);
        match condition {
            Expression::And(parts) => Formula::all(parts.iter().map(of)),
            Expression::Or(parts) => Formula::at_least(1, parts.iter().map(of)),
            Expression::Not(part) => !of(part),
            Expression::If { condition, then, otherwise } => match of(condition) {
                Formula::Known(true) => of(then),
                Formula::Known(false) => of(otherwise),
                condition => match (of(then), of(otherwise)) {
                    (Formula::Known(then), Formula::Known(otherwise)) if then == otherwise => Formula::Known(then),
                    (then, otherwise) => Formula::If(Box::new([condition, then, otherwise])),
                },
            },
            predicate => match documentation.truth(predicate) {
                Truth::MET => Formula::Known(true),
                Truth::NOT_MET => Formula::Known(false),
                _ => Formula::Asks(predicate),
            },
        }
    }

    pub(super) fn quantified(quantifier: Quantifier, parts: impl ExactSizeIterator<Item = Formula<'a>>) -> Formula<'a> {
        match quantifier {
            Quantifier::AllOf => Formula::all(parts),
            Quantifier::AnyOf => Formula::at_least(1, parts),
            Quantifier::NoneOf => !Formula::at_least(1, parts),
            Quantifier::AtLeast(needed) => Formula::at_least(usize::try_from(needed).unwrap_or(usize::MAX), parts),
        }
    }

    pub(super) fn all(parts: impl ExactSizeIterator<Item = Formula<'a>>) -> Formula<'a> {
        Formula::at_least(parts.len(), parts)
    }

    fn at_least(mut needed: usize, mut parts: impl ExactSizeIterator<Item = Formula<'a>>) -> Formula<'a> {
        let mut open = Vec::new();
        while needed > 0 && needed <= parts.len().saturating_add(open.len()) {
            match parts.next() {
                Some(Formula::Known(met)) => needed = needed.saturating_sub(usize::from(met)),
                Some(part) => open.push(part),
                None if open.len() == 1 => return open.pop().unwrap_or(Formula::Known(true)),
                None => return Formula::AtLeast(needed, open),
            }
        }
        Formula::Known(needed == 0)
    }

    /// The predicates that it asks, in their order, as often as it asks them.
    pub(super) fn collect_predicates(&self, predicates: &mut Vec<&'a Expression>) {
        match self {
            Formula::Known(_) => {}
            Formula::Asks(predicate) => predicates.push(predicate),
            Formula::Not(part) => part.collect_predicates(predicates),
            Formula::AtLeast(_, parts) => parts.iter().for_each(|part| part.collect_predicates(predicates)),
            Formula::If(parts) => parts.iter().for_each(|part| part.collect_predicates(predicates)),
        }
    }
}

impl core::ops::Not for Formula<'_> {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Formula::Known(met) => Formula::Known(!met),
            Formula::Not(part) => *part,
            part => Formula::Not(Box::new(part)),
        }
    }
}

/// The facts that an open predicate asks about: those whose day is known do not leave it open.
pub(super) fn open_facts(predicate: &Expression, documentation: Documentation<'_>) -> impl Iterator<Item = FactId> {
    predicate.subjects().filter(move |fact| documentation.days(*fact).exact().is_none())
}
