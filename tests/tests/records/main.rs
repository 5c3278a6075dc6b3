//! Conditions on the entries of a history, against the enumeration of all worlds of small charts.
//!
//! In: a policy with questions about entries of every form: trees of conditions on their attributes,
//! windows, distances, and facts of the case that attributes are compared with. Out: what generated
//! code and the reference evaluator say is what all worlds agree on, each condition on an entry
//! taken from its parts; more documentation takes no answer back, the order of entries does not
//! matter, and what is asked for suffices.

mod chart;
mod questions;
mod trials;
mod worlds;
