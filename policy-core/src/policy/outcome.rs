//! What a determination can say, and what a section concludes.

use super::{Expression, Guard, Region, Term, Threshold};
use crate::calendar::CalendarDuration;
use crate::data::{Link, List, Text};
use crate::vocabulary::{FactId, FactKind, Vocabulary};
use core::fmt;

/// What a policy says about a request. None of these is a denial: only a clinician can deny.
///
/// Outcomes are ordered as listed here; the order does not rank them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// Every criterion of the governing section is met.
    CriteriaMet,
    /// The criteria are met, and the policy sends every such request to a named review.
    CriteriaMetReviewRequired,
    /// At least one criterion is definitely not met; a clinician decides.
    CriteriaNotMet,
    /// Undecided, and further documentation could decide it.
    NeedInformation,
    /// The policy leaves it to a clinician.
    CaseByCase,
    /// The policy sends the request to another policy.
    Refer,
    /// The policy never covers this; a clinician decides, with the basis.
    NotCovered,
    /// The policy does not apply to this request.
    NotApplicable,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Outcome; 8] = [
        Outcome::CriteriaMet,
        Outcome::CriteriaMetReviewRequired,
        Outcome::CriteriaNotMet,
        Outcome::NeedInformation,
        Outcome::CaseByCase,
        Outcome::Refer,
        Outcome::NotCovered,
        Outcome::NotApplicable,
    ];

    /// Its position in [`ALL`](Outcome::ALL), which represents it in decision diagrams.
    #[must_use]
    pub const fn position(self) -> u16 {
        self as u16
    }

    /// `criteria_met`, …, as in policies and in the JSON of a determination.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::CriteriaMet => "criteria_met",
            Outcome::CriteriaMetReviewRequired => "criteria_met_review_required",
            Outcome::CriteriaNotMet => "criteria_not_met",
            Outcome::NeedInformation => "need_information",
            Outcome::CaseByCase => "case_by_case",
            Outcome::Refer => "refer",
            Outcome::NotCovered => "not_covered",
            Outcome::NotApplicable => "not_applicable",
        }
    }

    /// The outcome with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

impl fmt::Display for Outcome {
    /// For display: `criteria met, review required`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Outcome::CriteriaMet => "criteria met",
            Outcome::CriteriaMetReviewRequired => "criteria met, review required",
            Outcome::CriteriaNotMet => "criteria not met",
            Outcome::NeedInformation => "need information",
            Outcome::CaseByCase => "case by case",
            Outcome::Refer => "refer",
            Outcome::NotCovered => "not covered",
            Outcome::NotApplicable => "not applicable",
        })
    }
}

/// Why a policy never covers something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// The plan excludes it.
    NotCovered,
    /// Not medically necessary.
    NotMedicallyNecessary,
    /// Experimental or investigational.
    Investigational,
    /// It does not meet the contract's primary coverage criteria.
    DoesNotMeetPrimaryCoverageCriteria,
}

impl Basis {
    /// All bases.
    pub const ALL: [Basis; 4] = [
        Basis::NotCovered,
        Basis::NotMedicallyNecessary,
        Basis::Investigational,
        Basis::DoesNotMeetPrimaryCoverageCriteria,
    ];

    /// As in policies and in the JSON of a determination.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Basis::NotCovered => "not_covered",
            Basis::NotMedicallyNecessary => "not_medically_necessary",
            Basis::Investigational => "investigational",
            Basis::DoesNotMeetPrimaryCoverageCriteria => "does_not_meet_primary_coverage_criteria",
        }
    }

    /// The basis with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.name() == name)
    }
}

impl fmt::Display for Basis {
    /// For display: `not medically necessary`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Basis::NotCovered => "not covered",
            Basis::NotMedicallyNecessary => "not medically necessary",
            Basis::Investigational => "investigational",
            Basis::DoesNotMeetPrimaryCoverageCriteria => "does not meet primary coverage criteria",
        })
    }
}

