//! The compiled evaluator and the reference evaluator agree on random cases: every truth, the outcome, the section, the details.

use policies::POLICIES;
use policy_core::case::{Case, Program};
use policy_core::evaluate::reference;
use policy_core::policy::{Body, Criterion, Slot, Version};
use policy_tests::bundled::known_cases;
use policy_tests::{random, small};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn programs() -> Vec<Program> {
    let small = [small::EverythingCase::PROGRAM, small::OutcomesCase::PROGRAM, small::VersionedCase::PROGRAM, small::NeverCase::PROGRAM];
    POLICIES.iter().map(|bundled| bundled.program).chain(small).collect()
}

/// All slots of a version, whether they are looked at or not.
fn slots(program: Program, version: &Version) -> Vec<Slot> {
    fn add(criterion: &Criterion, slots: &mut Vec<Slot>) {
        slots.push(criterion.slot);
        if let Body::Group { criteria, .. } = &criterion.body {
            criteria.iter().for_each(|criterion| add(criterion, slots));
        }
    }
    let mut slots = program.policy().applicability.iter().map(|applicability| applicability.slot).collect::<Vec<_>>();
    for section in version.sections.iter() {
        slots.extend(section.guard.iter().map(|guard| guard.slot));
        section.criteria.iter().for_each(|criterion| add(criterion, &mut slots));
    }
    slots
}

fn assert_agreement(program: Program, case: &dyn Case) -> Result<(), TestCaseError> {
    let compiled = case.evaluate();
    let reference = reference::determine(program.policy(), case);
    prop_assert_eq!(compiled.outcome(), reference.outcome);
    prop_assert_eq!(compiled.applies(), reference.applies);
    prop_assert_eq!(compiled.refer_to(), reference.refer_to.as_deref());
    prop_assert_eq!(compiled.basis(), reference.basis);
    let name = |version: &Version| version.name.clone();
    prop_assert_eq!(compiled.version().map(name), reference.version.and_then(|version| program.policy().version(version)).map(name));
    if let Some(version) = compiled.version() {
        let section = reference.section.and_then(|section| version.section(section)).map(|section| &section.name);
        prop_assert_eq!(compiled.section().map(|section| &section.name), section);
        let candidates = reference.candidates.iter().filter_map(|section| version.section(*section)).map(|section| &section.name).collect::<Vec<_>>();
        prop_assert_eq!(compiled.candidates().map(|section| &section.name).collect::<Vec<_>>(), candidates);
        for slot in slots(program, version) {
            prop_assert_eq!(compiled.truth(slot), reference.truths.get(&slot).copied(), "slot {:?} of {}", slot, program.policy().name);
        }
    }
    Ok(())
}

#[test]
fn compiled_and_reference_evaluators_agree() {
    for program in programs() {
        let mut runner = TestRunner::new(Config { cases: 2_000, failure_persistence: None, ..Config::default() });
        let strategy = random::cases(program, known_cases(program));
        runner.run(&strategy, |case| assert_agreement(program, case.case())).unwrap_or_else(|error| panic!("{}: {error}", program.policy().name));
    }
}

/// Random cases that all come to the same would prove little.
#[test]
fn random_cases_come_to_many_outcomes() {
    for (program, wanted) in [(programs()[0], 4), (small::OutcomesCase::PROGRAM, 6)] {
        let mut runner = TestRunner::deterministic();
        let strategy = random::cases(program, known_cases(program));
        let outcomes = (0..2_000)
            .map(|_| strategy.new_tree(&mut runner).unwrap().current().case().evaluate().outcome())
            .collect::<std::collections::HashSet<_>>();
        assert!(outcomes.len() >= wanted, "{}: {outcomes:?}", program.policy().name);
    }
}
