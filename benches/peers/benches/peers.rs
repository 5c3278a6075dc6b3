//! One table: Revascor I.A in other engines, next to `evaluate_*` and the same by hand.
//!
//! ```sh
//! cd benches/peers && cargo bench
//! ```
//!
//! Before anything is measured, every engine answers every case. Where it has three values, its
//! answers are ours; where it has two, they are ours wherever ours is decided, and the table says
//! what it makes of the others.

use benches::cases::{MANY, Mix, generated};
use benches::contest::{Contest, heading};
use benches::hand::revascor::advanced_heart_failure as by_hand;
use peers::chart::Chart;
use peers::rule::advanced_heart_failure;
use peers::{Peer, Values};
use policies::POLICIES;
use policies::revascor::{RevascorCase, evaluate_revascor_advanced_heart_failure};
use policy_core::Truth;

fn main() {
    let cases = generated::<RevascorCase>(&POLICIES[0], Mix::Mixed, MANY, |case| Chart::of(case).is_some());
    let charts = cases.iter().map(|case| Chart::of(case).unwrap()).collect::<Vec<_>>();
    let ours = cases.iter().map(evaluate_revascor_advanced_heart_failure).collect::<Vec<_>>();
    let count = |truth| ours.iter().filter(|found| **found == truth).count();
    println!("{} cases: {} met, {} not met, {} unknown\n", ours.len(), count(Truth::MET), count(Truth::NOT_MET), count(Truth::UNKNOWN));
    let setting = Setting { cases: &cases, charts: &charts, ours: &ours };
    let rule = advanced_heart_failure();
    println!("{}", heading());
    for values in [Values::Two, Values::Three] {
        #[cfg(feature = "datalogic")]
        setting.contest("datalogic-rs", values, || peers::datalogic::DataLogic::new(&rule, values));
        #[cfg(feature = "zen")]
        setting.contest("zen-expression", values, || peers::zen::Zen::new(&rule, values));
        #[cfg(feature = "cel")]
        setting.contest("cel", values, || peers::cel::Cel::new(&rule, values));
        #[cfg(feature = "regorus")]
        setting.contest("regorus", values, || peers::rego::Rego::new(&rule, values));
        #[cfg(feature = "cedar")]
        setting.contest("cedar-policy", values, || peers::cedar::Cedar::new(&rule, values));
    }
}

struct Setting<'a> {
    cases: &'a [RevascorCase],
    charts: &'a [Chart],
    ours: &'a [Truth],
}

impl Setting<'_> {
    fn contest<P: Peer>(&self, name: &str, values: Values, new: impl Fn() -> P) {
        let (mut prepared, mut built) = (new(), new());
        let inputs = self.charts.iter().map(|chart| prepared.input(chart)).collect::<Vec<_>>();
        let title = self.check(name, values, &mut prepared, &inputs);
        Contest::new(&title, self.cases.len())
            .enter("evaluate_revascor_advanced_heart_failure", self.cases, evaluate_revascor_advanced_heart_failure)
            .enter("by hand", self.cases, by_hand)
            .enter(&format!("{name}, input prepared"), &inputs, move |input| prepared.answer(input))
            .enter(&format!("{name}, input built"), self.charts, move |chart| {
                let input = built.input(chart);
                built.answer(&input)
            })
            .print();
    }

    /// What the engine answers; it has to be right wherever it can.
    fn check<P: Peer>(&self, name: &str, values: Values, peer: &mut P, inputs: &[P::Input]) -> String {
        let (mut approved, mut failed) = (0_u32, 0_u32);
        for ((input, ours), chart) in inputs.iter().zip(self.ours).zip(self.charts) {
            let answer = peer.answer(input);
            match (values, *ours) {
                (Values::Two, Truth::UNKNOWN) => *(if answer == Truth::MET { &mut approved } else { &mut failed }) += 1,
                _ => assert_eq!(answer, *ours, "{name} {values:?} {chart:?}"),
            }
        }
        match values {
            Values::Two => format!("two values; unknown: {approved} met, {failed} not"),
            Values::Three => "three values".to_owned(),
        }
    }
}
