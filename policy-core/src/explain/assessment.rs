//! A case and what its policy says about it, kept together. In: a case, or documented facts, and
//! the determination made for them. Out: the answer in words, what is missing, what to ask.

use super::missing::{missing_details, missing_facts};
use super::questions::questions;
use super::render::Criteria;
use super::{Explanation, Question};
use crate::case::Chart;
use crate::determination::Determination;
use crate::vocabulary::{Fact, FactId};
use core::fmt;

/// What a policy says about a case, together with that case, so that the determination is never
/// used to explain another case.
///
/// It comes from [`Case::assess`](crate::case::Case::assess) for a compiled policy, and from
/// [`Evaluator::assess`](crate::evaluator::Evaluator::assess), which has an example, for one made
/// at run time.
#[derive(Clone, Copy)]
pub struct Assessment<'c, 'p> {
    chart: &'c dyn Chart,
    determination: Determination<'p>,
}

impl<'c, 'p> Assessment<'c, 'p> {
    /// A determination, with the chart for which it was made.
    pub(crate) const fn of(chart: &'c dyn Chart, determination: Determination<'p>) -> Self {
        Assessment { chart, determination }
    }

    /// What the policy says.
    #[must_use]
    pub const fn determination(&self) -> &Determination<'p> {
        &self.determination
    }

    /// The answer in words, with every criterion and its evidence.
    #[must_use]
    pub fn explain(&self) -> Explanation<'p> {
        Explanation::of(self.chart, &self.determination, Criteria::Shown)
    }

    /// The answer in words, without the criteria: [`Explanation::criteria`] is `None`. This is much
    /// faster.
    #[must_use]
    pub fn summarize(&self) -> Explanation<'p> {
        Explanation::of(self.chart, &self.determination, Criteria::Omitted)
    }

    /// The facts that are not sufficiently documented and could still change the outcome, sorted by
    /// name; none once the outcome is decided.
    ///
    /// A fact is listed if and only if two ways of completing the documentation differ only in this
    /// fact and have different outcomes. So it is not listed if, for example, a sibling in an `any
    /// of` is already met, or if a number lies between two thresholds and can cross neither. An age
    /// is listed as its date of birth. A fact that can only change a detail, such as the policy to
    /// refer to, [is not listed](Self::missing_details).
    ///
    /// In two cases the answer is coarser and lists every fact because of which some criterion is
    /// unknown: if the exact answer would be too expensive, and if all completions have the same
    /// outcome but the evaluator, which looks at one predicate at a time, cannot see that.
    #[must_use]
    pub fn missing(&self) -> Vec<(FactId, &'p Fact)> {
        let vocabulary = &self.determination.policy().vocabulary;
        let facts = missing_facts(&self.determination, self.chart).into_iter();
        facts.filter_map(|id| Some((id, vocabulary.fact(id)?))).collect()
    }

    /// The facts that are not sufficiently documented and could still change what is open beside a
    /// settled outcome, sorted by name: where a referral goes, the basis, the terms of an approval
    /// or its review. As exact as [what is missing](Self::missing).
    #[must_use]
    pub fn missing_details(&self) -> Vec<(FactId, &'p Fact)> {
        let vocabulary = &self.determination.policy().vocabulary;
        let facts = missing_details(&self.determination, self.chart).into_iter();
        facts.filter_map(|id| Some((id, vocabulary.fact(id)?))).collect()
    }

    /// What to ask, the most decisive questions first; nothing once the outcome is decided.
    ///
    /// Answering everything leads to a decision, and each question can matter: the questions are
    /// about the facts that [are missing](Self::missing).
    #[must_use]
    pub fn questions(&self) -> Vec<Question<'p>> {
        questions(&self.determination, self.chart)
    }
}

impl fmt::Debug for Assessment<'_, '_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Assessment")
            .field("determination", &self.determination)
            .finish_non_exhaustive()
    }
}
