//! A policy made at run time, such as one whose text a service has read, ready to evaluate cases.
//!
//! In: a [`Policy`], from any source. Out: determinations that borrow it, of the same type as those
//! of a compiled policy: the same functions explain them, find what is missing, and write them as
//! JSON. Everything that belongs to the policy is freed with its evaluator.

#[cfg(test)]
mod tests;

use crate::case::{CaseFacts, Chart, Problems};
use crate::determination::{Detail, Determination, SECTIONS, SLOTS, Terms, Truths};
use crate::evaluate::reference;
use crate::explain::Assessment;
use crate::policy::Policy;
use crate::worded::WordedPolicy;
use core::fmt;

/// A policy made at run time, ready to evaluate cases.
///
/// It uses the [reference evaluator](mod@reference), which walks the policy tree; a policy compiled
/// by `policy!` is faster and gives the same results. It is `Send` and `Sync`. A service keeps an
/// `Arc<Evaluator>` and replaces the `Arc` when the policy changes: requests in progress keep the
/// old evaluator, which is freed after the last of them.
///
/// ```
/// use policy_core::case::CaseFacts;
/// use policy_core::evaluator::Evaluator;
/// # use policy_core::policy::{Body, Conclusion, Criterion, Expression, Outcome, Policy, Region, Section, Slot, Term, Version};
/// # use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
/// use policy_core::NaiveDate;
/// # fn policy() -> Policy {
/// #     let fact = |name: &'static str, label: &'static str, kind| Fact { name: name.into(), label: label.into(), note: None, asked_of: None, codes: vec![].into(), kind };
/// #     let date = |name| fact(name, name, FactKind::Date);
/// #     let smoker = fact("smoker", "Smoker", FactKind::Flag { attested: false });
/// #     let vocabulary = Vocabulary::of("example", vec![date("request_date"), date("service_date"), smoker]);
/// #     let criterion = Criterion {
/// #         slot: Slot(0),
/// #         citation: "1".into(),
/// #         title: None,
/// #         restated: false,
/// #         remarks: vec![].into(),
/// #         body: Body::Condition(Expression::Not(Term::Flag(FactId(2)).is(Region::Yes).into())),
/// #     };
/// #     let section = Section {
/// #         name: "all".into(),
/// #         citations: vec![].into(),
/// #         guard: None,
/// #         criteria: vec![criterion].into(),
/// #         remarks: vec![].into(),
/// #         conclusion: Conclusion::CaseByCase { reason: None },
/// #         otherwise: vec![].into(),
/// #     };
/// #     let version = Version { name: None, from: None, to: None, looks_from: policy_core::policy::Day::REQUEST, remarks: vec![].into(), sections: vec![section].into(), advisories: vec![].into() };
/// #     Policy {
/// #         name: "example".into(),
/// #         title: "An example".into(),
/// #         payer: "Example Health Plan".into(),
/// #         number: "EX.1".into(),
/// #         source: "example.pdf".into(),
/// #         reviewed: None,
/// #         codes: vec![].into(),
/// #         remarks: vec![].into(),
/// #         vocabulary: std::borrow::Cow::Owned(vocabulary),
/// #         applicability: vec![].into(),
/// #         versions: vec![version].into(),
/// #         advisories: vec![].into(),
/// #         looks_from: policy_core::policy::Day::REQUEST,
/// #         never_approves: true,
/// #         gaps: vec![].into(),
/// #         accepted: vec![].into(),
/// #     }
/// # }
///
/// let evaluator = Evaluator::new(policy())?;
///
/// let day = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
/// let open = CaseFacts::new(day, day);
/// let asked = evaluator.assess(&open)?.questions();
/// assert_eq!(asked[0].text, "Smoker? yes or no");
///
/// let vocabulary = &evaluator.policy().vocabulary;
/// let mut known = open;
/// known.set(vocabulary, "smoker", true)?;
/// let known = known.checked(vocabulary)?;
/// let assessment = evaluator.assess(&known)?;
/// assert_eq!(assessment.determination().outcome(), Outcome::CriteriaNotMet);
/// assert_eq!(assessment.explain().reason, "1 excludes: smoker; documented: yes.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// With the feature `serde`, `json::read_facts` reads a case with the policy's vocabulary, and
/// `json::determination_to_json` writes its explanation. The documentation of
/// `policy_language::read_policies` has an example from the text of a policy to an answer.
pub struct Evaluator {
    policy: WordedPolicy,
    /// For each version, a record with room for all of its truths.
    records: Vec<Truths>,
}

