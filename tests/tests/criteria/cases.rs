//! A member who meets what a policy asks, and one of whom nothing is documented.

use policy_core::case::{Case, Program};
use policy_core::json::{case_to_json, determination_to_json};
use policy_core::policy::Outcome;
use policy_tests::agreement::assert_agreement;
use policy_tests::criteria::SOURCES;
use policy_tests::dice::Dice;
use policy_tests::random::{Cases, case_of};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

fn evaluated(program: Program, facts: &Map<String, Value>) -> Box<dyn Case> {
    let mut chart = facts.clone();
    chart.insert("request_date".to_owned(), json!("2026-11-21"));
    chart.insert("service_date".to_owned(), json!("2026-12-01"));
    let name = &program.policy().name;
    let document = program.read(Value::Object(chart).to_string().as_bytes());
    document.unwrap_or_else(|problems| panic!("{name}: {problems:?}")).case
}

fn outcome(program: Program, facts: &Map<String, Value>) -> Outcome {
    evaluated(program, facts).evaluate().outcome()
}

fn charts() -> Map<String, Value> {
    serde_json::from_str(include_str!("cases.json")).unwrap()
}

#[test]
fn a_member_who_meets_all_of_it() {
    let charts = charts();
    let mut policies = 0;
    let mut others = Vec::new();
    for program in SOURCES.iter().flat_map(|source| source.programs) {
        let name = &*program.policy().name;
        let outcome = outcome(*program, charts[name].as_object().unwrap());
        if outcome != Outcome::CriteriaMet {
            others.push((name, outcome));
        }
        policies += 1;
    }
    // The hospital's operations are many, and no chart lists them here.
    assert_eq!(others, [("tavr", Outcome::NeedInformation)]);
    assert_eq!(policies, charts.len());
}

#[test]
fn an_empty_chart() {
    for program in SOURCES.iter().flat_map(|source| source.programs) {
        assert_eq!(
            outcome(*program, &Map::new()),
            Outcome::NeedInformation,
            "{}",
            program.policy().name
        );
    }
}

#[test]
fn a_fact_that_is_left_out_never_counts_against_the_member() {
    for program in SOURCES.iter().flat_map(|source| source.programs) {
        let charts = charts();
        let chart = charts[&*program.policy().name].as_object().unwrap();
        for fact in chart.keys() {
            let mut less = chart.clone();
            less.remove(fact);
            let outcome = outcome(*program, &less);
            assert!(
                matches!(outcome, Outcome::CriteriaMet | Outcome::NeedInformation),
                "{} without {fact}: {outcome:?}",
                program.policy().name
            );
        }
    }
}

/// What is said of the criterion with this citation.
fn truth<'v>(said: &'v Value, citation: &str) -> Option<&'v str> {
    if said["citation"] == citation {
        return said["truth"].as_str();
    }
    let parts: Vec<&Value> = match said {
        Value::Array(parts) => parts.iter().collect(),
        Value::Object(parts) => parts.values().collect(),
        _ => Vec::new(),
    };
    parts.into_iter().find_map(|part| truth(part, citation))
}

/// The same charts, with one fact just beyond what a criterion asks.
#[test]
fn a_fact_just_beyond_a_threshold_is_not_met() {
    let charts = charts();
    let misses: Vec<(String, String, String, Value)> =
        serde_json::from_str(include_str!("misses.json")).unwrap();
    let mut policies = BTreeSet::new();
    for (policy, citation, fact, value) in misses {
        let mut programs = SOURCES.iter().flat_map(|source| source.programs);
        let program = *programs.find(|program| program.policy().name == *policy).unwrap();
        let mut chart = charts[&policy].as_object().unwrap().clone();
        chart.insert(fact, value);
        let case = evaluated(program, &chart);
        let said = determination_to_json(None, &case.explain());
        let said = serde_json::from_str(&said).unwrap();
        assert_eq!(truth(&said, &citation), Some("not_met"), "{policy} {citation}");
        policies.insert(policy);
    }
    assert!(policies.iter().eq(charts.keys().collect::<BTreeSet<_>>()), "{policies:?}");
}

#[test]
fn compiled_and_reference_evaluators_agree() {
    for program in SOURCES.iter().flat_map(|source| source.programs) {
        let cases = Cases::of(*program);
        let mut dice = Dice::new(220);
        for _ in 0..200 {
            let case = case_of(*program, &cases.draw(&mut dice));
            assert_agreement(*program, &*case).unwrap_or_else(|error| {
                panic!("{}: {error}: {}", program.policy().name, case_to_json(&*case, None))
            });
        }
    }
}
