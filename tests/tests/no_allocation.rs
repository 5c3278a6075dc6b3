//! `evaluate_*` allocates nothing, whatever the case says.

use policies::revascor::{RevascorCase, evaluate_revascor, evaluate_revascor_advanced_heart_failure};

#[test]
fn evaluating_allocates_nothing() {
    for line in include_str!("../../policies/cases/revascor.ndjson").lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let case: RevascorCase = serde_json::from_str(&line["case"].to_string()).unwrap();
        let allocations = allocation_counter::measure(|| {
            std::hint::black_box(evaluate_revascor(std::hint::black_box(&case)));
            std::hint::black_box(evaluate_revascor_advanced_heart_failure(std::hint::black_box(&case)));
        });
        assert_eq!(allocations.count_total, 0, "{}", line["case"]["id"]);
    }
}

#[test]
fn a_determination_can_cross_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    crosses_threads::<RevascorCase>();
    crosses_threads::<policy_core::determination::Determination>();
    crosses_threads::<policy_core::policy::Policy>();
    crosses_threads::<policy_core::explain::Explanation>();
}
