//! An attack on every finding: random policies with dates, windows, results and events, and random
//! members on random dates, none of whom may contradict a finding.
//!
//! A test run tries a fixed number of policies, always the same; for more, run `ATTACKS=100000
//! cargo test --release -p policy-analysis attack -- --nocapture`.

use crate::findings::item::{Joint, Node};
use crate::findings::{Finding, Kind, Part, Spot, Unknown, Wanted, findings};
use crate::random::{
    TWO_TERMS, about_courses, about_entries, random_member, random_policy, random_policy_about,
    random_policy_with_otherwise, with_attributes, with_courses,
};
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::truth;
use policy_core::fixtures::example::{CONSENTED, Dice, LINES, count, flag, met, section};
use policy_core::policy::{Body, Criterion, Expression, Operator, Policy, Section};
use std::env;
use std::fmt::Write as _;

/// Policies about which something false was said once: too many questions about results to be one
/// group, and a none-of.
const REFUTED: [u64; 2] = [5_950, 3_564];

/// The part that a spot refers to.
fn node<'p>(spot: &Spot, policy: &'p Policy) -> Node<'p> {
    let section = |position: u16| &policy.versions[0].sections[usize::from(position)];
    let (mut node, path) = match spot.part {
        Part::Applies(position) => (
            Node::Expression(&policy.applicability[usize::from(position)].condition),
            spot.path.as_slice(),
        ),
        Part::Guard(position) => {
            let guard = section(position).guard.as_ref().unwrap();
            (Node::Expression(&guard.condition), spot.path.as_slice())
        }
        Part::Otherwise(position, number) => {
            let when = section(position).otherwise[usize::from(number)].when.as_ref().unwrap();
            (Node::Expression(&when.condition), spot.path.as_slice())
        }
        Part::Criteria(position) => {
            let (first, rest) = spot.path.split_first().unwrap();
            (Node::Criterion(&section(position).criteria[usize::from(*first)]), rest)
        }
        ref other => panic!("a claim about {other:?}"),
    };
    for position in path {
        node = node.parts()[usize::from(*position)];
    }
    node
}

/// The value of a node for a member; the part at the end of a path, if there is one, is replaced by
/// one that is always met, or never.
fn truth_of(
    node: Node<'_>,
    policy: &Policy,
    member: &CaseFacts,
    stuck: Option<(&[u16], bool)>,
) -> Truth {
    if let Some(([], met)) = stuck {
        return if met { Truth::MET } else { Truth::NOT_MET };
    }
    if let (None, Some(condition)) = (stuck, node.condition()) {
        return truth(condition, policy, member);
    }
    let part = |(position, part): (usize, Node<'_>)| {
        let here = stuck.filter(|(path, _)| usize::from(path[0]) == position);
        truth_of(part, policy, member, here.map(|(path, met)| (&path[1..], met)))
    };
    let truths = node.parts().into_iter().enumerate().map(part).collect::<Vec<_>>();
    let count = |wanted| truths.iter().filter(|truth| **truth == wanted).count();
    let at_least = |needed: usize| {
        if count(Truth::MET) >= needed {
            Truth::MET
        } else if truths.len() - count(Truth::NOT_MET) < needed {
            Truth::NOT_MET
        } else {
            Truth::UNKNOWN
        }
    };
    let not = |truth| match truth {
        Truth::MET => Truth::NOT_MET,
        Truth::NOT_MET => Truth::MET,
        unknown => unknown,
    };
    match node.joint() {
        Joint::All => at_least(truths.len()),
        Joint::Any => at_least(1),
        Joint::AtLeast(needed) => at_least(usize::try_from(needed).unwrap()),
        Joint::None => not(at_least(1)),
        Joint::Not => not(truths[0]),
        Joint::If => match truths[0] {
            Truth::MET => truths[1],
            Truth::NOT_MET => truths[2],
            _ if truths[1] == truths[2] => truths[1],
            unknown => unknown,
        },
        Joint::Question => panic!("a path leads into a question"),
    }
}

/// For which of these members all criteria of a section are met, with the part at a path replaced.
fn met_by(
    section: &Section,
    policy: &Policy,
    members: &[CaseFacts],
    stuck: Option<(&[u16], bool)>,
) -> Vec<bool> {
    let criterion = |member: &CaseFacts, (position, criterion): (usize, &Criterion)| {
        let here = stuck.filter(|(path, _)| usize::from(path[0]) == position);
        let here = here.map(|(path, met)| (&path[1..], met));
        truth_of(Node::Criterion(criterion), policy, member, here) == Truth::MET
    };
    let all = |member: &CaseFacts| {
        section.criteria.iter().enumerate().all(|numbered| criterion(member, numbered))
    };
    members.iter().map(all).collect()
}

