//! Small pairs of policies at random: the verdicts are those of every member enumerated, and every
//! witness shows what it is said to show.

use super::between;
use crate::compare::{Comparison, Verdict, Witness};
use crate::fixtures::{conclusion, condition, members, small_policy, with_otherwise};
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::{ReferenceDetermination, determine, truth};
use policy_core::fixtures::example::Dice;
use policy_core::policy::{Body, Criterion, Outcome, Policy, Quantifier};
use std::collections::{BTreeMap, BTreeSet};

/// The policy with one section made anew.
fn changed(policy: &Policy, dice: &mut Dice) -> Policy {
    let mut changed = policy.clone();
    let version = &mut changed.versions.to_mut()[0];
    let position = dice.below(version.sections.len());
    let section = &mut version.sections.to_mut()[position];
    match dice.below(4) {
        0 => section.conclusion = conclusion(dice),
        1 => section.criteria.to_mut().truncate(1),
        _ => {
            let criterion = dice.below(section.criteria.len());
            section.criteria.to_mut()[criterion].body = Body::Condition(condition(dice));
        }
    }
    changed
}

fn worth(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::CriteriaMet => 2,
        Outcome::CriteriaMetReviewRequired => 1,
        _ => 0,
    }
}

fn of_sets(only_a: bool, only_b: bool) -> Verdict {
    match (only_a, only_b) {
        (false, false) => Verdict::Equal,
        (false, true) => Verdict::Stricter,
        (true, false) => Verdict::Broader,
        (true, true) => Verdict::Incomparable,
    }
}

fn is_met(criterion: &Criterion, policy: &Policy, member: &CaseFacts) -> bool {
    match &criterion.body {
        Body::Condition(condition) => truth(condition, policy, member) == Truth::MET,
        Body::Group { quantifier, criteria } => {
            let met = criteria.iter().filter(|criterion| is_met(criterion, policy, member)).count();
            match quantifier {
                Quantifier::AllOf => met == criteria.len(),
                Quantifier::AnyOf => met > 0,
                Quantifier::NoneOf => met == 0,
                Quantifier::AtLeast(needed) => met >= usize::try_from(*needed).unwrap(),
            }
        }
    }
}

/// The name of the section that governs.
fn governs<'a>(policy: &'a Policy, determined: &ReferenceDetermination<'_>) -> Option<&'a str> {
    determined.section.map(|section| &*policy.versions[0].sections[usize::from(section)].name)
}

fn assert_shown(
    witness: &Witness,
    policies: [&Policy; 2],
    outcomes: Option<[Outcome; 2]>,
    seed: u64,
) {
    let said = |members: &[CaseFacts; 2]| {
        [0, 1].map(|side| determine(policies[side], &members[side]).outcome)
    };
    let expected = outcomes.unwrap_or(witness.answers.each_ref().map(|answer| answer.outcome));
    assert_eq!(said(&witness.members), expected, "{seed}");
    assert_eq!(witness.members[0], witness.members[1], "{seed}");
    if outcomes.is_none_or(|[a, b]| a == b) {
        return;
    }
    for (fact, _) in witness.members[0].iter() {
        let fewer = witness.members.clone().map(|mut member| {
            member.remove(fact);
            member
        });
        assert_ne!(said(&fewer), expected, "{seed}: {fact:?} is not needed in {witness:?}");
    }
}

