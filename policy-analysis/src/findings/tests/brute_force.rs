//! Small random policies: whatever is found holds for every member, and if nothing is found, every
//! part matters for some member.

use crate::findings::item::{Joint, Node};
use crate::findings::{Kind, Part, findings};
use crate::fixtures::members;
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::truth;
use policy_core::fixtures::example::{
    CONSENTED, DIABETIC, Dice, SMOKER, and, code, count, criterion, flag, group, met, not, or,
    policy, section,
};
use policy_core::policy::{Body, Conclusion, Criterion, Expression, Operator, Policy, Quantifier};

fn predicate(dice: &mut Dice) -> Expression {
    match dice.below(5) {
        0 | 1 => flag(dice.pick(&[SMOKER, DIABETIC, CONSENTED])),
        2 | 3 => code(dice.pick(&[0b0001, 0b0011, 0b0110, 0b1100, 0b0111])),
        _ => count(
            dice.pick(&[Operator::Less, Operator::GreaterOrEqual, Operator::Equal]),
            dice.pick(&[1, 2, 3]),
        ),
    }
}

pub(super) fn condition(dice: &mut Dice, depth: usize) -> Expression {
    if depth == 0 || dice.below(3) == 0 {
        let predicate = predicate(dice);
        return if dice.below(4) == 0 { not(predicate) } else { predicate };
    }
    let mut part = || condition(dice, depth - 1);
    let parts = [part(), part()];
    match dice.below(7) {
        0..3 => and(parts),
        3..6 => or(parts),
        _ => {
            let [then, otherwise] = parts;
            Expression::If {
                condition: predicate(dice).into(),
                then: then.into(),
                otherwise: otherwise.into(),
            }
        }
    }
}

fn body(dice: &mut Dice, depth: usize) -> Body {
    if depth == 0 || dice.below(2) == 0 {
        return Body::Condition(condition(dice, 1));
    }
    let quantifier = dice.pick(&[Quantifier::AllOf, Quantifier::AnyOf, Quantifier::NoneOf]);
    group(quantifier, (0..=1 + dice.below(2)).map(|_| body(dice, depth - 1)).collect())
}

/// One or two sections, the first with a guard.
fn small_policy(dice: &mut Dice) -> Policy {
    let applicability = if dice.below(3) == 0 { vec![predicate(dice)] } else { Vec::new() };
    let criteria = |dice: &mut Dice| (0..=dice.below(3)).map(|_| body(dice, 2)).collect::<Vec<_>>();
    let mut sections = Vec::new();
    if dice.below(2) == 0 {
        sections.push(section(1, Some(condition(dice, 1)), criteria(dice), met()));
    }
    let last = if dice.below(4) == 0 { Vec::new() } else { criteria(dice) };
    sections.push(section(2, None, last, Conclusion::CaseByCase { reason: None }));
    policy(applicability, sections)
}

/// Does the node hold for a member if the part at the end of the path always holds, or never?
fn holds(
    node: Node<'_>,
    member: &CaseFacts,
    policy: &Policy,
    stuck: Option<(&[u16], bool)>,
) -> bool {
    if let Some(([], value)) = stuck {
        return value;
    }
    let expression = match node {
        Node::Expression(expression) => Some(expression),
        Node::Criterion(Criterion { body: Body::Condition(condition), .. }) => Some(condition),
        Node::Criterion(_) => None,
    };
    if let (None, Some(expression)) = (stuck, expression) {
        return truth(expression, policy, member) == Truth::MET;
    }
    let parts = node.parts();
    let part = |(position, part): (usize, &Node<'_>)| {
        let here = stuck.and_then(|(path, value)| {
            (usize::from(path[0]) == position).then_some((&path[1..], value))
        });
        holds(*part, member, policy, here)
    };
    let parts = parts.iter().enumerate().map(part).collect::<Vec<_>>();
    match node.joint() {
        Joint::All => parts.iter().all(|part| *part),
        Joint::Any => parts.iter().any(|part| *part),
        Joint::None => !parts.iter().any(|part| *part),
        Joint::Not => !parts[0],
        Joint::If => parts[if parts[0] { 1 } else { 2 }],
        Joint::AtLeast(needed) => parts.iter().filter(|part| **part).count() >= needed as usize,
        Joint::Question => panic!("a path leads into a question: {node:?}"),
    }
}

/// The paths to all parts of a node, itself included.
fn paths(node: Node<'_>) -> Vec<Vec<u16>> {
    let inner = if node.joint() == Joint::Question { Vec::new() } else { node.parts() };
    let mut found = vec![Vec::new()];
    for (position, part) in (0..).zip(inner) {
        found.extend(paths(part).into_iter().map(|path| [&[position], path.as_slice()].concat()));
    }
    found
}

