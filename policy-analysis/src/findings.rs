//! Logic mistakes in a policy: conditions that contradict each other or require nothing, sections
//! that no one reaches.
//!
//! In: a policy tree. Out: findings, each with its place, a second place if two are involved, and a
//! sentence about members in the words of the policy. Nothing is guessed: every finding holds for
//! all members and on every day that the policy can distinguish, and is proved by a decision
//! [diagram](policy_core::worlds::diagram).
//!
//! ```
//! # use policy_analysis::findings::findings;
//! # fn show(policy: &policy_core::policy::Policy) {
//! for finding in findings(policy).unwrap() {
//!     println!("{} (help: {})", finding.message, finding.help);
//! }
//! # }
//! ```

mod accepted;
mod advisories;
mod arms;
mod certain;
mod exactness;
mod gaps;
mod item;
mod limits;
mod prove;
mod report;
mod sections;
mod shown;
mod spot;
#[cfg(test)]
mod tests;
mod words;

pub use spot::{Part, Spot};

use super::moments::{Period, moments};
use super::space::Space;
use certain::Everybody;
use item::Item;
use policy_core::policy::{Expression, Policy, Version};
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::{Fault, Unanswered};
use prove::{Context, Prover};

/// The number of children of diagrams that are visited at most for the proofs of one version; four
/// hundred criteria take a twentieth of it.
pub const LOOKS: usize = 1_000_000;

/// The kind of mistake.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A condition that no one can meet at its place, or that everyone meets.
    Idle,
    /// A criterion that is marked `restated` but says something new.
    RestatesNothing,
    /// A section for which no one is left.
    Unreachable,
    /// An arm that is missing, or that no one can reach.
    Arms,
    /// A number that belongs to neither of two neighbors; or one that is accepted as a gap but is
    /// not.
    Gap,
    /// An accepted finding at a place where nothing is found.
    NothingToAccept,
    /// A condition that stays unknown although every completion of the documentation gives the same
    /// answer.
    Inexact,
    /// A condition that says nothing new in a case split over several facts, as in many sources.
    Redundant,
    /// Something is not proved because it takes too many steps.
    Unproved,
}

impl Kind {
    /// It is useful to know but not a mistake: sources are written like that.
    #[must_use]
    pub const fn is_note(self) -> bool {
        match self {
            Kind::Redundant | Kind::Inexact | Kind::Unproved => true,
            Kind::Idle
            | Kind::RestatesNothing
            | Kind::Unreachable
            | Kind::Arms
            | Kind::Gap
            | Kind::NothingToAccept => false,
        }
    }
}

/// How a part must turn out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Wanted {
    /// Certainly met.
    Met,
    /// Not met, or unknown.
    NotMet,
    /// Certainly not met: the `for` of a section before the governing one.
    Failed,
}

/// Something that is wrong with a policy, considering all possible cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The kind of mistake.
    pub kind: Kind,
    /// What it is about.
    pub at: Spot,
    /// What else is involved.
    pub with: Option<Spot>,
    /// What is wrong, in the policy's words.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// What no member can do at once. Empty if the finding is not such a claim.
    pub claim: Vec<(Spot, Wanted)>,
}

impl Finding {
    fn new(kind: Kind, at: Spot, message: impl Into<String>, help: impl Into<String>) -> Finding {
        let (message, help) = (message.into(), help.into());
        Finding { kind, at, with: None, message, help, claim: Vec::new() }
    }

    fn with(self, with: Option<Spot>) -> Finding {
        Finding { with, ..self }
    }

    fn claiming(self, clash: &[Item<'_>]) -> Finding {
        let part = |item: &Item<'_>| {
            let wanted = match (item.holds, item.is_passed_over) {
                (true, _) => Wanted::Met,
                (false, true) => Wanted::Failed,
                (false, false) => Wanted::NotMet,
            };
            (item.spot.clone(), wanted)
        };
        Finding { claim: clash.iter().map(part).collect(), ..self }
    }
}

/// Everything that can be proved to be wrong with a policy, in the order of the policy, except for
/// what its author accepts.
///
/// # Errors
///
/// A [`Fault`] of this program: then nothing is proved, and nothing is said to be wrong with the
/// policy.
pub fn findings(policy: &Policy) -> Result<Vec<Finding>, Fault> {
    let beside = Spot::of(None, Part::Applies(0));
    let mut found = or_too_large(found_beside_versions(policy), beside)?;
    let mut gaps = gaps::Accepted::of(policy);
    // What is wrong with the advisories that apply in all versions, in each of them.
    let mut shared = Vec::new();
    // Every version has been checked.
    let mut is_whole = true;
    for (position, version) in (0..).zip(policy.versions.iter()) {
        let there = Spot::of(Some(position), Part::Section(0));
        let mut within = |most| found_in_version(policy, position, version, &mut gaps, most);
        let in_version = match within(usize::MAX) {
            Err(Unanswered::TooLarge) => within(SEARCHED),
            answered => answered,
        };
        match in_version {
            Ok((of_version, verdicts)) => {
                found.extend(of_version);
                shared.push(verdicts);
            }
            Err(unanswered) => {
                found.extend(or_too_large(Err(unanswered), there)?);
                shared.push(Vec::new());
                is_whole = false;
            }
        }
    }
    if is_whole {
        found.extend(gaps.unused());
    }
    if found.iter().all(|finding| finding.kind.is_note()) {
        let in_all = |position: usize| {
            let mut verdicts = shared.iter().map(|verdicts| verdicts.get(position)?.clone());
            let first = verdicts.next()??;
            verdicts.all(|verdict| verdict.as_ref() == Some(&first)).then_some(first)
        };
        found.extend((0..policy.advisories.len()).filter_map(in_all));
    }
    let mut accepted = accepted::Accepted::of(policy);
    found.retain(|finding| !accepted.accepts(finding));
    // Contradictions and repetitions are fixed first: where they are, exactness is rare.
    if found.iter().all(|finding| finding.kind.is_note()) {
        for (position, version) in (0..).zip(policy.versions.iter()) {
            let of_version = exactness::prove(policy, position, version);
            let there = Spot::of(Some(position), Part::Section(0));
            let of_version = or_too_large(of_version, there)?;
            found.extend(of_version.into_iter().filter(|finding| !accepted.accepts(finding)));
        }
        // Only now has everything been checked.
        if is_whole {
            found.extend(accepted.unused());
        }
    }
    // What holds for a part shared by several versions is reported once.
    let mut once = Vec::<Finding>::new();
    for finding in found {
        if !once.contains(&finding) {
            once.push(finding);
        }
    }
    Ok(once)
}

