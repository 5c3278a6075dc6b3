//! The policy tree: what a policy says, as plain data.
//!
//! `policy!` lowers a policy to this tree once. Code generation, the reference evaluator,
//! documentation, explanation and comparison all read it. It holds what the author wrote, with
//! names resolved: facts as positions in the vocabulary, thresholds with their units, outline
//! labels as full citations.
//!
//! ```
//! use policy_core::policy::{Body, Criterion, Policy};
//!
//! /// The conditions of some criteria, as their author would type them.
//! fn conditions(policy: &Policy, criteria: &[Criterion], lines: &mut Vec<String>) {
//!     for criterion in criteria {
//!         match &criterion.body {
//!             Body::Condition(condition) => {
//!                 lines.push(format!("{}: {}", criterion.citation, policy.notation(condition)));
//!             }
//!             Body::Group { criteria, .. } => conditions(policy, criteria, lines),
//!         }
//!     }
//! }
//!
//! /// Those of a version: `I.A.1.a: nyha in [II, III]`.
//! fn version(policy: &Policy, name: &str) -> Vec<String> {
//!     let mut lines = Vec::new();
//!     let sections = policy.version_named(name).into_iter().flat_map(|(_, it)| it.sections.iter());
//!     sections.for_each(|section| conditions(policy, &section.criteria, &mut lines));
//!     lines
//! }
//! ```

mod algebra;
mod entries;
mod expression;
mod facts;
mod formula;
mod norm;
pub mod notation;
mod outcome;
mod region;
mod relation;
mod sum;
mod term;
mod walk;
mod window;
mod written;

pub use algebra::{Algebra, Decision, Ruling};
pub use entries::{Chosen, Entries, FoundDay, Joined};
pub use expression::{
    Connective, CountTest, DateTest, Day, Expression, Operator, QuantityTest, Selection, Threshold,
};
pub use formula::{Arithmetic, Formula, Input, size_of};
pub use norm::{NormTest, unit_of_multiple};
pub use notation::Notation;
pub use outcome::{
    Approval, Arm, Basis, Choice, Conclusion, Limit, Most, Otherwise, Outcome, Per, Selector,
};
pub use region::Region;
pub use relation::{Comparable, Reach, Relation};
pub use sum::{Sum, Summed};
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
    /// The name used in `policy!` and on the command line.
    pub name: Text,
    /// The title, or the first line of the doc comment.
    pub title: Text,
    /// The payer that decides by it.
    pub payer: Text,
    /// The payer's number for it.
    pub number: Text,
    /// The document that it encodes.
    pub source: Text,
    /// When the payer last reviewed it: `2026-05`.
    pub reviewed: Option<Text>,
    /// Codes of what it covers.
    pub codes: List<Coding>,
    /// Notes and interpretations on the policy as a whole.
    pub remarks: List<Remark>,
    /// The facts that it can use.
    pub vocabulary: Cow<'static, Vocabulary>,
    /// The conditions under which it applies to a request at all.
    pub applicability: List<Applicability>,
    /// Its versions, in the author's order; a policy without versions has exactly one, without a
    /// name.
    pub versions: List<Version>,
    /// Sentences added to determinations in every version.
    pub advisories: List<Advisory>,
    /// The day that windows look back from where a version says nothing else; the windows of its
    /// predicates have it already.
    pub looks_from: Day,
    /// No section may reach `criteria_met`.
    pub never_approves: bool,
    /// Values between two neighboring thresholds that belong to neither, on purpose.
    pub gaps: List<Gap>,
    /// Findings of the proofs that the author accepts, on purpose.
    pub accepted: List<AcceptedFinding>,
}

impl Policy {
    /// The version in force on a day, with its position.
    #[must_use]
    pub fn version_on(&self, day: NaiveDate) -> Option<(u16, &Version)> {
        (0..).zip(self.versions.iter()).find(|(_, version)| version.is_in_force_on(day))
    }

    /// The version with this name, with its position.
    #[must_use]
    pub fn version_named(&self, name: &str) -> Option<(u16, &Version)> {
        let named = |(_, version): &(u16, &Version)| version.name.as_deref() == Some(name);
        (0..).zip(self.versions.iter()).find(named)
    }

    /// The version at a position, as returned by [`version_on`](Self::version_on) or
    /// [`version_named`](Self::version_named).
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

/// A condition that a request must meet for the policy to apply to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Applicability {
    /// Where its truth is stored in a determination's record.
    pub slot: Slot,
    /// The condition.
    pub condition: Expression,
    /// What to say if it is not met.
    pub otherwise: Option<Text>,
}