/// Whether a part could be replaced by one that always holds, or never, without any difference for
/// the members.
fn is_idle(nodes: &[Node<'_>], path: &[u16], members: &[&CaseFacts], policy: &Policy) -> bool {
    let all = |member: &CaseFacts, stuck: Option<bool>| {
        nodes.iter().enumerate().all(|(position, node)| {
            let here =
                stuck.filter(|_| usize::from(path[0]) == position).map(|value| (&path[1..], value));
            holds(*node, member, policy, here)
        })
    };
    [true, false]
        .into_iter()
        .any(|value| members.iter().all(|member| all(member, None) == all(member, Some(value))))
}

#[test]
fn what_is_found_is_so_for_every_member_and_what_is_not_found_matters_to_somebody() {
    let everybody = members();
    let (mut sound, mut unsound) = (0, 0);
    for seed in 0..700 {
        let policy = small_policy(&mut Dice(seed));
        let version = &policy.versions[0];
        let mut found = findings(&policy).unwrap();
        // These are not about whether a part matters, and have their own tests.
        found.retain(|finding| ![Kind::Gap, Kind::Inexact].contains(&finding.kind));
        let applies = |member: &&CaseFacts| {
            policy
                .applicability
                .iter()
                .all(|one| truth(&one.condition, &policy, *member) == Truth::MET)
        };
        let concerned = everybody.iter().filter(applies).collect::<Vec<_>>();
        let mut left = concerned.clone();
        for (position, section) in (0..).zip(version.sections.iter()) {
            let is_for = |member: &&&CaseFacts| {
                section
                    .guard
                    .as_ref()
                    .is_none_or(|guard| truth(&guard.condition, &policy, **member) == Truth::MET)
            };
            let (for_all, governed) = (
                concerned.iter().filter(is_for).copied().collect::<Vec<_>>(),
                left.iter().filter(is_for).copied().collect::<Vec<_>>(),
            );
            let nodes = section.criteria.iter().map(Node::Criterion).collect::<Vec<_>>();
            let guard = section
                .guard
                .as_ref()
                .map(|guard| Node::Expression(&guard.condition))
                .into_iter()
                .collect::<Vec<_>>();
            for finding in &found {
                let shown = match finding.at.part {
                    Part::Criteria(at) if at == position => {
                        is_idle(&nodes, &finding.at.path, &for_all, &policy) || is_idle(&nodes, &finding.at.path, &governed, &policy)
                            // Decided where the section governs, although another part contributes
                            // to that.
                            || decided(&nodes, &finding.at.path, &governed, &policy)
                    }
                    Part::Guard(at) if at == position => {
                        governed.is_empty()
                            || is_idle(
                                &guard,
                                &[&[0], finding.at.path.as_slice()].concat(),
                                &concerned,
                                &policy,
                            )
                    }
                    Part::Section(at) if at == position => governed.is_empty(),
                    _ => true,
                };
                assert!(shown, "{seed}: {} is not so: {:#?}", finding.message, finding.at);
            }
            if found.is_empty() {
                assert!(!governed.is_empty(), "{seed}: nobody reaches section {position}");
                for path in guard
                    .iter()
                    .flat_map(|guard| paths(*guard))
                    .map(|path| [&[0], path.as_slice()].concat())
                {
                    assert!(
                        !is_idle(&guard, &path, &concerned, &policy),
                        "{seed}: {path:?} of guard {position} matters to nobody"
                    );
                }
                for (number, node) in (0..).zip(&nodes) {
                    for path in
                        paths(*node).into_iter().map(|path| [&[number], path.as_slice()].concat())
                    {
                        assert!(
                            !is_idle(&nodes, &path, &for_all, &policy),
                            "{seed}: {path:?} of section {position} matters to nobody"
                        );
                    }
                }
            }
            left.retain(|member| !is_for(&member));
        }
        if found.is_empty() { sound += 1 } else { unsound += 1 }
    }
    assert!(sound > 40 && unsound > 150, "{sound} sound, {unsound} not");
}

/// Whether a part always holds, or never, for these members.
fn decided(nodes: &[Node<'_>], path: &[u16], members: &[&CaseFacts], policy: &Policy) -> bool {
    let mut node = nodes[usize::from(path[0])];
    for position in &path[1..] {
        node = node.parts()[usize::from(*position)];
    }
    let first = members.first().is_some_and(|member| holds(node, member, policy, None));
    members.iter().all(|member| holds(node, member, policy, None) == first)
}

#[test]
fn a_restated_criterion_has_to_restate_something() {
    let restated = |body| Criterion { restated: true, ..criterion(body) };
    let smoker = || Body::Condition(flag(SMOKER));
    let messages = |criteria: Vec<Criterion>| {
        let mut one = section(1, None, Vec::new(), met());
        one.criteria = criteria.into();
        findings(&policy(Vec::new(), vec![one]))
            .unwrap()
            .into_iter()
            .map(|finding| finding.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(messages(vec![criterion(smoker()), restated(smoker())]), Vec::<String>::new());
    assert_eq!(messages(vec![restated(smoker()), criterion(smoker())]), Vec::<String>::new());
    assert_eq!(
        messages(vec![restated(smoker()), criterion(Body::Condition(flag(DIABETIC)))]),
        [
            "`smoker` restates nothing: it can fail where every other criterion is met, as with `NOT smoker`"
        ]
    );
    // Two that restate each other restate nothing.
    assert_eq!(messages(vec![restated(smoker()), restated(smoker())]).len(), 2);
}
