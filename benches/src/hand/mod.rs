//! The policies as an engineer would write them by hand, for speed: over the same typed cases,
//! three-valued, each test only where the ones before leave it open, the cheap ones first, nothing
//! recorded. What the compiled evaluators are measured against.

pub mod abecma;
pub mod kresladi;
pub mod pad_stem_cells;
pub mod revascor;
pub mod tecartus;

use policy_core::Truth;
use policy_core::policy::{Basis, Outcome};

/// Parts of which all have to be met, up to the first that is not.
macro_rules! all {
    ($first:expr $(, $rest:expr)+ $(,)?) => {
        'all: {
            let mut truth = $first;
            $(
                if truth == policy_core::Truth::NOT_MET {
                    break 'all truth;
                }
                truth = truth & $rest;
            )+
            truth
        }
    };
}

/// Parts of which one has to be met, up to the first that is.
macro_rules! any {
    ($first:expr $(, $rest:expr)+ $(,)?) => {
        'any: {
            let mut truth = $first;
            $(
                if truth == policy_core::Truth::MET {
                    break 'any truth;
                }
                truth = truth | $rest;
            )+
            truth
        }
    };
}

pub(crate) use {all, any};

/// An outcome with what it says further.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// The policy to go to, for a referral.
    pub refer_to: Option<&'static str>,
    /// Why it is not covered.
    pub basis: Option<Basis>,
}

impl Decision {
    const fn of(outcome: Outcome) -> Decision {
        Decision { outcome, refer_to: None, basis: None }
    }

    const fn refer(refer_to: Option<&'static str>) -> Decision {
        Decision { outcome: Outcome::Refer, refer_to, basis: None }
    }

    const fn not_met(basis: Option<Basis>) -> Decision {
        Decision { outcome: Outcome::CriteriaNotMet, refer_to: None, basis }
    }

    const fn not_covered(basis: Option<Basis>) -> Decision {
        Decision { outcome: Outcome::NotCovered, refer_to: None, basis }
    }

    /// What criteria come to, if all of them being met means `met`.
    fn by(criteria: Truth, met: Outcome) -> Decision {
        Decision::of(match criteria {
            Truth::MET => met,
            Truth::NOT_MET => Outcome::CriteriaNotMet,
            _ => Outcome::NeedInformation,
        })
    }

    /// What two possible decisions have in common.
    fn or(self, other: Decision) -> Decision {
        if self.outcome != other.outcome {
            return Decision::of(Outcome::NeedInformation);
        }
        Decision {
            outcome: self.outcome,
            refer_to: self.refer_to.filter(|policy| Some(*policy) == other.refer_to),
            basis: self.basis.filter(|basis| Some(*basis) == other.basis),
        }
    }
}

/// What a policy may come to, as far as its sections have been looked at.
struct Prospect {
    decision: Option<Decision>,
}

impl Prospect {
    /// `None` where the policy certainly does not apply.
    fn where_it(applies: Truth) -> Option<Prospect> {
        match applies {
            Truth::NOT_MET => None,
            Truth::MET => Some(Prospect { decision: None }),
            _ => Some(Prospect { decision: Some(Decision::of(Outcome::NotApplicable)) }),
        }
    }

    /// A section that may govern; the decision, where nothing after it can change it.
    fn add(&mut self, guard: Truth, decision: Decision) -> Option<Decision> {
        let decision = self.decision.map_or(decision, |before| before.or(decision));
        self.decision = Some(decision);
        (guard == Truth::MET || decision.outcome == Outcome::NeedInformation).then_some(decision)
    }

    fn end(self) -> Decision {
        self.decision.unwrap_or(Decision::of(Outcome::NotApplicable))
    }
}
