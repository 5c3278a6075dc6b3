//! Small changes of what a section concludes; and what it comes to, as a diagram.

use super::{Answer, Change, Variant};
use crate::analysis::diagram::{Diagram, Diagrams, TooLarge};
use crate::analysis::space::Space;
use crate::evaluate::reference::contains;
use crate::policy::{Arm, Basis, Choice, Conclusion, Expression, Outcome, Policy, Section, Version};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// All small changes of a conclusion.
pub(super) fn variants(conclusion: &Conclusion) -> Vec<Variant<Conclusion>> {
    let mut found = Vec::new();
    let other_outcome = match conclusion {
        Conclusion::CriteriaNotMet { .. } => Conclusion::CaseByCase { reason: None },
        _ => Conclusion::CriteriaNotMet { reason: None },
    };
    let what = format!("`{}` becomes `{}`", conclusion.outcome().name(), other_outcome.outcome().name());
    found.push(Variant::new(other_outcome, Change::Outcome, what));
    match conclusion {
        Conclusion::CriteriaMet { approval, review } => {
            if review.is_some() {
                let without = Conclusion::CriteriaMet { approval: approval.clone(), review: None };
                found.push(Variant::new(without, Change::Outcome, "the review is left out"));
            }
            let mut longer = approval.clone();
            if let Some(duration) = &mut longer.duration {
                duration.amount = duration.amount.saturating_add(1);
                found.push(Variant::new(
                    Conclusion::CriteriaMet { approval: longer, review: review.clone() },
                    Change::Outcome,
                    "the approval is longer",
                ));
            }
            let mut more = approval.clone();
            if let Some(limit) = &mut more.limit {
                limit.number = limit.number.saturating_add(1);
                found.push(Variant::new(
                    Conclusion::CriteriaMet { approval: more, review: review.clone() },
                    Change::Outcome,
                    "the approval is for one more",
                ));
            }
        }
        Conclusion::Refer { to } => {
            let other = |to: &Cow<'static, str>| format!("not {to}").into();
            found.extend(of_choice(to, &other).into_iter().map(|variant| variant.inside(|to| Conclusion::Refer { to })));
        }
        Conclusion::NotCovered { basis } => {
            let other = |basis: &Basis| Basis::ALL.into_iter().find(|other| other != basis).unwrap_or(*basis);
            found.extend(of_choice(basis, &other).into_iter().map(|variant| variant.inside(|basis| Conclusion::NotCovered { basis })));
        }
        _ => {}
    }
    found
}

/// Each detail replaced by another one, and each pair of neighbouring arms with their values exchanged.
fn of_choice<T: Clone>(choice: &Choice<T>, other: &dyn Fn(&T) -> T) -> Vec<Variant<Choice<T>>> {
    match choice {
        Choice::Always(detail) => vec![Variant::new(Choice::Always(other(detail)), Change::Outcome, "another detail")],
        Choice::By { selector, arms } => {
            let rebuilt = |position: usize, arm: Arm<T>| {
                let mut arms = arms.to_vec();
                if let Some(place) = arms.get_mut(position) {
                    *place = arm;
                }
                Choice::By { selector: selector.clone(), arms: arms.into() }
            };
            let mut found = Vec::new();
            for (position, arm) in arms.iter().enumerate() {
                for variant in of_choice(&arm.choice, other) {
                    let what = format!("{} in arm {}", variant.what, position.saturating_add(1));
                    let changed = rebuilt(position, Arm { values: arm.values, choice: variant.changed });
                    found.push(Variant::new(changed, Change::Outcome, what));
                }
            }
            for position in 1..arms.len() {
                let mut exchanged = arms.to_vec();
                if let Some([one, two]) = exchanged.get_mut(position.saturating_sub(1)..=position) {
                    core::mem::swap(&mut one.values, &mut two.values);
                    let what = format!("the values of arms {position} and {} are exchanged", position.saturating_add(1));
                    found.push(Variant::new(Choice::By { selector: selector.clone(), arms: exchanged.into() }, Change::Outcome, what));
                }
            }
            found
        }
    }
}

