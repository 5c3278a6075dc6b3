//! Small pairs of policies at random: the verdicts are those of every member enumerated, and every witness shows what it is said to show.

use super::{between, labelled};
use crate::Truth;
use crate::analysis::compare::{Comparison, Verdict, Witness};
use crate::analysis::member::Member;
use crate::case::FactValue;
use crate::evaluate::example::{CONSENTED, DIABETIC, Dice, LINES, NYHA, SMOKER, and, code, count, day, flag, group, met, not, or, policy, section};
use crate::evaluate::reference::{ReferenceDetermination, determine, truth};
use crate::policy::{Body, Choice, Conclusion, Criterion, Expression, Operator, Outcome, Policy, Quantifier, Section};
use crate::possible::{Count, Flag};
use std::collections::{BTreeMap, BTreeSet};

/// Every member that the small policies can tell apart.
fn members() -> Vec<Member> {
    let mut members = Vec::new();
    for flags in 0..8_u8 {
        for nyha in 0..4_u8 {
            for lines in 0..4 {
                let yes = |bit: u8| FactValue::Flag(Flag::from(flags >> bit & 1 == 1));
                let facts = [(SMOKER, yes(0)), (DIABETIC, yes(1)), (CONSENTED, yes(2)), (NYHA, FactValue::Code(1 << nyha))];
                let facts = facts.into_iter().chain([(LINES, FactValue::Count(Count::from(lines)))]).collect::<BTreeMap<_, _>>();
                members.push(Member { request_date: day("2026-06-15"), service_date: day("2026-06-15"), facts });
            }
        }
    }
    members
}

fn predicate(dice: &mut Dice) -> Expression {
    match dice.below(5) {
        0 | 1 => flag(dice.pick(&[SMOKER, DIABETIC, CONSENTED])),
        2 | 3 => code(dice.pick(&[0b0001, 0b0011, 0b0110, 0b1100, 0b0111])),
        _ => count(dice.pick(&[Operator::Less, Operator::GreaterOrEqual]), dice.pick(&[1, 2, 3])),
    }
}

fn condition(dice: &mut Dice) -> Expression {
    match dice.below(6) {
        0..3 => predicate(dice),
        3 => not(predicate(dice)),
        4 => and([predicate(dice), predicate(dice)]),
        _ => or([predicate(dice), not(predicate(dice))]),
    }
}

fn body(dice: &mut Dice) -> Body {
    if dice.below(3) > 0 {
        return Body::Condition(condition(dice));
    }
    let quantifier = dice.pick(&[Quantifier::AllOf, Quantifier::AnyOf, Quantifier::NoneOf, Quantifier::AtLeast(1)]);
    group(quantifier, (0..2).map(|_| Body::Condition(condition(dice))).collect())
}

fn conclusion(dice: &mut Dice) -> Conclusion {
    match (dice.below(4), met()) {
        (0, Conclusion::CriteriaMet { approval, .. }) => Conclusion::CriteriaMet { approval, review: Some("Board".into()) },
        (1, _) => Conclusion::Refer { to: Choice::Always(dice.pick(&["EX.1", "EX.2"]).into()) },
        (_, met) => met,
    }
}

fn small_section(number: u16, guard: Option<Expression>, dice: &mut Dice) -> Section {
    let criteria = (0..=dice.below(3)).map(|_| body(dice)).collect();
    labelled(section(number, guard, criteria, conclusion(dice)), &["1", "2", "3"])
}

fn small_policy(dice: &mut Dice) -> Policy {
    let applicability = if dice.below(4) == 0 { vec![predicate(dice)] } else { Vec::new() };
    let guard = (dice.below(2) == 0).then(|| predicate(dice));
    let first = guard.map(|guard| small_section(1, Some(guard), dice));
    let last = small_section(2, None, dice);
    policy(applicability, first.into_iter().chain([last]).collect())
}

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

