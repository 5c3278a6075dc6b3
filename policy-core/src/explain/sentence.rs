//! The English of the policy tree.
//!
//! In: an expression or criterion and the vocabulary that it is written over. Out: a sentence, generated from the operators and the facts' labels, so that
//! text and logic cannot drift apart.
//!
//! Negation is carried down to the facts, where English has a plain form for it ("no …", "is neither … nor …", "is more than …"); Kleene's logic allows
//! that: a negated "and" is an "or" of negations in three values too. What stands inside another connective is in parentheses, what repeats its connective
//! is not.

use super::predicate::Polarity;
use super::words;
use crate::data::Text;
use crate::policy::{Body, Criterion, Expression, Quantifier, Selection};
use crate::vocabulary::{FactId, FactKind, Vocabulary};

pub use super::conclusion::{approval, basis, conclusion};

/// An expression as a sentence, without a full stop.
///
/// ```
/// use policy_core::explain::sentence;
/// use policy_core::policy::Expression;
/// use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
///
/// let values = vec!["I".into(), "II".into(), "III".into(), "IV".into()];
/// let nyha = Fact {
///     name: "nyha".into(),
///     label: "New York Heart Association functional class".into(),
///     note: None,
///     codes: vec![].into(),
///     kind: FactKind::Code { values: values.into() },
/// };
/// let vocabulary = Vocabulary { name: "clinical".into(), facts: vec![nyha].into() };
/// let in_ii_iii = Expression::Code { fact: FactId(0), values: 0b0110 };
/// assert_eq!(sentence::expression(&vocabulary, &in_ii_iii), "New York Heart Association functional class is II or III");
/// let not_in_ii_iii = Expression::Not(in_ii_iii.into());
/// assert_eq!(sentence::expression(&vocabulary, &not_in_ii_iii), "New York Heart Association functional class is neither II nor III");
/// ```
#[must_use]
pub fn expression(vocabulary: &Vocabulary, expression: &Expression) -> String {
    Sentence::new(vocabulary, Beginning::Capital).of(expression)
}

/// An expression as a part of a sentence: "age on the date of service is at least 18 years".
#[must_use]
pub fn clause(vocabulary: &Vocabulary, expression: &Expression) -> String {
    Sentence::new(vocabulary, Beginning::Small).of(expression)
}

/// A criterion in words: its condition, or the heading of its group.
#[must_use]
pub fn criterion(vocabulary: &Vocabulary, criterion: &Criterion) -> Text {
    match &criterion.body {
        Body::Condition(condition) => expression(vocabulary, condition).into(),
        Body::Group { quantifier, .. } => heading(*quantifier),
    }
}

/// The author's title of a criterion, or the criterion in words.
#[must_use]
pub fn title(vocabulary: &Vocabulary, of: &Criterion) -> Text {
    of.title.clone().unwrap_or_else(|| criterion(vocabulary, of))
}

/// The heading of a group.
///
/// ```
/// use policy_core::{explain::sentence, policy::Quantifier};
/// assert_eq!(sentence::heading(Quantifier::AtLeast(2)), "At least 2 of the following");
/// ```
#[must_use]
pub fn heading(quantifier: Quantifier) -> Text {
    match quantifier {
        Quantifier::AllOf => "All of the following".into(),
        Quantifier::AnyOf => "Any of the following".into(),
        Quantifier::NoneOf => "None of the following".into(),
        Quantifier::AtLeast(needed) => format!("At least {needed} of the following").into(),
    }
}

/// The name of a section in words.
///
/// ```
/// assert_eq!(policy_core::explain::sentence::section_name("advanced_heart_failure"), "Advanced heart failure");
/// ```
#[must_use]
pub fn section_name(name: &str) -> String {
    words::name_in_words(name)
}

/// The label of a fact; of a birth date whose age is asked, that of the age.
pub(super) fn age_label(vocabulary: &Vocabulary, birth_date: FactId) -> &str {
    let age = vocabulary.facts.iter().find(|fact| matches!(fact.kind, FactKind::Age { birth_date: of } if of == birth_date));
    age.map_or("Age on the date of service", |age| &age.label)
}

/// The label of a fact.
pub(super) fn label(vocabulary: &Vocabulary, fact: FactId) -> &str {
    vocabulary.fact(fact).map_or("", |fact| &fact.label)
}

/// Where a text begins: at the start of a sentence, or inside one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    Capital,
    Small,
}

/// A sentence that is being written.
pub(super) struct Sentence<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    text: String,
    beginning: Beginning,
}

/// A part of a compound: an expression without a `NOT` before it, and what was before it.
type Member<'e> = (&'e Expression, Polarity);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
}

impl<'a> Sentence<'a> {
    pub(super) const fn new(vocabulary: &'a Vocabulary, beginning: Beginning) -> Sentence<'a> {
        Sentence { vocabulary, text: String::new(), beginning }
    }

    pub(super) fn of(mut self, expression: &Expression) -> String {
        self.whole(resolve(expression, Polarity::Affirmed));
        self.text
    }

    pub(super) fn words(&mut self, words: &str) {
        if self.at_start() {
            self.text.push_str(&words::capitalized(words));
        } else {
            self.text.push_str(words);
        }
    }

    /// A label as its author wrote it at the start, and in its form for the inside of a sentence elsewhere.
    pub(super) fn label(&mut self, label: &str) {
        if self.at_start() {
            self.text.push_str(label);
        } else {
            self.text.push_str(&words::inside(label));
        }
    }

    fn at_start(&self) -> bool {
        self.beginning == Beginning::Capital && self.text.trim_start_matches('(').is_empty()
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
