//! A policy that is read from its text at run time gives the same answers as the compiled policy,
//! through the same types, and leaks nothing.

use policy_analysis::compare::{Verdict, compare};
use policy_analysis::side::Side;
use policy_core::case::{CaseFacts, FactValue, ProblemKind, Program};
use policy_core::evaluator::Evaluator;
use policy_core::json::{case_to_json, determination_to_json, read_facts};
use policy_core::policy::{Outcome, Policy};
use policy_core::{NaiveDate, Truth};
use policy_language::{File, policy_digest};
use policy_tests::agreement::assert_same;
use policy_tests::bundled::{known_cases, programs};
use policy_tests::dice::Dice;
use policy_tests::random::{Cases, case_of};
use policy_tests::runtime::{all_policies, policies_of, read};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// The same case, asked of a compiled policy and of the same one read from its text.
fn assert_says_the_same(program: Program, evaluator: &Evaluator, facts: &CaseFacts) {
    let case = case_of(program, facts);
    let written = case_to_json(&*case, Some(&"r-1".into()));
    let document = read_facts(&evaluator.policy().vocabulary, written.as_bytes())
        .unwrap_or_else(|problems| panic!("{problems}\n{written}"));
    let (assessed, again) = (case.assess(), evaluator.assess(&document.facts).unwrap());
    let (compiled, read) = (assessed.determination(), again.determination());
    assert_same(program, compiled, read)
        .unwrap_or_else(|difference| panic!("{difference}\n{written}"));
    assert_eq!(compiled.section(), read.section(), "{written}");
    assert_eq!(
        (compiled.approval(), compiled.review(), compiled.policy_digest()),
        (read.approval(), read.review(), read.policy_digest()),
        "{written}"
    );

    let [one, other] = [assessed.explain(), again.explain()];
    assert_eq!(one, other, "{written}");
    assert_eq!(
        determination_to_json(Some(&"r-1".into()), &one),
        determination_to_json(document.id.as_ref(), &other)
    );
    assert_eq!(assessed.missing(), again.missing(), "{written}");
    assert_eq!(assessed.questions(), again.questions(), "{written}");
}

#[test]
fn a_policy_read_from_its_text_is_the_compiled_one() {
    for program in programs() {
        let read = read(program);
        assert_eq!(read.policy(), program.policy());
        // Computed at build, and now from the text and from the compiled tree.
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let case = case_of(program, &CaseFacts::new(day, day));
        let digest = case.evaluate().policy_digest().unwrap();
        assert_eq!(policy_digest(read.policy()), digest, "{}", program.policy().name);
        assert_eq!(policy_digest(program.policy()), digest, "{}", program.policy().name);
    }
}

