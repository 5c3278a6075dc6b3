//! What is missing is complete and minimal: documenting all of it leads to a decision wherever
//! documentation can, and nothing on the list is irrelevant.

use super::{for_every_policy, for_policy};
use policies::POLICIES;
use policy_core::case::CaseFacts;
use policy_core::case::Program;
use policy_core::policy::{Expression, Outcome, Version};
use policy_core::vocabulary::FactId;
use policy_tests::bundled::{known_cases, programs};
use policy_tests::dice::Dice;
use policy_tests::forgetting::{blurred, without_facts};
use policy_tests::random::{Cases, RandomCase, case_of};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::cell::Cell;

fn outcome(program: Program, facts: &CaseFacts) -> Outcome {
    case_of(program, facts).evaluate().outcome()
}

fn missing(program: Program, facts: &CaseFacts) -> Vec<FactId> {
    let case = case_of(program, facts);
    case.missing().into_iter().map(|(id, _)| id).collect()
}

/// The case, in which these facts are documented as in another.
fn documented_as_in(other: &CaseFacts, case: &CaseFacts, facts: &[FactId]) -> CaseFacts {
    let taken = other.iter().filter(|(fact, _)| facts.contains(fact));
    let mut documented = case.clone();
    documented.retain(|fact, _| !facts.contains(&fact));
    documented.extend(taken.map(|(fact, value)| (fact, value.clone())));
    documented
}

/// Once is enough where everything is documented exactly or not at all. Elsewhere, and where
/// criteria contradict each other as in a small policy, the evaluator may ask again: it looks at
/// one predicate at a time, and may miss that every value leads to one outcome.
#[test]
fn documenting_what_is_missing_leads_to_the_decision() {
    for_every_policy(Cases::exact, |full| {
        let rounds = rounds_of_questions(full, without_facts(&full.facts, 30, full.seed))?;
        prop_assert!(rounds <= 1 || !is_bundled(full.program), "{} rounds of questions", rounds);
        Ok(())
    });
}

#[test]
fn narrowing_what_is_missing_leads_to_the_decision() {
    for_every_policy(Cases::of, |full| {
        let less = blurred(&full.program.policy().vocabulary, &full.facts, 50, full.seed);
        rounds_of_questions(full, less).map(drop)
    });
}

fn is_bundled(program: Program) -> bool {
    POLICIES.iter().any(|bundled| bundled.program.policy().name == program.policy().name)
}

/// How often a case that knows less than the one that was drawn asks, and is answered from it,
/// until it gives the same decision; 0 where no decision is reached because the case that was
/// drawn comes to none.
fn rounds_of_questions(full: &RandomCase, mut less: CaseFacts) -> Result<usize, TestCaseError> {
    let RandomCase { program, ref facts, seed } = *full;
    let decision = outcome(program, facts);
    let mut asked_before = Vec::new();
    for round in 0.. {
        let now = outcome(program, &less);
        if now != Outcome::NeedInformation {
            prop_assert_eq!(now, decision);
            return Ok(round);
        }
        let asked = missing(program, &less);
        let here = || RandomCase { program, facts: less.clone(), seed };
        prop_assert!(
            !asked.is_empty(),
            "nothing is asked for where this is documented\n{:?}",
            here()
        );
        if decision == Outcome::NeedInformation {
            return Ok(0);
        }
        prop_assert!(
            asked.iter().any(|fact| !asked_before.contains(fact)),
            "the same is asked for again where this is documented\n{:?}",
            here()
        );
        less = documented_as_in(facts, &less, &asked);
        asked_before.extend(asked);
    }
    Ok(0)
}

/// Where nothing more is asked for beside a settled outcome, everything that is said is certain.
#[test]
fn documenting_what_is_open_beside_the_outcome_settles_it() {
    for_every_policy(Cases::exact, |full| {
        let RandomCase { program, ref facts, seed } = *full;
        let said = |facts: &CaseFacts| {
            let case = case_of(program, facts);
            let said = case.evaluate();
            let asked = case.assess().missing_details().into_iter().map(|(id, _)| id);
            let details = (said.refer_to(), said.basis(), said.approval(), said.review());
            (said.outcome(), details, asked.collect::<Vec<_>>())
        };
        let (outcome, details, open) = said(facts);
        let mut less = without_facts(facts, 30, seed);
        let mut asked_before = Vec::new();
        while outcome != Outcome::NeedInformation && open.is_empty() {
            let (outcome_now, details_now, asked) = said(&less);
            let here = || RandomCase { program, facts: less.clone(), seed };
            if outcome_now == Outcome::NeedInformation {
                prop_assert!(asked.is_empty());
                break;
            }
            if asked.is_empty() {
                prop_assert_eq!(details_now, details, "{:?}", here());
                break;
            }
            prop_assert!(
                asked.iter().any(|fact| !asked_before.contains(fact)),
                "the same is asked for again where this is documented\n{:?}",
                here()
            );
            less = documented_as_in(facts, &less, &asked);
            asked_before.extend(asked);
        }
        Ok(())
    });
}

