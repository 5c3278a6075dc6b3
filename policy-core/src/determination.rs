//! The result of an evaluation: the outcome and every criterion's truth, in a few words of memory.

mod record;

#[doc(hidden)]
pub use record::{Record, SLOTS, Truths, words_for};

use crate::Truth;
use crate::compiled::CompiledPolicy;
use crate::policy::{
    Approval, Basis, Conclusion, Otherwise, Outcome, Policy, Section, Slot, Version,
};
use crate::possible::positions;
use crate::worded::WordedPolicy;
use crate::wording::Phrases;
use core::fmt;

/// The maximum number of sections of a version; `policy!` refuses more.
pub const SECTIONS: usize = 64;

/// Further information about an outcome.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail<'p> {
    /// Nothing, or something that depends on facts that are not documented.
    None,
    /// For [`Outcome::Refer`]: the policy to refer to.
    ReferTo(&'p str),
    /// For [`Outcome::NotCovered`] and [`Outcome::CriteriaNotMet`].
    Basis(Basis),
    /// For [`Outcome::CriteriaMet`] and [`Outcome::CriteriaMetReviewRequired`].
    Approval(Terms),
}

/// The terms of an approval, as far as all possibilities agree, by positions among the
/// [approvals](Version::approvals) of the version: of those with the same term, the first one.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// The approval that has the duration.
    pub duration: Option<u16>,
    /// The approval that has the limits.
    pub limits: Option<u16>,
}

impl Terms {
    /// Terms among the approvals of a version.
    #[must_use]
    pub fn of(approval: &Approval, version: &Version) -> Terms {
        let approvals = version.approvals();
        let first = |is_same: fn(&Approval, &Approval) -> bool| {
            let position = approvals.iter().position(|other| is_same(approval, other));
            position.and_then(|position| u16::try_from(position).ok())
        };
        Terms { duration: first(Approval::is_as_long_as), limits: first(Approval::is_as_much_as) }
    }

    fn agree(self, other: Terms) -> Terms {
        Terms {
            duration: self.duration.filter(|_| self.duration == other.duration),
            limits: self.limits.filter(|_| self.limits == other.limits),
        }
    }
}

impl Detail<'_> {
    /// The terms of an approval.
    #[inline]
    #[must_use]
    pub const fn approval(duration: Option<u16>, limits: Option<u16>) -> Self {
        Detail::Approval(Terms { duration, limits })
    }

    /// The detail on which two possibilities agree; otherwise nothing.
    #[must_use]
    pub fn agree(self, other: Self) -> Self {
        match (self, other) {
            (Detail::Approval(one), Detail::Approval(other)) => Detail::Approval(one.agree(other)),
            _ if self == other => self,
            _ => Detail::None,
        }
    }

    /// The detail so far, `reached`, combined with that of one more possibility.
    #[inline]
    #[must_use]
    pub fn join(reached: Option<Self>, detail: Self) -> Option<Self> {
        Some(match reached {
            Some(reached) => reached.agree(detail),
            None => detail,
        })
    }
}

/// What a policy says about a case: the outcome, the sections that govern or may govern, and the
/// truth of everything that was evaluated.
///
/// It is small and `Copy`, and borrows its policy: a compiled policy is `'static`, and one made at
/// run time is borrowed from its [`Evaluator`](crate::evaluator::Evaluator). Sentences, evidence
/// and missing facts are rendered on request, by [`Explanation`](crate::explain::Explanation).
/// ```
/// use policy_core::{Determination, Outcome};
///
/// /// Which queue a request goes to.
/// fn queue(determination: &Determination<'_>) -> String {
///     match determination.outcome() {
///         Outcome::CriteriaMet => "approve".to_owned(),
///         Outcome::NeedInformation => "ask the provider".to_owned(),
///         Outcome::Refer => format!("policy {}", determination.refer_to().unwrap_or("not known yet")),
///         Outcome::NotApplicable => "other policies".to_owned(),
///         _ => "clinician".to_owned(),
///     }
/// }
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Determination<'p> {
    pub(crate) policy: &'p WordedPolicy,
    pub(crate) version: Option<u16>,
    pub(crate) outcome: Outcome,
    pub(crate) detail: Detail<'p>,
    pub(crate) applies: Truth,
    /// The sections that may govern, as bits.
    pub(crate) candidates: u64,
    pub(crate) truths: Truths,
}

