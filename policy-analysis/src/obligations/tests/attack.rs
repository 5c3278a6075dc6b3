//! An attack on what is said about obligations: random policies with dates, windows, results,
//! entries and courses. What a case can show is shown by one that a reader accepts; and nothing that
//! is said to be impossible is shown by any of many random charts, documented in full or in part.

use super::super::{Standing, Suite};
use crate::random::{
    TWO_TERMS, about_courses, about_entries, forgetting, random_member, random_policy,
    random_policy_about, with_attributes, with_courses,
};
use policy_core::case::{CaseFacts, Chart, validate};
use policy_core::fixtures::example::Dice;
use policy_core::policy::Policy;
use policy_core::worlds::Unanswered;
use std::env;

#[test]
fn no_chart_refutes_a_standing() {
    attack(12, random_policy, |_, member| member);
}

#[test]
fn no_chart_refutes_a_standing_about_two_terms() {
    attack(6, |dice| random_policy_about(dice, TWO_TERMS), |_, member| member);
}

#[test]
fn no_chart_refutes_a_standing_about_conditions_on_entries() {
    attack(10, about_entries, with_attributes);
}

#[test]
fn no_chart_refutes_a_standing_about_courses() {
    attack(10, about_courses, with_courses);
}

fn attack(
    policies: u64,
    random: impl Fn(&mut Dice) -> Policy,
    documented: impl Fn(&mut Dice, CaseFacts) -> CaseFacts,
) {
    let policies = env::var("ATTACKS").map_or(policies, |number| number.parse().unwrap());
    let mut refuted = Vec::new();
    let mut standings = [0_u32; 3];
    for seed in 0..policies {
        let dice = &mut Dice(seed);
        let policy = random(dice);
        let suite = match Suite::of(&policy, None) {
            Ok(suite) => suite,
            Err(Unanswered::TooLarge) => continue,
            Err(Unanswered::Fault(fault)) => panic!("{seed}: {fault:?}"),
        };
        for case in &suite.cases {
            let problems = validate(&policy.vocabulary, &case.member);
            assert!(problems.is_empty(), "{seed}: {}: {problems:?}", case.id);
        }
        let from = policy.versions.first().and_then(|version| version.from);
        let members = (0..80).map(|number| {
            let member = random_member(dice, from);
            let member = documented(dice, member);
            if number % 2 == 0 { forgetting(dice, member) } else { member }
        });
        let members = members.collect::<Vec<_>>();
        let own = suite.cases.iter().map(|case| &case.member);
        let charts = own.chain(&members).map(|member| member as &dyn Chart).collect::<Vec<_>>();
        let (coverage, own) = (suite.coverage(&policy, &charts), suite.cases.len());
        for (obligation, covering) in suite.obligations.iter().zip(coverage) {
            match obligation.standing {
                Standing::Possible => {
                    standings[0] += 1;
                    assert!(covering.iter().any(|chart| *chart < own), "{seed}: {}", obligation.id);
                }
                Standing::Impossible(why) => {
                    standings[1] += 1;
                    if let Some(chart) = covering.first() {
                        let shows = if *chart < own {
                            format!("a case of its own, {}", suite.cases[*chart].id)
                        } else {
                            format!("{:?}", members[*chart - own])
                        };
                        refuted.push(format!(
                            "{seed}: {} ({}), {why}: {shows}",
                            obligation.id, obligation.sentence
                        ));
                    }
                }
                Standing::NotFound => {
                    standings[2] += 1;
                    if env::var("SHOW_NOT_FOUND").is_ok() {
                        println!(
                            "{seed}: {} ({}) {}",
                            obligation.id,
                            obligation.sentence,
                            covering.len()
                        );
                    }
                }
            }
        }
    }
    println!("{standings:?}");
    assert!(refuted.is_empty(), "{} refuted:\n{}", refuted.len(), refuted.join("\n"));
    assert!(standings[0] > 10 && standings[1] > 5, "{standings:?}");
}
