//! One table: for each policy and each set of cases, the policy by hand, `evaluate_*`, reading,
//! writing and explaining.

use benches::cases::{MANY, Mix, bundled, generated, policy};
use benches::contest::{Contest, heading, is_wanted};
use benches::hand::{Decision, abecma, kresladi, pad_stem_cells, revascor, tecartus};
use benches::numbers::CaseWith;
use policies::abecma::evaluate_abecma;
use policies::kresladi::evaluate_kresladi;
use policies::pad_stem_cells::evaluate_pad_stem_cells;
use policies::revascor::{
    RevascorCase, evaluate_revascor, evaluate_revascor_advanced_heart_failure,
};
use policies::tecartus::evaluate_tecartus;
use policy_core::case::{Case, CaseFacts};
use policy_core::determination::Determination;
use policy_core::explain::Assessment;
use policy_core::json::{case_to_json, determination_to_json, read_case};
use policy_core::policy::Outcome;
use policy_core::{Decimal, Truth};
use serde_json::Value;

fn main() {
    println!("{}", heading());
    section();
    terms();
    whole("revascor", revascor::decide, evaluate_revascor);
    whole("tecartus", tecartus::decide, evaluate_tecartus);
    whole("abecma", abecma::decide, evaluate_abecma);
    whole("kresladi", kresladi::decide, evaluate_kresladi);
    whole("pad_stem_cells", pad_stem_cells::decide, evaluate_pad_stem_cells);
}

/// Revascor I.A, taken alone.
fn section() {
    let contest = |title: &str, cases: &[RevascorCase]| {
        for case in cases {
            assert_eq!(
                revascor::advanced_heart_failure(case),
                evaluate_revascor_advanced_heart_failure(case),
                "{case:?}"
            );
        }
        Contest::new(&format!("revascor I.A, {} {title}", cases.len()), cases.len())
            .enter("by hand", cases, revascor::advanced_heart_failure)
            .enter(
                "evaluate_revascor_advanced_heart_failure",
                cases,
                evaluate_revascor_advanced_heart_failure,
            )
            .print();
    };
    let revascor = policy("revascor");
    contest("bundled", &bundled(revascor));
    contest("mixed", &generated(revascor, Mix::Mixed, MANY, |_| true));
    contest("scrambled", &generated(revascor, Mix::Scrambled, MANY, |_| true));
    contest(
        "with everything met",
        &generated(revascor, Mix::Mixed, MANY / 4, |case| {
            evaluate_revascor_advanced_heart_failure(case) == Truth::MET
        }),
    );
    numbers(&generated(revascor, Mix::Mixed, MANY, |_| true));
}

/// The newer terms of the language.
fn terms() {
    benches::terms::each(&mut Ratios);
}

struct Ratios;

impl benches::terms::Visitor for Ratios {
    fn is_wanted(&self, name: &str) -> bool {
        is_wanted(name)
    }

    fn visit<C: std::fmt::Debug>(
        &mut self,
        name: &str,
        cases: &[C],
        hand: impl Fn(&C) -> Truth,
        compiled: impl Fn(&C) -> Truth,
    ) {
        Contest::new(name, cases.len())
            .enter("by hand", cases, hand)
            .enter("compiled", cases, compiled)
            .print();
    }
}

/// The same by hand, with numbers of three kinds.
fn numbers(cases: &[RevascorCase]) {
    fn with<T: benches::numbers::Number>(cases: &[RevascorCase]) -> Vec<CaseWith<T>> {
        let cases = cases.iter().map(CaseWith::of).collect::<Vec<_>>();
        for case in &cases {
            assert_eq!(
                revascor::advanced_heart_failure_with(&case.case, case),
                revascor::advanced_heart_failure(&case.case),
                "{:?}",
                case.case
            );
        }
        cases
    }
    let (floats, positions, decimals) =
        (with::<f64>(cases), with::<i64>(cases), with::<Decimal>(cases));
    Contest::new(&format!("revascor I.A, numbers, {} mixed", cases.len()), cases.len())
        .enter("by hand, floats", &floats, |case| {
            revascor::advanced_heart_failure_with(&case.case, case)
        })
        .enter("by hand, exact positions", &positions, |case| {
            revascor::advanced_heart_failure_with(&case.case, case)
        })
        .enter("by hand, rust_decimal", &decimals, |case| {
            revascor::advanced_heart_failure_with(&case.case, case)
        })
        .print();
}