impl<'p> Determination<'p> {
    /// The policy that was evaluated.
    #[must_use]
    pub fn policy(&self) -> &'p Policy {
        self.policy.policy()
    }

    /// SHA-256, in hexadecimal digits, of the canonical text of the policy with all of its
    /// versions, and of the facts that it uses: which text decided can be told years later.
    ///
    /// It is the same for a compiled policy and for one that was read from its text. `None` where
    /// an [`Evaluator`](crate::evaluator::Evaluator) was made without it.
    #[must_use]
    pub fn policy_digest(&self) -> Option<&'p str> {
        self.policy.digest()
    }

    /// The words about its criteria that do not depend on the case.
    pub(crate) fn phrases(&self) -> &'p Phrases {
        self.policy.phrases()
    }

    /// The outcome.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The version in force on the date of service; `None` if none is.
    #[must_use]
    pub fn version(&self) -> Option<&'p Version> {
        self.policy().version(self.version?)
    }

    /// The position of that version.
    pub(crate) const fn version_position(&self) -> Option<u16> {
        self.version
    }

    /// Whether the policy applies to the request at all.
    #[must_use]
    pub const fn applies(&self) -> Truth {
        self.applies
    }

    /// The sections that may govern, as far as is known, in their order; none if the policy does
    /// not apply.
    pub fn candidates(&self) -> impl Iterator<Item = &'p Section> + use<'p> {
        self.numbered_candidates().map(|(_, section)| section)
    }

    /// The same, each with its position in the version.
    pub(crate) fn numbered_candidates(
        &self,
    ) -> impl Iterator<Item = (usize, &'p Section)> + use<'p> {
        let sections = self.version().map(|version| &*version.sections).unwrap_or_default();
        positions(self.candidates).map_while(|position| Some((position, sections.get(position)?)))
    }

    /// The section that governs; `None` if none does, or if it is not known which.
    #[must_use]
    pub fn section(&self) -> Option<&'p Section> {
        let mut candidates = self.candidates();
        candidates.next().filter(|_| candidates.next().is_none() && self.applies == Truth::MET)
    }

    /// Everything that a section may conclude with, as far as is known, in its order, each with
    /// its position among all of them. What follows where its criteria are not met and it says
    /// nothing about that is not among them.
    pub(crate) fn reached(&self, section: &'p Section) -> Vec<(usize, &'p Conclusion)> {
        let criteria = self.criteria(section);
        let mut reached = Vec::new();
        if criteria.can_be_met() {
            reached.push((0, &section.conclusion));
        }
        for (position, (otherwise, truth)) in (1..).zip(self.otherwise(section)) {
            if truth.can_be_met() {
                reached.push((position, &otherwise.conclusion));
            }
        }
        reached
    }

    /// What a section says if its criteria are not met, up to what certainly counts; each with
    /// whether it counts.
    pub(crate) fn otherwise(
        &self,
        section: &'p Section,
    ) -> impl Iterator<Item = (&'p Otherwise, Truth)> {
        let mut open = !self.criteria(section);
        section.otherwise.iter().map_while(move |otherwise| {
            let when = match &otherwise.when {
                _ if !open.can_be_met() => return None,
                Some(when) => self.truth(when.slot).unwrap_or(Truth::UNKNOWN),
                None => Truth::MET,
            };
            let counts = open & when;
            open = open & !when;
            Some((otherwise, counts))
        })
    }

    /// Whether a section may end with criteria that are not met, without saying what follows.
    pub(crate) fn may_end_not_met(&self, section: &Section) -> bool {
        let is_open = |otherwise: &Otherwise| {
            let when = otherwise.when.as_ref();
            when.is_some_and(|when| self.truth(when.slot).is_none_or(Truth::can_fail))
        };
        self.criteria(section).can_fail() && section.otherwise.iter().all(is_open)
    }

    /// Whether all criteria of a section are met.
    pub(crate) fn criteria(&self, section: &Section) -> Truth {
        let slots = section.criteria.iter().map(|criterion| criterion.slot);
        slots
            .map(|slot| self.truth(slot).unwrap_or(Truth::UNKNOWN))
            .fold(Truth::MET, |all, one| all & one)
    }

    /// The terms of the approval, if the criteria are met: those that do not depend on facts that
    /// are not documented. `None` if there are none.
    #[must_use]
    pub fn approval(&self) -> Option<Approval> {
        let Terms { duration, limits } = self.terms()?;
        let approvals = self.version()?.approvals();
        let at = |position: Option<u16>| approvals.get(usize::from(position?));
        let limits = at(limits);
        let approval = Approval {
            duration: at(duration).and_then(|approval| approval.duration),
            limit: limits.and_then(|approval| approval.limit.clone()),
            at_most: limits.and_then(|approval| approval.at_most.clone()),
        };
        approval.has_terms().then_some(approval)
    }

    /// The terms of the approval, by position.
    pub(crate) const fn terms(&self) -> Option<Terms> {
        match self.detail {
            Detail::Approval(terms) => Some(terms),
            Detail::None | Detail::ReferTo(_) | Detail::Basis(_) => None,
        }
    }

    /// The body that reviews, if the criteria are met and the policy sends every such request to a
    /// review.
    #[must_use]
    pub fn review(&self) -> Option<&'p str> {
        self.agreed(|section| match &section.conclusion {
            Conclusion::CriteriaMet { review, .. } => review.as_deref(),
            Conclusion::CriteriaNotMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::Refer { .. }
            | Conclusion::NotCovered { .. }
            | Conclusion::NotApplicable { .. } => None,
        })
    }

    /// What all sections that may govern agree on, if the outcome is theirs.
    fn agreed<T: PartialEq>(&self, what: impl Fn(&'p Section) -> Option<T>) -> Option<T> {
        if !matches!(self.outcome, Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired) {
            return None;
        }
        let mut said = self.candidates().map(what);
        let first = said.next()??;
        said.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }

    /// The policy to refer to, for [`Outcome::Refer`]; `None` if it depends on facts that are not
    /// documented.
    #[must_use]
    pub const fn refer_to(&self) -> Option<&'p str> {
        match self.detail {
            Detail::ReferTo(policy) => Some(policy),
            Detail::None | Detail::Basis(_) | Detail::Approval(_) => None,
        }
    }

    /// The basis, for [`Outcome::NotCovered`], and for [`Outcome::CriteriaNotMet`] where the policy
    /// gives one; `None` if it depends on facts that are not documented.
    #[must_use]
    pub const fn basis(&self) -> Option<Basis> {
        match self.detail {
            Detail::Basis(basis) => Some(basis),
            Detail::None | Detail::ReferTo(_) | Detail::Approval(_) => None,
        }
    }

    /// The truth of an applicability condition, guard or criterion; `None` if it was not evaluated
    /// because it could not matter.
    #[must_use]
    pub fn truth(&self, slot: Slot) -> Option<Truth> {
        self.truths.at(slot)
    }
}

