//! Advisories: each can be added for some member, and its `when` excludes some member.
//!
//! In: the advisories of a policy or a version, and whom each section of a version is for. Out:
//! findings about the members with one of the outcomes that an advisory belongs to.

use super::certain::Held;
use super::item::{Home, Item, Node};
use super::prove::{Context, Prover};
use super::spot::{Part, Spot};
use super::words::describe;
use super::{Finding, Kind, otherwise, sections};
use policy_core::policy::{Advisory, Expression, Outcome, Policy, Version};
use policy_core::wording::list;
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::Diagrams;

/// What is wrong with each advisory while one version is in force; `None` if nothing is.
pub(super) type Verdicts = Vec<Option<Finding>>;

/// The `when` of each advisory is met by some members, and not by all.
pub(super) fn alone<'a>(
    advisories: &'a [Advisory],
    version: Option<u16>,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    for (position, advisory) in (0..).zip(advisories) {
        if let Some(item) = when(advisory, position, version, prover)? {
            let everybody = Context::everybody(prover.space);
            prover.alone(&item, &everybody)?;
        }
    }
    Ok(())
}

/// What is wrong with the advisories in a version, considering the outcomes that they belong to.
pub(super) fn with_outcomes<'a>(
    policy: &'a Policy,
    (number, version): (u16, &'a Version),
    (advisories, of_version): (&'a [Advisory], Option<u16>),
    prover: &mut Prover<'a, '_>,
) -> Result<Verdicts, Unanswered> {
    let mut verdicts = Vec::new();
    for (position, advisory) in (0..).zip(advisories) {
        let contexts = match contexts(policy, (number, version), &advisory.outcomes, prover)? {
            Some(contexts) if !goes_with_no_version(policy, advisory, of_version) => contexts,
            _ => {
                verdicts.push(None);
                continue;
            }
        };
        let at = Spot::of(of_version, Part::Advisory(position));
        let outcomes =
            list(advisory.outcomes.iter().map(|outcome| format!("`{}`", outcome.name())), "or");
        let finding = |message, help| Finding::new(Kind::Idle, at.clone(), message, help);
        if contexts.is_empty() {
            let help = "correct the outcome, or take the advisory out".to_owned();
            let message =
                format!("this advisory is never added: nothing here concludes with {outcomes}");
            verdicts.push(Some(finding(message, help)));
            continue;
        }
        let Some(item) = when(advisory, position, of_version, prover)? else {
            verdicts.push(None);
            continue;
        };
        let what = describe(prover.vocabulary, &item, &[]);
        let verdict = if all_exclude(&item, &contexts, prover)?.is_some() {
            let message = format!("{what} is never met where the outcome is {outcomes}");
            Some(finding(message, "correct it, or take the advisory out".to_owned()))
        } else if all_exclude(&item.to_hold(false), &contexts, prover)?.is_some() {
            let message = format!("{what} is always met where the outcome is {outcomes}");
            Some(finding(message, format!("take `when` and {what} out, or correct it")))
        } else {
            None
        };
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

/// When no version is in force, the policy does not apply to a request.
fn goes_with_no_version(policy: &Policy, advisory: &Advisory, version: Option<u16>) -> bool {
    let [first, last] = [policy.versions.first(), policy.versions.last()];
    let is_always_in_force = first.is_some_and(|version| version.from.is_none())
        && last.is_some_and(|version| version.to.is_none());
    version.is_none() && !is_always_in_force && advisory.outcomes.contains(&Outcome::NotApplicable)
}

fn when<'a>(
    advisory: &'a Advisory,
    position: u16,
    version: Option<u16>,
    prover: &mut Prover<'a, '_>,
) -> Result<Option<Item<'a>>, Unanswered> {
    let Some(condition) = &advisory.condition else { return Ok(None) };
    let spot = Spot::of(version, Part::Advisory(position));
    Item::new(Node::Expression(condition), Home::Advisory, spot, prover.space).map(Some)
}

/// No member of any of these contexts is as the item requires: for each context, what clashes.
pub(super) fn all_exclude<'a>(
    item: &Item<'a>,
    contexts: &[Context<'a>],
    prover: &mut Prover<'a, '_>,
) -> Result<Option<Vec<Vec<Item<'a>>>>, Unanswered> {
    let literal = item.literal(prover.space.diagrams())?;
    let mut clashes = Vec::new();
    for context in contexts {
        if prover.space.diagrams().and(context.members, literal)? != Diagrams::FALSE {
            return Ok(None);
        }
        let mut clash = prover.core(item, context, &[])?;
        clash.push(item.clone());
        if prover.holds(&clash)? != Held::Confirmed {
            return Ok(None);
        }
        clashes.push(clash);
    }
    Ok(Some(clashes))
}

/// The members with one of these outcomes, by the path that leads to it; `None` if an undocumented
/// fact is enough to lead to it.
fn contexts<'a>(
    policy: &'a Policy,
    (number, version): (u16, &'a Version),
    outcomes: &[Outcome],
    prover: &mut Prover<'a, '_>,
) -> Result<Option<Vec<Context<'a>>>, Unanswered> {
    if outcomes.is_empty() || outcomes.contains(&Outcome::NeedInformation) {
        return Ok(None);
    }
    let mut found = Vec::new();
    let mut left = Context::everybody(prover.space);
    for item in sections::applicability(policy, prover.space)? {
        if outcomes.contains(&Outcome::NotApplicable) {
            found.push(prover.with(&left, &item.to_hold(false))?);
        }
        left = prover.with(&left, &item)?;
    }
    for (position, section) in (0..).zip(version.sections.iter()) {
        let guard = sections::guard(number, position, section, prover.space)?;
        let governed = match &guard {
            Some(guard) => sections::with_guard(prover, &left, guard, true)?,
            None => left.clone(),
        };
        let mut met = governed.clone();
        let criteria = sections::criteria(number, position, section, prover.space)?;
        let unmet = otherwise::unmet(&criteria, &governed, prover)?;
        let here = (number, position);
        found.extend(otherwise::with_outcomes(here, section, unmet, outcomes, prover)?);
        for item in criteria {
            met = prover.with(&met, &item)?;
        }
        if outcomes.contains(&section.conclusion.outcome()) {
            found.push(met);
        }
        match &guard {
            Some(guard) => left = sections::with_guard(prover, &left, guard, false)?,
            None => return Ok(Some(found)),
        }
    }
    if outcomes.contains(&Outcome::NotApplicable) {
        found.push(left);
    }
    Ok(Some(found))
}

/// The predicates of the advisories that apply in all versions.
pub(super) fn conditions(policy: &Policy) -> impl Iterator<Item = &Expression> {
    policy.advisories.iter().filter_map(|advisory| advisory.condition.as_ref())
}
