//! What is wrong with the thoughts of a policy: conditions that clash, that ask for nothing,
//! sections that nobody reaches.
//!
//! In: a policy tree. Out: findings, each with the place that it is about, a second one where two
//! are involved, and a sentence about members in the words of the policy. Nothing is guessed: every
//! finding holds for all members and on every day that the policy can tell apart, and each is shown
//! by a decision [diagram](policy_core::worlds::diagram).
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
mod entries;
mod exactness;
mod gaps;
mod item;
mod limits;
mod lines;
mod otherwise;
mod prove;
mod report;
mod sections;
mod shown;
mod spot;
#[cfg(test)]
mod tests;
mod words;

pub use spot::{Part, Spot};

use super::moments::{Moment, Period, are_too_many, moments};
use super::space::Space;
use certain::Everybody;
use item::Item;
use policy_core::case::FactValue;
use policy_core::policy::{Expression, Policy, Version};
use policy_core::vocabulary::FactId;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::{Fault, Unanswered};
use prove::{Context, Prover};
use std::collections::BTreeSet;

/// So many children of diagrams are looked at for the proofs of one version: four hundred criteria
/// take a twentieth of it.
pub const LOOKS: usize = 1_000_000;

/// What kind of thing is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A condition that nobody can meet where it stands, or that everybody meets.
    Idle,
    /// A criterion that is marked `restated` and says something new.
    RestatesNothing,
    /// A section for which nobody is left.
    Unreachable,
    /// An arm that is missing, or that nobody can reach.
    Arms,
    /// A number that falls to neither of two neighbours; or one that is accepted as such and is
    /// none.
    Gap,
    /// What is accepted at a place where nothing is found.
    NothingToAccept,
    /// A condition that stays unknown although every completion of the documentation agrees.
    Inexact,
    /// A condition that says nothing new where several facts come together, as the cases of a
    /// source often do.
    Redundant,
    /// Something is not proved, since that takes too much.
    Unproved,
}

impl Kind {
    /// It is worth knowing, and no mistake: sources are written like that.
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

/// How a part would have to turn out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Wanted {
    /// Certainly met.
    Met,
    /// Not met, or unknown.
    NotMet,
    /// Certainly not met: the `for` of a section before the one that governs.
    Failed,
}

/// Something that is wrong with a policy, in the light of all possible cases.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is about.
    pub at: Spot,
    /// What else is involved.
    pub with: Option<Spot>,
    /// What is wrong, in the policy's words.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// What is claimed of everybody: in each of these, what nobody can make so at once. Empty for
    /// what is no such claim.
    pub claims: Vec<Vec<(Spot, Wanted)>>,
    /// What is claimed to stay unknown.
    pub unknown: Option<Unknown>,
}

/// Parts that together stay unknown although every answer decides them alike.
#[derive(Clone, PartialEq, Debug)]
pub struct Unknown {
    /// The parts.
    pub parts: Vec<Spot>,
    /// When it is so.
    pub moment: Moment,
    /// What is documented.
    pub documented: Vec<(FactId, FactValue)>,
    /// Of what nothing is.
    pub open: BTreeSet<FactId>,
    /// Whether every answer meets them; otherwise every one fails them.
    pub met: bool,
}

impl Finding {
    fn new(kind: Kind, at: Spot, message: impl Into<String>, help: impl Into<String>) -> Finding {
        let (message, help) = (message.into(), help.into());
        Finding { kind, at, with: None, message, help, claims: Vec::new(), unknown: None }
    }

    fn with(self, with: Option<Spot>) -> Finding {
        Finding { with, ..self }
    }

    fn claiming(mut self, clash: &[Item<'_>]) -> Finding {
        let part = |item: &Item<'_>| {
            let wanted = match (item.holds, item.is_passed_over) {
                (true, _) => Wanted::Met,
                (false, true) => Wanted::Failed,
                (false, false) => Wanted::NotMet,
            };
            (item.spot.clone(), wanted)
        };
        self.claims.push(clash.iter().map(part).collect());
        self
    }
}

/// Everything that can be proved to be wrong with a policy, in its order, apart from what its author
/// accepts.
///
/// # Errors
///
/// A [`Fault`] of this program: nothing is proved then, nor is anything wrong with the policy.
pub fn findings(policy: &Policy) -> Result<Vec<Finding>, Fault> {
    let beside = Spot::of(None, Part::Applies(0));
    let mut found = or_too_large(found_beside_versions(policy), beside)?;
    let mut gaps = gaps::Accepted::of(policy);
    // What is wrong with the advisories that hold for all versions, in each of them.
    let mut shared = Vec::new();
    // Every version is looked at.
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
    found = accepted.without_accepted(found);
    // What clashes or says something twice is mended first: it is seldom exact either.
    if found.iter().all(|finding| finding.kind.is_note()) {
        for (position, version) in (0..).zip(policy.versions.iter()) {
            let of_version = exactness::prove(policy, position, version);
            let there = Spot::of(Some(position), Part::Section(0));
            let of_version = or_too_large(of_version, there)?;
            found.extend(accepted.without_accepted(of_version));
        }
        // Only now has everything been looked at.
        if is_whole {
            found.extend(accepted.unused());
        }
    }
    // What holds for a part that several versions share is said once.
    let mut once = Vec::<Finding>::new();
    for finding in found {
        if !once.contains(&finding) {
            once.push(finding);
        }
    }
    Ok(once)
}

