//! Small changes of what a section concludes.

use super::{Change, Variant};
use policy_core::policy::{Arm, Basis, Choice, Conclusion};
use std::borrow::Cow;

/// All small changes of a conclusion.
pub(super) fn variants(conclusion: &Conclusion) -> Vec<Variant<Conclusion>> {
    let mut found = Vec::new();
    let other_outcome = match conclusion {
        Conclusion::CriteriaNotMet { .. } => Conclusion::CaseByCase { reason: None },
        Conclusion::CriteriaMet { .. }
        | Conclusion::CaseByCase { .. }
        | Conclusion::Refer { .. }
        | Conclusion::NotCovered { .. }
        | Conclusion::NotApplicable { .. } => {
            Conclusion::CriteriaNotMet { reason: None, basis: None }
        }
    };
    let what =
        format!("`{}` becomes `{}`", conclusion.outcome().name(), other_outcome.outcome().name());
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
            found.extend(
                of_choice(to, &other)
                    .into_iter()
                    .map(|variant| variant.inside(|to| Conclusion::Refer { to })),
            );
        }
        Conclusion::NotCovered { basis } => {
            let other = |basis: &Basis| {
                Basis::ALL.into_iter().find(|other| other != basis).unwrap_or(*basis)
            };
            found.extend(
                of_choice(basis, &other)
                    .into_iter()
                    .map(|variant| variant.inside(|basis| Conclusion::NotCovered { basis })),
            );
        }
        Conclusion::CriteriaNotMet { reason, basis: Some(_) } => {
            let without = Conclusion::CriteriaNotMet { reason: reason.clone(), basis: None };
            found.push(Variant::new(without, Change::Outcome, "the basis is left out"));
        }
        Conclusion::CriteriaNotMet { basis: None, .. }
        | Conclusion::CaseByCase { .. }
        | Conclusion::NotApplicable { .. } => {}
    }
    found
}

/// Each detail replaced by another one, and each pair of neighboring arms with their values
/// exchanged.
fn of_choice<T: Clone>(choice: &Choice<T>, other: &dyn Fn(&T) -> T) -> Vec<Variant<Choice<T>>> {
    match choice {
        Choice::Always(detail) => {
            vec![Variant::new(Choice::Always(other(detail)), Change::Outcome, "another detail")]
        }
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
                    let changed =
                        rebuilt(position, Arm { values: arm.values, choice: variant.changed });
                    found.push(Variant::new(changed, Change::Outcome, what));
                }
            }
            for position in 1..arms.len() {
                let mut exchanged = arms.to_vec();
                if let Some([one, two]) = exchanged.get_mut(position.saturating_sub(1)..=position) {
                    core::mem::swap(&mut one.values, &mut two.values);
                    let what = format!(
                        "the values of arms {position} and {} are exchanged",
                        position.saturating_add(1)
                    );
                    found.push(Variant::new(
                        Choice::By { selector: selector.clone(), arms: exchanged.into() },
                        Change::Outcome,
                        what,
                    ));
                }
            }
            found
        }
    }
}