/// What was found; nothing can be if it takes too many steps.
fn or_too_large(found: Result<Vec<Finding>, Unanswered>, at: Spot) -> Result<Vec<Finding>, Fault> {
    match found {
        Ok(found) => Ok(found),
        Err(Unanswered::TooLarge) => Ok(vec![limits::too_large(at)]),
        Err(Unanswered::Fault(fault)) => Err(fault),
    }
}

/// Applicability and advisories, which apply in all versions.
fn found_beside_versions(policy: &Policy) -> Result<Vec<Finding>, Unanswered> {
    let applies = policy.applicability.iter().map(|applicability| &applicability.condition);
    let conditions =
        applies.chain(policy.advisories.iter().filter_map(|advisory| advisory.condition.as_ref()));
    let predicates = || conditions.clone().flat_map(Expression::predicates);
    let period = match &*policy.versions {
        [only] => Period::of(only),
        _ => Period::default(),
    };
    // An advisory may be about the time before and after all versions.
    let mut space = space(policy, predicates().collect(), Period::default(), SEARCHED)?;
    let everybody = Everybody::new(&policy.vocabulary, Period::default());
    let mut prover = Prover::new(&policy.vocabulary, &mut space, everybody);
    advisories::alone(&policy.advisories, None, &mut prover)?;
    let mut found = prover.all_found();

    let applies = || {
        policy.applicability.iter().flat_map(|applicability| applicability.condition.predicates())
    };
    let mut space = self::space(policy, applies().collect(), period, SEARCHED)?;
    let everybody = Everybody::new(&policy.vocabulary, period);
    let mut prover = Prover::new(&policy.vocabulary, &mut space, everybody);
    let items = sections::applicability(policy, prover.space)?;
    let everybody = Context::everybody(prover.space);
    prover.parts(item::Joint::All, &items, &everybody)?;
    found.extend(prover.all_found());
    Ok(found)
}

/// If all dates take too many steps, the search uses only this many, the first that the policy
/// distinguishes: every claim that it finds is then checked against all of them.
const SEARCHED: usize = 48;

/// The space that is searched: every requested result is present.
fn space<'a>(
    policy: &'a Policy,
    predicates: Vec<&'a Expression>,
    period: Period,
    most: usize,
) -> Result<Space<'a>, Unanswered> {
    let moments = moments(period, predicates.iter().copied());
    let searched = moments.get(..most).unwrap_or(&moments);
    Space::of_moments(&policy.vocabulary, predicates, searched, Completeness::Decided, LOOKS)
}

fn found_in_version(
    policy: &Policy,
    position: u16,
    version: &Version,
    gaps: &mut gaps::Accepted<'_>,
    most: usize,
) -> Result<(Vec<Finding>, advisories::Verdicts), Unanswered> {
    let selectors = arms::values(policy, version);
    let of_version = version.advisories.iter().filter_map(|advisory| advisory.condition.as_ref());
    let conditions = policy
        .conditions_in(version)
        .chain(&selectors)
        .chain(of_version)
        .chain(advisories::conditions(policy));
    let predicates = conditions.flat_map(Expression::predicates).collect();
    let period = Period::of(version);
    let mut space = space(policy, predicates, period, most)?;
    let everybody = Everybody::new(&policy.vocabulary, period);
    let mut prover = Prover::new(&policy.vocabulary, &mut space, everybody);
    let unproved = limits::split(policy, position, version, &prover);
    prover.notes.extend(unproved);
    let governed = sections::prove(policy, position, version, &mut prover)?;
    gaps::prove(position, version, &governed, gaps, &mut prover)?;
    advisories::alone(&version.advisories, Some(position), &mut prover)?;
    if !prover.found.is_empty() {
        // It is not clear which outcomes are possible.
        return Ok((prover.all_found(), Vec::new()));
    }
    let here = (position, version);
    let own = (&*version.advisories, Some(position));
    let own = advisories::with_outcomes(policy, here, own, &mut prover)?;
    let shared = advisories::with_outcomes(policy, here, (&*policy.advisories, None), &mut prover)?;
    prover.found.extend(own.into_iter().flatten());
    Ok((prover.all_found(), shared))
}
