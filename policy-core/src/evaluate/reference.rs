//! The reference evaluator: slow and obvious, straight over the policy tree.
//!
//! Generated evaluators are tested against it, so it works differently. It looks at what was
//! *written*, not at possible values as integers: it compares decimals as exact fractions and dates
//! as dates, and asks for each world that the documentation leaves open whether a predicate holds
//! in it.

mod amount;
mod apart;
mod calculated;
mod chain;
mod compared;
mod course;
mod different;
mod distinct;
mod found;
mod joined;
mod normal;
mod places;
mod predicate;
mod readings;
mod repeated;
mod sum;
#[cfg(test)]
mod tests;
mod window;

use crate::Truth;
use crate::case::Chart;
use crate::policy::{
    Approval, Basis, Body, Choice, Conclusion, Criterion, Expression, Operator, Outcome, Policy,
    Quantifier, Region, Section, Selector, Slot, Term,
};
use core::cmp::Ordering;
use std::collections::BTreeMap;

pub(crate) use course::EntryDays;
pub(crate) use predicate::{Days, age_passes};
#[doc(hidden)]
pub use predicate::{Documentation, contains, number_passes};
pub(crate) use window::{Span, When};

/// What the reference evaluator says about a case.
#[derive(Clone, PartialEq, Debug)]
pub struct ReferenceDetermination<'p> {
    /// The position of the version in force on the date of service; `None` if none is.
    pub version: Option<u16>,
    /// The outcome.
    pub outcome: Outcome,
    /// Whether the policy applies to the request at all.
    pub applies: Truth,
    /// The positions of the sections that may govern, in their order.
    pub candidates: Vec<u16>,
    /// The section that governs; `None` if none does, or if it is not known which.
    pub section: Option<u16>,
    /// The policy to refer to, for [`Outcome::Refer`]; `None` if it depends on facts that are not
    /// documented.
    pub refer_to: Option<&'p str>,
    /// The basis, for [`Outcome::NotCovered`], and for [`Outcome::CriteriaNotMet`] where the policy
    /// gives one; `None` if it depends on facts that are not documented.
    pub basis: Option<Basis>,
    /// The terms of the approval, for [`Outcome::CriteriaMet`] and
    /// [`Outcome::CriteriaMetReviewRequired`]: those that do not depend on facts that are not
    /// documented. `None` if there are none.
    pub approval: Option<Approval>,
    /// The truth of every applicability condition, guard and criterion that was looked at.
    pub truths: BTreeMap<Slot, Truth>,
}