fn is_met(criterion: &Criterion, policy: &Policy, member: &Member) -> bool {
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
fn governs<'a>(policy: &'a Policy, determined: &ReferenceDetermination) -> Option<&'a str> {
    determined.section.map(|section| &*policy.versions[0].sections[usize::from(section)].name)
}

fn assert_shown(witness: &Witness, policies: [&Policy; 2], outcomes: Option<[Outcome; 2]>, seed: u64) {
    let said = |members: &[Member; 2]| [0, 1].map(|side| determine(policies[side], &members[side]).outcome);
    let expected = outcomes.unwrap_or(witness.answers.each_ref().map(|answer| answer.outcome));
    assert_eq!(said(&witness.members), expected, "{seed}");
    assert_eq!(witness.members[0], witness.members[1], "{seed}");
    if outcomes.is_none_or(|[a, b]| a == b) {
        return;
    }
    for fact in witness.members[0].facts.keys() {
        let fewer = witness.members.clone().map(|mut member| {
            member.facts.remove(fact);
            member
        });
        assert_ne!(said(&fewer), expected, "{seed}: {fact:?} is not needed in {witness:?}");
    }
}

fn assert_criteria(comparison: &Comparison<'_>, policies: [&Policy; 2], everybody: &[Member], governed: &[[Option<&str>; 2]], seed: u64) -> usize {
    let mut compared = 0;
    for section in &comparison.sections {
        for row in &section.criteria {
            let is_governed =
                |by: &[Option<&str>; 2]| (0..2).any(|side| section.sections[side].is_some_and(|section| by[side] == Some(&*section.name)));
            let meets = |side: usize, member: &Member| row.criteria[side].map(|criterion| is_met(criterion, policies[side], member));
            if let [Some(_), Some(_)] = row.criteria {
                let concerned = everybody.iter().zip(governed).filter(|(_, by)| is_governed(by));
                let concerned = concerned.map(|(member, _)| [0, 1].map(|side| meets(side, member).unwrap())).collect::<BTreeSet<_>>();
                let expected = of_sets(concerned.contains(&[true, false]), concerned.contains(&[false, true]));
                assert_eq!(row.members.verdict, expected, "{seed}: {:?}", row.criteria);
                compared += 1;
            }
            for witness in &row.members.witnesses {
                assert_shown(witness, policies, None, seed);
                for side in [0, 1] {
                    let of_side = row.criteria[side].map(|criterion| is_met(criterion, policies[side], &witness.members[side]));
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
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let a = small_policy(&mut dice);
        let b = if dice.below(3) == 0 { small_policy(&mut dice) } else { changed(&a, &mut dice) };
        let comparison = between(&a, &b);
        let determined = everybody.iter().map(|member| [&a, &b].map(|policy| determine(policy, member))).collect::<Vec<_>>();
        let outcomes = || determined.iter().map(|both| both.each_ref().map(|one| one.outcome));
        let changes = outcomes().filter(|[a, b]| a != b).map(|outcomes| outcomes.map(Outcome::name)).collect::<BTreeSet<_>>();
        let found =
            comparison.outcomes.iter().map(|transition| transition.answers.each_ref().map(|answer| answer.outcome.name())).collect::<BTreeSet<_>>();
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
        let differ = determined.iter().any(|[one, other]| one.outcome == other.outcome && one.refer_to != other.refer_to);
        assert_eq!(comparison.terms.iter().any(|transition| transition.answers[0].outcome == Outcome::Refer), differ, "{seed}");
        let governed = determined.iter().map(|both| [(0, &a), (1, &b)].map(|(side, policy)| governs(policy, &both[side]))).collect::<Vec<_>>();
        compared += assert_criteria(&comparison, [&a, &b], &everybody, &governed, seed);
        *verdicts.entry(verdict.name()).or_default() += 1;
    }
    assert!(verdicts.len() == 4 && verdicts.values().all(|times| *times > 20), "{verdicts:?}");
    assert!(compared > 500, "{compared}");
}
