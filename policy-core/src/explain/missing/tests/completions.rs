//! Every completion of the documentation, one by one: a fact is missing if two of them differ only
//! in it and have different outcomes.

use super::axes::{Axis, random_axis};
use crate::evaluator::Evaluator;
use crate::explain::missing::missing_facts;
use crate::explain::missing::open::{Asks, Open};
use crate::explain::missing::outcome::{LOOKS, facts};
use crate::explain::missing::weight::by_weight;
use crate::fixtures::example::{Dice, and, at_least, group, met, not, on, or, policy, section};
use crate::policy::{Body, Choice, Conclusion, Expression, Outcome, Policy, Quantifier, Section};
use std::collections::BTreeSet;

/// The number of policies; three thousand have been tried once.
const SEEDS: u64 = 100;

fn condition(predicates: &[Expression], depth: usize, dice: &mut Dice) -> Expression {
    if depth == 0 {
        return dice.pick(predicates);
    }
    let mut part = || condition(predicates, depth - 1, dice);
    let parts = [part(), part(), part()];
    match dice.below(7) {
        5 => at_least(2, parts),
        0 | 1 => and(parts[..2].to_vec()),
        2 => or(parts),
        3 => not(parts[0].clone()),
        4 => {
            let [condition, then, otherwise] = parts.map(Into::into);
            Expression::If { condition, then, otherwise }
        }
        _ => dice.pick(predicates),
    }
}

fn body(predicates: &[Expression], depth: usize, dice: &mut Dice) -> Body {
    if depth == 0 || dice.below(2) == 0 {
        return Body::Condition(condition(predicates, 1, dice));
    }
    let quantifier = dice.pick(&[
        Quantifier::AllOf,
        Quantifier::AnyOf,
        Quantifier::NoneOf,
        Quantifier::AtLeast(2),
    ]);
    group(quantifier, (0..3).map(|_| body(predicates, depth - 1, dice)).collect())
}

fn random_section(
    number: u16,
    is_last: bool,
    predicates: &[Expression],
    dice: &mut Dice,
) -> Section {
    let guard = (!is_last).then(|| condition(predicates, 1, dice));
    let criteria = (0..dice.below(3)).map(|_| body(predicates, 2, dice)).collect();
    let conclusions = [
        met(),
        met(),
        Conclusion::CaseByCase { reason: None },
        Conclusion::Refer { to: Choice::Always("A".into()) },
        Conclusion::NotApplicable { reason: None },
    ];
    section(number, guard, criteria, dice.pick(&conclusions))
}

fn random_policy(predicates: &[Expression], dice: &mut Dice) -> Policy {
    let applicability = (0..dice.below(2)).map(|_| condition(predicates, 1, dice)).collect();
    let last = u16::try_from(dice.below(3)).unwrap();
    policy(
        applicability,
        (0..=last)
            .map(|number| random_section(number + 1, number == last, predicates, dice))
            .collect(),
    )
}

#[test]
fn what_is_missing_is_what_some_completion_hangs_on() {
    let base = on("2026-11-21", "2026-11-25");
    let (mut undecided, mut constant) = (0, 0);
    for seed in 0..SEEDS {
        let mut dice = Dice(seed);
        let mut axes = Vec::<Axis>::new();
        while axes.len() < 3 {
            let further = random_axis(&mut dice);
            if axes.iter().all(|known| known.fact != further.fact) {
                axes.push(further);
            }
        }
        let predicates = axes.iter().flat_map(|axis| axis.predicates.clone()).collect::<Vec<_>>();
        let evaluator = Evaluator::new(random_policy(&predicates, &mut dice)).unwrap();
        let policy = evaluator.policy();
        let case = axes.iter().fold(base.clone(), |case, axis| (axis.documented)(case));

        let sizes = [0, 1, 2].map(|axis: usize| axes[axis].completions.len());
        let strides = [sizes[1] * sizes[2], sizes[2], 1];
        let outcomes = (0..sizes.iter().product()).map(|world: usize| {
            let chosen = [0, 1, 2].map(|axis: usize| world / strides[axis] % sizes[axis]);
            let completed = axes
                .iter()
                .zip(chosen)
                .fold(base.clone(), |case, (axis, chosen)| axis.completions[chosen](case));
            let outcome = evaluator.evaluate(&completed).outcome();
            assert_ne!(outcome, Outcome::NeedInformation);
            outcome
        });
        let outcomes = outcomes.collect::<Vec<_>>();
        let matters = |axis: usize| {
            let first_of_row =
                |world: usize| world - world / strides[axis] % sizes[axis] * strides[axis];
            outcomes
                .iter()
                .enumerate()
                .any(|(world, outcome)| outcomes[first_of_row(world)] != *outcome)
        };
        let mut expected =
            (0..3).filter(|axis| matters(*axis)).map(|axis| axes[axis].fact).collect::<Vec<_>>();
        expected.sort_by_key(|fact| policy.vocabulary.name_of(*fact));

        let determination = evaluator.evaluate(&case);
        let missing = missing_facts(&determination, &case);
        if let Some(open) = Open::of(&determination, &case, Asks::Either) {
            let together = facts(&open, LOOKS).unwrap();
            let one_by_one = by_weight(&open, LOOKS).unwrap();
            let sorted = |facts: Vec<_>| facts.into_iter().collect::<BTreeSet<_>>();
            assert_eq!(sorted(together), sorted(one_by_one), "{seed}");
        }
        let decided = determination.outcome();
        if decided != Outcome::NeedInformation {
            assert_eq!((expected, missing), (vec![], vec![]), "{seed}");
            assert!(outcomes.iter().all(|outcome| *outcome == decided), "{seed}");
        } else if expected.is_empty() {
            constant += 1;
            assert!(!missing.is_empty(), "{seed}");
        } else {
            undecided += 1;
            assert_eq!(missing, expected, "{seed}\n{case:#?}\n{policy:#?}");
        }
    }
    assert!(undecided > SEEDS / 2 && constant < SEEDS / 10, "{undecided} {constant}");
}