/// Short enough for a log: the policy's name, the outcome, the version and the section.
impl fmt::Debug for Determination<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Determination");
        shown.field("policy", &self.policy).field("outcome", &self.outcome);
        if let Some(version) = self.version().and_then(|version| version.name.as_ref()) {
            shown.field("version", version);
        }
        if let Some(section) = self.section() {
            shown.field("section", &section.name);
        }
        shown.finish_non_exhaustive()
    }
}

/// `revascor: criteria not met (I.A)`, for a line of a log.
impl fmt::Display for Determination<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.policy().name, self.outcome)?;
        match self.section().map(|section| section.citation().unwrap_or(&section.name)) {
            Some(section) => write!(formatter, " ({section})"),
            None => Ok(()),
        }
    }
}

/// What a section may say: what everything that it may conclude with agrees on.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Said<'p> {
    outcome: Option<Outcome>,
    detail: Detail<'p>,
}

impl<'p> Said<'p> {
    /// Before anything is reached.
    #[inline]
    #[must_use]
    pub const fn nothing() -> Said<'p> {
        Said { outcome: None, detail: Detail::None }
    }

    /// One more conclusion may be reached.
    #[inline]
    pub fn may(&mut self, outcome: Outcome, detail: Detail<'p>) {
        (self.outcome, self.detail) = match self.outcome {
            None => (Some(outcome), detail),
            Some(agreed) if agreed == outcome => (Some(outcome), self.detail.agree(detail)),
            Some(_) => (Some(Outcome::NeedInformation), Detail::None),
        };
    }
}

