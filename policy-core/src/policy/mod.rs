//! The policy tree: what a policy says, as plain data.
//!
//! `policy!` lowers a policy to this tree, once. The compiled evaluator is printed from it; the
//! reference evaluator, documentation, explanation and comparison read it. It holds what the author
//! wrote, resolved: facts as positions in the vocabulary, thresholds with their units, outline
//! labels as full citations.

mod algebra;
mod expression;
mod facts;
pub mod notation;
mod outcome;
mod region;
mod term;
mod walk;
mod window;
mod written;

pub use algebra::{Algebra, Decision, Ruling};
pub use expression::{
    AttributeFilter, Connective, CountTest, DateTest, Day, Expression, Operator, QuantityTest,
    Selection, Threshold,
};
pub use notation::Notation;
pub use outcome::{Approval, Arm, Basis, Choice, Conclusion, Limit, Outcome, Selector};
pub use region::Region;
pub use term::{Domain, Term};
pub use window::{End, Window};

use crate::data::{List, Text};
use crate::vocabulary::{Coding, Vocabulary};
use chrono::NaiveDate;
use core::fmt;
use std::borrow::Cow;

/// A coverage policy.
///
/// `{:?}` shows its name and number, `{:#?}` all of it.
#[derive(Clone, PartialEq)]
pub struct Policy {
    /// As it is named in `policy!` and on the command line.
    pub name: Text,
    /// The title, or the first line of the doc comment.
    pub title: Text,
    /// Who decides by it.
    pub payer: Text,
    /// The payer's number for it.
    pub number: Text,
    /// The document that it was written from.
    pub source: Text,
    /// When the payer last reviewed it: `2026-05`.
    pub reviewed: Option<Text>,
    /// Codes of what it covers.
    pub codes: List<Coding>,
    /// Notes and interpretations on the policy as a whole.
    pub remarks: List<Remark>,
    /// The facts it is written over.
    pub vocabulary: Cow<'static, Vocabulary>,
    /// When it speaks about a request at all.
    pub applicability: List<Applicability>,
    /// Its versions, newest first or oldest first as the author wrote them; exactly one, without a
    /// name, where the policy has none.
    pub versions: List<Version>,
    /// Sentences added to determinations, in every version.
    pub advisories: List<Advisory>,
    /// The day that windows look back from where a version says nothing else; the windows of its
    /// predicates have it already.
    pub looks_from: Day,
    /// No section may reach `criteria_met`.
    pub never_approves: bool,
    /// Values that fall to neither of two neighbours, on purpose.
    pub gaps: List<Gap>,
    /// What the proofs find and the author leaves as it is, on purpose.
    pub accepted: List<AcceptedFinding>,
}

impl Policy {
    /// The version in force on a day, and its position.
    #[must_use]
    pub fn version_on(&self, day: NaiveDate) -> Option<(u16, &Version)> {
        (0..).zip(self.versions.iter()).find(|(_, version)| version.is_in_force_on(day))
    }

    /// The version with this name, and its position.
    #[must_use]
    pub fn version_named(&self, name: &str) -> Option<(u16, &Version)> {
        let named = |(_, version): &(u16, &Version)| version.name.as_deref() == Some(name);
        (0..).zip(self.versions.iter()).find(named)
    }

    /// The version at a position: that of [`version_on`](Self::version_on) or
    /// [`version_named`](Self::version_named).
    #[must_use]
    pub fn version(&self, position: u16) -> Option<&Version> {
        self.versions.get(usize::from(position))
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = formatter.alternate();
        let mut shown = formatter.debug_struct("Policy");
        shown.field("name", &self.name).field("number", &self.number);
        if !whole {
            return shown.finish_non_exhaustive();
        }
        let Policy { name: _, number: _, title, payer, source, reviewed, codes, .. } = self;
        let Policy { remarks, vocabulary, applicability, versions, .. } = self;
        let Policy { advisories, looks_from, never_approves, gaps, accepted, .. } = self;
        shown
            .field("title", title)
            .field("payer", payer)
            .field("source", source)
            .field("reviewed", reviewed)
            .field("codes", codes)
            .field("remarks", remarks)
            .field("vocabulary", vocabulary)
            .field("applicability", applicability)
            .field("versions", versions)
            .field("advisories", advisories)
            .field("looks_from", looks_from)
            .field("never_approves", never_approves)
            .field("gaps", gaps)
            .field("accepted", accepted)
            .finish()
    }
}

/// A condition that a request has to meet for the policy to speak about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Applicability {
    /// Where its truth stands in a determination's record.
    pub slot: Slot,
    /// The condition.
    pub condition: Expression,
    /// What to say where it is not met.
    pub otherwise: Option<Text>,
}

/// A version of a policy: its sections between two dates of service.
#[derive(Clone, PartialEq, Debug)]
pub struct Version {
    /// `2025-11`; `None` where the policy has no versions.
    pub name: Option<Text>,
    /// The first day of service that it governs.
    pub from: Option<NaiveDate>,
    /// The last day of service that it governs.
    pub to: Option<NaiveDate>,
    /// The day that its windows look back from.
    pub looks_from: Day,
    /// Notes and interpretations on this version.
    pub remarks: List<Remark>,
    /// Tried in order; the first whose guard holds governs.
    pub sections: List<Section>,
    /// Sentences added to determinations.
    pub advisories: List<Advisory>,
}

impl Version {
    /// The version governs services of this day.
    #[must_use]
    pub fn is_in_force_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The section at a position.
    #[must_use]
    pub fn section(&self, position: u16) -> Option<&Section> {
        self.sections.get(usize::from(position))
    }
}

