//! What is missing is complete and minimal: documenting all of it leads to a decision, and nothing on the list is irrelevant.
//!
//! Tried by completing cases: a bundled case loses some of its facts; what is asked for is then documented at random, near what the policy compares with.

use policies::POLICIES;
use policy_core::case::{Case, FactValue, FactView, Program};
use policy_core::explain::{missing_facts, questions};
use policy_core::policy::Outcome;
use policy_core::possible::Occurrence;
use policy_core::vocabulary::{FactId, FactKind};
use policy_tests::{bundled::known_cases, random};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

type Documented = Vec<(FactId, FactValue)>;

fn case_with(program: Program, dates: &dyn Case, facts: &Documented) -> Box<dyn Case> {
    let mut case = program.empty_case(dates.request_date(), dates.service_date());
    for (fact, value) in facts {
        case.fact_mut(*fact).unwrap().document(value.clone());
    }
    case
}

/// The bundled cases of which every documented fact is exactly known, with their dates.
fn exact_cases(program: Program) -> Vec<(Box<dyn Case>, Documented)> {
    let bundled = POLICIES.iter().find(|bundled| bundled.program.policy().name == program.policy().name).unwrap();
    let documents = bundled.cases.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        policy_core::json::read_case(&program, line["case"].to_string().as_bytes()).unwrap().case
    });
    documents.zip(known_cases(program)).filter(|(case, _)| program.policy().facts().iter().all(|fact| is_exact(program, *fact, &**case))).collect()
}

fn is_exact(program: Program, fact: FactId, case: &dyn Case) -> bool {
    let told_apart = matches!(program.policy().vocabulary.fact(fact).unwrap().kind, FactKind::Events { attribute: Some(_) });
    match case.fact(fact).unwrap().view() {
        FactView::Flag(_) | FactView::Count(_) | FactView::Quantity(_) => true,
        FactView::Code(mask) => mask.is_power_of_two() || mask.count_ones() > 2,
        FactView::Date(date) => date.written().is_none() || date.days().is_exact(),
        FactView::Measurement(results) => results.iter().all(|result| result.date.days().is_exact()) && results.len() <= 1,
        FactView::Events(history) => {
            let exact = |event: &Occurrence| event.date.days().is_exact() && (event.attribute.is_some() || !told_apart);
            history.is_unknown() || (history.complete && history.occurrences.iter().all(exact))
        }
    }
}

/// A value for a missing fact: what the bundled case said, or anything that is fully documented.
fn completion(program: Program, case: &dyn Case, fact: FactId, known: &Documented, runner: &mut TestRunner, stay: u32) -> FactValue {
    let original = known.iter().find(|(known, _)| *known == fact).map(|(_, value)| value.clone());
    let random = random::documented(program, fact, case.request_date(), case.service_date()).new_tree(runner).unwrap().current();
    let keep = (0..100_u32).new_tree(runner).unwrap().current() < stay;
    original.filter(|value| keep && is_documented(value)).unwrap_or(random)
}

fn is_documented(value: &FactValue) -> bool {
    match value {
        FactValue::Flag(flag) => !flag.truth().is_unknown(),
        FactValue::Code(mask) => mask.is_power_of_two(),
        FactValue::Count(count) => count.written().is_some(),
        FactValue::Date(date) => date.written().is_some(),
        FactValue::Quantity(_) => true,
        // A result by one method may leave open what another would have shown.
        FactValue::Measurement(_) => false,
        // An event may lack its attribute.
        FactValue::Events(history) => history.complete && history.occurrences.is_empty(),
    }
}

