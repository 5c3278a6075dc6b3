//! The words of a comparison: what its texts for people have in common.

use super::{
    Compared, ComparedCriterion, ComparedSection, Comparison, Transition, Verdict, Witness,
};
use crate::answer::Answer;
use policy_core::policy::{Basis, Body, Criterion, Notation, Outcome};
use policy_core::vocabulary::Vocabulary;
use policy_core::wording::sentence;

/// Which of the two is stricter, in a sentence.
#[must_use]
pub fn summary(comparison: &Comparison<'_>) -> String {
    let [a, b] = &comparison.sides;
    match comparison.verdict {
        Verdict::Stricter => format!(
            "{a} is stricter than {b}: no member fares better under {a}, and some fare worse."
        ),
        Verdict::Broader => format!(
            "{a} is broader than {b}: no member fares worse under {a}, and some fare better."
        ),
        Verdict::Incomparable if comparison.outcomes.iter().any(is_about_an_approval) => {
            format!(
                "{a} and {b} are incomparable: some members fare better under one, some under the other."
            )
        }
        Verdict::Incomparable => format!(
            "{a} and {b} are incomparable: they approve the same members, and other outcomes differ."
        ),
        Verdict::Equal | Verdict::OnlyInA | Verdict::OnlyInB => {
            if comparison.terms.is_empty() {
                format!("{a} and {b} are equal: every member has the same outcome under both.")
            } else {
                format!("{a} and {b} have the same outcomes, but some terms differ.")
            }
        }
    }
}

fn is_about_an_approval(transition: &Transition) -> bool {
    transition.answers.iter().any(|answer| {
        matches!(answer.outcome, Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired)
    })
}

/// What else must be said: the verdict for members to whom both apply, and what a witness is.
#[must_use]
pub fn remarks(comparison: &Comparison<'_>) -> Vec<String> {
    let [a, _] = &comparison.sides;
    let mut remarks = Vec::new();
    match comparison.where_both_apply {
        None => remarks.push(
            "No member is subject to both: where one of them applies, the other does not."
                .to_owned(),
        ),
        Some(verdict) if verdict == comparison.verdict => {}
        Some(Verdict::Stricter) => {
            remarks.push(format!("For the members to whom both apply, {a} is stricter."));
        }
        Some(Verdict::Broader) => {
            remarks.push(format!("For the members to whom both apply, {a} is broader."));
        }
        Some(verdict) => remarks
            .push(format!("For the members to whom both apply, the two are {}.", verdict.name())),
    }
    if !comparison.share_dates {
        remarks.push(
            "They are never in force on the same day: a member is shown as two cases, a and b, which differ in their dates, and in other facts only where those move with the dates."
                .to_owned(),
        );
    }
    remarks
}

/// An outcome with its terms: "criteria met: approval for 3 months", "refer to EX.9".
#[must_use]
pub fn answer(answer: &Answer) -> String {
    let outcome = answer.outcome;
    let approval = answer
        .approval
        .as_ref()
        .map(|approval| format!("approval {}", sentence::approval(approval)));
    let review = answer.review.as_ref().map(|review| format!("review by {review}"));
    let basis = answer
        .basis
        .filter(|basis| *basis != Basis::NotCovered)
        .map(|basis| sentence::basis(basis).to_owned());
    let terms = [approval, review, basis].into_iter().flatten().collect::<Vec<_>>().join("; ");
    match (&answer.refer_to, terms.is_empty()) {
        (Some(policy), _) => format!("{outcome} to {policy}"),
        (None, true) => outcome.to_string(),
        (None, false) => format!("{outcome}: {terms}"),
    }
}

/// What a criterion requires, as its author would type it; for a group, its heading.
#[must_use]
pub fn asks(vocabulary: &Vocabulary, criterion: &Criterion) -> String {
    match &criterion.body {
        Body::Condition(condition) => Notation::of(vocabulary, condition).to_string(),
        Body::Group { .. } => sentence::criterion(vocabulary, criterion).to_string(),
    }
}

