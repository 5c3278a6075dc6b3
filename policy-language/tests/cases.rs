//! Generated cases of policies whose criteria ask about the same facts in several ways.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

use policy_analysis::mutants::{Change, mutants};
use policy_analysis::obligations::{GeneratedCase, Standing, Suite};
use policy_core::case::Chart;
use policy_core::evaluate::reference::determine;
use policy_core::policy::Policy;
use policy_language::{File, check_files};

const VOCABULARY: &str = "
vocabulary! {
    /// What criteria ask about
    pub clinical {
        /// Date of birth
        birth_date: date,
        /// Age
        age: age from birth_date,
        /// Diagnosis
        diagnosis: code [Familial, Mixed, Other],
        /// Cardiovascular disease
        cardiovascular_disease: flag,
        /// LDL cholesterol
        ldl: measurement in mg/dL from 10 to 1_000,
        /// Trial of a medicine
        trial: courses with {
            /// Medicine
            medicine: code [Atorvastatin, Rosuvastatin, Ezetimibe, Other],
            /// Outcome
            outcome: code [Inadequate, NotTolerated, Effective],
        },
        /// Office visit
        visit: events with setting [Cardiology, Primary],
        /// Start of therapy
        therapy_start: date,
        /// Body weight
        weight: measurement in kg from 1 to 500,
        /// Weight at the start of therapy
        baseline_weight: quantity in kg from 1 to 500,
        /// Hemoglobin
        hemoglobin: measurement in g/dL from 1 to 30,
        /// Attacks in the last month
        attacks: count from 0 to 100,
        /// Attacks in the month before the therapy
        earlier_attacks: count from 0 to 100,
    }
}
";

/// A policy with these criteria in one section.
fn policy(criteria: &[&str]) -> Policy {
    let numbered = (1..).zip(criteria).map(|(number, text)| format!("{number}: {text};\n"));
    let criteria = numbered.collect::<String>();
    let text = format!(
        "{VOCABULARY}
policy! {{
    /// A policy
    example<clinical> {{
        payer \"Example Health\";
        number \"EX.1\";
        source \"example.txt\";
        section only \"A\" {{
            {criteria}
        }} => criteria_met for 1 year;
    }}
}}
"
    );
    let checked = check_files(&[File::read("policy.rs", text)]);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    checked.sound.into_iter().next().unwrap()
}

/// The obligations, and those among them for which there is no case.
fn obligations(criteria: &[&str]) -> [Vec<String>; 2] {
    let policy = policy(criteria);
    let suite = Suite::of(&policy, None).unwrap();
    let charts = suite.cases.iter().map(|case| &case.member as &dyn Chart).collect::<Vec<_>>();
    let coverage = suite.coverage(&policy, &charts);
    let mut without_case = Vec::new();
    for (obligation, covering) in suite.obligations.iter().zip(coverage) {
        let is_possible = obligation.standing == Standing::Possible;
        assert_eq!(is_possible, !covering.is_empty(), "{}", obligation.id);
        if !is_possible {
            without_case.push(obligation.id.clone());
        }
    }
    [suite.obligations.into_iter().map(|obligation| obligation.id).collect(), without_case]
}

/// For every obligation there is a case; returns how many there are.
#[track_caller]
fn all_have_cases(criteria: &[&str]) -> usize {
    let [all, without_case] = obligations(criteria);
    assert!(without_case.is_empty(), "{without_case:?} of {criteria:#?}");
    all.len()
}

const TRIALS: [&str; 9] = [
    "ldl >= 70 mg/dL after end of latest trial where outcome = Inadequate",
    "at least 2 different medicine of trial where (medicine != Other AND outcome in [Inadequate, NotTolerated])",
    "any trial where medicine in [Atorvastatin, Rosuvastatin] lasting at least 8 weeks",
    "no trial where medicine = Other within 6 months",
    "ldl <= 400 mg/dL",
    "any ldl >= 100 mg/dL within 12 months",
    "age >= 18",
    "diagnosis in [Familial, Mixed]",
    "cardiovascular_disease",
];

#[test]
fn a_day_in_a_history_joins_the_questions_of_two_lists() {
    assert_eq!(all_have_cases(&TRIALS), 99);
}

#[test]
fn so_it_does_for_every_two_of_them() {
    for (position, one) in TRIALS.iter().enumerate() {
        all_have_cases(&[one]);
        for other in TRIALS.iter().skip(position + 1) {
            all_have_cases(&[one, other]);
        }
    }
}