#[test]
fn documenting_what_is_missing_always_leads_to_a_decision() {
    for bundled in POLICIES {
        let program = bundled.program;
        let mut runner = TestRunner::deterministic();
        let mut tried = 0;
        for (original, known) in exact_cases(program) {
            let kept = subsequence(known.clone(), 0..=known.len()).new_tree(&mut runner).unwrap().current();
            let case = case_with(program, &*original, &kept);
            if case.evaluate().outcome() != Outcome::NeedInformation {
                continue;
            }
            let missing = missing_facts(program.policy(), &*case);
            assert!(!missing.is_empty(), "{case:?}");
            for round in 0..12 {
                let mut completed = kept.clone();
                for fact in &missing {
                    completed.retain(|(known, _)| known != fact);
                    completed.push((*fact, completion(program, &*case, *fact, &known, &mut runner, 10 * round)));
                }
                let completed = case_with(program, &*original, &completed);
                let names = missing.iter().map(|fact| program.policy().vocabulary.name_of(*fact)).collect::<Vec<_>>();
                assert_ne!(completed.evaluate().outcome(), Outcome::NeedInformation, "asked for {names:?}: {case:?}, then {completed:?}");
                tried += 1;
            }
        }
        assert!(tried > 50, "{}: only {tried} completions", program.policy().name);
    }
}

#[test]
fn every_missing_fact_can_change_the_outcome() {
    for bundled in POLICIES {
        let program = bundled.program;
        let mut runner = TestRunner::deterministic();
        let mut shown = 0;
        for (original, known) in exact_cases(program).into_iter().take(12) {
            // Few facts are taken away, so that completions in which one of them decides are found.
            let lost = subsequence((0..known.len()).collect::<Vec<_>>(), 1..=known.len().min(4)).new_tree(&mut runner).unwrap().current();
            let kept =
                known.iter().enumerate().filter(|(position, _)| !lost.contains(position)).map(|(_, fact)| fact.clone()).collect::<Documented>();
            let case = case_with(program, &*original, &kept);
            for fact in missing_facts(program.policy(), &*case) {
                let missing = missing_facts(program.policy(), &*case);
                let decides = (0..400).any(|_| {
                    let mut completed = kept.clone();
                    for other in missing.iter().filter(|other| **other != fact) {
                        completed.retain(|(known, _)| known != other);
                        completed.push((*other, completion(program, &*case, *other, &known, &mut runner, 60)));
                    }
                    let outcomes = (0..6).map(|round| {
                        let mut completed = completed.clone();
                        completed.retain(|(known, _)| *known != fact);
                        completed.push((fact, completion(program, &*case, fact, &known, &mut runner, 20 * round)));
                        case_with(program, &*original, &completed).evaluate().outcome()
                    });
                    outcomes.collect::<std::collections::HashSet<_>>().len() > 1
                });
                assert!(decides, "{} never decides {case:?}", program.policy().vocabulary.name_of(fact));
                shown += 1;
            }
        }
        assert!(shown >= 3, "{}: only {shown} facts", program.policy().name);
    }
}

#[test]
fn questions_ask_for_what_is_missing_in_words() {
    let program = policies::revascor::RevascorCase::PROGRAM;
    let (original, known) = exact_cases(program).swap_remove(0);
    let asked = |names: &[&str]| {
        let kept = known.iter().filter(|(fact, _)| !names.contains(&program.policy().vocabulary.name_of(*fact))).cloned().collect();
        questions(program.policy(), &*case_with(program, &*original, &kept)).into_iter().map(|question| question.text).collect::<Vec<_>>()
    };
    assert_eq!(asked(&["nyha"]), ["New York Heart Association functional class? I, II, III or IV"]);
    assert_eq!(asked(&["lvef"]), ["Left ventricular ejection fraction? the latest result by Echo2d or Muga with its date, in %"]);
    assert_eq!(asked(&["nt_probnp"]), Vec::<String>::new(), "a hospitalization in the window is enough");
    assert_eq!(asked(&["prior_stem_cell_therapy"]).len(), 1);
    // Whether the policy applies comes before everything else.
    let many = asked(&["nyha", "line_of_business", "ischemic_cardiomyopathy"]);
    assert_eq!(
        many[0],
        "Line of business of the member's plan? Commercial, HimExchange, Ichra, Medicaid, MedicareAdvantageHmo, MedicareAdvantagePpo, Fep, SelfInsuredAso or Other"
    );
}
