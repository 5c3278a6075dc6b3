//! The ways in which what is not documented can turn out.
//!
//! In: predicates, and charts that leave them open. Out: [`atoms`], groups of predicates that hang
//! together, each with the answers that are possible together; and decision [`diagram`]s, in which
//! every question about all possible worlds at once is a question about a small graph. An
//! explanation asks them which facts could still matter; the proofs of `policy-analysis` ask them
//! everything.

pub mod atoms;
pub mod diagram;
mod unanswered;

pub use unanswered::{Fault, Unanswered};