/// What a policy says about a chart.
///
/// The chart need not be made for this policy, only for its vocabulary: a fact that the chart does
/// not have counts as not documented.
#[must_use]
pub fn determine<'p>(policy: &'p Policy, chart: &dyn Chart) -> ReferenceDetermination<'p> {
    let mut evaluation = Evaluation {
        documentation: Documentation { vocabulary: &policy.vocabulary, chart },
        truths: BTreeMap::new(),
    };
    let mut determination = ReferenceDetermination {
        version: None,
        outcome: Outcome::NotApplicable,
        applies: Truth::NOT_MET,
        candidates: Vec::new(),
        section: None,
        refer_to: None,
        basis: None,
        approval: None,
        truths: BTreeMap::new(),
    };
    let Some((version_position, version)) = policy.version_on(chart.service_date()) else {
        return determination;
    };
    determination.version = Some(version_position);

    let conditions = policy
        .applicability
        .iter()
        .map(|applicability| (applicability.slot, &applicability.condition));
    determination.applies =
        all(conditions.map(|(slot, condition)| evaluation.keep(slot, condition)));
    let mut outcomes = Vec::new();
    let mut conclusions = Vec::new();
    if determination.applies != Truth::MET {
        outcomes.push(Outcome::NotApplicable);
    }
    if determination.applies != Truth::NOT_MET {
        for (position, section) in (0..).zip(version.sections.iter()) {
            let guard = section
                .guard
                .as_ref()
                .map_or(Truth::MET, |guard| evaluation.keep(guard.slot, &guard.condition));
            if guard != Truth::NOT_MET {
                determination.candidates.push(position);
                let reached = evaluation.conclusions_of(section);
                outcomes.push(agreed_outcome(&reached));
                conclusions.extend(reached);
            }
            if guard == Truth::MET {
                break;
            }
        }
    }

    determination.outcome = match outcomes.as_slice() {
        [] => Outcome::NotApplicable,
        [first, others @ ..] if others.iter().all(|other| other == first) => *first,
        _ => Outcome::NeedInformation,
    };
    determination.section = match determination.candidates.as_slice() {
        [only] if determination.applies == Truth::MET => Some(*only),
        _ => None,
    };
    let documentation = evaluation.documentation;
    if determination.outcome == Outcome::Refer {
        determination.refer_to = agreed(conclusions.iter().map(|conclusion| match conclusion {
            Some(Conclusion::Refer { to }) => documentation.chosen(to).map(|policy| &**policy),
            Some(
                Conclusion::CriteriaMet { .. }
                | Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::NotCovered { .. }
                | Conclusion::NotApplicable { .. },
            )
            | None => None,
        }));
    }
    if matches!(determination.outcome, Outcome::NotCovered | Outcome::CriteriaNotMet) {
        determination.basis = agreed(conclusions.iter().map(|conclusion| match conclusion {
            Some(Conclusion::NotCovered { basis, .. }) => documentation.chosen(basis).copied(),
            Some(Conclusion::CriteriaNotMet { basis, .. }) => *basis,
            Some(
                Conclusion::CriteriaMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::Refer { .. }
                | Conclusion::NotApplicable { .. },
            )
            | None => None,
        }));
    }
    if matches!(determination.outcome, Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired) {
        let approvals = conclusions.iter().map(|conclusion| match conclusion {
            Some(Conclusion::CriteriaMet { approval, .. }) => documentation.terms(approval),
            Some(
                Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::Refer { .. }
                | Conclusion::NotCovered { .. }
                | Conclusion::NotApplicable { .. },
            )
            | None => None,
        });
        determination.approval = shared_terms(approvals);
    }
    determination.truths = evaluation.truths;
    determination
}

/// The truth of a condition.
#[must_use]
pub fn truth(expression: &Expression, policy: &Policy, chart: &dyn Chart) -> Truth {
    Documentation { vocabulary: &policy.vocabulary, chart }.truth(expression)
}

/// A policy and a case, with the truths found so far.
struct Evaluation<'a> {
    documentation: Documentation<'a>,
    truths: BTreeMap<Slot, Truth>,
}

impl Evaluation<'_> {
    fn keep(&mut self, slot: Slot, condition: &Expression) -> Truth {
        let truth = self.documentation.truth(condition);
        self.truths.insert(slot, truth);
        truth
    }

    /// Everything that a section may conclude with if it governs; `None` is what follows where its
    /// criteria are not met and it says nothing about that.
    fn conclusions_of<'p>(&mut self, section: &'p Section) -> Vec<Option<&'p Conclusion>> {
        let mut reached = Vec::new();
        let criteria = all(self.criteria(section, &section.criteria));
        if criteria != Truth::NOT_MET {
            reached.push(Some(&section.conclusion));
        }
        if criteria == Truth::MET {
            return reached;
        }
        for otherwise in section.otherwise.iter() {
            let when = match &otherwise.when {
                Some(when) => self.keep(when.slot, &when.condition),
                None => Truth::MET,
            };
            if when != Truth::NOT_MET {
                reached.push(Some(&otherwise.conclusion));
            }
            if when == Truth::MET {
                return reached;
            }
        }
        reached.push(None);
        reached
    }

    fn criteria(&mut self, section: &Section, criteria: &[Criterion]) -> Vec<Truth> {
        criteria.iter().map(|criterion| self.criterion(section, criterion)).collect()
    }

    fn criterion(&mut self, section: &Section, criterion: &Criterion) -> Truth {
        let truth = match &criterion.body {
            Body::Condition(_) if section.restates_guard(criterion) => Truth::MET,
            Body::Condition(condition) => self.documentation.truth(condition),
            Body::Group { quantifier, criteria } => {
                of_group(*quantifier, self.criteria(section, criteria))
            }
        };
        self.truths.insert(criterion.slot, truth);
        truth
    }
}