/// Somewhere among the completions of a case, each fact that is asked for decides alone.
///
/// Where all completions lead to one outcome and the evaluator does not see it, the list is
/// coarser; none of the bundled policies is written like that. A small policy can be: there, a
/// completion may also be too rare to be found.
#[test]
fn every_missing_fact_can_change_the_outcome() {
    for program in programs() {
        let cases = Cases::exact(program);
        let bundled = is_bundled(program);
        let (tried, not_found) = (Cell::new(0_usize), Cell::new(0_usize));
        for_policy(&cases, |full| {
            let less = without_facts(&full.facts, 20, full.seed);
            if outcome(program, &less) == Outcome::NeedInformation {
                let mut dice = Dice::new(full.seed);
                let fact = *dice.pick(&missing(program, &less));
                tried.set(tried.get() + 1);
                // Where facts are calculated with, most ways to document the others leave nothing open.
                let ways = if bundled { 1 } else { 3 };
                let found = (0..ways).any(|_| decides(&cases, full, less.clone(), fact, &mut dice))
                    || (!bundled && nothing_matters(&cases, full, &less, &mut dice));
                not_found.set(not_found.get() + usize::from(!found));
                let name = program.policy().vocabulary.name_of(fact);
                prop_assert!(
                    found || !bundled,
                    "{} never decides where this is documented\n{:?}",
                    name,
                    RandomCase { facts: less, ..full.clone() }
                );
            }
            Ok::<(), TestCaseError>(())
        })
        .unwrap_or_else(|error| panic!("{}: {error}", program.policy().name));
        assert!(
            tried.get() > 30 || !bundled,
            "{}: only {} tried",
            program.policy().name,
            tried.get()
        );
        assert!(
            not_found.get() * 10 <= tried.get(),
            "{}: {} of {} not found",
            program.policy().name,
            not_found.get(),
            tried.get()
        );
    }
}

/// Whether a completion is found in which one fact decides. The other facts are documented one
/// after the other, as in the case that was drawn or in another way that still leaves the fact
/// missing, until nothing else is.
fn decides(
    cases: &Cases,
    full: &RandomCase,
    less: CaseFacts,
    fact: FactId,
    dice: &mut Dice,
) -> bool {
    let program = full.program;
    let asked = missing(program, &less);
    let tells_apart = |case: &CaseFacts, dice: &mut Dice| {
        let mut outcomes = (0..500).map(|_| {
            outcome(
                program,
                &case
                    .clone()
                    .with(fact, cases.value(fact, case.request_date, case.service_date, dice)),
            )
        });
        let first = outcomes.next();
        // That a result is not on file is documented by nothing.
        outcomes.any(|other| Some(other) != first)
            || asks_for_file(program, fact) && Some(outcome(program, case)) != first
    };
    let mut completed = less;
    for other in asked.iter().filter(|other| **other != fact) {
        let known = full.facts.get(*other).cloned();
        let mut tried = (0..60).map(|round| match &known {
            Some(value) if round == 0 => value.clone(),
            _ => cases.likely_value(*other, completed.request_date, completed.service_date, dice),
        });
        let Some(step) = tried.find_map(|value| {
            Some(completed.clone().with(*other, value))
                .filter(|case| missing(program, case).contains(&fact))
        }) else {
            return false;
        };
        completed = step;
    }
    tells_apart(&completed, dice)
}

fn asks_for_file(program: Program, fact: FactId) -> bool {
    let policy = program.policy();
    let mut predicates =
        policy.versions.iter().flat_map(Version::conditions).flat_map(Expression::predicates);
    predicates.any(|asked| asked.asks_for_file() && asked.subjects().any(|asked| asked == fact))
}

/// Whether many completions, drawn at random, all lead to one outcome.
fn nothing_matters(cases: &Cases, full: &RandomCase, less: &CaseFacts, dice: &mut Dice) -> bool {
    let asked = missing(full.program, less);
    let mut outcomes = (0..200).map(|_| {
        let value = |fact: &FactId, dice: &mut Dice| {
            (*fact, cases.value(*fact, less.request_date, less.service_date, dice))
        };
        let mut drawn = less.clone();
        drawn.extend(asked.iter().map(|fact| value(fact, dice)));
        outcome(full.program, &drawn)
    });
    let first = outcomes.next();
    outcomes.all(|other| Some(other) == first)
}

#[test]
fn questions_ask_for_what_is_missing_in_words() {
    let program = policies::revascor::RevascorCase::PROGRAM;
    let known = known_cases(program).swap_remove(0);
    let asked = |names: &[&str]| {
        let mut case = known.clone();
        case.retain(|fact, _| !names.contains(&program.policy().vocabulary.name_of(fact)));
        let case = case_of(program, &case);
        case.questions().into_iter().map(|question| question.text).collect::<Vec<_>>()
    };
    assert_eq!(
        asked(&["nyha"]),
        ["New York Heart Association functional class? class I, class II, class III or class IV"]
    );
    assert_eq!(
        asked(&["lvef"]),
        [
            "Left ventricular ejection fraction? the latest result by 2-D echocardiography or MUGA scan with its date, in %"
        ]
    );
    assert_eq!(
        asked(&["nt_probnp"]),
        Vec::<String>::new(),
        "a hospitalization in the window is enough"
    );
    assert_eq!(asked(&["prior_stem_cell_therapy"]).len(), 1);
    // Whether the policy applies comes before everything else.
    let many = asked(&["nyha", "line_of_business", "ischemic_cardiomyopathy"]);
    assert_eq!(
        many[0],
        "Line of business of the member's plan? commercial, health insurance marketplace (HIM), individual coverage HRA (ICHRA), Medicaid, Medicare Advantage HMO, Medicare Advantage PPO, Medicare Advantage, another kind of plan, Federal Employee Program (FEP), self-insured (ASO) or another line of business"
    );
}
