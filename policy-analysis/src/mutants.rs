//! Mutation testing: small changes to a policy, to see whether a set of cases would notice them.
//!
//! In: a policy. Out: its mutants, the policies that differ from it in one small thing: a
//! comparison, the last digit of a threshold, a connective, a unit, a window, a value dropped or
//! added, a missing criterion, a negated guard, another outcome. A mutant is equivalent if the
//! decision [diagram](policy_core::worlds::diagram)s of both policies are the same, so that no case
//! can distinguish them. A good set of cases notices all others.

mod conclusion;
mod expression;
mod region;
#[cfg(test)]
mod tests;
mod tree;

use super::answer::{self, Answer, Answers};
use super::moments::{Moment, Period, moments};
use super::side::Side;
use super::space::Space;
use chrono::NaiveDate;
use core::fmt;
use policy_core::case::CaseFacts;
use policy_core::policy::{Expression, Policy};
use policy_core::worlds::Unanswered;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// How many children of diagrams are visited at most to show that a change makes no difference; one
/// of Revascor takes about fourteen thousand.
const LOOKS: usize = 4_000_000;

/// The kind of change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// Another comparison, such as `>` for `>=`.
    Comparison,
    /// The next number, up or down.
    Threshold,
    /// AND for OR, all for any, another branch.
    Connective,
    /// The same number in another unit, or another order of magnitude.
    Unit,
    /// A longer or shorter look-back, or none.
    Window,
    /// A value dropped from a list, or added to it.
    Value,
    /// Other results: another method, or another selection.
    Selection,
    /// A criterion or a part of a condition left out.
    Removal,
    /// The opposite.
    Negation,
    /// Another outcome or detail.
    Outcome,
    /// Sections in another order.
    Order,
    /// In force for one day more or less.
    Period,
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Change::Comparison => "comparison",
            Change::Threshold => "threshold",
            Change::Connective => "connective",
            Change::Unit => "unit",
            Change::Window => "window",
            Change::Value => "value",
            Change::Selection => "selection",
            Change::Removal => "removal",
            Change::Negation => "negation",
            Change::Outcome => "outcome",
            Change::Order => "order",
            Change::Period => "period",
        })
    }
}

/// Something with one small change in it.
#[derive(Clone, Debug)]
struct Variant<T> {
    changed: T,
    change: Change,
    /// The change, in the words of the policy.
    what: String,
}

impl<T> Variant<T> {
    fn new(changed: T, change: Change, what: impl Into<String>) -> Variant<T> {
        Variant { changed, change, what: what.into() }
    }

    /// The same change, in something larger.
    fn inside<U>(self, build: impl FnOnce(T) -> U) -> Variant<U> {
        Variant { changed: build(self.changed), change: self.change, what: self.what }
    }
}

/// A policy with one small change in it.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The changed policy.
    pub policy: Policy,
    /// The kind of change.
    pub change: Change,
    /// Where: the version, and the citation of the criterion or the name of the section.
    pub place: String,
    /// The change in the words of the policy: "`age >= 18` becomes `age > 18`".
    pub what: String,
    /// The position of the changed version; `None` if the change is to all of them.
    version: Option<usize>,
}

/// Every policy that differs from this one in one small thing, in the order of the policy.
#[must_use]
pub fn mutants(policy: &Policy) -> Vec<Mutant> {
    tree::mutants(policy)
}

/// Whether a change can be noticed at all.
#[derive(Clone, PartialEq, Debug)]
pub enum Difference {
    /// No completely documented case can tell the changed policy from the original.
    None,
    /// Some case can; a small one, if one was found that both policies decide.
    Shown(Option<CaseFacts>),
}

/// What a case must say to notice a change.
///
/// # Errors
///
/// [`Unanswered`], if that takes too many steps.
pub fn difference(original: &Policy, mutant: &Mutant) -> Result<Difference, Unanswered> {
    if mutant.change == Change::Period {
        return Ok(difference_in_time(original, &mutant.policy));
    }
    let mut differs = false;
    for (position, (version, changed)) in
        original.versions.iter().zip(mutant.policy.versions.iter()).enumerate()
    {
        if mutant.version.is_some_and(|only| only != position) {
            continue;
        }
        let sides =
            [Side { policy: original, version }, Side { policy: &mutant.policy, version: changed }];
        let selectors = answer::conditions(sides);
        let conditions = original
            .conditions_in(version)
            .chain(mutant.policy.conditions_in(changed))
            .chain(&selectors);
        let predicates = conditions.flat_map(Expression::predicates).collect::<Vec<_>>();
        let moments = moments(Period::of(version), predicates.iter().copied());
        let mut space = Space::of_moments(
            &original.vocabulary,
            predicates,
            &moments,
            Completeness::Decided,
            LOOKS,
        )?;
        let mut answers = Answers::default();
        let [before, after] = sides;
        let (before, after) =
            (answers.diagram(before, &mut space)?, answers.diagram(after, &mut space)?);
        for known in answers.numbers() {
            // One policy certainly gives an answer that the other never gives.
            for (sure, other) in [(before, after), (after, before)] {
                let sure = space.diagrams().takes(sure, |answer| answer == known)?;
                let never = space.diagrams().takes(other, |answer| answer != known)?;
                let shown = space.diagrams().and(sure, never)?;
                let possible = space.possible();
                if space.diagrams().and(shown, possible)? == Diagrams::FALSE {
                    continue;
                }
                differs = true;
                let member = member_of(shown, &moments, &mut space, |member| {
                    tells_apart(original, &mutant.policy, member)
                })?;
                if member.is_some() {
                    return Ok(Difference::Shown(member));
                }
            }
        }
    }
    Ok(if differs { Difference::Shown(None) } else { Difference::None })
}

fn tells_apart(one: &Policy, other: &Policy, member: &CaseFacts) -> bool {
    Answer::to(one, member) != Answer::to(other, member)
}

/// One of the members of a diagram, at any of the space's moments, with little documented if that
/// is enough, or with everything.
fn member_of(
    members: Diagram,
    moments: &[Moment],
    space: &mut Space<'_>,
    will_do: impl Fn(&CaseFacts) -> bool,
) -> Result<Option<CaseFacts>, Unanswered> {
    for (chart, moment) in moments.iter().copied().enumerate() {
        let there = space.on_dates_of(members, chart)?;
        for everything in [false, true] {
            let facts = space.alike(there, &[(chart, moment)], everything)?;
            let member = facts.and_then(|mut facts| facts.pop());
            let member = member.map(|facts| moment.documenting(facts)).filter(&will_do);
            if member.is_some() {
                return Ok(member);
            }
        }
    }
    Ok(None)
}

/// Versions have different dates: is another one in force on some day?
fn difference_in_time(original: &Policy, changed: &Policy) -> Difference {
    let edges = [original, changed]
        .into_iter()
        .flat_map(|policy| policy.versions.iter())
        .flat_map(|version| [version.from, version.to]);
    let days =
        edges.flatten().flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten();
    let in_force = |policy: &Policy, day| policy.version_on(day).map(|(position, _)| position);
    let told_apart = |day: &NaiveDate| in_force(original, *day) != in_force(changed, *day);
    let day = days.filter(told_apart).min();
    day.map_or(Difference::None, |day| {
        let member = CaseFacts::new(day, day);
        Difference::Shown(Some(member).filter(|member| tells_apart(original, changed, member)))
    })
}
