//! A determination in words, rendered on request from a case and its determination.
//!
//! In: an [`Assessment`], which keeps a case and its
//! [`Determination`](crate::determination::Determination) together. Out: an [`Explanation`], the
//! content of the JSON of a determination, which answers the next questions: which paragraphs are
//! met, not met or unknown, on what evidence, what is missing, and what follows.

mod assessment;
mod candidate;
mod criteria;
pub mod evidence;
mod leaves;
mod lines;
mod missing;
mod questions;
mod reason;
mod render;
mod required;
#[cfg(test)]
mod tests;

pub use crate::wording::ApprovalTerms;
pub use assessment::Assessment;
#[cfg(all(test, feature = "serde"))]
pub(crate) use criteria::Explained;
pub use criteria::{ExplainedCriteria, ExplainedCriterion};
pub use questions::Question;

use crate::policy::{Basis, Outcome};

/// A determination in words, borrowed from its policy.
/// ```
/// use policy_core::{Case, Outcome};
///
/// fn note(case: &dyn Case) -> String {
///     let explanation = case.explain();
///     match explanation.outcome {
///         Outcome::NeedInformation => format!("Please document {}.", explanation.missing.join(", ")),
///         Outcome::CriteriaNotMet => format!("Not met: {}.", explanation.not_met.join(", ")),
///         _ => explanation.reason,
///     }
/// }
/// ```
///
/// [`ExplainedCriteria`] has an example that visits every criterion.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation<'p> {
    /// The policy's name.
    pub policy: &'p str,
    /// The payer's number for the policy.
    pub number: &'p str,
    /// The version in force on the date of service; `None` if the policy has no versions, or if
    /// none is in force.
    pub version: Option<&'p str>,
    /// The outcome.
    pub outcome: Outcome,
    /// The section that governs; `None` if none does, or if it is not known which.
    pub section: Option<SectionReference<'p>>,
    /// Citations of the leaf criteria that are not met and decide, in the order of the outline; one
    /// inside an any-of group that is met does not decide anything.
    pub not_met: Vec<&'p str>,
    /// Citations of the leaf criteria that are unknown and leave their groups open, in the order of
    /// the outline.
    pub undecided: Vec<&'p str>,
    /// Names of the facts that are not sufficiently documented and could still change the outcome,
    /// sorted.
    pub missing: Vec<&'p str>,
    /// The same for what is open beside a settled outcome: where a referral goes, the basis, the
    /// terms of an approval.
    pub missing_details: Vec<&'p str>,
    /// One sentence for a person.
    pub reason: String,
    /// If the criteria are met: for how long and for how much.
    pub approval: Option<ApprovalTerms<'p>>,
    /// The body that reviews.
    pub review: Option<&'p str>,
    /// The policy to refer to.
    pub refer_to: Option<&'p str>,
    /// Why it is not covered.
    pub basis: Option<Basis>,
    /// Sentences that do not change the outcome.
    pub advisories: Vec<&'p str>,
    /// The [digest](crate::determination::Determination::policy_digest) of the policy's text, if it
    /// is known.
    pub policy_digest: Option<&'p str>,
    /// The sections that govern or may govern, with all their criteria; `None` in a
    /// [summary](Assessment::summarize).
    pub criteria: Option<ExplainedCriteria<'p>>,
}

/// A section, by its name and its place in the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SectionReference<'p> {
    /// The author's name for it.
    pub name: &'p str,
    /// Where it is in the source.
    pub citation: Option<&'p str>,
}
