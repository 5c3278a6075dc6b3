//! What a fact, a coverage policy and a determination are.
//!
//! Data flows one way. The macros of `policy-macros` turn a policy's text into a [`policy::Policy`]
//! tree and into code that evaluates it. At run time a [`case::Case`] holds
//! [possible values](possible); predicates ask them for a [`Truth`]; truths become a
//! [`determination::Determination`]; and only if somebody asks an [`explain::Explanation`] is
//! rendered.
//!
//! There is no I/O here, no clock and no floating point: a case carries its dates, and numbers are
//! exact decimals.

// Who adds a term, a conclusion or a type of fact is led by the compiler to every place that has to
// know it.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod calendar;
pub mod case;
pub mod codes;
pub mod compiled;
pub mod data;
pub mod determination;
mod digits;
pub mod evaluate;
pub mod evaluator;
pub mod explain;
#[cfg(any(test, feature = "fixtures"))]
#[allow(
    missing_docs,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    clippy::missing_panics_doc,
    clippy::wildcard_imports,
    reason = "for tests"
)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests may panic"
)]
#[doc(hidden)]
pub mod fixtures;
#[doc(hidden)]
pub mod generated;
#[cfg(feature = "serde")]
pub mod json;
mod named;
pub mod policy;
pub mod possible;
pub mod suggest;
mod truth;
pub mod unit;
pub mod vocabulary;
mod worded;
pub mod wording;
#[doc(hidden)]
pub mod worlds;

pub use chrono::{Datelike, NaiveDate, TimeDelta};
pub use named::UnknownName;
pub use rust_decimal::Decimal;
pub use truth::{Truth, TruthState};
