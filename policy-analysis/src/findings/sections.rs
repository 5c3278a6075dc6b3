//! Sections: whom each is for, whether anyone is left for it, and the outcome of its criteria for
//! these members.

use super::certain::Held;
use super::item::{Home, Item, Joint, Node};
use super::prove::{Context, Prover};
use super::spot::{Part, Spot};
use super::{Finding, Kind};
use super::{arms, otherwise};
use crate::space::Space;
use policy_core::policy::{Policy, Section, Version};
use policy_core::wording::list;
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// What is known about a section once it is proved that it can be reached.
pub(super) struct Governed<'a> {
    pub position: u16,
    pub section: &'a Section,
    /// Its criteria.
    pub items: Vec<Item<'a>>,
    /// Those whom it is for and whom no earlier section governs.
    pub members: Diagram,
}

/// The conditions of applicability.
pub(super) fn applicability<'a>(
    policy: &'a Policy,
    space: &mut Space<'_>,
) -> Result<Vec<Item<'a>>, Unanswered> {
    let conditions = (0..).zip(policy.applicability.iter());
    let item = |(position, applicability): (u16, &'a policy_core::policy::Applicability)| {
        Item::new(
            Node::Expression(&applicability.condition),
            Home::AppliesWhen,
            Spot::of(None, Part::Applies(position)),
            space,
        )
    };
    conditions.map(item).collect()
}

/// Proves what can be proved about the sections of a version.
pub(super) fn prove<'a>(
    policy: &'a Policy,
    version_position: u16,
    version: &'a Version,
    prover: &mut Prover<'a, '_>,
) -> Result<Vec<Governed<'a>>, Unanswered> {
    let mut applies = Context::everybody(prover.space);
    for item in applicability(policy, prover.space)? {
        applies = prover.with(&applies, &item)?;
    }
    let mut governed = Vec::new();
    // There is no one to whom this could apply: that is reported with the conditions themselves.
    if applies.members == Diagrams::FALSE {
        return Ok(governed);
    }
    // Those whom no section so far is for.
    let mut left = applies.clone();
    for (position, section) in (0..).zip(version.sections.iter()) {
        let guard = guard(version_position, position, section, prover.space)?;
        if let Some(guard) = &guard {
            let before = prover.found.len();
            prover.alone(guard, &applies)?;
            // It is not clear whom it governs; the others are considered as if it were not there.
            if prover.found.len() > before {
                continue;
            }
        }
        let (for_all, for_left) = match &guard {
            Some(guard) => (
                with_guard(prover, &applies, guard, true)?,
                with_guard(prover, &left, guard, true)?,
            ),
            None => (applies.clone(), left.clone()),
        };
        if for_left.members == Diagrams::FALSE {
            unreachable(version_position, position, section, guard.as_ref(), &left, prover)?;
            if left.members == Diagrams::FALSE {
                break;
            }
            continue;
        }
        let items = criteria(version_position, position, section, prover.space)?;
        prover.left = left.members;
        let before = prover.found.len();
        prover.parts(Joint::All, &items, &for_all)?;
        prover.left = Diagrams::TRUE;
        let is_sound = prover.found.len() == before;
        drop_consequences(&items, before, for_all.members, prover)?;
        if is_sound {
            // What no criterion says by itself: that the earlier sections govern everyone who could
            // meet, or who could fail, a part of this one.
            if for_left.members != for_all.members {
                prover.parts(Joint::All, &items, &for_left)?;
            }
            arms::prove(policy, version_position, position, section, &items, &for_left, prover)?;
        }
        let here = Governed { position, section, items, members: for_left.members };
        if is_sound {
            otherwise::prove(policy, version_position, &here, &for_left, prover)?;
        }
        governed.push(here);
        if let Some(guard) = &guard {
            left = with_guard(prover, &left, guard, false)?;
        }
    }
    Ok(governed)
}

/// The `for` of a section.
pub(super) fn guard<'a>(
    version: u16,
    position: u16,
    section: &'a Section,
    space: &mut Space<'_>,
) -> Result<Option<Item<'a>>, Unanswered> {
    let Some(guard) = &section.guard else { return Ok(None) };
    Item::new(
        Node::Expression(&guard.condition),
        Home::Guard(&section.name),
        Spot::of(Some(version), Part::Guard(position)),
        space,
    )
    .map(Some)
}

