//! The ways in which what is not documented can turn out.
//!
//! In: predicates, and charts that leave them open. Out: [`atoms`], groups of interdependent
//! predicates, each with the answers that are possible together; and decision [`diagram`]s, which
//! turn every question about all possible worlds into a question about a small graph. Explanations
//! use them to find the facts that could still matter; the proofs of `policy-analysis` use them for
//! everything.

pub mod atoms;
pub mod diagram;
mod unanswered;

pub use unanswered::{Fault, Unanswered};