/// What follows if a section governs and its criteria are met.
#[derive(Clone, PartialEq, Debug)]
pub enum Conclusion {
    /// `criteria_met for 3 months`, `criteria_met by request_type { … }`
    CriteriaMet {
        /// For how long and for how much.
        approval: Choice<Approval>,
        /// The body that reviews every request even so.
        review: Option<Text>,
    },
    /// `criteria_not_met "dosed one time only", basis not_medically_necessary`
    CriteriaNotMet {
        /// Why, in the author's words.
        reason: Option<Text>,
        /// On which basis.
        basis: Option<Basis>,
    },
    /// `case_by_case`
    CaseByCase {
        /// Why, in the author's words.
        reason: Option<Text>,
    },
    /// `refer "CP.CPA.09"`, `refer by line_of_business { … }`
    Refer {
        /// The policy to refer to.
        to: Choice<Text>,
    },
    /// `not_covered investigational, "no better outcome is shown"`, `not_covered by line_of_business { … }`
    NotCovered {
        /// On which basis.
        basis: Choice<Basis>,
        /// Why, in the author's words.
        reason: Option<Text>,
    },
    /// `not_applicable`
    NotApplicable {
        /// Why, in the author's words.
        reason: Option<Text>,
    },
}

impl Conclusion {
    /// The outcome of the conclusion.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Conclusion::CriteriaMet { review: None, .. } => Outcome::CriteriaMet,
            Conclusion::CriteriaMet { review: Some(_), .. } => Outcome::CriteriaMetReviewRequired,
            Conclusion::CriteriaNotMet { .. } => Outcome::CriteriaNotMet,
            Conclusion::CaseByCase { .. } => Outcome::CaseByCase,
            Conclusion::Refer { .. } => Outcome::Refer,
            Conclusion::NotCovered { .. } => Outcome::NotCovered,
            Conclusion::NotApplicable { .. } => Outcome::NotApplicable,
        }
    }

    /// The author's reason.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Conclusion::CriteriaNotMet { reason, .. }
            | Conclusion::CaseByCase { reason }
            | Conclusion::NotCovered { reason, .. }
            | Conclusion::NotApplicable { reason } => reason.as_deref(),
            Conclusion::CriteriaMet { .. } | Conclusion::Refer { .. } => None,
        }
    }
}

/// What follows if the criteria of a section are not met: the first whose condition is met counts.
#[derive(Clone, PartialEq, Debug)]
pub struct Otherwise {
    /// When it counts; `None` for all others.
    pub when: Option<Guard>,
    /// What follows; never [`Conclusion::CriteriaMet`].
    pub conclusion: Conclusion,
}

/// The terms of an approval; at least one of them is given.
#[derive(Clone, PartialEq, Debug)]
pub struct Approval {
    /// `for 3 months`
    pub duration: Option<CalendarDuration>,
    /// `1 administration per lifetime`, `2 pens per 28 days`
    pub limit: Option<Limit>,
    /// `at most 322 million cells`, `at most 500 mg per 4 weeks`
    pub at_most: Option<Most>,
}

impl Approval {
    /// The limits in words: `1 dose, at most 322 million cells`; `None` if only the duration is
    /// limited.
    #[must_use]
    pub fn limit_in_words(&self) -> Option<String> {
        let limit = self.limit.as_ref().map(ToString::to_string);
        let at_most = self.at_most.as_ref().map(|most| format!("at most {most}"));
        match (limit, at_most) {
            (Some(limit), Some(at_most)) => Some(format!("{limit}, {at_most}")),
            (limit, at_most) => limit.or(at_most),
        }
    }

    /// The terms that this approval and another one share.
    #[must_use]
    pub fn shared(&self, other: &Approval) -> Approval {
        let same_limits = self.is_as_much_as(other);
        Approval {
            duration: self.duration.filter(|_| self.is_as_long_as(other)),
            limit: self.limit.clone().filter(|_| same_limits),
            at_most: self.at_most.clone().filter(|_| same_limits),
        }
    }