/// How generated code gets from truths to a determination: section by section, until one certainly
/// governs.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Deliberation<'p> {
    policy: &'p WordedPolicy,
    version: u16,
    applies: Truth,
    /// The outcome of everything evaluated so far; `None` at the beginning.
    agreed: Option<Outcome>,
    detail: Detail<'p>,
    candidates: u64,
    open: bool,
}

impl<'p> Deliberation<'p> {
    /// The policy has no version in force on the date of service.
    #[must_use]
    pub const fn not_in_force(policy: &'p CompiledPolicy) -> Determination<'p> {
        Determination {
            policy: policy.worded(),
            version: None,
            outcome: Outcome::NotApplicable,
            detail: Detail::None,
            applies: Truth::NOT_MET,
            candidates: 0,
            truths: Truths::none(),
        }
    }

    /// A version is in force; `applies` is the conjunction of its applicability conditions.
    #[inline]
    #[must_use]
    pub const fn begin(
        policy: &'p CompiledPolicy,
        version: u16,
        applies: Truth,
    ) -> Deliberation<'p> {
        let agreed = if applies.can_fail() { Some(Outcome::NotApplicable) } else { None };
        Deliberation {
            policy: policy.worded(),
            version,
            applies,
            agreed,
            detail: Detail::None,
            candidates: 0,
            open: applies.can_be_met(),
        }
    }

    /// Whether the next section must be evaluated: the policy may apply, and no earlier section
    /// certainly governs.
    #[inline]
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// The result of a section whose guard can be met.
    #[inline]
    pub fn section(
        &mut self,
        position: u32,
        guard: Truth,
        criteria: Truth,
        met: Outcome,
        detail: Detail<'p>,
    ) {
        let mut said = Said::nothing();
        if criteria.can_be_met() {
            said.may(met, detail);
        }
        if criteria.can_fail() {
            said.may(Outcome::CriteriaNotMet, Detail::None);
        }
        self.says(position, guard, said);
    }

    /// The same, for a section that says what follows if its criteria are not met.
    #[inline]
    pub fn says(&mut self, position: u32, guard: Truth, said: Said<'p>) {
        let Said { outcome, detail } = said;
        let outcome = outcome.unwrap_or(Outcome::CriteriaNotMet);
        (self.agreed, self.detail) = match self.agreed {
            None => (Some(outcome), detail),
            // A detail is given only as long as everything agrees.
            Some(agreed) if agreed == outcome => (Some(outcome), self.detail.agree(detail)),
            Some(_) => (Some(Outcome::NeedInformation), Detail::None),
        };
        self.candidates |= 1_u64.checked_shl(position).unwrap_or(0);
        self.open &= guard.can_fail();
    }

    /// The determination, with the truths recorded on the way.
    #[inline]
    #[must_use]
    pub fn conclude(self, record: impl Into<Truths>) -> Determination<'p> {
        let Deliberation { policy, version, applies, detail, candidates, .. } = self;
        let outcome = self.agreed.unwrap_or(Outcome::NotApplicable);
        Determination {
            policy,
            version: Some(version),
            outcome,
            detail,
            applies,
            candidates,
            truths: record.into(),
        }
    }
}
