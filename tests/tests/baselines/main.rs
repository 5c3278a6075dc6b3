//! Two terms compared with each other, against the enumeration of all worlds of small charts.
//!
//! In: a policy with comparisons of every form. Out: what generated code and the reference
//! evaluator say is what all worlds agree on: each result on each of its days, with numbers at and
//! between all ends, each date on each of its days, and each of several results that may be meant.

mod renewal;
mod worlds;
