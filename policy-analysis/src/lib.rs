//! What can be said about a policy without a case.
//!
//! In: a policy tree. [`space`] puts its conditions into decision
//! [diagrams](policy_core::worlds::diagram) over the
//! [ways in which they can turn out](policy_core::worlds::atoms), in which every question about all
//! possible cases at once is a question about a small graph: which facts matter, whether two
//! conditions are the same, whether a section can be reached, and by which case. [`moments`] says
//! on which days it has to hold. [`findings`] asks whether a policy makes sense at all. [`compare`]
//! compares two policies, with example cases. [`obligations`] are what a set of cases must show by
//! masking MC/DC, with cases that show it; [`mutants`] are small changes to a policy that its cases
//! must notice.
//!
//! Without proofs: [`outline`] is a policy as a person reads it, [`facts`] are the facts that it
//! uses, and [`coverage`] compares it with the statements of its source.

// The compiler leads whoever adds a term, a conclusion or a type of fact to every place that must
// handle it.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod answer;
pub mod compare;
pub mod coverage;
pub mod exact;
pub mod facts;
#[cfg(test)]
mod faults;
pub mod findings;
#[cfg(test)]
mod fixtures;
#[cfg(feature = "serde")]
pub mod json;
pub mod moments;
pub mod mutants;
mod neighbors;
pub mod obligations;
pub mod outline;
#[cfg(test)]
mod random;
pub mod side;
pub mod space;
#[doc(hidden)]
pub mod text;
