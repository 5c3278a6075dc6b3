//! More documentation turns unknown into an answer, and never one answer into another.
//!
//! Tried backwards: a case loses a part of what it documents, and the case that knows less must not
//! have said anything else.

use super::for_every_policy;
use policy_core::Truth;
use policy_core::case::Case;
use policy_core::case::CaseFacts;
use policy_core::json::case_to_json;
use policy_core::policy::Outcome;
use policy_tests::agreement::slots;
use policy_tests::forgetting::{blurred, without_facts};
use policy_tests::random::{Cases, RandomCase, case_of};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

#[test]
fn documenting_a_further_fact_never_turns_one_answer_into_another() {
    for_every_policy(Cases::of, |full| {
        let percent = [5, 15, 40][usize::try_from(full.seed % 3).unwrap()];
        stays(full, &without_facts(&full.facts, percent, full.seed))
    });
}

#[test]
fn narrowing_an_uncertain_value_never_turns_one_answer_into_another() {
    for_every_policy(Cases::of, |full| {
        let percent = [10, 30, 80][usize::try_from(full.seed % 3).unwrap()];
        stays(full, &blurred(&full.program.policy().vocabulary, &full.facts, percent, full.seed))
    });
}

/// Everything that the case with less documentation says, the one with more says too.
fn stays(full: &RandomCase, less: &CaseFacts) -> Result<(), TestCaseError> {
    let (more, less) = (full.case(), case_of(full.program, less));
    let stays = determinations_agree(full, &*less, &*more)
        .and_then(|()| explanations_agree(&*less, &*more));
    stays.map_err(|error| {
        TestCaseError::fail(format!(
            "{error}, after documenting further\n{}",
            case_to_json(&*less, None)
        ))
    })
}

fn determinations_agree(
    drawn: &RandomCase,
    less: &dyn Case,
    more: &dyn Case,
) -> Result<(), TestCaseError> {
    let (before, after) = (less.evaluate(), more.evaluate());
    prop_assert!(is_kept(before.applies(), after.applies()), "applicability");
    let Some(version) = after.version() else { return Ok(()) };
    for slot in slots(drawn.program, version) {
        // What is not looked at any more cannot matter; nothing is looked at that could not matter
        // before.
        let (before, after) = (before.truth(slot), after.truth(slot));
        prop_assert!(
            after.is_none_or(|after| before.is_some_and(|before| is_kept(before, after))),
            "slot {:?} from {:?} to {:?}",
            slot,
            before,
            after
        );
    }
    prop_assert!(
        after
            .candidates()
            .all(|section| before.candidates().any(|other| std::ptr::eq(other, section))),
        "a section that could not govern"
    );
    prop_assert!(
        before.section().is_none_or(|section| after
            .section()
            .is_some_and(|other| std::ptr::eq(other, section))),
        "another section"
    );
    if before.outcome() != Outcome::NeedInformation {
        prop_assert_eq!(before.outcome(), after.outcome());
        prop_assert!(
            before.refer_to().is_none_or(|policy| after.refer_to() == Some(policy)),
            "another policy to go to"
        );
        prop_assert!(
            before.basis().is_none_or(|basis| after.basis() == Some(basis)),
            "another basis"
        );
        if let Some(before) = before.approval() {
            let after = after.approval();
            prop_assert!(
                after.is_some_and(|after| {
                    before.duration.is_none_or(|duration| after.duration == Some(duration))
                        && (before.limit_in_words().is_none()
                            || before.limit_in_words() == after.limit_in_words())
                }),
                "another approval"
            );
        }
        prop_assert!(
            before.review().is_none_or(|review| after.review() == Some(review)),
            "another review"
        );
    }
    Ok(())
}

fn is_kept(before: Truth, after: Truth) -> bool {
    before.is_unknown() || before == after
}

/// Advisories of a decided outcome stay.
fn explanations_agree(less: &dyn Case, more: &dyn Case) -> Result<(), TestCaseError> {
    let before = less.evaluate();
    if before.outcome() != Outcome::NeedInformation {
        let (before, after) = (less.assess().summarize(), more.assess().summarize());
        prop_assert!(
            before.advisories.iter().all(|advisory| after.advisories.contains(advisory)),
            "an advisory is taken back"
        );
    }
    Ok(())
}
