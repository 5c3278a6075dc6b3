//! What holds for every policy, tried on random cases of the bundled policies and of the small
//! ones.
//!
//! 10,000 cases a policy and property; `PROPTEST_CASES` says how many instead. Every run draws the
//! same cases, unless `PROPTEST_RNG_SEED` (a number) says otherwise. A case that fails is printed
//! as the smallest one found, in the JSON that `policy evaluate` reads.

mod missing;
mod monotone;
mod text;

use policy_core::case::Program;
use policy_tests::agreement::assert_agreement;
use policy_tests::bundled::programs;
use policy_tests::dice::Dice;
use policy_tests::random::{Cases, RandomCase, case_of};
use proptest::test_runner::{
    Config, RngAlgorithm, RngSeed, TestCaseError, TestRunner, contextualize_config,
};

/// Tries a property on cases of every policy.
fn for_every_policy(
    cases: fn(Program) -> Cases,
    property: impl Fn(&RandomCase) -> Result<(), TestCaseError>,
) {
    for program in programs() {
        for_policy(&cases(program), &property)
            .unwrap_or_else(|error| panic!("{}: {error}", program.policy().name));
    }
}

fn for_policy(
    cases: &Cases,
    property: impl Fn(&RandomCase) -> Result<(), TestCaseError>,
) -> Result<(), String> {
    let config = Config {
        cases: 10_000,
        rng_seed: RngSeed::Fixed(728),
        // Each case draws one number here; the default algorithm costs more than the case where
        // nothing is optimized.
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(contextualize_config(config))
        .run(cases, |case| property(&case))
        .map_err(|error| error.to_string())
}

#[test]
fn compiled_and_reference_evaluators_agree_on_every_criterion() {
    for_every_policy(Cases::of, |drawn| assert_agreement(drawn.program, &*drawn.case()));
}

/// Random cases that all have the same result would prove little.
#[test]
fn random_cases_come_to_many_outcomes() {
    for (program, wanted) in programs().into_iter().zip([5, 4, 4, 4, 3, 3, 6, 4, 1]) {
        let cases = Cases::of(program);
        let mut dice = Dice::new(728);
        let outcomes = (0..2_000)
            .map(|_| case_of(program, &cases.draw(&mut dice)).evaluate().outcome())
            .collect::<std::collections::HashSet<_>>();
        assert!(outcomes.len() >= wanted, "{}: {outcomes:?}", program.policy().name);
    }
}
