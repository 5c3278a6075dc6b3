//! The cases that are measured: the bundled ones, and thousands of generated ones.
//!
//! A generated case is a bundled one in which some facts are documented as in others, and which
//! came in some days earlier or later. Each is different from all others, since a processor learns
//! a short list. They are the same in every run.

use policies::{Bundled, POLICIES};
use policy_core::case::{Case, CaseFacts, validate};
use policy_core::chrono::TimeDelta;
use policy_core::json::{case_to_json, read_case};
use std::any::Any;
use std::collections::HashSet;

/// How many different generated cases a contest goes through.
pub const MANY: usize = 16_384;

/// How far generated cases are from bundled ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mix {
    /// Up to three facts are as in others: charts as they come in, most of which say most of what
    /// is asked.
    Mixed,
    /// Every fact may be as in another: charts of which hardly two parts fit together.
    Scrambled,
    /// One of ten facts is documented: charts of which nearly everything is missing.
    Sparse,
}

/// The policy of this name, with its cases.
///
/// # Panics
///
/// Where there is none.
#[must_use]
pub fn policy(name: &str) -> &'static Bundled {
    POLICIES.iter().find(|policy| policy.program.policy().name == name).unwrap()
}

/// The bundled cases of a policy.
///
/// # Panics
///
/// Where `C` is not the policy's case type.
#[must_use]
pub fn bundled<C: Case + Clone>(policy: &Bundled) -> Vec<C> {
    texts(policy)
        .iter()
        .map(|text| own(&*read_case(&policy.program, text.as_bytes()).unwrap().case))
        .collect()
}

fn texts(policy: &Bundled) -> Vec<String> {
    let lines = policy.cases.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["case"].to_string())
        .collect()
}

/// Different cases, this many, each as `wanted`.
///
/// # Panics
///
/// Where `C` is not the policy's case type, or where there are not so many different cases.
#[must_use]
pub fn generated<C: Case + Clone + From<CaseFacts>>(
    policy: &Bundled,
    mix: Mix,
    count: usize,
    wanted: impl Fn(&C) -> bool,
) -> Vec<C> {
    let bundled = bundled::<C>(policy);
    let used = policy.program.policy().facts();
    let mut chance = Chance::new();
    let mut seen = HashSet::new();
    let mut cases = Vec::with_capacity(count);
    for _ in 0..count * 1_000 {
        let mut facts = CaseFacts::of(&bundled[chance.below(bundled.len())]);
        let changes = match mix {
            Mix::Mixed | Mix::Sparse => chance.below(4),
            Mix::Scrambled => used.len() * 2,
        };
        for _ in 0..changes {
            let (fact, other) =
                (used[chance.below(used.len())], &bundled[chance.below(bundled.len())]);
            facts.extend(other.fact(fact).unwrap().view().to_value().map(|value| (fact, value)));
        }
        if mix == Mix::Sparse {
            facts.retain(|_, _| chance.below(10) == 0);
        }
        let later = TimeDelta::days(i64::try_from(chance.below(61)).unwrap() - 30);
        (facts.request_date, facts.service_date) =
            (facts.request_date + later, facts.service_date + later);
        let case = C::from(facts);
        if wanted(&case)
            && validate(&case.policy().vocabulary, &case).is_empty()
            && seen.insert(case_to_json(&case, None))
        {
            cases.push(case);
            if cases.len() == count {
                // A second copy lies in memory as if the cases had been read one after the other.
                return cases.clone();
            }
        }
    }
    panic!("only {} different cases of {}", cases.len(), policy.program.policy().name)
}

fn own<C: Case + Clone>(case: &dyn Case) -> C {
    (case as &dyn Any).downcast_ref::<C>().unwrap().clone()
}

/// Numbers that are the same in every run (`SplitMix64`).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new() -> Chance {
        Chance(728)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((u128::from(mixed ^ (mixed >> 31)) * bound as u128) >> 64).unwrap()
    }
}
