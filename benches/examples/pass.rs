//! One way to do one thing, over and over, for a tool that counts instructions.
//!
//! `pass evaluate 100` evaluates every generated Revascor case a hundred times; `pass nothing 100` does everything else.

use benches::cases::{MANY, Mix, bundled, generated};
use benches::hand::revascor;
use policies::POLICIES;
use policies::revascor::{RevascorCase, evaluate_revascor, evaluate_revascor_advanced_heart_failure};
use policy_core::Truth;
use std::hint::black_box;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let set = arguments.next().unwrap_or_default();
    let times = arguments.next().map_or(1, |times| times.parse().unwrap());
    let cases: Vec<RevascorCase> = match &*set {
        "bundled" => bundled(&POLICIES[0]),
        "met" => generated(&POLICIES[0], Mix::Mixed, MANY / 8, |case| evaluate_revascor_advanced_heart_failure(case) == Truth::MET),
        "mixed" => generated(&POLICIES[0], Mix::Mixed, MANY, |_| true),
        _ => generated(&POLICIES[0], Mix::Scrambled, MANY, |_| true),
    };
    let each = |answer: fn(&RevascorCase)| (0..times).for_each(|_| cases.iter().for_each(|case| answer(black_box(case))));
    let begin = cpu_time::ThreadTime::now();
    match &*what {
        "evaluate" => each(|case| {
            black_box(&evaluate_revascor(case));
        }),
        "hand" => each(|case| {
            black_box(&revascor::decide(case));
        }),
        "section" => each(|case| {
            black_box(&evaluate_revascor_advanced_heart_failure(case));
        }),
        "section-hand" => each(|case| {
            black_box(&revascor::advanced_heart_failure(case));
        }),
        _ => {}
    }
    eprintln!("{} cases, {:?} each", cases.len(), begin.elapsed() / (times * u32::try_from(cases.len()).unwrap()));
}
