//! Compares two policies, or two versions of one: is one of them stricter, and for which members
//! does it matter?
//!
//! In: two sides, each a policy and one of its versions, over one vocabulary. Out: a
//! [`Comparison`]: how the two relate to each other, which outcomes become which, section by
//! section and criterion by criterion what differs, and for each difference a member who shows it.
//!
//! It is about **members for whom everything is documented**, so that no outcome is
//! [`NeedInformation`](policy_core::policy::Outcome::NeedInformation). A member represents
//! all who answer every question of both sides alike: two criteria that ask the same are the same
//! here, however they are written.
//!
//! **The verdict.** `criteria_met` is better for a member than `criteria_met_review_required`, and
//! both are better than every other outcome; the others are not ranked. A is
//! - *equal* to B if every member has the same outcome under both,
//! - *stricter* than B if no member fares better under A and at least one fares worse: whoever A
//!   approves, B approves, and more,
//! - *broader* if B is stricter than A,
//! - *incomparable* otherwise: some fare better under A and others under B, or the same members are
//!   approved and other outcomes differ.
//!
//! **The parts** (applicability, whom a section governs, a criterion) are sets of members: those
//! who meet it. A part of A is stricter if its members are a proper subset of B's. Criteria are
//! compared for the members whom at least one of the two sections governs, since they apply to no
//! one else.
//!
//! **Pairs.** Sections are paired by name, else by their first citation. Within a pair, criteria
//! are paired by their label if they ask the same; then criteria that ask the same under different
//! labels (removing an item renumbers those after it); then the rest, by label. Everything else is
//! only in A or only in B.
//!
//! **Dates.** If there is a date of service on which both sides are in force, a member is one case.
//! Otherwise it is two cases that differ in their dates: the member answers every question
//! about facts alike on both days, and each side sees its own dates. Facts are the same in both
//! cases wherever possible.
//!
//! If a fact has more worlds than can be distinguished ([`atoms`](policy_core::worlds::atoms)), a
//! reported difference may not be real; then no member is known who shows it.

mod comparer;
mod details;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod markdown;
mod pairing;
mod parts;
mod show;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod words;

pub use details::Detail;

use super::answer::{self, Answer};
use super::side::Side;
use comparer::Comparer;
use core::fmt;
use policy_core::case::CaseFacts;
use policy_core::policy::{Criterion, Outcome, Section};
use policy_core::worlds::Unanswered;

/// How many children of diagrams are visited at most for a comparison; two policies of thirty
/// criteria take forty thousand.
pub const LOOKS: usize = 16_000_000;

/// How A, or a part of it, relates to B.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    /// They are the same for every member.
    Equal,
    /// A is never better for a member, and worse for some.
    Stricter,
    /// A is never worse for a member, and better for some.
    Broader,
    /// Neither.
    Incomparable,
    /// For parts: B has no corresponding part.
    OnlyInA,
    /// For parts: A has no corresponding part.
    OnlyInB,
}

impl Verdict {
    /// As in JSON: `stricter`, `only_in_a`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Equal => "equal",
            Verdict::Stricter => "stricter",
            Verdict::Broader => "broader",
            Verdict::Incomparable => "incomparable",
            Verdict::OnlyInA => "only_in_a",
            Verdict::OnlyInB => "only_in_b",
        }
    }

    /// From whether some fare worse and whether some fare better under A; `None` if neither.
    const fn of(worse: bool, better: bool) -> Option<Verdict> {
        match (worse, better) {
            (false, false) => None,
            (true, false) => Some(Verdict::Stricter),
            (false, true) => Some(Verdict::Broader),
            (true, true) => Some(Verdict::Incomparable),
        }
    }
}

/// `stricter`, `only in A`
impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Verdict::OnlyInA => "only in A",
            Verdict::OnlyInB => "only in B",
            Verdict::Equal | Verdict::Stricter | Verdict::Broader | Verdict::Incomparable => {
                self.name()
            }
        })
    }
}

/// A member who shows a difference, with as few documented facts as possible: without any one of
/// them, the difference would not show.
#[derive(Clone, PartialEq, Debug)]
pub struct Witness {
    /// The case for each side; the same one if both sides are in force on one day.
    pub members: [CaseFacts; 2],
    /// What each side says about it.
    pub answers: [Answer; 2],
    /// For a part: whether the member meets it on each side; `None` if a side does not have it, or
    /// if the witness is not for a part.
    pub met: [Option<bool>; 2],
}

/// Members for whom the two sides say different things.
#[derive(Clone, PartialEq, Debug)]
pub struct Transition {
    /// What each side says.
    pub answers: [Answer; 2],
    /// One of the members.
    pub witness: Option<Witness>,
}

/// A part of the policies, and how A's relates to B's.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    /// How A's part relates to B's.
    pub verdict: Verdict,
    /// Members who show the difference: one for each direction; for a part that only one side has,
    /// one for whom it decides, if there is any.
    pub witnesses: Vec<Witness>,
}

/// Two corresponding criteria, or one without a counterpart.
#[derive(Clone, Debug)]
pub struct ComparedCriterion<'a> {
    /// The criterion of each side.
    pub criteria: [Option<&'a Criterion>; 2],
    /// The number of groups around it.
    pub depth: usize,
    /// How those who meet it relate to each other.
    pub members: Compared,
}

