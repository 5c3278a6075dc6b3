//! Whether the bundled cases of a policy show everything that it says.
//!
//! `golden.rs` holds every case against what it expects; here the cases are held against the policy tree. A criterion that no case tries is one that could be
//! wrong without anybody noticing, so each gap fails the test, and the message says in words which case is to be written:
//!
//! - every section governs, comes to its own outcome, and takes every arm of its `by`; every advisory is given; every version has its first and last day;
//! - every leaf criterion is once alone not met and once alone unknown, and so is every applicability condition;
//! - every part of an OR is once enough by itself, every part of an AND fails once by itself;
//! - every threshold is tried just below, at and just above, every look-back one day inside, on and one day outside its edge, every named value once.
//!
//! A criterion that restates its section's guard is left out: it is met whenever the section governs ([`Section::restates_guard`]).
//!
//! [`Section::restates_guard`]: policy_core::policy::Section::restates_guard

mod alone;
mod conclusion;
mod edge;
mod part;
mod shown;
mod site;

use policies::POLICIES;
use policy_core::policy::Policy;
use shown::ShownCase;

#[test]
fn the_bundled_cases_show_everything_that_their_policies_say() {
    let gaps = POLICIES.iter().flat_map(|bundled| gaps(bundled.program.policy(), &ShownCase::all(bundled))).collect::<Vec<_>>();
    assert!(gaps.is_empty(), "{} gaps in policies/cases:\n{}", gaps.len(), gaps.join("\n"));
}

#[test]
fn no_two_bundled_cases_share_an_id() {
    let mut seen = std::collections::BTreeSet::new();
    let twice = POLICIES.iter().flat_map(ShownCase::all).map(|shown| shown.id).filter(|id| !seen.insert(id.clone())).collect::<Vec<_>>();
    assert!(twice.is_empty(), "{twice:?}");
}

/// A policy without any case has every gap there is, so none goes unnoticed for want of a kind of check.
#[test]
fn without_cases_everything_is_a_gap() {
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        let gaps = gaps(policy, &[]);
        for version in policy.versions.iter() {
            for section in version.sections.iter() {
                let named = gaps.iter().filter(|gap| gap.contains(&*section.name)).count();
                assert!(named >= 1, "{}: nothing is missed of {}", policy.name, section.name);
                for leaf in alone::leaves(section) {
                    let missed = gaps.iter().filter(|gap| gap.contains(&format!(" {}: no case in which it alone is", leaf.citation))).count();
                    assert!(missed >= 2, "{}: nothing is missed of {}", policy.name, leaf.citation);
                }
            }
        }
    }
}

/// What the cases do not show of a policy, in words, each beginning with the policy and the place.
fn gaps(policy: &'static Policy, cases: &[ShownCase]) -> Vec<String> {
    let mut gaps = conclusion::gaps(policy, cases);
    gaps.extend(alone::gaps(policy, cases));
    for site in site::sites(policy, cases) {
        gaps.extend(part::gaps(&site).into_iter().chain(edge::gaps(&site)).map(|gap| format!("{}: {gap}", site.place)));
    }
    gaps.into_iter().map(|gap| format!("{} {gap}", policy.name)).collect()
}