    /// Whether anything is limited.
    #[must_use]
    pub const fn has_terms(&self) -> bool {
        self.duration.is_some() || self.limit.is_some() || self.at_most.is_some()
    }

    /// The duration is the same, or there is none in both.
    pub(crate) fn is_as_long_as(&self, other: &Approval) -> bool {
        self.duration == other.duration
    }

    /// The limits are the same, or there are none in both.
    pub(crate) fn is_as_much_as(&self, other: &Approval) -> bool {
        (&self.limit, &self.at_most) == (&other.limit, &other.at_most)
    }
}

/// `2 pens per 28 days`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limit {
    /// How many.
    pub number: u32,
    /// Of what.
    pub counted: Text,
    /// Per what.
    pub per: Option<Per>,
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.number, self.counted)?;
        self.per.as_ref().map_or(Ok(()), |per| write!(formatter, " per {per}"))
    }
}

/// `500 mg per 4 weeks`
#[derive(Clone, PartialEq, Debug)]
pub struct Most {
    /// How much.
    pub amount: Threshold,
    /// Per what.
    pub per: Option<Per>,
}

impl fmt::Display for Most {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.amount)?;
        self.per.as_ref().map_or(Ok(()), |per| write!(formatter, " per {per}"))
    }
}

/// What a limit is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Per {
    /// `per lifetime`, `per request`
    Named(Text),
    /// `per 28 days`, `per month`
    Time(CalendarDuration),
}

impl fmt::Display for Per {
    /// `lifetime`, `28 days`, `month`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Per::Named(name) => formatter.write_str(name),
            Per::Time(CalendarDuration { amount: 1, unit }) => formatter.write_str(unit.words(1)),
            Per::Time(period) => period.fmt(formatter),
        }
    }
}

/// A detail of an outcome: always the same, or dependent on the case.
#[derive(Clone, PartialEq, Debug)]
pub enum Choice<T: Clone + 'static> {
    /// Always this.
    Always(T),
    /// `by FACT { … }`
    By {
        /// What it depends on.
        selector: Selector,
        /// What each value leads to.
        arms: List<Arm<T>>,
    },
}

/// What a detail depends on.
#[derive(Clone, PartialEq, Debug)]
pub enum Selector {
    /// A code; its values are bits by position.
    Code(FactId),
    /// A flag; 1 is no, 2 is yes.
    Flag(FactId),
    /// A `define`; 1 is not met, 2 is met.
    Condition(Link<Expression>),
}

impl Selector {
    /// The number of values, by position.
    #[must_use]
    pub fn values(&self, vocabulary: &Vocabulary) -> u8 {
        match self {
            Selector::Code(fact) => match vocabulary.fact(*fact).map(|fact| &fact.kind) {
                Some(FactKind::Code { values, .. }) => {
                    u8::try_from(values.len()).unwrap_or(u8::MAX)
                }
                _ => 0,
            },
            Selector::Flag(_) | Selector::Condition(_) => 2,
        }
    }

    /// The condition that it has one of these values, given as bits by position.
    #[must_use]
    pub fn is_among(&self, values: u64) -> Expression {
        let yes = match self {
            Selector::Code(fact) => return Term::Code(*fact).is(Region::Values(values)),
            Selector::Flag(fact) => Term::Flag(*fact).is(Region::Yes),
            Selector::Condition(condition) => (**condition).clone(),
        };
        match values & 0b11 {
            0b00 => Expression::any(Vec::new().into()),
            0b01 => Expression::Not(yes.into()),
            0b10 => yes,
            _ => Expression::all(Vec::new().into()),
        }
    }

    /// The condition that it has the value at a position.
    #[must_use]
    pub fn has(&self, value: u8) -> Expression {
        self.is_among(1_u64.checked_shl(u32::from(value)).unwrap_or(0))
    }
}

/// What some values lead to.
#[derive(Clone, PartialEq, Debug)]
pub struct Arm<T: Clone + 'static> {
    /// The values, as bits.
    pub values: u64,
    /// What they lead to.
    pub choice: Choice<T>,
}
