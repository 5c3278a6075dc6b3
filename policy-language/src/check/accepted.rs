//! What is accepted at a place: whether there is such a place, and once only.

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::print::quoted;
use crate::syntax::policy::{AcceptedFinding as Typed, FoundAt, Statement};
use crate::text::Place;
use policy_core::data::Text;
use policy_core::policy::{AcceptedFinding, Body, Criterion, FindingPlace, Policy, Section};
use policy_core::suggest::nearest;
use std::collections::{BTreeMap, BTreeSet};

fn accepted(statements: &[Statement]) -> impl Iterator<Item = &Typed> {
    statements.iter().filter_map(|statement| {
        if let Statement::AcceptFinding(accepted) = statement { Some(accepted) } else { None }
    })
}

/// What is accepted, as the tree holds it.
pub fn lower_accepted(statements: &[Statement]) -> Vec<AcceptedFinding> {
    let lower = |accepted: &Typed| AcceptedFinding {
        at: match &accepted.at {
            FoundAt::Applies(_) => FindingPlace::Applies,
            FoundAt::Cited(citation) => FindingPlace::Cited(Text::Owned(citation.value.clone())),
        },
        reason: Text::Owned(accepted.reason.value.clone()),
    };
    accepted(statements).map(lower).collect()
}

/// Reports places that the policy does not have, and what is accepted twice.
pub fn check_accepted(statements: &[Statement], policy: &Policy, scope: &mut Scope<'_>) {
    if accepted(statements).next().is_none() {
        return;
    }
    let places = places(policy);
    let mut known: BTreeMap<&FindingPlace, Place> = BTreeMap::new();
    for (accepted, typed) in policy.accepted.iter().zip(accepted(statements)) {
        let (at, name, place) = (&accepted.at, accepted.at.name(), typed.at.place());
        if let Some(first) = known.get(at) {
            let message = format!("what is found at `{name}` is accepted twice");
            let mistake = Diagnostic::at(place, message).with(*first, "the first one is");
            scope.report(mistake.help("keep one of the two"));
            continue;
        }
        known.insert(at, place);
        if *at == FindingPlace::Applies || places.contains(name) {
            continue;
        }
        let mistake = Diagnostic::at(place, format!("nothing in this policy is cited as `{name}`"));
        let meant = named_otherwise(name, policy, &places)
            .map_or_else(|| nearest(name, places.iter().copied()), |meant| vec![meant]);
        scope.report(match &*meant {
            _ if name == "applies" => mistake.help("write `accept finding at applies because \"…\";`").instead(name),
            [] => mistake.help("write the citation of a criterion with every label, as in `\"I.A.1.b\"`, or that of a section"),
            [only] => mistake.help(format!("did you mean `{only}`?")).instead(quoted(only)),
            several => mistake.did_you_mean(several),
        });
    }
}

/// The place of a section that is called by its name, and of a criterion without the beginning of
/// its citation.
fn named_otherwise<'p>(
    name: &str,
    policy: &'p Policy,
    places: &BTreeSet<&'p str>,
) -> Option<&'p str> {
    let mut sections = policy.versions.iter().flat_map(|version| version.sections.iter());
    let section = sections.find(|section| section.name == name).map(Section::place);
    let ending = format!(".{name}");
    let mut ends = places.iter().filter(|place| place.ends_with(&ending)).copied();
    section.or(ends.next().filter(|_| ends.next().is_none()))
}

/// Whatever findings can be reported under.
fn places(policy: &Policy) -> BTreeSet<&str> {
    let mut places = BTreeSet::new();
    for section in policy.versions.iter().flat_map(|version| version.sections.iter()) {
        places.insert(section.place());
        citations(&section.criteria, &mut places);
    }
    let of_versions = policy.versions.iter().flat_map(|version| version.advisories.iter());
    let advisories = of_versions.chain(policy.advisories.iter());
    places.extend(advisories.map(|advisory| &*advisory.text));
    places
}

fn citations<'a>(criteria: &'a [Criterion], places: &mut BTreeSet<&'a str>) {
    for criterion in criteria {
        places.insert(&criterion.citation);
        if let Body::Group { criteria, .. } = &criterion.body {
            citations(criteria, places);
        }
    }
}
