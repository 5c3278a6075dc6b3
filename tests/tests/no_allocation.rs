//! `evaluate_*` allocates nothing, whatever the case says.

use policies::POLICIES;
use policies::revascor::{RevascorCase, evaluate_revascor_advanced_heart_failure};
use policy_core::json::{case_to_json, read_case};
use policy_tests::dice::Dice;
use policy_tests::random::{Cases, case_of};
use policy_tests::small::PROGRAMS;
use std::hint::black_box;

#[test]
fn evaluating_allocates_nothing() {
    for policy in POLICIES {
        let lines = policy.cases.lines().filter(|line| !line.trim().is_empty());
        let mut evaluated = 0;
        for line in lines {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let case =
                read_case(&policy.program, line["case"].to_string().as_bytes()).unwrap().case;
            let allocations = allocation_counter::measure(|| {
                black_box(black_box(&*case).evaluate());
            });
            assert_eq!(
                allocations.count_total,
                0,
                "{} {}",
                policy.program.policy().name,
                line["case"]["id"]
            );
            evaluated += 1;
        }
        assert!(evaluated > 0, "{}", policy.program.policy().name);
    }
}

/// Every construct of the language, with values that are known in part.
#[test]
fn no_construct_allocates() {
    for program in PROGRAMS {
        let cases = Cases::of(program);
        let mut dice = Dice::new(729);
        for _ in 0..1_000 {
            let facts = cases.draw(&mut dice);
            let case = case_of(program, &facts);
            let allocations = allocation_counter::measure(|| {
                black_box(black_box(&*case).evaluate());
            });
            let name = &program.policy().name;
            assert_eq!(allocations.count_total, 0, "{name} {}", case_to_json(&*case, None));
        }
    }
}

#[test]
fn a_section_by_itself_allocates_nothing() {
    for line in include_str!("../../policies/cases/revascor.ndjson").lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let case: RevascorCase = serde_json::from_str(&line["case"].to_string()).unwrap();
        let allocations = allocation_counter::measure(|| {
            black_box(evaluate_revascor_advanced_heart_failure(black_box(&case)));
        });
        assert_eq!(allocations.count_total, 0, "{}", line["case"]["id"]);
    }
}

#[test]
fn a_determination_can_cross_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    crosses_threads::<RevascorCase>();
    crosses_threads::<policy_core::determination::Determination<'static>>();
    crosses_threads::<policy_core::policy::Policy>();
    crosses_threads::<policy_core::evaluator::Evaluator>();
    crosses_threads::<policy_core::explain::Explanation<'static>>();
}
