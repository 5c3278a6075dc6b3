//! What can be said about a policy without a case.
//!
//! In: a policy tree. [`space`] puts its conditions into decision
//! [diagrams](policy_core::worlds::diagram) over the
//! [ways in which they can turn out](policy_core::worlds::atoms), in which every question about all
//! possible cases at once is a question about a small graph: which facts matter, whether two
//! conditions are the same, whether a section can be reached, and by which case. [`moments`] says
//! on which days it has to hold. [`findings`] asks whether a policy makes sense at all. [`compare`]
//! compares two policies; [`CaseFacts`](policy_core::case::CaseFacts) show what was
//! proved. [`obligations`] are what a set of cases has to show, by masking MC/DC, with cases that
//! show it; [`mutants`] are small changes of a policy that its cases have to notice.
//!
//! Without proofs: [`outline`] is a policy as a person reads it, [`facts`] what it asks about,
//! [`coverage`] compares it with the statements of its source.

// Who adds a term, a conclusion or a type of fact is led by the compiler to every place that has to
// know it.
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
pub mod side;
pub mod space;
#[doc(hidden)]
pub mod text;