/// Whether following the help, that is, removing the part, changes nothing for any of these
/// members.
fn can_be_taken_out(finding: &Finding, policy: &Policy, members: &[CaseFacts]) -> bool {
    let Part::Criteria(position) = finding.at.part else { return true };
    let version = &policy.versions[0];
    let section = &version.sections[usize::from(position)];
    let comes_here = |member: &CaseFacts| {
        let is_for = |section: &Section| {
            section
                .guard
                .as_ref()
                .map_or(Truth::MET, |guard| truth(&guard.condition, policy, member))
        };
        let before = &version.sections[..usize::from(position)];
        let mut applies = policy.applicability.iter();
        applies.all(|applies| truth(&applies.condition, policy, member) == Truth::MET)
            && before.iter().all(|section| is_for(section) == Truth::NOT_MET)
            && is_for(section) == Truth::MET
    };
    let members = members.iter().filter(|member| comes_here(member)).cloned().collect::<Vec<_>>();
    let before = met_by(section, policy, &members, None);
    [true, false]
        .into_iter()
        .any(|met| met_by(section, policy, &members, Some((&finding.at.path, met))) == before)
}

/// The parts of a claim, and what the member documents about them.
fn told(finding: &Finding, policy: &Policy, member: &CaseFacts) -> String {
    let mut told = String::new();
    for (spot, wanted) in finding.claims.iter().flatten() {
        let node = node(spot, policy);
        let facts = predicates(node).flat_map(Expression::subjects);
        let facts = facts.map(|fact| format!("{fact:?} {:?}", member.get(fact)));
        let facts = facts.collect::<Vec<_>>();
        write!(told, "\n{wanted:?}: {spot:?} {node:?}\n{facts:?}").unwrap();
    }
    told
}

