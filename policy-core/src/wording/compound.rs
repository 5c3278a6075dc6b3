//! Connectives in words: the compounds' half of a [`sentence`](super::sentence).
//!
//! Negation is carried down to the facts, where English has a plain form for it ("no …", "is neither … nor …", "is more than …"); Kleene's logic allows
//! that: a negated "and" is an "or" of negations in three values too. What stands inside another connective is in parentheses, what repeats its connective
//! is not.

use super::text::{Polarity, Sentence};
use crate::policy::{Expression, Selection};
use crate::vocabulary::FactId;

/// A part of a compound: an expression without a `NOT` before it, and what was before it.
type Member<'e> = (&'e Expression, Polarity);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
}

impl Sentence<'_> {
    /// The text of an expression.
    pub(super) fn of(mut self, expression: &Expression) -> String {
        self.whole(resolve(expression, Polarity::Affirmed));
        self.text
    }

    /// An expression with nothing around it that could be mixed up with it.
    fn whole(&mut self, (expression, polarity): Member<'_>) {
        match expression {
            Expression::And(_) | Expression::Or(_) => self.compound((expression, polarity)),
            Expression::If { condition, then, otherwise } => {
                self.words("if ");
                self.operand(resolve(condition, Polarity::Affirmed));
                self.words(" then ");
                self.operand(resolve(then, polarity));
                self.words(", otherwise ");
                self.operand(resolve(otherwise, polarity));
            }
            _ => self.predicate(expression, polarity),
        }
    }

    fn compound(&mut self, member: Member<'_>) {
        let Some(connective) = connective(member) else { return };
        let mut members = Vec::new();
        flatten(member, connective, &mut members);
        match *members {
            [] => self.words(if connective == Connective::And { "in every case" } else { "in no case" }),
            [member] => self.whole(member),
            _ => self.join(connective, &members),
        }
    }

    fn join(&mut self, connective: Connective, members: &[Member<'_>]) {
        let all_flags = members.iter().all(|(member, _)| matches!(member, Expression::Flag(_)));
        let all_affirmed = members.iter().all(|(_, polarity)| *polarity == Polarity::Affirmed);
        let separator = if all_flags && all_affirmed { " " } else { ", " };
        let conjunction = if connective == Connective::And { "and " } else { "or " };
        let mut before = None;
        for (remaining, member) in (0..members.len()).rev().zip(members) {
            if before.is_some() {
                self.words(if remaining == 0 { separator } else { ", " });
                if remaining == 0 {
                    self.words(conjunction);
                }
            }
            match *member {
                (Expression::Measurement { method: Some(method), fact, test, .. }, polarity)
                    if before.is_some_and(|before| differs_in_method(before, *member)) =>
                {
                    self.other_method(*fact, *method, test, polarity);
                }
                // Where every part answers yes or no, no answer can be taken for that of the whole.
                (Expression::Flag(fact), polarity) if all_flags && !all_affirmed => self.answered_flag(*fact, polarity),
                member => self.operand(member),
            }
            before = Some(*member);
        }
    }

    /// A part of a larger sentence, in parentheses where it could run into its neighbours.
    fn operand(&mut self, member: Member<'_>) {
        match member {
            (Expression::Flag(fact), Polarity::Affirmed) => self.named_flag(*fact),
            (Expression::Flag(_) | Expression::If { .. } | Expression::And(_) | Expression::Or(_), _) => {
                self.words("(");
                self.whole(member);
                self.words(")");
            }
            (predicate, polarity) => self.predicate(predicate, polarity),
        }
    }
}

/// Takes the negations off an expression, and compounds of a single part.
fn resolve(expression: &Expression, polarity: Polarity) -> Member<'_> {
    match expression {
        Expression::Not(negated) => resolve(negated, polarity.opposite()),
        Expression::And(parts) | Expression::Or(parts) => match &**parts {
            [part] => resolve(part, polarity),
            _ => (expression, polarity),
        },
        _ => (expression, polarity),
    }
}

/// The connective of a compound, as it reads where a negation before it is carried into its parts.
const fn connective((expression, polarity): Member<'_>) -> Option<Connective> {
    match (expression, polarity) {
        (Expression::And(_), Polarity::Affirmed) | (Expression::Or(_), Polarity::Negated) => Some(Connective::And),
        (Expression::Or(_), Polarity::Affirmed) | (Expression::And(_), Polarity::Negated) => Some(Connective::Or),
        _ => None,
    }
}

/// The parts of a compound; a part with the same connective gives its own parts.
fn flatten<'e>(member: Member<'e>, outer: Connective, members: &mut Vec<Member<'e>>) {
    match member {
        (Expression::And(parts) | Expression::Or(parts), polarity) if connective(member) == Some(outer) => {
            parts.iter().for_each(|part| flatten(resolve(part, polarity), outer, members));
        }
        _ => members.push(member),
    }
}

/// The two ask for the latest result of the same measurement, by two methods.
fn differs_in_method(one: Member<'_>, other: Member<'_>) -> bool {
    latest_by_method(one).is_some_and(|fact| latest_by_method(other) == Some(fact))
}

fn latest_by_method((expression, polarity): Member<'_>) -> Option<(FactId, Polarity)> {
    match expression {
        Expression::Measurement { fact, selection: Selection::Latest, method: Some(_), within: None, .. } => Some((*fact, polarity)),
        _ => None,
    }
}
