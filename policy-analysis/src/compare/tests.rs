//! Comparisons of small policies: with differences that are known, and against brute force.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod brute_force;
mod stories;

use super::{Comparison, compare};
use crate::side::Side;
use policy_core::policy::Policy;

/// The first version of each policy.
fn between<'a>(a: &'a Policy, b: &'a Policy) -> Comparison<'a> {
    let side = |policy: &'a Policy| Side { policy, version: &policy.versions[0] };
    compare(side(a), side(b)).unwrap()
}
