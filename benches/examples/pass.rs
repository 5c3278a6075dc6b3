//! One way to do one thing, over and over, for a tool that counts instructions.
//!
//! `pass evaluate mixed 100` evaluates every generated Revascor case a hundred times; `pass nothing mixed 100` does everything else. Behind them stands the
//! policy, if it is another one. `explain-decided` and `explain-open` explain the cases that are decided and those that need information, without criteria
//! or, as `…-criteria`, with them.

use benches::cases::{MANY, Mix, bundled, generated};
use benches::hand::revascor;
use policies::abecma::AbecmaCase;
use policies::revascor::{RevascorCase, evaluate_revascor, evaluate_revascor_advanced_heart_failure};
use policies::tecartus::TecartusCase;
use policies::{Bundled, POLICIES};
use policy_core::Truth;
use policy_core::case::Case;
use policy_core::explain::{Criteria, Explanation};
use policy_core::policy::Outcome;
use std::hint::black_box;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let set = arguments.next().unwrap_or_default();
    let times = arguments.next().map_or(1, |times| times.parse().unwrap());
    let name = arguments.next().unwrap_or_else(|| "revascor".to_owned());
    let policy = POLICIES.iter().find(|policy| policy.program.policy().name == name).unwrap();
    match &*name {
        "abecma" => any_policy(&what, &cases::<AbecmaCase>(policy, &set), times),
        "tecartus" => any_policy(&what, &cases::<TecartusCase>(policy, &set), times),
        _ => revascor(&what, &set, policy, times),
    }
}

fn revascor(what: &str, set: &str, policy: &'static Bundled, times: u32) {
    let cases = match set {
        "met" => generated(policy, Mix::Mixed, MANY / 8, |case| evaluate_revascor_advanced_heart_failure(case) == Truth::MET),
        set => cases::<RevascorCase>(policy, set),
    };
    match what {
        "evaluate" => each(&cases, times, evaluate_revascor),
        "hand" => each(&cases, times, revascor::decide),
        "section" => each(&cases, times, evaluate_revascor_advanced_heart_failure),
        "section-hand" => each(&cases, times, revascor::advanced_heart_failure),
        _ => any_policy(what, &cases, times),
    }
}

fn any_policy<C: Case>(what: &str, cases: &[C], times: u32) {
    let (outcome, criteria) = match what.strip_suffix("-criteria") {
        Some(outcome) => (outcome, Criteria::Shown),
        None => (what, Criteria::Omitted),
    };
    let determined = cases.iter().map(|case| (case, case.evaluate())).filter(|(_, said)| match outcome {
        "explain-open" => said.outcome() == Outcome::NeedInformation,
        _ => said.outcome() != Outcome::NeedInformation,
    });
    let determined = determined.collect::<Vec<_>>();
    match outcome {
        "explain-open" | "explain-decided" => each(&determined, times, |(case, said)| Explanation::of(*case, said, criteria)),
        _ => each(&determined, times, |_| ()),
    }
}

fn cases<C: Case + Clone>(policy: &'static Bundled, set: &str) -> Vec<C> {
    match set {
        "bundled" => bundled(policy),
        "mixed" => generated(policy, Mix::Mixed, MANY, |_| true),
        _ => generated(policy, Mix::Scrambled, MANY, |_| true),
    }
}

fn each<C, R>(cases: &[C], times: u32, answer: impl Fn(&C) -> R) {
    let begin = cpu_time::ThreadTime::now();
    for _ in 0..times {
        for case in cases {
            // Where it lies: handing it over would cost the longer answer more.
            black_box(&answer(black_box(case)));
        }
    }
    eprintln!("{} cases, {:?} each", cases.len(), begin.elapsed() / (times * u32::try_from(cases.len()).unwrap()));
}
