//! Evaluating a policy. In: a policy and a case. Out: an outcome and every criterion's truth.
//!
//! A policy compiled by `policy!` evaluates itself, with straight-line code over [possible
//! values](crate::possible). This module has the other evaluator, [`mod@reference`]: it walks the
//! policy tree and is written to be obviously correct rather than fast. The two share no code, so
//! each is a test of the other. Only the reference evaluator can evaluate a policy made at run
//! time: an [`Evaluator`](crate::evaluator::Evaluator) does so, and returns the same determination
//! as a compiled policy.

pub mod reference;