/// A version of a policy: its sections between two dates of service.
#[derive(Clone, PartialEq, Debug)]
pub struct Version {
    /// `2025-11`; `None` where the policy has no versions.
    pub name: Option<Text>,
    /// The first date of service that it governs.
    pub from: Option<NaiveDate>,
    /// The last date of service that it governs.
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
    /// The version governs services on this day.
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

/// A set of criteria, and what follows if they are met.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// The name of the generated function.
    pub name: Text,
    /// Where it is in the source; the first begins the citations of its criteria.
    pub citations: List<Text>,
    /// Whom it is for; `None` for everyone not governed by an earlier section.
    pub guard: Option<Guard>,
    /// All of them must be met; a section without criteria decides by its guard alone.
    pub criteria: List<Criterion>,
    /// Notes and interpretations on the section.
    pub remarks: List<Remark>,
    /// What follows if the section governs and its criteria are met.
    pub conclusion: Conclusion,
    /// What follows if its criteria are not met; [`Outcome::CriteriaNotMet`] if none of these does.
    pub otherwise: List<Otherwise>,
}

impl Section {
    /// Whether a criterion restates, as its source does, whom the section is for. Such a criterion
    /// is met whenever the section governs; if the guard fails, another section governs.
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

    /// Everything that it can conclude with: if its criteria are met, and otherwise.
    pub fn conclusions(&self) -> impl Iterator<Item = &Conclusion> {
        let otherwise = self.otherwise.iter().map(|otherwise| &otherwise.conclusion);
        core::iter::once(&self.conclusion).chain(otherwise)
    }

    /// The citation of the section as a whole.
    #[must_use]
    pub fn citation(&self) -> Option<&str> {
        self.citations.first().map(|citation| &**citation)
    }

    /// How findings about the section are cited: by its citation, or by its name if it has none.
    #[must_use]
    pub fn place(&self) -> &str {
        self.citation().unwrap_or(&self.name)
    }
}

/// Whom a section is for.
#[derive(Clone, PartialEq, Debug)]
pub struct Guard {
    /// Where its truth is stored in a determination's record.
    pub slot: Slot,
    /// The condition.
    pub condition: Expression,
}

/// A node of the outline.
#[derive(Clone, PartialEq, Debug)]
pub struct Criterion {
    /// Where its truth is stored in a determination's record.
    pub slot: Slot,
    /// Its label in the source's outline, starting with the section: `I.A.1.a.iii`.
    pub citation: Text,
    /// The author's title.
    pub title: Option<Text>,
    /// The source states it twice.
    pub restated: bool,
    /// Notes and interpretations on the criterion.
    pub remarks: List<Remark>,
    /// What it requires.
    pub body: Body,
}

/// What a criterion requires.
#[expect(clippy::large_enum_variant, reason = "nearly every criterion is a condition")]
#[derive(Clone, PartialEq, Debug)]
pub enum Body {
    /// A number of further criteria.
    Group {
        /// How many of them must be met.
        quantifier: Quantifier,
        /// The criteria.
        criteria: List<Criterion>,
    },
    /// A condition on the facts.
    Condition(Expression),
}

/// How many criteria of a group must be met.
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
    /// How the author reads the source where it is ambiguous; the payer's medical director can
    /// overrule it.
    Interpretation(Text),
}

/// A sentence added to a determination that never changes its outcome.
#[derive(Clone, PartialEq, Debug)]
pub struct Advisory {
    /// The sentence.
    pub text: Text,
    /// The outcomes that it is added to; all if empty.
    pub outcomes: List<Outcome>,
    /// Added only if this is met.
    pub condition: Option<Expression>,
}

/// A gap between two thresholds that the source leaves open: `accept gap lvef = 40% "…"`.
#[derive(Clone, PartialEq, Debug)]
pub struct Gap {
    /// The values, as a condition on a number.
    pub condition: Expression,
    /// Why it is left open: an interpretation by the author.
    pub reason: Text,
}

/// A finding of the proofs that the author accepts: `accept finding at "I.A.1" because "…"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AcceptedFinding {
    /// Where the finding is, in every version.
    pub at: FindingPlace,
    /// Why it is accepted: an interpretation by the author.
    pub reason: Text,
}

/// Where the proofs found something, in the author's terms.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FindingPlace {
    /// `applies when`.
    Applies,
    /// A criterion or section by its citation, a section without a citation by its name, an
    /// advisory by its text.
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
    /// The author's interpretation, as listed with the others: after those of the gaps.
    #[must_use]
    pub fn reading(&self) -> Remark {
        Remark::Interpretation(
            format!("what the build finds at {} is accepted: {}", self.at.name(), self.reason)
                .into(),
        )
    }
}

/// The position of the truth of a criterion, guard or applicability condition in a determination:
/// see [`Determination::truth`](crate::Determination::truth). Each version counts its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Slot(pub u16);
