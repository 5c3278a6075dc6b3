//! What is found and stays as it is: its author says so, with a reason.
//!
//! In: what a policy accepts, and what is found. Out: whether a finding is accepted, and what is
//! accepted where nothing is found. A gap has a form of its own, which says the number.

use super::lines::Lines;
use super::spot::{Part, Spot};
use super::{Finding, Kind};
use policy_core::policy::{AcceptedFinding, Body, Criterion, FindingPlace, Policy};
use std::collections::BTreeMap;

pub(super) struct Accepted<'a> {
    policy: &'a Policy,
    lines: Lines<'a, AcceptedFinding>,
    /// The mistake that a line accepts, by position: another one at the same place is news to who
    /// accepted it.
    kinds: BTreeMap<usize, Kind>,
}

impl<'a> Accepted<'a> {
    pub(super) fn of(policy: &'a Policy) -> Accepted<'a> {
        Accepted { policy, lines: Lines::of(&policy.accepted), kinds: BTreeMap::new() }
    }

    /// What is left of what is found.
    pub(super) fn without_accepted(&mut self, found: Vec<Finding>) -> Vec<Finding> {
        found.into_iter().filter_map(|finding| self.left(finding)).collect()
    }

    fn left(&mut self, finding: Finding) -> Option<Finding> {
        let can_be = match finding.kind {
            Kind::Idle
            | Kind::RestatesNothing
            | Kind::Unreachable
            | Kind::Arms
            | Kind::Inexact
            | Kind::Redundant
            | Kind::Unproved => true,
            Kind::Gap | Kind::NothingToAccept => false,
        };
        if !can_be {
            return Some(finding);
        }
        let cited = cited(self.policy, &finding.at);
        let is_there = |place: &FindingPlace| match place {
            FindingPlace::Applies => matches!(finding.at.part, Part::Applies(_)),
            FindingPlace::Cited(citation) => cited.last() == Some(&citation.as_ref()),
        };
        let Accepted { lines, kinds, .. } = self;
        let accepting = lines.first(|position, accepted| {
            let same_kind = kinds.get(&position).is_none_or(|kind| *kind == finding.kind);
            is_there(&accepted.at) && (finding.kind.is_note() || same_kind)
        });
        if let Some(position) = accepting {
            if !finding.kind.is_note() {
                kinds.insert(position, finding.kind);
            }
            return None;
        }
        let here = self.policy.accepted.iter().find(|accepted| is_there(&accepted.at));
        let help = if let Some(here) = here {
            format!(
                "{}; what is accepted at `{}` is another mistake, and not this one",
                finding.help,
                here.at.name()
            )
        } else if let Some((inner, around)) = cited.split_last()
            && let Some(outer) = around.iter().rev().find(|outer| self.is_accepted(outer))
        {
            format!(
                "{}; what is accepted at `{outer}` does not include `{inner}`: to accept this, write `accept finding at \"{inner}\" because \"why\";`",
                finding.help
            )
        } else {
            return Some(finding);
        };
        Some(Finding { help, ..finding })
    }

    fn is_accepted(&self, place: &str) -> bool {
        let mut lines = self.policy.accepted.iter();
        lines.any(|accepted| match &accepted.at {
            FindingPlace::Applies => false,
            FindingPlace::Cited(citation) => citation == place,
        })
    }

    /// Those at which nothing is found.
    pub(super) fn unused(&self) -> impl Iterator<Item = Finding> {
        self.lines.unused().map(|(number, accepted)| {
            Finding::new(
                Kind::NothingToAccept,
                Spot::of(None, Part::Accepted(number)),
                format!("nothing is found at `{}`", accepted.at.name()),
                "take this line out",
            )
        })
    }
}

/// The citation under which something is reported, a section's name where it has none, or the text
/// of an advisory; before it, those of what that stands in.
fn cited<'a>(policy: &'a Policy, at: &Spot) -> Vec<&'a str> {
    let version = at.version.and_then(|version| policy.version(version));
    let section = |position| version?.section(position);
    match at.part {
        Part::Section(position)
        | Part::Guard(position)
        | Part::Otherwise(position, _)
        | Part::Arms(position, _)
        | Part::ArmValue(position, ..) => {
            section(position).map(policy_core::policy::Section::place).into_iter().collect()
        }
        Part::Criteria(position) => {
            let Some(section) = section(position) else { return Vec::new() };
            let mut cited = vec![section.place()];
            let criteria = criteria(&section.criteria, &at.path);
            cited.extend(criteria.into_iter().map(|criterion| &*criterion.citation));
            cited
        }
        Part::Advisory(position) => {
            let advisories = match at.version {
                Some(_) => version.map(|version| &version.advisories),
                None => Some(&policy.advisories),
            };
            let advisory = advisories.and_then(|all| all.get(usize::from(position)));
            advisory.map(|advisory| &*advisory.text).into_iter().collect()
        }
        Part::Applies(_) | Part::Gap(_) | Part::Accepted(_) => Vec::new(),
    }
}

/// The criteria on a path, down to the one that it leads to, or into.
fn criteria<'a>(all: &'a [Criterion], path: &[u16]) -> Vec<&'a Criterion> {
    let Some((position, rest)) = path.split_first() else { return Vec::new() };
    let Some(found) = all.get(usize::from(*position)) else { return Vec::new() };
    let below = match &found.body {
        Body::Group { criteria, .. } => self::criteria(criteria, rest),
        Body::Condition(_) => Vec::new(),
    };
    [found].into_iter().chain(below).collect()
}
