//! What follows where the criteria of a section are not met: each `when` includes some of these
//! members and excludes some, and the arms of each conclusion are those that they can reach.

use super::item::{Home, Item, Node};
use super::prove::{Context, Prover};
use super::sections::Governed;
use super::spot::{Part, Spot};
use super::words::describe;
use super::{Finding, Kind, advisories, arms};
use crate::space::Space;
use policy_core::policy::{Conclusion, Guard, Outcome, Policy, Section};
use policy_core::worlds::Unanswered;

/// The condition of an `otherwise`, by its position among those of its section.
pub(super) fn when<'a>(
    (version, section): (u16, u16),
    name: &'a str,
    (position, when): (u16, &'a Guard),
    space: &mut Space<'_>,
) -> Result<Item<'a>, Unanswered> {
    let spot = Spot::of(Some(version), Part::Otherwise(section, position));
    Item::new(Node::Expression(&when.condition), Home::Otherwise(name), spot, space)
}

/// Proves what can be proved about this.
pub(super) fn prove<'a>(
    policy: &'a Policy,
    version: u16,
    governed: &Governed<'a>,
    members: &Context<'a>,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let section = governed.section;
    if section.otherwise.is_empty() {
        return Ok(());
    }
    // By the criterion that is not met.
    let mut unmet = unmet(&governed.items, members, prover)?;
    for (position, otherwise) in (0..).zip(section.otherwise.iter()) {
        let here = (version, governed.position);
        let mut counts = unmet.clone();
        if let Some(guard) = &otherwise.when {
            let item = when(here, &section.name, (position, guard), prover.space)?;
            let before = prover.found.len();
            prover.alone(&item, members)?;
            if prover.found.len() > before {
                continue;
            }
            report(&item, section, &unmet, prover)?;
            counts = split(&item, true, &unmet, prover)?;
            unmet = split(&item, false, &unmet, prover)?;
        }
        let reached = counts.iter().map(|context| context.members).collect::<Vec<_>>();
        let reached = prover.space.diagrams().any(&reached)?;
        let place = arms::Place::of(version, governed.position, position.saturating_add(1));
        arms::of_conclusion(&otherwise.conclusion, reached, &place, policy, prover)?;
    }
    Ok(())
}

/// The members for whom each criterion is not met.
pub(super) fn unmet<'a>(
    criteria: &[Item<'a>],
    members: &Context<'a>,
    prover: &mut Prover<'a, '_>,
) -> Result<Vec<Context<'a>>, Unanswered> {
    criteria.iter().map(|item| prover.with(members, &item.to_hold(false))).collect()
}

/// The members of each context for whom an item holds, or fails.
fn split<'a>(
    item: &Item<'a>,
    holds: bool,
    contexts: &[Context<'a>],
    prover: &mut Prover<'a, '_>,
) -> Result<Vec<Context<'a>>, Unanswered> {
    contexts.iter().map(|context| prover.with(context, &item.to_hold(holds))).collect()
}

/// A condition that nobody meets, or everybody, among those who come here.
fn report<'a>(
    item: &Item<'a>,
    section: &Section,
    unmet: &[Context<'a>],
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let what = describe(prover.vocabulary, item, &[]);
    let is_first = matches!(item.spot.part, Part::Otherwise(_, 0));
    let rest = if is_first { "" } else { " and no earlier `otherwise` counts" };
    let place = section
        .citation()
        .map_or_else(|| format!("section `{}`", section.name), |citation| format!("`{citation}`"));
    let where_ = format!("where the criteria of {place} are not met{rest}");
    let (clashes, message, help) = if let Some(clashes) =
        advisories::all_exclude(item, unmet, prover)?
    {
        (
            clashes,
            format!("{what} is never met {where_}"),
            "correct it, or take this `otherwise` out".to_owned(),
        )
    } else if let Some(clashes) = advisories::all_exclude(&item.to_hold(false), unmet, prover)? {
        (
            clashes,
            format!("{what} is always met {where_}"),
            format!("take `when` and {what} out, or correct it"),
        )
    } else {
        return Ok(());
    };
    let finding = Finding::new(Kind::Idle, item.spot.clone(), message, help);
    prover.found.push(clashes.iter().fold(finding, |finding, clash| finding.claiming(clash)));
    Ok(())
}

/// The members with one of these outcomes among those who do not meet the criteria of a section.
pub(super) fn with_outcomes<'a>(
    here: (u16, u16),
    section: &'a Section,
    mut unmet: Vec<Context<'a>>,
    outcomes: &[Outcome],
    prover: &mut Prover<'a, '_>,
) -> Result<Vec<Context<'a>>, Unanswered> {
    let is_one = |conclusion: &Conclusion| outcomes.contains(&conclusion.outcome());
    let mut found = Vec::new();
    for (position, otherwise) in (0..).zip(section.otherwise.iter()) {
        let Some(guard) = &otherwise.when else {
            found.extend(unmet.into_iter().filter(|_| is_one(&otherwise.conclusion)));
            return Ok(found);
        };
        let item = when(here, &section.name, (position, guard), prover.space)?;
        if is_one(&otherwise.conclusion) {
            found.extend(split(&item, true, &unmet, prover)?);
        }
        unmet = split(&item, false, &unmet, prover)?;
    }
    found.extend(unmet.into_iter().filter(|_| outcomes.contains(&Outcome::CriteriaNotMet)));
    Ok(found)
}
