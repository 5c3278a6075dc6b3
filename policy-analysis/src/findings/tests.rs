//! Findings checked by brute force, and their sentences.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod accepted;
mod attack;
mod brute_force;
mod changes;
mod dates;
mod exactness;
mod stories;