/// Those in the context whom a section is for, or is not for. An AND becomes several premises, so
/// that a contradiction can name the one that matters.
pub(super) fn with_guard<'a>(
    prover: &mut Prover<'a, '_>,
    context: &Context<'a>,
    guard: &Item<'a>,
    holds: bool,
) -> Result<Context<'a>, Unanswered> {
    if !holds || guard.node.joint() != Joint::All {
        let guard = if holds { guard.clone() } else { guard.passed_over() };
        return prover.with(context, &guard);
    }
    let mut narrowed = context.clone();
    for part in guard.parts(prover.space)? {
        narrowed = prover.with(&narrowed, &part)?;
    }
    Ok(narrowed)
}

/// The criteria of a section.
pub(super) fn criteria<'a>(
    version: u16,
    position: u16,
    section: &'a Section,
    space: &mut Space<'_>,
) -> Result<Vec<Item<'a>>, Unanswered> {
    let spot = Spot::of(Some(version), Part::Criteria(position));
    let item = |(position, criterion): (usize, &'a policy_core::policy::Criterion)| {
        Item::new(
            Node::Criterion(criterion),
            Home::Citation(&criterion.citation),
            spot.part(position),
            space,
        )
    };
    section.criteria.iter().enumerate().map(item).collect()
}

/// What was found after another mistake may be so only once that mistake is fixed. Such findings
/// are dropped: as the policy is written, removing the part, or taking it for granted, would change
/// someone's outcome.
fn drop_consequences<'a>(
    items: &[Item<'a>],
    before: usize,
    members: Diagram,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let mut found = prover.found.split_off(before).into_iter();
    prover.found.extend(found.next());
    for finding in found {
        let is_so = match finding.at.path.split_first() {
            Some((position, rest)) if finding.kind == Kind::Idle => {
                let mut is_so = false;
                let intact = all(items, None, prover.space)?;
                let intact = prover.space.diagrams().and(members, intact)?;
                for stuck in [Diagrams::TRUE, Diagrams::FALSE] {
                    let changed =
                        all(items, Some((usize::from(*position), rest, stuck)), prover.space)?;
                    is_so |= prover.space.diagrams().and(members, changed)? == intact;
                }
                is_so
            }
            _ => true,
        };
        prover.found.extend(is_so.then_some(finding));
    }
    Ok(())
}

/// All of the items, with the part at the end of a path below one of them replaced.
fn all(
    items: &[Item<'_>],
    stuck: Option<(usize, &[u16], Diagram)>,
    space: &mut Space<'_>,
) -> Result<Diagram, Unanswered> {
    let part = |(position, item): (usize, &Item<'_>)| match stuck {
        Some((at, path, stuck)) if at == position => item.node.with_part_stuck(path, stuck, space),
        _ if item.node.is_restated() => Ok(Diagrams::TRUE),
        _ => Ok(item.diagram),
    };
    let parts = items.iter().enumerate().map(part).collect::<Result<Vec<_>, _>>()?;
    space.diagrams().all(&parts)
}

fn unreachable<'a>(
    version: u16,
    position: u16,
    section: &Section,
    guard: Option<&Item<'a>>,
    left: &Context<'a>,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let names = |takers: &[Item<'_>]| {
        let takers = takers.iter().filter(|premise| !premise.holds);
        let names = takers.filter_map(|taker| match taker.home {
            Home::Guard(name) => Some(format!("`{name}`")),
            Home::AppliesWhen | Home::Otherwise(_) | Home::Citation(_) | Home::Advisory => None,
        });
        list(names, "or")
    };
    let (at, clash, message, help) = match guard {
        Some(guard) => {
            let mut clash = prover.core(guard, left, &[])?;
            let takers = names(&clash);
            clash.push(guard.clone());
            let name = &section.name;
            (
                guard.spot.clone(),
                clash,
                format!(
                    "section `{name}` can never be reached: everybody whom it is for goes to {takers} first"
                ),
                "put the narrower section first, or say in `for` who is left",
            )
        }
        None => {
            let everybody = prover.space.possible();
            let clash = prover.fewest(left.premises.clone(), everybody)?;
            let message = format!(
                "section `{}` can never be reached: every member goes to {}",
                section.name,
                names(&clash)
            );
            (
                Spot::of(Some(version), Part::Section(position)),
                clash,
                message,
                "correct a `for` that takes everybody, or make the section before this one the last, without `for`",
            )
        }
    };
    if prover.holds(&clash)? != Held::Confirmed {
        return Ok(());
    }
    let taker = clash.iter().rev().find(|premise| premise.is_passed_over);
    let finding = Finding::new(Kind::Unreachable, at, message, help)
        .with(taker.map(|taker| taker.spot.clone()))
        .claiming(&clash);
    prover.found.push(finding);
    Ok(())
}