fn assert_criteria(
    comparison: &Comparison<'_>,
    policies: [&Policy; 2],
    everybody: &[CaseFacts],
    governed: &[[Option<&str>; 2]],
    seed: u64,
) -> usize {
    let mut compared = 0;
    for section in &comparison.sections {
        for row in &section.criteria {
            let is_governed = |by: &[Option<&str>; 2]| {
                (0..2).any(|side| {
                    section.sections[side].is_some_and(|section| by[side] == Some(&*section.name))
                })
            };
            let meets = |side: usize, member: &CaseFacts| {
                row.criteria[side].map(|criterion| is_met(criterion, policies[side], member))
            };
            if let [Some(_), Some(_)] = row.criteria {
                let concerned = everybody.iter().zip(governed).filter(|(_, by)| is_governed(by));
                let concerned = concerned
                    .map(|(member, _)| [0, 1].map(|side| meets(side, member).unwrap()))
                    .collect::<BTreeSet<_>>();
                let expected =
                    of_sets(concerned.contains(&[true, false]), concerned.contains(&[false, true]));
                assert_eq!(row.members.verdict, expected, "{seed}: {:?}", row.criteria);
                compared += 1;
            }
            for witness in &row.members.witnesses {
                assert_shown(witness, policies, None, seed);
                for side in [0, 1] {
                    let of_side = row.criteria[side]
                        .map(|criterion| is_met(criterion, policies[side], &witness.members[side]));
                    assert_eq!(witness.met[side], of_side, "{seed}");
                }
            }
            let needed = match row.members.verdict {
                Verdict::Equal => 0,
                Verdict::Incomparable => 2,
                Verdict::Stricter | Verdict::Broader => 1,
                Verdict::OnlyInA | Verdict::OnlyInB => row.members.witnesses.len(),
            };
            assert_eq!(row.members.witnesses.len(), needed, "{seed}");
        }
    }
    compared
}

#[test]
fn verdicts_are_those_of_every_member_and_witnesses_show_what_they_claim() {
    let everybody = members();
    let mut verdicts = BTreeMap::<&str, u32>::new();
    let mut compared = 0;
    for seed in 0..500 {
        let mut dice = Dice(seed);
        let a = small_policy(&mut dice);
        let b = if dice.below(3) == 0 { small_policy(&mut dice) } else { changed(&a, &mut dice) };
        let [a, b] = if seed < 400 {
            [a, b]
        } else {
            [a, b].map(|policy| with_otherwise(&policy, &mut dice))
        };
        let comparison = between(&a, &b);
        let determined = everybody
            .iter()
            .map(|member| [&a, &b].map(|policy| determine(policy, member)))
            .collect::<Vec<_>>();
        let outcomes = || determined.iter().map(|both| both.each_ref().map(|one| one.outcome));
        let changes = outcomes()
            .filter(|[a, b]| a != b)
            .map(|outcomes| outcomes.map(Outcome::name))
            .collect::<BTreeSet<_>>();
        let found = comparison
            .outcomes
            .iter()
            .map(|transition| transition.answers.each_ref().map(|answer| answer.outcome.name()))
            .collect::<BTreeSet<_>>();
        assert_eq!(found, changes, "{seed}");
        let worse = outcomes().any(|[a, b]| worth(a) < worth(b));
        let better = outcomes().any(|[a, b]| worth(a) > worth(b));
        let verdict = match of_sets(better, worse) {
            Verdict::Equal if !changes.is_empty() => Verdict::Incomparable,
            verdict => verdict,
        };
        assert_eq!(comparison.verdict, verdict, "{seed}");
        for transition in comparison.outcomes.iter().chain(&comparison.terms) {
            let outcomes = transition.answers.each_ref().map(|answer| answer.outcome);
            assert_shown(transition.witness.as_ref().unwrap(), [&a, &b], Some(outcomes), seed);
        }
        let differ = determined
            .iter()
            .any(|[one, other]| one.outcome == other.outcome && one.refer_to != other.refer_to);
        assert_eq!(
            comparison
                .terms
                .iter()
                .any(|transition| transition.answers[0].outcome == Outcome::Refer),
            differ,
            "{seed}"
        );
        let governed = determined
            .iter()
            .map(|both| [(0, &a), (1, &b)].map(|(side, policy)| governs(policy, &both[side])))
            .collect::<Vec<_>>();
        compared += assert_criteria(&comparison, [&a, &b], &everybody, &governed, seed);
        *verdicts.entry(verdict.name()).or_default() += 1;
    }
    assert!(verdicts.len() == 4 && verdicts.values().all(|times| *times > 20), "{verdicts:?}");
    assert!(compared > 500, "{compared}");
}
