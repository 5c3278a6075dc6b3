//! What can be proved about a policy tree.
//!
//! In: a policy and what is documented, perhaps nothing. [`atoms`] finds the predicates that are not decided and the ways in which they can turn out, together,
//! fact by fact; [`space`] puts them together into decision [`diagram`]s, in which every question about all possible cases at once is a question about a small graph:
//! which facts matter, whether two conditions are the same, whether a section can be reached, and by which case. [`moments`] says on which days it has to hold.
//! [`findings`] asks whether a policy makes sense at all. [`compare`] holds two policies against each other; a [`member`] shows what was proved.
//! [`obligations`] says what a set of cases has to show, and makes the cases.

pub mod answer;
pub mod atoms;
pub mod compare;
pub mod diagram;
pub mod exact;
pub mod findings;
pub mod member;
pub mod moments;
pub mod mutants;
pub mod obligations;
#[cfg(test)]
mod small;
pub mod space;