#[test]
fn days_in_histories_join_other_questions() {
    all_have_cases(&[
        "any visit where setting = Cardiology within 30 days before end of latest trial",
        "any visit within 6 months",
        "no trial where medicine = Other within 6 months",
    ]);
    all_have_cases(&[
        "latest trial has outcome = Inadequate",
        "ldl > 100 mg/dL on or after start of latest trial",
        "ldl <= 400 mg/dL within 2 years",
        "at least 2 visit on different days within 1 year",
    ]);
    all_have_cases(&[
        "age at start of earliest trial >= 10",
        "age >= 18",
        "no trial where medicine = Other within 6 months",
    ]);
    let [_, without_case] = obligations(&[
        "therapy_start within 30 days after end of latest trial",
        "therapy_start at least 3 months ago",
        "any trial where medicine = Ezetimibe",
    ]);
    // For these, a trial would have to be found on a day that nothing asks about.
    let others = ["A.2:day-before=P3M", "A.2:day-of=P3M", "A.2:day-after=P3M"];
    assert!(without_case.iter().all(|id| others.contains(&&**id)), "{without_case:?}");
}

const BASELINES: [&str; 6] = [
    "weight after therapy_start at least 5% below weight on or before therapy_start",
    "weight < baseline_weight",
    "hemoglobin after therapy_start > hemoglobin on or before therapy_start",
    "hemoglobin after therapy_start at least 1.5 g/dL above hemoglobin on or before therapy_start",
    "attacks at least 50% below earlier_attacks",
    "attacks at least 2 below earlier_attacks",
];

#[test]
fn comparisons_of_two_terms_have_boundaries() {
    for (criterion, wanted) in BASELINES.iter().zip([
        ["A.1:just-below=5%-below", "A.1:at=5%-below", "A.1:just-above=5%-below"],
        ["A.1:below", "A.1:the-same", "A.1:above"],
        ["A.1:below", "A.1:the-same", "A.1:above"],
        ["A.1:just-below=1.5g/dL-above", "A.1:at=1.5g/dL-above", "A.1:just-above=1.5g/dL-above"],
        ["A.1:just-below=50%-below", "A.1:at=50%-below", "A.1:just-above=50%-below"],
        ["A.1:just-below=2-below", "A.1:at=2-below", "A.1:just-above=2-below"],
    ]) {
        let [all, without_case] = obligations(&[criterion]);
        assert!(wanted.iter().all(|id| all.iter().any(|known| known == id)), "{all:?}");
        assert!(without_case.is_empty(), "{criterion}: {without_case:?}");
    }
}

#[test]
fn comparisons_of_two_terms_go_with_other_questions_about_them() {
    let few = |criteria: &[&str], others: &[&str]| {
        let [_, without_case] = obligations(criteria);
        assert!(without_case.iter().all(|id| others.contains(&&**id)), "{without_case:?}");
    };
    few(&[BASELINES[0], "weight <= 150 kg", "age >= 18"], &[]);
    few(&[BASELINES[1], "weight <= 150 kg"], &["A.1:range"]);
    few(&[BASELINES[2], "any hemoglobin >= 8 g/dL within 1 year"], &["A.2:partial-date"]);
    few(
        &[
            BASELINES[0],
            BASELINES[1],
            BASELINES[4],
            "weight <= 150 kg",
            "therapy_start at least 3 months ago",
        ],
        &["A.2:range"],
    );
}

#[test]
fn a_changed_comparison_or_distance_is_noticed_by_the_cases() {
    for criterion in BASELINES {
        let policy = policy(&[criterion]);
        let suite = Suite::of(&policy, None).unwrap();
        let mut noticed = 0;
        for mutant in mutants(&policy) {
            let changed = [Change::Comparison, Change::Threshold].contains(&mutant.change);
            // A window that begins a day earlier compares results with themselves.
            if !changed || mutant.what.contains("on or after") {
                continue;
            }
            let outcome =
                |policy: &Policy, case: &GeneratedCase<'_>| determine(policy, &case.member).outcome;
            let mut cases = suite.cases.iter();
            assert!(
                cases.any(|case| outcome(&mutant.policy, case) != outcome(&policy, case)),
                "{}",
                mutant.what
            );
            noticed += 1;
        }
        assert!(noticed >= 2, "{criterion}");
    }
}