#[test]
fn it_says_of_bundled_cases_what_the_compiled_one_says() {
    let mut compared = 0;
    for program in programs() {
        let evaluator = read(program);
        for facts in known_cases(program) {
            assert_says_the_same(program, &evaluator, &facts);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn it_says_of_random_cases_what_the_compiled_one_says() {
    for program in programs() {
        let (evaluator, cases, mut dice) = (read(program), Cases::of(program), Dice::new(728));
        for _ in 0..3_000 {
            assert_says_the_same(program, &evaluator, &cases.draw(&mut dice));
        }
    }
}

#[test]
fn determinations_of_both_compare_equal() {
    let program = policies::revascor::RevascorCase::PROGRAM;
    let evaluator = read(program);
    for facts in known_cases(program) {
        assert_eq!(
            &case_of(program, &facts).evaluate(),
            evaluator.assess(&facts).unwrap().determination()
        );
    }
}

#[test]
fn a_compiled_version_and_the_one_that_was_read_are_equal() {
    for program in programs() {
        let (compiled, evaluator) = (program.policy(), read(program));
        for (version, read) in compiled.versions.iter().zip(evaluator.policy().versions.iter()) {
            let sides = [
                Side { policy: compiled, version },
                Side { policy: evaluator.policy(), version: read },
            ];
            assert_eq!(
                compare(sides[0], sides[1]).unwrap().verdict,
                Verdict::Equal,
                "{}",
                compiled.name
            );
        }
    }
}

const FACTS: &str = "
vocabulary! {
    /// What criteria ask about
    pub facts {
        /// Date of birth
        birth_date: date,
        /// Age
        age: age from birth_date,
        /// Stage of the disease
        stage: code [One, Two, Three],
        /// Hemoglobin A1c
        hba1c: measurement in % by [Blood, Capillary] from 2 to 20,
        /// Plan
        plan: code [Gold, Silver],
    }
}";

/// A policy for members from an age on.
fn text(age: u32) -> String {
    format!(
        r#"
policy! {{
    /// An example
    example<facts> {{
        payer "Example Health Plan";
        number "EX.{age}";
        source "example.pdf";
        section criteria "I" for stage in [Two, Three] {{
            1: age >= {age};
            2 "Control": any of {{ a: hba1c by Blood > 9%; b: hba1c by Capillary > 9.5%; }}
        }} => criteria_met for 12 months;
        section others "II" => refer by plan {{ Gold => "G.1", Silver => "S.1" }};
        advisory "for the silver plan" when plan = Silver;
    }}
}}"#
    )
}

fn evaluator(text: &str) -> Evaluator {
    let policies = policies_of(&[File::read("facts.rs", FACTS), File::read("example.rs", text)]);
    Evaluator::new(policies.into_iter().next().unwrap()).unwrap()
}

/// Everything that a service does with a policy, from its text to its end. The cases are open,
/// decided and referred.
fn live_and_die(text: &str) {
    let evaluator = evaluator(text);
    for case in [
        r#"{"request_date": "2026-11-21", "service_date": "2026-12-01"}"#,
        r#"{"request_date": "2026-11-21", "service_date": "2026-12-01", "birth_date": "1980", "stage": "Two",
            "hba1c": [{"value": 9.7, "unit": "%", "date": "2026-10-01", "method": "Capillary"}]}"#,
        r#"{"request_date": "2026-11-21", "service_date": "2026-12-01", "stage": "One", "plan": "Silver"}"#,
    ] {
        let facts = read_facts(&evaluator.policy().vocabulary, case.as_bytes()).unwrap().facts;
        let assessment = evaluator.assess(&facts).unwrap();
        let explanation = assessment.explain();
        black_box((determination_to_json(None, &explanation), assessment.questions()));
    }
}

/// After one round, which makes what the process keeps once, whatever a policy has taken is given
/// back with it.
fn assert_flat(rounds: u32) {
    let text = text(18);
    live_and_die(&text);
    let mut highest = 0;
    for round in 0..rounds {
        let taken = allocation_counter::measure(|| live_and_die(black_box(&text)));
        assert_eq!((taken.count_current, taken.bytes_current), (0, 0), "round {round}");
        assert!(taken.count_total > 100);
        highest = taken.bytes_max.max(highest);
    }
    assert!(highest < 1_000_000, "{highest}");
}

#[test]
fn a_policy_that_goes_leaves_nothing_behind() {
    assert_flat(2_000);
}

/// `cargo test --release -p policy-tests --test runtime_policies -- --ignored` takes ten minutes.
#[test]
#[ignore = "ten minutes"]
fn a_million_policies_leave_nothing_behind() {
    assert_flat(1_000_000);
}

#[test]
fn policies_of_real_size_leave_nothing_behind() {
    let case_of = |policy: &Policy| {
        let program = programs().into_iter().find(|program| program.policy().name == policy.name);
        Cases::of(program.unwrap()).draw(&mut Dice::new(728))
    };
    let cases = all_policies().iter().map(case_of).collect::<Vec<_>>();
    let ask = || {
        for (policy, case) in all_policies().into_iter().zip(&cases) {
            let evaluator = Evaluator::new(policy).unwrap();
            let assessment = evaluator.assess(case).unwrap();
            black_box((assessment.explain(), assessment.questions()));
        }
    };
    ask();
    let taken = allocation_counter::measure(ask);
    assert_eq!((taken.count_current, taken.bytes_current), (0, 0));
}

/// What a policy for members from an age on says about one of 40, with its number: always of one
/// and the same policy.
fn assert_of_one_policy(evaluator: &Evaluator, facts: &CaseFacts) -> Outcome {
    let explanation = evaluator.assess(facts).unwrap().explain();
    let expected = match explanation.number {
        "EX.18" => Outcome::CriteriaMet,
        "EX.65" => Outcome::CriteriaNotMet,
        other => panic!("{other}"),
    };
    assert_eq!(explanation.outcome, expected);
    let section = explanation.criteria.unwrap().sections().next().unwrap().truth();
    assert_eq!(section, if expected == Outcome::CriteriaMet { Truth::MET } else { Truth::NOT_MET });
    expected
}

#[test]
fn an_evaluator_is_swapped_while_others_use_the_old_one() {
    let (young, old) = (text(18), text(65));
    let current = Mutex::new(Arc::new(evaluator(&young)));
    let first = Arc::downgrade(&current.lock().unwrap());
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let case = format!(
        r#"{{"request_date": "{day}", "service_date": "{day}", "birth_date": "1986-01-01", "stage": "Three",
            "hba1c": [{{"value": 9.7, "unit": "%", "date": "2026-10-01", "method": "Blood"}}]}}"#
    );
    let facts =
        read_facts(&current.lock().unwrap().policy().vocabulary, case.as_bytes()).unwrap().facts;
    let (done, met, not_met) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let mine = Arc::clone(&current.lock().unwrap());
                    for _ in 0..20 {
                        let counted = if assert_of_one_policy(&mine, &facts) == Outcome::CriteriaMet
                        {
                            &met
                        } else {
                            &not_met
                        };
                        counted.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        // Whatever the threads are doing, each policy is used before the next one comes.
        let wait_for = |counted: &AtomicUsize| {
            let before = counted.load(Ordering::Relaxed);
            while counted.load(Ordering::Relaxed) == before {
                thread::yield_now();
            }
        };
        for _ in 0..10 {
            wait_for(&met);
            *current.lock().unwrap() = Arc::new(evaluator(&old));
            wait_for(&not_met);
            *current.lock().unwrap() = Arc::new(evaluator(&young));
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(first.upgrade().is_none(), "nobody uses the first policy any more");
    assert_eq!(Arc::strong_count(&current.lock().unwrap()), 1);
}

/// What a policy over other facts would say of them is no answer, however plausible it looks.
#[test]
fn facts_of_another_vocabulary_are_refused() {
    let evaluator = evaluator(&text(18));
    let case = r#"{"request_date": "2026-11-21", "service_date": "2026-12-01"}"#;
    for program in programs() {
        let own = read_facts(&program.policy().vocabulary, case.as_bytes()).unwrap().facts;
        assert!(read(program).assess(&own).is_ok());
        let refused = evaluator.assess(&own).unwrap_err();
        assert_eq!(refused.problems[0].kind, ProblemKind::OtherVocabulary);
    }
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let unnamed = CaseFacts::new(day, day);
    assert!(evaluator.assess(&unnamed).is_ok());
    let (stage, _) = evaluator.policy().vocabulary.find("stage").unwrap();
    let misfit = unnamed.with(stage, FactValue::Flag(true.into()));
    let refused = evaluator.assess(&misfit).unwrap_err();
    assert!(refused.to_string().starts_with("/stage: a flag, not a code"), "{refused}");
}
