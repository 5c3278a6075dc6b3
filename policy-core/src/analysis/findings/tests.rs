//! Findings against brute force, and the sentences that they are told in.

mod brute_force;
mod stories;
mod exactness;
