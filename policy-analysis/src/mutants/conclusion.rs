//! Small changes of what a section concludes.

use super::{Change, Variant};
use policy_core::calendar::CalendarDuration;
use policy_core::policy::{Approval, Arm, Basis, Choice, Conclusion, Limit, Most, Per};
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
            found.extend(of_choice(approval, &other_terms).into_iter().map(|variant| {
                variant
                    .inside(|approval| Conclusion::CriteriaMet { approval, review: review.clone() })
            }));
        }
        Conclusion::Refer { to } => {
            let other =
                |to: &Cow<'static, str>| vec![(format!("not {to}").into(), "another detail")];
            found.extend(
                of_choice(to, &other)
                    .into_iter()
                    .map(|variant| variant.inside(|to| Conclusion::Refer { to })),
            );
        }
        Conclusion::NotCovered { basis, reason } => {
            let other = |basis: &Basis| {
                let other = Basis::ALL.into_iter().find(|other| other != basis);
                vec![(other.unwrap_or(*basis), "another detail")]
            };
            found.extend(of_choice(basis, &other).into_iter().map(|variant| {
                variant.inside(|basis| Conclusion::NotCovered { basis, reason: reason.clone() })
            }));
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

/// Terms that differ in one number, each with what is different.
fn other_terms(approval: &Approval) -> Vec<(Approval, &'static str)> {
    let mut found = Vec::new();
    if let Some(duration) = approval.duration {
        found.push((
            Approval { duration: Some(longer(duration)), ..approval.clone() },
            "the approval is longer",
        ));
    }
    if let Some(limit) = &approval.limit {
        let more = Limit { number: limit.number.saturating_add(1), ..limit.clone() };
        found.push((
            Approval { limit: Some(more), ..approval.clone() },
            "the approval is for one more",
        ));
        if let Some(Per::Time(period)) = limit.per {
            let other = Limit { per: Some(Per::Time(longer(period))), ..limit.clone() };
            found.push((
                Approval { limit: Some(other), ..approval.clone() },
                "the limit is for a longer time",
            ));
        }
    }
    if let Some(most) = &approval.at_most
        && let Some(Per::Time(period)) = most.per
    {
        let other = Most { per: Some(Per::Time(longer(period))), ..most.clone() };
        found.push((
            Approval { at_most: Some(other), ..approval.clone() },
            "the amount is for a longer time",
        ));
    }
    found
}

const fn longer(duration: CalendarDuration) -> CalendarDuration {
    CalendarDuration { amount: duration.amount.saturating_add(1), ..duration }
}

/// Each detail replaced by others, and each pair of neighboring arms with their values exchanged.
fn of_choice<T: Clone>(
    choice: &Choice<T>,
    other: &dyn Fn(&T) -> Vec<(T, &'static str)>,
) -> Vec<Variant<Choice<T>>> {
    match choice {
        Choice::Always(detail) => other(detail)
            .into_iter()
            .map(|(other, what)| Variant::new(Choice::Always(other), Change::Outcome, what))
            .collect(),
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