/// The truth of a group, from those of its criteria.
fn of_group(quantifier: Quantifier, parts: impl IntoIterator<Item = Truth>) -> Truth {
    match quantifier {
        Quantifier::AllOf => all(parts),
        Quantifier::AnyOf => any(parts),
        Quantifier::NoneOf => not(any(parts)),
        Quantifier::AtLeast(needed) => at_least(needed, parts),
    }
}

impl Documentation<'_> {
    /// The truth of a criterion by itself, whichever section governs.
    pub(crate) fn criterion(self, criterion: &Criterion) -> Truth {
        match &criterion.body {
            Body::Condition(condition) => self.truth(condition),
            Body::Group { quantifier, criteria } => {
                of_group(*quantifier, criteria.iter().map(|criterion| self.criterion(criterion)))
            }
        }
    }

    /// The truth of a condition.
    #[must_use]
    pub fn truth(self, expression: &Expression) -> Truth {
        match expression {
            Expression::AtLeast(needed, parts) => {
                at_least(*needed, parts.iter().map(|part| self.truth(part)))
            }
            Expression::Not(negated) => not(self.truth(negated)),
            Expression::If { condition, then, otherwise } => {
                let (then, otherwise) = (self.truth(then), self.truth(otherwise));
                match self.truth(condition) {
                    Truth::MET => then,
                    Truth::NOT_MET => otherwise,
                    _ if then == otherwise => then,
                    _ => Truth::UNKNOWN,
                }
            }
            Expression::Test { term, region } => self.test(term, *region),
        }
    }

    fn test(self, term: &Term, region: Region) -> Truth {
        if let Term::Anchored { days, term } = term {
            return self.anchored(days, term, region);
        }
        if let Region::Than(relation) = region {
            return self.compared(term, relation).unwrap_or(Truth::UNKNOWN);
        }
        let truth = match *term {
            Term::Flag(fact) => (region == Region::Yes).then(|| self.flag(fact)),
            Term::Code(fact) => region.values().map(|values| self.code(fact, values)),
            Term::Count(fact) => region.whole().map(|test| self.count(fact, test)),
            Term::Age { birth_date, at, unit } => {
                region.whole().map(|test| self.age(birth_date, at, unit, test))
            }
            Term::Date(fact) => region.day().map(|test| self.date(fact, test)),
            Term::Quantity(fact) => region.quantity().map(|test| self.quantity(fact, test)),
            Term::Calculated { ref formula, .. } => {
                region.quantity().map(|test| match term.sum() {
                    Some(sum) => self.sum(sum, test),
                    None => self.calculated(formula, test),
                })
            }
            Term::Result { fact, selection, method, window } => match region {
                Region::Quantity(test) => {
                    Some(self.measurement(fact, selection, method, window, test))
                }
                Region::Norm(test) => Some(self.normal(fact, selection, (method, window), test)),
                Region::Yes
                | Region::Values(_)
                | Region::Whole(_)
                | Region::Day(_)
                | Region::Than(_) => None,
            },
            Term::OnFile { fact, number, apart, method, window } => {
                (region == Region::Yes).then(|| self.on_file(fact, (number, apart), method, window))
            }
            Term::Entries(ref entries) => match entries.longest_gap() {
                Some(longest) => (region == Region::Yes).then(|| self.has_no_gap(entries, longest)),
                None => Some(self.entries(entries, region)),
            },
            Term::Anchored { .. } => None,
        };
        // If a term does not support the question, the answer is unknown; no policy asks such
        // questions.
        truth.unwrap_or(Truth::UNKNOWN)
    }

    /// The detail that all arms that may be reached agree on; `None` if they differ or if no arm
    /// may be reached.
    fn chosen<T: Clone + PartialEq>(self, choice: &Choice<T>) -> Option<&T> {
        match choice {
            Choice::Always(detail) => Some(detail),
            Choice::By { selector, arms } => {
                let possible = self.selected(selector);
                let reached = arms
                    .iter()
                    .filter(|arm| possible.iter().any(|position| contains(arm.values, *position)));
                agreed(reached.map(|arm| self.chosen(&arm.choice)))
            }
        }
    }

    /// The terms that all approvals that may be reached share; `None` if they share none.
    fn terms(self, choice: &Choice<Approval>) -> Option<Approval> {
        match choice {
            Choice::Always(approval) => Some(approval.clone()),
            Choice::By { selector, arms } => {
                let possible = self.selected(selector);
                let reached = arms
                    .iter()
                    .filter(|arm| possible.iter().any(|position| contains(arm.values, *position)));
                shared_terms(reached.map(|arm| self.terms(&arm.choice)))
            }
        }
    }

    /// The possible values of a selector, by position.
    pub(crate) fn selected(self, selector: &Selector) -> Vec<u8> {
        let no_or_yes = |truth| match truth {
            Truth::MET => vec![1],
            Truth::NOT_MET => vec![0],
            _ => vec![0, 1],
        };
        match selector {
            Selector::Code(fact) => self.candidates(*fact).collect(),
            Selector::Flag(fact) => no_or_yes(self.flag(*fact)),
            Selector::Condition(condition) => no_or_yes(self.truth(condition)),
        }
    }
}

