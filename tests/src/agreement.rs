//! Compares two answers, of the compiled and the reference evaluator or for two cases: every truth,
//! the outcome, the section, the details.

use policy_core::case::{Case, Program};
use policy_core::determination::Determination;
use policy_core::evaluate::reference;
use policy_core::policy::{Body, Criterion, Slot, Version};
use proptest::prelude::*;

/// Holds what a policy's generated code says about a case against what the reference evaluator
/// says.
///
/// # Errors
///
/// The first difference.
pub fn assert_agreement(program: Program, case: &dyn Case) -> Result<(), TestCaseError> {
    let compiled = case.evaluate();
    let reference = reference::determine(program.policy(), case);
    prop_assert_eq!(compiled.outcome(), reference.outcome);
    prop_assert_eq!(compiled.applies(), reference.applies);
    prop_assert_eq!(compiled.refer_to(), reference.refer_to);
    prop_assert_eq!(compiled.basis(), reference.basis);
    prop_assert_eq!(compiled.approval(), reference.approval);
    let name = |version: &Version| version.name.clone();
    prop_assert_eq!(
        compiled.version().map(name),
        reference.version.and_then(|version| program.policy().version(version)).map(name)
    );
    if let Some(version) = compiled.version() {
        let section = reference
            .section
            .and_then(|section| version.section(section))
            .map(|section| &section.name);
        prop_assert_eq!(compiled.section().map(|section| &section.name), section);
        let candidates = reference
            .candidates
            .iter()
            .filter_map(|section| version.section(*section))
            .map(|section| &section.name)
            .collect::<Vec<_>>();
        prop_assert_eq!(
            compiled.candidates().map(|section| &section.name).collect::<Vec<_>>(),
            candidates
        );
        for slot in slots(program, version) {
            prop_assert_eq!(
                compiled.truth(slot),
                reference.truths.get(&slot).copied(),
                "slot {:?} of {}",
                slot,
                program.policy().name
            );
        }
    }
    Ok(())
}

/// Holds two determinations of one policy against each other.
///
/// # Errors
///
/// The first difference.
pub fn assert_same(
    program: Program,
    one: &Determination<'_>,
    other: &Determination<'_>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.outcome(), other.outcome());
    prop_assert_eq!(one.applies(), other.applies());
    prop_assert_eq!(one.refer_to(), other.refer_to());
    prop_assert_eq!(one.basis(), other.basis());
    prop_assert_eq!(one.approval(), other.approval());
    prop_assert_eq!(one.review(), other.review());
    prop_assert!(
        one.candidates()
            .map(|section| &section.name)
            .eq(other.candidates().map(|section| &section.name)),
        "other sections may govern"
    );
    let version = one.version();
    prop_assert_eq!(
        version.map(|version| &version.name),
        other.version().map(|version| &version.name)
    );
    for slot in version.map(|version| slots(program, version)).into_iter().flatten() {
        prop_assert_eq!(
            one.truth(slot),
            other.truth(slot),
            "slot {:?} of {}",
            slot,
            program.policy().name
        );
    }
    Ok(())
}

/// All slots of a version, whether they are looked at or not.
#[must_use]
pub fn slots(program: Program, version: &Version) -> Vec<Slot> {
    fn add(criterion: &Criterion, slots: &mut Vec<Slot>) {
        slots.push(criterion.slot);
        if let Body::Group { criteria, .. } = &criterion.body {
            criteria.iter().for_each(|criterion| add(criterion, slots));
        }
    }
    let mut slots = program
        .policy()
        .applicability
        .iter()
        .map(|applicability| applicability.slot)
        .collect::<Vec<_>>();
    for section in version.sections.iter() {
        slots.extend(section.guard.iter().map(|guard| guard.slot));
        section.criteria.iter().for_each(|criterion| add(criterion, &mut slots));
        slots.extend(section.whens().map(|when| when.slot));
    }
    slots
}
