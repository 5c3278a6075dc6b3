//! An attack on what is said about changed policies: where no case can notice a change, and where two
//! policies are equal, no random member on a random date gets two answers.

use crate::compare::{Verdict, compare};
use crate::mutants::{Change, Difference, difference, mutants};
use crate::random::{random_member, random_policy};
use crate::side::Side;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::determine;
use policy_core::fixtures::example::Dice;
use policy_core::policy::{Outcome, Policy};

/// The outcomes, where both are known.
fn outcomes(policies: [&Policy; 2], member: &CaseFacts) -> Option<[Outcome; 2]> {
    let outcomes = policies.map(|policy| determine(policy, member).outcome);
    (!outcomes.contains(&Outcome::NeedInformation)).then_some(outcomes)
}

#[test]
fn no_member_notices_what_nobody_can_notice() {
    let (mut unnoticed, mut equal) = (0, 0);
    for seed in 0..40 {
        let dice = &mut Dice(seed);
        let policy = random_policy(dice);
        let all = mutants(&policy);
        let from = policy.versions[0].from;
        let members = (0..60).map(|_| random_member(dice, from)).collect::<Vec<_>>();
        for mutant in all.iter().filter(|mutant| mutant.change != Change::Period).take(8) {
            let sides = [&policy, &mutant.policy];
            let is_unnoticed = matches!(difference(&policy, mutant), Ok(Difference::None));
            let [before, after] = sides.map(|policy| Side { policy, version: &policy.versions[0] });
            let is_equal =
                compare(before, after).is_ok_and(|compared| compared.verdict == Verdict::Equal);
            unnoticed += u32::from(is_unnoticed);
            equal += u32::from(is_equal);
            if !is_unnoticed && !is_equal {
                continue;
            }
            for member in &members {
                if let Some([one, other]) = outcomes(sides, member) {
                    assert_eq!(
                        one, other,
                        "{seed}, {}: {} (unnoticed {is_unnoticed}, equal {is_equal}), {member:?}",
                        mutant.place, mutant.what
                    );
                }
            }
        }
    }
    println!("{unnoticed} unnoticed, {equal} equal");
    assert!(unnoticed > 10 && equal > 10, "{unnoticed} unnoticed, {equal} equal");
}