/// The outcome of these conclusions, if it is one.
fn agreed_outcome(conclusions: &[Option<&Conclusion>]) -> Outcome {
    let outcomes = conclusions
        .iter()
        .map(|conclusion| Some(conclusion.map_or(Outcome::CriteriaNotMet, Conclusion::outcome)));
    agreed(outcomes).unwrap_or(Outcome::NeedInformation)
}

/// The terms that all of these approvals have; `None` if there are none.
fn shared_terms(mut approvals: impl Iterator<Item = Option<Approval>>) -> Option<Approval> {
    let first = approvals.next()??;
    approvals
        .try_fold(first, |shared, other| other.map(|other| shared.shared(&other)))
        .filter(Approval::has_terms)
}

/// The value that all agree on, if they do.
fn agreed<T: PartialEq>(mut said: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = said.next()??;
    said.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// All are met; not met as soon as one is not met.
fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
    parts.into_iter().fold(Truth::MET, |all, part| match [all, part] {
        [Truth::NOT_MET, _] | [_, Truth::NOT_MET] => Truth::NOT_MET,
        [Truth::UNKNOWN, _] | [_, Truth::UNKNOWN] => Truth::UNKNOWN,
        _ => Truth::MET,
    })
}

/// At least one is met.
fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
    parts.into_iter().fold(Truth::NOT_MET, |any, part| match [any, part] {
        [Truth::MET, _] | [_, Truth::MET] => Truth::MET,
        [Truth::UNKNOWN, _] | [_, Truth::UNKNOWN] => Truth::UNKNOWN,
        _ => Truth::NOT_MET,
    })
}

fn not(part: Truth) -> Truth {
    match part {
        Truth::MET => Truth::NOT_MET,
        Truth::NOT_MET => Truth::MET,
        _ => Truth::UNKNOWN,
    }
}

/// At least this many are met: certainly if enough are already met, certainly not if too few can
/// still be met.
fn at_least(needed: u32, parts: impl IntoIterator<Item = Truth>) -> Truth {
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    let (met, not_failed) =
        parts.into_iter().fold((0_usize, 0_usize), |(met, not_failed), part| {
            (
                met.saturating_add(usize::from(part == Truth::MET)),
                not_failed.saturating_add(usize::from(part != Truth::NOT_MET)),
            )
        });
    if met >= needed {
        Truth::MET
    } else if not_failed < needed {
        Truth::NOT_MET
    } else {
        Truth::UNKNOWN
    }
}

/// Do two values that compare like this satisfy the operator?
pub(crate) const fn holds(operator: Operator, comparison: Ordering) -> bool {
    match operator {
        Operator::Equal => comparison.is_eq(),
        Operator::Less => comparison.is_lt(),
        Operator::LessOrEqual => comparison.is_le(),
        Operator::Greater => comparison.is_gt(),
        Operator::GreaterOrEqual => comparison.is_ge(),
    }
}
