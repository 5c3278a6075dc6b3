//! What a section concludes, in words: "criteria met: approval for 3 months, 1 administration per
//! lifetime; review by …".
//!
//! The words are those of the outcomes. Nothing here approves or denies: an approval is described
//! as what the criteria lead to.

use super::text::{Beginning, Sentence, label};
use super::words::{capitalized, inside, list, most, names_of};
use crate::policy::{Approval, Arm, Basis, Choice, Conclusion, Otherwise, Selector};
use crate::vocabulary::{FactKind, Vocabulary, labels_of};

/// A conclusion in words, without a period.
#[must_use]
pub fn conclusion(vocabulary: &Vocabulary, conclusion: &Conclusion) -> String {
    let with_reason = || {
        let outcome = capitalized(&conclusion.outcome().to_string());
        conclusion.reason().map_or_else(|| outcome.clone(), |reason| format!("{outcome}: {reason}"))
    };
    match conclusion {
        Conclusion::CriteriaMet { approval: terms, review } => {
            let review =
                review.as_ref().map(|body| format!("; review by {body}")).unwrap_or_default();
            let terms = match terms {
                Choice::Always(terms) => format!("approval {}", approval(terms)),
                Choice::By { .. } => format!("approval {}", choice(vocabulary, terms, &approval)),
            };
            format!("Criteria met: {terms}{review}")
        }
        Conclusion::Refer { to } => {
            format!("Refer {}", choice(vocabulary, to, &|policy| format!("to {policy}")))
        }
        Conclusion::NotCovered { basis: named, reason } => {
            let named = match named {
                Choice::Always(Basis::NotCovered) => "Not covered".to_owned(),
                Choice::Always(named) => format!("Not covered: {}", basis(*named)),
                Choice::By { .. } => {
                    let by = choice(vocabulary, named, &|named| format!("as {}", basis(*named)));
                    format!("Not covered, {by}")
                }
            };
            let reason = reason.as_deref().map(|reason| format!("; {reason}"));
            named + &reason.unwrap_or_default()
        }
        Conclusion::CriteriaNotMet { reason: None, basis: Some(named) } => {
            format!("Criteria not met: {}", basis(*named))
        }
        Conclusion::CriteriaNotMet { reason: Some(reason), basis: Some(named) } => {
            format!("Criteria not met: {reason} ({})", basis(*named))
        }
        Conclusion::CriteriaNotMet { basis: None, .. }
        | Conclusion::CaseByCase { .. }
        | Conclusion::NotApplicable { .. } => with_reason(),
    }
}

/// What follows if the criteria of a section are not met, without a period: "Otherwise, if member is
/// pregnant: refer to RX.900".
///
/// ```
/// use policy_core::policy::{Conclusion, Otherwise};
/// use policy_core::vocabulary::Vocabulary;
/// use policy_core::wording::sentence;
///
/// let conclusion = Conclusion::CaseByCase { reason: Some("too rare for criteria".into()) };
/// let otherwise = Otherwise { when: None, conclusion };
/// let vocabulary = Vocabulary::of("clinical", vec![]);
/// assert_eq!(sentence::otherwise(&vocabulary, &otherwise), "Otherwise: case by case: too rare for criteria");
/// ```
#[must_use]
pub fn otherwise(vocabulary: &Vocabulary, otherwise: &Otherwise) -> String {
    let follows = conclusion(vocabulary, &otherwise.conclusion);
    let follows = inside(&follows);
    match &otherwise.when {
        Some(when) => {
            let when = Sentence::new(vocabulary, Beginning::Small).of(&when.condition);
            format!("Otherwise, if {when}: {follows}")
        }
        None => format!("Otherwise: {follows}"),
    }
}

/// The terms of an approval after the word "approval": "for 3 months, 1 administration per
/// lifetime".
#[must_use]
pub fn approval(terms: &Approval) -> String {
    let duration = terms.duration.map(|duration| format!("for {duration}"));
    let limits = terms
        .limit
        .as_ref()
        .map(ToString::to_string)
        .into_iter()
        .chain(terms.at_most.as_ref().map(|it| format!("at most {}", most(it))));
    let words = duration.into_iter().chain(limits).collect::<Vec<_>>().join(", ");
    if terms.duration.is_some() { words } else { format!("of {words}") }
}

/// The terms of an approval in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ApprovalTerms<'p> {
    /// ISO 8601: `P3M`.
    pub duration: Option<&'p str>,
    /// `1 administration per lifetime`
    pub limit: Option<&'p str>,
}

/// Why a policy does not cover something.
#[must_use]
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::NotCovered => "not covered",
        Basis::NotMedicallyNecessary => "not medically necessary",
        Basis::Investigational => "experimental or investigational",
        Basis::DoesNotMeetPrimaryCoverageCriteria => "not meeting the primary coverage criteria",
    }
}

/// A detail in words; if it depends on a fact, one part for each arm.
fn choice<T: Clone>(
    vocabulary: &Vocabulary,
    detail: &Choice<T>,
    words: &dyn Fn(&T) -> String,
) -> String {
    match detail {
        Choice::Always(always) => words(always),
        Choice::By { selector, arms } => {
            let arms = arms.iter().map(|arm| {
                format!(
                    "{} {}",
                    values(vocabulary, selector, arm),
                    inner(vocabulary, &arm.choice, words)
                )
            });
            format!("{}: {}", by(vocabulary, selector), arms.collect::<Vec<_>>().join("; "))
        }
    }
}

fn inner<T: Clone>(
    vocabulary: &Vocabulary,
    detail: &Choice<T>,
    words: &dyn Fn(&T) -> String,
) -> String {
    match detail {
        Choice::Always(_) => choice(vocabulary, detail, words),
        Choice::By { .. } => format!("({})", choice(vocabulary, detail, words)),
    }
}

/// What a detail depends on: "by line of business of the member's plan".
pub(super) fn by(vocabulary: &Vocabulary, selector: &Selector) -> String {
    match selector {
        Selector::Code(fact) | Selector::Flag(fact) => {
            format!("by {}", inside(label(vocabulary, *fact)))
        }
        Selector::Condition(condition) => format!(
            "by whether this is met ({})",
            Sentence::new(vocabulary, Beginning::Small).of(condition)
        ),
    }
}

fn values<T: Clone>(vocabulary: &Vocabulary, selector: &Selector, arm: &Arm<T>) -> String {
    let fact = match selector {
        Selector::Code(fact) => vocabulary.fact(*fact),
        Selector::Flag(_) | Selector::Condition(_) => None,
    };
    match fact.map(|fact| &fact.kind) {
        Some(FactKind::Code { values, .. }) => list(labels_of(values, arm.values), "or"),
        _ => format!("if {}", list(names_of(&["no", "yes"], arm.values), "or")),
    }
}
