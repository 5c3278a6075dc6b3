//! Findings that the author accepts, with a reason.
//!
//! In: what a policy accepts, and what is found. Out: whether a finding is accepted, and what is
//! accepted without a finding. Gaps have their own form, which gives the number.

use super::spot::{Part, Spot};
use super::{Finding, Kind};
use policy_core::policy::{AcceptedFinding, Body, Criterion, FindingPlace, Policy};
use std::collections::BTreeSet;

pub(super) struct Accepted<'a> {
    policy: &'a Policy,
    /// The positions of those that match a finding.
    used: BTreeSet<usize>,
}

impl<'a> Accepted<'a> {
    pub(super) const fn of(policy: &'a Policy) -> Accepted<'a> {
        Accepted { policy, used: BTreeSet::new() }
    }

    pub(super) fn accepts(&mut self, finding: &Finding) -> bool {
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
        let is_there = |place: &FindingPlace| match place {
            FindingPlace::Applies => matches!(finding.at.part, Part::Applies(_)),
            FindingPlace::Cited(citation) => {
                cited(self.policy, &finding.at) == Some(citation.as_ref())
            }
        };
        let found = self.policy.accepted.iter().position(|accepted| is_there(&accepted.at));
        let found = found.filter(|_| can_be);
        self.used.extend(found);
        found.is_some()
    }

    /// Those that match no finding.
    pub(super) fn unused(&self) -> Vec<Finding> {
        let all = (0..).zip(self.policy.accepted.iter().enumerate());
        let unused = all.filter(|(_, (position, _))| !self.used.contains(position));
        let finding = |(number, (_, accepted)): (u16, (usize, &AcceptedFinding))| {
            Finding::new(
                Kind::NothingToAccept,
                Spot::of(None, Part::Accepted(number)),
                format!("nothing is found at `{}`", accepted.at.name()),
                "take this line out",
            )
        };
        unused.map(finding).collect()
    }
}

/// The citation for a report, a section's name if it has none, or the text of an advisory.
fn cited<'a>(policy: &'a Policy, at: &Spot) -> Option<&'a str> {
    let version = at.version.and_then(|version| policy.version(version));
    let section = |position| version?.section(position);
    match at.part {
        Part::Section(position)
        | Part::Guard(position)
        | Part::Arms(position)
        | Part::ArmValue(position, _) => section(position).map(policy_core::policy::Section::place),
        Part::Criteria(position) => {
            let section = section(position)?;
            let criterion = criterion(&section.criteria, &at.path);
            Some(criterion.map_or(section.place(), |criterion| &criterion.citation))
        }
        Part::Advisory(position) => {
            let advisories = match at.version {
                Some(_) => &version?.advisories,
                None => &policy.advisories,
            };
            advisories.get(usize::from(position)).map(|advisory| &*advisory.text)
        }
        Part::Applies(_) | Part::Gap(_) | Part::Accepted(_) => None,
    }
}

/// The criterion that a path leads to or into.
fn criterion<'a>(criteria: &'a [Criterion], path: &[u16]) -> Option<&'a Criterion> {
    let (position, rest) = path.split_first()?;
    let found = criteria.get(usize::from(*position))?;
    match &found.body {
        Body::Group { criteria, .. } if !rest.is_empty() => criterion(criteria, rest),
        Body::Group { .. } | Body::Condition(_) => Some(found),
    }
}