/// What was found; that nothing can be, where it takes too much.
fn or_too_large(found: Result<Vec<Finding>, Unanswered>, at: Spot) -> Result<Vec<Finding>, Fault> {
    match found {
        Ok(found) => Ok(found),
        Err(Unanswered::TooLarge) => Ok(vec![limits::too_large(at)]),
        Err(Unanswered::Fault(fault)) => Err(fault),
    }
}

/// Applicability and advisories, which hold for all versions.
fn found_beside_versions(policy: &Policy) -> Result<Vec<Finding>, Unanswered> {
    let applies = policy.applicability.iter().map(|applicability| &applicability.condition);
    let conditions =
        applies.chain(policy.advisories.iter().filter_map(|advisory| advisory.condition.as_ref()));
    let predicates = || conditions.clone().flat_map(Expression::predicates);
    let period = match &*policy.versions {
        [only] => Period::of(only),
        _ => Period::default(),
    };
    // An advisory may speak of the time before and after all versions.
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
    let asked = (0..).zip(policy.applicability.iter()).map(|(position, applicability)| {
        let spot = Spot::of(None, Part::Applies(position));
        (item::Node::Expression(&applicability.condition), item::Home::AppliesWhen, spot)
    });
    let advisories = (0..).zip(policy.advisories.iter()).filter_map(|(position, advisory)| {
        let node = item::Node::Expression(advisory.condition.as_ref()?);
        Some((node, item::Home::Advisory, Spot::of(None, Part::Advisory(position))))
    });
    let asked = asked.chain(advisories).collect();
    entries::prove(asked, &policy.vocabulary, period, &mut found)?;
    Ok(found)
}

/// Where all moments take too much, the search looks at no more than this, the first of those that
/// the policy distinguishes: every claim that it comes upon is held against all of them.
const SEARCHED: usize = 48;

/// The space in which things are looked for: every result that is asked for is there.
fn space<'a>(
    policy: &'a Policy,
    predicates: Vec<&'a Expression>,
    period: Period,
    most: usize,
) -> Result<Space<'a>, Unanswered> {
    let moments = moments(period, predicates.iter().copied());
    if most > SEARCHED
        && moments.len() > SEARCHED
        && are_too_many(&moments, predicates.iter().copied())
    {
        return Err(Unanswered::TooLarge);
    }
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
    let asked = asked_in(position, version);
    entries::prove(asked, &policy.vocabulary, period, &mut prover.found)?;
    let (notes, found) = std::mem::take(&mut prover.found)
        .into_iter()
        .partition::<Vec<_>, _>(|finding| finding.kind.is_note());
    prover.found = found;
    prover.notes.extend(notes);
    if !prover.found.is_empty() {
        // What outcomes there are is not clear.
        return Ok((prover.all_found(), Vec::new()));
    }
    let here = (position, version);
    let own = (&*version.advisories, Some(position));
    let own = advisories::with_outcomes(policy, here, own, &mut prover)?;
    let shared = advisories::with_outcomes(policy, here, (&*policy.advisories, None), &mut prover)?;
    prover.found.extend(own.into_iter().flatten());
    Ok((prover.all_found(), shared))
}

/// Where a version asks something: guards, criteria and its own advisories.
fn asked_in(number: u16, version: &Version) -> Vec<entries::Asked<'_>> {
    let mut asked = Vec::new();
    for (position, section) in (0..).zip(version.sections.iter()) {
        if let Some(guard) = &section.guard {
            let spot = Spot::of(Some(number), Part::Guard(position));
            let home = item::Home::Guard(&section.name);
            asked.push((item::Node::Expression(&guard.condition), home, spot));
        }
        let spot = Spot::of(Some(number), Part::Criteria(position));
        for (place, criterion) in section.criteria.iter().enumerate() {
            let home = item::Home::Citation(&criterion.citation);
            asked.push((item::Node::Criterion(criterion), home, spot.part(place)));
        }
        for (place, when) in (0..).zip(section.otherwise.iter()) {
            if let Some(when) = &when.when {
                let spot = Spot::of(Some(number), Part::Otherwise(position, place));
                let home = item::Home::Otherwise(&section.name);
                asked.push((item::Node::Expression(&when.condition), home, spot));
            }
        }
    }
    for (position, advisory) in (0..).zip(version.advisories.iter()) {
        if let Some(condition) = &advisory.condition {
            let spot = Spot::of(Some(number), Part::Advisory(position));
            asked.push((item::Node::Expression(condition), item::Home::Advisory, spot));
        }
    }
    asked
}
