//! Connectives in words: the part of [`sentence`](super::sentence) about compounds.
//!
//! Negation is moved down to the facts, where English has a plain form for it ("no …", "is neither
//! … nor …", "is more than …"); Kleene's logic allows that: in three values, too, a negated "and"
//! is an "or" of negations. A connective inside a different one is in parentheses; one inside the
//! same connective is not.

use super::text::{Polarity, Sentence};
use crate::policy::{Connective, Expression, Selection, Term};
use crate::vocabulary::FactId;

/// A part of a compound: an expression without a leading `NOT`, and the number of them removed.
type Member<'e> = (&'e Expression, Polarity);

/// A connective as it reads once a negation before it is moved into its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
    /// At least this many or, if it is negated, fewer.
    AtLeast(u32, Polarity),
}

impl Sentence<'_> {
    /// The text of an expression.
    pub(super) fn of(mut self, expression: &Expression) -> String {
        self.whole(resolve(expression, Polarity::Affirmed));
        self.text
    }

    /// A condition inside a sentence.
    pub(super) fn condition(&mut self, expression: &Expression) {
        self.whole(resolve(expression, Polarity::Affirmed));
    }

    /// An expression with nothing around it that could be confused with it.
    fn whole(&mut self, (expression, polarity): Member<'_>) {
        match expression {
            Expression::AtLeast(_, parts) => self.compound((expression, polarity), parts),
            Expression::If { condition, then, otherwise } => {
                self.words("if ");
                self.operand(resolve(condition, Polarity::Affirmed));
                self.words(" then ");
                self.operand(resolve(then, polarity));
                self.words(", otherwise ");
                match resolve(otherwise, polarity) {
                    // A chain of conditions, as the rows of a table give it.
                    next @ (Expression::If { .. }, _) => self.whole(next),
                    last => self.operand(last),
                }
            }
            Expression::Not(negated) => self.whole(resolve(negated, polarity.opposite())),
            Expression::Test { term, region } => self.test(term, *region, polarity),
        }
    }

    fn compound(&mut self, member: Member<'_>, parts: &[Expression]) {
        let Some(joint) = joint(member) else { return };
        let mut members = Vec::new();
        flatten(member, joint, &mut members);
        match (joint, &*members) {
            (Joint::And, []) => self.words("in every case"),
            (Joint::Or, []) => self.words("in no case"),
            (Joint::And | Joint::Or, [member]) => self.whole(*member),
            (Joint::And, members) => self.join("and ", members),
            (Joint::Or, members) => self.join("or ", members),
            (Joint::AtLeast(needed, polarity), _) => self.counted(needed, polarity, parts),
        }
    }

    /// "at least 2 of (…, …, …)"
    fn counted(&mut self, needed: u32, polarity: Polarity, parts: &[Expression]) {
        self.words(&format!("{} {needed} of (", polarity.choose("at least", "fewer than")));
        for (position, part) in parts.iter().enumerate() {
            self.words(if position > 0 { ", " } else { "" });
            self.operand(resolve(part, Polarity::Affirmed));
        }
        self.words(")");
    }

    fn join(&mut self, conjunction: &str, members: &[Member<'_>]) {
        let all_flags = members.iter().all(|(member, _)| flag(member).is_some());
        let all_affirmed = members.iter().all(|(_, polarity)| *polarity == Polarity::Affirmed);
        let separator = if all_flags && all_affirmed { " " } else { ", " };
        let mut before = None;
        for (remaining, member) in (0..members.len()).rev().zip(members) {
            if before.is_some() {
                self.words(if remaining == 0 { separator } else { ", " });
                if remaining == 0 {
                    self.words(conjunction);
                }
            }
            match *member {
                (
                    Expression::Test {
                        term: term @ Term::Result { fact, method: Some(method), .. },
                        region,
                    },
                    polarity,
                ) if before.is_some_and(|before| differs_in_method(before, *member)) => {
                    self.other_method(*fact, *method, term, *region, polarity);
                }
                // If every part answers yes or no, no answer can be taken for that of the whole.
                (Expression::Test { term: Term::Flag(fact), .. }, polarity)
                    if all_flags && !all_affirmed =>
                {
                    self.answered_flag(*fact, polarity);
                }
                member => self.operand(member),
            }
            before = Some(*member);
        }
    }

    /// A part of a larger sentence, in parentheses if it could be confused with its neighbors.
    fn operand(&mut self, member: Member<'_>) {
        match member {
            (Expression::Test { term: Term::Flag(fact), .. }, Polarity::Affirmed) => {
                self.named_flag(*fact);
            }
            (
                Expression::Test { term: Term::Flag(_), .. }
                | Expression::If { .. }
                | Expression::AtLeast(..)
                | Expression::Not(_),
                _,
            ) => {
                self.words("(");
                self.whole(member);
                self.words(")");
            }
            (Expression::Test { term, region }, polarity) => self.test(term, *region, polarity),
        }
    }
}

/// Removes the negations around an expression, and single-part compounds.
fn resolve(expression: &Expression, polarity: Polarity) -> Member<'_> {
    match expression {
        Expression::Not(negated) => resolve(negated, polarity.opposite()),
        Expression::AtLeast(1, parts) => match &**parts {
            [part] => resolve(part, polarity),
            _ => (expression, polarity),
        },
        Expression::AtLeast(..) | Expression::If { .. } | Expression::Test { .. } => {
            (expression, polarity)
        }
    }
}

/// How the parts of a compound are joined; `None` for anything else.
fn joint((expression, polarity): Member<'_>) -> Option<Joint> {
    let Expression::AtLeast(needed, parts) = expression else { return None };
    Some(match (Connective::of(*needed, parts), polarity) {
        (Connective::And, Polarity::Affirmed) | (Connective::Or, Polarity::Negated) => Joint::And,
        (Connective::Or, Polarity::Affirmed) | (Connective::And, Polarity::Negated) => Joint::Or,
        (Connective::AtLeast(needed), polarity) => Joint::AtLeast(needed, polarity),
    })
}

/// The parts of a compound; a part with the same connective is replaced by its own parts.
fn flatten<'e>(member: Member<'e>, outer: Joint, members: &mut Vec<Member<'e>>) {
    match member {
        (Expression::AtLeast(_, parts), polarity) if joint(member) == Some(outer) => {
            parts.iter().for_each(|part| flatten(resolve(part, polarity), outer, members));
        }
        _ => members.push(member),
    }
}

/// The flag that a test asks about.
const fn flag(expression: &Expression) -> Option<FactId> {
    if let Expression::Test { term: Term::Flag(fact), .. } = expression {
        Some(*fact)
    } else {
        None
    }
}

/// Both ask for the latest result of the same measurement, by two methods.
fn differs_in_method(one: Member<'_>, other: Member<'_>) -> bool {
    latest_by_method(one).is_some_and(|fact| latest_by_method(other) == Some(fact))
}

fn latest_by_method((expression, polarity): Member<'_>) -> Option<(FactId, Polarity)> {
    match expression {
        Expression::Test {
            term: Term::Result { fact, selection: Selection::Latest, method: Some(_), window },
            ..
        } if window.is_ever() => Some((*fact, polarity)),
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => None,
    }
}
