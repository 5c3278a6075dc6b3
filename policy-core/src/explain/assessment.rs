//! A case and what its policy says about it, kept together. In: a case, or what is documented, and
//! the determination that was made for it. Out: the answer in words, what is missing, what to ask.

use super::missing::missing_facts;
use super::questions::questions;
use super::render::Criteria;
use super::{Explanation, Question};
use crate::case::Chart;
use crate::determination::Determination;
use crate::vocabulary::{Fact, FactId};
use core::fmt;

/// What a policy says about a case, together with that case, so that nothing else is ever explained
/// by it.
///
/// A case of a compiled policy makes one by [`Case::assess`](crate::case::Case::assess), a policy
/// that was made at run time by [`Evaluator::assess`](crate::evaluator::Evaluator::assess), whose
/// documentation has an example.
#[derive(Clone, Copy)]
pub struct Assessment<'c, 'p> {
    chart: &'c dyn Chart,
    determination: Determination<'p>,
}

impl<'c, 'p> Assessment<'c, 'p> {
    /// A determination, with what it was made for.
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

    /// The answer in words, without the criteria: [`Explanation::criteria`] is `None`. It takes a
    /// fraction of the time.
    #[must_use]
    pub fn summarize(&self) -> Explanation<'p> {
        Explanation::of(self.chart, &self.determination, Criteria::Omitted)
    }

    /// The facts that are not documented well enough and could still change the outcome, sorted by
    /// name; none once the outcome is decided.
    ///
    /// A fact is among them if and only if two ways of completing the documentation differ in this
    /// fact alone and come to different outcomes: not, then, if a sibling in an `any of` is met
    /// already, or if the number lies between two thresholds neither of which it can cross. An age
    /// is asked for as its date of birth. What only changes a detail, such as the policy to refer
    /// to, is not asked for.
    ///
    /// In two cases the answer is coarser, every fact that some unknown criterion is unknown for:
    /// where the exact one would be too expensive, and where all completions come to one outcome,
    /// but the evaluator, which looks at one predicate at a time, cannot see it.
    #[must_use]
    pub fn missing(&self) -> Vec<(FactId, &'p Fact)> {
        let vocabulary = &self.determination.policy().vocabulary;
        let facts = missing_facts(&self.determination, self.chart).into_iter();
        facts.filter_map(|id| Some((id, vocabulary.fact(id)?))).collect()
    }

    /// What to ask, in the order in which it decides most; nothing once the outcome is decided.
    ///
    /// Answering everything leads to a decision, and each question can matter: these are the facts
    /// that [are missing](Self::missing).
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