/// Two corresponding sections, or one without a counterpart.
#[derive(Clone, Debug)]
pub struct ComparedSection<'a> {
    /// The section of each side.
    pub sections: [Option<&'a Section>; 2],
    /// How the members whom it governs relate to each other: those whom it is for and no earlier
    /// section governs. The criteria that it has for them are compared in
    /// [`criteria`](Self::criteria).
    pub governs: Compared,
    /// Its criteria, each before those inside it; none if only one side has the section.
    pub criteria: Vec<ComparedCriterion<'a>>,
}

impl ComparedSection<'_> {
    /// Nothing differs: neither whom it governs nor any of its criteria.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        let mut parts = self.criteria.iter().map(|criterion| &criterion.members);
        self.governs.verdict == Verdict::Equal && parts.all(|part| part.verdict == Verdict::Equal)
    }
}

/// The result of [`compare`]. It displays as one sentence, such as "a@2025 is stricter than a@2024: no
/// member fares better under a@2025, and some fare worse."; with the feature `serde`,
/// `to_markdown` is the whole as a document, and `Serialize` as data.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// A and B.
    pub sides: [Side<'a>; 2],
    /// There is a date of service on which both are in force.
    pub share_dates: bool,
    /// How A relates to B.
    pub verdict: Verdict,
    /// The same for the members to whom both policies apply; `None` if there are none.
    pub where_both_apply: Option<Verdict>,
    /// Which outcomes of A become which others in B, each with an example of its terms.
    pub outcomes: Vec<Transition>,
    /// For equal outcomes, which terms of A become which others in B: of an approval, the review,
    /// the policy to refer to, the basis.
    pub terms: Vec<Transition>,
    /// The members to whom the policies apply at all.
    pub applicability: Compared,
    /// In the order of A; a section that only B has follows the section that it follows in B.
    pub sections: Vec<ComparedSection<'a>>,
    /// What differs in words, dates and advisories.
    pub details: Vec<Detail>,
}

/// Which of the two is stricter, in a sentence.
impl fmt::Display for Comparison<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&words::summary(self))
    }
}

/// Why two sides cannot be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Refused {
    /// They use different vocabularies.
    Vocabularies,
    /// Nothing can be proved about them: their conditions can turn out together in too many ways, or
    /// this program has a fault.
    Unanswered(Unanswered),
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Vocabularies => {
                formatter.write_str("the two policies are written over different vocabularies")
            }
            Refused::Unanswered(unanswered) => unanswered.fmt(formatter),
        }
    }
}

impl core::error::Error for Refused {}

impl From<Unanswered> for Refused {
    fn from(unanswered: Unanswered) -> Refused {
        Refused::Unanswered(unanswered)
    }
}

/// Compares A with B.
///
/// ```
/// use policy_analysis::compare::{Verdict, compare};
/// use policy_analysis::side::Side;
/// use policy_core::policy::Policy;
///
/// /// Which version is stricter, and which criteria became stricter.
/// fn report(policy: &Policy, old: &str, new: &str) -> Result<String, Box<dyn std::error::Error>> {
///     let (new, old) = (Side::named(policy, Some(new))?, Side::named(policy, Some(old))?);
///     let comparison = compare(new, old)?;
///     let criteria = comparison.sections.iter().flat_map(|section| &section.criteria);
///     let stricter = criteria.filter(|criterion| criterion.members.verdict == Verdict::Stricter);
///     let names = stricter.filter_map(|criterion| Some(&*criterion.criteria[0]?.citation));
///     Ok(format!("{comparison} Stricter: {}", names.collect::<Vec<_>>().join(", ")))
/// }
/// ```
///
/// # Errors
///
/// [`Refused`]
pub fn compare<'a>(a: Side<'a>, b: Side<'a>) -> Result<Comparison<'a>, Refused> {
    if a.policy.vocabulary != b.policy.vocabulary {
        return Err(Refused::Vocabularies);
    }
    let sides = [a, b];
    let selected = answer::conditions(sides);
    let mut comparer = Comparer::new(sides, &selected)?;
    let outcomes = comparer.outcomes()?;
    let verdict = overall(
        outcomes
            .iter()
            .map(|transition| transition.answers.each_ref().map(|answer| answer.outcome)),
    );
    let where_both_apply =
        comparer.outcomes_where_both_apply()?.map(|changes| overall(changes.into_iter()));
    Ok(Comparison {
        sides,
        share_dates: comparer.share_dates,
        verdict,
        where_both_apply,
        outcomes,
        terms: comparer.terms()?,
        applicability: comparer.applicability()?,
        sections: parts::sections(&mut comparer, sides)?,
        details: details::details(sides),
    })
}

/// The verdict on changes of outcome.
fn overall(changes: impl Iterator<Item = [Outcome; 2]>) -> Verdict {
    let worth = |outcome| match outcome {
        Outcome::CriteriaMet => 2,
        Outcome::CriteriaMetReviewRequired => 1,
        Outcome::CriteriaNotMet
        | Outcome::NeedInformation
        | Outcome::CaseByCase
        | Outcome::Refer
        | Outcome::NotCovered
        | Outcome::NotApplicable => 0,
    };
    let (mut worse, mut better, mut differ) = (false, false, false);
    for [a, b] in changes {
        differ = true;
        worse |= worth(a) < worth(b);
        better |= worth(a) > worth(b);
    }
    Verdict::of(worse, better).unwrap_or(if differ {
        Verdict::Incomparable
    } else {
        Verdict::Equal
    })
}