/// For how long and how much, and who reviews it.
pub(super) fn terms(conclusion: &Conclusion) -> Option<String> {
    let Conclusion::CriteriaMet { approval, review } = conclusion else { return None };
    Some(format!("{:?} {:?} {review:?}", approval.duration, approval.limit_in_words()))
}

/// The conditions on which the details hang, for every value of what they hang on.
pub(super) fn conditions(conclusion: &Conclusion, vocabulary: &Vocabulary) -> Vec<Expression> {
    let selectors = conclusion.selectors().into_iter();
    selectors.flat_map(|selector| (0..selector.values(vocabulary)).map(|value| selector.has(value))).collect()
}

/// What a version says about every completely documented case: a diagram whose values are positions in `answers`.
pub(super) fn answers(policy: &Policy, version: &Version, answers: &mut Vec<Answer>, space: &mut Space<'_>) -> Result<Diagram, TooLarge> {
    let not_applicable = terminal(Answer::new(Outcome::NotApplicable, None, None), answers, space)?;
    let mut governed = not_applicable;
    for section in version.sections.iter().rev() {
        let own = of_section(section, &policy.vocabulary, answers, space)?;
        governed = match &section.guard {
            None => own,
            Some(guard) => {
                let guard = space.condition(&guard.condition)?;
                space.diagrams().if_then_else(guard, own, governed)?
            }
        };
    }
    let applies = space.applies(policy)?;
    space.diagrams().if_then_else(applies, governed, not_applicable)
}

fn of_section(section: &Section, vocabulary: &Vocabulary, answers: &mut Vec<Answer>, space: &mut Space<'_>) -> Result<Diagram, TooLarge> {
    let outcome = section.conclusion.outcome();
    let met = match &section.conclusion {
        Conclusion::Refer { to } => of_details(to, &|to| Answer::new(outcome, Some(to.to_string()), None), vocabulary, answers, space)?,
        Conclusion::NotCovered { basis } => {
            of_details(basis, &|basis| Answer::new(outcome, Some(basis.name().to_owned()), None), vocabulary, answers, space)?
        }
        other => terminal(Answer::new(outcome, None, terms(other)), answers, space)?,
    };
    let not_met = terminal(Answer::new(Outcome::CriteriaNotMet, None, None), answers, space)?;
    let criteria = space.criteria(section)?;
    space.diagrams().if_then_else(criteria, met, not_met)
}

fn of_details<T: Clone>(
    choice: &Choice<T>,
    leaf: &dyn Fn(&T) -> Answer,
    vocabulary: &Vocabulary,
    answers: &mut Vec<Answer>,
    space: &mut Space<'_>,
) -> Result<Diagram, TooLarge> {
    match choice {
        Choice::Always(detail) => terminal(leaf(detail), answers, space),
        Choice::By { selector, arms } => {
            let mut said = terminal(Answer::new(Outcome::NeedInformation, None, None), answers, space)?;
            for each in arms.iter().rev() {
                let own = of_details(&each.choice, leaf, vocabulary, answers, space)?;
                let mut comes_here = Diagrams::FALSE;
                for value in (0..selector.values(vocabulary)).filter(|value| contains(each.values, *value)) {
                    let value = space.condition(&selector.has(value))?;
                    comes_here = space.diagrams().or(comes_here, value)?;
                }
                said = space.diagrams().if_then_else(comes_here, own, said)?;
            }
            Ok(said)
        }
    }
}

fn terminal(answer: Answer, answers: &mut Vec<Answer>, space: &mut Space<'_>) -> Result<Diagram, TooLarge> {
    let position = answers.iter().position(|known| *known == answer).unwrap_or_else(|| {
        answers.push(answer);
        answers.len().saturating_sub(1)
    });
    space.diagrams().terminal(u16::try_from(position).unwrap_or(u16::MAX))
}
