//! Evaluating a policy. In: a policy and a case. Out: an outcome and every criterion's truth.
//!
//! A policy that `policy!` compiled evaluates itself: straight-line code over
//! [possible values](crate::possible). The evaluator here is the other one, [`mod@reference`]: it
//! walks the policy tree and is made to be obviously right rather than fast. The two share no code,
//! so that each is a test of the other; and only the reference can evaluate a policy that was made
//! at run time: an [`Evaluator`](crate::evaluator::Evaluator) does so, with the determination of a
//! compiled policy.

pub mod reference;