impl Evaluator {
    /// The evaluator of a policy.
    ///
    /// # Errors
    ///
    /// If the policy is larger than a determination can hold. Policies read from text never are:
    /// `policy!` and `policy-language` refuse them.
    pub fn new(policy: Policy) -> Result<Evaluator, TooLarge> {
        let record =
            |version| Truths::with_room(policy.slots_in(version)).ok_or(TooLarge::Criteria);
        let records = policy.versions.iter().map(record).collect::<Result<Vec<_>, _>>()?;
        if policy.versions.iter().any(|version| version.sections.len() > SECTIONS) {
            return Err(TooLarge::Sections);
        }
        if records.len() > VERSIONS {
            return Err(TooLarge::Versions);
        }
        Ok(Evaluator { policy: WordedPolicy::made(policy), records })
    }

    /// The same, with the digest of the policy, which its determinations then carry. A policy alone
    /// does not know it: `policy_language::evaluator` makes an evaluator that does.
    ///
    /// Without it, [`Determination::policy_digest`] is `None`, and `policy_digest` in JSON `null`.
    #[must_use]
    pub fn with_digest(self, digest: impl Into<String>) -> Evaluator {
        Evaluator { policy: self.policy.with_digest(digest.into()), ..self }
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.policy.policy()
    }

    /// What the policy says about the documented facts, together with them.
    ///
    /// # Errors
    ///
    /// Facts of another vocabulary than the policy's, and values that are not valid for their
    /// facts. Contradictions between facts are not checked here:
    /// [`CaseFacts::checked`](crate::case::CaseFacts::checked) does that, and facts from
    /// `json::read_facts` have none.
    pub fn assess<'c>(&self, facts: &'c CaseFacts) -> Result<Assessment<'c, '_>, Problems> {
        let problems = facts.strange_to(&self.policy().vocabulary);
        if problems.is_empty() {
            Ok(Assessment::of(facts, self.evaluate(facts)))
        } else {
            Err(Problems { id: None, problems })
        }
    }

    /// What the policy says about a chart of its vocabulary.
    pub(crate) fn evaluate(&self, chart: &dyn Chart) -> Determination<'_> {
        let found = reference::determine(self.policy(), chart);
        let record = found.version.and_then(|version| self.records.get(usize::from(version)));
        let mut truths = record.copied().unwrap_or_else(Truths::none);
        for (slot, truth) in found.truths {
            truths.keep(slot, truth);
        }
        let version = found.version.and_then(|version| self.policy().version(version));
        let detail = match (found.refer_to, found.basis, found.approval.zip(version)) {
            (Some(policy), ..) => Detail::ReferTo(policy),
            (None, Some(basis), _) => Detail::Basis(basis),
            (None, None, Some((approval, version))) => {
                Detail::Approval(Terms::of(&approval, version))
            }
            (None, None, None) => Detail::None,
        };
        Determination {
            policy: &self.policy,
            version: found.version,
            outcome: found.outcome,
            detail,
            applies: found.applies,
            candidates: found
                .candidates
                .into_iter()
                .fold(0, |candidates, position| candidates | 1_u64.wrapping_shl(position.into())),
            truths,
        }
    }
}

impl fmt::Debug for Evaluator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Evaluator")
            .field("policy", &self.policy().name)
            .finish_non_exhaustive()
    }
}

/// The maximum number of versions of a policy: their positions have 16 bits.
const VERSIONS: usize = 1 << u16::BITS;

/// What a policy has more of than a determination can hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum TooLarge {
    /// Versions.
    Versions,
    /// Sections of a version.
    Sections,
    /// Criteria, guards and applicability conditions of a version.
    Criteria,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TooLarge::Versions => write!(
                formatter,
                "a policy has room for {VERSIONS} versions, and this one has more"
            ),
            TooLarge::Sections => write!(
                formatter,
                "a version has room for {SECTIONS} sections, and one of this policy has more"
            ),
            TooLarge::Criteria => {
                write!(
                    formatter,
                    "a version has room for {SLOTS} criteria, guards and conditions of applicability, and one of this policy has more"
                )
            }
        }
    }
}

impl core::error::Error for TooLarge {}
