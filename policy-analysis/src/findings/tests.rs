//! Findings against brute force, and the sentences that they are told in.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod accepted;
mod attack;
mod brute_force;
mod changes;
mod dates;
mod exactness;
mod stories;
