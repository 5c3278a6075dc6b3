//! One way to do one thing, over and over, for a tool that counts instructions.
//!
//! `pass evaluate mixed 100` evaluates every generated Revascor case a hundred times;
//! `pass nothing mixed 100` does everything else. After them comes the policy, if it is another
//! one. The cases may also be `bundled`, `scrambled`, or `sparse`, in which nearly nothing is
//! documented. `read` reads the cases from their JSON. `explain-decided` and `explain-open` explain
//! the cases that are decided and those that need information, without criteria or, as
//! `…-criteria`, with them. `terms compiled 21 chain` evaluates the questions about newer terms
//! whose names have the word, or, with `hand`, what is written by hand.

use benches::cases::{MANY, Mix, bundled, generated, policy};
use benches::hand::{Decision, abecma, kresladi, pad_stem_cells, revascor, tecartus};
use benches::terms::Visitor;
use policies::Bundled;
use policies::abecma::evaluate_abecma;
use policies::kresladi::evaluate_kresladi;
use policies::pad_stem_cells::evaluate_pad_stem_cells;
use policies::revascor::{
    RevascorCase, evaluate_revascor, evaluate_revascor_advanced_heart_failure,
};
use policies::tecartus::evaluate_tecartus;
use policy_core::Truth;
use policy_core::case::{Case, CaseFacts};
use policy_core::determination::Determination;
use policy_core::explain::Assessment;
use policy_core::json::{case_to_json, read_case};
use policy_core::policy::Outcome;
use std::fmt::Debug;
use std::hint::black_box;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let set = arguments.next().unwrap_or_default();
    let times = arguments.next().map_or(1, |times| times.parse().unwrap());
    let name = arguments.next();
    if what == "terms" {
        benches::terms::each(&mut Terms { set: &set, times, name: &name.unwrap_or_default() });
        return;
    }
    let name = name.unwrap_or_else(|| "revascor".to_owned());
    let pass = Pass { what: &what, set: &set, times, policy: policy(&name) };
    match &*name {
        "abecma" => pass.whole(abecma::decide, evaluate_abecma),
        "kresladi" => pass.whole(kresladi::decide, evaluate_kresladi),
        "pad_stem_cells" => pass.whole(pad_stem_cells::decide, evaluate_pad_stem_cells),
        "tecartus" => pass.whole(tecartus::decide, evaluate_tecartus),
        _ if what.starts_with("section") => pass.section(),
        _ => pass.whole(revascor::decide, evaluate_revascor),
    }
}

struct Pass<'a> {
    what: &'a str,
    set: &'a str,
    times: u32,
    policy: &'static Bundled,
}

impl Pass<'_> {
    /// Revascor I.A alone.
    fn section(&self) {
        let cases = match self.set {
            "met" => generated(self.policy, Mix::Mixed, MANY / 8, |case| {
                evaluate_revascor_advanced_heart_failure(case) == Truth::MET
            }),
            _ => self.cases::<RevascorCase>(),
        };
        match self.what {
            "section" => self.each(&cases, evaluate_revascor_advanced_heart_failure),
            _ => self.each(&cases, revascor::advanced_heart_failure),
        }
    }

    fn whole<C: Case + Clone + From<CaseFacts>>(
        &self,
        hand: impl Fn(&C) -> Decision,
        evaluate: impl Fn(&C) -> Determination<'static>,
    ) {
        let cases = self.cases::<C>();
        match self.what {
            "evaluate" => self.each(&cases, evaluate),
            "hand" => self.each(&cases, hand),
            "read" => {
                let texts = cases.iter().map(|case| case_to_json(case, None)).collect::<Vec<_>>();
                self.each(&texts, |text| read_case(&self.policy.program, text.as_bytes()).unwrap());
            }
            _ => self.explain(&cases),
        }
    }

    fn explain<C: Case>(&self, cases: &[C]) {
        let open = self.what.starts_with("explain-open");
        let is_open =
            |case: &Assessment<'_, '_>| case.determination().outcome() == Outcome::NeedInformation;
        let assessed = cases.iter().map(Case::assess).filter(|case| is_open(case) == open);
        let assessed = assessed.collect::<Vec<_>>();
        match self.what {
            "explain-open" | "explain-decided" => self.each(&assessed, Assessment::summarize),
            "explain-open-criteria" | "explain-decided-criteria" => {
                self.each(&assessed, Assessment::explain);
            }
            _ => self.each(&assessed, |_| ()),
        }
    }

    fn cases<C: Case + Clone + From<CaseFacts>>(&self) -> Vec<C> {
        match self.set {
            "bundled" => bundled(self.policy),
            "mixed" => generated(self.policy, Mix::Mixed, MANY, |_| true),
            "sparse" => generated(self.policy, Mix::Sparse, MANY / 16, |_| true),
            _ => generated(self.policy, Mix::Scrambled, MANY, |_| true),
        }
    }

    fn each<C, R>(&self, cases: &[C], answer: impl Fn(&C) -> R) {
        each(self.times, cases, answer);
    }
}

/// The questions about newer terms.
struct Terms<'a> {
    set: &'a str,
    times: u32,
    name: &'a str,
}

impl Visitor for Terms<'_> {
    fn is_wanted(&self, name: &str) -> bool {
        name.contains(self.name)
    }

    fn visit<C: Debug>(
        &mut self,
        name: &str,
        cases: &[C],
        hand: impl Fn(&C) -> Truth,
        compiled: impl Fn(&C) -> Truth,
    ) {
        eprint!("{name}: ");
        match self.set {
            "hand" => each(self.times, cases, hand),
            _ => each(self.times, cases, compiled),
        }
    }
}

fn each<C, R>(times: u32, cases: &[C], answer: impl Fn(&C) -> R) {
    let begin = cpu_time::ThreadTime::now();
    for _ in 0..times {
        for case in cases {
            // Where it lies: handing it over would cost the longer answer more.
            black_box(&answer(black_box(case)));
        }
    }
    eprintln!(
        "{} cases, {:?} each",
        cases.len(),
        begin.elapsed() / (times * u32::try_from(cases.len()).unwrap())
    );
}