/// A whole policy.
fn whole<C: Case + Clone + From<CaseFacts>>(
    name: &str,
    by_hand: fn(&C) -> Decision,
    evaluate: fn(&C) -> Determination<'static>,
) {
    let contest = |title: &str, cases: &[C]| {
        for case in cases {
            let (decision, determination) = (by_hand(case), evaluate(case));
            let compiled = Decision {
                outcome: determination.outcome(),
                refer_to: determination.refer_to(),
                basis: determination.basis(),
            };
            assert_eq!(decision, compiled, "{case:?}");
        }
        Contest::new(&format!("{name}, {} {title}", cases.len()), cases.len())
            .enter("by hand", cases, by_hand)
            .enter(&format!("evaluate_{name}"), cases, evaluate)
            .print();
    };
    let bundled = bundled(policy(name));
    let mixed = generated(policy(name), Mix::Mixed, MANY, |_| true);
    contest("bundled", &bundled);
    contest("mixed", &mixed);
    contest("scrambled", &generated(policy(name), Mix::Scrambled, MANY, |_| true));
    let met = |case: &C| {
        matches!(
            evaluate(case).outcome(),
            Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired
        )
    };
    if bundled.iter().any(met) {
        contest("with everything met", &generated(policy(name), Mix::Mixed, MANY / 4, met));
    }
    explanation(name, &mixed, evaluate);
    json(name, &mixed);
}

/// What someone who asks for reasons pays on top.
fn explanation<C: Case>(name: &str, cases: &[C], evaluate: fn(&C) -> Determination<'static>) {
    let assessed = cases.iter().map(|case| (case, case.assess())).collect::<Vec<_>>();
    let cases = |wanted: fn(Outcome) -> bool| {
        let wanted = |(_, said): &&(_, Assessment<'_, '_>)| wanted(said.determination().outcome());
        assessed.iter().filter(wanted).copied().collect::<Vec<_>>()
    };
    let contest = |title: &str, cases: &[(&C, Assessment<'_, 'static>)]| {
        Contest::new(&format!("{name}, {} {title}", cases.len()), cases.len())
            .enter(&format!("evaluate_{name}"), cases, |(case, _)| evaluate(case))
            .enter("explanation without criteria", cases, |(_, said)| said.summarize())
            .enter("explanation with criteria", cases, |(_, said)| said.explain())
            .print();
    };
    contest("decided", &cases(|outcome| outcome != Outcome::NeedInformation));
    contest("that need information", &cases(|outcome| outcome == Outcome::NeedInformation));
}

/// Cases from JSON, determinations to JSON.
fn json<C: Case>(name: &str, cases: &[C]) {
    let program = policy(name).program;
    let texts = cases.iter().map(|case| case_to_json(case, Some(&"1".into()))).collect::<Vec<_>>();
    let bytes = texts.iter().map(String::len).sum::<usize>() / texts.len();
    Contest::new(&format!("{name}, {} of {bytes} bytes", texts.len()), texts.len())
        .enter("case as a serde_json::Value", &texts, |text| {
            serde_json::from_slice::<Value>(text.as_bytes())
        })
        .enter("read_case", &texts, |text| read_case(&program, text.as_bytes()))
        .print();
    let explanations = cases.iter().map(Case::explain).collect::<Vec<_>>();
    let written = explanations
        .iter()
        .map(|explanation| determination_to_json(Some(&"1".into()), explanation))
        .collect::<Vec<_>>();
    let bytes = written.iter().map(String::len).sum::<usize>() / written.len();
    let values =
        written.iter().map(|text| serde_json::from_str::<Value>(text).unwrap()).collect::<Vec<_>>();
    let both = explanations.iter().zip(&values).collect::<Vec<_>>();
    Contest::new(&format!("{name}, {} of {bytes} bytes", both.len()), both.len())
        .enter("a serde_json::Value as text", &both, |(_, value)| value.to_string())
        .enter("determination_to_json", &both, |(explanation, _)| {
            determination_to_json(Some(&"1".into()), explanation)
        })
        .print();
}