fn predicates(node: Node<'_>) -> Box<dyn Iterator<Item = &Expression> + '_> {
    match node.condition() {
        Some(condition) => Box::new(condition.predicates()),
        None => Box::new(node.parts().into_iter().flat_map(predicates)),
    }
}

/// The member contradicts the finding.
fn refutes(finding: &Finding, policy: &Policy, member: &CaseFacts) -> bool {
    finding.claims.iter().any(|claim| {
        claim.iter().all(|(spot, wanted)| {
            let truth = truth_of(node(spot, policy), policy, member, None);
            match wanted {
                Wanted::Met => truth == Truth::MET,
                Wanted::NotMet => truth != Truth::MET,
                Wanted::Failed => truth == Truth::NOT_MET,
            }
        })
    })
}

/// What is said to stay unknown is known, or this member's answers decide it the other way.
fn refutes_unknown(unknown: &Unknown, policy: &Policy, member: &CaseFacts) -> bool {
    let documented = || unknown.moment.documenting(unknown.documented.iter().cloned());
    let all = |member: &CaseFacts| {
        let truths =
            unknown.parts.iter().map(|spot| truth_of(node(spot, policy), policy, member, None));
        let truths = truths.collect::<Vec<_>>();
        if truths.contains(&Truth::NOT_MET) {
            Truth::NOT_MET
        } else if truths.iter().all(|truth| *truth == Truth::MET) {
            Truth::MET
        } else {
            Truth::UNKNOWN
        }
    };
    let mut answered = documented();
    for fact in &unknown.open {
        if let Some(value) = member.get(*fact) {
            answered.insert(*fact, value.clone());
        }
    }
    // Where there is no result, nothing is answered.
    let opposite = if unknown.met { Truth::NOT_MET } else { Truth::MET };
    all(&documented()) != Truth::UNKNOWN || all(&answered) == opposite
}

#[test]
fn no_member_refutes_a_finding() {
    let policies = env::var("ATTACKS").map_or(1_200, |number| number.parse().unwrap());
    attack(5, (0..policies).chain(REFUTED), random_policy, |_, member| member);
}

#[test]
fn no_member_refutes_a_finding_about_what_follows_otherwise() {
    let policies = env::var("ATTACKS").map_or(300, |number| number.parse().unwrap());
    attack(4, 0..policies, random_policy_with_otherwise, |_, member| member);
}

#[test]
fn no_member_refutes_a_finding_about_two_terms() {
    let policies = env::var("ATTACKS").map_or(200, |number| number.parse().unwrap());
    attack(5, 0..policies, |dice| random_policy_about(dice, TWO_TERMS), |_, member| member);
}

#[test]
fn no_member_refutes_a_finding_about_conditions_on_entries() {
    let policies = env::var("ATTACKS").map_or(400, |number| number.parse().unwrap());
    attack(5, 0..policies, about_entries, with_attributes);
}

#[test]
fn no_member_refutes_a_finding_about_courses() {
    let policies = env::var("ATTACKS").map_or(100, |number| number.parse().unwrap());
    attack(4, 0..policies, about_courses, with_courses);
}

fn attack(
    of_kinds: usize,
    seeds: impl Iterator<Item = u64>,
    random: impl Fn(&mut Dice) -> Policy,
    documented: impl Fn(&mut Dice, CaseFacts) -> CaseFacts,
) {
    let (mut claims, mut pairs, mut kinds) = (0_u64, 0_u64, [0_u32; 5]);
    let mut policies = 0;
    for seed in seeds {
        policies += 1;
        let dice = &mut Dice(seed);
        let policy = random(dice);
        let found = findings(&policy).unwrap();
        let found = found
            .iter()
            .filter(|finding| !finding.claims.is_empty() || finding.unknown.is_some())
            .collect::<Vec<_>>();
        for finding in &found {
            kinds[match finding.kind {
                Kind::Idle => 0,
                Kind::Redundant => 1,
                Kind::Inexact => 3,
                _ => 2,
            }] += 1;
            // Two branches that are alike.
            kinds[4] += u32::from(finding.claims.len() > 1);
        }
        claims += u64::try_from(found.len()).unwrap();
        if found.is_empty() {
            continue;
        }
        let from = policy.versions[0].from;
        let members = (0..200).map(|_| {
            let member = random_member(dice, from);
            documented(dice, member)
        });
        let members = members.collect::<Vec<_>>();
        let taken_out = found.iter().filter(|finding| finding.help.starts_with("take "));
        for finding in taken_out {
            assert!(
                can_be_taken_out(finding, &policy, &members),
                "{seed}: {}, and yet it matters in {:#?}",
                finding.message,
                policy.versions
            );
        }
        for member in &members {
            for finding in &found {
                pairs += 1;
                let unknown = finding.unknown.as_ref();
                assert!(
                    !unknown.is_some_and(|unknown| refutes_unknown(unknown, &policy, member)),
                    "{seed}: {} is refuted: {unknown:#?} {member:?}",
                    finding.message
                );
                assert!(
                    !refutes(finding, &policy, member),
                    "{seed}: {}\nis refuted by a request on {} and service on {}, {}",
                    finding.message,
                    member.request_date,
                    member.service_date,
                    told(finding, &policy, member)
                );
            }
        }
    }
    println!("{claims} claims {kinds:?}, {pairs} claims and members");
    // Of how many kinds there are findings.
    assert!(kinds.iter().filter(|number| **number > 0).count() >= of_kinds, "{kinds:?}");
    assert!(claims > policies / 2, "{claims} claims of {policies} policies");
}

#[test]
fn a_section_for_other_members_changes_no_finding() {
    let (mut same, mut found_any) = (0, 0);
    for seed in 0..300 {
        let dice = &mut Dice(seed);
        let before = random_policy(dice);
        // The last section has no `for`: a section that asks about none of the same facts is
        // inserted before all of them, for members whom they do not mention.
        let mut after = before.clone();
        let version = &mut after.versions.to_mut()[0];
        let others = section(
            8,
            Some(flag(CONSENTED)),
            vec![Body::Condition(count(Operator::GreaterOrEqual, 7))],
            met(),
        );
        let mut asked = before.conditions_in(&before.versions[0]).flat_map(Expression::predicates);
        if asked.any(|predicate| predicate.subjects().any(|fact| fact == LINES)) {
            continue;
        }
        version.sections.to_mut().insert(0, others);
        let told = |policy: &Policy| {
            let mut told = findings(policy)
                .unwrap()
                .into_iter()
                .map(|finding| finding.message)
                .collect::<Vec<_>>();
            told.sort();
            told
        };
        let (one, other) = (told(&before), told(&after));
        assert_eq!(one, other, "{seed}");
        same += 1;
        found_any += usize::from(!one.is_empty());
    }
    assert!(same > 150 && found_any > 80, "{same} compared, {found_any} of them with findings");
}
