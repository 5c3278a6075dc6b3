//! What is not proved, and because of which limit: nothing false is reported, and nothing is
//! omitted silently.

use super::item::{Item, Node};
use super::prove::Prover;
use super::spot::{Part, Spot};
use super::words::sentence;
use super::{Finding, Kind, LOOKS};
use policy_core::policy::{Expression, Policy, Version};
use policy_core::vocabulary::FactId;
use policy_core::wording::list;
use std::collections::BTreeSet;

const HELP: &str = "nothing has to change; check by hand that these criteria go together, or ask for the same in fewer conditions on the same facts";

/// A whole version, or what lies outside the versions, takes too many steps.
pub(super) fn too_large(at: Spot) -> Finding {
    let message = format!(
        "what the criteria here mean together takes more than {LOOKS} steps to work out: nothing is proved about it"
    );
    Finding::new(Kind::Unproved, at, message, HELP)
}

/// A claim that takes too many steps.
pub(super) fn too_large_claim(
    prover: &Prover<'_, '_>,
    item: &Item<'_>,
    clash: &[Item<'_>],
) -> Finding {
    let message = format!(
        "it takes more than {LOOKS} steps to work out whether {}",
        sentence(prover.vocabulary, clash)
    );
    let at = item.spot.clone();
    Finding::new(Kind::Unproved, at, message, HELP)
}

/// No member is found who would show it.
pub(super) fn not_shown(at: Spot, what: &str) -> Finding {
    Finding::new(Kind::Unproved, at, format!("it is not proved whether {what}"), HELP)
}

/// No member is found whom neither of two criteria takes, with a number between them.
pub(super) fn gap_not_shown(item: &Item<'_>, other: &Item<'_>) -> Finding {
    let what = "a number falls between this criterion and another one";
    let help = "nothing has to change; check by hand that no number lies between the two that neither of them takes";
    let finding = Finding { help: help.to_owned(), ..not_shown(item.spot.clone(), what) };
    finding.with(Some(other.spot.clone()))
}

/// Questions about the same facts that can turn out in too many ways together.
pub(super) fn split(
    policy: &Policy,
    position: u16,
    version: &Version,
    prover: &Prover<'_, '_>,
) -> Vec<Finding> {
    let split = prover.space.atoms().split().iter();
    let note = |atoms: &Vec<&Expression>| {
        let facts = atoms.iter().flat_map(|atom| atom.subjects()).collect::<BTreeSet<FactId>>();
        let names = facts.iter().map(|fact| format!("`{}`", policy.vocabulary.name_of(*fact)));
        let names = list(names, "and");
        let message = if atoms.len() == 2 {
            format!(
                "what the 2 questions about {names} say together is not proved: how one depends on the other can turn out in too many ways"
            )
        } else {
            format!(
                "the {} questions about {names} can turn out in too many ways together: each two are compared, and what only three or more of them say together is not proved",
                atoms.len()
            )
        };
        let first = atoms.iter().find_map(|atom| spot_of(atom, policy, position, version));
        let at = first.unwrap_or_else(|| Spot::of(Some(position), Part::Section(0)));
        Finding::new(Kind::Unproved, at, message, HELP)
    };
    split.map(|split| note(&split.atoms)).collect()
}

/// Where a predicate is first asked.
fn spot_of(
    predicate: &Expression,
    policy: &Policy,
    number: u16,
    version: &Version,
) -> Option<Spot> {
    let applies = (0..).zip(policy.applicability.iter()).map(|(position, applies)| {
        (Node::Expression(&applies.condition), Spot::of(None, Part::Applies(position)))
    });
    let in_sections = (0..).zip(version.sections.iter()).flat_map(|(position, section)| {
        let guard = section.guard.iter().map(move |guard| {
            let spot = Spot::of(Some(number), Part::Guard(position));
            (Node::Expression(&guard.condition), spot)
        });
        let spot = Spot::of(Some(number), Part::Criteria(position));
        let criteria = section.criteria.iter().enumerate();
        let criteria = criteria
            .map(move |(position, criterion)| (Node::Criterion(criterion), spot.part(position)));
        let otherwise =
            (0..).zip(section.otherwise.iter()).filter_map(move |(place, otherwise)| {
                let spot = Spot::of(Some(number), Part::Otherwise(position, place));
                Some((Node::Expression(&otherwise.when.as_ref()?.condition), spot))
            });
        guard.chain(criteria).chain(otherwise)
    });
    applies.chain(in_sections).find_map(|(node, spot)| inside(predicate, node, spot))
}

fn inside(predicate: &Expression, node: Node<'_>, spot: Spot) -> Option<Spot> {
    if node.question() == Some(predicate) {
        return Some(spot);
    }
    let parts = node.parts();
    parts
        .into_iter()
        .enumerate()
        .find_map(|(position, part)| inside(predicate, part, spot.part(position)))
}