/// A set of criteria with what follows where they are met.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// As the generated function is named.
    pub name: Text,
    /// Where it stands in the source; the first is the beginning of its criteria's citations.
    pub citations: List<Text>,
    /// Whom it is for; `None` for everybody whom no earlier section governs.
    pub guard: Option<Guard>,
    /// All of them have to be met; a section without criteria decides by its guard alone.
    pub criteria: List<Criterion>,
    /// Notes and interpretations on the section.
    pub remarks: List<Remark>,
    /// What follows where the section governs and its criteria are met.
    pub conclusion: Conclusion,
}

impl Section {
    /// Whether a criterion says again, as its source does, whom the section is for. Such a
    /// criterion is met whenever the section governs: in a world where the guard fails, another
    /// section speaks.
    #[must_use]
    pub fn restates_guard(&self, criterion: &Criterion) -> bool {
        let (Body::Condition(condition), Some(guard)) = (&criterion.body, &self.guard) else {
            return false;
        };
        let mut parts = match &guard.condition {
            Expression::AtLeast(needed, parts)
                if Connective::of(*needed, parts) == Connective::And =>
            {
                parts.iter()
            }
            whole @ (Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. }
            | Expression::Test { .. }) => core::slice::from_ref(whole).iter(),
        };
        criterion.restated && (*condition == guard.condition || parts.any(|part| part == condition))
    }

    /// The guard of a section that decides by it alone.
    #[must_use]
    pub fn sole_guard(&self) -> Option<&Guard> {
        self.guard.as_ref().filter(|_| self.criteria.is_empty())
    }

    /// The citation that stands for the section.
    #[must_use]
    pub fn citation(&self) -> Option<&str> {
        self.citations.first().map(|citation| &**citation)
    }

    /// How what is found at the section is cited: by its citation, or by its name where it has none.
    #[must_use]
    pub fn place(&self) -> &str {
        self.citation().unwrap_or(&self.name)
    }
}

/// Whom a section is for.
#[derive(Clone, PartialEq, Debug)]
pub struct Guard {
    /// Where its truth stands in a determination's record.
    pub slot: Slot,
    /// The condition.
    pub condition: Expression,
}

/// A node of the outline.
#[derive(Clone, PartialEq, Debug)]
pub struct Criterion {
    /// Where its truth stands in a determination's record.
    pub slot: Slot,
    /// Its label in the source's outline, from the section down: `I.A.1.a.iii`.
    pub citation: Text,
    /// The author's title.
    pub title: Option<Text>,
    /// Its source says it twice.
    pub restated: bool,
    /// Notes and interpretations on the criterion.
    pub remarks: List<Remark>,
    /// What it asks.
    pub body: Body,
}

/// What a criterion asks.
#[derive(Clone, PartialEq, Debug)]
pub enum Body {
    /// Something of further criteria.
    Group {
        /// How many of them.
        quantifier: Quantifier,
        /// The criteria.
        criteria: List<Criterion>,
    },
    /// A condition on the facts.
    Condition(Expression),
}

/// How many criteria of a group have to be met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantifier {
    /// `all of`
    AllOf,
    /// `any of`
    AnyOf,
    /// `none of`
    NoneOf,
    /// `at least N of`
    AtLeast(u32),
}

/// What an author adds to a criterion, section, version or policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remark {
    /// An explanation.
    Note(Text),
    /// A reading that the author chose where the source is open; its payer's medical director can
    /// overrule it.
    Interpretation(Text),
}

/// A sentence that is added to a determination and never changes its outcome.
#[derive(Clone, PartialEq, Debug)]
pub struct Advisory {
    /// The sentence.
    pub text: Text,
    /// With which outcomes; with all where empty.
    pub outcomes: List<Outcome>,
    /// Only where this is met.
    pub condition: Option<Expression>,
}

/// A gap between two thresholds that the source leaves open: `accept gap lvef = 40% "…"`.
#[derive(Clone, PartialEq, Debug)]
pub struct Gap {
    /// The values, as a condition on a number.
    pub condition: Expression,
    /// Why it is left open; a reading that the author chose.
    pub reason: Text,
}

impl Gap {
    /// The reading that the author chose, as it is listed with the others: behind the policy's own
    /// remarks.
    #[must_use]
    pub fn reading(&self, vocabulary: &Vocabulary) -> Remark {
        Remark::Interpretation(
            format!(
                "{} is left to neither criterion: {}",
                Notation::of(vocabulary, &self.condition),
                self.reason
            )
            .into(),
        )
    }
}

/// What the proofs find at a place, left as it is:
/// `accept finding at "I.A.1" because "…"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AcceptedFinding {
    /// Where it is found, in every version.
    pub at: FindingPlace,
    /// Why it stays; a reading that the author chose.
    pub reason: Text,
}

/// Where the proofs find something, as an author speaks of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FindingPlace {
    /// `applies when`.
    Applies,
    /// A criterion or section by its citation, a section without one by its name, an advisory by
    /// its text.
    Cited(Text),
}

impl FindingPlace {
    /// The citation, or `applies`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            FindingPlace::Applies => "applies",
            FindingPlace::Cited(citation) => citation,
        }
    }
}

impl AcceptedFinding {
    /// The reading that the author chose, as it is listed with the others: after those of the gaps.
    #[must_use]
    pub fn reading(&self) -> Remark {
        Remark::Interpretation(
            format!("what the build finds at {} is accepted: {}", self.at.name(), self.reason)
                .into(),
        )
    }
}

/// The position of a truth in the [`Record`](crate::determination::Record) of an evaluation; each
/// version counts its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Slot(pub u16);
