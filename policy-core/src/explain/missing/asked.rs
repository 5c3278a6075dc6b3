//! Which predicates of a formula are independent of everything else in it.

use super::formula::{open_facts, predicates};
use super::open::Open;
use crate::policy::{Expression, Term};
use crate::vocabulary::FactId;

/// How many times a formula asks about each fact.
pub(super) struct Asked<'o, 'a> {
    open: &'o Open<'a>,
    /// By fact.
    times: Vec<u8>,
}

impl<'o, 'a> Asked<'o, 'a> {
    pub(super) fn of(open: &'o Open<'a>) -> Self {
        let mut times = vec![0_u8; open.documentation.vocabulary.facts.len()];
        for fact in
            predicates(&open.outcome).flat_map(|asked| open_facts(asked, open.documentation))
        {
            if let Some(times) = times.get_mut(usize::from(fact.0)) {
                *times = times.saturating_add(1);
            }
        }
        Asked { open, times }
    }

    /// The predicates about the same thing as others, or that occur several times.
    pub(super) fn shared(&self) -> impl Iterator<Item = &'a Expression> {
        predicates(&self.open.outcome).filter(|predicate| !self.is_alone(predicate))
    }

    fn is_alone(&self, predicate: &Expression) -> bool {
        let is_once = |fact: FactId| self.times.get(usize::from(fact.0)) == Some(&1);
        open_facts(predicate, self.open.documentation).all(is_once)
            || by_method(predicate).is_some_and(|of| self.is_method_asked_once(of))
    }

    /// Results by one method say nothing about results by another.
    fn is_method_asked_once(&self, (fact, method): (FactId, u8)) -> bool {
        let mut same = predicates(&self.open.outcome).filter(|other| {
            other.subjects().any(|asked| asked == fact)
                && by_method(other).is_none_or(|(_, other)| other == method)
        });
        same.nth(1).is_none()
    }
}

/// The measurement and the method of a predicate's results, if it uses only results by one method.
fn by_method(predicate: &Expression) -> Option<(FactId, u8)> {
    match predicate {
        Expression::Test { term: Term::Result { fact, method: Some(method), .. }, .. } => {
            Some((*fact, *method))
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => None,
    }
}