/// The name of a section: A's, or B's if only B has it.
#[must_use]
pub fn section_name<'a>(section: &ComparedSection<'a>) -> &'a str {
    section.sections.iter().flatten().next().map(|section| &*section.name).unwrap_or_default()
}

/// The citation; both if it has changed.
#[must_use]
pub fn citation(criterion: &ComparedCriterion<'_>) -> String {
    let [a, b] =
        criterion.criteria.map(|criterion| criterion.map(|criterion| &*criterion.citation));
    match (a, b) {
        (Some(a), Some(b)) if a != b => format!("{a} -> {b}"),
        (a, b) => a.or(b).unwrap_or_default().to_owned(),
    }
}

/// What the criterion requires; both if that has changed.
#[must_use]
pub fn questions(comparison: &Comparison<'_>, criterion: &ComparedCriterion<'_>) -> Vec<String> {
    let [a, b] = &comparison.sides;
    let [in_a, in_b] = criterion.criteria;
    let mut questions =
        in_a.map(|criterion| asks(&a.policy.vocabulary, criterion)).into_iter().collect::<Vec<_>>();
    questions.extend(
        in_b.map(|criterion| asks(&b.policy.vocabulary, criterion))
            .filter(|asked| !questions.contains(asked)),
    );
    questions
}

/// The criterion differs, or has another label.
#[must_use]
pub fn is_changed(criterion: &ComparedCriterion<'_>) -> bool {
    let [a, b] = criterion.criteria.map(|criterion| criterion.map(|criterion| &criterion.citation));
    criterion.members.verdict != Verdict::Equal || a != b
}

/// The witnesses of a comparison, each with its own number.
#[derive(Debug, Default)]
pub struct Cases<'a> {
    seen: Vec<&'a Witness>,
}

impl<'a> Cases<'a> {
    /// The number of a witness, the same for equal cases.
    pub fn number(&mut self, witness: &'a Witness) -> usize {
        let known = self.seen.iter().position(|known| known.members == witness.members);
        let position = known.unwrap_or_else(|| {
            self.seen.push(witness);
            self.seen.len().saturating_sub(1)
        });
        position.saturating_add(1)
    }

    /// "case 3: not met in A, met in B; criteria not met -> criteria met"
    pub fn of_part(&mut self, part: &'a Compared) -> Vec<String> {
        if part.verdict != Verdict::Equal && part.witnesses.is_empty() {
            return vec!["no case is known in which it decides".to_owned()];
        }
        part.witnesses.iter().map(|witness| self.of_witness(witness)).collect()
    }

    fn of_witness(&mut self, witness: &'a Witness) -> String {
        let met = ["A", "B"].into_iter().zip(witness.met).filter_map(|(side, met)| {
            Some(format!("{} in {side}", if met? { "met" } else { "not met" }))
        });
        let met = met.collect::<Vec<_>>().join(", ");
        let [a, b] = witness.answers.each_ref().map(|answer| answer.outcome);
        format!("case {}: {met}; {a} -> {b}", self.number(witness))
    }

    /// Each case as JSON, with its number as the id: one, or one for each side.
    #[cfg(feature = "serde")]
    #[must_use]
    pub fn documents(&self, vocabulary: &Vocabulary) -> Vec<String> {
        let mut documents = Vec::new();
        for (number, witness) in (1_usize..).zip(&self.seen) {
            let document = |member: &policy_core::case::CaseFacts, side: &str| {
                policy_core::json::chart_to_json(
                    vocabulary,
                    member,
                    Some(&format!("{number}{side}").into()),
                )
            };
            match &witness.members {
                [a, b] if a == b => documents.push(document(a, "")),
                [a, b] => documents.extend([document(a, "a"), document(b, "b")]),
            }
        }
        documents
    }
}
