//! What a settled outcome leaves open: where a referral goes, the basis, the terms of an approval
//! and its review.
//!
//! In: a determination. Out: everything that its policy may say beside the outcome, and the
//! conditions by which it chooses.

use crate::determination::Determination;
use crate::evaluate::reference::{Documentation, contains};
use crate::policy::{
    Approval, Basis, Choice, Conclusion, Expression, Outcome, Section, Selector, Version,
};

/// What a policy says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Said<'a> {
    outcome: Outcome,
    refer_to: Option<&'a str>,
    basis: Option<Basis>,
    approval: Option<&'a Approval>,
    review: Option<&'a str>,
}

impl<'a> Said<'a> {
    /// An outcome without any details.
    pub(super) const fn only(outcome: Outcome) -> Said<'a> {
        Said { outcome, refer_to: None, basis: None, approval: None, review: None }
    }

    pub(super) fn refer(to: Option<&'a str>) -> Said<'a> {
        Said { refer_to: to, ..Said::only(Outcome::Refer) }
    }

    pub(super) fn not_covered(basis: Option<Basis>) -> Said<'a> {
        Said { basis, ..Said::only(Outcome::NotCovered) }
    }

    pub(super) fn approval(
        conclusion: &'a Conclusion,
        approval: Option<&'a Approval>,
        review: Option<&'a str>,
    ) -> Said<'a> {
        Said { approval, review, ..Said::only(conclusion.outcome()) }
    }

    /// A conclusion that leaves nothing to choose.
    pub(super) fn fixed(conclusion: &Conclusion) -> Said<'a> {
        let basis = match conclusion {
            Conclusion::CriteriaNotMet { basis, .. } => *basis,
            Conclusion::CriteriaMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::Refer { .. }
            | Conclusion::NotCovered { .. }
            | Conclusion::NotApplicable { .. } => None,
        };
        Said { basis, ..Said::only(conclusion.outcome()) }
    }

    /// What two possibilities with the same outcome agree on.
    pub(super) fn agree(self, other: Said<'a>) -> Said<'a> {
        if self == other { self } else { Said::only(self.outcome) }
    }
}

/// Whether a determination leaves something open beside its outcome.
pub(super) fn is_open(determination: &Determination<'_>, documentation: Documentation<'_>) -> bool {
    match determination.outcome() {
        Outcome::CriteriaMet
        | Outcome::CriteriaMetReviewRequired
        | Outcome::CriteriaNotMet
        | Outcome::Refer
        | Outcome::NotCovered => {}
        Outcome::NeedInformation | Outcome::CaseByCase | Outcome::NotApplicable => return false,
    }
    let mut said = Vec::new();
    for section in determination.candidates() {
        for (_, conclusion) in determination.reached(section) {
            add_reached(conclusion, documentation, &mut said);
        }
        if determination.may_end_not_met(section) {
            said.push(Said::only(Outcome::CriteriaNotMet));
        }
    }
    said.iter().any(|one| Some(one) != said.first())
}

/// Adds everything that a conclusion may say, as far as is documented.
fn add_reached<'a>(
    conclusion: &'a Conclusion,
    documentation: Documentation<'_>,
    said: &mut Vec<Said<'a>>,
) {
    match conclusion {
        Conclusion::CriteriaMet { approval, review } => {
            let review = review.as_deref();
            each_reached(approval, documentation, &mut |approval| {
                said.push(Said::approval(conclusion, Some(approval), review));
            });
        }
        Conclusion::Refer { to } => {
            each_reached(to, documentation, &mut |to| said.push(Said::refer(Some(to))));
        }
        Conclusion::NotCovered { basis, .. } => {
            each_reached(basis, documentation, &mut |basis| {
                said.push(Said::not_covered(Some(*basis)));
            });
        }
        Conclusion::CriteriaNotMet { .. }
        | Conclusion::CaseByCase { .. }
        | Conclusion::NotApplicable { .. } => said.push(Said::fixed(conclusion)),
    }
}

fn each_reached<'a, T: Clone>(
    choice: &'a Choice<T>,
    documentation: Documentation<'_>,
    found: &mut dyn FnMut(&'a T),
) {
    match choice {
        Choice::Always(detail) => found(detail),
        Choice::By { selector, arms } => {
            let possible = documentation.selected(selector);
            for arm in arms.iter() {
                if possible.iter().any(|value| contains(arm.values, *value)) {
                    each_reached(&arm.choice, documentation, found);
                }
            }
        }
    }
}

/// The conditions by which the conclusions of a version choose, so that formulas can ask them.
pub(super) struct Conditions<'a>(Vec<(&'a Selector, u64, Expression)>);

impl<'a> Conditions<'a> {
    pub(super) fn of(version: &'a Version) -> Conditions<'a> {
        let mut found = Vec::new();
        for conclusion in version.sections.iter().flat_map(Section::conclusions) {
            match conclusion {
                Conclusion::CriteriaMet { approval, .. } => add(approval, &mut found),
                Conclusion::Refer { to } => add(to, &mut found),
                Conclusion::NotCovered { basis, .. } => add(basis, &mut found),
                Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::NotApplicable { .. } => {}
            }
        }
        Conditions(found)
    }

    /// The condition that a selector has one of these values.
    pub(super) fn get(&self, selector: &Selector, values: u64) -> Option<&Expression> {
        let mut known = self.0.iter();
        let known = known.find(|(known, of, _)| *of == values && *known == selector);
        known.map(|(_, _, condition)| condition)
    }
}

fn add<'a, T: Clone>(choice: &'a Choice<T>, found: &mut Vec<(&'a Selector, u64, Expression)>) {
    let Choice::By { selector, arms } = choice else { return };
    for arm in arms.iter() {
        found.push((selector, arm.values, selector.is_among(arm.values)));
        add(&arm.choice, found);
    }
}
