//! The English of the policy tree.
//!
//! In: an expression or criterion and its vocabulary. Out: a sentence, generated from the operators
//! and the facts' labels, so that text and logic cannot diverge.

use super::text::{Beginning, Sentence};
use super::words;
use crate::data::Text;
use crate::policy::{Body, Criterion, Expression, Quantifier};
use crate::vocabulary::Vocabulary;

pub use super::conclusion::{approval, basis, conclusion, otherwise};

/// An expression as a sentence, without a period.
///
/// ```
/// use policy_core::wording::sentence;
/// use policy_core::policy::{Expression, Region, Term};
/// use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
///
/// let values = vec!["I".into(), "II".into(), "III".into(), "IV".into()];
/// let nyha = Fact {
///     name: "nyha".into(),
///     label: "New York Heart Association functional class".into(),
///     note: None,
///     asked_of: None,
///     codes: vec![].into(),
///     kind: FactKind::Code { values: values.into(), many: 0 },
/// };
/// let vocabulary = Vocabulary::of("clinical", vec![nyha]);
/// let in_ii_iii = Term::Code(FactId(0)).is(Region::Values(0b0110));
/// assert_eq!(sentence::expression(&vocabulary, &in_ii_iii), "New York Heart Association functional class is II or III");
/// let not_in_ii_iii = Expression::Not(in_ii_iii.into());
/// assert_eq!(sentence::expression(&vocabulary, &not_in_ii_iii), "New York Heart Association functional class is neither II nor III");
/// ```
#[must_use]
pub fn expression(vocabulary: &Vocabulary, expression: &Expression) -> String {
    Sentence::new(vocabulary, Beginning::Capital).of(expression)
}

/// An expression as part of a sentence: "age on the date of service is at least 18 years".
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
/// use policy_core::{wording::sentence, policy::Quantifier};
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
/// assert_eq!(policy_core::wording::sentence::section_name("advanced_heart_failure"), "Advanced heart failure");
/// ```
#[must_use]
pub fn section_name(name: &str) -> String {
    words::name_in_words(name)
}
